package librarytest

import (
	"context"
	"encoding/json"
	"slices"

	"cuttings/catalogue"
)

// MakeStory records some cuttings as one story and returns its ID: the first has a text of its own, the second
// announces it, the others are copies.
func (c *Catalogue) MakeStory(ids ...string) (story string, err error) {
	story = slices.Min(ids)
	var b catalogue.Batch
	for i, id := range ids {
		e, err := c.Catalogue.Entry(context.Background(), id)
		if err != nil {
			return "", err
		}
		row := catalogue.StoryRow{Text: catalogue.TextKey(&e.Sighting), Story: story, Is: catalogue.IsCopy}
		switch i {
		case 0:
			row.Is = catalogue.IsIndependent
		case 1:
			row.Is, row.Article, row.By = catalogue.IsTeaser, ids[0], "address"
		}
		if id == story {
			row.Counts = &catalogue.StoryCounts{Cuttings: len(ids), Articles: 1, Independent: 1, Outlets: 3}
		}
		value, err := json.Marshal(row)
		if err != nil {
			return "", err
		}
		b.Rows = append(b.Rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.StoryStage, Key: id},
			Of: catalogue.OfCutting, Version: 1, Value: value,
			Fields: map[string][]string{"story": {story}, "is": {row.Is}, "outlets": {"3"}}})
	}
	return story, c.Apply(context.Background(), b)
}

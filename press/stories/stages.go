// Package stories runs package story as stages of a run: a sketch of each text, then the relations of texts,
// then the stories of cuttings. What it writes depends on the archive's content alone, not on the order in
// which pages were added, nor in how many runs.
package stories

import (
	"context"
	"encoding/json"
	"sync"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/story"
)

// What the stages give each other.
const (
	sketches  = "sketches"
	relations = "relations"
)

// Versions of the stages, raised when the same archive may give other rows: storyVersion is raised with
// sketchVersion, because the rows of cuttings have the credits of sketches.
const (
	sketchVersion   = 3
	relationVersion = 11
	storyVersion    = 7
)

// Keeper keeps the state of the last run in memory, so that the next one reads only what is new; for another
// archive the state is read from its rows. It is safe for concurrent use.
type Keeper struct {
	mu    sync.Mutex // one run at a time
	web   *web
	cards *cards
}

// Stages returns the stages of a run. decided returns the archive's present decisions about stories; nil is
// none.
func (k *Keeper) Stages(decided func() cutting.StoryDecisions) []press.Stage {
	if decided == nil {
		decided = func() cutting.StoryDecisions { return cutting.StoryDecisions{} }
	}
	return []press.Stage{
		{Name: catalogue.SketchStage, Version: sketchVersion, Needs: []string{press.Texts}, Gives: []string{sketches},
			Text: sketch},
		{Name: catalogue.RelationStage, Version: relationVersion, Needs: []string{sketches},
			Gives: []string{relations}, Archive: k.relate},
		{Name: catalogue.StoryStage, Version: storyVersion,
			Needs: []string{relations, press.Cuttings, press.Decisions}, Gives: []string{"stories"},
			Archive: func(ctx context.Context, cat press.Catalogue) error {
				return k.gather(ctx, cat, decided())
			},
			Release: k.release},
	}
}

// release drops the state, which the next run reads from its rows.
func (k *Keeper) release() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.web, k.cards = nil, nil
}

// Current reports whether the stories of a catalogue were made by this version of the program. Stories of an
// earlier version stay until the next run.
func Current(ctx context.Context, rows catalogue.RowReader) (bool, error) {
	texts, err := readNote[relationNote](ctx, rows, catalogue.RelationStage)
	if err != nil {
		return false, err
	}
	cuttings, err := readNote[storyNote](ctx, rows, catalogue.StoryStage)
	return texts.Version == relationVersion && !texts.Open && cuttings.Version == storyVersion, err
}

// sketch returns a text's sketch and its credits.
func sketch(_ context.Context, in press.TextInput) (press.Found, error) {
	s := catalogue.TextSketch{Grams: story.SketchOf(in.Text.Text).Bytes()}
	for _, c := range story.Credits(in.Text.Text) {
		s.Credits = append(s.Credits, catalogue.Credit{Name: c.Name, At: c.At})
	}
	return press.Found{Value: s}, nil
}

// WriteAmong writes pages into an empty catalogue with the relations and stories among them, for a few files without
// an archive.
func WriteAmong(ctx context.Context, cat press.Catalogue, pages []catalogue.PageReading) error {
	b := catalogue.Batch{Pages: pages}
	stages := new(Keeper).Stages(nil)
	for i := range pages {
		for k := range pages[i].Sightings {
			s := &pages[i].Sightings[k]
			found, err := sketch(ctx, press.TextInput{Text: catalogue.Text{Lang: s.Lang, Headline: s.Headline,
				Text: s.Text}})
			if err != nil {
				return err
			}
			value, err := json.Marshal(found.Value)
			if err != nil {
				return err
			}
			b.Rows = append(b.Rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.SketchStage,
				Key: catalogue.TextKey(s)}, Of: catalogue.OfText, Version: sketchVersion, Value: value})
		}
	}
	if err := cat.Apply(ctx, b); err != nil {
		return err
	}
	for _, s := range stages {
		if s.Archive != nil {
			if err := s.Archive(ctx, cat); err != nil {
				return err
			}
		}
	}
	return cat.Sync(ctx)
}

// RelationBetween returns the relation of two texts by themselves, seen from the first; nil when they share no
// significant passage.
func RelationBetween(this, other *catalogue.Sighting) *catalogue.TextRelation {
	r := story.Compare(story.NewText("this", this.Headline, this.Text),
		story.NewText("with", other.Headline, other.Text), nil)
	if r.Kind == story.None {
		return nil
	}
	k := story.RelationTo{Other: catalogue.TextKey(other), Relation: r}
	t := textRelation("this", &k)
	return &t
}

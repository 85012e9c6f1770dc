package library

import (
	"context"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Related is what a cutting has to do with another text in the archive.
type Related struct {
	catalogue.Head // of one cutting that shows the text
	// Others is how many more cuttings show the same text, at most relatedShowing.
	Others   int                    `json:"others,omitempty"`
	Relation catalogue.TextRelation `json:"relation"`
	// Passages are what both have in common, longest first, with the words of either.
	Passages []AlignedPassage `json:"passages,omitempty"`
	// Headlines reports that both have a headline and they differ.
	Headlines bool `json:"headlines_differ"`
	// By gives what an announcement rests on where it is no text: "address", "headline".
	By string `json:"by,omitempty"`
}

// AlignedPassage is a passage of two texts.
type AlignedPassage struct {
	catalogue.SharedSpan
	This  string `json:"this_words"`  // the words in this text
	Other string `json:"other_words"` // and in the other
}

// relatedShowing is how many cuttings with one text are counted.
const relatedShowing = 100

// Related lists the texts that share passages with a cutting's own, those that join
// before those that do not, each by the longest passage. Where many texts are alike it
// names some of them; the story has all. An unknown cutting gives NotFound.
func (l *Library) Related(ctx context.Context, cuttingID string) ([]Related, error) {
	cat, done := l.lend()
	defer done()
	e, err := cat.Entry(ctx, cuttingID)
	if err != nil {
		return nil, err
	}
	key := catalogue.TextKey(&e.Sighting)
	same, err := showing(ctx, cat, &e.Sighting, catalogue.TextRelation{Text: key, Kind: catalogue.SameText, This: 1,
		Other: 1}, cuttingID)
	if err != nil {
		return nil, err
	}
	out := same
	rs, err := catalogue.RelationsOf(ctx, cat, key)
	if err != nil {
		return nil, err
	}
	for _, joins := range []bool{true, false} {
		for _, r := range rs.Relations {
			if r.Joins() != joins {
				continue
			}
			found, err := showing(ctx, cat, &e.Sighting, r, cuttingID)
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
	}
	row, err := catalogue.StoryOf(ctx, cat, cuttingID)
	if err != nil || row.Article == "" {
		return out, err
	}
	for i := range out {
		if out[i].ID == row.Article {
			out[i].By = row.By
			return out, nil
		}
	}
	a, err := cat.Entry(ctx, row.Article)
	if cutting.KindOf(err) == cutting.NotFound {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	link := Related{Head: headOf(a), Relation: catalogue.TextRelation{Text: catalogue.TextKey(&a.Sighting),
		Kind: catalogue.Announces}, Headlines: differ(e.Headline, a.Headline), By: row.By}
	return append([]Related{link}, out...), nil
}

// showing is a relation with one cutting that shows the other text; none when no other
// cutting does.
func showing(ctx context.Context, cat Catalogue, this *catalogue.Sighting, r catalogue.TextRelation,
	self string) ([]Related, error) {
	ids, err := cat.Showing(ctx, r.Text, "", relatedShowing+1)
	if err != nil {
		return nil, err
	}
	out := Related{Relation: r, Others: -1}
	var other *catalogue.Entry
	for _, id := range ids {
		if id == self {
			continue
		}
		out.Others++
		if other == nil {
			if other, err = cat.Entry(ctx, id); cutting.KindOf(err) == cutting.NotFound {
				other = nil
			} else if err != nil {
				return nil, err
			}
		}
	}
	if other == nil {
		return nil, nil
	}
	out.Head, out.Headlines = headOf(other), differ(this.Headline, other.Headline)
	text, err := cat.Text(ctx, r.Text)
	if err != nil {
		return nil, err
	}
	out.Passages = aligned(r.Passages, this.Text, text.Text)
	return []Related{out}, nil
}

// differ reports whether two headlines are there and have different words.
func differ(a, b string) bool { return a != "" && b != "" && a != b }

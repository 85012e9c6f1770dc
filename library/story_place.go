package library

import (
	"context"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// InArchive is what else the archive has of a cutting.
type InArchive struct {
	Is    string // catalogue.IsCopy, IsTeaser, IsIndependent, IsHeadline
	Story string // the story's ID; "" for a cutting in no story
	catalogue.StoryCounts
	Article *Related         // the article that a teaser or side list item announces; nil when it is not here
	Alone   bool             // it announces an article that is not in the archive
	Teasers []catalogue.Head // what announces it
	// Listings is how many saved pages have those.
	Listings int
	Others   []catalogue.Head // of those, the ones with another headline
	Copies   []Related        // texts that are one with its own
	Partial  []Related        // texts that share a passage with it and are not of its story
}

// InArchive reads what else the archive has of a cutting. An unknown one gives NotFound.
func (l *Library) InArchive(ctx context.Context, id string, headline string, kind cutting.Kind) (*InArchive, error) {
	cat, done := l.lend()
	defer done()
	row, err := catalogue.StoryOf(ctx, cat, id)
	if err != nil {
		return nil, err
	}
	out := &InArchive{Is: row.Is, Story: row.Story}
	if out.StoryCounts, err = catalogue.CountsOf(ctx, cat, row.Story); err != nil {
		return nil, err
	}
	related, err := l.Related(ctx, id)
	if err != nil {
		return nil, err
	}
	for i := range related {
		r := &related[i]
		switch {
		case r.ID == row.Article && row.Article != "":
			out.Article = r
		case !r.Relation.Joins():
			if slices.ContainsFunc(out.Partial, func(o Related) bool { return o.ID == r.ID }) {
				continue
			}
			of, err := catalogue.StoryOf(ctx, cat, r.ID)
			if err != nil {
				return nil, err
			}
			if row.Story == "" || of.Story != row.Story {
				out.Partial = append(out.Partial, *r)
			}
		case r.Relation.Kind != catalogue.Announces:
			out.Copies = append(out.Copies, *r)
		}
	}
	out.Alone = row.Text != "" && kind != cutting.Article && out.Article == nil // a run has looked
	if kind != cutting.Article || row.Story == "" {
		return out, nil
	}
	ids, err := members(ctx, cat, row.Story)
	if err != nil {
		return nil, err
	}
	pages := map[string]bool{}
	for _, m := range ids {
		of, err := catalogue.StoryOf(ctx, cat, m)
		if err != nil {
			return nil, err
		}
		if of.Article != id {
			continue
		}
		e, err := cat.Entry(ctx, m)
		if err != nil {
			return nil, err
		}
		for i := range e.Sightings {
			pages[e.Sightings[i].CaptureID] = true
		}
		head := headOf(e)
		if out.Teasers = append(out.Teasers, head); differ(headline, head.Headline) {
			out.Others = append(out.Others, head)
		}
	}
	out.Listings = len(pages)
	return out, nil
}

// Independent is how many of the cuttings that match have a text of their own, by the
// counts of a search for which field.Is was counted.
func Independent(s Search, res *catalogue.Result) int {
	chosen := s.Filters[field.Is]
	for _, c := range res.Facets[field.Is] {
		if c.Value == catalogue.IsIndependent && (len(chosen) == 0 || slices.Contains(chosen, c.Value)) {
			return c.Count
		}
	}
	return 0
}

// Beside is two texts beside each other.
type Beside struct {
	Left, Right Column
	Same        bool // headline and text are letter for letter alike
	Rough       bool // they differ too much to be compared word by word to their end
}

// Column is one of two texts: what it alone has is marked.
type Column struct {
	catalogue.Head
	Dir             string
	Headlines, Text []DiffRun
}

// Beside sets two cuttings' texts beside each other. An unknown one gives NotFound.
func (l *Library) Beside(ctx context.Context, left, right string) (*Beside, error) {
	cat, done := l.lend()
	defer done()
	a, err := cat.Entry(ctx, left)
	if err != nil {
		return nil, err
	}
	b, err := cat.Entry(ctx, right)
	if err != nil {
		return nil, err
	}
	out := &Beside{Left: columnOf(a), Right: columnOf(b), Same: a.Text == b.Text && a.Headline == b.Headline}
	headlines, _, err := diffWords(ctx, a.Headline, b.Headline)
	if err != nil {
		return nil, err
	}
	text, whole, err := diffWords(ctx, a.Text, b.Text)
	if err != nil {
		return nil, err
	}
	out.Rough = !whole
	out.Left.Headlines, out.Right.Headlines = sides(headlines)
	out.Left.Text, out.Right.Text = sides(text)
	return out, nil
}

// sides are the runs that are in the one text and in the other.
func sides(runs []DiffRun) (left, right []DiffRun) {
	for _, r := range runs {
		if r.Op != "ins" {
			left = append(left, r)
		}
		if r.Op != "del" {
			right = append(right, r)
		}
	}
	return left, right
}

func columnOf(e *catalogue.Entry) Column {
	return Column{Head: headOf(e), Dir: plain.Direction(e.Lang, e.Headline+" "+e.Text)}
}

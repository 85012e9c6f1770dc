package library

import (
	"context"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// InArchive is what else the archive has about a cutting.
type InArchive struct {
	Is    string // catalogue.IsCopy, IsTeaser, IsIndependent, IsHeadline
	Story string // the story's ID; "" for a cutting in no story
	catalogue.StoryCounts
	Article *Related         // the article that a teaser or side list item announces; nil when it is not here
	Alone   bool             // it announces an article that is not in the archive
	Teasers []catalogue.Head // cuttings that announce it
	// Listings is the number of saved pages with those.
	Listings int
	Others   []catalogue.Head // of those, the ones with another headline
	Copies   []Related        // texts of the same story
	Partial  []Related        // texts that share a passage with it and are in another story
}

// InArchive returns what else the archive has about a cutting. It returns NotFound for an unknown cutting.
func (l *Library) InArchive(ctx context.Context, id string, headline string, kind cutting.Kind) (*InArchive, error) {
	cat, done := l.borrowCatalogue()
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
	out.Alone = row.Text != "" && kind != cutting.Article && out.Article == nil // story finding has run
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
		if out.Teasers = append(out.Teasers, head); headlinesDiffer(headline, head.Headline) {
			out.Others = append(out.Others, head)
		}
	}
	out.Listings = len(pages)
	return out, nil
}

// Independent returns how many of a search's matches have a text of their own; res must have counts of
// field.Is.
func Independent(s Search, res *catalogue.Result) int {
	chosen := s.Filters[field.Is]
	for _, c := range res.Facets[field.Is] {
		if c.Value == catalogue.IsIndependent && (len(chosen) == 0 || slices.Contains(chosen, c.Value)) {
			return c.Count
		}
	}
	return 0
}

// Beside is two texts in columns.
type Beside struct {
	Left, Right Column
	Same        bool // headlines and texts are identical
	Rough       bool // the texts differ too much: their ends are not compared word by word
}

// Column is one of two texts; what only it has is marked.
type Column struct {
	catalogue.Head
	Dir             string
	Headlines, Text []DiffRun
}

// SideBySide returns two cuttings' texts in columns. It returns NotFound for an unknown cutting.
func (l *Library) SideBySide(ctx context.Context, left, right string) (*Beside, error) {
	cat, done := l.borrowCatalogue()
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
	out.Left.Headlines, out.Right.Headlines = splitSides(headlines)
	out.Left.Text, out.Right.Text = splitSides(text)
	return out, nil
}

// splitSides returns the runs of each of the two texts.
func splitSides(runs []DiffRun) (left, right []DiffRun) {
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

package publish

import (
	"context"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/library"
	"cuttings/library/plain"
)

// Archive is what a site is collected from.
type Archive interface {
	Find(ctx context.Context, s library.Search, req catalogue.Request) (*catalogue.Result, error)
	Entry(ctx context.Context, id string) (*catalogue.Entry, error)
	Row(ctx context.Context, captureID string) (*catalogue.PageRow, error)
	Story(ctx context.Context, cuttingID string) (*library.Story, error)
}

var _ Archive = (*library.Library)(nil)

// Collector reads what is published out of an archive. It is for one goroutine.
type Collector struct {
	Archive Archive
	Full    bool // texts whole

	items    map[string]*Item
	stories  map[string]*library.Story // by the ID of each member
	captures map[string]*catalogue.PageRow
}

// Collect returns what a search finds, newest first, one item a story. pinned are cuttings
// that stand first whatever the search finds, leftOut ones that are not shown.
func (c *Collector) Collect(ctx context.Context, s library.Search, pinned, leftOut []string) ([]Item, error) {
	var out []Item
	seen := map[string]bool{}
	for _, id := range leftOut {
		seen[id] = true
	}
	put := func(id string, inStory bool) error {
		if seen[id] {
			return nil
		}
		seen[id] = true
		if inStory {
			if err := c.story(ctx, id); err != nil {
				return err
			}
		}
		it, err := c.item(ctx, id)
		if err == nil {
			out = append(out, *it)
		}
		return err
	}
	for _, id := range pinned {
		if err := put(id, true); err != nil && cutting.KindOf(err) != cutting.NotFound { // it may come back
			return nil, err
		}
	}
	s.Sort = catalogue.ByNewest
	for {
		res, err := c.Archive.Find(ctx, s, catalogue.Request{Limit: 1000, Sort: catalogue.ByNewest, ByStory: true})
		if err != nil {
			return nil, err
		}
		for i := range res.Hits {
			if err := put(res.Hits[i].ID, res.Hits[i].Story != nil); err != nil {
				return nil, err
			}
		}
		if s.After = res.Next; res.Next == "" {
			return out, nil
		}
	}
}

// Everything returns every cutting that was collected or stands in the story of one that
// was, newest first: what has a page of its own.
func (c *Collector) Everything(ctx context.Context, sections ...[]Item) ([]Item, error) {
	have := map[string]bool{}
	var out []Item
	add := func(it Item) {
		if !have[it.ID] {
			have[it.ID] = true
			out = append(out, it)
		}
	}
	for _, items := range sections {
		for _, it := range items {
			add(it)
			for _, a := range it.AlsoIn {
				other, err := c.item(ctx, a.ID)
				if err != nil {
					return nil, err
				}
				add(*other)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Item) int {
		x, y := plain.ISODate(a.Published), plain.ISODate(b.Published)
		if n := strings.Compare(y, x); n != 0 {
			return n
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out, nil
}

// story reads the story of a cutting, for itself and every other member.
func (c *Collector) story(ctx context.Context, id string) error {
	if c.stories[id] != nil {
		return nil
	}
	st, err := c.Archive.Story(ctx, id)
	if err != nil {
		return err
	}
	if c.stories == nil {
		c.stories = map[string]*library.Story{}
	}
	for i := range st.Members {
		c.stories[st.Members[i].ID] = st
	}
	return nil
}

// item reads one cutting.
func (c *Collector) item(ctx context.Context, id string) (*Item, error) {
	if it := c.items[id]; it != nil {
		return it, nil
	}
	if c.items == nil {
		c.items, c.captures = map[string]*Item{}, map[string]*catalogue.PageRow{}
	}
	e, err := c.Archive.Entry(ctx, id)
	if err != nil {
		return nil, err
	}
	s := &e.Sighting
	it := &Item{ID: id, Kind: s.Kind, Headline: digest.Line(s.Headline),
		Excerpt: digest.Shorten(digest.Line(s.Text), excerptLen), Byline: s.Byline, URL: plain.OutLink(s.URL),
		SourceID: s.Source.ID, Published: s.Published, Lang: s.Lang, Section: s.Section, ByHand: s.ByHand,
		Added: e.Added.UTC().Format("2006-01-02")}
	if s.Source.ID != "" {
		it.Source = plain.SourceName(s.Source)
	}
	if c.Full {
		for _, p := range strings.Split(s.Text, "\n\n") {
			if p = digest.Line(p); p != "" {
				it.Text = append(it.Text, p)
			}
		}
	}
	for i := range e.Sightings {
		ev, err := c.evidence(ctx, &e.Sightings[i])
		if err != nil {
			return nil, err
		}
		if e.Sightings[i].CaptureID == s.CaptureID && i > 0 {
			it.Evidence = slices.Insert(it.Evidence, 0, ev) // the one whose text is shown
			continue
		}
		it.Evidence = append(it.Evidence, ev)
	}
	c.items[id] = it
	if story := c.stories[id]; story != nil && len(story.Members) > 1 {
		it.Story, it.Texts = story.Cuttings, story.Independent
		for i := range story.Members {
			m := &story.Members[i]
			if m.ID == id {
				continue
			}
			o := Other{ID: m.ID, Headline: digest.Line(m.Headline), URL: plain.OutLink(m.URL), Published: m.Published,
				Source: "outlet not known"}
			if m.Source.ID != "" {
				o.Source = plain.SourceName(m.Source)
			}
			it.AlsoIn = append(it.AlsoIn, o)
		}
	}
	return it, nil
}

// evidence says where a sighting was read, and nothing of this machine: no file names.
func (c *Collector) evidence(ctx context.Context, s *catalogue.Sighting) (Evidence, error) {
	row, ok := c.captures[s.CaptureID]
	if !ok {
		var err error
		row, err = c.Archive.Row(ctx, s.CaptureID)
		if err != nil && cutting.KindOf(err) != cutting.NotFound {
			return Evidence{}, err
		}
		c.captures[s.CaptureID] = row
	}
	ev := Evidence{Capture: s.CaptureID, Bytes: s.Bytes, Saved: plain.Saved(s.Captured, s.TimeKnown())}
	if row != nil {
		ev.Checksum, ev.Length, ev.URL = row.Capture.Checksum, row.Capture.Length, plain.OutLink(row.Capture.URL)
	}
	return ev, nil
}

package stories

import (
	"context"
	"encoding/json"
	"net/url"
	"path"
	"slices"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/story"
)

// card is what of a cutting tells where it belongs.
type card struct {
	Text   string       `json:"text"` // key of the representative's text
	Kind   cutting.Kind `json:"kind"`
	Source string       `json:"source"` // the ID in the page's row, whatever outlet that is of
	Length int          `json:"length"` // of the text, in bytes
	// Head is the headline's checksum; Brief says that it has too few letters to tell items of an
	// outlet apart.
	Head  uint64 `json:"head,omitempty,string"`
	Brief bool   `json:"brief,omitempty"`
	Date  string `json:"date,omitempty"` // published, to the day at most
	// Time is the moment published in UTC, as far as it is known closer than the day; a time
	// without a zone is taken as it is written, and Zoned is false.
	Time  string `json:"time,omitempty"`
	Zoned bool   `json:"zoned,omitempty"`
	// Credits are whom the text of an article names as where it is from.
	Credits []string `json:"credits,omitempty"`
	// Links are the addresses it is known by (story.AddressKey): an article's own, else where
	// it leads.
	Links []string   `json:"links,omitempty"`
	View  story.View `json:"view,omitempty"` // of the page an article is on
}

// minHub is how long a text must be for those that show it to be one story by that: two
// lists have a line like "More news" each.
const minHub = 40

// cardMaker makes cards from the catalogue.
type cardMaker struct {
	ctx   context.Context
	cat   press.Catalogue
	pages map[string]*catalogue.PageRow
}

// maxLinks is how many addresses of one cutting count.
const maxLinks = 8

// make makes the cards of those of some cuttings that are there.
func (m *cardMaker) make(ids []string) (map[string]*card, error) {
	entries, err := m.cat.EntriesOf(m.ctx, ids)
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, e := range entries {
		if e.Kind == cutting.Article {
			texts = append(texts, catalogue.TextKey(&e.Sighting))
		}
	}
	sketches, err := m.cat.RowsOf(m.ctx, catalogue.SketchStage, texts)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*card, len(entries))
	for id, e := range entries {
		if out[id], err = m.one(e, sketches); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// one makes the card of a cutting; sketches are the rows of articles' texts.
func (m *cardMaker) one(e *catalogue.Entry, sketches map[string]*catalogue.StageRow) (*card, error) {
	of, err := m.page(e.CaptureID)
	if err != nil {
		return nil, err
	}
	c := &card{Text: catalogue.TextKey(&e.Sighting), Kind: e.Kind, Source: of.Source.ID, Length: len(e.Text)}
	sum, tells := story.HeadlineSum(e.Headline)
	c.Head, c.Brief = sum, !tells
	if d := e.Published.Value; len(d) >= len("2006-01-02") {
		c.Date = d[:len("2006-01-02")]
		if t, precision := e.Published.Begins(); precision >= cutting.ToClock {
			c.Time, c.Zoned = t.UTC().Format("2006-01-02T15:04:05"), precision == cutting.ToZone
		}
	}
	if c.Kind == cutting.Article {
		if c.Credits, err = credits(sketches[c.Text]); err != nil {
			return nil, err
		}
	}
	views := map[string]story.View{}
	for i := range e.Sightings {
		s := &e.Sightings[i]
		row, err := m.page(s.CaptureID)
		if err != nil {
			return nil, err
		}
		for _, identity := range addresses(s, row) {
			if key, view := story.AddressKey(identity); key != "" && len(views) < maxLinks {
				views[key] = view
			}
		}
	}
	for key, view := range views {
		c.Links = append(c.Links, key)
		if view > c.View && c.Kind == cutting.Article {
			c.View = view
		}
	}
	slices.Sort(c.Links)
	return c, nil
}

// credits reads whom a text names as its source from the row of its sketch.
func credits(row *catalogue.StageRow) (out []string, err error) {
	var s catalogue.TextSketch
	if row != nil && row.Value != nil {
		err = json.Unmarshal(row.Value, &s)
	}
	for _, c := range s.Credits {
		out = append(out, c.Name)
	}
	return out, err
}

func (m *cardMaker) page(captureID string) (*catalogue.PageRow, error) {
	if r, ok := m.pages[captureID]; ok {
		return r, nil
	}
	r, err := m.cat.Page(m.ctx, captureID)
	if cutting.KindOf(err) == cutting.NotFound {
		r, err = &catalogue.PageRow{}, nil
	}
	if len(m.pages) > 4096 {
		clear(m.pages)
	}
	m.pages[captureID] = r
	return r, err
}

// addresses are what a sighting is known by: the address it has itself, else, of the
// article of a page, the page's, as far as that is known.
func addresses(s *catalogue.Sighting, row *catalogue.PageRow) []string {
	file := row.Capture.Name
	if s.URL != "" {
		return []string{cutting.LinkIdentity("", file, s.URL)}
	}
	if s.Kind != cutting.Article || row.Kind != cutting.ArticlePage && row.Kind != cutting.MixedPage {
		return nil
	}
	if row.Capture.URL != "" {
		return []string{cutting.AddressIdentity(row.Capture.URL)}
	}
	out := []string{cutting.LinkIdentity("", file, url.PathEscape(path.Base(file)))}
	if a := story.MirrorAddress(file); a != "" {
		out = append(out, cutting.AddressIdentity(a))
	}
	return out
}

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

// card has the properties of a cutting that decide its story.
type card struct {
	Text   string       `json:"text"` // key of the representative's text
	Kind   cutting.Kind `json:"kind"`
	Source string       `json:"source"` // the ID in the page's row, before outlets are resolved
	Length int          `json:"length"` // of the text, in bytes
	// Head is the headline's checksum; Brief reports that it has too few letters to distinguish items of an
	// outlet.
	Head  uint64 `json:"head,omitempty,string"`
	Brief bool   `json:"brief,omitempty"`
	Date  string `json:"date,omitempty"` // published, to the day at most
	// Time is the time published in UTC, if known more precisely than the day. A time without a zone is kept as
	// written, and Zoned is false.
	Time  string `json:"time,omitempty"`
	Zoned bool   `json:"zoned,omitempty"`
	// Credits are the names that the text of an article credits.
	Credits []string `json:"credits,omitempty"`
	// Links are its addresses (story.AddressKey): an article's own, else those it links to.
	Links []string   `json:"links,omitempty"`
	View  story.View `json:"view,omitempty"` // of the page an article is on
}

// minHub is the minimum length in bytes of a text that makes the cuttings with it one story; shorter ones, such
// as "More news", are on many lists.
const minHub = 40

// cardMaker makes cards from the catalogue.
type cardMaker struct {
	ctx   context.Context
	cat   press.Catalogue
	pages map[string]*catalogue.PageRow
}

// maxLinks is the maximum number of addresses of one cutting that are used.
const maxLinks = 8

// make returns the cards of those of some cuttings that exist.
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
		if out[id], err = m.makeCard(e, sketches); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// makeCard returns the card of a cutting; sketches are the rows of articles' texts.
func (m *cardMaker) makeCard(e *catalogue.Entry, sketches map[string]*catalogue.StageRow) (*card, error) {
	of, err := m.page(e.CaptureID)
	if err != nil {
		return nil, err
	}
	c := &card{Text: catalogue.TextKey(&e.Sighting), Kind: e.Kind, Source: of.Source.ID, Length: len(e.Text)}
	sum, distinct := story.HeadlineSum(e.Headline)
	c.Head, c.Brief = sum, !distinct
	if d := e.Published.Value; len(d) >= len("2006-01-02") {
		c.Date = d[:len("2006-01-02")]
		if t, precision := e.Published.Begins(); precision >= cutting.ToClock {
			c.Time, c.Zoned = t.UTC().Format("2006-01-02T15:04:05"), precision == cutting.ToZone
		}
	}
	if c.Kind == cutting.Article {
		if c.Credits, err = creditsOf(sketches[c.Text]); err != nil {
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
		for _, identity := range addressesOf(s, row) {
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

// creditsOf returns the names that a text credits, from the row of its sketch.
func creditsOf(row *catalogue.StageRow) (out []string, err error) {
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

// addressesOf returns the addresses of a sighting: its own, else, for the article of a page, the page's if known.
func addressesOf(s *catalogue.Sighting, row *catalogue.PageRow) []string {
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

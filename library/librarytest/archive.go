package librarytest

import (
	"context"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Archive is the invented archive. It is the library's Originals and Pages; Catalogue returns its catalogue.
type Archive struct {
	order []string
	byID  map[string]built
}

// NewArchive returns the archive, newly built and the same every time.
func NewArchive() *Archive {
	a := &Archive{byID: map[string]built{}}
	for _, d := range docs() {
		a.add(d)
	}
	return a
}

// add adds one more invented page and returns its capture ID.
func (a *Archive) add(d doc) string {
	b := build(d)
	a.order = append(a.order, b.capture.ID)
	a.byID[b.capture.ID] = b
	return b.capture.ID
}

// AddHTML adds a page of raw bytes with one cutting of the given headline, text, address, source name and
// byline. It serves tests of hostile pages. It returns the capture's and the cutting's ID.
func (a *Archive) AddHTML(name string, content []byte, s catalogue.Sighting) (captureID, cuttingID string) {
	d := doc{name: name, url: s.URL, source: s.Source, lang: s.Lang, captured: day(2014, 3, 1), added: day(2026, 9, 4),
		kind: cutting.ArticlePage, reason: "one long text", title: s.Headline, section: s.Section,
		cuts: []cut{{kind: cutting.Article, url: s.URL, published: s.Published.Value, byline: s.Byline,
			section: s.Section, rail: s.Rail, tags: s.Tags}},
		lines: []line{{"h1", "headline", s.Headline, 0}, {"p", "p", s.Text, 0}}}
	b := build(d)
	if content != nil {
		b.content = content
		b.capture.Checksum, b.capture.Length = cutting.Sum(content), int64(len(content))
		b.reading.Page.Capture.Checksum, b.reading.Page.Capture.Length = b.capture.Checksum, b.capture.Length
		b.page.Source = offsets{make([]int64, len(b.page.Text)), make([]int64, len(b.page.Text))}
	}
	a.order = append(a.order, b.capture.ID)
	a.byID[b.capture.ID] = b
	return b.capture.ID, b.reading.Sightings[0].CuttingID
}

// Capture implements library.Originals.
func (a *Archive) Capture(_ context.Context, id string) (cutting.Capture, []byte, error) {
	b, ok := a.byID[id]
	if !ok {
		return cutting.Capture{}, nil, cutting.Errorf(cutting.NotFound, "there is no capture %s", id)
	}
	return b.capture, b.content, nil
}

// Read implements library.Pages.
func (a *Archive) Read(_ context.Context, id string) (*cutting.Page, *cutting.Split, error) {
	b, ok := a.byID[id]
	if !ok {
		return nil, nil, cutting.Errorf(cutting.NotFound, "there is no capture %s", id)
	}
	if f := b.reading.Page.Failure; f != "" {
		return nil, nil, cutting.Errorf(cutting.Unsupported, "%s", f)
	}
	return b.page, b.split, nil
}

// Batch returns the whole archive as a batch for a catalogue.
func (a *Archive) Batch() catalogue.Batch {
	var batch catalogue.Batch
	for _, id := range a.order {
		batch.Pages = append(batch.Pages, a.byID[id].reading)
	}
	return batch
}

// CaptureID returns the ID of the capture with a file name, "" when there is none.
func (a *Archive) CaptureID(name string) string {
	for _, id := range a.order {
		if a.byID[id].capture.Name == name {
			return id
		}
	}
	return ""
}

// CuttingID returns the ID of the cutting with a headline, "" when there is none.
func (a *Archive) CuttingID(headline string) string {
	for _, id := range a.order {
		for _, s := range a.byID[id].reading.Sightings {
			if s.Headline == headline {
				return s.CuttingID
			}
		}
	}
	return ""
}

// Content returns a capture's bytes, for checking ranges against.
func (a *Archive) Content(id string) []byte { return a.byID[id].content }

// Empty returns an archive with nothing in it.
func Empty() *Archive { return &Archive{byID: map[string]built{}} }

// Item returns the sighting of an invented page, for AddHTML.
func Item(headline, text string) catalogue.Sighting {
	return catalogue.Sighting{Headline: headline, Text: text, Lang: "en",
		Source: catalogue.Source{ID: "evil.example", Name: "Evil"},
		URL:    "https://evil.example/" + cutting.Sum([]byte(headline+text)).Short()}
}

// AddLong adds a page of many blocks, one cutting at its beginning and one at its end, and returns its capture
// ID.
func (a *Archive) AddLong(name string, blocks int) string {
	d := doc{name: name, url: "https://long.example/", source: catalogue.Source{ID: "long.example", Name: "Long"},
		lang: "en", captured: day(2012, 2, 2), added: day(2026, 9, 4), kind: cutting.ListingPage,
		reason: "items of the same shape", title: "Long",
		cuts: []cut{{kind: cutting.Teaser}, {kind: cutting.Teaser}}}
	for i := range blocks {
		l := line{"p", "", "Line " + itoa(i), -1}
		switch i {
		case 0:
			l = line{"h2", "headline", "the item at the beginning", 0}
		case blocks - 1:
			l = line{"h2", "headline", "the item at the end", 1}
		}
		d.lines = append(d.lines, l)
	}
	return a.add(d)
}

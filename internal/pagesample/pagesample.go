// Package pagesample is the format of a page sample: a folder with the page as it was saved, the
// expected result as checked by a person, and the page's origin. The splitter's tests read such
// folders, `bench add-sample` makes them.
package pagesample

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"

	"cuttings/cutting"
)

// The files of a sample. The page is page.html, page.txt or page.xml.
const (
	ExpectedFile = "expected.json"
	OriginFile   = "origin.json"
)

// Expected is the expected result, for a person to check.
type Expected struct {
	Kind      cutting.PageKind `json:"kind"`
	Title     string           `json:"title,omitempty"`
	Site      string           `json:"site,omitempty"`
	Section   string           `json:"section,omitempty"`
	Published string           `json:"published,omitempty"`
	Cuttings  []Cutting        `json:"cuttings,omitempty"`
}

// Cutting is one expected item of a page.
type Cutting struct {
	Kind      cutting.Kind `json:"kind"`
	Headline  string       `json:"headline,omitempty"`
	Byline    []string     `json:"byline,omitempty"`
	Published string       `json:"published,omitempty"`
	Origin    string       `json:"published_from,omitempty"`
	Modified  string       `json:"modified,omitempty"`
	URL       string       `json:"url,omitempty"`
	Rail      string       `json:"rail,omitempty"`
	Section   string       `json:"section,omitempty"`
	Tags      []string     `json:"tags,omitempty"`
	Image     string       `json:"image,omitempty"`
	Truncated bool         `json:"truncated,omitempty"`
	ReadMore  string       `json:"read_more,omitempty"`
	Parts     []string     `json:"parts,omitempty"` // role, colon, text
}

// Origin describes where a sample is from and what was known of the page.
type Origin struct {
	URL  string `json:"url,omitempty"`  // the page's address, when known
	Name string `json:"name,omitempty"` // the saved file's name
	Note string `json:"note,omitempty"` // who wrote it, why it is here
	// Corrected is true when a person corrected expected.json: the sample then tests something the
	// splitter may not reach yet.
	Corrected bool `json:"corrected,omitempty"`
}

// Describe returns a split in the form of a sample.
func Describe(p *cutting.Page, s *cutting.Split) Expected {
	out := Expected{Kind: s.Kind, Title: s.Title, Site: s.Site, Section: s.Section, Published: s.Published.Value}
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		d := Cutting{Kind: c.Kind, Headline: c.Headline, Byline: c.Byline, Published: c.Published.Value,
			Origin: originOf(c.Published), Modified: c.Modified.Value, URL: c.URL, Rail: c.Rail, Section: c.Section,
			Tags: c.Tags, Image: c.Image, Truncated: c.Truncated, ReadMore: c.ReadMore.In(p.Text)}
		for _, part := range c.Parts {
			d.Parts = append(d.Parts, string(part.Role)+": "+part.Span.In(p.Text))
		}
		out.Cuttings = append(out.Cuttings, d)
	}
	return out
}

// originOf returns where a splitter should have read a date. A date given by a person has no
// origin, unless it has a span of the page's text.
func originOf(d cutting.Date) string {
	switch {
	case d.Origin != cutting.Corrected:
		return d.Origin
	case d.Span.Empty():
		return ""
	}
	return "text"
}

// Read reads a JSON file of a sample into v.
func Read(dir, file string, v any) error {
	path := filepath.Join(dir, file)
	b, err := os.ReadFile(path)
	if err != nil {
		return cutting.Errorf(cutting.NotFound, "the sample's %s cannot be read: %w", path, err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		return cutting.Errorf(cutting.Invalid, "%s: %w", path, err)
	}
	return nil
}

// Write writes a JSON file of a sample, for people to read and correct.
func Write(dir, file string, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	path := filepath.Join(dir, file)
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		return cutting.Errorf(cutting.Unavailable, "cannot write %s: %w", path, err)
	}
	return nil
}

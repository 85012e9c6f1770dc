package split_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

var update = flag.Bool("update", false, "rewrite the samples' expected.json from what Split gives now")

// sample is what testdata/<name>/expected.json holds: what a person would check.
type sample struct {
	Kind      cutting.PageKind `json:"kind"`
	Title     string           `json:"title,omitempty"`
	Site      string           `json:"site,omitempty"`
	Section   string           `json:"section,omitempty"`
	Published string           `json:"published,omitempty"`
	Cuttings  []sampleCutting  `json:"cuttings,omitempty"`
}

type sampleCutting struct {
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

func describe(p *cutting.Page, s *cutting.Split) sample {
	out := sample{Kind: s.Kind, Title: s.Title, Site: s.Site, Section: s.Section, Published: s.Published.Value}
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		d := sampleCutting{Kind: c.Kind, Headline: c.Headline, Byline: c.Byline, Published: c.Published.Value,
			Origin: c.Published.Origin, Modified: c.Modified.Value, URL: c.URL, Rail: c.Rail, Section: c.Section,
			Tags: c.Tags, Image: c.Image, Truncated: c.Truncated, ReadMore: c.ReadMore.In(p.Text)}
		for _, part := range c.Parts {
			d.Parts = append(d.Parts, string(part.Role)+": "+part.Span.In(p.Text))
		}
		out.Cuttings = append(out.Cuttings, d)
	}
	return out
}

// TestSamples splits every page in testdata and compares with what stands beside
// it. A new sample is a folder with page.html; go test -run TestSamples -update
// writes the rest, to be read before it is believed.
func TestSamples(t *testing.T) {
	pages, err := filepath.Glob("testdata/*/page.html")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, file := range pages {
		dir := filepath.Dir(file)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			html, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			p, err := page.Read(html, page.Options{Form: page.HTML})
			if err != nil {
				t.Fatal(err)
			}
			s := split.Split(p, split.Options{})
			checkPromises(t, p, s, int64(len(html)))
			if s.Reason == "" {
				t.Error("no reason is given for the page's kind")
			}
			got := describe(p, s)
			name := filepath.Join(dir, "expected.json")
			if *update {
				b, err := json.MarshalIndent(got, "", "  ")
				if err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, append(b, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var want sample
			if err := json.Unmarshal(raw, &want); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("split differs from expected.json (-want +got):\n%s", d)
			}
		})
	}
}

// TestExplainTellsKindBlocksAndCandidates: inspect shows a person why.
func TestExplainTellsKindBlocksAndCandidates(t *testing.T) {
	html, err := os.ReadFile("testdata/article-news/page.html")
	if err != nil {
		t.Fatal(err)
	}
	p, err := page.Read(html, page.Options{Form: page.HTML})
	if err != nil {
		t.Fatal(err)
	}
	if s := split.Split(p, split.Options{}); s.Trace != nil {
		t.Errorf("a trace of %d lines that nobody asked for", len(s.Trace))
	}
	s := split.Split(p, split.Options{Explain: true})
	for _, begin := range []string{"kind article", "block 0", "title *", "byline *", "date *"} {
		found := false
		for _, line := range s.Trace {
			found = found || len(line) >= len(begin) && line[:len(begin)] == begin
		}
		if !found {
			t.Errorf("no line of the trace begins with %q", begin)
		}
	}
}

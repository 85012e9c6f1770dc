package split_test

import (
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

// checkPromises checks a split against the guarantees of Split.
func checkPromises(t *testing.T, p *cutting.Page, s *cutting.Split, size int64) {
	t.Helper()
	owner := map[int32]int{}
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		last := int32(-1)
		for _, b := range c.Blocks {
			if b < 0 || int(b) >= len(p.Blocks) {
				t.Fatalf("cutting %d has block %d of %d", i, b, len(p.Blocks))
			}
			if b <= last {
				t.Errorf("cutting %d: blocks do not ascend at %d", i, b)
			}
			last = b
			if o, ok := owner[b]; ok {
				t.Errorf("block %d is in cuttings %d and %d", b, o, i)
			}
			owner[b] = i
		}
		spans := []cutting.Span{c.HeadlineSpan, c.Standfirst, c.ReadMore, c.BylineSpan, c.Published.Span,
			c.Modified.Span}
		end := 0
		for _, part := range c.Parts {
			spans = append(spans, part.Span)
			if part.Span.Empty() {
				t.Errorf("cutting %d has an empty part", i)
			}
			if part.Span.Start < end {
				t.Errorf("cutting %d: parts overlap or run backwards at %v", i, part.Span)
			}
			end = part.Span.End
			if part.Span.Overlaps(c.HeadlineSpan) {
				t.Errorf("cutting %d: headline %v is among the parts at %v", i, c.HeadlineSpan, part.Span)
			}
		}
		for _, x := range spans {
			if x.Start < 0 || x.End > len(p.Text) || x.Start > x.End {
				t.Fatalf("cutting %d: span %v outside a text of %d bytes", i, x, len(p.Text))
			}
			if !utf8.ValidString(x.In(p.Text)) {
				t.Errorf("cutting %d: span %v cuts a character", i, x)
			}
		}
		for _, part := range c.Parts {
			if len(c.Blocks) == 0 && c.Kind != cutting.Article {
				// An item in another's block still has its own texts.
				for k := range s.Cuttings {
					for _, other := range s.Cuttings[k].Parts {
						if k != i && other.Span.Overlaps(part.Span) {
							t.Errorf("cuttings %d and %d share the text at %v", i, k, part.Span)
						}
					}
				}
				continue
			}
			if !inBlocks(p, c.Blocks, part.Span) {
				t.Errorf("cutting %d: part %v lies outside its blocks", i, part.Span)
			}
		}
		at := int64(0)
		for _, r := range c.Bytes {
			if r.Start < at || r.End < r.Start || r.End > size {
				t.Errorf("cutting %d: byte ranges %v do not ascend within %d bytes", i, c.Bytes, size)
				break
			}
			at = r.End
		}
		if len(c.Blocks) > 0 && len(c.Bytes) == 0 {
			t.Errorf("cutting %d has blocks and no bytes", i)
		}
		if c.Headline != "" && c.HeadlineOrigin == "" {
			t.Errorf("cutting %d: nobody knows where headline %q is from", i, c.Headline)
		}
	}
	if s.Kind == cutting.NothingPage && len(s.Cuttings) > 0 {
		t.Errorf("nothing to cut, and %d cuttings", len(s.Cuttings))
	}
}

func inBlocks(p *cutting.Page, blocks []int32, s cutting.Span) bool {
	for _, b := range blocks {
		if p.Blocks[b].Span.Overlaps(s) {
			return true
		}
	}
	return false
}

// FuzzSplit: for any bytes a split meets the guarantees and is the same when repeated.
func FuzzSplit(f *testing.F) {
	pages, _ := filepath.Glob("testdata/*/page.html")
	for _, name := range pages {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, true)
	}
	f.Add([]byte("A headline\n\nA line of text that goes on for a while, as lines do.\nRead more\n"), false)
	f.Add([]byte("<article><h1>x<article><h1>x</h1><p>a b c d e f g.</p>"), true)
	f.Add([]byte(`<script type="application/ld+json">`+
		`{"@type":"NewsArticle","headline":"x","author":{"@id":"#a"},"articleBody":"`), true)
	f.Fuzz(func(t *testing.T, content []byte, html bool) {
		if len(content) > 1<<16 {
			return
		}
		form := page.Text
		if html {
			form = page.HTML
		}
		p, err := page.Read(content, page.Options{Form: form})
		if err != nil {
			return
		}
		s := split.Split(p, split.Options{})
		checkPromises(t, p, s, int64(len(content)))
		again := split.Split(p, split.Options{Explain: true})
		if len(again.Cuttings) != len(s.Cuttings) || again.Kind != s.Kind || again.Title != s.Title {
			t.Errorf("split twice: %s with %d cuttings, then %s with %d", s.Kind, len(s.Cuttings), again.Kind,
				len(again.Cuttings))
		}
	})
}

package listing

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
)

var update = flag.Bool("update", false, "write what is cut into testdata/*/expected.json")

// sample is the content of a sample folder's expected.json.
type sample struct {
	Section string       `json:"section,omitempty"`
	Items   []sampleItem `json:"items"`
	Rails   []sampleRail `json:"rails,omitempty"`
}

type sampleItem struct {
	Title     string   `json:"title"`
	URL       string   `json:"url,omitempty"`
	Date      string   `json:"date,omitempty"`
	Byline    []string `json:"byline,omitempty"`
	Text      string   `json:"text,omitempty"`
	Truncated bool     `json:"truncated,omitempty"`
	Mark      string   `json:"mark,omitempty"`
	Section   string   `json:"section,omitempty"`
}

type sampleRail struct {
	Rail  string       `json:"rail"`
	Items []sampleItem `json:"items"`
}

func sampleItems(p *cutting.Page, items []Item) []sampleItem {
	out := []sampleItem{}
	for i := range items {
		it := &items[i]
		c := cutting.Cutting{Parts: it.Parts}
		out = append(out, sampleItem{Title: it.Headline.In(p.Text), URL: it.URL, Date: it.Date.Value,
			Byline: it.Byline, Text: c.Text(p.Text), Truncated: it.Truncated, Mark: it.Mark.In(p.Text),
			Section: it.Section.In(p.Text)})
	}
	return out
}

// TestSamples cuts the pages of testdata, one folder for each layout, all invented.
func TestSamples(t *testing.T) {
	pages, err := filepath.Glob("testdata/*/page.html")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, path := range pages {
		dir := filepath.Dir(path)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			p := readPage(t, path)
			r := cut(p, Options{})
			got := sample{Section: r.Section.In(p.Text), Items: sampleItems(p, r.Items)}
			for _, rl := range r.Rails {
				got.Rails = append(got.Rails, sampleRail{Rail: rl.Heading.In(p.Text), Items: sampleItems(p, rl.Items)})
			}
			check(t, p, &r)
			file := filepath.Join(dir, "expected.json")
			if *update {
				b, _ := json.MarshalIndent(got, "", "  ")
				if err := os.WriteFile(file, append(b, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			var want sample
			b, err := os.ReadFile(file)
			if err == nil {
				err = json.Unmarshal(b, &want)
			}
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("cut otherwise than %s says (-want +got):\n%s", file, d)
			}
		})
	}
}

package bare_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split/bare"
)

// goldItem is one expected cutting of a seed page.
type goldItem struct {
	Kind      string  `json:"kind"`
	Title     *string `json:"title"`
	Rail      *string `json:"rail"`
	Excerpt   string  `json:"excerpt"`
	ReadMore  bool    `json:"read_more"`
	TextStart string  `json:"text_start"`
	TextEnd   string  `json:"text_end"`
}

// TestSeedPagesSplitExactly runs where the seed pages are beside the repository (../shared/seeds)
// or in the folder CUTTINGS_SEEDS; their texts are not ours to distribute.
func TestSeedPagesSplitExactly(t *testing.T) {
	dir := os.Getenv("CUTTINGS_SEEDS")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared", "seeds")
	}
	raw, err := os.ReadFile(filepath.Join(dir, "gold.json"))
	if err != nil {
		t.Skip("the seed pages are not on this machine; set CUTTINGS_SEEDS to their folder")
	}
	var gold map[string]struct {
		Section *string
		Items   []goldItem
	}
	if err := json.Unmarshal(raw, &gold); err != nil {
		t.Fatal(err)
	}
	total := 0
	for name, want := range gold {
		content, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		p, err := page.Read(content, page.Options{Form: page.Text})
		if err != nil {
			t.Fatal(err)
		}
		s := bare.Cut(p, bare.Options{})
		section := ""
		if want.Section != nil {
			section = *want.Section
		}
		if s.Section != section {
			t.Errorf("%s: section %q, want %q", name, s.Section, section)
		}
		if len(s.Cuttings) != len(want.Items) {
			t.Errorf("%s: %d cuttings, want %d", name, len(s.Cuttings), len(want.Items))
			continue
		}
		for i, w := range want.Items {
			total++
			c := &s.Cuttings[i]
			text := c.Text(p.Text)
			rail, title := "", ""
			if w.Rail != nil {
				rail = *w.Rail
			}
			if w.Title != nil {
				title = *w.Title
			}
			kind := cutting.Kind(w.Kind)
			if rail != "" {
				kind = cutting.Rail
			}
			if c.Kind != kind || c.Headline != title || c.Rail != rail {
				t.Errorf("%s: cutting %d is %s %q in rail %q, want %s %q in %q", name, i, c.Kind, c.Headline, c.Rail,
					kind, title, rail)
			}
			if w.Kind == "article" {
				if !strings.HasPrefix(text, w.TextStart) || !strings.HasSuffix(text, w.TextEnd) {
					t.Errorf("%s: article from %.40q to %q", name, text, text[max(0, len(text)-40):])
				}
				continue
			}
			if text != w.Excerpt {
				t.Errorf("%s: cutting %d\n got %q\nwant %q", name, i, text, w.Excerpt)
			}
			if w.ReadMore && (!c.Truncated || c.ReadMore.Empty()) {
				t.Errorf("%s: cutting %d has no continuation mark or is not known to break off", name, i)
			}
			if strings.HasSuffix(w.Excerpt, "...") && !c.Truncated {
				t.Errorf("%s: cutting %d is not known to break off", name, i)
			}
		}
	}
	if total != 46 {
		t.Errorf("%d cuttings compared, want 46", total)
	}
}

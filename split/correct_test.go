package split_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

func readCorrectable(t *testing.T, text string) (*cutting.Page, *cutting.Split) {
	t.Helper()
	p, err := page.Read([]byte(text), page.Options{Form: page.Text})
	if err != nil {
		t.Fatal(err)
	}
	return p, split.Split(p, split.Options{})
}

const twoItems = "Ferry stops running\n\nThe ferry between Quennet and the islands will stop at the end of the month, its owner said on Friday.\n\nRead more\n\n" +
	"Bridge stays open\n\nThe bridge at Corrin will stay open after all, the ministry announced on Monday night.\n\nRead more\n"

func TestCorrect(t *testing.T) {
	all := cutting.Range{Start: 0, End: int64(len(twoItems))}
	second := cutting.Range{Start: 135, End: int64(len(twoItems))}
	for name, c := range map[string]struct {
		fix  cutting.Correction
		want []string // kind and headline of each cutting
	}{
		"two items are one": {
			cutting.Correction{Items: []cutting.CorrectedItem{{Kind: cutting.Article, Ranges: []cutting.Range{all}, Headline: cutting.Range{Start: 0, End: 19}}}},
			[]string{"article Ferry stops running"}},
		"an item is none": {
			cutting.Correction{Drop: []cutting.Range{second}},
			[]string{"teaser Ferry stops running"}},
		"an item is a rail's": {
			cutting.Correction{Items: []cutting.CorrectedItem{{Kind: cutting.Rail, Rail: "Also", Ranges: []cutting.Range{second}, Headline: cutting.Range{Start: 135, End: 154}}}},
			[]string{"teaser Ferry stops running", "rail Bridge stays open"}},
		"bytes of nothing": {
			cutting.Correction{Items: []cutting.CorrectedItem{{Kind: cutting.Teaser, Ranges: []cutting.Range{{Start: 3, End: 5}}}}},
			[]string{"teaser Ferry stops running", "teaser Bridge stays open"}},
	} {
		t.Run(name, func(t *testing.T) {
			p, s := readCorrectable(t, twoItems)
			if len(s.Cuttings) != 2 {
				t.Fatalf("%d cuttings before", len(s.Cuttings))
			}
			split.Correct(p, s, []cutting.Correction{c.fix})
			var got []string
			for _, x := range s.Cuttings {
				got = append(got, string(x.Kind)+" "+x.Headline)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			checkPromises(t, p, s, int64(len(twoItems)))
		})
	}
}

// TestCorrectKeepsPromises: whatever is corrected on whatever page, no block is
// in two cuttings, and nothing is invented.
func TestCorrectKeepsPromises(t *testing.T) {
	files, err := filepath.Glob("testdata/*/page.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for _, f := range files {
		html, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		p, err := page.Read(html, page.Options{Form: page.HTML})
		if err != nil {
			t.Fatal(err)
		}
		for range 10 {
			s := split.Split(p, split.Options{})
			var fixes []cutting.Correction
			for range 1 + r.IntN(3) {
				fixes = append(fixes, anyCorrection(r, int64(len(html))))
			}
			split.Correct(p, s, fixes)
			checkPromises(t, p, s, int64(len(html)))
		}
	}
}

func anyCorrection(r *rand.Rand, length int64) cutting.Correction {
	some := func() cutting.Range {
		a, b := r.Int64N(length), r.Int64N(length)
		return cutting.Range{Start: min(a, b), End: max(a, b) + 1}
	}
	kinds := []cutting.Kind{cutting.Article, cutting.Teaser, cutting.Rail}
	var c cutting.Correction
	for range r.IntN(3) {
		c.Items = append(c.Items, cutting.CorrectedItem{Kind: kinds[r.IntN(3)], Ranges: []cutting.Range{some()}, Headline: some()})
	}
	if r.IntN(3) == 0 {
		c.Drop = append(c.Drop, some())
	}
	return c
}

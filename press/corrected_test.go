package press

import (
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
	"cuttings/internal/repotest"
)

// TestCorrectedReadingIsTheSameAgain: whatever is corrected on whatever page, what
// the journal gives back makes the same rows: a rebuild changes nothing.
func TestCorrectedReadingIsTheSameAgain(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join(repotest.Top(t), "split", "testdata", "*", "page.*"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	r := rand.New(rand.NewPCG(7, 11))
	when := time.Date(2011, 4, 9, 12, 0, 0, 0, time.UTC)
	for _, file := range pages {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		o := Original{Content: content, Capture: cutting.Capture{ID: name, Name: name, Time: when,
			Checksum: cutting.Sum(content), Length: int64(len(content))}}
		var said, kept []cutting.Correction
		for range 1 + r.IntN(4) {
			c := anyCorrection(r, o.Capture)
			if err := c.Check(o.Capture.Length); err != nil {
				t.Fatal(err)
			}
			line, err := json.Marshal(c)
			if err != nil {
				t.Fatal(err)
			}
			var back cutting.Correction
			if err := json.Unmarshal(line, &back); err != nil {
				t.Fatal(err)
			}
			said, kept = append(said, c), append(kept, back)
		}
		if d := cmp.Diff(ReadingOf(o, when, cutting.CaptureDecisions{Corrections: said}),
			ReadingOf(o, when, cutting.CaptureDecisions{Corrections: kept})); d != "" {
			t.Errorf("%s: as said (-) and as kept (+):\n%s", file, d)
		}
	}
}

func anyCorrection(r *rand.Rand, c cutting.Capture) cutting.Correction {
	some := func() cutting.Range {
		a, b := r.Int64N(c.Length), r.Int64N(c.Length)
		return cutting.Range{Start: min(a, b), End: max(a, b) + 1}
	}
	dates := []string{"2011", "2011-04", "2011-04-09", "2011-04-09T14:30:00+02:00", ""}
	fix := cutting.Correction{Capture: c.ID}
	if r.IntN(2) == 0 {
		fix.Items = append(fix.Items, cutting.CorrectedItem{Kind: cutting.Teaser, Ranges: []cutting.Range{some()},
			Headline: some()})
	}
	f := cutting.CorrectedFacts{Of: []cutting.Range{some()},
		Published: &cutting.CorrectedDate{Value: dates[r.IntN(len(dates))]}}
	if f.Published.Value != "" && r.IntN(2) == 0 {
		f.Published.Words = some()
	}
	switch r.IntN(3) {
	case 0:
		f.Byline = &cutting.CorrectedByline{Names: []string{"Ada Lund", "ایمکه ورگا"}, Words: some()}
	case 1:
		f.Byline = &cutting.CorrectedByline{}
	}
	if r.IntN(2) == 0 {
		f.Headline, f.Section = &cutting.CorrectedText{Value: "Ferry stops", Words: some()},
			&cutting.CorrectedText{Value: "ایران"}
		f.Language = &cutting.CorrectedText{Value: "fa"}
	}
	fix.Facts = append(fix.Facts, f)
	return fix
}

package split_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/internal/pagesample"
	"cuttings/page"
	"cuttings/split"
)

var update = flag.Bool("update", false, "rewrite the samples' expected.json from what Split gives now")

// TestSamples splits every page in testdata and compares the result with the expected file beside
// it. `go run ./cmd/bench add-sample` makes a new one; go test -run TestSamples -update writes the
// current results, which must be reviewed. Corrections by a person are never overwritten.
func TestSamples(t *testing.T) {
	pages, err := filepath.Glob("testdata/*/page.*")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, file := range pages {
		dir := filepath.Dir(file)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			content, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var from pagesample.Origin
			if err := pagesample.Read(dir, pagesample.OriginFile, &from); err != nil &&
				!errors.Is(err, os.ErrNotExist) {
				t.Fatal(err)
			}
			p, err := page.Read(content, page.Options{Name: filepath.Base(file), URL: from.URL})
			if err != nil {
				t.Fatal(err)
			}
			s := split.Split(p, split.Options{})
			checkPromises(t, p, s, int64(len(content)))
			if s.Reason == "" {
				t.Error("no reason is given for the page's kind")
			}
			got := pagesample.Describe(p, s)
			if *update && !from.Corrected {
				if err := pagesample.Write(dir, pagesample.ExpectedFile, got); err != nil {
					t.Fatal(err)
				}
				return
			}
			var want pagesample.Expected
			if err := pagesample.Read(dir, pagesample.ExpectedFile, &want); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("split differs from expected.json (-want +got):\n%s", d)
			}
		})
	}
}

// TestExplainShowsKindBlocksAndCandidates: the explanation shows kind, blocks and candidates.
func TestExplainShowsKindBlocksAndCandidates(t *testing.T) {
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

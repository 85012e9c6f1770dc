package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/press"
)

// deskLibrary returns the library of a desk of its own over an archive, as serve makes it.
func (c *correcting) deskLibrary(t *testing.T) *library.Library {
	t.Helper()
	desk := c.another(t)
	return library.New(library.Config{Lend: desk.lend, Originals: desk, Pages: desk, Decisions: desk,
		Lines: press.Lines{}})
}

// another is the shared archive of another process, over the same folder.
func (c *correcting) another(t *testing.T) *sharedArchive {
	t.Helper()
	ar, err := c.desk.a.openArchive(context.Background(), c.desk.dir, false)
	if err != nil {
		t.Fatal(err)
	}
	desk := newSharedArchive(c.desk.a, ar)
	t.Cleanup(func() {
		if err := desk.Close(); err != nil {
			t.Error(err)
		}
	})
	return desk
}

// listingOf returns a bare text of n items.
func listingOf(n int) string {
	var b strings.Builder
	b.WriteString("Valley news\n\n")
	for i := range n {
		fmt.Fprintf(&b, "Village %c refuses to leave its homes\n\nForty families of village %c have refused what "+
			"they were offered, saying that it would not buy a barn in the capital...\n\nRead more\n\n", 'A'+i, 'A'+i)
	}
	return b.String()
}

// journalLines counts the decisions kept.
func (c *correcting) journalLines(t *testing.T) int {
	t.Helper()
	ar, err := c.desk.a.openArchive(context.Background(), c.desk.dir, false)
	if err != nil {
		t.Fatal(err)
	}
	defer ar.Close()
	return len(ar.book.Lines())
}

// TestCorrectionsTakeTurns: of thirty people who correct the same cutting at once, at two desks, one is
// informed that the correction is kept, and the others that the cutting has changed since they opened the form.
// Decisions about other cuttings are all kept.
func TestCorrectionsTakeTurns(t *testing.T) {
	ctx := context.Background()
	c := newCorrecting(t, listingOf(6))
	desks := []*library.Library{c.deskLibrary(t), c.deskLibrary(t)}
	form, err := desks[0].FactsForm(ctx, c.id, 0)
	if err != nil {
		t.Fatal(err)
	}
	count := func(n int, correct func(i int) (*library.FactsForm, error)) map[string]int {
		var mu sync.Mutex
		var wg sync.WaitGroup
		answers := map[string]int{}
		for i := range n {
			wg.Go(func() {
				f, err := correct(i)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err != nil:
					answers[cutting.KindOf(err).String()]++
				case f.Stale && f.Kept == nil: // the form comes back filled in
					answers[cutting.Conflict.String()]++
				case f.Kept == nil:
					answers["not kept: "+f.Mistake]++
				case f.Kept.Later != "":
					answers["later: "+f.Kept.Later]++
				default:
					answers["kept"]++
				}
			})
		}
		wg.Wait()
		return answers
	}
	answers := count(30, func(i int) (*library.FactsForm, error) {
		return desks[i%2].CorrectFacts(ctx, c.id, 0, library.FactsAnswer{State: form.State, Keep: true,
			Date: library.FactAnswer{Typed: fmt.Sprintf("2011-04-%02d", i+1)}})
	})
	if answers["kept"] != 1 || answers[cutting.Conflict.String()] != 29 {
		t.Errorf("the same cutting: answers %v", answers)
	}
	if n := c.journalLines(t); n != 1 {
		t.Errorf("%d lines in the journal, want 1", n)
	}
	answers = count(5, func(i int) (*library.FactsForm, error) {
		d := desks[i%2]
		form, err := d.FactsForm(ctx, c.id, i+1)
		if err != nil {
			return nil, err
		}
		return d.CorrectFacts(ctx, c.id, i+1, library.FactsAnswer{State: form.State, Keep: true,
			Byline: library.FactAnswer{Typed: "Ada Lund"}})
	})
	if answers["kept"] != 5 {
		t.Errorf("five cuttings: answers %v", answers)
	}
	if n := c.journalLines(t); n != 6 {
		t.Errorf("%d lines in the journal, want 6", n)
	}
	c.program("verify")
}

// TestRefusedCorrectionReportsThatNothingIsKept: a desk that cannot write reports it.
func TestRefusedCorrectionReportsThatNothingIsKept(t *testing.T) {
	c := newCorrecting(t, listingOf(2))
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	c.desk.turn <- struct{}{} // somebody else decides
	_, err := c.desk.Decide(gone, func(context.Context) ([]journal.Decision, error) {
		t.Error("proposed out of turn")
		return nil, nil
	})
	if cutting.KindOf(err) != cutting.Conflict || !strings.Contains(err.Error(), "Nothing was kept") {
		t.Errorf("%v", err)
	}
}

// TestDeskNoticesARebuild: a desk that runs while the catalogue is rebuilt shows the new one.
func TestDeskNoticesARebuild(t *testing.T) {
	c := newCorrecting(t, listingOf(3))
	site, views, err := c.another(t).desk(c.desk.a, &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 1}, serveOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer views.Close()
	get := func() string {
		w := httptest.NewRecorder()
		site.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "http://localhost/search?q=refuses", nil))
		return w.Body.String()
	}
	if got := get(); !strings.Contains(got, "3 cuttings") {
		t.Fatalf("before: %s", got)
	}
	// The content of the new catalogue differs, so that it cannot be taken for the old one.
	input := filepath.Join(t.TempDir(), "more.txt")
	writeFile(t, input, strings.ReplaceAll(listingOf(2), "Village", "Hamlet"))
	c.program("rebuild")
	c.program("add", input)
	for wait := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		got := get()
		if strings.Contains(got, "5 cuttings") {
			return
		}
		if time.Since(wait) > 10*time.Second {
			t.Fatalf("ten seconds after the rebuild: %s", got)
		}
	}
}

func writeFile(t *testing.T, name, content string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

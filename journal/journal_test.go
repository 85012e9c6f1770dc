package journal

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
	"cuttings/internal/disk/disktest"
)

func clock() time.Time { return time.Date(2025, 1, 2, 3, 4, 5, 6, time.UTC) }

func open(t testing.TB, dir string) *Journal {
	t.Helper()
	j, err := Open(dir, Options{Clock: clock})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	return j
}

func decide(t testing.TB, j *Journal, target string) Decision {
	t.Helper()
	d, err := j.Append(Decision{Who: "desk", Kind: "cut", Target: target,
		Value: json.RawMessage(`{"is": "one item",` + "\n" + `"n": 1}`)})
	if err != nil {
		t.Fatalf("Append: %v", err)
	}
	return d
}

func replay(t testing.TB, j *Journal) (out []Decision) {
	t.Helper()
	if err := j.Replay(context.Background(), func(d Decision) error { out = append(out, d); return nil }); err != nil {
		t.Fatalf("Replay: %v", err)
	}
	return out
}

func problems(t testing.TB, j *Journal) (out []string) {
	t.Helper()
	if err := j.Verify(context.Background(), func(p Problem) { out = append(out, p.String()) }); err != nil {
		t.Fatalf("Verify: %v", err)
	}
	return out
}

func TestAppendAndReplay(t *testing.T) {
	dir := t.TempDir()
	var want []Decision
	for i := range 3 {
		j := open(t, dir)
		for k := range 4 {
			want = append(want, decide(t, j, fmt.Sprintf("t%d-%d", i, k)))
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
	}
	j := open(t, dir)
	defer j.Close()
	got := replay(t, j)
	for i := range want {
		want[i].Value = json.RawMessage(`{"is":"one item","n":1}`)
		if want[i].Number != int64(i+1) || !want[i].Time.Equal(clock().Truncate(time.Second)) {
			t.Errorf("decision %d: %+v", i, want[i])
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("replayed (-appended +got):\n%s", d)
	}
	if p := problems(t, j); len(p) > 0 || len(j.Repairs()) > 0 {
		t.Errorf("problems %q, repairs %q in a whole journal", p, j.Repairs())
	}
}

func TestRefused(t *testing.T) {
	j := open(t, t.TempDir())
	defer j.Close()
	for name, d := range map[string]Decision{
		"no kind":      {Target: "x"},
		"odd kind":     {Kind: "Cut it"},
		"not JSON":     {Kind: "cut", Value: json.RawMessage(`{"a":`)},
		"far too long": {Kind: "cut", Value: json.RawMessage(`"` + strings.Repeat("x", MaxLine) + `"`)},
	} {
		if _, err := j.Append(d); cutting.KindOf(err) != cutting.Invalid {
			t.Errorf("%s: %v, want invalid", name, err)
		}
	}
	if got := replay(t, j); len(got) != 0 {
		t.Errorf("refused decisions were kept: %+v", got)
	}
}

func TestTornTail(t *testing.T) {
	dir := t.TempDir()
	j := open(t, dir)
	decide(t, j, "a")
	whole, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	decide(t, j, "b")
	j.Close()
	both, err := os.ReadFile(filepath.Join(dir, fileName))
	if err != nil {
		t.Fatal(err)
	}
	for cut := len(whole) + 1; cut < len(both); cut++ {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, fileName), both[:cut], 0o644); err != nil {
			t.Fatal(err)
		}
		j := open(t, dir)
		if r := j.Repairs(); len(r) != 1 || !strings.Contains(r[0], "moved to torn-") {
			t.Fatalf("cut at %d: repairs %q, want one", cut, r)
		}
		torn, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("torn-%d", len(whole))))
		if err != nil || !bytes.Equal(torn, both[len(whole):cut]) {
			t.Errorf("cut at %d: the torn bytes are not beside it: %v", cut, err)
		}
		decide(t, j, "c")
		if got := replay(t, j); len(got) != 2 || got[0].Target != "a" || got[1].Target != "c" {
			t.Errorf("cut at %d: replayed %+v", cut, got)
		}
		if p := problems(t, j); len(p) > 0 {
			t.Errorf("cut at %d: %q", cut, p)
		}
		j.Close()
	}
}

func TestTamperingShows(t *testing.T) {
	lines := func(t *testing.T) []string {
		dir := t.TempDir()
		j := open(t, dir)
		defer j.Close()
		for _, x := range []string{"a", "b", "c", "d"} {
			decide(t, j, x)
		}
		b, err := os.ReadFile(filepath.Join(dir, fileName))
		if err != nil {
			t.Fatal(err)
		}
		return strings.SplitAfter(strings.TrimSuffix(string(b), "\n")+"\n", "\n")[:4]
	}
	tests := map[string]func([]string) []string{
		"a word changed": func(l []string) []string { l[1] = strings.Replace(l[1], "one", "two", 1); return l },
		"taken out":      func(l []string) []string { return append(l[:1], l[2:]...) },
		"swapped":        func(l []string) []string { l[1], l[2] = l[2], l[1]; return l },
		"garbage":        func(l []string) []string { l[1] = "garbage\n"; return l },
		"doubled":        func(l []string) []string { return append(l[:2], l[1:]...) },
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, fileName), []byte(strings.Join(change(lines(t)), "")),
				0o644); err != nil {
				t.Fatal(err)
			}
			j, err := Open(dir, Options{ReadOnly: true})
			if err != nil {
				t.Fatal(err)
			}
			defer j.Close()
			if p := problems(t, j); len(p) == 0 {
				t.Error("Verify sees nothing wrong")
			}
		})
	}
}

func TestSeveralWriters(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for w := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			j, err := Open(dir, Options{Clock: clock})
			if err != nil {
				t.Error(err)
				return
			}
			defer j.Close()
			for i := range 20 {
				if _, err := j.Append(Decision{Who: fmt.Sprint(w), Kind: "cut", Target: fmt.Sprint(i)}); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	wg.Wait()
	j, err := Open(dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if n, p := len(replay(t, j)), problems(t, j); n != 60 || len(p) > 0 {
		t.Errorf("%d decisions, want 60; problems %q", n, p)
	}
}

func TestReadOnly(t *testing.T) {
	dir := t.TempDir()
	r, err := Open(dir, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if got := replay(t, r); len(got) != 0 {
		t.Errorf("an absent journal holds %+v", got)
	}
	if _, err := r.Append(Decision{Kind: "cut"}); cutting.KindOf(err) != cutting.Unsupported {
		t.Errorf("Append: %v, want unsupported", err)
	}
	w := open(t, dir)
	defer w.Close()
	decide(t, w, "a")
	if got := replay(t, r); len(got) != 1 {
		t.Errorf("a reader opened before the journal was made sees %d decisions, want 1", len(got))
	}
}

// FuzzReplay opens arbitrary bytes as a journal: no trouble, and after a
// decision is appended it is the last to be replayed, with nothing before it lost.
func FuzzReplay(f *testing.F) {
	f.Add([]byte(""))
	f.Add([]byte("{}\n"))
	f.Add([]byte("{\"kind\":\"cut\",\"n\":7}\n\n\nx"))
	f.Add([]byte("\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, fileName), b, 0o644); err != nil {
			t.Fatal(err)
		}
		before, err := Open(dir, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		n := len(replay(t, before))
		before.Close()
		j := open(t, dir)
		defer j.Close()
		decide(t, j, "last")
		got := replay(t, j)
		if len(got) != n+1 || got[n].Target != "last" {
			t.Errorf("%d decisions before, %d after one more", n, len(got))
		}
		problems(t, j)
	})
}

// TestAppendAll: decisions are kept together or not at all, and a reader that knows the
// lines before is given those written since, whoever wrote them.
func TestAppendAll(t *testing.T) {
	dir := t.TempDir()
	mine, other := open(t, dir), open(t, dir)
	defer mine.Close()
	defer other.Close()
	decide(t, mine, "a")
	tail, err := mine.Tail(context.Background())
	if err != nil || tail.Lines != 1 {
		t.Fatal(tail, err)
	}
	decide(t, other, "b")
	if _, err := mine.AppendAll(Decision{Kind: "cut", Target: "x"},
		Decision{Kind: "No Kind"}); cutting.KindOf(err) != cutting.Invalid {
		t.Errorf("one of two is no decision: %v", err)
	}
	if n := len(replay(t, mine)); n != 2 {
		t.Errorf("%d decisions, want 2: one of a refused pair was kept", n)
	}
	got, err := mine.AppendAll(Decision{Kind: "cut", Target: "c"}, Decision{Kind: "cut", Target: "d"})
	if err != nil || len(got) != 2 || got[1].Number != 4 {
		t.Errorf("%+v, %v", got, err)
	}
	if none, err := mine.AppendAll(); err != nil || len(none) != 0 {
		t.Errorf("nothing to write: %+v, %v", none, err)
	}
	var since []string
	if next, err := other.ReplaySince(context.Background(), tail,
		func(d Decision) error { since = append(since, d.Target); return nil }); err != nil ||
		fmt.Sprint(since) != "[b c d]" || next.Lines != 4 {
		t.Errorf("since then %q, %+v, %v", since, next, err)
	}
	if p := problems(t, mine); len(p) > 0 {
		t.Error(p)
	}
}

// TestEveryCallFails: what a failing disk did not accept is not in the journal, and what was acknowledged is.
func TestEveryCallFails(t *testing.T) {
	for _, fault := range []disktest.Fault{disktest.DiskFull, disktest.ShortWrite, disktest.Crash} {
		for n := 0; ; n++ {
			dir := filepath.Join(t.TempDir(), "journal")
			d := disktest.New(n, fault)
			var kept []string
			j, err := Open(dir, Options{Clock: clock, FS: d})
			for _, target := range []string{"a", "b", "c"} {
				if err == nil {
					if _, err = j.Append(Decision{Kind: "cut", Target: target}); err == nil {
						kept = append(kept, target)
					}
				}
			}
			if j != nil {
				j.Close()
			}
			if err == nil {
				break
			}
			again := open(t, dir)
			got := replay(t, again)
			for i := range kept {
				if i >= len(got) || got[i].Target != kept[i] {
					t.Errorf("%s at call %d: %q were kept, %+v are there", fault, n, kept, got)
				}
			}
			if fault != disktest.Crash && len(got) != len(kept) {
				t.Errorf("%s at call %d: %d decisions are there, %d were acknowledged", fault, n, len(got), len(kept))
			}
			decide(t, again, "d")
			if p := problems(t, again); len(p) > 0 {
				t.Errorf("%s at call %d: %q", fault, n, p)
			}
			again.Close()
		}
	}
}

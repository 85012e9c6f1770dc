package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
)

// written appends lines and returns the book of the journal.
func written(t *testing.T, j *Journal, b *Book, lines ...Decision) []string {
	t.Helper()
	for _, d := range lines {
		if _, err := j.Append(d); err != nil {
			t.Fatal(err)
		}
	}
	ids, err := b.Follow(context.Background(), j)
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func fix(capture, note string) Decision {
	d, err := Correct("EM", cutting.Correction{Capture: capture, Note: note, Facts: []cutting.CorrectedFacts{{
		Of: []cutting.Range{{Start: 0, End: 1}}, Published: &cutting.CorrectedDate{Value: "2011"}}}})
	if err != nil {
		panic(err)
	}
	return d
}

func undo(line int64) Decision {
	d, err := TakeBack("AB", &Line{Decision: Decision{Number: line, Target: "a"}}, "not so")
	if err != nil {
		panic(err)
	}
	return d
}

func notes(b *Book, capture string) (out []string) {
	for _, c := range b.DecisionsAbout(capture).Corrections {
		out = append(out, c.Note)
	}
	return out
}

// TestBook: the decisions in effect after each line, the number of lines about the capture, and the captures
// whose rows change.
func TestBook(t *testing.T) {
	j, b := open(t, t.TempDir()), NewBook(nil)
	defer j.Close()
	for i, step := range []struct {
		line    Decision
		touched []string
		a       []string
		lines   int
	}{
		{fix("a", "1"), []string{"a"}, []string{"1"}, 1},
		{fix("a", "2"), []string{"a"}, []string{"1", "2"}, 2},
		{fix("b", "3"), []string{"b"}, []string{"1", "2"}, 2},
		{undo(1), []string{"a"}, []string{"2"}, 3},
		{undo(1), nil, []string{"2"}, 3},                // undone already
		{undo(4), []string{"a"}, []string{"1", "2"}, 4}, // undone again, in its place
		{undo(6), []string{"a"}, []string{"2"}, 5},
		{undo(99), nil, []string{"2"}, 5},
		{Decision{Kind: "name-merge", Target: "a", Value: json.RawMessage(`{"into":"b"}`)}, nil, []string{"2"}, 5},
		{undo(9), nil, []string{"2"}, 5}, // of an unknown kind
		{Decision{Kind: cutting.CorrectionDecision, Target: "a", Value: json.RawMessage(`[]`)}, nil, []string{"2"}, 5},
		{undo(2), []string{"a"}, nil, 6},
	} {
		if got := written(t, j, b, step.line); len(got)+len(step.touched) > 0 && !cmp.Equal(got, step.touched) {
			t.Errorf("line %d is about %q, want %q", i+1, got, step.touched)
		}
		if d := cmp.Diff(step.a, notes(b, "a")); d != "" {
			t.Errorf("after line %d (-want +got):\n%s", i+1, d)
		}
		if got := b.DecisionsAbout("a").Lines; got != step.lines {
			t.Errorf("after line %d: %d lines about it, want %d", i+1, got, step.lines)
		}
	}
	if got := b.UnknownKinds(); got["name-merge"] != 1 || len(got) != 1 {
		t.Errorf("unknown kinds %v", got)
	}
	if got := len(b.Lines()); got != 12 {
		t.Errorf("%d lines, want all 12", got)
	}
	about := b.LinesAbout("a")
	if len(about) != 6 || about[0].Words != "corrected the date" || about[0].Who != "EM" || about[0].Why != "1" ||
		about[0].Undone != 4 {
		t.Errorf("about a: %+v", about)
	}
	if got := about[3].Words; got != "put back: corrected the date" {
		t.Errorf("the line that puts back says %q", got)
	}
	for _, tt := range []struct {
		name string
		line Decision
		want cutting.ErrorKind
	}{
		{"an unknown kind", Decision{Kind: "name-merge"}, cutting.Invalid},
		{"no correction", Decision{Kind: cutting.CorrectionDecision, Target: "a", Value: json.RawMessage(`{}`)},
			cutting.Invalid},
		{"taken back already", undo(2), cutting.Conflict},
		{"nothing to take back", undo(50), cutting.Conflict},
	} {
		if _, err := b.Check(tt.line); cutting.KindOf(err) != tt.want || err == nil {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	if _, err := b.Check(undo(3)); err != nil {
		t.Errorf("a line that can be taken back: %v", err)
	}
}

// TestBookIsTheJournals: following line by line gives the same as reading the journal at once, whatever is
// decided and undone.
func TestBookIsTheJournals(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 5))
		j, stepwise := open(t, t.TempDir()), NewBook(nil)
		last := 0
		for i := range 40 {
			d := fix(fmt.Sprint(r.IntN(3)), fmt.Sprint(i))
			if i > 0 && r.IntN(2) == 0 {
				d = undo(1 + r.Int64N(int64(i)))
			}
			written(t, j, stepwise, d)
			n := stepwise.DecisionsAbout("0").Lines
			if n < last {
				t.Fatalf("seed %d: fewer lines about a capture after another: %d, %d", seed, last, n)
			}
			last = n
		}
		whole := NewBook(nil)
		written(t, j, whole)
		for _, id := range []string{"0", "1", "2"} {
			if d := cmp.Diff(whole.DecisionsAbout(id), stepwise.DecisionsAbout(id)); d != "" {
				t.Errorf("seed %d, capture %s (-at once +line by line):\n%s", seed, id, d)
			}
		}
		j.Close()
	}
}

package journal_test

import (
	"testing"

	"cuttings/cutting"
	"cuttings/journal"
)

// TestStates follows a topic through changes and undos: the last line in effect is its state, whatever the
// order in which lines were undone.
func TestStates(t *testing.T) {
	j, err := journal.Open(t.TempDir(), journal.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	b := journal.NewBook(nil)
	follow := func() {
		t.Helper()
		ids, err := b.Follow(t.Context(), j)
		if err != nil || len(ids) != 0 {
			t.Fatalf("follow: %v, captures %v", err, ids)
		}
	}
	keep := func(title string) int64 {
		t.Helper()
		d, err := journal.Keep("ab", cutting.TopicDecision, "dam", cutting.Topic{Title: title})
		if err != nil {
			t.Fatal(err)
		}
		if d, err = j.Append(d); err != nil {
			t.Fatal(err)
		}
		follow()
		return d.Number
	}
	undo := func(n int64) int64 {
		t.Helper()
		l, err := b.Line(n)
		if err != nil {
			t.Fatal(err)
		}
		d, err := journal.TakeBack("ab", l, "")
		if err != nil {
			t.Fatal(err)
		}
		if d, err = j.Append(d); err != nil {
			t.Fatal(err)
		}
		follow()
		return d.Number
	}
	wantInEffect := func(want string) {
		t.Helper()
		l, ok := b.InEffect(cutting.TopicDecision, "dam")
		got := ""
		if ok {
			got = l.Payload.(*cutting.Topic).Title
		}
		if got != want {
			t.Errorf("stands as %q, want %q", got, want)
		}
	}
	one, two := keep("one"), keep("two")
	wantInEffect("two")
	u := undo(one)
	wantInEffect("two")
	undo(two)
	wantInEffect("")
	undo(u)
	wantInEffect("one")
	if n := len(b.History(cutting.TopicDecision, "dam")); n != 5 {
		t.Errorf("%d lines of history, want 5", n)
	}
	if n := len(b.AllInEffect(cutting.TopicDecision)); n != 1 {
		t.Errorf("%d topics stand, want 1", n)
	}
	again := journal.NewBook(nil)
	if _, err := again.Follow(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	if l, ok := again.InEffect(cutting.TopicDecision, "dam"); !ok || l.Payload.(*cutting.Topic).Title != "one" {
		t.Error("a book read anew says otherwise")
	}
}

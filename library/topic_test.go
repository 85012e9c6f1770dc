package library

import (
	"testing"

	"cuttings/cutting"
	"cuttings/journal"
)

func TestTopicChange(t *testing.T) {
	was := &cutting.Topic{Title: "Dam", Query: "dam", Pinned: []string{"a", "b"}, LeftOut: []string{"x"}}
	for name, tt := range map[string]struct {
		is   cutting.Topic
		want string
	}{
		"nothing": {*was, "kept the topic “Dam”"},
		"pinned": {cutting.Topic{Title: "Dam", Query: "dam", Pinned: []string{"b", "c", "d", "a"},
			LeftOut: []string{"x"}}, "pinned 2 cuttings (the topic “Dam”)"},
		"from pinned to left out": {cutting.Topic{Title: "Dam", Query: "dam", Pinned: []string{"a"},
			LeftOut: []string{"x", "b"}}, "unpinned 1 cutting, left 1 cutting out (the topic “Dam”)"},
		"words": {cutting.Topic{Title: "The dam", Query: "wall", Pinned: was.Pinned, Public: true},
			"took 1 cutting in again, changed the title from “Dam”, changed the query from “dam”, made it public " +
				"(the topic “The dam”)"},
		"removed": {cutting.Topic{Title: "Dam", Removed: true}, "removed the topic “Dam”"},
	} {
		if got := topicChange(was, &tt.is, countCuttings); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
	if got := topicChange(&cutting.Topic{Removed: true}, was, countCuttings); got != "brought back the topic “Dam”" {
		t.Errorf("got %q", got)
	}
}

// TestTopicBefore: a line that was undone before another was written is not the state which that one changed.
func TestTopicBefore(t *testing.T) {
	line := func(number, undone int64, title string) journal.Line {
		return journal.Line{Decision: journal.Decision{Number: number}, Undone: undone,
			Payload: &cutting.Topic{Title: title}}
	}
	lines := []journal.Line{line(1, 0, "one"), line(2, 3, "two"), line(4, 9, "four")}
	for number, want := range map[int64]string{2: "one", 4: "one", 5: "four", 10: "one"} {
		var before []journal.Line
		for _, l := range lines {
			if l.Number < number {
				before = append(before, l)
			}
		}
		if got := topicBefore(before, number); got == nil || got.Title != want {
			t.Errorf("before line %d: %v, want %s", number, got, want)
		}
	}
	if topicBefore(nil, 1) != nil {
		t.Error("before the first there is one")
	}
}

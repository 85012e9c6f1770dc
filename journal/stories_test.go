package journal

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"cuttings/cutting"
)

func TestStoryDecisions(t *testing.T) {
	type step struct {
		kind     string
		cuttings []string
		undo     int64 // the line to undo
	}
	join := func(ids ...string) step { return step{kind: cutting.StoryJoin, cuttings: ids} }
	split := func(ids ...string) step { return step{kind: cutting.StorySplit, cuttings: ids} }
	undo := func(n int64) step { return step{undo: n} }
	for name, tt := range map[string]struct {
		steps []step
		want  cutting.StoryDecisions
	}{
		"nothing":   {},
		"joined":    {[]step{join("a", "b")}, cutting.StoryDecisions{Joined: [][]string{{"a", "b"}}}},
		"taken out": {[]step{split("a")}, cutting.StoryDecisions{Separate: [][]string{{"a"}}}},
		"joined, then out": {[]step{join("a", "b", "c"), split("c")},
			cutting.StoryDecisions{Joined: [][]string{{"a", "b"}}, Separate: [][]string{{"c"}}}},
		"out, then joined": {[]step{split("c"), join("a", "c")},
			cutting.StoryDecisions{Joined: [][]string{{"a", "c"}}, Separate: [][]string{{"c"}}}},
		"out with another": {[]step{split("a", "b"), split("b")},
			cutting.StoryDecisions{Separate: [][]string{{"a"}, {"b"}}}},
		"undone": {[]step{join("a", "b"), undo(1)}, cutting.StoryDecisions{}},
		"undone and redone": {[]step{join("a", "b"), split("b"), undo(2), undo(3), undo(4)},
			cutting.StoryDecisions{Joined: [][]string{{"a", "b"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			b := NewBook(nil)
			for i, s := range tt.steps {
				var d Decision
				var err error
				if s.undo != 0 {
					l, lerr := b.Line(s.undo)
					if lerr != nil {
						t.Fatal(lerr)
					}
					d, err = TakeBack("x", l, "")
				} else {
					d, err = Story("x", s.kind, cutting.Storied{Cuttings: s.cuttings})
				}
				if err != nil {
					t.Fatal(err)
				}
				d.Number = int64(i + 1)
				if ids := b.addLine(d); len(ids) > 0 {
					t.Errorf("captures are to be read again: %v", ids)
				}
			}
			if d := cmp.Diff(tt.want, b.Stories(), cmpopts.EquateEmpty()); d != "" {
				t.Errorf("decisions (-want +got):\n%s", d)
			}
			if len(tt.steps) > 0 && len(b.LinesAbout(StorySubject(tt.steps[0].cuttings[0]))) == 0 {
				t.Error("the cutting knows nothing of it")
			}
		})
	}
	for name, s := range map[string]cutting.Storied{"one": {Cuttings: []string{"a"}}, "none": {},
		"twice": {Cuttings: []string{"a", "a"}}, "not in order": {Cuttings: []string{"b", "a"}}} {
		if _, err := Story("x", cutting.StoryJoin, s); cutting.KindOf(err) != cutting.Invalid {
			t.Errorf("joining %s: %v", name, err)
		}
	}
}

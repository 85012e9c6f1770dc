package journal

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
)

func person(form string) cutting.NameKey { return cutting.NameKey{Kind: "PER", Form: form} }

func naming(kind, of, with, form string) Decision {
	n := cutting.Naming{Of: person(of), Shown: of, Form: form}
	if with != "" {
		n.With, n.Other = person(with), with
	}
	d, err := Name("EM", kind, n)
	if err != nil {
		panic(err)
	}
	return d
}

// TestNamesDecided: the decisions in effect about names after each line; of two about the same two names the
// later counts, whichever is named first, and an undo restores the other.
func TestNamesDecided(t *testing.T) {
	j, b := open(t, t.TempDir()), NewBook(nil)
	defer j.Close()
	pair := func(a, b string) [][2]cutting.NameKey { return [][2]cutting.NameKey{{person(a), person(b)}} }
	takeBack := func(line int64) Decision {
		d, err := TakeBack("AB", &Line{Decision: Decision{Number: line, Target: "PER:ada"}}, "")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for i, step := range []struct {
		line Decision
		want cutting.NameDecisions
	}{
		{naming(cutting.NameSame, "b", "a", ""), cutting.NameDecisions{Same: pair("a", "b")}},
		{naming(cutting.NameDifferent, "a", "b", ""), cutting.NameDecisions{Different: pair("a", "b")}},
		{takeBack(2), cutting.NameDecisions{Same: pair("a", "b")}},
		{naming(cutting.NameUnsure, "a", "b", ""), cutting.NameDecisions{Unsure: pair("a", "b")}},
		{takeBack(1), cutting.NameDecisions{Unsure: pair("a", "b")}},
		{takeBack(4), cutting.NameDecisions{}},
		{naming(cutting.NameNone, "c", "", ""), cutting.NameDecisions{None: []cutting.NameKey{person("c")}}},
		{naming(cutting.NameForm, "c", "", "Cee"), cutting.NameDecisions{None: []cutting.NameKey{person("c")},
			Forms: []cutting.Naming{{Of: person("c"), Shown: "c", Form: "Cee"}}}},
		{naming(cutting.NameSame, "a", "a", ""), cutting.NameDecisions{None: []cutting.NameKey{person("c")},
			Forms: []cutting.Naming{{Of: person("c"), Shown: "c", Form: "Cee"}}}}, // with itself: no effect
	} {
		if ids := written(t, j, b, step.line); len(ids) > 0 {
			t.Errorf("line %d changes rows of captures %q", i+1, ids)
		}
		if d := cmp.Diff(step.want, b.Names()); d != "" {
			t.Errorf("after line %d:\n%s", i+1, d)
		}
	}
	about := b.LinesAbout("PER:b")
	if len(about) != 6 || about[0].Words != "decided that “b” and “a” are one name" {
		t.Errorf("%d lines about b: %+v", len(about), about)
	}
}

// TestWrongMarks: a removed mark is identified by its text, whatever capture it was seen in.
func TestWrongMarks(t *testing.T) {
	j, b := open(t, t.TempDir()), NewBook(nil)
	defer j.Close()
	wrong := cutting.WrongMark{Capture: "a", Version: "v1", Reader: "names", At: cutting.At{Start: 3, End: 9},
		Words: "Friday"}
	line, err := RemoveMark("EM", wrong)
	if err != nil {
		t.Fatal(err)
	}
	if ids := written(t, j, b, line); !cmp.Equal(ids, []string{"a"}) {
		t.Errorf("it changes the rows of %q", ids)
	}
	marks, _, n := b.Marks("v1")
	if d := cmp.Diff([]cutting.WrongMark{wrong}, marks); d != "" || n != 1 {
		t.Error(d, n)
	}
	ids := written(t, j, b, undo(1))
	if marks, _, n = b.Marks("v1"); !cmp.Equal(ids, []string{"a"}) || len(marks) != 0 || n != 2 {
		t.Errorf("taken back, of %q it still has %v of %d", ids, marks, n)
	}
	for what, value := range map[string]string{
		"no reader":  `{"capture":"a","version":"v1","reader":"colours","at":[0,1]}`,
		"no place":   `{"capture":"a","version":"v1","reader":"names","at":[4,4]}`,
		"another":    `{"capture":"b","version":"v1","reader":"names","at":[0,1]}`,
		"no version": `{"capture":"a","reader":"names","at":[0,1]}`,
	} {
		d := Decision{Kind: cutting.MarkWrong, Target: "a", Value: json.RawMessage(value)}
		if _, err := b.Check(d); cutting.KindOf(err) != cutting.Invalid {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestRightMarks: a corrected part of a mark is identified by its text and listed with the name it is about; of
// two about one part both are kept, the later last, and an undo removes one.
func TestRightMarks(t *testing.T) {
	j, b := open(t, t.TempDir()), NewBook(nil)
	defer j.Close()
	right := cutting.RightMark{WrongMark: cutting.WrongMark{Capture: "a", Version: "v1", Reader: "statements",
		At: cutting.At{Start: 3, End: 9}, Words: "it leaked"}, Part: cutting.PartSpeaker,
		Who: "Ada", Of: person("ada")}
	noSpeaker := right
	noSpeaker.Who, noSpeaker.Of = "", cutting.NameKey{}
	for _, m := range []cutting.RightMark{right, noSpeaker} {
		line, err := CorrectMark("EM", m)
		if err != nil {
			t.Fatal(err)
		}
		if ids := written(t, j, b, line); !cmp.Equal(ids, []string{"a"}) {
			t.Errorf("it changes the rows of %q", ids)
		}
	}
	wrong, marks, n := b.Marks("v1")
	if d := cmp.Diff([]cutting.RightMark{right, noSpeaker}, marks); d != "" || n != 2 || len(wrong) > 0 {
		t.Error(d, n, wrong)
	}
	written(t, j, b, undo(2))
	if _, marks, n = b.Marks("v1"); !cmp.Equal(marks, []cutting.RightMark{right}) || n != 3 {
		t.Errorf("with one taken back there are %v, %d lines", marks, n)
	}
	if about := b.LinesAbout("PER:ada"); len(about) != 1 ||
		about[0].Words != "decided that “it leaked” is a statement of “Ada”" {
		t.Errorf("about the name: %+v", about)
	}
	for name, m := range map[string]cutting.RightMark{
		"decided that the label “cheat” is in the words of the outlet itself": {WrongMark: cutting.WrongMark{
			Capture: "b", Version: "v2", Reader: "labels", At: cutting.At{Start: 1, End: 2}, Words: "cheat"},
			Part: cutting.PartVoice, Outlet: true},
		"decided that the label “cheat” is put on nobody named": {WrongMark: cutting.WrongMark{
			Capture: "b", Version: "v2", Reader: "labels", At: cutting.At{Start: 1, End: 2}, Words: "cheat"},
			Part: cutting.PartWhom},
		"decided that “Roe” is “Ada” in this text (2 times)": {WrongMark: cutting.WrongMark{
			Capture: "b", Version: "v2", Reader: "names", At: cutting.At{Start: 1, End: 2}, Words: "Roe",
			Also: []cutting.At{{Start: 5, End: 6}}},
			Part: cutting.PartName, Who: "Ada", Of: person("ada")},
	} {
		line, err := CorrectMark("EM", m)
		if err != nil {
			t.Fatal(err)
		}
		written(t, j, b, line)
		if about := b.LinesAbout("marks:v2"); len(about) == 0 || about[len(about)-1].Words != name {
			t.Errorf("%+v, want %s", about, name)
		}
	}
}

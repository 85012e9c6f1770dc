package match

import (
	"slices"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
)

// TestLeaf matches leaves of queries against values by the rules of names: accents aside, no other forms,
// phrases within one value.
func TestLeaf(t *testing.T) {
	values := []string{"Front page", "To check", "Ask Zoë’s board\n\nAgain, the o'brien-file"}
	for text, want := range map[string]bool{
		"owntag:page": true, "owntag:pages": false, "owntag:pag*": true, "owntag:zoe": true, "owntag:ZOË": true,
		`owntag:"front page"`: true, `owntag:"page front"`: false, `owntag:"page front"~1`: true,
		`owntag:"page to"`: false, `owntag:"board again"`: false, "owntag:o'brien": true, "owntag:brien-fi*": true,
		`owntag:="front page"`: true, "owntag:=front": false, `owntag:="TO CHECK"`: true,
		"title:page": false, "kind:article": false, "lang:en": false,
	} {
		q, err := query.Parse(text, time.Unix(0, 0))
		if err != nil {
			t.Fatal(text, err)
		}
		if got := Leaf(q.Root, field.Standard())(values); got != want {
			t.Errorf("%s: %t, want %t", text, got, want)
		}
		if Leaf(q.Root, field.Standard())(nil) {
			t.Errorf("%s matches nothing at all", text)
		}
	}
	if Leaf(&query.Word{Field: "nosuch", Text: "page"}, field.Standard())(values) {
		t.Error("a field that there is not matches")
	}
}

// TestTally counts entries by their values, each once whatever its spellings.
func TestTally(t *testing.T) {
	f, _ := field.Standard().Get(field.OwnTag)
	tally := NewTally(f)
	for _, values := range [][]string{{"Check", "check"}, {"check"}, {"page", ""}, nil} {
		tally.Add(values)
	}
	got := tally.Counts([]string{"none such", "PAGE"})
	want := []catalogue.Count{{Value: "Check", Count: 2}, {Value: "page", Count: 1}, {Value: "none such"}}
	for i := range got { // of two spellings as frequent, either
		if got[i].Value == "check" {
			got[i].Value = "Check"
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

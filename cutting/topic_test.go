package cutting_test

import (
	"testing"
	"time"

	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// TestQuestion puts pinned cuttings in and takes those left out away; each question parses.
func TestQuestion(t *testing.T) {
	for want, topic := range map[string]cutting.Topic{
		"":                        {},
		"-id:z":                   {LeftOut: []string{"z"}, Pinned: []string{"a"}},
		"a OR b":                  {Query: "a OR b"},
		"(a OR b) -id:z":          {Query: "a OR b", LeftOut: []string{"z"}},
		"((a b) OR id:x OR id:y)": {Query: "a b", Pinned: []string{"x", "y"}},
		`(((a) OR "c") OR id:x) -id:z -id:y`: {Query: "a", Spellings: []string{"c"}, Pinned: []string{"x"},
			LeftOut: []string{"z", "y"}},
	} {
		if got := topic.Question(); got != want {
			t.Errorf("%+v asks %s, want %s", topic, got, want)
		}
		if _, err := query.Parse(want, time.Now()); err != nil {
			t.Errorf("%s: %v", want, err)
		}
	}
}

package words

import (
	"maps"
	"reflect"
	"strings"
	"testing"
)

func TestTables(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       map[string][]string
	}{
		{"a kind", "mark more|read on", map[string][]string{"mark": {"more", "read on"}}},
		{"a kind on several lines", "mark more\nstop on\nmark mehr\n",
			map[string][]string{"mark": {"more", "mehr"}, "stop": {"on"}}},
		{"remarks and empty lines", "# what|it is\n\nmark more\n", map[string][]string{"mark": {"more"}}},
		{"spaces at a phrase's end count", "late valid |bis \n", map[string][]string{"late": {"valid ", "bis "}}},
		{"lines of other systems", "mark more\r\n", map[string][]string{"mark": {"more"}}},
	} {
		if got := Tables(c.text); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, not %v", c.name, got, c.want)
		}
	}
}

// TestFilesHaveTheKindsInUse: a misspelt kind gives a table without words and no error.
func TestFilesHaveTheKindsInUse(t *testing.T) {
	kinds := map[string]string{
		"bylines": "cue weak stop role", "corrections": "note",
		"emptypages": "missing blocked login searching subscribing",
		"filing":     "line collects category archive end heap",
		"lists":      "name end before onward", "marks": "mark before after",
		"offices": "office kind degree field head small place",
		"notices": "consent share newsletter related comments login", "pagination": "page",
		"persons": "nobody transcript", "rails": "rail other", "readingtimes": "after before short",
		"reactions": "comment no_comment share",
		"sections":  "front section", "staticpages": "about contact cloud of",
	}
	entries, err := files.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		name := strings.TrimSuffix(e.Name(), ".txt")
		want := map[string]bool{}
		for kind := range strings.FieldsSeq(kinds[name]) {
			want[kind] = true
		}
		got := map[string]bool{}
		for kind, phrases := range readTables(name) {
			got[kind] = true
			for _, p := range phrases {
				if strings.TrimSpace(p) == "" {
					t.Errorf("%s: an empty phrase of %q", name, kind)
				}
			}
		}
		if !maps.Equal(got, want) {
			t.Errorf("%s: kinds %v, not %v", name, got, want)
		}
	}
}

package plain

import (
	"testing"

	"cuttings/catalogue"
)

func TestSourcesCannotLookLikeOthers(t *testing.T) {
	for name, c := range map[string]struct {
		in         catalogue.Source
		name, host string
	}{
		"a host": {catalogue.Source{ID: "daily.example"}, "daily.example", ""},
		"a name": {catalogue.Source{ID: "daily.example", Name: "The Daily"}, "The Daily",
			"daily.example"},
		"a Persian name with a joiner": {catalogue.Source{ID: "a.example", Name: "می\u200cشود"}, "می\u200cشود",
			"a.example"},
		"a name turned around": {catalogue.Source{ID: "a.example", Name: "\u202eyliaD"}, `\u202eyliaD`,
			"a.example"},
		"a host turned around": {catalogue.Source{ID: "\u202eelpmaxe.ylad\u202c"},
			"xn--elpmaxe-z76c.xn--ylad-od7a", ""},
		"a Cyrillic look-alike": {catalogue.Source{ID: "dаily.example", Name: "dаily.example"},
			"xn--dily-53d.example", ""},
		"a name of another host": {catalogue.Source{ID: "blog.example", Name: "daily.example"}, "daily.example",
			"blog.example"},
		"a folder":           {catalogue.Source{ID: "saved \u202epages"}, `saved \u202epages`, ""},
		"a name nobody sees": {catalogue.Source{ID: "a.example", Name: "\u200b"}, `\u200b`, "a.example"},
		"a control character": {catalogue.Source{ID: "a.example", Name: "A\x1b[31m"}, `A\u001b[31m`,
			"a.example"},
		"a host of another alphabet":   {catalogue.Source{ID: "пример.example"}, "xn--e1afmkfd.example", ""},
		"a folder of another alphabet": {catalogue.Source{ID: "روزنامه"}, "روزنامه", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if n, h := SourceName(c.in), SourceHost(c.in); n != c.name || h != c.host {
				t.Errorf("%q, %q; want %q, %q", n, h, c.name, c.host)
			}
		})
	}
}

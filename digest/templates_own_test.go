package digest

import (
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
)

// TestFieldsExplained: README.md beside the templates names every field that a template can use.
func TestFieldsExplained(t *testing.T) {
	about := string(Originals()[aboutFile])
	for _, v := range []any{view{}, group{}, railView{}, changeView{}, itemView{}, labels{}, Also{}, Link{}} {
		of := reflect.TypeOf(v)
		for i := range of.NumField() {
			if name := of.Field(i).Name; !strings.Contains(about, "`."+name+"`") {
				t.Errorf("%s.%s is not explained", of.Name(), name)
			}
		}
	}
}

// TestOriginalsLoad: the program's own templates, copied to a folder, are those of the program.
func TestOriginalsLoad(t *testing.T) {
	folder := fstest.MapFS{}
	for name, b := range Originals() {
		folder[name] = &fstest.MapFile{Data: b}
	}
	got, err := Load(folder)
	if err != nil || got.Key() != Own().Key() || len(Unused(folder)) > 0 {
		t.Errorf("%v, unused: %v", err, Unused(folder))
	}
}

// TestBodyWithoutEffect: a body.html that would be ignored is an error that says what to write.
func TestBodyWithoutEffect(t *testing.T) {
	for name, c := range map[string]struct{ source, want string }{
		"no definition":      {"<h1>{{.Title}}</h1>", `{{define "body"}}`},
		"text beside one":    {`{{define "more"}}x{{end}}<p>lost</p>`, `{{define "body"}}`},
		"another definition": {`{{define "boddy"}}x{{end}}`, "body, item, headline, more"},
		"empty":              {"", "body, item, headline, more"},
		"one":                {`{{define "more"}}x{{end}}`, ""},
		"one and a further":  {"{{define \"more\"}}{{template \"own\"}}{{end}}\n\n{{define \"own\"}}x{{end}}\n", ""},
	} {
		_, err := Load(fstest.MapFS{bodyFile: {Data: []byte(c.source)}})
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

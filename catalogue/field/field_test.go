package field

import (
	"strings"
	"testing"

	"cuttings/cutting"
)

func TestDeclarationsThatContradictThemselves(t *testing.T) {
	help := []Line{{"mood:calm", "of this mood"}}
	good := Field{Name: "mood", Type: Text, Analyser: Names, Whole: true, Facet: "mood", Title: "Mood",
		Example: "mood:calm", Help: help}
	for name, tt := range map[string]struct {
		change    func(*Field)
		wantError string // "" for a valid batch
	}{
		"as it is":                    {func(*Field) {}, ""},
		"a name with a space":         {func(f *Field) { f.Name = "my mood" }, "lower-case letters"},
		"a name in capitals":          {func(f *Field) { f.Name = "Mood" }, "lower-case letters"},
		"no type":                     {func(f *Field) { f.Type = "" }, "no type"},
		"an analyser of another type": {func(f *Field) { f.Analyser = Exact }, "does not go with"},
		"dates with an analyser": {func(f *Field) { f.Type, f.Whole, f.Analyser = Date, false, Names },
			"does not go with"},
		"whole numbers":                  {func(f *Field) { f.Type, f.Analyser = Number, "" }, "whole already"},
		"a facet without whole values":   {func(f *Field) { f.Whole = false }, "facet"},
		"a fixed set of texts":           {func(f *Field) { f.Values = []string{"calm"} }, "fixed set"},
		"no example":                     {func(f *Field) { f.Example = "" }, "example"},
		"no help":                        {func(f *Field) { f.Help = nil }, "help"},
		"no title":                       {func(f *Field) { f.Title = "" }, "title"},
		"the name of another field":      {func(f *Field) { f.Name = Kind }, "two fields"},
		"the facet of another field":     {func(f *Field) { f.Facet = "kind" }, "counted as"},
		"the facet of dates, which year": {func(f *Field) { f.Facet = "year" }, "counted as"},
	} {
		t.Run(name, func(t *testing.T) {
			f := good
			tt.change(&f)
			s, err := Standard().With(f)
			if (err == nil) != (tt.wantError == "") || err != nil && !strings.Contains(err.Error(), tt.wantError) {
				t.Fatalf("got %v, want an error that says %q", err, tt.wantError)
			}
			if err == nil {
				if got, ok := s.Choice("mood"); !ok || got.Name != "mood" || len(s.All()) != len(Standard().All())+1 {
					t.Errorf("the set has %d fields, mood among them: %v", len(s.All()), ok)
				}
			}
		})
	}
	if _, ok := Standard().Get("mood"); ok {
		t.Error("the standard set has changed")
	}
}

// TestStoryExampleIsAnID: story: matches whole IDs alone, so its example is one.
func TestStoryExampleIsAnID(t *testing.T) {
	want := len(cutting.NewCuttingID(cutting.Article, "a.example", "", "Headline", "Text"))
	f, _ := Standard().Get(Story)
	for _, example := range []string{f.Example, f.Help[0].Example} {
		if id := strings.TrimPrefix(example, "story:"); len(id) != want {
			t.Errorf("%q is no story: with an ID of %d characters", example, want)
		}
	}
}

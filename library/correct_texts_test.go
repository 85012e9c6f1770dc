package library

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
)

// TestTextFacts: answers about headline, section and language, and their results.
func TestTextFacts(t *testing.T) {
	p := factsOf(t, "saved/courier/harbour-levy.html", 0)
	headline := p.cut.Headline
	type is = map[string]string
	for name, tt := range map[string]struct {
		say   map[string]FactAnswer
		want  is // values by name
		wrong bool
	}{
		"nothing":       {nil, is{}, false},
		"what is there": {map[string]FactAnswer{"headline": {Typed: headline}}, is{}, false},
		"a headline": {map[string]FactAnswer{"headline": {Typed: "  Levy   passed "}},
			is{"headline": "Levy passed"}, false},
		"no headline": {map[string]FactAnswer{"headline": {Choice: ChoiceNone}}, is{"headline": ""},
			false},
		"a section and a language": {map[string]FactAnswer{"section": {Typed: "Docks"},
			"language": {Typed: "PT-br"}}, is{"section": "Docks", "language": "pt-BR"}, false},
		"no language":                {map[string]FactAnswer{"language": {Choice: ChoiceNone}}, nil, true},
		"no code of a language":      {map[string]FactAnswer{"language": {Typed: "Klingonish"}}, nil, true},
		"chosen and not typed":       {map[string]FactAnswer{"section": {Choice: ChoiceTyped}}, nil, true},
		"a choice that is not there": {map[string]FactAnswer{"section": {Choice: "f7"}}, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			c := &factsCase{row: p.row, page: p.page, split: p.split, cut: p.cut}
			c.texts()
			var facts cutting.CorrectedFacts
			err := c.answeredTexts(tt.say, &facts)
			if tt.wrong {
				if cutting.KindOf(err) != cutting.Invalid || err == nil {
					t.Errorf("%v, want invalid", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			got := is{}
			for _, row := range textFacts {
				if said := *row.in(&facts); said != nil {
					got[row.name] = said.Value
				}
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			c.changedTexts(&facts)
			if len(c.data.Changes) != len(tt.want) {
				t.Errorf("changes %+v", c.data.Changes)
			}
		})
	}
}

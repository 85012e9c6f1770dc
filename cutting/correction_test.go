package cutting

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

func TestCorrectionCheck(t *testing.T) {
	of := []Range{{10, 20}}
	facts := func(f CorrectedFacts) Correction { return Correction{Facts: []CorrectedFacts{f}} }
	date := func(value string, words Range) Correction {
		return facts(CorrectedFacts{Of: of, Published: &CorrectedDate{Value: value, Words: words}})
	}
	by := func(words Range, names ...string) Correction {
		return facts(CorrectedFacts{Of: of, Byline: &CorrectedByline{Names: names, Words: words}})
	}
	text := func(name, value string, words Range) Correction {
		f, said := CorrectedFacts{Of: of}, &CorrectedText{Value: value, Words: words}
		switch name {
		case "headline":
			f.Headline = said
		case "section":
			f.Section = said
		case "language":
			f.Language = said
		}
		return facts(f)
	}
	for name, c := range map[string]struct {
		fix       Correction
		wantError string // part of the message; "" for a valid correction
	}{
		"nothing":                  {Correction{}, "is empty"},
		"a drop":                   {Correction{Drop: []Range{{0, 100}}}, ""},
		"a drop beyond the end":    {Correction{Drop: []Range{{0, 101}}}, "of 100"},
		"an item":                  {Correction{Items: []CorrectedItem{{Kind: Teaser, Ranges: of}}}, ""},
		"an item of no kind":       {Correction{Items: []CorrectedItem{{Kind: "poem", Ranges: of}}}, "poem"},
		"an item of no bytes":      {Correction{Items: []CorrectedItem{{Kind: Teaser}}}, "no bytes"},
		"a day":                    {date("2011-04-09", Range{12, 15}), ""},
		"a month nobody wrote":     {date("2011-04", Range{}), ""},
		"a moment":                 {date("2011-04-09T14:30:00+02:00", Range{}), ""},
		"no date":                  {date("", Range{}), ""},
		"no date, but the place":   {date("", Range{12, 15}), "no date, but the place"},
		"a date in words":          {date("9 April 2011", Range{}), "write 2011"},
		"a day that is not":        {date("2011-02-30", Range{}), "write 2011"},
		"a year that is not":       {date("0000", Range{}), "write 2011"},
		"words beyond the end":     {date("2011", Range{90, 101}), "of 100"},
		"words that run backwards": {date("2011", Range{15, 12}), "of 100"},
		"persons":                  {by(Range{12, 15}, "Ada Lund", "ایمکه ورگا"), ""},
		"nobody":                   {by(Range{}), ""},
		"nobody, and where":        {by(Range{12, 15}), "no byline, but the place"},
		"a name of nothing":        {by(Range{}, ""), "name that is none"},
		"a name of two lines":      {by(Range{}, "Ada\nLund"), "name that is none"},
		"a name without end":       {by(Range{}, strings.Repeat("a", 300)), "name that is none"},
		"a crowd": {by(Range{}, strings.Split(strings.Repeat("a ", 60)+"a", " ")...),
			"more persons"},
		"a headline":                 {text("headline", "Ferry stops", Range{12, 15}), ""},
		"no headline":                {text("headline", "", Range{}), ""},
		"no headline, but the place": {text("headline", "", Range{12, 15}), "no headline, but the place"},
		"a headline of two lines":    {text("headline", "Ferry\nstops", Range{}), "headline that is none"},
		"a section with a blank":     {text("section", " News", Range{}), "section that is none"},
		"a section without end":      {text("section", strings.Repeat("a", 1001), Range{}), "section that is none"},
		"a section beyond the end":   {text("section", "News", Range{90, 101}), "of 100"},
		"a language":                 {text("language", "pt-BR", Range{}), ""},
		"no language":                {text("language", "", Range{}), "language that is none"},
		"a language in words":        {text("language", "Brazilian Portuguese", Range{}), "language that is none"},
		"facts of no cutting":        {facts(CorrectedFacts{Published: &CorrectedDate{}}), "about no cutting"},
		"facts of bytes not there": {facts(CorrectedFacts{Of: []Range{{-1, 5}}, Published: &CorrectedDate{}}),
			"of 100"},
		"facts that say nothing": {facts(CorrectedFacts{Of: of}), "no fact about"},
		"an item and a fact, one wrong": {Correction{Items: []CorrectedItem{{Kind: Teaser, Ranges: of}},
			Facts: []CorrectedFacts{{}}}, "about no cutting"},
	} {
		t.Run(name, func(t *testing.T) {
			err := c.fix.Check(100)
			switch {
			case c.wantError == "" && err != nil:
				t.Error(err)
			case c.wantError != "" && (KindOf(err) != Invalid || !strings.Contains(err.Error(), c.wantError)):
				t.Errorf("error %v, want one that says %q", err, c.wantError)
			}
		})
	}
}

// TestCorrectionForm: lines of older journals are read as before, and new lines contain only fields
// that are set.
func TestCorrectionForm(t *testing.T) {
	old := `{"capture":"x","items":[{"kind":"teaser","ranges":[[1,9]],"headline":[1,4]}],"drop":[[20,30]],"note":"n"}`
	var c Correction
	if err := json.Unmarshal([]byte(old), &c); err != nil {
		t.Fatal(err)
	}
	if b, err := json.Marshal(c); err != nil || string(b) != old {
		t.Errorf("an old line becomes %s, %v", b, err)
	}
	facts := `{"capture":"x","facts":[{"of":[[1,9]],"published":{"value":""}},{"of":[[1,9]],"byline":{"names":["Ada ` +
		`Lund"],"words":[3,5]}}]}`
	c = Correction{}
	if err := json.Unmarshal([]byte(facts), &c); err != nil {
		t.Fatal(err)
	}
	if b, err := json.Marshal(c); err != nil || string(b) != facts {
		t.Errorf("a line becomes %s, %v", b, err)
	}
	later := `{"capture":"x","drop":[[1,2]],"mood":{"of":"the reader"}}`
	if err := json.Unmarshal([]byte(later), &c); err != nil {
		t.Errorf("a line of a later version cannot be read: %v", err)
	}
}

func TestDateKeepsThatThereIsNone(t *testing.T) {
	type row struct {
		D Date `json:"d,omitzero"`
	}
	for want, d := range map[string]Date{`{}`: {}, `{"d":{"origin":"corrected"}}`: {Origin: Corrected},
		`{"d":{"value":"2011","origin":"text"}}`: {Value: "2011", Origin: "text"}} {
		if b, err := json.Marshal(row{d}); err != nil || string(b) != want {
			t.Errorf("%+v is written as %s, %v", d, b, err)
		}
	}
}

// TestFactsTogether: names of facts are returned once each, in About's order.
func TestFactsTogether(t *testing.T) {
	text := &CorrectedText{Value: "en"}
	f := CorrectedFacts{Published: &CorrectedDate{}, Byline: &CorrectedByline{}, Headline: text, Section: text,
		Language: text}
	if got := FactsTogether(f.About(), nil); !slices.Equal(got, f.About()) || len(got) != 5 {
		t.Errorf("all of %v give %v", f.About(), got)
	}
	got := FactsTogether([]string{FactSection, FactDate}, []string{FactByline, FactSection})
	if want := []string{FactDate, FactByline, FactSection}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

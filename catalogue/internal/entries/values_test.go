package entries

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

func fieldOf(t *testing.T, name string) *field.Field {
	t.Helper()
	f, ok := field.Standard().Get(name)
	if !ok {
		t.Fatalf("there is no field %q", name)
	}
	return f
}

func TestValuesOf(t *testing.T) {
	dates := &field.Field{Name: "tells", Type: field.Date, Many: true}
	numbers := &field.Field{Name: "voices", Type: field.Number, Many: true}
	for _, tt := range []struct {
		name string
		f    *field.Field
		in   []string
		want string
	}{
		{"spellings of one text are one value", fieldOf(t, "tag"), []string{"Dam", "dam!", "", "Water", "DÀM"},
			"Dam Water"},
		{"signs are told by themselves", fieldOf(t, "tag"), []string{"★", "★ ★", "“”"}, "★ ★ ★"},
		{"a field of one value has one", fieldOf(t, field.Lang), []string{"", "en", "de"}, "en"},
		{"dates that are none are left out", dates, []string{"1986", "soon", "1986", "1986-04"}, "1986 1986-04"},
		{"numbers that are none are left out", numbers, []string{"3", "many", "12"}, "3 12"},
	} {
		var got []string
		for _, v := range ValuesOf(tt.f, tt.in) {
			got = append(got, v.Text)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, s, tt.want)
		}
	}
}

func TestCountFacet(t *testing.T) {
	count := func(pairs ...any) (out []catalogue.Count) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, catalogue.Count{Value: pairs[i].(string), Count: pairs[i+1].(int)})
		}
		return out
	}
	many := count("last", 1)
	for i := range facetMax + 5 {
		many = append(many, catalogue.Count{Value: fmt.Sprintf("v%03d", i), Count: 2})
	}
	for _, tt := range []struct {
		name   string
		f      *field.Field
		counts []catalogue.Count
		chosen []string
		want   string // the first three values, and how many there are
	}{
		{"by count, then value", fieldOf(t, field.Lang), count("de", 1, "en", 3, "ar", 1), nil,
			"en 3, ar 1, de 1 of 3"},
		{"spellings together, under the most frequent", fieldOf(t, "tag"), count("dam", 1, "DAM", 2, "Water", 1), nil,
			"DAM 3, Water 1 of 2"},
		{"a chosen value that nothing has", fieldOf(t, field.Lang), count("en", 3), []string{"fa"}, "en 3, fa 0 of 2"},
		{"a chosen spelling is the value", fieldOf(t, "tag"), count("Dam", 3), []string{"dam"}, "Dam 3 of 1"},
		{"no more than there may be", fieldOf(t, field.Lang), many, nil, "v000 2, v001 2, v002 2 of 100"},
		{"but for what is chosen", fieldOf(t, field.Lang), many, []string{"last", "gone"},
			"v000 2, v001 2, v002 2 of 102"},
	} {
		got := CountFacet(tt.f, append([]catalogue.Count(nil), tt.counts...), tt.chosen, nil)
		var head []string
		for _, c := range got[:min(3, len(got))] {
			head = append(head, fmt.Sprint(c.Value, " ", c.Count))
		}
		if s := fmt.Sprint(strings.Join(head, ", "), " of ", len(got)); s != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, s, tt.want)
		}
	}
}

func TestMatcher(t *testing.T) {
	for _, tt := range []struct {
		field, value string
		node         query.Node
		want         bool
	}{
		{field.Lang, "pt-BR", &query.Value{Text: "pt"}, true},
		{field.Lang, "pt-BR", &query.Value{Text: "pt", Whole: true}, false},
		{field.Lang, "pt", &query.Value{Text: "pt-br"}, false},
		{field.Section, "Économie", &query.Value{Text: "economie", Whole: true}, true},
		{field.Section, "Économie locale", &query.Value{Text: "economie", Whole: true}, false},
		{field.Kind, "article", &query.Value{Text: "Article", Whole: true}, true},
	} {
		f := fieldOf(t, tt.field)
		v, _ := ValueOf(f, tt.value)
		if got := Matcher(f, tt.node)(&v); got != tt.want {
			t.Errorf("%s %q, asked %+v: %v", tt.field, tt.value, tt.node, got)
		}
	}
}

// TestRankingComparesLikeWithLike: what is short is no better for it, and of like
// matches the article comes first.
func TestRankingComparesLikeWithLike(t *testing.T) {
	if LengthNorm(5, 100) != LengthNorm(100, 100) {
		t.Error("a short text is rewarded")
	}
	if LengthNorm(300, 100) <= LengthNorm(100, 100) {
		t.Error("a long text is not held against it")
	}
	if LengthNorm(5, 0) != k1 {
		t.Error("no average")
	}
	if a, b, c := KindWeight(cutting.Article), KindWeight(cutting.Teaser), KindWeight(cutting.Rail); a <= b ||
		b <= c || c <= 0 {
		t.Errorf("kinds weigh %v, %v, %v", a, b, c)
	}
	fields := field.Standard()
	if w := WeightsOf(fields, query.Default); w.Title <= w.Text || w.Text <= 0 {
		t.Errorf("headline and text weigh %+v", w)
	}
	if w := WeightsOf(fields, query.Text); w.Title != 0 {
		t.Errorf("a headline counts for text: %+v", w)
	}
}

func TestAssemble(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2020, 1, day, 0, 0, 0, 0, time.UTC) }
	s := func(capture string, ordinal, day int, text string) catalogue.Sighting {
		return catalogue.Sighting{CuttingID: "x", CaptureID: capture, Ordinal: ordinal, Captured: at(day),
			Added: at(30 - day), Text: text, Version: cutting.Sum([]byte(text))}
	}
	e := Assemble("x", []catalogue.Sighting{s("c", 0, 3, "long text"), s("a", 2, 2, "long text"),
		s("a", 1, 2, "long text"), s("b", 0, 1, "text")})
	if e.CaptureID != "a" || e.Ordinal != 1 || e.Versions != 2 || len(e.Sightings) != 4 ||
		e.Sightings[0].CaptureID != "b" {
		t.Errorf("%s/%d represents %d sightings in %d versions, the first of %s", e.CaptureID, e.Ordinal,
			len(e.Sightings), e.Versions, e.Sightings[0].CaptureID)
	}
	captured, added := First(e.Sightings)
	if !captured.Equal(at(1)) || !added.Equal(at(27)) {
		t.Errorf("first captured %v, added %v", captured, added)
	}
}

func TestRowsAsKept(t *testing.T) {
	r := catalogue.StageRow{RowKey: catalogue.RowKey{Stage: "s", Key: "k"}, Of: catalogue.OfCutting,
		Value: []byte(` { "a" : 1 } `), Fields: map[string][]string{"x": {}}}
	n := NormalRow(r)
	if string(n.Value) != `{"a":1}` || n.Fields != nil {
		t.Errorf("kept as %s, %v", n.Value, n.Fields)
	}
	other := n
	other.Version = 2
	if !SameRow(&n, &n) || SameRow(&n, &other) {
		t.Error("rows are not told apart by their version")
	}
	extra := ExtraOf([]*catalogue.StageRow{
		{RowKey: catalogue.RowKey{Stage: "b"}, Fields: map[string][]string{"x": {"2"}}},
		{RowKey: catalogue.RowKey{Stage: "a"}, Fields: map[string][]string{"x": {"1"}}}})
	if got := extra.Values(&catalogue.Sighting{}, "x"); len(got) != 2 || got[0] != "1" {
		t.Errorf("values by stage: %v", got)
	}
	if got := extra.Values(&catalogue.Sighting{Lang: "en"}, field.Lang); len(got) != 1 || got[0] != "en" {
		t.Errorf("values of a sighting: %v", got)
	}
}

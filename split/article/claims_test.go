package article

import (
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
)

func readPage(t *testing.T, body string) *cutting.Page {
	t.Helper()
	html := body
	if !strings.Contains(html, "<body") {
		html = "<!doctype html><html lang=en><body>" + body + "</body></html>"
	}
	p, err := page.Read([]byte(html), page.Options{Form: page.HTML, URL: "https://courier.example/a/b"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func factsOf(t *testing.T, html string) *facts {
	t.Helper()
	p := readPage(t, html)
	l := readScripts(p.Meta.LD)
	v := newView(p, l, ShippedModel(), nil)
	v.classify(ShippedModel())
	c, _ := v.choose(ShippedModel(), v.p2)
	b := v.makeBody(c, v.p2)
	return gatherFacts(v, l, b.start, b.end)
}

func TestPeople(t *testing.T) {
	f := factsOf(t, `<html><head><meta property="og:site_name" content="The Velm `+
		`Courier"></head><body><p>x</p></body></html>`)
	cases := []struct{ name, raw, strict, wide string }{
		{"one", "Ada Fern", "Ada Fern", "Ada Fern"},
		{"by", "By Ada Fern", "Ada Fern", "Ada Fern"},
		{"run on", "ByAda Fern", "Ada Fern", "Ada Fern"},
		{"list", "By Ada Fern, Jon Halden and Ilse Brandt", "Ada Fern; Jon Halden; Ilse Brandt",
			"Ada Fern; Jon Halden; Ilse Brandt"},
		{"German", "Von Ilse Brandt und Kurt Anders", "Ilse Brandt; Kurt Anders", "Ilse Brandt; Kurt Anders"},
		{"role after", "Mira Soll, Staff Reporter", "Mira Soll", "Mira Soll"},
		{"role run on", "Mira Soll Senior Writer", "Mira Soll", "Mira Soll"},
		{"date after", "Ada Fern 4 March 2031", "Ada Fern", "Ada Fern"},
		{"date after, Persian digits", "آدا فرن ۱۳ اسفند", "آدا فرن", "آدا فرن"},
		{"date between", "Ada Fern | March 4, 2031 | 3 comments", "Ada Fern", "Ada Fern"},
		{"handle", "Ada Fern @adafern", "Ada Fern", "Ada Fern"},
		{"agency run on", "Jon Halden The Associated Press", "Jon Halden", "Jon Halden"},
		{"outlet", "The Velm Courier", "", "The Velm Courier"},
		{"desk", "Courier Staff", "", "Courier Staff"},
		{"address", "https://courier.example/by/ada", "", ""},
		{"brackets", "Ada Fern (text) and Mira Soll (photos)", "Ada Fern; Mira Soll", "Ada Fern; Mira Soll"},
		{"footnote figures", "Orm Teller1, Ada Fern2", "Orm Teller; Ada Fern", "Orm Teller; Ada Fern"},
		{"a role whole", "Our Foreign Staff", "", "Our Foreign Staff"},
		{"degrees behind", "Ada Fern, MS, RD", "Ada Fern", "Ada Fern"},
		{"degrees with dots", "Doris Vell-Marn, M.D. and Orm Teller, Ph.D.", "Doris Vell-Marn; Orm Teller",
			"Doris Vell-Marn; Orm Teller"},
		{"degrees no list has", "Ada Fern, FOMV, DABQM", "Ada Fern", "Ada Fern"},
		{"degrees run on", "Ada Fern MS", "Ada Fern", "Ada Fern"},
		{"occupation behind", "Ada Fern, Sr. Director of Tides, Jon Halden", "Ada Fern; Jon Halden",
			"Ada Fern; Jon Halden"},
		{"all in capitals", "ADA FERN, JON HALD", "ADA FERN; JON HALD", "ADA FERN; JON HALD"},
		{"surname of two letters", "Yo Ma, Ada Bo", "Yo Ma; Ada Bo", "Yo Ma; Ada Bo"},
		{"body of several words", "Centre for Tidal Studies and Research", "",
			"Centre for Tidal Studies and Research"},
		{"an office of several words", "Executive Content Editor", "", ""},
		{"a department behind", "Mira Soll, Project Management", "Mira Soll", "Mira Soll"},
		{"a degree and its field", "Mira Soll, M.A. Journalism", "Mira Soll", "Mira Soll"},
		{"a city between", "Mira Soll, London, Jon Halden", "Mira Soll; Jon Halden", "Mira Soll; Jon Halden"},
		{"cities in names", "London Breed, Jack London", "London Breed; Jack London", "London Breed; Jack London"},
		{"words that are no names", "Full Bio", "", ""},
		{"empty", "  ", "", ""},
	}
	for _, c := range cases {
		strict, wide := f.personsIn(c.raw)
		if got := strings.Join(strict, "; "); got != c.strict {
			t.Errorf("%s: persons of %q: %q, want %q", c.name, c.raw, got, c.strict)
		}
		if got := strings.Join(wide, "; "); got != c.wide {
			t.Errorf("%s: names of %q: %q, want %q", c.name, c.raw, got, c.wide)
		}
	}
}

func TestCuesThatNeedMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"by marc": "marc", "von Redaktion": "Redaktion", "Von Redaktion": "Redaktion", "par  Zoé": "Zoé",
		"von der Leyen": "von der Leyen", "marc": "marc", "by": "by", "byron hale": "byron hale",
	} {
		if got := cutMarkedCue(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

func TestTurnedNames(t *testing.T) {
	for in, want := range map[string]string{"Lee, Ann": "Ann Lee", "Ann Lee": "Ann Lee",
		"Lee, Ann, Jr.": "Lee, Ann, Jr."} {
		if got := givenNameFirst(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

func TestNameKey(t *testing.T) {
	for _, pair := range [][2]string{{"Solène Fårn", "Solene Farn"}, {"ADA FERN", "Ada Fern"},
		{"O\u2019Dell", "O'Dell"}} {
		if a, b := nameKey(pair[0]), nameKey(pair[1]); a != b {
			t.Errorf("%q and %q are told apart: %q, %q", pair[0], pair[1], a, b)
		}
	}
}

func TestCutBy(t *testing.T) {
	cases := []struct {
		line, rest string
		ok         bool
	}{
		{"By Ada Fern", "Ada Fern", true},
		{"by Ada Fern", "Ada Fern", true},
		{"By", "", true},
		{"Von: Ilse Brandt", "Ilse Brandt", true},
		{"Автор: Ада Ферн", "Ада Ферн", true},
		{"Theo C. Fern", "", false},
		{"Theo Nguyễn Văn Tâm", "Nguyễn Văn Tâm", true},
		{"by the river they sat", "", false},
		{"Bystanders saw it", "", false},
		{"Depuis Tarn", "", false},
		{"", "", false},
	}
	for _, c := range cases {
		if rest, ok := cutBy(c.line); rest != c.rest || ok != c.ok {
			t.Errorf("cutBy(%q) = %q, %v", c.line, rest, ok)
		}
	}
}

func TestTitlePieces(t *testing.T) {
	f := factsOf(t, "<p>x</p>")
	var got []string
	f.eachRemainder("Tide turns | Coast | The Velm Courier",
		func(piece, rest string, nth, of int) { got = append(got, piece) })
	want := []string{"Tide turns", "Coast | The Velm Courier", "Tide turns | Coast", "The Velm Courier"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("pieces %q, want %q", got, want)
	}
}

package redact

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"cuttings/cutting"
)

func TestText(t *testing.T) {
	r := New([]cutting.Redaction{
		{Name: "Ada Vell Fern", Also: []string{"Nightjar"}},
		{Name: "Stephen Top"},
		{Name: "Ирина Белова"},
		{Name: "أحمد الراوي"},
		{Name: "田中宏"},
		{Name: "Jan van der Holm"},
		{Name: "Mira O'Dellan-Voss"},
	})
	const b = Bar
	cases := []struct{ name, in, want string }{
		{"in full", "Ada Vell Fern spoke.", b + " spoke."},
		{"middle name left out", "On Monday Ada Fern spoke.", "On Monday " + b + " spoke."},
		{"case and accents", "ADA FERN and Àda Férn", b + " and " + b},
		{"possessive", "Ada Fern's house; Ada Fern’s", b + "'s house; " + b + "’s"},
		{"surname first", "Fern, Ada", b},
		{"initials", "A. V. Fern and A. Fern", b + " and " + b},
		{"parts, once named in full", "Ada Fern came. Fern said no; Ada left.",
			b + " came. " + b + " said no; " + b + " left."},
		{"parts alone", "Fern Street and the fern", "Fern Street and the fern"},
		{"a small word beside the full name", "Ada Fern likes fern", b + " likes fern"},
		{"also", "They call her Nightjar.", "They call her " + b + "."},
		{"a bird", "the nightjar sang", "the nightjar sang"},
		{"handles", "@adafern @AdaFern @afern #AdaFernOut", "@" + b + " @" + b + " @" + b + " #" + b + "Out"},
		{"particles", "J. van der Holm, van der Holm, Jan; holm", b + ", " + b + "; holm"},
		{"initials that make a word", "stop, Plan s top", "stop, Plan s top"},
		{"German genitive", "Stephen Tops Haus", b + " Haus"},
		{"handles of names of several words", "@mo'dellan-voss #mirao-dellan-voss", "@" + b + " #" + b},
		{"another person", "Ada Fernandez and Adam Fern", "Ada Fernandez and Adam Fern"},
		{"two sentences", "He met Ada! Fern grew there", "He met Ada! Fern grew there"},
		{"Russian cases", "Ирине Беловой сказали; Белова ушла", b + " сказали; " + b + " ушла"},
		{"Arabic with a conjunction", "قال وأحمد الراوي", "قال و" + b},
		{"no spaces", "記者の田中宏氏は", "記者の" + b + "氏は"},
		{"nobody", "Nothing here.", "Nothing here."},
		{"empty", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := r.Text(c.in); got != c.want {
				t.Errorf("%q\n gives %q\n want  %q", c.in, got, c.want)
			}
		})
	}
	if got := r.Text("Fern said no", "Ada Fern speaks"); got != b+" said no" {
		t.Errorf("a part beside a headline that names the person: %q", got)
	}
	if r := New(nil); r.Text("Ada Fern") != "Ada Fern" || r.Address("https://a.example/ada") == "" ||
		r.NamesSomebody("Ada") {
		t.Error("a redactor of nobody changes something")
	}
}

func TestAddress(t *testing.T) {
	r := New([]cutting.Redaction{{Name: "Ada Vell Fern"}, {Name: "Ирина Белова"}})
	cases := []struct {
		name, in string
		context  string
		kept     bool
	}{
		{"slug", "https://a.example/2031/ada-fern-speaks", "", false},
		{"underscores", "https://a.example/Ada_Fern", "", false},
		{"run together", "https://a.example/by/adafern", "", false},
		{"initial", "https://a.example/by/afern", "", false},
		{"escaped", "https://a.example/%D0%98%D1%80%D0%B8%D0%BD%D0%B0-%D0%91%D0%B5%D0%BB%D0%BE%D0%B2%D0%B0", "",
			false},
		{"escaped twice", "https://a.example/?q=" + url.QueryEscape(url.QueryEscape("Ada Fern")), "", false},
		{"a part alone", "https://a.example/fern-house", "", true},
		{"a part, named beside it", "https://a.example/fern-speaks", "Ada Fern speaks", false},
		{"nobody", "https://a.example/tide", "", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := r.Address(c.in, c.context); (got != "") != c.kept {
				t.Errorf("%s gives %q", c.in, got)
			}
		})
	}
}

// Fifty persons in every form a text may have them: none is left.
func TestNoTrace(t *testing.T) {
	given := []string{"Ada", "Jon", "Mira", "Orm", "Ilse", "Kurt", "Tess", "Bela", "Édith", "Søren"}
	last := []string{"Fernwald", "Halden", "O'Dellan", "Brandt-Voss", "Tellér"}
	var people []cutting.Redaction
	for _, g := range given {
		for _, l := range last {
			people = append(people, cutting.Redaction{Name: g + " " + l})
		}
	}
	for i, p := range people {
		r := New([]cutting.Redaction{p})
		g, l, _ := strings.Cut(p.Name, " ")
		forms := []string{p.Name, strings.ToUpper(p.Name), strings.ToLower(p.Name), l + ", " + g, g[:1] + ". " + l,
			strings.ReplaceAll(p.Name, " ", "\u00a0"), strings.ReplaceAll(p.Name, " ", "-"), "“" + p.Name + "”",
			"@" + strings.ReplaceAll(p.Name, " ", ""), p.Name + "s"}
		for _, f := range forms {
			if !strings.HasPrefix(f, g[:1]+". ") || g[0] < 0x80 {
				if got := r.Text("The case of " + f + " goes on"); strings.Contains(strings.ToLower(got),
					strings.ToLower(l)) {
					t.Errorf("person %d: %q leaves %q", i, f, got)
				}
			}
		}
		for _, f := range []string{url.PathEscape(p.Name), strings.ReplaceAll(strings.ToLower(p.Name), " ", "-")} {
			if got := r.Address("https://a.example/" + f); got != "" {
				t.Errorf("person %d: address %q stays", i, got)
			}
		}
	}
}

// Blacking out removes text and adds only bars, is complete after one pass, and ends.
func FuzzText(f *testing.F) {
	for _, s := range []string{"Ada Fern's house", "ada-fern", "AdaFern A.Fern", "وأحمد الراوي", "\xff Ada\u00adFern",
		"Ирине Беловой"} {
		f.Add(s)
	}
	r := New([]cutting.Redaction{{Name: "Ada Vell Fern"}, {Name: "Ирина Белова"}, {Name: "أحمد الراوي"},
		{Name: "田中宏"}})
	f.Fuzz(func(t *testing.T, s string) {
		if strings.Contains(s, "█") {
			return
		}
		got := r.Text(s)
		rest := s
		for i, piece := range strings.Split(got, Bar) {
			at := strings.Index(rest, piece)
			if at < 0 || i == 0 && at != 0 {
				t.Fatalf("%q gives %q, which holds what was not there", s, got)
			}
			rest = rest[at+len(piece):]
		}
		if again := r.Text(got, s); again != got {
			t.Fatalf("%q gives %q and then %q", s, got, again)
		}
	})
}

func BenchmarkText(b *testing.B) {
	var people []cutting.Redaction
	for i := range 50 {
		people = append(people, cutting.Redaction{Name: fmt.Sprintf("Ada%c Fern%c", 'a'+i%26, 'a'+i/26)})
	}
	r := New(people)
	s := strings.Repeat("The council of the harbour met on Tuesday to hear what the residents had to say. ", 50)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		r.Text(s)
	}
}

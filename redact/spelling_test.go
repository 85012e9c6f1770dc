package redact

import (
	"strings"
	"testing"

	"cuttings/cutting"
)

// TestWritten: a name is black however its letters are written, in texts and in addresses.
func TestWritten(t *testing.T) {
	const b = Bar
	cases := []struct{ name, person, in, want string }{
		{"sharp s", "Jörg Haßloch",
			"Joerg Hassloch; Jorg Hassloch; JÖRG HASSLOCH; JOERG HAẞLOCH; Hassloch und Haßloch",
			b + "; " + b + "; " + b + "; " + b + "; " + b + " und " + b},
		{"a letter and a mark", "Jörg Haßloch", "Jo\u0308rg Haßloch", b},
		{"the other way round", "Joerg Hassloch", "Jörg Haßloch und JÖRG HASSLOCH", b + " und " + b},
		{"a capital", "Änne Strauß", "ÄNNE STRAUSS: Strauss sagte; Aenne ging; Anne blieb",
			b + ": " + b + " sagte; " + b + " ging; " + b + " blieb"},
		{"o with a stroke", "Søren Ørstwald", "Soeren Oerstwald; Soren Orstwald; Sören Örstwald",
			b + "; " + b + "; " + b},
		{"ring and ligature", "Åse Sæverin", "Aase Saeverin; Ase Saverin", b + "; " + b},
		{"two of them in a word", "Ada Mößmüller", "Ada Moessmueller; Ada Mossmuller; Ada Mössmueller",
			b + "; " + b + "; " + b},
		{"Polish letters", "Łukasz Żółkiewar", "Lukasz Zolkiewar; ŁUKASZ ŻÓŁKIEWAR", b + "; " + b},
		{"d with a stroke", "Ivo Đokić", "Ivo Djokić; Ivo Dokic", b + "; " + b},
		{"another name", "Jörg Haßloch", "Joel Hasslocher und Georg Hasl", "Joel Hasslocher und Georg Hasl"},
		{"oe of its own", "Joel Baerman", "Jol Barman", "Jol Barman"},

		{"no width within", "Maria Fernwald", "M\u200baria Fern\u2060wald; Mar\u00adia\u200bFernwald", b + "; " + b},
		{"a soft hyphen for a hyphen", "Jean-Luc Fernwald", "Jean\u00adLuc Fernwald", b},
		{"handle in an address in a text", "Zoltan Quimbel",
			"see https://a.example/by/z_quimbel or zq@quimbel.example",
			"see https://a.example/by/" + b + " or zq@" + b + ".example"},
		{"parts run together", "Jean-Luc d'Arvy O'Brenn",
			"jeanluc_darvyobrenn; jl.obrenn@a.example; @jlobrenn; @jobrenn",
			b + "; " + b + "@a.example; @" + b + "; @" + b},
		{"surname first in a handle", "Zoltan Quimbel", "quimbelz@a.example quimbel.zoltan@a.example",
			b + "@a.example " + b + "@a.example"},
		{"a handle's letters in a text", "Stephen Top", "stop and top s", "stop and top s"},
		{"parts joined", "Kim Jong-su", "Kim Jongsu said; Jongsu left", b + " said; " + b + " left"},
		{"parts taken apart", "Kim Jongsu", "Kim Jong-su said", b + " said"},
		{"no structure left", "Jean-Luc d'Arvy O'Brenn",
			"Jean-Luc d'Arvy O'Brenn came. O'Brenn's and d'Arvy O'Brenn's",
			b + " came. " + b + "'s and " + b + "'s"},

		{"Han with blanks", "山田太郎", "山田 太郎、山田　太郎、山田・太郎", b + "、" + b + "、" + b},
		{"Han with a title", "山田太郎", "山田太郎は来た。山田氏は語った。山田町", b + "は来た。" + b + "氏は語った。山田町"},
		{"Han with a title alone", "山田太郎", "山田氏は語った", "山田氏は語った"},
		{"Han, surname known by the blank", "林 太郎", "林太郎と小林氏、林氏", b + "と小林氏、" + b + "氏"},
		{"Hangul", "김종수", "김종수 씨와 김 씨, 이김씨", b + " 씨와 " + b + " 씨, 이김씨"},

		{"Greek", "Γιώργος Παπανδρόπουλος", "του Γιώργου Παπανδρόπουλου; ΓΙΩΡΓΟ ΠΑΠΑΝΔΡΟΠΟΥΛΟ; ο Παπανδρόπουλος",
			"του " + b + "; " + b + "; ο " + b},
		{"Greek, a woman", "Μαρία Βελάδη", "της Μαρίας Βελάδη", "της " + b},
		{"Polish", "Łukasz Żółwiewski", "Łukasza Żółwiewskiego; Łukaszowi Żółwiewskiemu; Żółwiewskim",
			b + "; " + b + "; " + b},
		{"Polish, a vowel less", "Marek Dudelek", "Marka Dudelka; Markowi Dudelkowi", b + "; " + b},
		{"Polish, a woman", "Anna Welowska", "Anny Welowskiej; Annę Welowską", b + "; " + b},
		{"Czech", "Jan Velotný", "Jana Velotného; Janu Velotnému", b + "; " + b},
		{"Finnish", "Aino Veltanen", "Aino Veltasen; Aino Veltaselle", b + "; " + b},
		{"Hungarian", "Bela Kovalin", "Bela Kovalinnak; Bela Kovalinnal", b + "; " + b},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := New([]cutting.Redaction{{Name: c.person}})
			if got := r.Text(c.in); got != c.want {
				t.Errorf("%q\n gives %q\n want  %q", c.in, got, c.want)
			}
		})
	}
}

func TestWrittenInAddresses(t *testing.T) {
	cases := []struct {
		person, path, context string
		kept                  bool
	}{
		{"Jörg Haßloch", "2014/urteil-gegen-joerg-hassloch-gefallen.html", "", false},
		{"Änne Strauß", "anne-strauss", "", false},
		{"Änne Strauß", "strauss-sagt-nein", "Änne Strauß", false},
		{"Änne Strauß", "strauss-sagt-nein", "", true},
		{"Jean-Luc d'Arvy O'Brenn", "by/jeanluc_darvyobrenn", "", false},
		{"Jean-Luc d'Arvy O'Brenn", "by/jl.obrenn", "", false},
		{"Łukasz Żółwiewski", "o-lukaszu-zolwiewskim", "", false},
		{"Łukasz Żółwiewski", "o-lukaszu", "", true},
	}
	for _, c := range cases {
		t.Run(c.path, func(t *testing.T) {
			r := New([]cutting.Redaction{{Name: c.person}})
			if got := r.Address("https://a.example/"+c.path, c.context); (got != "") != c.kept {
				t.Errorf("%s gives %q", c.path, got)
			}
		})
	}
}

// A name with many letters of several spellings does not use much memory.
func TestSpellingsBounded(t *testing.T) {
	name := strings.Repeat("Äöüßø-Å'Æ ", 20)
	if n := len(writtenAs(name)); n > 32*maxSpellings {
		t.Errorf("%d spellings of one name", n)
	}
	all := spellings("Äöüßøåæäöüöäü")
	for _, want := range []string{"Aousso", "Aeoeuessoe"} {
		found := false
		for _, s := range all {
			found = found || strings.HasPrefix(s, want)
		}
		if !found {
			t.Errorf("no spelling begins with %s", want)
		}
	}
}

package words

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestIsMark(t *testing.T) {
	for s, want := range map[string]bool{
		"Read more": true, "READ MORE »": true, "[Read more...]": true, "(more…)": true, "More →": true, "[…]": true,
		"...": true, "…": true, "Continue reading “The Lamps of Velm” →": true,
		"Continue reading The Lamps of Velm": true, "Read more about The Lamps of Velm": true,
		"Weiterlesen": true, "› Mehr lesen": true, "Lire la suite…": true, "Leer más": true, "Leia mais": true,
		"Leggi tutto": true, "Lees verder": true, "Läs mer": true, "Lue lisää": true, "Czytaj więcej": true,
		"Читать далее": true, "Подробнее...": true, "ادامه مطلب": true, "ادامه مطلب ...": true,
		"اقرأ المزيد": true, "阅读全文": true, "続きを読む": true, "더 보기": true, "Devamını oku": true,
		"Baca Selengkapnya": true, "Tovább »": true, "Read more | 3 Comments": true,
		"The Lamps of Velm — devamını oku": true, "Lees meer": true, "ΔΙΑΒΑΣΤΕ ΠΕΡΙΣΣΟΤΕΡΑ": true,
		"The harbour was closed.": false, "Nobody knew why the lamps had failed. The council met. Read more": false,
		"More lamps for Velm": false, "Read more books, council says": false, "": false, "»": false,
		"3 Comments": false, "Continue reading at home was the advice of the council.": false, "Home": false,
		"1 2 3": false, "Mehr Licht für Velm": false,
	} {
		if got := IsMark(s); got != want {
			t.Errorf("IsMark(%q) = %v", s, got)
		}
	}
}

func TestTrimMark(t *testing.T) {
	for _, c := range []struct {
		s, text string
		broken  bool
	}{
		{"The lamps went out […]", "The lamps went out", true},
		{"The lamps went out [...] Read more »", "The lamps went out", true},
		{"The lamps went out… (more…)", "The lamps went out", true},
		{"The lamps went out. Read more", "The lamps went out.", true},
		{"The lamps of the old harbour in Velm went out one by one Read more",
			"The lamps of the old harbour in Velm went out one by one", true},
		{"Die Lampen gingen aus ... weiterlesen", "Die Lampen gingen aus", true},
		{"Лампы погасли... Читать далее →", "Лампы погасли", true},
		{"چراغ‌ها خاموش شد... ادامه مطلب", "چراغ‌ها خاموش شد", true},
		{"灯都灭了……阅读全文", "灯都灭了", true},
		{"The lamps went out. ", "The lamps went out.", false},
		{"They wanted more", "They wanted more", false},
		{"The lamps went out ...", "The lamps went out", true},
		{"The lamps went out . . .", "The lamps went out", true},
		{"He asked for details", "He asked for details", false},
		{"", "", false},
		{"Read more", "", true},
	} {
		text, n, broken := TrimMark(c.s)
		if text != c.text || broken != c.broken {
			t.Errorf("TrimMark(%q) = %q, %v; want %q, %v", c.s, text, broken, c.text, c.broken)
		}
		if end := len(strings.TrimRight(c.s, " ")); len(text)+n != end {
			t.Errorf("TrimMark(%q): %d bytes of text and %d of mark, want %d in all", c.s, len(text), n, end)
		}
	}
}

func TestByline(t *testing.T) {
	for s, want := range map[string][]string{
		"By Ann Lee": {"Ann Lee"}, "by ANN LEE and Bo Ek": {"ANN LEE", "Bo Ek"},
		"By Ann Lee, Bo Ek, and Cy Dunn": {"Ann Lee", "Bo Ek", "Cy Dunn"}, "By Ann Lee, Staff Writer": {"Ann Lee"},
		"Posted by ann on April 9, 2011": {"ann"}, "April 9, 2011 by Ann Lee": {"Ann Lee"},
		"Posted on April 9, 2011 at 2:30 pm by Ann Lee": {"Ann Lee"}, "World | By Ann Lee": {"Ann Lee"},
		"Von Jana Brik und Tom Aster": {"Jana Brik", "Tom Aster"},
		"Par Luc Orme et Zoé Vaud":    {"Luc Orme", "Zoé Vaud"}, "Автор: Ирина Белова": {"Ирина Белова"},
		"نویسنده: سارا نوری": {"سارا نوری"}, "بقلم: هدى سالم": {"هدى سالم"}, "作者：林安": {"林安"},
		"Por Ana Ruiz | 9 de abril": {"Ana Ruiz"}, "Author: J. R. Mott": {"J. R. Mott"},
		"By Staff": {"Staff"}, "by Ann Lee (Velm)": {"Ann Lee"},
		"By the time the lamps went out, nobody was left": nil, "Von hier an wird es dunkel": nil, "The lamps": nil,
		"": nil, "Di sera": nil,
	} {
		got, ok := Byline(s)
		if !slices.Equal(got, want) || ok != (want != nil) {
			t.Errorf("Byline(%q) = %q, %v; want %q", s, got, ok, want)
		}
	}
	s := "April 9, 2011 by Ann Lee | World"
	if _, a, b, _ := FindByline(s); s[a:b] != "Ann Lee" {
		t.Errorf("FindByline(%q) covers %q", s, s[a:b])
	}
}

// TestAuthors: what a person types into a field for authors is names without a cue.
func TestAuthors(t *testing.T) {
	for s, want := range map[string][]string{
		"By Jane Roe and John Doe": {"Jane Roe", "John Doe"}, "Jane Roe and John Doe": {"Jane Roe", "John Doe"},
		"by jane roe": {"jane roe"}, "BY: Jane Roe": {"Jane Roe"}, "By by Jane Roe": {"Jane Roe"},
		"By Ann and Bob": {"Ann", "Bob"}, "Jane Roe, John Doe": {"Jane Roe", "John Doe"},
		"Jane Roe; John Doe":               {"Jane Roe", "John Doe"},
		"By Fish and Food Office; Ann Lee": {"Fish and Food Office", "Ann Lee"},
		"Von Jana Brik und Tom Aster":      {"Jana Brik", "Tom Aster"}, "Автор: Ирина Белова": {"Ирина Белова"},
		"نویسنده: سارا نوری": {"سارا نوری"}, "作者：林安": {"林安"},
		"Byron Lee": {"Byron Lee"}, "Lars von Holt": {"Lars von Holt"},
		"Posted by Ann Lee on April 9, 2011": {"Ann Lee"}, "By": {"By"}, " ;, ": {}, "": {},
	} {
		if got := Authors(s); !slices.Equal(got, want) {
			t.Errorf("Authors(%q) = %q; want %q", s, got, want)
		}
	}
}

func TestLineKinds(t *testing.T) {
	for _, c := range []struct {
		name  string
		f     func(string) bool
		yes   []string
		never []string
	}{
		{"comment count", IsCommentCount,
			[]string{"3 Comments", "No Comments »", "Leave a reply", "12 Kommentare", "Комментариев нет",
				"3 комментария", "۳ نظر", "0 Comments", "Leave a comment on The Lamps", "(3) Comments"},
			[]string{"Comments on the budget were rare", "3 lamps", "(3)", "", "No comment from the council"}},
		{"share", IsShare,
			[]string{"Share", "Share on Facebook", "Facebook Twitter Email", "Tweet", "Drucken", "Поделиться",
				"Share 12"},
			[]string{"Facebook fined in Velm", "Share of lamps falls", ""}},
		{"filing", IsFiling,
			[]string{"Filed under: World", "Tags: lamps, harbour", "Posted in World", "Kategorien: Welt",
				"Рубрика: Мир", "برچسب: چراغ"},
			[]string{"The lamps", "Tags fell off the lamps.", ""}},
	} {
		for _, s := range c.yes {
			if !c.f(s) {
				t.Errorf("%s: %q not recognised", c.name, s)
			}
		}
		for _, s := range c.never {
			if c.f(s) {
				t.Errorf("%s: %q taken for one", c.name, s)
			}
		}
	}
}

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"  Read\u00a0 MORE ": "read more", "Août": "aout", "İstanbul": "istanbul", "ΑΠΡΙΛΊΟΥ": "απριλιου",
		"أحمد\u200f": "احمد", "đăng": "dang", "it’s": "it's", "ＡＢ": "ab", "": "", "  ": "", "read  more ": "read more",
		"READ\tMore\u00a0»": "read more »", "e\u0301t\u00e9": "ete", "a\xffb": "a\uFFFDb", "Soft\u00adly": "softly",
		" a": "a",
	} {
		if got := Fold(s); got != want {
			t.Errorf("Fold(%q) = %q, want %q", s, got, want)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, s := range []string{"The lamps went out […] Read more »", "By Ann Lee", "ادامه مطلب", "\xff… more",
		"Posted on 9 by"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text, n, _ := TrimMark(s)
		if !strings.HasPrefix(s, text) || n < 0 || len(text)+n > len(s) {
			t.Fatalf("TrimMark(%q) = %q, %d", s, text, n)
		}
		if utf8.ValidString(s) && !utf8.ValidString(text) {
			t.Fatalf("TrimMark(%q) cuts a character", s)
		}
		if names, a, b, ok := FindByline(s); ok && (a < 0 || b > len(s) || a >= b || len(names) == 0) {
			t.Fatalf("FindByline(%q) = %q, %d, %d", s, names, a, b)
		}
		IsMark(s)
		IsCommentCount(s)
		IsShare(s)
		IsFiling(s)
	})
}

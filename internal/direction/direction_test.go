package direction

import "testing"

func TestOf(t *testing.T) {
	for _, c := range []struct {
		name, text string
		rtl, known bool
	}{
		{"English", "The lamps of Velm", false, true},
		{"Arabic", "قرر مجلس مدينة", true, true},
		{"Hebrew behind a figure", "2019: מועצת העיר", true, true},
		{"Persian behind a foreign name", "BBC: شورای شهر ولم", true, true},
		{"English with an Arabic name", "The council heard from مجلس on Monday", false, true},
		{"Thaana", "މާލެ ސިޓީ", true, true},
		{"figures alone", "12:05 — 2019", false, false},
		{"nothing", "", false, false},
		{"cut within a character", "\xd8", false, false},
	} {
		if rtl, known := Of(c.text); rtl != c.rtl || known != c.known {
			t.Errorf("%s: %v, %v; want %v, %v", c.name, rtl, known, c.rtl, c.known)
		}
		if rtl, known := Of([]byte(c.text)); rtl != c.rtl || known != c.known {
			t.Errorf("%s, as bytes: %v, %v", c.name, rtl, known)
		}
	}
}

func TestOfLanguage(t *testing.T) {
	for lang, want := range map[string]bool{"ar": true, "fa": true, "he": true, "ckb": true, "dv": true, "ur-PK": true,
		"en": false, "ru": false, "": false, "x": false, "az": false} {
		if got := OfLanguage(lang); got != want {
			t.Errorf("%q: %v", lang, got)
		}
	}
}

package plain

import (
	"strings"
	"testing"

	"cuttings/cutting"
)

func TestShowDate(t *testing.T) {
	for in, want := range map[string]struct{ long, short, iso string }{
		"":                          {"", "", ""},
		"2011":                      {"2011", "2011", "2011"},
		"2011-04":                   {"April 2011", "Apr 2011", "2011-04"},
		"2011-04-09":                {"9 April 2011", "9 Apr 2011", "2011-04-09"},
		"2011-04-09T14:30:00":       {"9 April 2011, 14:30", "9 Apr 2011", "2011-04-09T14:30:00"},
		"2011-04-09T14:30:00+02:00": {"9 April 2011, 14:30 (UTC+02:00)", "9 Apr 2011", "2011-04-09T14:30:00+02:00"},
		"2011-04-09T14:30:00Z":      {"9 April 2011, 14:30 UTC", "9 Apr 2011", "2011-04-09T14:30:00Z"},
		"2011-13-40":                {"2011-13-40", "2011-13-40", ""},
		"last week":                 {"last week", "last week", ""},
	} {
		d := cutting.Date{Value: in}
		if got := strings.Replace(Date(d), "(UTCZ)", "UTC", 1); got != want.long {
			t.Errorf("Date(%q) = %q, want %q", in, got, want.long)
		}
		if got := ShortDate(d); got != want.short {
			t.Errorf("ShortDate(%q) = %q, want %q", in, got, want.short)
		}
		if got := ISODate(d); got != want.iso {
			t.Errorf("ISODate(%q) = %q, want %q", in, got, want.iso)
		}
	}
}

func TestDirection(t *testing.T) {
	for name, c := range map[string]struct{ lang, text, want string }{
		"english":                       {"en", "The levy", "ltr"},
		"persian":                       {"fa", "عوارض بندر", "rtl"},
		"hebrew":                        {"he", "נמל", "rtl"},
		"persian with an english name":  {"fa", "انجمن صاحبان قایق (Boat League) گفت", "rtl"},
		"english that quotes persian":   {"en", "The paper, called صدای بندر, said so", "ltr"},
		"wrongly declared":              {"en", "شورای شهر عوارض بندر را تصویب کرد", "rtl"},
		"nothing but figures, persian":  {"fa", "۱۲ ۳۴", "rtl"},
		"nothing at all":                {"", "", "ltr"},
		"begins with a latin shortname": {"fa", "NBA قهرمان این فصل لیگ را شناخت", "rtl"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := Direction(c.lang, c.text); got != c.want {
				t.Errorf("%s", got)
			}
		})
	}
}

func TestCountsAndSizes(t *testing.T) {
	for in, want := range map[int64]string{0: "0", 999: "999", 1234: "1234", 12345: "12 345", 1234567: "1 234 567",
		-12345: "-12 345"} {
		if got := Digits(in); got != want {
			t.Errorf("Digits(%d) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[int64]string{0: "0 bytes", 999: "999 bytes", 1000: "1.0 kB", 43_700: "43.7 kB",
		2_500_000: "2.5 MB"} {
		if got := Size(in); got != want {
			t.Errorf("Size(%d) = %q, want %q", in, got, want)
		}
	}
}

func TestSizeIn(t *testing.T) {
	for _, c := range []struct {
		lang string
		n    int64
		want string
	}{{"en", 4321, "4.3 kB"}, {"de", 4321, "4,3 kB"}, {"de", 7_000_000, "7,0 MB"}, {"de", 12, "12 B"},
		{"fa", 4321, "۴٫۳ kB"}, {"", 4321, "4.3 kB"}} {
		if got := SizeIn(c.lang, c.n); got != c.want {
			t.Errorf("%s, %d: %q, want %q", c.lang, c.n, got, c.want)
		}
	}
}

// FuzzOutLink: an accepted address is http or https, and stays so when parsed again.
func FuzzOutLink(f *testing.F) {
	for _, s := range []string{"https://example.org/a?b#c", "javascript:alert(1)", "//x", "http:javascript",
		"HTTPS://EXAMPLE.org", "http://a b/"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		got := OutLink(raw)
		if got == "" {
			return
		}
		if !strings.HasPrefix(got, "http://") && !strings.HasPrefix(got, "https://") {
			t.Fatalf("OutLink(%q) = %q", raw, got)
		}
		if again := OutLink(got); again != got {
			t.Fatalf("OutLink(%q) = %q, and of that %q", raw, got, again)
		}
	})
}

func TestSentence(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "there is no cutting \"zzzz\"": "There is no cutting “zzzz”.", "Whole already.": "Whole already.",
		"is it?": "Is it?", `a lone " stays`: `A lone " stays.`, "élan": "Élan.",
		"sample/mhtml/a.mhtml: not a page": "sample/mhtml/a.mhtml: not a page.", "not. a page": "Not. a page.",
	} {
		if got := Sentence(in); got != want {
			t.Errorf("Sentence(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestTimes(t *testing.T) {
	for n, want := range map[int]string{1: "once", 2: "twice", 3: "3 times"} {
		if got := Times(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}

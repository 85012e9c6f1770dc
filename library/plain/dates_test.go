package plain

import (
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
)

func TestDatesInLanguages(t *testing.T) {
	for lang, want := range map[string][4]string{
		"en":    {"2 January 2006", "January 2006", "2 January 2006, 15:04 UTC", "1 May 2011"},
		"de-AT": {"2. Januar 2006", "Januar 2006", "2. Januar 2006, 15:04 UTC", "1. Mai 2011"},
		"fr":    {"2 janvier 2006", "janvier 2006", "2 janvier 2006, 15:04 UTC", "1er mai 2011"},
		"es":    {"2 de enero de 2006", "enero de 2006", "2 de enero de 2006, 15:04 UTC", "1 de mayo de 2011"},
		"ru":    {"2 января 2006", "январь 2006", "2 января 2006, 15:04 UTC", "1 мая 2011"},
		"ar":    {"٢ يناير ٢٠٠٦", "يناير ٢٠٠٦", "٢ يناير ٢٠٠٦، ١٥:٠٤ UTC", "١ مايو ٢٠١١"},
		"fa":    {"۲ ژانویه ۲۰۰۶", "ژانویه ۲۰۰۶", "۲ ژانویه ۲۰۰۶، ۱۵:۰۴ UTC", "۱ مه ۲۰۱۱"},
		"he":    {"2 בינואר 2006", "ינואר 2006", "2 בינואר 2006, 15:04 UTC", "1 במאי 2011"},
		"ja":    {"2006年1月2日", "2006年1月", "2006年1月2日 15:04 UTC", "2011年5月1日"},
		"eu":    {"2006-01-02", "2006-01", "2006-01-02T15:04:00Z", "2011-05-01"},
	} {
		for i, value := range []string{"2006-01-02", "2006-01", "2006-01-02T15:04:00Z", "2011-05-01"} {
			if got := DateIn(lang, cutting.Date{Value: value}); got != want[i] {
				t.Errorf("%s in %s is %q, want %q", value, lang, got, want[i])
			}
		}
		if got := DateIn(lang, cutting.Date{Value: "2006"}); got != NumberIn(lang, "2006") {
			t.Errorf("a year in %s is %q", lang, got)
		}
	}
}

// TestSavedInLanguages claims no more than is known in any language: each row of the table has
// all words and twelve months.
func TestSavedInLanguages(t *testing.T) {
	at := time.Date(2012, 10, 4, 9, 30, 0, 0, time.UTC)
	seen := map[string]string{}
	for _, w := range datesIn {
		day := DateIn(w.tag, cutting.Date{Value: "2012-10-04"})
		file, carrier := SavedIn(w.tag, at, cutting.TimeOfFile), SavedIn(w.tag, at, cutting.TimeByCarrier)
		if !strings.Contains(file, day) || strings.Contains(file, NumberIn(w.tag, "9:30")) ||
			!strings.Contains(carrier, day) || !strings.Contains(carrier, NumberIn(w.tag, "09:30")+" UTC") {
			t.Errorf("%s: %q, %q", w.tag, file, carrier)
		}
		for _, s := range []string{file, carrier, SavedIn(w.tag, at, cutting.TimeUnknown)} {
			if other := seen[s]; s == "" || other != "" || strings.ContainsAny(s, "%{}") {
				t.Errorf("%s says %q, as %q", w.tag, s, other)
			}
			seen[s] = w.tag
		}
		if n := len(w.months); n != 12 && w.tag != "zh" && w.tag != "ja" {
			t.Errorf("%s has %d months", w.tag, n)
		}
		if n := len(w.alone); n != 0 && n != 12 {
			t.Errorf("%s has %d months alone", w.tag, n)
		}
	}
	if got := SavedIn("eu", at, cutting.TimeOfFile); got != Saved(at, cutting.TimeOfFile) {
		t.Errorf("in a language without words: %q", got)
	}
}

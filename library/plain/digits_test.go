package plain_test

import (
	"testing"

	"cuttings/cutting"
	"cuttings/library/plain"
)

// Dates are in the digits that are usual in their language.
func TestDigitsOfLanguages(t *testing.T) {
	for _, tt := range []struct{ lang, date, want string }{
		{"fa", "2012-10-03", "۳ اکتبر ۲۰۱۲"},
		{"fa", "2012", "۲۰۱۲"},
		{"ar", "2011-04", "أبريل ٢٠١١"},
		{"ar-MA", "2011-04", "أبريل 2011"}, // Morocco has the Latin ones
		{"bn", "2012-10-03", "২০১২-১০-০৩"},
		{"mr", "2012", "२०१२"},
		{"he", "2012-10-03", "3 באוקטובר 2012"},
		{"de", "2012-10-03", "3. Oktober 2012"},
		{"", "2012", "2012"},
		{"!!", "2012", "2012"},
	} {
		if got := plain.DateIn(tt.lang, cutting.Date{Value: tt.date}); got != tt.want {
			t.Errorf("%s in %q: %q, want %q", tt.date, tt.lang, got, tt.want)
		}
	}
}

package token_test

import (
	"testing"

	"cuttings/reading/token"
)

func TestQuotationMarks(t *testing.T) {
	for w, want := range map[string]struct{ is, opens, closes bool }{
		`"`: {is: true}, "“": {is: true, opens: true}, "«": {is: true, opens: true}, "„": {is: true, opens: true},
		"”": {is: true, closes: true}, "»": {is: true, closes: true}, `""`: {is: true}, "“a": {}, "'": {}, "": {},
	} {
		if token.IsQuote(w) != want.is || token.OpensQuotation(w) != want.opens ||
			token.ClosesQuotation(w) != want.closes {
			t.Errorf("%q: %v, %v, %v, want %+v", w, token.IsQuote(w), token.OpensQuotation(w),
				token.ClosesQuotation(w), want)
		}
	}
}

package plain

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// digitsOf are the ten digits of languages by their tags, "" for those of the Latin script.
var digitsOf sync.Map

// NumberIn returns figures, as "1984" or "15:04", in the digits that are usual in a language by CLDR: ۱۹۸۴ in
// Persian, ১৯৮৪ in Bengali, 1984 in most.
func NumberIn(lang, figures string) string {
	own, ok := digitsOf.Load(lang)
	if !ok {
		own = usualDigits(lang)
		digitsOf.Store(lang, own)
	}
	digits := own.([]rune)
	if digits == nil {
		return figures
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return digits[r-'0']
		}
		return r
	}, figures)
}

// usualDigits returns the digits of a language, nil where they are the Latin ones or its tag is none.
func usualDigits(lang string) []rune {
	tag, err := language.Parse(lang)
	if err != nil {
		return nil
	}
	p := message.NewPrinter(tag)
	var out []rune
	for i := range 10 {
		out = append(out, []rune(p.Sprint(number.Decimal(i)))...)
	}
	if len(out) != 10 || out[0] == '0' {
		return nil
	}
	return out
}

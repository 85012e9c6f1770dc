package figures

import (
	"strconv"
	"strings"
)

var smallNumbers = index(`one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
	seventeen eighteen nineteen`)

var tens = index(`_ twenty thirty forty fifty sixty seventy eighty ninety`)

// groups are the words for numbers such as "dozen".
var groups = map[string]float64{"dozen": 12, "dozens": 12, "trio": 3, "pair": 2, "couple": 2, "half": 0.5, "score": 20}

var multiples = map[string]float64{"hundred": 100, "thousand": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6,
	"billion": 1e9, "bn": 1e9,
	"trillion": 1e12}

func index(list string) map[string]float64 {
	m := map[string]float64{}
	for i, w := range strings.Fields(list) {
		if w != "_" {
			m[w] = float64(i + 1)
		}
	}
	return m
}

// readNumber reads a number in figures or words from token i and returns the token after it: "1,200", "51.2",
// "forty-two", "three million", "a dozen".
func (r *reader) readNumber(i int) (n float64, end int, ok bool) {
	w := r.word(i)
	end = i + 1
	switch {
	case w == "":
		return 0, i, false
	case w[0] >= '0' && w[0] <= '9':
		v, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
		if err != nil {
			return 0, i, false
		}
		n = v
	case (w == "a" || w == "an") && groups[r.word(i+1)] > 0 && r.word(i+1) != "half" && r.word(i+1) != "score" &&
		!strings.HasSuffix(r.word(i+1), "s"):
		n, end = groups[r.word(i+1)], i+2
		return n, end, true
	case (w == "a" || w == "one") && multiples[r.word(i+1)] >= 100 && len(r.word(i+1)) > 3:
		n = 1
	case tens[w] > 0:
		n = 10 * tens[w]
		if r.word(i+1) == "-" && smallNumbers[r.word(i+2)] > 0 && smallNumbers[r.word(i+2)] < 10 {
			n, end = n+smallNumbers[r.word(i+2)], i+3
		}
	case smallNumbers[w] > 0:
		n = smallNumbers[w]
	default:
		return 0, i, false
	}
	for multiples[r.word(end)] > 0 {
		if m := r.word(end); len(m) <= 2 && !r.followsWithoutSpace(end) && m != "bn" && m != "mn" {
			break
		}
		n *= multiples[r.word(end)]
		end++
		if r.word(end) == "and" && (smallNumbers[r.word(end+1)] > 0 || tens[r.word(end+1)] > 0) {
			break
		}
	}
	return n, end, true
}

// followsWithoutSpace reports whether token i follows the one before without a space.
func (r *reader) followsWithoutSpace(i int) bool {
	return i > 0 && r.t.Tokens[i-1].End == r.t.Tokens[i].Start
}

func digits(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// bounds are words before a number, the longest first.
var bounds = []struct {
	words []string
	bound Bound
}{
	{strings.Fields("no fewer than"), AtLeast}, {strings.Fields("no less than"), AtLeast},
	{strings.Fields("no more than"), AtMost},
	{strings.Fields("not more than"), AtMost}, {strings.Fields("more than"), AtLeast},
	{strings.Fields("fewer than"), AtMost},
	{strings.Fields("less than"), AtMost}, {strings.Fields("at least"), AtLeast}, {strings.Fields("at most"), AtMost},
	{strings.Fields("up to"), AtMost}, {strings.Fields("as many as"), AtMost}, {strings.Fields("over"), AtLeast},
	{strings.Fields("above"), AtLeast}, {strings.Fields("under"), AtMost}, {strings.Fields("below"), AtMost},
	{strings.Fields("about"), About}, {strings.Fields("around"), About}, {strings.Fields("some"), About},
	{strings.Fields("nearly"), About}, {strings.Fields("almost"), About}, {strings.Fields("roughly"), About},
	{strings.Fields("approximately"), About}, {strings.Fields("perhaps"), About}, {strings.Fields("only"), Exact},
	{strings.Fields("just"), Exact}, {strings.Fields("exactly"), Exact},
}

// readBound reads a bound at token i and returns the token after it.
func (r *reader) readBound(i int) (Bound, int) {
	for _, b := range bounds {
		n := 0
		for n < len(b.words) && r.word(i+n) == b.words[n] {
			n++
		}
		if n == len(b.words) {
			return b.bound, i + n
		}
	}
	return Exact, i
}

var currencies = map[string]string{"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "dollars": "USD", "dollar": "USD",
	"euros": "EUR", "euro": "EUR", "pounds": "GBP", "yen": "JPY", "rubles": "RUB", "roubles": "RUB", "rupees": "INR",
	"rials": "IRR", "francs": "CHF"}

var sizes = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`km kilometre kilometres kilometer kilometers metre metres meter meters mile miles feet foot inch
		inches centimetre centimetres centimeter centimeters cm mm kg kilogram kilograms kilo kilos tonne tonnes ton tons gram grams
		litre litres liter liters barrel barrels hectare hectares acre acres degrees megawatts mw volts knots`) {
		m[w] = true
	}
	return m
}()

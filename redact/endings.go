package redact

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/internal/wordset"
)

// latinEndings are the endings added to names in languages of the Latin script, without accents.
var latinEndings = wordset.Of("s es a u e em om in n en an ssa lla lle sta owi ovi ego emu im ym iem ami lta ksi")

// longEndings are Hungarian endings, accepted only after names of four letters and more; after shorter ones
// they would match other names.
var longEndings = wordset.Of("nak nek val vel nal nel tol hoz hez ban ben rol bol")

// replacement is an ending that replaces the end of a name.
type replacement struct {
	end  string
	with map[string]bool
}

// replaced is the table of endings that replace the end of a name. The first row whose end a name has applies.
var replaced = []replacement{
	{"nen", wordset.Of("sen sta sella selle sessa sesta seen sena seksi siin")}, // Virtanen, Virtasen
	{"ek", wordset.Of("ka kowi kovi kiem kem ku")},                              // Dudek, Dudka
	{"ec", wordset.Of("ca cowi covi cem cu")},                                   // Kupiec
	{"el", wordset.Of("la lowi lovi lem lu")},                                   // Paweł, Pawła
	{"a", wordset.Of("y o ou ie i e u iej ej im")},                              // Nowakowska
	{"y", wordset.Of("ego eho emu em ym")},                                      // Novotný
	{"i", wordset.Of("iego iemu im")},                                           // Kowalski
	{"as", wordset.Of("o ui")},                                                  // Lithuanian
	{"is", wordset.Of("io iui")},
	{"οσ", wordset.Of("ου ο ε οι ων ουσ ω")}, // Greek; the last sigma is folded as well
	{"ησ", wordset.Of("η ησ ηδεσ ου")},
	{"ασ", wordset.Of("α αδεσ ου")},
	{"ισ", wordset.Of("ι η")},
	{"ευσ", wordset.Of("εα εωσ")},
	{"α", wordset.Of("ασ εσ ων")},
	{"η", wordset.Of("ησ εσ")},
	{"ω", wordset.Of("ωσ")},
	{"ου", wordset.Of("οσ")},
}

// inflected reports whether a word is the name want with an ending added or replaced. Both are folded.
func inflected(w, want string) bool {
	n := utf8.RuneCountInString(want)
	if n < 3 || len(w) < 2 || w[:1] != want[:1] {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(want); !unicode.Is(unicode.Cyrillic, r) {
		if rest, ok := strings.CutPrefix(w, want); ok && (latinEndings[rest] || n > 3 && longEndings[rest]) {
			return true
		}
		i := slices.IndexFunc(replaced, func(x replacement) bool { return strings.HasSuffix(want, x.end) })
		if i < 0 {
			return false
		}
		rest, ok := strings.CutPrefix(w, strings.TrimSuffix(want, replaced[i].end))
		return ok && replaced[i].with[rest]
	}
	last, size := utf8.DecodeLastRuneInString(want)
	stem := want
	if strings.ContainsRune("аяоеийыуюь", last) {
		stem = want[:len(want)-size]
	}
	rest, ok := strings.CutPrefix(w, stem)
	return ok && utf8.RuneCountInString(rest) <= 3
}

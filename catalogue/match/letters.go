package match

import (
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"golang.org/x/text/unicode/rangetable"

	"cuttings/catalogue/internal/words"
)

// Plain returns a word as searches compare it: folded, without accents, in no language's word forms.
func Plain(word string) string { return words.Key(words.Plain, words.Fold(word)) }

// Letters returns what Plain makes of letters and digits that small letters and Unicode's compatibility
// decomposition leave as they are, such as "ł", "ø" and "ß". It is computed from Plain, so that a search outside
// the archive that uses it compares words as the archive's does. It must not be modified.
var Letters = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for _, in := range []*unicode.RangeTable{unicode.L, unicode.Nd} {
		rangetable.Visit(in, func(r rune) {
			s := string(r)
			if r < 0x80 || unicode.ToLower(r) != r || !norm.NFKD.IsNormalString(s) {
				return
			}
			if plain := Plain(s); plain != s {
				out[s] = plain
			}
		})
	}
	return out
})

package charset

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/page/internal/chars"
	"cuttings/page/lang"
)

// latinGuess is the charset chosen for Latin letters, and the score of the declared one.
type latinGuess struct {
	name       string
	score, own score
}

// latinCharset chooses, together with the language, among the charsets of Latin letters, which
// differ by a few letters each: the pair under which hardly a letter is outside the language's
// alphabet and whose common words occur. Among equals it prefers the declared charset, then
// windows-1252.
func latinCharset(sample []byte, h hints) latinGuess {
	own := h.declared
	if c := candidateOf(own); c == nil || !c.latin {
		own = "windows-1252"
	}
	g := latinGuess{}
	for _, c := range candidates {
		if !c.latin {
			continue
		}
		s := c.latinScore(sample, h.lang)
		if c.name == own {
			g.own = s
			s.value += 0.001 // keeps its place unless beaten
		}
		if g.name == "" || s.value > g.score.value+0.0005 {
			g.name, g.score = c.name, s
		}
	}
	return g
}

// latinScore scores a sample under a charset of Latin letters: the mean value of the non-ASCII
// letters, and of signs that touch letters, in the best language.
func (c *candidate) latinScore(sample []byte, declaredLang string) score {
	var count [128]int // of letters
	sum, n := 0.0, 0   // of all other characters
	touches := func(i int) bool {
		if i < 0 || i >= len(sample) {
			return false
		}
		b := sample[i]
		return chars.IsLetter(b) || b >= utf8.RuneSelf && c.kinds[b-128] == letterByte
	}
	run, lower := 0, false
	for i, b := range sample {
		if b < utf8.RuneSelf {
			run, lower = 0, 'a' <= b && b <= 'z'
			continue
		}
		k := b - 128
		switch c.kinds[k] {
		case letterByte:
			run++
			count[k]++
			switch {
			case c.upper[k] && lower: // a capital inside a word
				sum -= 2
			case run > 2 && !c.mark[k]: // accented letters rarely come in runs
				sum -= 1.5
			case run == 2 && !c.mark[k]:
				sum -= 0.4
			}
			lower = !c.upper[k]
			continue
		case notWritten:
			sum -= 3
			n++
		case plainSign, oddSign:
			switch {
			case touches(i-1) && touches(i+1):
				sum--
				n++
			case touches(i-1) || touches(i+1) || c.kinds[k] == oddSign:
				sum -= 0.5
				n++
			}
		}
		run, lower = 0, false
	}
	letters := 0
	for _, k := range count {
		letters += k
	}
	if n += letters; n == 0 {
		return score{}
	}
	return score{(sum + c.bestLanguage(count, c.text(sample), declaredLang)) / float64(n), n}
}

// bestLanguage returns the value of the counted letters in the best language: one whose alphabet
// has them, and whose common words the text has or which is declared.
func (c *candidate) bestLanguage(count [128]int, text, declared string) float64 {
	hits, words := lang.LittleWords(text)
	best := 0.0
	for i, l := range slices.Sorted(maps.Keys(latinLetters)) {
		worth := 0.0
		all := 0
		for k, n := range count {
			if n == 0 {
				continue
			}
			all += n
			r := c.runes[k]
			if strings.ContainsRune(latinLetters[l], r) || strings.ContainsRune(latinLetters[l], unicode.ToLower(r)) {
				worth += float64(n)
			} else {
				worth -= 0.5 * float64(n)
			}
		}
		seen := min(0.3, float64(hits[l])/float64(max(1, words)))
		if l == declared {
			seen += 0.1
		}
		if worth += (seen - 0.3) * float64(all); i == 0 || worth > best {
			best = worth
		}
	}
	return best
}

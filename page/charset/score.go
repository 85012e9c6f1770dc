package charset

import (
	"cuttings/page/internal/chars"
	"cuttings/page/lang"
)

// score scores a sample under a charset of a script other than Latin, word by word.
func (c *candidate) score(sample []byte) score {
	w := wordScore{c: c}
	for i := 0; i < len(sample); i++ {
		b := sample[i]
		switch {
		case chars.IsLetter(b):
			w.ascii++
			continue
		case b < 0x80:
			w.end()
			continue
		}
		switch k := b - 128; c.kinds[k] {
		case letterByte:
			w.letter(int(k), i+1 < len(sample) && sample[i+1] >= 0x80 && c.kinds[sample[i+1]-128] == letterByte)
		case notWritten:
			w.end()
			w.sum -= 3
			w.n++
		case oddSign:
			w.end()
			w.sum -= 0.5
			w.n++
		case joiningSign:
		default:
			w.end()
		}
	}
	w.end()
	if w.n < 1 {
		return score{}
	}
	s := score{w.sum / w.n, w.letters}
	if s.value > 0.3 && s.letters > littleEvidence {
		// The common words of its languages are better evidence.
		hits, words := lang.LittleWords(c.text(sample))
		most := 0
		for _, n := range hits {
			most = max(most, n)
		}
		s.value += min(0.3, float64(most)/float64(max(1, words)))
	}
	return s
}

// wordScore sums the values of words.
type wordScore struct {
	c       *candidate
	sum, n  float64
	letters int

	// The current word.
	ascii, high   int
	worth         float64
	upper, lower  int
	capitalInside bool
	lowerFirst    bool
}

// letter adds a letter or a mark to the word; inside reports whether another follows.
func (w *wordScore) letter(k int, inside bool) {
	c := w.c
	worth := c.worth[k]
	switch {
	case c.last[k] && inside:
		worth = -1
	case c.mark[k] && w.high == 0:
		worth = -1
	}
	w.worth += worth
	if w.high == 0 {
		w.lowerFirst = !c.upper[k]
	}
	if c.upper[k] {
		w.upper++
		w.capitalInside = w.capitalInside || w.lower > 0
	} else {
		w.lower++
	}
	w.high++
}

// end adds the value of the word that ends here.
func (w *wordScore) end() {
	high := float64(w.high)
	switch {
	case w.high == 0:
	case w.ascii > 0: // scripts mixed within a word
		w.sum -= high
		w.n += high
	case w.high == 1: // a sign under the right charset, as likely as a word
		w.sum += w.worth / 4
		w.n += 0.25
	default:
		if w.capitalInside {
			w.worth -= high
		} else if w.lower == 0 && w.upper > 1 {
			w.worth -= 0.35 * high // text is mostly lower case
		}
		w.sum += w.worth
		w.n += high
		w.letters += w.high
	}
	*w = wordScore{c: w.c, sum: w.sum, n: w.n, letters: w.letters}
}

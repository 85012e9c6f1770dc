package library

import (
	"context"
	"unicode"
	"unicode/utf8"
)

// DiffRun is a stretch of text in both versions, or in one of them.
type DiffRun struct {
	Text string
	Op   string // "same", "del" (only in the older), "ins" (only in the newer)
}

// Comparison is the shown sighting's text against another's.
type Comparison struct {
	Other    Seen
	Headline []DiffRun // nil when the headlines are alike
	Text     []DiffRun
	Same     bool
	// OrderUnknown says that nothing tells which of the two came first; Struck and
	// Underlined are the versions that each mark is about, "" with one text.
	OrderUnknown       bool
	Struck, Underlined string
}

// compare sets the shown sighting against another, the one captured first as the
// older; where that is not known, the one the catalogue lists first.
func compare(_ context.Context, shown, other Seen) (*Comparison, error) {
	older, newer := other, shown
	if shown.Captured.Before(other.Captured) {
		older, newer = newer, older
	}
	c := &Comparison{Other: other, Same: shown.Sighting.Version == other.Sighting.Version,
		OrderUnknown: !ordered(shown.Sighting, other.Sighting), Struck: older.Version, Underlined: newer.Version, Text: diffWords(older.Text, newer.Text)}
	if older.Headline != newer.Headline {
		c.Headline = diffWords(older.Headline, newer.Headline)
	}
	return c, nil
}

// maxDiffCells bounds the table a comparison may fill, about 8 MB.
const maxDiffCells = 4 << 20

// diffWords compares two texts word by word: the longest common subsequence of
// words and what is between them. The "same" and "del" runs together are a, the
// "same" and "ins" runs b. Texts too different and too long for that are shown as
// one taken out and one put in, between what they share at both ends.
func diffWords(a, b string) []DiffRun {
	x, y := words(a), words(b)
	lo := 0
	for lo < len(x) && lo < len(y) && x[lo] == y[lo] {
		lo++
	}
	hi := 0
	for hi < len(x)-lo && hi < len(y)-lo && x[len(x)-1-hi] == y[len(y)-1-hi] {
		hi++
	}
	var out []DiffRun
	add := func(op string, ws ...string) {
		for _, w := range ws {
			if n := len(out); n > 0 && out[n-1].Op == op {
				out[n-1].Text += w
			} else {
				out = append(out, DiffRun{w, op})
			}
		}
	}
	add("same", x[:lo]...)
	mx, my := x[lo:len(x)-hi], y[lo:len(y)-hi]
	if (len(mx)+1)*(len(my)+1) > maxDiffCells || len(mx) > 0xffff || len(my) > 0xffff {
		add("del", mx...)
		add("ins", my...)
	} else {
		middle(mx, my, add)
	}
	add("same", x[len(x)-hi:]...)
	return out
}

// middle compares by a table of common subsequence lengths, read from its end.
func middle(x, y []string, add func(op string, ws ...string)) {
	w := len(y) + 1
	table := make([]uint16, (len(x)+1)*w)
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			if x[i] == y[j] {
				table[i*w+j] = table[(i+1)*w+j+1] + 1
			} else {
				table[i*w+j] = max(table[(i+1)*w+j], table[i*w+j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(x) && j < len(y) {
		switch {
		case x[i] == y[j]:
			add("same", x[i])
			i++
			j++
		case table[(i+1)*w+j] >= table[i*w+j+1]:
			add("del", x[i])
			i++
		default:
			add("ins", y[j])
			j++
		}
	}
	add("del", x[i:]...)
	add("ins", y[j:]...)
}

// words cuts a text into words with the spaces after them, single marks of
// punctuation, and breaks between paragraphs; scripts written without spaces are cut into characters. The
// pieces joined are the text.
func words(s string) []string {
	var out []string
	for len(s) > 0 {
		n := wordEnd(s)
		for n < len(s) {
			r, size := utf8.DecodeRuneInString(s[n:])
			if !unicode.IsSpace(r) || r == '\n' && s[0] != '\n' {
				break
			}
			n += size
		}
		out = append(out, s[:n])
		s = s[n:]
	}
	return out
}

// wordEnd is where the first word, mark or character of s ends.
func wordEnd(s string) int {
	inWord := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\'' || r == '’' || r == '\u200c') &&
			!unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
	}
	r, n := utf8.DecodeRuneInString(s)
	if !inWord(r) {
		return n
	}
	for n < len(s) {
		r, size := utf8.DecodeRuneInString(s[n:])
		if !inWord(r) {
			break
		}
		n += size
	}
	return n
}

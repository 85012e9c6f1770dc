package library

import (
	"context"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/sergi/go-diff/diffmatchpatch"

	"cuttings/catalogue"
)

// DiffRun is a stretch of text in both versions, or in one of them.
type DiffRun struct {
	Text string `json:"text"`
	Op   string `json:"op"` // "same", "del" (only in the older), "ins" (only in the newer)
}

// Comparison is the text of the sighting shown compared with that of another.
type Comparison struct {
	Other    Seen
	Headline []DiffRun // nil when the headlines are equal
	Text     []DiffRun
	Same     bool
	// OrderUnknown reports that it is not known which of the two came first. Struck and Underlined name the
	// versions whose own words are struck out and underlined, "" when the texts are the same.
	OrderUnknown       bool
	Struck, Underlined string
	Rough              bool // the texts differ too much: their ends are not compared word by word
}

// compare compares the sighting shown with another. The one known to be earlier counts as the older; where
// neither is known to be, the one the catalogue lists first.
func compare(ctx context.Context, shown, other Seen) (*Comparison, error) {
	older, newer := other, shown
	first := catalogue.IsEarlier(&shown.Sighting, &other.Sighting)
	if first || !catalogue.IsEarlier(&other.Sighting, &shown.Sighting) && shown.Captured.Before(other.Captured) {
		older, newer = newer, older
	}
	c := &Comparison{Other: other, Same: shown.Sighting.Version == other.Sighting.Version,
		OrderUnknown: !catalogue.IsEarlier(&older.Sighting, &newer.Sighting),
		Struck:       older.Version, Underlined: newer.Version}
	var whole bool
	var err error
	if c.Text, whole, err = diffWords(ctx, older.Text, newer.Text); err != nil {
		return nil, err
	}
	c.Rough = !whole
	if older.Headline != newer.Headline {
		c.Headline, _, err = diffWords(ctx, older.Headline, newer.Headline)
	}
	return c, err
}

// diffTime is the time limit of one comparison; what remains of the two texts is then returned as deleted and
// inserted.
const diffTime = 2 * time.Second

// diffTurn lets one comparison run at a time: a long one uses a processor for diffTime.
var diffTurn = make(chan struct{}, 1)

// diffWords compares two texts word by word. The "same" and "del" runs joined are a, the "same" and "ins" runs
// b. whole is false when time ran out. When ctx ends first, its error is returned.
func diffWords(ctx context.Context, a, b string) (runs []DiffRun, whole bool, err error) {
	select {
	case diffTurn <- struct{}{}:
		defer func() { <-diffTurn }()
	case <-ctx.Done():
		return nil, false, ctx.Err()
	}
	if err := ctx.Err(); err != nil {
		return nil, false, err
	}
	x, y, word, ok := runesOf(words(a), words(b))
	if !ok { // more different words than there are characters to represent them
		return []DiffRun{{a, "del"}, {b, "ins"}}, false, nil
	}
	d := diffmatchpatch.New() // Myers' algorithm in linear space, with a deadline
	d.DiffTimeout = diffTime
	start := time.Now()
	ops := map[diffmatchpatch.Operation]string{diffmatchpatch.DiffDelete: "del", diffmatchpatch.DiffInsert: "ins",
		diffmatchpatch.DiffEqual: "same"}
	for _, part := range d.DiffMainRunes(x, y, false) {
		var text strings.Builder
		for _, r := range part.Text {
			text.WriteString(word[r])
		}
		if text.Len() > 0 {
			runs = append(runs, DiffRun{text.String(), ops[part.Type]})
		}
	}
	return runs, time.Since(start) < diffTime, nil
}

// runesOf encodes two lists of words with one character for each different word; word maps a character to its
// word. ok is false when there are more words than characters.
func runesOf(a, b []string) (x, y []rune, word map[rune]string, ok bool) {
	of := map[string]rune{}
	word = map[rune]string{}
	next := rune(1)
	write := func(ws []string) []rune {
		out := make([]rune, len(ws))
		for i, w := range ws {
			r, known := of[w]
			if !known {
				r = next
				if next++; next == 0xd800 { // surrogates are no characters
					next = 0xe000
				}
				of[w], word[r] = r, w
			}
			out[i] = r
		}
		return out
	}
	x, y = write(a), write(b)
	return x, y, word, next <= utf8.MaxRune
}

// words splits a text into words with the spaces after them, single punctuation marks, and breaks between
// paragraphs; scripts written without spaces are split into characters. The pieces joined are the text.
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

// wordEnd returns the offset in bytes at which the first word, punctuation mark or character of s ends.
func wordEnd(s string) int {
	inWord := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '\'' || r == '’' ||
			r == '\u200c') && !spaceless(r)
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

package cutting

import (
	"math"
	"strings"
	"unicode"
)

// Excerpt returns the beginning of a cutting's text as one line of at most n characters, as OneLine
// writes it, cut at a word and ended by "…" where the text goes on.
func Excerpt(text string, n int) string { return Shorten(oneLine(text, n+1), n) }

// OneLine returns a text as one line. Where a paragraph ends without punctuation, as headings and items
// of lists do, " / " is between it and the next, as in quotations: the two are no sentence.
func OneLine(text string) string { return oneLine(text, math.MaxInt) }

// paragraphJoint is between two paragraphs of which the first is no sentence.
const paragraphJoint = " / "

// endings are what a paragraph ends with that the next one may follow after a blank; closing marks
// behind them are passed over.
const endings = ".!?…:;,-–—。！？；：，、．؟؛،۔।॥།։።፧៖။·"

// oneLine is OneLine of the beginning of a text, which has at least most characters where the text
// has them.
func oneLine(text string, most int) string {
	var b strings.Builder
	written, breaks, blank := 0, 0, false
	last := ' '
	for _, r := range text {
		if unicode.IsSpace(r) {
			blank = true
			if r == '\n' {
				breaks++
			}
			continue
		}
		switch {
		case !blank || written == 0:
		case breaks > 1 && !strings.ContainsRune(endings, last):
			b.WriteString(paragraphJoint)
			written += len(paragraphJoint)
		default:
			b.WriteByte(' ')
			written++
		}
		if written >= most {
			break
		}
		b.WriteRune(r)
		written++
		blank, breaks = false, 0
		if !unicode.In(r, unicode.Pe, unicode.Pf, unicode.Cf) && r != '"' && r != '\'' && r != '“' && r != '‘' {
			last = r
		}
	}
	return b.String()
}

// Shorten returns s with at most n characters, cut at a word and ended by "…"; s itself
// when it is no longer. Where there are no words it cuts between characters.
func Shorten(s string, n int) string {
	r := []rune(s)
	if len(r) <= n || n < 1 {
		return s
	}
	cut := n - 1
	for i := cut; i > n/2; i-- {
		if unicode.IsSpace(r[i]) {
			cut = i
			break
		}
	}
	for cut > 0 && unicode.IsMark(r[cut]) { // a letter keeps its marks
		cut--
	}
	return strings.TrimRightFunc(string(r[:cut]), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != ')' && r != '”' && r != '»'
	}) + "…"
}

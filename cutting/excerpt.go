package cutting

import (
	"math"
	"strings"
	"unicode"
)

// Excerpt returns the beginning of a cutting's text as one line (see OneLine) of at most n
// characters, cut at a word and ended by "…" where the text goes on.
func Excerpt(text string, n int) string { return Shorten(oneLine(text, n+1, paragraphJoint), n) }

// PlainExcerpt is Excerpt with a space between all paragraphs: what is published as a source's words has no
// sign that the source has not, but "…" where the text goes on.
func PlainExcerpt(text string, n int) string { return Shorten(oneLine(text, n+1, " "), n) }

// OneLine returns a text as one line. After a paragraph without final punctuation, such as a
// heading or list item, it inserts " / ", as in quotations.
func OneLine(text string) string { return oneLine(text, math.MaxInt, paragraphJoint) }

// paragraphJoint separates two paragraphs when the first has no final punctuation.
const paragraphJoint = " / "

// endings are characters at the end of a paragraph after which a blank separates the next; closing
// marks after them are ignored.
const endings = ".!?…:;,-–—。！？；：，、．؟؛،۔।॥།։።፧៖။·"

// oneLine returns OneLine, with joint as the separator, of the beginning of a text: at least most characters
// where the text has them.
func oneLine(text string, most int, joint string) string {
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
			b.WriteString(joint)
			written += len(joint)
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

// Shorten returns s with at most n characters, cut at a word and ended by "…"; s itself when it is
// no longer. In a text without words it cuts between characters.
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
	for cut > 0 && unicode.IsMark(r[cut]) { // keep a letter and its marks together
		cut--
	}
	return strings.TrimRightFunc(string(r[:cut]), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && r != ')' && r != '”' && r != '»'
	}) + "…"
}

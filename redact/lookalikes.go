package redact

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// likeLatin are the letters of other scripts, and small capitals, that look like Latin ones, from Unicode's list of
// confusable characters (UTS #39).
var likeLatin = letterPairs("аaеeоoрpсcуyхxіiјjѕsһhԁdԛqԝwӏlАAВBЕEКKМMНHОOРPСCТTУYХXІIЈJЅSԌGԚQԜW" +
	"ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaιiκkνvοoρpυuϲcϳjօoսuհhոn" +
	"ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzɑaɡgıi")

// likeCyrillic are the Latin letters that look like Cyrillic ones.
var likeCyrillic = letterPairs("aаeеoоpрcсyуxхiіjјsѕAАBВEЕKКMМHНOОPРCСTТYУXХIІJЈSЅ")

// letterPairs returns a map of each first letter to the second.
func letterPairs(s string) map[rune]rune {
	letters, out := []rune(s), map[rune]rune{}
	for i := 0; i+1 < len(letters); i += 2 {
		out[letters[i]] = letters[i+1]
	}
	return out
}

// rewriting is a text as a reader sees it, with the offset in the original text of what each byte was made of, and
// the original's length.
type rewriting struct {
	s  string
	at []int
}

// rewritings returns s with its escapes read and letters of other styles and scripts replaced by those of the names'
// scripts that they look like, without those that change nothing.
func (r *Redactor) rewritings(s string) []rewriting {
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= utf8.RuneSelf || r == '%' || r == '&' }) {
		return nil
	}
	plain := unescape(s)
	var out []rewriting
	if plain.s != s {
		out = append(out, plain)
	}
	for _, script := range []struct {
		like map[rune]rune
		is   *unicode.RangeTable
		has  bool
	}{{likeLatin, unicode.Latin, r.latin}, {likeCyrillic, unicode.Cyrillic, r.cyrillic}} {
		if !script.has {
			continue
		}
		if like := plain.replaceLetters(script.like, script.is); like.s != plain.s {
			out = append(out, like)
		}
	}
	return out
}

// unescape returns s with escapes of addresses and markup read and letters of other styles (𝐀, Ⓐ, Ａ) as plain ones.
func unescape(s string) rewriting {
	var b strings.Builder
	at := make([]int, 0, len(s)+1)
	for i := 0; i < len(s); {
		to, n := decodeFirst(s[i:])
		b.WriteString(to)
		for range len(to) {
			at = append(at, i)
		}
		i += n
	}
	return rewriting{b.String(), append(at, len(s))}
}

// decodeFirst returns what the first character or escape of s is read as, and its length in bytes.
func decodeFirst(s string) (string, int) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == '%':
		b := make([]byte, 0, utf8.UTFMax)
		for k := 0; k+2 < len(s) && s[k] == '%' && len(b) < utf8.UTFMax; k += 3 {
			high, low := strings.IndexByte(hexDigits, s[k+1]|0x20), strings.IndexByte(hexDigits, s[k+2]|0x20)
			if high < 0 || low < 0 {
				break
			}
			b = append(b, byte(high<<4|low))
			if r, size := utf8.DecodeRune(b); size == len(b) && r != utf8.RuneError && unicode.IsPrint(r) {
				return string(b), k + 3
			}
		}
	case r == '&':
		const most = 12 // bytes of an entity
		if end := strings.IndexByte(s[:min(len(s), most)], ';'); end > 1 {
			if to := html.UnescapeString(s[:end+1]); utf8.RuneCountInString(to) == 1 {
				return to, end + 1
			}
		}
	case r >= 0x2b0 && !unicode.Is(unicode.Han, r) && !unicode.Is(unicode.Hangul, r):
		to := norm.NFKC.String(s[:n])
		cased := func(r rune) bool { return unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic) }
		if to != s[:n] && !strings.ContainsFunc(to, func(r rune) bool { return !cased(r) }) {
			return to, n
		}
	}
	return s[:n], n
}

const hexDigits = "0123456789abcdef"

// replaceLetters returns a text with the letters of words of a script, and of words that have no others, replaced by
// those of like.
func (w rewriting) replaceLetters(like map[rune]rune, script *unicode.RangeTable) rewriting {
	const least = 3 // letters of a word without one of the script
	var b strings.Builder
	at := make([]int, 0, len(w.at))
	copied := 0
	for i := 0; i < len(w.s); {
		start, letters, known, of := i, 0, true, false
		for i < len(w.s) {
			r, n := utf8.DecodeRuneInString(w.s[i:])
			if !unicode.IsLetter(r) && !unicode.IsMark(r) {
				break
			}
			letters++
			known = known && like[r] != 0
			of = of || unicode.Is(script, r) && like[r] == 0
			i += n
		}
		if of || known && letters >= least {
			b.WriteString(w.s[copied:start])
			at = append(at, w.at[copied:start]...)
			for k, r := range w.s[start:i] {
				to := string(r)
				if l := like[r]; l != 0 {
					to = string(l)
				}
				b.WriteString(to)
				for range len(to) {
					at = append(at, w.at[start+k])
				}
			}
			copied = i
		}
		if i == start {
			_, n := utf8.DecodeRuneInString(w.s[i:])
			i += n
		}
	}
	if copied == 0 {
		return w
	}
	b.WriteString(w.s[copied:])
	return rewriting{b.String(), slices.Concat(at, w.at[copied:])}
}

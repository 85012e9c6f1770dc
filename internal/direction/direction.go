// Package direction is the tree's one answer to which way a text runs. The reader of
// pages and all that show texts ask it, so that a block and what was cut from it
// never differ.
package direction

import (
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
)

// enough is how many bytes of a text decide.
const enough = 600

// Of reports whether text runs from right to left: whether most of its letters, by
// their class in the Unicode bidirectional algorithm, do. A text that begins with a
// foreign name runs the way of the rest. known is false, and rtl too, for a text
// without letters.
func Of[T string | []byte](text T) (rtl, known bool) {
	text = text[:min(len(text), enough)]
	right, left := 0, 0
	for i := 0; i < len(text); {
		if left > right+(len(text)-i)/2 {
			break // letters that run to the left take two bytes and more
		}
		c := text[i]
		if c < utf8.RuneSelf {
			if c |= 0x20; 'a' <= c && c <= 'z' {
				left++
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(string(text[i:min(len(text), i+utf8.UTFMax)]))
		i += n
		if isLeft, isRight := strong(r); isRight {
			right++
		} else if isLeft {
			left++
		}
	}
	return right > left, right+left > 0
}

// strong reports whether r has the class of a letter that runs to the right, or of
// one that runs to the left.
func strong(r rune) (left, right bool) {
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.L:
		return true, false
	case bidi.R, bidi.AL:
		return false, true
	}
	return false, false
}

// OfLanguage reports whether a language is written from right to left in its usual
// script; lang is a BCP 47 tag, and an unknown one is not.
func OfLanguage(lang string) bool {
	tag, err := language.Parse(lang)
	if err != nil || lang == "" {
		return false
	}
	script, confidence := tag.Script()
	if confidence == language.No {
		return false
	}
	switch script.String() {
	case "Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa":
		return true
	}
	return false
}

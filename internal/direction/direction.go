// Package direction detects the base direction of texts. It is the only place in the tree that
// does, so that a block and what was cut from it never differ.
package direction

import (
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
)

// sampleBytes is the number of bytes of a text that decide.
const sampleBytes = 600

// Of reports whether text runs from right to left: whether most of its letters do, by their class
// in the Unicode bidirectional algorithm. A text that begins with a foreign name has the direction
// of the rest. known is false, and rtl too, for a text without letters.
func Of[T string | []byte](text T) (rtl, known bool) {
	text = text[:min(len(text), sampleBytes)]
	right, left := 0, 0
	for i := 0; i < len(text); {
		if left > right+(len(text)-i)/2 {
			break // right-to-left letters take two bytes and more
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

// strong reports whether r has the class of a left-to-right or of a right-to-left letter.
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

// OfLanguage reports whether a language is written from right to left in its usual script; lang is
// a BCP 47 tag. It returns false for an unknown one.
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

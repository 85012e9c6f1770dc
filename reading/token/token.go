// Package token splits a text into tokens and sentences for the readers, once for each text.
//
// Boundaries are those of Unicode Standard Annex 29, with additions for news: a possessive "'s" is a token of
// its own, and a sentence does not end after an abbreviation or initial, or before a lower-case letter.
package token

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
	"github.com/clipperhouse/uax29/v2/words"

	"cuttings/cutting"
)

// Text is a text with its tokens and sentences. It is immutable and safe for
// concurrent use.
type Text struct {
	Text      string
	Tokens    []cutting.Span // words, numbers and punctuation marks in order; no token has white space
	Sentences []Sentence     // in order; every token is in exactly one
}

// Sentence is a half-open range of tokens.
type Sentence struct{ First, End int }

// Span returns the bytes from the sentence's first token to its last.
func (t *Text) Span(s Sentence) cutting.Span {
	if s.First >= s.End {
		return cutting.Span{}
	}
	return cutting.Span{Start: t.Tokens[s.First].Start, End: t.Tokens[s.End-1].End}
}

// Token returns the characters of token i.
func (t *Text) Token(i int) string { return t.Tokens[i].In(t.Text) }

// TokenAfter returns the first token that ends after an offset; len(t.Tokens) when none does.
func (t *Text) TokenAfter(offset int) int {
	return sort.Search(len(t.Tokens), func(i int) bool { return t.Tokens[i].End > offset })
}

// TokensIn returns the tokens that overlap a span, half-open.
func (t *Text) TokensIn(s cutting.Span) (from, to int) {
	from = t.TokenAfter(s.Start)
	for to = from; to < len(t.Tokens) && t.Tokens[to].Start < s.End; to++ {
	}
	return from, to
}

// New returns a text split into tokens and sentences. Invalid UTF-8 bytes become tokens like punctuation.
func New(text string) *Text {
	t := &Text{Text: text, Tokens: make([]cutting.Span, 0, len(text)/5)}
	ends := sentenceEnds(text)
	first, next := 0, 0
	close := func() {
		if n := len(t.Tokens); n > first {
			t.Sentences = append(t.Sentences, Sentence{first, n})
			first = n
		}
	}
	pos := 0
	for w := words.FromString(text); w.Next(); {
		v := w.Value()
		for next < len(ends) && ends[next] <= pos {
			close()
			next++
		}
		t.add(v, pos)
		pos += len(v)
	}
	close()
	return t
}

// add appends the tokens in v, a run without a word boundary.
func (t *Text) add(v string, pos int) {
	if strings.TrimSpace(v) == "" {
		return
	}
	if stem, ok := possessiveMark(v); ok {
		t.Tokens = append(t.Tokens, cutting.Span{Start: pos, End: pos + stem},
			cutting.Span{Start: pos + stem, End: pos + len(v)})
		return
	}
	t.Tokens = append(t.Tokens, cutting.Span{Start: pos, End: pos + len(v)})
}

// possessiveMark returns where the possessive mark of an English word begins.
func possessiveMark(v string) (int, bool) {
	for _, mark := range []string{"'s", "’s", "'S", "’S"} {
		if stem, ok := strings.CutSuffix(v, mark); ok && stem != "" {
			return len(stem), true
		}
	}
	return 0, false
}

// sentenceEnds returns the byte offsets at which sentences end, ascending.
func sentenceEnds(text string) []int {
	var ends []int
	pos := 0
	for s := sentences.FromString(text); s.Next(); {
		v := s.Value()
		pos += len(v)
		if pos < len(text) && !strings.HasSuffix(v, "\n") && isOneSentence(v, text[pos:]) {
			continue
		}
		ends = append(ends, pos)
	}
	return ends
}

// isOneSentence reports whether two sentences of UAX 29 are one: before ends in an abbreviation or initial, or after
// cannot begin a sentence.
func isOneSentence(before, after string) bool {
	before = strings.TrimRightFunc(before, unicode.IsSpace)
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, "\"'“”‘’«» "))
	if unicode.IsLower(r) {
		return true
	}
	word, dot := strings.CutSuffix(before, ".")
	if !dot {
		return false
	}
	if i := strings.LastIndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '.' }); i >= 0 {
		_, n := utf8.DecodeRuneInString(word[i:])
		word = word[i+n:]
	}
	if utf8.RuneCountInString(word) == 1 && word >= "A" && word != "I" {
		return true
	}
	return abbreviations[strings.ToLower(word)]
}

// abbreviations are written with a dot and occur before a capital within a sentence: titles, ranks, months, and
// abbreviated parts of names. Those that often end sentences (Inc., U.S.) are left to UAX 29.
var abbreviations = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`mr mrs ms messrs dr prof rev hon sen sens rep reps gov lt gen col maj capt cmdr sgt cpl pvt
		adm amb atty supt st ste mt ft jan feb mar apr jun jul aug sept sep oct nov dec vs no nos vol pp fig art sec
		e.g i.e a.m p.m cf al approx dept est bros mme mlle sr sra srta hr frl dra ing lic pres vice-pres`) {
		m[w] = true
	}
	return m
}()

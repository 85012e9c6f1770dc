package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A stream is a text folded for comparison: one symbol a letter or digit, in the
// order of the text. Symbols know the byte they come from.
type stream struct {
	sym []rune
	pos []int32 // byte offset in the text where the symbol's character begins
	end []int32 // byte offset after it
	// indices of symbols before which a sentence, quotation or line ends, ascending
	breaks []int32
}

// symbolsPerIdeograph is the number of symbols for one character of a script that writes words or syllables.
// Such a character has about as much information as two or three letters, so k-grams of one length are
// comparable in all scripts.
const symbolsPerIdeograph = 3

// fold returns the stream of text.
func fold(text string) stream {
	s := stream{
		sym: make([]rune, 0, len(text)), pos: make([]int32, 0, len(text)), end: make([]int32, 0, len(text)),
	}
	s.fold(text)
	return s
}

// fold adds the symbols of text, each known by its place in it. What a character gives does not depend
// on those around it.
func (s *stream) fold(text string) {
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if r := foldASCII[c]; r != 0 {
				s.add(rune(r), i, i+1)
			} else if isBreak(rune(c)) {
				s.addBreak()
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		s.addRune(r, i, i+n)
		i += n
	}
}

func (s *stream) add(r rune, from, to int) {
	s.sym = append(s.sym, r)
	s.pos = append(s.pos, int32(from))
	s.end = append(s.end, int32(to))
}

func (s *stream) addBreak() {
	at := int32(len(s.sym))
	if n := len(s.breaks); n == 0 || s.breaks[n-1] != at {
		s.breaks = append(s.breaks, at)
	}
}

func isBreak(r rune) bool {
	return strings.ContainsRune("\n.!?;\"“”„«»‹›…。！？؟۔।「」", r)
}

// isNearBoundary reports whether a sentence, quotation or line ends within a few symbols
// of the place before symbol at.
func (s *stream) isNearBoundary(at int32) bool {
	if at <= boundarySlack || int(at) >= len(s.sym)-boundarySlack {
		return true
	}
	i, _ := slices.BinarySearch(s.breaks, at-boundarySlack)
	return i < len(s.breaks) && s.breaks[i] <= at+boundarySlack
}

// addRune adds a character beyond ASCII, decomposed and without combining marks.
func (s *stream) addRune(r rune, from, to int) {
	switch {
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		for k := range rune(symbolsPerIdeograph) {
			s.add(r+k<<24, from, to)
		}
		return
	case unicode.IsLetter(r), unicode.IsDigit(r):
	case isBreak(r):
		s.addBreak()
		return
	default:
		return
	}
	if q, ok := foldArabic[r]; ok {
		if q != 0 {
			s.add(q, from, to)
		}
		return
	}
	var buf [4]byte
	n := utf8.EncodeRune(buf[:], r)
	p := norm.NFKD.Properties(buf[:n])
	d := p.Decomposition()
	if d == nil {
		s.add(unicode.ToLower(r), from, to)
		return
	}
	for _, q := range string(d) {
		if unicode.IsLetter(q) || unicode.IsDigit(q) {
			if q < utf8.RuneSelf {
				q = rune(foldASCII[q])
			}
			s.add(unicode.ToLower(q), from, to)
		}
	}
}

// foldASCII maps letters to lower case and keeps digits; 0 for others, which are left out.
var foldASCII = func() (t [utf8.RuneSelf]byte) {
	for c := byte('a'); c <= 'z'; c++ {
		t[c], t[c-'a'+'A'] = c, c
	}
	for c := byte('0'); c <= '9'; c++ {
		t[c] = c
	}
	return t
}()

// foldArabic maps letters and digits that Arabic and Persian keyboards write differently for the same word; 0
// for the tatweel, which only stretches a word and is left out.
var foldArabic = func() map[rune]rune {
	m := map[rune]rune{'ي': 'ی', 'ى': 'ی', 'ك': 'ک', 'ة': 'ه', 'أ': 'ا', 'إ': 'ا', 'آ': 'ا', 'ـ': 0}
	for d := range rune(10) {
		m['٠'+d], m['۰'+d] = '0'+d, '0'+d
	}
	return m
}()

// A gram is one k-gram of a stream: its hash and the index of its first symbol.
type gram struct {
	hash uint64
	at   int32
}

// eachGram calls fn with every k-gram of the stream in order. The hash depends on the symbols alone and is the
// same in every process and on every machine.
func (s stream) eachGram(k int, fn func(gram)) {
	if len(s.sym) < k {
		return
	}
	// A rolling polynomial hash (Karp and Rabin 1987) modulo 2^64, finished by the
	// mixer of SplitMix64, because low bits of the polynomial depend on few symbols.
	const base = 0x9e3779b97f4a7c15
	var h, top uint64 = 0, 1
	for range k - 1 {
		top *= base
	}
	for i, r := range s.sym {
		if i >= k {
			h -= uint64(s.sym[i-k]+1) * top
		}
		h = h*base + uint64(r+1)
		if i >= k-1 {
			fn(gram{mix(h), int32(i - k + 1)})
		}
	}
}

func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

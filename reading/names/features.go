package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/reading/clusters"
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// featurer has the scratch memory for features.
type featurer struct {
	words []word
	rows  []tagger.Features
	flat  []uint64
}

// word has the properties of a token.
type word struct {
	text, lower  uint64 // hashes: as written; in lower case with digits as 0
	shape, short uint64 // Xxxx, 00; and with runs cut to one
	pre, suf     [4]uint64
	class        uint64 // of package clusters
	coarse       uint64
	lists        uint8 // the gazetteer's lists it is in
	capital      bool
	small        bool // its first character is a lower-case letter
	seenSmall    bool // elsewhere in the text it is in lower case
	seenCapital  bool // elsewhere, within a sentence, it has a capital
	lowered      string
}

// document is one text being read.
type document struct {
	f    *featurer
	t    *token.Text
	lang uint64
}

func (f *featurer) newDocument(t *token.Text, lang string) *document {
	d := &document{f: f, t: t, lang: tagger.Hash(lang)}
	f.words = f.words[:0]
	small, capital := map[string]bool{}, map[string]bool{}
	for _, s := range t.Sentences {
		for i := s.First; i < s.End; i++ {
			w := newWord(t.Token(i))
			if w.small {
				small[w.lowered] = true
			} else if w.capital && i > s.First {
				capital[w.lowered] = true
			}
			f.words = append(f.words, w)
		}
	}
	for i := range f.words {
		w := &f.words[i]
		if w.capital {
			w.seenSmall, w.seenCapital = small[w.lowered], capital[w.lowered]
		}
	}
	d.markLists()
	return d
}

func newWord(s string) word {
	lower := strings.ToLower(s)
	w := word{text: tagger.Hash(s), lowered: lower, lower: tagger.Hash(digitsAsZero(lower))}
	class := clusters.Of(lower)
	w.class, w.coarse = uint64(class), uint64(class.Coarse())
	var shape, short [16]byte
	n, m := 0, 0
	for _, r := range s {
		c := shapeOf(r)
		if n < len(shape) {
			shape[n] = c
			n++
		}
		if m < len(short) && (m == 0 || short[m-1] != c) {
			short[m] = c
			m++
		}
	}
	w.shape, w.short = tagger.Hash(string(shape[:n])), tagger.Hash(string(short[:m]))
	r, _ := utf8.DecodeRuneInString(s)
	w.capital, w.small = unicode.IsUpper(r), unicode.IsLower(r)
	at := 0
	for k := range w.pre {
		if at < len(lower) {
			_, n := utf8.DecodeRuneInString(lower[at:])
			at += n
		}
		w.pre[k] = tagger.Hash(lower[:at])
	}
	at = len(lower)
	for k := range w.suf {
		if at > 0 {
			_, n := utf8.DecodeLastRuneInString(lower[:at])
			at -= n
		}
		w.suf[k] = tagger.Hash(lower[at:])
	}
	return w
}

func digitsAsZero(s string) string {
	if strings.IndexFunc(s, unicode.IsDigit) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s)
}

func shapeOf(r rune) byte {
	switch {
	case unicode.IsUpper(r):
		return 'X'
	case unicode.IsLetter(r):
		return 'x'
	case unicode.IsDigit(r):
		return '0'
	case r == '.', r == '-', r == '\'', r == '&':
		return byte(r)
	}
	return '*'
}

// The templates: a feature is hashed with the number of its template.
const (
	fBias = iota + 1
	fText
	fWord
	fShape
	fShort
	fPre
	fSuf
	fPair
	fShapes
	fLists
	fFirst
	fSeen
	fAround
	fClass
)

// features returns the features of a sentence's tokens, valid until the next call.
func (d *document) features(s token.Sentence) []tagger.Features {
	f := d.f
	f.flat, f.rows = f.flat[:0], f.rows[:0]
	words := f.words[s.First:s.End]
	edge := word{}
	at := func(i int) *word {
		if i < 0 || i >= len(words) {
			return &edge
		}
		return &words[i]
	}
	capitals := 0
	for i := range words {
		if words[i].capital {
			capitals++
		}
	}
	shout := uint64(0) // capitals are no evidence in a headline in capitals
	if 2*capitals > len(words) && len(words) > 3 {
		shout = 1
	}
	starts := make([]int, 0, len(words)+1)
	for i := range words {
		starts = append(starts, len(f.flat))
		add := func(template uint64, seen ...uint64) { f.flat = append(f.flat, tagger.Combine(template, seen...)) }
		w, l, r := at(i), at(i-1), at(i+1)
		ll, rr := at(i-2), at(i+2)
		add(fBias)
		add(fWord, w.lower)
		add(fShort, w.short, shout)
		add(fShort+100, w.short, d.lang)
		add(fWord+100, l.lower)
		add(fWord+200, r.lower)
		if !w.capital && !l.capital && !r.capital && w.lists == 0 {
			continue // in running text, known as no name
		}
		add(fText, w.text)
		add(fShape, w.shape)
		add(fWord+300, ll.lower)
		add(fWord+400, rr.lower)
		for k := range w.pre {
			add(fPre+uint64(k)*100, w.pre[k])
			add(fSuf+uint64(k)*100, w.suf[k])
		}
		add(fClass, w.class)
		add(fClass+100, l.class)
		add(fClass+200, r.class)
		add(fClass+300, w.coarse, w.short)
		add(fClass+400, l.coarse, w.coarse)
		add(fClass+500, w.coarse, r.coarse)
		add(fClass+600, l.coarse, w.short, r.coarse)
		add(fClass+700, ll.coarse)
		add(fClass+800, rr.coarse)
		add(fClass+900, l.class, w.short)
		add(fClass+1000, w.short, r.class)
		add(fSuf+500, l.suf[2])
		add(fSuf+600, r.suf[2])
		add(fPair, l.lower, w.lower)
		add(fPair+100, w.lower, r.lower)
		add(fPair+200, l.lower, r.lower, w.short)
		add(fPair+300, ll.lower, l.lower)
		add(fPair+400, r.lower, rr.lower)
		add(fShapes, l.short, w.short, r.short)
		add(fShapes+100, ll.short, l.short, w.short, r.short, rr.short)
		add(fAround, l.short, w.lower)
		add(fAround+100, w.lower, r.short)
		first := uint64(0)
		if i == 0 {
			first = 1
		}
		seen := uint64(0)
		if w.seenSmall {
			seen |= 1
		}
		if w.seenCapital {
			seen |= 2
		}
		add(fFirst, first, w.short, seen, shout)
		add(fFirst+100, first, w.lower)
		add(fFirst+200, first, w.short, seen, d.lang)
		add(fSeen, seen, w.short)
		add(fLists, uint64(w.lists), w.short)
		add(fLists+100, uint64(l.lists), uint64(w.lists), uint64(r.lists))
		add(fLists+200, uint64(w.lists), l.lower)
		add(fLists+300, uint64(w.lists), r.lower)
	}
	starts = append(starts, len(f.flat))
	for i := range words {
		f.rows = append(f.rows, f.flat[starts[i]:starts[i+1]:starts[i+1]])
	}
	return f.rows
}

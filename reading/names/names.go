// Package names finds the persons, organisations and places a text names. It is best in English, supports the
// other languages of models too, and finds nothing in any other language.
//
// It is one tagger of package tagger over each sentence, with word classes and a gazetteer among its features.
package names

import (
	"embed"
	"fmt"
	"sort"
	"strings"

	"cuttings/cutting"
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// Kind is the kind of a name.
type Kind string

// The kinds of names.
const (
	Person       Kind = "PER"
	Organisation Kind = "ORG"
	Place        Kind = "LOC"
)

// Mention is one occurrence of a name in a text.
type Mention struct {
	Span cutting.Span // in the text; titles ("minister") and the possessive mark are outside
	Kind Kind
}

// FirstBehind returns the index of the first of mentions, which must be in order and not overlap, that ends
// after an offset; len(mentions) when none does.
func FirstBehind(mentions []Mention, offset int) int {
	return sort.Search(len(mentions), func(i int) bool { return mentions[i].Span.End > offset })
}

//go:embed weights/*.bin
var weights embed.FS

// models are the taggers and the languages each supports, as BCP 47 primary tags.
var models = []struct {
	file  string
	langs []string
	model *tagger.Source
	// penalty is subtracted from the score of a token that is no name, because a model trained on several sources
	// finds too few.
	penalty float32
}{
	{"english.bin", []string{"en"}, modelIn("english.bin"), outsidePenalty},
	{"european.bin", []string{"de", "es", "ru"}, modelIn("european.bin"), 0},
}

// outsidePenalty is the penalty of the English model, chosen on the development texts.
const outsidePenalty = 11

func modelIn(file string) *tagger.Source {
	return tagger.NewSource(func() (*tagger.Model, error) {
		f, err := weights.Open("weights/" + file)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return tagger.Read(f)
	})
}

// Release releases the weights; the next reader made by New loads them again.
func Release() {
	for _, m := range models {
		m.model.Release()
	}
}

// Languages returns the languages the reader supports, as BCP 47 primary tags.
func Languages() []string {
	var out []string
	for _, m := range models {
		out = append(out, m.langs...)
	}
	return out
}

// Reader finds mentions. It keeps scratch memory between texts and is not safe
// for concurrent use.
type Reader struct {
	decoders map[string]*tagger.Decoder // by language
	f        featurer
}

// New returns a reader with the weights that come with the program.
func New() (*Reader, error) {
	r := &Reader{decoders: map[string]*tagger.Decoder{}}
	for _, m := range models {
		w, err := m.model.Model()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.file, err)
		}
		d := newDecoder(w, m.penalty)
		for _, l := range m.langs {
			r.decoders[l] = d
		}
	}
	return r, nil
}

// NewWith returns a reader that reads any language with these weights, for training. penalty is subtracted from
// the score of a token that is no name.
func NewWith(m *tagger.Model, penalty float32) *Reader {
	return &Reader{decoders: map[string]*tagger.Decoder{anyLanguage: newDecoder(m, penalty)}}
}

// newDecoder returns a decoder with the score of tag 0, which is no name, lowered.
func newDecoder(m *tagger.Model, penalty float32) *tagger.Decoder {
	d := m.NewDecoder()
	d.Prior = []float32{-penalty}
	return d
}

// anyLanguage is the key for every language without a decoder of its own.
const anyLanguage = "*"

// Read returns the mentions in t in order; none overlaps another. lang is the text's language, a BCP 47 tag;
// there are none for unsupported languages.
func (r *Reader) Read(t *token.Text, lang string) []Mention {
	lang, _, _ = strings.Cut(strings.ToLower(lang), "-")
	dec := r.decoders[lang]
	if dec == nil {
		if dec = r.decoders[anyLanguage]; dec == nil {
			return nil
		}
	}
	d := r.f.newDocument(t, lang)
	return d.correct(d.mentions(dec, Tags()))
}

// mentions labels every sentence of d and returns the mentions.
func (d *document) mentions(dec *tagger.Decoder, tags []string) []Mention {
	var out []Mention
	for _, s := range d.t.Sentences {
		open := -1
		for i, k := range dec.Label(d.features(s)) {
			tag := tags[k]
			at := s.First + i
			switch tag[0] {
			case 'O':
				open = -1
			case 'B':
				open = at
			case 'U', 'L':
				if tag[0] == 'U' || open < 0 {
					open = at
				}
				out = append(out, Mention{
					cutting.Span{Start: d.t.Tokens[open].Start, End: d.t.Tokens[at].End}, Kind(tag[2:]),
				})
				open = -1
			}
		}
	}
	return out
}

// Tags returns the tags of the models: the beginning, inside and last token of a name of several, the only
// token of another, and everything else.
func Tags() []string {
	out := []string{"O"}
	for _, k := range []Kind{Person, Organisation, Place} {
		for _, p := range []string{"B-", "I-", "L-", "U-"} {
			out = append(out, p+string(k))
		}
	}
	return out
}

// IsAllowedTransition reports whether a tag may follow another; "" is a sentence's
// beginning or end.
func IsAllowedTransition(before, after string) bool {
	open := before != "" && (before[0] == 'B' || before[0] == 'I')
	goes := after != "" && (after[0] == 'I' || after[0] == 'L')
	if open != goes {
		return false
	}
	return !open || before[2:] == after[2:]
}

// Examples returns the training sequences for a text with its mentions, one a sentence. Mentions that do not
// begin and end with tokens are widened to them.
func Examples(t *token.Text, lang string, gold []Mention) []tagger.Example {
	index := map[string]int{}
	for i, tag := range Tags() {
		index[tag] = i
	}
	tags := make([]int, len(t.Tokens))
	next := 0
	for _, m := range gold {
		for next < len(t.Tokens) && t.Tokens[next].End <= m.Span.Start {
			next++
		}
		end := next
		for end < len(t.Tokens) && t.Tokens[end].Start < m.Span.End {
			end++
		}
		for i := next; i < end; i++ {
			p := "I-"
			switch {
			case end-next == 1:
				p = "U-"
			case i == next:
				p = "B-"
			case i == end-1:
				p = "L-"
			}
			tags[i] = index[p+string(m.Kind)]
		}
		next = end
	}
	var f featurer
	d := f.newDocument(t, lang)
	var out []tagger.Example
	for _, s := range t.Sentences {
		var copied []tagger.Features
		for _, fs := range d.features(s) {
			copied = append(copied, append(tagger.Features(nil), fs...))
		}
		out = append(out, tagger.Example{Tokens: copied, Tags: repair(tags[s.First:s.End], index)})
	}
	return out
}

// repair returns the tags of one sentence with names that run over its end cut there.
func repair(tags []int, index map[string]int) []int {
	names := Tags()
	out := append([]int(nil), tags...)
	for i := range out {
		before, after := "", ""
		if i > 0 {
			before = names[out[i-1]]
		}
		if i+1 < len(out) {
			after = names[out[i+1]]
		}
		tag := names[out[i]]
		if tag == "O" {
			continue
		}
		kind := tag[1:]
		starts := tag[0] == 'B' || tag[0] == 'U' || !(len(before) > 1 && (before[0] == 'B' || before[0] == 'I') &&
			before[1:] == kind)
		ends := tag[0] == 'L' || tag[0] == 'U' || !(len(after) > 1 && (after[0] == 'I' || after[0] == 'L') &&
			after[1:] == kind)
		p := map[[2]bool]string{{true, true}: "U", {true, false}: "B", {false, true}: "L",
			{false, false}: "I"}[[2]bool{starts, ends}]
		out[i] = index[p+kind]
	}
	return out
}

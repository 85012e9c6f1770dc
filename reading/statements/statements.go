// Package statements finds attributed content in a text: who said it, the words that attribute it, what was
// said, and what the cue does with it. It supports English; in any other language it finds nothing.
//
// It uses two taggers of package tagger. The first finds cues; the second labels, for each cue, the tokens of
// its sentence, and of those a quotation joins to it, as source or content. Statements therefore nest and
// overlap. The division is that of Pareti, Attribution: a computational approach (2015).
package statements

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// Sources returns the spans of the sources of statements, without those that have none.
func Sources(statements []Statement) []cutting.Span {
	var out []cutting.Span
	for _, s := range statements {
		if !s.Source.Empty() {
			out = append(out, s.Source)
		}
	}
	return out
}

// Form is the form of content.
type Form string

// The forms of content.
const (
	Direct   Form = "direct"   // within quotation marks
	Indirect Form = "indirect" // without any
	Mixed    Form = "mixed"    // partly within them
)

// Statement is one attribution. Spans are in the text and in order.
type Statement struct {
	Source  cutting.Span   // empty where the text names none
	Cue     cutting.Span   // "said", "according to", ":"
	Content []cutting.Span // one or more, about cue and source; never empty
	Kind    Kind
	Form    Form
}

//go:embed weights/cues.bin
var cueWeights []byte

//go:embed weights/roles.bin
var roleWeights []byte

var (
	cueModel  = modelIn(&cueWeights)
	roleModel = modelIn(&roleWeights)
)

func modelIn(b *[]byte) *tagger.Source {
	return tagger.NewSource(func() (*tagger.Model, error) { return tagger.Read(bytes.NewReader(*b)) })
}

// Release releases the weights; the next reader made by New loads them again.
func Release() {
	cueModel.Release()
	roleModel.Release()
}

// Languages returns the languages the reader supports, as BCP 47 primary tags.
func Languages() []string { return []string{"en"} }

// Reader finds statements. It keeps scratch memory between texts and is not safe
// for concurrent use.
type Reader struct{ cues, roles *tagger.Decoder }

// New returns a reader with the weights that come with the program.
func New() (*Reader, error) {
	c, err := cueModel.Model()
	if err != nil {
		return nil, fmt.Errorf("cues.bin: %w", err)
	}
	r, err := roleModel.Model()
	if err != nil {
		return nil, fmt.Errorf("roles.bin: %w", err)
	}
	return NewWith(c, r, CuePrior), nil
}

// CuePrior is added to a token's score as a cue: the second model drops a cue without content, so too many
// cues are better than too few.
const CuePrior = 6.0

// sourcePrior is likewise added to a token's score as the beginning of a source, because hardly any
// statement in news has none.
const sourcePrior = 60

// NewWith returns a reader with these weights, for training. readiness is in the unit of the weights of cues.
func NewWith(cues, roles *tagger.Model, readiness float32) *Reader {
	r := &Reader{cues.NewDecoder(), roles.NewDecoder()}
	r.cues.Prior = []float32{0, readiness, readiness}
	r.roles.Prior = []float32{0, 0, sourcePrior, 0, 0, sourcePrior}
	return r
}

// Read returns the statements in t, by the position of their cues. lang is the text's language, a BCP 47 tag;
// there are none for unsupported languages.
func (r *Reader) Read(t *token.Text, lang string) []Statement {
	if primary, _, _ := strings.Cut(strings.ToLower(lang), "-"); !slices.Contains(Languages(), primary) {
		return nil
	}
	d := newDocument(t)
	var out []Statement
	var sentences []int // of the cues
	for _, c := range d.findCues(r.cues) {
		first, end := d.sentencesOf(c)
		s, ok := d.statement(c, first, r.roles.Label(d.roleFeatures(c, first, end)))
		if !ok {
			s, ok = d.headlineStatement(c)
		}
		if ok {
			out = append(out, s)
			sentences = append(sentences, d.words[c.first].sentence)
		}
	}
	for i := range out {
		d.correctSource(&out[i])
	}
	d.shareSources(out, sentences, d.correctPassives(out))
	out = d.addPlainVerbs(out)
	d.correctSubjects(out)
	out = d.dropContrary(out)
	out = append(out, d.addHeadlineLines(out)...)
	out = d.missedPassives(out)
	out = slices.DeleteFunc(out, func(s Statement) bool { return d.isAnonymityRequest(s) || d.isLiteral(s) })
	out = d.withoutHeadings(d.withoutLabels(out))
	slices.SortStableFunc(out, func(a, b Statement) int { return a.Cue.Start - b.Cue.Start })
	d.shortenContents(out)
	d.withoutCues(out)
	d.removeOthersQuotations(out)
	for i := range out {
		d.removeConcession(&out[i])
		d.setSourceBefore(&out[i])
		d.correctKind(&out[i])
	}
	return d.withoutDeeds(slices.DeleteFunc(out, d.isAdvice))
}

// maxHeadlineSource is the maximum number of tokens of a headline's source.
const maxHeadlineSource = 8

// headlineStatement returns the statement of a headline "X: Y" whose colon is a cue.
func (d *document) headlineStatement(c cue) (Statement, bool) {
	n := d.words[c.first].sentence
	s := d.t.Sentences[n]
	if !d.isHeadline[n] || d.words[c.first].mark != markColon || c.end != c.first+1 ||
		c.first == s.First || c.first-s.First > maxHeadlineSource {
		return Statement{}, false
	}
	end := s.End
	for end > c.end && d.words[end-1].mark == markStop {
		end--
	}
	if end == c.end {
		return Statement{}, false
	}
	roles := make([]int, end-c.end) // for the form
	for i := range roles {
		roles[i] = roleContent + runInside
	}
	return Statement{
		Source: d.span(s.First, c.first), Cue: d.span(c.first, c.end),
		Content: []cutting.Span{d.span(c.end, end)}, Kind: Says, Form: d.form(c.end, roles),
	}, true
}

// shareSources sets the source of a statement without one to that of the previous one in its sentence: "he
// said, adding that", "she thanked them and suggested". A passive gets none, and a nested statement has a
// subject of its own.
func (d *document) shareSources(statements []Statement, sentences []int, passive []bool) {
	for i := 1; i < len(statements); i++ {
		s, before := &statements[i], &statements[i-1]
		if sentences[i] != sentences[i-1] || !s.Source.Empty() || passive[i] {
			continue
		}
		if own, reported := d.reportedSubject(s, before); reported {
			s.Source = own
			continue
		}
		s.Source = before.Source
	}
}

// statement returns the statement of a cue, given the roles of the tokens from first; false if there is no
// content.
func (d *document) statement(c cue, first int, roles []int) (Statement, bool) {
	s := Statement{Cue: d.span(c.first, c.end)}
	near := -1 // distance of the chosen source from the cue
	open := first
	for n, role := range roles {
		run := (role - roleSource) % 4
		switch i := first + n; {
		case role < roleSource:
		case run == runFirst:
			open = i
		case run == runLast, run == runOnly:
			if run == runOnly {
				open = i
			}
			if role >= roleContent {
				s.Content = append(s.Content, d.span(d.withQuotes(open, i+1, c)))
			} else if distance := max(c.first-i, open-c.end, 0); near < 0 || distance < near {
				near, s.Source = distance, d.span(open, i+1)
			}
		}
	}
	if overlaps(s.Content, s.Cue) { // the model may label a cue as content
		s.Content = d.contentWithout(s.Content, c.first, c.end)
	}
	if len(s.Content) == 0 {
		return s, false
	}
	words := make([]string, 0, c.end-c.first)
	for i := c.first; i < c.end; i++ {
		words = append(words, d.words[i].lowered)
	}
	s.Kind, s.Form = kindOf(words), d.form(first, roles)
	return s, true
}

func (d *document) span(from, to int) cutting.Span {
	return cutting.Span{Start: d.t.Tokens[from].Start, End: d.t.Tokens[to-1].End}
}

// withQuotes widens content by the marks of the quotation it begins or ends with.
func (d *document) withQuotes(from, to int, c cue) (int, int) {
	free := func(i int) bool { return i >= 0 && i < len(d.words) && (i < c.first || i >= c.end) }
	if free(from-1) && d.words[from-1].mark == markOpen {
		from--
	}
	end := to
	for free(end) && (d.words[end].mark == markComma || d.words[end].mark == markStop) && d.words[end].isQuoted {
		end++
	}
	if d.words[to-1].isQuoted && free(end) && d.words[end].mark == markClose {
		to = end + 1
	}
	return from, to
}

// form returns the form of the content's words: direct if at least four in five are within quotation marks.
func (d *document) form(first int, roles []int) Form {
	quoted, all := 0, 0
	for i, role := range roles {
		if w := &d.words[first+i]; role >= roleContent && w.mark == 0 {
			all++
			if w.isQuoted {
				quoted++
			}
		}
	}
	return formBy(quoted, all)
}

// formBy returns the form of content with quoted of all words within quotation marks.
func formBy(quoted, all int) Form {
	switch {
	case quoted == 0:
		return Indirect
	case 5*quoted >= 4*all:
		return Direct
	}
	return Mixed
}

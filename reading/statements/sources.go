package statements

import (
	"strings"

	"cuttings/cutting"
	"cuttings/reading/clusters"
	"cuttings/reading/names"
)

// The tagger sometimes labels words as a source that cannot be one. They are replaced by the verb's subject, or
// removed: no source is better than "by telephone".

// prepositions begin phrases about how or where something is said: "said from exile".
var prepositions = forms("from by in at on via through over with during after before since as")

// noSource are words that alone are no source.
var noSource = forms(`from by in at on via through over with during after before since as and or but nor if so
	than then is are was were be been being has have had having do does did will would can could may might must
	should shall let despite not n't never now already simply also just only here there please such very too to of for
	about out up down away back don't doesn't didn't won't can't couldn't wouldn't isn't aren't wasn't weren't
	don’t doesn’t didn’t won’t can’t couldn’t wouldn’t isn’t aren’t wasn’t weren’t`)

// correctSource corrects a source that cannot be one.
func (d *document) correctSource(s *Statement) {
	if s.Source.Empty() {
		return
	}
	from, to := d.t.TokensIn(s.Source)
	cue := d.tokenAt(s.Cue.Start)
	if w := d.words[to-1].lowered; (w == "i" || w == "we") && to-from > 1 && to <= cue &&
		!conjunctions[d.words[to-2].lowered] && d.words[to-2].mark != markComma {
		s.Source = d.span(to-1, to) // "my guide where I told"
		return
	}
	if d.words[to-1].lowered == "worth" {
		s.Source = cutting.Span{} // "it is worth noting"
		return
	}
	switch {
	case from >= cue && prepositions[d.words[from].lowered] && d.words[cue].mark == 0:
		s.Source = cutting.Span{}
		first := d.t.Sentences[d.words[cue].sentence].First
		k := d.subjectFrom(cue, first)
		if k < cue && cue-k <= maxPlainSource && d.words[k].mark == 0 && !d.words[k].isQuoted &&
			!noSource[d.words[k].lowered] {
			end := cue
			if d.words[end-1].mark == markComma {
				end--
			}
			if k < end && !overlaps(s.Content, d.span(k, end)) {
				s.Source = d.span(k, end)
			}
		}
	case to <= cue && to-from == 1 && d.isParticiple(from) && !d.words[from].capital &&
		!somebodyNouns[d.words[from].lowered]:
		d.behindWho(s, from) // "an officer who declined to be named said"
	default:
		if from > 1 && to <= cue && isOwner(d.words[from-1].lowered) && d.inWord(from-1) { // "Keepers' Union"
			low := d.t.Sentences[d.words[from].sentence].First
			if k := d.nounBefore(from-1, low); k < from-1 && !overlaps(s.Content, d.span(k, from)) {
				s.Source.Start = d.t.Tokens[k].Start
			}
		}
		for i := from; i < to; i++ {
			if w := &d.words[i]; w.mark == 0 && !noSource[w.lowered] && !d.isAdverb(i) {
				return
			}
		}
		s.Source = cutting.Span{}
		if to <= cue && d.words[from].sentence == d.words[cue].sentence && d.words[cue].mark == 0 {
			d.aroundAdverb(s, from, cue)
		}
	}
}

// isAdverb reports whether a token is about manner or time and not about somebody: "forcefully", "this month".
func (d *document) isAdverb(i int) bool {
	w := &d.words[i]
	return !w.capital && (strings.HasSuffix(w.lowered, "ly") && !somebodyNouns[w.lowered] || w.lowered == "this" ||
		w.lowered == "together" || w.lowered == "yet" || w.lowered == "despite" || w.lowered == "still" ||
		agentTimes[w.lowered])
}

// aroundAdverb replaces a source that was an adverb by what is before it: a relative pronoun, or the beginning
// of the sentence.
func (d *document) aroundAdverb(s *Statement, at, cue int) {
	low := d.t.Sentences[d.words[cue].sentence].First
	from, to := d.firstNoun(low, cue)
	if at > low && relativePronouns[d.words[at-1].lowered] {
		s.Source = d.span(at-1, at)
		return
	}
	if d.words[at].lowered == "yet" {
		return // another's clause
	}
	if to > from && !overlaps(s.Content, d.span(from, to)) {
		s.Source = d.span(from, to)
	}
}

func isOwner(w string) bool { return w == "'" || w == "’" || w == "'s" || w == "’s" }

// behindWho replaces a source that is the last word of a relative clause by the antecedent of the clause, or
// removes it if there is none.
func (d *document) behindWho(s *Statement, at int) {
	low := d.t.Sentences[d.words[at].sentence].First
	s.Source = cutting.Span{}
	for k := at - 1; k > low && at-k < maxPlainSource; k-- {
		if w := d.words[k].lowered; w == "who" || w == "that" || w == "which" {
			d.setAntecedent(s, k, low)
			return
		}
	}
}

func overlaps(spans []cutting.Span, s cutting.Span) bool {
	for _, c := range spans {
		if c.Overlaps(s) {
			return true
		}
	}
	return false
}

// withoutCues removes the outer speaker from the source of a nested statement: in "A said the verdict showed
// that", the verdict shows. statements must be in the order of the cues.
func (d *document) withoutCues(statements []Statement) {
	for i := range statements {
		s := &statements[i]
		if s.Source.Empty() || s.Source.Start >= s.Cue.Start {
			continue
		}
		for k := i - 1; k >= 0 && statements[k].Cue.Start >= s.Source.Start; k-- {
			o := &statements[k]
			if o.Source.Start != s.Source.Start || o.Source.End > o.Cue.Start || o.Cue.End >= s.Source.End ||
				strings.ContainsAny(s.Source.In(d.t.Text)[o.Source.End-o.Source.Start:], ",;") {
				continue // "A, who watched the ceremony, said"
			}
			at := d.tokenAt(o.Cue.End)
			if d.words[at].lowered == "that" {
				at++
			}
			if start := d.t.Tokens[at].Start; start < s.Source.End {
				s.Source.Start = start
			}
			break
		}
	}
}

// withoutLabels drops lines "X: Y" whose X is a heading, a field or a section and no speaker ("Review: …",
// "Position: …"). A quotation is a statement nevertheless, of an unnamed speaker.
func (d *document) withoutLabels(statements []Statement) []Statement {
	out := statements[:0]
	for _, s := range statements {
		if d.isHeadlineLine(&s) {
			if d.words[d.tokenAt(s.Content[0].Start)].mark != markOpen {
				continue
			}
			if !d.areCapitalized(d.t.TokensIn(s.Source)) {
				s.Source = cutting.Span{}
			}
		}
		out = append(out, s)
	}
	return out
}

// isHeadlineLine reports whether a statement is such a line.
func (d *document) isHeadlineLine(s *Statement) bool {
	from, to := d.t.TokensIn(s.Source)
	cue := d.tokenAt(s.Cue.Start)
	if s.Source.Empty() || to != cue || d.t.Tokens[cue].End < s.Cue.End ||
		d.words[cue].mark != markColon && d.words[cue].mark != markDash {
		return false
	}
	sentence := d.words[from].sentence
	return d.t.Sentences[sentence].First == from && d.beginsParagraph[sentence] && !d.isSpeaker(from, to)
}

// isSpeaker reports whether tokens are a person or a publication of findings: by a noun for it, a given name, a
// title, an unknown word, or a word that is a name elsewhere in the text.
func (d *document) isSpeaker(from, to int) bool {
	for to > from && d.words[to-1].mark != 0 {
		to--
	}
	if to == from || to-from > maxHeadlineSource {
		return false
	}
	if IsSomebody(d.span(from, to).In(d.t.Text)) || findingNouns[d.words[to-1].lowered] {
		return true
	}
	if !d.areCapitalized(from, to) {
		return false
	}
	low, token := d.words[from].lowered, d.t.Token(from)
	known := clusters.Of(low) != 0 || strings.ToUpper(token) == token && to-from == 1
	return names.IsGivenName(low) && to-from > 1 || titles[low] || !known || d.isCapitalizedElsewhere(to-1)
}

// areCapitalized reports whether all words of a range begin with one.
func (d *document) areCapitalized(from, to int) bool {
	for i := from; i < to; i++ {
		if d.words[i].mark == 0 && !nameLike(d, i) {
			return false
		}
	}
	return true
}

// isCapitalizedElsewhere reports whether a word has a capital within a sentence that is no headline, as a name has.
func (d *document) isCapitalizedElsewhere(at int) bool {
	for i := range d.words {
		n := d.words[i].sentence
		if d.words[i].lowered == d.words[at].lowered && nameLike(d, i) && !d.isHeadline[n] &&
			d.t.Sentences[n].First != i {
			return true
		}
	}
	return false
}

var findingNouns = forms("poll polls survey study studies report research analysis census watchdog letter leak " +
	"leaks memo")

var titles = forms("mr mrs ms dr mr. mrs. ms. dr. sir lord lady president minister senator sen. rep. gov. " +
	"professor prof.")

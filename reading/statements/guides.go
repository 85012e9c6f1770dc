package statements

import (
	_ "embed"
	"strings"
	"unicode"

	"cuttings/internal/wordset"
	"cuttings/reading/clusters"
	"cuttings/reading/names"
	"cuttings/reading/within"
)

// The taggers were trained on news. In guides, shops and reviews the same words mostly tell what a thing does ("it
// supports most cards", "mics that reject noise") or what anybody may want. Such texts address their reader, which
// news hardly does (2 in 100 against 80). In them only what somebody says, or a document states, is a statement.

//go:embed guides.txt
var guidesData string

var guideWords = wordset.ReadLists(guidesData)

const (
	// A text that addresses its reader often does so at least thrice and once in wordsPerAddress words, and has at
	// most one "said" in wordsPerReport words.
	leastAddresses  = 3
	wordsPerAddress = 80
	wordsPerReport  = 330
	// One that does so now and then has fewer still, and few quotations.
	wordsPerRareAddress = 400
	wordsPerRareReport  = 500
	wordsPerQuotation   = 200
	leastWords          = 200
	// What reports hardly anything has fewer still.
	wordsPerStrayReport = 1500
)

// audience returns whether a text says "you" to its reader, outside of quotations, and whether it reports little.
func (d *document) audience() (addressesReader, reportsLittle bool) {
	addresses, reports, words, quotations := 0, 0, 0, 0
	for i := range d.words {
		w := &d.words[i]
		switch {
		case w.isQuoted:
			if w.mark == markOpen && d.wordAt(i+leastQuoted).quote == w.quote {
				quotations++
			}
			continue
		case w.mark != 0:
			continue
		}
		words++
		switch within.Uncontracted(w.lowered) {
		case "you", "your", "yourself":
			addresses++
		case "said", "says", "told", "according":
			reports++
		}
	}
	return addresses >= leastAddresses && addresses*wordsPerAddress >= words && reports*wordsPerReport <= words ||
			words >= leastWords && addresses*wordsPerRareAddress >= words && reports*wordsPerRareReport <= words &&
				quotations*wordsPerQuotation <= words,
		words >= leastWords && reports*wordsPerStrayReport <= words && quotations*wordsPerRareReport <= words
}

// leastQuoted is the number of tokens from which words between quotation marks are somebody's.
const leastQuoted = 6

// leastClauseTokens is the least number of tokens of a clause that somebody says.
const leastClauseTokens = 3

// withoutDeeds drops statements whose source cannot speak, in all texts where the source is a number, and in those
// that address their reader what is no word of somebody either. Quotations stay.
func (d *document) withoutDeeds(statements []Statement) []Statement {
	guide, reportsLittle := d.audience()
	out := statements[:0]
	for _, s := range statements {
		if s.Form == Direct {
			if d.isColon(&s) && d.isPointer(&s) {
				continue
			}
			out = append(out, s)
			continue
		}
		if !s.Source.Empty() && !hasLetter(s.Source.In(d.t.Text)) || s.Form == Indirect &&
			(guide && !d.isSaid(&s) || reportsLittle && d.isThings(&s)) {
			continue
		}
		out = append(out, s)
	}
	return out
}

// isThings reports whether the words for a source are for things: "the models", "exercise". What a pronoun is for is
// not known here.
func (d *document) isThings(s *Statement) bool {
	if s.Source.Empty() || d.words[d.tokenAt(s.Cue.Start)].mark != 0 {
		return false
	}
	from, to := d.t.TokensIn(s.Source)
	return (to-from > 1 || !neutralPronouns[d.words[from].lowered]) && !d.canSpeak(s)
}

// neutralPronouns are pronouns for things, and sometimes for bodies.
var neutralPronouns = forms("it that this these those which")

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

// isPointer reports whether the source before a colon and a quotation only leads to it: "See", "Example".
func (d *document) isPointer(s *Statement) bool {
	if s.Source.Empty() {
		return false
	}
	from, to := d.t.TokensIn(s.Source)
	return to-from == 1 && guideWords["pointers"][d.words[from].lowered]
}

// isSaid reports whether a statement without quotation marks, in a text that addresses its reader, is somebody's word
// or a document's.
func (d *document) isSaid(s *Statement) bool {
	first, end := d.t.TokensIn(s.Cue)
	cue := d.words[end-1].lowered
	if d.words[end-1].mark != 0 {
		return true // a colon has rules of its own
	}
	if d.isPerson(s) {
		return true
	}
	if d.isUnsaid(s, first, end) {
		return false
	}
	if cue == "to" {
		return d.words[first].lowered == "according" && d.canSpeak(s)
	}
	said, found := guideWords["said"][cue], guideWords["found"][cue]
	if !said && !found || d.isQuestion(first) {
		return false
	}
	if guideWords["clauses"][cue] && !d.isClause(s, end) {
		return false
	}
	if s.Source.Empty() {
		return true
	}
	from, to := d.t.TokensIn(s.Source)
	if found && d.isDocument(from, to) {
		return true
	}
	return (said || cue == "found" || cue == "find" || cue == "finds") && d.canSpeak(s)
}

// isUnsaid reports whether a cue is what somebody might, should or is to say, as guides advise: "you should tell
// them", "are made to show". What "I" might say is said.
func (d *document) isUnsaid(s *Statement, first, end int) bool {
	if s.Source.Empty() {
		return false
	}
	from, to := d.t.TokensIn(s.Source)
	if to-from == 1 && within.Uncontracted(d.words[from].lowered) == "i" {
		return false
	}
	for i := first - 1; i < end-1; i++ {
		if w := d.wordAt(i).lowered; guideWords["mights"][w] || w == "to" && i == first-1 {
			return true
		}
	}
	return false
}

// isPerson reports whether the source is a person's name with a given name or a title, or "he" or "she".
func (d *document) isPerson(s *Statement) bool {
	if s.Source.Empty() {
		return false
	}
	from, to := d.t.TokensIn(s.Source)
	w := &d.words[from]
	if to-from == 1 {
		return w.lowered == "he" || w.lowered == "she"
	}
	return titles[w.lowered] || w.capital && names.IsGivenName(w.lowered) && d.words[from+1].capital
}

// isClause reports whether content follows a cue as a clause, or is before it.
func (d *document) isClause(s *Statement, cueEnd int) bool {
	if len(s.Content) == 0 {
		return false
	}
	if s.Content[0].End <= s.Cue.Start {
		from, to := d.t.TokensIn(s.Content[0])
		return to-from >= leastClauseTokens
	}
	c := s.Content[len(s.Content)-1]
	from, to := d.t.TokensIn(c)
	if to-from < leastClauseTokens {
		return false
	}
	if guideWords["clauseBegins"][d.words[from].lowered] && d.words[from].lowered == "that" {
		return true
	}
	return d.hasVerb(from, to) && (guideWords["clauseBegins"][d.words[from].lowered] || d.words[from].capital)
}

// hasVerb reports whether one of a range of tokens is a finite form of an auxiliary.
func (d *document) hasVerb(from, to int) bool {
	for i := from; i < to; i++ {
		w := d.words[i].lowered
		if beWords[w] || modals[w] || w == "has" || w == "have" || w == "had" || w == "do" || w == "does" ||
			w == "did" ||
			strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}

// isQuestion reports whether a sentence with a cue begins with a question word: "What can we expect".
func (d *document) isQuestion(cue int) bool {
	s := d.t.Sentences[d.words[cue].sentence]
	switch d.words[s.First].lowered {
	case "what", "how", "why", "when", "where", "which", "who", "do", "does", "did", "can", "should":
		return d.words[s.End-1].lowered == "?" || d.isHeadline[d.words[cue].sentence]
	}
	return false
}

// canSpeak reports whether the words for a source are a person, a group, a body, a name or a pronoun for these.
func (d *document) canSpeak(s *Statement) bool {
	if s.Source.Empty() {
		return false
	}
	from, to := d.t.TokensIn(s.Source)
	switch w := d.words[from].lowered; {
	case to-from == 1 && neutralPronouns[w]:
		return false
	case to-from == 1 && pronouns[within.Uncontracted(w)] || w == "who":
		return true
	}
	for from+1 < to && (d.words[from].short == 4 || shareWords[d.words[from].lowered]) {
		from++ // "92% of consumers"
	}
	if d.isDocument(from, to) || IsSomebody(d.span(from, to).In(d.t.Text)) {
		return true
	}
	for i := from; i < to; i++ {
		w := &d.words[i]
		if w.mark == 0 && w.capital && (d.t.Sentences[w.sentence].First != i || clusters.Of(w.lowered) == 0 ||
			names.IsGivenName(w.lowered) || d.isCapitalizedElsewhere(i)) {
			return true
		}
	}
	return false
}

// shareWords are before those who are counted.
var shareWords = forms("% percent per cent of in out nearly almost about over more than half")

// isDocument reports whether the head noun of a source is one for a document or its results.
func (d *document) isDocument(from, to int) bool {
	head := ""
	for i := from; i < to; i++ {
		w := &d.words[i]
		if w.mark != 0 || attributes[w.lowered] && head != "" {
			break
		}
		head = w.lowered
	}
	return guideWords["documents"][head]
}

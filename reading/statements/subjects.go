package statements

import (
	"slices"
	"strings"

	"cuttings/cutting"
)

// The subject of a cue follows from grammar, which the tagger of roles sometimes gets wrong where somebody else
// is nearer: the accused after "accused", the antecedent of a relative clause ("the report, which X dismissed,
// says"), the outer speaker ("X said the generals have agreed").

// correctSubjects replaces sources that cannot be the subject of their cue by its subject.
func (d *document) correctSubjects(statements []Statement) {
	for i := range statements {
		d.accordingTo(&statements[i])
		d.correctObject(&statements[i])
		d.correctRelative(&statements[i], statements)
		d.behindPreposition(statements, i)
		d.ownWords(&statements[i])
	}
}

// ownWords removes the source from the content.
func (d *document) ownWords(s *Statement) {
	if s.Source.Empty() || !overlaps(s.Content, s.Source) {
		return
	}
	from, to := d.t.TokensIn(s.Source)
	if rest := d.contentWithout(s.Content, from, to); len(rest) > 0 {
		s.Content = rest
	}
}

// dropContrary drops what the text states against somebody ("contrary to what X claimed, the mill was not burnt"),
// and removes the main clause about a statement from its content ("what X claimed was false"). Neither is what
// X said.
func (d *document) dropContrary(statements []Statement) []Statement {
	out := statements[:0]
	for _, s := range statements {
		from, _ := d.t.TokensIn(s.Source)
		_, end := d.t.TokensIn(s.Cue)
		if s.Source.Empty() || from == 0 || d.words[from-1].lowered != "what" || !thatVerbs[d.words[end-1].lowered] &&
			!plainVerbs[d.words[end-1].lowered] || end >= len(d.words) ||
			d.words[end].mark != markComma && !beWords[d.words[end].lowered] {
			out = append(out, s)
			continue
		}
		if beWords[d.words[end].lowered] && !d.judgedUntrue(end+1) {
			out = append(out, s) // "what X said was that", "what X said was a plot"
		}
	}
	return out
}

// judgedUntrue reports whether the words from a token on state that something is not so.
func (d *document) judgedUntrue(i int) bool {
	for k := i; k < min(i+4, len(d.words)); k++ {
		switch w := d.words[k].lowered; {
		case untrueWords[w]:
			return true
		case w != "a" && w != "not" && w != "n't" && w != "simply" && !strings.HasSuffix(w, "ly"):
			return false
		}
	}
	return false
}

var untrueWords = forms(`false untrue wrong lie lies true incorrect inaccurate nonsense rubbish invented refuted
	baseless unfounded correct right`)

// accordingTo sets the source of a statement whose cue is "according to" to the words after it.
func (d *document) accordingTo(s *Statement) {
	first, end := d.t.TokensIn(s.Cue)
	if d.words[end-1].lowered != "to" || d.words[first].lowered != "according" || s.Source.Start >= s.Cue.End ||
		s.Source.Empty() {
		return
	}
	old := s.Source
	last := d.t.Sentences[d.words[first].sentence].End
	to := end
	for to < last && (d.words[to].mark == 0 && !clauseEnds[d.words[to].lowered] || d.words[to].mark != 0 &&
		d.inWord(to)) {
		to++
	}
	s.Source = cutting.Span{}
	if to == end || to-end > maxPlainSource {
		return
	}
	rest := d.contentWithout(s.Content, end, to)
	if !overlaps(rest, old) {
		rest = d.mergeSpans(append([]cutting.Span{old}, rest...))
	}
	s.Source, s.Content = d.span(end, to), rest
}

// objectVerbs have a person or thing accused, addressed or named directly after them.
var objectVerbs = forms(`accuse accuses accused accusing blame blames blamed blaming criticise criticises
	criticised criticize criticizes criticized criticising criticizing condemn condemns condemned condemning
	denounce denounces denounced denouncing praise praises praised praising urge urges urged urging tell tells
	told telling ask asks asked asking warn warns warned warning describe describes described describing call
	calls called calling brand brands branded label labels labelled labeled dub dubs dubbed attack attacks
	attacked slam slams slammed blast blasts blasted mock mocks mocked ridicule ridicules ridiculed assure
	assures assured inform informs informed remind reminds reminded suspect suspects suspected charge charges
	charged thank thanks thanked persuade persuaded advise advises advised promise promises promised`)

// correctObject corrects a statement whose source is the object of its cue.
func (d *document) correctObject(s *Statement) {
	if s.Source.Empty() || s.Source.Start < s.Cue.End || len(s.Content) == 0 || s.Content[0].Start < s.Cue.Start {
		return
	}
	first, end := d.t.TokensIn(s.Cue)
	if !objectVerbs[d.words[end-1].lowered] {
		return
	}
	if _, is := d.passiveOf(first, end); is {
		return
	}
	from, to := d.t.TokensIn(s.Source)
	for k := end; k < from; k++ {
		if w := &d.words[k]; w.mark != 0 || w.lowered == "by" {
			return
		}
	}
	low := d.t.Sentences[d.words[first].sentence].First
	subject := d.subjectFrom(first, low)
	stop := first
	if stop > subject && d.words[stop-1].mark == markComma {
		stop--
	}
	object := d.span(from, to)
	s.Source = cutting.Span{}
	if subject < stop && stop-subject <= maxPlainSource && d.words[subject].mark == 0 && !d.words[subject].isQuoted {
		s.Source = d.span(subject, stop)
	}
	if !passiveWords["addressed"][d.words[end-1].lowered] && s.Content[0].Start > object.Start {
		s.Content[0].Start = d.t.Tokens[end].Start
	}
}

// behindPreposition corrects a statement whose source follows a preposition, so that it is not the subject of a
// verb after it: "marching through the streets chanted", "sent a letter to X, saying". The source becomes the
// previous speaker in the sentence, or else its subject.
func (d *document) behindPreposition(statements []Statement, i int) {
	s := &statements[i]
	if s.Source.Empty() || s.Source.End > s.Cue.Start {
		return
	}
	from, to := d.t.TokensIn(s.Source)
	cue, cueEnd := d.t.TokensIn(s.Cue)
	sentence := d.words[cue].sentence
	if isOwner(d.words[cue-1].lowered) || possessives[d.words[to-1].lowered] || // "of X's claim"
		!d.isVerb(cue, cueEnd) || strings.HasSuffix(d.words[cue].lowered, "ing") && to == cue ||
		from > 0 && d.words[from].short == 4 { // "a statement announcing", "about 20 people have"
		return
	}
	low := d.t.Sentences[sentence].First
	if d.words[cue].mark != 0 || d.words[from].sentence != sentence || from == low ||
		!purePrepositions[d.words[from-1].lowered] && !purePrepositions[d.words[from].lowered] ||
		d.words[cue].isQuoted != d.words[from].isQuoted {
		return
	}
	if from-1 > low && d.words[from-1].lowered == "of" && (quantities[d.words[from-2].lowered] ||
		d.words[from-2].short == 4) { // "two of the officials"
		s.Source.Start = d.t.Tokens[from-2].Start
		return
	}
	s.Source = cutting.Span{}
	if d.words[cue].lowered == "to" {
		return
	}
	for k := i - 1; k >= 0; k-- {
		first := d.tokenAt(statements[k].Cue.Start)
		if d.words[first].sentence < sentence {
			break
		}
		if d.words[first].sentence == sentence && d.words[first].mark == 0 &&
			!statements[k].Source.Empty() && strings.HasSuffix(d.words[cue].lowered, "ing") {
			s.Source = statements[k].Source
			return
		}
	}
	start, end := d.firstNoun(low, cue)
	if end <= start {
		return
	}
	subject := d.span(start, end)
	if last := s.Content[len(s.Content)-1]; last.Start >= s.Cue.End { // what is before the cue is its subject
		s.Content = slices.DeleteFunc(s.Content, func(c cutting.Span) bool {
			return c.Contains(subject) && c.End <= s.Cue.Start
		})
	}
	if !overlaps(s.Content, subject) {
		s.Source = subject
	}
}

// isVerb reports whether a cue is a verb by its form.
func (d *document) isVerb(from, to int) bool {
	for i := from; i < to; i++ {
		w := d.words[i].lowered
		if strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") || thatVerbs[w] || plainVerbs[w] || w == "told" ||
			w == "has" || w == "have" || w == "had" || w == "wrote" {
			return true
		}
	}
	return false
}

var possessives = forms("his her its their our my your whose")

// pastForms are past forms that do not end in -ed; a noun phrase ends before them.
var pastForms = forms(`took gave went came did got made met held set led left had became began broke brought
	built bought caught chose drew drove fell fought found fled flew kept knew lost meant paid put ran read rose
	saw sought sold sent shook shot sat spent stood struck threw told understood withdrew won wrote said spoke`)

// purePrepositions are prepositions that begin no clause.
var purePrepositions = forms(
	"in of to from at on through about into against near over under between among during via across toward towards")

var quantities = forms(
	"some many most several few one two three four five six seven eight nine ten half dozens hundreds " +
		"thousands all none any each both member members")

// firstNoun returns the noun phrase at the beginning of a clause whose verb is before token end; none if it
// begins with anything else.
func (d *document) firstNoun(from, end int) (start, stop int) {
	if purePrepositions[d.words[from].lowered] || d.words[from].lowered == "after" ||
		d.words[from].lowered == "before" {
		for from < end && d.words[from].mark != markComma { // in August,
			from++
		}
		from++
	}
	if from >= end || !d.beginsNoun(from) || d.words[from].isQuoted || attributes[d.words[from].lowered] &&
		!pronouns[d.words[from].lowered] || prepositions[d.words[from].lowered] || clauseEnds[d.words[from].lowered] ||
		strings.HasSuffix(d.words[from].lowered, "ly") || d.isParticiple(from) || possessives[d.words[from].lowered] ||
		strings.HasSuffix(d.words[from].lowered, "ing") || strings.EqualFold(d.words[from].lowered, "contrary") {
		return 0, 0
	}
	named := d.words[from].capital && !determiners[d.words[from].lowered]
	stop = from + 1
	for stop < end && !pronouns[d.words[from].lowered] {
		w := &d.words[stop]
		if w.mark != 0 && !d.inWord(stop) || !w.capital && w.mark == 0 && (named || pastForms[w.lowered]) ||
			!w.capital && (w.kind != 0 && !somebodyNouns[w.lowered] || w.cue ||
				d.isParticiple(stop) || strings.HasSuffix(w.lowered, "ing") || prepositions[w.lowered] ||
				beWords[w.lowered] ||
				modals[w.lowered] || helperWords[w.lowered] || relativePronouns[w.lowered] || w.lowered == "of") {
			break
		}
		stop++
	}
	if stop >= end || d.words[stop].mark != 0 && d.words[stop].mark != markComma {
		return 0, 0
	}
	return from, stop
}

var relativePronouns = forms("which who whom whose that")

// correctRelative corrects a statement whose source is in a relative clause that ends before the cue, and removes
// from a source the antecedent of a relative clause in it.
func (d *document) correctRelative(s *Statement, statements []Statement) {
	if s.Source.Empty() || s.Source.End > s.Cue.Start {
		return
	}
	from, to := d.t.TokensIn(s.Source)
	cue, cueEnd := d.t.TokensIn(s.Cue)
	if d.words[from].sentence != d.words[cue].sentence || d.words[from].isQuoted != d.words[cue].isQuoted {
		return
	}
	low := d.t.Sentences[d.words[cue].sentence].First
	rel := -1
	switch {
	case relativePronouns[d.words[from].lowered] && (d.words[from].lowered != "that" || to-from == 1):
		rel = from
	case from > low && relativePronouns[d.words[from-1].lowered]:
		rel = from - 1
	}
	if rel >= 0 && d.words[rel].lowered == "that" && // "said that"
		(rel == low || d.words[rel-1].kind != 0 || d.words[rel-1].mark != 0) {
		rel = -1
	}
	if rel >= 0 && !strings.HasSuffix(d.words[cueEnd-1].lowered, "ing") && d.clauseOver(rel, to, cue, s, statements) {
		d.setAntecedent(s, rel, low)
		return
	}
	if rel == from && to-from > 1 && d.words[from].lowered != "whose" && d.beginsNoun(from+1) { // "whom X calls"
		s.Source = d.span(from+1, to)
		from++
	}
	// "the farmers, who X said were cheating"
	for k := from + 1; k+2 < to; k++ {
		if d.words[k].mark == markComma && relativePronouns[d.words[k+1].lowered] && d.words[k+1].lowered != "whose" &&
			d.beginsNoun(k+2) {
			s.Source = d.span(from, k)
			return
		}
	}
}

// beginsNoun reports whether a noun phrase begins at a token.
func (d *document) beginsNoun(i int) bool {
	w := &d.words[i]
	return w.mark == 0 && (w.capital || determiners[w.lowered] || pronouns[w.lowered] || somebodyNouns[w.lowered])
}

var pronouns = forms(`he she they it we i you everyone everybody someone somebody anyone anybody nobody others many
	some both all none`)

// clauseOver reports whether the relative clause that begins at token rel ends before the cue: at a comma, or
// because its own verb is a cue in between.
func (d *document) clauseOver(rel, to, cue int, s *Statement, statements []Statement) bool {
	k := cue - 1
	for k > to && (helperWords[d.words[k].lowered] || strings.HasSuffix(d.words[k].lowered, "ly")) {
		k--
	}
	if k <= to {
		return false
	}
	for i := to; i < k; i++ {
		if w := d.words[i].lowered; w == "and" || w == "but" || w == ";" {
			return false
		}
	}
	if d.words[k].mark == markComma && rel > 0 && d.words[rel-1].mark == markComma {
		return k-to >= 2
	}
	if rel == to-1 { // "who" itself is the source, of a verb further on
		return false
	}
	for i := range statements {
		if c := statements[i].Cue; c.Start >= s.Source.End && c.End <= s.Cue.Start &&
			d.words[d.tokenAt(c.Start)].mark == 0 {
			return true
		}
	}
	return false
}

// setAntecedent sets the source to the antecedent of the relative pronoun at token rel, to none if it cannot be
// found.
func (d *document) setAntecedent(s *Statement, rel, low int) {
	s.Source = cutting.Span{}
	end := rel
	if end > low && d.words[end-1].mark == markComma {
		end--
	}
	if from := d.nounBefore(end, low); from < end && !overlaps(s.Content, d.span(from, end)) {
		s.Source = d.span(from, end)
	}
}

// nounBefore returns where the noun phrase begins that ends before token end, end where
// there is none: "the head of the union", "Mara Tellier", "he".
func (d *document) nounBefore(end, low int) int {
	start, k := end, end
	for k > low && end-k <= maxPlainSource {
		w := &d.words[k-1]
		switch {
		case agentTimes[w.lowered] && start == end:
			return end
		case k == end && k-1 > low && w.mark == 0 && !w.cue && determiners[d.words[k-2].lowered]: // "the report"
		case w.mark != 0 && !d.inWord(k-1), (w.kind != 0 && !somebodyNouns[w.lowered] || w.cue) && !w.capital,
			beWords[w.lowered], helperWords[w.lowered], clauseEnds[w.lowered] &&
				w.lowered != "and", w.lowered == "that",
			relativePronouns[w.lowered], modals[w.lowered]:
			return start
		case pronouns[w.lowered]:
			if k == end {
				return k - 1
			}
			return start
		case determiners[w.lowered]:
			start = k - 1
			if k-1 > low && (nounJoins[d.words[k-2].lowered] || d.words[k-2].lowered == "and") {
				k -= 2
				continue
			}
			return start
		case w.capital, w.lowered == "and" && start < end, w.mark != 0:
			if w.capital {
				start = k - 1
			}
		case nounJoins[w.lowered]:
			if start == end {
				return end
			}
		default:
			if k == end && (somebodyNouns[w.lowered] || IsSomebody(w.lowered)) {
				start = k - 1 // "farmers"
			}
		}
		k--
	}
	return start
}

// nounJoins are prepositions within a noun phrase.
var nounJoins = forms("of for in at from")

// reportedSubject returns the subject of a cue within another statement's content; reported is false for any
// other cue, and for one that continues with the other's subject ("and adds").
func (d *document) reportedSubject(s, outer *Statement) (subject cutting.Span, reported bool) {
	if s.Cue.Start < outer.Cue.End {
		return cutting.Span{}, false
	}
	inside := false
	for _, c := range outer.Content {
		inside = inside || c.Start <= s.Cue.Start && s.Cue.End <= c.End && c.Start < s.Cue.Start
	}
	if !inside {
		return cutting.Span{}, false
	}
	_, low := d.t.TokensIn(outer.Cue)
	cue, _ := d.t.TokensIn(s.Cue)
	if d.words[cue].sentence != d.words[low-1].sentence || strings.HasSuffix(d.words[cue].lowered, "ing") {
		return cutting.Span{}, false
	}
	to := cue
	for to > low && (modals[d.words[to-1].lowered] || passiveAdverbs[d.words[to-1].lowered] ||
		helperWords[d.words[to-1].lowered] ||
		strings.HasSuffix(d.words[to-1].lowered, "ly")) {
		to--
	}
	if to > low && (conjunctions[d.words[to-1].lowered] || d.words[to-1].lowered == "or") {
		return cutting.Span{}, false
	}
	w := &d.words[cue]
	noun := to == cue && determiners[d.wordAt(to-1).lowered] && w.kind != 0 && !thatVerbs[w.lowered] &&
		!plainVerbs[w.lowered]
	if from := d.nounBefore(to, low); from < to && !noun { // "the claim"
		return d.span(from, to), true
	}
	return cutting.Span{}, true
}

package statements

import (
	_ "embed"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/wordset"
)

// The subject of a passive is not the speaker: "X was told that", "X has been described as a sect by Y". The
// speaker is named after "by", or not at all. The subject belongs to the content, unless it is only addressed.
// (In the training texts this is so in 9 of 10 such passives, apart from those of feelings, "is worried that".)

//go:embed passive.txt
var passiveData string

// passiveWords are the words of passive.txt by kind.
var passiveWords = wordset.ReadLists(passiveData)

// passive is the verb of a statement whose subject is not its source.
type passive struct {
	beForm int // token of the form of "be"; -1 where there is none ("X, accused of theft, …")
	verb   int // token of the participle
}

var (
	beWords = forms(
		"is are was were am be been being isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t got gets get")
	passiveAdverbs = forms(
		"not n't n’t never also been being once now still again long already often since ever even just only " +
			"then twice both first later reportedly all has have had yet quite more less so far")
	reportForms = forms(
		"quoted reported said cited heard caught seen filmed recorded overheard believed known thought")
)

func (d *document) isParticiple(i int) bool {
	w := &d.words[i]
	return w.mark == 0 && (strings.HasSuffix(w.lowered, "ed") && len(w.lowered) > 3 ||
		passiveWords["irregular"][w.lowered])
}

// passiveOf returns the passive that the cue of tokens from first to end is; ok is false for any other cue, and
// where the subject is the source nevertheless.
func (d *document) passiveOf(first, end int) (p passive, ok bool) {
	low := d.t.Sentences[d.words[first].sentence].First
	for i := first; i < end; i++ {
		if !d.isParticiple(i) {
			continue
		}
		w := d.words[i].lowered
		p = passive{beForm: d.beFormOf(i, low), verb: i}
		switch {
		case passiveWords["mind"][w] || d.speaksItself(i, end):
			return p, false
		case p.beForm >= 0:
			return p, !(d.words[p.beForm].lowered == "being" && p.beForm > low && d.words[p.beForm-1].lowered == "for")
		case i+1 < len(d.words) && (passiveWords["bare"][w] || wordsAfterPassiveCalling[d.words[i+1].lowered] &&
			(callingParticiples[w] || passiveWords["addressed"][w])) &&
			d.withoutObject(i, low):
			return p, true
		}
	}
	return p, false
}

// beFormOf returns the token of the form of "be" that belongs to the participle at token i, -1 for none.
func (d *document) beFormOf(i, low int) int {
	for k := i - 1; k >= low && i-k <= 5; k-- {
		switch w := d.words[k].lowered; {
		case beWords[w]:
			for k > low && (d.words[k-1].lowered == "been" || d.words[k-1].lowered == "being" ||
				beWords[d.words[k-1].lowered]) {
				k--
			}
			return k
		case !passiveAdverbs[w] && !strings.HasSuffix(w, "ly"):
			return -1
		}
	}
	return -1
}

// speaksItself reports whether the subject of the participle at token i speaks by another verb of the cue or
// directly after it: "was quoted as saying", "was forced to admit".
func (d *document) speaksItself(i, end int) bool {
	at := func(k int) string { return d.wordAt(k).lowered }
	switch next := at(i + 1); {
	case next == "as" && strings.HasSuffix(at(i+2), "ing"):
		return reportForms[d.words[i].lowered]
	case strings.HasSuffix(next, "ing") && reportForms[d.words[i].lowered]:
		return true
	case next == "to" && i+2 < end:
		return d.wordAt(i+2).kind != 0 || at(i+2) == "have"
	}
	return false
}

// withoutObject reports whether the participle at token i has no object after it, nor one before ("which X
// described as").
func (d *document) withoutObject(i, low int) bool {
	switch d.words[i+1].lowered {
	case "by":
		return passiveWords["bare"][d.words[i].lowered] || d.agentAt(i+1, i) > 0
	case "of", "for", "as", "with", "over":
	case "to":
		if !passiveWords["addressed"][d.words[i].lowered] || d.words[i].lowered == "asked" {
			return false
		}
		by, _ := d.agentOf(passive{-1, i})
		return by > 0 || d.isHeadline[d.words[i].sentence]
	case "a", "an":
		if !callingParticiples[d.words[i].lowered] {
			return false
		}
		by, _ := d.agentOf(passive{-1, i})
		return by > 0
	default:
		return false
	}
	for k := i - 1; k >= low && i-k <= 6 && d.words[k].mark == 0; k-- {
		switch d.words[k].lowered {
		case "which", "whom", "who", "that", "what":
			return false
		}
	}
	return true
}

// agentAt returns the end of the agent named after the "by" at token k, 0 for none. verb is the participle:
// "accused by Y of" goes on with what of.
func (d *document) agentAt(k, verb int) int {
	s := d.t.Sentences[d.words[k].sentence]
	end := k + 1
	for end < s.End && end-k <= maxPlainSource {
		w := &d.words[end]
		switch {
		case w.mark != 0 && d.inWord(end) && end > k+1 && end+1 < s.End:
		case w.mark != 0, agentEnds[w.lowered], agentTimes[w.lowered] && end > k+1,
			strings.HasSuffix(w.lowered, "ing") && !w.capital && !somebodyNouns[w.lowered]:
			return d.agentEnd(k+1, end)
		case w.lowered == "and" && end+1 < s.End && !d.words[end+1].capital && !determiners[d.words[end+1].lowered] &&
			!somebodyNouns[d.words[end+1].lowered]:
			return d.agentEnd(k+1, end)
		case w.lowered == "of" && end+1 < s.End && (passiveWords["of"][d.words[verb].lowered] &&
			!d.words[end+1].capital && !determiners[d.words[end+1].lowered] ||
			strings.HasSuffix(d.words[end+1].lowered, "ing")):
			return d.agentEnd(k+1, end)
		}
		end++
	}
	return d.agentEnd(k+1, end)
}

// agentEnd returns end if the words from a token to it describe somebody or are a name, else 0.
func (d *document) agentEnd(from, end int) int {
	if from >= end || agentTimes[d.words[from].lowered] {
		return 0
	}
	if r := d.words[from].lowered; r == "him" || r == "her" || r == "them" || r == "us" || r == "me" {
		return from + 1
	}
	for i := from; i < end; i++ {
		if d.words[i].capital && !agentTimes[d.words[i].lowered] {
			return end
		}
	}
	if IsSomebody(d.span(from, end).In(d.t.Text)) {
		return end
	}
	return 0
}

var (
	agentEnds = forms(`not never that to as for when after before on at over during while who which whose whom
		because since with without if whether but in from against about into through is are was were has have
		had will would until by around despite following amid under within near than where why how`)
	agentTimes = forms(`monday tuesday wednesday thursday friday saturday sunday january february march april
		may june july august september october november december yesterday today tomorrow last next this then
		now noon midnight week month year night dawn morning evening afternoon earlier later again`)
)

// agentOf returns the tokens of the passive's agent: those after "by" in its clause. There are none if another
// verb is before the "by", whose agent they may be.
func (d *document) agentOf(p passive) (byToken, end int) {
	s := d.t.Sentences[d.words[p.verb].sentence]
	quoted := d.words[p.verb].isQuoted
	for k := p.verb + 1; k < s.End && k-p.verb <= 2*maxPlainSource; k++ {
		w := &d.words[k]
		if w.isQuoted != quoted {
			continue // "was called “a gang” by Y"
		}
		switch {
		case w.lowered == "by":
			if end := d.agentAt(k, p.verb); end > 0 {
				return k, end
			}
			return 0, 0
		case w.mark != 0, agentEnds[w.lowered] && !d.passesOver(k, p.verb):
			return 0, 0
		case k > p.verb+1 && (d.isParticiple(k) || strings.HasSuffix(w.lowered, "ing") && !w.capital):
			return 0, 0
		}
	}
	return 0, 0
}

// passesOver reports whether a word that ends a name may be between a passive and its "by": "described as a
// sect by", "accused on Monday by", "reported to be".
func (d *document) passesOver(k, verb int) bool {
	switch w := d.words[k].lowered; w {
	case "as":
		return true
	case "to": // "urged to resign by"
		return passiveWords["addressed"][d.words[verb].lowered]
	case "on", "in", "at", "during":
		return k+1 < len(d.words) && (agentTimes[d.words[k+1].lowered] || d.words[k+1].short == 4 ||
			d.words[k+1].capital)
	default:
		return false
	}
}

// wordsAfterPassiveCalling are the words after participles of calling and addressing whose object is the subject: "X
// called a liar by Y", "X told to resign".
var wordsAfterPassiveCalling = forms("a an to by")

// callingParticiples are participles that put a name on their object without "as".
var callingParticiples = forms("called branded labelled labeled dubbed deemed declared")

// subjectOf returns the tokens of the passive's subject, none where it has no meaning ("it was said that") or
// cannot be found.
func (d *document) subjectOf(p passive) (from, to int) {
	to = p.beForm
	if to < 0 {
		if to = p.verb; !d.isHeadline[d.words[to].sentence] { // a headline omits "is"
			return 0, 0
		}
	}
	first := d.t.Sentences[d.words[to].sentence].First
	for to > first && (passiveAdverbs[d.words[to-1].lowered] || strings.HasSuffix(d.words[to-1].lowered, "ly")) ||
		to > first && modals[d.words[to-1].lowered] {
		to--
	}
	from = d.subjectFrom(to, first)
	if to > from && d.words[to-1].mark == markComma {
		to--
	}
	from = d.behindSaying(from, to)
	if from >= to || to-from > maxPlainSource || d.words[from].mark != 0 {
		return 0, 0
	}
	if to-from == 1 && (d.words[from].lowered == "it" || d.words[from].lowered == "there") {
		return 0, 0
	}
	return from, to
}

// behindSaying returns where the subject begins of a clause reported without "that", after the words that begin
// at token from: "the mayor" of "Venn said the mayor".
func (d *document) behindSaying(from, to int) int {
	for k := to - 2; k > from; k-- {
		w := d.words[k].lowered
		if !thatVerbs[w] && !plainVerbs[w] && w != "told" || determiners[d.words[k-1].lowered] {
			continue
		}
		if w == "told" { // "told reporters the mayor"
			for k+2 < to && !determiners[d.words[k+2].lowered] && !d.words[k+2].capital {
				k++
			}
			k++
		}
		return k + 1
	}
	return from
}

var modals = forms("will would shall should can could may might must cannot to")

// correctPassives corrects the statements that are passives, and reports for each whether it is one.
func (d *document) correctPassives(statements []Statement) []bool {
	is := make([]bool, len(statements))
	for n := range statements {
		s := &statements[n]
		first, end := d.t.TokensIn(s.Cue)
		p, ok := d.passiveOf(first, end)
		if ok {
			is[n] = true
			d.turnPassive(s, p, end)
		} else if p.verb > 0 && s.Source.Empty() {
			d.ownSubject(s, p)
		}
	}
	return is
}

// ownSubject sets the source of a passive whose subject speaks nevertheless: "X is worried that", "X was quoted
// as saying".
func (d *document) ownSubject(s *Statement, p passive) {
	w := d.words[p.verb].lowered
	if p.beForm < 0 || !passiveWords["mind"][w] && !reportForms[w] {
		return
	}
	from, to := d.subjectOf(p)
	if to == 0 {
		return
	}
	if rest := d.contentWithout(s.Content, from, to); len(rest) > 0 {
		s.Source, s.Content = d.span(from, to), rest
	}
}

// turnPassive corrects a passive: its agent becomes the source, its subject content.
func (d *document) turnPassive(s *Statement, p passive, cueEnd int) {
	old := s.Source
	s.Source = cutting.Span{}
	by, end := d.agentOf(p)
	if end > 0 {
		s.Source = d.span(by+1, end)
		s.Content = d.contentWithout(s.Content, by, end)
		if cueEnd > by {
			cueEnd = by
		}
	} else if old.Start >= s.Cue.End && d.behindBy(old) {
		s.Source = old
	}
	if start := d.t.Tokens[p.verb].End; d.verbsIn(p.verb+1, cueEnd) && start < s.Cue.End {
		// "was blasted for saying": the reason is content
		rest := d.span(p.verb+1, cueEnd)
		s.Cue.End = start
		s.Content = d.mergeSpans(append([]cutting.Span{rest}, s.Content...))
	} else if s.Cue.End > d.t.Tokens[cueEnd-1].End {
		s.Cue.End = d.t.Tokens[cueEnd-1].End
	}
	if from, to := d.subjectOf(p); to > 0 && !passiveWords["addressed"][d.words[p.verb].lowered] {
		if subject := d.span(from, to); !overlaps(s.Content, subject) && !subject.Overlaps(s.Source) &&
			subject.End <= s.Cue.Start {
			s.Content = append([]cutting.Span{subject}, s.Content...)
		}
	}
	if len(s.Content) == 0 && !old.Empty() && old.End <= s.Cue.Start {
		s.Content = []cutting.Span{old}
	}
}

// behindBy reports whether "by" is directly before words or their first.
func (d *document) behindBy(s cutting.Span) bool {
	from, _ := d.t.TokensIn(s)
	return d.words[from].lowered == "by" || from > 0 && d.words[from-1].lowered == "by"
}

// verbsIn reports whether tokens are more than joining words.
func (d *document) verbsIn(from, to int) bool {
	for i := from; i < to; i++ {
		if d.words[i].mark == 0 && !prepositions[d.words[i].lowered] && !agentEnds[d.words[i].lowered] &&
			d.words[i].lowered != "of" {
			return true
		}
	}
	return false
}

// contentWithout returns content without tokens from to end, and without parts that have no word left.
func (d *document) contentWithout(content []cutting.Span, from, end int) []cutting.Span {
	cut := d.span(from, end)
	var out []cutting.Span
	for _, c := range content {
		if !c.Overlaps(cut) {
			out = append(out, c)
			continue
		}
		if a, b := d.t.TokensIn(cutting.Span{Start: c.Start, End: cut.Start}); c.Start < cut.Start && d.anyWord(a, b) {
			out = append(out, d.span(a, b))
		}
		if a, b := d.t.TokensIn(cutting.Span{Start: cut.End, End: c.End}); cut.End < c.End && d.anyWord(a, b) {
			for d.words[a].mark != 0 && d.words[a].mark != markOpen {
				a++
			}
			out = append(out, d.span(a, b))
		}
	}
	return out
}

func (d *document) anyWord(from, to int) bool {
	for i := from; i < to; i++ {
		if d.words[i].mark == 0 {
			return true
		}
	}
	return false
}

// mergeSpans merges spans with only blanks between them.
func (d *document) mergeSpans(spans []cutting.Span) []cutting.Span {
	out := spans[:1]
	for _, s := range spans[1:] {
		last := &out[len(out)-1]
		if s.Start >= last.End && strings.TrimSpace(d.t.Text[last.End:s.Start]) == "" {
			last.End = s.End
			continue
		}
		out = append(out, s)
	}
	return out
}

// missedPassives adds the passives that the taggers missed and that name their agent: "X has been classified as
// a gang by the ministry".
func (d *document) missedPassives(statements []Statement) []Statement {
	covered := d.cueTokens(statements)
	for i := range d.words {
		if covered[i] || !passiveWords["told"][d.words[i].lowered] || d.words[i].isQuoted {
			continue
		}
		p, ok := d.passiveOf(i, i+1)
		if !ok {
			continue
		}
		by, end := d.agentOf(p)
		from, to := d.subjectOf(p)
		if end == 0 || to == 0 {
			continue
		}
		stop := end
		for last := d.t.Sentences[d.words[i].sentence].End; stop < last && d.words[stop].mark == 0; {
			stop++
		}
		cue := p.beForm
		if cue < 0 {
			cue = i
		}
		for cue > to && d.words[cue-1].mark == 0 {
			cue--
		}
		s := Statement{Source: d.span(by+1, end), Cue: d.span(cue, i+1), Kind: kindOf([]string{d.words[i].lowered}),
			Form: Indirect}
		if !passiveWords["addressed"][d.words[i].lowered] {
			s.Content = append(s.Content, d.span(from, to))
		}
		if i+1 < stop {
			s.Content = append(s.Content, d.contentWithout([]cutting.Span{d.span(i+1, stop)}, by, end)...)
		}
		if len(s.Content) > 0 {
			s.Form = d.formOf(s.Content)
			statements = append(statements, s)
		}
	}
	return statements
}

// formOf returns the form of content by the share of its words that are quoted.
func (d *document) formOf(content []cutting.Span) Form {
	var quoted, all int
	for _, c := range content {
		from, to := d.t.TokensIn(c)
		for i := from; i < to; i++ {
			if d.words[i].mark == 0 {
				all++
				quoted += int(flag(d.words[i].isQuoted))
			}
		}
	}
	return formBy(quoted, all)
}

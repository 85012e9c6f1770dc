package statements

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// The taggers were trained on news of one kind. Statements they missed whose verb can hardly do anything but
// attribute are found by rule: "The Authority denies having closed any gate".

// plainVerbs are such verbs in their finite forms.
var plainVerbs = forms(`deny denies denied`, `reject rejects rejected`, `dispute disputes disputed`,
	`dismiss dismisses dismissed`, `refute refutes refuted`, `accuse accuses accused`, `blame blames blamed`,
	`doubt doubts doubted`, `admit admits admitted`, `concede concedes conceded`,
	`acknowledge acknowledges acknowledged`, `confess confesses confessed`,
	`promise promises promised`, `vow vows vowed`, `pledge pledges pledged`, `insist insists insisted`,
	`allege alleges alleged`, `assert asserts asserted`, `confirm confirms confirmed`,
	`warn warns warned`, `boast boasts boasted`)

// thatVerbs attribute what follows when that is a clause with "that".
var thatVerbs = forms(`say says said`, `state states stated`, `claim claims claimed`, `announce announces announced`,
	`report reports reported`, `note notes noted`, `argue argues argued`, `maintain maintains maintained`,
	`declare declares declared`, `explain explains explained`, `recall recalls recalled`, `stress stresses stressed`,
	`believe believes believed`, `reveal reveals revealed`)

// beginsThatClause reports whether token i is such a verb before "that" and a clause.
func (d *document) beginsThatClause(i int) bool {
	s := d.t.Sentences[d.words[i].sentence]
	return thatVerbs[d.words[i].lowered] && i+3 < s.End && d.words[i+1].lowered == "that" && d.words[i+2].mark == 0 &&
		!dayWords[d.words[i+2].lowered]
}

// dayWords follow a "that" that begins no clause: "said that night".
var dayWords = forms("day night morning evening afternoon week month year time same")

func forms(lists ...string) map[string]bool {
	m := map[string]bool{}
	for _, l := range lists {
		for _, w := range strings.Fields(l) {
			m[w] = true
		}
	}
	return m
}

var (
	beForms     = forms("be is are was were been being 's ’s get gets got")
	notFinite   = forms("to the a an of by for in on his her its their this that these those no any such which's not")
	helperWords = forms("has have had also then once still again now firmly flatly strongly categorically " +
		"repeatedly publicly later")
	clauseEnds = forms("and but while after as adding saying although though because when which where so")
)

// maxPlainSource is the maximum number of tokens of the source of such a verb.
const maxPlainSource = 24

// addPlainVerbs adds the statements of plain verbs that no cue of the others covers.
func (d *document) addPlainVerbs(statements []Statement) []Statement {
	covered := d.cueTokens(statements)
	for n, s := range statements {
		first, end := d.t.TokensIn(s.Cue)
		for i := first; i < end; i++ {
			if p, ok := d.asSaying(i); ok {
				statements[n].Source = p.Source
				from, to := d.t.TokensIn(p.Source)
				if rest := d.contentWithout(s.Content, from, to); len(rest) > 0 {
					statements[n].Content = rest
				}
			}
		}
	}
	added := false
	for i := range d.words {
		if s, ok := d.asSaying(i); ok && !covered[i] {
			statements, added = append(statements, s), true
			continue
		}
		if covered[i] || d.words[i].isQuoted || !plainVerbs[d.words[i].lowered] && !d.beginsThatClause(i) {
			continue
		}
		if _, is := d.passiveOf(i, i+1); is {
			continue
		}
		if s, ok := d.plainStatement(i); ok {
			statements, added = append(statements, s), true
		}
	}
	if added {
		slices.SortStableFunc(statements, func(a, b Statement) int { return a.Cue.Start - b.Cue.Start })
	}
	return statements
}

// cueTokens reports for each token whether it is part of a cue of statements.
func (d *document) cueTokens(statements []Statement) []bool {
	out := make([]bool, len(d.words))
	for _, s := range statements {
		first, end := d.t.TokensIn(s.Cue)
		for i := first; i < end; i++ {
			out[i] = true
		}
	}
	return out
}

// asSaying reads "quotes Y as saying that": what Y said, at the word "saying".
func (d *document) asSaying(i int) (Statement, bool) {
	s := d.t.Sentences[d.words[i].sentence]
	if d.words[i].lowered != "saying" || i-1 <= s.First || d.words[i-1].lowered != "as" || i+1 >= s.End {
		return Statement{}, false
	}
	verb := i - 2
	for verb > s.First && i-verb <= maxPlainSource && stem(d.words[verb].lowered) != "quot" &&
		stem(d.words[verb].lowered) != "cit" {
		verb--
	}
	if w := stem(d.words[verb].lowered); w != "quot" && w != "cit" || d.words[verb].isQuoted {
		return Statement{}, false
	}
	from, to := verb+1, i-1
	if be := d.beFormOf(verb, s.First); be >= 0 { // "Y was quoted by the paper as saying"
		from, to = d.subjectOf(passive{be, verb})
		if to == 0 {
			return Statement{}, false
		}
	}
	if d.words[to-1].mark == markComma {
		to--
	}
	end := s.End
	for end > i+1 && d.words[end-1].mark == markStop {
		end--
	}
	if end <= i+1 || to <= from {
		return Statement{}, false
	}
	roles := make([]int, end-i-1)
	for j := range roles {
		roles[j] = roleContent + runInside
	}
	return Statement{Source: d.span(from, to), Cue: d.span(i, i+1), Content: []cutting.Span{d.span(i+1, end)},
		Kind: Says,
		Form: d.form(i+1, roles)}, true
}

func (d *document) plainStatement(i int) (Statement, bool) {
	sentence := d.t.Sentences[d.words[i].sentence]
	cueFrom := i
	for cueFrom > sentence.First && (helperWords[d.words[cueFrom-1].lowered] ||
		strings.HasSuffix(d.words[cueFrom-1].lowered, "ly")) {
		cueFrom--
	}
	k := cueFrom - 1
	if k < sentence.First || beForms[d.words[k].lowered] || notFinite[d.words[k].lowered] || d.words[k].isQuoted {
		return Statement{}, false
	}
	from := d.subjectFrom(cueFrom, sentence.First)
	if from >= cueFrom || cueFrom-from > maxPlainSource {
		return Statement{}, false
	}
	to := cueFrom
	if d.words[to-1].mark == markComma {
		to--
	}
	if from >= to || d.words[from].mark != 0 {
		return Statement{}, false
	}
	end := i + 1
	for end < sentence.End {
		w := &d.words[end]
		if w.mark == markStop && end+1 == sentence.End || w.mark == markComma && w.lowered == ";" ||
			w.mark == markComma && end+1 < sentence.End && clauseEnds[d.words[end+1].lowered] {
			break
		}
		end++
	}
	first := i + 1
	for first < end && (d.words[first].mark != 0 && d.words[first].mark != markOpen) {
		first++
	}
	last := end
	for last > first && d.words[last-1].mark == markStop {
		last--
	}
	if first >= last {
		return Statement{}, false
	}
	var words []string
	for j := cueFrom; j <= i; j++ {
		words = append(words, d.words[j].lowered)
	}
	roles := make([]int, last-first)
	for j := range roles {
		roles[j] = roleContent + runInside
	}
	return Statement{
		Source: d.span(from, to), Cue: d.span(cueFrom, i+1), Content: []cutting.Span{d.span(first, last)},
		Kind: kindOf(words), Form: d.form(first, roles),
	}, true
}

// subjectFrom returns where the subject of a verb begins: the beginning of its clause, skipping appositions
// between commas.
func (d *document) subjectFrom(verb, first int) int {
	k := verb
	if k-1 > first && d.words[k-1].mark == markComma { // X, a unit of Y, denied
		k--
		for k-1 > first && d.words[k-1].mark != markComma {
			k--
		}
		if k-1 <= first {
			return verb
		}
		k--
	}
	for k > first {
		w := &d.words[k-1]
		if w.mark != 0 && !d.inWord(k-1) || w.lowered == "and" && !nameLike(d, k) || w.lowered == "but" ||
			w.lowered == "that" ||
			w.lowered == "while" {
			break
		}
		k--
		if w.lowered == "who" || w.lowered == "which" {
			break
		}
	}
	return k
}

// inWord reports whether a punctuation mark is within a subject: "Norden's minister, Mr. Roe".
func (d *document) inWord(i int) bool {
	w := d.words[i].lowered
	switch {
	case w == "&":
		return true
	case !inWords[w] || i == 0 || d.t.Tokens[i-1].End != d.t.Tokens[i].Start:
		return false
	case w == ".": // of an abbreviation, not of a sentence that the next runs into
		return d.words[i-1].capital && len(d.words[i-1].lowered) <= maxAbbreviation && i+1 < len(d.words) &&
			d.t.Tokens[i+1].Start > d.t.Tokens[i].End
	}
	return true
}

// maxAbbreviation is the maximum length of an abbreviation in bytes: "Prof".
const maxAbbreviation = 4

var inWords = forms(". 's ’s ' ’ -")

// nameLike reports whether a name continues after "and": "Smith and Sons".
func nameLike(d *document, i int) bool {
	r, _ := utf8.DecodeRuneInString(d.t.Token(i))
	return unicode.IsUpper(r)
}

// maxSubject is the maximum number of tokens of a subject that was labelled as content.
const maxSubject = 8

// setSourceBefore sets the source of a verb that denies, accuses, admits or doubts to the words directly before it, if
// there is no source and content follows: "Officials denied the allegations" has no content on both sides.
func (d *document) setSourceBefore(s *Statement) {
	if s.Kind == Says || s.Kind == Claims || s.Kind == Promises || !s.Source.Empty() || len(s.Content) < 2 ||
		s.Content[0].End > s.Cue.Start || s.Content[1].Start < s.Cue.End {
		return
	}
	if _, is := d.passiveOf(d.t.TokensIn(s.Cue)); is {
		return
	}
	first, cue := s.Content[0], d.tokenAt(s.Cue.Start)
	from := d.tokenAt(first.Start)
	if cue-from > maxSubject+3 || d.words[from].sentence != d.words[cue].sentence {
		return
	}
	for i := from; i < cue; i++ {
		if d.words[i].isQuoted || d.words[i].mark == markStop {
			return
		}
	}
	s.Source, s.Content = first, s.Content[1:]
}

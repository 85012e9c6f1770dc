package labels

import (
	"strings"

	"cuttings/internal/wordset"
	"cuttings/reading/names"
	"cuttings/reading/statements"
	"cuttings/reading/token"
	"cuttings/reading/within"
)

// readApposition reads a label after a comma after the mention: "X, an exiled group,".
func (r *reader) readApposition(from, end int) {
	m := r.mention[from]
	if w := r.word(end); w == "(" { // X (Y), an exiled group
		for k := end; k < min(end+6, r.sentence.End); k++ {
			if r.word(k) == ")" {
				end = k + 1
				break
			}
		}
	}
	if w := r.word(end); w != "," && w != "–" && w != "—" && w != "-" && w != "(" {
		return
	}
	at := end + 1
	if token.IsQuote(r.word(at)) {
		at++
	}
	if r.word(at) == "once" || r.word(at) == "long" || r.word(at) == "now" {
		at++
	}
	of, name := r.Mentions[m].Span, r.Names.Of[m]
	if w := r.word(at); w == "regarded" || w == "seen" || w == "considered" || w == "described" || w == "branded" ||
		w == "labelled" || w == "labeled" || w == "designated" || w == "listed" || w == "denounced" {
		r.readPassive(at, of, name, false)
		return
	}
	if !articles[r.word(at)] && !r.startsPossessor(at) {
		return
	}
	stop := r.phraseFrom(at)
	if w := r.word(at); w == "this" || w == "these" || w == "those" {
		return
	} else if w == "that" { // that must go
		for k := at; k < stop; k++ {
			if finiteVerbs[r.word(k)] {
				return
			}
		}
	}
	if r.Mentions[m].Kind != names.Person && stop > at && within.PersonNoun(r.lowered[r.headNoun(at, stop)]) &&
		!words().bodies[r.lowered[r.headNoun(at, stop)]] {
		return // of the union, its leader, who is somebody else
	}
	if stop <= at+1 || r.word(stop) == "and" && r.mention[at+1] >= 0 {
		return
	}
	if r.mention[at] >= 0 && r.mention[stop-1] == r.mention[at] ||
		r.mention[at+1] >= 0 && r.mention[at+1] == r.mention[stop-1] {
		return // another name
	}
	if !r.isApposition(at, stop) {
		return // the subject of a clause
	}
	first := claimsFirstPlace(r, at, stop)
	role := r.isRole(at, stop) && !first
	if (r.word(at) == "the" || r.mention[at] >= 0) && !r.hasValueWord(at, stop) && !first {
		role = true
	}
	r.add(at, stop, of, name, Apposition, role, false)
}

// isApposition reports whether tokens from to stop are an apposition and not the subject of the clause that follows:
// "in Iraq, the group's designation is".
func (r *reader) isApposition(from, stop int) bool {
	for k := from + 1; k < min(stop+maxPhrase, r.sentence.End); k++ {
		switch w := r.word(k); {
		case k >= stop && (w == "," || w == "." || w == ";" || w == ")" || w == "–" || w == "—" || token.IsQuote(w) ||
			w == "who" || w == "which" || w == "whose" || w == "that" || w == "where" || w == "and"):
			return true
		case k > stop && w == "-":
			return true
		case (finiteVerbs[w] || pastForms[w]) && r.isLowerCase(k), k > from+1 && r.isLowerCase(k) &&
			r.isFiniteSayingVerb(k):
			return false
		case strings.HasSuffix(w, "ed") && r.isLowerCase(k) && (articles[r.word(k+1)] || r.word(k+1) == "that" ||
			r.word(k+1) == "to"):
			return false
		}
	}
	return true
}

// isFiniteSayingVerb reports whether token i is a finite verb of saying: "the source stated". One in -ed may be a
// participle instead, unless it ends the sentence or a name follows.
func (r *reader) isFiniteSayingVerb(i int) bool {
	if _, ok := statements.CueWord(r.word(i)); !ok || !strings.HasSuffix(r.word(i), "ed") || articles[r.word(i-1)] {
		return false
	}
	next := r.word(i + 1)
	return next == "" || next == "." || !r.isLowerCase(i+1) && r.isWord(i+1)
}

// pastForms are past forms of common verbs that do not end in -ed and are no participles.
var pastForms = wordset.Of(`made took gave went came did got ran met held set led left had became began broke
	brought built bought caught chose drew drove fell felt fought found fled flew forgot kept knew laid lost
	meant paid rose saw sought sold sent shook shot sang sank sat spoke spent stood struck swore taught tore
	thought threw told understood withdrew won wrote said says`)

// startsPossessor reports whether a possessor begins at token i: "the valley's biggest employer" has its article,
// "Norvia's largest" has not.
func (r *reader) startsPossessor(i int) bool {
	for k := i; k < i+3; k++ {
		if !r.isWord(k) || stops[r.word(k)] || articles[r.word(k)] || strings.HasSuffix(r.word(k), "ing") {
			return false
		}
		if w := r.word(k + 1); w == "'s" || w == "’s" {
			return true
		}
	}
	return false
}

// claimsFirstPlace reports whether a description claims a first place.
func claimsFirstPlace(r *reader, from, end int) bool {
	for k := from; k < end; k++ {
		if w := r.lowered[k]; len(w) > 5 && strings.HasSuffix(w, "est") || w == "most" || w == "only" || w == "first" {
			return true
		}
	}
	return false
}

package labels

import (
	"strings"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/reading/names"
	"cuttings/reading/speakers"
	"cuttings/reading/statements"
	"cuttings/reading/token"
)

var (
	articles = wordset.Of("a an the that this these those one some")
	beForms  = wordset.Of("is was are were 's ’s be been being remains remained became becomes")
	knownAs  = wordset.Of("known named styled dubbed nicknamed")
	adverbs  = wordset.Of(
		"also better best formerly once otherwise then now later long still sometimes often variously more most " +
			"less well ever not and")
)

// readPremodifiers reads labels before the mention of tokens from to end: "the terrorist group X", "pirates of the X",
// "the hero of Karst Bridge, Sergeant X".
func (r *reader) readPremodifiers(from, end int) {
	m := r.mention[from]
	of, name := r.Mentions[m].Span, r.Names.Of[m]
	i := from - 1
	if w := r.word(i); w == "the" || w == "its" || w == "their" {
		i--
	}
	switch w := r.word(i); {
	case w == "of" || w == "in" && r.Mentions[m].Kind != names.Place:
		r.beforeOf(i, of, name, m)
		return
	case w == "as" && knownAs[r.word(i-1)] || knownAs[w]:
		// the terrorist grouplet known as the X
		i--
		if w == "as" {
			i--
		}
		for adverbs[r.word(i)] || strings.HasSuffix(r.word(i), "ly") {
			i-- // formerly known as
		}
		if start := r.phraseBack(i); start <= i {
			r.add(start, i+1, of, name, Premodifier, !r.hasValueWord(start, i+1), false)
		}
		return
	case w == ",":
		r.readEpithet(i, of, name, m)
		return
	}
	if i != from-1 || r.word(i) == "like" || r.word(i) == "including" {
		return
	}
	start := r.phraseBack(i)
	if start > i || start < 0 {
		return
	}
	first := start
	if articles[r.word(first)] {
		first++
	}
	if first > i {
		return
	}
	if !r.hasValueWord(first, i+1) {
		return
	}
	// If its last word is a noun, the article belongs to it: "the terrorist group X", "the radical X".
	last := r.lowered[i]
	switch {
	case isNeutralNoun(last) && r.Mentions[m].Kind == names.Person:
		r.add(first, i+1, of, name, Premodifier, true, false) // opposition leader X
	case isAdjective(last):
		for first < i && !isValueWord(r.lowered[first]) {
			first++
		}
		r.add(first, i+1, of, name, Premodifier, false, false)
	default:
		r.add(start, i+1, of, name, Premodifier, false, false)
	}
}

// isAdjective reports whether a word is an adjective by its form.
func isAdjective(w string) bool {
	for _, end := range []string{"al", "ic", "ous", "ive", "ed", "ful", "less", "ent", "ant", "able", "ible", "ary",
		"ish", "led", "ian", "-called", "radical", "yellow", "fake", "brave", "evil", "rogue", "elite", "corrupt"} {
		if strings.HasSuffix(w, end) && w != "criminal" && w != "militant" && w != "servant" && w != "agent" {
			return true
		}
	}
	return false
}

// beforeOf reads "pirates of the X": the noun phrase that ends before token of.
func (r *reader) beforeOf(at int, of cutting.Span, name, mention int) {
	i := at - 1
	start := r.phraseBack(i)
	if start > i {
		return
	}
	first := start
	if articles[r.word(first)] || isNumber(r.word(first)) {
		first++
	}
	if first > i || !r.hasValueWord(first, i+1) || !isValueWord(r.lowered[i]) {
		return
	}
	// these belong to X and are not X: supporters, victims and murderers of X, agents of X
	if r.Mentions[mention].Kind == names.Person || speakers.IsRelatedPerson(r.lowered[i]) ||
		relationNouns[r.lowered[i]] || relationNouns[singular(r.lowered[i])] || r.isPossessive(mention) {
		return
	}
	if r.Mentions[mention].Kind == names.Place {
		// "the butcher of Olm" is a person not named here; a settlement of that name is named
		if r.lowered[i] != "settlement" && r.lowered[i] != "republic" && r.lowered[i] != "outpost" {
			return
		}
	}
	r.add(first, i+1, of, name, Premodifier, false, false)
}

// relationNouns are labels of persons for their relation to a body they are not part of.
var relationNouns = wordset.Of(`agent ally apologist champion collaborator critic defender enemy servant slave
	puppet tool stooge spy informer lackey mouthpiece proxy veteran victim survivor hero heroine martyr
	mastermind loyalist sympathiser sympathizer accomplice henchman hireling propagandist architect traitor
	liberator oppressor defector exile dissident persecutor destroyer saviour savior idol icon invader occupier
	perpetrator scourge creature instrument pawn shill`)

// isPossessive reports whether a mention owns what follows: "victims of the Union's raids".
func (r *reader) isPossessive(mention int) bool {
	_, end := r.t.TokensIn(r.Mentions[mention].Span)
	w := r.word(end)
	return w == "'s" || w == "’s" || w == "'" || w == "’"
}

var numbers = wordset.Of("one two three four five six seven eight nine ten dozen several many some few")

func isNumber(w string) bool {
	return numbers[w] || w != "" && w[0] >= '0' && w[0] <= '9'
}

// readEpithet reads "the hero of Karst Bridge, Sergeant Dov Amsel,": the words before the comma at token i, at the
// beginning of a sentence or clause.
func (r *reader) readEpithet(i int, of cutting.Span, name, mention int) {
	start := i
	for start > r.sentence.First && i-start < maxPhrase {
		w := r.word(start - 1)
		if w == "," || w == ":" || w == ";" || token.IsQuote(w) || w == "and" || w == "said" || w == "says" {
			break
		}
		start--
	}
	if r.word(start) != "the" || start == i || !r.hasValueWord(start, i) || r.Mentions[mention].Kind == names.Place {
		return
	}
	for k := start; k < i; k++ {
		if finiteVerbs[r.lowered[k]] {
			return // a clause: "the farmers are murderers, X said"
		}
	}
	if _, end := r.t.TokensIn(of); r.word(end) != "," && r.isSayingVerb(end) {
		return
	}
	if h := r.headNoun(start, i); !isValueWord(r.lowered[h]) && !r.hasValueWord(start, h) {
		return
	}
	r.add(start, i, of, name, Apposition, false, false)
}

// isSayingVerb reports whether token i is a verb of saying; what is before its subject then is what is said.
func (r *reader) isSayingVerb(i int) bool {
	_, ok := statements.CueWord(r.word(i))
	return ok
}

// phraseBack returns the first token of the noun phrase that ends with token i: its article if it has one.
func (r *reader) phraseBack(i int) int {
	start := i + 1
	for k := i; k >= r.sentence.First && i-k < 6; k-- {
		w := r.word(k)
		if articles[w] {
			return k
		}
		if isNumber(w) && k < i {
			return k
		}
		if !r.isLowerCase(k) && !(k == r.sentence.First && r.isWord(k)) || stops[w] || phraseEnds[w] {
			break
		}
		start = k
	}
	return start
}

// stops are words that are in no noun phrase.
var stops = wordset.Of(`of for in on at to with by from and or but that if it he she they we not against between about
		into
	over under
	behind outside inside near around toward towards until since beyond despite amid while where who which when
	after before during through as than also more most only its their his her our my your no nobody`)

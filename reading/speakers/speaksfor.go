package speakers

import (
	"strings"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/reading/names"
	"cuttings/reading/within"
)

// A name in the words for a source is not always the speaker: "critics of the Union" are not the Union, "a man
// who met Roth" is not Roth. In doubt no name is the speaker.

// relatedPersons are words for persons who are related to somebody and do not speak for them: victims, enemies,
// supporters; but not "officials" or "lawyers of the Union", who do.
var relatedPersons = wordset.Of(`victim enemy ally supporter opponent opposer critic foe rival adversary
	survivor follower fan admirer sympathiser sympathizer defector dissident defender detractor sceptic skeptic
	competitor neighbour neighbor accuser target hostage prisoner captive detainee relative friend parent mother
	father widow wife husband son daughter brother sister child children family families cousin uncle aunt
	customer client patient tenant creditor buyer successor predecessor biographer historian translator murderer
	killer assassin kidnapper captor jailer author reader viewer listener veteran refugee escapee runaway
	deserter member ex-member employee ex-employee worker resident inhabitant student pupil citizen native voter
	teammate colleague comrade classmate
	homeowner renter landlord business visitor tourist traveler traveller shopper consumer user driver`)

// IsRelatedPerson reports whether a noun in lower case, singular or plural, is one of relatedPersons.
func IsRelatedPerson(noun string) bool {
	return relatedPersons[noun] || relatedPersons[strings.TrimSuffix(noun, "s")] ||
		strings.HasSuffix(noun, "ies") && relatedPersons[noun[:len(noun)-3]+"y"]
}

// Resolve returns the name that speaks by the words for a source, -1 if the text does not name the speaker.
// last is the name that spoke last; -1 for none.
func Resolve(x *within.Text, source cutting.Span, last int) (int, within.How) {
	n, how := x.Resolve(source, last)
	if n >= 0 && !speaksFor(x, source, n, how) {
		return -1, within.NoName
	}
	return n, how
}

// speaksFor reports whether a source that refers to a name speaks for it.
func speaksFor(x *within.Text, source cutting.Span, name int, how within.How) bool {
	t := x.Tokens()
	from, to := t.TokensIn(source)
	word := func(i int) string { return strings.ToLower(t.Token(i)) }
	switch how {
	case within.Pronoun:
		if w := word(from); to-from == 1 && (w == "who" || w == "which") {
			return relativeRefersTo(x, from, name)
		}
	case within.Named:
		contained := false
		for _, k := range x.Names[name].Mentions {
			m := x.Mention(k)
			if !source.Contains(m.Span) {
				continue
			}
			contained = true
			if first, end := t.TokensIn(m.Span); !belongs(x, from, first, m) && !owns(x, end, to, m) {
				return true
			}
		}
		return !contained
	}
	return true
}

// belongs reports whether the words from a token to the mention at token first are about somebody else, who
// only belongs to the mention.
func belongs(x *within.Text, from, first int, m names.Mention) bool {
	t := x.Tokens()
	head, behind := "", false
	for i := from; i < first; i++ {
		switch w := strings.ToLower(t.Token(i)); w {
		case "who", "which", "whom", "whose":
			return true
		case "of", "for", "from", "in", "at", "to", "with", "against", "by", "on":
			behind = true
		case ",":
			behind, head = false, "" // the following words are the person described
		default:
			if !behind {
				head = w
			}
		}
	}
	return behind && (m.Kind == names.Person && !speakingFor[head] || IsRelatedPerson(head))
}

// owns reports whether the words after a mention that ends before token end are about other persons: "Roth
// aides", "Union critics".
func owns(x *within.Text, end, to int, m names.Mention) bool {
	t := x.Tokens()
	if end >= to {
		return false
	}
	w := t.Token(end)
	if w == "'s" || w == "’s" || w == "'" || w == "’" {
		if end+1 == to {
			return false
		}
		w = t.Token(to - 1)
		return IsRelatedPerson(strings.ToLower(w))
	}
	plural := strings.TrimSuffix(w, "s")
	return m.Kind == names.Person && plural != w && within.PersonNoun(plural) || IsRelatedPerson(w)
}

// speakingFor are words for persons who speak for a person.
var speakingFor = wordset.Of(`lawyer lawyers attorney attorneys spokesman spokeswoman spokesperson spokespeople office
	counsel`)

// relativeRefersTo reports whether a relative pronoun at a token refers to a name: its mention is directly before it,
// or an apposition to it is.
func relativeRefersTo(x *within.Text, at, name int) bool {
	t := x.Tokens()
	last := names.Mention{}
	for _, k := range x.Names[name].Mentions {
		if m := x.Mention(k); m.Span.End <= t.Tokens[at].Start {
			last = m
		}
	}
	if last.Span.Empty() {
		return true // found in another way
	}
	first, end := t.TokensIn(last.Span)
	if end < at && !strings.Contains(",()–—", t.Token(end)) {
		return false // "the Union's officials who"
	}
	if last.Kind == names.Person || !strings.EqualFold(t.Token(at), "who") {
		return true
	}
	// a person who belongs to a body is not the body: "members of the Union who"
	before := first - 1
	if before > 0 && strings.EqualFold(t.Token(before), "the") {
		before--
	}
	return before < 0 || !joiningPrepositions[strings.ToLower(t.Token(before))]
}

var joiningPrepositions = wordset.Of("of from in for by with against at")

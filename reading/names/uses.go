package names

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/reading/token"
)

// Bodies and things are both written with capitals and initials. They differ in their use in a text: a body
// says, decides and has members; a thing is used, bought and counted, and has "a" before it.

// use is how often the text has a name as a body and as a thing; is, how often it states that
// it is a thing; the, how often an article is before it alone; class, how often it has
// one of many: "a Works Council (WC)", "your WC".
type use struct{ body, thing, is, the, class int }

func (u *use) add(o use) {
	u.body, u.thing, u.is, u.the = u.body+o.body, u.thing+o.thing, u.is+o.is, u.the+o.the
	u.class += o.class
}

// word returns token i in lower case, "" outside of the text.
func (d *document) word(i int) string {
	if i < 0 || i >= len(d.f.words) {
		return ""
	}
	return d.f.words[i].lowered
}

// useOf returns the use of a mention at its place.
func (d *document) useOf(m found) (u use) {
	d.usedBefore(m.from, m.to, &u)
	if m.kind != Person && m.to-m.from == 1 && d.phraseEnds(m.to) && d.isOneOfMany(m.from-1) {
		u.thing, u.class = u.thing+1, u.class+1 // "a full-service PWO"
	}
	d.usedBehind(m, &u)
	return u
}

// Acts reports whether a mention is used, at its place, like a person or body: it says, decides, is asked, has
// members.
func Acts(t *token.Text, m Mention) bool {
	word := func(i int) string {
		if i < 0 || i >= len(t.Tokens) {
			return ""
		}
		return strings.ToLower(t.Token(i))
	}
	from, to := t.TokensIn(m.Span)
	if w := word(to); w == "'s" || w == "’s" {
		for k := to + 1; k < to+4; k++ {
			if memberNouns[singularOf(word(k))] {
				return true
			}
		}
	}
	for k := to; k < to+4; k++ {
		w := word(k)
		if actionVerbs[w] || memberNouns[singularOf(w)] && k == to {
			return true
		}
		if !auxiliaries[w] && !strings.HasSuffix(w, "ly") {
			break
		}
	}
	before := word(from - 1)
	return actionVerbs[before] || bodyVerbs[before] || before == "by" && actionVerbs[word(from-2)]
}

// HeadOfBody reports whether a word in lower case is a head noun of names of bodies.
func HeadOfBody(w string) bool { return bodyHeads[w] }

// CompanyWord reports whether a word in small letters follows the name of a company and
// is none: "inc", "holdings".
func CompanyWord(w string) bool { return companyForms[w] }

// IsPartyAdjective reports whether a word in small letters says of which party or conviction somebody is: "communist".
// Alone it is not short for the party's name.
func IsPartyAdjective(w string) bool { return partyAdjectives[w] }

// partyAdjectives are adjectives of parties, which names of parties have.
var partyAdjectives = wordLists.Get("partyAdjectives")

// IsState reports whether words in small letters are the name of a state of a union, of which both have bodies of one
// name: "Supreme Court".
func IsState(place string) bool { return stateNames[strings.ReplaceAll(place, " ", "_")] }

// stateNames are states of unions, as the English write them, with "_" for a space.
var stateNames = wordLists.Get("stateNames")

// IsDepartment reports whether a word in small letters, behind the name of a body, makes it the
// name of what that body has or makes: "news".
func IsDepartment(w string) bool { return departments[w] }

// departments are what bodies have or make, as words behind the body's name.
var departments = wordLists.Get("departments")

// usedBehind reads what follows a mention.
func (d *document) usedBehind(m found, u *use) {
	i := m.to
	if d.word(i) == "(" { // its initials
		for k := i; k < i+6; k++ {
			if d.word(k) == ")" {
				i = k + 1
				break
			}
		}
	}
	switch w := d.word(i); {
	case w == "'s" || w == "’s":
		for k := i + 1; k < i+4; k++ {
			if memberNouns[singularOf(d.word(k))] {
				u.body++
				return
			}
		}
		return
	case memberNouns[singularOf(w)]:
		u.body++
		return
	case w == ",":
		if a := d.word(i + 1); a == "a" || a == "an" || a == "the" {
			u.add(d.statedUse(i + 2))
		}
		return
	case w == "is" || w == "was" || w == "are" || w == "were":
		switch d.word(i + 1) {
		case "a", "an", "the":
			u.add(d.statedUse(i + 2))
		case "used", "measured", "calculated", "installed", "administered", "prescribed", "made", "sold":
			u.thing++
		}
		return
	case m.kind != Person && w != "" && (w[0] >= '0' && w[0] <= '9' || w == "version"):
		u.thing++
		return
	}
	noun := singularOf(d.word(i))
	if i > m.to && offered[noun] && !bodyHeads[d.word(d.headOf(m.from, m.to))] {
		u.thing, u.class = u.thing+1, u.class+1 // "the Harbour Opportunity for Learning (HOL) programme"
		return
	}
	if m.kind != Person && builtWith[noun] {
		u.thing++ // "WPX applications"
		return
	}
	for k := i; k < i+4; k++ {
		w := d.word(k)
		if actionVerbs[w] {
			u.body++
			return
		}
		if !auxiliaries[w] && !strings.HasSuffix(w, "ly") {
			return
		}
	}
}

// statedUse returns the evidence of what a name is stated to be: the noun before the first joining word.
func (d *document) statedUse(i int) use {
	head := ""
	for k := i; k < i+7 && k < len(d.f.words); k++ {
		w := d.f.words[k].lowered
		r, _ := utf8.DecodeRuneInString(w)
		if phraseEnds[w] || !unicode.IsLetter(r) && w != "-" {
			break
		}
		head = singularOf(w)
	}
	switch {
	case bodyNouns[head] || bodies[head]:
		return use{body: 2}
	case thingNouns[head] || thingHeads[head] || usedNouns[head]:
		return use{thing: 2, is: 1}
	}
	return use{}
}

// usedBefore adds the evidence before a mention.
func (d *document) usedBefore(from, to int, u *use) {
	i := from - 1
	w := d.word(i)
	switch {
	case (w == "like" || w == "as" && d.word(i-1) == "such") && d.isListNoun(i-1):
		u.add(use{thing: 2, is: 1})
		return
	case thingDeterminers[w]:
		if d.phraseEnds(to) {
			u.thing++
			u.class++
		}
		return
	case thingVerbs[w]:
		u.thing++
		return
	case w == "the":
		i--
		w = d.word(i)
	}
	switch {
	case thingVerbs[w] && i < from-1 && d.phraseEnds(to):
		u.thing++
	case w == "by" && actionVerbs[d.word(i-1)], bodyVerbs[w]:
		u.body++
	case w == "of" || w == "at" || w == "for" || w == "in":
		if memberNouns[singularOf(d.word(i-1))] {
			u.body++
		}
	}
}

// isOneOfMany reports whether the words in small letters that end at a token, at most three, begin with "a" or "an".
func (d *document) isOneOfMany(i int) bool {
	for k := i; k > i-4 && k > 0; k-- {
		w := d.word(k)
		if k < i && (w == "a" || w == "an") {
			return true
		}
		if w != "-" && (!d.f.words[k].small || phraseEnds[w] || phraseBreaks[w] || actionVerbs[w] ||
			strings.HasSuffix(w, "ly")) {
			return false
		}
	}
	return false
}

// isListNoun reports whether the noun that ends at a token, skipping "such" after it, is one for several things:
// "tools like", "programs such as".
func (d *document) isListNoun(i int) bool {
	w := d.word(i)
	if w == "such" {
		w = d.word(i - 1)
	}
	one := singularOf(w)
	return one != w && listedNouns[one]
}

// phraseEnds reports whether no further noun follows the name: "a PMZ.", not "a PMZ official".
func (d *document) phraseEnds(to int) bool {
	w := d.word(to)
	if w == "" || phraseEnds[w] || auxiliaries[w] {
		return true
	}
	r, _ := utf8.DecodeRuneInString(w)
	return !unicode.IsLetter(r) && w != "'s" && w != "’s" && w != "-"
}

func singularOf(w string) string {
	if strings.HasSuffix(w, "ies") && len(w) > 4 {
		return w[:len(w)-3] + "y"
	}
	if strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3 {
		return w[:len(w)-1]
	}
	return w
}

var (
	// actionVerbs are verbs of actions of persons and bodies
	actionVerbs = wordLists.Get("actionVerbs")
	// memberNouns are nouns for persons and things that belong to a body
	memberNouns = wordLists.Get("memberNouns")
	// bodyHeads are head nouns of names of bodies
	bodyHeads = wordLists.Get("bodyHeads")
	// bodyNouns are nouns for bodies
	bodyNouns = wordLists.Get("bodyNouns")
	// thingNouns are nouns for things, besides thingHeads
	thingNouns = wordLists.Get("thingNouns")
	// builtWith are nouns for what is made with the thing named before them
	builtWith = wordLists.Get("builtWith")
	// offered are nouns behind what is written out and abbreviated, for what it is
	offered = wordLists.Get("offered")
	// phraseBreaks are words that are not between an article and its noun, besides phraseEnds
	phraseBreaks = wordLists.Get("phraseBreaks")
	// usedNouns are nouns for things that bodies have too
	usedNouns = wordLists.Get("usedNouns")
	// listedNouns are nouns for things listed with "like" and "such as"
	listedNouns = wordLists.Get("listedNouns")
	// auxiliaries are before a verb, and the adverbs between
	auxiliaries = wordLists.Get("auxiliaries")
	// phraseEnds are words that no name goes on with, unless they are joiners
	phraseEnds = wordLists.Get("phraseEnds")
	// thingDeterminers are words before things that are owned, chosen or counted
	thingDeterminers = wordLists.Get("thingDeterminers")
	// thingVerbs are verbs of what is done with things
	thingVerbs = wordLists.Get("thingVerbs")
	// bodyVerbs are verbs and similar words of what is done with bodies
	bodyVerbs = wordLists.Get("bodyVerbs")
)

// headOf returns the head noun of a name: the last token before "of" and the like, else the last.
func (d *document) headOf(from, to int) int {
	for i := from + 1; i < to; i++ {
		switch d.f.words[i].lowered {
		case "of", "for", "in", "on", "at", "to", "against", "without", "de", "del", "du", "des", "der", "(":
			return i - 1
		}
	}
	return to - 1
}

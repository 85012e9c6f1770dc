package within

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/reading/forms"
	"cuttings/reading/names"
	"cuttings/reading/token"
)

// How is the kind of words that refer to a name.
type How string

// The values of How.
const (
	Named     How = "named"     // a form of the name is in the words
	Pronoun   How = "pronoun"   // he, she, it, who
	Described How = "described" // the minister, the union
	Issuer    How = "issuer"    // we, in a text issued by a body
	NoName    How = ""          // no name of the text, or none clearly
)

// described is a name with a noun for it, from the position where it is used.
type described struct{ name, at int }

// Resolve returns the index of the name that the words at span refer to, -1 when there is none. last is the name
// that spoke, or was mentioned, last; -1 for none.
func (x *Text) Resolve(span cutting.Span, last int) (int, How) {
	from, to := x.t.TokensIn(span)
	if from >= to {
		return -1, NoName
	}
	if n, ok := x.nameIn(from, to); ok {
		if n < 0 {
			return -1, NoName
		}
		return n, Named
	}
	word := Uncontracted(strings.ToLower(x.t.Token(from)))
	switch pronouns[word] {
	case pronounPerson:
		if to-from == 1 || possessives[word] && x.restIsOwn(from+1, to) {
			return x.orNoName(x.personReferredTo(from, genderOf[word], last), Pronoun)
		}
		return -1, NoName
	case pronounThing:
		if to-from == 1 {
			return x.orNoName(x.bodyReferredTo(from, last), Pronoun)
		}
		return x.possessedPerson(from, to)
	case pronounRelative:
		return x.orNoName(x.antecedent(from), Pronoun)
	case pronounSelf:
		return x.orNoName(x.issuer, Issuer)
	}
	if x.isDefinite(from) {
		return x.orNoName(x.nameDescribed(from, to), Described)
	}
	return -1, NoName
}

// Issuer returns the index of the name of the body that issues the text, -1 for none.
func (x *Text) Issuer() int { return x.issuer }

func (x *Text) orNoName(n int, how How) (int, How) {
	if n < 0 {
		return -1, NoName
	}
	return n, how
}

const (
	pronounPerson = iota + 1
	pronounThing
	pronounRelative
	pronounSelf
	pronounYou
)

var pronouns = map[string]int{
	"he": pronounPerson, "she": pronounPerson, "him": pronounPerson, "her": pronounPerson, "his": pronounPerson,
	"it": pronounThing, "its": pronounThing, "they": pronounThing, "their": pronounThing,
	"who": pronounRelative, "which": pronounRelative, "that": pronounRelative,
	"we": pronounSelf, "i": pronounSelf, "our": pronounSelf, "us": pronounSelf, "my": pronounSelf,
	"me": pronounSelf, "them": pronounThing, "you": pronounYou, "your": pronounYou,
}

// Uncontracted returns the pronoun of a contraction in lower case, "i" of "i'm"; any other word as it is.
func Uncontracted(word string) string {
	for i, r := range word {
		if r == '\'' || r == '’' {
			if _, ok := pronouns[word[:i]]; ok {
				return word[:i]
			}
			break
		}
	}
	return word
}

var possessives = map[string]bool{"his": true, "her": true, "its": true, "their": true, "our": true, "my": true}

type gender uint8

const (
	unknown gender = iota
	male
	female
)

var genderOf = map[string]gender{
	"he": male, "him": male, "his": male, "she": female, "her": female, "mr": male, "sir": male, "lord": male,
	"mrs": female, "ms": female, "miss": female, "lady": female, "mme": female, "frau": female, "herr": male,
	"sra": female, "sr": male, "spokeswoman": female, "chairwoman": female, "congresswoman": female,
	"businesswoman": female, "wife": female, "mother": female, "daughter": female, "sister": female, "widow": female,
	"queen": female, "princess": female, "actress": female, "aunt": female, "spokesman": male, "chairman": male,
	"congressman": male, "businessman": male, "husband": male, "father": male, "son": male, "brother": male,
	"widower": male, "king": male, "prince": male,
	"uncle": male,
}

// restIsOwn reports whether the words after a possessive are a person's means of speaking: "his statement",
// "her lawyers" are not.
func (x *Text) restIsOwn(from, to int) bool {
	return to-from == 1 && slices.Contains([]string{"statement", "words", "remarks", "speech", "testimony", "claim",
		"claims", "office", "account", "refusal", "denial", "promise", "insistence"}, strings.ToLower(x.t.Token(from)))
}

// nameIn returns the name the words are about when they contain one; ok with -1 when they contain one and are
// about an unnamed person who belongs to it.
func (x *Text) nameIn(from, to int) (name int, ok bool) {
	start, end := x.t.Tokens[from].Start, x.t.Tokens[to-1].End
	best, person := -1, -1
	for i := names.FirstBehind(x.mentions, start); i < len(x.mentions) && x.mentions[i].Span.Start < end; i++ {
		m := x.mentions[i]
		next, _ := x.t.TokensIn(cutting.Span{Start: m.Span.End, End: m.Span.End + 1})
		owner := next < to && isPossessive(x.t.Token(next)) && x.t.Tokens[next].Start == m.Span.End
		if m.Kind == names.Person && !owner && person < 0 {
			first, last := x.t.TokensIn(m.Span)
			if !x.behindOf(from, first) || x.apposedTo(from, first, last, to) {
				person = x.Of[i]
			}
		}
		if best < 0 {
			best = i
		}
	}
	if person >= 0 {
		return person, true
	}
	if best < 0 {
		return -1, false
	}
	first, last := x.t.TokensIn(x.mentions[best].Span)
	if x.behindOf(from, first) {
		// "officials in Orvania", "observers of the Assembly": many persons represent the body
		if head := x.headNoun(from, first); strings.HasSuffix(head, "s") && !strings.HasSuffix(head, "ss") ||
			unnamedSpeakers[head] {
			return x.Of[best], true
		}
		return -1, true
	}
	if last < to && isPossessive(x.t.Token(last)) {
		// "Mirdasht's water minister": another person, unless it is an organ of the body
		if head := strings.ToLower(x.t.Token(to - 1)); unnamedSpeakers[head] || strings.HasSuffix(head, "s") {
			return x.Of[best], true
		}
		return -1, true
	}
	if rest := to - last; rest > 0 && rest <= 3 && PersonNoun(strings.ToLower(x.t.Token(last))) {
		return -1, true // "the OSU secretary"
	}
	return x.Of[best], true
}

// apposedTo reports whether the words between commas from first to last are the name of the person whom the
// words before describe: "the head of the authority, O. Staveld,".
func (x *Text) apposedTo(from, first, last, to int) bool {
	k := first
	for k > from && PersonNoun(strings.ToLower(strings.Trim(x.t.Token(k-1), "."))) {
		k--
	}
	if k <= from || x.t.Token(k-1) != "," || last < to && x.t.Token(last) != "," {
		return false
	}
	return PersonNoun(x.headNoun(from, k-1))
}

func isPossessive(w string) bool {
	return strings.EqualFold(w, "'s") || strings.EqualFold(w, "’s") || w == "'" || w == "’"
}

// unnamedSpeakers are words for persons and organs that speak for a body and are not named.
var unnamedSpeakers = wordLists.Get("unnamedSpeakers")

// behindOf reports whether a joining word is between the words' beginning and a mention; then the words are not
// about the mention.
func (x *Text) behindOf(from, mention int) bool {
	for i := from; i < mention; i++ {
		switch strings.ToLower(x.t.Token(i)) {
		case "of", "for", "at", "in", "from", "with", "to", "on", "who", "close", "near", "by", "against":
			return true
		}
	}
	return false
}

// headNoun returns the last word before the first joining word from a token.
func (x *Text) headNoun(from, to int) string {
	head := ""
	for i := from; i < to; i++ {
		w := strings.ToLower(x.t.Token(i))
		switch w {
		case "of", "for", "at", "in", "from", "with", "who", "close", "near", "on", ",", "(":
			return head
		}
		head = w
	}
	return head
}

// isDefinite reports whether the words at a token refer back: "the", "this", "its".
func (x *Text) isDefinite(i int) bool {
	switch strings.ToLower(x.t.Token(i)) {
	case "the", "this", "that", "these", "those":
		return true
	}
	return false
}

// personReferredTo returns the person that a pronoun before token at refers to.
func (x *Text) personReferredTo(at int, g gender, last int) int {
	if last >= 0 && x.Names[last].Kind == names.Person && x.fitsGender(last, g) {
		return last
	}
	return x.mostRecent(at, func(n int) bool { return x.Names[n].Kind == names.Person && x.fitsGender(n, g) })
}

// bodyReferredTo returns the organisation or place that "it" refers to.
func (x *Text) bodyReferredTo(at, last int) int {
	if last >= 0 && x.Names[last].Kind != names.Person {
		return last
	}
	return x.mostRecent(at, func(n int) bool { return x.Names[n].Kind == names.Organisation })
}

// maxPronounDistance is the maximum distance of a pronoun's name, in sentences.
const maxPronounDistance = 4

// mostRecent returns the first name that fits in the sentence of token at, before it, or in the nearest earlier
// sentence; -1 when none does.
func (x *Text) mostRecent(at int, fits func(name int) bool) int {
	s := x.sentence(at)
	end := x.t.Tokens[at].Start
	for n := s; n >= 0 && s-n <= maxPronounDistance; n-- {
		span := x.t.Span(x.t.Sentences[n])
		for i := names.FirstBehind(x.mentions, span.Start); i < len(x.mentions) &&
			x.mentions[i].Span.Start < min(span.End, end); i++ {
			if fits(x.Of[i]) {
				return x.Of[i]
			}
		}
	}
	return -1
}

// antecedent returns the name that "who" or "which" at a token refers to: the last before it in its sentence.
// "Who" is no place, but the person whose description ends with the place ("O. Staveld, a farmer from Pelm,
// who"), or a person not named.
func (x *Text) antecedent(at int) int {
	start := x.t.Tokens[x.t.Sentences[x.sentence(at)].First].Start
	i := names.FirstBehind(x.mentions, x.t.Tokens[at].Start) - 1
	if i < 0 || x.mentions[i].Span.Start < start {
		return -1
	}
	if x.mentions[i].Kind != names.Place || !strings.EqualFold(x.t.Token(at), "who") {
		return x.Of[i]
	}
	if i--; i < 0 || x.mentions[i].Span.Start < start || x.mentions[i].Kind != names.Person {
		return -1
	}
	if _, behind := x.t.TokensIn(x.mentions[i].Span); x.t.Token(behind) != "," {
		return -1
	}
	return x.Of[i]
}

func (x *Text) sentence(at int) int {
	n, _ := slices.BinarySearchFunc(x.t.Sentences, at, func(s token.Sentence, at int) int {
		if s.End <= at {
			return -1
		}
		return 1
	})
	return min(n, len(x.t.Sentences)-1)
}

// fitsGender reports whether the text's words for a person do not exclude a gender.
func (x *Text) fitsGender(name int, g gender) bool {
	have := x.genders[name]
	return g == unknown || have == unknown || have == g
}

// possessedPerson resolves "its director": a person of the body who is described so.
func (x *Text) possessedPerson(from, to int) (int, How) {
	return x.orNoName(x.nameDescribed(from+1, to), Described)
}

// nameDescribed returns the name for which the text uses the head noun of a description, the last one mentioned before
// it; -1 when there is none.
func (x *Text) nameDescribed(from, to int) int {
	head := x.headNoun(from, to)
	if s := strings.TrimSuffix(head, "'s"); s != "" {
		head = s
	}
	best, at := -1, -1
	for _, d := range x.heads[head] {
		if d.at < from && d.at > at {
			best, at = d.name, d.at
		}
	}
	if best >= 0 {
		return best
	}
	// one that is named later: "accused the president of"
	if first := x.heads[head]; len(first) > 0 && first[0].at < to+farthestAhead {
		return first[0].name
	}
	// a noun for all bodies of a kind: the company, the group
	for _, kind := range kindsOf[head] {
		for _, d := range x.heads[kind] {
			if d.at < from && d.at > at {
				best, at = d.name, d.at
			}
		}
	}
	return best
}

// farthestAhead is the maximum number of tokens that a description may refer ahead.
const farthestAhead = 40

// kindsOf maps general nouns for bodies to words in their names.
var kindsOf = map[string][]string{
	"company": {"group", "corporation", "corp", "inc", "ag", "gmbh", "shipping", "lines", "airlines", "minerals",
		"energy", "holding", "plc", "ltd", "industries", "bank", "oil", "hydraulics", "motors", "steel"},
	"firm": {"company", "group", "corporation", "ag", "gmbh", "shipping", "lines", "minerals", "energy", "plc",
		"ltd"},
	"group":        {"front", "movement", "organisation", "organization", "committee", "organizers", "banner", "army"},
	"organisation": {"front", "movement", "group", "committee", "union", "association"},
	"organization": {"front", "movement", "group", "committee", "union", "association"},
	"party":        {"league", "front", "union", "movement"},
	"movement":     {"front", "party", "group", "banner"},
	"agency":       {"authority", "service", "bureau", "news"},
	"watchdog":     {"authority", "commission", "watch", "inspectorate"},
	"lawyer":       {"counsel", "attorney"},
	"ministry":     {"department"},
	"premier":      {"minister"},
}

// recordDescriptions records the nouns that the text uses for its names.
func (x *Text) recordDescriptions() {
	x.heads = map[string][]described{}
	x.genders = make([]gender, len(x.Names))
	for i, m := range x.mentions {
		from, to := x.t.TokensIn(m.Span)
		n := x.Of[i]
		if from >= to {
			continue
		}
		if m.Kind == names.Person {
			x.describePerson(n, from, to)
			x.recordIntro(n, i)
			continue
		}
		x.recordNoun(strings.ToLower(strings.TrimRight(x.t.Token(to-1), "'’")), n, from)
		for k := from; k < to; k++ {
			if w := strings.ToLower(x.t.Token(k)); k+1 < to && strings.EqualFold(x.t.Token(k+1), "of") {
				x.recordNoun(w, n, from)
			}
		}
		if to < len(x.t.Tokens) && x.t.Token(to) == "," {
			x.recordApposition(n, to+1)
		}
	}
}

func (x *Text) recordNoun(word string, name, at int) {
	if r, _ := utf8.DecodeRuneInString(word); unicode.IsLetter(r) {
		x.heads[word] = append(x.heads[word], described{name, at})
	}
}

// mostIntroduced is the maximum number of mentions of a name whose surroundings are read.
const mostIntroduced = 20

// recordIntro records what the text states about a person at one mention.
func (x *Text) recordIntro(n, mention int) {
	name := &x.Names[n]
	if at := slices.Index(name.Mentions, mention); at < 0 || at >= mostIntroduced {
		return
	}
	in := x.introAt(mention)
	if x.genders[n] == unknown {
		x.genders[n] = in.sex
	}
	if name.Gender == "" {
		name.Gender = genderNames[in.sex]
	}
	if name.introducedInBody && forms.New(name.Form).WordCount() < 2 {
		return // a surname is introduced at its first mention
	}
	name.introducedInBody = !x.inHeadline(mention)
	for _, w := range in.offices {
		if at, had := slices.BinarySearch(name.Offices, w); !had {
			name.Offices = slices.Insert(name.Offices, at, w)
		}
	}
}

var genderNames = map[gender]string{male: "male", female: "female"}

// describePerson records the title or office before a person, and the noun of an apposition after a comma.
func (x *Text) describePerson(n, from, to int) {
	first := x.t.Sentences[x.sentence(from)].First
	for i, k := from-1, 0; i >= first && k < 3; i, k = i-1, k+1 {
		w := strings.ToLower(strings.Trim(x.t.Token(i), "."))
		if g := genderOf[w]; g != unknown && !strings.Contains("he him his she her", w) {
			x.genders[n] = g
		}
		if k == 0 && (w == "," || w == "and") && i > first {
			continue // "the spokeswoman, C. Weiss"
		}
		if !PersonNoun(w) {
			if k > 0 {
				break
			}
			continue
		}
		x.recordNoun(w, n, from)
	}
	if to < len(x.t.Tokens) && x.t.Token(to) == "," {
		x.recordApposition(n, to+1)
	}
}

// recordApposition records the head noun of an apposition that begins at token i.
func (x *Text) recordApposition(n, i int) {
	end := x.t.Sentences[x.sentence(i-1)].End
	head := ""
	for k := i; k < min(i+7, end); k++ {
		w := strings.ToLower(x.t.Token(k))
		switch w {
		case "of", "for", "at", "in", "from", "with", "who", "which", "on", ",", ".", "that", "and", "(":
			if k == i && (w == "who" || w == "which") && k+1 < end {
				x.recordNoun(agentNoun(strings.ToLower(x.t.Token(k+1))), n, i)
				return
			}
			k = end
		default:
			if names.FirstBehind(x.mentions, x.t.Tokens[k].Start) < len(x.mentions) &&
				x.mentions[names.FirstBehind(x.mentions, x.t.Tokens[k].Start)].Span.Contains(x.t.Tokens[k]) {
				k = end
				continue
			}
			head = w
			if g := genderOf[w]; g != unknown && x.Names[n].Kind == names.Person {
				x.genders[n] = g
			}
		}
	}
	if head != "" {
		x.recordNoun(head, n, i)
	}
}

// agentNoun returns the noun for the agent of "heads", "leads".
func agentNoun(verb string) string {
	switch strings.TrimSuffix(verb, "s") {
	case "head", "headed":
		return "head"
	case "lead", "led":
		return "leader"
	case "chair", "chaired":
		return "chair"
	}
	return ""
}

// PersonNoun reports whether a word is a noun for a person with an office or job.
func PersonNoun(w string) bool {
	if personNouns[w] {
		return true
	}
	for _, end := range []string{"man", "woman", "person", "ist", "ician", "eer", "yer", "eader"} {
		if len(w) > len(end)+2 && strings.HasSuffix(w, end) {
			return true
		}
	}
	return false
}

// personNouns are words for persons, in the singular.
var personNouns = wordLists.Get("personNouns")

// NamesPersonBetween reports whether a person is named from one offset to another.
func (x *Text) NamesPersonBetween(start, end int) bool {
	for i := names.FirstBehind(x.mentions, start); i < len(x.mentions) && x.mentions[i].Span.Start < end; i++ {
		if x.mentions[i].Kind == names.Person {
			return true
		}
	}
	return false
}

// IsSelfReference reports whether words refer to their speaker: "we", "I", "our".
func (x *Text) IsSelfReference(span cutting.Span) bool {
	from, to := x.t.TokensIn(span)
	return from < to && pronouns[Uncontracted(strings.ToLower(x.t.Token(from)))] == pronounSelf
}

// outletNouns are words for outlets.
var outletNouns = wordLists.Get("outletNouns")

// IsOutletReference reports whether words refer to the publisher of the text: "this newspaper".
func (x *Text) IsOutletReference(span cutting.Span) bool {
	from, to := x.t.TokensIn(span)
	return to-from == 2 && strings.EqualFold(x.t.Token(from), "this") &&
		outletNouns[strings.ToLower(x.t.Token(from+1))]
}

package within

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// This file decides, for each mention of a surname, which person it is of, by the words beside it. A surname
// that occurs before a full name and has another title or sex is of another person; so is one before a full
// name that is introduced as a relative's. Then the surname is a name of its own.

// intro is what a text states about a person beside one mention.
type intro struct {
	sex      gender
	offices  []string // "mayor", "president-elect"; in lower case
	relative bool     // introduced as somebody's wife, son and the like
}

// familyNouns are words for members of a family.
var familyNouns = wordLists.Get("familyNouns")

// courtesies are titles without an office.
var courtesies = wordLists.Get("courtesies")

// introAt returns what the text states about the person at a mention.
func (x *Text) introAt(mention int) intro {
	var in intro
	from, to := x.t.TokensIn(x.mentions[mention].Span)
	if from >= to {
		return in
	}
	first, end := 0, len(x.t.Tokens)
	if len(x.t.Sentences) > 0 {
		s := x.t.Sentences[x.sentence(from)]
		first, end = s.First, s.End
	}
	for from+1 < to && in.addTitle(x.word(from)) { // "Minister Wolf" as one mention
		from++
	}
	in.addBefore(x, first, from)
	in.addAfter(x, to, end)
	return in
}

// word is a token in small letters, without full stops; "" outside of the text.
func (x *Text) word(i int) string {
	if i < 0 || i >= len(x.t.Tokens) {
		return ""
	}
	return strings.ToLower(strings.Trim(x.t.Token(i), "."))
}

// addTitle adds a word before a name to the intro, and reports whether it is a title or an office.
func (in *intro) addTitle(w string) bool {
	office := PersonNoun(strings.TrimPrefix(w, "ex-")) || strings.HasSuffix(w, "-elect") || officeTitles[w]
	if !courtesies[w] && !office || familyNouns[w] {
		return false
	}
	if in.sex == unknown {
		in.sex = genderOf[w]
	}
	if office && !slices.Contains(in.offices, w) {
		in.offices = append(in.offices, w)
	}
	return true
}

// officeTitles are titles that PersonNoun does not have, including abbreviated ones.
var officeTitles = wordLists.Get("officeTitles")

// addBefore adds what is before a name that begins at a token, in a sentence that begins at first.
func (in *intro) addBefore(x *Text, first, from int) {
	i := from - 1
	for i >= first && in.addTitle(x.word(i)) {
		i--
	}
	if i > first && x.t.Token(i) == "," { // "the mayor's wife, Clara Brandt"
		i--
		for k := i - 1; k >= first && k >= i-appositionWords; k-- { // "the wife of Paul Oder, Rita Oder"
			if w := x.word(k); familyNouns[w] && x.word(k+1) == "of" {
				i, in.relative = k, true
				break
			} else if w == "" {
				break
			}
		}
	}
	if i < first || !familyNouns[x.word(i)] {
		return
	}
	if in.sex == unknown {
		in.sex = genderOf[x.word(i)]
	}
	in.relative = in.relative || x.hasPossessor(first, i)
}

// hasPossessor reports whether the word at a token has a possessor: "the mayor's late wife", "his son".
func (x *Text) hasPossessor(first, i int) bool {
	for k := i - 1; k >= first && k >= i-3; k-- {
		w := x.word(k)
		if possessives[w] || isPossessive(x.t.Token(k)) {
			return true
		}
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLetter(r) {
			return false
		}
	}
	return false
}

// appositionWords is the number of words after a name that are searched for a description.
const appositionWords = 7

// addAfter adds what is after a name, from a token to the end of its sentence: "Ivan Hvolic, the minister's
// brother", "Eva Wolf is a daughter of".
func (in *intro) addAfter(x *Text, to, end int) {
	if to >= end {
		return
	}
	switch x.word(to) {
	case ",":
	case "is", "was":
	default:
		return
	}
	head := ""
	for k := to + 1; k < min(to+1+appositionWords, end); k++ {
		w := x.word(k)
		if familyNouns[w] && (x.hasPossessor(to+1, k) || k+1 < end && x.word(k+1) == "of") {
			in.relative = true
			if in.sex == unknown {
				in.sex = genderOf[w]
			}
			return
		}
		switch w {
		case ",", "", "of", "for", "at", "in", "from", "with", "on", "that", "and", "(", "said", "told":
			if k > to+1 {
				k = end
			}
			continue
		case "who", "which":
			continue
		}
		head = w
	}
	if PersonNoun(head) && !familyNouns[head] && x.word(to) == "," {
		if in.sex == unknown {
			in.sex = genderOf[head]
		}
		in.offices = append(in.offices, head)
	}
}

// add adds the intro of another mention of the same person.
func (in *intro) add(o intro) {
	if in.sex == unknown {
		in.sex = o.sex
	}
	in.relative = in.relative || o.relative
	for _, w := range o.offices {
		if !slices.Contains(in.offices, w) {
			in.offices = append(in.offices, w)
		}
	}
}

// differsInGender reports whether two are of different sexes.
func (in *intro) differsInGender(o *intro) bool {
	return in.sex != unknown && o.sex != unknown && in.sex != o.sex
}

// sharesOffice reports whether two have an office in common.
func (in *intro) sharesOffice(o *intro) bool {
	return slices.ContainsFunc(in.offices, func(w string) bool { return slices.Contains(o.offices, w) })
}

// person is a person that a surname may be of.
type person struct {
	item     int
	mentions []int // of fuller forms, ascending
	intro
}

// personsOf returns the persons of fuller forms.
func (g *groups) personsOf(short int, fuller []int) []person {
	var out []person
	for _, f := range fuller {
		p := person{item: f}
		for i := range g.items {
			if i == short || g.root(i) != g.root(f) || g.items[i].form.WordCount() < 2 {
				continue
			}
			p.mentions = append(p.mentions, g.items[i].mentions...)
		}
		slices.Sort(p.mentions)
		for _, m := range p.mentions {
			p.add(g.x.introAt(m))
		}
		out = append(out, p)
	}
	return out
}

// firstFullMention returns a person's first mention by a fuller form; all if there is none.
func (p *person) firstFullMention(all int) int {
	if len(p.mentions) == 0 {
		return all
	}
	return p.mentions[0]
}

// resolveBearers resolves each mention of a surname, alone or with an initial, to its person, if the text shows it, in
// it.resolved. ok reports that all mentions are of one person, all.
func (g *groups) resolveBearers(short int, fuller []int) (all int, ok bool) {
	it, x := &g.items[short], g.x
	people := g.personsOf(short, fuller)
	var other *intro // a person with the surname and none of the full names
	doubt := -1
	it.resolved = map[int]int{}
	first := len(x.mentions)
	for i := range people {
		first = min(first, people[i].firstFullMention(len(x.mentions)))
	}
	var waiting []int // mentions before every full name
	for _, m := range it.mentions {
		if m < first {
			waiting = append(waiting, m)
		}
	}
	for _, m := range waiting {
		in := x.introAt(m)
		if len(people) == 1 && people[0].mayBe(&in, x.inHeadline(m)) {
			continue
		}
		if len(people) > 1 && x.inHeadline(m) {
			continue
		}
		if other == nil {
			other = &intro{}
		}
		other.add(in)
	}
	if other == nil && len(people) == 1 {
		for _, m := range waiting {
			it.resolved[m] = people[0].item
		}
	}
	for _, m := range it.mentions {
		if m < first {
			continue
		}
		in := x.introAt(m)
		p := choosePerson(people, m, &in, other)
		switch {
		case p >= 0:
			it.resolved[m] = people[p].item
		case other != nil && in.sex == unknown && len(in.offices) == 0:
			// the surname alone, after another person's full name: either may be meant
			if doubt < 0 {
				doubt = g.addDoubtful(short)
			}
			it = &g.items[short] // items has grown
			it.resolved[m] = doubt
		}
	}
	for i, m := range it.mentions {
		to, ok := it.resolved[m]
		if !ok || i > 0 && to != all {
			return 0, false
		}
		all = to
	}
	return all, len(it.mentions) > 0
}

// addDoubtful adds an item for mentions of a form that may be of one person or of another.
func (g *groups) addDoubtful(of int) int {
	n := len(g.items)
	g.items = append(g.items, item{form: g.items[of].form, kind: g.items[of].kind})
	g.parent = append(g.parent, n)
	g.near = append(g.near, nil)
	g.doubts[n] = true
	return n
}

// mayBe reports whether a surname before a full name may be that person's: it has no other title or sex, and
// the person is not introduced as a relative.
func (p *person) mayBe(in *intro, headline bool) bool {
	if p.differsInGender(in) || len(in.offices) > 0 && !p.sharesOffice(in) {
		return false
	}
	return headline || !p.relative
}

// choosePerson returns the index of the person that a mention of their surname is of, -1 for none of them. other is a
// person with the surname whom the text names by it alone; nil for none.
func choosePerson(people []person, mention int, in, other *intro) int {
	sexed, office, last, at := -1, -1, -1, -1
	relative, principal := false, false
	for i := range people {
		p := &people[i]
		before := -1
		for _, m := range p.mentions {
			if m < mention {
				before = m
			}
		}
		if before < 0 || p.differsInGender(in) {
			continue
		}
		if in.sex != unknown && p.sex == in.sex {
			sexed = i
		}
		if p.sharesOffice(in) {
			office = i
		}
		if before > at {
			last, at = i, before
		}
		relative, principal = relative || p.relative, principal || !p.relative
	}
	switch {
	case office >= 0 && (other == nil || !other.sharesOffice(in)):
		return office
	case other != nil && (other.differsInGender(in) || other.sex == unknown) && sexed >= 0:
		return sexed
	case other != nil:
		return -1
	case sexed >= 0 && last >= 0 && people[last].sex == unknown:
		return sexed
	case relative && principal && in.sex == unknown:
		return -1 // of a person and a relative of theirs, both named in full
	}
	return last
}

// headlineBytes is the maximum length of a headline.
const headlineBytes = 300

// inHeadline reports whether a mention is in the first line, if that is a headline.
func (x *Text) inHeadline(mention int) bool {
	line, _, more := strings.Cut(x.t.Text, "\n")
	return more && len(line) < headlineBytes && !strings.HasSuffix(strings.TrimSpace(line), ".") &&
		x.mentions[mention].Span.End <= len(line)
}

// isSurname reports whether a short form is a person's surname, alone or with an initial, of
// each of the fuller ones.
func (g *groups) isSurname(short int, fuller []int) bool {
	a := &g.items[short]
	if a.kind != names.Person {
		return false
	}
	for _, f := range fuller {
		if rel, _ := forms.Compare(a.kind, a.form, g.items[f].form); rel != forms.Surname {
			return false
		}
	}
	return true
}

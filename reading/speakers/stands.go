package speakers

import (
	"strings"

	"cuttings/cutting"
	"cuttings/reading/names"
	"cuttings/reading/within"
)

// What words for a source hold is not always who speaks: "critics of the Union" are not the
// Union, "a man who met Roth" is not Roth. In doubt nobody the text names speaks.

// others are words for persons who are of somebody and do not speak for them: victims,
// enemies, supporters. Those who do ("officials", "lawyers of the Union") are no such words.
var others = set(`victim enemy ally supporter opponent opposer critic foe rival adversary survivor follower fan admirer sympathiser
	sympathizer defector dissident defender detractor sceptic skeptic competitor neighbour neighbor accuser target hostage
	prisoner captive detainee relative friend parent mother father widow wife husband son daughter brother sister child
	children family families cousin uncle aunt customer client patient tenant creditor buyer successor predecessor
	biographer historian translator murderer killer assassin kidnapper captor jailer author reader viewer listener
	veteran refugee escapee runaway deserter member ex-member employee ex-employee worker resident inhabitant student
	pupil citizen native voter teammate colleague comrade classmate`)

// Other reports whether a noun in small letters, in the singular or plural, is for persons
// who are of somebody and do not speak for them.
func Other(noun string) bool {
	return others[noun] || others[strings.TrimSuffix(noun, "s")] ||
		strings.HasSuffix(noun, "ies") && others[noun[:len(noun)-3]+"y"]
}

// Refer returns the name that words for a source refer to and that speaks by them, -1
// where it is nobody the text names. last is the name that spoke last; -1 for none.
func Refer(x *within.Text, source cutting.Span, last int) (int, within.How) {
	n, how := x.Refer(source, last)
	if n >= 0 && !stands(x, source, n, how) {
		return -1, within.Nobody
	}
	return n, how
}

// stands reports whether a source that the text leads to a name speaks for it.
func stands(x *within.Text, source cutting.Span, name int, how within.How) bool {
	t := x.Tokens()
	from, to := t.Within(source)
	word := func(i int) string { return strings.ToLower(t.Token(i)) }
	switch how {
	case within.Pronoun:
		if w := word(from); to-from == 1 && (w == "who" || w == "which") {
			return relates(x, from, name)
		}
	case within.Named:
		held := false
		for _, k := range x.Names[name].Mentions {
			m := x.Mention(k)
			if !source.Contains(m.Span) {
				continue
			}
			held = true
			if first, end := t.Within(m.Span); !belongs(x, from, first, m) && !owns(x, end, to, m) {
				return true
			}
		}
		return !held
	}
	return true
}

// belongs reports whether the words from a token to the mention at token first speak of
// somebody else, to whom the mention is only said to belong.
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
			behind, head = false, "" // what comes is who is described
		default:
			if !behind {
				head = w
			}
		}
	}
	return behind && (m.Kind == names.Person && !speaksFor[head] || Other(head))
}

// owns reports whether others are meant by the words behind a mention that ends before
// token end: "Roth aides", "Union critics".
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
		return Other(strings.ToLower(w))
	}
	plural := strings.TrimSuffix(w, "s")
	return m.Kind == names.Person && plural != w && within.PersonNoun(plural) || Other(w)
}

// speaksFor are words for those who speak for a person.
var speaksFor = set("lawyer lawyers attorney attorneys spokesman spokeswoman spokesperson spokespeople office counsel")

// relates reports whether a relative pronoun at a token stands for a name: its mention is
// right before it, or what is said of it between commas.
func relates(x *within.Text, at, name int) bool {
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
	first, end := t.Within(last.Span)
	if end < at && !strings.Contains(",()–—", t.Token(end)) {
		return false // "the Union's officials who"
	}
	if last.Kind == names.Person || !strings.EqualFold(t.Token(at), "who") {
		return true
	}
	// who belongs to a body is not the body: "members of the Union who"
	before := first - 1
	if before > 0 && strings.EqualFold(t.Token(before), "the") {
		before--
	}
	return before < 0 || !joining[strings.ToLower(t.Token(before))]
}

var joining = set("of from in for by with against at")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

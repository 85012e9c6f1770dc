package within

import (
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/reading/aliases"
	"cuttings/reading/clusters"
	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// groups joins the mentions of a text.
type groups struct {
	x               *Text
	parent          []int // by distinct form
	keys            map[string]int
	items           []item
	bodyOfInitials  map[int]int           // by initials, the body they may be of
	introducedForms map[int]bool          // forms that the text itself introduces
	roots           []int                 // for each name, the root of its items
	doubts          map[int]bool          // of items: see addDoubtful
	said            map[int]int           // by mention, the item a person decided it is of
	written         []cutting.Span        // long forms that the text abbreviates
	refused         map[aliases.Pair]bool // pairs that are two things, or somebody's post
	shorter         map[aliases.Pair]int  // the item of pairs whose long form has a heading before it
	english         bool
	european        bool // German or Spanish
	spanish         bool
	small           map[string]bool // words the text writes small; see isCommonWord
	near            [][]int         // of each item, those that share a key with it, ascending
}

// item is one distinct form with its kind.
type item struct {
	form     forms.Form
	kind     names.Kind
	mentions []int
	resolved map[int]int // for an ambiguous short form: mention → item
}

func newGroups(x *Text) *groups {
	english, european := languagesOf(x.t)
	g := &groups{x: x, english: english, european: european != "", spanish: european == "es",
		keys: map[string]int{}, bodyOfInitials: map[int]int{},
		introducedForms: map[int]bool{}, doubts: map[int]bool{}, said: map[int]int{}, refused: map[aliases.Pair]bool{},
		shorter: map[aliases.Pair]int{}}
	for i, m := range x.mentions {
		x.forms[i] = forms.New(m.Span.In(x.t.Text))
		g.put(x.forms[i], m.Kind, i)
	}
	return g
}

// put adds a mention, or with -1 only a form, and returns its item.
func (g *groups) put(f forms.Form, kind names.Kind, mention int) int {
	key := string(kind) + " " + f.Key
	n, ok := g.keys[key]
	if !ok {
		n = len(g.items)
		g.keys[key] = n
		g.items = append(g.items, item{form: f, kind: kind})
		g.parent = append(g.parent, n)
	}
	if mention >= 0 {
		g.items[n].mentions = append(g.items[n].mentions, mention)
	}
	return n
}

func (g *groups) root(i int) int {
	for g.parent[i] != i {
		i = g.parent[i]
	}
	return i
}

func (g *groups) join(a, b int) {
	if a, b = g.root(a), g.root(b); a != b {
		g.parent[max(a, b)] = min(a, b)
	}
}

// joinAlias joins the mentions at the two ends of a pair.
func (g *groups) joinAlias(p aliases.Pair) {
	a, b := g.itemAt(p.Long), g.itemAt(p.Short)
	if a < 0 && b < 0 || g.isAdverb(p.Long) || g.isDegree(p.Long) {
		g.refused[p] = true
		return
	}
	g.written = append(g.written, p.Long)
	if a < 0 {
		a = g.itemEndingAt(p.Long)
	}
	long, short := forms.New(p.Long.In(g.x.t.Text)), forms.New(p.Short.In(g.x.t.Text))
	isStated := p.Cue == aliases.Known || p.Cue == aliases.Former
	if a < 0 && g.english && (isStated || p.Cue == aliases.Bracket && !short.InitialsOf(long)) {
		if a = g.itemAtEndOf(p.Long); a >= 0 {
			g.shorter[p] = a // without the heading before it
		}
	}
	if a < 0 && g.european {
		if k := g.itemAtEndOf(p.Long); k >= 0 && g.items[k].kind == names.Organisation &&
			names.IsOwnedNoun(strings.ToLower(g.x.t.Token(g.x.t.TokenAfter(p.Long.Start)))) {
			a, g.shorter[p] = k, k // "Erkenntnis des Uferrats (UR)"
		}
	}
	if g.english && isStated && g.isExample(p.Long) &&
		(b >= 0 && g.items[b].form.IsAbbreviation() || b < 0 && short.IsAbbreviation()) {
		g.refused[p] = true // "services such as Velm (also known as HOD)": what the services are
		return
	}
	if (a < 0 || b < 0) && g.english && g.items[max(a, b)].kind == names.Place && p.Cue != aliases.Former &&
		!short.InitialsOf(long) {
		g.refused[p] = true // "Velm (Harbour software)": what is there
		return
	}
	if a < 0 {
		if phrase := p.Long.In(g.x.t.Text); g.european && (g.items[b].form.IsAbbreviation() ||
			isInCapitals(g.items[b].form.Text)) && (g.endsWithPerson(p.Long) ||
			!isBodyPhrase(phrase) || namesEvent(phrase)) {
			g.refused[p] = true // of the person before the bracket, or of a thing
			return
		}
		a = g.put(long, g.items[b].kind, -1)
	}
	if b < 0 {
		b = g.put(short, g.items[a].kind, -1)
	}
	if g.items[a].kind == names.Place && g.items[a].form.HasWords(g.items[b].form) {
		g.refused[p] = true // "Velmland Pell (Velmland)": the town and its state
		return
	}
	if g.european && g.items[b].form.IsCountry() && !g.items[a].form.IsCountry() {
		g.refused[p] = true // "Embajada de los Estados Unidos (EE.UU.)"
		return
	}
	if strings.HasPrefix(long.Text, short.Text+"'s ") || strings.HasPrefix(long.Text, short.Text+"’s ") ||
		p.Cue == aliases.Known && g.items[b].kind != names.Place && g.endsAddress(p.Long) {
		g.refused[p] = true // "Velm's Engine (I know, Velm", "a hall in Pell, Velm, known as Red Manor"
		return
	}
	if g.personsBody(a, b) || g.placesStation(a, b) ||
		p.Cue == aliases.Apposed && g.items[a].kind == names.Place { // "Velm, N.C.": the state it is in
		g.refused[p] = true
		return
	}
	if p.Cue == aliases.Former && g.items[a].kind == names.Organisation {
		return // a body's former name is kept separate, because it is of another time
	}
	if g.introducedForms[b] && g.root(a) != g.root(b) {
		return // the same initials of a second body
	}
	g.introducedForms[b] = true
	g.join(a, b)
}

// endsAddress reports whether a span is a place behind another and a comma: where something is.
func (g *groups) endsAddress(s cutting.Span) bool {
	i := names.FirstBehind(g.x.mentions, s.Start)
	if i == 0 || i == len(g.x.mentions) || g.x.mentions[i].Kind != names.Place ||
		g.x.mentions[i-1].Kind != names.Place {
		return false
	}
	between := g.x.t.Text[g.x.mentions[i-1].Span.End:g.x.mentions[i].Span.Start]
	return strings.TrimSpace(between) == ","
}

// endsWithPerson reports whether the last words of a span are a mention of a person.
func (g *groups) endsWithPerson(s cutting.Span) bool {
	return slices.ContainsFunc(g.x.mentions, func(m names.Mention) bool {
		return m.Kind == names.Person && m.Span.End == s.End && m.Span.Start >= s.Start
	})
}

// isBodyPhrase reports whether a phrase has a noun for bodies.
func isBodyPhrase(s string) bool {
	return slices.ContainsFunc(strings.Fields(strings.ToLower(s)), func(w string) bool {
		return names.IsBodyNoun(w) || names.HeadOfBody(w)
	})
}

// isInCapitals reports whether a form has no small letters: abbreviations of several words too, "SGB V".
func isInCapitals(s string) bool { return strings.ToUpper(s) == s }

// namesEvent reports whether a phrase begins like the name of an event, or is a list's line or a paragraph of a law.
func namesEvent(s string) bool {
	words := strings.Fields(strings.ToLower(s))
	return names.IsEventNoun(words[0]) || slices.ContainsFunc(words, func(w string) bool {
		return strings.ContainsAny(w[:1], "-0123456789")
	})
}

// personsBody reports whether one of two adjacent forms is a person's and the other an abbreviation without the
// person's initials: an employer, or a degree.
func (g *groups) personsBody(a, b int) bool {
	for _, p := range [][2]int{{a, b}, {b, a}} {
		person, short := &g.items[p[0]], &g.items[p[1]]
		if person.kind != names.Person || person.form.IsAbbreviation() {
			continue
		}
		if short.form.IsAbbreviation() && !short.form.InitialsOf(person.form) {
			return true
		}
		words := strings.Fields(strings.ToLower(short.form.Text))
		if len(words) > 1 && officeNouns[words[len(words)-1]] { // "ex Harbour Line CEO"
			return true
		}
	}
	return false
}

// placesStation reports whether the first of two forms is a place's and the other initials with another first
// letter: of the station or agency a report is from.
func (g *groups) placesStation(long, short int) bool {
	a, b := &g.items[long], &g.items[short]
	return a.kind == names.Place && b.form.IsAbbreviation() && !a.form.IsAbbreviation() && a.form.Key != "" &&
		b.form.Key != "" && a.form.Key[0] != b.form.Key[0]
}

// isDegree reports whether a span is what somebody has studied for: "Master of Education".
func (g *groups) isDegree(s cutting.Span) bool {
	w := strings.Fields(strings.ToLower(s.In(g.x.t.Text)))
	return len(w) > 2 && w[1] == "of" && degrees[w[0]]
}

// degrees are the first words of what somebody has studied for.
var degrees = wordLists.Get("degrees")

// isAdverb reports whether a span is one adverb: "Aptly dubbed".
func (g *groups) isAdverb(s cutting.Span) bool {
	w := s.In(g.x.t.Text)
	return strings.HasSuffix(w, "ly") && clusters.Of(strings.ToLower(w)) != 0 && !givenName(w) && g.itemAt(s) < 0
}

// itemEndingAt returns the item of the longer mention that ends where a span does; -1 for none.
func (g *groups) itemEndingAt(s cutting.Span) int {
	i := names.FirstBehind(g.x.mentions, s.Start)
	if i == len(g.x.mentions) || g.x.mentions[i].Span.End != s.End || g.x.mentions[i].Span.Start > s.Start {
		return -1
	}
	return g.keys[string(g.x.mentions[i].Kind)+" "+g.x.forms[i].Key]
}

// itemAtEndOf returns the item of the shorter mention that ends where a span does; -1 for none.
func (g *groups) itemAtEndOf(s cutting.Span) int {
	i := names.FirstBehind(g.x.mentions, s.End-1)
	if i == len(g.x.mentions) || g.x.mentions[i].Span.End != s.End || g.x.mentions[i].Span.Start < s.Start {
		return -1
	}
	return g.keys[string(g.x.mentions[i].Kind)+" "+g.x.forms[i].Key]
}

// isExample reports whether a span is given as an example of what is before it.
func (g *groups) isExample(s cutting.Span) bool {
	from, _ := g.x.t.TokensIn(s)
	w := g.x.word(from - 1)
	return w == "as" && g.x.word(from-2) == "such" || w == "like" || w == "including"
}

// partOnly reports whether all mentions of an item are words of longer forms that the text abbreviates: "Paz" in
// "Jurisdicción Especial para la Paz (JEP)".
func (g *groups) partOnly(item int) bool {
	for _, m := range g.items[item].mentions {
		s := g.x.mentions[m].Span
		if !slices.ContainsFunc(g.written, func(w cutting.Span) bool { return w.Contains(s) && w.Len() > s.Len()+1 }) {
			return false
		}
	}
	return len(g.items[item].mentions) > 0 && len(g.written) > 0
}

// itemAt returns the item of the mention that is, or all but is, the span; -1 for none.
func (g *groups) itemAt(s cutting.Span) int {
	for i := names.FirstBehind(g.x.mentions, s.Start); i < len(g.x.mentions) &&
		g.x.mentions[i].Span.Start < s.End; i++ {
		m := g.x.mentions[i]
		if m.Span.Overlaps(s) && g.x.forms[i].Key == forms.New(s.In(g.x.t.Text)).Key {
			return g.keys[string(m.Kind)+" "+g.x.forms[i].Key]
		}
	}
	return -1
}

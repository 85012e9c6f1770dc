// Package within joins the mentions of one text that name the same, and resolves other words that refer to
// them: "Mr Dravic", "the minister", "he".
//
// It uses the results of the readers of names and aliases and supports their languages; other referring words
// it resolves in English only.
package within

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/reading/aliases"
	"cuttings/reading/clusters"
	"cuttings/reading/forms"
	"cuttings/reading/names"
	"cuttings/reading/token"
)

// Name is a person, organisation or place that one text names.
type Name struct {
	Kind     names.Kind
	Form     string   // the fullest of Forms
	Forms    []string // distinct ones as written, the most used first
	Mentions []int    // indices in the mentions passed to Read, ascending
	Aliases  []Alias  // those of Forms that the text states are the same
	Gender   string   // of a person, "male" or "female" where the text shows it; else ""
	Offices  []string // a person's offices beside mentions: "mayor"; in lower case, ascending
	Doubt    bool     // several persons of the text have this name, and it does not show which
	told     bool     // a mention outside the headline was read for these
}

// Alias is a form that the text states is the name's, with the place of the statement.
type Alias struct {
	Long, Short string
	Cue         aliases.Cue
	Span        cutting.Span // from the one form to the other
}

// Text is a text's names. It is immutable.
type Text struct {
	Names []Name // by their first mention
	Of    []int  // for each mention the index of its name

	t        *token.Text
	mentions []names.Mention
	forms    []forms.Form // for each mention
	parts    []Part
	heads    map[string][]described // other nouns for persons and bodies: "minister", "union"
	genders  []gender               // for each name, as the text shows it
	issuer   int
}

// Part is a pair of names, one a branch, part or organ of the other, as indices in Text.Names.
type Part struct{ Part, Whole int }

// Read joins the mentions of a text. mentions are those of names.Read, pairs those of aliases.Read, both of t.
// issuer is the body that issues the text, to which "we" refers; "" when not known.
func Read(t *token.Text, mentions []names.Mention, pairs []aliases.Pair, issuer string) *Text {
	return ReadDecided(t, mentions, pairs, issuer, nil)
}

// Decided is a person's decision about a text: which name some mentions are of. Without mentions, the text
// refers to the name by other words, and need not contain it.
type Decided struct {
	Kind names.Kind
	Form string
	At   []cutting.Span
}

// ReadDecided does the work of Read with the decisions of people; a later decision replaces an earlier one.
func ReadDecided(t *token.Text, mentions []names.Mention, pairs []aliases.Pair, issuer string, said []Decided) *Text {
	x := &Text{t: t, mentions: mentions, Of: make([]int, len(mentions)), forms: make([]forms.Form, len(mentions)),
		issuer: -1}
	g := newGroups(x)
	for _, p := range pairs {
		g.alias(p)
	}
	body, _, _ := strings.Cut(issuer, ",") // "Coast Guard of Tessaly, press office"
	issuing := g.issuer(body)
	g.neighbours()
	g.full()
	g.short()
	g.heads()
	for _, s := range said {
		g.decide(s)
	}
	g.finish(pairs)
	for _, s := range said {
		if f := forms.New(s.Form); len(s.At) == 0 && !f.Empty() && x.Named(s.Kind, f.Key) < 0 {
			x.Names = append(x.Names, Name{Kind: s.Kind, Form: f.Text, Forms: []string{f.Text}})
			g.roots = append(g.roots, -1)
		}
	}
	if issuing >= 0 {
		for i, r := range g.roots {
			if r == g.root(issuing) {
				x.issuer = i
			}
		}
	}
	x.describe()
	return x
}

// decide assigns mentions to the name with a form, or to a new one.
func (g *groups) decide(s Decided) {
	f := forms.New(s.Form)
	if f.Empty() || len(s.At) == 0 {
		return
	}
	to := g.put(f, s.Kind, -1)
	for len(g.near) < len(g.items) {
		g.near = append(g.near, nil)
	}
	for i, m := range g.x.mentions {
		if slices.Contains(s.At, m.Span) {
			g.said[i] = to
		}
	}
}

// Named returns the index of the name of a kind that has a folded form, -1 for none. A name that has the form as its
// fullest form comes before one with a fuller form.
func (x *Text) Named(kind names.Kind, form string) int {
	beside := -1
	for i := range x.Names {
		n := &x.Names[i]
		if n.Kind != kind {
			continue
		}
		if forms.New(n.Form).Key == form {
			return i
		}
		if beside < 0 && slices.ContainsFunc(n.Forms, func(f string) bool { return forms.New(f).Key == form }) {
			beside = i
		}
	}
	return beside
}

// Parts returns which names are parts of others.
func (x *Text) Parts() []Part { return x.parts }

// groups joins the mentions of a text.
type groups struct {
	x        *Text
	parent   []int // by distinct form
	keys     map[string]int
	items    []item
	standing map[int]int           // by initials, the body they may be of
	told     map[int]bool          // forms that the text itself introduces
	roots    []int                 // for each name, the root of its items
	doubts   map[int]bool          // of items: see doubtful
	said     map[int]int           // by mention, the item a person decided it is of
	refused  map[aliases.Pair]bool // pairs that are two things, or somebody's post
	english  bool
	small    map[string]bool // words the text writes small; see common
	near     [][]int         // of each item, those that share a key with it, ascending
}

// item is one distinct form with its kind.
type item struct {
	form     forms.Form
	kind     names.Kind
	mentions []int
	resolved map[int]int // for an ambiguous short form: mention → item
}

func newGroups(x *Text) *groups {
	g := &groups{x: x, english: isEnglish(x.t), keys: map[string]int{}, standing: map[int]int{}, told: map[int]bool{},
		doubts: map[int]bool{}, said: map[int]int{}, refused: map[aliases.Pair]bool{}}
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

// alias joins the mentions at the two ends of a pair.
func (g *groups) alias(p aliases.Pair) {
	a, b := g.at(p.Long), g.at(p.Short)
	if a < 0 && b < 0 || g.adverb(p.Long) {
		g.refused[p] = true
		return
	}
	if a < 0 {
		a = g.ending(p.Long)
	}
	if a < 0 || b < 0 {
		known := g.items[max(a, b)].kind
		if long, short := forms.New(p.Long.In(g.x.t.Text)), forms.New(p.Short.In(g.x.t.Text)); g.english &&
			known == names.Place && p.Cue != aliases.Former && !short.InitialsOf(long) {
			g.refused[p] = true // "Velm (Harbour software)": what is there
			return
		}
	}
	if a < 0 {
		a = g.put(forms.New(p.Long.In(g.x.t.Text)), g.items[b].kind, -1)
	}
	if b < 0 {
		b = g.put(forms.New(p.Short.In(g.x.t.Text)), g.items[a].kind, -1)
	}
	if g.personsBody(a, b) || g.placesStation(a, b) ||
		p.Cue == aliases.Apposed && g.items[a].kind == names.Place { // "Velm, N.C.": the state it is in
		g.refused[p] = true
		return
	}
	if p.Cue == aliases.Former && g.items[a].kind == names.Organisation {
		return // a body's former name is kept separate, because it is of another time
	}
	if g.told[b] && g.root(a) != g.root(b) {
		return // the same initials of a second body
	}
	g.told[b] = true
	g.join(a, b)
}

// personsBody reports whether one of two adjacent forms is a person's and the other an abbreviation without the
// person's initials: an employer, or a degree.
func (g *groups) personsBody(a, b int) bool {
	for _, p := range [][2]int{{a, b}, {b, a}} {
		person, short := &g.items[p[0]], &g.items[p[1]]
		if person.kind != names.Person || person.form.Abbreviation() {
			continue
		}
		if short.form.Abbreviation() && !short.form.InitialsOf(person.form) {
			return true
		}
		words := strings.Fields(strings.ToLower(short.form.Text))
		if len(words) > 1 && posts[words[len(words)-1]] { // "ex Harbour Line CEO"
			return true
		}
	}
	return false
}

// placesStation reports whether the first of two forms is a place's and the other initials with another first
// letter: of the station or agency a report is from.
func (g *groups) placesStation(long, short int) bool {
	a, b := &g.items[long], &g.items[short]
	return a.kind == names.Place && b.form.Abbreviation() && !a.form.Abbreviation() && a.form.Key != "" &&
		b.form.Key != "" && a.form.Key[0] != b.form.Key[0]
}

// adverb reports whether a span is one adverb: "Aptly dubbed".
func (g *groups) adverb(s cutting.Span) bool {
	w := s.In(g.x.t.Text)
	return strings.HasSuffix(w, "ly") && clusters.Of(strings.ToLower(w)) != 0 && !givenName(w) && g.at(s) < 0
}

// ending returns the item of the longer mention that ends where a span does; -1 for none.
func (g *groups) ending(s cutting.Span) int {
	i := names.FirstBehind(g.x.mentions, s.Start)
	if i == len(g.x.mentions) || g.x.mentions[i].Span.End != s.End || g.x.mentions[i].Span.Start > s.Start {
		return -1
	}
	return g.keys[string(g.x.mentions[i].Kind)+" "+g.x.forms[i].Key]
}

// at returns the item of the mention that is, or all but is, the span; -1 for none.
func (g *groups) at(s cutting.Span) int {
	for i := names.FirstBehind(g.x.mentions, s.Start); i < len(g.x.mentions) &&
		g.x.mentions[i].Span.Start < s.End; i++ {
		m := g.x.mentions[i]
		if m.Span.Overlaps(s) && g.x.forms[i].Key == forms.New(s.In(g.x.t.Text)).Key {
			return g.keys[string(m.Kind)+" "+g.x.forms[i].Key]
		}
	}
	return -1
}

// maxBlock is the maximum number of forms with one key that are compared.
const maxBlock = 100

// neighbours sets the forms that are compared with each other.
func (g *groups) neighbours() {
	blocks := map[string][]int{}
	for i, it := range g.items {
		for _, k := range it.form.Keys(it.kind) {
			k = string(it.kind) + k
			blocks[k] = append(blocks[k], i)
		}
	}
	g.near = make([][]int, len(g.items))
	for _, b := range blocks {
		if len(b) > maxBlock {
			continue
		}
		for _, i := range b {
			for _, j := range b {
				if i != j {
					g.near[i] = append(g.near[i], j)
				}
			}
		}
	}
	for i := range g.near {
		slices.Sort(g.near[i])
		g.near[i] = slices.Compact(g.near[i])
	}
}

// full joins forms that are equally full, and acronyms with their long forms.
func (g *groups) full() {
	for a := range g.items {
		for _, b := range g.near[a] {
			x, y := &g.items[a], &g.items[b]
			switch rel, fuller := forms.Compare(x.kind, x.form, y.form); rel {
			case forms.Spelled:
				if x.kind != names.Person || g.shown(a, b) || g.shown(b, a) {
					g.join(a, b)
				}
			case forms.Equal, forms.Reordered:
				g.join(a, b)
			case forms.Acronym:
				if fuller {
					g.setBody(a, b)
				} else {
					g.setBody(b, a)
				}
			}
		}
	}
	for _, short := range slices.Sorted(maps.Keys(g.standing)) {
		if long := g.standing[short]; long >= 0 && !g.told[short] {
			g.join(short, long)
		}
	}
}

// setBody records the body that initials may be of: -1 for more than one body if the text does not show which.
func (g *groups) setBody(short, long int) {
	if countries[g.items[short].form.Key] && !g.told[short] {
		return
	}
	if had, ok := g.standing[short]; ok && (had < 0 || g.root(had) != g.root(long)) {
		long = -1
	}
	g.standing[short] = long
}

// posts are the last words of phrases for somebody's office.
var posts = map[string]bool{"ceo": true, "cto": true, "cfo": true, "coo": true, "chairman": true, "president": true,
	"director": true, "minister": true, "secretary": true, "founder": true, "editor": true, "chief": true}

// countries are the initials of well-known countries, which are of no other body.
var countries = map[string]bool{"us": true, "usa": true, "uk": true, "uae": true}

// short joins short forms with the fuller form they can be of: the only one, or the last one mentioned before.
func (g *groups) short() {
	type choice struct{ short, full int }
	var choices []choice
	for a := range g.items {
		var fuller []int
		surname := false // what may be a surname or a given name is a surname in news
		for _, b := range g.near[a] {
			if g.root(a) == g.root(b) {
				continue
			}
			rel, more := forms.Compare(g.items[a].kind, g.items[a].form, g.items[b].form)
			if rel == forms.Shortened && g.items[a].form.TailOf(g.items[b].form) && g.heading(a) {
				continue // "Robotics", a heading, and "Wildfire Robotics"
			}
			if (rel == forms.Shortened || rel == forms.Surname || rel == forms.Given) && !g.shown(a, b) {
				continue
			}
			switch rel {
			case forms.Initial, forms.Surname, forms.Given, forms.Shortened:
				if rel == forms.Given && (surname || !givenName(g.items[a].form.Text)) {
					continue
				}
				if rel == forms.Surname && more && !surname {
					surname = true
					fuller = slices.DeleteFunc(fuller, func(c int) bool {
						rel, _ := forms.Compare(g.items[a].kind, g.items[a].form, g.items[c].form)
						return rel == forms.Given
					})
				}
				if more || rel == forms.Initial && len(g.items[a].form.Text) < len(g.items[b].form.Text) {
					if !slices.ContainsFunc(fuller, func(c int) bool { return g.root(c) == g.root(b) }) {
						fuller = append(fuller, b)
					}
				}
			}
		}
		switch {
		case len(fuller) == 0:
		case g.surnamed(a, fuller):
			if of, one := g.bearers(a, fuller); one {
				g.items[a].resolved = nil
				choices = append(choices, choice{a, of})
			}
		case len(fuller) == 1:
			choices = append(choices, choice{a, fuller[0]})
		default:
			g.resolve(a, fuller)
		}
	}
	for _, c := range choices {
		g.join(c.short, c.full)
	}
}

// heading reports whether a form is a common word that never occurs within a sentence, after a lower-case word
// or an article.
func (g *groups) heading(item int) bool {
	if clusters.Of(g.items[item].form.Key) == 0 {
		return false
	}
	for _, m := range g.items[item].mentions {
		at := g.x.t.At(g.x.mentions[m].Span.Start)
		if at == 0 {
			continue
		}
		before := g.x.t.Token(at - 1)
		if r, _ := utf8.DecodeRuneInString(before); unicode.IsLower(r) || before == "The" {
			return false
		}
	}
	return true
}

// givenName reports whether a first word alone is a given name: for products and bodies labelled as persons it
// is the maker's ("Ledger Nano").
func givenName(word string) bool { return names.Given(strings.ToLower(word)) }

// resolve assigns each mention of an ambiguous short form to the last fuller form mentioned before it, or to
// none.
func (g *groups) resolve(short int, fuller []int) {
	it := &g.items[short]
	it.resolved = map[int]int{}
	type seen struct{ mention, item int }
	var before []seen
	for _, f := range fuller {
		for _, m := range g.items[f].mentions {
			before = append(before, seen{m, f})
		}
	}
	slices.SortFunc(before, func(a, b seen) int { return cmp.Compare(a.mention, b.mention) })
	last := -1
	for _, m := range it.mentions {
		for len(before) > 0 && before[0].mention < m {
			last, before = before[0].item, before[1:]
		}
		if last >= 0 {
			it.resolved[m] = last
		}
	}
}

// issuer adds the body that issues the text, for which the text may only use "the Commission"; -1 for none.
func (g *groups) issuer(body string) int {
	if f := forms.New(body); !f.Empty() {
		return g.put(f, names.Organisation, -1)
	}
	return -1
}

// mostBodies is the maximum number of bodies in a text for which a word like "Commission" is searched in all of
// them.
const mostBodies = 200

// heads joins "the Commission" with the only commission in the text, and initials with the only body that has
// them in another order.
func (g *groups) heads() {
	var bodies []int
	for i := range g.items {
		if g.items[i].kind == names.Organisation {
			bodies = append(bodies, i)
		}
	}
	if len(bodies) > mostBodies {
		return
	}
	for _, a := range bodies {
		only := -1
		for _, b := range bodies {
			f, of := g.items[a].form, g.items[b].form
			if a == b || g.root(a) == g.root(b) ||
				!f.Generic(of) && !(f.Rearranged(of) && !g.told[a] && g.spokenOf(b) &&
					!slices.ContainsFunc(bodies, func(c int) bool {
						return g.root(c) == g.root(b) && g.items[c].form.Abbreviation() // it has its own
					})) {
				continue
			}
			if only >= 0 && g.root(only) != g.root(b) {
				only = -2
				break
			}
			only = b
		}
		if only >= 0 {
			g.join(a, only)
		}
	}
}

// spokenOf reports whether an item's name is more than mentioned in passing: it is named early, or again.
func (g *groups) spokenOf(item int) bool {
	count := 0
	for i := range g.items {
		if g.root(i) == g.root(item) {
			count += len(g.items[i].mentions)
			if m := g.items[i].mentions; len(m) > 0 && m[0] < earlyMentions {
				return true
			}
		}
	}
	return count > 1
}

// earlyMentions is the number of first mentions that show what a text is about.
const earlyMentions = 5

// finish numbers the names by their first mention.
func (g *groups) finish(pairs []aliases.Pair) {
	x := g.x
	byRoot := map[int]int{}
	of := map[int]int{} // mention → item root
	for n, it := range g.items {
		for _, m := range it.mentions {
			of[m] = g.root(n)
			if f, ok := it.resolved[m]; ok {
				of[m] = g.root(f)
			}
			if f, ok := g.said[m]; ok {
				of[m] = g.root(f)
			}
		}
	}
	counts := []map[string]int{}
	for m := range x.mentions {
		r := of[m]
		n, ok := byRoot[r]
		if !ok {
			n = len(x.Names)
			byRoot[r] = n
			kind := x.mentions[m].Kind
			if to, said := g.said[m]; said {
				kind = g.items[to].kind
			}
			x.Names = append(x.Names, Name{Kind: kind, Doubt: g.doubts[r]})
			g.roots = append(g.roots, r)
			counts = append(counts, map[string]int{})
		}
		x.Of[m] = n
		x.Names[n].Mentions = append(x.Names[n].Mentions, m)
		counts[n][x.forms[m].Text]++
	}
	for i, it := range g.items {
		if n, ok := byRoot[g.root(i)]; ok && len(it.mentions) == 0 {
			counts[n][it.form.Text] += 0
		}
	}
	for n := range x.Names {
		name := &x.Names[n]
		for f := range counts[n] {
			name.Forms = append(name.Forms, f)
		}
		slices.SortFunc(name.Forms, func(a, b string) int {
			return cmp.Or(cmp.Compare(counts[n][b], counts[n][a]), cmp.Compare(len(b), len(a)), strings.Compare(a, b))
		})
		for _, f := range name.Forms {
			if fuller(f, name.Form) {
				name.Form = f
			}
		}
	}
	g.parts(byRoot)
	for _, p := range pairs {
		if g.refused[p] {
			continue
		}
		a, b := g.at(p.Long), g.at(p.Short)
		if a < 0 {
			a = b
		}
		if n, ok := byRoot[g.rootOf(a)]; ok {
			x.Names[n].Aliases = append(x.Names[n].Aliases, Alias{
				Long: forms.New(p.Long.In(x.t.Text)).Text, Short: forms.New(p.Short.In(x.t.Text)).Text, Cue: p.Cue,
				Span: cutting.Span{Start: min(p.Long.Start, p.Short.Start), End: max(p.Long.End, p.Short.End)},
			})
		}
	}
}

func (g *groups) rootOf(i int) int {
	if i < 0 {
		return -1
	}
	return g.root(i)
}

// fuller reports whether form a is fuller than b.
func fuller(a, b string) bool {
	x, y := forms.New(a), forms.New(b)
	if x.Abbreviation() != y.Abbreviation() {
		return y.Abbreviation() || b == ""
	}
	return cmp.Or(cmp.Compare(x.Words(), y.Words()), cmp.Compare(len(a), len(b)), strings.Compare(b, a)) > 0
}

func (g *groups) parts(byRoot map[int]int) {
	for a := range g.items {
		for _, b := range g.near[a] {
			if g.items[a].kind != names.Organisation || len(g.items[a].form.Text) < len(g.items[b].form.Text) {
				continue
			}
			rel, _ := forms.Compare(names.Organisation, g.items[a].form, g.items[b].form)
			n, ok := byRoot[g.root(a)]
			m, ok2 := byRoot[g.root(b)]
			if rel == forms.Part && ok && ok2 && n != m && !slices.Contains(g.x.parts, Part{n, m}) {
				g.x.parts = append(g.x.parts, Part{n, m})
			}
		}
	}
}

// FormOf returns the form of a mention, one of the Forms of its name.
func (x *Text) FormOf(mention int) string { return x.forms[mention].Text }

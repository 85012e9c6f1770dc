// Package within joins the mentions of one text that name the same, and resolves other words that refer to
// them: "Mr Dravic", "the minister", "he".
//
// It uses the results of the readers of names and aliases and supports their languages; other referring words
// it resolves in English only.
package within

import (
	"cmp"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/reading/aliases"
	"cuttings/reading/forms"
	"cuttings/reading/names"
	"cuttings/reading/token"
)

// Name is a person, organisation or place that one text names.
type Name struct {
	Kind             names.Kind
	Form             string   // the fullest of Forms
	Forms            []string // distinct ones as written, the most used first
	Mentions         []int    // indices in the mentions passed to Read, ascending
	Aliases          []Alias  // those of Forms that the text states are the same
	Gender           string   // of a person, "male" or "female" where the text shows it; else ""
	Offices          []string // a person's offices beside mentions: "mayor"; in lower case, ascending
	Doubt            bool     // several persons of the text have this name, and it does not show which
	introducedInBody bool     // a mention outside the headline was read for these
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
	return ReadWithDecisions(t, mentions, pairs, issuer, nil)
}

// Decision is a person's decision about a text: which name some mentions are of. Without mentions, the text
// refers to the name by other words, and need not contain it.
type Decision struct {
	Kind names.Kind
	Form string
	At   []cutting.Span
}

// ReadWithDecisions does the work of Read with the decisions of people; a later decision replaces an earlier one.
func ReadWithDecisions(t *token.Text, mentions []names.Mention, pairs []aliases.Pair, issuer string,
	said []Decision) *Text {
	x := &Text{t: t, mentions: mentions, Of: make([]int, len(mentions)), forms: make([]forms.Form, len(mentions)),
		issuer: -1}
	g := newGroups(x)
	for _, p := range pairs {
		g.joinAlias(p)
	}
	body, _, _ := strings.Cut(issuer, ",") // "Coast Guard of Tessaly, press office"
	issuing := g.addIssuer(body)
	g.setNeighbours()
	g.joinFull()
	g.joinShort()
	g.joinHeads()
	for _, s := range said {
		g.decide(s)
	}
	g.finish(pairs)
	for _, s := range said {
		if f := forms.New(s.Form); len(s.At) == 0 && !f.Empty() && x.NameWithForm(s.Kind, f.Key) < 0 {
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
	x.recordDescriptions()
	return x
}

// decide assigns mentions to the name with a form, or to a new one.
func (g *groups) decide(s Decision) {
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

// NameWithForm returns the index of the name of a kind that has a folded form, -1 for none. A name that has the form
// as its fullest form comes before one with a fuller form.
func (x *Text) NameWithForm(kind names.Kind, form string) int {
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
			if isFuller(f, name.Form) {
				name.Form = f
			}
		}
	}
	g.setParts(byRoot)
	for _, p := range pairs {
		if g.refused[p] {
			continue
		}
		a, b := g.itemAt(p.Long), g.itemAt(p.Short)
		if a < 0 {
			a = b
		}
		long := forms.New(p.Long.In(x.t.Text)).Text
		if of, ok := g.shorter[p]; ok {
			long = g.items[of].form.Text
		}
		if n, ok := byRoot[g.rootOf(a)]; ok {
			x.Names[n].Aliases = append(x.Names[n].Aliases, Alias{
				Long: long, Short: forms.New(p.Short.In(x.t.Text)).Text, Cue: p.Cue,
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

// isFuller reports whether form a is fuller than b.
func isFuller(a, b string) bool {
	x, y := forms.New(a), forms.New(b)
	if x.IsAbbreviation() != y.IsAbbreviation() {
		return y.IsAbbreviation() || b == ""
	}
	return cmp.Or(cmp.Compare(x.WordCount(), y.WordCount()), cmp.Compare(len(a), len(b)), strings.Compare(b, a)) > 0
}

func (g *groups) setParts(byRoot map[int]int) {
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

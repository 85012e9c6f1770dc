package within

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/reading/clusters"
	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// areSiblings reports whether two persons' forms of two words have one surname and given names of one length and first
// letter that differ.
func areSiblings(a, b forms.Form) bool {
	x, y := strings.Fields(a.Key), strings.Fields(b.Key)
	return len(x) == 2 && len(y) == 2 && x[1] == y[1] && x[0] != y[0] && len(x[0]) == len(y[0]) && x[0][0] == y[0][0]
}

// maxBlock is the maximum number of forms with one key that are compared.
const maxBlock = 100

// setNeighbours sets the forms that are compared with each other.
func (g *groups) setNeighbours() {
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

// joinFull joins forms that are equally full, and acronyms with their long forms.
func (g *groups) joinFull() {
	for a := range g.items {
		for _, b := range g.near[a] {
			x, y := &g.items[a], &g.items[b]
			switch rel, fuller := forms.Compare(x.kind, x.form, y.form); rel {
			case forms.Spelled:
				if x.kind == names.Place && len(x.mentions) == 1 && len(y.mentions) == 1 {
					continue // "Malvon" and "Melvon" of a list
				}
				if x.kind == names.Person && len(x.mentions) > 1 && len(y.mentions) > 1 &&
					areSiblings(x.form, y.form) {
					continue // "Jorvall Roe" and "Jorvell Roe" again and again
				}
				if x.kind != names.Person || g.isPersonOrBody(a, b) || g.isPersonOrBody(b, a) {
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
	for _, short := range slices.Sorted(maps.Keys(g.bodyOfInitials)) {
		if long := g.bodyOfInitials[short]; long >= 0 && !g.introducedForms[short] {
			g.join(short, long)
		}
	}
}

// setBody records the body that initials may be of: -1 for more than one body if the text does not show which.
func (g *groups) setBody(short, long int) {
	if g.european && !isBodyPhrase(g.items[long].form.Text) {
		return // "Points of Interest"
	}
	if countries[g.items[short].form.Key] && !g.introducedForms[short] {
		return
	}
	if had, ok := g.bodyOfInitials[short]; ok && (had < 0 || g.root(had) != g.root(long)) {
		long = -1
	}
	g.bodyOfInitials[short] = long
}

// officeNouns are the last words of phrases for somebody's office.
var officeNouns = map[string]bool{"ceo": true, "cto": true, "cfo": true, "coo": true, "chairman": true,
	"president": true,
	"director":  true, "minister": true, "secretary": true, "founder": true, "editor": true, "chief": true}

// countries are the initials of well-known countries, which are of no other body.
var countries = map[string]bool{"us": true, "usa": true, "uk": true, "uae": true}

// joinShort joins short forms with the fuller form they can be of: the only one, or the last one mentioned before.
func (g *groups) joinShort() {
	type choice struct{ short, full int }
	var choices []choice
	for a := range g.items {
		var fuller []int
		if g.partOnly(a) {
			continue
		}
		surname := false // what may be a surname or a given name is a surname in news
		for _, b := range g.near[a] {
			if g.root(a) == g.root(b) {
				continue
			}
			rel, more := forms.Compare(g.items[a].kind, g.items[a].form, g.items[b].form)
			if rel == forms.Shortened && g.items[a].form.TailOf(g.items[b].form) && g.isHeadingWord(a) {
				continue // "Robotics", a heading, and "Wildfire Robotics"
			}
			if (rel == forms.Shortened || rel == forms.Surname || rel == forms.Given) && !g.isPersonOrBody(a, b) {
				continue
			}
			switch rel {
			case forms.Initial, forms.Surname, forms.Given, forms.Shortened:
				if rel == forms.Given && (surname || !givenName(g.items[a].form.Text) || g.givenNamePrecedes(a, b)) {
					continue
				}
				if rel == forms.Surname && g.givenNamePrecedes(a, b) {
					continue // a known bearer of the surname is spoken of before somebody else with it
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
		case g.isSurname(a, fuller):
			if of, one := g.resolveBearers(a, fuller); one {
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

// givenNamePrecedes reports whether a given name alone is used before the full name, and not only in a headline or
// lead: who is called so is somebody else, whom the text need not name in full.
func (g *groups) givenNamePrecedes(short, full int) bool {
	s, f := g.items[short].mentions, g.items[full].mentions
	return len(s) > 0 && len(f) > 0 && s[0] < f[0] && g.x.t.TokenAfter(g.x.mentions[s[0]].Span.Start) >= leadTokens
}

// leadTokens is the number of tokens of a headline and lead, in which a person may be called by the given name
// before the text has the full name.
const leadTokens = 40

// isHeadingWord reports whether a form is a common word that never occurs within a sentence, after a lower-case word
// or an article.
func (g *groups) isHeadingWord(item int) bool {
	if clusters.Of(g.items[item].form.Key) == 0 {
		return false
	}
	for _, m := range g.items[item].mentions {
		at := g.x.t.TokenAfter(g.x.mentions[m].Span.Start)
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
func givenName(word string) bool { return names.IsGivenName(strings.ToLower(word)) }

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

// addIssuer adds the body that issues the text, for which the text may only use "the Commission"; -1 for none.
func (g *groups) addIssuer(body string) int {
	if f := forms.New(body); !f.Empty() {
		return g.put(f, names.Organisation, -1)
	}
	return -1
}

// mostBodies is the maximum number of bodies in a text for which a word like "Commission" is searched in all of
// them.
const mostBodies = 200

// joinHeads joins "the Commission" with the only commission in the text, and initials with the only body that has
// them in another order.
func (g *groups) joinHeads() {
	var bodies []int
	for i := range g.items {
		it := &g.items[i]
		if it.kind != names.Organisation {
			continue
		}
		if g.european && !it.form.IsAbbreviation() &&
			!slices.ContainsFunc(strings.Fields(it.form.Key), names.IsBodyNoun) {
			continue // "Party" and "Teenager Party"
		}
		bodies = append(bodies, i)
	}
	if len(bodies) > mostBodies {
		return
	}
	for _, a := range bodies {
		only := -1
		for _, b := range bodies {
			f, of := g.items[a].form, g.items[b].form
			if a == b || g.root(a) == g.root(b) ||
				!f.NamesKindOf(of) && !(f.HasRearrangedInitials(of) && !g.introducedForms[a] && g.spokenOf(b) &&
					!slices.ContainsFunc(bodies, func(c int) bool {
						return g.root(c) == g.root(b) && g.items[c].form.IsAbbreviation() // it has its own
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

package across

import (
	"maps"
	"slices"
	"strings"

	"cuttings/internal/wordset"
	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// candidate is a group that a shorter form may be of.
type candidate struct {
	g      *group
	stated bool
	least  int // the company required
	at     proof
	why    Why
	traits traits // of a person
	part   bool   // words of a body's form: see fits
	// country is the country of a body, which a text that calls the body without it has to name; "" for no such.
	country string
}

// placeUses puts each use of a node into the group of a fuller form, or into the node's own group.
func (x *Index) placeUses(n *node, w *work, q *queue) {
	cands := x.candidates(n)
	x.setTraits(cands)
	beside := x.candidatesByCompany(n, cands)
	had := n.own != nil
	for _, p := range x.placesOf(n, w, beside != nil) {
		if c, ok := choose(p, cands, beside); ok {
			x.move(p, c.g, c.why)
			if to := c.g.placed[n]; to.why != c.why || to.proof != c.at {
				to.why, to.proof = c.why, c.at
				x.changes.groups[c.g] = true
			}
			continue
		}
		if n.own == nil {
			n.own = &group{nodes: []*node{n}}
		}
		why, _ := n.own.whyOf(n)
		x.move(p, n.own, why)
	}
	if !n.short {
		return
	}
	if n.own != nil && n.ownUses() == 0 {
		x.changes.groups[n.own] = true
		n.own = nil
	}
	if had != (n.own != nil) && !q.whole {
		x.dependents(n, func(m *node) {
			if isPlacedBefore(n, m) {
				q.addAllUses(m)
			}
		})
	}
}

// ownUses returns the number of a node's uses in no fuller form's group, when all are placed.
func (n *node) ownUses() int {
	left := len(n.uses)
	for _, h := range n.homes {
		left -= h.uses
	}
	return left
}

// placesOf returns the uses of a node that must be placed. byCompany includes those whose company changed,
// which matters only if there are several candidates.
func (x *Index) placesOf(n *node, w *work, byCompany bool) []place {
	if w.all {
		return slices.Clone(n.uses)
	}
	beside := map[*node]bool{}
	if byCompany {
		for _, m := range w.met {
			for _, e := range x.changes.company[m] {
				for _, o := range e.all {
					beside[o] = true
				}
			}
		}
	}
	if len(beside) == 0 {
		return slices.Collect(maps.Keys(w.uses))
	}
	var out []place
	for _, p := range n.uses {
		if w.uses[p] || slices.ContainsFunc(p.text.all, func(m *node) bool { return beside[m] }) {
			out = append(out, p)
		}
	}
	return out
}

// move puts a local name into a group, nil for none.
func (x *Index) move(p place, to *group, why Why) {
	l := p.localName()
	from := l.home
	if from == to {
		if l.why != why {
			l.why = why
			if to != nil {
				x.changes.groups[to] = true
			}
		}
		return
	}
	n := l.node
	x.relateAgain(n)
	x.changes.moved[p.text] = true
	if from != nil {
		x.changes.groups[from] = true
		x.relateParts(p, -1)
		x.countHolder(p, from, -1)
		from.count--
		if from.tally != nil {
			from.tally.remove(p)
		}
		if h := from.placed[n]; h != nil {
			if h.uses--; h.uses == 0 {
				delete(from.placed, n)
			}
			i := slices.IndexFunc(n.homes, func(h groupUses) bool { return h.g == from })
			if n.homes[i].uses--; n.homes[i].uses == 0 {
				n.homes = slices.Delete(n.homes, i, i+1)
			}
		}
	}
	l.home, l.why = to, why
	if to == nil {
		return
	}
	x.changes.groups[to] = true
	to.count++
	x.countHolder(p, to, 1)
	if to != n.own {
		if to.placed == nil {
			to.placed = map[*node]*shortUses{}
		}
		h := to.placed[n]
		if h == nil {
			h = &shortUses{}
			to.placed[n] = h
		}
		h.uses++
		if i := slices.IndexFunc(n.homes, func(h groupUses) bool { return h.g == to }); i >= 0 {
			n.homes[i].uses++
		} else {
			n.homes = append(n.homes, groupUses{to, 1})
		}
	}
	if to.tally != nil {
		to.tally.add(p)
	}
	x.relateParts(p, 1)
}

// candidates returns the groups that a node's form can be of.
func (x *Index) candidates(n *node) []candidate {
	var out []candidate
	put := func(m *node, c candidate) {
		if m.short && !isPlacedBefore(m, n) {
			return
		}
		if c.g = m.own; c.g == nil || !n.short && c.g == n.own || m == n || x.decidedDifferent([]*node{n}, c.g.nodes) {
			return
		}
		for i := range out {
			if out[i].g == c.g {
				if c.stated && !out[i].stated {
					out[i] = c
				}
				out[i].least = min(out[i].least, c.least)
				return
			}
		}
		out = append(out, c)
	}
	for _, k := range x.same[n.key] {
		if m := x.nodes[k]; m != nil && n.short {
			put(m, candidate{stated: true, why: Decision})
		}
	}
	if n.short {
		for _, m := range statedBy(n) {
			put(m, candidate{stated: true, why: Stated, at: proof{m, slices.MinFunc(n.stated[m], compareEvidence)}})
		}
	}
	for _, m := range x.nodesSharingKey(n) {
		if m.own == nil {
			continue
		}
		if rel, fuller := compare(n, m); canBeOf(rel, fuller, n, m) {
			least := 1
			if n.form().WordCount() == 1 || n.key.Kind == names.Organisation {
				least += x.extraCompany()
				if n.key.Kind == names.Person && least > 1 {
					least++ // texts that have nothing to do with each other share two well-known names
				}
			} else if rel == forms.Initial {
				least = x.extraCompany() // in few texts an initial and a surname are rarely another person's
				if least > 0 {
					least += 2 // in many they are, of a list of players or authors
				}
			}
			if rel == forms.Surname && n.form().LastWord() != m.form().LastWord() || // "Martine", "Tata Martino"
				rel == forms.Acronym { // the same initials have many meanings
				least = 3
				if rel == forms.Surname && x.extraCompany() > 0 {
					continue // "Paterson", a town, of "Anna Peterson"
				}
			}
			if n.key.Kind == names.Organisation && !x.leftBody(n, m) ||
				n.key.Kind == names.Person && !x.surnameOf(n, m) {
				continue
			}
			if rel == forms.Acronym && (len(n.key.Form) < leastInitials || x.extraCompany() > 0) {
				continue // among many texts, some body with these initials is met beside the same names
			}
			if n.key.Kind == names.Person && n.form().WordCount() == 1 && len(m.in) <= x.extraCompany() {
				continue // who is called by the surname alone is known from more than one text
			}
			put(m, candidate{why: Short, least: least, part: rel == forms.Shortened, country: x.countryOf(n, m)})
		}
	}
	out = x.mostBorne(n, out)
	if n.short && len(x.different[n.key]) > 0 { // separated by a person: company alone must not assign it to another
		out = slices.DeleteFunc(out, func(c candidate) bool { return !c.stated })
	}
	// a single word taken for a person may be the place or body of that name
	if n.key.Kind == names.Person && n.form().WordCount() == 1 {
		for _, kind := range []names.Kind{names.Place, names.Organisation} {
			if m := x.nodes[Key{kind, n.key.Form}]; m != nil {
				put(m, candidate{why: Same})
			}
		}
	}
	return out
}

// mostBorne drops, among many texts, the candidates for a surname that fewer texts name in full than another: who is
// called by the surname alone, where nobody of that name is introduced, is the one whom everybody knows.
func (x *Index) mostBorne(n *node, cands []candidate) []candidate {
	if n.key.Kind != names.Person || n.form().WordCount() != 1 || x.extraCompany() == 0 {
		return cands
	}
	most := 0
	for _, c := range cands {
		most = max(most, x.textsInFull(c.g))
	}
	return slices.DeleteFunc(cands, func(c candidate) bool {
		return c.why == Short && !c.stated && x.textsInFull(c.g) < most
	})
}

// textsInFull returns how many texts have one of a group's full forms, at most enoughTexts.
func (x *Index) textsInFull(g *group) int {
	count := 0
	for _, n := range g.nodes {
		if !n.short {
			count = max(count, len(n.in))
		}
	}
	return min(count, x.enoughTexts())
}

// enoughTexts returns the number of texts from which a person is known whoever else bears the surname.
func (x *Index) enoughTexts() int { return min(x.limits.sample, 16) }

// leftBody reports whether a form may be what is left of a body's fuller one in another text:
// not "Healthcare" of a company, nor "School of Medicine" of whatever university, where many
// texts are. A team is called without its town.
func (x *Index) leftBody(n, m *node) bool {
	short, full := *n.form(), *m.form()
	if short.TailOf(full) {
		return false
	}
	s, f := strings.Fields(short.Key), strings.Fields(full.Key)
	if x.extraCompany() == 0 || len(s) >= len(f) {
		return true
	}
	if names.IsDepartment(f[len(f)-1]) && slices.Equal(s, f[:len(f)-1]) ||
		len(s) == 1 && names.IsPartyAdjective(s[0]) {
		return false
	}
	front := f[:len(f)-len(s)]
	if slices.Equal(f[:len(s)], s) && names.IsPlaceOrPeople(strings.Join(s, " ")) {
		return false // "New Velm" of "New Velm Assembly"
	}
	if !slices.Equal(f[len(front):], s) {
		return true
	}
	place := strings.Join(front, " ")
	if len(s) > 1 && slices.ContainsFunc(s, names.HeadOfBody) && !unionsOfStates[place] &&
		(!names.IsCountry(place) || names.IsState(place)) {
		return false // "Department of Revenue", "Supreme Court" of whatever state
	}
	return names.IsPlaceOrPeople(place) && !slices.ContainsFunc(s, names.CompanyWord)
}

// countryOf returns the country before a fuller form of a body, among many texts: the "Defence Force" of a text is
// that of the country the text is about.
func (x *Index) countryOf(n, m *node) string {
	short, full := n.form().Key, m.form().Key
	place, ok := strings.CutSuffix(full, " "+short)
	if n.key.Kind != names.Organisation || x.extraCompany() == 0 || !ok || !names.IsCountry(place) {
		return ""
	}
	return place
}

// unionsOfStates are before names of bodies that are the only ones of their kind.
var unionsOfStates = wordset.Of("un eu nato european un's world")

// surnameOf reports whether a form that is a given name can be the surname of a fuller one: of
// "Hank Bob", not of "Vask Bob", which is called after a Bob. Among many texts some text has a Bob of its own.
func (x *Index) surnameOf(n, m *node) bool {
	if n.form().WordCount() != 1 || !names.IsGivenName(n.form().Key) {
		return true
	}
	words := strings.Fields(m.form().Key)
	return x.extraCompany() == 0 && len(words) > 0 && names.IsGivenName(words[0])
}

// leastInitials is the least number of letters of initials that are assigned to a body by the company
// they occur in: two letters have too many meanings.
const leastInitials = 3

// canBeOf reports whether n, related to m by rel, may be a form of it. A given name alone is one only in a text
// that has the full name.
func canBeOf(rel forms.Relation, fuller bool, n, m *node) bool {
	switch rel {
	case forms.Surname, forms.Shortened, forms.Acronym, forms.Initial, forms.Equal:
		return fuller || rel == forms.Initial && n.short && !m.short
	}
	return false
}

// personOf returns the single word taken for a person that is a place's or body's name.
func (x *Index) personOf(n *node) *node {
	if n.key.Kind == names.Person || n.form().WordCount() != 1 {
		return nil
	}
	return x.nodes[Key{names.Person, n.key.Form}]
}

func statedBy(n *node) []*node {
	out := make([]*node, 0, len(n.stated))
	for m := range n.stated {
		out = append(out, m)
	}
	slices.SortFunc(out, compareNodes)
	return out
}

// candidatesByCompany returns for each form, by number, the candidates whose company has it.
func (x *Index) candidatesByCompany(n *node, cands []candidate) map[int32][]int32 {
	if len(cands) == 0 || len(cands) == 1 && cands[0].stated {
		return nil
	}
	out := map[int32][]int32{}
	for i, c := range cands {
		at := int32(i)
		for _, k := range c.g.nodes {
			for _, m := range x.companyOf(k) {
				if list := out[m]; m != n.number && (len(list) == 0 || list[len(list)-1] != at) {
					out[m] = append(list, at)
				}
			}
		}
	}
	for i, c := range cands { // a form does not count as its own company
		for _, k := range c.g.nodes {
			if list := out[k.number]; slices.Contains(list, int32(i)) {
				out[k.number] = slices.DeleteFunc(slices.Clone(list), func(j int32) bool { return j == int32(i) })
			}
		}
	}
	return out
}

// decidedCandidate returns the candidate that a person decided a form is of, if there is one.
func decidedCandidate(cands []candidate) (candidate, bool) {
	at := -1
	for i := range cands {
		if cands[i].why != Decision {
			continue
		}
		if at >= 0 {
			return candidate{}, false
		}
		at = i
	}
	if at < 0 {
		return candidate{}, false
	}
	return cands[at], true
}

// choose returns the candidate that one use of a short form is of: the only one, if a text states it or the use
// is in its company; of several the one with most company in common.
func choose(p place, cands []candidate, beside map[int32][]int32) (candidate, bool) {
	if len(cands) == 0 {
		return candidate{}, false
	}
	if len(cands) == 1 {
		if least, ok := cands[0].fits(p); !ok {
			return candidate{}, false
		} else if cands[0].stated || least == 0 && cands[0].why == Short {
			return cands[0], true
		}
	}
	if c, ok := decidedCandidate(cands); ok {
		return c, true
	}
	scores := make([]int, len(cands))
	for _, m := range p.text.all {
		for _, i := range beside[m.number] {
			scores[i]++
		}
	}
	best, second, at := 0, 0, -1
	gender := p.text.Names[p.local].Gender
	for i, c := range cands {
		score := scores[i]
		least, ok := c.fits(p)
		if !ok || score < least {
			continue
		}
		if score > 0 && c.traits.hasGender(gender) {
			score += len(p.text.all) // before those that no text states
		}
		if c.stated && score > 0 {
			score++
		}
		switch {
		case score > best:
			best, second, at = score, best, i
		case score > second:
			second = score
		}
	}
	if at < 0 || best == second {
		return candidate{}, false
	}
	return cands[at], true
}

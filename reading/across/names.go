package across

import (
	"cmp"
	"slices"
	"strings"

	"cuttings/reading/forms"
	"cuttings/reading/names"
)

// Names returns all names, by kind and form. It takes time in proportion to all texts
// when something changed since the last call.
func (x *Index) Names() []Name {
	if len(x.dirty) > 0 || x.all == nil {
		x.join()
	}
	out := make([]Name, 0, len(x.all))
	ids := map[*group]string{}
	taken := map[string]int{}
	for _, g := range x.all {
		out = append(out, x.name(g))
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		p, q := &out[a], &out[b]
		return cmp.Or(strings.Compare(string(p.Kind), string(q.Kind)), strings.Compare(p.Form, q.Form),
			strings.Compare(p.Uses[0].Text, q.Uses[0].Text), cmp.Compare(p.Uses[0].Local, q.Uses[0].Local))
	})
	sorted := make([]Name, len(out))
	for k, i := range order {
		n := out[i]
		n.ID = string(n.Kind) + ":" + forms.New(n.Form).Key
		if taken[n.ID]++; taken[n.ID] > 1 {
			n.ID += ":" + n.Uses[0].Text
		}
		ids[x.all[i]] = n.ID
		sorted[k] = n
	}
	x.relate(sorted, order, ids)
	return sorted
}

// name makes the name of a group.
func (x *Index) name(g *group) Name {
	var n Name
	variants := map[string]*Variant{} // by folded form
	kinds := map[names.Kind]int{}
	places := make([]place, 0, len(g.places))
	for p := range g.places {
		places = append(places, p)
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(strings.Compare(a.text, b.text), cmp.Compare(a.local, b.local))
	})
	for _, p := range places {
		t := x.texts[p.text]
		l := t.Names[p.local]
		n.Uses = append(n.Uses, Member{p.text, p.local, g.places[p]})
		for _, u := range l.Uses {
			m := x.node(l.Kind, u.Form)
			if m == nil {
				continue
			}
			kinds[l.Kind] += u.Count
			v := variants[m.key.Form]
			if v == nil {
				v = &Variant{Form: m.mostWritten(), Sources: map[string]int{}, Why: g.why[m],
					Evidence: Evidence{p.text, u.First}}
				if v.Why == "" {
					v.Why = Short
				}
				if proof, ok := g.proof[m]; ok {
					v.Evidence = proof.at
				}
				variants[m.key.Form] = v
			}
			v.Count += u.Count
			v.Texts++
			if t.Source != "" {
				v.Sources[t.Source]++
			}
			if t.Date != "" {
				if v.First == "" || t.Date < v.First {
					v.First = t.Date
				}
				v.Last = max(v.Last, t.Date)
			}
		}
		for _, a := range l.Aliases {
			for _, f := range []string{a.Long, a.Short} {
				if v := variants[forms.New(f).Key]; v != nil && v.Why == Short {
					v.Why, v.Evidence = Stated, Evidence{p.text, a.Span}
				}
			}
		}
	}
	for _, v := range variants {
		n.Variants = append(n.Variants, *v)
	}
	slices.SortFunc(n.Variants, func(a, b Variant) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(len(b.Form), len(a.Form)),
			strings.Compare(a.Form, b.Form))
	})
	for _, k := range []names.Kind{names.Person, names.Organisation, names.Place} {
		if n.Kind == "" || kinds[k] > kinds[n.Kind] {
			n.Kind = k
		}
	}
	best := -1
	for i, v := range n.Variants {
		if f := forms.New(v.Form); best < 0 || forms.New(n.Variants[best].Form).Short(n.Kind) && !f.Short(n.Kind) {
			best = i
		}
	}
	n.Form = n.Variants[best].Form
	return n
}

// mostWritten returns how the form is written most often; of two ways the one with more
// small letters.
func (n *node) mostWritten() string {
	best := ""
	for w, c := range n.written {
		if best == "" || c > n.written[best] || c == n.written[best] && w > best {
			best = w
		}
	}
	if best == "" {
		return n.form.Text
	}
	return best
}

// relate adds to names those that are connected: parts and wholes, and persons of one
// surname.
func (x *Index) relate(out []Name, order []int, ids map[*group]string) {
	at := map[string]int{}
	byPlace := map[place]string{}
	for k, i := range order {
		at[out[k].ID] = k
		for p := range x.all[i].places {
			byPlace[p] = out[k].ID
		}
	}
	put := func(a, b, how, back string) {
		if a == "" || b == "" || a == b {
			return
		}
		for _, r := range [][3]string{{a, b, how}, {b, a, back}} {
			n := &out[at[r[0]]]
			if rel := (Related{r[1], r[2]}); !slices.Contains(n.Related, rel) {
				n.Related = append(n.Related, rel)
			}
		}
	}
	for id, t := range x.texts {
		for _, p := range t.Parts {
			put(byPlace[place{id, p.Part}], byPlace[place{id, p.Whole}], "whole", "part")
		}
	}
	// The group each form most plainly belongs to: its own, or the only one it was placed in.
	home := map[*node]*group{}
	several := map[*node]bool{}
	for _, g := range x.all {
		for n := range g.why {
			several[n] = several[n] || home[n] != nil && home[n] != g
			home[n] = g
		}
	}
	for n, g := range home {
		if several[n] {
			continue
		}
		for _, m := range x.near(n) {
			h := home[m]
			if h == nil || h == g || several[m] || compareNodes(n, m) > 0 || shared(n.company, m.company) == 0 {
				continue
			}
			switch n.key.Kind {
			case names.Person:
				if n.form.Last() == m.form.Last() {
					put(ids[g], ids[h], "surname", "surname")
				}
			case names.Organisation:
				if rel, _ := forms.Compare(n.key.Kind, n.form, m.form); rel == forms.Part {
					if len(n.form.Text) < len(m.form.Text) {
						put(ids[g], ids[h], "part", "whole")
					} else {
						put(ids[g], ids[h], "whole", "part")
					}
				}
			}
		}
	}
	for i := range out {
		slices.SortFunc(out[i].Related, func(a, b Related) int {
			return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.How, b.How))
		})
	}
}

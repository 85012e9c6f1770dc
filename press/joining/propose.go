package joining

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/reading/across"
	"cuttings/reading/forms"
	"cuttings/reading/names"
)

const (
	proposed     = 500 // proposals kept, those of the most used names first
	proposeBlock = 60  // forms that may share a key for them to be compared
)

// propose lists pairs of names that may be one: forms of theirs are alike, and neither
// the texts nor a person said anything about it.
func propose(list []cutting.ListedName, kept []across.Name, d cutting.NameDecisions) []cutting.ProposedMerge {
	known := map[[2]cutting.NameKey]bool{}
	for _, pairs := range [][][2]cutting.NameKey{d.Same, d.Apart, d.Unsure} {
		for _, p := range pairs {
			known[p], known[[2]cutting.NameKey{p[1], p[0]}] = true, true
		}
	}
	type variant struct {
		name int
		form forms.Form
	}
	blocks := map[string][]variant{}
	for i := range kept {
		for _, v := range kept[i].Variants {
			f := forms.New(v.Form)
			for _, key := range f.Keys(kept[i].Kind) {
				key = string(kept[i].Kind) + key
				blocks[key] = append(blocks[key], variant{i, f})
			}
			if !f.Short(names.Person) || kept[i].Kind != names.Person { // a surname is shared by many
				blocks["="+f.Key] = append(blocks["="+f.Key], variant{i, f})
			}
		}
	}
	related := func(a, b int) bool {
		return slices.ContainsFunc(kept[a].Related, func(r across.Related) bool { return r.Name == kept[b].ID })
	}
	seen := map[[2]int]bool{}
	out := []cutting.ProposedMerge{}
	for _, key := range slices.Sorted(maps.Keys(blocks)) {
		block := blocks[key]
		if len(block) > proposeBlock {
			continue
		}
		for i, x := range block {
			for _, y := range block[:i] {
				a, b := min(x.name, y.name), max(x.name, y.name)
				if a == b || seen[[2]int{a, b}] || related(a, b) {
					continue
				}
				kind := kept[a].Kind
				rel, _ := forms.Compare(kind, x.form, y.form)
				equal := strings.HasPrefix(key, "=")
				keys := [2]cutting.NameKey{{Kind: string(kept[x.name].Kind), Form: forms.New(kept[x.name].Form).Key},
					{Kind: string(kept[y.name].Kind), Form: forms.New(kept[y.name].Form).Key}}
				if !rel.Same() || rel == forms.Equal && !equal || known[keys] {
					continue
				}
				// What says less, such as a surname, may be another's where its name has more.
				main, _ := forms.Compare(kind, forms.New(kept[a].Form), forms.New(kept[b].Form))
				if !equal && !main.Same() && (!rel.Full() || kind == names.Person) {
					continue
				}
				seen[[2]int{a, b}] = true
				p := cutting.ProposedMerge{A: list[a], B: list[b], How: rel.String(), FormA: x.form.Text,
					FormB: y.form.Text}
				if x.name != a {
					p.FormA, p.FormB = p.FormB, p.FormA
				}
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(p, q cutting.ProposedMerge) int {
		return cmp.Or(cmp.Compare(min(q.A.Texts, q.B.Texts), min(p.A.Texts, p.B.Texts)),
			cmp.Compare(q.A.Texts+q.B.Texts, p.A.Texts+p.B.Texts), strings.Compare(p.A.ID+p.B.ID, q.A.ID+q.B.ID))
	})
	return out[:min(len(out), proposed)]
}

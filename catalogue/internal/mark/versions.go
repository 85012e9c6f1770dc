package mark

import (
	"cmp"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/words"
)

// Version is a version of a cutting by its last sighting, without parts, and that sighting's place
// among all of the cutting.
type Version struct {
	catalogue.Sighting
	Place int
}

// LastSeen picks from a cutting's sightings, in the order of an entry, the last of each version.
func LastSeen(all []catalogue.Sighting) []Version {
	var out []Version
	for i := len(all) - 1; i >= 0; i-- {
		if !slices.ContainsFunc(out, func(v Version) bool { return v.Version == all[i].Version }) {
			out = append(out, Version{all[i], i})
		}
	}
	return out
}

// ShowVersions fills a hit's Headline and Passages for a cutting of several versions: rep is the
// representative, versions are all of them.
func (m *Marker) ShowVersions(hit *catalogue.Hit, rep *catalogue.Sighting, versions []Version) {
	rules := words.RulesOf(rep.Lang)
	hm := m.find(words.Head(nil, rep.Headline), rules, true)
	tm := m.find(words.Text(nil, rep.Text), rules, false)
	hit.Headline = runs(rep.Headline, 0, len(rep.Headline), hm)
	found := leavesOf(hm, tm)
	shown := passages(rep.Text, tm, nil)

	seen := make([]catalogue.Sighting, len(versions))
	for i := range versions {
		seen[i] = versions[i].Sighting
	}
	newest, known := catalogue.NewestOf(seen)
	var inNewest map[int]bool
	if known {
		v := &versions[newest]
		inNewest = leavesOf(m.find(words.Head(nil, v.Headline), rules, true),
			m.find(words.Text(nil, v.Text), rules, false))
	}
	in := func(v *Version) *catalogue.InVersion {
		return &catalogue.InVersion{Sighting: v.Place, Captured: v.Captured, TimeOrigin: v.TimeOrigin,
			Published: v.Published, Modified: v.Modified, Other: v.Version != rep.Version,
			Newest: known && v.Version == versions[newest].Version}
	}
	gone := func(leaves map[int]bool) bool {
		for l := range leaves {
			if known && !inNewest[l] {
				return true
			}
		}
		return false
	}
	hit.HeadlineGone = gone(leavesOf(hm))
	var own, others []catalogue.Passage
	for i := range shown {
		p := shown[i].Passage
		if p.Gone = gone(shown[i].leaves); p.Gone {
			// It may be in none: an entry can have changed since it was found.
			at := slices.IndexFunc(versions, func(v Version) bool { return v.Version == rep.Version })
			if at >= 0 {
				p.In = in(&versions[at])
			}
		}
		own = append(own, p)
	}
	// The latest first: what is still there is more use than what was there once.
	order := slices.Clone(versions)
	slices.SortFunc(order, func(a, b Version) int {
		return cmp.Or(b.Captured.Compare(a.Captured), cmp.Compare(b.Place, a.Place))
	})
	for i := range order {
		v := &order[i]
		if v.Version == rep.Version || len(found) == len(m.leaves) {
			continue
		}
		lacking := func(ms []match) bool {
			return slices.ContainsFunc(ms, func(m match) bool { return !found[m.leaf] })
		}
		vh := m.find(words.Head(nil, v.Headline), rules, true)
		vt := m.find(words.Text(nil, v.Text), rules, false)
		if lacking(vh) {
			p := catalogue.Passage{Runs: runs(v.Headline, 0, len(v.Headline), vh), In: in(v), Gone: gone(leavesOf(vh))}
			p.In.Headline = true
			others = append(others, p)
		}
		if lacking(vt) {
			for _, s := range passages(v.Text, vt, func(leaf int) bool { return !found[leaf] }) {
				s.In, s.Gone = in(v), gone(s.leaves)
				others = append(others, s.Passage)
			}
		}
		for l := range leavesOf(vh, vt) {
			found[l] = true
		}
	}
	if len(others) > 0 {
		keep := min(len(own), max(1, maxPassages-len(others)))
		own = append(own[:keep:keep], others[:min(len(others), maxPassages-keep)]...)
	}
	hit.Passages = own
}

// leavesOf are the leaves that matched.
func leavesOf(lists ...[]match) map[int]bool {
	out := map[int]bool{}
	for _, list := range lists {
		for _, m := range list {
			out[m.leaf] = true
		}
	}
	return out
}

package press

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
)

// maxNamed is the maximum number of files of one folder or container that are named for one reason; more are
// only counted.
const maxNamed = 10_000

// LeftGroup is what was left out for one reason, because it is no page.
type LeftGroup struct {
	Reason cutting.LeftOut `json:"reason"`
	Count  int             `json:"count"`
	// Names are the files, in order; nil for parts of pages, which are counted in
	// bulk, and incomplete where there were too many.
	Names []string `json:"names,omitempty"`
}

// LeftTally counts what is left out by reason. The zero value is ready; it is for
// one goroutine.
type LeftTally struct {
	groups map[cutting.LeftOut]*LeftGroup
}

// Add counts files left out for a reason. name is "" when they are not named.
func (t *LeftTally) Add(name string, why cutting.LeftOut, count int) {
	if t.groups == nil {
		t.groups = map[cutting.LeftOut]*LeftGroup{}
	}
	g := t.groups[why.Kind()]
	if g == nil {
		g = &LeftGroup{Reason: why.Kind()}
		t.groups[why.Kind()] = g
	}
	g.Count += count
	if name != "" && !why.InBulk() && len(g.Names) < maxNamed {
		g.Names = append(g.Names, name)
	}
}

// Groups returns the groups, by descending count.
func (t *LeftTally) Groups() []LeftGroup {
	out := make([]LeftGroup, 0, len(t.groups))
	for _, g := range t.groups {
		slices.Sort(g.Names)
		out = append(out, *g)
	}
	slices.SortFunc(out, func(a, b LeftGroup) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(string(a.Reason), string(b.Reason)))
	})
	return out
}

// bulkKey is one reason in one folder or container named by the user.
type bulkKey struct {
	root string
	why  cutting.LeftOut
}

// LeftOut records that a file was left out because it is no page. Bulk counts are kept by folder or container,
// and counted again when it is walked again.
func (in *Intake) LeftOut(name string, why cutting.LeftOut, now time.Time) {
	name = clipName(name)
	root := rootOf(name)
	if in.walked == nil {
		in.walked, in.named = map[string]time.Time{}, map[bulkKey]int{}
	}
	in.walked[root] = now
	key := bulkKey{root, why}
	if why.InBulk() {
		in.countBulk(key, 1)
		return
	}
	if in.named[key]++; in.named[key] > maxNamed {
		in.countBulk(key, 1)
		return
	}
	if in.fresh[name] { // another record of the same address
		in.countBulk(key, 1)
		return
	}
	if old := in.open[name]; old.Left && old.Reason == string(why) {
		in.fresh[name] = true
		return
	}
	r := Refusal{Time: now.UTC().Truncate(time.Second), Name: name, Reason: string(why), Left: true}
	in.note(r)
	in.fresh[name] = true
	in.add = append(in.add, r)
}

func (in *Intake) countBulk(key bulkKey, n int) {
	if in.counted == nil {
		in.counted = map[bulkKey]int{}
	}
	in.counted[key] += n
}

// writeCounts adds lines for the counts of this run, with 0 for what earlier runs over the same folders counted
// and this one did not.
func (in *Intake) writeCounts() {
	for key, old := range in.bulks {
		if _, walked := in.walked[key.root]; walked && in.counted[key] == 0 && old > 0 {
			in.countBulk(key, 0)
		}
	}
	keys := make([]bulkKey, 0, len(in.counted))
	for key := range in.counted {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b bulkKey) int {
		return cmp.Or(strings.Compare(a.root, b.root), strings.Compare(string(a.why), string(b.why)))
	})
	for _, key := range keys {
		n := in.counted[key]
		if in.bulks[key] == n {
			continue
		}
		r := Refusal{Time: in.walked[key.root].UTC().Truncate(time.Second), Name: key.root, Reason: string(key.why),
			Left: true, Count: &n}
		in.note(r)
		in.add = append(in.add, r)
	}
}

// AllLeftOut returns what was left out of the archive so far, by reason.
func (in *Intake) AllLeftOut() []LeftGroup {
	var t LeftTally
	for _, r := range in.open {
		if r.Left {
			t.Add(r.Name, cutting.LeftOut(r.Reason), 1)
		}
	}
	for key, n := range in.bulks {
		if n > 0 {
			t.Add("", key.why, n)
		}
	}
	return t.Groups()
}

// rootOf returns the folder or file named by the user, with which a name begins.
func rootOf(name string) string {
	name, _, _ = strings.Cut(name, "!/")
	root, _, _ := strings.Cut(name, "/")
	return root
}

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
	if in.leftRoots == nil {
		in.leftRoots, in.namedFiles = map[string]time.Time{}, map[bulkKey]int{}
	}
	in.leftRoots[root] = now
	key := bulkKey{root, why}
	if why.InBulk() {
		in.countBulk(key, 1)
		return
	}
	if in.namedFiles[key]++; in.namedFiles[key] > maxNamed {
		in.countBulk(key, 1)
		return
	}
	if in.ownNames[name] { // another record of the same address
		in.countBulk(key, 1)
		return
	}
	if old := in.outstanding[name]; old.Left && old.Reason == string(why) {
		in.ownNames[name] = true
		return
	}
	r := Refusal{Time: now.UTC().Truncate(time.Second), Name: name, Reason: string(why), Left: true}
	in.note(r)
	in.ownNames[name] = true
	in.add = append(in.add, r)
}

func (in *Intake) countBulk(key bulkKey, n int) {
	if in.ownBulks == nil {
		in.ownBulks = map[bulkKey]int{}
	}
	in.ownBulks[key] += n
}

// writeCounts adds lines for the counts of this run, with 0 for what earlier runs over the same folders counted
// and this one did not.
func (in *Intake) writeCounts() {
	for key, old := range in.bulks {
		if _, walked := in.leftRoots[key.root]; walked && in.ownBulks[key] == 0 && old > 0 {
			in.countBulk(key, 0)
		}
	}
	keys := make([]bulkKey, 0, len(in.ownBulks))
	for key := range in.ownBulks {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b bulkKey) int {
		return cmp.Or(strings.Compare(a.root, b.root), strings.Compare(string(a.why), string(b.why)))
	})
	for _, key := range keys {
		n := in.ownBulks[key]
		if in.bulks[key] == n {
			continue
		}
		r := Refusal{Time: in.leftRoots[key.root].UTC().Truncate(time.Second), Name: key.root, Reason: string(key.why),
			Left: true, Count: &n}
		in.note(r)
		in.add = append(in.add, r)
	}
}

// AllLeftOut returns what was left out of the archive so far, by reason.
func (in *Intake) AllLeftOut() []LeftGroup {
	var t LeftTally
	for _, r := range in.outstanding {
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

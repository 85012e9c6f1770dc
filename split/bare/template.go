package bare

import (
	"slices"
	"strings"
)

// The template of a reading's items is the roles of lines that most of its items have: a date, a
// byline, a paragraph, a text that recurs. A heading inside a post begins no item that has them, and
// an item whose headline was missed has them twice.

// mostOfItems is the share of the items that have a role of the template.
const mostOfItems = 0.6

// longestItem is the number of lines of an item that are looked at, onlyItem of an item that is the only one.
const (
	longestItem = 40
	onlyItem    = 12
)

// roleClasses are the classes of lines that are roles of an item.
const roleClasses = "DMCXFBUPq"

// lineRoles are the roles of a line: its class, and the recurring keys it has; -1 for none.
type lineRoles [4]int32

// findRoles returns the roles of all lines, numbered from 0, and how many there are.
func findRoles(lines []line, keys int) (of []lineRoles, n int) {
	of = make([]lineRoles, len(lines))
	for i := range lines {
		l := &lines[i]
		of[i] = lineRoles{int32(strings.IndexByte(roleClasses, l.class)), -1, -1, -1}
		for j, k := range l.keys {
			if int(k) >= len(keyForms) {
				of[i][1+j] = int32(len(roleClasses)) + k
			}
		}
	}
	return of, len(roleClasses) + keys
}

// template is the template of the items of one reading.
type template struct {
	v     *view
	at    []int
	ends  []int     // the ends of the items
	has   [][]int32 // the roles of each item, ascending
	count []int32   // the number of items that have each role
	roles []int32   // the roles that most items have, whichever of them is left out
}

// templateOf returns the template of the items that begin at the given lines.
func (v *view) templateOf(at []int) *template {
	t := &template{v: v, at: at, ends: make([]int, len(at)), has: make([][]int32, len(at)),
		count: make([]int32, v.roleCount)}
	longest := 1
	for j, i := range at {
		if j+1 < len(at) {
			t.ends[j] = min(at[j+1], i+longestItem)
			longest = max(longest, t.ends[j]-i)
			continue
		}
		if j == 0 {
			longest = onlyItem
		}
		t.ends[j] = min(i+longest, len(v.lines))
	}
	for j, i := range at {
		t.has[j] = v.rolesIn(i, t.ends[j])
		for _, r := range t.has[j] {
			if t.count[r] == 0 {
				t.roles = append(t.roles, r)
			}
			t.count[r]++
		}
	}
	t.roles = slices.DeleteFunc(t.roles, func(r int32) bool {
		return float32(t.count[r]) < mostOfItems*float32(len(at)-1)
	})
	return t
}

// rolesIn returns the roles of the lines [from, to), or of the first longestItem of them, ascending.
func (v *view) rolesIn(from, to int) []int32 {
	var out []int32
	for i := from; i < min(to, from+longestItem); i++ {
		for _, r := range v.roles[i] {
			if r >= 0 && !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
	}
	slices.Sort(out)
	return out
}

// completeness returns the share of the template's roles that are among some ascending ones, and the
// number of the template's. The item with the index but, or -1, has no part in the template.
func (t *template) completeness(has []int32, but int) (share float32, of int) {
	n := len(t.at)
	if but >= 0 {
		n--
	}
	if n < 1 {
		return 0, 0
	}
	hit := 0
	for _, r := range t.roles {
		c := t.count[r]
		if but >= 0 {
			if _, ok := slices.BinarySearch(t.has[but], r); ok {
				c--
			}
		}
		if float32(c) < mostOfItems*float32(n) || c == 0 {
			continue
		}
		of++
		if _, ok := slices.BinarySearch(has, r); ok {
			hit++
		}
	}
	if of == 0 {
		return 0, 0
	}
	return float32(hit) / float32(of), of
}

// lineFeatures returns how complete the item is that begins, or would begin, at line i, and what is
// left of the item before it; j is the number of headlines before i.
func (t *template) lineFeatures(i, j int, taken bool) [4]float32 {
	none := [4]float32{-1, -1, 0, -1}
	if len(t.roles) == 0 {
		return none
	}
	but, next := j-1, j
	if taken {
		but, next = j, j+1
	}
	to := len(t.v.lines)
	switch {
	case next < len(t.at):
		to = t.at[next]
	case but >= 0:
		to = min(to, max(t.ends[but], i+1+(t.ends[but]-t.at[but])/2))
	}
	own, of := t.completeness(t.v.rolesIn(i, to), but)
	if of == 0 {
		return none
	}
	before, both := float32(-1), float32(-1)
	if j > 0 {
		before, _ = t.completeness(t.v.rolesIn(t.at[j-1], i), but)
		both = min(own, before)
	}
	return [4]float32{own, before, float32(of), both}
}

// features returns how well the items agree with their template.
func (t *template) features() []float32 {
	if len(t.at) < 2 {
		return []float32{-1, -1, 0, 0, 0}
	}
	var usual []int32
	for _, r := range t.roles {
		if float32(t.count[r]) >= mostOfItems*float32(len(t.at)) {
			usual = append(usual, r)
		}
	}
	if len(usual) == 0 {
		return []float32{-1, -1, 0, 0, 0}
	}
	slices.Sort(usual)
	sum, least := float32(0), float32(1)
	for _, has := range t.has {
		c, _ := t.completeness(has, -1)
		sum += c
		least = min(least, c)
	}
	// Roles of one line in most items that an item has in several lines, and the lines outside of items
	// that have one.
	single := make([]int, len(usual)) // items that have the role once
	multiple := make([]int, len(usual))
	in, all := 0, 0
	times := make([]int, len(usual))
	j := 0
	for i := range t.v.lines {
		for j < len(t.at) && i >= t.ends[j] {
			t.tally(times, single, multiple)
			j++
		}
		inside := j < len(t.at) && i >= t.at[j]
		for _, r := range t.v.roles[i] {
			if r < 0 || r >= int32(len(roleClasses)) && t.count[r] == 0 {
				continue
			}
			k, ok := slices.BinarySearch(usual, r)
			if !ok {
				continue
			}
			all++
			if inside {
				in++
				times[k]++
			}
		}
	}
	if j < len(t.at) {
		t.tally(times, single, multiple)
	}
	doubled := float32(0)
	for k := range usual {
		if single[k] > multiple[k] {
			doubled += float32(multiple[k]) / float32(len(t.at))
		}
	}
	return []float32{sum / float32(len(t.at)), least, float32(len(usual)), doubled, float32(in) / float32(max(all, 1))}
}

// tally counts the roles that an item has once and several times, and clears their counts.
func (t *template) tally(times, single, multiple []int) {
	for k, n := range times {
		switch {
		case n == 1:
			single[k]++
		case n > 1:
			multiple[k]++
		}
		times[k] = 0
	}
}

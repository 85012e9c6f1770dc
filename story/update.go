package story

import (
	"cmp"
	"math/bits"
	"slices"
)

// addAtOnce is how many texts' grams are put into the index together.
const addAtOnce = 4096

// Update takes texts in and out and returns the IDs of those whose Knot may have changed,
// ascending; those taken out are not among them. A text that is there already is not
// taken in again, one that is not there not taken out. An error is one that reading a text
// gave; the web is then of no more use.
func (w *Web) Update(add []Sketched, gone []Sketched) ([]string, error) {
	u := &update{Web: w, dirty: map[int32]bool{}, losing: map[*edge]bool{}, touched: map[int32]bool{},
		reflag: map[int32]bool{}, remask: map[int32]bool{}}
	u.remove(gone)
	add = slices.DeleteFunc(slices.Clone(add), func(s Sketched) bool { return w.Has(s.ID) })
	slices.SortFunc(add, func(x, y Sketched) int { return cmp.Compare(x.ID, y.ID) })
	add = slices.CompactFunc(add, func(x, y Sketched) bool { return x.ID == y.ID })
	for chunk := range slices.Chunk(add, addAtOnce) {
		u.insertAll(chunk)
	}
	if g := growthOf(w.Texts()); g != w.growth {
		w.growth = g
		for i := range w.nodes {
			if n := &w.nodes[i]; n.id != "" && !w.isNew[i] {
				u.relimit(int32(i))
			}
		}
	}
	if err := u.look(); err != nil {
		return nil, err
	}
	u.demote()
	var out []string
	for n := range u.touched {
		if id := w.nodes[n].id; id != "" {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out, nil
}

// update is one Update under way.
type update struct {
	*Web
	fresh   []int32        // texts that came
	dirty   map[int32]bool // texts that may have other candidates
	losing  map[*edge]bool // pairs that met by a gram that finds no more
	reflag  map[int32]bool // texts of which any gram may be boilerplate now, or no more
	remask  map[int32]bool // texts of which a gram has become boilerplate, or is no more
	touched map[int32]bool // texts whose relations changed
	changed []*edge        // edges whose relation changed, came or went
}

// insertAll puts new texts into the index and finds what they change for others.
func (u *update) insertAll(add []Sketched) {
	var list []posting
	for _, s := range add {
		n := u.insert(s)
		u.fresh = append(u.fresh, n)
		for _, g := range s.Sketch {
			list = append(list, posting{g.key(), n})
		}
	}
	old := len(u.byID) > len(u.fresh)
	u.grams.add(list)
	if old {
		u.shift(list, true)
	}
}

// remove takes texts out.
func (u *update) remove(gone []Sketched) {
	var list []posting
	out := map[int32]bool{}
	for _, s := range gone {
		n, ok := u.byID[s.ID]
		if !ok || out[n] {
			continue
		}
		out[n] = true
		for _, g := range u.nodes[n].grams {
			list = append(list, posting{g.key(), n})
		}
	}
	if len(out) == 0 {
		return
	}
	u.grams.remove(out)
	slices.SortFunc(list, func(x, y posting) int { return cmp.Compare(x.gram, y.gram) })
	u.shift(list, false)
	for n := range out {
		for _, e := range slices.Clone(u.nodes[n].edges) {
			u.drop(e)
		}
		delete(u.byID, u.nodes[n].id)
	}
	for n := range out {
		for _, m := range []map[int32]bool{u.dirty, u.reflag, u.remask} {
			delete(m, n)
		}
		u.free = append(u.free, n)
		u.nodes[n] = node{}
	}
	slices.Sort(u.free)
}

// drop forgets a pair.
func (u *update) drop(e *edge) {
	if u.full(e.hi) {
		u.dirty[e.hi] = true // another may take its place
	}
	u.unlink(e)
	u.touched[e.lo], u.touched[e.hi] = true, true
	if e.relation != nil {
		u.changed = append(u.changed, e)
	}
}

// shift marks the texts for which it matters that some texts came, or went, whose postings
// are given by gram. How many texts hold a gram matters only as it passes a limit, so that
// the more there are, the more seldom they are looked at.
func (u *update) shift(list []posting, came bool) {
	var lead []int32
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && list[j].gram == list[i].gram {
			j++
		}
		gram, moved := list[i].gram, list[i:j]
		i = j
		now := u.grams.count(gram)
		lo, hi := now-len(moved), now
		if !came {
			lo, hi = now, now+len(moved)
		}
		if came && lo == 0 || now == 0 {
			continue
		}
		// Limits are powers of two, but for that of openings in a whole archive.
		opening := commonOpening.least * u.growth
		limit := bits.Len(uint(lo)) != bits.Len(uint(hi)) || lo < opening && opening <= hi ||
			lo > 0 && bits.Len(uint(lo-1)) != bits.Len(uint(hi-1))
		// Texts that came may be among those that stand for all, and push others out.
		leads := int32(-1)
		if came && hi > leaders && hi <= u.search {
			lead, _ = u.grams.first(lead[:0], gram, leaders, hi)
			if k := slices.IndexFunc(lead, func(t int32) bool { return u.isNew[t] }); k >= 0 {
				leads = lead[k]
			}
		}
		if !limit && leads < 0 && (came || hi <= leaders || lo > u.search) {
			continue
		}
		u.grams.each(gram, func(t int32) {
			if u.isNew[t] {
				return
			}
			if limit {
				u.pass(t, gram, lo, hi, came)
			}
			if leads >= 0 && u.before(leads, t) && hi <= u.nodes[t].limits.search ||
				!came && hi > leaders && lo <= u.nodes[t].limits.search {
				u.dirty[t] = true
			}
		})
	}
}

// pass notes what it means for a text that the number of texts that hold a gram of it
// passes a limit: it may be boilerplate now, find no more, or tell otherwise how many
// texts the text is told by.
func (u *update) pass(t int32, gram uint32, lo, hi int, came bool) {
	n := &u.nodes[t]
	if fourfold(lo) != fourfold(hi) && n.anchored(gram) {
		u.relimit(t)
	}
	if lo <= n.limits.search && n.limits.search < hi {
		if came {
			u.lose(t, gram)
		} else {
			u.dirty[t] = true
		}
	}
	if !n.masked {
		return
	}
	if i, ok := n.grams.find(gram); ok {
		count := hi
		if !came {
			count = lo
		}
		if g := n.grams[i].flagged(count, n.limits); g != n.grams[i] {
			n.grams[i] = g
			u.remask[t] = true
		}
	}
}

// lose marks the pairs of a text that may have met by a gram that finds no more.
func (u *update) lose(t int32, gram uint32) {
	full := u.full(t)
	for _, e := range u.nodes[t].edges[:u.nodes[t].own] {
		if u.losing[e] {
			continue
		}
		if _, ok := u.nodes[e.lo].grams.find(gram); ok && full {
			u.dirty[t] = true
			return
		} else if ok {
			u.losing[e] = true
		}
	}
}

// relimit sets a text's limits anew and notes what that changes.
func (u *update) relimit(t int32) {
	n := &u.nodes[t]
	was := n.limits
	if u.limit(t); was == n.limits {
		return
	}
	if was.search != n.limits.search {
		u.dirty[t] = true
	}
	u.reflag[t] = true
}

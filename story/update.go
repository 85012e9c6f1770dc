package story

import (
	"cmp"
	"maps"
	"math"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

const (
	// leaders is how many texts of a gram stand for all that hold it.
	leaders = 16
	// maxPartners is with how many of those that precede it a text is compared: those of which
	// most is shared, or that share most of it, so that no teaser is crowded out.
	maxPartners = 12
	// minShared is how many sampled grams two texts must share to be compared, and
	// minSharedPart the share of the smaller sketch.
	minShared     = 2
	minSharedPart = 0.015
	// addAtOnce is how many texts' grams are put into the index together.
	addAtOnce = 4096
)

// needed is how many grams two sketches must share for their texts to be compared.
func needed(a, b uint16) int { return max(minShared, int(math.Ceil(minSharedPart*float64(min(a, b))))) }

// Update takes texts in and out and returns the IDs of those whose Knot may have changed,
// ascending; those taken out are not among them. A text that is there already is not
// taken in again, one that is not there not taken out. An error is one that reading a text
// gave; the web is then of no more use.
func (w *Web) Update(add []Sketched, gone []Sketched) ([]string, error) {
	u := &update{Web: w, dirty: map[int32]bool{}, touched: map[int32]bool{}}
	u.cache.unmask()
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
			if len(w.nodes[i].edges) > 0 {
				u.dirty[int32(i)] = true
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
	dirty   map[int32]bool // texts to be looked at again
	touched map[int32]bool // texts whose relations changed
	changed []*edge        // edges whose relation changed, came or went
}

// insertAll puts new texts into the index and finds what they change for others.
func (u *update) insertAll(add []Sketched) {
	var list []posting
	for _, s := range add {
		n := u.insert(s)
		u.dirty[n] = true
		for _, g := range s.Sketch {
			list = append(list, posting{g, n})
		}
	}
	old := len(u.byID) > len(add)
	if !old {
		u.grams.add(list)
		return
	}
	before := map[uint32]int{} // of those that others hold already
	for _, p := range list {
		if _, ok := before[p.gram]; !ok {
			if n := u.grams.count(p.gram); n > 0 {
				before[p.gram] = n
			}
		}
	}
	u.grams.add(list)
	u.shift(list, before)
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
		for _, g := range s.Sketch {
			list = append(list, posting{g, n})
		}
	}
	if len(out) == 0 {
		return
	}
	before := map[uint32]int{}
	for _, p := range list {
		before[p.gram] = u.grams.count(p.gram)
	}
	u.grams.remove(out)
	u.shift(list, before)
	for n := range out {
		for _, e := range slices.Clone(u.nodes[n].edges) {
			u.drop(e)
		}
		delete(u.byID, u.nodes[n].id)
		delete(u.dirty, n)
		u.cache.drop(u.nodes[n].id)
	}
	for n := range out {
		u.free = append(u.free, n)
		u.nodes[n] = node{}
	}
	slices.Sort(u.free)
}

// drop forgets a pair.
func (u *update) drop(e *edge) {
	u.unlink(e)
	u.touched[e.lo], u.touched[e.hi] = true, true
	if e.relation != nil {
		u.changed = append(u.changed, e)
	}
	u.dirty[e.hi] = true // another may take its place
}

// shift marks the texts for which it matters that some texts came or went, whose postings
// are given; before has how many texts held a gram that any held. A gram matters to a text
//
//   - as one that finds candidates: the new text may be one, or push another out of those
//     that stand for all, or the gram may have become too frequent to find any;
//   - as boilerplate, when the number of texts passes one of its limits;
//   - as one of those that tell how many texts it is told by.
func (u *update) shift(list []posting, before map[uint32]int) {
	met := map[uint64]uint16{} // pair of texts → grams that let them meet
	slices.SortFunc(list, func(x, y posting) int { return cmp.Compare(x.gram, y.gram) })
	for i := 0; i < len(list); {
		j := i
		for j < len(list) && list[j].gram == list[i].gram {
			j++
		}
		gram, moved := list[i].gram, list[i:j]
		i = j
		was, ok := before[gram]
		if !ok {
			continue
		}
		now := u.grams.count(gram)
		lo, hi := min(was, now), max(was, now)
		passes := func(limit int) bool { return lo < limit && limit <= hi }
		u.grams.each(gram, func(t int32) {
			n := &u.nodes[t]
			if n.fresh || u.dirty[t] {
				return
			}
			paired := len(n.edges) > 0
			switch {
			case fourfold(lo) != fourfold(hi) && n.anchors(gram) && Sketch(n.anchored[:n.anchorCount]).usual(u.Web) !=
				n.limits.usual,
				passes(n.limits.search+1) && (paired || now < was),
				paired && (passes(n.limits.body) || passes(n.limits.opening)):
				u.dirty[t] = true
				return
			case lo > n.limits.search:
				return
			}
			for _, p := range moved {
				if !u.before(p.text, t) {
					continue
				}
				if hi > leaders { // it may stand for others, or another in its place
					u.dirty[t] = true
					return
				}
				k := uint64(uint32(p.text))<<32 | uint64(uint32(t))
				if met[k]++; int(met[k]) >= needed(u.nodes[p.text].sketched, n.sketched) {
					u.dirty[t] = true
					return
				}
			}
		})
	}
}

// looked is a text that is looked at again.
type looked struct {
	node     int32
	limits   limits
	mask     uint64
	partners []int32 // those it is to be compared with
}

// look finds the partners of the texts that are marked and compares what has to be.
func (u *update) look() error {
	list := slices.Sorted(maps.Keys(u.dirty))
	found := make([]looked, len(list))
	err := parallel(len(list), func(i int) (err error) {
		found[i], err = u.examine(list[i])
		return err
	})
	if err != nil {
		return err
	}
	var again []*edge
	due := map[*edge]bool{}
	mark := func(e *edge) {
		if !due[e] {
			due[e] = true
			again = append(again, e)
		}
	}
	for _, l := range found {
		n := &u.nodes[l.node]
		remasked := !n.fresh && n.mask != l.mask
		n.limits, n.mask, n.fresh = l.limits, l.mask, false
		if remasked && len(n.edges) > 0 {
			u.touched[l.node] = true
		}
		have := map[int32]bool{}
		for _, e := range slices.Clone(n.edges) {
			if e.hi == l.node {
				if !slices.Contains(l.partners, e.lo) {
					u.drop(e)
					continue
				}
				have[e.lo] = true
			}
			if remasked {
				mark(e)
			}
		}
		for _, p := range l.partners {
			if !have[p] {
				e := &edge{lo: p, hi: l.node}
				u.link(e)
				u.touched[p], u.touched[l.node] = true, true
				mark(e)
			}
		}
	}
	// Pairs of one text lie together, so that it is folded once.
	slices.SortFunc(again, func(x, y *edge) int { return cmp.Or(cmp.Compare(x.lo, y.lo), cmp.Compare(x.hi, y.hi)) })
	results := make([]Relation, len(again))
	ends := make([][2]*folded, len(again))
	err = parallel(len(again), func(i int) error {
		x, err := u.folded(again[i].lo)
		if err != nil {
			return err
		}
		y, err := u.folded(again[i].hi)
		if err != nil {
			return err
		}
		results[i] = compare(x.text, y.text, x.masks, y.masks)
		ends[i] = [2]*folded{{limits: x.limits, sum: x.sum}, {limits: y.limits, sum: y.sum}}
		return nil
	})
	if err != nil {
		return err
	}
	for i, e := range again {
		// An end that had no partner so far did not keep up with what is boilerplate in it.
		for k, n := range []int32{e.lo, e.hi} {
			if u.nodes[n].mask != ends[i][k].sum {
				u.touched[n] = true
			}
			u.nodes[n].limits, u.nodes[n].mask = ends[i][k].limits, ends[i][k].sum
		}
		var r *Relation
		if results[i].Kind != None {
			r = &results[i]
		}
		if r == nil && e.relation == nil || r != nil && e.relation != nil && r.equal(e.relation) {
			continue
		}
		e.relation = r
		u.changed = append(u.changed, e)
		u.touched[e.lo], u.touched[e.hi] = true, true
	}
	return nil
}

// examine finds what a text is to be compared with.
func (u *update) examine(at int32) (looked, error) {
	f, err := u.folded(at)
	if err != nil {
		return looked{}, err
	}
	out := looked{node: at, limits: f.limits, mask: f.sum}
	hits := map[int32]int{}
	var buf []int32
	for _, g := range f.text.sketch {
		if n := u.grams.count(g); n < 2 || n > out.limits.search {
			continue
		}
		buf = u.grams.first(buf[:0], g, leaders)
		for _, t := range buf {
			if !u.before(t, at) {
				break
			}
			hits[t]++
		}
	}
	for t, n := range hits {
		if n >= needed(u.nodes[t].sketched, u.nodes[at].sketched) {
			out.partners = append(out.partners, t)
		}
	}
	// of the smaller of the two sketches
	smaller := func(t int32) int { return int(min(u.nodes[t].sketched, u.nodes[at].sketched)) }
	slices.SortFunc(out.partners, func(a, b int32) int {
		if c := cmp.Compare(hits[b]*smaller(a), hits[a]*smaller(b)); c != 0 {
			return c
		}
		if u.before(a, b) {
			return -1
		}
		return 1
	})
	out.partners = out.partners[:min(len(out.partners), maxPartners)]
	return out, nil
}

// folded is a text ready for comparing, in the archive as it is now.
type folded struct {
	text   *Text
	masked bool // what follows is known
	masks  mask
	limits limits
	sum    uint64
}

func (u *update) folded(at int32) (*folded, error) { return u.cache.get(u.Web, u.nodes[at].id) }

// foldedCache keeps texts that are folded: many pairs have one text in common. What is
// boilerplate in them holds for one Update.
type foldedCache struct {
	mu    sync.Mutex
	texts map[string]*folded
	size  int // letters
}

// cachedLetters bounds the cache: some 40 bytes a letter.
const cachedLetters = 4 << 20

func (c *foldedCache) get(w *Web, id string) (*folded, error) {
	c.mu.Lock()
	f := c.texts[id]
	c.mu.Unlock()
	if f != nil && f.masked {
		return f, nil
	}
	next := &folded{masked: true}
	if f != nil {
		next.text = f.text
	} else {
		var err error
		if next.text, err = w.text(id); err != nil {
			return nil, err
		}
	}
	next.masks, next.limits = next.text.mask(w), limitsOf(next.text.sketch, w)
	next.sum = next.masks.sum()
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.texts == nil || c.size > cachedLetters {
		c.texts, c.size = map[string]*folded{}, 0
	}
	if c.texts[id] == nil {
		c.size += next.text.Len()
	}
	c.texts[id] = next
	return next, nil
}

// unmask forgets what is boilerplate: the archive has changed.
func (c *foldedCache) unmask() {
	for id, f := range c.texts {
		c.texts[id] = &folded{text: f.text}
	}
}

func (c *foldedCache) drop(id string) { delete(c.texts, id) }

// parallel calls fn for 0 to n-1 on all processors.
func parallel(n int, fn func(i int) error) error {
	var g errgroup.Group
	workers := min(runtime.GOMAXPROCS(0), n)
	next := make(chan int, 64)
	stop := make(chan struct{})
	var once sync.Once
	for range workers {
		g.Go(func() error {
			for i := range next {
				if err := fn(i); err != nil {
					once.Do(func() { close(stop) })
					return err
				}
			}
			return nil
		})
	}
feed:
	for i := range n {
		select {
		case next <- i:
		case <-stop:
			break feed
		}
	}
	close(next)
	return g.Wait()
}

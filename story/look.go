package story

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// look finds the partners of texts that came, or are marked, and what they have in common.
func (u *update) look() error {
	fresh := u.pairUp()
	// Pairs of one text lie together, so that it is folded once.
	slices.SortFunc(fresh, func(x, y *edge) int { return cmp.Or(cmp.Compare(x.lo, y.lo), cmp.Compare(x.hi, y.hi)) })
	err := parallel(len(fresh), func(i int) error {
		e := fresh[i]
		x, err := u.cache.get(u.Web, u.nodes[e.lo].id)
		if err != nil {
			return err
		}
		y, err := u.cache.get(u.Web, u.nodes[e.hi].id)
		if err != nil {
			return err
		}
		e.common = alignTexts(x, y)
		return nil
	})
	u.cache = textCache{}
	if err != nil {
		return err
	}
	again := map[*edge]bool{}
	for _, e := range fresh {
		u.measured(e)
		again[e] = true
		u.touched[e.lo], u.touched[e.hi] = true, true
	}
	for _, n := range u.remasked(fresh) {
		for _, e := range u.nodes[n].edges {
			again[e] = true
		}
	}
	for e := range again {
		r := u.decide(e)
		if r == nil && e.relation == nil || r != nil && e.relation != nil && r.equal(e.relation) {
			continue
		}
		e.relation = r
		u.changed = append(u.changed, e)
		u.touched[e.lo], u.touched[e.hi] = true, true
	}
	return nil
}

// pairUp gives every text the edges it is to have and returns those that are new.
func (u *update) pairUp() (fresh []*edge) {
	link := func(lo, hi int32) {
		e := &edge{lo: lo, hi: hi}
		u.link(e)
		fresh = append(fresh, e)
	}
	// arrange makes a text's own edges those to its candidates.
	arrange := func(at int32, to []candidate) {
		have := map[int32]bool{}
		for _, e := range slices.Clone(u.nodes[at].edges[:u.nodes[at].own]) {
			if slices.ContainsFunc(to, func(c candidate) bool { return c.other == e.lo }) {
				have[e.lo] = true
				continue
			}
			u.unlink(e)
			u.touched[e.lo], u.touched[at] = true, true
			if e.relation != nil {
				u.changed = append(u.changed, e)
			}
		}
		for _, c := range to {
			if !have[c.other] {
				link(c.other, at)
			}
		}
	}
	for _, n := range u.fresh {
		u.limit(n)
	}
	gains := map[int32][]int32{}
	for at, f := range u.examine(u.fresh) {
		arrange(u.fresh[at], f.before)
		for _, t := range f.later {
			gains[t] = append(gains[t], u.fresh[at])
		}
	}
	for _, n := range u.fresh {
		u.isNew[n] = false
	}
	losing := slices.Collect(maps.Keys(u.losing))
	lost := make([]bool, len(losing))
	_ = parallel(len(losing), func(i int) error { // never fails
		e := losing[i]
		lost[i] = !u.dirty[e.hi] && !u.meets(e.hi, e.lo)
		return nil
	})
	for i, e := range losing {
		if lost[i] {
			u.drop(e)
		}
	}
	for t, from := range gains {
		if u.dirty[t] || u.nodes[t].own+len(from) > maxPartners {
			u.dirty[t] = true
			continue
		}
		for _, lo := range from {
			link(lo, t)
		}
	}
	again := slices.Sorted(maps.Keys(u.dirty))
	for i, f := range u.examine(again) {
		arrange(again[i], f.before)
	}
	// An edge may have been made and taken away again.
	return slices.DeleteFunc(fresh, func(e *edge) bool {
		return !slices.Contains(u.nodes[e.hi].edges[:u.nodes[e.hi].own], e)
	})
}

// found are the candidates of one text.
type found struct {
	before []candidate
	later  []int32
}

// examine finds the candidates of texts.
func (u *update) examine(list []int32) []found {
	out := make([]found, len(list))
	pool := sync.Pool{New: func() any { return new([]meeting) }}
	_ = parallel(len(list), func(i int) error { // never fails
		scratch := pool.Get().(*[]meeting)
		out[i].before, out[i].later = u.candidates(list[i], scratch)
		pool.Put(scratch)
		return nil
	})
	return out
}

// remasked finds what is boilerplate in texts that have edges now, and in those marked, and
// returns the ones in which something else is than before.
func (u *update) remasked(fresh []*edge) []int32 {
	due := map[int32]bool{} // whether all grams have to be asked for
	for n := range u.remask {
		due[n] = false
	}
	for n := range u.reflag {
		due[n] = true
	}
	for _, e := range fresh {
		for _, n := range []int32{e.lo, e.hi} {
			if _, known := due[n]; !known || !u.nodes[n].masked {
				due[n] = !u.nodes[n].masked || due[n]
			}
		}
	}
	list := slices.Sorted(maps.Keys(due))
	other := make([]bool, len(list))
	_ = parallel(len(list), func(i int) error { // never fails
		n := &u.nodes[list[i]]
		if len(n.edges) == 0 {
			n.masked, n.mask = false, mask{}
			return nil
		}
		if due[list[i]] || !n.masked {
			n.grams.flag(u.Web, n.limits)
		}
		m := n.grams.mask(n.letters)
		other[i] = !n.masked || !m.equal(n.mask)
		n.masked, n.mask = true, m
		return nil
	})
	var out []int32
	for i, n := range list {
		if other[i] {
			out = append(out, n)
		}
	}
	return out
}

// textCache keeps texts that are folded: many pairs have one text in common.
type textCache struct {
	mu    sync.Mutex
	texts map[string]*Text
	size  int // letters
}

// cachedLetters bounds the cache: some 40 bytes a letter.
const cachedLetters = 4 << 20

func (c *textCache) get(w *Web, id string) (*Text, error) {
	c.mu.Lock()
	t := c.texts[id]
	c.mu.Unlock()
	if t != nil {
		return t, nil
	}
	t, err := w.text(id)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.texts == nil || c.size > cachedLetters {
		c.texts, c.size = map[string]*Text{}, 0
	}
	if c.texts[id] == nil {
		c.size += t.Len()
		c.texts[id] = t
	}
	return c.texts[id], nil
}

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

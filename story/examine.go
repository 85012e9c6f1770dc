package story

import (
	"cmp"
	"maps"
	"runtime"
	"slices"
	"sync"

	"golang.org/x/sync/errgroup"
)

// compareNew finds the partners of new and marked texts, and compares new pairs.
func (u *update) compareNew() error {
	fresh := u.pairUp()
	u.sortForCache(fresh)
	lengths := make([][2]int32, len(fresh)) // of the first text and of the second
	err := parallel(len(fresh), func(i int) error {
		p := u.pairs.at(fresh[i])
		x, err := u.cache.get(u.Web, u.nodes[p.lo].id)
		if err != nil {
			return err
		}
		y, err := u.cache.get(u.Web, u.nodes[p.hi].id)
		if err != nil {
			return err
		}
		al := alignTexts(x, y)
		p.first, p.evidence = al.a == y.ID, al.encode()
		lengths[i] = [2]int32{int32(x.Len()), int32(y.Len())}
		return nil
	})
	u.cache = textCache{}
	if err != nil {
		return err
	}
	again := map[int32]bool{}
	for i, k := range fresh {
		p := u.pairs.at(k)
		u.nodes[p.lo].letters, u.nodes[p.hi].letters = lengths[i][0], lengths[i][1]
		again[k] = true
		u.touchedTexts[p.lo], u.touchedTexts[p.hi] = true, true
	}
	for _, n := range u.maskAgain(fresh) {
		for _, k := range u.nodes[n].pairs {
			again[k] = true
		}
	}
	list := slices.Collect(maps.Keys(again))
	other := make([]bool, len(list))
	_ = parallel(len(list), func(i int) error { // never fails
		other[i] = u.setVerdict(u.pairs.at(list[i]))
		return nil
	})
	for i, k := range list {
		if other[i] {
			p := u.pairs.at(k)
			u.changedPairs = append(u.changedPairs, k)
			u.touchedTexts[p.lo], u.touchedTexts[p.hi] = true, true
		}
	}
	return nil
}

// sortForCache sorts pairs so that those of texts that pairs link, however indirectly, are adjacent, and among these
// those that one text found: where thousands are alike, they all found the same few, which stay cached. So nearly
// every text is folded once, though few are cached at a time.
func (u *update) sortForCache(list []int32) {
	linked := map[int32]int32{} // a text → one that it is linked with and that comes before it
	first := func(n int32) int32 {
		at := n
		for {
			before, ok := linked[at]
			if !ok {
				break
			}
			at = before
		}
		for n != at { // shortens the way for the next search
			n, linked[n] = linked[n], at
		}
		return at
	}
	for _, k := range list {
		p := u.pairs.at(k)
		if a, b := first(p.lo), first(p.hi); a != b {
			linked[max(a, b)] = min(a, b)
		}
	}
	type place struct{ first, lo, hi, pair int32 }
	places := make([]place, len(list))
	for i, k := range list {
		p := u.pairs.at(k)
		places[i] = place{first(p.lo), p.lo, p.hi, k}
	}
	slices.SortFunc(places, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.hi, b.hi), cmp.Compare(a.lo, b.lo))
	})
	for i := range places {
		list[i] = places[i].pair
	}
}

// pairUp updates every text's pairs and returns the new ones.
func (u *update) pairUp() (fresh []int32) {
	link := func(lo, hi int32, same bool) {
		k := u.pairs.add(pair{lo: lo, hi: hi, sameSketch: same})
		u.link(k)
		fresh = append(fresh, k)
	}
	// arrange replaces a text's own pairs by those with its candidates.
	arrange := func(at int32, to []candidate) {
		for _, k := range slices.Clone(u.ownOf(at)) {
			p := u.pairs.at(k)
			if i := slices.IndexFunc(to, func(c candidate) bool { return c.text == p.lo }); i >= 0 {
				to = slices.Delete(to, i, i+1)
				continue
			}
			u.unlink(k)
			u.touchedTexts[p.lo], u.touchedTexts[at] = true, true
			if p.kind != 0 {
				u.changedPairs = append(u.changedPairs, k)
			}
		}
		for _, c := range to {
			link(c.text, at, c.sameSketch)
		}
	}
	gains := map[int32][]int32{}
	for _, b := range u.newBatches {
		for i, f := range u.examineBatch(b) {
			arrange(b.texts[i], f.before)
			for _, t := range f.later {
				gains[t] = append(gains[t], b.texts[i])
			}
		}
		b.releaseLookup()
	}
	for _, b := range u.newBatches {
		for _, n := range b.texts {
			u.isNew[n] = false
		}
	}
	losing := slices.Collect(maps.Keys(u.losingPairs))
	lost := make([]bool, len(losing))
	_ = parallel(len(losing), func(i int) error { // never fails
		p := u.pairs.at(losing[i])
		lost[i] = !u.dirty[p.hi] && !u.isCandidate(p.hi, p.lo)
		return nil
	})
	for i, k := range losing {
		if lost[i] {
			u.drop(k)
		}
	}
	for t, from := range gains {
		// Only the first text with its own sketch is compared.
		if u.dirty[t] || int(u.brief[t].ownPairs)+len(from) > maxPartners ||
			slices.ContainsFunc(from, func(lo int32) bool { return u.sameSketch(lo, t) }) {
			u.dirty[t] = true
			continue
		}
		for _, lo := range from {
			link(lo, t, false)
		}
	}
	again := slices.Sorted(maps.Keys(u.dirty))
	for i, f := range u.examine(again) {
		arrange(again[i], f.before)
	}
	// A pair may have been added and dropped again.
	return slices.DeleteFunc(fresh, func(k int32) bool { return u.pairs.at(k).isDropped })
}

// textCandidates has the candidates of one text.
type textCandidates struct {
	before []candidate
	later  []int32
}

// examine returns the candidates of existing texts.
func (u *update) examine(list []int32) []textCandidates {
	return u.examineEach(list, func(i int) source { return u.indexSource(list[i]) })
}

// examineBatch returns the candidates of a batch's texts, and sets how many texts carry each of them and which
// of its grams are common.
func (u *update) examineBatch(b *batch) []textCandidates {
	for counted := false; !counted; counted = u.search <= b.maxTexts {
		if b.counts == nil || u.search > b.maxTexts {
			b.lookUp(u.Web)
		}
		for i, t := range b.texts {
			var c anchorCounts
			of := anchorsOf(u.nodes[t].grams)
			for k := range of {
				c = c.withCount(k, int(b.counts[b.gramNumber(i, k)]))
			}
			u.setCarriers(t, c, len(of))
		}
	}
	out := u.examineEach(b.texts, func(i int) source {
		return func(gram, most int) ([]posting, int) {
			d := b.gramNumber(i, gram)
			return b.firstTexts(d), int(b.counts[d])
		}
	})
	for i, t := range b.texts {
		n, l := &u.nodes[t], u.limitsOf(t)
		for k := range n.grams {
			n.grams[k] = n.grams[k].withFlags(int(b.counts[b.gramNumber(i, k)]), l)
		}
		n.flagged = true
	}
	return out
}

// examineEach returns the candidates of texts; of returns the source of each.
func (u *update) examineEach(list []int32, of func(i int) source) []textCandidates {
	out := make([]textCandidates, len(list))
	pool := sync.Pool{New: func() any { return new(meetings) }}
	_ = parallel(len(list), func(i int) error { // never fails
		met := pool.Get().(*meetings)
		out[i].before, out[i].later = u.candidates(list[i], of(i), met)
		pool.Put(met)
		return nil
	})
	return out
}

// maskAgain computes the boilerplate of texts with new pairs and of marked ones, and returns those in which it
// changed.
func (u *update) maskAgain(fresh []int32) []int32 {
	due := map[int32]bool{} // whether all grams have to be looked up
	for n := range u.remask {
		due[n] = false
	}
	for n := range u.reflag {
		due[n] = true
	}
	for _, k := range fresh {
		p := u.pairs.at(k)
		for _, n := range []int32{p.lo, p.hi} {
			if !u.brief[n].masked {
				due[n] = true
			}
		}
	}
	list := slices.Sorted(maps.Keys(due))
	other := make([]bool, len(list))
	_ = parallel(len(list), func(i int) error { // never fails
		n, b := &u.nodes[list[i]], &u.brief[list[i]]
		if len(n.pairs) == 0 {
			b.masked, n.mask = false, nil
			return nil
		}
		if due[list[i]] && !n.flagged {
			n.grams.flag(u.Web, u.limitsOf(list[i]))
		}
		m := n.grams.mask(int(n.letters))
		other[i] = !b.masked || !m.equal(n.mask)
		b.masked, n.mask = true, m
		return nil
	})
	for _, b := range u.newBatches {
		for _, n := range b.texts {
			u.nodes[n].flagged = false
		}
	}
	var out []int32
	for i, n := range list {
		if other[i] {
			out = append(out, n)
		}
	}
	return out
}

// textCache caches folded texts, because many pairs share a text. When recent is full, it replaces older.
type textCache struct {
	mu            sync.Mutex
	recent, older map[string]*cachedText
	size          int // of recent, in letters
}

// cachedText is a text that is read once, however many ask for it at a time.
type cachedText struct {
	once sync.Once
	text *Text
	err  error
}

// cachedLetters is the size limit of recent; a letter takes some 40 bytes. What a text takes besides counts as
// textLetters.
const (
	cachedLetters = 1 << 18
	textLetters   = 16
)

func (c *textCache) get(w *Web, id string) (*Text, error) {
	t := c.at(id)
	t.once.Do(func() {
		text, err := w.text(id)
		c.mu.Lock()
		defer c.mu.Unlock()
		if t.text, t.err = text, err; err == nil {
			c.size += text.Len() + len(text.headline.sym) + textLetters
		}
	})
	return t.text, t.err
}

// at returns the place of a text, which it makes the most recent.
func (c *textCache) at(id string) *cachedText {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t := c.recent[id]; t != nil {
		return t
	}
	t := c.older[id]
	if c.recent == nil || c.size > cachedLetters {
		c.recent, c.older, c.size = map[string]*cachedText{}, c.recent, 0
	}
	if t == nil {
		t = &cachedText{}
	} else if t.text != nil {
		c.size += t.text.Len()
	}
	c.recent[id] = t
	return t
}

// parallel calls fn for 0 to n-1 on all processors and returns an error of one of them.
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

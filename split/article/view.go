package article

import (
	"sync"
	"unicode/utf8"

	"cuttings/cutting"
)

// newView reads the page once, which must have blocks: outlines, measures, repetition, headline, and how
// much of each block the structured data claims as article body.
func newView(p *cutting.Page, l *ld, m *Model) *view {
	v := spareViews.Get().(*view)
	n := len(p.Blocks)
	v.p, v.t, v.head, v.total = p, p.Tree, -1, 0
	v.p1, v.p2 = nil, nil
	v.hasBody, v.hasArt, v.hasMain = false, false, false
	v.outlineAll(m.Names)
	v.m, v.before, v.claim = sized(v.m, n), sized(v.before, n), sized(v.claim, n)
	v.tops = sized(v.tops, n+1)
	v.tops[0] = 0
	ear := spareEars.Get().(*ear)
	defer spareEars.Put(ear)
	ear.listen(l)
	for i := range p.Blocks {
		v.m[i] = ear.measureBlock(p, &p.Blocks[i], m.Odds)
		v.claim[i] = -1
		if ear.claims {
			v.claim[i] = v.m[i].claimed
		}
		v.tops[i+1] = v.tops[i]
		if p.Blocks[i].Level == 1 {
			v.tops[i+1]++
		}
		v.before[i] = v.total
		v.total += v.m[i].words
		f := v.out[p.Blocks[i].Node].flags
		v.hasBody = v.hasBody || f&inBody != 0
		v.hasArt = v.hasArt || f&inArticle != 0
		v.hasMain = v.hasMain || f&inMain != 0
	}
	v.same = v.firsts(v.same, func(i int) uint64 { return v.m[i].hash })
	v.copies = sized(v.copies, n)
	clear(v.copies)
	for _, k := range v.same {
		v.copies[k]++
	}
	v.drawn = v.firsts(v.drawn, func(i int) uint64 { return uint64(v.out[p.Blocks[i].Node].shape) * wordPrime })
	v.head = v.findHead(l)
	return v
}

// spareViews are views to use again: their slices, which are most of what reading
// a page's article needs in memory, go from page to page.
var spareViews = sync.Pool{New: func() any { return new(view) }}

// nodesKept bounds the pages whose view is kept; larger ones are rare.
const nodesKept = 1 << 15

// done gives the view back. Nobody may use it after.
func (v *view) done() {
	if len(v.out) > nodesKept {
		return
	}
	v.p, v.t, v.p1, v.p2 = nil, nil, nil, nil
	spareViews.Put(v)
}

// sized is s with n entries of any value. What is made anew for want of room gets
// some more, for pages to come.
func sized[T any](s []T, n int) []T {
	if cap(s) >= n {
		return s[:n]
	}
	return make([]T, n, n+n/4)
}

// firsts gives for each block the first that has the same key, in out's memory.
func (v *view) firsts(out []int32, key func(i int) uint64) []int32 {
	n := len(v.m)
	size := 16
	for size < 2*n {
		size *= 2
	}
	out, v.keys, v.slots = sized(out, n), sized(v.keys, n), sized(v.slots, size)
	clear(v.slots)
	for i := range n {
		k := key(i)
		v.keys[i] = k
		at := k >> 32 & uint64(size-1)
		for v.slots[at] != 0 && v.keys[v.slots[at]-1] != k {
			at = (at + 1) & uint64(size-1)
		}
		if v.slots[at] == 0 {
			v.slots[at] = int32(i + 1)
		}
		out[i] = v.slots[at] - 1
	}
	return out
}

// eachWord calls f with a hash per word of s, case folded; a letter of a script
// without spaces is the last of its word.
func eachWord(s string, f func(h uint32)) {
	for i := 0; i < len(s); {
		c := byteClass[s[i]]
		if c&(isWord|isHigh) == 0 {
			i++
			continue
		}
		w, end := nextWord(s, i, true)
		if w.letters > 0 {
			f(uint32(w.hash))
			i = end
			continue
		}
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
}

// sieve is a Bloom filter of runs of words.
type sieve [1 << 11]uint64

func (s *sieve) add(h uint32)      { h *= 2654435761; s[h>>21] |= 1 << (h >> 15 & 63) }
func (s *sieve) has(h uint32) bool { h *= 2654435761; return s[h>>21]&(1<<(h>>15&63)) != 0 }

// hasOrAdd adds h and reports whether it was there.
func (s *sieve) hasOrAdd(h uint32) bool {
	h *= 2654435761
	word, bit := &s[h>>21], uint64(1)<<(h>>15&63)
	had := *word&bit != 0
	*word |= bit
	return had
}

// findHead looks for the block that carries the headline: the heading that
// shares most words with what the page's head calls itself.
func (v *view) findHead(l *ld) int {
	var names [4][]uint32
	k := 0
	add := func(s string) {
		if s == "" || k == len(names) {
			return
		}
		eachWord(s, func(h uint32) {
			if len(names[k]) < 40 {
				names[k] = append(names[k], h)
			}
		})
		k++
	}
	add(v.p.Meta.Claim("og:title"))
	add(v.p.Meta.Claim("title"))
	for i := range l.items {
		if l.items[i].article {
			add(l.items[i].headline)
			break
		}
	}
	shortest, longest := 100, 0
	for _, name := range names[:k] {
		shortest, longest = min(shortest, len(name)), max(longest, len(name))
	}
	best, at := float32(0.45), -1
	var buf [60]uint32
	for i := range v.p.Blocks {
		b := &v.p.Blocks[i]
		if v.m[i].words > 50 || v.m[i].words == 0 || b.Level == 0 && v.m[i].words < 4 {
			continue
		}
		if b.Level == 0 && (i > 150 || int(v.m[i].words)*2 < shortest || int(v.m[i].words) > 2*longest ||
			v.out[b.Node].flags&(inNav|inFooter) != 0) {
			continue // a line that is no heading must be nearly equal to count
		}
		own := buf[:0]
		eachWord(b.Span.In(v.p.Text), func(h uint32) {
			if len(own) < cap(own) {
				own = append(own, h)
			}
		})
		var f float32
		for _, name := range names[:k] {
			hit := 0
			for _, h := range own {
				for _, g := range name {
					if g == h {
						hit++
						break
					}
				}
			}
			if s := 2 * float32(hit) / float32(len(own)+len(name)+1); s > f {
				f = s
			}
		}
		switch {
		case b.Level == 1:
			f += 0.35
		case b.Level == 2:
			f += 0.1
		case b.Level == 0:
			f -= 0.3
		}
		if v.out[b.Node].flags&(inHidden|inNav|inAside|inFooter) != 0 {
			f -= 0.3
		}
		f -= float32(i) * 0.0005
		if f > best {
			best, at = f, i
		}
	}
	return at
}

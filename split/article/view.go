package article

import (
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/interrupt"
)

// newView reads the page once, which must have blocks: outlines, measures, repetition, headline,
// and the share of each block that structured data claims as article body.
func newView(p *cutting.Page, l *ld, m *Model, stop *interrupt.Checker) *view {
	n := len(p.Blocks)
	v := &view{p: p, t: p.Tree, stop: stop, head: -1, m: make([]measure, n), before: make([]int32, n),
		claim: make([]float32, n), tops: make([]int32, n+1), copies: make([]int32, n)}
	v.outlineAll(m.Names)
	seen := newShingles(l)
	for i := range p.Blocks {
		stop.Step(i)
		v.m[i] = seen.measureBlock(p, &p.Blocks[i], m.Odds)
		v.claim[i] = -1
		if seen.claim != nil {
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
	v.scale = scaleOf(v.total)
	v.same = firstWithKey(n, func(i int) uint64 { return v.m[i].hash })
	for _, k := range v.same {
		v.copies[k]++
	}
	v.template = firstWithKey(n, func(i int) uint32 { return v.out[p.Blocks[i].Node].shape })
	v.head = v.findHead(l)
	return v
}

// manyBlocks is the number of blocks from which on a page's view is released while its lists are read, and made again
// if the page is an article after all. Of such pages next to none are.
const manyBlocks = 10_000

// release frees what newView makes of each block and element.
func (v *view) release() {
	*v = view{p: v.p, t: v.t, stop: v.stop, dates: v.dates, p1: v.p1, p2: v.p2}
}

// restore makes again what release freed.
func (v *view) restore(l *ld, m *Model) {
	again := newView(v.p, l, m, v.stop)
	again.dates, again.p1, again.p2 = v.dates, v.p1, v.p2
	*v = *again
}

// firstWithKey returns, for each of n blocks, the first with the same key.
func firstWithKey[K comparable](n int, key func(i int) K) []int32 {
	out, firstOf := make([]int32, n), make(map[K]int32, n)
	for i := range out {
		k := key(i)
		at, ok := firstOf[k]
		if !ok {
			at = int32(i)
			firstOf[k] = at
		}
		out[i] = at
	}
	return out
}

// eachWord calls f with a hash for each word of s, case folded; in scripts without spaces each
// letter ends its word.
func eachWord(s string, f func(h uint32)) {
	for i := 0; i < len(s); {
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

// findHead returns the block with the headline: the heading that shares most words with the page's
// title and metadata; -1 for none.
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
			continue // a line that is no heading must be nearly equal
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

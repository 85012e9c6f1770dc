package fitarticle

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// word is one word of a text as the yardsticks count them: a run of letters, digits and
// underscores.
type word struct {
	start, end int
	hash       uint64
}

func wordsOf(s string) []word {
	var out []word
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !counts(r) {
			i += size
			continue
		}
		w := word{start: i, hash: 14695981039346656037}
		for i < len(s) {
			r, size = utf8.DecodeRuneInString(s[i:])
			if !counts(r) {
				break
			}
			w.hash = (w.hash ^ uint64(r)) * 1099511628211
			i += size
		}
		w.end = i
		out = append(out, w)
	}
	return out
}

func counts(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

const gram = 4

func gramHash(w []word) uint64 {
	var h uint64
	for _, x := range w {
		h = h*1000003 ^ x.hash
	}
	return h
}

// stretch is a run of equal words in page and gold text.
type stretch struct{ page, gold, n int }

// align marks the page's words that the gold text consists of: the best chain of equal stretches in
// both orders, completed by a word-level comparison in the gaps, then stretches elsewhere in the
// page whose gold words are not covered yet.
func align(page, gold []word) []bool {
	hit := make([]bool, len(page))
	if len(gold) == 0 || len(page) == 0 {
		return hit
	}
	if len(gold) < gram {
		lcs(page, gold, func(i, _ int) { hit[i] = true })
		return hit
	}
	at := map[uint64][]int{}
	for j := 0; j+gram <= len(gold); j++ {
		h := gramHash(gold[j : j+gram])
		at[h] = append(at[h], j)
	}
	var all []stretch
	open := map[int]int{} // from a diagonal to the end of its last run in the page
	for i := 0; i+gram <= len(page); i++ {
		js := at[gramHash(page[i:i+gram])]
		if len(js) > 12 {
			continue
		}
		for _, j := range js {
			d := i - j
			if end, ok := open[d]; ok && end > i {
				continue
			}
			n := 0
			for i+n < len(page) && j+n < len(gold) && page[i+n].hash == gold[j+n].hash {
				n++
			}
			open[d] = i + n
			all = append(all, stretch{i, j, n})
		}
	}
	slices.SortFunc(all, func(a, b stretch) int { return a.page - b.page })
	if len(all) > 6000 {
		all = all[:6000]
	}
	best, from := make([]float64, len(all)), make([]int, len(all))
	top := -1
	for i, r := range all {
		best[i], from[i] = float64(r.n), -1
		for j := max(0, i-600); j < i; j++ {
			q := all[j]
			if q.page+q.n > r.page+2 || q.gold+q.n > r.gold+2 {
				continue
			}
			// Far jumps in the page cost a little, so that of two copies the near one is taken.
			gap := float64(r.page - q.page - q.n)
			if s := best[j] + float64(r.n) - min(4, gap*0.004); s > best[i] {
				best[i], from[i] = s, j
			}
		}
		if top < 0 || best[i] > best[top] {
			top = i
		}
	}
	var chain []stretch
	for i := top; i >= 0; i = from[i] {
		chain = append(chain, all[i])
	}
	slices.Reverse(chain)
	covered := make([]bool, len(gold))
	for _, r := range chain {
		for k := range r.n {
			hit[r.page+k], covered[r.gold+k] = true, true
		}
	}
	// Gaps.
	p, g := 0, 0
	if len(chain) > 0 {
		p = max(0, chain[0].page-60)
	}
	for k := 0; k <= len(chain); k++ {
		pe, ge := min(len(page), p+200), len(gold)
		if k < len(chain) {
			pe, ge = chain[k].page, chain[k].gold
		}
		if pe > p && ge > g && (pe-p)*(ge-g) < 4_000_000 {
			po, go_ := p, g
			lcs(page[p:pe], gold[g:ge], func(i, j int) { hit[po+i], covered[go_+j] = true, true })
		}
		if k < len(chain) {
			p, g = chain[k].page+chain[k].n, chain[k].gold+chain[k].n
		}
	}
	// Parts of the gold text in another order.
	slices.SortFunc(all, func(a, b stretch) int { return b.n - a.n })
	for _, r := range all {
		fresh := 0
		for k := range r.n {
			if !hit[r.page+k] && !covered[r.gold+k] {
				fresh++
			}
		}
		if fresh >= 6 && fresh*10 >= r.n*8 {
			for k := range r.n {
				hit[r.page+k], covered[r.gold+k] = true, true
			}
		}
	}
	return hit
}

// lcs calls f with the pairs of a longest common subsequence.
func lcs(a, b []word, f func(i, j int)) {
	n, m := len(a), len(b)
	t := make([]uint16, (n+1)*(m+1))
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			k := i*(m+1) + j
			if a[i].hash == b[j].hash {
				t[k] = t[k+m+2] + 1
			} else {
				t[k] = max(t[k+m+1], t[k+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		k := i*(m+1) + j
		switch {
		case a[i].hash == b[j].hash:
			f(i, j)
			i++
			j++
		case t[k+m+1] >= t[k+1]:
			i++
		default:
			j++
		}
	}
}

// shingles returns the yardsticks' measure of a body: its runs of four words, counted.
func shingles(w []word) map[uint64]int {
	out := map[uint64]int{}
	if len(w) == 0 {
		return out
	}
	if len(w) < gram {
		out[gramHash(w)]++
		return out
	}
	for i := 0; i+gram <= len(w); i++ {
		out[gramHash(w[i:i+gram])]++
	}
	return out
}

// agree returns precision and recall of a body, and whether each is defined.
func agree(gold, got map[uint64]int) (p, r float64, hasP, hasR bool) {
	tp, g, h := 0, 0, 0
	for k, n := range gold {
		g += n
		tp += min(n, got[k])
	}
	for _, n := range got {
		h += n
	}
	if tp == g && tp == h {
		return 1, 1, g > 0, g > 0
	}
	if h > 0 {
		p = float64(tp) / float64(h)
	}
	if g > 0 {
		r = float64(tp) / float64(g)
	}
	return p, r, h > 0, g > 0
}

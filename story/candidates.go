package story

import (
	"cmp"
	"math"
	"slices"
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
	// Two of the grams must stand in either text at like distances, as they do in a passage:
	// so far apart, in symbols, that they are no one phrase, and near enough that a passage
	// has both. Letters are lost and added between them.
	minApart, maxApart   = 8, 400
	slipLeast, slipOneIn = 4, 12
)

// needed is how many grams two sketches must share for their texts to be compared.
func needed(a, b Sketch) int {
	return max(minShared, int(math.Ceil(minSharedPart*float64(min(len(a), len(b))))))
}

// meeting is a gram of a text that another holds as well.
type meeting struct {
	other int32
	gram  int32 // its index in the text's sketch
}

// candidate is a text another is to be compared with.
type candidate struct {
	other int32
	hits  int // grams by which they met
}

// candidates returns the texts before a text that it is compared with. For one that is new,
// later are the texts after it, there before it came, that now have it among theirs.
func (w *Web) candidates(at int32, scratch *[]meeting) (before []candidate, later []int32) {
	n, isNew := &w.nodes[at], w.isNew[at]
	met := (*scratch)[:0]
	var buf []int32
	for i, g := range n.grams {
		var count int
		if buf, count = w.grams.first(buf[:0], g.key(), leaders, n.limits.search); count < 2 {
			continue
		}
		for _, t := range buf {
			if w.before(t, at) || isNew && count <= leaders && t != at && !w.isNew[t] {
				met = append(met, meeting{t, int32(i)})
			}
		}
	}
	*scratch = met
	slices.SortFunc(met, func(x, y meeting) int {
		return cmp.Or(cmp.Compare(x.other, y.other), cmp.Compare(x.gram, y.gram))
	})
	for i := 0; i < len(met); {
		j := i + 1
		for j < len(met) && met[j].other == met[i].other {
			j++
		}
		group, t := met[i:j], met[i].other
		i = j
		o := &w.nodes[t]
		if len(group) < needed(n.grams, o.grams) || !passage(n.grams, o.grams, group) {
			continue
		}
		if w.before(t, at) {
			before = append(before, candidate{t, len(group)})
		} else {
			later = append(later, t)
		}
	}
	if len(before) > maxPartners {
		// of the smaller of the two sketches
		smaller := func(t int32) int { return min(len(w.nodes[t].grams), len(n.grams)) }
		slices.SortFunc(before, func(a, b candidate) int {
			if c := cmp.Compare(b.hits*smaller(a.other), a.hits*smaller(b.other)); c != 0 {
				return c
			}
			if w.before(a.other, b.other) {
				return -1
			}
			return 1
		})
		before = before[:maxPartners]
	}
	return before, later
}

// meets reports whether a text has another, before it, among its candidates, if there is
// room for it: what candidates decides, for two texts.
func (w *Web) meets(at, lo int32) bool {
	n, o := &w.nodes[at], &w.nodes[lo]
	var met passageFinder
	var buf []int32
	least := needed(n.grams, o.grams)
	for i, j := 0, 0; i < len(n.grams) && j < len(o.grams); {
		x, y := n.grams[i], o.grams[j]
		if x.key() < y.key() {
			i++
			continue
		}
		if x.key() > y.key() {
			j++
			continue
		}
		var count int
		buf, count = w.grams.first(buf[:0], x.key(), leaders, n.limits.search)
		if count <= n.limits.search && (count <= leaders || slices.Contains(buf, lo)) {
			if met.add(x.at(), y.at()); met.found && met.n >= least {
				return true
			}
		}
		i, j = i+1, j+1
	}
	return false
}

// passageFinder reports whether two of the grams that two texts share may be of one passage.
// Common phrases are shared here and there; most pairs that share nothing else end here,
// without their texts being read.
type passageFinder struct {
	n     int
	found bool
	at    [][2]int32 // in either text
	room  [16][2]int32
}

func (f *passageFinder) add(a, b int32) {
	f.n++
	if f.found {
		return
	}
	for _, p := range f.at {
		x, y := a-p[0], b-p[1]
		slip := max(x-y, y-x)
		apart := min(max(x, -x), max(y, -y)) // the same from either text
		if apart >= minApart && apart <= maxApart && slip <= slipLeast+apart/slipOneIn {
			f.found = true
			return
		}
	}
	if f.at == nil {
		f.at = f.room[:0]
	}
	f.at = append(f.at, [2]int32{a, b})
}

// passage reports whether two of the grams by which texts met may be of one passage.
func passage(n, o Sketch, met []meeting) bool {
	var f passageFinder
	for _, m := range met {
		g := n[m.gram]
		k, _ := o.find(g.key())
		if f.add(g.at(), o[k].at()); f.found {
			return true
		}
	}
	return false
}

package story

import (
	"cmp"
	"math/bits"
	"slices"
)

// Update adds and removes texts and returns the IDs of those whose TextRelations may have changed, ascending, without
// the removed ones. Adding a text that is present and removing one that is not have no effect. An error is that
// of reading a text; the web must not be used afterwards.
func (w *Web) Update(add []Sketched, gone []Sketched) ([]string, error) {
	u := &update{Web: w, dirty: map[int32]bool{}, losingPairs: map[int32]bool{}, touchedTexts: map[int32]bool{},
		reflag: map[int32]bool{}, remask: map[int32]bool{}}
	defer w.pairs.reuse()
	u.remove(gone)
	add = slices.DeleteFunc(slices.Clone(add), func(s Sketched) bool { return w.Has(s.ID) })
	slices.SortFunc(add, func(x, y Sketched) int { return cmp.Compare(x.ID, y.ID) })
	add = slices.CompactFunc(add, func(x, y Sketched) bool { return x.ID == y.ID })
	u.insertAll(add)
	if g := growthOf(w.TextCount()); g != w.growth {
		u.updateLimits(g)
	}
	if err := u.compareNew(); err != nil {
		return nil, err
	}
	u.demoteAssembled()
	var out []string
	for n := range u.touchedTexts {
		if id := w.nodes[n].id; id != "" {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out, nil
}

// update is the state of one call of Update.
type update struct {
	*Web
	newBatches   []*batch       // new texts
	dirty        map[int32]bool // texts whose candidates may change
	losingPairs  map[int32]bool // pairs found by a gram that no longer finds texts
	reflag       map[int32]bool // texts whose grams are all checked again for boilerplate
	remask       map[int32]bool // texts that have a gram which became boilerplate, or no longer is
	touchedTexts map[int32]bool // texts whose relations changed
	changedPairs []int32        // pairs that were added, changed or removed
	heads        []posting      // scratch of markDisplaced
}

// insertAll adds new texts to the index and marks the texts and pairs they affect.
func (u *update) insertAll(add []Sketched) {
	old := len(u.byID) > 0
	for i := 0; i < len(add); {
		var texts []int32
		for grams := 0; i < len(add) && grams < gramsAtOnce; i++ {
			texts, grams = append(texts, u.insert(add[i])), grams+len(add[i].Sketch)
		}
		b := u.newBatch(texts)
		u.grams.add(b.postings(u.Web))
		if old {
			b.lookUp(u.Web)
			u.markAffected(b)
		}
		if i < len(add) || len(u.newBatches) > 0 {
			b.releaseLookup() // the results of the lookup are out of date
		}
		u.newBatches = append(u.newBatches, b)
	}
}

// updateLimits updates the limits to an archive grown by growth.
func (u *update) updateLimits(growth int) {
	for i := range u.brief {
		if usual := 1 << (2 * u.brief[i].usualPower); u.brief[i].masked &&
			limitsFor(usual, growth) != limitsFor(usual, u.growth) {
			u.reflag[int32(i)] = true
		}
	}
	u.growth = growth
}

// remove removes texts from the web.
func (u *update) remove(gone []Sketched) {
	out := map[int32]bool{}
	var list []uint32
	for _, s := range gone {
		n, ok := u.byID[s.ID]
		if !ok || out[n] {
			continue
		}
		out[n] = true
		for _, g := range u.nodes[n].grams {
			list = append(list, g.key())
		}
	}
	if len(out) == 0 {
		return
	}
	u.grams.remove(out)
	slices.Sort(list)
	for i := 0; i < len(list); {
		from := i
		for i < len(list) && list[i] == list[from] {
			i++
		}
		u.markAfterRemoval(list[from], i-from)
	}
	for n := range out {
		for _, k := range slices.Clone(u.nodes[n].pairs) {
			u.drop(k)
		}
		delete(u.byID, u.nodes[n].id)
	}
	for n := range out {
		for _, m := range []map[int32]bool{u.dirty, u.reflag, u.remask} {
			delete(m, n)
		}
		u.freeNodes = append(u.freeNodes, n)
		u.nodes[n], u.brief[n] = node{}, nodeBrief{}
	}
	slices.Sort(u.freeNodes)
}

// markAfterRemoval marks the texts and pairs affected by the removal of texts that had a gram; moved is how many.
func (u *update) markAfterRemoval(gram uint32, moved int) {
	now := u.grams.countTexts(gram)
	passes := u.passesLimit(now, now+moved)
	if now == 0 || !passes && now+moved <= leaders {
		return
	}
	u.grams.each(gram, func(x posting) {
		t := x.textNumber()
		if passes {
			u.markForLimit(t, gram, now, now+moved, false)
		}
		// Others may have become leaders.
		if now+moved > leaders && now <= u.searchOf(t) {
			u.dirty[t] = true
		}
	})
}

// drop removes a pair.
func (u *update) drop(k int32) {
	p := u.pairs.at(k)
	if u.mayHaveMore(p.hi) {
		u.dirty[p.hi] = true // another text may take its place
	}
	u.unlink(k)
	u.touchedTexts[p.lo], u.touchedTexts[p.hi] = true, true
	if p.kind != 0 {
		u.changedPairs = append(u.changedPairs, k)
	}
}

// markAffected marks the texts affected by the texts of a batch. The number of texts with a gram matters only when it
// passes a limit, so the more there are, the more rarely they are examined.
func (u *update) markAffected(b *batch) {
	for d, gram := range b.grams {
		hi := int(b.counts[d])
		lo := hi - b.countTexts(d)
		if lo == 0 {
			continue
		}
		if u.passesLimit(lo, hi) {
			// Of the limits of those with few texts, all but the anchors' are higher; anchors are wide.
			anchors := hi <= leaders && hi < commonBody.minTexts*u.growth
			u.grams.each(gram, func(x posting) {
				if anchors && !x.isWide() {
					return
				}
				if t := x.textNumber(); !u.isNew[t] {
					u.markForLimit(t, gram, lo, hi, true)
				}
			})
		}
		if lo > leaders && hi <= u.search {
			u.markDisplaced(gram, b.firstTexts(uint32(d)), hi)
		}
	}
}

// passesLimit reports whether one of the limits for the number of texts with a gram is between two numbers. All
// limits are powers of two except that of openings in a whole archive.
func (u *update) passesLimit(lo, hi int) bool {
	opening := commonOpening.minTexts * u.growth
	return hi >= 4 && bits.Len(uint(lo)) != bits.Len(uint(hi)) || lo < opening && opening <= hi ||
		lo > 0 && hi > leaders && bits.Len(uint(lo-1)) != bits.Len(uint(hi-1))
}

// markDisplaced marks the pairs found by a gram whose first text is no longer a leader of the gram, because others
// now precede it. first are the first texts now, count is how many texts have the gram.
func (u *update) markDisplaced(gram uint32, first []posting, count int) {
	came := 0
	for _, x := range first {
		if u.isNew[x.textNumber()] {
			came++
		}
	}
	if came == 0 {
		return
	}
	old := 0
	list := u.heads[:0]
	for most := 2 * (leaders + came); old < leaders && len(list) < count; most *= 2 {
		list, _ = u.grams.appendFirst(list[:0], gram, most, count)
		old = 0
		for _, x := range list {
			if !u.isNew[x.textNumber()] {
				old++
			}
		}
	}
	u.heads = list
	old = 0
	for _, x := range list {
		lo := x.textNumber()
		if u.isNew[lo] {
			continue
		}
		if old++; old <= leaders-came {
			continue
		}
		if old > leaders {
			break
		}
		for _, k := range u.nodes[lo].pairs[u.brief[lo].ownPairs:] {
			hi := u.pairs.at(k).hi
			if u.losingPairs[k] || u.dirty[hi] || count > u.searchOf(hi) {
				continue
			}
			if i, ok := u.nodes[hi].grams.find(gram); ok && i < wideGrams {
				u.markLost(k)
			}
		}
	}
}

// markLost marks a pair that may have been found by a gram that no longer finds texts. Texts with one sketch are
// found only by grams that find the first of them.
func (u *update) markLost(k int32) {
	if hi := u.pairs.at(k).hi; u.brief[hi].ownPairs >= maxPartners {
		u.dirty[hi] = true
	} else {
		u.losingPairs[k] = true
	}
}

// markForLimit marks a text when the number of texts with one of its grams passes a limit: the gram may have become
// boilerplate, may no longer find texts, or may change the estimate of how many texts carry the text.
func (u *update) markForLimit(t int32, gram uint32, lo, hi int, came bool) {
	b := &u.brief[t]
	count := hi
	if !came {
		count = lo
	}
	if gram <= b.last && powerOfFour(lo) != powerOfFour(hi) {
		if i, ok := anchorsOf(u.nodes[t].grams).find(gram); ok {
			u.setAnchorCount(t, i, count)
		}
	}
	if search := u.searchOf(t); lo <= leaders && leaders < hi || lo <= search && search < hi {
		if !came {
			u.dirty[t] = true
		} else if b.ownPairs > 0 {
			for _, k := range u.ownOf(t) {
				if _, ok := u.nodes[u.pairs.at(k).lo].grams.find(gram); ok {
					u.markLost(k)
				}
			}
		}
	}
	if !b.masked {
		return
	}
	n := &u.nodes[t]
	if i, ok := n.grams.find(gram); ok {
		if g := n.grams[i].withFlags(count, u.limitsOf(t)); g != n.grams[i] {
			n.grams[i] = g
			u.remask[t] = true
		}
	}
}

// setAnchorCount sets how many texts an anchor of a text is in, and marks the text if its limits change.
func (u *update) setAnchorCount(t int32, anchor, count int) {
	b := &u.brief[t]
	was := *b
	u.setCarriers(t, b.anchors.withCount(anchor, count), len(anchorsOf(u.nodes[t].grams)))
	if b.usualPower == was.usualPower {
		return
	}
	if searchFor(1<<(2*was.usualPower)) != u.searchOf(t) {
		u.dirty[t] = true
	}
	if b.masked {
		u.reflag[t] = true
	}
}

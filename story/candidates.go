package story

import (
	"cmp"
	"math"
	"slices"
)

const (
	// leaders is the number of texts with a gram that represent all that have it.
	leaders = 16
	// wideGrams is the number of grams of a text, those with the smallest hashes, that find other texts even if more
	// than leaders texts have them: copies of a text that many carry share most of its grams, while common
	// phrases are seldom two of so few.
	wideGrams = 16
	// maxPartners is the maximum number of preceding texts that a text is compared with: those of which the
	// largest share is in common, or that have the largest share of it, so that teasers are not displaced.
	maxPartners = 12
	// minShared is the number of sampled grams two texts must share to be compared, and minSharedPart the part
	// of the smaller sketch they must share.
	minShared     = 2
	minSharedPart = 0.015
	// Two of the grams must be at similar distances in both texts, as they are in a passage: far enough apart,
	// in symbols, not to be one phrase, and near enough for one passage. Some letters may be lost or added
	// between them.
	minDistance, maxDistance = 8, 400
	slipLeast, slipOneIn     = 4, 12
)

// sharedNeeded returns how many grams two sketches must share for their texts to be compared.
func sharedNeeded(a, b Sketch) int {
	return max(minShared, int(math.Ceil(minSharedPart*float64(min(len(a), len(b))))))
}

// hits counts the grams by which a text was found, and the wide ones among them.
type hits struct{ count, wideCount int }

// estimateShared returns an estimate of how many grams two texts share: grams that are in many texts are searched for
// only if they are wide.
func (h hits) estimateShared(s Sketch) int {
	if h.wideCount < minWide {
		return h.count
	}
	return max(h.count, h.wideCount*len(s)/wideGrams)
}

// minWide is the number of wide grams needed to estimate the others.
const minWide = 3

// candidate is a text that another may be compared with.
type candidate struct {
	text       int32
	hits       int // an estimate
	sameSketch bool
}

// source returns, for a gram of one text by its index in the sketch, how many texts have it and the first of
// them; none for a gram in more texts than most.
type source func(gram, most int) (first []posting, count int)

// indexSource returns a source that looks up one text's grams in the index.
func (w *Web) indexSource(at int32) source {
	grams := w.nodes[at].grams
	var buf []posting
	return func(gram, most int) ([]posting, int) {
		var n int
		buf, n = w.grams.appendFirst(buf[:0], grams[gram].key(), leaders, most)
		return buf, n
	}
}

// candidates returns the texts that precede a text by rank and are compared with it. For a new text, later are
// the existing texts after it that may now have it as a candidate.
func (w *Web) candidates(at int32, from source, met *meetings) (before []candidate, later []int32) {
	n, isNew, search := &w.nodes[at], w.isNew[at], w.searchOf(at)
	met.reset()
	for i := range n.grams {
		most := leaders
		if isNew {
			most = w.search
		} else if i < wideGrams {
			most = search
		}
		first, count := from(i, most)
		if count < 2 || count > most {
			continue
		}
		mine := -1 // index of this text among the first, -1 for none
		for k, x := range first {
			t := x.textNumber()
			switch {
			case t == at:
				mine = k
			case mine < 0:
				if count <= leaders || i < wideGrams && count <= search {
					met.add(t, int32(i), i < wideGrams)
				}
			case isNew && count <= leaders && !w.isNew[t]:
				met.add(t, int32(i), x.isWide())
			}
		}
		if isNew && count > leaders && mine >= 0 {
			me := first[mine]
			w.grams.each(n.grams[i].key(), func(x posting) {
				if x.isWide() && !w.isNew[x.textNumber()] && w.grams.compare(me, x) < 0 &&
					count <= w.searchOf(x.textNumber()) {
					met.add(x.textNumber(), int32(i), true)
				}
			})
		}
	}
	met.each(func(t int32, h hits, grams []int32) {
		o := &w.nodes[t]
		isBefore := w.precedes(t, at)
		of := n.grams
		if !isBefore {
			of = o.grams
		}
		hits := h.estimateShared(of)
		if hits < sharedNeeded(n.grams, o.grams) || !mayBePassage(n.grams, o.grams, grams) {
			return
		}
		if isBefore {
			before = append(before, candidate{t, hits, w.sameSketch(t, at)})
		} else {
			later = append(later, t)
		}
	})
	return w.choose(at, before), later
}

// choose returns those of some candidates that a text is compared with. Of those with the text's own sketch
// only the first is compared.
func (w *Web) choose(at int32, from []candidate) []candidate {
	n := &w.nodes[at]
	first := int32(-1)
	for _, c := range from {
		if c.sameSketch && (first < 0 || w.precedes(c.text, first)) {
			first = c.text
		}
	}
	from = slices.DeleteFunc(from, func(c candidate) bool { return c.sameSketch && c.text != first })
	if len(from) <= maxPartners {
		return from
	}
	// of the smaller of the two sketches
	smaller := func(t int32) int { return min(len(w.nodes[t].grams), len(n.grams)) }
	slices.SortFunc(from, func(a, b candidate) int {
		if c := cmp.Compare(b.hits*smaller(a.text), a.hits*smaller(b.text)); c != 0 {
			return c
		}
		if w.precedes(a.text, b.text) {
			return -1
		}
		return 1
	})
	return from[:maxPartners]
}

// isCandidate reports whether candidates would find text lo, which precedes at, for at, apart from the limit of
// partners.
func (w *Web) isCandidate(at, lo int32) bool {
	n, o := &w.nodes[at], &w.nodes[lo]
	var met passageFinder
	var h hits
	var buf []posting
	search, least := w.searchOf(at), sharedNeeded(n.grams, o.grams)
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
		most := leaders
		if i < wideGrams {
			most = search
		}
		var count int
		buf, count = w.grams.appendFirst(buf[:0], x.key(), leaders, most)
		isLo := func(p posting) bool { return p.textNumber() == lo }
		if count <= leaders || count <= most && slices.ContainsFunc(buf, isLo) {
			if h.count++; i < wideGrams {
				h.wideCount++
			}
			if met.add(x.position(), y.position()); met.hasPassage && h.estimateShared(n.grams) >= least {
				return true
			}
		}
		i, j = i+1, j+1
	}
	return false
}

// passageFinder finds out whether two of the grams that two texts share may be of one passage. Texts that share
// only scattered common phrases are rejected here, without being read.
type passageFinder struct {
	hasPassage bool
	at         [][2]int32 // positions in both texts
	scratch    [16][2]int32
}

func (f *passageFinder) add(a, b int32) {
	if f.hasPassage {
		return
	}
	for _, p := range f.at {
		x, y := a-p[0], b-p[1]
		slip := max(x-y, y-x)
		distance := min(max(x, -x), max(y, -y)) // the same from both texts
		if distance >= minDistance && distance <= maxDistance && slip <= slipLeast+distance/slipOneIn {
			f.hasPassage = true
			return
		}
	}
	if f.at == nil {
		f.at = f.scratch[:0]
	}
	f.at = append(f.at, [2]int32{a, b})
}

// mayBePassage reports whether two of the grams that two texts share, given by index in the first sketch, may be of
// one passage.
func mayBePassage(n, o Sketch, met []int32) bool {
	var f passageFinder
	for _, i := range met {
		g := n[i]
		k, _ := o.find(g.key())
		if f.add(g.position(), o[k].position()); f.hasPassage {
			return true
		}
	}
	return false
}

// meetings records which grams of a text found which others, in a hash table, since most others are found once
// only.
type meetings struct {
	slots     []meetingSlot // their number is a power of two
	usedSlots []int32       // slots in use
	list      []meeting
	grams     []int32
}

type meetingSlot struct {
	textPlusOne      int32 // plus one: 0 is an empty slot
	last             int32 // index in the list
	count, wideCount int32
}

// meeting is a gram, by its index in the text's sketch, and the index of the previous meeting with the same
// text, -1 for none.
type meeting struct{ gram, before int32 }

func (m *meetings) reset() {
	for _, s := range m.usedSlots {
		m.slots[s] = meetingSlot{}
	}
	m.usedSlots, m.list = m.usedSlots[:0], m.list[:0]
}

func (m *meetings) add(other, gram int32, wide bool) {
	if 2*len(m.usedSlots) >= len(m.slots) {
		m.grow()
	}
	s := m.slot(other)
	at := &m.slots[s]
	if at.textPlusOne == 0 {
		at.textPlusOne, at.last = other+1, -1
		m.usedSlots = append(m.usedSlots, s)
	}
	m.list = append(m.list, meeting{gram, at.last})
	at.last = int32(len(m.list) - 1)
	if at.count++; wide {
		at.wideCount++
	}
}

// slot returns the slot of a text, or the free slot where it belongs.
func (m *meetings) slot(other int32) int32 {
	mask := uint32(len(m.slots) - 1)
	s := uint32(other) * 0x9e3779b1
	for s = s >> 7 & mask; m.slots[s].textPlusOne != 0 && m.slots[s].textPlusOne != other+1; {
		s = (s + 1) & mask
	}
	return int32(s)
}

func (m *meetings) grow() {
	old, used := m.slots, m.usedSlots
	m.slots, m.usedSlots = make([]meetingSlot, max(1024, 2*len(old))), nil
	for _, s := range used {
		to := m.slot(old[s].textPlusOne - 1)
		m.slots[to] = old[s]
		m.usedSlots = append(m.usedSlots, to)
	}
}

// each calls fn for every text that was found by at least the minimum number of grams, with the indices of
// those grams.
func (m *meetings) each(fn func(other int32, h hits, grams []int32)) {
	for _, s := range m.usedSlots {
		at := m.slots[s]
		if at.count < minShared {
			continue
		}
		m.grams = m.grams[:0]
		for k := at.last; k >= 0; k = m.list[k].before {
			m.grams = append(m.grams, m.list[k].gram)
		}
		fn(at.textPlusOne-1, hits{int(at.count), int(at.wideCount)}, m.grams)
	}
}

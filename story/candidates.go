package story

import (
	"cmp"
	"math"
	"slices"
)

const (
	// leaders is how many texts of a gram stand for all that hold it.
	leaders = 16
	// wide is by how many of its grams, those with the smallest hashes, a text finds others
	// though more hold them than stand for all: who is told by so many texts shares most of
	// its grams with them, and common phrases are seldom two of so few.
	wide = 16
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

// hits is by how many grams a text met another, and how many of them are wide ones.
type hits struct{ all, wide int }

// estimate is how many grams a text shares with another, as far as their meetings tell: of grams in
// many texts it looks for others by the wide ones alone.
func (h hits) estimate(s Sketch) int {
	if h.wide < minWide {
		return h.all
	}
	return max(h.all, h.wide*len(s)/wide)
}

// minWide is how many wide grams tell of the others.
const minWide = 3

// candidate is a text another is to be compared with.
type candidate struct {
	other int32
	hits  int // an estimate
	same  bool
}

// source gives what the index knows of the grams of one text, by their places in its sketch: in how
// many texts a gram is, and the first of them; none for a gram in more texts than most.
type source func(gram, most int) (first []posting, count int)

// solo is the source of a text that is looked up by itself.
func (w *Web) solo(at int32) source {
	grams := w.nodes[at].grams
	var buf []posting
	return func(gram, most int) ([]posting, int) {
		var n int
		buf, n = w.grams.first(buf[:0], grams[gram].key(), leaders, most)
		return buf, n
	}
}

// candidates returns the texts before a text that it is compared with. For one that is new,
// later are the texts after it, there before it came, that now have it among theirs.
func (w *Web) candidates(at int32, from source, met *meetings) (before []candidate, later []int32) {
	n, isNew, search := &w.nodes[at], w.isNew[at], w.searchOf(at)
	met.reset()
	for i := range n.grams {
		most := leaders
		if isNew {
			most = w.search
		} else if i < wide {
			most = search
		}
		first, count := from(i, most)
		if count < 2 || count > most {
			continue
		}
		mine := -1 // where this text is among the first
		for k, x := range first {
			t := x.of()
			switch {
			case t == at:
				mine = k
			case mine < 0:
				if count <= leaders || i < wide && count <= search {
					met.add(t, int32(i), i < wide)
				}
			case isNew && count <= leaders && !w.isNew[t]:
				met.add(t, int32(i), x.wide())
			}
		}
		if isNew && count > leaders && mine >= 0 {
			me := first[mine]
			w.grams.each(n.grams[i].key(), func(x posting) {
				if x.wide() && !w.isNew[x.of()] && w.grams.order(me, x) < 0 && count <= w.searchOf(x.of()) {
					met.add(x.of(), int32(i), true)
				}
			})
		}
	}
	met.each(func(t int32, h hits, grams []int32) {
		o := &w.nodes[t]
		isBefore := w.before(t, at)
		of := n.grams
		if !isBefore {
			of = o.grams
		}
		hits := h.estimate(of)
		if hits < needed(n.grams, o.grams) || !passage(n.grams, o.grams, grams) {
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

// choose returns with which of some candidates a text is compared. Of those that have its own sketch
// the first stands for all.
func (w *Web) choose(at int32, from []candidate) []candidate {
	n := &w.nodes[at]
	first := int32(-1)
	for _, c := range from {
		if c.same && (first < 0 || w.before(c.other, first)) {
			first = c.other
		}
	}
	from = slices.DeleteFunc(from, func(c candidate) bool { return c.same && c.other != first })
	if len(from) <= maxPartners {
		return from
	}
	// of the smaller of the two sketches
	smaller := func(t int32) int { return min(len(w.nodes[t].grams), len(n.grams)) }
	slices.SortFunc(from, func(a, b candidate) int {
		if c := cmp.Compare(b.hits*smaller(a.other), a.hits*smaller(b.other)); c != 0 {
			return c
		}
		if w.before(a.other, b.other) {
			return -1
		}
		return 1
	})
	return from[:maxPartners]
}

// meets reports whether a text has another, before it, among its candidates, if there is
// room for it: what candidates decides, for two texts.
func (w *Web) meets(at, lo int32) bool {
	n, o := &w.nodes[at], &w.nodes[lo]
	var met passageFinder
	var h hits
	var buf []posting
	search, least := w.searchOf(at), needed(n.grams, o.grams)
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
		if i < wide {
			most = search
		}
		var count int
		buf, count = w.grams.first(buf[:0], x.key(), leaders, most)
		isLo := func(p posting) bool { return p.of() == lo }
		if count <= leaders || count <= most && slices.ContainsFunc(buf, isLo) {
			if h.all++; i < wide {
				h.wide++
			}
			if met.add(x.at(), y.at()); met.found && h.estimate(n.grams) >= least {
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
	found bool
	at    [][2]int32 // in either text
	room  [16][2]int32
}

func (f *passageFinder) add(a, b int32) {
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

// passage reports whether two of the grams by which texts met, given by their places in the first
// sketch, may be of one passage.
func passage(n, o Sketch, met []int32) bool {
	var f passageFinder
	for _, i := range met {
		g := n[i]
		k, _ := o.find(g.key())
		if f.add(g.at(), o[k].at()); f.found {
			return true
		}
	}
	return false
}

// meetings collect by which grams a text met others: a hash table, as most others are met once
// and never looked at again.
type meetings struct {
	slots []meetingSlot // a power of two
	used  []int32       // those with something in them
	list  []meeting
	grams []int32
}

type meetingSlot struct {
	other     int32 // and one: 0 is an empty slot
	last      int32 // in the list
	all, wide int32
}

// meeting is a gram, by its place in the text's sketch, and the meeting with the same text
// before it, -1 for none.
type meeting struct{ gram, before int32 }

func (m *meetings) reset() {
	for _, s := range m.used {
		m.slots[s] = meetingSlot{}
	}
	m.used, m.list = m.used[:0], m.list[:0]
}

func (m *meetings) add(other, gram int32, wide bool) {
	if 2*len(m.used) >= len(m.slots) {
		m.grow()
	}
	s := m.slot(other)
	at := &m.slots[s]
	if at.other == 0 {
		at.other, at.last = other+1, -1
		m.used = append(m.used, s)
	}
	m.list = append(m.list, meeting{gram, at.last})
	at.last = int32(len(m.list) - 1)
	if at.all++; wide {
		at.wide++
	}
}

// slot returns that of a text, or the free one where it belongs.
func (m *meetings) slot(other int32) int32 {
	mask := uint32(len(m.slots) - 1)
	s := uint32(other) * 0x9e3779b1
	for s = s >> 7 & mask; m.slots[s].other != 0 && m.slots[s].other != other+1; {
		s = (s + 1) & mask
	}
	return int32(s)
}

func (m *meetings) grow() {
	old, used := m.slots, m.used
	m.slots, m.used = make([]meetingSlot, max(1024, 2*len(old))), nil
	for _, s := range used {
		to := m.slot(old[s].other - 1)
		m.slots[to] = old[s]
		m.used = append(m.used, to)
	}
}

// each calls fn for every text that was met by enough grams for any to be compared, with the
// places of those grams.
func (m *meetings) each(fn func(other int32, h hits, grams []int32)) {
	for _, s := range m.used {
		at := m.slots[s]
		if at.all < minShared {
			continue
		}
		m.grams = m.grams[:0]
		for k := at.last; k >= 0; k = m.list[k].before {
			m.grams = append(m.grams, m.list[k].gram)
		}
		fn(at.other-1, hits{int(at.all), int(at.wide)}, m.grams)
	}
}

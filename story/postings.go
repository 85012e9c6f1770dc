package story

import (
	"cmp"
	"math/bits"
	"slices"
	"sort"
)

// postings find texts by sampled grams. They lie in sorted segments, each merged with the
// next when that has grown as large (O'Neil et al. 1996), so that adding costs a few
// moves a posting however many there are. 8 bytes a posting.
type postings struct {
	segments []segment
	before   func(a, b int32) bool // the order of texts under one gram
}

// segment holds postings by gram, then text.
type segment struct {
	grams []uint32
	texts []int32
	fence []uint32 // where the grams with the next value of their first bits begin
	shift uint8    // how many bits are not first
}

type posting struct {
	gram uint32
	text int32
}

// add takes in postings; the slice is sorted in place.
func (p *postings) add(list []posting) {
	if len(list) == 0 {
		return
	}
	slices.SortFunc(list, func(x, y posting) int {
		if x.gram != y.gram {
			return cmp.Compare(x.gram, y.gram)
		}
		switch {
		case x.text == y.text:
			return 0
		case p.before(x.text, y.text):
			return -1
		}
		return 1
	})
	s := segment{grams: make([]uint32, len(list)), texts: make([]int32, len(list))}
	for i, e := range list {
		s.grams[i], s.texts[i] = e.gram, e.text
	}
	p.push(s)
}

// push appends a segment and merges those at the end that are of like size.
func (p *postings) push(s segment) {
	p.segments = append(p.segments, s)
	for n := len(p.segments); n > 1 && len(p.segments[n-2].grams) <= 2*len(p.segments[n-1].grams); n-- {
		p.segments[n-2] = p.merge(p.segments[n-2], p.segments[n-1])
		p.segments = p.segments[:n-1]
	}
	p.segments[len(p.segments)-1].index()
}

func (p *postings) merge(x, y segment) segment {
	out := segment{grams: make([]uint32, 0, len(x.grams)+len(y.grams)),
		texts: make([]int32, 0, len(x.grams)+len(y.grams))}
	i, j := 0, 0
	for i < len(x.grams) && j < len(y.grams) {
		if x.grams[i] < y.grams[j] || x.grams[i] == y.grams[j] && p.before(x.texts[i], y.texts[j]) {
			out.grams, out.texts = append(out.grams, x.grams[i]), append(out.texts, x.texts[i])
			i++
		} else {
			out.grams, out.texts = append(out.grams, y.grams[j]), append(out.texts, y.texts[j])
			j++
		}
	}
	out.grams, out.texts = append(out.grams, x.grams[i:]...), append(out.texts, x.texts[i:]...)
	out.grams, out.texts = append(out.grams, y.grams[j:]...), append(out.texts, y.texts[j:]...)
	return out
}

// index makes the fences: some four postings lie between two.
func (s *segment) index() {
	first := max(0, bits.Len(uint(len(s.grams)))-2)
	s.shift = uint8(32 - first)
	s.fence = make([]uint32, 1<<first+1)
	at := 0
	for f := range s.fence {
		for at < len(s.grams) && uint64(s.grams[at])>>s.shift < uint64(f) {
			at++
		}
		s.fence[f] = uint32(at)
	}
}

// of returns the texts of a gram in the segment, in order.
func (s *segment) of(gram uint32) []int32 {
	f := uint64(gram) >> s.shift
	lo, hi := int(s.fence[f]), int(s.fence[f+1])
	if hi-lo > 16 { // as where thousands of texts hold one gram
		i, _ := slices.BinarySearch(s.grams[lo:hi], gram)
		lo += i
	}
	for lo < hi && s.grams[lo] < gram {
		lo++
	}
	if lo == hi || s.grams[lo] != gram {
		return nil
	}
	from := lo
	to := from + 1
	if to < hi && s.grams[to] == gram { // thousands of alike texts may hold it
		to += sort.Search(hi-to, func(i int) bool { return s.grams[to+i] > gram })
	}
	return s.texts[from:to]
}

// count returns how many texts a gram has.
func (p *postings) count(gram uint32) (n int) {
	for i := range p.segments {
		n += len(p.segments[i].of(gram))
	}
	return n
}

// each calls fn for every text of a gram, in no particular order.
func (p *postings) each(gram uint32, fn func(int32)) {
	for i := range p.segments {
		for _, t := range p.segments[i].of(gram) {
			fn(t)
		}
	}
}

// first appends the first n texts of a gram, in order, and returns how many it has; one
// that has more than most appends none.
func (p *postings) first(dst []int32, gram uint32, n, most int) ([]int32, int) {
	from, count := len(dst), 0
	for i := range p.segments {
		of := p.segments[i].of(gram)
		count += len(of)
		dst = append(dst, of[:min(n, len(of))]...)
	}
	if count > most {
		return dst[:from], count
	}
	slices.SortFunc(dst[from:], func(a, b int32) int {
		switch {
		case a == b:
			return 0
		case p.before(a, b):
			return -1
		}
		return 1
	})
	return dst[:min(len(dst), from+n)], count
}

// remove takes out all postings of some texts. It costs as much as there are postings.
func (p *postings) remove(gone map[int32]bool) {
	old := p.segments
	p.segments = nil
	for _, s := range old {
		n := 0
		for i, t := range s.texts {
			if !gone[t] {
				s.grams[n], s.texts[n] = s.grams[i], t
				n++
			}
		}
		if s.grams, s.texts = s.grams[:n], s.texts[:n]; n > 0 {
			s.index()
			p.segments = append(p.segments, s)
		}
	}
}

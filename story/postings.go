package story

import (
	"cmp"
	"math/bits"
	"slices"
	"sort"
)

// postings is an index from sampled grams to texts. It consists of sorted segments, each merged with earlier
// ones that are not much larger (O'Neil et al. 1996), so that adding moves each posting a few times however
// many there are. A posting takes 12 bytes.
type postings struct {
	segments []segment
	before   func(a, b int32) bool // the order of texts whose ranks begin with the same bits
}

// posting is a text that has a gram. It contains all that is needed of most texts found, because memory access
// elsewhere costs more than the rest.
type posting struct {
	rank uint32 // the first bits of the text's rank
	text uint32 // the text's number, shifted left by one; the lowest bit is 0 for a wide gram
}

func newPosting(rank uint64, text int32, wide bool) posting {
	p := posting{rank: uint32(rank >> 32), text: uint32(text) << 1}
	if wide {
		p.text |= 1
	}
	return p
}

func (p posting) textNumber() int32 { return int32(p.text >> 1) }

// isWide reports whether the text searches by this gram even if many texts have it.
func (p posting) isWide() bool { return p.text&1 == 1 }

// segment has postings sorted by gram, then by the order of their texts. The grams are apart from the rest: a batch
// looks for its grams in order, so it reads all of them, and most are of no other text.
type segment struct {
	grams []uint32
	list  []posting // the posting of each of grams
	fence []uint32  // index of the first posting for each value of the first bits
	shift uint8     // number of bits that are not first bits
}

func newSegment(n int) segment { return segment{grams: make([]uint32, n), list: make([]posting, n)} }

// mergedUp is the maximum ratio of sizes at which a segment is merged with the one before it; it keeps both
// segments and moves few.
const mergedUp = 4

// compare compares two postings of one gram.
func (p *postings) compare(x, y posting) int {
	switch {
	case x.rank != y.rank:
		return cmp.Compare(x.rank, y.rank)
	case x.textNumber() == y.textNumber():
		return 0
	case p.before(x.textNumber(), y.textNumber()):
		return -1
	}
	return 1
}

// add adds a segment without a fence. Its lists must not be used afterwards.
func (p *postings) add(s segment) {
	if len(s.list) == 0 {
		return
	}
	p.segments = append(p.segments, s)
	for n := len(p.segments); n > 1 && len(p.segments[n-2].list) <= mergedUp*len(p.segments[n-1].list); n-- {
		p.segments[n-2] = p.merge(&p.segments[n-2], &p.segments[n-1])
		p.segments[n-1] = segment{}
		p.segments = p.segments[:n-1]
	}
	p.segments[len(p.segments)-1].index()
}

// merge returns the postings of both segments, without a fence.
func (p *postings) merge(x, y *segment) segment {
	out := newSegment(len(x.list) + len(y.list))
	i, j, k := 0, 0, 0
	for ; i < len(x.list) && j < len(y.list); k++ {
		if g, h := x.grams[i], y.grams[j]; g < h || g == h && p.compare(x.list[i], y.list[j]) < 0 {
			out.grams[k], out.list[k] = g, x.list[i]
			i++
		} else {
			out.grams[k], out.list[k] = h, y.list[j]
			j++
		}
	}
	copy(out.grams[k:], x.grams[i:])
	copy(out.list[k:], x.list[i:])
	copy(out.grams[k:], y.grams[j:])
	copy(out.list[k:], y.list[j:])
	return out
}

// index builds the fence, with about one entry for four postings.
func (s *segment) index() {
	first := max(0, bits.Len(uint(len(s.list)))-2)
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

// postingsOf returns the postings of a gram in the segment, in order.
func (s *segment) postingsOf(gram uint32) []posting {
	f := uint64(gram) >> s.shift
	from, end := int(s.fence[f]), int(s.fence[f+1])
	in := s.grams[from:end]
	if len(in) > 16 { // when thousands of texts have one gram
		n := sort.Search(len(in), func(i int) bool { return in[i] >= gram })
		in, from = in[n:], from+n
	}
	for len(in) > 0 && in[0] < gram {
		in, from = in[1:], from+1
	}
	if len(in) == 0 || in[0] != gram {
		return nil
	}
	to := 1
	for to < len(in) && to < 16 && in[to] == gram {
		to++
	}
	if to == 16 { // thousands of similar texts may have it
		to += sort.Search(len(in)-to, func(i int) bool { return in[to+i] > gram })
	}
	return s.list[from : from+to]
}

// countTexts returns how many texts have a gram.
func (p *postings) countTexts(gram uint32) (n int) {
	for i := range p.segments {
		n += len(p.segments[i].postingsOf(gram))
	}
	return n
}

// each calls fn for every posting of a gram, in no particular order.
func (p *postings) each(gram uint32, fn func(posting)) {
	for i := range p.segments {
		for _, x := range p.segments[i].postingsOf(gram) {
			fn(x)
		}
	}
}

// appendFirst appends the first n postings of a gram, in order, and returns how many it has; for more than most it
// appends none.
func (p *postings) appendFirst(dst []posting, gram uint32, n, most int) ([]posting, int) {
	var room [8][]posting
	parts, count := room[:0], 0
	for i := range p.segments {
		if of := p.segments[i].postingsOf(gram); len(of) > 0 {
			count += len(of)
			parts = append(parts, of)
		}
	}
	if count > most {
		return dst, count
	}
	for ; n > 0 && len(parts) > 1; n-- {
		least := 0
		for i := range parts[1:] {
			if p.compare(parts[i+1][0], parts[least][0]) < 0 {
				least = i + 1
			}
		}
		dst = append(dst, parts[least][0])
		if parts[least] = parts[least][1:]; len(parts[least]) == 0 {
			parts = slices.Delete(parts, least, least+1)
		}
	}
	if len(parts) == 1 {
		dst = append(dst, parts[0][:min(n, len(parts[0]))]...)
	}
	return dst, count
}

// remove removes all postings of some texts. Its cost is proportional to the number of all postings.
func (p *postings) remove(gone map[int32]bool) {
	old := p.segments
	p.segments = nil
	for _, s := range old {
		n := 0
		for i, x := range s.list {
			if !gone[x.textNumber()] {
				s.grams[n], s.list[n] = s.grams[i], x
				n++
			}
		}
		s.grams, s.list = s.grams[:n], s.list[:n]
		if n > 0 {
			s.index()
			p.segments = append(p.segments, s)
		}
	}
}

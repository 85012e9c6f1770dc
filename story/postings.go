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
	gram uint32
	rank uint32 // the first bits of the text's rank
	text uint32 // the text's number, shifted left by one; the lowest bit is 0 for a wide gram
}

func newPosting(gram uint32, rank uint64, text int32, wide bool) posting {
	p := posting{gram: gram, rank: uint32(rank >> 32), text: uint32(text) << 1}
	if wide {
		p.text |= 1
	}
	return p
}

func (p posting) of() int32 { return int32(p.text >> 1) }

// wide reports whether the text searches by this gram even if many texts have it.
func (p posting) wide() bool { return p.text&1 == 1 }

// segment has postings sorted by gram, then by the order of their texts.
type segment struct {
	list  []posting
	fence []uint32 // index of the first posting for each value of the first bits
	shift uint8    // number of bits that are not first bits
}

// mergedUp is the maximum ratio of sizes at which a segment is merged with the one before it; it keeps both
// segments and moves few.
const mergedUp = 4

// order compares two postings of one gram.
func (p *postings) order(x, y posting) int {
	switch {
	case x.rank != y.rank:
		return cmp.Compare(x.rank, y.rank)
	case x.of() == y.of():
		return 0
	case p.before(x.of(), y.of()):
		return -1
	}
	return 1
}

// add adds postings sorted by gram and then in order. The slice must not be used afterwards.
func (p *postings) add(list []posting) {
	if len(list) == 0 {
		return
	}
	p.segments = append(p.segments, segment{list: list})
	for n := len(p.segments); n > 1 && len(p.segments[n-2].list) <= mergedUp*len(p.segments[n-1].list); n-- {
		p.segments[n-2] = segment{list: p.merge(p.segments[n-2].list, p.segments[n-1].list)}
		p.segments[n-1] = segment{}
		p.segments = p.segments[:n-1]
	}
	p.segments[len(p.segments)-1].index()
}

func (p *postings) merge(x, y []posting) []posting {
	out := make([]posting, len(x)+len(y))
	k := 0
	for len(x) > 0 && len(y) > 0 {
		if x[0].gram < y[0].gram || x[0].gram == y[0].gram && p.order(x[0], y[0]) < 0 {
			out[k], x = x[0], x[1:]
		} else {
			out[k], y = y[0], y[1:]
		}
		k++
	}
	copy(out[k:], x)
	copy(out[k:], y)
	return out
}

// index builds the fence, with about one entry for four postings.
func (s *segment) index() {
	first := max(0, bits.Len(uint(len(s.list)))-2)
	s.shift = uint8(32 - first)
	s.fence = make([]uint32, 1<<first+1)
	at := 0
	for f := range s.fence {
		for at < len(s.list) && uint64(s.list[at].gram)>>s.shift < uint64(f) {
			at++
		}
		s.fence[f] = uint32(at)
	}
}

// of returns the postings of a gram in the segment, in order.
func (s *segment) of(gram uint32) []posting {
	f := uint64(gram) >> s.shift
	in := s.list[s.fence[f]:s.fence[f+1]]
	if len(in) > 16 { // when thousands of texts have one gram
		in = in[sort.Search(len(in), func(i int) bool { return in[i].gram >= gram }):]
	}
	for len(in) > 0 && in[0].gram < gram {
		in = in[1:]
	}
	if len(in) == 0 || in[0].gram != gram {
		return nil
	}
	to := 1
	for to < len(in) && to < 16 && in[to].gram == gram {
		to++
	}
	if to == 16 { // thousands of similar texts may have it
		to += sort.Search(len(in)-to, func(i int) bool { return in[to+i].gram > gram })
	}
	return in[:to]
}

// count returns how many texts have a gram.
func (p *postings) count(gram uint32) (n int) {
	for i := range p.segments {
		n += len(p.segments[i].of(gram))
	}
	return n
}

// each calls fn for every posting of a gram, in no particular order.
func (p *postings) each(gram uint32, fn func(posting)) {
	for i := range p.segments {
		for _, x := range p.segments[i].of(gram) {
			fn(x)
		}
	}
}

// first appends the first n postings of a gram, in order, and returns how many it has; for more than most it
// appends none.
func (p *postings) first(dst []posting, gram uint32, n, most int) ([]posting, int) {
	var room [8][]posting
	parts, count := room[:0], 0
	for i := range p.segments {
		if of := p.segments[i].of(gram); len(of) > 0 {
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
			if p.order(parts[i+1][0], parts[least][0]) < 0 {
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
		s.list = slices.DeleteFunc(s.list, func(x posting) bool { return gone[x.of()] })
		if len(s.list) > 0 {
			s.index()
			p.segments = append(p.segments, s)
		}
	}
}

package story

import (
	"encoding/binary"
	"math"

	"cuttings/cutting"
)

// evidence is an alignment of two texts, encoded for memory and rows: varints without the texts' IDs, some 15
// bytes a passage. It does not include their relation, which changes with the archive. For most compared pairs
// nothing else is needed later.
type evidence string

const (
	keptSameHeadline = 1 << iota
	keptLikeHeadline
	keptOtherFacts
	keptOnePattern
)

func (al *alignment) encode() evidence {
	flags := uint64(0)
	if al.sameHeadline {
		flags |= keptSameHeadline
	}
	if al.likeHeadline {
		flags |= keptLikeHeadline
	}
	if al.otherFacts {
		flags |= keptOtherFacts
	}
	if al.onePattern {
		flags |= keptOnePattern
	}
	b := make([]byte, 0, 8+18*len(al.passages))
	b = binary.AppendUvarint(b, flags)
	b = binary.AppendUvarint(b, uint64(al.lenA))
	b = binary.AppendUvarint(b, uint64(al.lenB))
	for i := range al.passages {
		p := &al.passages[i]
		b = binary.AppendUvarint(b, uint64(p.a.from))
		b = binary.AppendUvarint(b, uint64(p.a.len()))
		b = binary.AppendVarint(b, int64(p.b.from-p.a.from))
		b = binary.AppendVarint(b, int64(p.b.len()-p.a.len()))
		// A passage has at least as many bytes as letters as a rule; fewer where one character is folded to
		// several letters.
		b = binary.AppendVarint(b, int64(p.A.Start-int(p.a.from)))
		b = binary.AppendUvarint(b, uint64(p.A.Len()))
		b = binary.AppendVarint(b, int64(p.B.Start-int(p.b.from)))
		b = binary.AppendVarint(b, int64(p.B.Len()-p.A.Len()))
		exact := uint64(1e4-math.Round(p.matchedShare*1e4)) << 1
		if p.isBounded {
			exact |= 1
		}
		b = binary.AppendUvarint(b, exact)
	}
	return evidence(b)
}

// decode returns the alignment of evidence of texts a and b; false for bytes that encode did not write.
func (e evidence) decode(a, b string) (al alignment, ok bool) {
	r := varints{rest: []byte(e), ok: true}
	flags := r.readNumber(keptSameHeadline | keptLikeHeadline | keptOtherFacts | keptOnePattern)
	al = alignment{a: a, b: b, lenA: r.readNumber(math.MaxInt32), lenB: r.readNumber(math.MaxInt32),
		sameHeadline: flags&keptSameHeadline != 0, likeHeadline: flags&keptLikeHeadline != 0,
		otherFacts: flags&keptOtherFacts != 0, onePattern: flags&keptOnePattern != 0}
	if r.ok && len(r.rest) > 0 {
		al.passages = make([]Passage, 0, 1+len(r.rest)/12)
	}
	for r.ok && len(r.rest) > 0 {
		var p Passage
		from := r.readNumber(al.lenA)
		p.a = interval{int32(from), int32(from + r.readNumber(al.lenA-from))}
		from += r.readSigned()
		p.b = interval{int32(from), int32(from + p.a.len() + r.readSigned())}
		start := int(p.a.from) + r.readSigned()
		p.A = cutting.Span{Start: start, End: start + r.readNumber(math.MaxInt32)}
		start = int(p.b.from) + r.readSigned()
		p.B = cutting.Span{Start: start, End: start + p.A.Len() + r.readSigned()}
		exact := r.readNumber(2e4 + 1)
		p.matchedShare, p.isBounded = float64(1e4-exact>>1)/1e4, exact&1 == 1
		r.ok = r.ok && p.b.from >= 0 && p.b.to >= p.b.from && int(p.b.to) <= al.lenB &&
			p.A.Start >= 0 && p.B.Start >= 0 && p.B.End >= p.B.Start
		al.passages = append(al.passages, p)
	}
	return al, r.ok
}

// varints reads numbers one after the other; ok is false from the first that cannot be read.
type varints struct {
	rest []byte
	ok   bool
}

// readNumber reads a number and checks that it is at most most.
func (v *varints) readNumber(most int) int {
	x, n := binary.Uvarint(v.rest)
	if v.ok = v.ok && n > 0 && x <= uint64(most); !v.ok {
		return 0
	}
	v.rest = v.rest[n:]
	return int(x)
}

// readSigned reads a signed number and checks that it is no larger than a text.
func (v *varints) readSigned() int {
	x, n := binary.Varint(v.rest)
	if v.ok = v.ok && n > 0 && x >= -math.MaxInt32 && x <= math.MaxInt32; !v.ok {
		return 0
	}
	v.rest = v.rest[n:]
	return int(x)
}

// Restored is a pair of texts from an earlier web.
type Restored struct {
	This, Other string // This is the later by rank
	First       bool   // This is the shorter
	// Kept is their evidence, in this package's own encoding.
	Kept    []byte
	Demoted uint8
}

// RestoredText is a text from an earlier web.
type RestoredText struct {
	Sketched
	Assembled bool
	// Bare reports that the pairs kept with the text are not known, because it is about to be removed.
	Bare bool
}

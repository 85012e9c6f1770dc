package story

import (
	"math"

	"cuttings/cutting"
)

// KeptPair is what two texts have in common in a form for keeping: not what they are to
// each other, which changes with the archive.
type KeptPair struct {
	Letters      [2]int `json:"letters"` // of the shorter text and of the longer
	SameHeadline bool   `json:"head,omitempty"`
	LikeHeadline bool   `json:"like,omitempty"` // one headline contains the other
	// Passages are, in letters and then in bytes, where each begins and ends in the shorter
	// text and in the longer; then how exact it is, in parts of 10,000, and 1 when it is
	// bounded by sentences.
	Passages [][10]int32 `json:"at,omitempty"`
}

func (al *alignment) keep() KeptPair {
	k := KeptPair{Letters: [2]int{al.lenA, al.lenB}, SameHeadline: al.sameHeadline,
		LikeHeadline: al.likeHeadline}
	for _, p := range al.passages {
		bounded := int32(0)
		if p.bounded {
			bounded = 1
		}
		k.Passages = append(k.Passages, [10]int32{p.a.from, p.a.to, p.b.from, p.b.to, int32(p.A.Start), int32(p.A.End),
			int32(p.B.Start), int32(p.B.End), int32(math.Round(p.exact * 1e4)), bounded})
	}
	return k
}

// alignment is what was kept as it was between texts a and b.
func (k *KeptPair) alignment(a, b string) *alignment {
	al := &alignment{a: a, b: b, lenA: k.Letters[0], lenB: k.Letters[1], sameHeadline: k.SameHeadline,
		likeHeadline: k.LikeHeadline}
	for _, x := range k.Passages {
		al.passages = append(al.passages, Passage{a: interval{x[0], x[1]}, b: interval{x[2], x[3]},
			A: cutting.Span{Start: int(x[4]), End: int(x[5])}, B: cutting.Span{Start: int(x[6]), End: int(x[7])},
			exact: float64(x[8]) / 1e4, bounded: x[9] == 1})
	}
	return al
}

// Restored is a pair of texts as an earlier web had it.
type Restored struct {
	This, Other string // This is the later by rank
	First       bool   // This is the shorter
	Kept        KeptPair
	Demoted     uint8
}

// RestoredText is a text as an earlier web had it.
type RestoredText struct {
	Sketched
	Assembled bool
}

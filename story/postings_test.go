package story

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// manyPostings makes postings of texts that hold grams of their own, few in common, and one
// that all hold.
func manyPostings(texts, each int) (p postings, of map[uint32][]int32) {
	r := rand.New(rand.NewPCG(1, 2))
	p, of = postings{before: func(a, b int32) bool { return a < b }}, map[uint32][]int32{}
	var list []posting
	for t := range int32(texts) {
		own := []uint32{1 << 31}
		for range each {
			own = append(own, r.Uint32(), uint32(r.IntN(texts))<<8)
		}
		slices.Sort(own)
		for _, gram := range slices.Compact(own) {
			list, of[gram] = append(list, posting{gram, t}), append(of[gram], t)
		}
		if len(list) > 4096 || int(t) == texts-1 {
			p.add(list)
			list = nil
		}
	}
	return p, of
}

func TestLookUp(t *testing.T) {
	p, of := manyPostings(3000, 8)
	for gram, want := range of {
		got, n := p.first(nil, gram, 5, len(want))
		if n != len(want) || p.count(gram) != n || !slices.Equal(got, want[:min(5, n)]) {
			t.Fatalf("gram %d: %d texts, first %v; want %d, %v", gram, n, got, len(want), want[:min(5, len(want))])
		}
		if _, there := of[gram+1]; !there && p.count(gram+1) > 0 {
			t.Fatalf("gram %d is in no text and found in %d", gram+1, p.count(gram+1))
		}
	}
}

func BenchmarkLookUp(b *testing.B) {
	p, _ := manyPostings(60_000, 20)
	r := rand.New(rand.NewPCG(3, 4))
	n := 0
	for b.Loop() {
		n += p.count(r.Uint32())
	}
}

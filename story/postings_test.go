package story

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// manyPostings returns postings of texts that have grams of their own, few in common, and one that all have;
// rank gives the order of texts.
func manyPostings(texts, each int, rank func(int32) uint64) (p postings, of map[uint32][]int32) {
	r := rand.New(rand.NewPCG(1, 2))
	before := func(a, b int32) bool { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) < 0 }
	p, of = postings{before: before}, map[uint32][]int32{}
	type pair struct {
		gram uint32
		posting
	}
	var list []pair
	for t := range int32(texts) {
		own := []uint32{1 << 31}
		for range each {
			own = append(own, r.Uint32(), uint32(r.IntN(texts))<<8)
		}
		slices.Sort(own)
		for i, gram := range slices.Compact(own) {
			list, of[gram] = append(list, pair{gram, newPosting(rank(t), t, i == 0)}), append(of[gram], t)
		}
		if len(list) > 4096 || int(t) == texts-1 {
			slices.SortFunc(list, func(x, y pair) int {
				return cmp.Or(cmp.Compare(x.gram, y.gram), p.compare(x.posting, y.posting))
			})
			s := newSegment(len(list))
			for i, x := range list {
				s.grams[i], s.list[i] = x.gram, x.posting
			}
			p.add(s)
			list = nil
		}
	}
	for _, list := range of {
		slices.SortFunc(list, func(x, y int32) int {
			if before(x, y) {
				return -1
			}
			return 1
		})
	}
	return p, of
}

func TestLookUp(t *testing.T) {
	for name, rank := range map[string]func(int32) uint64{
		"ranks apart":       func(t int32) uint64 { return mix(uint64(t)) },
		"ranks begin alike": func(t int32) uint64 { return mix(uint64(t)) >> 32 },
		"one rank":          func(int32) uint64 { return 7 },
	} {
		t.Run(name, func(t *testing.T) {
			p, of := manyPostings(3000, 8, rank)
			for gram, want := range of {
				list, n := p.appendFirst(nil, gram, 5, len(want))
				var got []int32
				for _, x := range list {
					got = append(got, x.textNumber())
				}
				if n != len(want) || p.countTexts(gram) != n || !slices.Equal(got, want[:min(5, n)]) {
					t.Fatalf("gram %d: %d texts, first %v; want %d, %v", gram, n, got, len(want),
						want[:min(5, len(want))])
				}
				if list, n = p.appendFirst(nil, gram, 5, len(want)-1); len(list) > 0 || n != len(want) {
					t.Fatalf("gram %d has %d texts, more than asked for, and gives %v", gram, n, list)
				}
				if _, there := of[gram+1]; !there && p.countTexts(gram+1) > 0 {
					t.Fatalf("gram %d is in no text and found in %d", gram+1, p.countTexts(gram+1))
				}
			}
			if len(p.segments) > 4 {
				t.Errorf("%d segments, want few to look into", len(p.segments))
			}
		})
	}
}

func BenchmarkLookUp(b *testing.B) {
	p, _ := manyPostings(60_000, 20, func(t int32) uint64 { return mix(uint64(t)) })
	r := rand.New(rand.NewPCG(3, 4))
	n := 0
	for b.Loop() {
		n += p.countTexts(r.Uint32())
	}
}

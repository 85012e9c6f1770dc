package tagger

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSums checks that lanes add up what adding byte by byte gives, for few and many tags
// and features, the largest weights among them.
func TestSums(t *testing.T) {
	for _, tags := range []int{1, 3, 8, 9, 13, 16, 17, 40, maxTags} {
		t.Run(fmt.Sprint(tags), func(t *testing.T) {
			r := rand.New(rand.NewPCG(uint64(tags), 1))
			m := &Model{stride: tags, mask: 1<<6 - 1}
			rows := make([]int8, (int(m.mask)+1)*tags)
			for i := range rows {
				rows[i] = []int8{-127, 127, int8(r.IntN(255) - 127)}[r.IntN(3)]
			}
			m.setRows(rows)
			if !slices.Equal(m.rows(), rows) {
				t.Fatal("the weights are others")
			}
			for _, n := range []int{0, 1, 60, mostAtOnce, 3*mostAtOnce + 5} {
				fs, want := make(Features, n), make([]int32, tags)
				for i := range fs {
					if fs[i] = r.Uint64(); i > 0 && r.IntN(2) == 0 {
						fs[i] = fs[0]
					}
					for k := range want {
						want[k] += int32(rows[int(fs[i]&m.mask)*tags+k])
					}
				}
				got := make([]int32, tags)
				if m.sum(fs, got); !slices.Equal(got, want) {
					t.Errorf("%d features: %v, want %v", n, got, want)
				}
			}
		})
	}
}

// BenchmarkLabel labels sentences with a model as large as that of names.
func BenchmarkLabel(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	m := &Model{Tags: make([]string, 13), stride: 13, mask: 1<<20 - 1, scale: 1, trans: make([]float32, 14*14),
		allowed: make([][]bool, 14)}
	for i := range m.allowed {
		m.allowed[i] = slices.Repeat([]bool{true, i%2 == 0}, 7)
	}
	rows := make([]int8, (int(m.mask)+1)*m.stride)
	for i := range rows {
		rows[i] = int8(r.IntN(255) - 127)
	}
	m.setRows(rows)
	tokens := make([]Features, 25)
	for i := range tokens {
		for range 40 {
			tokens[i] = append(tokens[i], uint64(r.ExpFloat64()*2000))
		}
	}
	d := m.NewDecoder()
	for b.Loop() {
		d.Label(tokens)
	}
}

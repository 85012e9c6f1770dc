package boost

import (
	"math/rand/v2"
	"testing"
)

// auctions are groups of two rows: one with a known quality, one without a forest and with value
// 0.5; the better one is to be chosen.
func auctions(n int, seed uint64) Choices {
	r := rand.New(rand.NewPCG(seed, 3))
	d := Choices{Names: [][]string{{"quality", "noise"}}}
	for g := range n {
		for k := range 3 {
			x, y, kind := []float32{r.Float32(), r.Float32()}, float32(0.5), -1
			if k > 0 {
				y, kind = x[0], 0
			}
			d.Kind, d.X, d.Y = append(d.Kind, kind), append(d.X, x), append(d.Y, y)
			d.Weight, d.Group = append(d.Weight, 1), append(d.Group, int32(g))
		}
	}
	return d
}

func TestWhatIsChosenIsWorthMost(t *testing.T) {
	o := testOptions
	o.Trees = 120
	f := auctions(1500, 1).Prepare().Train(o)[0]
	seen := auctions(300, 2)
	got, most := float32(0), float32(0)
	for lo := 0; lo < len(seen.X); lo += 3 {
		best, top, score := float32(0), float32(0), float32(-100)
		for i := lo; i < lo+3; i++ {
			s := float32(0)
			if seen.Kind[i] == 0 {
				s = f.Score(seen.X[i])
			}
			if s > score {
				score, best = s, seen.Y[i]
			}
			top = max(top, seen.Y[i])
		}
		got, most = got+best, most+top
	}
	if got < 0.97*most {
		t.Errorf("chosen rows are worth %.1f of %.1f", got, most)
	}
}

func TestGroupsWithoutWorthTeachNothing(t *testing.T) {
	d := auctions(50, 1)
	clear(d.Y)
	f := d.Prepare().Train(testOptions)[0]
	for _, x := range d.X[:20] {
		if s := f.Score(x); s != 0 {
			t.Fatalf("score %v", s)
		}
	}
}

func TestChoicesAreFittedTheSameTwice(t *testing.T) {
	o := testOptions
	o.Rows, o.Columns = 0.7, 0.5
	a, b := auctions(100, 1).Prepare().Train(o)[0], auctions(100, 1).Prepare().Train(o)[0]
	if a.String() != b.String() {
		t.Error("two fits of the same data differ")
	}
}

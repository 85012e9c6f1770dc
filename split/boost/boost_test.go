package boost

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// xor is a function that one weight per feature cannot represent.
func xor(n int) Data {
	r := rand.New(rand.NewPCG(7, 7))
	d := Data{Names: []string{"a", "b", "noise"}}
	for range n {
		a, b := r.Float32(), r.Float32()
		y := float32(0)
		if (a > 0.5) != (b > 0.5) {
			y = 1
		}
		d.X = append(d.X, []float32{a, b, r.Float32()})
		d.Y = append(d.Y, y)
	}
	return d
}

var testOptions = Options{Trees: 60, Leaves: 8, Rate: 0.2, MinLeaf: 1, L2: 1, Columns: 1, Rows: 1, Seed: 1}

func TestLearnsAnInteraction(t *testing.T) {
	f := Train(xor(2000), testOptions)
	wrong := 0
	seen := xor(2000)
	for i, x := range seen.X[:300] {
		if (f.Score(x) > 0) != (seen.Y[i] > 0.5) {
			wrong++
		}
	}
	if wrong > 15 {
		t.Errorf("%d of 300 wrong", wrong)
	}
}

func TestWrittenAndReadForestScoresTheSame(t *testing.T) {
	d := xor(500)
	f := Train(d, testOptions)
	g, err := Parse("# weights\n\n" + f.String())
	if err != nil {
		t.Fatal(err)
	}
	if g.Trees() != f.Trees() || strings.Join(g.Features, " ") != "a b noise" {
		t.Fatalf("read %d trees over %v", g.Trees(), g.Features)
	}
	differ := 0
	for _, x := range d.X {
		if d := f.Score(x) - g.Score(x); d > 0.05 || d < -0.05 {
			differ++
		}
	}
	if differ > 2 { // rounding to four digits may move a value on a cut
		t.Errorf("%d of 500 scores differ", differ)
	}
}

func TestManyRowsAreAnsweredAsEachIs(t *testing.T) {
	d := xor(203)
	f := Train(d, testOptions)
	got := make([]float32, len(d.X))
	f.Scores(d.X, got)
	for i, x := range d.X {
		if want := f.Score(x); got[i] != want {
			t.Fatalf("row %d scores %v, alone %v", i, got[i], want)
		}
	}
	d.X[5], d.X[150] = nil, nil
	got = make([]float32, len(d.X))
	f.Probabilities(d.X, got)
	for i, x := range d.X {
		want := float32(0)
		if x != nil {
			s := f.Base
			for k, r := range f.roots {
				s += f.leafValue(r, x)
				if k >= len(f.roots)/5 && k%4 == 0 && (s < -decisiveScore || s > decisiveScore) {
					break
				}
			}
			want = Probability(s)
		}
		if got[i] != want {
			t.Fatalf("row %d: %v, alone %v", i, got[i], want)
		}
	}
}

func TestChoosesWithinGroups(t *testing.T) {
	// In every group the row with the larger first feature is right, whatever its absolute value.
	r := rand.New(rand.NewPCG(3, 3))
	d := Data{Names: []string{"lead", "level"}}
	for k := range 400 {
		level := r.Float32() * 10
		for j := range 3 {
			lead, y := r.Float32()*0.4, float32(0)
			if j == k%3 {
				lead, y = 0.6+r.Float32()*0.4, 1
			}
			d.X = append(d.X, []float32{lead, level})
			d.Y = append(d.Y, y)
			d.Group = append(d.Group, int32(k))
		}
	}
	f := Train(d, testOptions)
	right := 0
	for k := 0; k < len(d.X); k += 3 {
		best := k
		for i := k; i < k+3; i++ {
			if f.Score(d.X[i]) > f.Score(d.X[best]) {
				best = i
			}
		}
		if d.Y[best] == 1 {
			right++
		}
	}
	if right < 390 {
		t.Errorf("right in %d of 400 groups", right)
	}
}

func TestParseRefusesBrokenForests(t *testing.T) {
	cases := map[string]string{
		"unknown word":      "wood 1\n",
		"unknown feature":   "feature a\nbase 0\ntree\nif b 1 1\nleaf 1\nleaf 2\n",
		"backward split":    "feature a\ntree\nif a 1 0\n",
		"outside its tree":  "feature a\ntree\nif a 1 1\nleaf 1\ntree\nleaf 3\n",
		"leaf before tree":  "leaf 1\n",
		"empty tree":        "tree\ntree\nleaf 1\n",
		"threshold no word": "feature a\ntree\nif a x 1\nleaf 1\nleaf 2\n",
	}
	for name, text := range cases {
		if _, err := Parse(text); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestAverageScoresTheMean(t *testing.T) {
	d := xor(300)
	a, o := Train(d, testOptions), testOptions
	o.Seed, o.Rows, o.Trees = 2, 0.5, 20
	b := Train(d, o)
	f := Average(a, b)
	if f.Trees() != a.Trees()+b.Trees() {
		t.Fatalf("%d trees of %d and %d", f.Trees(), a.Trees(), b.Trees())
	}
	for _, x := range d.X {
		want := (a.Score(x) + b.Score(x)) / 2
		if got := f.Score(x); got-want > 1e-4 || want-got > 1e-4 {
			t.Fatalf("%g, want %g", got, want)
		}
	}
}

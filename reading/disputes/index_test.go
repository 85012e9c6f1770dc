package disputes

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"cuttings/cutting"
	"cuttings/reading/statements"
)

// randomClaims returns the claims of an invented text: few speakers, and some rare words.
func randomClaims(r *rand.Rand, id string, speakers, words int) ([]Claim, []Fact) {
	name := func() string { return fmt.Sprint("PER:n", r.IntN(speakers)) }
	date := time.Date(2031, 1, 1+r.IntN(150), 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	if r.IntN(8) == 0 {
		date = date[:len("2031-01")]
	}
	var claims []Claim
	for i := range r.IntN(5) {
		kinds := []statements.Kind{statements.Says, statements.Accuses, statements.Denies, statements.Doubts}
		c := Claim{Text: id, Date: date, Statement: i, Kind: kinds[r.IntN(len(kinds))], Speaker: name(),
			Span: cutting.Span{Start: 10 * i, End: 10*i + 5}, About: []string{name(), name()}, Within: -1,
			Back: r.IntN(6) == 0}
		for range 2 + r.IntN(5) {
			c.Words = append(c.Words, fmt.Sprint("w", min(r.IntN(words), r.IntN(words))))
		}
		slices.Sort(c.Words)
		c.Words = slices.Compact(c.Words)
		slices.Sort(c.About)
		claims = append(claims, c)
	}
	var facts []Fact
	for i := range r.IntN(3) {
		f := Fact{Text: id, Date: date, Figure: i, Question: []string{"dead", "born", "turnout"}[r.IntN(3)],
			Value: fmt.Sprint(r.IntN(4)), Names: []string{name()}, About: name(), Sentence: r.IntN(2),
			Words: []string{"bridge", "storm"}, Span: cutting.Span{Start: 100 + i, End: 101 + i}}
		facts = append(facts, f)
	}
	return claims, facts
}

// TestStepByStep checks that an index to which texts were added and removed in any order has the disputes that
// Find returns for the remaining ones, and reports when they changed.
func TestStepByStep(t *testing.T) {
	found := 0
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 3))
		x := NewIndex()
		said := map[string]bool{}
		claims, facts := map[string][]Claim{}, map[string][]Fact{}
		var before []Dispute
		for step := range 120 {
			id := fmt.Sprint("t", r.IntN(30))
			if said[id] && r.IntN(4) == 0 {
				delete(claims, id)
				delete(facts, id)
				x.Put(id, nil, nil)
			} else {
				said[id] = true
				claims[id], facts[id] = randomClaims(r, id, 4, 30)
				x.Put(id, claims[id], facts[id])
			}
			if r.IntN(3) > 0 {
				continue
			}
			var all []Claim
			var allFacts []Fact
			for _, id := range r.Perm(30) {
				all = append(all, claims[fmt.Sprint("t", id)]...)
				allFacts = append(allFacts, facts[fmt.Sprint("t", id)]...)
			}
			want := Find(all, allFacts)
			changed := x.Update()
			got := x.Disputes()
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d, step %d:\ngot  %v\nwant %v", seed, step, got, want)
			}
			if !changed && !slices.Equal(got, before) {
				t.Fatalf("seed %d, step %d: a change was not told", seed, step)
			}
			before, found = got, found+len(got)
		}
	}
	if found == 0 {
		t.Error("no dispute in any of them: nothing was tested")
	}
}

// BenchmarkPut adds one text at a time to many.
func BenchmarkPut(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			r := rand.New(rand.NewPCG(1, 2))
			x := NewIndex()
			for i := range n {
				id := fmt.Sprint("t", i)
				claims, facts := randomClaims(r, id, n/20, n/5)
				x.Put(id, claims, facts)
			}
			begin := time.Now()
			x.Update()
			all := time.Since(begin).Seconds()
			i := n
			for b.Loop() {
				id := fmt.Sprint("t", i)
				claims, facts := randomClaims(r, id, n/20, n/5)
				x.Put(id, claims, facts)
				x.Update()
				i++
			}
			b.ReportMetric(all, "s-all")
		})
	}
}

package story

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// press makes texts of sentences of a small vocabulary: reports, their copies with
// changes, teasers, roundups, all over footers that grow common as the archive grows.
func press(n int, seed uint64) []*Text {
	r := rand.New(rand.NewPCG(seed, 5))
	word := func() string {
		var b strings.Builder
		for range 2 + r.IntN(3) {
			b.WriteString([]string{"ka", "ro", "mel", "tan", "vi", "dor", "esh", "lu"}[r.IntN(8)])
		}
		return b.String()
	}
	sentence := func() string {
		ws := make([]string, 9+r.IntN(9))
		for i := range ws {
			ws[i] = word()
		}
		return strings.Join(ws, " ") + "."
	}
	footers := []string{sentence() + " " + sentence(), sentence() + " " + sentence() + " " + sentence()}
	var reports [][]string
	var out []*Text
	for i := range n {
		var body []string
		switch k := r.IntN(10); {
		case k < 4 || len(reports) < 3:
			for range 5 + r.IntN(8) {
				body = append(body, sentence())
			}
			reports = append(reports, body)
		case k < 7: // a copy: some left out, some new
			for _, s := range reports[r.IntN(min(len(reports), 6))] {
				if r.IntN(9) > 0 {
					body = append(body, s)
				}
				if r.IntN(12) == 0 {
					body = append(body, sentence())
				}
			}
		case k < 8: // a teaser
			body = reports[r.IntN(len(reports))][:1]
		default: // a roundup
			for range 2 + r.IntN(4) {
				body = append(body, reports[r.IntN(len(reports))][:2]...)
			}
		}
		if r.IntN(2) == 0 {
			body = append(slices.Clone(body), footers[r.IntN(2)])
		}
		out = append(out, NewText(fmt.Sprintf("%04d", r.IntN(10000)*1000+i), sentence(), strings.Join(body, "\n\n")))
	}
	return out
}

func webOf(texts []*Text) *Web {
	byID := map[string]*Text{}
	for _, t := range texts {
		byID[t.ID] = t
	}
	return NewWeb(func(id string) (*Text, error) { return byID[id], nil })
}

func sketched(texts []*Text) []Sketched {
	var out []Sketched
	for _, t := range texts {
		out = append(out, Sketched{t.ID, t.Sketch()})
	}
	return out
}

// edgesOf lists every pair that was compared, related or not.
func edgesOf(w *Web) (out []string) {
	for i := range w.nodes {
		for k, e := range w.nodes[i].edges {
			if (e.hi == int32(i)) != (k < w.nodes[i].own) {
				panic("a text's own pairs are not in front")
			}
			if e.hi == int32(i) {
				kind := Kind("nothing")
				if e.relation != nil {
					kind = e.relation.Kind
				}
				out = append(out, fmt.Sprint(w.nodes[e.hi].id, " ", w.nodes[e.lo].id, " ", kind, " ", e.demoted))
			}
		}
	}
	slices.Sort(out)
	return out
}

// The web is the same however texts come: in any order, one by one or all at once, with
// others that went again.
func TestWebDependsOnTextsAlone(t *testing.T) {
	for seed := range uint64(3) {
		texts := press(70, seed)
		all := webOf(texts)
		if _, err := all.Update(sketched(texts), nil); err != nil {
			t.Fatal(err)
		}
		want, edges := all.Grouping(), edgesOf(all)
		if seed == 0 && (len(want.Stories) < 4 || len(want.Assembled) < 3) {
			t.Fatalf("%d stories, %d assembled texts: too few to tell", len(want.Stories), len(want.Assembled))
		}
		r := rand.New(rand.NewPCG(seed, 9))
		others := press(84, seed)[70:] // of the same reports and footers
		for round := range 4 {
			shuffled := slices.Clone(texts)
			r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
			w := webOf(slices.Concat(texts, others))
			told := map[string]bool{}
			knots := map[string]Knot{}
			step := func(add, gone []*Text) {
				changed, err := w.Update(sketched(add), sketched(gone))
				if err != nil {
					t.Fatal(err)
				}
				for _, id := range changed {
					told[id] = true
					knots[id] = w.Knot(id)
				}
			}
			if round%2 == 1 {
				step(others, nil)
			}
			for rest := shuffled; len(rest) > 0; {
				n := min(len(rest), 1+r.IntN([]int{1, 3, 40, 200}[round]))
				step(rest[:n], nil)
				rest = rest[n:]
			}
			if round%2 == 1 {
				step(nil, others)
			}
			if d := cmp.Diff(edges, edgesOf(w)); d != "" {
				t.Fatalf("seed %d, round %d: other pairs:\n%s", seed, round, d)
			}
			if d := cmp.Diff(want, w.Grouping(), unexported); d != "" {
				t.Fatalf("seed %d, round %d: another grouping:\n%s", seed, round, d)
			}
			for _, x := range texts { // whoever followed what was told has it right
				if d := cmp.Diff(w.Knot(x.ID), knots[x.ID], unexported); d != "" && len(w.Knot(x.ID).Relations) > 0 {
					t.Fatalf("seed %d, round %d: what was told of %s:\n%s", seed, round, x.ID, d)
				}
			}
		}
	}
}

func TestSketchBytes(t *testing.T) {
	s := NewText("a", "", text(report...)).Sketch()
	back, ok := ReadSketch(s.Bytes())
	if !ok || !slices.Equal(s, back) {
		t.Errorf("a sketch of %d grams came back as %d", len(s), len(back))
	}
	for _, bad := range [][]byte{{0x80}, {1}, {1, 0, 0, 0}, {0xff, 0xff, 0xff, 0xff, 0x7f, 0}} {
		if _, ok := ReadSketch(bad); ok {
			t.Errorf("%v is read", bad)
		}
	}
}

// Limits grow with the archive: what was decided under those of a smaller one is decided
// again, however the texts came, and when the archive shrinks.
func TestWebAcrossLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("compares thousands of texts")
	}
	texts := press(smallArchive+600, 11)
	slices.SortStableFunc(texts, func(x, y *Text) int { return strings.Compare(x.ID, y.ID) })
	texts = slices.CompactFunc(texts, func(x, y *Text) bool { return x.ID == y.ID })
	all := webOf(texts)
	if _, err := all.Update(sketched(texts), nil); err != nil {
		t.Fatal(err)
	}
	want, edges := all.Grouping(), edgesOf(all)
	w := webOf(texts)
	r := rand.New(rand.NewPCG(1, 2))
	shuffled := slices.Clone(texts)
	r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	for chunk := range slices.Chunk(shuffled, 900) {
		if _, err := w.Update(sketched(chunk), nil); err != nil {
			t.Fatal(err)
		}
	}
	check := func(how string, want Grouping, edges []string, got *Web) {
		t.Helper()
		if d := cmp.Diff(edges, edgesOf(got)); d != "" {
			t.Fatalf("%s: other pairs:\n%s", how, d[:min(len(d), 2000)])
		}
		if d := cmp.Diff(want, got.Grouping(), unexported); d != "" {
			t.Fatalf("%s: another grouping:\n%s", how, d[:min(len(d), 2000)])
		}
	}
	check("in steps", want, edges, w)
	// Restored from what is kept, it goes on alike; so does one that shrinks below the limit.
	var kept []RestoredText
	var pairs []Restored
	for _, x := range texts {
		kept = append(kept, RestoredText{Sketched: Sketched{x.ID, x.Sketch()}, Assembled: w.Knot(x.ID).Assembled})
		pairs = append(pairs, w.Pairs(x.ID)...)
	}
	back := webOf(texts)
	back.Restore(kept, pairs)
	check("restored", want, edges, back)
	few := webOf(texts)
	if _, err := few.Update(sketched(shuffled[600:]), nil); err != nil {
		t.Fatal(err)
	}
	for name, x := range map[string]*Web{"shrunk": w, "restored and shrunk": back} {
		if _, err := x.Update(nil, sketched(shuffled[:600])); err != nil {
			t.Fatal(err)
		}
		check(name, few.Grouping(), edgesOf(few), x)
	}
}

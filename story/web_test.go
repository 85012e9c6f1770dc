package story

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
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
		case k < 5: // a verbatim copy under another headline
			body = reports[r.IntN(min(len(reports), 6))]
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

// edgesOf returns every pair that was compared, related or not.
func edgesOf(w *Web) (out []string) {
	for i := range w.nodes {
		for at, k := range w.nodes[i].pairs {
			p := w.pairs.at(k)
			if (p.hi == int32(i)) != (at < int(w.brief[i].ownPairs)) {
				panic("a text's own pairs are not in front")
			}
			if p.hi == int32(i) {
				kind := kindCodes[p.kind]
				if kind == None {
					kind = "nothing"
				}
				out = append(out, fmt.Sprint(w.nodes[p.hi].id, " ", w.nodes[p.lo].id, " ", kind, " ", p.demoted))
			}
		}
	}
	slices.Sort(out)
	return out
}

// The web is the same however texts are added: in any order, one by one or all at once, with others that went
// again.
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
			reported := map[string]bool{}
			knots := map[string]TextRelations{}
			step := func(add, gone []*Text) {
				changed, err := w.Update(sketched(add), sketched(gone))
				if err != nil {
					t.Fatal(err)
				}
				for _, id := range changed {
					reported[id] = true
					knots[id] = w.Relations(id, 99)
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
			for _, x := range texts { // applying all updates gives the right state
				now := w.Relations(x.ID, 99)
				if d := cmp.Diff(now, knots[x.ID], unexported); d != "" && len(now.Relations) > 0 {
					t.Fatalf("seed %d, round %d: what was reported of %s:\n%s", seed, round, x.ID, d)
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

// Limits grow with the archive: what was decided with those of a smaller one is decided again, however the
// texts were added, and when the archive shrinks.
func TestWebAcrossLimits(t *testing.T) {
	if testing.Short() {
		t.Skip("compares thousands of texts")
	}
	// Groups are larger than the number of leaders, and each has many texts with one sketch.
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
		if gotEdges := edgesOf(got); !slices.Equal(edges, gotEdges) {
			d := cmp.Diff(edges, gotEdges)
			t.Fatalf("%s: other pairs:\n%s", how, d[:min(len(d), 2000)])
		}
		// cmp takes a hundred times as long over thousands of texts: it is asked for what differs alone.
		if grouping := got.Grouping(); !reflect.DeepEqual(want, grouping) {
			if d := cmp.Diff(want, grouping, unexported); d != "" {
				t.Fatalf("%s: another grouping:\n%s", how, d[:min(len(d), 2000)])
			}
		}
	}
	check("in steps", want, edges, w)
	// A restored web continues in the same way; so does one that shrinks below the limit.
	var kept []RestoredText
	var pairs []Restored
	for _, x := range texts {
		kept = append(kept, RestoredText{Sketched: Sketched{x.ID, x.Sketch()},
			Assembled: w.Relations(x.ID, 99).Assembled})
		pairs = append(pairs, w.Pairs(x.ID)...)
	}
	back := webOf(texts)
	if !back.Restore(kept, pairs) {
		t.Fatal("what is kept cannot be read")
	}
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

// mosaic makes texts of a few sentences each of a small pool, with some letters wrong: every sentence is in
// more texts than there are leaders, and two texts share few of its grams.
func mosaic(n int, seed uint64) (out []*Text) {
	r := rand.New(rand.NewPCG(seed, 6))
	letters := func(n int) string {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte('a' + r.IntN(26))
		}
		return string(b)
	}
	pool := make([]string, 2+r.IntN(6))
	length := 15 + r.IntN(40)
	for i := range pool {
		pool[i] = letters(length + r.IntN(30))
	}
	sentences, wrongIn, wrong := 1+r.IntN(4), 10+r.IntN(60), 1+r.IntN(6)
	for i := range n {
		var body []byte
		for range 1 + r.IntN(sentences) {
			body = append(body, pool[r.IntN(len(pool))]+"\n"...)
		}
		for range len(body) * r.IntN(wrong) / wrongIn {
			body[r.IntN(len(body))] = byte('a' + r.IntN(26))
		}
		out = append(out, NewText(fmt.Sprintf("%04d", r.IntN(10000)*1000+i), "", string(body)))
	}
	return out
}

// Groups larger than the number of leaders, in which texts are added and removed one by one: the leaders
// change, and so do the pairs compared.
func TestWebOfLargeGroups(t *testing.T) {
	for seed := range uint64(24) {
		texts := mosaic(110, seed)
		w := webOf(texts)
		check := func(of []*Text) {
			t.Helper()
			all := webOf(of)
			if _, err := all.Update(sketched(of), nil); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(edgesOf(all), edgesOf(w)); d != "" {
				t.Fatalf("seed %d: other pairs:\n%s", seed, d[:min(len(d), 2000)])
			}
			if d := cmp.Diff(all.Grouping(), w.Grouping(), unexported); d != "" {
				t.Fatalf("seed %d: another grouping:\n%s", seed, d[:min(len(d), 2000)])
			}
		}
		r := rand.New(rand.NewPCG(seed, 3))
		order := slices.Clone(texts)
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, x := range order {
			if _, err := w.Update(sketched([]*Text{x}), nil); err != nil {
				t.Fatal(err)
			}
		}
		check(texts)
		for _, x := range texts[96:] {
			if _, err := w.Update(nil, sketched([]*Text{x})); err != nil {
				t.Fatal(err)
			}
		}
		check(texts[:96])
	}
}

// Of many texts with one body the first by rank represents all: each other is compared only with it, and they
// are one story.
func TestOneBodyManyHeadlines(t *testing.T) {
	var texts []*Text
	for i := range 60 {
		texts = append(texts, NewText(fmt.Sprintf("t%02d", i), fmt.Sprintf("Headline %d", i), text(report...)))
	}
	texts = append(texts, NewText("other", "Another", text(slices.Concat(report[:4], other[:1])...)))
	w := webOf(texts)
	if _, err := w.Update(sketched(texts), nil); err != nil {
		t.Fatal(err)
	}
	if n := len(edgesOf(w)); n > 60+maxPartners {
		t.Errorf("%d pairs were compared, want about one to a text", n)
	}
	if g := w.Grouping(); len(g.Stories) != 1 || len(g.Stories[0]) != len(texts) {
		t.Errorf("stories %v, want one of all", g.Stories)
	}
}

// The encoded evidence of a pair is decoded unchanged, and anything else is rejected.
func TestEvidence(t *testing.T) {
	const river = "東京の川は夜に増水した。"
	pairs := map[string][2]*Text{
		"copies": {NewText("a", "One headline of some length", text(report...)),
			NewText("b", "x", text(report[1:]...))},
		"nothing":        {NewText("a", "", text(report...)), NewText("b", "", text(other...))},
		"many to a byte": {NewText("a", "", strings.Repeat(river, 9)), NewText("b", "", "ﷺ"+strings.Repeat(river, 8))},
	}
	for name, p := range pairs {
		t.Run(name, func(t *testing.T) {
			want := alignTexts(p[0], p[1])
			kept := want.encode()
			got, ok := kept.decode(want.a, want.b)
			d := cmp.Diff(*want, got, cmp.AllowUnexported(alignment{}, Passage{}, interval{}), cmpopts.EquateEmpty())
			if !ok || d != "" {
				t.Errorf("read %v:\n%s", ok, d)
			}
			for n := range len(kept) - 1 {
				_, whole := kept[:n].decode("", "")
				_, more := (kept + "\x01").decode("", "")
				if whole && n < 3 || more {
					t.Errorf("the first %d of %d bytes are read: %v; with one more: %v", n, len(kept), whole, more)
				}
			}
		})
	}
	if _, ok := evidence("\x00\x05\x05\x04\x09\x00\x00\x00\x01\x00\x00\x00").decode("", ""); ok {
		t.Error("a passage beyond its text is read")
	}
}

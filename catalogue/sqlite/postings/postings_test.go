package postings

import (
	"math/rand/v2"
	"slices"
	"testing"

	index_api "github.com/blevesearch/bleve_index_api"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
)

// TestBits compares sets of bits with sets of numbers.
func TestBits(t *testing.T) {
	const n = 200
	r := rand.New(rand.NewPCG(1, 2))
	random := func() (Bits, map[uint32]bool) {
		b, m := NewBits(n), map[uint32]bool{}
		for range r.IntN(n) {
			i := uint32(r.IntN(n))
			b.Set(i)
			m[i] = true
		}
		return b, m
	}
	for name, op := range map[string]struct {
		do   func(a, b Bits)
		want func(a, b bool) bool
	}{
		"and":     {Bits.And, func(a, b bool) bool { return a && b }},
		"and not": {Bits.AndNot, func(a, b bool) bool { return a && !b }},
		"or":      {Bits.Or, func(a, b bool) bool { return a || b }},
	} {
		for range 20 {
			a, inA := random()
			b, inB := random()
			before := a.Clone()
			op.do(a, b)
			var want []uint32
			for i := range uint32(n) {
				if op.want(inA[i], inB[i]) {
					want = append(want, i)
				}
				if before.Has(i) != inA[i] {
					t.Fatalf("%s changed a copy", name)
				}
			}
			var got []uint32
			a.Each(func(i uint32) { got = append(got, i) })
			if !slices.Equal(got, want) || a.Count() != len(want) || a.Empty() != (len(want) == 0) {
				t.Fatalf("%s: %v, want %v", name, got, want)
			}
			if len(got) > 0 {
				if a.Clear(got[0]); a.Has(got[0]) || a.Count() != len(want)-1 {
					t.Fatalf("%s: %d is still there", name, got[0])
				}
			}
		}
	}
}

// TestDocument: every worded field is there with its terms in place, those of stages
// too; headline and text share one field of positions.
func TestDocument(t *testing.T) {
	fields, err := field.Standard().With(field.Field{Name: "mood", Type: field.Text, Analyser: field.Names, Many: true,
		Example: "mood:calm", Help: []field.Line{{Example: "mood:calm", Finds: "of this mood"}}})
	if err != nil {
		t.Fatal(err)
	}
	s := catalogue.Sighting{Headline: "Dam leaks", Text: "The dam leaks.", Tags: []string{"Water", "Café"},
		Section: "World"}
	d := NewDocument(7, &s, entries.Extra{"mood": {"Calm sea"}}, fields)
	d.AddIDField()
	got := map[string][]string{}
	d.VisitFields(func(f index_api.Field) {
		for term, tf := range f.AnalyzedTokenFrequencies() {
			if f.Name() == fieldAll && term == "dam" {
				if tf.Frequency() != 2 || len(tf.Locations) != 2 || tf.Locations[1].Position != words.TextBase+1 {
					t.Errorf("dam is there %d times, at %+v", tf.Frequency(), tf.Locations)
				}
			}
			if f.Name() != "_id" {
				got[f.Name()] = append(got[f.Name()], term)
			} else if EditionOf([]byte(term)) != 7 || term != d.ID() {
				t.Errorf("the document is called %q", term)
			}
		}
		slices.Sort(got[f.Name()])
	})
	for name, want := range map[string][]string{fieldAll: {"dam", "leaks", "the"}, fieldTitle: {"dam", "leaks"},
		"tag": {"cafe", "water"}, "section": {"world"}, "mood": {"calm", "sea"}} {
		if !slices.Equal(got[name], want) {
			t.Errorf("field %s has %q, want %q", name, got[name], want)
		}
	}
	if EditionOf([]byte("x")) != -1 {
		t.Error("a foreign name is an edition")
	}
}

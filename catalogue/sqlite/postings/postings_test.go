package postings

import (
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	index_api "github.com/blevesearch/bleve_index_api"
	"github.com/blevesearch/zapx/v16"

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
	other := entries.OtherOf(&s, []entries.Version{{Headline: s.Headline, Text: "The dam leaks.\n\nIt was known."},
		{Headline: "Dam is sound", Text: s.Text}})
	d := NewDocument(7, &s, &other, entries.Extra{"mood": {"Calm sea"}}, fields)
	d.AddIDField()
	got := map[string][]string{}
	d.VisitFields(func(f index_api.Field) {
		for term, tf := range f.AnalyzedTokenFrequencies() {
			if f.Name() == fieldAll && term == "dam" {
				if tf.Frequency() != 2 || len(tf.Locations) != 1 || tf.Locations[0].Position != 0 ||
					!slices.Equal(tf.Locations[0].ArrayPositions, []uint64{words.TextBase + 1}) {
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
		"tag": {"cafe", "water"}, "section": {"world"}, "mood": {"calm", "sea"},
		fieldOtherTitle: {"dam", "is", "sound"}, fieldOtherText: {"it", "known", "was"}} {
		if !slices.Equal(got[name], want) {
			t.Errorf("field %s has %q, want %q", name, got[name], want)
		}
	}
	if EditionOf([]byte("x")) != -1 {
		t.Error("a foreign name is an edition")
	}
}

// TestPositionsOfTerms: what a segment gives for the terms of a long text are their positions in it.
func TestPositionsOfTerms(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var text strings.Builder
	for text.Len() < 300_000 {
		text.WriteString([]string{"dam", "river", "keeper", "港", "w" + strconv.Itoa(r.IntN(3000))}[r.IntN(5)])
		text.WriteString([]string{" ", " ", ", ", "\n\n"}[r.IntN(4)])
	}
	s := catalogue.Sighting{Headline: "The river and the dam", Text: text.String()}
	want := map[string][]uint32{}
	for _, tok := range words.Text(words.Head(nil, s.Headline), s.Text) {
		want[tok.Term] = append(want[tok.Term], tok.Pos)
	}
	d := NewDocument(7, &s, &entries.Other{}, nil, field.Standard())
	d.AddIDField()
	seg, _, err := (&zap.ZapPlugin{}).New([]index_api.Document{d})
	if err != nil {
		t.Fatal(err)
	}
	defer seg.Close()
	dict, err := seg.Dictionary(fieldAll)
	if err != nil {
		t.Fatal(err)
	}
	if dict.Cardinality() != len(want) {
		t.Errorf("%d terms, want %d", dict.Cardinality(), len(want))
	}
	for term, at := range want {
		list, err := dict.PostingsList([]byte(term), nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		post, err := list.Iterator(true, true, true, nil).Next()
		if err != nil || post == nil {
			t.Fatalf("%q is not found: %v", term, err)
		}
		if got := positions(nil, post); !slices.Equal(got, at) || int(post.Frequency()) != len(at) {
			t.Errorf("%q is there %d times, at %d places, want %d", term, post.Frequency(), len(got), len(at))
		}
	}
}

// TestMemoryOfADocument: a long text takes few times its bytes until Bleve has it.
func TestMemoryOfADocument(t *testing.T) {
	s := catalogue.Sighting{Text: strings.Repeat("The river rose in the night and the keepers were called. ", 40_000)}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	d := NewDocument(7, &s, &entries.Other{}, nil, field.Standard())
	runtime.ReadMemStats(&after)
	if got := float64(after.TotalAlloc-before.TotalAlloc) / float64(len(s.Text)); got > 14 {
		t.Errorf("made with %.1f bytes a byte, want at most 14", got)
	}
	runtime.KeepAlive(d)
}

package tagger

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// model returns a model trained to label words that follow "Minister" or end in "vik", with names of two words
// as B L.
func model() *Model {
	feats := func(words ...string) (out []Features) {
		before := ""
		for _, w := range words {
			out = append(out, Features{Combine(1, Hash(w)), Combine(2, Hash(before)),
				Combine(3, Hash(w[max(0, len(w)-3):]))})
			before = w
		}
		return out
	}
	var ex []Example
	for range 5 {
		ex = append(ex,
			Example{Tokens: feats("Minister", "Oren", "Vask", "left"), Tags: []int{0, 1, 2, 0}},
			Example{Tokens: feats("in", "Lensvik", "today"), Tags: []int{0, 3, 0}},
			Example{Tokens: feats("in", "Porvik", "nobody"), Tags: []int{0, 3, 0}},
			Example{Tokens: feats("nobody", "left", "today"), Tags: []int{0, 0, 0}})
	}
	return Train(ex, Options{
		Tags: []string{"O", "B", "L", "U"}, Bits: 10, Epochs: 5, Seed: 1, Runs: 2,
		Allowed: func(a, b string) bool { return (a == "B") == (b == "L") },
	})
}

func label(m *Model, words ...string) []int {
	var fs []Features
	before := ""
	for _, w := range words {
		fs = append(fs, Features{Combine(1, Hash(w)), Combine(2, Hash(before)),
			Combine(3, Hash(w[max(0, len(w)-3):]))})
		before = w
	}
	return append([]int(nil), m.NewDecoder().Label(fs)...)
}

func TestLearnsWhatCarriesOver(t *testing.T) {
	m := model()
	if d := cmp.Diff([]int{0, 3, 0}, label(m, "in", "Ostvik", "today")); d != "" {
		t.Errorf("a word with a known ending (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]int{0, 1, 2, 0}, label(m, "Minister", "Oren", "Vask", "left")); d != "" {
		t.Errorf("what it was taught (-want +got):\n%s", d)
	}
	if got := label(m); len(got) != 0 {
		t.Errorf("no tokens give %v", got)
	}
}

func TestTrainingIsRepeatable(t *testing.T) {
	var a, b bytes.Buffer
	if err := errors.Join(model().Write(&a), model().Write(&b)); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same examples give another model")
	}
}

// What only one domain does is not learned for the others: there "left" is a name.
func TestDomainsAreLearnedSeparately(t *testing.T) {
	word := func(w string) []Features { return []Features{{Combine(1, Hash(w))}} }
	train := func(domain uint64) *Model {
		var ex []Example
		for i := range 30 {
			odd := Example{Tokens: word("left"), Tags: []int{1}}
			if i%3 == 0 {
				odd.Tags[0] = 0
			} else {
				odd.Domain = domain
			}
			ex = append(ex, odd, Example{Tokens: word("Velm"), Tags: []int{1}, Domain: domain})
		}
		return Train(ex, Options{Tags: []string{"O", "U"}, Bits: 8, Epochs: 8, Seed: 1,
			Allowed: func(string, string) bool { return true }})
	}
	if got := train(0).NewDecoder().Label(word("left"))[0]; got != 1 {
		t.Errorf("without domains the more frequent tag is %d, want 1", got)
	}
	m := train(7)
	if got := m.NewDecoder().Label(word("left"))[0]; got != 0 {
		t.Errorf("with a domain tag %d, want that of the texts outside it, 0", got)
	}
	if got := m.NewDecoder().Label(word("Velm"))[0]; got != 1 {
		t.Errorf("what nothing speaks against has tag %d, want 1", got)
	}
}

func TestWriteRead(t *testing.T) {
	var b bytes.Buffer
	m := model()
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	back, err := Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(m, back, cmp.AllowUnexported(Model{})); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if _, err := Read(bytes.NewReader(b.Bytes()[:b.Len()/2])); err == nil {
		t.Error("half a model is read without an error")
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := model().Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(magic))
	f.Fuzz(func(t *testing.T, data []byte) {
		if m, err := Read(bytes.NewReader(data)); err == nil && len(m.Tags) == 0 {
			t.Error("a model without tags is taken")
		}
	})
}

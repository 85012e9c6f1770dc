package story

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
)

// The cache has room for few texts, and yet each is folded once, though copies were added far from each other, or
// hardly more often, though all share most of their text with the same few.
func TestFewTextsAreCachedAndNoneFoldedOften(t *testing.T) {
	const groups, copies = 150, 4
	for _, c := range []struct {
		name   string
		shared string
		most   int
	}{
		{"copies", "", groups * copies},
		{"most of each text in all", groupText(groups), groups * copies * 5 / 4},
	} {
		texts := map[string]*Text{}
		var add []Sketched
		letters := 0
		for k := range copies {
			for g := range groups {
				id, text := fmt.Sprintf("%d-%d", g, k), groupText(g)
				if c.shared != "" {
					text = groupText((k+1)*(groups+1) + g)[:500] + c.shared
				}
				texts[id] = NewText(id, "", text)
				add = append(add, Sketched{ID: id, Sketch: texts[id].Sketch()})
				letters += texts[id].Len()
			}
		}
		if letters < 4*cachedLetters {
			t.Fatalf("%s: %d letters fit into the cache", c.name, letters)
		}
		var mu sync.Mutex
		reads := 0
		w := NewWeb(func(id string) (*Text, error) {
			mu.Lock()
			defer mu.Unlock()
			reads++
			return texts[id], nil
		})
		if _, err := w.Update(add, nil); err != nil {
			t.Fatal(err)
		}
		if reads < groups*copies/2 || reads > c.most {
			t.Errorf("%s: %d texts were read %d times, want at most %d", c.name, len(texts), reads, c.most)
		}
	}
}

func TestCacheForgetsWhatIsNotUsed(t *testing.T) {
	reads := 0
	w := NewWeb(func(id string) (*Text, error) {
		reads++
		return NewText(id, "", groupText(reads)), nil
	})
	var c textCache
	const texts = 500
	most := 0
	for i := range texts {
		for _, id := range []string{"used", fmt.Sprint(i)} {
			if _, err := c.get(w, id); err != nil {
				t.Fatal(err)
			}
		}
		held := 0
		for _, m := range []map[string]*cachedText{c.recent, c.older} {
			for _, t := range m {
				held += t.text.Len()
			}
		}
		most = max(most, held)
	}
	if reads != texts+1 {
		t.Errorf("%d reads: the text in use was forgotten", reads)
	}
	if limit := 2*cachedLetters + 20_000; most > limit {
		t.Errorf("%d letters were held, want at most %d", most, limit)
	}
}

// groupText returns a text of several thousand letters that no other number gives.
func groupText(n int) string {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	var b strings.Builder
	for range 600 {
		fmt.Fprintf(&b, "%x. ", r.Uint32())
	}
	return b.String()
}

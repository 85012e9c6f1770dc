package editor

import (
	"strconv"
	"strings"
	"testing"

	"cuttings/cutting"
)

// TestPlaces: an item whose place was changed has that place, whichever others had it before.
func TestPlaces(t *testing.T) {
	for _, c := range []struct{ at, want string }{
		{"1 2 3 4", "a b c d"},
		{"1 2 1 4", "c a b d"}, // before the item that had the place
		{"3 2 3 4", "b c a d"}, // behind it
		{"1 2 3 1", "d a b c"},
		{"2 2 3 1", "d a b c"}, // two places are given
		{"3 1 2 4", "b c a d"},
		{"1 2 1 1", "c d a b"}, // one place for two: in their old order
		{"1 2 3 1.5", "a d b c"},
		{"2,5 2 3 4", "b a c d"},
		{"9 2 3 4", "b c d a"},
		{"1 2 -1e300 4", "c a b d"},
		{"out 2 3 1", "d b c"},
		{"out 2 3 2", "b d c"},
	} {
		var f digestForm
		for i, at := range strings.Fields(c.at) {
			it := formItem{At: at, Out: at == "out"}
			it.DigestItem = cutting.DigestItem{Headline: string(rune('a' + i))}
			f.Items = append(f.Items, it)
		}
		items, from, ok := f.placed()
		var got []string
		for k, it := range items {
			got = append(got, it.Headline)
			if f.Items[from[k]].Headline != it.Headline {
				t.Errorf("%s: item %s is said to be number %s of the form", c.at, it.Headline, strconv.Itoa(from[k]))
			}
		}
		if s := strings.Join(got, " "); !ok || s != c.want {
			t.Errorf("places %s: %s (%v), want %s", c.at, s, ok, c.want)
		}
	}
}

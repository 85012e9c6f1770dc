package sqlite

import (
	"bytes"
	"testing"
)

// IDs are put in order by their first eight bytes and, where these are equal, as a whole.
func TestOrderOfIDs(t *testing.T) {
	ids := []string{"", "a", "a\x00", "abcdefg", "abcdefgh", "abcdefgh\x00", "abcdefgha", "abcdefghb", "abcdefgz", "b",
		"\xff\xff\xff\xff\xff\xff\xff\xff", "zzzzzzzzzzzzzzzz"}
	var c columns
	for _, id := range ids {
		c.ids, c.idHead = append(c.ids, id...), append(c.idHead, headOf(id))
		c.idEnd = append(c.idEnd, uint32(len(c.ids)))
	}
	for i := range ids {
		for k := range ids {
			a, b := uint32(i), uint32(k)
			if got, want := c.idBefore(a, b), bytes.Compare(c.id(a), c.id(b)) < 0; got != want {
				t.Errorf("idBefore of %q and %q: %t, want %t", ids[i], ids[k], got, want)
			}
		}
	}
}

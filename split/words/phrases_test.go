package words

import "testing"

func TestPhrases(t *testing.T) {
	entries := foldAll(readTables("marks")["mark"])
	p := newPhrases(entries)
	for _, e := range entries {
		if !has(p, e) || !has(p, []byte(e)) {
			t.Errorf("%q is not found in its own set", e)
		}
	}
	for _, s := range []string{"", "the harbour of velm", "read more lamps", "rEad more", string(make([]byte, 400))} {
		if has(p, s) {
			t.Errorf("%q is found in a set that has it not", s)
		}
	}
}

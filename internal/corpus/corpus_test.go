package corpus

import (
	"bytes"
	"testing"
)

func TestPagesRepeatAndDiffer(t *testing.T) {
	a1, p1 := Page(4)
	a2, p2 := Page(4)
	if a1 != a2 || !bytes.Equal(p1, p2) {
		t.Error("the same number gave two pages")
	}
	if a3, p3 := Page(5); a3 == a1 || bytes.Equal(p1, p3) {
		t.Error("two numbers gave one page")
	}
	if n := len(p1); n < 40_000 || n > 90_000 {
		t.Errorf("a page has %d bytes; real ones have some 60 KB", n)
	}
}

package chars_test

import (
	"testing"

	"cuttings/page/internal/chars"
)

func TestCut(t *testing.T) {
	for _, tt := range []struct {
		s    string
		n    int
		want string
	}{
		{"harbour", 9, "harbour"}, {"harbour", 7, "harbour"}, {"harbour", 4, "harb"}, {"", 0, ""},
		{"fähre", 2, "f"}, {"fähre", 3, "fä"}, {"بندر", 3, "ب"}, {"بندر", 1, ""},
	} {
		if got := chars.Cut(tt.s, tt.n); got != tt.want {
			t.Errorf("the first %d bytes of %q: %q, want %q", tt.n, tt.s, got, tt.want)
		}
	}
}

func TestOneLine(t *testing.T) {
	for s, want := range map[string]string{
		"": "", " pier ": "pier", "old pier": "old pier", "old  pier": "old pier", "old\r\n\tpier": "old pier",
		"old\x00pier\x7f": "old pier", "بندر\u00a0قدیم": "بندر\u00a0قدیم",
	} {
		if got := chars.OneLine(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestCaseOfASCII(t *testing.T) {
	for _, tt := range []struct {
		s, lower string
		index    int
		equal    bool
	}{
		{"SCRIPT", "script", 0, true}, {"</ScRiPt>", "script", 2, false}, {"scrip", "script", -1, false},
		{"Ä", "ä", -1, false}, {"@", "`", -1, false}, {"", "", 0, true},
	} {
		if got := chars.IndexFold(tt.s, tt.lower); got != tt.index {
			t.Errorf("%q in %q: %d, want %d", tt.lower, tt.s, got, tt.index)
		}
		if got := chars.EqualLower(tt.s, tt.lower); got != tt.equal {
			t.Errorf("%q equals %q: %v", tt.s, tt.lower, got)
		}
	}
	var a chars.Arena
	for s, want := range map[string]string{"HREF": "href", "href": "href", "fÄhre": "fÄhre", "": ""} {
		if got := a.Lower(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

func TestIsASCII(t *testing.T) {
	for s, want := range map[string]bool{
		"": true, "pier": true, "a pier of nine": true, "fähre": false, "a pier of wöod": false, "eight...\x80": false,
	} {
		if got := chars.IsASCII([]byte(s)); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

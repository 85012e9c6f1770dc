package library

import (
	"testing"
	"unicode/utf8"
)

// FuzzVisible: bytes shown as text have no control characters except line breaks and tabs, and are valid UTF-8.
func FuzzVisible(f *testing.F) {
	f.Add([]byte("<p>a\x00b\xff\r\n\x1b[31m</p>"))
	f.Add([]byte("موج\xd9"))
	f.Fuzz(func(t *testing.T, b []byte) {
		got := escapeInvisible(b)
		if !utf8.ValidString(got) {
			t.Fatalf("%q is not valid UTF-8", got)
		}
		for _, r := range got {
			if r < 0x20 && r != '\n' && r != '\t' || r == 0x7f {
				t.Fatalf("%q holds the control character %U", got, r)
			}
		}
	})
}

// FuzzRange: a range that is read is within the capture.
func FuzzRange(f *testing.F) {
	f.Add("0-5", int64(10))
	f.Add("-1-5", int64(3))
	f.Fuzz(func(t *testing.T, raw string, size int64) {
		r, err := ParseRange(raw, size)
		if err == nil && (r.Start < 0 || r.End < r.Start || r.End > size) {
			t.Fatalf("%q of %d bytes is %v", raw, size, r)
		}
	})
}

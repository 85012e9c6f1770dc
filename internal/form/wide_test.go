package form

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"
)

// TestWideShortTexts detects short texts in UTF-16 without a byte order mark, with signs and
// letters of several blocks of one script.
func TestWideShortTexts(t *testing.T) {
	for _, text := range []string{
		"<p>Bürgermeister café naïve – “Zitat” Łódź", "<p>Совет города — «Вельм», 2019", "<p>شورای شهر ولم، ۲۰۱۹",
	} {
		var le, be []byte
		for _, u := range utf16.Encode([]rune(text)) {
			le, be = binary.LittleEndian.AppendUint16(le, u), binary.BigEndian.AppendUint16(be, u)
		}
		if got := Wide(le, ""); got != UTF16LE {
			t.Errorf("%q, little end first: %q", text, got)
		}
		if got := Wide(be, ""); got != UTF16BE {
			t.Errorf("%q, big end first: %q", text, got)
		}
	}
}

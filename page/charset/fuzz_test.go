package charset_test

import (
	"strings"
	"testing"

	"cuttings/page/charset"
	"cuttings/page/html"
)

// FuzzDecode checks that offsets map back to the right bytes, in any charset.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{"abc", "\xef\xbb\xbfabc", "\xff\xfea\x00\x3d\xd8\x00\xdd", "\xfe\xff\x00a\xd8",
		"a\xffb\xc3", "\x82\xa0\x82\xa2", "\x1b$B$3$s\x1b(B", "\xcf\xf0\xe8", "\x81\x30\x81\x30\xa1\xa1",
		"<b>\xed\xe5\xec\xf9 \xea\xec\xee</b> (12) \xef\xe5\xf9\xe0\xf8\n\xed\xe5\xe9",
		"\xef\xbb\xbf\xcf\xf0\xe8\xe2\xe5\xf2"} {
		for _, c := range []string{"", "utf-8", "windows-1251", "shift_jis", "gbk", "big5", "euc-kr", "euc-jp",
			"iso-2022-jp", "utf-16le"} {
			f.Add([]byte(s), c)
		}
	}
	f.Fuzz(func(t *testing.T, content []byte, label string) {
		d := charset.Decode(content, label, html.Declared)
		if strings.ToValidUTF8(d.Text, "") != d.Text {
			t.Fatalf("not valid UTF-8: %q", d.Text)
		}
		turned := strings.Contains(strings.Join(d.Faults, ""), "visual order")
		at := int64(0)
		for i := range d.Text {
			o := d.Offsets.Original(i)
			if o < at || o > int64(len(content)) {
				t.Fatalf("%s: character at %d of %q comes from %d after %d, content has %d", d.Charset, i, d.Text, o,
					at, len(content))
			}
			if c := d.Text[i]; c < 0x80 && d.Charset != "iso-2022-jp" && o < int64(len(content)) && content[o] != c &&
				!strings.HasPrefix(d.Charset, "utf-16") && d.Charset != "shift_jis" && !turned {
				t.Fatalf("%s: ASCII %q at %d comes from byte %#x", d.Charset, c, i, content[o])
			}
			at = o
		}
		if d.Text != "" {
			if end := d.Offsets.Original(len(d.Text)); end < at || end > int64(len(content)) {
				t.Fatalf("%s: the end comes from %d of %d", d.Charset, end, len(content))
			}
		}
	})
}

package foreign

import (
	"strings"
	"testing"
)

// TestEUCTW compares with what another decoder of the charset gives, GNU's.
func TestEUCTW(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"text", "\xe0\xab\xd9\xad\xc9\xfd\xd1\xd3\xdf\xe6\xc4\xa1\xcf\xd0\xc6\xfc\xa1\xa2\xc6\xa1\xf9\xb1" +
			"\xce\xfb\xe0\xae",
			"港務局星期一表示，北邊的渡"},
		{"ends of runs", "\xc4\xa1\xd3\xa2\xd3\xa3\xd7\xd2\xd7\xd3\xd7\xd4\xeb\xcf\xeb\xd0\xeb\xd1\xef\xdb\xef\xdc",
			"一羿耐耆耄耘鉸銬銀鋪鋤"},
		{"the second plane", "\x8e\xa2\xa1\xa1\x8e\xa2\xa1\xaa\x8e\xa2\xf2\xc4", "乂囗龘"},
		{"the first plane by its number", "\x8e\xa1\xc4\xa1", "一"},
		{"a further plane", "\x8e\xa3\xa1\xa1a", "\uFFFDa"},
		{"ASCII", "Harbour 3\\", "Harbour 3\\"},
		{"cut within a character", "\xc4\xa1\xc4", "一\uFFFD"},
		{"cut within a long one", "\x8e\xa2\xa1", "\uFFFD㊣"},
		{"no character, ASCII after it", "\xc4<p>", "\uFFFD<p>"},
		{"no character", "\xff\x80a", "\uFFFD\uFFFDa"},
	} {
		got, err := EUCTW.NewDecoder().String(tt.in)
		if err != nil || got != tt.want {
			t.Errorf("%s: %q, %v, want %q", tt.name, got, err, tt.want)
		}
		long := strings.Repeat(tt.in+" ", 3000)
		if got, err := EUCTW.NewDecoder().String(long); err != nil || got != strings.Repeat(tt.want+" ", 3000) {
			t.Errorf("%s, repeated: not the same", tt.name)
		}
	}
}

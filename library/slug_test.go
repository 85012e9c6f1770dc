package library

import "testing"

// TestSlug: accented letters are base letters in IDs, which end with a word.
func TestSlug(t *testing.T) {
	cases := []struct{ name, title, want string }{
		{"plain", "The tide walls of Velmoor", "the-tide-walls-of-velmoor"},
		{"accents", "García López affair", "garcia-lopez-affair"},
		{"a letter and a mark", "Garci\u0301a", "garcia"},
		{"letters Unicode does not decompose", "Søren Łódź Straße Ævar", "soren-lodz-strasse-aevar"},
		{"Vietnamese", "Nguyễn Văn Hùng", "nguyen-van-hung"},
		{"other script and Latin", "Дело Smith", "smith"},
		{"cut at a word", "The long inquiry into the walls and Fernwald", "the-long-inquiry-into-the-walls-and"},
		{"exactly as long as it may be", "aaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaa bb",
			"aaaaaaaaaaaaaaaaaaa-aaaaaaaaaaaaaaaaaaaa"},
		{"one long word", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
			"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := slug(c.title); got != c.want {
				t.Errorf("slug(%q) is %q, want %q", c.title, got, c.want)
			}
		})
	}
	if got := slug("日本"); len(got) < 8 || got[0] != 't' {
		t.Errorf("without Latin letters: %q", got)
	}
}

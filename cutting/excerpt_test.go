package cutting

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestOneLine(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"nothing":                  {"", ""},
		"blanks alone":             {" \n\n ", ""},
		"two sentences":            {"One.\n\nTwo.", "One. Two."},
		"a heading":                {"What was found\n\nThree cracks.", "What was found / Three cracks."},
		"a heading with a colon":   {"What was found:\n\nThree cracks.", "What was found: Three cracks."},
		"a question":               {"What was found?\n\nThree cracks.", "What was found? Three cracks."},
		"items of a list":          {"Bread\n\nSalt\n\nOil", "Bread / Salt / Oil"},
		"a quotation that ended":   {"“It holds.”\n\nSo he said.", "“It holds.” So he said."},
		"a quotation as a heading": {"“It holds”\n\nSo he said.", "“It holds” / So he said."},
		"a figure":                 {"Up by 5 %\n\nPrices rose.", "Up by 5 % / Prices rose."},
		"a line broken within":     {"The keepers\nof the dam", "The keepers of the dam"},
		"Chinese":                  {"标题\n\n第一句。\n\n第二句。", "标题 / 第一句。 第二句。"},
		"Persian":                  {"عنوان\n\nآیا ترک دارد؟\n\nبله.", "عنوان / آیا ترک دارد؟ بله."},
		"Hindi":                    {"पहला वाक्य।\n\nदूसरा", "पहला वाक्य। दूसरा"},
	} {
		if got := OneLine(tt.text); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("word, ", 100)
	for in, want := range map[string]string{
		"":                                  "",
		"Short.":                            "Short.",
		"A heading\n\nShort.":               "A heading / Short.",
		strings.Repeat("a", 300):            strings.Repeat("a", 300),
		strings.Repeat("a", 301):            strings.Repeat("a", 299) + "…",
		strings.Repeat("港", 301):            strings.Repeat("港", 299) + "…",
		strings.Repeat("港", 298) + "\n\nab": strings.Repeat("港", 298) + "…",
		long:                                strings.TrimSuffix(long[:300], ", ") + "…",
	} {
		if got := Excerpt(in, 300); got != want {
			t.Errorf("excerpt of %.20q… is %q, want %q", in, got, want)
		}
	}
}

func FuzzExcerpt(f *testing.F) {
	f.Add("One\n\ntwo three", 5)
	f.Fuzz(func(t *testing.T, text string, n int) {
		if n < 1 || n > 1000 || !utf8.ValidString(text) {
			t.Skip()
		}
		whole, got := OneLine(text), Excerpt(text, n)
		if k := utf8.RuneCountInString(got); k > n {
			t.Fatalf("%d characters, at most %d", k, n)
		}
		if rest := strings.TrimSuffix(got, "…"); !strings.HasPrefix(whole, got) && !strings.HasPrefix(whole, rest) {
			t.Fatalf("%q is not the beginning of %q", got, whole)
		}
		if again := Shorten(whole, n); again != got {
			t.Fatalf("%q, from all of it %q", got, again)
		}
	})
}

// TestPlainExcerpt: what is published has no sign that the source has not.
func TestPlainExcerpt(t *testing.T) {
	if got := PlainExcerpt("Menu\n\nWelcome\n\nThe wall of the dam", 16); got != "Menu Welcome…" {
		t.Errorf("%q", got)
	}
}

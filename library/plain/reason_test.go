package plain_test

import (
	"testing"

	"cuttings/library/plain"
)

// Why a page was read so has words in place of a share.
func TestReason(t *testing.T) {
	for s, want := range map[string]string{
		"a list of 4 items accounts best for the page (100 %)": "a list of 4 items accounts best for the page; " +
			"no other way to read it comes near",
		"running text of 9 words (80 %)": "running text of 9 words; it can be read otherwise, less well",
		"running text of 9 words (51 %)": "running text of 9 words; it can be read otherwise nearly as well",
		"a feed with 3 entries":          "a feed with 3 entries",
		"":                               "",
	} {
		if got := plain.Reason(s); got != want {
			t.Errorf("%q: %q, want %q", s, got, want)
		}
	}
}

// A word for a shell has nothing that the shell would replace, and no marks where none are needed.
func TestShellQuoted(t *testing.T) {
	for s, want := range map[string]string{
		"Ada Fern": `"Ada Fern"`, "D'Ell": `"D'Ell"`, "Fern": "Fern", "Осванн": "Осванн", "-dam": `"-dam"`, "": `""`,
		"/press/our dam": `"/press/our dam"`, "title:ban": "title:ban", "crack*": `"crack*"`,
		`"hairline fissures"`: `'"hairline fissures"'`, `"keepers' ban"~3`: `'"keepers'\'' ban"~3'`,
		`a"b$c\d`: `'a"b$c\d'`, "`id`": "'`id`'", "Stop!": "'Stop!'",
	} {
		if got := plain.ShellQuoted(s); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
}

// A headline that has quotation marks is quoted without doubling them.
func TestQuoted(t *testing.T) {
	for s, want := range map[string]string{
		"Half a ban":                  "“Half a ban”",
		"“A river does not emigrate”": "“A river does not emigrate”",
		"“A river”: an interview":     "“‘A river’: an interview”",
		`The "ban" is "off"`:          "“The ‘ban’ is ‘off’”",
		"“A”, “B”":                    "“‘A’, ‘B’”",
		"":                            "“”",
	} {
		if got := plain.Quoted(s); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
}

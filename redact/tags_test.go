package redact

import (
	"testing"

	"cuttings/cutting"
)

// TestWithinTags: a name that a hashtag or handle joins with other words is black in small letters too, with its
// ending; short surnames within a word, words, and addresses of e-mail stay.
func TestWithinTags(t *testing.T) {
	const b = Bar
	for name, c := range map[string]struct{ person, in, want string }{
		"small letters": {"Mirel Osvanne", "Mirel Osvanne #freeosvanne", b + " #free" + b},
		"within":        {"Mirel Osvanne", "Mirel Osvanne #freeosvannenow", b + " #free" + b + "now"},
		"handle":        {"Mirel Osvanne", "Mirel Osvanne (@freeosvanne)", b + " (@free" + b + ")"},
		"in full":       {"Mirel Osvanne", "#savemirelosvanne2011", "#save" + b + "2011"},
		"capitals":      {"Mirel Osvanne", "Mirel Osvanne #FREEOSVANNE", b + " #FREE" + b},
		"alone in text": {"Mirel Osvanne", "#freeosvanne", "#freeosvanne"},
		"surname only":  {"Osvanne", "#freeosvanne", "#free" + b},
		"accents":       {"Ada Brüllnik", "Ada Brüllnik #hilfefürbrüllnik", b + " #hilfefür" + b},
		"Russian":       {"Орин Ставельдов", "Орин Ставельдов #свободуставельдову", b + " #свободу" + b},
		"Greek":         {"Ορίν Σταβέλδος", "Ορίν Σταβέλδος #γιατονσταβέλδο", b + " #γιατον" + b},
		"short, end": {"Ada Velmo", "Ada Velmo #freevelmo #velmofree #freevelmonow",
			b + " #free" + b + " #" + b + "free #freevelmonow"},
		"too short":     {"Ada Velm", "Ada Velm #freevelmen", b + " #freevelmen"},
		"a common word": {"Ada Walker", "Ada Walker #walkersclub #freewalker", b + " #walkersclub #free" + b},
		"no tag":        {"Mirel Osvanne", "Mirel Osvanne freeosvanne", b + " freeosvanne"},
		"surname first": {"Velnagy Anna", "Velnagy Anna #szabadvelnagy", b + " #szabad" + b},
	} {
		if got := New([]cutting.Redaction{{Name: c.person}}).Text(c.in); got != c.want {
			t.Errorf("%s: %q\n gives %q\n want  %q", name, c.in, got, c.want)
		}
	}
}

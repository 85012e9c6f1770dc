package redact

import (
	"testing"

	"cuttings/cutting"
)

// TestBetweenLetters: a name is black whatever a text does between its letters: a break of the
// line, blanks for emphasis, words written together or apart.
func TestBetweenLetters(t *testing.T) {
	const b = Bar
	const tobias, karim = "Tobias van den Oeverquist", "عبد الرحمن القنطوري"
	cases := []struct{ name, person, in, want string }{
		{"hyphen at the end of a line", tobias, "Tobias van den Oever-\nquist came", b + " came"},
		{"with blanks and a return", tobias, "Tobias van den Oever- \r\n   quist came", b + " came"},
		{"the line joined again", tobias, "Tobias van den Oever- quist came", b + " came"},
		{"soft hyphen at the end of a line", tobias, "Tobias van den Oever\u00ad\nquist came", b + " came"},
		{"another hyphen", tobias, "Tobias van den Oever\u2010\nquist, Oever¬\nquist", b + ", " + b},
		{"a part", tobias, "Tobias van den Oeverquist came, said Oever-\nquist", b + " came, said " + b},
		{"in a word of several parts", tobias, "Tobias van den Oeverquist: Anti-Oever-\nquist-Demo",
			b + ": Anti-" + b + "-Demo"},
		{"a name with a hyphen", "Jean-Luc Brandt-Vosswald",
			"Jean-\nLuc Brandt-\nVosswald; Jean-Luc Brandt-Voss-\nwald",
			b + "; " + b},
		{"a line between the names", tobias, "by Tobias\nvan den Oeverquist", "by " + b},
		{"a paragraph between the names", tobias, "Tobias\n\nOeverquist", "Tobias\n\nOeverquist"},
		{"a hyphen that stays", "Ada Vorund", "Vor- und Nachteile, vor-\nund", "Vor- und Nachteile, vor-\nund"},

		{"blanks between letters", tobias, "T o b i a s  v a n  d e n  O e v e r q u i s t came", b + " came"},
		{"blanks between letters, the surname", tobias, "Tobias van den O e v e r q u i s t came", b + " came"},
		{"letters of no name", "Ada Fernwald", "a b c d, A d a m F e r n", "a b c d, A d a m F e r n"},

		{"particles together", tobias, "Tobias vanden Oeverquist; Tobias Vandenoeverquist", b + "; " + b},
		{"particles apart", "Tobias Vanden Oeverquist", "Tobias Vandenoeverquist", b},
		{"Arabic in Latin letters", "Abdelrahman Qunturi", "Abdel Rahman Qunturi; Abdel-Rahman Qunturi", b + "; " + b},
		{"Arabic in Latin letters, together", "Abdel Rahman Qunturi", "Abdelrahman Qunturi and Abdel-Rahman Qunturi",
			b + " and " + b},
		{"words of a text", "Justin Case", "just in case", "just in case"},

		{"Arabic, apart or together", karim, "عبدالرحمن القنطوري! عبد الرحمن القنطوري", b + "! " + b},
		{"Arabic, together or apart", "عبدالرحمن القنطوري", "عبدالرحمن القنطوري! عبد الرحمن القنطوري", b + "! " + b},
		{"Arabic, the given name of that name", karim, "عبد الرحمن القنطوري: قال عبدالرحمن", b + ": قال " + b},
		{"Arabic, no width between", karim, "عبد\u200cالرحمن القنطوري", b},
		{"Arabic, the second word alone is another", karim,
			"عبد الرحمن القنطوري: بسم الله الرحمن", b + ": بسم الله الرحمن"},
		{"Arabic, a father's name", "أبو بكر الفنطلي",
			"أبو بكر الفنطلي! ابوبكر الفنطلي! أبي بكر الفنطلي", b + "! " + b + "! " + b},
		{"Arabic, to the", karim, "عبد الرحمن القنطوري: وللقنطوري، للقنطوري", b + ": و" + b + "، " + b},
		{"Arabic, by and like the", karim, "عبد الرحمن القنطوري: بالقنطوري وكالقنطوري", b + ": ب" + b + " وك" + b},
		{"Arabic, without the article", "محمد القنطوري", "محمد قنطوري", b},
		{"Arabic, with the article", "محمد قنطوري", "محمد القنطوري", b},
		{"Arabic, drawn long", karim, "عبد الرحمن القنـــطوري", b},
		{"Arabic, another to", karim, "عبد الرحمن القنطوري: للقنطرة", b + ": للقنطرة"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := New([]cutting.Redaction{{Name: c.person}})
			if got := r.Text(c.in); got != c.want {
				t.Errorf("%q\n gives %q\n want  %q", c.in, got, c.want)
			}
		})
	}
}

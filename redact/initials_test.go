package redact

import (
	"testing"

	"cuttings/cutting"
)

// TestInitialsBeside: initials and short given names directly beside a name that is black are
// black with it, those of others stay.
func TestInitialsBeside(t *testing.T) {
	const b = Bar
	const marit, tobias = "Marit Solvang Quendell", "Tobias van den Oeverquist"
	cases := []struct{ name, person, in, want string }{
		{"behind a comma", marit, "Quendell, M., Holm, J.", b + "., Holm, J."},
		{"behind a comma, two", marit, "Quendell, M. S. (2012)", b + ". (2012)"},
		{"behind the given name", marit, "Quendell, Marit S. wrote", b + ". wrote"},
		{"without a comma", marit, "as Quendell M. wrote", "as " + b + ". wrote"},
		{"without dots", marit, "Quendell MS, Holm J", b + ", Holm J"},
		{"before two names", marit, "M. Solvang Quendell came", b + " came"},
		{"without a dot", marit, "M Solvang Quendell came", b + " came"},
		{"run together", marit, "M.S. Quendell and MS Quendell", b + " and " + b},
		{"with a hyphen", "Jean-Luc Quendell", "J.-L. Quendell", b},
		{"two letters", "Zsofia Quendell", "Zs. Quendell; Quendell Zs.", b + "; " + b + "."},
		{"two letters, accents", "Żaneta Quendell", "Ża. Quendell", b},
		{"a given name cut short", "Alexandra Quendell", "Alex. Quendell", b},
		{"particles", tobias, "T. v. d. Oeverquist; T. v.d. Oeverquist", b + "; " + b},
		{"an initial nobody wrote down", marit, "said X. Quendell and Marit J. Quendell", "said " + b + " and " + b},
		{"two of them", "Marit Quendell", "Marit J. K. Quendell came", b + " came"},
		{"behind, nobody wrote it down", marit, "Quendell, J. (2012); Quendell, J. K.", b + ". (2012); " + b + "."},
		{"at the end of a line", marit, "M.\nSolvang Quendell", b},
		{"Cyrillic", "Ирина Квендель", "Квендель И. Ю. сказала; И.Ю. Квендель", b + ". сказала; " + b},

		{"of another before", marit, "by J. and Quendell", "by J. and " + b},
		{"of another before a comma", marit, "Holm, J., Quendell", "Holm, J., " + b},
		{"of another behind", marit, "Quendell, J. Holm and Quendell, K. L. Brand", b + ", J. Holm and " + b +
			", K. L. Brand"},
		{"of another sentence", marit, "saw Quendell. M. Holm left", "saw " + b + ". M. Holm left"},
		{"abbreviations", "Ada Quendell", "Ada Quendell, M.P., Quendell, U.S. envoy; Ada Quendell, D. of Velm, Ph.D.",
			b + ", M.P., " + b + ", U.S. envoy; " + b + ", D. of Velm, Ph.D."},
		{"Monsieur", "Anne Quendell", "M. Quendell a dit", "M. " + b + " a dit"},
		{"a small word", marit, "Quendell, a writer; a Quendell; m Quendell", b + ", a writer; a " + b + "; m " + b},
		{"the first person", marit, "To Quendell, I'm told, I said; Quendell, I said", "To " + b +
			", I'm told, I said; " + b + ", I said"},
		{"words", marit, "Quendell MAP, Quendell US", b + " MAP, " + b + " US"},
		{"titles", "Draga Quendell", "Dr. Quendell, Ms. Quendell, Prof. Quendell",
			"Dr. " + b + ", Ms. " + b + ", Prof. " + b},
		{"a year", marit, "Quendell, M. 2012. The dam", b + ". 2012. The dam"},
		{"a month", marit, "saw Quendell, Mar. 3, and", "saw " + b + ", Mar. 3, and"},
		{"figures", "Anne Quendell", "3M Quendell; Quendell, M3", "3M " + b + "; " + b + ", M3"},
		{"far away", marit, "M. said: Quendell; Quendell (M.)", "M. said: " + b + "; " + b + " (M.)"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			r := New([]cutting.Redaction{{Name: c.person}})
			if got := r.Text(c.in, "Here is "+c.person); got != c.want {
				t.Errorf("%q\n gives %q\n want  %q", c.in, got, c.want)
			}
		})
	}
}

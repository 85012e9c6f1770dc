package export

import "testing"

// TestTeX: TeX sets a text as it is, without special characters, and joins no hyphens or marks.
func TestTeX(t *testing.T) {
	for in, want := range map[string]string{
		"=== Dam --- wall -- gate - ***": "=== Dam -{}-{}- wall -{}- gate - ***",
		"``Dam'' ?`x !`y 'z'":            "`{}`Dam'{}' ?{}`x !{}`y 'z'",
		`100 % {\--}`:                    `100 \% \{\textbackslash{}-{}-\}`,
		"Dam – wall — gate":              "Dam – wall — gate",
	} {
		if got := tex(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

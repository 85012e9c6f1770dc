package words

import (
	"slices"
	"testing"
)

func TestDistance(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want int
	}{
		{"dam", "dam", 0}, {"crakcs", "cracks", 1}, {"osvane", "osvann", 1}, {"osvane", "osvanna", 2},
		{"dam", "levy", 3},
		{"", "ab", 2}, {"сад", "сады", 1}, {"کشتی", "کشت", 1}, {"abcdef", "abc", 3}, {"strike", "lockout", 3},
	} {
		if got := Distance(tt.a, tt.b, 2); got != tt.want {
			t.Errorf("%q to %q: %d, want %d", tt.a, tt.b, got, tt.want)
		}
		if a, b := Distance(tt.a, tt.b, 2), Distance(tt.b, tt.a, 2); a != b {
			t.Errorf("%q to %q: %d one way, %d the other", tt.a, tt.b, a, b)
		}
	}
}

func TestNearest(t *testing.T) {
	got := Nearest("crakcs", map[string]int{"cracks": 3, "crakcs": 9, "crack": 40, "cranks": 5, "dam": 90}, 2)
	if want := []string{"cracks", "crack"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := Nearest("of", map[string]int{"on": 3}, 2); len(got) > 0 {
		t.Errorf("two letters are near %q", got)
	}
}

package split

import "testing"

func TestSharesAreQuarters(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b int
		want float32
	}{
		{"one of twenty", 1, 20, 0}, {"all but one of twenty", 19, 20, 1}, {"a half", 5, 10, 0.5},
		{"one of three", 1, 3, 0.25},
		{"none", 0, 4, 0}, {"all", 4, 4, 1}, {"of none", 0, 0, 0}, {"one of four", 1, 4, 0.25},
	} {
		if got := quarterShare(c.a, c.b); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestFeaturesHaveNamesOfTheirOwn(t *testing.T) {
	for k := range forests() {
		seen := map[string]bool{}
		for _, n := range Features(k) {
			if seen[n] {
				t.Errorf("%s: two features are called %s", k, n)
			}
			seen[n] = true
		}
	}
	for name := range measureSigns {
		found := false
		for _, f := range listingFeatures() {
			found = found || f.name == "m_"+name
		}
		if !found {
			t.Errorf("no measure is called %s", name)
		}
	}
}

package export

import "testing"

// TestPersonOf: a name is split only where its form leaves no doubt.
func TestPersonOf(t *testing.T) {
	for _, c := range []struct{ name, lang, family, given string }{
		{"Jessa Brandmoor", "en", "Brandmoor", "Jessa"}, {"Ann B. Lee", "en", "Lee", "Ann B."},
		{"Lars von Holt", "de", "von Holt", "Lars"}, {"Mary-Anne O’Hara", "en", "O’Hara", "Mary-Anne"},
		{"ANN LEE", "en", "LEE", "ANN"}, {"Ирина Белова", "ru", "Белова", "Ирина"}, {"J. Mott", "en", "Mott", "J."},
		{"Ana García López", "es", "", ""}, {"Kelp", "en", "", ""}, {"Nagy Anna", "hu", "", ""},
		{"Harbour Desk", "en", "", ""}, {"Orsania Press Agency", "en", "", ""}, {"Staff Reporter", "en", "", ""},
		{"مینا ساحلی", "fa", "", ""}, {"林安", "zh", "", ""}, {"Soltra Ferry", "en", "", ""}, {"Ann lee", "en", "", ""},
		{"The Captain", "en", "", ""}, {"Ann 2", "en", "", ""}, {"Ann L.", "en", "", ""},
	} {
		family, given, ok := personOf(c.name, &Record{Lang: c.lang, Source: "Soltra Ferry"})
		if family != c.family || given != c.given || ok != (c.family != "") {
			t.Errorf("%s: %q, %q, %v", c.name, family, given, ok)
		}
	}
}

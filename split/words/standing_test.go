package words

import "testing"

func TestAboutOf(t *testing.T) {
	for text, want := range map[string]string{
		"About Ida Rennow": "ida rennow", "Über die Velmer Zeitung": "velmer zeitung", "About": "",
		"Roundabout Velm": "", "Sobre el puerto": "el puerto", "About the Courier": "courier", "": "",
	} {
		if got := AboutOf(text); got != want {
			t.Errorf("AboutOf(%q) = %q, want %q", text, got, want)
		}
	}
}

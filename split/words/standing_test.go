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

func TestStandingOf(t *testing.T) {
	for text, want := range map[string]Standing{
		"Contact": ContactPage, "Velmer Zeitung - Contacts Page": ContactPage, "About": About,
		"Página de contacto | El Puerto": ContactPage, "All tags": TagCloud,
		"Contact with the mine broke off": NotStanding, "The front page": NotStanding, "Page": NotStanding,
		"About Page :: The Courier": About, "Contact -": ContactPage, "": NotStanding,
	} {
		if got := StandingOf(text); got != want {
			t.Errorf("StandingOf(%q) = %d, want %d", text, got, want)
		}
	}
}

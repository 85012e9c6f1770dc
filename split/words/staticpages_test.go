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

func TestStaticPageOf(t *testing.T) {
	for text, want := range map[string]StaticPage{
		"Contact": ContactPage, "Velmer Zeitung - Contacts Page": ContactPage, "About": About,
		"Página de contacto | El Puerto": ContactPage, "All tags": TagCloud,
		"Contact with the mine broke off": NotStatic, "The front page": NotStatic, "Page": NotStatic,
		"About Page :: The Courier": About, "Contact -": ContactPage, "": NotStatic,
	} {
		if got := StaticPageOf(text); got != want {
			t.Errorf("StandingOf(%q) = %d, want %d", text, got, want)
		}
	}
}

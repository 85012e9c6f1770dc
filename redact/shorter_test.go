package redact

import (
	"strings"
	"testing"

	"cuttings/cutting"
)

// TestShorterForms: forms that may be another person's are proposed, and those that are black are not; the surname is
// returned where it is certain.
func TestShorterForms(t *testing.T) {
	cases := []struct{ name, person, shorter, surname string }{
		{"two words", "Ada Fern", "", "Fern"},
		{"three words", "Jean Paul Martinel", "Paul Martinel", "Martinel"},
		{"two surnames", "María José López García", "María López; María José López", ""},
		{"a surname with a hyphen", "Ada Brandt-Voss", "Ada Brandt; Ada Voss", "Brandt-Voss"},
		{"a particle", "Jan van der Holm", "", ""},
		{"surname first", "Wang Xiaoming", "", "Wang"},
		{"surname first, Hungarian", "Velnagy Anna", "", "Velnagy"},
		{"two surnames of Chinese", "Lin Yang", "", ""},
		{"a comma", "Fern, Ada", "", "Fern"},
		{"one word", "Nightjar", "", ""},
		{"no spaces", "田中宏", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Join(ShorterForms(c.person), "; "); got != c.shorter {
				t.Errorf("shorter forms %q, want %q", got, c.shorter)
			}
			if got := Surname(c.person); got != c.surname {
				t.Errorf("surname %q, want %q", got, c.surname)
			}
		})
	}
}

// TestBesideOutlet: the address of an outlet that has a person's name is compared beside its name.
func TestBesideOutlet(t *testing.T) {
	r := New([]cutting.Redaction{{Name: "María José López García"}})
	const address = "https://maria-lopez.example/walls"
	if got := r.AddressBeside(address, r.BesideOutlet("María López García blog", nil)); got != "" {
		t.Errorf("the address %s stays", got)
	}
	if got := r.AddressBeside(address, r.BesideOutlet("The walls", nil)); got != address {
		t.Errorf("an address of nobody is %q", got)
	}
}

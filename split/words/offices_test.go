package words

import (
	"slices"
	"testing"
)

func TestIsOffice(t *testing.T) {
	for _, s := range []string{"Executive Content Editor", "M.A. Journalism", "MA in Journalism", "Project Management",
		"Director of Communications", "Community Development", "stellvertretende Chefredakteurin", "Redactora Jefe",
		"HR Strategy", "Site Admin", "Customer Support",
		"Специальный корреспондент", "Ph.D., Economics", "SENIOR EDITOR"} {
		if !IsOffice(s) {
			t.Errorf("%q is no office", s)
		}
	}
	for _, s := range []string{"", "Editor", "Baker", "Ann Bishop", "London Breed", "Jack London", "Will Sharp Editor",
		"Ada Law", "Art Sales", "Sport Kultur",
		"Staff Writer", "Editorial Team", "Ministry of Education", "Ma Law Fen",
		"Management", "Writer Ann Lee", "of the", "Justice Baker", "Velm Research"} {
		if IsOffice(s) {
			t.Errorf("%q is an office", s)
		}
	}
}

func TestNamesWithOfficesAndPlaces(t *testing.T) {
	for s, want := range map[string][]string{
		"Ida Rennow, Project Management":       {"Ida Rennow"},
		"Ida Rennow, London, Bo Ek":            {"Ida Rennow", "Bo Ek"},
		"Ida Rennow, Bo Ek, Zürich":            {"Ida Rennow", "Bo Ek"},
		"Ida Rennow, Content Director, Bo Ek":  {"Ida Rennow", "Bo Ek"},
		"Ida Rennow, Jack London, Mia Berlin":  {"Ida Rennow", "Jack London", "Mia Berlin"},
		"London Breed, Ida Baker, Cy Bishop":   {"London Breed", "Ida Baker", "Cy Bishop"},
		"Ida Rennow":                           nil,
		"Ida Rennow, Velmhaven":                nil,
		"Content Director, Project Management": nil,
	} {
		if got := SeveralNames(s); !slices.Equal(got, want) {
			t.Errorf("SeveralNames(%q) = %q, not %q", s, got, want)
		}
	}
	for _, c := range []struct {
		part, before string
		want         bool
	}{
		{"London", "Ann Lee", true}, {"London", "Ann", false}, {"London", "", false},
		{"Jack London", "Ann Lee", false},
	} {
		if got := IsPlaceBeside(c.part, c.before); got != c.want {
			t.Errorf("PlaceBeside(%q, %q) = %v", c.part, c.before, got)
		}
	}
}

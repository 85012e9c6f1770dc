package forms

import (
	_ "embed"
	"strings"
)

//go:embed countries.txt
var countriesData string

// countries has the folded full name of a country by each of its folded names in countries.txt.
var countries = func() map[string]string {
	out := map[string]string{}
	for _, line := range strings.Split(countriesData, "\n") {
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		all := strings.Split(line, "|")
		full := New(all[0]).Key
		for _, name := range all {
			out[New(name).Key] = full
		}
	}
	return out
}()

// countryOf returns the folded full name of the country that a form names; "" for a form that is no name of
// several of one country.
func countryOf(f Form) string { return countries[f.Key] }

// IsCountry reports whether a form is one of the several names of a country.
func (f Form) IsCountry() bool { return countryOf(f) != "" }

package catalogue

import "cuttings/catalogue/field"

// values is the table of the functions that return a field's values in a sighting. A field that is not listed
// has its values in the rows of a stage. Headline and text are analysed separately, and the dates a cutting was
// seen come from all its sightings.
var values = map[string]func(*Sighting) []string{
	field.Source:  func(s *Sighting) []string { return []string{s.Source.ID} },
	field.URL:     func(s *Sighting) []string { return []string{s.URL} },
	field.Kind:    func(s *Sighting) []string { return []string{string(s.Kind)} },
	field.Lang:    func(s *Sighting) []string { return []string{s.Lang} },
	field.Dated:   func(s *Sighting) []string { return []string{s.Published.Value} },
	field.Section: func(s *Sighting) []string { return []string{s.Section} },
	field.Rail:    func(s *Sighting) []string { return []string{s.Rail} },
	field.Byline:  func(s *Sighting) []string { return s.Byline },
	"tag":         func(s *Sighting) []string { return s.Tags },
}

// defaultValues are the default values of fields filled by stages, for entries without a row, so that a cutting in no
// story needs none.
var defaultValues = map[string][]string{field.Is: {IsIndependent}, field.Outlets: {"1"}}

// InSightings reports whether a field has its values in sightings, so that stage rows must not have it.
func InSightings(name string) bool {
	return values[name] != nil || name == field.Default || name == field.Title || name == field.Body ||
		name == field.Seen
}

// Values returns the values a sighting itself has in a field; ignoring "", or the default values of a field
// filled by stages. The slice must not be modified.
func (s *Sighting) Values(name string) []string {
	if take := values[name]; take != nil {
		return take(s)
	}
	return defaultValues[name]
}

package catalogue

import "cuttings/catalogue/field"

// values take a field's values from a sighting. A field that is not listed has its
// values in the rows of a stage. Headline and text are analysed by themselves, and
// when a cutting was seen is known from all its sightings.
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

// unsaid are the values entries have in fields that stages fill, where no row gives
// any: a cutting in no story needs none.
var unsaid = map[string][]string{field.Is: {IsIndependent}, field.Outlets: {"1"}}

// InSightings reports whether a field has its values in sightings, so that the rows
// of stages give it none.
func InSightings(name string) bool {
	return values[name] != nil || name == field.Default || name == field.Title || name == field.Body ||
		name == field.Seen
}

// Values returns the values a sighting itself has in a field; "" among them is no
// value, or those of a field that stages fill where they say nothing. The slice must not
// be modified.
func (s *Sighting) Values(name string) []string {
	if take := values[name]; take != nil {
		return take(s)
	}
	return unsaid[name]
}

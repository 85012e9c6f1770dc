package redact

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/split/words"
)

//go:embed givennames.txt
var givenNamesText string

// equivalents are the names of each line of givennames.txt, by each of them.
var equivalents = func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(givenNamesText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		names := strings.Fields(line)
		for _, n := range names {
			out[words.Fold(n)] = names
		}
	}
	return out
}()

// otherGivenNames finds a person under the same given name in another East Slavic language: "Oleksandr Morozov" for
// "Aleksandr Morozov". The zero value finds nothing.
type otherGivenNames struct {
	names *Redactor
	stems []string // of the surnames
}

func newOtherGivenNames(person cutting.Redaction) otherGivenNames {
	var o otherGivenNames
	var names []cutting.Redaction
	for _, name := range person.Names() {
		surname, given, _ := strings.Cut(name, ",")
		if given == "" {
			fields := strings.Fields(name)
			if surname = Surname(name); surname == "" || fields[0] == surname {
				continue
			}
			given = fields[0]
		}
		fields := strings.Fields(given)
		if len(fields) == 0 {
			continue
		}
		for _, other := range equivalents[words.Fold(fields[0])] {
			first, _ := utf8.DecodeRuneInString(other)
			last, _ := utf8.DecodeRuneInString(surname)
			if unicode.Is(unicode.Latin, first) != unicode.Is(unicode.Latin, last) ||
				words.Fold(other) == words.Fold(fields[0]) {
				continue
			}
			names = append(names, cutting.Redaction{Name: capitalise(other) + " " + surname})
		}
		o.stems = append(o.stems, commonStem(foldOf(surname)))
	}
	o.names = New(names)
	return o
}

// each calls fn for each form in a text that has no initial.
func (o *otherGivenNames) each(s string, fn func(form string)) {
	if o.names == nil {
		return
	}
	fold := words.Fold(s)
	if !slices.ContainsFunc(o.stems, func(stem string) bool { return strings.Contains(fold, stem) }) {
		return
	}
	o.names.eachName(s, nil, false, func(start, end, _ int) {
		fields := strings.Fields(s[start:end])
		if len(fields) > 1 && !slices.ContainsFunc(fields, func(w string) bool {
			return utf8.RuneCountInString(strings.Trim(w, ".,")) < 2
		}) {
			fn(strings.Join(fields, " "))
		}
	})
}

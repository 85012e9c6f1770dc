package article

import (
	_ "embed" // the words
	"slices"

	"cuttings/split/words"
)

var (
	//go:embed data/persons.txt
	personsText string
	//go:embed data/markup.txt
	markupText string
	//go:embed data/datelabels.txt
	dateLabelsText string
)

// Words beside persons' names, and words of class and id attributes; the files describe each set.
var (
	persons, markup = words.Tables(personsText), words.Tables(markupText)

	deskWords, roleWords         = wordSet(persons["desk"]), wordSet(persons["role"])
	calendarWords, notNames      = wordSet(persons["calendar"]), wordSet(persons["no_name"])
	degreeWords, occupationWords = wordSet(persons["degree"]), wordSet(persons["occupation"])
	bodyWords, markedCues        = wordSet(persons["body"]), wordSet(persons["cue"])
	conjunctions, authorSteps    = wordSet(persons["and"]), wordSet(persons["step"])
	sectionWords, trailWords     = wordSet(markup["kicker"]), wordSet(markup["trail"])
	officeWords                  = longestFirst(persons["office"])
)

// hintNames are the kinds of markup words in the order of the hints' bits.
var hintNames = [...]string{"title", "author", "date", "standfirst", "caption", "modified", "section", "tag", "player"}

// hintWords are the class and id words that mark an element as holding something other than body
// text.
var hintWords = func() map[string]hint {
	m := map[string]hint{}
	for i, name := range hintNames {
		for _, w := range markup[name] {
			m[w] |= 1 << i
		}
	}
	return m
}()

// dateLabels are words before a date that state what it is the date of, by role.
var dateLabels = func() (out [3]struct {
	of    dateRole
	words []string
}) {
	labels := words.Tables(dateLabelsText)
	for i, name := range [...]string{"first", "late", "other"} {
		out[i].of, out[i].words = rolePublished+dateRole(i), labels[name]
	}
	return out
}()

func longestFirst(list []string) []string {
	return slices.SortedStableFunc(slices.Values(list), func(a, b string) int { return len(b) - len(a) })
}

func wordSet(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, w := range list {
		m[w] = true
	}
	return m
}

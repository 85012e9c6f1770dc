package article

import (
	_ "embed" // the words

	"cuttings/split/words"
)

var (
	//go:embed data/persons.txt
	personsText string
	//go:embed data/markup.txt
	markupText string
	//go:embed data/stamps.txt
	stampsText string
)

// Words beside persons' names and those of class and id attributes; the files say what each set holds.
var (
	persons, markup = words.Tables(personsText), words.Tables(markupText)

	deskWords, roleWords         = wordSet(persons["desk"]), wordSet(persons["role"])
	calendarWords, notNames      = wordSet(persons["calendar"]), wordSet(persons["no_name"])
	degreeWords, occupationWords = wordSet(persons["degree"]), wordSet(persons["occupation"])
	bodyWords, markedCues        = wordSet(persons["body"]), wordSet(persons["cue"])
	conjunctions, authorSteps    = wordSet(persons["and"]), wordSet(persons["step"])
	sectionWords, trailWords     = wordSet(markup["kicker"]), wordSet(markup["trail"])
)

// hintNames are the kinds of words of markup in the order of the hints' bits.
var hintNames = [...]string{"title", "author", "date", "standfirst", "caption", "modified", "section", "tag", "player"}

// hintWords are class and id words that say what an element holds besides body text.
var hintWords = func() map[string]hint {
	m := map[string]hint{}
	for i, name := range hintNames {
		for _, w := range markup[name] {
			m[w] |= 1 << i
		}
	}
	return m
}()

// stampWords stand before a date and say what it is the date of.
var stampWords = func() (out [3]struct {
	of    stamp
	words []string
}) {
	stamps := words.Tables(stampsText)
	for i, name := range [...]string{"first", "late", "other"} {
		out[i].of, out[i].words = stampFirst+stamp(i), stamps[name]
	}
	return out
}()

func wordSet(list []string) map[string]bool {
	m := make(map[string]bool, len(list))
	for _, w := range list {
		m[w] = true
	}
	return m
}

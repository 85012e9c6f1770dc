package dates

import (
	_ "embed" // the words
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"cuttings/split/words"
)

//go:embed data/months.txt
var monthsText string

//go:embed data/calendars.txt
var calendarsText string

//go:embed data/words.txt
var wordsText string

// wordTables are the words in and around dates.
var wordTables = words.Tables(wordsText)

// lexicon is the compiled form of the tables in data.
type lexicon struct {
	months   map[string][]monthEntry
	weekdays map[string]bool
	fillers  map[string]bool
	units    map[string]unit
	longest  int // most words in a month name
}

// monthEntry is one meaning of a month word.
type monthEntry struct {
	month uint8
	cal   calendar
	langs []string
	short bool // derived abbreviation, or shorter than four letters
}

// load compiles the lexicon on first use; it is immutable afterwards.
var load = sync.OnceValue(func() *lexicon {
	l := &lexicon{months: map[string][]monthEntry{}, weekdays: map[string]bool{}, fillers: map[string]bool{},
		units: unitWords()}
	months, others := words.Tables(monthsText), words.Tables(calendarsText)
	for _, lang := range slices.Sorted(maps.Keys(months)) { // sorted, so that ties are stable
		addMonths(l, lang, months[lang], gregorian)
	}
	addMonths(l, "fa", others["jalali"], jalali)
	addMonths(l, "am", others["ethiopian"], ethiopian)
	for _, w := range wordTables["weekday"] {
		w = words.Fold(w)
		l.weekdays[w] = true
		if r := []rune(w); len(r) > 3 && isAlphabetic(w) {
			l.weekdays[string(r[:3])] = true
		}
	}
	for _, w := range wordTables["filler"] {
		l.fillers[words.Fold(w)] = true
	}
	return l
})

func addMonths(l *lexicon, lang string, months []string, cal calendar) {
	prefixes := map[string]int{} // derived abbreviation → month, 0 when two months share it
	for i, m := range months {
		for j, form := range strings.Fields(m) {
			form = words.Fold(strings.ReplaceAll(form, "_", " "))
			l.longest = max(l.longest, strings.Count(form, " ")+2*strings.Count(form, ".")+1)
			addMonth(l, form, lang, i+1, cal, utf8.RuneCountInString(form) < 4)
			if j > 0 || cal != gregorian || !isAlphabetic(form) {
				continue
			}
			for _, n := range [...]int{3, 4} {
				if r := []rune(form); len(r) > n {
					p := string(r[:n])
					if old, ok := prefixes[p]; ok && old != i+1 {
						prefixes[p] = 0
					} else {
						prefixes[p] = i + 1
					}
				}
			}
		}
	}
	for p, m := range prefixes {
		if m != 0 {
			addMonth(l, p, lang, m, cal, true)
		}
	}
}

func addMonth(l *lexicon, form, lang string, m int, cal calendar, short bool) {
	list := l.months[form]
	for i := range list {
		if int(list[i].month) == m && list[i].cal == cal {
			list[i].langs = append(list[i].langs, lang)
			list[i].short = list[i].short && short
			return
		}
	}
	l.months[form] = append(list, monthEntry{uint8(m), cal, []string{lang}, short})
}

// isAlphabetic reports whether the form is in a script that abbreviates by prefix.
func isAlphabetic(form string) bool {
	for _, r := range form {
		if r == ' ' || r >= 0x530 {
			return false
		}
	}
	return true
}

// month returns the meaning of a folded word. Where languages disagree ("listopad" is October in
// Croatian, November in Polish and Czech) the text's language decides, then the number of languages
// that share a meaning.
func (l *lexicon) month(word, lang string) (monthEntry, bool) {
	list := l.months[word]
	if len(list) == 0 {
		// Hebrew attaches "in" to the month.
		if rest, ok := strings.CutPrefix(word, "ב"); ok {
			list = l.months[rest]
		}
		if len(list) == 0 {
			return monthEntry{}, false
		}
	}
	best := list[0]
	for _, e := range list {
		for _, el := range e.langs {
			if el == lang {
				return e, true
			}
		}
		if len(e.langs) > len(best.langs) {
			best = e
		}
	}
	return best, true
}

// IsDateWord reports whether a word is the name of a month or a weekday, or introduces dates
// ("Published", "Aktualisiert"), in any language. Short words, which are also parts of names, do
// not count.
func IsDateWord(w string) bool {
	w = words.Fold(w)
	if utf8.RuneCountInString(w) < 4 {
		return false
	}
	l := load()
	if l.weekdays[w] || l.fillers[w] && utf8.RuneCountInString(w) > 5 {
		return true
	}
	_, ok := l.months[w]
	return ok
}

// OnlyFillers reports whether a text consists only of words that introduce dates and parts of
// dates: "Veröffentlicht am", "Updated: April". A month alone does not count, since it may be a
// name.
func OnlyFillers(s string) bool {
	l, fillers := load(), 0
	for w := range strings.FieldsFuncSeq(words.Fold(s),
		func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
		if l.fillers[w] || l.weekdays[w] {
			fillers++
		} else if len(l.months[w]) == 0 {
			return false
		}
	}
	return fillers > 0
}

package redact

import (
	_ "embed"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cuttings/internal/wordset"
)

//go:embed endings.txt
var endingsText string

// The endings of endings.txt. Those of all languages count together, because names keep their own in any text.
var (
	alwaysEndings  = endingsOf("always")
	besideEndings  = endingsOf("beside")
	derivedEndings = endingsOf("derived")
	adjectives     = endingsOf("adjective")
)

// endingsOf returns the endings of one kind, folded as words are, which leaves the vowel signs of Indian scripts out.
func endingsOf(kind string) map[string]bool {
	out := map[string]bool{}
	for _, list := range table(endingsText, kind) {
		for w := range strings.FieldsSeq(list) {
			if fold := foldOf(w); fold != "" {
				out[fold] = true
			}
		}
	}
	return out
}

// ordinary are words with the endings of derived words that are not made of a name, although their beginning may be
// one: of a place, a trade, an idea.
var ordinary = wordset.Of(`realism realist realists idealism idealist idealists finalist finalists finalista loyalist
	loyalists royalist royalists communist communists communism socialist socialists socialism liberalism capitalism
	capitalist capitalists naturalist naturalists moralist moralists journalist journalists journalism journalisten
	terrorist terrorists terrorism terroristen violinist violinists cellist harpist florist florists dentist dentists
	humanist humanists humanism nationalist nationalists nationalism tourist tourists tourism touristen artist artists
	artista artistas artiste artistes baptist baptists batista evangelist evangelista christian christians christianism
	jordanian jordanians jordanien jordanisch israelite israelites parisien parisiens parisienne parisiennes egyptian
	egyptians brazilian brazilians palestinian palestinians australian australians germanist italian italians italiano
	italiana magician magicians musician musicians physician physicians politician politicians technician technicians
	granite favorite favorites satellite satellites appetite organize organise organism organisms organist organization
	organisation modernize modernise modernism modernist modernization modernisation realize realise realization
	finalize finalise capitalize capitalise naturalize civilization civilisation colonist colonists specialist
	specialists specialize specialise generalist generalize generalise generalization lobbyist watergate criminalize
	futurist futurism purist purists optimist optimism pessimist pessimism egoist egoism heroism populist populists
	populism fascist fascists fascism racist racists racism sexist sexism activist activists activism motorist motorists
	columnist columnists lyricist guitarist pianist pianists soloist soloists novelist novelists copyist typist`)

// replacement is an ending that replaces the end of a name.
type replacement struct {
	end          string
	with, baltic map[string]bool
}

// endingReplacements are the endings that replace the end of a name, the longest ends first.
var endingReplacements = func() []replacement {
	var out []replacement
	for _, kind := range []string{"replaced", "baltic"} {
		for _, list := range table(endingsText, kind) {
			end, with, _ := strings.Cut(list, ">")
			end = strings.TrimSpace(end)
			i := slices.IndexFunc(out, func(x replacement) bool { return x.end == end })
			if i < 0 {
				i, out = len(out), append(out, replacement{end, map[string]bool{}, map[string]bool{}})
			}
			to := out[i].baltic
			if kind == "replaced" {
				to = out[i].with
			}
			maps.Copy(to, wordset.Of(with))
		}
	}
	slices.SortStableFunc(out, func(a, b replacement) int { return len(b.end) - len(a.end) })
	return out
}()

// shortEndings are the endings that are added to names of three letters too.
var shortEndings = wordset.Of("s es a u e i em om in n en an ssa lla lle sta owi ovi ego emu im ym iem ami lta ksi")

// ofGiven are the endings that make surnames of given names.
var ofGiven = wordset.Of("ov ova ovo ove ovy ovi ев ева ов ова ово овы ови ове")

// madeOfGiven reports whether a word is a given name with an ending that makes a surname of it: "Иванов".
func madeOfGiven(w, given string) bool {
	rest, ok := strings.CutPrefix(w, given)
	return ok && (ofGiven[rest] || patronymic[w])
}

// isInflected reports whether a word is the name want with an ending added or replaced, in a text that has the name
// itself. Both are folded; baltic reports that the name is Lithuanian or Latvian.
func isInflected(w, want string, baltic bool) bool {
	n := utf8.RuneCountInString(want)
	if n < 3 || len(w) < 2 || w[:1] != want[:1] {
		return false
	}
	if rest, ok := strings.CutPrefix(w, want); ok && (n > 3 && (alwaysEndings[rest] || besideEndings[rest]) ||
		shortEndings[rest]) {
		return true
	}
	return replacedEnding(w, want, 1, baltic)
}

// inflectedAlone reports whether a word is the name want with an ending, wherever it stands: only endings count that
// make no other name.
func inflectedAlone(w, want string) bool {
	const least = 5 // letters of a name with any of them
	n := utf8.RuneCountInString(want)
	if n < least-1 || len(w) < 2 || w[:1] != want[:1] {
		return false
	}
	rest, ok := strings.CutPrefix(w, want)
	if !ok {
		return n >= least && replacedEnding(w, want, 2, false)
	}
	switch {
	case rest == "s":
		return !patronymic[w]
	case n < least:
		return alwaysEndings[rest] && utf8.RuneCountInString(rest) > 2
	}
	return alwaysEndings[rest] || consonantCyrillic(want) && cyrillicCases[rest]
}

// patronymic are the surnames that are given names with an s.
var patronymic = wordset.Of(`adams andrews daniels davids edwards jacobs matthews michaels peters philips phillips
	richards roberts rogers samuels stephens stevens williams simons martins hendriks frederiks alberts marks sanders
	hughes johns josephs isaacs abrahams walters franks harris lewis antonius`)

// cyrillicCases are the cases of a surname that ends in a consonant.
var cyrillicCases = wordset.Of("а у е ы ов")

// consonantCyrillic reports whether a name ends as a Cyrillic surname whose feminine has no vowel: of others, the
// form with one is another person.
func consonantCyrillic(want string) bool {
	r, _ := utf8.DecodeLastRuneInString(want)
	return unicode.Is(unicode.Cyrillic, r) && !strings.ContainsRune("аеиоуыэюяьйіїє", r) &&
		!slices.ContainsFunc([]string{"ов", "ев", "ин", "ын", "ів", "їв"}, func(end string) bool {
			return strings.HasSuffix(want, end)
		})
}

// replacedEnding reports whether a word is the name want with another ending in place of its own, which has at least
// as many letters as least.
func replacedEnding(w, want string, least int, baltic bool) bool {
	for _, x := range endingReplacements {
		if stem, ok := strings.CutSuffix(want, x.end); ok && utf8.RuneCountInString(stem) > 1 &&
			utf8.RuneCountInString(x.end) >= least {
			rest, ok := strings.CutPrefix(w, stem)
			return ok && (x.with[rest] || baltic && x.baltic[rest])
		}
	}
	return false
}

// balticSurname matches words with a letter or an end that few but Lithuanian and Latvian surnames have.
var balticSurname = regexp.MustCompile(`[ėųįņļķģīāē]|(?:auskas|aitis|ytis|ūnas|ius)$`)

// isBaltic reports whether a name looks Lithuanian or Latvian: the first or the last word is such a surname, and all
// words end as names of these languages do.
func isBaltic(name string) bool {
	fields := strings.Fields(strings.ToLower(norm.NFC.String(name)))
	return len(fields) > 1 &&
		(balticSurname.MatchString(fields[len(fields)-1]) || balticSurname.MatchString(fields[0])) &&
		!slices.ContainsFunc(fields, func(f string) bool {
			last, _ := utf8.DecodeLastRuneInString(f)
			return !strings.ContainsRune("sšaėeo.", last)
		})
}

// derivedFrom reports whether a word is made of a name: "Fernwaldism", "osvannist" of "Osvanne". Both are folded.
func derivedFrom(w, want string, capital bool) bool {
	const least = 5 // letters of a name in words without a capital
	n := utf8.RuneCountInString(want)
	if n < least-1 || n < least && !capital || len(w) < 2 || w[:1] != want[:1] || commonWords[want] && !capital ||
		ordinary[w] {
		return false
	}
	if rest, ok := strings.CutPrefix(w, want); ok && (derivedEndings[rest] || !capital && adjectives[rest]) {
		return true
	}
	stem := stemOf(want)
	if rest, ok := strings.CutPrefix(w, stem); ok && stem != want && utf8.RuneCountInString(stem) >= least-1 {
		first, _ := utf8.DecodeRuneInString(rest)
		return derivedEndings[rest] && strings.ContainsRune("aeiouаеиоуіё", first)
	}
	return false
}

// commonStem returns what a folded name has in common with all its inflected and derived words.
func commonStem(want string) string {
	stem := stemOf(want)
	for _, x := range endingReplacements {
		if s, ok := strings.CutSuffix(want, x.end); ok && utf8.RuneCountInString(s) > 1 {
			if len(s) < len(stem) {
				stem = s
			}
			break // the first that applies, as in replacedEnding
		}
	}
	return stem
}

// stemOf returns a folded name without the vowel at its end.
func stemOf(want string) string {
	r, size := utf8.DecodeLastRuneInString(want)
	if strings.ContainsRune("aeiouyаеиоуыэюяьй", r) {
		return want[:len(want)-size]
	}
	return want
}

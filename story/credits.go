package story

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
)

// Credit is a text's statement of where it, or part of it, is from.
type Credit struct {
	Name string       // as the text writes it
	At   cutting.Span // the words of the credit
}

// agencyNames are the names and initials with which news agencies sign.
var agencyNames = []string{"AFP", "Agence France-Presse", "AP", "Associated Press", "Reuters", "UPI",
	"United Press International", "dpa", "DPA", "ANSA", "EFE", "TASS", "ITAR-TASS", "Interfax", "RIA Novosti",
	"Xinhua", "Kyodo", "PTI", "Press Trust of India", "ANI", "IANS", "Anadolu Agency", "Anadolu", "IRNA", "ISNA",
	"Fars", "Mehr", "Tasnim", "Petra", "KUNA", "WAM", "SPA", "Yonhap", "Bernama", "Antara", "CNA", "Belga", "APA",
	"ATS", "NTB", "TT", "Ritzau", "STT", "PAP", "CTK", "ČTK", "MTI", "Tanjug", "Hina", "BTA", "Press Association",
	"PA Media", "Bloomberg News", "Bloomberg", "Canadian Press", "AAP", "Inter Press Service"}

var agencies = strings.Join(agencyNames, "|")

// agencyWords are words; every form with an agency's name contains one of them.
var agencyWords = agencyNames

// namePattern matches a name in capitals of at most five words.
const namePattern = `[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.&'’-]*(?: (?:of |the |de |and ` +
	`)?[\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.&'’-]*){0,4}`

// shortNamePattern matches initials, or a name of at most three words.
const shortNamePattern = `\p{Lu}{2,8}|\p{Lu}[\p{L}’'&-]+(?: \p{Lu}[\p{L}’'&-]+){0,2}`

// creditForms is the table of the forms of credits. The first group is the name; a second group must follow it
// and is not part of the credit. A name that is not in the list of agencies needs words or a form that
// introduce it. A form is searched for only in texts that contain one of its words.
var creditForms = []struct {
	form  *regexp.Regexp
	words []string
}{
	// HADRIN GORGE, Feb 18 (OPA) — and a sentence: the form is an agency's, whoever it is
	{regexp.MustCompile(`(?m)^\p{Lu}[\p{Lu} .'’-]{2,40}(?:,[^\n(]{1,30})? ?\((` + shortNamePattern +
		`)\)[ \t]*[-–—]([^\n]{40,})`),
		[]string{") -", ")-", ") –", ")–", ") —", ")—"}},
	// Hadrin Gorge (AFP)
	{regexp.MustCompile(`(?m)^[\p{Lu}][^\n(]{0,60} ?\(((?:` + agencies + `))\)[ \t]*[-–—:.]?`), agencyWords},
	// … he said. (AFP)
	{regexp.MustCompile(`\(((?:` + agencies + `))\)[ \t]*(?:$|\n)`), agencyWords},
	{regexp.MustCompile(`(?m)(?:^|[.!?”"] )((?:` + agencies + `))(?: (?:and (?:` + agencies +
		`)))? contributed to this (?:report|article|story)`), []string{"contributed to this"}},
	{regexp.MustCompile(`(?m)(?:^|[.!?”"] )(` + namePattern + `) contributed to this (?:report|article|story)`),
		[]string{"contributed to this"}},
	{regexp.MustCompile(`(?im)^\(?(?-i:Source|SOURCE|Quelle|Fuente|Fonte|Источник|منبع|المصدر|来源)s?\)?[ \t]*[:：][ ` +
		`\t]*` +
		`(?-i:(` + namePattern + `))`),
		[]string{"Source", "SOURCE", "Quelle", "Fuente", "Fonte", "Источник", "منبع", "المصدر", "来源"}},
	{regexp.MustCompile(`(?m)(?:©|\(c\)|Copyright)[ \t]*(?:\d{4}[ \t]*)?(?:by |The )?((?:` + agencies + `))\b`),
		[]string{"©", "(c)", "Copyright"}},
	{regexp.MustCompile(`(?m)^(?:By|By the|From|With|Via) ((?:` + agencies + `))[ \t]*$`), agencyWords},
	{regexp.MustCompile(`(?m)(?:This (?:article|story|report) (?:was )?(?:first |originally )?(?:appeared|published|` +
		`ran)|(?:First|Originally) published|Reprinted|Republished)(?: with permission)?(?: (?:in|on|by|from|at))` +
		`(?: the)? (` + namePattern + `)`), []string{"This article", "This story", "This report", "First published",
		"Originally published", "Reprinted", "Republished"}},
	// — AFP
	{regexp.MustCompile(`(?m)[—–-] ?((?:` + agencies + `))[ \t]*$`), agencyWords},
}

// creditReach is the number of bytes at each end of a text that are searched for credits; in the middle,
// agencies are named as sources of single statements.
const creditReach = 1200

// Credits returns the agencies and outlets that a text credits, by position, each once. It knows the forms that
// newspapers print in a few languages.
func Credits(text string) []Credit {
	var out []Credit
	read := func(from, to int) {
		for _, f := range creditForms {
			if !slices.ContainsFunc(f.words, func(w string) bool { return strings.Contains(text[from:to], w) }) {
				continue
			}
			for _, m := range f.form.FindAllStringSubmatchIndex(text[from:to], -1) {
				end := m[1]
				if len(m) > 4 {
					end = m[4]
				}
				c := Credit{Name: strings.TrimRight(text[from+m[2]:from+m[3]], ".’' "),
					At: cutting.Span{Start: from + m[0], End: from + end}}
				if !slices.ContainsFunc(out, func(o Credit) bool { return o.Name == c.Name }) {
					out = append(out, c)
				}
			}
		}
	}
	if len(text) <= 2*creditReach {
		read(0, len(text))
	} else {
		read(0, atRune(text, creditReach))
		read(atRune(text, len(text)-creditReach), len(text))
	}
	slices.SortFunc(out, func(a, b Credit) int { return a.At.Start - b.At.Start })
	return out
}

// atRune returns the start of the character at a byte offset.
func atRune(text string, at int) int {
	for at > 0 && !utf8.RuneStart(text[at]) {
		at--
	}
	return at
}

package redact

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// icelandicName matches names with a patronymic or matronymic, behind given names.
var icelandicName = regexp.MustCompile(`(?i)\p{L}{2}(?:s|ar|u|a|ur)(?:son|s?dóttir|s?dottir|bur)$`)

// icelandicCases are the ends of Icelandic given names that change with the case, with those of other cases, in the
// order of endings.txt.
var icelandicCases = func() (out []icelandicCase) {
	for _, list := range table(endingsText, "given") {
		end, others, _ := strings.Cut(list, ">")
		out = append(out, icelandicCase{strings.TrimSpace(end), strings.Fields(others)})
	}
	return out
}()

type icelandicCase struct {
	end    string
	others []string // "-" for none
}

// lastA matches the last "a" before the ending of a name in -a, which is "ö" before "u": "Anna", "Önnu".
var lastA = regexp.MustCompile(`(?i)^(.*)(a)([^aeiouyáéíóúýæö]+)a$`)

// icelandicSpellings returns an Icelandic name in its other cases, as far as the vowels of given names change or their
// ends are replaced; the endings of patronymics are known otherwise.
func icelandicSpellings(name string) []string {
	fields := strings.Fields(name)
	if len(fields) < 2 || !icelandicName.MatchString(fields[len(fields)-1]) {
		return nil
	}
	cases := make([][]string, len(fields)-1)
	most := 0
	for i, f := range fields[:len(fields)-1] {
		cases[i] = icelandicOf(f)
		most = max(most, len(cases[i]))
	}
	var out []string
	for k := range most {
		other := slices.Clone(fields)
		for i := range cases {
			if len(cases[i]) > 0 {
				other[i] = cases[i][min(k, len(cases[i])-1)]
			}
		}
		out = append(out, strings.Join(other, " "))
	}
	return out
}

// icelandicOf returns a given name in its other cases.
func icelandicOf(given string) []string {
	lower := strings.ToLower(given)
	if stem, ok := strings.CutSuffix(lower, "a"); ok {
		if m := lastA.FindStringSubmatch(lower); m != nil {
			return []string{capitalise(m[1] + "ö" + m[3] + "u")}
		}
		return []string{capitalise(stem + "u")}
	}
	for _, c := range icelandicCases {
		if stem, ok := strings.CutSuffix(lower, c.end); ok {
			var out []string
			for _, o := range c.others {
				if other := stem + strings.TrimPrefix(o, "-"); utf8.RuneCountInString(other) > 2 {
					out = append(out, capitalise(other))
				}
			}
			return out
		}
	}
	return nil
}

package redact

import (
	"regexp"
	"slices"
	"strings"
)

// icelandicName matches names with a patronymic or matronymic, behind given names.
var icelandicName = regexp.MustCompile(`(?i)\p{L}{2}(?:s|ar|u|a|ur)(?:son|s?dóttir|s?dottir|bur)$`)

// icelandicCases are the ends of Icelandic given names whose vowels change with the case, with those of other cases.
var icelandicCases = []struct{ end, others string }{
	{"björn", "birni bjarnar"}, {"örn", "erni arnar"}, {"hjörtur", "hjört hirti hjartar"},
	{"jörður", "jörð irði jarðar"}, {"mörður", "mörð merði marðar"}, {"börkur", "börk berki barkar"},
	{"þröstur", "þröst þresti þrastar"}, {"höskuldur", "höskuld höskuldi höskulds"}, {"egill", "egil agli egils"},
	{"ketill", "ketil katli ketils"}, {"björg", "björgu bjargar"}, {"björk", "bjarkar"}, {"höður", "höð heði haðar"},
	{"vörður", "vörð verði varðar"}, {"dagur", "dag degi dags"}, {"jón", "jóni jóns"},
	{"ll", "l li ls"}, {"nn", "n ni ns"}, {"ur", " i s ar"}, {"ir", "i is"}, {"i", "a"},
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
			for _, o := range strings.Split(c.others, " ") {
				if len([]rune(stem+o)) > 2 {
					out = append(out, capitalise(stem+o))
				}
			}
			return out
		}
	}
	return nil
}

package redact

import (
	"slices"
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
)

// Parts returns the words of a name that may stay where they are alone, as written, without particles and words of
// one or two letters; of two, those stay that are no other words: "Xi".
func Parts(name string) []string {
	var out []string
	for _, part := range strings.Fields(strings.NewReplacer(`"`, " ", ",", " ").Replace(name)) {
		n := utf8.RuneCountInString(part)
		if (n > 2 || n == 2 && part != strings.ToLower(part) && !shortWords[foldOf(part)] &&
			!arabicArticles[foldOf(part)]) && !IsParticle(part) && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}

// Surname returns the surname of a name as written, if it is certain and of one word; else "".
func Surname(name string) string {
	if surname, _, ok := strings.Cut(name, ","); ok {
		name = "x " + surname
	}
	fields := strings.Fields(name)
	if _, ok := surnameLast(name); ok {
		if len(fields) == 2 && surnamesFirst[foldOf(fields[1])] {
			return "" // either may be
		}
		return fields[0]
	}
	parts, lastAt, _, _ := partsOf(name)
	if len(fields) < 2 || len(parts) != len(fields) || lastAt != len(fields)-1 || twoSurnames(parts, lastAt) ||
		strings.ContainsFunc(name, isUnspaced) {
		return ""
	}
	return fields[lastAt]
}

// ShorterForms returns shorter forms of a name that are not black with it, because they are as often another person's:
// the last two of three words, given name and one of two surnames.
func ShorterForms(name string) []string {
	if strings.Contains(name, ",") || strings.ContainsFunc(name, isUnspaced) {
		return nil
	}
	fields := strings.Fields(name)
	black := New([]cutting.Redaction{{Name: name}})
	var out []string
	put := func(words ...string) {
		if s := strings.Join(words, " "); !slices.Contains(out, s) && !black.NamesSomebody(s) {
			out = append(out, s)
		}
	}
	n := len(fields)
	if n < 2 {
		return nil
	}
	first, last := fields[0], fields[n-1]
	if n > 2 && !IsParticle(fields[n-2]) {
		put(fields[n-2], last)
		if n > 3 {
			put(first, fields[n-2])
			put(fields[:n-1]...)
		}
	}
	for _, half := range strings.FieldsFunc(last, isHyphen) {
		if half != last && utf8.RuneCountInString(half) > 2 {
			put(first, half)
		}
	}
	return out
}

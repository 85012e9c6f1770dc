package redact

import (
	_ "embed"
	"strings"
)

//go:embed han.txt
var hanText string

// The characters of han.txt: of each the first of its group, and of each first all of the group.
var hanFirst, hanGroups = func() (map[rune]rune, map[rune][]rune) {
	first, groups := map[rune]rune{}, map[rune][]rune{}
	for _, list := range append(table(hanText, "surname"), table(hanText, "given")...) {
		for group := range strings.FieldsSeq(list) {
			letters := []rune(group)
			for _, r := range letters {
				if first[r] == 0 {
					first[r] = letters[0]
					groups[letters[0]] = append(groups[letters[0]], r)
				}
			}
		}
	}
	return first, groups
}()

// oneHan returns the character that stands for all variants of a Chinese character; others unchanged.
func oneHan(r rune) rune {
	if r >= '\u2e80' {
		if first := hanFirst[r]; first != 0 {
			return first
		}
	}
	return r
}

// oneVariant returns a text with oneHan of each character.
func oneVariant(s string) string { return strings.Map(oneHan, s) }

// variantsOf returns the variants of a character that stands for them.
func variantsOf(r rune) []rune {
	if of := hanGroups[r]; of != nil {
		return of
	}
	return []rune{r}
}

// Package wordset makes sets of words from lists written as one text.
package wordset

import "strings"

// Of returns the set of the words in a list that are separated by white space. The words are kept as they are
// written. The set belongs to the caller.
func Of(list string) map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		set[w] = true
	}
	return set
}

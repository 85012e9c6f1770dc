// Package wordset makes sets of words from lists written as one text, in the code or in a file of several lists.
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

// Lists has sets of words by the names of the lists they are in.
type Lists map[string]map[string]bool

// ReadLists reads files of word lists: each line is the name of a list and words of it, separated by white space.
// A list may have several lines, in several files. Lines that begin with "#" are comments.
func ReadLists(files ...string) Lists {
	l := Lists{}
	for _, file := range files {
		for line := range strings.Lines(file) {
			f := strings.Fields(line)
			if len(f) < 2 || strings.HasPrefix(line, "#") {
				continue
			}
			if l[f[0]] == nil {
				l[f[0]] = map[string]bool{}
			}
			for _, w := range f[1:] {
				l[f[0]][w] = true
			}
		}
	}
	return l
}

// Get returns the set of a list, and panics if there is none: the files are part of the program.
func (l Lists) Get(name string) map[string]bool {
	if l[name] == nil {
		panic("no word list " + name)
	}
	return l[name]
}

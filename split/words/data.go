package words

import (
	"embed"
	"strings"
)

//go:embed data/*.txt
var files embed.FS

// Tables parses a file of words: each line has a kind and its phrases, separated by "|"; a kind may
// have several lines, such as one a language; lines that begin with "#" are remarks. It returns the
// phrases of each kind in order.
func Tables(text string) map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(text) {
		kind, list, ok := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		if ok && kind != "#" {
			out[kind] = append(out[kind], strings.Split(list, "|")...)
		}
	}
	return out
}

// readTables returns the Tables of a file of this package; a test reads all files.
func readTables(name string) map[string][]string {
	text, err := files.ReadFile("data/" + name + ".txt")
	if err != nil {
		panic(err) // the file is part of the program
	}
	return Tables(string(text))
}

// foldAll returns the phrases folded, without empty ones.
func foldAll(list []string) []string {
	var out []string
	for _, e := range list {
		if f := Fold(strings.TrimSpace(e)); f != "" {
			out = append(out, f)
		}
	}
	return out
}

// foldedSet returns the set of folded phrases.
func foldedSet(list []string) map[string]bool {
	m := map[string]bool{}
	for _, e := range foldAll(list) {
		m[e] = true
	}
	return m
}

// phraseSet returns the set of phrases folded with trimFold, as headings are.
func phraseSet(list []string) *phrases {
	var entries []string
	for _, ph := range list {
		if ph = trimFold(ph); ph != "" {
			entries = append(entries, ph)
		}
	}
	return newPhrases(entries)
}

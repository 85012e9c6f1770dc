// Package doccheck holds the tests of the project's documents: links that lead
// somewhere, questions as headings, one meaning a word. It has no code for
// others to use.
package doccheck

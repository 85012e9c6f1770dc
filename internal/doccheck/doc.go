// Package doccheck tests the project's documents: links that work, questions as headings, one
// meaning for each word. It has no code for others to use.
package doccheck

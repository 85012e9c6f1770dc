// Package readingtest has what the tests of several readers share: the readers that theirs depend on.
package readingtest

import (
	"testing"

	"cuttings/reading/names"
	"cuttings/reading/statements"
)

// Readers are the learned readers for tests; they are safe for concurrent use.
type Readers struct {
	Names      *names.Reader
	Statements *statements.Reader
}

// Open returns the readers; the test fails if they cannot be loaded.
func Open(tb testing.TB) Readers {
	tb.Helper()
	n, err := names.New()
	if err != nil {
		tb.Fatal(err)
	}
	s, err := statements.New()
	if err != nil {
		tb.Fatal(err)
	}
	return Readers{n, s}
}

// Package readingtest holds what the tests of several readers share: the readers that
// theirs rest on.
package readingtest

import (
	"testing"

	"cuttings/reading/names"
	"cuttings/reading/statements"
)

// Readers are the learned readers, safe for concurrent use.
type Readers struct {
	Names      *names.Reader
	Statements *statements.Reader
}

// Open loads the readers; the test fails when that is not possible.
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

// Package query is the archive's query language: text → Query, with errors that
// point at the place. It knows nothing of any back end.
package query

// Query is a parsed query. A nil *Query matches everything.
type Query struct {
	Text string // as typed
	Root Node   // nil matches everything
}

// Node is one node of the syntax tree.
type Node interface{ node() }

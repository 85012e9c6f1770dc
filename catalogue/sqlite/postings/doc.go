// Package postings is the search engine of the embedded catalogue over Bleve's segments: it makes the documents
// for Bleve, and reads the segments' postings directly, without Bleve's queries, collectors and stored fields.
//
// A document is one edition of an entry. Its terms are analysed before; only the edition's number is stored.
// Columns, kept by the catalogue, have the editions by slot; a Segment maps its documents to slots.
//
// A Plan is a compiled query: its words and phrases (Leaf), filters for the rest, and the choices. It is
// evaluated unit by unit, a segment each, or a run of slots where the query has no words. Every leaf becomes a
// bit set, the tree is evaluated on those, and totals, facets and document frequencies are counted on the
// result. A Scorer then reads frequencies, for matching documents only.
//
// A Unit and a Scorer serve one goroutine each; Segments and Plans are shared.
package postings

// Package postings is the engine of the embedded catalogue over Bleve's segments:
// it makes the documents that Bleve takes, and reads the segments' postings directly,
// without Bleve's queries, collectors and stored fields.
//
// A document is one edition of an entry. Its terms come analysed; nothing is stored
// but the edition's number. Columns, kept by the catalogue, know the editions by slot;
// a Segment ties its documents to them.
//
// A Plan is a query made ready: its words and phrases (Leaf), filters for the rest,
// and the choices besides. It is evaluated unit by unit, a segment each, or a run of
// slots where no words are asked for. Every leaf becomes a bit set, the tree is
// evaluated on those, and totals, facets and document frequencies are counted on the
// result. A Scorer then reads frequencies, for matching documents alone.
//
// A Unit and a Scorer serve one goroutine each; Segments and Plans are shared.
package postings

// Package sqlite is the embedded catalogue: rows in SQLite, words in Bleve.
//
// # Rows
//
// rows.sqlite (WAL, one writer, many readers, other processes included) is the
// truth. Every entry has the sequence number of its last change (seq) and of
// the last change of what searches look at (edition). Apply is one transaction,
// synced to disk before it returns. Pages, entries and the rows of stages share one
// sequence, so that what changed after a number can be reported in order; what goes leaves
// a row that records it. A batch asks for what it is about many things at a time, and for what
// is new not at all.
//
// # Index
//
// The folder index holds shards, each a Bleve (scorch) index with one document
// per edition of an entry: its terms, nothing stored but the edition's number,
// which is the document's ID. A follower adds documents in the order of editions, in
// the background; each batch stores, under an internal key, up to which edition all
// that live are in, so a kill at any moment leaves an index that knows what it lacks.
// The follower begins when somebody waits for it (Sync), when many entries were
// written, or when nothing was for ten seconds, at most a minute after the first: what a
// run writes twice, when it has read a page and when it knows its stories, is indexed
// once. The folder can be deleted at any time: it is made again from the rows on the
// next open.
//
// Documents are never updated. When an entry changes, its new edition is added
// and the old one stays until the catalogue is next opened for writing, because a
// reader may be on page three of a result that began with it: a search sees the
// editions born up to, and not died before, one sequence number, and the cursor
// carries that number from page to page.
//
// # Searching
//
// Package postings reads the segments' postings directly, instead of Bleve's
// collectors. Columns (columns.go) hold in memory what
// filters, facets, histograms and orders need, some 100 bytes per entry. A search
// runs over the segments in parallel: first every leaf becomes a bit set per
// segment and the tree is evaluated on those, which gives exact totals, counts
// and document frequencies; then, where the order is by relevance, frequencies
// are read for matching documents alone and scored by BM25 with statistics of the
// whole catalogue, so that the score does not depend on shards, segments or
// deleted documents. Texts are read for the hits shown, and no others.
//
// # Other processes
//
// A process that opens the catalogue read-only takes no lock: rows are read
// through WAL; of the index it opens a view, made of a copy of the small root
// file and links to the segment files, which never change once written. When the
// index has moved on, it makes a new view. It sees what the writer's index has
// put on disk, which may be a minute behind.
package sqlite

// Package sqlite is the embedded catalogue: rows in SQLite, words in Bleve.
//
// # Rows
//
// rows.sqlite (WAL, one writer, many readers, also in other processes) is authoritative. Every entry has the
// sequence number of its last change (seq) and of the last change of what searches use (edition). Apply is one
// transaction, synced to disk before it returns. Pages, entries and the rows of stages share one sequence, so
// that all changes after a number can be reported in order; a removed thing leaves a row that records its
// removal. A batch queries many things at a time, and does not query new things.
//
// # Index
//
// The folder index holds shards, each a Bleve (scorch) index with one document per edition of an entry: its
// terms, nothing stored but the edition's number, which is the document's ID. A follower adds documents in the
// order of editions, in the background; each batch stores, under an internal key, up to which edition the index
// is complete, so that after a kill the missing editions are known. The follower begins when somebody waits for
// it (Sync), when many entries were written, or after ten seconds without a write, at most a minute after the
// first write. So what a run writes twice, after reading a page and after finding its story, is indexed once.
// The folder can be deleted at any time: it is made again from the rows on the next open.
//
// Documents are never updated. When an entry changes, its new edition is added and the old one stays until the
// catalogue is next opened for writing, because a reader may be on page three of a result that began with it: a
// search uses the editions valid at one sequence number, and the cursor passes that number from page to page.
//
// # Searching
//
// Package postings reads the segments' postings directly, instead of Bleve's collectors. Columns (columns.go)
// keep in memory what filters, facets, histograms and orders need, some 100 bytes per entry. A search runs over
// the segments in parallel: first every leaf becomes a bit set per segment and the tree is evaluated on those,
// which gives exact totals, counts and document frequencies; then, where the order is by relevance, frequencies
// are read for matching documents only and scored by BM25 with statistics of the whole catalogue, so that the
// score does not depend on shards, segments or deleted documents. Texts are read for the hits shown, and no
// others.
//
// # Other processes
//
// A process that opens the catalogue read-only takes no lock: rows are read through WAL; of the index it opens
// a view, made of a copy of the small root file and links to the segment files, which never change once
// written. When the index has changed, it makes a new view. It sees what the writer's index has written to
// disk, which may be a minute behind.
package sqlite

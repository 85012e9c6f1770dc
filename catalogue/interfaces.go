package catalogue

import (
	"context"
	"io"
)

// The reading side in interfaces of one concern; whoever reads names those it
// needs. All methods are safe for concurrent use, see one consistent state each,
// and return errors of kind NotFound for a missing key.

// Searcher answers searches.
type Searcher interface {
	// Search answers a request; see Request and Result.
	Search(ctx context.Context, req Request) (*Result, error)
}

// Speller finds words that are written much like another.
type Speller interface {
	// Near returns up to n words of headlines and texts that are at most two letters from a
	// word, one from a word of less than five: put in, taken out, changed, or swapped with the next. They are in the
	// form they are indexed in (lower case), the nearest first, then those of most cuttings, then
	// by alphabet; how many cuttings may count editions that were replaced, and one twice that has it in several
	// versions. The word itself is not among them, and a word of less than three letters has none.
	Near(ctx context.Context, word string, n int) ([]string, error)
}

// Entries gives cuttings.
type Entries interface {
	// Entry returns a cutting with all its sightings.
	Entry(ctx context.Context, id string) (*Entry, error)
}

// Pages gives captures as they were read.
type Pages interface {
	// Page returns how a capture was read.
	Page(ctx context.Context, captureID string) (*PageRow, error)
	// PageSightings returns the cuttings seen in a capture, by ordinal; none is
	// an empty slice, an unknown capture NotFound.
	PageSightings(ctx context.Context, captureID string) ([]Sighting, error)
	// Pages calls fn for every page row whose capture ID is greater than after,
	// ascending, until fn returns false.
	Pages(ctx context.Context, after string, fn func(PageRow) bool) error
}

// Counter counts what there is.
type Counter interface {
	// Sources lists outlets with counts, by descending count of cuttings, then ID. What
	// has no known outlet is not in it.
	Sources(ctx context.Context) ([]SourceCount, error)
	// Sections lists a source's section headings and rails with counts, by
	// descending count, then name; spellings as in Request.Facets. An unknown
	// source gives NotFound.
	Sections(ctx context.Context, sourceID string) ([]SectionCount, error)
	// Stats counts what is there.
	Stats(ctx context.Context) (Stats, error)
}

// Outlets gives outlets.
type Outlets interface {
	// Outlet returns the outlet of an ID in rows or of its own; NotFound when there is none.
	Outlet(ctx context.Context, sourceID string) (*Outlet, error)
}

// Rows gives what stages found.
type Rows interface {
	// Row returns a stage's row.
	Row(ctx context.Context, key RowKey) (*StageRow, error)
	// Rows calls fn for every row of a stage whose key is greater than after,
	// ascending, until fn returns false.
	Rows(ctx context.Context, stage, after string, fn func(StageRow) bool) error
	// Due calls fn for the key of everything in a scope of which the stage has no row of
	// the version, in no particular order, until fn returns false. It costs little where
	// nothing is due. fn may write; what is written meanwhile may be reported or not.
	Due(ctx context.Context, of Scope, stage string, version int, fn func(key string) bool) error
	// Text returns a text by its TextKey.
	Text(ctx context.Context, key string) (*Text, error)
	// Showing returns the IDs of cuttings seen with a text that are greater than after,
	// ascending, at most limit; none for an unknown text.
	Showing(ctx context.Context, textKey, after string, limit int) ([]string, error)
}

// Bulk gives many things at once: asking for each by itself costs a stage over the whole
// archive more than reading them.
type Bulk interface {
	// EntriesOf returns cuttings by their IDs; those that are not there are not among them.
	EntriesOf(ctx context.Context, ids []string) (map[string]*Entry, error)
	// RowsOf returns rows of a stage by their keys; those that are not there are not among
	// them.
	RowsOf(ctx context.Context, stage string, keys []string) (map[string]*StageRow, error)
}

// Dumper writes out everything.
type Dumper interface {
	// Dump writes the logical content as JSON Lines in a fixed order: two
	// catalogues made from the same vault and journal give the same bytes.
	Dump(ctx context.Context, w io.Writer) error
}

// Position is a place in one catalogue's sequence of changes; "" is its beginning. It
// can be kept across runs.
type Position string

// Thing describes what a change is of.
type Thing string

// The things.
const (
	PageThing    Thing = "page"    // Key is a capture's ID
	CuttingThing Thing = "cutting" // Key is a cutting's ID
	RowThing     Thing = "row"     // Stage and Key name a stage's row
)

// Change is one thing that was written.
type Change struct {
	Of    Thing  `json:"of"`
	Key   string `json:"key"`
	Stage string `json:"stage,omitempty"`
	Gone  bool   `json:"gone,omitempty"` // it is not there any more
}

// Follower reports what changed: for indexes, stages over the whole archive, alerts
// and caches.
type Follower interface {
	// Changes calls fn for everything that was written after a position, each thing once, in
	// the order of its last change, until fn returns false. It returns the position behind
	// the last change for which fn returned true.
	//
	// What an acknowledged batch wrote is there, also after a kill; what no batch wrote is
	// not. A cutting changes with its sightings and with the values that rows give it; a row
	// without values is reported by itself. A thing may be reported though it is as it was
	// before, and one that changes meanwhile is reported again behind that position.
	//
	// A position of another catalogue, such as this one before a rebuild, gives an error of
	// kind Conflict: begin at "".
	Changes(ctx context.Context, since Position, fn func(Change) bool) (Position, error)
}

// Capable reports what a back end can do.
type Capable interface {
	Capabilities() Capabilities
}

// Writer takes readings in. One writer at a time.
type Writer interface {
	// Apply writes a batch whole or not at all; when it returns nil the rows
	// survive a kill. Applying the same batch again changes nothing. The search
	// index may follow later; Sync waits for it. A batch that contradicts itself gives
	// an error of kind Invalid.
	Apply(ctx context.Context, b Batch) error
	// Sync returns when everything applied before the call can be found by Search.
	Sync(ctx context.Context) error
}

// Capabilities are what back ends differ in, so that nobody needs type assertions. What the contract
// promises without naming a capability holds for all of them.
type Capabilities struct {
	Name       string // "memory", "sqlite+bleve"
	Persistent bool
	Stemming   bool // words match other forms of themselves per language
	Highlights bool
	// Expansion lists the forms a query was widened to in Result.Expanded.
	Expansion bool
	// SnapshotPaging holds the state of the first page through all pages of a search.
	// Without it, entries added or changed meanwhile may be repeated or left out.
	SnapshotPaging bool
	// ScoreTolerance is by how much of itself a score may differ from that of the same
	// content in another order of adding; 0 is the same to the last bit. Hits whose scores
	// are that near may change places.
	ScoreTolerance float64
}

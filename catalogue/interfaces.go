package catalogue

import (
	"context"
	"io"
	"slices"
)

// The interfaces for reading, each of one concern; users name those they need. All methods are safe for
// concurrent use, each sees one consistent state, and they return errors of kind NotFound for a missing key.

// Searcher runs searches.
type Searcher interface {
	// Search runs a search; see Request and Result.
	Search(ctx context.Context, req Request) (*Result, error)
}

// Speller finds words with a similar spelling.
type Speller interface {
	// Near returns up to n words of headlines and texts that are at most two letters from a
	// word, one from a word of less than five: put in, taken out, changed, or swapped with the next. They are in the
	// form they are indexed in (lower case), the nearest first, then those of most cuttings, then
	// by alphabet; how many cuttings may count editions that were replaced, and one twice that has it in several
	// versions. The word itself is not among them, and a word of less than three letters has none.
	Near(ctx context.Context, word string, n int) ([]string, error)
}

// Entries reads cuttings.
type Entries interface {
	// Entry returns a cutting with all its sightings.
	Entry(ctx context.Context, id string) (*Entry, error)
}

// Pages reads the rows of captures.
type Pages interface {
	// Page returns a capture's row.
	Page(ctx context.Context, captureID string) (*PageRow, error)
	// PageSightings returns the cuttings seen in a capture, by ordinal; an empty slice for none, NotFound for
	// an unknown capture.
	PageSightings(ctx context.Context, captureID string) ([]Sighting, error)
	// Pages calls fn for every page row whose capture ID is greater than after,
	// ascending, until fn returns false.
	Pages(ctx context.Context, after string, fn func(PageRow) bool) error
}

// Counter returns counts over the archive.
type Counter interface {
	// Sources returns outlets with counts, by descending count of cuttings, then ID. Cuttings without a known
	// outlet are not included.
	Sources(ctx context.Context) ([]SourceCount, error)
	// Sections returns a source's section headings and rails with counts, by descending count, then name;
	// spellings as in Request.Facets. An unknown source gives NotFound.
	Sections(ctx context.Context, sourceID string) ([]SectionCount, error)
	// Stats returns the archive's totals.
	Stats(ctx context.Context) (Stats, error)
}

// Outlets reads outlets.
type Outlets interface {
	// Outlet returns the outlet with an ID: its own or that of a source in rows; NotFound when there is none.
	Outlet(ctx context.Context, sourceID string) (*Outlet, error)
}

// Rows reads the rows of stages.
type Rows interface {
	// Row returns a stage's row.
	Row(ctx context.Context, key RowKey) (*StageRow, error)
	// Rows calls fn for every row of a stage whose key is greater than after,
	// ascending, until fn returns false.
	Rows(ctx context.Context, stage, after string, fn func(StageRow) bool) error
	// Due calls fn for the key of everything in a scope for which the stage has no row of the version, in no
	// particular order, until fn returns false. It is cheap when nothing is due. fn may write; keys written
	// meanwhile may be included or not.
	Due(ctx context.Context, of Scope, stage string, version int, fn func(key string) bool) error
}

// Texts reads the texts that stages read, and the cuttings that show them.
type Texts interface {
	// Text returns a text by its TextKey.
	Text(ctx context.Context, key string) (*Text, error)
	// Showing returns the IDs of cuttings that have a sighting with a text that are greater than after,
	// ascending, at most limit; none for an unknown text.
	Showing(ctx context.Context, textKey, after string, limit int) ([]string, error)
}

// Bulk reads many things at once, for stages over the whole archive, where reading each by itself would cost
// more than the reading.
type Bulk interface {
	// EntriesOf returns cuttings by their IDs; unknown IDs are left out.
	EntriesOf(ctx context.Context, ids []string) (map[string]*Entry, error)
	// RowsOf returns rows of a stage by their keys; missing rows are left out.
	RowsOf(ctx context.Context, stage string, keys []string) (map[string]*StageRow, error)
	// RowsAbout returns the rows of all stages about things of a scope by their keys, each thing's by stage; keys
	// without rows are left out.
	RowsAbout(ctx context.Context, of Scope, keys []string) (map[string]map[string]*StageRow, error)
}

// Dumper writes the logical dump.
type Dumper interface {
	// Dump writes the logical content as JSON Lines in a fixed order: two
	// catalogues made from the same vault and journal give the same bytes.
	Dump(ctx context.Context, w io.Writer) error
}

// Position is a place in one catalogue's sequence of changes; "" is its beginning. It can be stored and used in
// later runs.
type Position string

// Thing is the kind of thing that changed.
type Thing string

// The values of Thing.
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
	Gone  bool   `json:"gone,omitempty"` // it no longer exists
}

// IsFor reports whether Follower.Changes reports a change to a caller that gives these stages.
func (c Change) IsFor(stages []string) bool {
	return c.Of != RowThing || len(stages) == 0 || slices.Contains(stages, c.Stage)
}

// Follower reports what changed: for indexes, stages over the whole archive, alerts and caches.
type Follower interface {
	// Changes calls fn for everything that was written after a position, each thing once, in the order of its
	// last change, until fn returns false. It returns the position after the last change for which fn returned
	// true.
	//
	// Everything an acknowledged batch wrote is reported, also after a kill, and nothing else. A cutting
	// changes with its sightings and with the values that rows give it; a row without values is reported by
	// itself. A thing may be reported although it did not change, and one that changes during the call is
	// reported again after that position.
	//
	// If stages are given, rows of other stages are left out. The position returned is then after them, unless fn
	// returned false.
	//
	// A position of another catalogue, such as this one before a rebuild, gives an error of kind Conflict; then
	// begin at "".
	Changes(ctx context.Context, since Position, fn func(Change) bool, stages ...string) (Position, error)
}

// Capable returns a back end's capabilities.
type Capable interface {
	Capabilities() Capabilities
}

// Writer writes batches. Only one writer may be active at a time.
type Writer interface {
	// Apply writes a batch atomically; when it returns nil the rows survive a kill. Applying the same batch
	// again changes nothing. The search index may follow later; Sync waits for it. A batch that contradicts
	// itself gives an error of kind Invalid.
	Apply(ctx context.Context, b Batch) error
	// Sync returns when everything applied before the call can be found by Search.
	Sync(ctx context.Context) error
}

// Capabilities are the differences between back ends, so that no type assertions are needed. Promises of the
// contract that name no capability hold for all back ends.
type Capabilities struct {
	Name       string // "memory", "sqlite+bleve"
	Persistent bool
	Stemming   bool // words match other forms of themselves per language
	Highlights bool
	// Expansion reports that Result.Expanded has the forms a query was widened to.
	Expansion bool
	// SnapshotPaging reports that all pages of a search are from the state of the first. Without it, entries
	// added or changed meanwhile may be repeated or left out.
	SnapshotPaging bool
	// ScoreTolerance is the relative difference that the scores of the same content may have when it was added
	// in another order; 0 means equal to the last bit. Hits with scores that near may change places.
	ScoreTolerance float64
}

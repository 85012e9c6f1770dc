// Package catalogue is the contract of the derived, disposable, searchable part
// of an archive: its entries, its query language (package query below it) and
// the small interfaces its users see. Back ends live in packages below; package
// cataloguetest holds the suite each of them passes.
//
// Everything in a catalogue can be rebuilt from vault and journal. Row sequence
// numbers and the moments rows were written are its own business and are not in
// the logical dump.
package catalogue

import (
	"context"
	"io"
	"time"

	"cuttings/cutting"
)

// Source is an outlet: who published a cutting.
type Source struct {
	ID   string `json:"id"`   // host without "www.", or the folder's name where no URL is known
	Name string `json:"name"` // as the source's own pages give it, else the ID
}

// PageRow is what the catalogue keeps of one capture and how it was read.
type PageRow struct {
	Capture  cutting.Capture  `json:"capture"`
	Added    time.Time        `json:"added"` // from the evidence log
	Source   Source           `json:"source"`
	Kind     cutting.PageKind `json:"kind"`
	Reason   string           `json:"reason"`
	Title    string           `json:"title,omitempty"`
	Lang     string           `json:"lang,omitempty"`
	Section  string           `json:"section,omitempty"`
	TextLen  int              `json:"text_len"`
	Faults   []string         `json:"faults,omitempty"`
	Failure  string           `json:"failure,omitempty"` // why the page could not be read; "" when it could
	Versions Versions         `json:"versions"`
}

// Versions are the stage versions a row was made with; a row whose versions
// differ from the program's is stale and is redone by press.
type Versions struct {
	Page  int `json:"page"`
	Split int `json:"split"`
	// Corrections is how many corrections by hand the reading took in.
	Corrections int `json:"corrections,omitempty"`
}

// Sighting is one cutting seen in one capture at one place.
type Sighting struct {
	CuttingID string       `json:"cutting"`
	CaptureID string       `json:"capture"`
	Ordinal   int          `json:"ordinal"` // position among the page's cuttings, from 0
	Kind      cutting.Kind `json:"kind"`
	Source    Source       `json:"source"`
	Lang      string       `json:"lang,omitempty"`
	Headline  string       `json:"headline"`
	Text      string       `json:"text"`
	Truncated bool         `json:"truncated,omitempty"`
	Byline    []string     `json:"byline,omitempty"`
	// BylineOrigin is cutting.Corrected when a person gave the byline.
	BylineOrigin string          `json:"byline_origin,omitempty"`
	Published    cutting.Date    `json:"published,omitzero"`
	Modified     cutting.Date    `json:"modified,omitzero"`
	URL          string          `json:"url,omitempty"`
	Rail         string          `json:"rail,omitempty"`
	Section      string          `json:"section,omitempty"`
	Tags         []string        `json:"tags,omitempty"`
	Bytes        []cutting.Range `json:"bytes"`
	// HeadlineBytes is where the headline stood; empty when it came from a claim.
	HeadlineBytes cutting.Range `json:"headline_bytes"`
	// Parts give the text's pieces with their spans in the page's text and bytes
	// in the capture, so that a passage leads to its bytes.
	Parts []SightingPart `json:"parts,omitempty"`
	// Version is the checksum of headline and text: equal texts are one version.
	Version cutting.Checksum `json:"version"`
	// Captured and Added are the capture's, repeated here for ordering.
	Captured time.Time `json:"captured"`
	Added    time.Time `json:"added"`
}

// SightingPart is one piece of a sighting's text.
type SightingPart struct {
	Role  cutting.PartRole `json:"role"`
	Text  cutting.Span     `json:"text"`  // in Sighting.Text
	Page  cutting.Span     `json:"page"`  // in the page's text
	Bytes cutting.Range    `json:"bytes"` // in the capture
}

// Entry is a cutting as the catalogue shows it: the representative sighting
// (the longest text; among equals the earliest captured, then the smallest
// capture ID and ordinal) with all sightings, ordered by captured time, capture
// ID, ordinal.
type Entry struct {
	ID        string     `json:"id"`
	Sighting             // the representative
	Sightings []Sighting `json:"sightings"`
	Versions  int        `json:"versions"` // distinct texts among the sightings
}

// Head is what lists load: an entry without its texts.
type Head struct {
	ID        string       `json:"id"`
	Kind      cutting.Kind `json:"kind"`
	Source    Source       `json:"source"`
	Lang      string       `json:"lang,omitempty"`
	Headline  string       `json:"headline"`
	Excerpt   string       `json:"excerpt"` // the first 300 characters of the text, cut at a word
	Truncated bool         `json:"truncated,omitempty"`
	Byline    []string     `json:"byline,omitempty"`
	// BylineOrigin is cutting.Corrected when a person gave the byline.
	BylineOrigin string       `json:"byline_origin,omitempty"`
	Published    cutting.Date `json:"published,omitzero"`
	URL          string       `json:"url,omitempty"`
	Rail         string       `json:"rail,omitempty"`
	Section      string       `json:"section,omitempty"`
	Captured     time.Time    `json:"captured"` // earliest sighting
	Added        time.Time    `json:"added"`    // earliest sighting
	Sightings    int          `json:"sightings"`
}

// Batch is what one run writes at once: complete readings of some captures.
// Writing a capture's reading replaces any earlier reading of it.
type Batch struct {
	Pages []PageReading
}

// PageReading is one page's row with every cutting seen in it.
type PageReading struct {
	Page      PageRow
	Sightings []Sighting
}

// Writer takes readings in. One writer at a time.
type Writer interface {
	// Apply writes a batch whole or not at all; when it returns nil the rows
	// survive a kill. Applying the same batch again changes nothing. The search
	// index may follow later; Sync waits for it.
	Apply(ctx context.Context, b Batch) error
	// Sync returns when everything applied before the call can be found by Search.
	Sync(ctx context.Context) error
}

// Reader is the reading side. All methods are safe for concurrent use, see a
// consistent state each, and return errors of kind NotFound for a missing key.
type Reader interface {
	// Search answers a request; see Request and Result.
	Search(ctx context.Context, req Request) (*Result, error)
	// Entry returns a cutting with all its sightings.
	Entry(ctx context.Context, id string) (*Entry, error)
	// Page returns how a capture was read.
	Page(ctx context.Context, captureID string) (*PageRow, error)
	// PageSightings returns the cuttings seen in a capture, by ordinal; none is
	// an empty slice, an unknown capture NotFound.
	PageSightings(ctx context.Context, captureID string) ([]Sighting, error)
	// Pages calls fn for every page row whose capture ID is greater than after,
	// ascending, until fn returns false.
	Pages(ctx context.Context, after string, fn func(PageRow) bool) error
	// Sources lists outlets with counts, by descending count of cuttings, then ID.
	Sources(ctx context.Context) ([]SourceCount, error)
	// Sections lists a source's section headings and rails with counts, by
	// descending count, then name; spellings as in Request.Facets. An unknown
	// source gives NotFound.
	Sections(ctx context.Context, sourceID string) ([]SectionCount, error)
	// Stats counts what is there.
	Stats(ctx context.Context) (Stats, error)
	// Dump writes the logical content as JSON Lines in a fixed order: two
	// catalogues made from the same vault and journal give the same bytes.
	Dump(ctx context.Context, w io.Writer) error
	// Capabilities says what this back end can do.
	Capabilities() Capabilities
}

// Capabilities tells back ends apart without type assertions.
type Capabilities struct {
	Name       string // "memory", "sqlite+bleve"
	Persistent bool
	Stemming   bool // words match other forms of themselves per language
	Highlights bool
}

// SourceCount is an outlet with how much the archive holds of it.
type SourceCount struct {
	Source
	Captures    int    `json:"captures"`
	Cuttings    int    `json:"cuttings"`
	First, Last string // earliest and latest published date, ISO; "" when none is dated
}

// SectionCount is one heading a source put over items.
type SectionCount struct {
	Section string `json:"section,omitempty"`
	Rail    string `json:"rail,omitempty"` // exactly one of the two is set
	Count   int    `json:"count"`
}

// Stats are the archive's totals.
type Stats struct {
	Captures, Pages, Failures int
	Cuttings, Sightings       int
	ByKind                    map[cutting.Kind]int
	ByPageKind                map[cutting.PageKind]int
	ByLang                    map[string]int
	First, Last               string // published dates, ISO
	Behind                    int    // rows the search index has yet to take in
}

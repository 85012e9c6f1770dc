// Package catalogue is the contract of the derived, disposable, searchable part of an archive: its entries, its
// query language (package query below it) and the small interfaces of its users. Back ends live in packages
// below; package cataloguetest holds the suite each of them passes.
//
// Everything in a catalogue can be rebuilt from vault and journal. Row sequence numbers and the times at which
// rows were written are internal and not in the logical dump.
package catalogue

import (
	"time"

	"cuttings/cutting"
)

// Source is an outlet: who published a cutting. In rows it is the source of one page; the catalogue joins the
// sources of one outlet. Entries, hits, counts and facets have the outlet, pages and their sightings what the
// page itself states.
type Source struct {
	ID   string `json:"id"`   // host without "www.", else cutting.NameIdentity of a name; "" when not known
	Name string `json:"name"` // of the outlet; in rows the name the page itself gives
	// Place is the folder of a page without an address. It is shown where the outlet is not known; a folder is
	// no outlet.
	Place string `json:"place,omitempty"`
}

// Outlet is an outlet with the sources joined in it.
type Outlet struct {
	Source
	Keys []string `json:"keys"`           // the IDs that rows have for it: hosts, names
	Also []string `json:"also,omitempty"` // other names its pages give it
	Kind string   `json:"kind,omitempty"` // by hand: one of cutting.OutletKinds
	Lang string   `json:"lang,omitempty"` // by hand
}

// OutletStage and OutletsKey name the row, of scope OfStage, in which a run stores the decisions about outlets:
// a list of cutting.OutletDecision in the order they were made. They take effect at once.
const (
	OutletStage = "outlets"
	OutletsKey  = "decided"
)

// PageRow is the catalogue's row about one capture and how it was read.
type PageRow struct {
	Capture cutting.Capture `json:"capture"`
	Added   time.Time       `json:"added"` // from the evidence log
	Source  Source          `json:"source"`
	// Names are the names the page gives its outlet. The outlet's name is chosen from those of all its pages;
	// without Names, Source.Name counts as stated.
	Names    []cutting.SelfName `json:"names,omitempty"`
	Kind     cutting.PageKind   `json:"kind"`
	Reason   string             `json:"reason"`
	Title    string             `json:"title,omitempty"`
	Lang     string             `json:"lang,omitempty"`
	Section  string             `json:"section,omitempty"`
	TextLen  int                `json:"text_len"`
	Faults   []string           `json:"faults,omitempty"`
	Failure  string             `json:"failure,omitempty"` // why the page could not be read; "" when it could
	Versions Versions           `json:"versions"`
	// Decisions is the number of decisions about the capture that the rows take in. It shows whether a decision
	// has taken effect; it is no version and makes no row stale.
	Decisions int `json:"decisions,omitempty"`
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
	BylineOrigin string `json:"byline_origin,omitempty"`
	// ByHand names the facts that a person gave, as cutting.Cutting.ByHand.
	ByHand    []string        `json:"by_hand,omitempty"`
	Published cutting.Date    `json:"published,omitzero"`
	Modified  cutting.Date    `json:"modified,omitzero"`
	URL       string          `json:"url,omitempty"`
	Rail      string          `json:"rail,omitempty"`
	Section   string          `json:"section,omitempty"`
	Tags      []string        `json:"tags,omitempty"`
	Bytes     []cutting.Range `json:"bytes"`
	// HeadlineBytes is where the headline was; empty when it came from a claim.
	HeadlineBytes cutting.Range `json:"headline_bytes"`
	// Parts are the text's parts with their spans in the page's text and bytes in the capture, so that the
	// bytes of a passage can be found.
	Parts []SightingPart `json:"parts,omitempty"`
	// Version is the checksum of headline and text: equal texts are one version.
	Version cutting.Checksum `json:"version"`
	// Captured and Added are the capture's, repeated here for ordering; TimeOrigin is the certainty of Captured
	// (see cutting.TimeKnownBy).
	Captured   time.Time `json:"captured"`
	TimeOrigin string    `json:"time_origin,omitempty"`
	Added      time.Time `json:"added"`
}

// TimeKnown returns the certainty of Captured.
func (s Sighting) TimeKnown() cutting.TimeKnown {
	return cutting.Capture{Time: s.Captured, TimeOrigin: s.TimeOrigin}.TimeKnown()
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

// Head is an entry without its texts, for lists.
type Head struct {
	ID        string       `json:"id"`
	Kind      cutting.Kind `json:"kind"`
	Source    Source       `json:"source"`
	Lang      string       `json:"lang,omitempty"`
	Headline  string       `json:"headline"`
	Excerpt   string       `json:"excerpt"` // at most 300 characters, as cutting.Excerpt writes it
	Truncated bool         `json:"truncated,omitempty"`
	Whole     bool         `json:"whole,omitempty"` // as Sighting.WholePost reports
	Byline    []string     `json:"byline,omitempty"`
	// BylineOrigin is cutting.Corrected when a person gave the byline.
	BylineOrigin string `json:"byline_origin,omitempty"`
	// ByHand names the facts that a person gave, as cutting.Cutting.ByHand.
	ByHand    []string     `json:"by_hand,omitempty"`
	Published cutting.Date `json:"published,omitzero"`
	URL       string       `json:"url,omitempty"`
	Rail      string       `json:"rail,omitempty"`
	Section   string       `json:"section,omitempty"`
	Captured  time.Time    `json:"captured"` // earliest sighting
	Added     time.Time    `json:"added"`    // earliest sighting
	Sightings int          `json:"sightings"`
}

// SourceCount is an outlet with its counts in the archive.
type SourceCount struct {
	Outlet
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
	Behind                    int    // rows that are not in the search index yet
}

package catalogue

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Versions are the stage versions a row was made with, by the stage's name. A row
// is stale when the program's version of one of its stages differs.
type Versions map[string]int

// String lists stages and versions, by name: "page 3, split 4".
func (v Versions) String() string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s %d", name, v[name])
	}
	return b.String()
}

// Batch is what one run writes at once.
type Batch struct {
	// Pages are complete readings of some captures. Each replaces any earlier reading
	// of its capture.
	Pages []PageReading
	// Rows are what stages found. Each replaces the row of its stage and key.
	Rows []StageRow
	// Drop names rows to take away; one that is not there is no error.
	Drop []RowKey
}

// PageReading is one page's row with every cutting seen in it.
type PageReading struct {
	Page      PageRow
	Sightings []Sighting
}

// Scope describes what the rows of a stage are about.
type Scope string

// The scopes.
const (
	OfCapture Scope = "capture" // a row's key is a capture's ID
	OfText    Scope = "text"    // a row's key is a TextKey: equal texts are read once
	OfCutting Scope = "cutting" // a row's key is a cutting's ID
	// OfStage is for a stage's own notes, such as how far it has followed Changes: of
	// any key, kept until they are dropped, without Fields and not in the logical dump.
	OfStage Scope = "stage"
)

// RowKey names a stage's row.
type RowKey struct {
	Stage string `json:"stage"`
	Key   string `json:"key"`
}

// StageRow is what one stage found in one capture, text or cutting. All rows of a
// stage have one scope, its notes aside. A row lives as long as what it is about: one whose capture,
// text or cutting is not there after the batch is not kept, and it goes with the
// last sighting that has the text or shows the cutting.
type StageRow struct {
	RowKey
	Of      Scope `json:"of"`
	Version int   `json:"version"` // of the stage
	// Value is what the stage keeps, JSON of its own; nil when it found nothing.
	Value json.RawMessage `json:"value,omitempty"`
	// Fields are values to search and count by: of fields that are declared and have no
	// values in sightings themselves. An entry has the values of the rows of its
	// representative's text and capture and of its own.
	Fields map[string][]string `json:"fields,omitempty"`
	// Decisions is how many decisions by hand about it the row took in, as in PageRow.
	Decisions int `json:"decisions,omitempty"`
	// Failure is why the stage could not read this one; "" when it could.
	Failure string `json:"failure,omitempty"`
}

// Text is a text as stages read it: headline and text of a version, in its language
// and of its day.
type Text struct {
	Lang, Headline, Text string
	// Day is when it was published, ISO 8601 to the day or less precisely; "" when that
	// is not known. Expressions such as "last Friday" are reckoned from it.
	Day string
}

// TextOf returns the text a sighting has.
func TextOf(s *Sighting) Text {
	day, _, _ := strings.Cut(s.Published.Value, "T")
	return Text{Lang: s.Lang, Headline: s.Headline, Text: s.Text, Day: day}
}

// TextKey is the key of the text a sighting has: its version, and behind full stops what
// a reader must know besides: its language and the day it was published, each left out
// where nothing follows.
func TextKey(s *Sighting) string {
	key := string(s.Version)
	if t := TextOf(s); t.Day != "" {
		return key + "." + t.Lang + "." + t.Day
	} else if t.Lang != "" {
		return key + "." + t.Lang
	}
	return key
}

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

// Batch is the rows written in one transaction.
type Batch struct {
	// Pages are complete readings of some captures. Each replaces any earlier reading
	// of its capture.
	Pages []PageReading
	// Rows are what stages found. Each replaces the row of its stage and key.
	Rows []StageRow
	// Drop has the keys of rows to remove; missing rows are no error.
	Drop []RowKey
}

// PageReading is one page's row with every cutting seen in it.
type PageReading struct {
	Page      PageRow
	Sightings []Sighting
}

// Scope is what the rows of a stage are about.
type Scope string

// The values of Scope.
const (
	OfCapture Scope = "capture" // a row's key is a capture's ID
	OfText    Scope = "text"    // a row's key is a TextKey: equal texts are read once
	OfCutting Scope = "cutting" // a row's key is a cutting's ID
	// OfStage is for a stage's own notes, such as its position in Changes: with any key, kept until dropped,
	// without Fields and not in the logical dump.
	OfStage Scope = "stage"
)

// RowKey names a stage's row.
type RowKey struct {
	Stage string `json:"stage"`
	Key   string `json:"key"`
}

// StageRow is what one stage found in one capture, text or cutting. All rows of a stage except its notes have
// one scope. A row exists as long as what it is about: a row whose capture, text or cutting does not exist
// after the batch is not stored, and rows are removed with the last sighting of the text or cutting.
type StageRow struct {
	RowKey
	Of      Scope `json:"of"`
	Version int   `json:"version"` // of the stage
	// Value is the stage's result in JSON of its own form; nil when it found nothing.
	Value json.RawMessage `json:"value,omitempty"`
	// Fields are values to search and count by: of declared fields that have no values in sightings themselves.
	// An entry has the values of the rows of its representative's text and capture and of its own.
	Fields map[string][]string `json:"fields,omitempty"`
	// Decisions is the number of decisions about it that the row takes in, as in PageRow.
	Decisions int `json:"decisions,omitempty"`
	// Failure is why the stage could not read it; "" when it could.
	Failure string `json:"failure,omitempty"`
}

// Text is the input of stages over texts: headline and text of a version, its language and its day.
type Text struct {
	Lang, Headline, Text string
	// Day is when it was published, ISO 8601 to the day or less precisely; "" when that is not known.
	// Expressions such as "last Friday" are resolved from it.
	Day string
}

// TextOf returns the text a sighting has.
func TextOf(s *Sighting) Text {
	day, _, _ := strings.Cut(s.Published.Value, "T")
	return Text{Lang: s.Lang, Headline: s.Headline, Text: s.Text, Day: day}
}

// TextKey returns the key of a sighting's text: its version and, after full stops, its language and the day it
// was published, which readers need too; empty values at the end are left out.
func TextKey(s *Sighting) string {
	key := string(s.Version)
	if t := TextOf(s); t.Day != "" {
		return key + "." + t.Lang + "." + t.Day
	} else if t.Lang != "" {
		return key + "." + t.Lang
	}
	return key
}

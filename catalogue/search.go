package catalogue

import (
	"time"

	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// Sort is an order of results. Ties are broken by cutting ID, so every order is total.
type Sort string

// The orders.
const (
	// ByRelevance is by BM25, best first, with lengths normalised within a kind and the score weighted by kind:
	// article, teaser, rail item. Without a word that scores it is ByNewest.
	ByRelevance Sort = "relevance"
	ByNewest    Sort = "newest" // published date descending; undated last
	ByOldest    Sort = "oldest" // published date ascending; undated last
	ByAdded     Sort = "added"  // most recently added first
)

// MaxChoices is the maximum number of values of one field that a search may be narrowed to, and of one group.
const MaxChoices = 100

// MaxGroups is the maximum number of groups of one request.
const MaxGroups = 1000

// Request is a search. The zero value matches everything.
type Request struct {
	Query *query.Query // nil matches everything
	Sort  Sort         // "" is ByRelevance
	Limit int          // maximum number of hits, 0–1000; with 0 only totals and counts
	// After is Result.Next of the page before; "" for the first. It is valid for one query and order; with
	// others it gives an error of kind Invalid.
	After string
	// Choices narrow the search in addition to Query, by field.Field.ChoiceName ("source", "lang", "year",
	// "section", …): entries match that have at least one of the values in every field given. Values are as
	// facets count them: a whole heading as in section:="…", the exact tag of a language, "2011" or "none"
	// (undated) for a year. At most MaxChoices values per field.
	Choices map[string][]string
	// Facets to count, by field.Field.Facet. An entry is counted under each of its values; entries without a
	// value are counted under field.None where the field has Missing, else not at all. A facet's own choice
	// does not narrow its own counts: its values are counted as if nothing of that facet were chosen. Texts are
	// counted in all their spellings that differ in capitals, accents or punctuation, under the one most
	// entries have.
	Facets []string
	// Groups are counted as one value each, all of them in the same pass over the matches. As with facets, a
	// choice of a group's own field does not narrow its count. At most MaxGroups.
	Groups []Group
	// Histogram counts matches per calendar period when not "": "year", "month", "day". A date known less
	// precisely is counted under its own period ("2011" among days).
	Histogram string
	// Independent sets Result.Independent, and Count.Independent in facets, groups and histogram. The catalogue's
	// fields must include field.Is.
	Independent bool
	Highlight   bool // return passages
	// ByStory returns one hit per story: of the matching members the one that is first by Witness. Its place in the
	// order is that of the story's first match. Total, facets and histogram still count cuttings.
	ByStory bool
	// Bare returns hits with IDs only, and of stories ID and Matches, for callers that read the rest of many
	// hits themselves. A cutting may have been removed since.
	Bare bool
}

// Group is a set of values of one field, such as the forms of one name. An entry that has several of them counts
// once.
type Group struct {
	Field string // field.Field.ChoiceName
	// Values are as in Request.Choices, at most MaxChoices; a group without any counts nothing.
	Values []string
	// In restricts values to some entries: a value that is a key counts only in the entries with these IDs.
	In map[string][]string
}

// Result is the result of a Request.
type Result struct {
	Total int `json:"total"` // cuttings, exact
	// Independent is the exact number of those that have a text of their own; 0 without Request.Independent.
	Independent int `json:"independent,omitempty"`
	// Stories is the exact number of stories among them, with each cutting in no story as one; 0 without
	// Request.ByStory.
	Stories int   `json:"stories,omitempty"`
	Hits    []Hit `json:"hits"`
	// Next continues after the last hit at any depth; "" when there is no more. Paging with it never repeats or
	// skips an entry that existed at the first page; with Capabilities.SnapshotPaging also when entries change
	// meanwhile.
	Next string `json:"next,omitempty"`
	// Facets list values by descending count, then value; at most 100, and in addition the chosen ones, with a
	// count of 0 if no match has them.
	Facets map[string][]Count `json:"facets,omitempty"`
	// Groups are the counts of Request.Groups, in their order, without values.
	Groups []Count `json:"groups,omitempty"`
	// Histogram is by ascending value; periods without a match are left out; undated entries are under "".
	Histogram []Count `json:"histogram,omitempty"`
	// Expanded lists the word forms the query was widened to, so that expansion is visible; it is set where
	// Capabilities.Expansion is.
	Expanded []string `json:"expanded,omitempty"`
}

// Count is one value of a facet, one group or one bar of a histogram.
type Count struct {
	Value string `json:"value"`
	Label string `json:"label,omitempty"` // a source's name
	Count int    `json:"count"`
	// Independent is the number of those that have a text of their own (IsIndependent); set with
	// Request.Independent.
	Independent int `json:"independent,omitempty"`
}

// Hit is one result.
type Hit struct {
	Head
	Score    float64 `json:"score"`                   // 0 in other orders than by relevance
	Headline []Run   `json:"headline_runs,omitempty"` // the headline with matches marked
	// Passages are at most three, best first. Those of other versions come last, where they have
	// what the representative lacks.
	Passages []Passage `json:"passages,omitempty"`
	// HeadlineGone reports that the newest version is known and has nowhere what is marked in Headline.
	HeadlineGone bool `json:"headline_gone,omitempty"`
	// Story is set with Request.ByStory for a cutting in a story.
	Story *StoryHit `json:"story,omitempty"`
}

// StoryHit is a story in a result.
type StoryHit struct {
	ID      string `json:"id"`
	Matches int    `json:"matches"` // its members that match
	// Instead is the member that represents the story and does not match, so that the hit is shown instead; "" where
	// the hit represents it. It is not set with Request.Bare.
	Instead string `json:"instead,omitempty"`
	StoryCounts
}

// Passage is a stretch of a cutting's text around matches; Offset is its byte
// offset in the text.
type Passage struct {
	Offset int   `json:"offset"`
	Runs   []Run `json:"runs"`
	// In is the version whose text has it, where that is not the representative's or where the
	// newest version lacks what is marked; nil otherwise.
	In *InVersion `json:"in,omitempty"`
	// Gone reports that the newest version is known and has nowhere what is marked.
	Gone bool `json:"gone,omitempty"`
}

// InVersion describes a version of a cutting by the last sighting of it.
type InVersion struct {
	Sighting   int          `json:"sighting"` // its place in Entry.Sightings
	Captured   time.Time    `json:"captured"`
	TimeOrigin string       `json:"time_origin,omitempty"`
	Published  cutting.Date `json:"published,omitzero"`
	Modified   cutting.Date `json:"modified,omitzero"`
	// Newest reports that it is known to be the newest, Other that it is not the representative's.
	Newest bool `json:"newest,omitempty"`
	Other  bool `json:"other,omitempty"`
	// Headline reports that the passage is its headline.
	Headline bool `json:"headline,omitempty"`
}

// Run is a piece of text, marked when it matched.
type Run struct {
	Text  string `json:"text"`
	Match bool   `json:"match,omitempty"`
}

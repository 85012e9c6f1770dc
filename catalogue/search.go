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
	// ByRelevance is by BM25, best first, with lengths compared within a kind and the
	// score weighed by kind: article, teaser, rail item. It is ByNewest when the query
	// has no word that could score.
	ByRelevance Sort = "relevance"
	ByNewest    Sort = "newest" // published date descending; undated last
	ByOldest    Sort = "oldest" // published date ascending; undated last
	ByAdded     Sort = "added"  // most recently added first
)

// MaxChoices is how many values of one field a search may be narrowed to.
const MaxChoices = 100

// Request is a search. The zero value matches everything.
type Request struct {
	Query *query.Query // nil matches everything
	Sort  Sort         // "" is ByRelevance
	Limit int          // hits wanted, 0–1000; 0 gives totals and counts only
	// After is Result.Next of the page before; "" for the first. It fits one query
	// and order; others are refused with an error of kind Invalid.
	After string
	// Choices narrow the search besides Query, by field.Field.ChoiceName ("source",
	// "lang", "year", "section", …): entries match that have at least one of the values
	// in every field named. A value is taken as facets count it: query section:="…"
	// for a heading, the very tag for a language, "2011" or "none" (undated) for a
	// year. At most MaxChoices values a field.
	Choices map[string][]string
	// Facets to count, by field.Field.Facet. An entry is counted under each of its
	// values; entries without a value are counted under field.None where the field can be
	// asked for that, and nowhere else. A facet's own choice
	// does not narrow its own counts: the other values stay, counted as if nothing of
	// that facet were chosen. Texts are counted in all their spellings that differ in
	// capitals, accents or punctuation, under the one most entries have.
	Facets []string
	// Histogram counts matches per calendar period when not "": "year", "month",
	// "day". A date known less precisely is counted under the period it names
	// ("2011" among days).
	Histogram string
	Highlight bool // give passages
	// ByStory gives one hit a story: the member that matches and is an article before a
	// teaser before a rail item, then the first in the order. It is where the story's
	// first match is in the order. Total, facets and histogram count cuttings as ever.
	ByStory bool
	// Bare gives hits with their IDs alone, and of stories ID and Matches: for those who read
	// what they need of many hits themselves. One may have been dropped since.
	Bare bool
}

// Result answers a Request.
type Result struct {
	Total int `json:"total"` // cuttings, exact
	// Stories counts the stories among them, a cutting in no story as one; exact.
	// 0 without Request.ByStory.
	Stories int   `json:"stories,omitempty"`
	Hits    []Hit `json:"hits"`
	// Next continues after the last hit at any depth; "" when there is no more.
	// Paging with it never repeats or skips an entry that was there when the
	// first page was asked for; with Capabilities.SnapshotPaging whatever is added
	// meanwhile.
	Next string `json:"next,omitempty"`
	// Facets list values by descending count, then value; at most 100, and those chosen
	// besides, with a count of 0 where nothing else that matches has them.
	Facets map[string][]Count `json:"facets,omitempty"`
	// by value ascending; periods with no match are left out; undated entries are under ""
	Histogram []Count `json:"histogram,omitempty"`
	// Expanded lists the word forms the query was widened to, so that expansion is
	// visible; where Capabilities.Expansion is set.
	Expanded []string `json:"expanded,omitempty"`
}

// Count is one value of a facet or one bar of a histogram.
type Count struct {
	Value string `json:"value"`
	Label string `json:"label,omitempty"` // a source's name
	Count int    `json:"count"`
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

package cutting

import "strings"

// Names of the kinds of decisions that keep a whole object: the last one in effect about a target
// is its current state.
const (
	TopicDecision  = "topic"  // target: a topic's ID; value: Topic
	NoteDecision   = "note"   // target: a cutting's ID; value: Note
	DigestDecision = "digest" // target: a digest's ID; value: Digest
)

// Topic is a saved query with a title. One without an introduction is a saved search.
type Topic struct {
	Title        string `json:"title"`
	Introduction string `json:"introduction,omitempty"`
	Query        string `json:"query,omitempty"` // in the query language; "" matches everything
	// Spellings are further words or phrases to search with, each matched exactly: other
	// ways to write a name.
	Spellings []string `json:"spellings,omitempty"`
	Pinned    []string `json:"pinned,omitempty"`   // cuttings shown first, by ID, matched or not
	LeftOut   []string `json:"left_out,omitempty"` // cuttings not shown, by ID
	Lang      string   `json:"lang,omitempty"`     // of title and introduction, a BCP 47 tag
	// Public is true for a topic that is published.
	Public  bool   `json:"public,omitempty"`
	Removed bool   `json:"removed,omitempty"`
	Why     string `json:"why,omitempty"` // the reason for this change
}

// Search returns the topic's query with its spellings, in the query language.
func (t *Topic) Search() string {
	terms := make([]string, 0, len(t.Spellings)+1)
	if q := strings.TrimSpace(t.Query); q != "" {
		if len(t.Spellings) > 0 {
			q = "(" + q + ")"
		}
		terms = append(terms, q)
	}
	for _, s := range t.Spellings {
		if s = strings.TrimSpace(strings.ReplaceAll(s, `"`, " ")); s != "" {
			terms = append(terms, `"`+s+`"`)
		}
	}
	return strings.Join(terms, " OR ")
}

// Note is a text that the desk itself writes about a cutting. It is never mixed with the source's
// words.
type Note struct {
	Text string   `json:"text,omitempty"`
	Tags []string `json:"tags,omitempty"` // the desk's own tags
	Why  string   `json:"why,omitempty"`
}

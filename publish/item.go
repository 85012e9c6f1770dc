package publish

import (
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/redact"
)

// Item is one cutting as it is published. Everything in it may be seen by anybody.
type Item struct {
	ID        string       `json:"id"`
	Kind      cutting.Kind `json:"kind"`
	Headline  string       `json:"headline"`
	Excerpt   string       `json:"excerpt,omitempty"`
	Text      []string     `json:"text,omitempty"` // paragraphs, where texts are shown whole
	Byline    []string     `json:"byline,omitempty"`
	URL       string       `json:"url,omitempty"`
	SourceID  string       `json:"source_id,omitempty"`
	Source    string       `json:"source,omitempty"`
	Published cutting.Date `json:"published,omitzero"`
	Lang      string       `json:"lang,omitempty"`
	Section   string       `json:"section,omitempty"`
	ByHand    []string     `json:"by_hand,omitempty"`
	Added     string       `json:"added,omitempty"` // when the archive took it in, RFC 3339
	AlsoIn    []Other      `json:"also_in,omitempty"`
	Story     int          `json:"story,omitempty"` // number of cuttings of its story, 0 for no story
	Texts     int          `json:"texts,omitempty"` // independent texts among them
	Evidence  []Evidence   `json:"evidence"`
	// Independent reports that it has a text of its own.
	Independent bool `json:"independent,omitempty"`

	// namedPersons are the redacted persons that its whole text names in full.
	namedPersons redact.Persons
}

// withoutOthers returns the item without some of the other cuttings of its story.
func (it *Item) withoutOthers(skip map[string]bool) *Item {
	if !slices.ContainsFunc(it.AlsoIn, func(o Other) bool { return skip[o.ID] }) {
		return it
	}
	out := *it
	out.AlsoIn = slices.DeleteFunc(slices.Clone(it.AlsoIn), func(o Other) bool { return skip[o.ID] })
	return &out
}

// Other is another cutting of the same story.
type Other struct {
	ID        string       `json:"id"`
	Headline  string       `json:"headline"`
	Source    string       `json:"source"`
	URL       string       `json:"url,omitempty"` // at Source; "" when that is not known
	Published cutting.Date `json:"published,omitzero"`
	// Seen is the address of the page it was seen in, if that page is Source's.
	Seen string `json:"seen,omitempty"`
	// Independent reports that it has a text of its own.
	Independent bool `json:"independent,omitempty"`
}

// Evidence is one place a cutting was read from.
type Evidence struct {
	Capture  string           `json:"capture"`
	Checksum cutting.Checksum `json:"sha256"` // of the capture's bytes
	Length   int64            `json:"length,omitempty"`
	Bytes    []cutting.Range  `json:"bytes,omitempty"`
	// Saved is when it was saved, with the certainty of Known.
	Saved time.Time         `json:"saved,omitzero"`
	Known cutting.TimeKnown `json:"known"`
	URL   string            `json:"url,omitempty"` // of the capture, as recorded
}

// source is an outlet of the site with its items.
type source struct {
	ID, Name, Path string
	Items          []*Item
}

// sourcesOf groups items by outlet, the outlet with the most first.
func sourcesOf(items []*Item) []source {
	at := map[string]int{}
	var out []source
	for _, it := range items {
		if it.SourceID == "" {
			continue
		}
		i, ok := at[it.SourceID]
		if !ok {
			i = len(out)
			at[it.SourceID] = i
			out = append(out, source{ID: it.SourceID, Name: it.Source,
				Path: "source/" + fileName(it.SourceID) + ".html"})
		}
		out[i].Items = append(out[i].Items, it)
	}
	slices.SortStableFunc(out, func(a, b source) int {
		if n := len(b.Items) - len(a.Items); n != 0 {
			return n
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out
}

// fileName returns a file name for an ID that every system accepts: an ID of lower-case letters, digits, "-"
// and "." itself, else with a checksum.
func fileName(id string) string {
	plain := id != "" && len(id) <= 80 && !strings.HasPrefix(id, ".") && !strings.HasSuffix(id, ".")
	for _, r := range id {
		plain = plain && (r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.')
	}
	if first, _, _ := strings.Cut(id, "."); plain && !isDeviceName(first) {
		return id
	}
	return "x-" + nameOf(id)
}

// isDeviceName reports whether a name is that of a device on Windows.
func isDeviceName(name string) bool {
	if len(name) == 4 && (strings.HasPrefix(name, "com") || strings.HasPrefix(name, "lpt")) {
		return name[3] >= '0' && name[3] <= '9'
	}
	return name == "con" || name == "prn" || name == "aux" || name == "nul"
}

package cutting

import "time"

// DigestState is the state of a digest.
type DigestState string

// States of a digest.
const (
	Draft     DigestState = "draft"
	Published DigestState = "published"
	Withdrawn DigestState = "withdrawn" // its page keeps its address and gives the reason
)

// Digest is a listing of cuttings under a title. Every text is plain text.
type Digest struct {
	Title        string `json:"title"`
	Introduction string `json:"introduction,omitempty"` // the desk's words; an empty line between paragraphs
	// Lang is the BCP 47 tag of the desk's own words, and of the labels around items.
	Lang    string      `json:"lang,omitempty"`
	Archive string      `json:"archive,omitempty"` // the archive's name
	Made    time.Time   `json:"made,omitzero"`
	URL     string      `json:"url,omitempty"` // where it is published, absolute
	State   DigestState `json:"state,omitempty"`
	Why     string      `json:"why,omitempty"` // why it was withdrawn
	// WithdrawnAt is when it was withdrawn; zero for others, and where that is not known.
	WithdrawnAt time.Time      `json:"withdrawn_at,omitzero"`
	Changes     []DigestChange `json:"changes,omitempty"` // since it was published, oldest first
	Items       []DigestItem   `json:"items"`
	// Topic is the ID of the topic it was made from, "" for none; Query what was searched for.
	Topic string `json:"topic,omitempty"`
	Query string `json:"query,omitempty"`
	// Public is true for a digest that is published outside once its state is published.
	Public  bool `json:"public,omitempty"`
	Removed bool `json:"removed,omitempty"` // a discarded draft
	// Cut is true where more was found than it may have items. It is not recorded.
	Cut bool `json:"-"`
	// Rails are side lists: "New articles", "Most viewed".
	Rails []DigestRail `json:"rails,omitempty"`
	// Newer and Older are the addresses of the following and the previous page.
	Newer string `json:"-"`
	Older string `json:"-"`
	// Links are further links of the page: feeds, the topic.
	Links []DigestLink `json:"-"`
}

// DigestItem is one cutting of a digest.
type DigestItem struct {
	Cutting  string `json:"cutting,omitempty"` // its ID in the archive
	Headline string `json:"headline"`
	Excerpt  string `json:"excerpt"` // one paragraph; "…" where something is left out
	URL      string `json:"url"`     // its address at the source, absolute; "" when unknown
	// OwnPage is, for an item without URL in a side list, the address of its page on the site; it may be relative.
	OwnPage string `json:"-"`
	Source  string `json:"source,omitempty"` // the outlet's name
	// Published is a date in ISO 8601 at the precision the source gives, "" for none.
	Published string `json:"published,omitempty"`
	Lang      string `json:"lang,omitempty"`
	// Heading is the desk's heading over the item, "" for that of the item before; items before the
	// first heading have none.
	Heading string `json:"heading,omitempty"`
	// ByHand are the facts a person corrected, the desk's words and not the source’s: FactHeadline,
	// FactDate, FactLanguage.
	ByHand []string `json:"by_hand,omitempty"`
	// Note is the desk's own remark.
	Note string `json:"note,omitempty"`
	// AlsoIn are cuttings of the same story that the item represents.
	AlsoIn   []DigestAlso    `json:"also_in,omitempty"`
	Evidence *DigestEvidence `json:"evidence,omitempty"`
}

// DigestAlso is another cutting of the same story.
type DigestAlso struct {
	Cutting string `json:"cutting,omitempty"`
	Source  string `json:"source"`
	URL     string `json:"url,omitempty"`
}

// DigestEvidence identifies the bytes that an item was cut from.
type DigestEvidence struct {
	Capture  string   `json:"capture"`         // ID of the capture
	Checksum Checksum `json:"sha256"`          // of the capture's bytes
	Bytes    []Range  `json:"bytes,omitempty"` // half-open, in the capture
	// Saved is when it was saved, in English words, no more precise than is known. When is the
	// moment and Known its kind, for wording in other languages; older digests have neither.
	Saved string    `json:"saved,omitempty"`
	When  string    `json:"when,omitempty"` // RFC 3339
	Known TimeKnown `json:"known,omitempty"`
	URL   string    `json:"url,omitempty"` // of a page that shows it and how to verify it
}

// DigestRail is a side list.
type DigestRail struct {
	Heading string       `json:"heading"`
	Items   []DigestItem `json:"items"`
	// Topic is the ID of the topic it was made from, "" for none; Query what was searched.
	Topic string `json:"topic,omitempty"`
	Query string `json:"query,omitempty"`
	// Public reports that it is part of what is published outside, once its state is.
	Public  bool `json:"public,omitempty"`
	Removed bool `json:"removed,omitempty"` // a draft that was thrown away // headline and URL are shown
}

// DigestLink is an address with a label; Type is a media type where it is a feed.
type DigestLink struct{ Label, URL, Type string }

// DigestChange is a change to a digest after it was published.
type DigestChange struct {
	Time time.Time `json:"time"`
	What []string  `json:"what"`
}

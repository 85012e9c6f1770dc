package cutting

import "slices"

// Page is a capture made readable: one immutable Unicode text, blocks over it,
// the light element tree it came from (markup only) and the page's own claims
// about itself. A Page is made once and only read after that; it is safe for
// concurrent reading.
type Page struct {
	// Text is the whole readable text, valid UTF-8, NFC left as found. White
	// space is collapsed as a browser would; blocks are separated by "\n".
	// Scripts, styles and comments are not in it.
	Text string
	// Blocks tile the readable text in page order: they do not overlap, and every
	// non-space byte of Text lies in exactly one.
	Blocks []Block
	// Tree is the element tree, nil for bare text and feeds.
	Tree *Tree
	// Feed holds the entries when the capture is a feed, nil otherwise.
	Feed *Feed
	// Meta is what the page claims about itself, unweighed.
	Meta Meta
	// Faults are doubts and limits met while reading (charset guessed, depth
	// limit, truncated file), for people; empty when all went well.
	Faults []string

	// Source maps spans of Text to byte ranges in the capture.
	Source SourceMap
}

// SourceMap maps spans of page text to the capture bytes they were read from.
type SourceMap interface {
	// Range returns the smallest range of capture bytes that covers every byte
	// the span was read from, with markup in between included. An empty span
	// gives an empty range at the corresponding position.
	Range(Span) Range
}

// Role describes what a block is, as far as markup or form shows; split decides more.
type Role uint8

// Block roles.
const (
	Paragraph    Role = iota
	Heading           // h1–h6, or a line shaped like one in bare text; see Block.Level
	ListItem          // li
	Quote             // blockquote
	Caption           // figcaption, caption
	Preformatted      // pre
	TableCell         // td, th
	Term              // dt
	Definition        // dd
	LinkLine          // all of the block's text is link text
	DateLine          // the block is a date or is wrapped in <time>
	MarkLine          // a continuation mark: "Read more"
	Control           // button, label, option, legend
)

var roleNames = [...]string{"paragraph", "heading", "list item", "quote", "caption", "preformatted", "table cell",
	"term", "definition", "link line", "date line", "continuation mark", "control"}

func (r Role) String() string {
	if int(r) < len(roleNames) {
		return roleNames[r]
	}
	return "unknown"
}

// Block is a run of the page's text between two block-level boundaries.
type Block struct {
	Span  Span
	Role  Role
	Level uint8 // heading level 1–6; 0 unless Role is Heading
	RTL   bool  // the block's base direction is right to left
	// Node is the index in Tree.Nodes of the innermost block-level element that
	// holds the text; -1 for bare text and feeds.
	Node int32
	// Links are the hyperlinks within the block, in order.
	Links []Link
}

// Link is a hyperlink in the page's text.
type Link struct {
	Span Span   // the linked text; may be empty (image link)
	URL  string // absolute when the page's URL or base is known, else as written; "" when unusable (javascript:)
	Node int32  // index of the <a> element in Tree.Nodes; -1 outside markup
}

// Feed is a feed's description and entries.
type Feed struct {
	Title   string
	Link    string
	Lang    string // language the feed declares, as written: "fa", "en-GB"; "" for none
	Entries []FeedEntry
}

// FeedEntry is one entry of a feed; its texts lie in Page.Text.
type FeedEntry struct {
	Headline  Span
	Text      []Span // one span per block of the entry's content or summary
	Full      bool   // the entry has full content, not just a summary
	Truncated bool   // the summary breaks off or ends in a continuation mark
	ID        string // as the feed identifies the entry; "" when it does not, or not by an address (RSS)
	URL       string
	Authors   []string
	Published string // date as the feed writes it, for split to read; "" for none
	Modified  string // likewise
	Tags      []string
	Range     Range // the entry element's bytes in the feed
}

// Meta is what a page claims about itself. Candidates are listed in the order
// found, each with its origin, for split to weigh; nothing here is trusted.
type Meta struct {
	URL           string // best known absolute URL of the page itself; "" when unknown
	URLOrigin     string // "given", "carrier", "saved-from", "canonical", "og", "mirror-path"
	Base          string // what relative links were resolved against
	Lang          string // BCP 47 primary language, declared or detected: "en", "fa"; "" when undecided
	LangOrigin    string // "declared", "detected"
	Charset       string // charset the bytes were decoded with, WHATWG name
	CharsetOrigin string // "bom", "carrier", "declared", "detected", "default"
	Generator     string
	RTL           bool // the page's base direction
	Claims        []Claim
	// LD holds the text of each application/ld+json script, as found.
	LD []string
}

// Claim is one piece of metadata: a meta element, a link element, the title
// element, a data attribute with a vocabulary meaning.
type Claim struct {
	// Origin is where it was: "title", "meta" (name/property/itemprop), "link"
	// (rel), "saved-from", "feed" (what a feed states about itself).
	Origin string
	Key    string // lower case: "og:title", "author", "canonical"
	Value  string // decoded, trimmed
}

// Claim returns the first non-empty value with the given key, or "".
func (m *Meta) Claim(key string) string {
	for i := range m.Claims {
		if m.Claims[i].Key == key && m.Claims[i].Value != "" {
			return m.Claims[i].Value
		}
	}
	return ""
}

// Ranges maps blocks, given by ascending index, to ranges of the capture: one for
// each run of neighbours, ascending
// and apart from each other.
func (p *Page) Ranges(blocks []int32) []Range {
	var out []Range
	for i := 0; i < len(blocks); {
		j := i + 1
		for j < len(blocks) && blocks[j] == blocks[j-1]+1 {
			j++
		}
		r := p.Source.Range(Span{Start: p.Blocks[blocks[i]].Span.Start, End: p.Blocks[blocks[j-1]].Span.End})
		if !r.Empty() {
			out = append(out, r)
		}
		i = j
	}
	slices.SortFunc(out, func(a, b Range) int {
		switch {
		case a.Start < b.Start:
			return -1
		case a.Start > b.Start:
			return 1
		}
		return 0
	})
	merged := out[:0]
	for _, r := range out {
		if n := len(merged); n > 0 && r.Start <= merged[n-1].End {
			merged[n-1].End = max(merged[n-1].End, r.End)
			continue
		}
		merged = append(merged, r)
	}
	return merged
}

// Part is the role a text of this role has as part of a cutting.
func (r Role) Part() PartRole {
	switch r {
	case Heading:
		return PartHeading
	case ListItem:
		return PartListItem
	case Quote:
		return PartQuote
	case Caption:
		return PartCaption
	case Preformatted:
		return PartPre
	case TableCell:
		return PartCell
	}
	return PartParagraph
}

// PartRole is the role the block's text has as part of a cutting, and the level
// of a heading: at least 2, as a cutting's own headline is above it.
func (b *Block) PartRole() (PartRole, uint8) {
	if b.Role == Heading {
		return PartHeading, max(b.Level, 2)
	}
	return b.Role.Part(), 0
}

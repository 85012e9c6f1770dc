package cutting

import "slices"

// Page is a capture made readable: one immutable Unicode text, blocks over it, the light element
// tree it came from (markup only) and the page's own claims. A Page is only read once made, and so
// safe for concurrent use.
type Page struct {
	// Text is the whole readable text, valid UTF-8, NFC left as found. White
	// space is collapsed as a browser would; blocks are separated by "\n".
	// Scripts, styles and comments are not in it.
	Text string
	// Blocks cover the readable text in page order: they do not overlap, and every non-space byte
	// of Text is in exactly one.
	Blocks []Block
	// Tree is the element tree, nil for bare text and feeds.
	Tree *Tree
	// Feed is the feed's description and entries when the capture is a feed, nil otherwise.
	Feed *Feed
	// Meta is what the page claims about itself, unchecked.
	Meta Meta
	// Faults are doubts and limits met while reading (charset guessed, depth limit, truncated
	// file), for display; empty when there were none.
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

// Role is the role of a block, as far as markup or form shows; split determines the rest.
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
	// Node is the index in Tree.Nodes of the innermost block-level element around the text; -1 for
	// bare text and feeds.
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
	Lang    string // the declared language as written: "fa", "en-GB"; "" for none
	Entries []FeedEntry
}

// FeedEntry is one entry of a feed; its texts are spans of Page.Text.
type FeedEntry struct {
	Headline  Span
	Text      []Span // one span per block of the entry's content or summary
	Full      bool   // the entry has full content, not just a summary
	Truncated bool   // the summary is cut off or ends in a continuation mark
	ID        string // the entry's identifier in the feed; "" for none, or for an RSS identifier that is no address
	URL       string
	Authors   []string
	Published string // date as written in the feed, for split to read; "" for none
	Modified  string // the same, of the last change
	Tags      []string
	Range     Range // the entry element's bytes in the feed
}

// Meta is what a page claims about itself. Claims are listed in the order found, each with its
// origin; none is trusted, split decides.
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
	// LD has the text of each application/ld+json script, as found.
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

// Ranges returns the capture ranges of blocks, which are given by ascending index: one for each run
// of adjacent blocks, ascending and separate from each other.
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

// Part returns the role of a text of this role as part of a cutting.
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

// PartRole returns the role of the block's text as part of a cutting, and the level of a heading:
// at least 2, below the cutting's own headline.
func (b *Block) PartRole() (PartRole, uint8) {
	if b.Role == Heading {
		return PartHeading, max(b.Level, 2)
	}
	return b.Role.Part(), 0
}

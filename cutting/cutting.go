package cutting

// Kind is the kind of a cutting.
type Kind string

// Kinds of cuttings.
const (
	Article Kind = "article" // the text itself, in full or as far as the page has it
	Teaser  Kind = "teaser"  // an item of a listing: headline and perhaps an excerpt
	Rail    Kind = "rail"    // an item of a side list under its own heading
)

// PageKind is the kind of a whole page, as split reads it.
type PageKind string

// Kinds of pages.
const (
	ArticlePage PageKind = "article"
	ListingPage PageKind = "listing"
	MixedPage   PageKind = "mixed" // an article and a listing of equal weight
	FeedPage    PageKind = "feed"
	NothingPage PageKind = "nothing" // search form, error page, login wall, empty
)

// PartRole is the role of a part of a cutting's text.
type PartRole string

// Roles of parts.
const (
	PartParagraph  PartRole = "p"
	PartHeading    PartRole = "h"
	PartListItem   PartRole = "li"
	PartQuote      PartRole = "quote"
	PartCaption    PartRole = "caption"
	PartPre        PartRole = "pre"
	PartCell       PartRole = "cell"
	PartStandfirst PartRole = "standfirst"
)

// Part is one piece of a cutting's text, as a span of the page's text.
type Part struct {
	Role  PartRole `json:"role"`
	Level uint8    `json:"level,omitempty"` // heading level, 2–6
	Span  Span     `json:"span"`
}

// Date is a calendar date or instant with its precision and origin.
type Date struct {
	// Value is ISO 8601 at its own precision: "2011", "2011-04", "2011-04-09",
	// "2011-04-09T14:30:00+02:00" (no offset when none was stated). "" is no date.
	Value string `json:"value,omitempty"`
	// Origin: "json-ld", "microdata", "meta", "time" (a <time> element), "text", "url", "feed",
	// "given"; "" when Value is. With Corrected a person gave the value, or, when Value is "",
	// marked the cutting as undated.
	Origin string `json:"origin,omitempty"`
	// Span is the visible date expression, empty when it was not read from text.
	Span Span `json:"span,omitzero"`
}

// Corrected is the origin of values that a person gave; see CorrectedFacts.
const Corrected = "corrected"

// IsZero reports whether the date is unset: none was found and nobody marked the cutting as undated.
func (d Date) IsZero() bool { return d.Value == "" && d.Origin != Corrected }

// FromNote is the origin of a date of change that a note in the text gives ("Correction, 6 October: …").
const FromNote = "note"

// OnlyChange reports whether the source gives only the date of a change, which is then used for
// publication as well.
func OnlyChange(published, modified Date) bool {
	return modified.Value != "" && modified.Value == published.Value && modified.Origin == published.Origin
}

// Cutting is one item cut from a page. Every text in it is a span of Page.Text or has another
// origin recorded.
type Cutting struct {
	Kind     Kind
	Headline string // the text of HeadlineSpan, or a claim's text (see HeadlineOrigin)
	// HeadlineSpan is the headline in the page; empty when the headline is from a claim (an article
	// page without its own headline, a title element).
	HeadlineSpan   Span
	HeadlineOrigin string // "text", "title", "meta", "json-ld", "feed", Corrected; "" without a headline
	Parts          []Part // the text in page order, without headline, byline, date line and marks
	Standfirst     Span   // empty without one; also among Parts
	Truncated      bool   // the page cuts the text off (ellipsis, continuation mark, limit)
	ReadMore       Span   // the continuation mark; empty without one
	Byline         []string
	BylineSpan     Span
	BylineOrigin   string // Corrected when a person gave the byline or that there is none; else ""
	// ByHand are the names of the facts a person gave, in the order of CorrectedFacts.About.
	ByHand    []string
	Published Date
	Modified  Date   // of a change; the same as Published when the source gives no other date: see OnlyChange
	URL       string // the item's own address; absolute when that can be known
	Rail      string // the rail's heading, for rail items
	Section   string // the heading the source put over the listing, or the article's section
	Lang      string // a BCP 47 tag, given by a person or found in the words; "" means the page's
	Tags      []string
	Image     string // address of an article's lead image
	// Bytes are the ranges of the capture the cutting was cut from, ascending,
	// not overlapping.
	Bytes []Range
	// Blocks are the indices in Page.Blocks that belong to the cutting, ascending.
	// No block belongs to two cuttings.
	Blocks []int32
}

// Text returns the parts as readers see them, with a line feed before list items and cells, and an
// empty line before all others.
func (c *Cutting) Text(pageText string) string {
	n := 0
	for _, p := range c.Parts {
		n += p.Span.Len() + 2
	}
	b := make([]byte, 0, n)
	for i, p := range c.Parts {
		if i > 0 {
			b = append(b, Joint(c.Parts[i-1].Role, p.Role)...)
		}
		b = append(b, p.Span.In(pageText)...)
	}
	return string(b)
}

// Joint returns the separator of two parts in a cutting's text.
func Joint(before, after PartRole) string {
	if before == after && (after == PartListItem || after == PartCell) {
		return "\n"
	}
	return "\n\n"
}

// Split is the result of splitting one page.
type Split struct {
	Kind   PageKind
	Reason string // one line for display: why the page has this kind
	// Title is the page's own title without the site's name, Site the outlet's name as the page
	// gives it, Published the page's own date: the article's, or one the page claims.
	Title, Site string
	Names       []SelfName // the names that the page gives its outlet
	Published   Date
	Section     string // the heading over a listing
	Cuttings    []Cutting
	// Trace explains the decisions for `inspect --explain`; nil unless requested.
	Trace []string
}

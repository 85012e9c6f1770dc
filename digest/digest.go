// Package digest writes listings of cuttings for publication as a page, as bare text, as Markdown, as a mail
// and as JSON.
//
// Whatever is written can be read by the archive itself: a page or text, saved and added, splits into exactly
// the items written. Pages declare their items by class names of microformats2 (h-feed, h-entry) and by
// schema.org; a bare text has no markup, so its form is fixed (see Templates.Text).
//
// Words of a source and words of the desk are kept apart: a headline and an excerpt are the source's, shortened
// only by leaving passages out; introduction, headings and notes are the desk's.
package digest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// The types are those of package cutting.
type (
	// Digest is a listing of cuttings under a title.
	Digest = cutting.Digest
	// Item is one cutting of a digest.
	Item = cutting.DigestItem
	// Also is another cutting of the same story.
	Also = cutting.DigestAlso
	// Evidence is what an item was cut from.
	Evidence = cutting.DigestEvidence
	// Rail is a side list of a digest.
	Rail = cutting.DigestRail
	// Link is a link from a digest's page to another page.
	Link = cutting.DigestLink
	// Change is what was changed in a digest after it was published.
	Change = cutting.DigestChange
)

// The states of a digest.
const (
	Draft     = cutting.Draft
	Published = cutting.Published
	Withdrawn = cutting.Withdrawn
)

// Clean returns d as all forms write it: texts of one line have single spaces and no control characters,
// addresses that are not absolute web addresses are left out, a heading that looks like a numbered headline
// loses its number, and an item without a headline gets the beginning of its excerpt as one. It does not modify
// d.
func Clean(d *Digest) *Digest {
	out := *d
	out.Title, out.Why = Line(d.Title), Line(d.Why)
	if out.Title == "" {
		out.Title = "Digest"
	}
	out.Introduction = strings.Join(paragraphs(d.Introduction), "\n\n")
	out.URL, out.Newer, out.Older = address(d.URL), d.Newer, d.Older
	out.Items = cleanItems(d.Items)
	out.Rails = nil
	for _, r := range d.Rails {
		r.Heading, r.Items = heading(r.Heading), cleanItems(r.Items)
		if r.Heading != "" && len(r.Items) > 0 {
			out.Rails = append(out.Rails, r)
		}
	}
	return &out
}

func cleanItems(items []Item) []Item {
	out := make([]Item, 0, len(items))
	for _, it := range items {
		it.Headline, it.Excerpt = Line(it.Headline), Line(it.Excerpt)
		if !readable(it.Headline) {
			it.Headline = cutting.Shorten(it.Excerpt, 80)
		}
		if !readable(it.Headline) {
			it.Headline = "(no headline)"
		}
		if !readable(it.Excerpt) {
			it.Excerpt = ""
		}
		it.URL, it.Source, it.Published = address(it.URL), Line(it.Source), Line(it.Published)
		it.Heading, it.Note = heading(it.Heading), Line(it.Note)
		also := make([]Also, 0, len(it.AlsoIn))
		for _, a := range it.AlsoIn {
			a.Source, a.URL = Line(a.Source), address(a.URL)
			if a.Source != "" {
				also = append(also, a)
			}
		}
		it.AlsoIn = also
		out = append(out, it)
	}
	return out
}

// readable reports whether a text has a visible letter, digit or symbol.
func readable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }) >= 0
}

// Line returns s as one line: with single spaces, and without control characters, marks that change the
// direction of text, and bytes that are not valid UTF-8.
func Line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == utf8.RuneError, r == '\ufeff',
			unicode.Is(unicode.Noncharacter_Code_Point, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.Join(strings.Fields(s), " ")
}

// paragraphs splits a text into paragraphs at empty lines.
func paragraphs(s string) []string {
	var out []string
	for _, p := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if p = Line(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// heading returns a heading of the desk without a number in front, because in bare text a number marks the
// headline of an item.
func heading(s string) string {
	s = Line(s)
	for {
		rest := strings.TrimLeftFunc(s, unicode.IsDigit)
		if rest == s || rest == "" || !strings.ContainsRune(".)", rune(rest[0])) {
			return s
		}
		s = strings.TrimSpace(rest[1:])
	}
}

// address returns an absolute web address in a form that all formats allow, "" for anything else.
func address(s string) string {
	u := cutting.WebURL(s)
	if u == nil || u.User != nil {
		return ""
	}
	return addressSafe.Replace(u.String())
}

// addressSafe encodes the characters of an address that some form does not allow.
var addressSafe = strings.NewReplacer("'", "%27", "(", "%28", ")", "%29")

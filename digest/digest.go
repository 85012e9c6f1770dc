// Package digest holds published listings of cuttings: what is in one, and how it is
// written as a page, as bare text, as Markdown, as a mail and as JSON.
//
// Whatever is written can be read again by the archive's own reader: a page or text,
// saved and taken in, splits into exactly the items that went in. Pages declare their
// items by class names of microformats2 (h-feed, h-entry) and by schema.org; a bare
// text has no markup to declare anything with, so its form is fixed (see Text).
//
// Words of a source and words of the desk are kept apart: a headline and an excerpt are
// the source's, shortened by leaving out and by nothing else; introduction, headings and
// notes are the desk's.
package digest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// The nouns are shared: package cutting has them.
type (
	// Digest is a listing of cuttings under a title.
	Digest = cutting.Digest
	// Item is one cutting of a digest.
	Item = cutting.DigestItem
	// Also is another cutting of the same story.
	Also = cutting.DigestAlso
	// Evidence is what an item was cut from.
	Evidence = cutting.DigestEvidence
	// Rail is a side list.
	Rail = cutting.DigestRail
	// Link leads elsewhere from a digest's page.
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

// Clean returns d as all forms write it: each text of one line has single spaces and no
// controls, addresses that are not absolute web addresses are left out, a heading that
// reads like a numbered headline loses its number, and items without a headline carry
// the beginning of their excerpt. It does not change d.
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

// readable reports whether a text has a letter, digit or symbol that is seen.
func readable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }) >= 0
}

// Line returns s as one line: white space of any kind as single spaces, without control
// characters, marks that turn the direction of what follows, and bytes that are no UTF-8.
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

// paragraphs are those of a text: empty lines stand between them.
func paragraphs(s string) []string {
	var out []string
	for _, p := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if p = Line(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// heading is a heading of the desk's without a number in front, which is what headlines
// of items have in bare text.
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

// address returns an absolute web address as it can be written anywhere, "" for all else.
func address(s string) string {
	u := cutting.WebURL(s)
	if u == nil || u.User != nil {
		return ""
	}
	return addressSafe.Replace(u.String())
}

// addressSafe encodes the characters of an address that cannot stand in every form.
var addressSafe = strings.NewReplacer("'", "%27", "(", "%28", ")", "%29")

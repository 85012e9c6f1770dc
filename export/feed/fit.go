package feed

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"

	"cuttings/cutting"
)

// fit returns the feed with everything removed or replaced that the three formats do not allow: titles and
// authors are set, identities are unique, addresses and languages are valid.
func (f *Feed) fit() *Feed {
	out := *f
	out.Title = cmp.Or(clean(f.Title), "Untitled")
	out.Author = cmp.Or(clean(f.Author), out.Title)
	out.Subtitle, out.Lang, out.Items = clean(f.Subtitle), language(f.Lang), nil
	seen := map[string]bool{}
	for _, it := range f.Items {
		if seen[it.ID] {
			continue
		}
		seen[it.ID] = true
		it.Title, it.Summary, it.Lang = cmp.Or(clean(it.Title), "Without a headline"), clean(it.Summary),
			language(it.Lang)
		for _, note := range it.Notes {
			if note = clean(note); note != "" {
				it.Summary = strings.TrimSpace(it.Summary + " [" + note + "]")
			}
		}
		it.Notes = nil // a feed that fits stays unchanged
		it.Via, it.Authors, it.Categories = link(it.Via), names(it.Authors), names(it.Categories)
		out.Items = append(out.Items, it)
	}
	return &out
}

// clean removes characters that XML forbids or discourages, those that change the direction of text, and white
// space at the ends.
func clean(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Bidi_Control, r) ||
			unicode.Is(unicode.Noncharacter_Code_Point, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

// names returns a list of names without empty ones.
func names(in []string) []string {
	var out []string
	for _, n := range in {
		if n = clean(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// language returns a language tag, "" for an invalid one.
func language(s string) string {
	if cutting.IsLanguage(s) {
		return s
	}
	return ""
}

// link returns an absolute web address, "" for anything else.
func link(s string) string {
	u := cutting.WebURL(s)
	if u == nil {
		return ""
	}
	u.RawQuery = escaped(u.RawQuery)
	return u.String()
}

// escaped returns the query of an address with all characters that are not allowed there percent-encoded.
func escaped(s string) string {
	hex := func(i int) bool { return i < len(s) && strings.IndexByte("0123456789abcdefABCDEF", s[i]) >= 0 }
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '%' && hex(i+1) && hex(i+2),
			c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z',
			strings.IndexByte("-._~!$&'()*+,;=:@/?", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

package declared

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/split/dates"
	"cuttings/split/words"
)

// ReadText reads a bare text in the numbered form: items numbered from 1, each a line "1. Headline", at
// most one line of excerpt, a line that begins with a dash and names the source, optional lines
// about the item, and a continuation mark with an address after a colon. A list that begins again
// at 1 under a heading is a rail, whose items may be a headline and an address. It returns false
// when the text has no such list, or only as a small part.
func ReadText(p *cutting.Page) (*List, bool) {
	if p.Tree != nil || p.Feed != nil || len(p.Blocks) == 0 {
		return nil, false
	}
	r := reader{p: p}
	out := &List{}
	covered, at, lists := 0, 0, 0
	for at < len(p.Blocks) {
		if r.numberOf(at) != 1 {
			at++
			continue
		}
		items, end := r.readList(at)
		if len(items) == 0 {
			at++
			continue
		}
		rail := ""
		if lists > 0 {
			if at == 0 || r.numberOf(at-1) > 0 {
				return nil, false
			}
			rail = r.line(at - 1)
		} else if title := r.line(0); at > 0 {
			out.Title = title
		}
		for i := range items {
			c := items[i].cutting(p)
			if c.Kind, c.Section = cutting.Teaser, items[i].section; lists > 0 {
				c.Kind, c.Section, c.Rail = cutting.Rail, "", rail
			} else if i == 0 && at > 1 {
				c.Section = r.headingOver(at)
			}
			if i > 0 && c.Section == "" && lists == 0 {
				c.Section = out.Cuttings[len(out.Cuttings)-1].Section
			}
			out.Cuttings = append(out.Cuttings, c)
		}
		for b := at; b < end; b++ {
			covered += p.Blocks[b].Span.Len()
		}
		lists, at = lists+1, end
		if len(out.Cuttings) > maxItems {
			return nil, false
		}
	}
	if lists == 0 || leastShare*covered < len(p.Text) {
		return nil, false
	}
	out.Reason = fmt.Sprintf("bare text that numbers %d items and closes each with its address", len(out.Cuttings))
	return out, true
}

// leastShare: the list makes up at least one byte in this many of a text.
const leastShare = 20

// reader reads the lines of a text.
type reader struct{ p *cutting.Page }

func (r reader) line(i int) string {
	if i < 0 || i >= len(r.p.Blocks) {
		return ""
	}
	return r.p.Blocks[i].Span.In(r.p.Text)
}

// numberOf returns the number a line begins with, before a full stop and a space; 0 for none.
func (r reader) numberOf(i int) int {
	n, _ := itemNumber(r.line(i))
	return n
}

// itemNumber splits "12. Headline": it returns the number and the byte offset of the headline.
func itemNumber(s string) (n, at int) {
	for at < len(s) && s[at] >= '0' && s[at] <= '9' && n < maxItems {
		n = 10*n + int(s[at]-'0')
		at++
	}
	if at == 0 || !strings.HasPrefix(s[at:], ". ") || at+2 >= len(s) {
		return 0, 0
	}
	return n, at + 2
}

// textItem is an item as line numbers, half-open.
type textItem struct {
	headline, end   int
	excerpt, source int // -1 for none
	from            int // byte offset of the headline in its line
	address, mark   cutting.Span
	section         string
}

// readList reads the items numbered from 1 from line at on, and returns the line after them; it returns
// none when one is incomplete.
func (r reader) readList(at int) ([]textItem, int) {
	var out []textItem
	section, next := "", at
	for want := 1; ; want++ {
		if n, _ := itemNumber(r.line(next)); n != want {
			// A heading may be between two items, but not one with the expected number.
			if want == 1 || r.numberOf(next+1) != want || next+1 >= len(r.p.Blocks) {
				return out, next
			}
			section, next = r.line(next), next+1
		}
		it, ok := r.readItem(next)
		if !ok {
			return out, next
		}
		it.section, section = section, ""
		out, next = append(out, it), it.end
	}
}

// maxAbout is the largest number of lines about an item between its source and its address.
const maxAbout = 8

// readItem reads the item whose headline is line at.
func (r reader) readItem(at int) (textItem, bool) {
	_, from := itemNumber(r.line(at))
	it := textItem{headline: at, excerpt: -1, source: -1, from: from}
	next := at + 1
	switch {
	case r.namesSource(at + 2):
		it.excerpt, it.source, next = at+1, at+2, at+3
	case r.namesSource(at + 1):
		it.source, next = at+1, at+2
	}
	for i := next; i < len(r.p.Blocks) && i <= next+maxAbout; i++ {
		if mark, address, ok := splitMark(r.line(i)); ok {
			start := r.p.Blocks[i].Span.Start
			it.end = i + 1
			it.mark = cutting.Span{Start: start, End: start + mark}
			it.address = cutting.Span{Start: start + address, End: r.p.Blocks[i].Span.End}
			return it, true
		}
		if it.source < 0 {
			break // lines about an item follow its source only
		}
	}
	return it, false
}

// namesSource reports whether a line names a source: it begins with a dash.
func (r reader) namesSource(i int) bool {
	s := r.line(i)
	first, n := utf8.DecodeRuneInString(s)
	return (first == '—' || first == '–' || first == '―') && (n == len(s) || s[n] == ' ')
}

// splitMark splits "Read more: https://…": it returns the length of the mark and the offset of the
// address, both in bytes. Instead of the address, brackets may state that there is none.
func splitMark(s string) (mark, address int, ok bool) {
	for _, colon := range []string{": ", "："} {
		i := strings.Index(s, colon)
		if i <= 0 || !words.IsMark(s[:i]) {
			continue
		}
		rest := s[i+len(colon):]
		if isAddress(rest) || strings.HasPrefix(rest, "(") && strings.HasSuffix(rest, ")") {
			return i, i + len(colon), true
		}
	}
	return 0, 0, false
}

func isAddress(s string) bool {
	if strings.ContainsFunc(s, unicode.IsSpace) || !strings.Contains(s, "://") {
		return false
	}
	return cutting.WebURL(s) != nil
}

// headingOver returns the heading over the first item, when the line before it is one: short, and neither
// the title nor the end of a sentence.
func (r reader) headingOver(at int) string {
	s := r.line(at - 1)
	const longest = 80
	if utf8.RuneCountInString(s) > longest || strings.ContainsAny(s[max(0, len(s)-1):], ".:;!?") {
		return ""
	}
	return s
}

// cutting makes a cutting of an item.
func (it *textItem) cutting(p *cutting.Page) cutting.Cutting {
	span := p.Blocks[it.headline].Span
	span.Start += it.from
	c := cutting.Cutting{HeadlineSpan: span, Headline: span.In(p.Text), HeadlineOrigin: "text", ReadMore: it.mark,
		Truncated: true}
	if u := it.address.In(p.Text); isAddress(u) {
		c.URL = u
	}
	if it.excerpt >= 0 {
		c.Parts = []cutting.Part{{Role: cutting.PartParagraph, Span: p.Blocks[it.excerpt].Span}}
	}
	if it.source >= 0 {
		c.Published = dateIn(p, it.source)
	}
	for b := it.headline; b < it.end; b++ {
		c.Blocks = append(c.Blocks, int32(b))
	}
	return c
}

// dateIn returns the last date in the line of the source, when it ends the line.
func dateIn(p *cutting.Page, line int) cutting.Date {
	at := p.Blocks[line].Span
	found := dates.Find(at.In(p.Text), p.Meta.Lang, dates.Options{})
	if len(found) == 0 {
		return cutting.Date{}
	}
	d := found[len(found)-1].Date
	d.Span = cutting.Span{Start: found[len(found)-1].Span.Start + at.Start,
		End: found[len(found)-1].Span.End + at.Start}
	return d
}

// setMark sets an entry's continuation mark: its last line that is one, alone or before an address.
func setMark(p *cutting.Page, c *cutting.Cutting) {
	for i := len(c.Blocks) - 1; i >= 0; i-- {
		span := p.Blocks[c.Blocks[i]].Span
		if span.Overlaps(c.HeadlineSpan) {
			return
		}
		s := span.In(p.Text)
		if m, _, ok := splitMark(s); ok {
			c.ReadMore, c.Truncated = cutting.Span{Start: span.Start, End: span.Start + m}, true
			return
		}
		if words.IsMark(s) {
			c.ReadMore, c.Truncated = span, true
			return
		}
	}
}

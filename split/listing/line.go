package listing

import (
	"strings"

	"cuttings/cutting"
	"cuttings/split/words"
)

// maxLabel is the longest line, in bytes, that may be a label.
const maxLabel = 48

// countLabels counts short lines that occur in many items: "Published", "Share this".
func (s *pageState) countLabels(rs []region) {
	if len(rs) < 3 {
		return
	}
	s.labels = make(map[string]int, 32)
	s.minOccurrences = max(3, (2*len(rs)+4)/5)
	// Lines are counted by hash first: most occur once, and a page may have tens of thousands.
	var slots [1 << 12]int
	each := func(f func(line string, slot *int)) {
		for i := range rs {
			for b := rs[i].lo; b < rs[i].hi; b++ {
				if sp := s.p.Blocks[b].Span; sp.Len() < maxLabel {
					line := sp.In(s.p.Text)
					f(line, &slots[fnvString(fnvBasis, line)%uint32(len(slots))])
				}
			}
		}
	}
	each(func(_ string, slot *int) { *slot++ })
	each(func(line string, slot *int) {
		if *slot >= s.minOccurrences {
			s.labels[line]++
		}
	})
}

// isText classifies a piece, removes what is not text from it, and reports whether it is running
// text.
func (c *cutter) isText(p *piece) bool {
	n := p.span.Len()
	if n == 0 {
		return false
	}
	text := p.span.In(c.p.Text)
	label := n < maxLabel && c.minOccurrences > 0 && c.labels[text] >= c.minOccurrences
	linked := p.links*10 >= n*8
	if p.role == cutting.MarkLine || n < 200 && (linked && n < 80 && p.hint&hMore != 0 ||
		(linked || n < 60) && words.IsMark(text)) {
		if c.it.Mark.Empty() && !isPermalink(text) {
			c.it.Mark = p.span
		}
		return false
	}
	if p.role == cutting.DateLine || p.hint&hDate != 0 && n < 160 || c.datedBy(p.span) ||
		n < 72 && hasDigit(text) && c.dates.IsDateLine(text) {
		c.dateIn(p.span, dateShown)
		if n > 20 {
			c.setByline(p)
		}
		return false
	}
	if p.hint&(hMeta|hCat|hByline) != 0 && n < 300 && p.hint&(hExcerpt|hContent) == 0 {
		c.dateIn(p.span, dateBeside)
		c.setByline(p)
		return false
	}
	if p.hint&hTitle != 0 && n < 200 && p.hint&(hExcerpt|hContent) == 0 && p.role != cutting.Paragraph {
		return false
	}
	if p.hint&hAd != 0 && n < 300 && p.role != cutting.Quote || p.hint&hCaption != 0 || p.role == cutting.Caption {
		return false
	}
	if k := len(c.prose) - 1; k >= 0 && c.prose[k].block == p.block {
		return !words.IsFiling(text) // a line within a text
	}
	if p.hint&(hExcerpt|hContent) == 0 {
		if p.role == cutting.TableCell && n < 40 || isAddress(text) {
			return false
		}
		if label || n < 60 && (linked || words.IsNavigation(text)) || n < 48 && p.links*2 >= n {
			c.dateIn(p.span, dateBeside)
			return false
		}
		if n < 200 && c.readLine(p, text) {
			return false
		}
	}
	c.cutDateline(p)
	return true
}

// isPermalink reports whether a mark only gives the item's address; the text then need not be cut
// off.
func isPermalink(text string) bool {
	return strings.HasPrefix(words.Fold(text), "perma")
}

// isAddress reports whether a text is only a web address.
func isAddress(t string) bool {
	return len(t) < 200 && strings.IndexByte(t, '/') > 0 && strings.IndexByte(t, '.') > 0 &&
		!strings.ContainsAny(t, " \n\u00a0")
}

// readLine reads short lines about the item: bylines, dates with other words, comment counts,
// categories, share buttons. It reports whether the line is one.
func (c *cutter) readLine(p *piece, text string) bool {
	if p.links > 0 && (words.IsCommentCount(text) || words.IsShare(text) || c.countsComments(p)) ||
		words.IsFiling(text) {
		c.dateIn(p.span, dateOther)
		return true
	}
	if names, lo, hi, ok := findByline(text); ok {
		if len(c.it.Byline) == 0 {
			c.it.Byline = names
			c.it.BylineSpan = cutting.Span{Start: p.span.Start + lo, End: p.span.Start + hi}
		}
		c.dateIn(p.span, dateBeside)
		return true
	}
	if len(text) < 90 {
		// A short line that begins with a date or is mostly one.
		if found := c.datesIn(p.span); len(found) > 0 &&
			(found[0].Span.Start <= 2 || found[0].Span.Len()*5 >= len(text)*2) {
			c.dateIn(p.span, dateBeside)
			return true
		}
	}
	return false
}

// countsComments reports whether a short line's first link is about comments.
func (c *cutter) countsComments(p *piece) bool {
	if p.span.Len() > 80 {
		return false
	}
	for k := range c.p.Blocks[p.block].Links {
		if l := c.p.Blocks[p.block].Links[k].Span; !l.Empty() && p.span.Contains(l) {
			return words.IsCommentCount(l.In(c.p.Text))
		}
	}
	return false
}

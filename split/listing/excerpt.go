package listing

import (
	"strings"

	"cuttings/cutting"
	"cuttings/split/words"
)

// setExcerpt makes the item's parts from its running text.
func (c *cutter) setExcerpt() {
	it := c.it
	out, all := 0, 0
	for i := range c.prose {
		all += c.prose[i].span.Len()
		if c.prose[i].hint&hExcerpt == 0 {
			out += c.prose[i].span.Len()
		}
	}
	// Text outside the excerpt elements is dropped, unless it is most of it.
	only := c.hasTextElement && out*2 < all
	for i := range c.prose {
		p := &c.prose[i]
		if only && p.hint&hExcerpt == 0 {
			continue
		}
		sp := c.trimSpace(c.cutMark(p, i == len(c.prose)-1))
		if sp.Empty() {
			continue
		}
		part := cutting.Part{Role: p.role.Part(), Span: sp}
		if p.role == cutting.Heading {
			part.Level = p.level
		}
		if it.Parts == nil {
			it.Parts = make([]cutting.Part, 0, len(c.prose)-i)
		}
		it.Parts = append(it.Parts, part)
	}
	it.Mark = c.trimSpace(it.Mark)
	// A heading at the end has no text below it.
	for len(it.Parts) > 0 && it.Parts[len(it.Parts)-1].Role == cutting.PartHeading {
		it.Parts = it.Parts[:len(it.Parts)-1]
	}
	if n := len(it.Parts); n > 0 {
		it.Truncated = !it.Mark.Empty() || breaksOff(it.Parts[n-1].Span.In(c.p.Text))
	} else {
		it.Truncated = !it.Mark.Empty()
	}
}

// cutMark removes a continuation mark from the end of a piece: a link there with such words or
// class or with the headline's address, or plain text.
func (c *cutter) cutMark(p *piece, last bool) cutting.Span {
	sp := p.span
	b := &c.p.Blocks[p.block]
	for k := len(b.Links) - 1; k >= 0; k-- {
		l := &b.Links[k]
		if l.Span.Empty() || l.Span.Start < sp.Start || l.Span.Start >= sp.End {
			continue
		}
		if l.Span.End < sp.End && c.trim(cutting.Span{Start: l.Span.End, End: sp.End}).Len() > 3 {
			break
		}
		text := l.Span.In(c.p.Text)
		whole := l.Span.Start-sp.Start < 12
		if l.Span.Len() < 200 && words.IsMark(text) || !whole && l.Span.Len() < 60 &&
			(l.Node >= 0 && c.n[l.Node].ownHints&hMore != 0 || l.URL != "" && l.URL == c.it.URL) {
			if c.it.Mark.Empty() {
				c.it.Mark = l.Span
			}
			sp.End = l.Span.Start
			return sp
		}
		break
	}
	if last && c.it.Mark.Empty() && isSetOff(sp.In(c.p.Text)) {
		if _, mark, _ := words.TrimMark(sp.In(c.p.Text)); mark > 3 {
			t := strings.TrimRight(sp.In(c.p.Text), " \t\n\u00a0")
			at := len(t) - mark
			if at > 0 && words.IsMark(strings.TrimLeft(t[at:], " .…[(")) {
				c.it.Mark = c.trimSpace(cutting.Span{Start: sp.Start + at, End: sp.End})
				sp.End = sp.Start + at
			}
		}
	}
	return sp
}

// isSetOff reports whether the last words of a text are separated from it like a mark in plain text:
// by brackets or an arrow after them or an ellipsis before.
func isSetOff(t string) bool {
	t = t[max(0, len(t)-64):]
	switch end := strings.TrimRight(t, "]>»→› \u00a0"); {
	case len(end) < len(strings.TrimRight(t, " \u00a0")):
		return startsWithLetter(strings.TrimRight(end, ".… "))
	default:
		i := max(strings.LastIndex(t, "…")+len("…"), strings.LastIndex(t, "...")+len("..."))
		return i > len("…") && startsWithLetter(t[i:])
	}
}

// startsWithLetter reports whether a text ends in a letter.
func startsWithLetter(t string) bool {
	if t == "" {
		return false
	}
	c := t[len(t)-1]
	return c|32 >= 'a' && c|32 <= 'z' || c >= 0x80
}

// breaksOff reports whether a text ends in an ellipsis, bracketed or not.
func breaksOff(t string) bool {
	t = strings.TrimRight(t, " \u00a0])»›>”\"")
	return strings.HasSuffix(t, "…") || strings.HasSuffix(t, "...") || strings.HasSuffix(t, ". . .")
}

// isGraphic reports whether c is an ASCII character that is no space.
func isGraphic(c byte) bool { return c > ' ' && c < 0x80 }

func isAlphanumeric(c byte) bool { return c|32 >= 'a' && c|32 <= 'z' || c >= '0' && c <= '9' }

// trim returns a span without white space and separators at its ends.
func (s *pageState) trim(sp cutting.Span) cutting.Span {
	if sp.Empty() {
		return sp
	}
	t := sp.In(s.p.Text)
	if isAlphanumeric(t[0]) && isAlphanumeric(t[len(t)-1]) {
		return sp
	}
	u := strings.TrimLeft(t, " \t\n\r\u00a0:|·•–—-,»«/()")
	sp.Start += len(t) - len(u)
	v := strings.TrimRight(u, " \t\n\r\u00a0|·•–—-,»«/(:")
	sp.End -= len(u) - len(v)
	return sp
}

// trimSpace returns a span without white space at its ends.
func (s *pageState) trimSpace(sp cutting.Span) cutting.Span {
	if sp.Empty() {
		return cutting.Span{}
	}
	t := sp.In(s.p.Text)
	if isGraphic(t[0]) && isGraphic(t[len(t)-1]) {
		return sp
	}
	u := strings.TrimLeft(t, " \t\n\r\u00a0")
	sp.Start += len(t) - len(u)
	sp.End -= len(u) - len(strings.TrimRight(u, " \t\n\r\u00a0"))
	return sp
}

package listing

import (
	"strings"

	"cuttings/cutting"
	"cuttings/split/dates"
	"cuttings/split/words"
)

// findByline is words.FindByline for lines short enough to be a byline.
func findByline(text string) (names []string, lo, hi int, ok bool) {
	if len(text) > 96 {
		return nil, 0, 0, false
	}
	return words.FindByline(text)
}

// setByline sets the item's byline from a line of meta text.
func (c *cutter) setByline(p *piece) {
	if len(c.it.Byline) > 0 {
		return
	}
	b := &c.p.Blocks[p.block]
	end := c.t.Nodes[b.Node].End
	for i := c.firstIn(b.Node, end, p.span.Start); i < end && c.t.Nodes[i].Text.Start < p.span.End; i++ {
		if t := c.t.Nodes[i].Text; c.n[i].ownHints&hByline != 0 && !t.Empty() && t.Len() < 80 && p.span.Contains(t) {
			if c.setBylineName(t, i) {
				return
			}
			break
		}
	}
	if names, lo, hi, ok := words.FindByline(p.span.In(c.p.Text)); ok && !(c.isOn("no_nobody") &&
		namesNoAuthor(names[0])) {
		c.it.Byline = names
		c.it.BylineSpan = cutting.Span{Start: p.span.Start + lo, End: p.span.Start + hi}
		return
	}
	if p.hint&hByline != 0 && p.hint&(hDate|hMeta|hCat) == 0 && p.span.Len() < 60 {
		c.setBylineName(p.span, -1)
	}
}

// setBylineName sets the item's byline from the text of an element with an author class; node is the
// element, -1 for none. It reports whether the item now has a byline.
func (c *cutter) setBylineName(sp cutting.Span, node int32) bool {
	if len(c.it.Byline) > 0 {
		return true
	}
	if node >= 0 {
		// The innermost author element, or the only link in it, without categories and dates in the
		// same element.
		for i := node + 1; i < c.t.Nodes[node].End; {
			own, t := c.n[i].ownHints, c.t.Nodes[i].Text
			switch {
			case t.Empty() || !sp.Contains(t):
			case own&(hCat|hMeta|hDate|hMore|hAd) != 0:
				if t.Start-sp.Start > 2 {
					sp.End = t.Start
				} else {
					sp.Start = t.End
				}
				i = c.t.Nodes[i].End
				continue
			case own&hByline != 0 || c.n[i].tag == tA:
				sp = t
			}
			i++
		}
	}
	sp = c.trim(sp)
	text := sp.In(c.p.Text)
	if names, lo, hi, ok := words.FindByline(text); ok {
		if c.isOn("no_nobody") && namesNoAuthor(names[0]) {
			return false
		}
		c.it.Byline = names
		c.it.BylineSpan = cutting.Span{Start: sp.Start + lo, End: sp.Start + hi}
		return true
	}
	if sp.Empty() || sp.Len() > 80 || len(text) < 24 && (isBylinePrefix(text) || isBylinePrefix(text+" by")) ||
		len(c.datesIn(sp)) > 0 || words.IsCommentCount(text) || words.IsMark(text) ||
		c.isOn("no_nobody") && namesNoAuthor(text) {
		return false
	}
	// No name was recognised after the cue; remove the cue all the same.
	if rest, ok := words.CutByline(text); ok && rest != "" && strings.HasSuffix(text, rest) {
		sp.Start, text = sp.End-len(rest), rest
	}
	c.it.BylineSpan = sp
	c.it.Byline = []string{text}
	if names := words.SeveralNames(text); c.isOn("names_apart") && names != nil {
		c.it.Byline = names
	}
	return true
}

// namesNoAuthor reports whether a text in the place of an item's author names nobody: a
// button, a counter, the words before a date, a time or a length ("24:46 min").
func namesNoAuthor(text string) bool {
	if words.IsNoPerson(text) || words.IsOffice(text) || dates.OnlyFillers(text) {
		return true
	}
	digit, clock, day := false, false, false
	for i := 0; i < len(text); i++ {
		if text[i] >= '0' && text[i] <= '9' {
			digit = true
			clock = clock || i > 1 && text[i-1] == ':' && text[i-2] >= '0' && text[i-2] <= '9'
		}
	}
	for w := range strings.FieldsSeq(text) {
		day = day || dates.IsDateWord(strings.Trim(w, ".,;"))
	}
	return clock || digit && day
}

// isBylinePrefix reports whether a text is only the words before a name ("Posted by").
func isBylinePrefix(text string) bool {
	const name = "Ann Lee"
	if len(text) >= 24 {
		return false
	}
	names, ok := words.Byline(text + " " + name)
	return ok && len(names) == 1 && names[0] == name
}

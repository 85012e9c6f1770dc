package article

import (
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/split/words"
)

// trimEdges removes from both ends of a text what is recognisable by form alone as no part of it: menus
// and the page's name before the headline, the headline block of pages without markup, and
// counters, links back, print lines and offers of a subscription at the end.
func (f *facts) trimEdges(c *cutting.Cutting, taken []bool) {
	for range 3 {
		if len(c.Parts) < 2 || !f.isOpeningLine(c, &c.Parts[0]) {
			break
		}
		f.drop(c, 0, taken)
	}
	offer := false
	for range 4 {
		n := len(c.Parts) - 1
		if n < 1 {
			break
		}
		why := f.closingLine(&c.Parts[n])
		if why == 0 {
			break
		}
		offer = offer || why == closingOffer
		f.drop(c, n, taken)
	}
	if n := len(c.Parts) - 1; offer && n >= 0 {
		last := strings.TrimRight(c.Parts[n].Span.In(f.v.p.Text), " ]")
		c.Truncated = c.Truncated || strings.HasSuffix(last, "…") || strings.HasSuffix(last, "...")
	}
}

// drop removes a part, and with it headings that would then end the text.
func (f *facts) drop(c *cutting.Cutting, i int, taken []bool) {
	if s := c.Parts[i].Span; s == c.Standfirst {
		c.Standfirst = cutting.Span{}
	}
	out := func(i int) {
		if b := f.v.blockOf(c.Parts[i].Span.Start); b >= 0 {
			taken[b] = false
		}
		c.Parts = slices.Delete(c.Parts, i, i+1)
	}
	out(i)
	for n := len(c.Parts); i == n && n > 1 && c.Parts[n-1].Role == cutting.PartHeading; n = len(c.Parts) {
		out(n - 1)
		i--
	}
}

// isOpeningLine reports whether the text's first part does not belong to it.
func (f *facts) isOpeningLine(c *cutting.Cutting, p *cutting.Part) bool {
	v := f.v
	i := v.blockOf(p.Span.Start)
	if i < 0 || p.Role == cutting.PartCaption || p.Role == cutting.PartStandfirst {
		return false
	}
	text := p.Span.In(v.p.Text)
	// A block of short lines, one of them the headline.
	if strings.Contains(text, "\n") && len(text) < titleBytes && c.Headline != "" {
		at := p.Span.Start
		for line := range strings.Lines(text) {
			if unifyQuotes(line) == unifyQuotes(c.Headline) {
				if c.HeadlineSpan.Empty() {
					c.HeadlineSpan = trimSpan(v.p.Text, cutting.Span{Start: at, End: at + len(line)})
				}
				if c.Published.Value == "" {
					f.find(p.Span, func(d cutting.Date, s cutting.Span) {
						if c.Published.Value == "" {
							d.Span, d.Origin = s, "text"
							c.Published = d
						}
					})
				}
				return true
			}
			at += len(line)
		}
	}
	// A short line above the headline that is no sentence.
	if !c.HeadlineSpan.Empty() && p.Span.End <= c.HeadlineSpan.Start && v.m[i].words <= 10 &&
		!isSentenceEnd(v.m[i].last) {
		return true
	}
	return f.isMenuLine(i)
}

// isMenuLine reports whether a block is links with only marks between them.
func (f *facts) isMenuLine(i int) bool {
	b := &f.v.p.Blocks[i]
	linked, links := 0, 0
	for _, l := range b.Links {
		if !l.Span.Empty() {
			links++
			linked += words.CountLetters(l.Span.In(f.v.p.Text))
		}
	}
	return links >= 2 && f.v.m[i].words <= 14 && linked == words.CountLetters(b.Span.In(f.v.p.Text))
}

type closing uint8

const (
	closingLine closing = iota + 1
	closingOffer
)

// closingLine returns what the text's last part is instead of text; 0 for text.
func (f *facts) closingLine(p *cutting.Part) closing {
	v := f.v
	i := v.blockOf(p.Span.Start)
	if i < 0 {
		return 0
	}
	b := &v.p.Blocks[i]
	text := p.Span.In(v.p.Text)
	switch {
	case isCounter(text), f.isMenuLine(i):
		return closingLine
	case len(b.Links) == 1 && v.m[i].words <= 4 && trimSpan(v.p.Text, b.Links[0].Span) == trimSpan(v.p.Text, b.Span) &&
		f.isWayBack(b.Links[0].URL):
		return closingLine
	case v.m[i].words <= 30 && strings.Contains(text, "©") &&
		(strings.Contains(text, "://") || strings.HasPrefix(text, "©")):
		return closingLine
	case v.m[i].words <= 60 && p.Role != cutting.PartQuote && words.OffersSubscription(text):
		return closingOffer
	}
	return 0
}

// isWayBack reports whether an address is empty or that of the site's front page.
func (f *facts) isWayBack(u string) bool {
	u, _, _ = strings.Cut(u, "#")
	if u == "" || u == f.v.p.Meta.URL {
		return true
	}
	for i := range f.v.p.Blocks {
		// The page's first menu has the same address.
		if i >= 3 || i >= f.bodyStart+1 {
			break
		}
		for _, l := range f.v.p.Blocks[i].Links {
			if l.URL == u {
				return true
			}
		}
	}
	return false
}

// isCounter reports whether a text is a position in a series: "1 / 6".
func isCounter(s string) bool {
	a, b, ok := strings.Cut(s, "/")
	return ok && len(s) < 12 && allDigits(strings.TrimSpace(a)) && allDigits(strings.TrimSpace(b))
}

func allDigits(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return s != ""
}

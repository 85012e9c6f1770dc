// Package split cuts a page into its items: one article, the teasers of a
// listing, the items of rails, the entries of a feed. It works on cutting.Page
// alone, from markup or from bare text, and knows no site by name.
package split

import (
	"fmt"
	"slices"
	"unicode"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/bare"
	"cuttings/split/dates"
	"cuttings/split/listing"
	"cuttings/split/words"
)

// Version is raised whenever the same page may split differently than before.
const Version = 5

// Options for Split.
type Options struct {
	// Explain fills Split.Trace.
	Explain bool
}

// Split cuts p. It is a pure function of its arguments and safe for concurrent
// use. No block of p is in two cuttings; no text is invented: every span lies in
// p.Text.
func Split(p *cutting.Page, o Options) *cutting.Split {
	var s *cutting.Split
	switch {
	case p.Feed != nil:
		s = feedSplit(p)
	case p.Tree == nil:
		s = bare.Cut(p, bare.Options{Explain: o.Explain})
	default:
		s = markupSplit(p, o)
	}
	settle(p, s)
	return s
}

// markupSplit cuts a page with an element tree.
func markupSplit(p *cutting.Page, o Options) *cutting.Split {
	a := article.Cut(p, article.Options{Explain: o.Explain, Later: true})
	l := listing.Cut(p, listing.Options{Explain: o.Explain})
	v := weigh(p, &a, &l)
	claimed := a.ClaimedDay()
	if v.kind == cutting.ArticlePage || v.kind == cutting.MixedPage || o.Explain {
		a.Complete()
	} else {
		a.Release()
	}
	s := &cutting.Split{Kind: v.kind, Reason: v.reason, Site: a.Site, Published: claimed}
	owner := make([]bool, len(p.Blocks))
	take := func(blocks []int32) bool {
		for _, b := range blocks {
			if owner[b] {
				return false
			}
		}
		for _, b := range blocks {
			owner[b] = true
		}
		return true
	}
	s.Title = a.Cutting.Headline
	switch v.kind {
	case cutting.ArticlePage, cutting.MixedPage:
		c := a.Cutting
		if v.kind == cutting.ArticlePage && l.Beside != nil {
			l.Rails = l.Beside
		} else if v.kind == cutting.ArticlePage && isRail(v.row) && words.RailHeading(l.Section.In(p.Text)) {
			l.Rails = append(l.Rails, listing.Rail{Heading: l.Section, Items: l.Items})
		}
		leaveRails(p, &c, &l)
		if v.kind == cutting.MixedPage {
			drop(p, &c, &listing.Rail{Items: l.Items})
			for i := range l.Items {
				if d := l.Items[i].Date.Span; !d.Empty() && d.Overlaps(c.Published.Span) {
					c.Published = cutting.Date{} // an item's day
				}
			}
		}
		s.Published = c.Published
		take(c.Blocks)
		s.Cuttings = append(s.Cuttings, c)
	}
	if v.kind == cutting.ListingPage || v.kind == cutting.MixedPage {
		s.Section = l.Section.In(p.Text)
		if v.kind == cutting.ListingPage {
			s.Title = listTitle(p, &a, &l)
		}
		first := len(s.Cuttings)
		s.Cuttings = slices.Grow(s.Cuttings, len(l.Items))
		for i := range l.Items {
			if take(l.Items[i].Blocks) {
				s.Cuttings = append(s.Cuttings, itemCutting(p, &l.Items[i], cutting.Teaser, "", s.Section))
			}
		}
		ownBytes(p, l.Items, s.Cuttings[first:])
	}
	if v.kind == cutting.NothingPage {
		// Headline and site were guessed around a text that is not there.
		s.Title, s.Site = title(p), p.Meta.Claim("og:site_name")
	} else {
		for i := range l.Rails {
			r := &l.Rails[i]
			heading := r.Heading.In(p.Text)
			s.Cuttings = slices.Grow(s.Cuttings, len(r.Items))
			for k := range r.Items {
				if take(r.Items[k].Blocks) {
					s.Cuttings = append(s.Cuttings, itemCutting(p, &r.Items[k], cutting.Rail, heading, ""))
				}
			}
		}
	}
	if o.Explain {
		s.Trace = append(s.Trace, fmt.Sprintf("kind %s: %s", v.kind, v.reason), fmt.Sprintf("signs %+v", a.Signs))
		for i, x := range v.row {
			s.Trace = append(s.Trace, fmt.Sprintf("page %s %.3g", KindNames()[i], x))
		}
		s.Trace = append(s.Trace, a.Trace...)
		s.Trace = append(s.Trace, l.Trace...)
	}
	return s
}

// listTitle is a listing page's own title: what would be an article's headline,
// unless that is an item's; then the heading over the list, or the title element.
func listTitle(p *cutting.Page, a *article.Result, l *listing.Result) string {
	for i := range l.Items {
		if l.Items[i].Headline.Overlaps(a.Cutting.HeadlineSpan) || l.Items[i].Headline.In(p.Text) == a.Cutting.Headline {
			if !l.Section.Empty() {
				return l.Section.In(p.Text)
			}
			return title(p)
		}
	}
	return a.Cutting.Headline
}

// leaveRails takes the blocks of rails out of an article, unless most of a rail
// is text of the article: then it is a list of the article's own.
func leaveRails(p *cutting.Page, c *cutting.Cutting, l *listing.Result) {
	in := make(map[int32]bool, len(c.Blocks))
	for _, b := range c.Blocks {
		in[b] = true
	}
	kept := l.Rails[:0]
	for _, r := range l.Rails {
		own, all := 0, 0
		for i := range r.Items {
			for _, b := range r.Items[i].Blocks {
				all++
				if in[b] {
					own++
				}
			}
		}
		if own*2 > all || r.Heading.Empty() {
			continue
		}
		kept = append(kept, r)
		if own > 0 {
			drop(p, c, &r)
		}
	}
	l.Rails = kept
}

// drop removes a rail's blocks, and what the article has of them, from it.
func drop(p *cutting.Page, c *cutting.Cutting, r *listing.Rail) {
	out := map[int32]bool{}
	for i := range r.Items {
		for _, b := range r.Items[i].Blocks {
			out[b] = true
		}
	}
	for _, b := range c.Blocks {
		if out[b] {
			s := p.Blocks[b].Span
			c.Parts = slices.DeleteFunc(c.Parts, func(p cutting.Part) bool { return p.Span.Overlaps(s) })
			if s.Overlaps(c.Standfirst) {
				c.Standfirst = cutting.Span{}
			}
		}
	}
	c.Blocks = slices.DeleteFunc(c.Blocks, func(b int32) bool { return out[b] })
}

// itemCutting makes a cutting of a list's item.
func itemCutting(p *cutting.Page, it *listing.Item, kind cutting.Kind, rail, section string) cutting.Cutting {
	if own := it.Section.In(p.Text); own != "" && !isDay(own, p.Meta.Lang) {
		section = own
	}
	c := cutting.Cutting{
		Kind: kind, HeadlineSpan: it.Headline, Headline: it.Headline.In(p.Text), Parts: it.Parts, Truncated: it.Truncated,
		ReadMore: it.Mark, Byline: it.Byline, BylineSpan: it.BylineSpan, Published: it.Date, URL: it.URL,
		Rail: rail, Section: section, Blocks: it.Blocks,
	}
	if c.Headline != "" {
		c.HeadlineOrigin = "text"
	}
	return c
}

// isDay reports whether a heading within a list is a date: that files no item
// under anything.
func isDay(s, lang string) bool {
	m := dates.Find(s, lang, dates.Options{})
	if len(m) != 1 {
		return false
	}
	left := 0
	for _, r := range s[:m[0].Span.Start] + s[m[0].Span.End:] {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			left++
		}
	}
	return left <= 12 // the day of the week
}

// settle puts the cuttings in page order and gives each the bytes of the capture
// that its blocks were read from.
func settle(p *cutting.Page, s *cutting.Split) {
	slices.SortStableFunc(s.Cuttings, func(a, b cutting.Cutting) int { return opening(p, &a) - opening(p, &b) })
	if p.Source == nil {
		return
	}
	for i := range s.Cuttings {
		if s.Cuttings[i].Bytes == nil {
			s.Cuttings[i].Bytes = p.Ranges(s.Cuttings[i].Blocks)
		}
	}
}

// opening is where in the text a cutting begins.
func opening(p *cutting.Page, c *cutting.Cutting) int {
	switch {
	case len(c.Blocks) == 0 && !c.HeadlineSpan.Empty():
		return c.HeadlineSpan.Start
	case len(c.Blocks) == 0:
		return len(p.Text)
	case c.Kind != cutting.Article && !c.HeadlineSpan.Empty():
		// Items that share a block begin at their headlines.
		return max(p.Blocks[c.Blocks[0]].Span.Start, min(c.HeadlineSpan.Start, p.Blocks[c.Blocks[0]].Span.End))
	}
	return p.Blocks[c.Blocks[0]].Span.Start
}

// ownBytes gives items that share a block with others the bytes of their own
// texts: the block's would be those of all of them.
func ownBytes(p *cutting.Page, items []listing.Item, cs []cutting.Cutting) {
	in := map[int]int{}
	for i := range items {
		in[blockAt(p, items[i].Headline.Start)]++
	}
	for i := range cs {
		c := &cs[i]
		if p.Source == nil || c.HeadlineSpan.Empty() || in[blockAt(p, c.HeadlineSpan.Start)] < 2 {
			continue
		}
		s := c.HeadlineSpan
		for _, part := range c.Parts {
			s.Start, s.End = min(s.Start, part.Span.Start), max(s.End, part.Span.End)
		}
		if r := p.Source.Range(s); !r.Empty() {
			c.Bytes = []cutting.Range{r}
		}
	}
}

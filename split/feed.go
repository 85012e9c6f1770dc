package split

import (
	"fmt"
	"sort"

	"cuttings/cutting"
)

// feedSplit makes a cutting of each entry of a feed: an article where the entry has its full text,
// else a teaser. Names and addresses are the feed's own, dates are read like those of pages; the
// text consists of spans of the page.
func feedSplit(p *cutting.Page, o Options) *cutting.Split {
	s := &cutting.Split{Kind: cutting.FeedPage, Title: p.Feed.Title, Site: p.Feed.Title}
	s.Names = namesOfOutlet(p, s, nil)
	s.Reason = fmt.Sprintf("a feed with %d entries", len(p.Feed.Entries))
	taken := make([]bool, len(p.Blocks))
	when := newFeedDates(p)
	s.Cuttings = make([]cutting.Cutting, 0, len(p.Feed.Entries))
	for i := range p.Feed.Entries {
		o.stop.Step(i)
		e := &p.Feed.Entries[i]
		c := cutting.Cutting{Kind: cutting.Teaser, Truncated: e.Truncated, URL: e.URL, Byline: e.Authors, Tags: e.Tags}
		c.Published, c.Modified = when.datesOf(e)
		if e.Full {
			c.Kind = cutting.Article
		}
		if !e.Headline.Empty() {
			c.HeadlineSpan, c.Headline, c.HeadlineOrigin = e.Headline, e.Headline.In(p.Text), "feed"
			c.Blocks = takeBlocks(p, taken, e.Headline, c.Blocks)
		}
		for _, t := range e.Text {
			before := len(c.Blocks)
			c.Blocks = takeBlocks(p, taken, t, c.Blocks)
			role, level := cutting.PartParagraph, uint8(0)
			if len(c.Blocks) > before {
				role, level = p.Blocks[c.Blocks[before]].PartRole()
			}
			c.Parts = append(c.Parts, cutting.Part{Role: role, Level: level, Span: t})
		}
		if !e.Range.Empty() {
			c.Bytes = []cutting.Range{e.Range}
		}
		if c.Headline == "" && len(c.Parts) == 0 && c.URL == "" {
			continue
		}
		s.Cuttings = append(s.Cuttings, c)
	}
	return s
}

// takeBlocks appends the free blocks within the span to blocks and marks them taken.
func takeBlocks(p *cutting.Page, taken []bool, span cutting.Span, blocks []int32) []int32 {
	i := sort.Search(len(p.Blocks), func(i int) bool { return p.Blocks[i].Span.End > span.Start })
	for ; i < len(p.Blocks) && p.Blocks[i].Span.Start < span.End; i++ {
		if !taken[i] {
			taken[i] = true
			blocks = append(blocks, int32(i))
		}
	}
	return blocks
}

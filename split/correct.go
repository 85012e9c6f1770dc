package split

import (
	"cmp"
	"slices"
	"strings"

	"cuttings/cutting"
)

// Correct applies people's corrections of a page to its split, in order. A cutting whose blocks are
// all taken by corrected items or dropped is removed; one that loses some keeps the rest. The
// result has the guarantees of Split: no block in two cuttings, all text from the page, page order.
func Correct(p *cutting.Page, s *cutting.Split, cs []cutting.Correction) {
	for i := range cs {
		applyCorrection(p, s, &cs[i])
	}
}

func applyCorrection(p *cutting.Page, s *cutting.Split, c *cutting.Correction) {
	if len(c.Items)+len(c.Drop) > 0 {
		recut(p, s, c)
	}
	for i := range c.Facts {
		setFacts(p, s, &c.Facts[i])
	}
}

// recut applies the items and removals of a correction.
func recut(p *cutting.Page, s *cutting.Split, c *cutting.Correction) {
	taken := map[int32]bool{}
	for _, r := range c.Drop {
		for _, b := range blocksIn(p, r) {
			taken[b] = true
		}
	}
	var made []cutting.Cutting
	for i := range c.Items {
		if m, ok := correctedItem(p, s, &c.Items[i], taken); ok {
			made = append(made, m)
		}
	}
	kept := s.Cuttings[:0:0]
	for i := range s.Cuttings {
		if k, ok := withoutBlocks(p, s.Cuttings[i], taken); ok {
			kept = append(kept, k)
		}
	}
	s.Cuttings = append(kept, made...)
	slices.SortStableFunc(s.Cuttings, func(a, b cutting.Cutting) int {
		return int(firstBlock(a)) - int(firstBlock(b))
	})
	was := s.Kind
	s.Kind = kindOf(s)
	if s.Kind == cutting.ArticlePage && (was == cutting.NothingPage || was == cutting.ListingPage) {
		datePage(s)
	}
	if !strings.HasSuffix(s.Reason, byHand) {
		s.Reason += byHand
	}
}

// datePage gives an undated article the date that its page claims, for pages that were not read as
// an article, so that no date was looked for.
func datePage(s *cutting.Split) {
	for i := range s.Cuttings {
		if c := &s.Cuttings[i]; c.Kind == cutting.Article && c.Published.IsZero() {
			c.Published = s.Published
		}
	}
}

const byHand = "; corrected by hand"

// kindOf returns the page's kind if it still fits the cuttings, else the kind that follows from
// them.
func kindOf(s *cutting.Split) cutting.PageKind {
	n := map[cutting.Kind]int{}
	for i := range s.Cuttings {
		n[s.Cuttings[i].Kind]++
	}
	articles, teasers := n[cutting.Article], n[cutting.Teaser]
	switch {
	case len(s.Cuttings) == 0:
		return cutting.NothingPage
	case s.Kind == cutting.FeedPage || articles+teasers == 0 && s.Kind != cutting.NothingPage:
		return s.Kind
	case teasers == 0 && articles == 1:
		return cutting.ArticlePage
	case articles == 0:
		return cutting.ListingPage
	case s.Kind == cutting.NothingPage || s.Kind == cutting.ArticlePage && teasers > 0:
		return cutting.MixedPage
	}
	return s.Kind
}

func firstBlock(c cutting.Cutting) int32 {
	if len(c.Blocks) == 0 {
		return 1 << 30
	}
	return c.Blocks[0]
}

// blocksIn returns the blocks whose bytes lie in r.
func blocksIn(p *cutting.Page, r cutting.Range) []int32 {
	var out []int32
	for i := range p.Blocks {
		b := p.Source.Range(p.Blocks[i].Span)
		if !b.Empty() && r.Start <= b.Start && b.End <= r.End {
			out = append(out, int32(i))
		}
	}
	return out
}

// correctedItem makes the cutting a person described, of blocks that are still free. Values the
// person did not give come from the cutting it overlaps most.
func correctedItem(p *cutting.Page, s *cutting.Split, it *cutting.CorrectedItem,
	taken map[int32]bool) (cutting.Cutting, bool) {
	var blocks []int32
	for _, r := range it.Ranges {
		for _, b := range blocksIn(p, r) {
			if !taken[b] {
				taken[b] = true
				blocks = append(blocks, b)
			}
		}
	}
	if len(blocks) == 0 {
		return cutting.Cutting{}, false
	}
	slices.Sort(blocks)
	old := mostOverlapping(s, blocks)
	out := cutting.Cutting{Kind: it.Kind, Blocks: blocks, Rail: it.Rail, URL: it.URL}
	if old != nil {
		out.Published, out.Modified = old.Published, old.Modified
		out.Byline, out.BylineSpan, out.BylineOrigin = old.Byline, old.BylineSpan, old.BylineOrigin
		out.Truncated, out.Section, out.Lang, out.Tags, out.Image = old.Truncated, old.Section, old.Lang, old.Tags,
			old.Image
		if !blocksContain(p, blocks, old.BylineSpan) && !keepsValue(p, old, old.BylineSpan, old.BylineOrigin) {
			out.Byline, out.BylineSpan, out.BylineOrigin = nil, cutting.Span{}, ""
		}
		if !old.Published.Span.Empty() && !blocksContain(p, blocks, old.Published.Span) &&
			!keepsValue(p, old, old.Published.Span, old.Published.Origin) {
			out.Published = cutting.Date{}
		}
		if blocksContain(p, blocks, old.ReadMore) {
			out.ReadMore = old.ReadMore
		}
	}
	headline := headlineBlocks(p, blocks, it.Headline)
	for _, b := range blocks {
		switch {
		case slices.Contains(headline, b):
			if out.URL == "" {
				out.URL = linkOf(p, b)
			}
		case carriesMeta(p, b, out):
		default:
			role, level := p.Blocks[b].PartRole()
			out.Parts = append(out.Parts, cutting.Part{Role: role, Level: level, Span: p.Blocks[b].Span})
		}
	}
	if len(headline) > 0 {
		out.HeadlineSpan = cutting.Span{Start: p.Blocks[headline[0]].Span.Start,
			End: p.Blocks[headline[len(headline)-1]].Span.End}
		out.Headline, out.HeadlineOrigin = out.HeadlineSpan.In(p.Text), "text"
	} else if old != nil && old.HeadlineSpan.Empty() {
		out.Headline, out.HeadlineOrigin = old.Headline, old.HeadlineOrigin
	}
	if old != nil {
		out.URL = cmp.Or(out.URL, old.URL)
		out.ByHand = stillByHand(old.ByHand, &out)
	}
	out.Bytes = p.Ranges(blocks)
	return out, true
}

// stillByHand returns those of facts, given by hand for another cutting, that a cutting made of it
// still has.
func stillByHand(facts []string, c *cutting.Cutting) []string {
	return slices.DeleteFunc(slices.Clone(facts), func(fact string) bool {
		switch fact {
		case cutting.FactDate:
			return c.Published.Origin != cutting.Corrected
		case cutting.FactByline:
			return c.BylineOrigin != cutting.Corrected
		case cutting.FactHeadline:
			return c.HeadlineOrigin != cutting.Corrected
		}
		return false
	})
}

// headlineBlocks returns the item's blocks within the bytes given as the headline; only a run
// without a gap can be one span.
func headlineBlocks(p *cutting.Page, blocks []int32, r cutting.Range) []int32 {
	if r.Empty() {
		return nil
	}
	var out []int32
	for _, b := range blocksIn(p, r) {
		if slices.Contains(blocks, b) && (len(out) == 0 || out[len(out)-1]+1 == b) {
			out = append(out, b)
		}
	}
	return out
}

// carriesMeta reports whether a block contains only the date, byline or mark.
func carriesMeta(p *cutting.Page, b int32, c cutting.Cutting) bool {
	span := p.Blocks[b].Span
	for _, m := range []cutting.Span{c.Published.Span, c.BylineSpan, c.ReadMore} {
		if isHardlyMore(span, m) {
			return true
		}
	}
	return false
}

func blocksContain(p *cutting.Page, blocks []int32, sp cutting.Span) bool {
	if sp.Empty() {
		return false
	}
	return slices.ContainsFunc(blocks, func(b int32) bool { return p.Blocks[b].Span.Contains(sp) })
}

// keepsValue reports whether a recut cutting keeps a value whose words are not in it: a person gave it,
// and its words were not in the old cutting either.
func keepsValue(p *cutting.Page, old *cutting.Cutting, words cutting.Span, origin string) bool {
	return origin == cutting.Corrected && !blocksContain(p, old.Blocks, words)
}

func linkOf(p *cutting.Page, b int32) string {
	for _, l := range p.Blocks[b].Links {
		if l.URL != "" {
			return l.URL
		}
	}
	return ""
}

// mostOverlapping returns the cutting that shares most blocks with these; nil for none.
func mostOverlapping(s *cutting.Split, blocks []int32) *cutting.Cutting {
	best, at := 0, -1
	for i := range s.Cuttings {
		n := 0
		for _, b := range s.Cuttings[i].Blocks {
			if slices.Contains(blocks, b) {
				n++
			}
		}
		if n > best {
			best, at = n, i
		}
	}
	if at < 0 {
		return nil
	}
	return &s.Cuttings[at]
}

// withoutBlocks returns c without the taken blocks; false when nothing of it is left. Items that share
// one block have no block of their own: for them the text decides.
func withoutBlocks(p *cutting.Page, c cutting.Cutting, taken map[int32]bool) (cutting.Cutting, bool) {
	lost := func(sp cutting.Span) bool {
		for b := range taken {
			if p.Blocks[b].Span.Overlaps(sp) {
				return true
			}
		}
		return false
	}
	if !slices.ContainsFunc(c.Blocks, func(b int32) bool { return taken[b] }) && !lost(c.HeadlineSpan) &&
		!slices.ContainsFunc(c.Parts, func(x cutting.Part) bool { return lost(x.Span) }) {
		return c, true
	}
	c.Blocks = slices.DeleteFunc(slices.Clone(c.Blocks), func(b int32) bool { return taken[b] })
	c.Parts = slices.DeleteFunc(slices.Clone(c.Parts), func(x cutting.Part) bool { return lost(x.Span) })
	if lost(c.HeadlineSpan) {
		c.Headline, c.HeadlineSpan, c.HeadlineOrigin = "", cutting.Span{}, ""
	}
	if lost(c.Standfirst) {
		c.Standfirst = cutting.Span{}
	}
	if lost(c.ReadMore) {
		c.ReadMore = cutting.Span{}
	}
	if lost(c.BylineSpan) && c.BylineOrigin != cutting.Corrected {
		c.Byline, c.BylineSpan = nil, cutting.Span{}
	}
	if lost(c.Published.Span) && c.Published.Origin != cutting.Corrected {
		c.Published = cutting.Date{}
	}
	if len(c.Blocks) > 0 {
		c.Bytes = p.Ranges(c.Blocks)
	}
	return c, len(c.Parts) > 0 || !c.HeadlineSpan.Empty()
}

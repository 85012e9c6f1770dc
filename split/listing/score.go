package listing

import (
	"math"
	"unicode/utf8"

	"cuttings/split/words"
)

// The features of a list of candidates, each about 0 to 1, to which the weights (weights.go) apply.
// Their names are shown in traces and by the trainer.
const (
	xCount     = iota // how many, on a logarithmic scale up to 32
	xHeading          // headlines are heading elements
	xWrapped          // headlines are blocks inside a link
	xTitled           // headlines without a link, by class or boldness
	xLinked           // headlines with a link
	xLevel            // heading level, 1 for h1 down to 0 for h6
	xTitleCls         // a title class on the headline or around it
	xLength           // headlines have a headline's length
	xShort            // headlines shorter than a few words
	xDistinct         // headlines differ from one another
	xURLs             // their links differ from one another
	xProse            // items carry text beside their links
	xProseMean        // how much, logarithmic, up to 2,000 bytes
	xDates            // items carry a date
	xImages           // items carry an image
	xItem             // items are articles by tag or vocabulary
	xOpening          // the headline opens its item
	xFills            // the headline is all of its block
	xBare             // the headline is all of its item
	xShare            // the items' share of the page's text
	xSpan             // the items' first to last share of the page's text
	xMain             // in main or content
	xNav              // in navigation
	xAside            // in a side bar or widget
	xFooter           // in the page's footer
	xHeader           // in the page's header
	xComment          // among readers' comments
	xRelated          // in a box of related items
	xHidden           // not shown
	xStart            // where the list begins in the page's text
	xMeta             // the headline is in a meta, category or share line
	xMark             // headlines are continuation marks, pagination words or dates
	xRail             // the list is under a rail's heading
	xMerged           // several containers taken together
	xOnward           // the item links to its headline's address again
	xNested           // the item contains another heading that links elsewhere: it is a section
	nFeatures
)

var featureNames = [nFeatures]string{"count", "heading", "wrapped", "titled", "linked", "level", "title-class",
	"length", "short", "distinct", "urls", "prose", "prose-mean", "dates", "images", "item", "opening", "fills",
	"bare", "share", "span", "main", "nav", "aside", "footer", "header", "comment", "related", "hidden", "start",
	"meta", "mark", "rail", "merged", "onward", "nested"}

// MeasureNames returns the names of a result's Measures.
func MeasureNames() []string { return featureNames[:] }

// features are a list's values in the order above.
type features [nFeatures]float32

// score returns the list's score under the weights.
func (f *features) score(w *[nFeatures]float32) float32 {
	var v float32
	for i := range f {
		v += f[i] * w[i]
	}
	return v
}

// sampleSize is the number of members of a long list that are measured: most from its beginning, some
// from its end, each with its neighbours, since every second one may be of another kind.
const sampleSize = 16

// measure returns the features of l, for a long list those of sampleSize members.
func (s *pageState) measure(l *list) features {
	var f features
	n := len(l.members)
	total := float32(len(s.p.Text) + 1)
	var area, proseSum float32
	k := float32(0)
	var lastURL string
	var lastTitle string
	mark := false
	next, at := int32(-1), -1 // the root of member at, when known
	for j := 0; j < min(n, sampleSize); j++ {
		i := j
		if n > sampleSize && j >= sampleSize*3/4 {
			i = n - sampleSize + j
		}
		c := &s.cands[l.members[i]]
		k++
		ln := &s.n[c.leaf]
		root := next
		if i != at {
			root = s.itemRoot(l.members, i)
		}
		next, at = -1, -1
		rn := &s.t.Nodes[root]
		b := &s.p.Blocks[c.block]
		title := c.span.In(s.p.Text)
		chars := s.textWidth(c)
		switch c.form {
		case fHeading:
			f[xHeading]++
			f[xLevel] += float32(6-min(ln.lvl, 6)) / 5
		case fWrapped:
			f[xWrapped]++
		case fTitled:
			f[xTitled]++
		}
		url := ""
		if c.link >= 0 {
			url = b.Links[c.link].URL
		}
		if url != "" {
			f[xLinked]++
			if url != lastURL {
				f[xURLs]++
			}
			lastURL = url
		}
		near := s.hintNear(c.leaf, root)
		if near&hTitle != 0 {
			f[xTitleCls]++
		}
		if near&(hMeta|hCat|hByline|hMore|hPage|hAd|hDate|hThumb|hCaption) != 0 {
			f[xMeta]++
		}
		switch {
		case chars < 12:
			f[xShort]++
		case chars <= 160:
			f[xLength]++
		}
		if title != lastTitle {
			f[xDistinct]++
			// The first two decide whether headlines are marks: titles are many and the look-up is
			// expensive.
			if k <= 2 && len(title) < 48 {
				mark = s.isMarkOrNav(c) || s.isDate(c)
			} else {
				mark = mark && len(title) < 40
			}
		}
		lastTitle = title
		if mark {
			f[xMark]++
		}
		// The item extends to the next one when both are siblings.
		end, endNode := rn.Text.End, rn.End
		if i+1 < n {
			next, at = s.itemRoot(l.members, i+1), i+1
			if s.t.Nodes[next].Parent == rn.Parent {
				end, endNode = s.t.Nodes[next].Text.Start, next
			}
		}
		size := max(end-rn.Text.Start, rn.Text.Len())
		links := int(s.n[endNode].linkText - s.n[root].linkText)
		prose := size - max(links, c.span.Len())
		area += float32(size)
		proseSum += float32(prose)
		if prose > 60 {
			f[xProse]++
		}
		if rn.Text.Len() <= c.span.Len()+2 {
			f[xBare]++
		}
		if s.n[endNode].dates > s.n[root].dates {
			f[xDates]++
		}
		if s.n[endNode].images > s.n[root].images {
			f[xImages]++
		}
		if (s.n[root].ownHints|ln.zones)&zItem != 0 {
			f[xItem]++
		}
		if c.span.Start-rn.Text.Start <= 40 {
			f[xOpening]++
		}
		if c.span.Len()*10 >= b.Span.Len()*9 {
			f[xFills]++
		}
		if url != "" && s.isRepeated(c, rn.BlockLo, rn.BlockHi, url) {
			f[xOnward]++
		}
		if c.form == fHeading && s.heads[rn.BlockHi]-s.heads[rn.BlockLo] > 1 &&
			s.hasOtherHeading(c, rn.BlockLo, rn.BlockHi, url) {
			f[xNested]++
		}
		if ln.zones != 0 {
			for _, z := range &zoneFeatures {
				if ln.zones&z.h != 0 {
					f[z.x]++
				}
			}
		}
	}
	for _, x := range [...]int{xHeading, xLevel, xWrapped, xTitled, xLinked, xURLs, xTitleCls, xMeta, xShort, xLength,
		xDistinct, xMark, xProse, xBare, xDates, xImages, xItem, xOpening, xFills, xOnward, xNested, xMain, xNav,
		xAside, xFooter, xHeader, xComment, xRelated, xHidden} {
		f[x] /= k
	}
	first, last := &s.cands[l.members[0]], &s.cands[l.members[n-1]]
	f[xCount] = float32(math.Log2(float64(min(n, 32)))) / 5
	f[xProseMean] = float32(math.Log2(1+float64(max(0, min(proseSum/k, 2000))))) / 11
	f[xShare] = min(1, area*float32(n)/k/total)
	f[xSpan] = float32(last.span.End-first.span.Start) / total
	f[xStart] = float32(first.span.Start) / total
	if l.isMerged {
		f[xMerged] = 1
	}
	if h := s.headingBefore(l.parent, first.block, false); h >= 0 && s.isRailHeading(h) {
		f[xRail] = 1
	}
	return f
}

var zoneFeatures = [...]struct {
	h hint
	x int
}{{zMain, xMain}, {zNav, xNav}, {zAside, xAside}, {zFooter, xFooter}, {zHeader, xHeader}, {zComment, xComment},
	{zRelated, xRelated}, {zHidden, xHidden}}

// runeCount returns the length of a candidate's text in runes.
func (s *pageState) runeCount(c *candidate) int {
	if c.chars == 0 {
		c.chars = int32(utf8.RuneCountInString(c.span.In(s.p.Text)))
	}
	return int(c.chars)
}

// textWidth returns the length of a candidate's text in Latin letters: a script with three bytes a
// character needs fewer characters for the same content.
func (s *pageState) textWidth(c *candidate) int {
	n := s.runeCount(c)
	if c.span.Len() > 2*n {
		return n * 5 / 2
	}
	return n
}

// isMarkOrNav reports whether a candidate's text is a continuation mark or words of navigation. The
// result is cached, since a candidate is in several lists.
func (s *pageState) isMarkOrNav(c *candidate) bool {
	if c.known&askedMark == 0 {
		c.known |= askedMark
		if t := c.span.In(s.p.Text); words.IsMark(t) || words.IsNavigation(t) {
			c.known |= isMark
		}
	}
	return c.known&isMark != 0
}

// isDate reports whether a candidate's text is a date.
func (s *pageState) isDate(c *candidate) bool {
	if c.known&askedDate == 0 {
		c.known |= askedDate
		if t := c.span.In(s.p.Text); hasDigit(t) && s.dates.IsDateLine(t) {
			c.known |= isDateText
		}
	}
	return c.known&isDateText != 0
}

// isRailHeading reports whether block h is the heading of a rail. The result is cached, since several
// lists have the same heading.
func (s *pageState) isRailHeading(h int32) bool {
	if s.headingInfo[h]&askedRail == 0 {
		s.headingInfo[h] |= askedRail
		if words.IsRailHeading(s.p.Blocks[h].Span.In(s.p.Text)) {
			s.headingInfo[h] |= isRail
		}
	}
	return s.headingInfo[h]&isRail != 0
}

// hintNear returns the hints of leaf and its ancestors below root, and of a single element directly
// inside it.
func (s *pageState) hintNear(leaf, root int32) hint {
	h := s.n[leaf].ownHints
	if c := s.t.First(leaf); c >= 0 && s.t.Nodes[c].End == s.t.Nodes[leaf].End {
		h |= s.n[c].ownHints
	}
	for i := s.t.Nodes[leaf].Parent; i > root; i = s.t.Nodes[i].Parent {
		h |= s.n[i].ownHints
	}
	return h
}

// hasOtherHeading reports whether a heading among the blocks [lo, hi), other than the candidate's,
// links elsewhere than to url.
func (s *pageState) hasOtherHeading(c *candidate, lo, hi int32, url string) bool {
	for bi := lo; bi < min(hi, lo+40); bi++ {
		b := &s.p.Blocks[bi]
		if bi == c.block || b.Node < 0 || s.n[b.Node].head < 0 || s.n[b.Node].head == c.leaf {
			continue
		}
		for k := range b.Links {
			if l := &b.Links[k]; !l.Span.Empty() && l.URL != "" && l.URL != url {
				return true
			}
		}
	}
	return false
}

// isRepeated reports whether another link in the blocks has the address url.
func (s *pageState) isRepeated(c *candidate, lo, hi int32, url string) bool {
	hi = min(hi, lo+24)
	for bi := lo; bi < hi; bi++ {
		for k := range s.p.Blocks[bi].Links {
			if (bi != c.block || int32(k) != c.link) && s.p.Blocks[bi].Links[k].URL == url {
				return true
			}
		}
	}
	return false
}

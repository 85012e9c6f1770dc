package listing

import (
	"net/url"
	"strings"
	"time"

	"cuttings/cutting"
)

// readRegions reads a list's regions into r.
func (s *pageState) readRegions(r *Result, ms []int32, rs []region) {
	s.learnOrder(rs)
	rs = s.dayHeadings(rs)
	secs, over := s.findSections(ms, rs)
	s.countLabels(rs)
	r.Items = make([]Item, len(rs))
	if s.items != nil && len(s.items.items) == 0 {
		s.items.items = make([]knownItem, 0, len(rs)) // later lists have most items in common with the first
	}
	r.First, r.Last = rs[0].lo, rs[len(rs)-1].hi
	area := 0
	for i := range rs {
		s.stop.Step(i)
		it := &r.Items[i]
		s.fillItem(it, rs[i], int32(i), secs[i])
		for _, p := range it.Parts {
			r.Prose += p.Span.Len()
		}
		for b := rs[i].lo; b < rs[i].hi; b++ {
			area += s.p.Blocks[b].Span.Len()
		}
	}
	s.ownAddresses(r, rs)
	r.Share = min(1, float64(area)/float64(len(s.p.Text)+1))
	if over >= 0 {
		r.Section = s.p.Blocks[over].Span
	}
}

// piece is a stretch of an item's text with the hints around it.
type piece struct {
	span  cutting.Span
	block int32
	hint  hint
	role  cutting.Role
	level uint8
	links int // bytes of link text
}

// cutter reads one item.
type cutter struct {
	*pageState
	it             *Item
	reg            region
	head           *candidate
	top            int32     // the element above the item
	rank           int       // certainty of it.Date
	base           time.Time // reference time for dates without a year (see dateBase); zero when unknown
	hasBase        bool      // base was computed
	hasTextElement bool      // some text is in an excerpt or content element
}

// knownItem is an item read before: its region, the block of the heading over it, and its address then, the only
// field that changes later.
type knownItem struct {
	region
	sec  int32
	next int32 // index in knownItems.items of the item read before it with the same headline; -1 for none
	at   *Item
	url  string
}

// knownItems are the items read so far. A table by headline takes half of what a map by region would.
type knownItems struct {
	last  []int32 // by candidate: index in items of the item read last; -1 for none
	items []knownItem
}

func newKnownItems(candidates int) *knownItems {
	k := &knownItems{last: make([]int32, candidates)}
	for i := range k.last {
		k.last[i] = -1
	}
	return k
}

// find returns the item with this region and heading; nil when it was not read yet.
func (k *knownItems) find(r region, sec int32) *knownItem {
	if k == nil {
		return nil
	}
	for i := k.last[r.cand]; i >= 0; i = k.items[i].next {
		if known := &k.items[i]; known.sec == sec && known.region == r {
			return known
		}
	}
	return nil
}

// add adds an item that was just read.
func (k *knownItems) add(r region, sec int32, it *Item) {
	if k == nil {
		return
	}
	k.items = append(k.items, knownItem{r, sec, k.last[r.cand], it, it.URL})
	k.last[r.cand] = int32(len(k.items) - 1)
}

// fillItem reads one region into it; sec is the block of the heading over it, -1 for none. Several
// lists share items, so results are cached.
func (s *pageState) fillItem(it *Item, r region, no, sec int32) {
	free := true
	for b := r.lo; b < r.hi && free; b++ {
		free = s.owner[b] < 0
	}
	if known := s.items.find(r, sec); known != nil && free {
		*it = *known.at
		it.URL = known.url
		for _, b := range it.Blocks {
			s.owner[b] = no
		}
		return
	}
	s.readItem(it, r, no, sec)
	if free {
		s.items.add(r, sec, it)
	}
}

// readItem reads one region into it, as item no of its list.
func (s *pageState) readItem(it *Item, r region, no, sec int32) {
	*it = Item{Root: r.root}
	c := cutter{pageState: s, it: it, reg: r, head: &s.cands[r.cand], top: s.t.Nodes[r.root].Parent}
	s.prose = s.prose[:0]
	it.Headline = c.headlineSpan()
	it.URL = s.urlOf(c.head)
	if sec >= 0 {
		it.Section = s.p.Blocks[sec].Span
	}
	c.setMachineDate()
	it.Blocks = make([]int32, 0, r.hi-r.lo)
	heading := s.n[c.head.leaf].head
	hidden := s.n[c.head.leaf].zones&zHidden != 0
	for bi := r.lo; bi < r.hi; bi++ {
		b := &s.p.Blocks[bi]
		switch {
		case s.owner[bi] < 0:
			s.owner[bi] = no
			it.Blocks = append(it.Blocks, bi)
		case bi != c.head.block:
			continue
		}
		if b.Node < 0 || s.n[b.Node].zones&zHidden != 0 && !hidden {
			continue
		}
		if bi == c.head.block {
			c.setDateBeside(b)
			if c.head.form == fHeading || c.head.form == fTitled {
				continue
			}
			if link := s.n[c.head.leaf].link; c.head.form == fWrapped && link > b.Node && link != c.head.leaf {
				// The parts of a tile are separate lines.
				for n := s.t.First(link); n >= 0; n = s.t.Next(n) {
					if t := s.t.Nodes[n].Text; n != c.head.leaf && !t.Empty() && b.Span.Contains(t) {
						c.readPart(b, bi, n)
					}
				}
				continue
			}
			// What follows a headline in its line is read like a block.
			c.readLines(b, bi, s.trim(cutting.Span{Start: c.head.span.End,
				End: min(b.Span.End, max(r.to, c.head.span.End))}))
			continue
		}
		if heading >= 0 && s.n[b.Node].head == heading {
			continue
		}
		c.readLines(b, bi, b.Span)
	}
	c.setExcerpt()
	if it.URL == "" {
		c.findURL()
	}
	c.setDateFromContext()
}

// headlineSpan returns the headline without dates, bylines and labels inside the same link or heading.
func (c *cutter) headlineSpan() cutting.Span {
	sp := c.head.span
	lo, hi := sp.Start, sp.End
	leaf := c.head.leaf
	for i := leaf + 1; i < min(c.t.Nodes[leaf].End, leaf+64); i++ {
		n := &c.t.Nodes[i]
		if n.Text.Empty() || n.Text.Start < lo || n.Text.End > hi || n.Text.Len()+4 > hi-lo {
			continue
		}
		if c.n[i].ownHints&(hDate|hByline|hMeta|hMore|hCat|zHidden) == 0 && !isRank(n.Text.In(c.p.Text)) ||
			c.n[i].ownHints&hTitle != 0 {
			continue
		}
		if strings.TrimSpace(c.p.Text[lo:n.Text.Start]) == "" {
			lo = n.Text.End
		} else if strings.TrimSpace(c.p.Text[n.Text.End:hi]) == "" {
			hi = n.Text.Start
		}
	}
	if out := c.trimSpace(cutting.Span{Start: lo, End: hi}); !out.Empty() {
		return out
	}
	return c.trimSpace(sp)
}

// isRank reports whether a text is an item's number in a most-read list.
func isRank(t string) bool {
	if len(t) > 3 {
		return false
	}
	for i := 0; i < len(t); i++ {
		if (t[i] < '0' || t[i] > '9') && t[i] != '.' && t[i] != '#' {
			return false
		}
	}
	return t != ""
}

// setDateBeside sets the date from one before or after the headline in its line.
func (c *cutter) setDateBeside(b *cutting.Block) {
	from, to := max(b.Span.Start, c.reg.from), min(b.Span.End, c.reg.to)
	for _, sp := range [2]cutting.Span{{Start: from, End: c.it.Headline.Start}, {Start: c.it.Headline.End, End: to}} {
		if sp.Len() >= 6 && sp.Len() < 200 {
			c.dateIn(sp, dateBeside)
		}
	}
}

// hints returns the hints of the elements from n up to the item. Elements that also contain the
// headline, or most of the item, are left out: they are wrappers with arbitrary names.
func (c *cutter) hints(n int32) hint {
	var h hint
	whole := c.p.Blocks[c.reg.hi-1].Span.End - c.p.Blocks[c.reg.lo].Span.Start
	const ruling = hMeta | hCat | hByline | hDate | hMore | hCaption | hAd | hPage | hTitle | hThumb | aways
	for n > c.top && n > 0 {
		own := c.n[n].ownHints
		if c.t.Within(c.head.leaf, n) {
			own = 0
		} else if l := c.t.Nodes[n].Text.Len(); l > 160 && l*2 > whole {
			own &^= ruling
		}
		h |= own
		n = c.t.Nodes[n].Parent
	}
	return h
}

// readPart reads one element of a tile.
func (c *cutter) readPart(b *cutting.Block, bi, n int32) {
	t := c.t.Nodes[n].Text
	switch own := c.n[n].ownHints; {
	case own&hDate != 0:
		c.dateIn(t, dateShown)
	case own&hByline != 0:
		c.setBylineName(t, n)
	case own&(hMeta|hCat|hMore|zHidden) == 0:
		c.readLines(b, bi, t)
	}
}

// readLines reads a span of a block, which line breaks may divide into pieces of different kinds.
func (c *cutter) readLines(b *cutting.Block, bi int32, sp cutting.Span) {
	for !sp.Empty() {
		end := sp.End
		if k := strings.IndexByte(sp.In(c.p.Text), '\n'); k >= 0 {
			end = sp.Start + k
		}
		if line := (cutting.Span{Start: sp.Start, End: end}); !line.Empty() {
			c.readPiece(b, bi, line)
		}
		sp.Start = end + 1
	}
}

// readPiece classifies the span of block bi and updates the item with it.
func (c *cutter) readPiece(b *cutting.Block, bi int32, sp cutting.Span) {
	p := piece{span: sp, block: bi, role: b.Role, level: b.Level, hint: c.hints(b.Node)}
	if bi == c.head.block {
		p.role = cutting.Paragraph
		p.hint &^= hTitle
	}
	if p.role == cutting.Control || p.hint&(zForm|zNav|zComment|zRelated|hPage) != 0 {
		return
	}
	if c.cutInline(b, &p) {
		return
	}
	for k := range b.Links {
		if l := b.Links[k].Span; p.span.Contains(l) {
			p.links += l.Len()
		}
	}
	if c.isText(&p) {
		if p.hint&hExcerpt != 0 {
			c.hasTextElement = true
		}
		if k := len(c.prose) - 1; k >= 0 && c.prose[k].block == bi && c.prose[k].hint == p.hint &&
			p.span.Start-c.prose[k].span.End <= 2 {
			c.prose[k].span.End = p.span.End // lines of one paragraph
			return
		}
		c.prose = append(c.prose, p)
	}
}

// cutInline removes dates, names and labels in elements at both ends of a block; it reports whether
// hardly anything else is left.
func (c *cutter) cutInline(b *cutting.Block, p *piece) bool {
	const labels = hDate | hByline | hMeta | hCat | hAd | zComment | hPage
	end := c.t.Nodes[b.Node].End
	covered := 0
	for i := c.firstIn(b.Node+1, end, p.span.Start); i < end; {
		n := &c.t.Nodes[i]
		if n.Text.Start >= p.span.End {
			break
		}
		own := c.n[i].ownHints & labels
		if own == 0 || n.Text.Empty() || !p.span.Contains(n.Text) || n.Text.Len() > 160 {
			i++
			continue
		}
		if own&hDate != 0 {
			c.dateIn(n.Text, dateShown)
		}
		if own&hByline != 0 {
			c.setBylineName(n.Text, i)
		}
		covered += n.Text.Len()
		if c.trim(cutting.Span{Start: p.span.Start, End: n.Text.Start}).Len() <= 3 && n.Text.End < p.span.End {
			covered -= n.Text.Len()
			p.span.Start = n.Text.End
		} else if c.trim(cutting.Span{Start: n.Text.End, End: p.span.End}).Len() <= 3 && n.Text.Start > p.span.Start {
			covered -= n.Text.Len()
			p.span.End = n.Text.Start
		}
		i = n.End
	}
	if covered == 0 {
		return false
	}
	rest := c.trim(p.span)
	if covered*4 >= rest.Len()*3 || rest.Len()-covered < 12 {
		c.dateIn(p.span, dateBeside)
		return true
	}
	return false
}

// firstIn returns the first node in [lo, hi) whose text begins at or after byte offset at; nodes'
// texts begin in node order.
func (s *pageState) firstIn(lo, hi int32, at int) int32 {
	for lo < hi {
		m := lo + (hi-lo)/2
		if s.t.Nodes[m].Text.Start < at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// findURL sets the address of an item without a linked headline: that of its continuation mark, or
// the most frequent one among its links.
func (c *cutter) findURL() {
	const maxURLs = 40
	var seen []string
	best, most := "", 0
	for bi := c.reg.lo; bi < c.reg.hi && len(seen) < maxURLs; bi++ {
		for k := range c.p.Blocks[bi].Links {
			l := &c.p.Blocks[bi].Links[k]
			if l.URL == "" {
				continue
			}
			if !c.it.Mark.Empty() && c.it.Mark.Overlaps(l.Span) {
				c.it.URL = l.URL
				return
			}
			seen = append(seen, l.URL)
		}
	}
	for i, u := range seen {
		n := 1
		for _, v := range seen[i+1:] {
			if u == v {
				n++
			}
		}
		if n > most {
			best, most = u, n
		}
	}
	if most > 1 || len(seen) == 1 || best != "" && c.head.form == fHeading && len(seen) < 8 {
		c.it.URL = best
	}
	if c.it.URL == "" {
		c.it.URL = c.overlayURL()
		c.it.covered = c.it.URL != ""
	}
}

// overlayURL returns the address of a link without text that covers the whole item, as in cards; ""
// for none.
func (c *cutter) overlayURL() string {
	for n := c.reg.root + 1; n < c.t.Nodes[c.reg.root].End; n++ {
		if c.n[n].tag != tA || !c.t.Nodes[n].Text.Empty() {
			continue
		}
		href := strings.TrimSpace(c.t.Attr(n, "href"))
		if href == "" || isHomeURL(href) || strings.HasPrefix(href, "javascript:") {
			continue
		}
		if base, err := url.Parse(c.p.Meta.Base); err == nil && c.p.Meta.Base != "" {
			if u, err := base.Parse(href); err == nil {
				return u.String()
			}
		}
		return href
	}
	return ""
}

package listing

import (
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/split/dates"
	"cuttings/split/words"
)

// items reads the main list's regions into r.
func (s *pageState) items(r *Result, ms []int32) {
	rs := s.regions(ms)
	s.learnOrder(rs)
	secs, over := s.sections(ms, rs)
	s.countLabels(rs)
	r.Items = make([]Item, 0, len(rs))
	r.First, r.Last = rs[0].lo, rs[len(rs)-1].hi
	area := 0
	for i := range rs {
		it := s.item(rs[i], int32(i), secs[i])
		for _, p := range it.Parts {
			r.Prose += p.Span.Len()
		}
		for b := rs[i].lo; b < rs[i].hi; b++ {
			area += s.p.Blocks[b].Span.Len()
		}
		r.Items = append(r.Items, it)
	}
	r.Share = min(1, float64(area)/float64(len(s.p.Text)+1))
	if over >= 0 {
		r.Section = s.p.Blocks[over].Span
	}
}

// maxLabel is the longest line, in bytes, that may be a label.
const maxLabel = 48

// countLabels counts short lines that stand in several items: "Published",
// "Share this".
func (s *pageState) countLabels(rs []region) {
	if len(rs) < 3 {
		return
	}
	s.labels = make(map[string]int, 32)
	s.many = max(3, (2*len(rs)+4)/5)
	for i := range rs {
		for b := rs[i].lo; b < rs[i].hi; b++ {
			if sp := s.p.Blocks[b].Span; sp.Len() < maxLabel {
				s.labels[sp.In(s.p.Text)]++
			}
		}
	}
}

// piece is a stretch of an item's text with what its surroundings say about it.
type piece struct {
	span  cutting.Span
	block int32
	hint  hint
	role  cutting.Role
	level uint8
	links int // bytes of link text
}

// how sure a date is; a date of a higher rank replaces one of a lower.
const (
	dateNone    = iota
	dateURL     // read from the address
	dateOther   // an update, or a date in a short line
	dateBeside  // in the headline's line or a meta line
	dateShown   // in a date line or an element named after dates
	dateStated  // in an attribute for machines
	datePublish // the same, said to be the publication
)

// cutter reads one item.
type cutter struct {
	*pageState
	it    *Item
	reg   region
	head  *candidate
	top   int32     // the element above the item
	rank  int       // how sure it.Date is
	base  time.Time // what dates without a year count from; zero when unknown
	prose []piece
	named bool // some prose stands in an element named excerpt or content
}

// item reads one region; sec is the block of the heading over it, -1 for none.
func (s *pageState) item(r region, no, sec int32) Item {
	it := Item{Root: r.root}
	c := cutter{pageState: s, it: &it, reg: r, head: &s.cands[r.cand], top: s.t.Nodes[r.root].Parent}
	it.Headline = c.title()
	it.URL = s.url(c.head)
	if sec >= 0 {
		it.Section = s.p.Blocks[sec].Span
	}
	c.base = c.yearOf()
	c.stated()
	it.Blocks = make([]int32, 0, r.hi-r.lo)
	heading := s.n[c.head.leaf].head
	hidden := s.n[c.head.leaf].in&zHidden != 0
	for bi := r.lo; bi < r.hi; bi++ {
		b := &s.p.Blocks[bi]
		switch {
		case s.owner[bi] < 0:
			s.owner[bi] = no
			it.Blocks = append(it.Blocks, bi)
		case bi != c.head.block:
			continue
		}
		if b.Node < 0 || s.n[b.Node].in&zHidden != 0 && !hidden {
			continue
		}
		if bi == c.head.block {
			c.beside(b)
			if c.head.form == fHeading || c.head.form == fTitled {
				continue
			}
			// What follows a headline in its line is read like a block.
			c.lines(b, bi, s.trim(cutting.Span{Start: c.head.span.End, End: min(b.Span.End, max(r.to, c.head.span.End))}))
			continue
		}
		if heading >= 0 && s.n[b.Node].head == heading {
			continue
		}
		c.lines(b, bi, b.Span)
	}
	c.excerpt()
	if it.URL == "" {
		c.findURL()
	}
	c.otherwise()
	return it
}

// title is the headline without dates, bylines and labels inside the same link
// or heading.
func (c *cutter) title() cutting.Span {
	sp := c.head.span
	lo, hi := sp.Start, sp.End
	leaf := c.head.leaf
	for i := leaf + 1; i < min(c.t.Nodes[leaf].End, leaf+64); i++ {
		n := &c.t.Nodes[i]
		if n.Text.Empty() || n.Text.Start < lo || n.Text.End > hi || n.Text.Len()+4 > hi-lo {
			continue
		}
		if c.n[i].own&(hDate|hByline|hMeta|hMore|hCat|zHidden) == 0 && !rank(n.Text.In(c.p.Text)) || c.n[i].own&hTitle != 0 {
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

// rank reports whether a text is an item's number in a list of the most read.
func rank(t string) bool {
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

// beside reads a date that stands before or behind the headline in its line.
func (c *cutter) beside(b *cutting.Block) {
	from, to := max(b.Span.Start, c.reg.from), min(b.Span.End, c.reg.to)
	for _, sp := range [2]cutting.Span{{Start: from, End: c.it.Headline.Start}, {Start: c.it.Headline.End, End: to}} {
		if sp.Len() >= 6 && sp.Len() < 200 {
			c.dateIn(sp, dateBeside)
		}
	}
}

// hints gathers the hints of the elements from n up to the item. Elements that
// hold the headline, too, are wrappers and can be named anything; so can
// elements that hold most of the item.
func (c *cutter) hints(n int32) hint {
	var h hint
	whole := c.p.Blocks[c.reg.hi-1].Span.End - c.p.Blocks[c.reg.lo].Span.Start
	const ruling = hMeta | hCat | hByline | hDate | hMore | hCaption | hAd | hPage | hTitle | hThumb | aways
	for n > c.top && n > 0 {
		own := c.n[n].own
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

// lines reads a span of a block, which line breaks may part into pieces of
// different kinds.
func (c *cutter) lines(b *cutting.Block, bi int32, sp cutting.Span) {
	for !sp.Empty() {
		end := sp.End
		if k := strings.IndexByte(sp.In(c.p.Text), '\n'); k >= 0 {
			end = sp.Start + k
		}
		if line := (cutting.Span{Start: sp.Start, End: end}); !line.Empty() {
			c.piece(b, bi, line)
		}
		sp.Start = end + 1
	}
}

// piece decides what the span of block bi is and acts on it.
func (c *cutter) piece(b *cutting.Block, bi int32, sp cutting.Span) {
	p := piece{span: sp, block: bi, role: b.Role, level: b.Level, hint: c.hints(b.Node)}
	if bi == c.head.block {
		p.role = cutting.Paragraph
		p.hint &^= hTitle
	}
	if p.role == cutting.Control || p.hint&(zForm|zNav|zComment|zRelated|hPage) != 0 {
		return
	}
	if c.inline(b, &p) {
		return
	}
	for k := range b.Links {
		if l := b.Links[k].Span; p.span.Contains(l) {
			p.links += l.Len()
		}
	}
	if c.isText(&p) {
		if p.hint&hExcerpt != 0 {
			c.named = true
		}
		if k := len(c.prose) - 1; k >= 0 && c.prose[k].block == bi && c.prose[k].hint == p.hint && p.span.Start-c.prose[k].span.End <= 2 {
			c.prose[k].span.End = p.span.End // lines of one paragraph
			return
		}
		c.prose = append(c.prose, p)
	}
}

// inline looks at the elements inside a block: dates, names and labels at either
// end are taken off; it reports whether hardly anything else is there.
func (c *cutter) inline(b *cutting.Block, p *piece) bool {
	const labels = hDate | hByline | hMeta | hCat | hAd | zComment | hPage
	end := c.t.Nodes[b.Node].End
	covered := 0
	for i := c.firstIn(b.Node+1, end, p.span.Start); i < end; {
		n := &c.t.Nodes[i]
		if n.Text.Start >= p.span.End {
			break
		}
		own := c.n[i].own & labels
		if own == 0 || n.Text.Empty() || !p.span.Contains(n.Text) || n.Text.Len() > 160 {
			i++
			continue
		}
		if own&hDate != 0 {
			c.dateIn(n.Text, dateShown)
		}
		if own&hByline != 0 {
			c.name(n.Text, i)
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

// firstIn is the first node in [lo, hi) whose text begins at or after at; nodes'
// texts begin in node order.
func (c *cutter) firstIn(lo, hi int32, at int) int32 {
	for lo < hi {
		m := lo + (hi-lo)/2
		if c.t.Nodes[m].Text.Start < at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// isText decides what a piece is, takes from it what is not text, and reports
// whether it is running text.
func (c *cutter) isText(p *piece) bool {
	n := p.span.Len()
	if n == 0 {
		return false
	}
	text := p.span.In(c.p.Text)
	label := n < maxLabel && c.many > 0 && c.labels[text] >= c.many
	linked := p.links*10 >= n*8
	if p.role == cutting.MarkLine || n < 200 && (linked && n < 80 && p.hint&hMore != 0 || (linked || n < 60) && c.isMark(text)) {
		if c.it.Mark.Empty() {
			c.it.Mark = p.span
		}
		return false
	}
	if p.role == cutting.DateLine || p.hint&hDate != 0 && n < 160 || c.datedBy(p.span) || n < 72 && digits(text) && dates.IsDateLine(text) {
		c.dateIn(p.span, dateShown)
		if n > 20 {
			c.byline(p)
		}
		return false
	}
	if p.hint&(hMeta|hCat|hByline) != 0 && n < 300 && p.hint&(hExcerpt|hContent) == 0 {
		c.dateIn(p.span, dateBeside)
		c.byline(p)
		return false
	}
	if p.hint&hTitle != 0 && n < 200 && p.hint&(hExcerpt|hContent) == 0 && p.role != cutting.Paragraph {
		return false
	}
	if p.hint&hAd != 0 && n < 300 && p.role != cutting.Quote || p.hint&hCaption != 0 || p.role == cutting.Caption {
		return false
	}
	if k := len(c.prose) - 1; k >= 0 && c.prose[k].block == p.block {
		return !words.IsFiling(text) // a line of a text that has begun
	}
	if p.hint&(hExcerpt|hContent) == 0 {
		if p.role == cutting.TableCell && n < 40 || address(text) {
			return false
		}
		if label || n < 60 && (linked || words.Navigation(text)) || n < 48 && p.links*2 >= n {
			c.dateIn(p.span, dateBeside)
			return false
		}
		if n < 200 && c.line(p, text) {
			return false
		}
	}
	c.dateline(p)
	return true
}

// datedBy reports whether a span is, for the most part, the date already read.
func (c *cutter) datedBy(sp cutting.Span) bool {
	d := c.it.Date.Span
	return !d.Empty() && sp.Contains(d) && d.Len()*10 >= sp.Len()*7
}

// isMark is words.IsMark, remembering short texts, which repeat from item to item.
func (s *pageState) isMark(text string) bool {
	if len(text) >= maxLabel {
		return words.IsMark(text)
	}
	yes, ok := s.marks[text]
	if !ok {
		if s.marks == nil {
			s.marks = make(map[string]bool, 32)
		}
		yes = words.IsMark(text)
		s.marks[text] = yes
	}
	return yes
}

// address reports whether a text is nothing but a web address.
func address(t string) bool {
	return len(t) < 200 && strings.IndexByte(t, '/') > 0 && strings.IndexByte(t, '.') > 0 && !strings.ContainsAny(t, " \n\u00a0")
}

// dateline takes off a date at the head of a text, set off from it by a dash or
// the like: "12 May 2014 — The harbour …".
func (c *cutter) dateline(p *piece) {
	if c.rank >= dateBeside || p.span.Len() < 40 {
		return
	}
	head := cutting.Span{Start: p.span.Start, End: p.span.Start + 40}
	for head.End < p.span.End && c.p.Text[head.End]&0xC0 == 0x80 {
		head.End++
	}
	if !digits(head.In(c.p.Text)) {
		return
	}
	for _, m := range c.datesIn(head) {
		rest := strings.TrimLeft(c.p.Text[head.Start+m.Span.End:p.span.End], " \u00a0)")
		for _, sep := range [...]string{"—", "–", "- ", "|", ":", "·", "•", "…", "..."} {
			if after, ok := strings.CutPrefix(rest, sep); ok && m.Span.Start <= 1 {
				c.dateIn(head, dateBeside)
				p.span.Start = p.span.End - len(after)
				return
			}
		}
		return
	}
}

// digits reports whether a text holds a digit: of ASCII, Arabic, Persian, of an
// Indian script or full width.
func digits(t string) bool {
	for i := 0; i < len(t); i++ {
		switch c := t[i]; {
		case c >= '0' && c <= '9':
			return true
		case c < 0xD9:
		case c == 0xD9 && i+1 < len(t) && t[i+1] >= 0xA0 && t[i+1] <= 0xA9,
			c == 0xDB && i+1 < len(t) && t[i+1] >= 0xB0 && t[i+1] <= 0xB9,
			c == 0xE0,
			c == 0xEF && i+1 < len(t) && t[i+1] == 0xBC,
			c == 0xE5 && strings.HasPrefix(t[i:], "年"):
			return true
		}
	}
	return false
}

// line reads short lines that are about the item: bylines, dates with company,
// comment counts, categories, share buttons.
func (c *cutter) line(p *piece, text string) bool {
	if p.links > 0 && (words.IsCommentCount(text) || words.IsShare(text) || c.countsComments(p)) || words.IsFiling(text) {
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
		// A short line that opens with a date or is mostly one.
		for _, m := range c.datesIn(p.span) {
			if m.Span.Start <= 2 || m.Span.Len()*5 >= len(text)*2 {
				c.dateIn(p.span, dateBeside)
				return true
			}
			break
		}
	}
	return false
}

// yearOf gives dates without a year the one that the heading over the item or
// its address states; zero when neither does.
func (c *cutter) yearOf() time.Time {
	year := ""
	if d, ok := dates.FromURL(c.it.URL); ok {
		year = d.Value
	}
	if sec := c.it.Section; !sec.Empty() && sec.Len() < 40 {
		if d, ok := dates.ParseWith(sec.In(c.p.Text), c.p.Meta.Lang, dates.Options{Order: c.order}); ok {
			year = d.Value
		}
	}
	if len(year) < 4 {
		return time.Time{}
	}
	y := 0
	for _, ch := range []byte(year[:4]) {
		if ch < '0' || ch > '9' {
			return time.Time{}
		}
		y = y*10 + int(ch-'0')
	}
	return time.Date(y, time.December, 31, 23, 59, 59, 0, time.UTC)
}

// otherwise gives an item that shows no date of its own the one of the heading
// over it, or of its address.
func (c *cutter) otherwise() {
	if c.rank != dateNone {
		return
	}
	if sec := c.it.Section; !sec.Empty() && sec.Len() < 60 {
		d, ok := dates.ParseWith(sec.In(c.p.Text), c.p.Meta.Lang, dates.Options{Order: c.order})
		if ok && len(d.Value) >= 7 {
			d.Span = sec
			c.it.Date = d
			return
		}
	}
	if d, ok := dates.FromURL(c.it.URL); ok && len(d.Value) >= 10 {
		c.it.Date = d
	}
}

// findByline is words.FindByline for lines short enough to be one.
func findByline(text string) (names []string, lo, hi int, ok bool) {
	if len(text) > 96 {
		return nil, 0, 0, false
	}
	return words.FindByline(text)
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

// datesIn is the dates in a span of the page's text.
func (c *cutter) datesIn(sp cutting.Span) []dates.Match {
	t := sp.In(c.p.Text)
	if !digits(t) {
		return nil
	}
	found := dates.Find(t, c.p.Meta.Lang, dates.Options{Order: c.order})
	if len(found) > 0 || c.base.IsZero() || len(t) > 60 {
		return found
	}
	found = dates.Find(t, c.p.Meta.Lang, dates.Options{Order: c.order, Base: c.base})
	for _, m := range found {
		if m.Relative {
			return nil
		}
	}
	return found
}

// dateIn takes the first date in a span when none as sure is known.
func (c *cutter) dateIn(sp cutting.Span, rank int) {
	if rank <= c.rank || sp.Empty() {
		return
	}
	for _, m := range c.datesIn(sp) {
		if len(m.Date.Value) < 7 {
			continue
		}
		if len(m.Date.Value) < 10 && c.rank > dateNone && len(c.it.Date.Value) >= 10 {
			continue // a day is better than a month
		}
		c.it.Date = m.Date
		c.it.Date.Span = cutting.Span{Start: sp.Start + m.Span.Start, End: sp.Start + m.Span.End}
		c.rank = rank
		return
	}
	if rank >= dateBeside && sp.Len() < 40 {
		if v := loose(sp.In(c.p.Text), c.base, c.order); v != "" {
			c.it.Date = cutting.Date{Value: v, Origin: "text", Span: sp}
			c.rank = rank
		}
	}
}

// stated takes the date an attribute states for machines, which is more precise
// than what is shown.
func (c *cutter) stated() {
	lo, hi := c.nodes(c.reg)
	if c.n[hi].dates == c.n[lo].dates {
		return
	}
	for i := lo; i < hi; i++ {
		if c.n[i].own&hDate == 0 {
			continue
		}
		v := c.t.Attr(i, "datetime")
		if v == "" {
			if v = c.t.Attr(i, "content"); v == "" {
				v = c.t.Attr(i, "title")
			}
		}
		rank := dateStated
		cls, prop := c.t.Attr(i, "class"), c.t.Attr(i, "itemprop")
		if prop == "datePublished" || strings.Contains(cls, "publish") {
			rank = datePublish
		} else if strings.Contains(cls, "updated") || strings.Contains(cls, "modified") || prop == "dateModified" {
			rank = dateOther
		}
		if v == "" {
			t := c.t.Nodes[i].Text
			if up := c.t.Nodes[i].Parent; t.Len() < 6 && !t.Empty() && up > lo {
				t = c.t.Nodes[up].Text // a day, month or year on its own
			}
			if t.Len() >= 4 && t.Len() < 80 {
				c.dateIn(t, min(rank, dateShown))
			}
			continue
		}
		if rank <= c.rank {
			continue
		}
		d, ok := dates.FromISO(v)
		if !ok {
			if d, ok = dates.ParseWith(v, c.p.Meta.Lang, dates.Options{Order: c.order}); !ok {
				continue
			}
		}
		if len(d.Value) < 10 && len(c.it.Date.Value) >= 10 {
			continue
		}
		d.Origin, d.Span = "time", c.t.Nodes[i].Text
		c.it.Date, c.rank = d, rank
	}
}

// nodes is the range of elements a region covers: to the next region's first
// element in a flat layout.
func (s *pageState) nodes(r region) (lo, hi int32) {
	lo, hi = r.root, s.t.Nodes[r.root].End
	up := s.t.Nodes[r.root].Parent
	if up < 0 {
		return lo, hi
	}
	if n := s.p.Blocks[r.lo].Node; n > up && n < lo {
		lo = s.branch(n, up)
	}
	if last := s.p.Blocks[r.hi-1].Node; last >= hi && s.t.Within(last, up) {
		hi = s.t.Nodes[s.branch(last, up)].End
	}
	return lo, hi
}

// learnOrder reads the order of day and month off the unambiguous dates of all
// items.
func (s *pageState) learnOrder(rs []region) {
	var texts []string
	for i := range rs {
		lo, hi := s.nodes(rs[i])
		if s.n[hi].dates == s.n[lo].dates {
			continue
		}
		for j := lo; j < hi && len(texts) < 64; j++ {
			if t := s.t.Nodes[j].Text; s.n[j].own&hDate != 0 && t.Len() >= 6 && t.Len() < 60 {
				texts = append(texts, t.In(s.p.Text))
			}
		}
	}
	s.order = dates.OrderOf(texts...)
}

// byline reads an author from a line of meta text.
func (c *cutter) byline(p *piece) {
	if len(c.it.Byline) > 0 {
		return
	}
	b := &c.p.Blocks[p.block]
	end := c.t.Nodes[b.Node].End
	for i := c.firstIn(b.Node, end, p.span.Start); i < end && c.t.Nodes[i].Text.Start < p.span.End; i++ {
		if t := c.t.Nodes[i].Text; c.n[i].own&hByline != 0 && !t.Empty() && t.Len() < 80 && p.span.Contains(t) {
			if c.name(t, i) {
				return
			}
			break
		}
	}
	if names, lo, hi, ok := words.FindByline(p.span.In(c.p.Text)); ok {
		c.it.Byline = names
		c.it.BylineSpan = cutting.Span{Start: p.span.Start + lo, End: p.span.Start + hi}
		return
	}
	if p.hint&hByline != 0 && p.hint&(hDate|hMeta|hCat) == 0 && p.span.Len() < 60 {
		c.name(p.span, -1)
	}
}

// name takes the text of an element named after authors as the item's byline;
// node is the element, -1 when there is none. It reports whether there is a
// byline then.
func (c *cutter) name(sp cutting.Span, node int32) bool {
	if len(c.it.Byline) > 0 {
		return true
	}
	if node >= 0 {
		// The innermost element of the kind, or the only link in it.
		for i := node + 1; i < c.t.Nodes[node].End; i++ {
			if t := c.t.Nodes[i].Text; !t.Empty() && sp.Contains(t) && (c.n[i].own&hByline != 0 || c.n[i].tag == tA) {
				sp = t
			}
		}
	}
	sp = c.trim(sp)
	text := sp.In(c.p.Text)
	if names, lo, hi, ok := words.FindByline(text); ok {
		c.it.Byline = names
		c.it.BylineSpan = cutting.Span{Start: sp.Start + lo, End: sp.Start + hi}
		return true
	}
	if sp.Empty() || sp.Len() > 80 || prefix(text) || prefix(text+" by") || len(c.datesIn(sp)) > 0 || words.IsCommentCount(text) || words.IsMark(text) {
		return false
	}
	c.it.BylineSpan = sp
	c.it.Byline = []string{text}
	return true
}

// prefix reports whether a text is the words before a name ("Posted by") without
// the name.
func prefix(text string) bool {
	const name = "Ann Lee"
	names, ok := words.Byline(text + " " + name)
	return ok && len(names) == 1 && names[0] == name && len(text) < 24
}

// findURL gives an item whose headline is no link the address of its
// continuation mark, or the one most of its links lead to.
func (c *cutter) findURL() {
	const enough = 40
	var seen []string
	best, most := "", 0
	for bi := c.reg.lo; bi < c.reg.hi && len(seen) < enough; bi++ {
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
}

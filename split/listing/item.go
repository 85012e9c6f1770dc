package listing

import (
	"strings"

	"cuttings/cutting"
	"cuttings/split/dates"
	"cuttings/split/words"
)

// items reads the main list's regions into r.
func (s *pageState) items(r *Result, ms []int32) {
	rs := s.regions(ms)
	r.Items = make([]Item, 0, len(rs))
	r.First, r.Last = rs[0].lo, rs[len(rs)-1].hi
	area := 0
	for i := range rs {
		it := s.item(rs[i], int32(i))
		for _, p := range it.Parts {
			r.Prose += p.Span.Len()
		}
		for b := rs[i].lo; b < rs[i].hi; b++ {
			area += s.p.Blocks[b].Span.Len()
		}
		r.Items = append(r.Items, it)
	}
	r.Share = float64(area) / float64(len(s.p.Text)+1)
	if h := s.headingBefore(s.t.Nodes[rs[0].root].Parent, rs[0].lo); h >= 0 {
		r.Section = s.p.Blocks[h].Span
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

// item reads one region.
func (s *pageState) item(r region, no int32) Item {
	c := &s.cands[r.cand]
	it := Item{Headline: c.span, Root: r.root}
	if c.link >= 0 {
		it.URL = s.p.Blocks[c.block].Links[c.link].URL
	}
	head := s.n[s.p.Blocks[c.block].Node].head
	hidden := s.n[c.leaf].in&zHidden != 0
	top := s.t.Nodes[r.root].Parent
	var prose []piece
	inText := false
	for bi := r.lo; bi < r.hi; bi++ {
		if s.owner[bi] >= 0 {
			continue
		}
		b := &s.p.Blocks[bi]
		s.owner[bi] = no
		it.Blocks = append(it.Blocks, bi)
		if b.Node < 0 || s.n[b.Node].in&zHidden != 0 && !hidden {
			continue
		}
		p := piece{span: b.Span, block: bi, role: b.Role, level: b.Level, hint: s.hintsTo(b.Node, top, r)}
		if bi == c.block {
			s.aside(&it, c, b)
			if c.form == fHeading {
				continue
			}
			// What stands beside a headline in one line is read like a block.
			p.span.Start = c.span.End
			p.hint &^= hTitle
			p.role = cutting.Paragraph
			p.span = s.trim(p.span)
		} else if head >= 0 && s.n[b.Node].head == head {
			continue
		}
		for k := range b.Links {
			if l := b.Links[k].Span; p.span.Contains(l) {
				p.links += l.Len()
			}
		}
		if s.read(&it, &p) {
			if p.hint&hExcerpt != 0 {
				inText = true
			}
			prose = append(prose, p)
		}
	}
	s.attrDate(&it, r)
	s.excerpt(&it, prose, inText)
	if it.URL == "" {
		s.findURL(&it, r)
	}
	if it.Date.IsZero() && it.URL != "" {
		if d, ok := dates.FromURL(it.URL); ok && len(d.Value) >= 10 {
			it.Date = d
		}
	}
	return it
}

// hintsTo gathers the hints of the elements from n up to the item. Words that
// would rule text out (meta, categories …) count only on elements that hold
// less than half of the item, since a wrapper can be named anything.
func (s *pageState) hintsTo(n, top int32, r region) hint {
	var h hint
	whole := 0
	if r.hi > r.lo {
		whole = s.p.Blocks[r.hi-1].Span.End - s.p.Blocks[r.lo].Span.Start
	}
	for n > top {
		own := s.n[n].own
		if l := s.t.Nodes[n].Text.Len(); l > 160 && l*2 > whole {
			own &^= hMeta | hCat | hByline | hDate | hMore | hCaption | hAd | hPage | hTitle | aways
		}
		h |= own
		n = s.t.Nodes[n].Parent
	}
	return h
}

// trim takes white space and separators off both ends of a span.
func (s *pageState) trim(sp cutting.Span) cutting.Span {
	t := sp.In(s.p.Text)
	u := strings.TrimLeft(t, " \t\n\r\u00a0:|·•–—-,»«/()")
	sp.Start += len(t) - len(u)
	v := strings.TrimRight(u, " \t\n\r\u00a0|·•–—-,»«/(")
	sp.End -= len(u) - len(v)
	return sp
}

// aside reads a date that stands before or behind the headline in its line.
func (s *pageState) aside(it *Item, c *candidate, b *cutting.Block) {
	if !it.Date.IsZero() {
		return
	}
	for _, sp := range [2]cutting.Span{{Start: b.Span.Start, End: c.span.Start}, {Start: c.span.End, End: b.Span.End}} {
		if sp.Len() >= 6 && sp.Len() < 200 {
			s.dateIn(it, sp)
		}
	}
}

// dateIn looks for a date in a span of text and takes the first.
func (s *pageState) dateIn(it *Item, sp cutting.Span) bool {
	if !it.Date.IsZero() || sp.Empty() {
		return false
	}
	for _, m := range dates.Find(sp.In(s.p.Text), s.p.Meta.Lang, dates.Options{}) {
		it.Date = m.Date
		it.Date.Span = cutting.Span{Start: sp.Start + m.Span.Start, End: sp.Start + m.Span.End}
		return true
	}
	return false
}

// read decides what a piece is; it reports whether it is running text.
func (s *pageState) read(it *Item, p *piece) bool {
	n := p.span.Len()
	if n == 0 || p.role == cutting.Control || p.hint&(zForm|zNav|zComment|zRelated|hAd|hPage) != 0 {
		return false
	}
	text := p.span.In(s.p.Text)
	if n < 80 && (p.role == cutting.MarkLine || p.links > 0 && p.links*10 >= n*8) && (p.hint&hMore != 0 || words.IsMark(text)) {
		if it.Mark.Empty() {
			it.Mark = p.span
		}
		return false
	}
	if n < 60 && words.IsMark(text) {
		if it.Mark.Empty() {
			it.Mark = p.span
		}
		return false
	}
	if p.role == cutting.DateLine || p.hint&hDate != 0 && n < 160 {
		s.dateIn(it, p.span)
		if p.hint&hByline != 0 || n > 30 {
			s.byline(it, p)
		}
		return false
	}
	if p.hint&(hMeta|hCat|hByline) != 0 && n < 300 {
		s.dateIn(it, p.span)
		s.byline(it, p)
		return false
	}
	if p.hint&hTitle != 0 && n < 200 && p.hint&(hExcerpt|hContent) == 0 && p.role != cutting.Paragraph {
		return false
	}
	if p.hint&hCaption != 0 || p.role == cutting.Caption {
		return false
	}
	if n < 100 && dates.IsDateLine(text) {
		s.dateIn(it, p.span)
		return false
	}
	if n < 60 && (words.Navigation(text) || p.links*10 >= n*9 && p.hint&(hExcerpt|hContent) == 0) {
		return false
	}
	if n < 90 && p.hint&(hExcerpt|hContent) == 0 {
		// A short line with a date in it is a date line with company.
		if s.dateIn(it, p.span) {
			s.byline(it, p)
			return false
		}
	}
	return true
}

// attrDate takes the date a time element or a vocabulary attribute states, which
// is more precise than what is shown.
func (s *pageState) attrDate(it *Item, r region) {
	end := s.t.Nodes[r.root].End
	if r.hi < int32(len(s.p.Blocks)) {
		// A flat item runs on to the next item's first element.
		if n := s.p.Blocks[r.hi].Node; n > end {
			end = n
		}
	}
	start := r.root
	if n := s.p.Blocks[r.lo].Node; n >= 0 && n < start {
		start = n
	}
	if s.n[end].dates == s.n[start].dates {
		return
	}
	best := cutting.Date{}
	rank := 0
	for i := start; i < end; i++ {
		if s.n[i].own&hDate == 0 {
			continue
		}
		k := 1
		v := s.t.Attr(i, "datetime")
		if v == "" {
			if v = s.t.Attr(i, "content"); v == "" {
				v = s.t.Attr(i, "title")
			}
		}
		if v == "" {
			continue
		}
		cls := s.t.Attr(i, "class")
		if s.t.Attr(i, "itemprop") == "datePublished" || strings.Contains(cls, "publish") {
			k = 2
		} else if strings.Contains(cls, "updated") || s.t.Attr(i, "itemprop") == "dateModified" {
			k = 0
		}
		d, ok := dates.FromISO(v)
		if !ok {
			if d, ok = dates.Parse(v, s.p.Meta.Lang); !ok {
				continue
			}
		}
		if best.IsZero() || k > rank {
			best, rank = d, k
			best.Origin = "time"
			best.Span = s.t.Nodes[i].Text
		}
	}
	if !best.IsZero() && (it.Date.IsZero() || len(best.Value) >= len(it.Date.Value)) {
		it.Date = best
	}
}

// byline reads an author from a meta piece, when its markup says there is one.
func (s *pageState) byline(it *Item, p *piece) {
	if len(it.Byline) > 0 {
		return
	}
	b := &s.p.Blocks[p.block]
	if b.Node < 0 {
		return
	}
	if p.hint&hByline != 0 {
		// The innermost element that says author.
		for i := b.Node; i < s.t.Nodes[b.Node].End; i++ {
			n := &s.t.Nodes[i]
			if s.n[i].own&hByline != 0 && !n.Text.Empty() && n.Text.Len() < 80 && p.span.Contains(n.Text) {
				s.name(it, n.Text)
			}
		}
		if len(it.Byline) == 0 && p.span.Len() < 60 {
			s.name(it, p.span)
		}
		return
	}
	for k := range b.Links {
		l := &b.Links[k]
		if l.Node >= 0 && s.n[l.Node].own&hByline != 0 && !l.Span.Empty() {
			s.name(it, l.Span)
			return
		}
	}
	for i := b.Node; i < s.t.Nodes[b.Node].End; i++ {
		if n := &s.t.Nodes[i]; s.n[i].own&hByline != 0 && !n.Text.Empty() && n.Text.Len() < 80 && p.span.Contains(n.Text) {
			s.name(it, n.Text)
			return
		}
	}
}

// name takes a span as the item's byline.
func (s *pageState) name(it *Item, sp cutting.Span) {
	sp = s.trim(sp)
	if sp.Empty() || len(dates.Find(sp.In(s.p.Text), s.p.Meta.Lang, dates.Options{})) > 0 {
		return
	}
	it.BylineSpan = sp
	it.Byline = []string{sp.In(s.p.Text)}
}

// excerpt makes the item's parts from its running text.
func (s *pageState) excerpt(it *Item, prose []piece, inText bool) {
	out, all := 0, 0
	for i := range prose {
		all += prose[i].span.Len()
		if prose[i].hint&hExcerpt == 0 {
			out += prose[i].span.Len()
		}
	}
	only := inText && out*2 < all
	for i := range prose {
		p := &prose[i]
		if only && p.hint&hExcerpt == 0 {
			continue
		}
		sp := s.cutMark(it, p)
		sp = s.trimSpace(sp)
		if sp.Empty() {
			continue
		}
		it.Parts = append(it.Parts, cutting.Part{Role: partRole(p.role), Level: partLevel(p), Span: sp})
	}
	// Headings at either end introduce nothing.
	for len(it.Parts) > 0 && it.Parts[len(it.Parts)-1].Role == cutting.PartHeading {
		it.Parts = it.Parts[:len(it.Parts)-1]
	}
	if n := len(it.Parts); n > 0 && breaksOff(it.Parts[n-1].Span.In(s.p.Text)) || !it.Mark.Empty() {
		it.Truncated = true
	}
}

// cutMark takes a continuation mark off the end of a piece.
func (s *pageState) cutMark(it *Item, p *piece) cutting.Span {
	sp := p.span
	b := &s.p.Blocks[p.block]
	for k := len(b.Links) - 1; k >= 0; k-- {
		l := &b.Links[k]
		if l.Span.Empty() || !sp.Contains(l.Span) {
			continue
		}
		if s.trim(cutting.Span{Start: l.Span.End, End: sp.End}).Len() > 3 {
			break
		}
		t := l.Span.In(s.p.Text)
		if l.Span.Len() < 80 && (words.IsMark(t) || l.Node >= 0 && s.n[l.Node].own&hMore != 0 || l.URL != "" && l.URL == it.URL && l.Span.Len() < 40) {
			if it.Mark.Empty() {
				it.Mark = l.Span
			}
			sp.End = l.Span.Start
		}
		break
	}
	return sp
}

func (s *pageState) trimSpace(sp cutting.Span) cutting.Span {
	t := sp.In(s.p.Text)
	u := strings.TrimLeft(t, " \t\n\r\u00a0")
	sp.Start += len(t) - len(u)
	sp.End -= len(u) - len(strings.TrimRight(u, " \t\n\r\u00a0"))
	return sp
}

// breaksOff reports whether a text ends in an ellipsis, bracketed or not.
func breaksOff(t string) bool {
	t = strings.TrimRight(t, " ])»\"”›>")
	return strings.HasSuffix(t, "…") || strings.HasSuffix(t, "...") || strings.HasSuffix(t, "……")
}

func partRole(r cutting.Role) cutting.PartRole {
	switch r {
	case cutting.Heading:
		return cutting.PartHeading
	case cutting.ListItem:
		return cutting.PartListItem
	case cutting.Quote:
		return cutting.PartQuote
	case cutting.Caption:
		return cutting.PartCaption
	case cutting.Preformatted:
		return cutting.PartPre
	case cutting.TableCell:
		return cutting.PartCell
	}
	return cutting.PartParagraph
}

func partLevel(p *piece) uint8 {
	if p.role == cutting.Heading {
		return p.level
	}
	return 0
}

// findURL gives an item whose headline is no link the address of its
// continuation mark, or the one most of its links lead to.
func (s *pageState) findURL(it *Item, r region) {
	best, most := "", 0
	for bi := r.lo; bi < r.hi; bi++ {
		for k := range s.p.Blocks[bi].Links {
			l := &s.p.Blocks[bi].Links[k]
			if l.URL == "" {
				continue
			}
			if !it.Mark.Empty() && it.Mark.Overlaps(l.Span) {
				it.URL = l.URL
				return
			}
			n := 0
			for bj := r.lo; bj < r.hi; bj++ {
				for j := range s.p.Blocks[bj].Links {
					if s.p.Blocks[bj].Links[j].URL == l.URL {
						n++
					}
				}
			}
			if n > most {
				best, most = l.URL, n
			}
		}
	}
	it.URL = best
}

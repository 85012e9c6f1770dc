package listing

import (
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/split/dates"
)

// Certainty of a date; a date of a higher rank replaces one of a lower.
const (
	dateNone    = iota
	dateURL     // read from the address
	dateOther   // an update, or a date in a short line
	dateBeside  // in the headline's line or a meta line
	dateShown   // in a date line or an element named after dates
	dateStated  // in a machine-readable attribute
	datePublish // the same, marked as the publication
)

// datedBy reports whether most of a span is the date already read.
func (c *cutter) datedBy(sp cutting.Span) bool {
	d := c.it.Date.Span
	return !d.Empty() && sp.Contains(d) && d.Len()*10 >= sp.Len()*7
}

// cutDateline removes a date at the start of a text, separated from it by a dash or similar: "12 May
// 2014 — The harbour …".
func (c *cutter) cutDateline(p *piece) {
	if c.rank >= dateBeside || p.span.Len() < 40 {
		return
	}
	head := cutting.Span{Start: p.span.Start, End: p.span.Start + 40}
	for head.End < p.span.End && c.p.Text[head.End]&0xC0 == 0x80 {
		head.End++
	}
	if !hasDigit(head.In(c.p.Text)) {
		return
	}
	if found := c.datesIn(head); len(found) > 0 {
		m := found[0]
		rest := strings.TrimLeft(c.p.Text[head.Start+m.Span.End:p.span.End], " \u00a0)")
		for _, sep := range [...]string{"—", "–", "- ", "|", ":", "·", "•", "…", "..."} {
			if after, ok := strings.CutPrefix(rest, sep); ok && m.Span.Start <= 1 {
				c.dateIn(head, dateBeside)
				p.span.Start = p.span.End - len(after)
				return
			}
		}
	}
}

// hasDigit reports whether a text contains a digit: ASCII, Arabic, Persian, Indian or full-width.
func hasDigit(t string) bool {
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

// dateBase returns the reference time for dates without a year, computed once.
func (c *cutter) dateBase() time.Time {
	if !c.hasBase {
		c.hasBase, c.base = true, c.yearOf()
	}
	return c.base
}

// yearOf returns the year, for dates without one, that the heading over the item or its address
// states; zero when neither does.
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

// setDateFromContext sets the date of an item that shows none from the heading over it, or else from its
// address.
func (c *cutter) setDateFromContext() {
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

// datesIn returns the dates in a span of the page's text.
func (c *cutter) datesIn(sp cutting.Span) []dates.Match {
	t := sp.In(c.p.Text)
	if !hasDigit(t) {
		return nil
	}
	found := c.dates.Find(t, c.p.Meta.Lang, dates.Options{Order: c.order})
	if len(found) > 0 || len(t) > 60 || c.dateBase().IsZero() {
		return found
	}
	found = dates.Find(t, c.p.Meta.Lang, dates.Options{Order: c.order, Base: c.dateBase()})
	for _, m := range found {
		if m.Relative {
			return nil
		}
	}
	return found
}

// dateIn sets the item's date to the first one in a span, unless one of at least this rank is
// known.
func (c *cutter) dateIn(sp cutting.Span, rank int) {
	if rank <= c.rank || sp.Empty() {
		return
	}
	for _, m := range c.datesIn(sp) {
		if len(m.Date.Value) < 7 {
			continue
		}
		if len(m.Date.Value) < 10 && c.rank > dateNone && len(c.it.Date.Value) >= 10 {
			continue // a full date is better than a month
		}
		c.it.Date = m.Date
		c.it.Date.Span = cutting.Span{Start: sp.Start + m.Span.Start, End: sp.Start + m.Span.End}
		c.rank = rank
		return
	}
	if rank >= dateBeside && sp.Len() < 40 {
		if v := looseDate(sp.In(c.p.Text), c.dateBase(), c.order); v != "" {
			c.it.Date = cutting.Date{Value: v, Origin: "text", Span: sp}
			c.rank = rank
		}
	}
}

// setMachineDate sets the date from a machine-readable attribute, which is more precise than the visible
// one.
func (c *cutter) setMachineDate() {
	lo, hi := c.nodeRange(c.reg)
	if c.n[hi].dates == c.n[lo].dates {
		return
	}
	for i := lo; i < hi; i++ {
		if c.n[i].ownHints&hDate == 0 {
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
				t = c.t.Nodes[up].Text // a separate day, month or year
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

// nodeRange returns the range [lo, hi) of elements in a region: in a flat layout up to the next
// region's first element.
func (s *pageState) nodeRange(r region) (lo, hi int32) {
	lo, hi = r.root, s.t.Nodes[r.root].End
	up := s.t.Nodes[r.root].Parent
	if up < 0 {
		return lo, hi
	}
	if n := s.p.Blocks[r.lo].Node; n > up && n < lo {
		lo = s.childContaining(n, up)
	}
	if last := s.p.Blocks[r.hi-1].Node; last >= hi && s.t.Within(last, up) {
		hi = s.t.Nodes[s.childContaining(last, up)].End
	}
	return lo, hi
}

// learnOrder learns the order of day and month from the unambiguous dates of all items.
func (s *pageState) learnOrder(rs []region) {
	var texts []string
	for i := range rs {
		lo, hi := s.nodeRange(rs[i])
		if s.n[hi].dates == s.n[lo].dates {
			continue
		}
		for j := lo; j < hi && len(texts) < 64; j++ {
			if t := s.t.Nodes[j].Text; s.n[j].ownHints&hDate != 0 && t.Len() >= 6 && t.Len() < 60 {
				texts = append(texts, t.In(s.p.Text))
			}
		}
	}
	s.order = dates.OrderOf(texts...)
}

// looseDate returns the date in an element with a date class from its numbers, whatever separates them:
// three that can only be a day ("22.07 2016"), or two when the year is known from the context
// ("05-12" under "2014").
func looseDate(t string, base time.Time, order dates.Order) string {
	var num, width [3]int
	k, in := 0, false
	sep := byte(0)
	for i := 0; i < len(t); i++ {
		ch := t[i]
		if ch >= '0' && ch <= '9' {
			if !in {
				if k == 3 {
					break
				}
				k++
				in = true
			}
			num[k-1] = num[k-1]*10 + int(ch-'0')
			width[k-1]++
			if width[k-1] > 4 {
				return ""
			}
			continue
		}
		if ch|32 >= 'a' && ch|32 <= 'z' || ch >= 0x80 {
			return ""
		}
		if k == 1 && sep == 0 {
			sep = ch
		}
		in = false
	}
	y, m, d := num[0], num[1], num[2]
	switch {
	case k == 2 && !base.IsZero() && width[0] <= 2 && width[1] <= 2 && (sep == '-' || sep == '.' || sep == '/'):
		y, m, d = base.Year(), num[0], num[1]
		if sep == '.' || sep == '/' && order == dates.DayFirst {
			m, d = d, m
		}
	case k != 3:
		return ""
	case width[2] == 4:
		y, d = d, y
	case width[0] != 4:
		return ""
	}
	if m > 12 && d <= 12 {
		m, d = d, m
	}
	if y < 1900 || y > 2100 || m < 1 || m > 12 || d < 1 || d > 31 {
		return ""
	}
	b := []byte("0000-00-00")
	put := func(at, v int) {
		for ; v > 0; v /= 10 {
			b[at] = byte('0' + v%10)
			at--
		}
	}
	put(3, y)
	put(6, m)
	put(9, d)
	return string(b)
}

package listing

import (
	"cuttings/split/dates"
)

// sections sets the heading over the list and those between its items. A
// heading before the first item that is of the same kind as those between is the
// first section's, and the list's is the one before it. An item without a date
// takes that of a heading that is one.
func (s *pageState) sections(r *Result, rs []region) {
	own := make(map[string]bool, len(r.Items))
	for i := range r.Items {
		own[r.Items[i].URL] = true
	}
	over := s.headingBefore(s.t.Nodes[rs[0].root].Parent, rs[0].lo)
	if over >= 0 && s.leadsTo(over, own) {
		over = -1
	}
	last := int32(-1)
	for i := 1; i < len(rs); i++ {
		for b := rs[i-1].hi; b < rs[i].lo; b++ {
			if s.owner[b] < 0 && s.announces(b) && !s.leadsTo(b, own) {
				last = b
			}
		}
		if last < 0 {
			continue
		}
		if i == 1 || r.Items[i-1].Section.Empty() && over >= 0 && s.look(over) == s.look(last) {
			// All items so far stand under the first section's heading.
			first := over
			if over >= 0 && s.look(over) == s.look(last) {
				for k := range i {
					r.Items[k].Section = s.p.Blocks[first].Span
				}
				over = s.headingBefore(s.t.Nodes[s.p.Blocks[first].Node].Parent, first)
			}
		}
		r.Items[i].Section = s.p.Blocks[last].Span
	}
	if over >= 0 && !s.leadsTo(over, own) {
		r.Section = s.p.Blocks[over].Span
	}
	for i := range r.Items {
		it := &r.Items[i]
		if sec := it.Section; !sec.Empty() && (it.Date.IsZero() || it.Date.Origin == "url") {
			if d, ok := dates.ParseWith(sec.In(s.p.Text), s.p.Meta.Lang, dates.Options{Order: s.order}); ok && len(d.Value) >= 7 {
				d.Span = sec
				it.Date = d
			}
		}
	}
}

// leadsTo reports whether block b links to one of the addresses: then it is an
// item's headline somewhere else and heads nothing.
func (s *pageState) leadsTo(b int32, urls map[string]bool) bool {
	for k := range s.p.Blocks[b].Links {
		if urls[s.p.Blocks[b].Links[k].URL] {
			return true
		}
	}
	return false
}

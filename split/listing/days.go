package listing

import (
	"strings"

	"cuttings/split/dates"
)

// dayHeadings takes the days that head what follows them off the ends of the regions before, and
// returns the regions: in a flat layout an item runs to the next headline and would have the next
// group's day. They are known by a block of the same kind that is a day and nothing else before
// the first item, while the last item ends in none.
func (s *pageState) dayHeadings(rs []region) []region {
	if !s.isOn("day_headings") || len(rs) < 3 {
		return rs
	}
	first := rs[0].lo - 1
	if first < 0 || !s.isDay(first) {
		return rs
	}
	ends := func(r region) bool {
		return r.hi-1 > r.lo && s.blockKind(r.hi-1) == s.blockKind(first) && s.isDay(r.hi-1)
	}
	n := 0
	for _, r := range rs {
		if ends(r) {
			n++
		}
	}
	if n == 0 || ends(rs[len(rs)-1]) {
		return rs
	}
	out := append([]region(nil), rs...)
	for i := range out {
		if ends(out[i]) {
			out[i].hi--
			out[i].to = min(out[i].to, s.p.Blocks[out[i].hi-1].Span.End)
		}
	}
	return out
}

// isDay reports whether a block is a day and nothing else.
func (s *pageState) isDay(b int32) bool {
	bl := &s.p.Blocks[b]
	text := strings.TrimSpace(bl.Span.In(s.p.Text))
	if len(text) > 60 || bl.Node < 0 || !hasDigit(text) || !dates.IsDateLine(text) {
		return false
	}
	d, ok := dates.ParseWith(text, s.p.Meta.Lang, dates.Options{Order: s.order})
	return ok && len(d.Value) >= len("2006-01-02") // "3 days ago" heads nothing
}

package article

import "cuttings/cutting"

// claimedBefore returns the candidate to take instead of the chosen one when the page gives the
// chosen day only as that of a change and its markup claims an older publication: the article's
// structured data, or else a meta element.
func claimedBefore(days []dateCandidate, at int) int {
	const changed = 1<<fromDateLDModified | 1<<fromDateMetaModified | 1<<fromDatePropModified
	const claims = 1<<fromDateLD | 1<<fromDateLDOther | 1<<fromDateLDCreated | 1<<fromDateMeta | 1<<fromDateProp |
		1<<fromDateURL
	if at < 0 {
		return at
	}
	c := &days[at]
	if c.day == "" || c.from&claims != 0 || c.from&changed == 0 && c.of != roleModified {
		return at
	}
	for _, from := range [...]uint32{1 << fromDateLD, 1 << fromDateMeta} {
		for i := range days {
			if d := &days[i]; d.from&from != 0 && len(d.day) == len(c.day) && d.day < c.day {
				return i
			}
		}
	}
	return at
}

// setPublication fills the dates of publication and modification from the candidates; at is the chosen
// one. It marks the block of a date line in taken.
func (f *facts) setPublication(c *cutting.Cutting, days []dateCandidate, at int, taken []bool) {
	d := &days[at]
	if d.day != "" {
		c.Published = cutting.Date{Value: d.value, Origin: d.org, Span: d.span}
		if !d.span.Empty() {
			f.takeShort(d.span, taken)
		}
	}
	later := func(v string) bool {
		return d.day == "" || v[:min(10, len(v))] > d.day || len(v) > 10 && len(d.value) > 10 && v != d.value
	}
	for i := range f.l.items {
		if x, ok := f.parse(f.l.items[i].modified); ok && later(x.Value) && f.l.items[i].article {
			c.Modified = cutting.Date{Value: x.Value, Origin: "json-ld"}
			return
		}
	}
	for _, from := range [...]dateSource{fromDateMetaModified, fromDatePropModified} {
		for i := range days {
			x := &days[i]
			if i != at && x.from&(1<<from) != 0 && later(x.value) {
				c.Modified = cutting.Date{Value: x.value, Origin: x.org, Span: x.span}
				return
			}
		}
	}
	top := f.v.head
	if top < 0 {
		top = f.bodyStart
	}
	near := func(x *dateCandidate) bool { return x.block-top < 20 && x.block > top-6 }
	for i := range days {
		x := &days[i]
		// Without a date of publication, take the change stated at the foot.
		if i != at && x.late && x.day != "" && later(x.value) && x.block >= 0 &&
			(near(x) || d.day == "" && x.of == roleModified) {
			c.Modified = cutting.Date{Value: x.value, Origin: x.org, Span: x.span}
			return
		}
	}
	// The only date may be one that the page itself gives as that of a change.
	const published = 1<<fromDateLD | 1<<fromDateLDOther | 1<<fromDateLDCreated | 1<<fromDateMeta |
		1<<fromDateMetaOther | 1<<fromDateProp | 1<<fromDateURL
	const changed = 1<<fromDateLDModified | 1<<fromDateMetaModified | 1<<fromDatePropModified
	if d.day != "" && d.from&published == 0 && (d.of == roleModified || d.from&changed != 0) {
		c.Modified = c.Published
	}
}

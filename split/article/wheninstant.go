package article

import (
	"strings"
	"time"
)

// joinInstants merges a day claimed in UTC with its neighbour when the page or its address gives
// the neighbour for the same moment: an evening in New York is the next day in UTC, a morning in
// Tokyo the previous one.
func (l *dateList) joinInstants() {
	const claims = 1<<fromDateLD | 1<<fromDateLDOther | 1<<fromDateLDCreated | 1<<fromDateMeta | 1<<fromDateMetaOther |
		1<<fromDateProp | 1<<fromTime
	for u := 0; u < len(l.cs); u++ {
		utc := &l.cs[u]
		if utc.from&claims == 0 || !isInUTC(utc.value) {
			continue
		}
		for o := range l.cs {
			if o == u || !l.sameMoment(utc, &l.cs[o]) {
				continue
			}
			joined := *utc
			joined.value, joined.rank = joined.day, l.cs[o].rank+1
			l.cs[o].merge(&joined)
			l.cs = append(l.cs[:u], l.cs[u+1:]...)
			u--
			break
		}
	}
}

// sameMoment reports whether local can be the local day of the instant utc somewhere, and was found
// at a place that gives the page's own day.
func (l *dateList) sameMoment(utc, local *dateCandidate) bool {
	if len(local.day) < 10 || isInUTC(local.value) {
		return false
	}
	at, err := time.Parse(time.RFC3339, utc.value)
	if err != nil {
		return false
	}
	day, err := time.Parse(time.DateOnly, local.day)
	if err != nil {
		return false
	}
	// Local clocks are between 12 hours behind UTC and 14 before it.
	if at.Add(14*time.Hour).Before(day) || !at.Add(-12*time.Hour).Before(day.AddDate(0, 0, 1)) {
		return false
	}
	if t, err := time.Parse(time.RFC3339, local.value); err == nil {
		return t.Sub(at).Abs() < time.Minute
	}
	if local.from&(1<<fromDateURL) != 0 {
		return true
	}
	if local.late || local.block < 0 || local.from&(1<<fromTimeText|1<<fromDateClass|1<<fromDateLine) == 0 {
		return false
	}
	top := l.f.v.head
	if top < 0 {
		top = l.f.bodyStart
	}
	if local.block < top-4 || local.block > max(top+8, l.f.bodyStart+1) ||
		l.f.v.out[local.node].flags&(inAside|inNav|inFooter|inLink) != 0 {
		return false
	}
	if len(local.value) >= len("2006-01-02T15:04") {
		t, err := time.Parse("2006-01-02T15:04", local.value[:len("2006-01-02T15:04")])
		return err == nil && t.Sub(at.Truncate(time.Minute))%(15*time.Minute) == 0
	}
	return true
}

// isInUTC reports whether a date is an instant given in UTC.
func isInUTC(value string) bool {
	return len(value) > 10 && (strings.HasSuffix(value, "Z") || strings.HasSuffix(value, "+00:00"))
}

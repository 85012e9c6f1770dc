package article

import (
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/split/dates"
)

// dateCandidate is one calendar day and every place that gives it.
type dateCandidate struct {
	day      string // 2011-04-09
	value    string // as precise as in its best source
	rank     int    // of the source of value; smaller is better
	span     cutting.Span
	org      string
	from     uint32
	node     int32 // first visible place
	block    int
	times    int // number of places
	late     bool
	of       dateRole // role by the words at its first visible place
	shape    uint32   // of that place's element
	doubtful bool     // day and month could be exchanged
	peers    int      // other days in elements of the same template
}

type dateSource uint32

const (
	fromDateLD dateSource = iota
	fromDateLDOther
	fromDateLDModified
	fromDateLDCreated
	fromDateMeta
	fromDateMetaModified
	fromDateMetaOther
	fromDateProp
	fromDatePropModified
	fromTime
	fromTimeText
	fromDateClass
	fromDateLine
	fromDateText
	fromDateURL
	fromNoDate
	dateSources
)

var dateSourceNames = [...]string{"ld", "ld_other", "ld_modified", "ld_created", "meta", "meta_modified", "meta_other",
	"itemprop", "itemprop_modified", "time", "time_text", "class", "line", "text", "url", "none"}

// dateList collects a page's date candidates.
type dateList struct {
	f    *facts
	lang string // with the region, where the page gives one
	cs   []dateCandidate
	// Numeric dates on the page that can be read in only one order.
	dayFirst, monthFirst int
}

// maxDates is the largest number of days compared in a page.
const maxDates = 48

// dateCandidates returns the days on which the article may have been published; the last candidate
// means no date.
func (f *facts) dateCandidates() []dateCandidate {
	l := dateList{f: f, lang: f.dateLang()}
	l.addClaimed()
	l.addMarked()
	l.addURLDay()
	l.addVisible()
	l.resolveOrder()
	l.joinInstants()
	for i := range l.cs {
		for k := range l.cs {
			if k != i && l.cs[i].node >= 0 && l.cs[k].node >= 0 && l.cs[k].shape == l.cs[i].shape {
				l.cs[i].peers++
			}
		}
	}
	return append(l.cs, dateCandidate{from: 1 << fromNoDate, node: -1, block: -1})
}

// addURLDay adds the day in the page's address.
func (l *dateList) addURLDay() {
	m := &l.f.v.p.Meta
	for _, address := range [...]string{m.URL, m.Claim("canonical"), m.Claim("og:url")} {
		if d, ok := dates.FromURL(innerAddress(address)); ok {
			l.put(d, dateCandidate{node: -1, from: 1 << fromDateURL, rank: 8, org: "url"})
			return
		}
	}
}

// innerAddress returns the original address within that of a web archive, whose own date would
// mislead; any other address is returned unchanged.
func innerAddress(u string) string {
	for _, scheme := range [...]string{"/http://", "/https://"} {
		if i := strings.Index(u, scheme); i >= 0 {
			return u[i+1:]
		}
	}
	return u
}

// put adds one place that gives the date d. c's source, rank, origin, span, node and role must be
// set.
func (l *dateList) put(d cutting.Date, c dateCandidate) {
	if len(d.Value) < 7 {
		return
	}
	c.value, c.day, c.times, c.block = d.Value, d.Value[:min(10, len(d.Value))], 1, -1
	if y := c.day[:4]; y < "1900" || y > "2040" || // later years belong to other calendars
		l.isSaving(d.Value) {
		return
	}
	if c.node >= 0 {
		c.block, c.shape = l.f.v.blockOf(c.span.Start), l.f.v.out[c.node].shape
	}
	l.add(c)
}

// isSaving reports whether a date with its time is the moment at which the page was saved: web
// archives write it into the page as if it were the article's own.
func (l *dateList) isSaving(value string) bool {
	if len(value) <= len("2006-01-02T15:04") {
		return false
	}
	for i := range l.f.v.p.Meta.Claims {
		c := &l.f.v.p.Meta.Claims[i]
		if c.Origin != "saved-from" || c.Key != "date" {
			continue
		}
		saved, err := time.Parse(time.RFC3339, c.Value)
		if at, err2 := time.Parse(time.RFC3339, value); err == nil && err2 == nil && at.Equal(saved) {
			return true
		}
	}
	return false
}

// add merges a candidate into the one of the same day, or appends it.
func (l *dateList) add(c dateCandidate) {
	for i := range l.cs {
		if l.cs[i].day == c.day {
			l.cs[i].merge(&c)
			return
		}
	}
	if len(l.cs) < maxDates {
		l.cs = append(l.cs, c)
	}
}

// merge adds another place of the same day.
func (c *dateCandidate) merge(o *dateCandidate) {
	c.from |= o.from
	c.times += o.times
	c.doubtful = c.doubtful && o.doubtful
	if c.rank > o.rank || c.rank == o.rank && len(o.value) > len(c.value) {
		c.value, c.rank, c.org = o.value, o.rank, o.org
	}
	if c.node < 0 && o.node >= 0 {
		c.node, c.block, c.late, c.of, c.shape = o.node, o.block, o.late, o.of, o.shape
	}
	if c.span.Empty() {
		c.span = o.span
	}
}

// addClaimed adds the dates in structured data and meta elements.
func (l *dateList) addClaimed() {
	f := l.f
	iso := func(s string, from dateSource, rank int, origin string) {
		if d, ok := parseDate(s, l.lang); ok {
			l.put(d, dateCandidate{node: -1, from: 1 << from, rank: rank, org: origin})
		}
	}
	seen := false
	for i := range f.l.items {
		it := &f.l.items[i]
		from := fromDateLD
		if seen || !it.article {
			from = fromDateLDOther
		}
		seen = seen || it.article && it.published != ""
		iso(it.published, from, 0, "json-ld")
		iso(it.created, fromDateLDCreated, 1, "json-ld")
		iso(it.modified, fromDateLDModified, 5, "json-ld")
	}
	for i := range f.v.p.Meta.Claims {
		c := &f.v.p.Meta.Claims[i]
		switch dateKey(c.Key) {
		case keyPublished:
			iso(c.Value, fromDateMeta, 2, "meta")
		case keyModified:
			iso(c.Value, fromDateMetaModified, 6, "meta")
		case keyOther:
			iso(c.Value, fromDateMetaOther, 4, "meta")
		}
	}
}

// addMarked adds the dates of elements that are made for dates.
func (l *dateList) addMarked() {
	f, v := l.f, l.f.v
	for _, n := range f.times {
		value := v.t.Attr(n, "datetime")
		if value == "" {
			value = v.t.Attr(n, "content")
		}
		c := dateCandidate{node: n, from: 1 << fromTime, rank: 3, org: "time", late: v.out[n].hints&hintModified != 0}
		switch v.t.Attr(n, "itemprop") {
		case "datePublished", "dateCreated":
			c.from, c.rank, c.org = 1<<fromDateProp, 1, "microdata"
		case "dateModified":
			c.from, c.rank, c.org, c.late = 1<<fromDatePropModified, 6, "microdata", true
		}
		c.span = trimSpan(v.p.Text, v.t.Nodes[n].Text)
		if c.span.Empty() {
			c.node = -1
		}
		c.of = f.roleAtNode(n)
		c.late = c.late || c.of == roleModified
		if d, ok := parseDate(value, l.lang); ok {
			l.put(d, c)
		}
		if !c.span.Empty() && c.span.Len() < 80 {
			c.from, c.rank, c.org = 1<<fromTimeText, 4, "text"
			l.find(c.span, c)
		}
	}
}

type dateKeyKind uint8

const (
	keyNone dateKeyKind = iota
	keyPublished
	keyModified
	keyOther
)

// dateKeyWords occur in the keys of meta elements that hold dates.
var dateKeyWords = [...]string{"date", "time", "publ", "modi", "upda", "issu", "crea"}

// dateKey returns the kind of date in a meta element with this key.
func dateKey(key string) dateKeyKind {
	if !slices.ContainsFunc(dateKeyWords[:], func(w string) bool { return strings.Contains(key, w) }) {
		return keyNone
	}
	switch {
	case strings.Contains(key, "expir"), strings.Contains(key, "publisher"), strings.Contains(key, "description"):
		return keyNone
	case strings.Contains(key, "modif"), strings.Contains(key, "updat"), strings.Contains(key, "revis"),
		key == "last-modified":
		return keyModified
	case strings.Contains(key, "pub"), strings.Contains(key, "issued"), strings.Contains(key, "created"),
		strings.Contains(key, "release"), strings.Contains(key, "original"):
		return keyPublished
	case strings.Contains(key, "date"), strings.HasSuffix(key, "time"):
		return keyOther
	}
	return keyNone
}

// parse parses a date in machine or human form.
func (f *facts) parse(s string) (cutting.Date, bool) { return parseDate(s, f.v.p.Meta.Lang) }

func parseDate(s, lang string) (cutting.Date, bool) {
	if len(s) < 6 || len(s) > 80 {
		return cutting.Date{}, false
	}
	return dates.Parse(s, lang)
}

// find adds the first dates in a span of the page's text; c describes the place. Unless c has a
// role, the words before each date give it.
func (l *dateList) find(span cutting.Span, c dateCandidate) {
	first, late := c.of, c.late
	for _, m := range l.datesIn(span) {
		switch m.Order {
		case dates.DayFirst:
			l.dayFirst++
		case dates.MonthFirst:
			l.monthFirst++
		}
		c.span = cutting.Span{Start: span.Start + m.Span.Start, End: span.Start + m.Span.End}
		c.doubtful, c.of = m.Doubtful, first
		if c.from&(1<<fromTimeText) == 0 {
			c.of = l.f.roleBefore(c.span.Start)
			c.late = late || c.of == roleModified
		}
		l.put(m.Date, c)
	}
}

// datesIn returns the first dates in a span.
func (l *dateList) datesIn(span cutting.Span) []dates.Match {
	found := l.f.v.dates.Find(span.In(l.f.v.p.Text), l.lang, dates.Options{})
	return found[:min(len(found), maxInSpan)]
}

// maxInSpan is the largest number of dates read in one span.
const maxInSpan = 3

// find calls call with the first dates in a span of the page's text.
func (f *facts) find(span cutting.Span, call func(cutting.Date, cutting.Span)) {
	found := f.v.dates.Find(span.In(f.v.p.Text), f.v.p.Meta.Lang, dates.Options{})
	for _, m := range found[:min(len(found), maxInSpan)] {
		call(m.Date, cutting.Span{Start: span.Start + m.Span.Start, End: span.Start + m.Span.End})
	}
}

// addVisible adds dates in marked elements and in short blocks around headline and body.
func (l *dateList) addVisible() {
	f, v := l.f, l.f.v
	for _, n := range f.dates {
		span := v.atMost(trimSpan(v.p.Text, v.t.Nodes[n].Text), 200)
		l.find(span, dateCandidate{node: n, from: 1 << fromDateClass, rank: 7, org: "text",
			late: v.out[n].hints&hintModified != 0})
	}
	looked := 0
	look := func(i int) {
		if looked > 60 {
			return
		}
		b := &v.p.Blocks[i]
		span := b.Span
		from := fromDateText
		if v.m[i].words <= 14 || b.Role == cutting.DateLine {
			from = fromDateLine
		} else if v.m[i].words > 40 {
			// A dateline begins a paragraph; later dates belong to the story.
			span = v.atMost(span, 80)
		}
		looked++
		l.find(span, dateCandidate{node: b.Node, from: 1 << from, rank: 7, org: "text"})
	}
	n := len(v.p.Blocks)
	lo, hi := 0, min(n, 30)
	if v.head >= 0 {
		lo, hi = max(0, v.head-8), min(n, v.head+14)
	}
	if f.bodyEnd > f.bodyStart {
		lo = min(lo, max(0, f.bodyStart-8))
		hi = max(hi, min(n, f.bodyStart+3))
		if hi-lo > 60 {
			lo = hi - 60
		}
	}
	for i := lo; i < hi; i++ {
		look(i)
	}
	if f.bodyEnd > hi {
		for i := max(hi, f.bodyEnd-3); i < min(n, f.bodyEnd+5); i++ {
			look(i)
		}
	}
	for i := range v.p.Blocks {
		switch {
		case i >= lo && i < hi:
		case v.p.Blocks[i].Role == cutting.DateLine:
			look(i)
		case v.m[i].digits >= 2 && v.m[i].words <= 14 && l.dateLabelled(i):
			look(i)
		}
	}
}

// dateLabelled reports whether a short block begins with a label of the page's own date.
func (l *dateList) dateLabelled(i int) bool {
	s := l.f.v.p.Blocks[i].Span
	of := l.f.roleIn(s)
	return of == rolePublished || of == roleModified
}

// atMost returns the beginning of a span, at most n bytes, in whole runes.
func (v *view) atMost(s cutting.Span, n int) cutting.Span {
	s.End = min(s.End, s.Start+n)
	for !v.runeStart(s.End) {
		s.End--
	}
	return s
}

func (v *view) runeStart(at int) bool {
	return at <= 0 || at >= len(v.p.Text) || v.p.Text[at]&0xC0 != 0x80
}

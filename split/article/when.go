package article

import (
	"strings"

	"cuttings/cutting"
	"cuttings/split/dates"
)

// A date candidate: one calendar day and every place that gives it.
type dateCandidate struct {
	day   string // 2011-04-09
	value string // as precise as its best source
	rank  int    // of the source value is from; smaller is better
	span  cutting.Span
	org   string
	from  uint32
	node  int32 // first visible place
	block int
	times int // places
	late  bool
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

var dateSourceNames = [...]string{"ld", "ld_other", "ld_modified", "ld_created", "meta", "meta_modified", "meta_other", "itemprop",
	"itemprop_modified", "time", "time_text", "class", "line", "text", "url", "none"}

var dateFeatures = append(prefixed("from_", dateSourceNames[:]),
	"sources", "places", "rank_old", "rank_new", "candidates", "days_to_oldest", "days_to_newest", "days_to_ld", "days_to_meta",
	"days_to_url", "to_head", "to_body", "after_body", "in_article", "in_header", "in_aside", "in_footer", "in_nav", "in_link",
	"hidden", "in_body", "late_word", "words", "has_ld", "has_meta", "has_url", "has_time", "visible", "near_days", "copyright", "month_only", "first_visible", "line_share")

// dateCandidates lists the days the article may have been published on; the
// last one is none.
func (f *facts) dateCandidates() []dateCandidate {
	var cs []dateCandidate
	v, m := f.v, &f.v.p.Meta
	put := func(d cutting.Date, span cutting.Span, node int32, from dateSource, rank int, origin string, late bool) {
		if len(d.Value) < 7 || len(cs) >= 48 {
			return
		}
		day := d.Value[:min(10, len(d.Value))]
		if y := day[:4]; y < "1900" || y > "2100" {
			return
		}
		block := -1
		if node >= 0 {
			block = v.blockOf(span.Start)
		}
		for i := range cs {
			if c := &cs[i]; c.day == day {
				c.from |= 1 << from
				c.times++
				if c.rank > rank || c.rank == rank && len(d.Value) > len(c.value) {
					c.value, c.rank, c.org = d.Value, rank, origin
				}
				if c.node < 0 && node >= 0 {
					c.node, c.block = node, block
					c.late = late
				}
				if c.span.Empty() && !span.Empty() {
					c.span = span
				}
				return
			}
		}
		cs = append(cs, dateCandidate{day: day, value: d.Value, rank: rank, span: span, org: origin, from: 1 << from,
			node: node, block: block, times: 1, late: late})
	}
	none := cutting.Span{}
	iso := func(s string, from dateSource, rank int, origin string) {
		if d, ok := f.parse(s); ok {
			put(d, none, -1, from, rank, origin, false)
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
	for i := range m.Claims {
		c := &m.Claims[i]
		switch dateKey(c.Key) {
		case keyPublished:
			iso(c.Value, fromDateMeta, 2, "meta")
		case keyModified:
			iso(c.Value, fromDateMetaModified, 6, "meta")
		case keyOther:
			iso(c.Value, fromDateMetaOther, 4, "meta")
		}
	}
	for _, n := range f.times {
		prop := v.t.Attr(n, "itemprop")
		stamp := v.t.Attr(n, "datetime")
		if stamp == "" {
			stamp = v.t.Attr(n, "content")
		}
		from, rank, origin := fromTime, 3, "time"
		late := v.out[n].hints&hintModified != 0
		switch prop {
		case "datePublished", "dateCreated":
			from, rank, origin = fromDateProp, 1, "microdata"
		case "dateModified":
			from, rank, origin, late = fromDatePropModified, 6, "microdata", true
		}
		span := trimSpan(v.p.Text, v.t.Nodes[n].Text)
		node := n
		if span.Empty() {
			node = -1
		}
		if d, ok := f.parse(stamp); ok {
			put(d, span, node, from, rank, origin, late || f.lateWord(n))
		}
		if !span.Empty() && span.Len() < 80 {
			f.find(span, func(d cutting.Date, s cutting.Span) {
				put(d, s, n, fromTimeText, 4, "text", late || f.lateWord(n))
			})
		}
	}
	if d, ok := dates.FromURL(m.URL); ok {
		put(d, none, -1, fromDateURL, 8, "url", false)
	}
	f.visibleDates(put)
	return append(cs, dateCandidate{from: 1 << fromNoDate, node: -1, block: -1})
}

type dateKeyKind uint8

const (
	keyNone dateKeyKind = iota
	keyPublished
	keyModified
	keyOther
)

// dateKey sorts the keys of meta elements.
func dateKey(key string) dateKeyKind {
	if !strings.Contains(key, "date") && !strings.Contains(key, "time") && !strings.Contains(key, "publi") &&
		!strings.Contains(key, "modif") && !strings.Contains(key, "updat") && !strings.Contains(key, "issued") && !strings.Contains(key, "created") {
		return keyNone
	}
	switch {
	case strings.Contains(key, "expir"), strings.Contains(key, "publisher"), strings.Contains(key, "description"):
		return keyNone
	case strings.Contains(key, "modif"), strings.Contains(key, "updat"), strings.Contains(key, "revis"), key == "last-modified":
		return keyModified
	case strings.Contains(key, "pub"), strings.Contains(key, "issued"), strings.Contains(key, "created"), strings.Contains(key, "release"), strings.Contains(key, "original"):
		return keyPublished
	case strings.Contains(key, "date"), strings.HasSuffix(key, "time"):
		return keyOther
	}
	return keyNone
}

// parse reads a machine's or a person's date.
func (f *facts) parse(s string) (cutting.Date, bool) {
	if len(s) < 6 || len(s) > 80 {
		return cutting.Date{}, false
	}
	return dates.Parse(s, f.v.p.Meta.Lang)
}

// find reports the first dates in a span of the page's text.
func (f *facts) find(span cutting.Span, call func(cutting.Date, cutting.Span)) {
	text := span.In(f.v.p.Text)
	digit := false
	for i := 0; i < len(text) && !digit; i++ {
		digit = text[i] >= '0' && text[i] <= '9' || text[i] >= 0x80
	}
	if !digit {
		return
	}
	for k, m := range dates.Find(text, f.v.p.Meta.Lang, dates.Options{}) {
		if k == 3 {
			return
		}
		s := cutting.Span{Start: span.Start + m.Span.Start, End: span.Start + m.Span.End}
		call(m.Date, s)
	}
}

// visibleDates looks for dates in marked elements and in short blocks around
// headline and body.
func (f *facts) visibleDates(put func(cutting.Date, cutting.Span, int32, dateSource, int, string, bool)) {
	v := f.v
	for _, n := range f.dates {
		span := trimSpan(v.p.Text, v.t.Nodes[n].Text)
		if span.Len() > 200 {
			span.End = span.Start + 200
			for !v.runeStart(span.End) {
				span.End--
			}
		}
		late := v.out[n].hints&hintModified != 0
		f.find(span, func(d cutting.Date, s cutting.Span) {
			put(d, s, n, fromDateClass, 7, "text", late || f.lateBefore(s.Start))
		})
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
			// A dateline opens a paragraph; what comes later belongs to the story.
			span.End = min(span.End, span.Start+80)
			for !v.runeStart(span.End) {
				span.End--
			}
		}
		looked++
		f.find(span, func(d cutting.Date, s cutting.Span) {
			put(d, s, b.Node, from, 7, "text", f.lateBefore(s.Start))
		})
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
		if v.p.Blocks[i].Role == cutting.DateLine && (i < lo || i >= hi) {
			look(i)
		}
	}
}

func (v *view) runeStart(at int) bool {
	return at <= 0 || at >= len(v.p.Text) || v.p.Text[at]&0xC0 != 0x80
}

// lateWords stand before the date of a change. Small letters.
var lateWords = []string{"update", "modif", "edited", "revis", "aktualisiert", "geändert", "mis à jour", "mise à jour",
	"actualiz", "atualiz", "aggiorna", "bijgewerkt", "gewijzigd", "uppdaterad", "oppdatert", "opdateret", "päivitetty",
	"aktualiz", "zaktualiz", "обновлен", "изменен", "оновлен", "ενημ", "güncelle", "به‌روز", "بروزرسانی", "تحديث", "更新", "diperbarui", "last reviewed"}

// lateBefore reports whether a word for updating stands just before a position.
func (f *facts) lateBefore(at int) bool {
	lo := max(0, at-40)
	for !f.v.runeStart(lo) {
		lo++
	}
	s := f.v.p.Text[lo:at]
	if i := strings.LastIndexAny(s, "|•·"); i >= 0 && len(s)-i > 6 {
		s = s[i:]
	}
	s = strings.ToLower(s)
	// The nearest of two words decides: "updated 3 May, published 1 May".
	for i := len(s) - 1; i >= 0; i-- {
		for _, w := range stampWords[s[i]] {
			if strings.HasPrefix(s[i:], w.text) {
				return w.late
			}
		}
	}
	return false
}

// stampWord is a word that stands before a date and says of what.
type stampWord struct {
	text string
	late bool // of a change
}

// stampWords are lateWords and those for publishing by their first bytes.
var stampWords = func() (t [256][]stampWord) {
	for _, w := range [...]string{"publi", "posted", "veröffentlicht", "erschienen", "created"} {
		t[w[0]] = append(t[w[0]], stampWord{w, false})
	}
	for _, w := range lateWords {
		t[w[0]] = append(t[w[0]], stampWord{w, true})
	}
	return t
}()

func (f *facts) lateWord(n int32) bool {
	s := f.v.t.Nodes[n].Text
	if s.Empty() {
		return false
	}
	head := s
	head.End = min(s.End, s.Start+30)
	for !f.v.runeStart(head.End) {
		head.End--
	}
	low := strings.ToLower(head.In(f.v.p.Text))
	for i := range len(low) {
		for _, w := range stampWords[low[i]] {
			if w.late && strings.HasPrefix(low[i:], w.text) {
				return true
			}
		}
	}
	return f.lateBefore(s.Start)
}

// dayNumber turns a day (or month) into a count that differences can be taken of.
func dayNumber(s string) float32 {
	if len(s) < 7 {
		return 0
	}
	num := func(a, b int) int {
		n := 0
		for _, c := range []byte(s[a:b]) {
			n = n*10 + int(c-'0')
		}
		return n
	}
	y, m, d := num(0, 4), num(5, 7), 15
	if len(s) >= 10 {
		d = num(8, 10)
	}
	if m < 3 {
		y--
		m += 12
	}
	return float32(365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d)
}

// gapOf squeezes a difference in days, keeping its sign.
func gapOf(a, b float32) float32 {
	d := a - b
	if d < 0 {
		return -log1(-d)
	}
	return log1(d)
}

// dateRows fills a vector per candidate.
func (f *facts) dateRows(cs []dateCandidate) [][]float32 {
	v := f.v
	k := len(dateFeatures)
	slab := make([]float32, k*len(cs))
	rows := make([][]float32, len(cs))
	var days [64]float32
	var ld, meta, url, oldest, newest float32
	hasTime := false
	firstSeen, firstAt := -1, 1<<30
	for i := range cs {
		days[i] = dayNumber(cs[i].day)
		if cs[i].from&(1<<fromDateLD) != 0 && ld == 0 {
			ld = days[i]
		}
		if cs[i].from&(1<<fromDateMeta) != 0 && meta == 0 {
			meta = days[i]
		}
		if cs[i].from&(1<<fromDateURL) != 0 {
			url = days[i]
		}
		hasTime = hasTime || cs[i].from&(1<<fromTime|1<<fromDateProp) != 0
		if days[i] > 0 {
			if oldest == 0 || days[i] < oldest {
				oldest = days[i]
			}
			newest = max(newest, days[i])
		}
		if cs[i].block >= 0 && cs[i].block < firstAt && (v.head < 0 || cs[i].block >= v.head-4) {
			firstSeen, firstAt = i, cs[i].block
		}
	}
	for i := range cs {
		c := &cs[i]
		x := slab[i*k : (i+1)*k]
		rows[i] = x
		j := 0
		put := func(v float32) { x[j] = v; j++ }
		for s := range dateSources {
			put(is(c.from&(1<<s) != 0))
		}
		older, newer, near := 0, 0, 0
		for o := range cs {
			if days[o] == 0 || o == i {
				continue
			}
			if days[o] < days[i] {
				older++
			} else if days[o] > days[i] {
				newer++
			}
			if d := days[o] - days[i]; d >= -1 && d <= 1 {
				near += bitsOf(cs[o].from)
			}
		}
		put(float32(bitsOf(c.from)))
		put(float32(min(c.times, 20)))
		put(float32(older))
		put(float32(newer))
		put(float32(len(cs)))
		gap := func(to float32) float32 {
			if to == 0 || days[i] == 0 {
				return -20
			}
			return gapOf(days[i], to)
		}
		put(gap(oldest))
		put(gap(newest))
		put(gap(ld))
		put(gap(meta))
		put(gap(url))
		toHead, toBody, after, inBody, words, whole := float32(100), float32(100), float32(0), float32(0), float32(0), float32(0)
		var fl flags
		if c.node >= 0 {
			fl = v.out[c.node].flags
		}
		copyright := false
		if b := c.block; b >= 0 {
			if v.head >= 0 {
				toHead = float32(min(max(b-v.head, -100), 100))
			}
			if f.bodyEnd > f.bodyStart {
				toBody = float32(min(max(b-f.bodyStart, -100), 100))
				after = is(b >= f.bodyEnd)
			}
			inBody = v.p2[b]
			words = float32(min(v.m[b].words, 60))
			text := v.p.Blocks[b].Span.In(v.p.Text)
			copyright = strings.Contains(text, "©") || strings.Contains(text, "opyright")
			whole = float32(c.span.Len()) / float32(max(1, len(text)))
		}
		put(toHead)
		put(toBody)
		put(after)
		for _, g := range [...]flags{inArticle, inHeader, inAside, inFooter, inNav, inLink, inHidden} {
			put(is(fl&g != 0))
		}
		put(inBody)
		put(is(c.late))
		put(words)
		put(is(ld > 0))
		put(is(meta > 0))
		put(is(url > 0))
		put(is(hasTime))
		put(is(c.block >= 0))
		put(float32(near))
		put(is(copyright))
		put(is(len(c.day) < 10))
		put(is(i == firstSeen))
		put(whole)
	}
	return rows
}

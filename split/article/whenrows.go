package article

import (
	"math/bits"
	"strings"

	"cuttings/cutting"
)

// dateFeatures are the entries of a date candidate's vector: its sources, its relation to the other
// days, its first visible place, and the page.
var dateFeatures = append(withPrefix("from_", dateSourceNames[:]),
	"sources", "places", "rank_old", "rank_new", "candidates", "days_to_oldest", "days_to_newest", "days_to_ld",
	"days_to_meta", "days_to_url", "days_to_modified", "near_days", "seen_rank", "first_visible", "peers",
	"month_only", "clock", "zulu", "late_word", "pub_word", "to_head", "to_body", "after_body", "in_article",
	"in_header", "in_aside", "in_footer", "in_link", "in_body", "words", "line_share", "lead", "tail", "own_article",
	"heading_between", "to_author", "by_near", "has_ld", "has_meta", "has_url", "has_time", "has_modified",
	"any_ld", "ld_article", "og_article", "authors", "body_words", "visible_plain", "visible_late", "slug", "seen",
	"scripts")

// dayNumber returns a count of days for a day (or month), for differences.
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

// gapOf returns the difference in days, compressed, with its sign.
func gapOf(a, b float32) float32 {
	d := a - b
	if d < 0 {
		return -log1(-d)
	}
	return log1(d)
}

// dateRows returns a vector per candidate.
func (f *facts) dateRows(cs []dateCandidate) [][]float32 {
	k := len(dateFeatures)
	matrix := make([]float32, k*len(cs))
	rows := make([][]float32, len(cs))
	w := f.weighDates(cs)
	page := w.pageValues()
	for i := range cs {
		x := matrix[i*k : i*k : (i+1)*k]
		for s := range dateSources {
			x = append(x, indicator(cs[i].from&(1<<s) != 0))
		}
		x = w.appendRelations(x, i)
		x = w.appendPlace(x, &cs[i])
		rows[i] = append(x, page[:]...)
	}
	return rows
}

// dateWeigher is what the vectors of a page's date candidates share.
type dateWeigher struct {
	f    *facts
	cs   []dateCandidate
	days [maxDates + 1]float32 // of each candidate; 0 for none
	// The days of structured data, meta elements, address and change; 0 for none.
	ld, meta, url, modified float32
	oldest, newest          float32
	hasTime                 bool
	top                     int // the headline's block, or else the body's first; -1 for none
	first                   int // the first visible candidate; -1 for none
}

func (f *facts) weighDates(cs []dateCandidate) *dateWeigher {
	w := &dateWeigher{f: f, cs: cs, first: -1, top: f.v.head}
	if w.top < 0 && f.bodyEnd > f.bodyStart {
		w.top = f.bodyStart
	}
	firstAt := 1 << 30
	for i := range cs {
		c := &cs[i]
		d := dayNumber(c.day)
		w.days[i] = d
		if c.from&(1<<fromDateLD) != 0 && w.ld == 0 {
			w.ld = d
		}
		if c.from&(1<<fromDateMeta) != 0 && w.meta == 0 {
			w.meta = d
		}
		if c.from&(1<<fromDateLDModified|1<<fromDateMetaModified|1<<fromDatePropModified) != 0 && w.modified == 0 {
			w.modified = d
		}
		if c.from&(1<<fromDateURL) != 0 {
			w.url = d
		}
		w.hasTime = w.hasTime || c.from&(1<<fromTime|1<<fromDateProp) != 0
		if d > 0 {
			if w.oldest == 0 || d < w.oldest {
				w.oldest = d
			}
			w.newest = max(w.newest, d)
		}
		if w.isVisible(c) && c.block < firstAt {
			w.first, firstAt = i, c.block
		}
	}
	return w
}

// isVisible reports whether a candidate is visible and not far above the headline.
func (w *dateWeigher) isVisible(c *dateCandidate) bool {
	return c.block >= 0 && (w.top < 0 || c.block >= w.top-4)
}

// appendRelations appends features of candidate i compared with the others.
func (w *dateWeigher) appendRelations(x []float32, i int) []float32 {
	c := &w.cs[i]
	older, newer, near, above := 0, 0, 0, 0
	for o := range w.cs {
		if w.isVisible(&w.cs[o]) && w.cs[o].block < c.block {
			above++
		}
		if w.days[o] == 0 || o == i {
			continue
		}
		if w.days[o] < w.days[i] {
			older++
		} else if w.days[o] > w.days[i] {
			newer++
		}
		if d := w.days[o] - w.days[i]; d >= -1 && d <= 1 {
			near += bits.OnesCount32(w.cs[o].from)
		}
	}
	if c.block < 0 {
		above = -1
	}
	x = append(x, float32(bits.OnesCount32(c.from)), float32(min(c.times, 20)), float32(older), float32(newer),
		float32(len(w.cs)))
	for _, to := range [...]float32{w.oldest, w.newest, w.ld, w.meta, w.url, w.modified} {
		if to == 0 || w.days[i] == 0 {
			x = append(x, -20)
		} else {
			x = append(x, gapOf(w.days[i], to))
		}
	}
	return append(x, float32(near), float32(above), indicator(i == w.first), float32(min(c.peers, 12)),
		indicator(len(c.day) < 10),
		indicator(len(c.value) > 10), indicator(strings.HasSuffix(c.value, "Z") ||
			strings.HasSuffix(c.value, "+00:00")), indicator(c.late),
		indicator(c.of == rolePublished))
}

// appendPlace appends features of the first place where a candidate is visible.
func (w *dateWeigher) appendPlace(x []float32, c *dateCandidate) []float32 {
	f, v := w.f, w.f.v
	b := c.block
	if b < 0 {
		var fl flags
		if c.node >= 0 {
			fl = v.out[c.node].flags
		}
		x = append(x, 100, 100, 0)
		x = appendFlags(x, fl)
		return append(x, 0, 0, 0, 0, 0, 0, 0, 30, 0)
	}
	toHead, toBody, after, own, headings := float32(100), float32(100), float32(0), float32(0), float32(0)
	if top := w.top; top >= 0 {
		toHead = float32(min(max(b-top, -100), 100))
		own = indicator(v.out[c.node].article == v.out[v.p.Blocks[top].Node].article)
		lo, hi := top+1, b
		if b < top {
			lo, hi = b+1, top
		}
		for k := lo; k < hi && headings < 10; k++ {
			headings += indicator(v.p.Blocks[k].Level > 0)
		}
	}
	if f.bodyEnd > f.bodyStart {
		toBody = float32(min(max(b-f.bodyStart, -100), 100))
		after = indicator(b >= f.bodyEnd)
	}
	x = append(x, toHead, toBody, after)
	x = appendFlags(x, v.out[c.node].flags)
	line := v.lineAt(b, c.span.Start)
	author := float32(30)
	for _, n := range f.authors {
		at := v.t.Nodes[n].Text
		d := c.span.Start - at.End
		if c.span.Start < at.Start {
			d = at.Start - c.span.End
		}
		author = min(author, log1(float32(max(0, d))))
	}
	byNear := false
	for k := max(0, b-1); k <= min(b+1, len(v.m)-1) && !byNear; k++ {
		byNear = k != b && v.m[k].words <= 14 && f.byLine(v.p.Blocks[k].Span)
	}
	return append(x, v.p2[b], float32(min(v.m[b].words, 60)),
		float32(c.span.Len())/float32(max(1, v.p.Blocks[b].Span.Len())), logOf(int32(max(0, c.span.Start-line.Start))),
		logOf(int32(max(0, line.End-c.span.End))), own, headings, author, indicator(byNear))
}

func appendFlags(x []float32, fl flags) []float32 {
	for _, g := range [...]flags{inArticle, inHeader, inAside, inFooter, inLink} {
		x = append(x, indicator(fl&g != 0))
	}
	return x
}

// pageValues returns the features of the page, the same for all candidates.
func (w *dateWeigher) pageValues() [15]float32 {
	f, v, m := w.f, w.f.v, &w.f.v.p.Meta
	article := false
	for i := range f.l.items {
		article = article || f.l.items[i].article
	}
	// Where a sanitiser removed scripts, missing structured data is no evidence.
	scripts := false
	for i := range v.t.Nodes {
		if v.t.Nodes[i].Tag == "script" {
			scripts = true
			break
		}
	}
	var plain, late, seen float32
	for i := range w.cs {
		c := &w.cs[i]
		if c.block < 0 {
			continue
		}
		seen++
		if w.top < 0 || c.block < w.top-6 || c.block > w.top+14 {
			continue
		}
		if c.late {
			late = 1
		} else {
			plain = 1
		}
	}
	_, path, _ := strings.Cut(m.URL, "://")
	_, path, _ = strings.Cut(path, "/")
	path = strings.Trim(path, "/")
	slug := path[strings.LastIndexByte(path, '/')+1:]
	words := int32(0)
	if f.bodyEnd > f.bodyStart {
		words = v.before[f.bodyEnd-1] - v.before[f.bodyStart]
	}
	return [...]float32{indicator(w.ld > 0), indicator(w.meta > 0), indicator(w.url > 0), indicator(w.hasTime),
		indicator(w.modified > 0),
		indicator(len(f.l.scripts) > 0), indicator(article),
		indicator(strings.EqualFold(m.Claim("og:type"), "article")),
		float32(min(len(f.authors), 6)), logOf(words), plain, late, float32(strings.Count(slug, "-")),
		min(seen, 20), indicator(scripts)}
}

// lineAt returns the line of a block that contains byte offset at of the text.
func (v *view) lineAt(block, at int) cutting.Span {
	s := v.p.Blocks[block].Span
	if i := strings.LastIndexByte(v.p.Text[s.Start:max(s.Start, at)], '\n'); i >= 0 {
		s.Start += i + 1
	}
	if i := strings.IndexByte(v.p.Text[max(s.Start, at):s.End], '\n'); i >= 0 {
		s.End = max(s.Start, at) + i
	}
	return s
}

// byLine reports whether a line begins like a byline.
func (f *facts) byLine(s cutting.Span) bool {
	if s.Len() > 200 {
		return false
	}
	_, ok := cutBy(s.In(f.v.p.Text))
	return ok
}

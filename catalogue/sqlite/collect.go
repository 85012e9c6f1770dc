package sqlite

import (
	"bytes"
	"container/heap"
	"fmt"
	"maps"
	"slices"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
)

// tally counts what matched: one per worker, merged at the end.
type tally struct {
	s     *search
	total int
	df    []int // by plan.leaves
	found map[string]bool

	source, section, lang, kind, month []int // by index; nil when not wanted
	year                               map[int32]int
	days                               map[int32]int  // histogram by day, of dates known to the day
	coarse                             map[string]int // histogram: dates known less precisely, undated ones
}

func newTally(s *search) *tally {
	t := &tally{s: s, df: make([]int, len(s.leaves)), found: map[string]bool{}}
	for _, f := range s.req.Facets {
		switch f {
		case "source":
			t.source = make([]int, len(s.cols.sources.values))
		case "section":
			t.section = make([]int, len(s.cols.sections.values))
		case "lang":
			t.lang = make([]int, len(s.cols.langs.values))
		case "kind":
			t.kind = make([]int, len(s.cols.kinds.values))
		case "year":
			t.year = map[int32]int{}
		}
	}
	if s.req.Histogram != "" {
		t.coarse = map[string]int{}
		t.days = map[int32]int{}
	}
	return t
}

// add counts a unit's matches.
func (t *tally) add(u *unit) {
	t.total += u.match.count()
	for _, l := range u.leaves {
		if l.scoring {
			t.df[l.at] += u.leaf[l.at].count()
		}
	}
	for f := range u.found {
		t.found[f] = true
	}
	cols := u.cols
	byMonth := t.coarse != nil || t.year != nil
	if byMonth && t.month == nil {
		t.month = make([]int, max(0, cols.lastMonth-cols.firstMonth+1))
	}
	if !byMonth && t.source == nil && t.section == nil && t.lang == nil && t.kind == nil {
		return
	}
	unit := t.s.req.Histogram
	u.match.each(func(doc uint32) {
		slot := u.slot(doc)
		if t.source != nil {
			t.source[cols.source[slot]]++
		}
		if t.section != nil {
			t.section[cols.section[slot]]++
		}
		if t.lang != nil {
			t.lang[cols.lang[slot]]++
		}
		if t.kind != nil {
			t.kind[cols.kind[slot]]++
		}
		if !byMonth {
			return
		}
		m := cols.month[slot]
		prec := entries.Precision(cols.prec[slot])
		if t.year != nil && m >= 0 {
			t.year[m/12]++
		}
		switch {
		case t.coarse == nil:
		case m < 0:
			t.coarse[""]++
		case unit == "year" || unit == "month" && prec >= entries.ToMonth:
			t.month[m-cols.firstMonth]++
		case unit == "day" && prec == entries.ToDay:
			t.days[entries.DayOf(cols.when[slot])]++
		default:
			t.coarse[cols.whenOf(slot).Period(unit)]++
		}
	})
}

func (t *tally) merge(o *tally) {
	t.total += o.total
	maps.Copy(t.found, o.found)
	sum := func(a *[]int, b []int) {
		if *a == nil {
			*a = b
			return
		}
		for i, n := range b {
			(*a)[i] += n
		}
	}
	sum(&t.df, o.df)
	sum(&t.source, o.source)
	sum(&t.section, o.section)
	sum(&t.lang, o.lang)
	sum(&t.kind, o.kind)
	sum(&t.month, o.month)
	for k, n := range o.year {
		t.year[k] += n
	}
	for k, n := range o.days {
		t.days[k] += n
	}
	for k, n := range o.coarse {
		t.coarse[k] += n
	}
}

// result puts the counts into words.
func (t *tally) result(s *search) *catalogue.Result {
	res := &catalogue.Result{Total: t.total, Expanded: slices.Sorted(maps.Keys(t.found))}
	list := func(counts []int, values []string) []catalogue.Count {
		out := []catalogue.Count{}
		for i, n := range counts {
			if n > 0 && values[i] != "" {
				out = append(out, catalogue.Count{Value: values[i], Count: n})
			}
		}
		return out
	}
	for _, f := range s.req.Facets {
		if res.Facets == nil {
			res.Facets = map[string][]catalogue.Count{}
		}
		switch f {
		case "source":
			out := entries.SortFacet(list(t.source, s.cols.sources.values))
			for i := range out {
				out[i].Label = s.names[s.cols.sources.index[out[i].Value]].name
			}
			res.Facets[f] = out
		case "section":
			res.Facets[f] = entries.SortFacet(entries.MergeHeadings(list(t.section, s.cols.sections.values), s.cols.headingOf))
		case "lang":
			res.Facets[f] = entries.SortFacet(list(t.lang, s.cols.langs.values))
		case "kind":
			res.Facets[f] = entries.SortFacet(list(t.kind, s.cols.kinds.values))
		case "year":
			out := []catalogue.Count{}
			for y, n := range t.year {
				out = append(out, catalogue.Count{Value: fmt.Sprintf("%04d", y), Count: n})
			}
			res.Facets[f] = entries.SortFacet(out)
		}
	}
	if t.coarse != nil {
		t.histogram(res)
	}
	return res
}

func (t *tally) histogram(res *catalogue.Result) {
	bars := t.coarse
	unit := t.s.req.Histogram
	for i, n := range t.month {
		if n == 0 {
			continue
		}
		m := i + int(t.s.cols.firstMonth)
		if unit == "year" {
			bars[fmt.Sprintf("%04d", m/12)] += n
		} else {
			bars[fmt.Sprintf("%04d-%02d", m/12, m%12+1)] += n
		}
	}
	for d, n := range t.days {
		bars[time.Unix(int64(d)*86400, 0).UTC().Format("2006-01-02")] += n
	}
	for v, n := range bars {
		res.Histogram = append(res.Histogram, catalogue.Count{Value: v, Count: n})
	}
	entries.SortHistogram(res.Histogram)
}

// pick is a hit chosen: its place in the order.
type pick struct {
	key   uint64
	slot  uint32
	entry uint32
}

// top keeps the best hits after the cursor, one more than asked for, to know
// whether there are more.
type top struct {
	cols   *columns
	limit  int
	cursor *entries.Cursor
	after  []byte // the cursor's ID
	heap   []pick // the worst on top
}

func newTop(s *search) *top {
	t := &top{cols: s.cols, limit: s.req.Limit + 1, cursor: s.cursor}
	if s.cursor != nil {
		t.after = []byte(s.cursor.ID)
	}
	if s.req.Limit == 0 {
		t.limit = 0
	}
	return t
}

// before is the order of hits.
func (t *top) before(a, b pick) bool {
	if a.key != b.key {
		return a.key > b.key
	}
	return bytes.Compare(t.cols.id(a.slot), t.cols.id(b.slot)) < 0
}

func (t *top) offer(key uint64, slot uint32) {
	if len(t.heap) == t.limit && (t.limit == 0 || key < t.heap[0].key) {
		return
	}
	if c := t.cursor; c != nil {
		if key > c.Key || key == c.Key && bytes.Compare(t.cols.id(slot), t.after) <= 0 {
			return
		}
	}
	p := pick{key: key, slot: slot}
	if len(t.heap) < t.limit {
		heap.Push(t, p)
		return
	}
	if t.before(p, t.heap[0]) {
		t.heap[0] = p
		heap.Fix(t, 0)
	}
}

func (t *top) sorted() []pick {
	slices.SortFunc(t.heap, func(a, b pick) int {
		if t.before(a, b) {
			return -1
		}
		return 1
	})
	return t.heap
}

func (t *top) Len() int           { return len(t.heap) }
func (t *top) Less(i, j int) bool { return t.before(t.heap[j], t.heap[i]) }
func (t *top) Swap(i, j int)      { t.heap[i], t.heap[j] = t.heap[j], t.heap[i] }
func (t *top) Push(x any)         { t.heap = append(t.heap, x.(pick)) }
func (t *top) Pop() any {
	p := t.heap[len(t.heap)-1]
	t.heap = t.heap[:len(t.heap)-1]
	return p
}

// scorer holds one worker's arrays, by document. They are kept for the next
// search; tf is all zeros between leaves.
type scorer struct {
	sum, tf, norm []float64
}

// score scores a unit's matches and offers them. Leaves are summed up in the
// query's order, so that a score is the same to the last bit wherever its
// document lies.
func (sc *scorer) score(s *search, u *unit, average float64, t *top) error {
	if u.match.empty() {
		return nil
	}
	if len(sc.sum) < u.n {
		*sc = scorer{sum: make([]float64, u.n), tf: make([]float64, u.n), norm: make([]float64, u.n)}
	}
	u.match.each(func(doc uint32) {
		sc.sum[doc] = 0
		sc.norm[doc] = entries.LengthNorm(float64(s.cols.length[u.slot(doc)]), average)
	})
	for _, l := range s.scoring {
		hits := u.leaf[l.at].clone()
		hits.and(u.match)
		if hits.empty() {
			continue
		}
		if err := sc.frequencies(u, l, hits); err != nil {
			return err
		}
		hits.each(func(doc uint32) {
			sc.sum[doc] += entries.Weight(l.idf, sc.tf[doc], sc.norm[doc])
			sc.tf[doc] = 0
		})
	}
	u.match.each(func(doc uint32) {
		t.offer(entries.OrderKey(s.order, sc.sum[doc], entries.When{}, 0), u.slot(doc))
	})
	return nil
}

// frequencies fills tf for the documents in hits.
func (sc *scorer) frequencies(u *unit, l *leaf, hits bitset) error {
	switch l.Kind {
	case words.Prefix:
		hits.each(func(doc uint32) { sc.tf[doc] = 1 })
		return nil
	case words.Phrase:
		hits.each(func(doc uint32) { sc.tf[doc] = float64(u.counts[l.at][doc]) })
		return nil
	}
	if err := sc.term(u, l, l.Terms[0], hits); err != nil {
		return err
	}
	for _, f := range l.forms {
		if !u.found[f.Term] {
			continue
		}
		only := hits
		if m := u.mask(f.In); m != nil {
			only = hits.clone()
			only.and(m)
		}
		if err := sc.term(u, l, f.Term, only); err != nil {
			return err
		}
	}
	return nil
}

// term adds a term's weighted frequencies.
func (sc *scorer) term(u *unit, l *leaf, term string, only bitset) error {
	inAll, inTitle := 1.0, float64(entries.TitleWeight)
	switch l.Field {
	case query.Title:
		inAll, inTitle = 0, 1+entries.TitleWeight
	case query.Text:
		inTitle = -1 // what the headline had does not count
	}
	if inAll > 0 {
		if err := u.frequencies(fieldAll, term, only, func(doc uint32, f uint64) { sc.tf[doc] += inAll * float64(f) }); err != nil {
			return err
		}
	}
	return u.frequencies(fieldTitle, term, only, func(doc uint32, f uint64) { sc.tf[doc] += inTitle * float64(f) })
}

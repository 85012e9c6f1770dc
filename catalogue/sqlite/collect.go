package sqlite

import (
	"bytes"
	"container/heap"
	"fmt"
	"maps"
	"slices"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/sqlite/postings"
)

// tally counts the matches. Each worker has one; they are merged at the end.
type tally struct {
	s     *search
	total int
	df    []int // by Plan.Leaves
	found map[string]bool

	facets []facetCount
	month  []int          // histogram by year or month, from columns.firstMonth
	days   map[int32]int  // histogram by day, of dates known to the day
	coarse map[string]int // histogram: dates known less precisely, undated ones
	slots  []uint32       // scratch
	// stories are the matches by the number of their story, where hits are grouped.
	stories *storyTable
}

// facetCount counts one facet.
type facetCount struct {
	field *field.Field
	own   bool          // the search is narrowed by it
	count []int         // by number of the value; 0 is none
	years map[int32]int // dates
	none  int           // dates: without one
	// outletOf maps a source's number to that of its outlet, where sources are counted.
	outletOf []uint32
}

func newTally(s *search, stories *storyTable) *tally {
	t := &tally{s: s, df: make([]int, len(s.Leaves)), found: map[string]bool{}}
	for _, name := range s.req.Facets {
		f, _ := s.cols.fields.Facet(name)
		fc := facetCount{field: f, own: slices.ContainsFunc(s.Choices,
			func(c entries.Choice) bool { return c.Field == f })}
		if f.Type == field.Date {
			fc.years = map[int32]int{}
		} else if f.Name == field.Source {
			fc.count, fc.outletOf = make([]int, s.outlets.Len()), s.outletOf
		} else {
			fc.count = make([]int, len(s.cols.byName[f.Name].values))
		}
		t.facets = append(t.facets, fc)
	}
	if s.req.Limit == 0 {
		t.stories = stories // else hits are counted as they are grouped
	}
	if s.req.Histogram != "" {
		t.coarse, t.days = map[string]int{}, map[int32]int{}
		t.month = make([]int, max(0, s.cols.lastMonth-s.cols.firstMonth+1))
	}
	return t
}

// add counts a unit's matches.
func (t *tally) add(u *postings.Unit) {
	t.total += u.Match.Count()
	for _, l := range u.Leaves {
		if l.Scoring {
			t.df[l.At] += u.DF(l)
		}
	}
	for f := range u.Found {
		t.found[f] = true
	}
	if len(t.facets) == 0 && t.coarse == nil && t.stories == nil {
		return
	}
	t.slots = u.Slots(t.slots[:0], u.Match)
	if t.stories != nil {
		t.countStories()
	}
	if t.coarse != nil {
		t.bars(t.s.cols)
	}
	for i := range t.facets {
		if f := &t.facets[i]; !f.own {
			f.add(t.s.cols, t.slots)
		}
	}
	for i := range t.facets {
		if f := &t.facets[i]; f.own {
			t.slots = u.Slots(t.slots[:0], u.Narrowed(f.field))
			f.add(t.s.cols, t.slots)
		}
	}
}

func (f *facetCount) add(cols *columns, slots []uint32) {
	if f.field.Name == field.Dated {
		for _, slot := range slots {
			if m := cols.month[slot]; m >= 0 {
				f.years[m/12]++
			} else {
				f.none++
			}
		}
		return
	}
	col := cols.byName[f.field.Name]
	switch {
	case f.years != nil:
		var years []int32
		for _, slot := range slots {
			years = years[:0]
			all := col.valuesAt(slot)
			if len(all) == 0 {
				f.none++
			}
			for _, v := range all {
				if y := monthOf(col.values[v].When) / 12; !slices.Contains(years, y) {
					years = append(years, y)
					f.years[y]++
				}
			}
		}
	case col.field.Many:
		for _, slot := range slots {
			all := col.all(slot)
			if len(all) == 0 {
				f.count[0]++
			}
			for _, v := range all {
				f.count[v]++
			}
		}
	case f.outletOf != nil:
		for _, slot := range slots {
			f.count[f.outletOf[col.one[slot]]]++
		}
	default:
		one, count := col.one, f.count
		for _, slot := range slots {
			count[one[slot]]++
		}
	}
}

// bars counts the slots in the histogram.
func (t *tally) bars(cols *columns) {
	unit := t.s.req.Histogram
	for _, slot := range t.slots {
		m := cols.month[slot]
		prec := entries.Precision(cols.prec[slot])
		switch {
		case m < 0:
			t.coarse[""]++
		case unit == "year" || unit == "month" && prec >= entries.ToMonth:
			t.month[m-cols.firstMonth]++
		case unit == "day" && prec == entries.ToDay:
			t.days[entries.DayOf(cols.when[slot])]++
		default:
			t.coarse[cols.whenOf(slot).Period(unit)]++
		}
	}
}

func (t *tally) merge(o *tally) {
	t.total += o.total
	maps.Copy(t.found, o.found)
	sum := func(a, b []int) {
		for i, n := range b {
			a[i] += n
		}
	}
	sum(t.df, o.df)
	if t.stories != nil {
		for _, n := range o.stories.counted {
			t.stories.count(n, o.stories.matches[n])
		}
	}
	sum(t.month, o.month)
	for i := range t.facets {
		sum(t.facets[i].count, o.facets[i].count)
		for k, n := range o.facets[i].years {
			t.facets[i].years[k] += n
		}
		t.facets[i].none += o.facets[i].none
	}
	for k, n := range o.days {
		t.days[k] += n
	}
	for k, n := range o.coarse {
		t.coarse[k] += n
	}
}

// result returns the counts as a result.
func (t *tally) result(s *search) *catalogue.Result {
	res := &catalogue.Result{Total: t.total, Stories: t.distinctStories(), Expanded: slices.Sorted(maps.Keys(t.found))}
	for i := range t.facets {
		f := &t.facets[i]
		if res.Facets == nil {
			res.Facets = map[string][]catalogue.Count{}
		}
		out := []catalogue.Count{}
		for y, n := range f.years {
			out = append(out, catalogue.Count{Value: fmt.Sprintf("%04d", y), Count: n})
		}
		for v, n := range f.count {
			if n > 0 && v > 0 && f.outletOf != nil {
				out = append(out, catalogue.Count{Value: s.outlets.At(v).ID, Count: n})
			} else if n > 0 && v > 0 {
				out = append(out, catalogue.Count{Value: s.cols.byName[f.field.Name].values[v].Text, Count: n})
			}
		}
		none := f.none
		if len(f.count) > 0 {
			none = f.count[0]
		}
		if f.field.Missing && none > 0 {
			out = append(out, catalogue.Count{Value: field.None, Count: none})
		}
		out = entries.CountFacet(f.field, out, s.req.Choices[f.field.Facet])
		for i := range out {
			if f.outletOf != nil {
				out[i].Label = s.outlets.At(s.outlets.Number(out[i].Value)).Name
			}
		}
		res.Facets[f.field.Facet] = out
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

// pick is a chosen hit with its place in the order.
type pick struct {
	key   uint64
	slot  uint32
	entry uint32
	id    string
	// story and matches are of the story the hit represents, where hits are grouped.
	story   string
	matches int
}

// top keeps the best hits after the cursor, one more than asked for, to know
// whether there are more.
type top struct {
	cols   *columns
	limit  int
	cursor *entries.Cursor
	after  []byte // the cursor's ID
	heap   []pick // the worst first
	groups *groups
}

func newTop(s *search, stories *storyTable) *top {
	t := &top{cols: s.cols, limit: s.req.Limit + 1, cursor: s.cursor, groups: newGroups(s, stories)}
	if s.cursor != nil {
		t.after = []byte(s.cursor.ID)
	}
	if s.req.Limit == 0 {
		t.limit = 0
	}
	return t
}

// before reports whether hit a comes before b.
func (t *top) before(a, b pick) bool {
	if a.key != b.key {
		return a.key > b.key
	}
	return t.cols.idBefore(a.slot, b.slot)
}

// take adds a hit in no story if it is among the best, and gives a hit in a story to the groups.
func (t *top) take(key uint64, slot uint32) {
	if t.groups == nil || !t.groups.take(key, slot) {
		t.offer(key, slot)
	}
}

// join adds the hits of another worker; finish then adds the hits that represent stories.
func (t *top) join(o *top) {
	for _, p := range o.heap {
		t.offer(p.key, p.slot)
	}
	if t.groups != nil {
		t.groups.merge(o.groups)
	}
}

func (t *top) finish() {
	if t.groups == nil {
		return
	}
	for _, n := range t.groups.touched {
		t.offer(t.groups.all[n].key, t.groups.all[n].slot)
	}
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
	} else if t.before(p, t.heap[0]) {
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

// score scores a unit's matches and passes them to t.
func score(sc *postings.Scorer, s *search, u *postings.Unit, average []float64, t *top) error {
	if u.Match.Empty() {
		return nil
	}
	sc.Begin(u, func(slot uint32) float64 {
		return entries.LengthNorm(float64(s.cols.length[slot]), average[s.cols.kind[slot]])
	})
	for _, l := range s.scoring {
		if err := sc.Add(u, l); err != nil {
			return err
		}
	}
	kinds := make([]float64, len(s.cols.kinds))
	for i, k := range s.cols.kinds {
		kinds[i] = entries.KindWeight(k)
	}
	u.Match.Each(func(doc uint32) {
		slot := u.Slot(doc)
		t.take(entries.OrderKey(s.order, sc.Sum(doc)*kinds[s.cols.kind[slot]], entries.When{}, 0), slot)
	})
	return nil
}

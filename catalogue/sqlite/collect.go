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
	texts int   // independent ones among them
	df    []int // by Plan.Leaves
	found map[string]bool

	facets []facetCount
	groups groupCount
	bars   [parts]barCount
	// independent selects the slots that are counted as independent; nil where they are not counted apart.
	independent func(slot uint32) bool
	slots, rest []uint32 // scratch
	// stories are the matches by the number of their story, where hits are grouped.
	stories *storyTable
}

// Matches are counted in two parts, so that each is counted once: those that are independent, where the request
// asks for them, and the rest.
const (
	restPart = iota
	independentPart
	parts
)

// barCount counts a part of a histogram.
type barCount struct {
	month  []int          // by year or month, from columns.firstMonth
	days   map[int32]int  // by day, of dates known to the day
	coarse map[string]int // dates known less precisely, undated ones
}

// facetCount counts one facet.
type facetCount struct {
	field *field.Field
	own   bool // the search is narrowed by it
	of    [parts]valueCount
	// outletOf maps a source's number to that of its outlet, where sources are counted.
	outletOf []uint32
}

// valueCount counts a part of a facet.
type valueCount struct {
	count []int         // by number of the value; 0 is none
	years map[int32]int // dates
	none  int           // dates: without one
}

func newTally(s *search, stories *storyTable) *tally {
	t := &tally{s: s, df: make([]int, len(s.Leaves)), found: map[string]bool{}}
	if s.req.Independent {
		is := s.cols.byName[field.Is]
		yes := make([]bool, len(is.values))
		for i := range is.values {
			yes[i] = i > 0 && is.values[i].Text == catalogue.IsIndependent
		}
		t.independent = is.has(yes)
	}
	for _, name := range s.req.Facets {
		f, _ := s.cols.fields.Facet(name)
		fc := facetCount{field: f, own: s.narrowedBy(f)}
		for i := range fc.of[:t.parts()] {
			if f.Type == field.Date {
				fc.of[i].years = map[int32]int{}
			} else if f.Name == field.Source {
				fc.of[i].count, fc.outletOf = make([]int, s.outlets.Len()), s.outletOf
			} else {
				fc.of[i].count = make([]int, len(s.cols.byName[f.Name].values))
			}
		}
		t.facets = append(t.facets, fc)
	}
	t.groups = newGroupCount(t)
	if s.req.Limit == 0 {
		t.stories = stories // else hits are counted as they are grouped
	}
	if s.req.Histogram != "" {
		for i := range t.bars[:t.parts()] {
			t.bars[i] = barCount{coarse: map[string]int{}, days: map[int32]int{},
				month: make([]int, max(0, s.cols.lastMonth-s.cols.firstMonth+1))}
		}
	}
	return t
}

// parts returns the number of parts in which matches are counted.
func (t *tally) parts() int {
	if t.independent == nil {
		return 1
	}
	return parts
}

// divided calls fn for each part of t.slots that is counted.
func (t *tally) divided(fn func(part int, slots []uint32)) {
	if t.independent == nil {
		fn(restPart, t.slots)
		return
	}
	t.rest = t.rest[:0]
	n := 0
	for _, slot := range t.slots {
		if t.independent(slot) {
			t.slots[n] = slot
			n++
		} else {
			t.rest = append(t.rest, slot)
		}
	}
	fn(independentPart, t.slots[:n])
	fn(restPart, t.rest)
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
	hasBars := t.bars[restPart].coarse != nil
	if len(t.facets) == 0 && len(t.s.groups) == 0 && !hasBars && t.stories == nil && t.independent == nil {
		return
	}
	t.slots = u.Slots(t.slots[:0], u.Match)
	if t.stories != nil {
		t.countStories()
	}
	t.divided(func(part int, slots []uint32) {
		if part == independentPart {
			t.texts += len(slots)
		}
		if hasBars {
			t.bars[part].add(t.s.cols, t.s.req.Histogram, slots)
		}
		for i := range t.facets {
			if f := &t.facets[i]; !f.own {
				f.add(t.s.cols, part, slots)
			}
		}
		for _, f := range t.s.groups {
			if !f.own {
				t.groups.count(t.s.cols, f, part, slots)
			}
		}
	})
	for _, f := range t.s.groups {
		if f.own {
			t.slots = u.Slots(t.slots[:0], u.MatchExcept(f.field))
			t.divided(func(part int, slots []uint32) { t.groups.count(t.s.cols, f, part, slots) })
		}
	}
	for i := range t.facets {
		if f := &t.facets[i]; f.own {
			t.slots = u.Slots(t.slots[:0], u.MatchExcept(f.field))
			t.divided(func(part int, slots []uint32) { f.add(t.s.cols, part, slots) })
		}
	}
}

func (f *facetCount) add(cols *columns, part int, slots []uint32) {
	to := &f.of[part]
	if f.field.Name == field.Dated {
		for _, slot := range slots {
			if m := cols.month[slot]; m >= 0 {
				to.years[m/12]++
			} else {
				to.none++
			}
		}
		return
	}
	col := cols.byName[f.field.Name]
	switch {
	case to.years != nil:
		var years []int32
		for _, slot := range slots {
			years = years[:0]
			all := col.valuesAt(slot)
			if len(all) == 0 {
				to.none++
			}
			for _, v := range all {
				if y := monthOf(col.values[v].When) / 12; !slices.Contains(years, y) {
					years = append(years, y)
					to.years[y]++
				}
			}
		}
	case col.field.Many:
		for _, slot := range slots {
			all := col.all(slot)
			if len(all) == 0 {
				to.count[0]++
			}
			for _, v := range all {
				to.count[v]++
			}
		}
	case f.outletOf != nil:
		for _, slot := range slots {
			to.count[f.outletOf[col.one[slot]]]++
		}
	default:
		one, count := col.one, to.count
		for _, slot := range slots {
			count[one[slot]]++
		}
	}
}

// add counts slots in the histogram by a unit.
func (b *barCount) add(cols *columns, unit string, slots []uint32) {
	for _, slot := range slots {
		m := cols.month[slot]
		prec := entries.Precision(cols.prec[slot])
		switch {
		case m < 0:
			b.coarse[""]++
		case unit == "year" || unit == "month" && prec >= entries.ToMonth:
			b.month[m-cols.firstMonth]++
		case unit == "day" && prec == entries.ToDay:
			b.days[entries.DayOf(cols.when[slot])]++
		default:
			b.coarse[cols.whenOf(slot).Period(unit)]++
		}
	}
}

func (t *tally) merge(o *tally) {
	t.total += o.total
	t.texts += o.texts
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
	for part := range t.parts() {
		sum(t.groups.of[part], o.groups.of[part])
		to, from := &t.bars[part], &o.bars[part]
		sum(to.month, from.month)
		for k, n := range from.days {
			to.days[k] += n
		}
		for k, n := range from.coarse {
			to.coarse[k] += n
		}
		for i := range t.facets {
			to, from := &t.facets[i].of[part], &o.facets[i].of[part]
			sum(to.count, from.count)
			for k, n := range from.years {
				to.years[k] += n
			}
			to.none += from.none
		}
	}
}

// result returns the counts as a result.
func (t *tally) result(s *search) *catalogue.Result {
	res := &catalogue.Result{Total: t.total, Independent: t.texts, Stories: t.distinctStories(),
		Groups: t.groupCounts(), Expanded: slices.Sorted(maps.Keys(t.found))}
	for i := range t.facets {
		f := &t.facets[i]
		if res.Facets == nil {
			res.Facets = map[string][]catalogue.Count{}
		}
		out := entries.CountFacet(f.field, f.counts(s), s.req.Choices[f.field.Facet], s.keyOf(f.field))
		for i := range out {
			if f.outletOf != nil {
				out[i].Label = s.outlets.At(s.outlets.Number(out[i].Value)).Name
			}
		}
		res.Facets[f.field.Facet] = out
	}
	if t.bars[restPart].coarse != nil {
		rest, texts := t.bars[restPart].bars(s), t.bars[independentPart].bars(s)
		for v, n := range rest {
			res.Histogram = append(res.Histogram,
				catalogue.Count{Value: v, Count: n + texts[v], Independent: texts[v]})
		}
		for v, n := range texts {
			if rest[v] == 0 {
				res.Histogram = append(res.Histogram, catalogue.Count{Value: v, Count: n, Independent: n})
			}
		}
		entries.SortHistogram(res.Histogram)
	}
	return res
}

// keyOf returns a function that returns the key of a value of a text field, which columns keep; nil for others.
func (s *search) keyOf(f *field.Field) func(value string) string {
	col := s.cols.byName[f.Name]
	if col == nil || f.Type != field.Text {
		return nil
	}
	return func(value string) string {
		if i, ok := col.index[value]; ok {
			return col.values[i].Key
		}
		v, _ := entries.ValueOf(f, value)
		return v.Key
	}
}

// counts returns the counts of a facet's values, in no particular order.
func (f *facetCount) counts(s *search) []catalogue.Count {
	out := []catalogue.Count{}
	add := func(value string, rest, texts int) {
		if rest+texts > 0 {
			out = append(out, catalogue.Count{Value: value, Count: rest + texts, Independent: texts})
		}
	}
	rest, texts := &f.of[restPart], &f.of[independentPart]
	for y, n := range rest.years {
		add(fmt.Sprintf("%04d", y), n, texts.years[y])
	}
	for y, n := range texts.years {
		if rest.years[y] == 0 {
			add(fmt.Sprintf("%04d", y), 0, n)
		}
	}
	none, noneTexts := rest.none, texts.none
	for v, n := range rest.count {
		own := 0
		if v < len(texts.count) {
			own = texts.count[v]
		}
		switch {
		case v == 0:
			none, noneTexts = n, own
		case n+own == 0:
		case f.outletOf != nil:
			add(s.outlets.At(v).ID, n, own)
		default:
			add(s.cols.byName[f.field.Name].values[v].Text, n, own)
		}
	}
	if f.field.Missing {
		add(field.None, none, noneTexts)
	}
	return out
}

// bars returns the counts by value.
func (b *barCount) bars(s *search) map[string]int {
	bars := b.coarse
	unit := s.req.Histogram
	for i, n := range b.month {
		if n == 0 {
			continue
		}
		m := i + int(s.cols.firstMonth)
		if unit == "year" {
			bars[fmt.Sprintf("%04d", m/12)] += n
		} else {
			bars[fmt.Sprintf("%04d-%02d", m/12, m%12+1)] += n
		}
	}
	for d, n := range b.days {
		bars[time.Unix(int64(d)*86400, 0).UTC().Format("2006-01-02")] += n
	}
	return bars
}

// pick is a chosen hit with its place in the order.
type pick struct {
	key   uint64
	slot  uint32
	entry uint32
	id    string
	// story, matches and instead are of the story the hit represents, where hits are grouped.
	story, instead string
	matches        int
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

package listing

import (
	"slices"

	"cuttings/cutting"
	"cuttings/split/dates"
)

// Lists has the proposals for a page's main list, read and ready for comparison with other whole
// readings of the page. Not for concurrent use.
type Lists struct {
	s         *pageState
	proposals []proposal
	results   []Result
	orders    []dates.Order // of day and month, as in each list's dates
}

// FindLists finds the lists of a page and reads each proposal. A page without a tree has none.
func FindLists(p *cutting.Page, o Options) *Lists {
	l := &Lists{}
	if p.Tree == nil || len(p.Tree.Nodes) < 2 || len(p.Blocks) == 0 {
		return l
	}
	l.s = newPageState(p, o)
	l.s.items = newKnownItems(len(l.s.cands))
	l.s.rank()
	l.propose()
	for i := range l.proposals {
		l.results[i].Rank = i
	}
	l.s.items = nil // all lists have been read
	return l
}

// Len is the number of proposals.
func (l *Lists) Len() int { return len(l.proposals) }

// Read returns proposal i: its items, section and measures, without rails.
func (l *Lists) Read(i int) Result { return l.results[i] }

// KeepOnly frees the items of all proposals but i, of all when i is negative: they take as much memory
// as the cuttings made next.
func (l *Lists) KeepOnly(i int) {
	for k := range l.results {
		if k != i {
			l.results[k].Items = nil
		}
	}
}

// read cuts a proposal into its items. Blocks that items of an earlier one own are released first.
func (l *Lists) read(p *proposal) Result {
	r := Result{Origin: p.origin, Measures: p.ranked.f, Worth: p.ranked.score}
	s := l.s
	s.stop.Step(0)
	s.release()
	rs := s.regions(p.members, p.parts)
	if p.origin == Single {
		rs = []region{s.singleRegion(p.members[0])}
	}
	s.readRegions(&r, p.members, rs)
	r.TemplateShare = s.templateShare(p.members)
	r.Template = s.templateForms(rs)
	return r
}

// templateShare returns the largest share of headlines at the same place in the same form.
func (s *pageState) templateShare(ms []int32) float32 {
	count, most := make(map[uint32]int, 8), 0
	for _, m := range ms {
		k := s.cands[m].key
		count[k]++
		most = max(most, count[k])
	}
	return float32(most) / float32(len(ms))
}

// AddRails adds the rails beside a list. With article the page is one article: r's items only serve
// for comparison, and can be a rail themselves.
func (l *Lists) AddRails(r *Result, article bool) {
	if l.s == nil {
		return
	}
	l.s.release()
	if !article {
		for i := range r.Items {
			for _, b := range r.Items[i].Blocks {
				l.s.owner[b] = int32(i)
			}
		}
	}
	if r.Rank < len(l.orders) {
		l.s.order = l.orders[r.Rank]
	}
	r.Rails = l.s.findRails(r, article)
	r.Trace = l.s.trace
}

// release frees all blocks from the items that own them.
func (s *pageState) release() {
	for i := range s.owner {
		s.owner[i] = -1
	}
	clear(s.labels)
	s.minOccurrences = 0
}

// add reads and keeps a proposal, unless its headlines were proposed before.
func (l *Lists) add(p proposal) {
	for i := range l.proposals {
		if l.proposals[i].parent < 0 && slices.Equal(l.proposals[i].members, p.members) {
			return
		}
	}
	if l.s.isOn("midline") && l.s.isMostlyMidline(p.members) {
		return
	}
	l.proposals = append(l.proposals, p)
	l.results = append(l.results, l.read(&p))
	l.orders = append(l.orders, l.s.order)
}

// addPart proposes the items of proposal i for which keep is true, when they are the majority and
// not all.
func (l *Lists) addPart(i int, origin Origin, keep func(it *Item) bool) {
	r := l.results[i]
	n := 0
	for k := range r.Items {
		if keep(&r.Items[k]) {
			n++
		}
	}
	if n < 2 || n == len(r.Items) || 2*n <= len(r.Items) {
		return
	}
	for k := i + 1; k < len(l.results); k++ {
		if o := &l.results[k]; l.proposals[k].parent == i && len(o.Items) == n {
			return // the same items
		}
	}
	items := make([]Item, 0, n)
	for k := range r.Items {
		if keep(&r.Items[k]) {
			items = append(items, r.Items[k])
		}
	}
	r.Items, r.Origin = items, origin
	p := l.proposals[i]
	p.parent, p.origin = i, origin
	l.proposals, l.results, l.orders = append(l.proposals, p), append(l.results, r), append(l.orders, l.orders[i])
}

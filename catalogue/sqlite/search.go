package sqlite

import (
	"context"
	"database/sql"
	"math"
	"runtime"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	segment_api "github.com/blevesearch/scorch_segment_api/v2"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/mark"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// Search implements catalogue.Reader.
func (c *Catalogue) Search(ctx context.Context, req catalogue.Request) (*catalogue.Result, error) {
	order, err := entries.CheckRequest(&req, entries.Scores(req.Query))
	if err != nil {
		return nil, err
	}
	cursor, err := entries.DecodeCursor(req.After, req.Query, order)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, broken("the search", err)
	}
	if err := c.rlock(ctx); err != nil {
		return nil, err
	}
	res, picked, s, err := c.find(ctx, &req, order, cursor)
	c.mu.RUnlock()
	if err != nil {
		return nil, broken("the search", err)
	}
	if err := c.show(ctx, &req, res, picked, s); err != nil {
		return nil, broken("reading the results", err)
	}
	return res, nil
}

// find does all that needs the view; Catalogue.mu is held for reading.
func (c *Catalogue) find(ctx context.Context, req *catalogue.Request, order catalogue.Sort, cursor *entries.Cursor) (*catalogue.Result, []pick, *search, error) {
	v := &c.view
	s := &search{ctx: ctx, order: order, cursor: cursor, req: req}
	s.plan = &plan{cols: &v.cols, names: v.names, at: v.at, byNode: map[query.Node]*leaf{}, filters: map[query.Node]func(uint32) bool{}}
	if cursor != nil {
		s.at = min(cursor.Seq, v.at)
	}
	if err := s.compile(c, req.Query); err != nil {
		return nil, nil, nil, err
	}
	if len(s.leaves) > 0 && v.damage != nil {
		return nil, nil, nil, v.damage
	}
	if len(s.leaves) > 0 && !v.indexed {
		return nil, nil, nil, cutting.Errorf(cutting.Unavailable, "there is no search index yet that could be read; open the archive once for writing, as `cuttings add` does")
	}
	s.units(v)
	res, picked, err := s.run(v)
	return res, picked, s, err
}

// search is one search under way.
type search struct {
	*plan
	ctx     context.Context
	req     *catalogue.Request
	order   catalogue.Sort
	cursor  *entries.Cursor
	parts   []*unit
	scoring []*leaf // in the query's order
	marker  *mark.Marker
}

// compile makes the plan of a query.
func (s *search) compile(c *Catalogue, q *query.Query) error {
	if q.Empty() {
		s.marker = mark.New(nil)
		return nil
	}
	s.root = q.Root
	byID := map[string]*leaf{}
	var err error
	q.Walk(func(n query.Node, negated bool) {
		switch n := n.(type) {
		case *query.Word, *query.Phrase:
			compiled, ok := words.Compile(n)
			l := byID[compiled.ID()]
			if l == nil || !ok {
				l = &leaf{Leaf: compiled, none: !ok, at: len(s.leaves)}
				byID[compiled.ID()] = l
				s.leaves = append(s.leaves, l)
				if ok && l.Kind == words.Stemmed && err == nil {
					l.forms, err = c.forms(s.ctx, &c.view.cols, l.Terms[0])
				}
			}
			s.byNode[n] = l
			if ok && !negated && words.Prose(l.Field) && !l.scoring {
				l.scoring = true
				s.scoring = append(s.scoring, l)
			}
		case *query.Value:
			s.filters[n] = s.valueFilter(n)
		case *query.Dates:
			s.filters[n] = s.dateFilter(n)
		}
	})
	var marked []mark.Leaf
	for _, l := range s.scoring {
		marked = append(marked, mark.Leaf{Leaf: l.Leaf, Forms: l.forms})
	}
	s.marker = mark.New(marked)
	return err
}

// forms returns the other forms of a term, by the rules of the languages there are.
func (c *Catalogue) forms(ctx context.Context, cols *columns, term string) ([]mark.Form, error) {
	in := map[string]words.SetRules{}
	var order []string
	for r := range words.Rules(words.MaxRules) {
		if !cols.hasRules.Has(r) {
			continue
		}
		list, err := formsOf(ctx, c.formStmt, r, words.Key(r, term))
		if err != nil {
			return nil, err
		}
		for _, f := range list {
			if f == term {
				continue
			}
			if in[f] == 0 {
				order = append(order, f)
			}
			in[f] |= 1 << r
		}
	}
	out := make([]mark.Form, len(order))
	for i, f := range order {
		out[i] = mark.Form{Term: f, In: in[f]}
	}
	return out, nil
}

func (s *search) valueFilter(n *query.Value) func(uint32) bool {
	cols := s.cols
	switch n.Field {
	case query.Kind:
		want, ok := cols.kinds.index[n.Text]
		return func(slot uint32) bool { return ok && uint32(cols.kind[slot]) == want }
	case query.Lang:
		yes := make([]bool, len(cols.langs.values))
		for i, l := range cols.langs.values {
			yes[i] = entries.LangMatches(n.Text, l)
		}
		return func(slot uint32) bool { return yes[cols.lang[slot]] }
	case query.Section, query.Rail:
		key := words.Heading(n.Text)
		yes := make([]bool, len(cols.headings))
		for i, h := range cols.headings {
			yes[i] = key != "" && h == key
		}
		in := cols.section
		if n.Field == query.Rail {
			in = cols.rail
		}
		return func(slot uint32) bool { return yes[in[slot]] }
	}
	terms := nameTerms(n.Text)
	yes := make([]bool, len(s.names))
	for i, name := range s.names {
		if n.Whole {
			yes[i] = query.Plain(cols.sources.values[i]) == n.Text
			continue
		}
		yes[i] = entries.SourceMatches(terms, n.Prefix, name.idTerms, name.nameTerm)
	}
	return func(slot uint32) bool { return yes[cols.source[slot]] }
}

func (s *search) dateFilter(n *query.Dates) func(uint32) bool {
	cols := s.cols
	if n.Text == query.NoDate {
		return func(slot uint32) bool { return cols.prec[slot] == uint8(entries.Undated) }
	}
	from, to := entries.ParseDay(n.From, math.MinInt32), entries.ParseDay(n.To, math.MaxInt32)
	if n.Field == query.Seen {
		return func(slot uint32) bool {
			if days := cols.seen[slot]; days != nil {
				i, _ := slices.BinarySearch(days, from)
				return i < len(days) && days[i] <= to
			}
			return from <= cols.captured[slot] && cols.captured[slot] <= to
		}
	}
	return func(slot uint32) bool {
		return cols.prec[slot] != uint8(entries.Undated) && cols.lastDay[slot] >= from && entries.DayOf(cols.when[slot]) <= to
	}
}

// runSlots is how many slots a unit without words covers.
const runSlots = 1 << 16

// units divides the work: by segments, or by slots when no words are asked for.
func (s *search) units(v *view) {
	add := func(u *unit) {
		u.plan, u.ctx, u.found, u.dicts = s.plan, s.ctx, map[string]bool{}, map[string]segment_api.TermDictionary{}
		s.parts = append(s.parts, u)
	}
	if len(s.leaves) == 0 {
		for base := 0; base < len(s.cols.edition); base += runSlots {
			add(&unit{base: uint32(base), n: min(runSlots, len(s.cols.edition)-base)})
		}
		return
	}
	for _, seg := range v.list {
		add(&unit{seg: seg, n: seg.n})
	}
	slices.SortFunc(s.parts, func(a, b *unit) int { return b.n - a.n }) // long ones first
}

// parallel calls fn for every unit, on as many workers as there are processors;
// worker tells them apart.
func (s *search) parallel(fn func(worker int, u *unit) error) error {
	var next atomic.Int64
	var g errgroup.Group
	for w := range s.workers() {
		g.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(s.parts) {
					return nil
				}
				if err := s.ctx.Err(); err != nil {
					return err
				}
				if err := fn(w, s.parts[i]); err != nil {
					return err
				}
			}
		})
	}
	return g.Wait()
}

func (s *search) workers() int { return max(1, min(runtime.GOMAXPROCS(0), len(s.parts))) }

// run evaluates, counts, scores and picks.
func (s *search) run(v *view) (*catalogue.Result, []pick, error) {
	tallies := make([]*tally, s.workers())
	tops := make([]*top, s.workers())
	for i := range tallies {
		tallies[i] = newTally(s)
		tops[i] = newTop(s)
	}
	byScore := s.order == catalogue.ByRelevance
	err := s.parallel(func(w int, u *unit) error {
		if err := u.evaluate(); err != nil {
			return err
		}
		tallies[w].add(u)
		if !byScore && s.req.Limit > 0 {
			u.match.each(func(doc uint32) {
				slot := u.slot(doc)
				tops[w].offer(entries.OrderKey(s.order, 0, s.cols.whenOf(slot), s.cols.added[slot]), slot)
			})
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	all := tallies[0]
	for _, t := range tallies[1:] {
		all.merge(t)
	}
	if byScore && s.req.Limit > 0 && all.total > 0 {
		n, average := s.statistics(v)
		for _, l := range s.scoring {
			l.idf = entries.IDF(n, all.df[l.at])
		}
		scorers := make([]*scorer, s.workers())
		for i := range scorers {
			scorers[i], _ = v.scorers.Get().(*scorer)
			if scorers[i] == nil {
				scorers[i] = &scorer{}
			}
		}
		err = s.parallel(func(w int, u *unit) error {
			return scorers[w].score(s, u, average, tops[w])
		})
		if err == nil { // after an error tf may not be clean
			for _, sc := range scorers {
				v.scorers.Put(sc)
			}
		}
		if err != nil {
			return nil, nil, err
		}
	}
	merged := tops[0]
	for _, t := range tops[1:] {
		for _, p := range t.heap {
			merged.offer(p.key, p.slot)
		}
	}
	res := all.result(s)
	picked := merged.sorted()
	if s.req.Limit > 0 && len(picked) > s.req.Limit {
		picked = picked[:s.req.Limit]
		last := picked[len(picked)-1]
		res.Next = entries.Cursor{Key: last.key, ID: string(s.cols.id(last.slot)), Seq: s.at, Query: entries.QuerySum(s.req.Query, s.order)}.Encode()
	}
	for i := range picked {
		picked[i].entry = s.cols.entry[picked[i].slot]
	}
	return res, picked, nil
}

// statistics returns the number of entries and their average length, of the
// whole catalogue at the search's state.
func (s *search) statistics(v *view) (n int, average float64) {
	v.statMu.Lock()
	defer v.statMu.Unlock()
	key := [3]int64{s.at, int64(len(s.cols.edition)), int64(s.cols.deaths)}
	if v.statKey != key || v.statN == 0 {
		n, sum := 0, 0
		for slot := range uint32(len(s.cols.edition)) {
			if s.cols.visible(slot, s.at) {
				n++
				sum += int(s.cols.length[slot])
			}
		}
		v.statKey, v.statN, v.statSum = key, n, sum
	}
	if v.statN == 0 {
		return 0, 0
	}
	return v.statN, float64(v.statSum) / float64(v.statN)
}

// show loads the hits' heads and marks what matched.
func (c *Catalogue) show(ctx context.Context, req *catalogue.Request, res *catalogue.Result, picked []pick, s *search) error {
	res.Hits = make([]catalogue.Hit, 0, len(picked))
	for _, p := range picked {
		var meta []byte
		var text string
		var sightings int
		var captured, added int64
		err := c.hitStmt.QueryRowContext(ctx, int64(p.entry)).Scan(&sightings, &meta, &text, &captured, &added)
		if err == sql.ErrNoRows {
			continue // dropped from the archive since the search
		}
		if err != nil {
			return err
		}
		sg, err := decodeSighting(meta, nil, text)
		if err != nil {
			return err
		}
		h := catalogue.Hit{Head: entries.HeadOf(&sg, time.UnixMicro(captured).UTC(), time.UnixMicro(added).UTC(), sightings)}
		if s.order == catalogue.ByRelevance {
			h.Score = math.Float64frombits(p.key)
		}
		if req.Highlight {
			s.marker.Show(&h, sg.Headline, sg.Text, sg.Lang)
		}
		res.Hits = append(res.Hits, h)
	}
	return nil
}

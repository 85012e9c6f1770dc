package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"math"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/mark"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
	"cuttings/catalogue/sqlite/postings"
	"cuttings/cutting"
)

// Search implements catalogue.Searcher.
func (c *Catalogue) Search(ctx context.Context, req catalogue.Request) (*catalogue.Result, error) {
	order, err := entries.CheckRequest(&req, c.opt.Fields)
	if err != nil {
		return nil, err
	}
	cursor, err := entries.DecodeCursor(&req, order)
	if err != nil {
		return nil, err
	}
	choices, err := entries.Choices(&req, c.opt.Fields)
	if err != nil {
		return nil, err
	}
	groups, err := entries.Groups(&req, c.opt.Fields)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, storeError("the search", err)
	}
	var res *catalogue.Result
	var picked []pick
	var s *search
	err = withoutPanic(func() error {
		if err := c.rlock(ctx); err != nil {
			return err
		}
		defer c.mu.RUnlock()
		var err error
		if res, picked, s, err = c.find(ctx, &req, order, cursor, choices, groups); err != nil {
			return storeError("the search", err)
		}
		return nil
	})
	if err != nil {
		return nil, c.whyFault(err)
	}
	if err := c.show(ctx, &req, res, picked, s); err != nil {
		return nil, storeError("reading the results", err)
	}
	return res, nil
}

// find does the part of a search that needs the view; Catalogue.mu must be held for reading.
func (c *Catalogue) find(ctx context.Context, req *catalogue.Request, order catalogue.Sort, cursor *entries.Cursor,
	choices []entries.Choice, groups []entries.Group) (*catalogue.Result, []pick, *search, error) {
	v := &c.view
	s := &search{ctx: ctx, order: order, cursor: cursor, req: req}
	s.cols, s.outlets, s.outletOf = &v.cols, v.outlets, v.outletOf
	s.Plan = &postings.Plan{Columns: &v.cols, Choices: choices, At: v.at, ByNode: map[query.Node]*postings.Leaf{},
		Filters: map[query.Node]func(uint32) bool{}}
	if cursor != nil {
		s.At = min(cursor.Seq, v.at)
	}
	if err := s.compile(c, req.Query); err != nil {
		return nil, nil, nil, err
	}
	if len(s.Leaves) > 0 && v.damage != nil {
		return nil, nil, nil, v.damage
	}
	if err := c.spoilt.of(); len(s.Leaves) > 0 && err != nil {
		return nil, nil, nil, err
	}
	if len(s.Leaves) > 0 && !v.indexed {
		return nil, nil, nil, cutting.Errorf(cutting.Unavailable,
			"there is no search index yet that could be read; open the archive once for writing, as `cuttings add` "+
				"does")
	}
	key := s.key()
	if res, picked, ok := v.memo.get(key); ok {
		return res, picked, s, nil
	}
	s.setGroups(groups)
	s.units(v)
	res, picked, err := s.run(v)
	if err == nil {
		v.memo.put(key, res, picked)
	}
	return res, picked, s, err
}

// search is the state of one search.
type search struct {
	*postings.Plan
	cols     *columns
	outlets  *entries.Outlets
	outletOf []uint32
	ctx      context.Context
	req      *catalogue.Request
	order    catalogue.Sort
	cursor   *entries.Cursor
	parts    []*postings.Unit
	groups   []*groupField
	scoring  []*postings.Leaf // in the query's order
	marker   *mark.Marker
}

// compile sets the plan of a query and its choices.
func (s *search) compile(c *Catalogue, q *query.Query) error {
	if !q.Empty() {
		s.Root = q.Root
	}
	byID := map[string]*postings.Leaf{}
	var err error
	leafOf := func(n query.Node, negated bool) {
		switch n.(type) {
		case *query.Word, *query.Phrase:
		default:
			s.Filters[n] = s.filter(n)
			return
		}
		compiled, ok := words.Compile(n, s.cols.fields)
		l := byID[compiled.ID()]
		if l == nil || !ok {
			l = &postings.Leaf{Leaf: compiled, None: !ok, At: len(s.Leaves),
				Weights: entries.WeightsOf(s.cols.fields, compiled.Field)}
			byID[compiled.ID()] = l
			s.Leaves = append(s.Leaves, l)
			if ok && l.Kind == words.Stemmed && err == nil {
				l.Forms, err = c.forms(s.ctx, &c.view, l.Terms[0])
			}
		}
		s.ByNode[n] = l
		if ok && !negated && l.Weight > 0 && !l.Scoring {
			l.Scoring = true
			s.scoring = append(s.scoring, l)
		}
	}
	q.Walk(leafOf)
	for _, ch := range s.Choices {
		(&query.Query{Root: ch.Node}).Walk(leafOf)
	}
	var marked []mark.Leaf
	for _, l := range s.scoring {
		marked = append(marked, mark.Leaf{Leaf: l.Leaf, Forms: l.Forms})
	}
	s.marker = mark.New(marked)
	return err
}

// forms returns the other forms of a term, by the rules of the languages in the view. They must not be modified.
func (c *Catalogue) forms(ctx context.Context, v *view, term string) ([]mark.Form, error) {
	if out, ok := v.memo.formsOf(term); ok {
		return out, nil
	}
	in := map[string]words.SetRules{}
	var order []string
	for r := range words.Rules(words.MaxRules) {
		if !v.cols.hasRules.Has(r) {
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
	v.memo.putForms(term, out)
	return out, nil
}

// filter returns the filter of a leaf that is no word or phrase.
func (s *search) filter(n query.Node) func(uint32) bool {
	var name query.Field
	switch n := n.(type) {
	case *query.Value:
		name = n.Field
	case *query.OneOf:
		name = n.Field
	case *query.Numbers:
		name = n.Field
	case *query.Dates:
		if n.Field == query.Date || n.Field == query.Seen {
			return s.dateFilter(n)
		}
		name = n.Field
	}
	if name == field.ID {
		return s.idFilter(n)
	}
	col := s.cols.byName[string(name)]
	if col == nil {
		return func(uint32) bool { return false } // made with a different set of fields
	}
	if col == s.cols.source {
		one, of, yes := col.one, s.outletOf, s.outlets.Matching(n)
		return func(slot uint32) bool { return yes[of[one[slot]]] }
	}
	if d, ok := n.(*query.Dates); ok && d.Text == query.NoDate {
		return col.empty()
	}
	match := entries.Matcher(col.field, n)
	yes := make([]bool, len(col.values))
	for i := 1; i < len(yes); i++ {
		yes[i] = match(&col.values[i])
	}
	return col.has(yes)
}

// idFilter returns the filter for all editions of one or several entries.
func (s *search) idFilter(n query.Node) func(uint32) bool {
	cols := s.cols
	switch n := n.(type) {
	case *query.Value:
		id := []byte(strings.ToLower(n.Text))
		return func(slot uint32) bool { return bytes.Equal(cols.id(slot), id) }
	case *query.OneOf:
		has := entries.OneOf(n)
		return func(slot uint32) bool { return has(cols.id(slot)) }
	}
	return func(uint32) bool { return false }
}

func (s *search) dateFilter(n *query.Dates) func(uint32) bool {
	cols := s.cols
	if n.Text == query.NoDate {
		return func(slot uint32) bool { return cols.prec[slot] == uint8(entries.Undated) }
	}
	from, to := entries.DayRange(n)
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
		return cols.prec[slot] != uint8(entries.Undated) && cols.lastDay[slot] >= from &&
			entries.DayOf(cols.when[slot]) <= to
	}
}

// runSlots is the number of slots of a unit without words.
const runSlots = 1 << 16

// units divides the work into units: segments, or runs of slots when the query has no words.
func (s *search) units(v *view) {
	if len(s.Leaves) == 0 {
		for base := 0; base < len(s.cols.edition); base += runSlots {
			s.parts = append(s.parts, s.OfSlots(s.ctx, uint32(base), min(runSlots, len(s.cols.edition)-base)))
		}
		return
	}
	for _, seg := range v.list {
		s.parts = append(s.parts, s.OfSegment(s.ctx, seg))
	}
	slices.SortFunc(s.parts, func(a, b *postings.Unit) int { return b.N - a.N }) // long ones first
}

// parallel calls fn for every unit, on as many workers as there are processors; worker is the worker's number.
func (s *search) parallel(fn func(worker int, u *postings.Unit) error) error {
	var next atomic.Int64
	var g errgroup.Group
	for w := range s.workers() {
		g.Go(func() error {
			return withoutPanic(func() error {
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
		})
	}
	return g.Wait()
}

func (s *search) workers() int { return max(1, min(runtime.GOMAXPROCS(0), len(s.parts))) }

// run evaluates the query, counts and scores the matches, and returns the result and the picked hits.
func (s *search) run(v *view) (*catalogue.Result, []pick, error) {
	tallies := make([]*tally, s.workers())
	tops := make([]*top, s.workers())
	for i := range tallies {
		var stories *storyTable
		if s.req.ByStory && s.cols.byName[field.Story] != nil {
			stories = v.table(len(s.cols.byName[field.Story].values))
			defer v.clear(stories)
		}
		tallies[i], tops[i] = newTally(s, stories), newTop(s, stories)
	}
	byScore := s.order == catalogue.ByRelevance
	err := s.parallel(func(w int, u *postings.Unit) error {
		if err := u.Evaluate(); err != nil {
			return err
		}
		tallies[w].add(u)
		if !byScore && s.req.Limit > 0 {
			u.Match.Each(func(doc uint32) {
				slot := u.Slot(doc)
				tops[w].take(entries.OrderKey(s.order, 0, s.cols.whenOf(slot), s.cols.added[slot]), slot)
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
		stat := s.statistics(v)
		for _, l := range s.scoring {
			l.IDF = entries.IDF(stat.n, all.df[l.At])
		}
		scorers := make([]*postings.Scorer, s.workers())
		for i := range scorers {
			scorers[i], _ = v.scorers.Get().(*postings.Scorer)
			if scorers[i] == nil {
				scorers[i] = &postings.Scorer{}
			}
		}
		err = s.parallel(func(w int, u *postings.Unit) error {
			return score(scorers[w], s, u, stat.average, tops[w])
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
		merged.join(t)
	}
	merged.finish()
	res := all.result(s)
	if merged.groups != nil && s.req.Limit > 0 {
		res.Stories = merged.groups.countStories(res.Total)
	}
	picked := merged.sorted()
	if s.req.Limit > 0 && len(picked) > s.req.Limit {
		picked = picked[:s.req.Limit]
		last := picked[len(picked)-1]
		res.Next = entries.Cursor{Key: last.key, ID: string(s.cols.id(last.slot)), Seq: s.At,
			Query: entries.QuerySum(s.req, s.order)}.Encode()
	}
	for i := range picked {
		p := &picked[i]
		p.entry, p.id = s.cols.entry[p.slot], string(s.cols.id(p.slot))
		if g := merged.groups; g != nil {
			n := g.of[p.slot]
			p.story, p.matches = s.cols.byName[field.Story].values[n].Text, int(g.all[n].matches)
			if n > 0 {
				p.instead = s.cols.instead(n, p.slot, s.At)
			}
		}
	}
	return res, picked, nil
}

// statistics are those of the whole catalogue in one state.
type statistics struct {
	n       int       // entries
	average []float64 // average words of an entry, by its kind's number in the columns
}

// statistics returns the statistics of the search's state.
func (s *search) statistics(v *view) statistics {
	v.statMu.Lock()
	defer v.statMu.Unlock()
	key := [3]int64{s.At, int64(len(s.cols.edition)), int64(s.cols.deaths)}
	if v.statKey != key || v.stat.n == 0 {
		st := statistics{average: make([]float64, len(s.cols.kinds))}
		counts := make([]int, len(s.cols.kinds))
		for slot := range uint32(len(s.cols.edition)) {
			if s.cols.Visible(slot, s.At) {
				st.n++
				k := s.cols.kind[slot]
				counts[k]++
				st.average[k] += float64(s.cols.length[slot])
			}
		}
		for k, n := range counts {
			if n > 0 {
				st.average[k] /= float64(n)
			}
		}
		v.statKey, v.stat = key, st
	}
	return v.stat
}

// show reads the hits' heads and marks what matched.
func (c *Catalogue) show(ctx context.Context, req *catalogue.Request, res *catalogue.Result, picked []pick,
	s *search) error {
	res.Hits = make([]catalogue.Hit, 0, len(picked))
	for _, p := range picked {
		if req.Bare {
			h := catalogue.Hit{Head: catalogue.Head{ID: p.id}}
			if p.story != "" {
				h.Story = &catalogue.StoryHit{ID: p.story, Matches: p.matches}
			}
			res.Hits = append(res.Hits, h)
			continue
		}
		var meta []byte
		var text string
		var sightings, versions int
		var captured, added int64
		err := c.hitStmt.QueryRowContext(ctx, int64(p.entry)).Scan(&sightings, &versions, &meta, &text, &captured,
			&added)
		if err == sql.ErrNoRows {
			continue // removed since the search
		}
		if err != nil {
			return err
		}
		sg, err := decodeSighting(meta, nil, text)
		if err != nil {
			return err
		}
		h := catalogue.Hit{Head: entries.HeadOf(&sg, time.UnixMicro(captured).UTC(), time.UnixMicro(added).UTC(),
			sightings)}
		h.Source = s.outlets.Source(h.Source)
		if s.order == catalogue.ByRelevance {
			h.Score = math.Float64frombits(p.key)
		}
		if h.Story, err = c.storyHit(ctx, p); err != nil {
			return err
		}
		if req.Highlight {
			if versions > 1 {
				seen, err := c.lastSeen(ctx, int64(p.entry))
				if err != nil {
					return err
				}
				s.marker.ShowVersions(&h, &sg, seen)
			} else {
				s.marker.Show(&h, sg.Headline, sg.Text, sg.Lang)
			}
		}
		res.Hits = append(res.Hits, h)
	}
	return nil
}

// Near implements catalogue.Speller.
func (c *Catalogue) Near(ctx context.Context, word string, n int) ([]string, error) {
	if err := c.rlock(ctx); err != nil {
		return nil, err
	}
	defer c.mu.RUnlock()
	term, counts := words.Fold(word), map[string]int{}
	if err := postings.CountNear(ctx, c.view.list, term, counts); err != nil {
		return nil, storeError("looking for words near another", err)
	}
	return words.Nearest(term, counts, n), nil
}

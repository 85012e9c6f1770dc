package memory

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"

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
	c.mu.RLock()
	defer c.mu.RUnlock()
	s := &search{c: c, at: c.seq, sources: c.sources(), leaves: map[query.Node]*leaf{}}
	if cursor != nil {
		s.at = min(cursor.Seq, c.seq)
	}
	s.compile(req.Query)
	found, err := s.run(ctx, req.Query)
	if err != nil {
		return nil, err
	}
	for i := range found {
		f := &found[i]
		_, added := entries.First(f.ed.owner.sightings())
		if order != catalogue.ByRelevance {
			f.score = 0
		}
		f.key = entries.OrderKey(order, f.score, f.ed.when, added.UnixMicro())
	}
	slices.SortFunc(found, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.key, a.key), cmp.Compare(a.ed.rep.CuttingID, b.ed.rep.CuttingID))
	})
	res := &catalogue.Result{Total: len(found), Hits: []catalogue.Hit{}, Expanded: s.expanded()}
	s.count(res, req, found)
	marker := mark.New(s.marked())
	for _, f := range found {
		id := f.ed.rep.CuttingID
		if cursor != nil && !entries.Before(cursor.Key, cursor.ID, f.key, id) {
			continue
		}
		if len(res.Hits) == req.Limit {
			if n := len(res.Hits); n > 0 {
				last := entries.Cursor{ID: res.Hits[n-1].ID, Seq: s.at, Query: entries.QuerySum(req.Query, order)}
				last.Key = s.keyOf(found, last.ID)
				res.Next = last.Encode()
			}
			break
		}
		h := catalogue.Hit{Head: s.head(f.ed), Score: f.score}
		if req.Highlight {
			marker.Show(&h, h.Head.Headline, f.ed.rep.Text, f.ed.rep.Lang)
		}
		res.Hits = append(res.Hits, h)
	}
	return res, nil
}

func (e *entry) sightings() []catalogue.Sighting {
	if e.now == nil {
		return nil
	}
	return e.now.Sightings
}

// search is one search under way, at one sequence number.
type search struct {
	c       *Catalogue
	at      int64
	sources map[string]*catalogue.SourceCount
	leaves  map[query.Node]*leaf
	scoring []*leaf // distinct, in the query's order
}

// leaf is a compiled word or phrase.
type leaf struct {
	words.Leaf
	none  bool // nothing is left of it: matches nothing
	keys  [words.MaxRules]string
	found map[string]bool // other forms met
	df    int
}

type hit struct {
	ed    *edition
	tf    []float64
	score float64
	key   uint64
}

func (s *search) compile(q *query.Query) {
	seen := map[string]*leaf{}
	q.Walk(func(n query.Node, negated bool) {
		switch n.(type) {
		case *query.Word, *query.Phrase:
		default:
			return
		}
		compiled, ok := words.Compile(n)
		l := &leaf{Leaf: compiled, none: !ok, found: map[string]bool{}}
		s.leaves[n] = l
		if ok && l.Kind == words.Stemmed {
			for r := range words.Rules(words.MaxRules) {
				l.keys[r] = words.Key(r, l.Terms[0])
			}
		}
		if !ok || negated || !words.Prose(l.Field) {
			return
		}
		if seen[l.ID()] == nil {
			seen[l.ID()] = l
			s.scoring = append(s.scoring, l)
		}
	})
}

// run matches and scores every entry.
func (s *search) run(ctx context.Context, q *query.Query) ([]hit, error) {
	var found []hit
	n, length := 0, 0
	for _, e := range s.c.entries {
		if err := ctx.Err(); err != nil {
			return nil, cutting.Errorf(cutting.Unavailable, "the search was interrupted: %w", err)
		}
		for _, ed := range e.editions {
			if ed.born > s.at || ed.died != 0 && ed.died <= s.at {
				continue
			}
			n++
			length += ed.length
			tf := make([]float64, len(s.scoring))
			for i, l := range s.scoring {
				if tf[i] = l.frequency(ed); tf[i] > 0 {
					l.df++
				}
			}
			if q.Empty() || s.match(q.Root, ed) {
				found = append(found, hit{ed: ed, tf: tf})
			}
		}
	}
	if n == 0 {
		return nil, nil
	}
	average := float64(length) / float64(n)
	for i := range found {
		f := &found[i]
		norm := entries.LengthNorm(float64(f.ed.length), average)
		for j, l := range s.scoring {
			if f.tf[j] > 0 {
				f.score += entries.Weight(entries.IDF(n, l.df), f.tf[j], norm)
			}
		}
	}
	return found, nil
}

func (s *search) match(n query.Node, ed *edition) bool {
	switch n := n.(type) {
	case *query.And:
		for _, c := range n.Nodes {
			if !s.match(c, ed) {
				return false
			}
		}
		return true
	case *query.Or:
		for _, c := range n.Nodes {
			if s.match(c, ed) {
				return true
			}
		}
		return false
	case *query.Not:
		return !s.match(n.Node, ed)
	case *query.Word, *query.Phrase:
		return s.leaves[n].frequency(ed) > 0
	case *query.Value:
		return s.value(n, ed)
	case *query.Dates:
		return s.dates(n, ed)
	}
	return false
}

func (s *search) value(n *query.Value, ed *edition) bool {
	switch n.Field {
	case query.Kind:
		return string(ed.rep.Kind) == n.Text
	case query.Lang:
		return entries.LangMatches(n.Text, ed.rep.Lang)
	case query.Section:
		return sameHeading(n.Text, ed.rep.Section)
	case query.Rail:
		return sameHeading(n.Text, ed.rep.Rail)
	}
	if n.Whole {
		return query.Plain(ed.rep.Source.ID) == n.Text
	}
	src := s.sources[ed.rep.Source.ID]
	name := ed.rep.Source.Name
	if src != nil {
		name = src.Name
	}
	return entries.SourceMatches(terms(n.Text), n.Prefix, terms(ed.rep.Source.ID), terms(name))
}

func sameHeading(want, got string) bool {
	key := words.Heading(want)
	return key != "" && key == words.Heading(got)
}

func terms(s string) []string {
	var out []string
	for _, t := range words.Names(nil, s) {
		out = append(out, t.Term)
	}
	return out
}

func (s *search) dates(n *query.Dates, ed *edition) bool {
	if n.Text == query.NoDate {
		return ed.when.Prec == entries.Undated
	}
	from, to := entries.ParseDay(n.From, math.MinInt32), entries.ParseDay(n.To, math.MaxInt32)
	if n.Field == query.Seen {
		for _, sg := range ed.owner.sightings() {
			if d := entries.DayOf(sg.Captured.Unix()); from <= d && d <= to {
				return true
			}
		}
		return false
	}
	if ed.when.Prec == entries.Undated {
		return false
	}
	first, last := ed.when.Days()
	return first <= to && from <= last
}

// frequency is how often the leaf occurs in an edition, weighted by where; 0
// when it does not match.
func (l *leaf) frequency(ed *edition) float64 {
	if l.none {
		return 0
	}
	tokens := ed.fields[l.Field]
	switch l.Kind {
	case words.Prefix:
		for _, t := range tokens {
			if strings.HasPrefix(t.Term, l.Terms[0]) {
				return 1
			}
		}
		return 0
	case words.Phrase:
		return l.phrase(tokens)
	}
	n := 0.0
	for _, t := range tokens {
		if l.is(t.Term, ed.rules) {
			n += weightAt(t.Pos)
		}
	}
	if l.Field == query.Text && l.Kind == words.Stemmed {
		for _, t := range ed.fields[query.Title] {
			l.is(t.Term, ed.rules) // notes the form
		}
	}
	return n
}

// weightAt counts a match in the headline more than once.
func weightAt(pos uint32) float64 {
	if pos < words.TextBase {
		return 1 + entries.TitleWeight
	}
	return 1
}

func (l *leaf) is(term string, r words.Rules) bool {
	if term == l.Terms[0] {
		return true
	}
	if l.Kind != words.Stemmed || words.Key(r, term) != l.keys[r] {
		return false
	}
	l.found[term] = true
	return true
}

func (l *leaf) phrase(tokens []words.Token) float64 {
	places := make([][]uint32, len(l.Terms))
	for _, t := range tokens {
		for i, want := range l.Terms {
			if t.Term == want || l.LastPrefix && i == len(l.Terms)-1 && strings.HasPrefix(t.Term, want) {
				places[i] = append(places[i], t.Pos)
			}
		}
	}
	n := 0.0
	words.VisitPhrase(places, l.Slop, func(at []uint32) bool {
		n += weightAt(slices.Min(at))
		return true
	})
	return n
}

func (s *search) expanded() []string {
	all := map[string]bool{}
	for _, l := range s.scoring {
		maps.Copy(all, l.found)
	}
	return slices.Sorted(maps.Keys(all))
}

// marked gives the marker the leaves with the forms they stand for.
func (s *search) marked() []mark.Leaf {
	var out []mark.Leaf
	for _, l := range s.scoring {
		ml := mark.Leaf{Leaf: l.Leaf}
		if l.Kind == words.Stemmed {
			for r := range words.Rules(words.MaxRules) {
				for _, f := range s.c.forms[formKey{r, l.keys[r]}] {
					ml.Forms = append(ml.Forms, mark.Form{Term: f, In: 1 << r})
				}
			}
		}
		out = append(out, ml)
	}
	return out
}

func (s *search) keyOf(found []hit, id string) uint64 {
	for _, f := range found {
		if f.ed.rep.CuttingID == id {
			return f.key
		}
	}
	return 0
}

func (s *search) head(ed *edition) catalogue.Head {
	all := ed.owner.sightings()
	captured, added := entries.First(all)
	return entries.HeadOf(&ed.rep, captured, added, len(all))
}

// count fills facets and histogram.
func (s *search) count(res *catalogue.Result, req catalogue.Request, found []hit) {
	for _, facet := range req.Facets {
		counts := map[string]int{}
		for _, f := range found {
			if v := facetValue(facet, f.ed); v != "" {
				counts[v]++
			}
		}
		if res.Facets == nil {
			res.Facets = map[string][]catalogue.Count{}
		}
		list := []catalogue.Count{}
		for v, n := range counts {
			c := catalogue.Count{Value: v, Count: n}
			if src := s.sources[v]; facet == "source" && src != nil {
				c.Label = src.Name
			}
			list = append(list, c)
		}
		if facet == "section" {
			list = entries.MergeHeadings(list, words.Heading)
		}
		res.Facets[facet] = entries.SortFacet(list)
	}
	if req.Histogram == "" {
		return
	}
	counts := map[string]int{}
	for _, f := range found {
		counts[f.ed.when.Period(req.Histogram)]++
	}
	for v, n := range counts {
		res.Histogram = append(res.Histogram, catalogue.Count{Value: v, Count: n})
	}
	entries.SortHistogram(res.Histogram)
}

func facetValue(facet string, ed *edition) string {
	switch facet {
	case "source":
		return ed.rep.Source.ID
	case "kind":
		return string(ed.rep.Kind)
	case "lang":
		return ed.rep.Lang
	case "section":
		return ed.rep.Section
	}
	return ed.when.Period("year")
}

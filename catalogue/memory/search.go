package memory

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/mark"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// Search implements catalogue.Searcher.
func (c *Catalogue) Search(ctx context.Context, req catalogue.Request) (*catalogue.Result, error) {
	order, err := entries.CheckRequest(&req, c.fields)
	if err != nil {
		return nil, err
	}
	cursor, err := entries.DecodeCursor(&req, order)
	if err != nil {
		return nil, err
	}
	choices, err := entries.Choices(&req, c.fields)
	if err != nil {
		return nil, err
	}
	groups, err := entries.Groups(&req, c.fields)
	if err != nil {
		return nil, err
	}
	c.mu.RLock()
	defer c.mu.RUnlock()
	s := &search{c: c, choices: choices, groups: groups, at: c.seq, outlets: c.outlets(),
		leaves: map[query.Node]*leaf{}, matchers: map[query.Node]func(*entries.Value) bool{}}
	if cursor != nil {
		s.at = min(cursor.Seq, c.seq)
	}
	s.compile(req.Query)
	all, err := s.run(ctx, req.Query)
	if err != nil {
		return nil, err
	}
	found := slices.DeleteFunc(slices.Clone(all), func(h hit) bool { return len(h.lacks) > 0 })
	for i := range found {
		f := &found[i]
		_, added := entries.First(f.ed.owner.sightings())
		if order != catalogue.ByRelevance {
			f.score = 0
		}
		f.key = entries.OrderKey(order, f.score, f.ed.when, added.UnixMicro())
	}
	res := &catalogue.Result{Total: len(found), Hits: []catalogue.Hit{}, Expanded: s.expanded()}
	if req.Independent {
		for i := range found {
			if isIndependent(found[i].ed) {
				res.Independent++
			}
		}
	}
	s.count(res, req, all, found)
	if req.ByStory {
		found = byStory(found)
		res.Stories = len(found)
	}
	slices.SortFunc(found, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.key, a.key), cmp.Compare(a.ed.rep.CuttingID, b.ed.rep.CuttingID))
	})
	marker := mark.New(s.marked())
	for _, f := range found {
		id := f.ed.rep.CuttingID
		if cursor != nil && !entries.Before(cursor.Key, cursor.ID, f.key, id) {
			continue
		}
		if len(res.Hits) == req.Limit {
			if n := len(res.Hits); n > 0 {
				last := entries.Cursor{ID: res.Hits[n-1].ID, Seq: s.at, Query: entries.QuerySum(&req, order)}
				last.Key = s.keyOf(found, last.ID)
				res.Next = last.Encode()
			}
			break
		}
		if req.Bare {
			h := catalogue.Hit{Head: catalogue.Head{ID: id}}
			if story := f.ed.story(); story != "" && req.ByStory {
				h.Story = &catalogue.StoryHit{ID: story, Matches: f.matches}
			}
			res.Hits = append(res.Hits, h)
			continue
		}
		h := catalogue.Hit{Head: s.head(f.ed), Score: f.score}
		if id := f.ed.story(); id != "" && req.ByStory {
			h.Story = &catalogue.StoryHit{ID: id, Matches: f.matches, Instead: s.instead(f.ed)}
			if h.Story.StoryCounts, err = catalogue.CountsOf(ctx, locked{c}, id); err != nil {
				return nil, err
			}
		}
		if req.Highlight {
			if all := f.ed.owner.now; all != nil && all.Versions > 1 {
				marker.ShowVersions(&h, &f.ed.rep, mark.LastSeen(all.Sightings))
			} else {
				marker.Show(&h, h.Head.Headline, f.ed.rep.Text, f.ed.rep.Lang)
			}
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

// search is the state of one search, at one sequence number.
type search struct {
	c       *Catalogue
	at      int64
	choices []entries.Choice
	groups  []entries.Group
	outlets *entries.Outlets
	leaves  map[query.Node]*leaf
	// matchers has the matchers of leaves over kept values.
	matchers map[query.Node]func(*entries.Value) bool
	scoring  []*leaf // distinct, in the query's order
}

// leaf is a compiled word or phrase.
type leaf struct {
	words.Leaf
	none  bool            // it has no term and matches nothing
	at    entries.Weights // weights of an occurrence, by where it is
	keys  [words.MaxRules]string
	found map[string]bool // other forms found
	df    int
}

type hit struct {
	ed    *edition
	tf    []float64
	lacks []*field.Field // the choices it does not match
	score float64
	key   uint64 // place in the order
	// matches is how many members of its story match, where hits are grouped.
	matches int
}

// story returns the ID of the story an edition is in, "" for none.
func (ed *edition) story() string {
	for _, v := range ed.values[field.Story] {
		return v.Text
	}
	return ""
}

// byStory returns one hit for each story; see catalogue.Request.ByStory.
func byStory(found []hit) []hit {
	var out []hit
	at := map[string]int{}
	for _, h := range found {
		h.matches = 1
		id := h.ed.story()
		i, known := at[id]
		if id == "" || !known {
			if id != "" {
				at[id] = len(out)
			}
			out = append(out, h)
			continue
		}
		key, matches := max(out[i].key, h.key), out[i].matches+1
		if represents(h.ed, out[i].ed) {
			out[i] = h
		}
		out[i].key, out[i].matches = key, matches
	}
	return out
}

// represents reports whether a represents the story of both rather than b.
func represents(a, b *edition) bool {
	return cmp.Or(cmp.Compare(a.witness(), b.witness()), cmp.Compare(a.rep.CuttingID, b.rep.CuttingID)) < 0
}

func (ed *edition) witness() catalogue.Witness {
	return catalogue.WitnessOf(ed.rep.Kind, isIndependent(ed), ed.rep.Source.ID != "", ed.when.Key,
		ed.when.Prec != entries.Undated)
}

// instead returns the cutting that represents the story of an edition, "" where that is the edition's.
func (s *search) instead(ed *edition) string {
	best := ed
	for _, e := range s.c.entries {
		for _, other := range e.editions {
			if s.visible(other) && other.story() == ed.story() && represents(other, best) {
				best = other
			}
		}
	}
	if best == ed {
		return ""
	}
	return best.rep.CuttingID
}

// locked reads rows of a catalogue whose mu is held.
type locked struct{ c *Catalogue }

func (l locked) Row(_ context.Context, key catalogue.RowKey) (*catalogue.StageRow, error) {
	return l.c.row(key)
}

func (s *search) compile(q *query.Query) {
	seen := map[string]*leaf{}
	q.Walk(func(n query.Node, negated bool) {
		switch n.(type) {
		case *query.Word, *query.Phrase:
		default:
			return
		}
		compiled, ok := words.Compile(n, s.c.fields)
		l := &leaf{Leaf: compiled, none: !ok, at: entries.WeightsOf(s.c.fields, compiled.Field),
			found: map[string]bool{}}
		s.leaves[n] = l
		if ok && l.Kind == words.Stemmed {
			for r := range words.Rules(words.MaxRules) {
				l.keys[r] = words.Key(r, l.Terms[0])
			}
		}
		if !ok || negated || l.Weight == 0 {
			return
		}
		if seen[l.ID()] == nil {
			seen[l.ID()] = l
			s.scoring = append(s.scoring, l)
		}
	})
}

// visible reports whether an edition belongs to the search's state.
func (s *search) visible(ed *edition) bool {
	return ed.born <= s.at && (ed.died == 0 || ed.died > s.at)
}

// run matches and scores every entry and returns the hits.
func (s *search) run(ctx context.Context, q *query.Query) ([]hit, error) {
	var found []hit
	n := 0
	length, count := map[cutting.Kind]int{}, map[cutting.Kind]int{}
	for _, e := range s.c.entries {
		if err := ctx.Err(); err != nil {
			return nil, cutting.Errorf(cutting.Unavailable, "the search was interrupted: %w", err)
		}
		for _, ed := range e.editions {
			if !s.visible(ed) {
				continue
			}
			n++
			length[ed.rep.Kind] += ed.length
			count[ed.rep.Kind]++
			tf := make([]float64, len(s.scoring))
			for i, l := range s.scoring {
				if tf[i] = l.frequency(ed); tf[i] > 0 {
					l.df++
				}
			}
			if q.Empty() || s.match(q.Root, ed) {
				h := hit{ed: ed, tf: tf}
				for _, c := range s.choices {
					if !s.match(c.Node, ed) {
						h.lacks = append(h.lacks, c.Field)
					}
				}
				found = append(found, h)
			}
		}
	}
	for i := range found {
		f := &found[i]
		kind := f.ed.rep.Kind
		norm := entries.LengthNorm(float64(f.ed.length), float64(length[kind])/float64(count[kind]))
		for j, l := range s.scoring {
			if f.tf[j] > 0 {
				f.score += entries.Weight(entries.IDF(n, l.df), f.tf[j], norm)
			}
		}
		f.score *= entries.KindWeight(kind)
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
		return s.value(n.Field, n, ed)
	case *query.OneOf:
		return s.value(n.Field, n, ed)
	case *query.Numbers:
		return s.value(n.Field, n, ed)
	case *query.Dates:
		return s.dates(n, ed)
	}
	return false
}

// value reports whether a leaf matches the kept values of its field.
func (s *search) value(name query.Field, n query.Node, ed *edition) bool {
	f, ok := s.c.fields.Get(string(name))
	if !ok {
		return false // made with a different set of fields
	}
	if f.Name == field.Source {
		return s.outlets.Matching(n)[s.outlets.Number(ed.rep.Source.ID)]
	}
	match := s.matchers[n] // so that a set of thousands is not built again for each entry
	if match == nil {
		match = entries.Matcher(f, n)
		s.matchers[n] = match
	}
	if f.Name == field.ID {
		return match(&entries.Value{Text: ed.owner.id})
	}
	return slices.ContainsFunc(ed.values[name], func(v entries.Value) bool { return match(&v) })
}

func (s *search) dates(n *query.Dates, ed *edition) bool {
	from, to := entries.DayRange(n)
	switch {
	case n.Field == query.Seen:
		return slices.ContainsFunc(ed.owner.sightings(), func(sg catalogue.Sighting) bool {
			d := entries.DayOf(sg.Captured.Unix())
			return from <= d && d <= to
		})
	case n.Field == query.Date && n.Text == query.NoDate:
		return ed.when.Prec == entries.Undated
	case n.Field == query.Date:
		first, last := ed.when.Days()
		return ed.when.Prec != entries.Undated && first <= to && from <= last
	case n.Text == query.NoDate && n.Field != query.Source:
		return len(ed.values[n.Field]) == 0
	}
	return s.value(n.Field, n, ed)
}

// frequency is how often the leaf occurs in an edition, weighted by where: in its representative, or
// else in other versions; 0 when it does not match.
func (l *leaf) frequency(ed *edition) float64 {
	if l.none {
		return 0
	}
	n := l.within(ed.tokens[l.Field], ed.rules, l.weightAt)
	if l.Field == query.Text && l.Kind == words.Stemmed {
		for _, t := range ed.tokens[query.Title] {
			l.is(t.Term, ed.rules) // notes the form
		}
	}
	others := 0.0
	for f, weight := range map[query.Field]float64{query.Title: l.at.Title, query.Text: l.at.Text} {
		if l.Field == query.Default || l.Field == f {
			others += l.within(ed.otherWords[f], ed.rules, func(uint32) float64 { return cmp.Or(weight, 1) })
		}
	}
	switch {
	case n > 0:
		return n
	case l.Kind == words.Prefix:
		return min(others, 1)
	}
	return others
}

// within is how often the leaf occurs in a list of words, each occurrence weighted by its
// position; other forms count words.OtherForm of that.
func (l *leaf) within(tokens []words.Token, rules words.Rules, weightAt func(pos uint32) float64) float64 {
	switch l.Kind {
	case words.Prefix:
		for _, t := range tokens {
			if strings.HasPrefix(t.Term, l.Terms[0]) {
				return 1
			}
		}
		return 0
	case words.Phrase:
		return l.phrase(tokens, weightAt)
	}
	n := 0.0
	for _, t := range tokens {
		switch {
		case t.Term == l.Terms[0]:
			n += weightAt(t.Pos)
		case l.is(t.Term, rules):
			n += words.OtherForm * weightAt(t.Pos)
		}
	}
	return n
}

// weightAt returns the weight of an occurrence at a position; 1 in fields that do not score.
func (l *leaf) weightAt(pos uint32) float64 {
	switch {
	case l.Weight == 0:
		return 1
	case pos < words.TextBase:
		return l.at.Title
	}
	return l.at.Text
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

func (l *leaf) phrase(tokens []words.Token, weightAt func(pos uint32) float64) float64 {
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

// marked returns the leaves for the marker, with the forms they match.
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
	h := entries.HeadOf(&ed.rep, captured, added, len(all))
	h.Source = s.outlets.Source(h.Source)
	return h
}

// Near implements catalogue.Speller.
func (c *Catalogue) Near(_ context.Context, word string, n int) ([]string, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	counts := map[string]int{}
	for _, e := range c.entries {
		if e.now == nil {
			continue
		}
		seen := map[string]bool{}
		ed := e.editions[len(e.editions)-1]
		for _, t := range slices.Concat(ed.tokens[query.Default], ed.otherWords[query.Title],
			ed.otherWords[query.Text]) {
			if !seen[t.Term] {
				seen[t.Term] = true
				counts[t.Term]++
			}
		}
	}
	return words.Nearest(words.Fold(word), counts, n), nil
}

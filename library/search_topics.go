package library

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// question returns a search as a query for the catalogue, and the remaining filters: topics in its text or
// filters are replaced by their contents, and conditions on the desk's own words by the cuttings that have
// them.
func (l *Library) question(s Search) (*query.Query, map[string][]string, error) {
	q, err := s.Query(l.c.Now())
	if err != nil {
		return nil, nil, err
	}
	in := &topicsIn{l: l}
	root := in.replaceTopics(q.Root)
	filters := s.Filters
	if ids := filters[field.Topic]; len(ids) > 0 {
		filters = maps.Clone(filters)
		delete(filters, field.Topic)
		var any []query.Node
		for _, id := range ids {
			any = append(any, in.topicNode(id))
		}
		root = andNode(root, oneOf(any))
	}
	root = l.ownWords(root)
	if tags := filters[field.OwnTag]; len(tags) > 0 {
		filters = maps.Clone(filters)
		delete(filters, field.OwnTag)
		root = andNode(root, l.ownTagged(tags))
	}
	return &query.Query{Text: q.Text, Root: root}, filters, in.err
}

// topicsIn replaces topics by their contents. A topic may refer to another, but not to itself.
type topicsIn struct {
	l      *Library
	within []string // the topics being replaced, outermost first
	done   int
	err    error // the first error
}

// maxTopicsIn is the maximum number of topics replaced in one query.
const maxTopicsIn = 50

// replaceTopics returns a tree with its topics replaced; nil matches everything.
func (in *topicsIn) replaceTopics(n query.Node) query.Node {
	found := false
	(&query.Query{Root: n}).Walk(func(leaf query.Node, _ bool) { found = found || isTopic(leaf) })
	if !found {
		return n
	}
	return rewrite(n, false, func(leaf query.Node, _ bool) query.Node {
		if !isTopic(leaf) {
			return leaf
		}
		return in.topicNode(leaf.(*query.Value).Text)
	})
}

func isTopic(n query.Node) bool {
	v, ok := n.(*query.Value)
	return ok && v.Field == field.Topic
}

// topicNode returns the contents of the topic of an ID as a node; nothing where there is none, and after an error.
func (in *topicsIn) topicNode(id string) query.Node {
	fail := func(err error) query.Node {
		if in.err == nil {
			in.err = err
		}
		return &query.OneOf{Field: field.ID}
	}
	if in.done++; slices.Contains(in.within, id) || in.done > maxTopicsIn {
		return fail(cutting.Errorf(cutting.Invalid, "The topic “%s” searches in itself; change its query.", id))
	}
	t, err := in.l.Topic(id)
	if err != nil { // unknown or removed: it matches nothing
		return &query.OneOf{Field: field.ID}
	}
	in.within = append(in.within, id)
	n, err := in.contents(&t.Topic)
	in.within = in.within[:len(in.within)-1]
	if err != nil {
		return fail(err)
	}
	return n
}

// contents returns a topic's contents as a node: what its query finds and the pinned cuttings, without those
// left out.
func (in *topicsIn) contents(t *cutting.Topic) (query.Node, error) {
	q, err := query.Parse(t.Search(), in.l.c.Now())
	if err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "The query of the topic “%s” cannot be read: %v", t.Title, err)
	}
	root := in.replaceTopics(q.Root)
	if root != nil && len(t.Pinned) > 0 { // a topic without a query contains everything already
		root = oneOf([]query.Node{root, &query.OneOf{Field: field.ID, Texts: t.Pinned}})
	}
	if len(t.LeftOut) > 0 {
		root = andNode(root, notNode(&query.OneOf{Field: field.ID, Texts: t.LeftOut}))
	}
	if root == nil { // everything, as a node
		root = notNode(&query.OneOf{Field: field.ID})
	}
	return root, in.err
}

func notNode(n query.Node) query.Node { return &query.Not{Node: n} }

// andNode matches what two nodes match; nil is everything.
func andNode(a, b query.Node) query.Node {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	if and, ok := b.(*query.And); ok { // And must not contain And
		return &query.And{Nodes: append([]query.Node{a}, and.Nodes...)}
	}
	return &query.And{Nodes: []query.Node{a, b}}
}

// oneOf matches what any of some nodes matches.
func oneOf(nodes []query.Node) query.Node {
	if len(nodes) == 1 {
		return nodes[0]
	}
	return &query.Or{Nodes: nodes}
}

// FindInTopic returns a page of a topic's contents: first the pinned cuttings, in their order, then the others
// in the order asked for. Over the pages, with Result.Next as after, each is returned once. Where hits are
// grouped, the story of a pinned cutting has its row at the cutting's place, and the cutting represents it.
// Counts and facets cover the whole topic. after is valid for one state of the topic; after a change it gives
// Invalid.
func (l *Library) FindInTopic(ctx context.Context, t *Topic, after string, req catalogue.Request) (*catalogue.Result,
	error) {
	s := t.Search()
	pins, err := l.pinsOf(ctx, t, req.ByStory)
	if err != nil {
		return nil, err
	}
	limit := req.Limit
	if len(pins) == 0 || limit == 0 {
		s.After = after
		return l.Find(ctx, s, req)
	}
	place, rest, err := pinPlace(after, t)
	if err != nil {
		return nil, err
	}
	req.Limit = 0
	all, err := l.Find(ctx, s, req)
	if err != nil {
		return nil, err
	}
	for place < len(pins) && len(all.Hits) < limit {
		shown := pins[place:min(len(pins), place+limit-len(all.Hits))]
		place += len(shown)
		hits, err := l.pinnedHits(ctx, s, shown, req)
		if err != nil {
			return nil, err
		}
		all.Hits = append(all.Hits, hits...)
	}
	if place < len(pins) {
		all.Next = pinCursor(t, place)
		return all, nil
	}
	ids, stories := &query.OneOf{Field: field.ID}, &query.OneOf{Field: field.Story}
	for _, p := range pins {
		ids.Texts = append(ids.Texts, p.id)
		if p.story != "" {
			stories.Texts = append(stories.Texts, p.story)
		}
	}
	s.but, s.After = notNode(ids), rest
	if len(stories.Texts) > 0 {
		s.but = notNode(&query.Or{Nodes: []query.Node{ids, stories}})
	}
	room := limit - len(all.Hits)
	more := catalogue.Request{Limit: max(room, 1), Sort: req.Sort, Highlight: req.Highlight, ByStory: req.ByStory}
	res, err := l.Find(ctx, s, more)
	switch {
	case err != nil:
		return nil, err
	case room > 0:
		all.Hits, all.Next = append(all.Hits, res.Hits...), res.Next
	case len(res.Hits) > 0:
		all.Next = pinCursor(t, place)
	}
	return all, nil
}

// pinCursor returns the cursor before a topic's n-th pinned row.
func pinCursor(t *Topic, n int) string {
	return "pin." + strconv.FormatInt(t.By.Line, 10) + "." + strconv.Itoa(n)
}

// pinPlace parses a cursor of a topic's list: the number of pinned rows before it, and the cursor among the
// others.
func pinPlace(after string, t *Topic) (place int, rest string, err error) {
	if after == "" {
		return 0, "", nil
	}
	numbers, ok := strings.CutPrefix(after, "pin.")
	if !ok {
		return len(t.Pinned), after, nil
	}
	line, n, _ := strings.Cut(numbers, ".")
	place, err = strconv.Atoi(n)
	if err != nil || place < 0 || line != strconv.FormatInt(t.By.Line, 10) {
		return 0, "", cutting.Errorf(cutting.Invalid,
			"The topic was changed since this place in its list was given; begin at the first page.")
	}
	return place, "", nil
}

// pinnedRow is a pinned cutting and, where hits are grouped, the story it represents.
type pinnedRow struct{ id, story string }

// pinsOf returns the rows of a topic's pinned cuttings: each cutting once, and where hits are grouped each
// story once.
func (l *Library) pinsOf(ctx context.Context, t *Topic, byStory bool) ([]pinnedRow, error) {
	if len(t.Pinned) == 0 {
		return nil, nil
	}
	var stories map[string]*catalogue.StoryRow
	if byStory {
		cat, done := l.borrowCatalogue()
		defer done()
		var err error
		if stories, err = catalogue.StoriesOf(ctx, cat, t.Pinned); err != nil {
			return nil, err
		}
	}
	seen := map[string]bool{}
	for _, id := range t.LeftOut {
		seen[id] = true
	}
	var out []pinnedRow
	for _, id := range t.Pinned {
		if seen[id] {
			continue
		}
		seen[id] = true
		p := pinnedRow{id: id}
		if byStory {
			if p.story = stories[id].Story; p.story != "" && seen["story "+p.story] {
				continue
			}
			seen["story "+p.story] = true
		}
		out = append(out, p)
	}
	return out, nil
}

// pinnedHits returns the hits of some pinned rows; a row whose cutting no longer exists has none.
func (l *Library) pinnedHits(ctx context.Context, s Search, pins []pinnedRow, req catalogue.Request) ([]catalogue.Hit,
	error) {
	stories := &query.OneOf{Field: field.Story}
	for _, p := range pins {
		if p.story != "" {
			stories.Texts = append(stories.Texts, p.story)
		}
	}
	storyHits := map[string]*catalogue.StoryHit{}
	if len(stories.Texts) > 0 {
		s.but = stories
		res, err := l.Find(ctx, s, catalogue.Request{Limit: len(stories.Texts), Sort: req.Sort, ByStory: true})
		if err != nil {
			return nil, err
		}
		for _, h := range res.Hits {
			if h.Story != nil {
				storyHits[h.Story.ID] = h.Story
			}
		}
	}
	var out []catalogue.Hit
	for _, p := range pins {
		e, err := l.Entry(ctx, p.id)
		if cutting.KindOf(err) == cutting.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, catalogue.Hit{Head: l.headWithExcerpt(e), Story: storyHits[p.story]})
	}
	return out, nil
}

package sqlite

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
)

// maxMemo bounds the answers kept: with a thousand hits each they take some 6 MB.
const maxMemo = 128

// memo keeps what searches found while the view stays as it is: a front page, a topic and the
// pages that everybody opens first ask the same again and again. It is safe for concurrent use.
type memo struct {
	mu sync.Mutex
	of map[string]found
}

// found is what a search found, before its hits' rows are read. It is never changed.
type found struct {
	res    *catalogue.Result
	picked []pick
}

// key distinguishes searches that may find different things in one state of the view.
func (s *search) key() string {
	var b strings.Builder
	r := s.req
	fmt.Fprintf(&b, "%q %q %d %q %q %q %t", r.Query.String(), s.order, r.Limit, r.After, r.Facets, r.Histogram,
		r.ByStory)
	for _, name := range slices.Sorted(maps.Keys(r.Choices)) {
		fmt.Fprintf(&b, " %q=%q", name, r.Choices[name])
	}
	r.Query.Walk(func(leaf query.Node, _ bool) {
		if d, ok := leaf.(*query.Dates); ok { // "P1Y" is another range every day
			fmt.Fprintf(&b, " %s/%s", d.From, d.To)
		}
	})
	return b.String()
}

// get returns what is kept for a key, with a result of the caller's own.
func (m *memo) get(key string) (*catalogue.Result, []pick, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.of[key]
	if !ok {
		return nil, nil, false
	}
	return cloned(f.res), f.picked, true
}

// put keeps what was found; when there is no more room, what was kept before goes.
func (m *memo) put(key string, res *catalogue.Result, picked []pick) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.of == nil || len(m.of) >= maxMemo {
		m.of = map[string]found{}
	}
	m.of[key] = found{res: cloned(res), picked: picked}
}

// forget drops everything: the view is another.
func (m *memo) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.of = nil
}

// cloned copies a result without hits, lists and all.
func cloned(r *catalogue.Result) *catalogue.Result {
	c := *r
	c.Histogram, c.Expanded = slices.Clone(r.Histogram), slices.Clone(r.Expanded)
	if r.Facets != nil {
		c.Facets = make(map[string][]catalogue.Count, len(r.Facets))
		for name, list := range r.Facets {
			c.Facets[name] = append(make([]catalogue.Count, 0, len(list)), list...)
		}
	}
	return &c
}

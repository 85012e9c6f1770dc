package sqlite

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/mark"
	"cuttings/catalogue/query"
)

// maxMemo is the maximum number of results kept: with a thousand hits each they take some 6 MB.
const maxMemo = 128

// maxFormsMemo is the maximum number of terms whose forms are kept.
const maxFormsMemo = 4096

// memo caches search results while the view does not change, because the front page, topics and other often
// opened pages repeat the same searches, and the forms of terms, because a page runs several searches for the same
// words. It is safe for concurrent use.
type memo struct {
	mu    sync.Mutex
	of    map[string]found
	forms map[string][]mark.Form // by term
}

// found is the result of a search before its hits' rows are read. It is immutable.
type found struct {
	res    *catalogue.Result
	picked []pick
}

// key returns a key that differs between searches that may find different things in one state of the view.
func (s *search) key() string {
	var b strings.Builder
	r := s.req
	fmt.Fprintf(&b, "%q %q %d %q %q %q %t %t", r.Query.String(), s.order, r.Limit, r.After, r.Facets,
		r.Histogram, r.ByStory, r.Independent)
	for _, name := range slices.Sorted(maps.Keys(r.Choices)) {
		fmt.Fprintf(&b, " %q=%q", name, r.Choices[name])
	}
	for _, g := range r.Groups {
		fmt.Fprintf(&b, " %s %q", g.Field, g.Values)
		for _, v := range slices.Sorted(maps.Keys(g.In)) {
			fmt.Fprintf(&b, " %q in %q", v, g.In[v])
		}
	}
	r.Query.Walk(func(leaf query.Node, _ bool) {
		if d, ok := leaf.(*query.Dates); ok { // "P1Y" is another range every day
			fmt.Fprintf(&b, " %s/%s", d.From, d.To)
		}
	})
	return b.String()
}

// get returns what is cached for a key, with a copy of the result.
func (m *memo) get(key string) (*catalogue.Result, []pick, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	f, ok := m.of[key]
	if !ok {
		return nil, nil, false
	}
	return clone(f.res), f.picked, true
}

// put caches a result; when the cache is full, everything before is dropped.
func (m *memo) put(key string, res *catalogue.Result, picked []pick) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.of == nil || len(m.of) >= maxMemo {
		m.of = map[string]found{}
	}
	m.of[key] = found{res: clone(res), picked: picked}
}

// forget drops everything, for a new view.
func (m *memo) forget() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.of, m.forms = nil, nil
}

// formsOf returns the forms kept for a term.
func (m *memo) formsOf(term string) (forms []mark.Form, ok bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	forms, ok = m.forms[term]
	return forms, ok
}

// putForms keeps the forms of a term, which must not be modified any more; when there are too many, those before
// are dropped.
func (m *memo) putForms(term string, forms []mark.Form) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.forms == nil || len(m.forms) >= maxFormsMemo {
		m.forms = map[string][]mark.Form{}
	}
	m.forms[term] = forms
}

// clone returns a deep copy of a result without hits.
func clone(r *catalogue.Result) *catalogue.Result {
	c := *r
	c.Histogram, c.Groups, c.Expanded = slices.Clone(r.Histogram), slices.Clone(r.Groups), slices.Clone(r.Expanded)
	if r.Facets != nil {
		c.Facets = make(map[string][]catalogue.Count, len(r.Facets))
		for name, list := range r.Facets {
			c.Facets[name] = append(make([]catalogue.Count, 0, len(list)), list...)
		}
	}
	return &c
}

package desktest

import (
	"context"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Catalogue is a small catalogue over an Archive: plain words compared without
// capitals, no ranking, no other word forms. It answers as the interface
// promises, for a few hundred cuttings.
type Catalogue struct {
	rows    []catalogue.PageRow
	entries []*catalogue.Entry
	byID    map[string]*catalogue.Entry
	seen    map[string][]catalogue.Sighting
	// Fail, when set, is the error every method gives.
	Fail error
	// Expanded is handed out with every result that has a query.
	Expanded []string
}

var _ catalogue.Reader = (*Catalogue)(nil)

// NewCatalogue reads an archive's rows.
func NewCatalogue(a *Archive) *Catalogue {
	c := &Catalogue{byID: map[string]*catalogue.Entry{}, seen: map[string][]catalogue.Sighting{}}
	for _, p := range a.Batch().Pages {
		c.rows = append(c.rows, p.Page)
		c.seen[p.Page.Capture.ID] = append([]catalogue.Sighting{}, p.Sightings...)
		for _, s := range p.Sightings {
			e := c.byID[s.CuttingID]
			if e == nil {
				e = &catalogue.Entry{ID: s.CuttingID, Sighting: s}
				c.byID[s.CuttingID] = e
				c.entries = append(c.entries, e)
			}
			if len(s.Text) > len(e.Text) {
				e.Sighting = s
			}
			e.Sightings = append(e.Sightings, s)
		}
	}
	slices.SortFunc(c.rows, func(a, b catalogue.PageRow) int { return strings.Compare(a.Capture.ID, b.Capture.ID) })
	for _, e := range c.entries {
		slices.SortFunc(e.Sightings, func(a, b catalogue.Sighting) int { return a.Captured.Compare(b.Captured) })
		texts := map[cutting.Checksum]bool{}
		for _, s := range e.Sightings {
			texts[s.Version] = true
		}
		e.Versions = len(texts)
	}
	return c
}

// Search implements catalogue.Reader.
func (c *Catalogue) Search(_ context.Context, req catalogue.Request) (*catalogue.Result, error) {
	if c.Fail != nil {
		return nil, c.Fail
	}
	var found []*catalogue.Entry
	for _, e := range c.entries {
		if req.Query.Empty() || matches(req.Query.Root, e) {
			found = append(found, e)
		}
	}
	sortEntries(found, req.Sort)
	res := &catalogue.Result{Total: len(found), Facets: map[string][]catalogue.Count{}}
	for _, f := range req.Facets {
		res.Facets[f] = facetCounts(found, f)
	}
	if req.Histogram != "" {
		res.Histogram = histogram(found, req.Histogram)
	}
	from := 0
	if req.After != "" {
		n, err := strconv.Atoi(req.After)
		if err != nil || n < 0 || n > len(found) {
			return nil, cutting.Errorf(cutting.Invalid, "%q is no place in a list of results", req.After)
		}
		from = n
	}
	to := min(from+req.Limit, len(found))
	for _, e := range found[from:to] {
		h := catalogue.Hit{Head: headOf(e)}
		if req.Highlight && !req.Query.Empty() {
			words := wordsOf(req.Query)
			h.Headline = runs(e.Headline, words)
			h.Passages = passages(e.Text, words)
		}
		res.Hits = append(res.Hits, h)
	}
	if to < len(found) {
		res.Next = strconv.Itoa(to)
	}
	if !req.Query.Empty() {
		res.Expanded = c.Expanded
	}
	return res, nil
}

func headOf(e *catalogue.Entry) catalogue.Head {
	excerpt := e.Text
	if r := []rune(excerpt); len(r) > 300 {
		excerpt = string(r[:300])
		if i := strings.LastIndexByte(excerpt, ' '); i > 0 {
			excerpt = excerpt[:i]
		}
	}
	return catalogue.Head{ID: e.ID, Kind: e.Kind, Source: e.Source, Lang: e.Lang, Headline: e.Headline, Excerpt: excerpt,
		Truncated: e.Truncated, Byline: e.Byline, Published: e.Published, URL: e.URL, Rail: e.Rail, Section: e.Section,
		Captured: e.Sightings[0].Captured, Added: e.Sightings[0].Added, Sightings: len(e.Sightings)}
}

func sortEntries(es []*catalogue.Entry, by catalogue.Sort) {
	slices.SortStableFunc(es, func(a, b *catalogue.Entry) int {
		x, y := a.Published.Value, b.Published.Value
		switch by {
		case catalogue.ByOldest:
			if (x == "") != (y == "") {
				return strings.Compare(y, x)
			}
			if n := strings.Compare(x, y); n != 0 {
				return n
			}
		case catalogue.ByAdded:
			if n := b.Added.Compare(a.Added); n != 0 {
				return n
			}
		default:
			if n := strings.Compare(y, x); n != 0 {
				return n
			}
		}
		return strings.Compare(a.ID, b.ID)
	})
}

func facetCounts(es []*catalogue.Entry, field string) []catalogue.Count {
	counts, labels := map[string]int{}, map[string]string{}
	for _, e := range es {
		v := map[string]string{"source": e.Source.ID, "kind": string(e.Kind), "lang": e.Lang, "section": e.Section}[field]
		if field == "year" && len(e.Published.Value) >= 4 {
			v = e.Published.Value[:4]
		}
		if v != "" {
			counts[v]++
		}
		if field == "source" {
			labels[v] = e.Source.Name
		}
	}
	var out []catalogue.Count
	for v, n := range counts {
		out = append(out, catalogue.Count{Value: v, Label: labels[v], Count: n})
	}
	slices.SortFunc(out, func(a, b catalogue.Count) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Value, b.Value)
	})
	return out[:min(len(out), 100)]
}

func histogram(es []*catalogue.Entry, period string) []catalogue.Count {
	n := map[string]int{"year": 4, "month": 7, "day": 10}[period]
	counts := map[string]int{}
	for _, e := range es {
		v := e.Published.Value
		counts[v[:min(n, len(v))]]++
	}
	var out []catalogue.Count
	for v, k := range counts {
		out = append(out, catalogue.Count{Value: v, Count: k})
	}
	slices.SortFunc(out, func(a, b catalogue.Count) int { return strings.Compare(a.Value, b.Value) })
	return out
}

// Entry implements catalogue.Reader.
func (c *Catalogue) Entry(_ context.Context, id string) (*catalogue.Entry, error) {
	if c.Fail != nil {
		return nil, c.Fail
	}
	if e, ok := c.byID[id]; ok {
		return e, nil
	}
	return nil, cutting.Errorf(cutting.NotFound, "there is no cutting %s", id)
}

// Page implements catalogue.Reader.
func (c *Catalogue) Page(_ context.Context, id string) (*catalogue.PageRow, error) {
	if c.Fail != nil {
		return nil, c.Fail
	}
	for i := range c.rows {
		if c.rows[i].Capture.ID == id {
			return &c.rows[i], nil
		}
	}
	return nil, cutting.Errorf(cutting.NotFound, "there is no capture %s", id)
}

// PageSightings implements catalogue.Reader.
func (c *Catalogue) PageSightings(_ context.Context, id string) ([]catalogue.Sighting, error) {
	if c.Fail != nil {
		return nil, c.Fail
	}
	s, ok := c.seen[id]
	if !ok {
		return nil, cutting.Errorf(cutting.NotFound, "there is no capture %s", id)
	}
	return s, nil
}

// Pages implements catalogue.Reader.
func (c *Catalogue) Pages(_ context.Context, after string, fn func(catalogue.PageRow) bool) error {
	for _, r := range c.rows {
		if r.Capture.ID > after && !fn(r) {
			break
		}
	}
	return c.Fail
}

// Sources implements catalogue.Reader.
func (c *Catalogue) Sources(context.Context) ([]catalogue.SourceCount, error) {
	byID := map[string]*catalogue.SourceCount{}
	var order []*catalogue.SourceCount
	of := func(s catalogue.Source) *catalogue.SourceCount {
		if byID[s.ID] == nil {
			byID[s.ID] = &catalogue.SourceCount{Source: s}
			order = append(order, byID[s.ID])
		}
		return byID[s.ID]
	}
	for _, r := range c.rows {
		of(r.Source).Captures++
	}
	for _, e := range c.entries {
		s, v := of(e.Source), e.Published.Value
		s.Cuttings++
		if v != "" && (s.First == "" || v < s.First) {
			s.First = v
		}
		s.Last = max(s.Last, v)
	}
	var out []catalogue.SourceCount
	for _, s := range order {
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b catalogue.SourceCount) int {
		if a.Cuttings != b.Cuttings {
			return b.Cuttings - a.Cuttings
		}
		return strings.Compare(a.ID, b.ID)
	})
	return out, c.Fail
}

// Sections implements catalogue.Reader.
func (c *Catalogue) Sections(_ context.Context, id string) ([]catalogue.SectionCount, error) {
	counts, known := map[catalogue.SectionCount]int{}, false
	for _, e := range c.entries {
		if e.Source.ID != id {
			continue
		}
		known = true
		switch {
		case e.Rail != "":
			counts[catalogue.SectionCount{Rail: e.Rail}]++
		case e.Section != "":
			counts[catalogue.SectionCount{Section: e.Section}]++
		}
	}
	if !known {
		return nil, cutting.Errorf(cutting.NotFound, "there is no source %s", id)
	}
	var out []catalogue.SectionCount
	for s, n := range counts {
		s.Count = n
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b catalogue.SectionCount) int {
		if a.Count != b.Count {
			return b.Count - a.Count
		}
		return strings.Compare(a.Section+a.Rail, b.Section+b.Rail)
	})
	return out, c.Fail
}

// Stats implements catalogue.Reader.
func (c *Catalogue) Stats(context.Context) (catalogue.Stats, error) {
	s := catalogue.Stats{Captures: len(c.rows), Cuttings: len(c.entries), ByKind: map[cutting.Kind]int{},
		ByPageKind: map[cutting.PageKind]int{}, ByLang: map[string]int{}}
	for _, r := range c.rows {
		if r.Failure != "" {
			s.Failures++
		} else {
			s.Pages++
			s.ByPageKind[r.Kind]++
		}
	}
	for _, e := range c.entries {
		s.Sightings += len(e.Sightings)
		s.ByKind[e.Kind]++
		s.ByLang[e.Lang]++
		if v := e.Published.Value; v != "" {
			if s.First == "" || v < s.First {
				s.First = v
			}
			s.Last = max(s.Last, v)
		}
	}
	return s, c.Fail
}

// Dump implements catalogue.Reader; the desk never asks for it.
func (c *Catalogue) Dump(context.Context, io.Writer) error {
	return cutting.Errorf(cutting.Unsupported, "this catalogue is not dumped")
}

// Capabilities implements catalogue.Reader.
func (c *Catalogue) Capabilities() catalogue.Capabilities {
	return catalogue.Capabilities{Name: "invented", Highlights: true}
}

// Now is the moment the invented archive is read at.
func Now() time.Time { return time.Date(2026, 9, 5, 12, 0, 0, 0, time.UTC) }

package pages

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// searchData is what the search page shows.
type searchData struct {
	State    address.Search
	Items    []item
	Total    int
	From, To int // hits shown, counted from 1
	First    string
	Sorts    []link
	Facets   []facet
	Chips    []link // what narrows the search, each leading to the search without it
	Chart    *chart
	Expanded []string
	Behind   int
	Mistake  *mistake
	Reset    string // the query alone, without what narrows it
	Hidden   []field
	Help     []helpGroup
	Since    string // the ends of the date range, for the form
	Until    string
}

type facet struct {
	Field  string
	Title  string
	Values []facetValue
	More   []facetValue // behind a disclosure
}

type facetValue struct {
	link
	Dir   string
	Which string // tells it from another of the same label
}

// field is a hidden input that keeps the address.Search when the form is sent.
type field struct{ Name, Value string }

// mistake is a wrong query with the place pointed at.
type mistake struct {
	Message              string
	Before, Wrong, After string
}

var facetTitles = map[string]string{"source": "Source", "kind": "Kind", "lang": "Language", "year": "Year",
	"section": "Section, as the source calls it", "rail": "Rail"}

const facetShown = 8

// Search is the page of results.
func (p *Pages) Search(r *http.Request) (*render.Reply, error) {
	s, err := address.Of(r)
	if err != nil {
		return nil, err
	}
	data := searchData{State: s, Chips: chips(s, nil), Hidden: hiddenFields(s), Help: queryHelp()}
	data.Since, data.Until = ends(s.Date)
	data.Reset = address.Search{Search: library.Search{Text: s.Text, Sort: s.Sort}}.Href("/search")
	rep := &render.Reply{Page: "search", Title: s.Title(), Query: s.Text}

	stats, err := p.Library.Stats(r.Context())
	if err != nil {
		return nil, err
	}
	data.Behind = stats.Behind
	period := s.Period
	if period == "" {
		period = periodFor(stats.First, stats.Last)
		if p, ok := finer(s.Date); ok {
			period = p
		}
	}
	res, err := p.Library.Find(r.Context(), s.Search, catalogue.Request{Limit: s.Per, Highlight: true, Histogram: period,
		Facets: []string{"source", "kind", "lang", "year", "section"}})
	var syntax *query.SyntaxError
	if errors.As(err, &syntax) {
		data.Mistake = mistakeIn(s.Text, syntax)
		rep.Data, rep.Status = data, http.StatusBadRequest
		return rep, nil
	}
	if err != nil {
		return nil, err
	}

	data.Items, data.Total, data.Expanded = itemsOf(res.Hits), res.Total, res.Expanded
	data.From, data.To = s.From+1, s.From+len(res.Hits)
	data.Facets, data.Chips = facets(s, res.Facets, undated(res.Histogram)), chips(s, res.Facets["source"])
	data.Chart = newChart(res.Histogram, period, s.Date, func(v string) string { return s.WithDate(v).Href("/search") })
	data.Sorts = sorts(s)
	if res.Next != "" {
		rep.Next = s.NextPage(res.Next).Href("/search")
	}
	if s.From > 0 {
		rep.Prev = s.PrevPage().Href("/search")
		data.First = s.First().Href("/search")
	}
	feedState := s.First()
	feedState.Per = address.PerPage
	rep.Feed, rep.JSON = feedState.Href("/search.atom"), s.Href("/search.json")
	rep.Data = data
	return rep, nil
}

// finer is the period to draw when a search is narrowed to one year or month.
func finer(date string) (string, bool) {
	t, ok := parsePeriod(date)
	switch {
	case !ok:
		return "", false
	case date == t.Format("2006"):
		return "month", true
	}
	return "day", true
}

// mistakeIn points at the place in what was typed; an error from what the
// filters added points at nothing.
func mistakeIn(q string, e *query.SyntaxError) *mistake {
	m := &mistake{Message: e.Message}
	start := min(max(e.Offset, 0), len(q))
	end := min(max(start+e.Length, start), len(q))
	m.Before, m.Wrong, m.After = q[:start], q[start:end], q[end:]
	return m
}

func sorts(s address.Search) []link {
	current := s.Order()
	var out []link
	for _, o := range []struct {
		sort  catalogue.Sort
		label string
	}{{catalogue.ByRelevance, "Best match"}, {catalogue.ByNewest, "Newest"}, {catalogue.ByOldest, "Oldest"}, {catalogue.ByAdded, "Last added"}} {
		if o.sort == catalogue.ByRelevance && s.Text == "" {
			continue
		}
		out = append(out, link{Label: o.label, Href: s.WithSort(o.sort).Href("/search"), On: o.sort == current})
	}
	return out
}

// facets lays out the counts beside the results. A value the search is narrowed
// to stays visible and leads back. undated stand below the years.
func facets(s address.Search, counts map[string][]catalogue.Count, undated int) []facet {
	var out []facet
	for _, name := range []string{"source", "kind", "lang", "year", "section"} {
		f := facet{Field: name, Title: facetTitles[name]}
		labels := map[string]int{}
		for _, c := range counts[name] {
			labels[facetLabel(name, c)]++
		}
		for _, c := range counts[name] {
			if c.Value == "" {
				continue
			}
			v := facetValue{link: link{Label: facetLabel(name, c), Count: c.Count}}
			v.Dir = plain.Direction("", v.Label)
			if labels[v.Label] > 1 && v.Label != c.Value {
				v.Which = c.Value // two outlets of one name
			}
			switch {
			case name == "year":
				v.On = s.Date == c.Value
				v.Href = s.WithDate(c.Value).Href("/search")
				if v.On {
					v.Href = s.WithDate("").Href("/search")
				}
			case s.Has(name, c.Value):
				v.On, v.Href = true, s.Without(name, c.Value).Href("/search")
			default:
				v.Href = s.With(name, c.Value).Href("/search")
			}
			if len(f.Values) < facetShown || v.On {
				f.Values = append(f.Values, v)
			} else {
				f.More = append(f.More, v)
			}
		}
		if on := s.Date == query.NoDate; name == "year" && (undated > 0 || on) {
			v := facetValue{link: link{Label: "Undated", Count: undated, On: on, Href: s.WithDate(query.NoDate).Href("/search")}, Dir: "ltr"}
			if on {
				v.Href = s.WithDate("").Href("/search")
			}
			f.Values = append(f.Values, v)
		}
		if len(f.Values) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// undated is how many of a histogram's entries have no date.
func undated(bars []catalogue.Count) int {
	n := 0
	for _, b := range bars {
		if b.Value == "" {
			n += b.Count
		}
	}
	return n
}

func facetLabel(name string, c catalogue.Count) string {
	switch {
	case name == "kind":
		return plain.Kind(cutting.Kind(c.Value))
	case name == "lang":
		return plain.Language(c.Value)
	case c.Label != "":
		return c.Label
	}
	return c.Value
}

// chips list what narrows the search besides the query; sources are called by
// the names the counts give them.
func chips(s address.Search, sources []catalogue.Count) []link {
	var out []link
	for _, f := range library.FilterFields {
		for _, v := range s.Filters[f] {
			label := facetLabel(f, catalogue.Count{Value: v})
			if i := slices.IndexFunc(sources, func(c catalogue.Count) bool { return c.Value == v }); f == "source" && i >= 0 {
				label = facetLabel(f, sources[i])
			}
			out = append(out, link{Label: chipWord[f] + " " + label, Href: s.Without(f, v).Href("/search")})
		}
	}
	if s.Date != "" {
		label := "Published " + periodWords(s.Date)
		if s.Date == query.NoDate {
			label = "Undated"
		}
		out = append(out, link{Label: label, Href: s.WithDate("").Href("/search")})
	}
	return out
}

var chipWord = map[string]string{"source": "Source", "kind": "Kind", "lang": "Language", "section": "Section", "rail": "Rail"}

func periodWords(v string) string {
	from, to, isRange := strings.Cut(v, "/")
	open := func(v string) bool { return v == "" || v == ".." }
	switch {
	case !isRange:
		return plain.Date(cutting.Date{Value: from})
	case open(from):
		return "up to " + plain.Date(cutting.Date{Value: to})
	case open(to):
		return "from " + plain.Date(cutting.Date{Value: from}) + " on"
	}
	return plain.Date(cutting.Date{Value: from}) + " – " + plain.Date(cutting.Date{Value: to})
}

// ends are the two ends of a date or range, "" where one is open.
func ends(date string) (since, until string) {
	if date == query.NoDate {
		return "", ""
	}
	since, until, isRange := strings.Cut(date, "/")
	if !isRange {
		until = since
	}
	if since == ".." {
		since = ""
	}
	if until == ".." {
		until = ""
	}
	return since, until
}

// hiddenFields keep what narrows a search when its form is sent again.
func hiddenFields(s address.Search) []field {
	var out []field
	for _, f := range library.FilterFields {
		for _, v := range s.Filters[f] {
			out = append(out, field{f, v})
		}
	}
	if s.Date != "" {
		out = append(out, field{"date", s.Date})
	}
	if s.Sort != "" {
		out = append(out, field{"sort", string(s.Sort)})
	}
	return out
}

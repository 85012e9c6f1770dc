package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// state is everything a search shows, as it stands in the address: copying the
// address copies the search. Filters of one field widen each other (or), those
// of different fields narrow (and).
type state struct {
	Q       string // the query as typed
	Filters map[string][]string
	Date    string // one period or range: "2011", "2011-04", "2010/2011", query.NoDate
	Sort    catalogue.Sort
	Per     int // hits a page
	Period  string
	// Where we are: the cursor of this page, how many hits came before it, and the
	// cursors of the pages before, newest last, for going back.
	After string
	From  int
	Back  []string
}

const (
	perPage     = 20
	maxPerPage  = 200
	maxBack     = 6    // cursors kept in an address; further back is the first page
	maxQueryLen = 4096 // bytes of query taken from an address
	maxFilters  = 20   // values of one filter
)

// filterFields are the filters in the order they stand in addresses and beside
// the results.
var filterFields = []string{"source", "kind", "lang", "section", "rail"}

// stateOf reads a search from an address; unknown parameters are ignored,
// malformed ones are errors of kind Invalid.
func stateOf(v url.Values) (state, error) {
	s := state{Q: strings.TrimSpace(v.Get("q")), Filters: map[string][]string{}, Date: strings.TrimSpace(v.Get("date")),
		Sort: catalogue.Sort(v.Get("sort")), Per: perPage, Period: v.Get("by"), After: v.Get("after"), Back: v["back"]}
	if since, until := strings.TrimSpace(v.Get("since")), strings.TrimSpace(v.Get("until")); since+until != "" {
		s.Date = cmp.Or(since, "..") + "/" + cmp.Or(until, "..") // the form beside the results
	}
	if len(s.Q) > maxQueryLen {
		return s, cutting.Errorf(cutting.Invalid, "the query has %d bytes; the desk takes up to %d", len(s.Q), maxQueryLen)
	}
	for _, f := range filterFields {
		for _, value := range v[f] {
			if value != "" && !slices.Contains(s.Filters[f], value) {
				s.Filters[f] = append(s.Filters[f], value)
			}
		}
		if len(s.Filters[f]) > maxFilters {
			return s, cutting.Errorf(cutting.Invalid, "%d values for the filter %s; the desk takes up to %d", len(s.Filters[f]), f, maxFilters)
		}
	}
	switch s.Sort {
	case "", catalogue.ByRelevance, catalogue.ByNewest, catalogue.ByOldest, catalogue.ByAdded:
	default:
		return s, cutting.Errorf(cutting.Invalid, "there is no order %q; there are relevance, newest, oldest and added", s.Sort)
	}
	switch s.Period {
	case "", "year", "month", "day":
	default:
		return s, cutting.Errorf(cutting.Invalid, "there is no period %q; there are year, month and day", s.Period)
	}
	var err error
	if p := v.Get("per"); p != "" {
		if s.Per, err = strconv.Atoi(p); err != nil || s.Per < 1 || s.Per > maxPerPage {
			return s, cutting.Errorf(cutting.Invalid, "%q hits on a page; the desk shows 1 to %d", p, maxPerPage)
		}
	}
	if f := v.Get("from"); f != "" {
		if s.From, err = strconv.Atoi(f); err != nil || s.From < 0 {
			return s, cutting.Errorf(cutting.Invalid, "%q is no count of hits already seen", f)
		}
	}
	if len(s.Back) > maxBack {
		s.Back = s.Back[len(s.Back)-maxBack:]
	}
	return s, nil
}

func requestState(r *http.Request) (state, error) { return stateOf(r.URL.Query()) }

// values writes the state as parameters; what stands at its default is left out.
func (s state) values() url.Values {
	v := url.Values{}
	set := func(key, value string) {
		if value != "" {
			v.Set(key, value)
		}
	}
	set("q", s.Q)
	for _, f := range filterFields {
		for _, value := range s.Filters[f] {
			v.Add(f, value)
		}
	}
	set("date", s.Date)
	set("sort", string(s.Sort))
	set("by", s.Period)
	if s.Per != perPage && s.Per != 0 {
		v.Set("per", strconv.Itoa(s.Per))
	}
	set("after", s.After)
	if s.From > 0 {
		v.Set("from", strconv.Itoa(s.From))
	}
	for _, b := range s.Back {
		v.Add("back", b)
	}
	return v
}

// href is the state's address below path.
func (s state) href(path string) string {
	if q := s.values().Encode(); q != "" {
		return path + "?" + q
	}
	return path
}

// first is the same search from its first page.
func (s state) first() state {
	s.After, s.From, s.Back = "", 0, nil
	f := make(map[string][]string, len(s.Filters))
	for k, v := range s.Filters {
		f[k] = slices.Clone(v)
	}
	s.Filters = f
	return s
}

// with adds a filter value, without takes one away, has asks for one.
func (s state) with(field, value string) state {
	s = s.first()
	s.Filters[field] = append(s.Filters[field], value)
	return s
}

func (s state) without(field, value string) state {
	s = s.first()
	s.Filters[field] = slices.DeleteFunc(s.Filters[field], func(v string) bool { return v == value })
	return s
}

func (s state) has(field, value string) bool { return slices.Contains(s.Filters[field], value) }

func (s state) withDate(date string) state {
	s = s.first()
	s.Date, s.Period = date, ""
	return s
}

func (s state) withSort(o catalogue.Sort) state {
	s = s.first()
	s.Sort = o
	return s
}

// nextPage is the page that begins after the cursor next.
func (s state) nextPage(next string) state {
	back := append(slices.Clone(s.Back), s.After)
	if len(back) > maxBack {
		back = back[len(back)-maxBack:]
	}
	s.After, s.From, s.Back = next, s.From+s.Per, back
	return s
}

// prevPage is the page before this one; the first page when the address no
// longer knows.
func (s state) prevPage() state {
	if len(s.Back) == 0 || s.From <= s.Per {
		return s.first()
	}
	s.After, s.Back = s.Back[len(s.Back)-1], s.Back[:len(s.Back)-1]
	s.From -= s.Per
	return s
}

// narrowed reports whether anything but the query narrows the search.
func (s state) narrowed() bool {
	if s.Date != "" {
		return true
	}
	for _, v := range s.Filters {
		if len(v) > 0 {
			return true
		}
	}
	return false
}

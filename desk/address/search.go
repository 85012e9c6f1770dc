// Package address writes and parses the desk's addresses: those of things, and those of searches with the whole
// Search, so that copying an address copies the search.
package address

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/library"
)

// Search has all parameters of a search page, as in its address.
type Search struct {
	library.Search
	Per    int // hits a page
	Period string
	// The place in the results: the number of hits before this page, and the cursors of the pages before,
	// newest last, for going back.
	From int
	Back []string
	// Since and Until are the ends of a period as typed into the form beside the results; Between converts them
	// into Date.
	Since, Until string
	// Flat reports that every cutting has a row of its own instead of one for each story; Open is the story
	// whose members are listed below its row.
	Flat bool
	Open string
	// Via is the page of sources the search's results were listed on, "" for the search's own.
	Via string
}

// byOutletPath is the path of the page of a search by outlet.
const byOutletPath = "/told"

// PerPage is the number of hits on a page unless the address states another.
const PerPage = 20

const (
	maxPerPage  = 200
	maxBack     = 6    // maximum number of cursors in an address; before them is the first page
	maxQueryLen = 4096 // bytes of query taken from an address
	maxFilters  = 20   // values of one filter
)

// parse parses the parameters of a search; unknown ones are ignored, malformed ones give errors of kind
// Invalid.
func parse(v url.Values) (Search, error) {
	s := Search{Search: library.Search{Text: strings.TrimSpace(v.Get("q")), Filters: map[string][]string{},
		Date: strings.TrimSpace(v.Get("date")), Sort: catalogue.Sort(v.Get("sort")), After: v.Get("after")},
		Per: PerPage, Period: v.Get("by"), Back: v["back"], Flat: v.Get("flat") != "", Open: v.Get("open")}
	if via := v.Get("via"); strings.HasPrefix(via, byOutletPath) {
		s.Via = via
	}
	if s.Since, s.Until = strings.TrimSpace(v.Get("since")), strings.TrimSpace(v.Get("until")); s.Since+s.Until != "" {
		s.Date = "" // the form beside the results sends it again
	}
	if date, err := query.ReadDates(s.Date, time.Now()); err == nil { // Between reports one that cannot be read
		s.Date = date
	}
	s.Variants = v.Get("names") == "all"
	if len(s.Text) > maxQueryLen {
		return s, cutting.Errorf(cutting.Invalid, "the query has %d bytes; the desk takes up to %d", len(s.Text),
			maxQueryLen)
	}
	for _, def := range library.Fields() {
		f := def.ChoiceName()
		for _, value := range v[f] {
			if value != "" && !slices.Contains(s.Filters[f], value) {
				s.Filters[f] = append(s.Filters[f], value)
			}
		}
		if len(s.Filters[f]) > maxFilters {
			return s, cutting.Errorf(cutting.Invalid, "%d values for the filter %s; the desk takes up to %d",
				len(s.Filters[f]), f, maxFilters)
		}
	}
	switch s.Sort {
	case "", catalogue.ByRelevance, catalogue.ByNewest, catalogue.ByOldest, catalogue.ByAdded:
	default:
		return s, cutting.Errorf(cutting.Invalid, "there is no order %q; there are relevance, newest, oldest and "+
			"added", s.Sort)
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

// Of returns the search in a request's address; see library.Search for its parts.
func Of(r *http.Request) (Search, error) { return parse(r.URL.Query()) }

// Values returns the Search as parameters, without those that have their default.
func (s Search) Values() url.Values {
	v := url.Values{}
	set := func(key, value string) {
		if value != "" {
			v.Set(key, value)
		}
	}
	set("q", s.Text)
	for _, f := range library.Fields() {
		for _, value := range s.Filters[f.ChoiceName()] {
			v.Add(f.ChoiceName(), value)
		}
	}
	if s.Variants {
		set("names", "all")
	}
	set("date", s.Date)
	set("sort", string(s.Sort))
	set("by", s.Period)
	if s.Flat {
		v.Set("flat", "1")
	}
	set("open", s.Open)
	set("via", s.Via)
	if s.Per != PerPage && s.Per != 0 {
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

// Href returns the Search's address below path.
func (s Search) Href(path string) string {
	if q := s.Values().Encode(); q != "" {
		return path + "?" + q
	}
	return path
}

// First returns the same search from its first page.
func (s Search) First() Search {
	s.After, s.From, s.Back, s.Open, s.Via = "", 0, nil, "", ""
	f := make(map[string][]string, len(s.Filters))
	for k, v := range s.Filters {
		f[k] = slices.Clone(v)
	}
	s.Filters = f
	return s
}

// With returns the search with one more filter value.
func (s Search) With(field, value string) Search {
	s = s.First()
	s.Filters[field] = append(s.Filters[field], value)
	return s
}

// Without returns the search without a filter value.
func (s Search) Without(field, value string) Search {
	s = s.First()
	s.Filters[field] = slices.DeleteFunc(s.Filters[field], func(v string) bool { return v == value })
	return s
}

// Has reports whether the search is narrowed to a filter value.
func (s Search) Has(field, value string) bool { return slices.Contains(s.Filters[field], value) }

// WithDate returns the search narrowed to one period or range; to none for "".
func (s Search) WithDate(date string) Search {
	s = s.First()
	s.Date, s.Period = date, ""
	return s
}

// WithVariants returns the search with or without the other forms of names.
func (s Search) WithVariants(on bool) Search {
	s = s.First()
	s.Variants = on
	return s
}

// ByOutlet returns the page of the search by outlet.
func (s Search) ByOutlet() string { return s.Href(byOutletPath) }

// WithText returns the search with another text.
func (s Search) WithText(text string) Search {
	s = s.First()
	s.Text = text
	return s
}

// WithFlat returns the search with a row for every cutting, or one for each story.
func (s Search) WithFlat(flat bool) Search {
	s = s.First()
	s.Flat = flat
	return s
}

// Opened returns the same page with the members of a story below its row; "" closes it.
func (s Search) Opened(story string) Search {
	s.Open = story
	return s
}

// WithSort returns the search with another order.
func (s Search) WithSort(o catalogue.Sort) Search {
	s = s.First()
	s.Sort = o
	return s
}

// NextPage returns the page that begins after the cursor next.
func (s Search) NextPage(next string) Search {
	back := append(slices.Clone(s.Back), s.After)
	if len(back) > maxBack {
		back = back[len(back)-maxBack:]
	}
	s.After, s.From, s.Back, s.Open = next, s.From+s.Per, back, ""
	return s
}

// PrevPage returns the page before this one; the first page when the address has no cursor for it.
func (s Search) PrevPage() Search {
	if len(s.Back) == 0 || s.From <= s.Per {
		return s.First()
	}
	s.After, s.Back = s.Back[len(s.Back)-1], s.Back[:len(s.Back)-1]
	s.From -= s.Per
	s.Open = ""
	return s
}

// Narrowed reports whether anything but the query narrows the search.
func (s Search) Narrowed() bool {
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

// Title returns the title of a search: the text typed.
func (s Search) Title() string { return cmp.Or(s.Text, "Everything") }

// Between returns the search with the period typed into the form beside the results, or into the address, as its
// date. The error is of kind Invalid and names the end that cannot be read: "since" or "until"; the search then has
// no date, and Since and Until have what was typed.
func (s Search) Between(l *library.Library) (Search, string, error) {
	var wrong string
	var err error
	if s.Since+s.Until == "" {
		if s.Date == "" {
			return s, "", nil
		}
		date, mistake := query.ReadDates(s.Date, l.Now())
		if mistake == nil {
			s.Date = date
			return s, "", nil
		}
		s.Since, s.Until, _ = strings.Cut(strings.ReplaceAll(s.Date, "..", ""), "/")
		s.Date = ""
		if _, wrong, err = l.PeriodOf(s.Since, s.Until); err == nil { // not wrong as ends, but as a whole
			wrong, err = "since", mistake
		}
		return s, wrong, err
	}
	s.Date, wrong, err = l.PeriodOf(s.Since, s.Until)
	return s, wrong, err
}

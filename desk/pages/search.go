package pages

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// searchData has the values of the search page.
type searchData struct {
	State   address.Search
	Items   []item
	Total   int
	Stories int // stories among them; 0 in the flat list
	Rows    int // rows of the list: stories, or cuttings in the flat list
	// Independent are the cuttings with a text of their own.
	Independent int
	Switch      *link // to the flat list, or back
	ByOutlet    string
	From, To    int // rows shown, counted from 1
	First       string
	Sorts       []link
	Facets      []facet
	// Widest are the conditions that narrow a search without a hit, each with the number of hits without it; those
	// without which there is still none are left out.
	Widest   []link
	Chips    []link // the filters of the search, each with a link to the search without it
	Chart    *chart
	Expanded []string
	Behind   int
	Mistake  *mistake
	Reset    string // address of the query alone, without filters
	Hidden   []hidden
	Help     []helpGroup
	periodForm
	Alone                 []link // for a search that found nothing: what each of its words finds
	Near                  []link // the search with another spelling of a word
	Named                 *link  // a source that is named in the query
	Follow                string // address of the search as a feed
	FollowRSS, FollowJSON string
	Composed              string // the whole search as one query
	CanEdit               bool
	Widened               []widened
	Others                []link // other pages about the same cuttings
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
	Which string // distinguishes it from another of the same label
}

// hidden is a hidden input that keeps a part of the address.Search when the form is sent.
type hidden struct{ Name, Value string }

// mistake is an error in a query with its place.
type mistake struct {
	Message              string
	Before, Wrong, After string
}

// periodForm has the values of the fields in which the ends of a period are typed.
type periodForm struct {
	FromLabel    string // of the first
	Since, Until string
	// WrongDate is the end that cannot be read, "since" or "until", and DateMistake the reason.
	WrongDate, DateMistake string
}

// periodFormOf returns the values for a search; wrong and err are those of its Between.
func periodFormOf(fromLabel string, s address.Search, wrong string, err error) periodForm {
	f := periodForm{FromLabel: fromLabel, Since: s.Since, Until: s.Until, WrongDate: wrong}
	if err != nil {
		f.DateMistake = plain.Sentence(err.Error())
	} else {
		f.Since, f.Until = ends(s.Date)
	}
	return f
}

const facetShown = 8

// Search returns the page of results.
func (p *Pages) Search(r *http.Request) (*render.Reply, error) {
	s, err := address.Of(r)
	if err != nil {
		return nil, err
	}
	s, wrong, derr := s.Between(p.Library)
	data := searchData{State: s, Chips: chips(s, nil), Hidden: hiddenFields(s), Help: queryHelp(),
		periodForm: periodFormOf("from", s, wrong, derr)}
	data.Reset = address.Search{Search: library.Search{Text: s.Text, Sort: s.Sort}}.Href("/search")
	rep := &render.Reply{Page: "search", Title: s.Title(), Query: s.Text}
	if derr != nil {
		rep.Status = http.StatusBadRequest
	}

	stats, err := p.Library.Stats(r.Context())
	if err != nil {
		return nil, err
	}
	data.Behind = stats.Behind
	period := s.Period
	if period == "" {
		period = periodFor(stats.First, stats.Last)
		if p, ok := finer(s.Date, s.Filters["year"]); ok {
			period = p
		}
	}
	res, err := p.Library.Find(r.Context(), s.Search,
		catalogue.Request{Limit: s.Per, Highlight: true, Histogram: period, ByStory: !s.Flat,
			Facets: library.Facets(), Independent: true})
	var syntax *query.SyntaxError
	if errors.As(err, &syntax) {
		data.Mistake = mistakeIn(s.Text, syntax)
		rep.Data, rep.Status = data, http.StatusBadRequest
		return rep, nil
	}
	if err != nil {
		return nil, err
	}

	data.Items, data.Total, data.Expanded = resultsOf(s, res.Hits), res.Total, res.Expanded
	if err := p.names(r, s, &data, res); err != nil {
		return nil, err
	}
	data.Stories, data.Rows, data.Independent = res.Stories, rowsOf(res, s), library.Independent(s.Search, res)
	data.Switch = switchOf(s, "/search")
	if len(res.Facets[field.Source]) > 1 {
		data.ByOutlet = s.First().ByOutlet()
	}
	if err := p.open(r, s, data.Items); err != nil {
		return nil, err
	}
	data.From, data.To = s.From+1, s.From+len(res.Hits)
	for _, id := range s.Filters[field.Topic] {
		if t, err := p.Library.Topic(id); err == nil {
			res.Facets[field.Topic] = append(res.Facets[field.Topic], catalogue.Count{Value: id, Label: t.Title})
			if s.Text == "" {
				rep.Title = t.Title
			}
		}
	}
	data.Facets, data.Chips = facets(s, res.Facets), chips(s, res.Facets)
	data.Chart = newChart(res.Histogram, period, s.Date,
		func(v string) string { return s.WithDate(v).Href("/search") })
	data.Chart.All, data.Chart.Independent = res.Total, data.Independent
	data.Sorts = sorts(s)
	data.Others = othersOf(s)
	if res.Total == 0 {
		if err := p.nothing(r, s, &data); err != nil {
			return nil, err
		}
	} else if s.From == 0 && len(s.Filters[field.Source]) == 0 {
		if data.Named, err = p.sourceNamed(r, s); err != nil {
			return nil, err
		}
	}
	if res.Next != "" {
		rep.Next = s.NextPage(res.Next).Href("/search")
	}
	if s.From > 0 {
		rep.Prev = s.PrevPage().Href("/search")
		data.First = s.First().Href("/search")
	}
	feedState := s.First()
	feedState.Per = address.PerPage
	data.Follow = feedState.Href("/search.atom")
	data.FollowRSS, data.FollowJSON = feedState.Href("/search.rss"), feedState.Href("/search.feed.json")
	if data.Composed, err = s.Composed(p.Library.Now()); err != nil {
		return nil, err
	}
	data.CanEdit = p.Library.CanCorrect()
	rep.Feed, rep.JSON = feedState.Href("/search.atom"), feedState.Href("/search.json")
	rep.Data = data
	return rep, nil
}

// nothing sets what may help where nothing was found.
func (p *Pages) nothing(r *http.Request, s address.Search, data *searchData) error {
	alone, err := p.Library.WordsFound(r.Context(), s.Search)
	if err != nil {
		return err
	}
	for _, w := range alone {
		one := s.First()
		one.Text = w.Text
		data.Alone = append(data.Alone, link{Label: w.Text, Count: w.Count, Href: one.Href("/search")})
	}
	for _, n := range narrowings(s, nil) {
		res, err := p.Library.Find(r.Context(), n.without.Search, catalogue.Request{})
		if err != nil {
			return err
		}
		if res.Total > 0 {
			data.Widest = append(data.Widest, link{Label: n.label, Count: res.Total, Href: n.without.Href("/search")})
		}
	}
	near, err := p.Library.SimilarSearches(r.Context(), s.Search)
	if err != nil {
		return err
	}
	for _, n := range near {
		one := s.First()
		one.Text = n.Query
		data.Near = append(data.Near, link{Label: n.Word, Count: n.Count, Href: one.Href("/search")})
	}
	data.Named, err = p.sourceNamed(r, s)
	return err
}

// sourceNamed returns a link to the search in the source that is named among its words; nil for none.
func (p *Pages) sourceNamed(r *http.Request, s address.Search) (*link, error) {
	src, rest, ok, err := p.Library.SourceNamed(r.Context(), s.Text)
	if err != nil || !ok {
		return nil, err
	}
	in := s.With("source", src.ID)
	in.Text = rest
	return &link{Label: plain.SourceName(src.Source), Href: in.Href("/search")}, nil
}

// maxOpened is the maximum number of members of a story below its row.
const maxOpened = 100

// open sets the matching members below the row of the open story.
func (p *Pages) open(r *http.Request, s address.Search, items []item) error {
	for i := range items {
		row := items[i].Story
		if row == nil || s.Open == "" || row.ID != s.Open {
			continue
		}
		found, err := p.membersFound(r, s)
		if err != nil {
			return err
		}
		for _, h := range found {
			if h.ID != items[i].ID {
				m := itemOf(h.Head)
				m.Href = address.Hit(h.ID, s, s.From+i+1)
				if len(h.Headline) > 0 && !m.Untitled {
					m.Headline = h.Headline
				}
				row.Members = append(row.Members, m)
			}
		}
	}
	return nil
}

// finer returns the period to draw when a search is narrowed to one year or month.
func finer(date string, years []string) (string, bool) {
	if date == "" && len(years) == 1 {
		date = years[0]
	}
	t, ok := parsePeriod(date)
	switch {
	case !ok:
		return "", false
	case date == t.Format("2006"):
		return "month", true
	}
	return "day", true
}

// mistakeIn returns a syntax error with its place in the text typed, or without a place if it is in what the
// filters added.
func mistakeIn(q string, e *query.SyntaxError) *mistake {
	m := &mistake{Message: plain.Sentence(e.Message)}
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
	}{{catalogue.ByRelevance, "Best match"}, {catalogue.ByNewest, "Newest"}, {catalogue.ByOldest, "Oldest"},
		{catalogue.ByAdded, "Last added"}} {
		if o.sort == catalogue.ByRelevance && !s.Ranks() {
			continue
		}
		out = append(out, link{Label: o.label, Href: s.WithSort(o.sort).Href("/search"), On: o.sort == current})
	}
	return out
}

// facets returns the facets beside the results, from counts with independent texts. A click adds a value, a
// second removes it; cuttings without a value are counted below the values.
func facets(s address.Search, counts map[string][]catalogue.Count) []facet {
	var out []facet
	for _, def := range field.Standard().Facets() {
		name := def.Facet
		f := facet{Field: name, Title: def.Title}
		labels := map[string]int{}
		for _, c := range counts[name] {
			labels[facetLabel(def, c)]++
		}
		var missing []facetValue
		for _, c := range counts[name] {
			v := facetValue{link: link{Label: facetLabel(def, c), Count: c.Count, Independent: c.Independent,
				Both: name != field.Is}}
			v.Dir = plain.Direction("", v.Label)
			if labels[v.Label] > 1 && v.Label != c.Value {
				v.Which = whichOf(c.Value)
			}
			if s.Has(name, c.Value) {
				v.On, v.Href = true, s.Without(name, c.Value).Href("/search")
			} else {
				v.Href = s.With(name, c.Value).Href("/search")
			}
			switch {
			case def.Missing && c.Value == field.None:
				missing = append(missing, v)
			case len(f.Values) < facetShown || v.On:
				f.Values = append(f.Values, v)
			default:
				f.More = append(f.More, v)
			}
		}
		f.Values = append(f.Values, missing...)
		if len(f.Values) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// whichOf returns what distinguishes a value from another with the same label: the kind of a name, the host of an
// outlet.
func whichOf(value string) string {
	if kind := library.KindOfNameID(value); kind != "" {
		return plain.NameKind(kind)
	}
	return plain.HostName(value)
}

func facetLabel(f *field.Field, c catalogue.Count) string {
	switch {
	case f.Analyser == field.Language:
		return plain.Language(c.Value)
	case c.Label != "" && f.ChoiceName() != "source":
		return c.Label
	case f.ChoiceName() == "source" && c.Value != field.None:
		return plain.SourceName(catalogue.Source{ID: c.Value, Name: c.Label})
	}
	if c.Label != "" && (f.Name == field.Name || f.Name == field.Speaker || f.Name == field.About) {
		return c.Label
	}
	return f.Label(c.Value)
}

// chips returns the filters of a search as links; values have the labels of the counts.
func chips(s address.Search, counts map[string][]catalogue.Count) []link {
	var out []link
	for _, n := range narrowings(s, counts) {
		out = append(out, link{Label: n.label, Href: n.without.Href("/search")})
	}
	return out
}

// narrowing is one condition beside a query, in words, and the search without it.
type narrowing struct {
	label   string
	without address.Search
}

// narrowings returns what narrows a search; counts are those of the facets, for names of values.
func narrowings(s address.Search, counts map[string][]catalogue.Count) []narrowing {
	var out []narrowing
	for _, f := range library.Fields() {
		for _, v := range s.Filters[f.ChoiceName()] {
			c := catalogue.Count{Value: v}
			if i := slices.IndexFunc(counts[f.ChoiceName()],
				func(c catalogue.Count) bool { return c.Value == v }); i >= 0 {
				c = counts[f.ChoiceName()][i]
			}
			label := f.ChipWord() + " " + facetLabel(f, c)
			if f.Missing && v == field.None {
				label = f.Label(v)
			}
			out = append(out, narrowing{label, s.Without(f.ChoiceName(), v)})
		}
	}
	if s.Date != "" {
		label := "Published " + periodWords(s.Date)
		if s.Date == query.NoDate {
			label = "Undated"
		}
		out = append(out, narrowing{label, s.WithDate("")})
	}
	return out
}

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

// ends returns the two ends of a date or range, "" where one is open.
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

// hiddenFields returns hidden inputs that keep the filters of a search when its form is sent again.
func hiddenFields(s address.Search) []hidden {
	var out []hidden
	for _, f := range library.Fields() {
		for _, v := range s.Filters[f.ChoiceName()] {
			out = append(out, hidden{f.ChoiceName(), v})
		}
	}
	if s.Date != "" {
		out = append(out, hidden{"date", s.Date})
	}
	if s.Variants {
		out = append(out, hidden{"names", "all"})
	}
	if s.Sort != "" {
		out = append(out, hidden{"sort", string(s.Sort)})
	}
	return out
}

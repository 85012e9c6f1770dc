package pages

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
)

// namesData has the values of the index of names.
type namesData struct {
	Names     []library.CountedName
	All       int
	Filter    string
	Kinds     []link
	Sorts     []link
	Proposals int
	Kept      bool
	CanEdit   bool
	Kind      string
	Sort      string
	More      int
}

// namesPage is the maximum number of names the index shows.
const namesPage = 100

// Names returns the page with the index of names: the most used of the archive.
func (p *Pages) Names(r *http.Request) (*render.Reply, error) {
	all, err := p.Library.NameList(r.Context())
	if err != nil {
		return nil, err
	}
	proposals, err := p.Library.ProposedMerges(r.Context())
	if err != nil {
		return nil, err
	}
	v := r.URL.Query()
	data := namesData{All: len(all), Filter: strings.TrimSpace(v.Get("filter")), Kind: v.Get("kind"),
		Sort: v.Get("sort"), Proposals: len(proposals), Kept: v.Get("kept") != "", CanEdit: p.Library.CanCorrect()}
	byForm := map[string]bool{} // names that have the form typed as the filter, whatever their title
	if data.Filter != "" {
		found, err := p.Library.NamesCalled(r.Context(), data.Filter)
		if err != nil {
			return nil, err
		}
		for _, n := range found {
			byForm[n.ID] = true
			if !slices.ContainsFunc(all, func(l cutting.ListedName) bool { return l.ID == n.ID }) {
				all = append(all, cutting.ListedName{ID: n.ID, Kind: n.Kind, Form: n.Form, Texts: n.Texts,
					Variants: len(n.Variants), First: n.First, Last: n.Last})
			}
		}
	}
	counts := map[string]int{}
	var shown []cutting.ListedName
	want := strings.ToLower(data.Filter)
	for _, n := range all {
		if want != "" && !strings.Contains(strings.ToLower(n.Form), want) && !byForm[n.ID] {
			continue
		}
		counts[n.Kind]++
		if data.Kind == "" || data.Kind == n.Kind {
			shown = append(shown, n)
		}
	}
	href := func(kind, sort string) string {
		q := url.Values{}
		for _, x := range [][2]string{{"filter", data.Filter}, {"kind", kind}, {"sort", sort}} {
			if x[1] != "" {
				q.Set(x[0], x[1])
			}
		}
		return "/names?" + q.Encode()
	}
	for _, k := range []struct{ kind, label string }{{"PER", "Persons"}, {"ORG", "Organisations"}, {"LOC", "Places"}} {
		l := link{Label: k.label, Count: counts[k.kind], On: data.Kind == k.kind, Href: href(k.kind, data.Sort)}
		if l.On {
			l.Href = href("", data.Sort)
		}
		data.Kinds = append(data.Kinds, l)
	}
	data.Sorts = []link{{Label: "Most cuttings", Href: href(data.Kind, ""), On: data.Sort == ""},
		{Label: "Name", Href: href(data.Kind, "name"), On: data.Sort == "name"},
		{Label: "Most forms", Href: href(data.Kind, "forms"), On: data.Sort == "forms"}}
	switch data.Sort {
	case "name":
		slices.SortStableFunc(shown, func(a, b cutting.ListedName) int {
			return strings.Compare(strings.ToLower(a.Form), strings.ToLower(b.Form))
		})
	case "forms":
		slices.SortStableFunc(shown, func(a, b cutting.ListedName) int { return b.Variants - a.Variants })
	}
	if n := len(shown); n > namesPage {
		shown, data.More = shown[:namesPage], n-namesPage
	}
	if data.Names, err = p.Library.CountNames(r.Context(), shown); err != nil {
		return nil, err
	}
	return &render.Reply{Page: "names", Title: "Names", Data: data}, nil
}

// nameData has the values of a name's page.
type nameData struct {
	*library.Name
	Key     string // the form decisions are about
	All     string // address of the search for every cutting that names it
	Links   []link // links to other pages about these cuttings
	Years   []string
	Kept    bool
	CanEdit bool
	Who     string
	Back    string
}

// Name returns the page of one name.
func (p *Pages) Name(r *http.Request) (*render.Reply, error) {
	id := r.PathValue("id")
	n, err := p.Library.NamePage(r.Context(), id)
	if cutting.KindOf(err) == cutting.NotFound {
		if to, err := p.Library.NameMoved(r.Context(), id); err != nil {
			return nil, err
		} else if to != "" { // it was joined with another
			return &render.Reply{Redirect: address.Name(to)}, nil
		}
	}
	if err != nil {
		return nil, err
	}
	s := address.Search{Search: n.Query, Per: address.PerPage}
	data := nameData{Name: n, Key: n.Variants[0].Form, All: s.Href("/search"), Years: n.Years,
		Kept: r.URL.Query().Get("kept") != "", CanEdit: p.Library.CanCorrect(), Who: render.Initials(r),
		Back: address.Name(n.ID)}
	for _, v := range n.Variants {
		if strings.HasPrefix(n.ID, n.Kind+":") && v.Why == "same" {
			data.Key = v.Form
			break
		}
	}
	speaker := address.Search{Search: library.Search{Filters: map[string][]string{"speaker": {n.Value}}}}
	about := address.Search{Search: library.Search{Filters: map[string][]string{"about": {n.Value}}}}
	data.Links = []link{{Label: "Timeline", Href: s.Href("/timeline")},
		{Label: "All statements by", Href: speaker.Href("/statements")},
		{Label: "All statements with this name", Href: about.Href("/statements")}}
	return &render.Reply{Page: "name", Title: n.Form, Data: data}, nil
}

// reviewData has the values of the queue of proposed merges.
type reviewData struct {
	Proposal *cutting.ProposedMerge
	A, B     *library.Name
	Left     int
	Skip     string // address of the next one, without a decision
	Kept     bool
	CanEdit  bool
	Who      string
	Back     string
}

// Review returns the page of one pair of names that may be one, of a queue.
func (p *Pages) Review(r *http.Request) (*render.Reply, error) {
	list, err := p.Library.ProposedMerges(r.Context())
	if err != nil {
		return nil, err
	}
	at, ok := number(r.URL.Query(), "at")
	if !ok || at < 0 || at >= len(list) {
		at = 0
	}
	data := reviewData{Left: len(list), Kept: r.URL.Query().Get("kept") != "", CanEdit: p.Library.CanCorrect(),
		Who: render.Initials(r), Back: "/names/review"}
	if len(list) > 0 {
		data.Proposal = &list[at]
		if data.A, err = p.Library.NamePage(r.Context(), data.Proposal.A.ID); err != nil {
			return nil, err
		}
		if data.B, err = p.Library.NamePage(r.Context(), data.Proposal.B.ID); err != nil {
			return nil, err
		}
		if at > 0 {
			data.Back += "?at=" + itoa(at)
		}
		if at+1 < len(list) {
			data.Skip = "/names/review?at=" + itoa(at+1)
		}
	}
	return &render.Reply{Page: "review", Title: "One name or two?", Data: data}, nil
}

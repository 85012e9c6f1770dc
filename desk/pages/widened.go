package pages

import (
	"net/http"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/desk/address"
)

// widened is a form of a name in a search, with the other forms that are or can be searched too.
type widened struct {
	Typed  string
	Forms  []string // those shown
	More   int      // number of further ones
	All    int
	On     bool
	Switch string // address of the search with the forms, or without
	Pages  []link // of the names
}

// formsShown is the maximum number of forms shown.
const formsShown = 8

// names sets the forms of names that a search is widened to, and replaces facets by form with facets by name.
func (p *Pages) names(r *http.Request, s address.Search, data *searchData, res *catalogue.Result) error {
	found, err := p.Library.WidenedBy(r.Context(), s.Search)
	if err != nil {
		return err
	}
	for _, w := range found {
		out := widened{Typed: w.Typed, All: len(w.Forms), On: w.On, Forms: w.Forms[:min(len(w.Forms), formsShown)]}
		out.More = len(w.Forms) - len(out.Forms)
		switch {
		case w.Field == "":
			out.Switch = s.WithVariants(!w.On).Href("/search")
		case s.Has(w.Field, w.Typed):
			one := s.Without(w.Field, w.Typed)
			out.Switch = one.WithText(with(one, w.Field, w.Typed)).Href("/search")
		default:
			out.Switch = s.WithText(exactly(s.Text, w.Field, w.Typed)).Href("/search")
		}
		for _, n := range w.Names {
			out.Pages = append(out.Pages, link{Label: n.Form, Href: address.Name(n.ID)})
		}
		data.Widened = append(data.Widened, out)
	}
	res.Facets, err = p.Library.GroupNames(r.Context(), s.Search, res.Facets)
	return err
}

// with returns a search's text narrowed by one whole value.
func with(s address.Search, field, value string) string {
	term := query.Term(query.Field(field), value)
	q, err := query.Parse(s.Text, time.Time{})
	if err != nil || q.Empty() {
		return term
	}
	return query.WithTerm(q, term)
}

// exactly returns a query in which a field has := before the form typed, so that it finds that form only.
func exactly(text, field, typed string) string {
	whole := query.Term(query.Field(field), typed)
	for _, was := range []string{field + `:"` + typed + `"`, field + ":" + typed} {
		if strings.Contains(text, was) {
			return strings.Replace(text, was, whole, 1)
		}
	}
	return text + " " + whole
}

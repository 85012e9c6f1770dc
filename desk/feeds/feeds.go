// Package feeds serves searches, topics, digests and cuttings in other forms than pages: JSON, feeds,
// citations, and the OpenSearch description by which a browser offers the search.
package feeds

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"

	"cuttings/catalogue"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/digest"
	"cuttings/library"
)

// Feeds handles the addresses of these forms.
type Feeds struct {
	Library   *library.Library
	Render    *render.Renderer
	Templates *digest.Templates
	Style     string // address of the style sheet of feeds
}

// Cutting serves a cutting's entry in the catalogue as JSON.
func (f Feeds) Cutting(w http.ResponseWriter, r *http.Request) error {
	id := strings.TrimSuffix(r.PathValue("id"), ".json")
	e, err := f.Library.Entry(r.Context(), id)
	if err != nil {
		return err
	}
	body, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("cutting %s as JSON: %w", id, err)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	f.Render.Send(w, r, append(body, '\n'))
	return nil
}

// searchOf returns the search in a request's address, with a period as people type it.
func searchOf(r *http.Request, l *library.Library) (address.Search, error) {
	s, err := address.Of(r)
	if err != nil {
		return s, err
	}
	s, _, err = s.Between(l)
	return s, err
}

// Search serves a search as JSON: the search page's parameters, the catalogue's result, and the address of the
// next page.
func (f Feeds) Search(w http.ResponseWriter, r *http.Request) error {
	s, err := searchOf(r, f.Library)
	if err != nil {
		return err
	}
	period := s.Period
	if period == "" {
		period = "year"
	}
	res, err := f.Library.Find(r.Context(), s.Search,
		catalogue.Request{Limit: s.Per, Highlight: true, Histogram: period,
			Facets: library.Facets(), Independent: true})
	if err != nil {
		return err
	}
	composed, err := s.Composed(f.Library.Now())
	if err != nil {
		return err
	}
	out := struct {
		Query string `json:"query"` // the whole search in the query language
		From  int    `json:"from"`  // hits before this page
		Next  string `json:"next_page,omitempty"`
		// Independent is the number of cuttings, of Total, with a text of their own.
		Independent int `json:"independent"`
		*catalogue.Result
	}{Query: composed, From: s.From, Independent: res.Independent, Result: res}
	if res.Next != "" {
		out.Next = s.NextPage(res.Next).Href("/search.json")
	}
	body, err := json.Marshal(out)
	if err != nil {
		return fmt.Errorf("search as JSON: %w", err)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	f.Render.Send(w, r, append(body, '\n'))
	return nil
}

// Description serves the OpenSearch description, with which a browser offers the archive in its address bar.
func (f Feeds) Description(w http.ResponseWriter, r *http.Request) error {
	type url struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	}
	base := baseOf(r)
	name := f.Library.Name()
	if runes := []rune(name); len(runes) > 16 { // the format's limit
		name = strings.TrimSpace(string(runes[:16]))
	}
	body, err := xml.MarshalIndent(struct {
		XMLName     xml.Name `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
		ShortName   string   `xml:"ShortName"`
		Description string   `xml:"Description"`
		URLs        []url    `xml:"Url"`
	}{ShortName: name, Description: "Search the archive " + f.Library.Name(),
		URLs: []url{{"text/html", base + "/search?q={searchTerms}"},
			{"application/atom+xml", base + "/search.atom?q={searchTerms}"}}}, "", "  ")
	if err != nil {
		return fmt.Errorf("search description: %w", err)
	}
	w.Header().Set("Content-Type", "application/opensearchdescription+xml; charset=utf-8")
	f.Render.Send(w, r, append([]byte(xml.Header), body...))
	return nil
}

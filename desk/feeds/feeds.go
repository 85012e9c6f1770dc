// Package feeds gives a search and a cutting in other forms than a page: JSON, an Atom
// feed, and the description by which a browser offers the search.
package feeds

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/export"
	"cuttings/library"
	"cuttings/library/plain"
)

// Feeds answers for them.
type Feeds struct {
	Library *library.Library
	Render  *render.Renderer
}

// Cutting is a cutting's entry as the catalogue has it, as JSON.
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

// Citation is a cutting as a reference manager takes it in.
func (f Feeds) Citation(form export.Form) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		id := strings.TrimSuffix(r.PathValue("id"), "."+form.Extension)
		ref, err := f.Library.Reference(r.Context(), id)
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", form.MediaType)
		w.Header().Set("Content-Disposition", `attachment; filename="cuttings-`+ref.ID+"."+form.Extension+`"`)
		f.Render.Send(w, r, form.Write([]export.Record{ref}))
		return nil
	}
}

// searchOf reads the search in a request's address, with a period as people type it.
func searchOf(r *http.Request, l *library.Library) (address.Search, error) {
	s, err := address.Of(r)
	if err != nil {
		return s, err
	}
	s, _, err = s.Between(l)
	return s, err
}

// Search is a search as JSON: the search page's parameters, the catalogue's
// result, and where to go on.
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
			Facets: field.Standard().FacetNames()})
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
		*catalogue.Result
	}{Query: composed, From: s.From, Result: res}
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

// The Atom document of a search (RFC 4287).

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"`
	Updated  string      `xml:"updated"`
	Subtitle string      `xml:"subtitle,omitempty"`
	Links    []atomLink  `xml:"link"`
	Author   atomAuthor  `xml:"author"`
	Entries  []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published,omitempty"`
	Authors    []atomAuthor   `xml:"author"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    atomText       `xml:"summary"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr,omitempty"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Lang string `xml:"xml:lang,attr,omitempty"`
	Text string `xml:",chardata"`
}

// Atom is a search as a feed. Without an order in the address the last
// added come first, which is what a subscriber wants to hear of.
func (f Feeds) Atom(w http.ResponseWriter, r *http.Request) error {
	s, err := searchOf(r, f.Library)
	if err != nil {
		return err
	}
	req := catalogue.Request{Limit: s.Per, Sort: s.Sort}
	if req.Sort == "" {
		req.Sort = catalogue.ByAdded
	}
	res, err := f.Library.Find(r.Context(), s.Search, req)
	if err != nil {
		return err
	}
	base := "http://" + r.Host
	if r.TLS != nil {
		base = "https://" + r.Host
	}
	// The feed's identity is the search, wherever the archive is served from.
	feed := atomFeed{ID: "urn:x-cuttings:search:" + s.First().Values().Encode(),
		Title: f.Library.Name() + ": " + s.Title(), Author: atomAuthor{f.Library.Name()},
		Subtitle: fmt.Sprintf("%d cuttings match", res.Total),
		Links: []atomLink{
			{Rel: "self", Type: "application/atom+xml", Href: base + s.Href("/search.atom")},
			{Rel: "alternate", Type: "text/html", Href: base + s.Href("/search")},
		}}
	var newest time.Time
	for _, h := range res.Hits {
		feed.Entries = append(feed.Entries, entryOf(base, h.Head))
		if h.Added.After(newest) {
			newest = h.Added
		}
	}
	feed.Updated = newest.UTC().Format(time.RFC3339)
	if res.Next != "" {
		feed.Links = append(feed.Links, atomLink{Rel: "next", Type: "application/atom+xml",
			Href: base + s.NextPage(res.Next).Href("/search.atom")})
	}
	body, err := xml.MarshalIndent(feed, "", "  ")
	if err != nil {
		return fmt.Errorf("search as a feed: %w", err)
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	f.Render.Send(w, r, append([]byte(xml.Header), append(body, '\n')...))
	return nil
}

func entryOf(base string, h catalogue.Head) atomEntry {
	e := atomEntry{ID: "urn:x-cuttings:cutting:" + h.ID, Title: h.Headline,
		Updated: h.Added.UTC().Format(time.RFC3339), Published: atomDate(h.Published),
		Summary:    atomText{Type: "text", Lang: h.Lang, Text: h.Excerpt},
		Links:      []atomLink{{Rel: "alternate", Type: "text/html", Href: base + address.Cutting(h.ID)}},
		Categories: []atomCategory{{Term: string(h.Kind), Label: plain.Kind(h.Kind)}}}
	if e.Title == "" {
		e.Title = "Without a headline (" + plain.SourceName(h.Source) + ")"
	}
	if u := plain.OutLink(h.URL); u != "" {
		e.Links = append(e.Links, atomLink{Rel: "via", Href: u})
	}
	for _, a := range h.Byline {
		e.Authors = append(e.Authors, atomAuthor{a})
	}
	e.Authors = append(e.Authors, atomAuthor{plain.SourceName(h.Source)})
	if h.Section != "" {
		e.Categories = append(e.Categories, atomCategory{Term: h.Section})
	}
	return e
}

// atomDate is a published date as Atom wants it, to the second; a date less
// precise than a day is left out rather than made up.
func atomDate(d cutting.Date) string {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04",
		"2006-01-02"} {
		if t, err := time.Parse(layout, d.Value); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return ""
}

// Description lets a browser offer the archive in its address bar.
func (f Feeds) Description(w http.ResponseWriter, r *http.Request) error {
	type url struct {
		Type     string `xml:"type,attr"`
		Template string `xml:"template,attr"`
	}
	base := "http://" + r.Host
	if r.TLS != nil {
		base = "https://" + r.Host
	}
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

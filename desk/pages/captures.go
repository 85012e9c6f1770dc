package pages

import (
	"cmp"
	"maps"
	"net/http"
	"net/url"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// capturesData has the values of the list of captures, and of what was not taken in.
type capturesData struct {
	*library.CaptureList
	Facets  []facet
	Chips   []link
	Missing library.Missing
	First   string // address of the first page of the list, "" on that page
	Whole   bool   // the list is not narrowed
	CanEdit bool
}

// Captures returns the page of all captures, by state, kind, folder, source, doubt and reason of failure.
func (p *Pages) Captures(r *http.Request) (*render.Reply, error) {
	v := r.URL.Query()
	chosen := map[string]string{}
	for _, f := range library.CaptureFields {
		if v.Has(f.Name) {
			chosen[f.Name] = v.Get(f.Name)
		}
		if f.Name == field.Source && chosen[f.Name] == field.None { // the value that searches use
			chosen[f.Name] = ""
		}
	}
	list, err := p.Library.Captures(r.Context(), chosen, v.Get("after"))
	if err != nil {
		return nil, err
	}
	missing, err := p.Library.Missing(r.Context())
	if err != nil {
		return nil, err
	}
	data := capturesData{CaptureList: list, Missing: missing, Whole: len(chosen) == 0, CanEdit: p.Library.CanCorrect()}
	for _, f := range library.CaptureFields {
		values := list.Counts[f.Name]
		if len(values) == 0 || len(values) == 1 && chosen[f.Name] == "" && f.Name != "state" && f.Name != "kind" {
			continue // all have the same value
		}
		view := facet{Field: f.Name, Title: f.Title}
		for _, t := range values {
			label := captureLabel(f.Name, t.Value, list.Sources)
			fv := facetValue{link: link{Label: label, Count: t.Count}, Dir: plain.Direction("", label)}
			if on, ok := chosen[f.Name]; ok && on == t.Value {
				fv.On, fv.Href = true, capturesBut(chosen, f.Name)
				data.Chips = append(data.Chips, link{Label: f.Title + ": " + label, Href: fv.Href})
			} else {
				fv.Href = capturesPath(chosen, f.Name, t.Value)
			}
			if len(view.Values) < facetShown || fv.On {
				view.Values = append(view.Values, fv)
			} else {
				view.More = append(view.More, fv)
			}
		}
		data.Facets = append(data.Facets, view)
	}
	rep := &render.Reply{Page: "captures", Title: "Captures", Data: data}
	if list.Next != "" {
		rep.Next = capturesAfter(chosen, list.Next)
	}
	if v.Get("after") != "" {
		data.First = capturesBut(chosen, "")
	}
	rep.Data = data
	return rep, nil
}

// capturesPath returns the address of the list narrowed to what is chosen, with one field set to another value,
// which may be "" (captures of no known source, in no folder).
func capturesPath(chosen map[string]string, field, value string) string {
	with := maps.Clone(chosen)
	if with == nil {
		with = map[string]string{}
	}
	with[field] = value
	return capturesBut(with, "")
}

// capturesBut returns the address of the list narrowed to what is chosen, except one field; "" is no exception.
func capturesBut(chosen map[string]string, field string) string {
	v := url.Values{}
	for f, c := range chosen {
		if f != field {
			v.Set(f, c)
		}
	}
	if len(v) == 0 {
		return "/captures"
	}
	return "/captures?" + v.Encode()
}

// capturesAfter returns the page of the list after a capture.
func capturesAfter(chosen map[string]string, after string) string {
	v := url.Values{"after": {after}}
	for f, c := range chosen {
		v.Set(f, c)
	}
	return "/captures?" + v.Encode()
}

var stateNames = map[string]string{library.StateRead: "read", library.StateDoubts: "read with doubts",
	library.StateFailed: "could not be read", library.StateStale: "read by another version of the program",
	library.StateWaiting: "waiting to be read again with a correction"}

// captureLabel writes a value of one of library.CaptureFields.
func captureLabel(field, value string, sources map[string]catalogue.Source) string {
	switch field {
	case "state":
		return stateNames[value]
	case "kind":
		return plain.PageKind(cutting.PageKind(value))
	case "source":
		return plain.SourceName(sources[value])
	case "time":
		return plain.Origin(value)
	case "folder":
		return cmp.Or(value, "no folder")
	}
	return value
}

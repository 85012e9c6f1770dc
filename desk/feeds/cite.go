package feeds

import (
	"net/http"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/export"
)

// Citation returns the handler of the citation of a cutting, or of a passage of it, for reference managers.
func (f Feeds) Citation(form export.Form) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		id := strings.TrimSuffix(r.PathValue("id"), "."+form.Extension)
		ask, err := address.PassageOf(r.URL.Query())
		if err != nil {
			return err
		}
		c, err := f.Library.Cite(r.Context(), id, ask)
		if err != nil {
			return err
		}
		f.sendCitations(w, r, form, "cuttings-"+id, []export.Record{c.Reference})
		return nil
	}
}

// Basket returns the handler of the citations of the basket's cuttings, for reference managers.
func (f Feeds) Basket(form export.Form) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		var records []export.Record
		whole, err := address.PassageOf(nil)
		if err != nil {
			return err
		}
		for _, id := range render.Basket(r) {
			c, err := f.Library.Cite(r.Context(), id, whole)
			if cutting.KindOf(err) == cutting.NotFound {
				continue // no longer cut so
			}
			if err != nil {
				return err
			}
			records = append(records, c.Reference)
		}
		f.sendCitations(w, r, form, "basket", records)
		return nil
	}
}

func (f Feeds) sendCitations(w http.ResponseWriter, r *http.Request, form export.Form, name string,
	records []export.Record) {
	w.Header().Set("Content-Type", form.MediaType)
	w.Header().Set("Content-Disposition", `attachment; filename="`+name+"."+form.Extension+`"`)
	f.Render.Send(w, r, form.Write(records))
}

// Passage serves a passage with its citation as bare text, which the desk's script copies.
func (f Feeds) Passage(w http.ResponseWriter, r *http.Request) error {
	ask, err := address.PassageOf(r.URL.Query())
	if err != nil {
		return err
	}
	c, err := f.Library.Cite(r.Context(), r.PathValue("id"), ask)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	f.Render.Send(w, r, []byte(c.Plain()))
	return nil
}

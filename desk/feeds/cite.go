package feeds

import (
	"net/http"
	"strings"

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
		cited, err := f.Library.CiteAll(r.Context(), render.Basket(r))
		if err != nil {
			return err
		}
		records := make([]export.Record, 0, len(cited))
		for _, c := range cited {
			records = append(records, c.Reference)
		}
		f.sendCitations(w, r, form, "basket", records)
		return nil
	}
}

// BasketNotes returns the handler of the citations of the basket's cuttings, for people; "short" in the address
// leaves the evidence out.
func (f Feeds) BasketNotes(form export.NoteForm) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		cited, err := f.Library.CiteAll(r.Context(), render.Basket(r))
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", form.MediaType)
		w.Header().Set("Content-Disposition", `attachment; filename="basket.`+form.Extension+`"`)
		f.Render.Send(w, r, form.Write(cited, !r.URL.Query().Has("short")))
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

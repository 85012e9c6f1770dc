package correct

import (
	"net/http"
	"strconv"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
)

// factsData has the values for the form for a date and byline, or for its confirmation.
type factsData struct {
	*library.FactsForm
	Path    string  // of the form
	Back    string  // the cutting's page, or the capture's
	Answers []field // the form's fields, for the confirmation
	Who     string  // content of the field for initials
}

// field is a hidden input.
type field struct{ Name, Value string }

// factFields are the fields of the form that the confirmation repeats.
var factFields = []string{"state", "date", "date-typed", "date-words", "byline", "byline-typed", "byline-words",
	"everywhere"}

// Facts returns the form for the date and byline of one cutting.
func (f Forms) Facts(r *http.Request) (*render.Reply, error) {
	n, err := ordinal(r)
	if err != nil {
		return nil, err
	}
	form, err := f.Library.FactsForm(r.Context(), r.PathValue("id"), n)
	if err != nil {
		return nil, err
	}
	return factsReply(r, form), nil
}

func factsReply(r *http.Request, form *library.FactsForm) *render.Reply {
	data := factsData{FactsForm: form, Path: address.FactsForm(form.Capture, form.Ordinal),
		Back: address.Capture(form.Capture), Who: render.Who(r)}
	if form.Cutting != "" {
		data.Back = shownAt(form)
	}
	if len(form.Changes) > 0 {
		names := factFields
		for _, t := range form.Texts {
			names = append(names[:len(names):len(names)], t.Name, t.Name+"-typed")
		}
		for _, name := range names {
			data.Answers = append(data.Answers, field{name, r.PostForm.Get(name)})
		}
	}
	return &render.Reply{Page: "facts", Title: "Date, byline, headline – " + form.Title, Data: data,
		Status: status(form.Mistake, form.Stale, form.Kept)}
}

// FactsPost handles the sent form for the date and byline of one cutting.
func (f Forms) FactsPost(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	n, err := ordinal(r)
	if err != nil {
		return nil, err
	}
	said := func(name string) library.FactAnswer {
		return library.FactAnswer{Choice: r.PostForm.Get(name), Typed: r.PostForm.Get(name + "-typed"),
			Words: r.PostForm.Get(name + "-words")}
	}
	texts := map[string]library.FactAnswer{}
	for _, name := range library.TextFacts() {
		texts[name] = said(name)
	}
	form, err := f.Library.CorrectFacts(r.Context(), r.PathValue("id"), n, library.FactsAnswer{
		State: r.PostForm.Get("state"), Date: said("date"), Byline: said("byline"), Texts: texts,
		Note: r.PostForm.Get("note"), Who: r.PostForm.Get("who"), Everywhere: r.PostForm.Get("everywhere") != "",
		Keep: r.PostForm.Get("step") == "keep"})
	if err != nil {
		return nil, err
	}
	if form.Kept == nil || form.Kept.Later != "" {
		return factsReply(r, form), nil
	}
	return &render.Reply{Redirect: placeOf(form.Capture, form.Cutting, form.Place, "corrected"),
		Cookie: render.Remember(r)}, nil
}

// shownAt returns the cutting's page with the text of the place corrected.
func shownAt(form *library.FactsForm) string {
	if form.Place < 0 {
		return address.Cutting(form.Cutting)
	}
	return address.Sighting(form.Cutting, form.Place)
}

// ordinal returns the number of the cutting in the address.
func ordinal(r *http.Request) (int, error) {
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil {
		return 0, cutting.Errorf(cutting.NotFound, "“%s” is not the number of a cutting.", r.PathValue("n"))
	}
	return n, nil
}

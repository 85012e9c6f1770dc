// Package correct has the desk's forms for corrections: how a page is cut, a cutting's date and byline, marks,
// names, outlets and stories. The first two are sent twice: step=check shows what would change, step=keep
// records it.
package correct

import (
	"net/http"
	"strconv"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
)

// Forms handles the forms.
type Forms struct {
	Library *library.Library
}

const maxForm = 2 << 20 // maximum size of a sent form, in bytes

// Cut returns the form that corrects how a capture is cut.
func (f Forms) Cut(r *http.Request) (*render.Reply, error) {
	form, err := f.Library.CutForm(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	return cutReply(r, form), nil
}

// cutData has the values for the form of how a page is cut.
type cutData struct {
	*library.CutForm
	Who string // content of the field for initials
}

func cutReply(r *http.Request, form *library.CutForm) *render.Reply {
	return &render.Reply{Page: "correct", Title: "Correct – " + form.Title, Data: cutData{form, render.Who(r)},
		Status: status(form.Mistake, form.Stale, form.Kept)}
}

// status is the HTTP status of a form that is shown again: what was answered is a
// mistake, is of an earlier state, or is kept and takes effect later; 0 leaves the usual one.
func status(mistake string, stale bool, kept *library.Kept) int {
	switch {
	case stale:
		return http.StatusConflict
	case mistake != "":
		return http.StatusBadRequest
	case kept != nil && kept.Later != "":
		return http.StatusAccepted
	}
	return 0
}

// CutPost handles the sent form that corrects how a capture is cut.
func (f Forms) CutPost(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	id := r.PathValue("id")
	a := library.CutAnswer{State: r.PostForm.Get("state"), Was: r.PostForm.Get("was"),
		Note: r.PostForm.Get("note"), Who: r.PostForm.Get("who"),
		Keep: r.PostForm.Get("step") == "keep", Lines: map[int]library.LineAnswer{}}
	for name := range r.PostForm {
		index, isLine := strings.CutPrefix(name, "b")
		if i, err := strconv.Atoi(index); isLine && err == nil && r.PostForm.Get(name) != "" {
			a.Lines[i] = library.LineAnswer{Is: r.PostForm.Get(name), Headline: r.PostForm.Get("h"+index) != ""}
		}
	}
	form, err := f.Library.CorrectCut(r.Context(), id, a)
	if err != nil {
		return nil, err
	}
	if form.Kept != nil && form.Kept.Later == "" {
		return &render.Reply{Redirect: address.Capture(id) + "?corrected=1", Cookie: render.Remember(r)}, nil
	}
	return cutReply(r, form), nil
}

// parse parses a sent form of at most maxForm bytes.
func parse(r *http.Request) error {
	r.Body = http.MaxBytesReader(nil, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return cutting.Errorf(cutting.Invalid, "The form cannot be read: %w", err)
	}
	return nil
}

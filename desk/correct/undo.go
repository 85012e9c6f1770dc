package correct

import (
	"net/http"
	"strconv"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
)

// Undo takes a decision about a capture back and shows where it acted again.
func (f Forms) Undo(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	id := r.PathValue("id")
	number, err := decisionNumber(r)
	if err != nil {
		return nil, err
	}
	kept, err := f.Library.TakeBack(r.Context(), id, number, r.PostForm.Get("who"), r.PostForm.Get("note"))
	if err != nil || kept.Later != "" {
		return later(kept, err)
	}
	back := placeOf(id, "", -1, "undone")
	if n, err := strconv.Atoi(r.PostForm.Get("cutting")); err == nil { // it was undone on a cutting's page
		entry, place, err := f.Library.PlaceOf(r.Context(), id, n)
		if err != nil {
			return nil, err
		}
		back = placeOf(id, entry, place, "undone")
	}
	return &render.Reply{Redirect: back, Cookie: render.Remember(r)}, nil
}

// takeBack takes the decision back whose number is in the address of a form that was sent.
func (f Forms) takeBack(r *http.Request) (library.Kept, error) {
	if err := parse(r); err != nil {
		return library.Kept{}, err
	}
	number, err := decisionNumber(r)
	if err != nil {
		return library.Kept{}, err
	}
	return f.Library.TakeBackLine(r.Context(), number, r.PostForm.Get("who"), r.PostForm.Get("note"))
}

// decisionNumber returns the number of a decision in a request's address; NotFound for anything else there.
func decisionNumber(r *http.Request) (int64, error) {
	number, err := strconv.ParseInt(r.PathValue("number"), 10, 64)
	if err != nil {
		return 0, cutting.Errorf(cutting.NotFound, "“%s” is not the number of a decision.", r.PathValue("number"))
	}
	return number, nil
}

// placeOf returns the page that shows a decision: a cutting's sighting, else the cutting, else the capture;
// note is the parameter for what was just done.
func placeOf(capture, entry string, place int, note string) string {
	switch {
	case entry == "":
		return address.Capture(capture) + "?" + note + "=1"
	case place < 0:
		return address.Cutting(entry) + "?" + note + "=1"
	}
	return address.Sighting(entry, place) + "&" + note + "=1"
}

package pages

import (
	"net/http"

	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// captureData has the values of a capture's page: how the page was read and cut.
type captureData struct {
	*library.Capture
	CanEdit bool
	Changed bool   // a correction was just recorded
	Undone  bool   // a decision was just undone
	Who     string // the initials that the browser keeps
}

// Capture returns the page of one capture.
func (p *Pages) Capture(r *http.Request) (*render.Reply, error) {
	id, v := r.PathValue("id"), r.URL.Query()
	var w library.Window
	w.Cutting, _ = number(v, "cutting")
	w.From, _ = number(v, "from")
	c, err := p.Library.Capture(r.Context(), id, w)
	if err != nil {
		return nil, err
	}
	rep := &render.Reply{Page: "capture", Title: c.Title(),
		Data: captureData{Capture: c, CanEdit: p.Library.CanCorrect(), Changed: corrected(r),
			Undone: r.URL.Query().Get("undone") != "", Who: render.Initials(r)}}
	if c.Next >= 0 {
		rep.Next = address.CaptureFrom(id, c.Next)
	}
	if c.Prev >= 0 {
		rep.Prev = address.CaptureFrom(id, c.Prev)
	}
	return rep, nil
}

// Bytes returns the page /captures/ID/bytes?range=a-b, half-open: from byte a to before byte b.
func (p *Pages) Bytes(r *http.Request) (*render.Reply, error) {
	e, err := p.Library.Evidence(r.Context(), r.PathValue("id"), r.URL.Query().Get("range"))
	if err != nil {
		return nil, err
	}
	return &render.Reply{Page: "bytes", Title: "Bytes " + plain.Range(e.Range), Data: e}, nil
}

package correct

import (
	"net/http"
	"net/url"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
)

// Outlet records a decision about an outlet.
func (f Forms) Outlet(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	v := r.PostForm
	d := cutting.OutletDecision{Outlet: r.PathValue("id"), Note: v.Get("note")}
	back := d.Outlet
	switch v.Get("what") {
	case "merge":
		if d.Into = strings.TrimSpace(v.Get("into")); d.Into == "" {
			return nil, cutting.Errorf(cutting.Invalid, "Write the name or host of the source that it is part of.")
		}
	case "split":
		d.Outlet, d.Separate = v.Get("key"), true
	case "name":
		if d.Name = v.Get("name"); strings.TrimSpace(d.Name) == "" {
			return nil, cutting.Errorf(cutting.Invalid, "Write the source’s name.")
		}
	case "facts":
		d.Kind, d.Lang = v.Get("kind"), strings.TrimSpace(v.Get("lang"))
	default:
		return nil, cutting.Errorf(cutting.Invalid, "Choose what to decide about the source.")
	}
	kept, err := f.Library.DecideOutlet(r.Context(), d, v.Get("who"))
	if err != nil || kept.Later != "" {
		return later(kept, err)
	}
	return &render.Reply{Redirect: address.Source(back) + "?kept=1", Cookie: render.Remember(r)}, nil
}

// UndoOutlet undoes a decision about an outlet.
func (f Forms) UndoOutlet(r *http.Request) (*render.Reply, error) {
	kept, err := f.takeBack(r)
	if err != nil || kept.Later != "" {
		return later(kept, err)
	}
	back := "/sources"
	if u, err := url.Parse(r.PostForm.Get("back")); err == nil && !u.IsAbs() && u.Host == "" &&
		strings.HasPrefix(u.Path, "/sources") {
		back = u.Path
	}
	return &render.Reply{Redirect: back + "?kept=1", Cookie: render.Remember(r)}, nil
}

// PageOutlet records which outlet a page is of.
func (f Forms) PageOutlet(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	id := r.PathValue("id")
	kept, err := f.Library.AssignOutlet(r.Context(), []string{id}, r.PostForm.Get("outlet"), r.PostForm.Get("who"),
		r.PostForm.Get("note"))
	if err != nil || kept.Later != "" {
		return later(kept, err)
	}
	return &render.Reply{Redirect: address.Capture(id) + "?corrected=1", Cookie: render.Remember(r)}, nil
}

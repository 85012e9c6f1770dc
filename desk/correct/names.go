package correct

import (
	"net/http"
	"net/url"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/render"
	"cuttings/library"
)

// Name records a decision about a name: that two forms are of one name or of two, the form to show, or that a
// form is no name.
func (f Forms) Name(r *http.Request) (*render.Reply, error) {
	if err := parse(r); err != nil {
		return nil, err
	}
	v := r.PostForm
	n := library.Naming{Kind: v.Get("kind"), Of: v.Get("of"), Class: v.Get("class"), With: v.Get("with"),
		WithClass: v.Get("with-class"), Note: v.Get("note"), Who: v.Get("who")}
	switch n.Kind {
	case cutting.NameSame:
		if v.Has("same") { // sent by a name's page, where with is one of its own forms
			n.With = strings.TrimSpace(v.Get("same"))
		}
		if n.With == "" {
			return nil, cutting.Errorf(cutting.Invalid, "Write the other form of the same name.")
		}
	case cutting.NameDifferent, cutting.NameUnsure:
	case cutting.NameForm:
		n.With, n.Form = "", v.Get("show")
	case cutting.NameNone:
		if with := v.Get("with"); with != "" { // the one of the name's forms that is no name
			n.Of, n.With = with, ""
		}
	default:
		return nil, cutting.Errorf(cutting.Invalid, "Choose what to decide about the name.")
	}
	kept, err := f.Library.DecideName(r.Context(), n)
	return redirectAfter(r, kept, err)
}

// UndoName undoes a decision about a name.
func (f Forms) UndoName(r *http.Request) (*render.Reply, error) {
	kept, err := f.takeBack(r)
	return redirectAfter(r, kept, err)
}

// redirectAfter redirects to the page on which a decision about names was made.
func redirectAfter(r *http.Request, kept library.Kept, err error) (*render.Reply, error) {
	if err != nil || kept.Later != "" {
		return later(kept, err)
	}
	return &render.Reply{Redirect: backTo(r), Cookie: render.Remember(r)}, nil
}

// later returns a problem page for a decision that takes effect later.
func later(kept library.Kept, err error) (*render.Reply, error) {
	if err != nil {
		return nil, err
	}
	return nil, &render.Problem{Status: http.StatusAccepted, Title: "Kept, and in effect later", Detail: kept.Later}
}

// backTo returns the page of names a form was sent from: an address below /names, else the list.
func backTo(r *http.Request) string {
	back, err := url.Parse(r.PostForm.Get("back"))
	if err != nil || back.IsAbs() || back.Host != "" || !strings.HasPrefix(back.Path, "/names") {
		return "/names?kept=1"
	}
	q := back.Query()
	q.Set("kept", "1")
	back.RawQuery = q.Encode()
	return back.String()
}

package correct

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
)

// WrongMark records that marks of a cutting's text are wrong.
func (f Forms) WrongMark(r *http.Request) (*render.Reply, error) {
	m, err := marked(r)
	if err != nil {
		return nil, err
	}
	kept, err := f.Library.RemoveMarks(r.Context(), m)
	return afterMark(r, m, kept, err)
}

// The values of a form's choice that are no name.
const (
	choiceNoOne  = "nobody"
	choiceOutlet = "outlet"
)

// RightMark records the correction of a part of a mark: the speaker, whom a label is put on and in whose voice,
// the name of a mention.
func (f Forms) RightMark(r *http.Request) (*render.Reply, error) {
	m, err := marked(r)
	if err != nil {
		return nil, err
	}
	v := r.PostForm
	to := library.MarkCorrection{Part: cutting.MarkPart(v.Get("part"))}
	chosen, typed := v.Get("is"), strings.TrimSpace(v.Get("typed"))
	switch {
	case typed != "":
		to.Name, to.Class = typed, v.Get("class")
	case chosen == choiceOutlet:
		to.Outlet = true
	case chosen == choiceNoOne:
	default:
		class, name, ok := strings.Cut(chosen, ":")
		if !ok {
			return nil, cutting.Errorf(cutting.Invalid, "Choose a name of the text or write one.")
		}
		to.Class, to.Name = class, name
	}
	kept, err := f.Library.CorrectMarks(r.Context(), m, to)
	return afterMark(r, m, kept, err)
}

// marked returns the marks a sent form is about.
func marked(r *http.Request) (library.Marked, error) {
	if err := parse(r); err != nil {
		return library.Marked{}, err
	}
	v := r.PostForm
	m := library.Marked{Cutting: r.PathValue("id"), Reader: v.Get("reader"), Note: v.Get("note"), Who: render.Who(r),
		Sighting: -1}
	if n, err := strconv.Atoi(v.Get("sighting")); err == nil {
		m.Sighting = n
	}
	for _, place := range v["at"] {
		from, to, _ := strings.Cut(place, "-")
		start, err1 := strconv.Atoi(from)
		end, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil {
			return library.Marked{}, cutting.Errorf(cutting.Invalid, "%q is no place in a text.", place)
		}
		m.At = append(m.At, cutting.At{Start: start, End: end})
	}
	return m, nil
}

// afterMark redirects to the list of the marks that were decided about.
func afterMark(r *http.Request, m library.Marked, kept library.Kept, err error) (*render.Reply, error) {
	if err != nil || kept.Later != "" {
		return later(kept, err)
	}
	back := address.Cutting(m.Cutting) + "?" + url.Values{"marks": {m.Reader}, "corrected": {"1"}}.Encode()
	if m.Sighting >= 0 {
		back += "&sighting=" + strconv.Itoa(m.Sighting)
	}
	return &render.Reply{Redirect: back + "#list-" + m.Reader, Cookie: render.Remember(r)}, nil
}

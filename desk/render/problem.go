package render

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// Problem is an error with its response: status, title and detail.
type Problem struct {
	Status int
	Title  string // "" is the text of the status
	Detail string
	Cause  error // for the log; not shown
}

func (p *Problem) Error() string { return p.Detail }
func (p *Problem) Unwrap() error { return p.Cause }

// problemOf returns the status and message for an error; no other function decides these. Causes of internal
// errors are logged, not shown.
func problemOf(err error) *Problem {
	var p *Problem
	if errors.As(err, &p) {
		if p.Title == "" {
			p.Title = http.StatusText(p.Status)
		}
		return p
	}
	var syntax *query.SyntaxError
	if errors.As(err, &syntax) {
		return &Problem{http.StatusBadRequest, "The search could not be read", plain.Sentence(syntax.Message), err}
	}
	if errors.Is(err, context.Canceled) {
		return &Problem{499, "Interrupted", "The browser closed the connection before the answer was ready.", err}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &Problem{http.StatusServiceUnavailable, "That took too long",
			"The search was given up after its time limit. Try a narrower one, by source or date.", err}
	}
	switch cutting.KindOf(err) {
	case cutting.NotFound:
		return &Problem{http.StatusNotFound, "Not in this archive", plain.Sentence(err.Error()), err}
	case cutting.Invalid:
		return &Problem{http.StatusBadRequest, "That request is not valid", plain.Sentence(err.Error()), err}
	case cutting.Conflict:
		return &Problem{http.StatusConflict, "Something else was changed first", plain.Sentence(err.Error()), err}
	case cutting.Unsupported:
		return &Problem{http.StatusUnprocessableEntity, "Kept, but not readable", plain.Sentence(err.Error()), err}
	case cutting.Unavailable:
		return &Problem{http.StatusServiceUnavailable, "Not now", plain.Sentence(err.Error()), err}
	}
	return &Problem{http.StatusInternalServerError, "An error in the program",
		"This is a defect of the program, not of your request. The archive itself is untouched; the terminal that " +
			"runs the desk shows the details.", err}
}

// Fail writes err as a page.
func (d *Renderer) Fail(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	d.logProblem(r, p)
	w.Header().Set("Cache-Control", "no-store")
	body, rerr := d.document(&Reply{Page: "problem", Title: p.Title, Data: struct {
		Status int
		Title  string
		Detail string
	}{p.Status, p.Title, p.Detail}})
	if rerr != nil {
		d.log.Error("the error page could not be made", "error", rerr)
		http.Error(w, p.Title+": "+p.Detail, p.Status)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body)
}

// apiError is an error as JSON.
type apiError struct {
	Error struct {
		Kind    string `json:"kind"`
		Message string `json:"message"`
		// Offset and Length are the place in the query, in bytes, for an error in the query.
		Offset *int `json:"offset,omitempty"`
		Length *int `json:"length,omitempty"`
	} `json:"error"`
}

// answerAPIError writes err as JSON.
func (d *Renderer) answerAPIError(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	d.logProblem(r, p)
	var e apiError
	e.Error.Kind, e.Error.Message = cutting.KindOf(err).String(), p.Detail
	var syntax *query.SyntaxError
	if errors.As(err, &syntax) {
		e.Error.Kind, e.Error.Offset, e.Error.Length = cutting.Invalid.String(), &syntax.Offset, &syntax.Length
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(e)
}

func (d *Renderer) logProblem(r *http.Request, p *Problem) {
	if p.Status >= 500 {
		d.log.Error(p.Title, "path", r.URL.Path, "error", p.Cause)
	}
}

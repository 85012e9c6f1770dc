package desk

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// problem is an error with its answer decided.
type problem struct {
	status int
	title  string // "" is the status's own words
	detail string
	cause  error // for the log; not shown
}

func (p *problem) Error() string { return p.detail }
func (p *problem) Unwrap() error { return p.cause }

// problemOf is the one place that turns an error into a status and words for
// people. What went wrong inside is logged, not shown.
func problemOf(err error) *problem {
	var p *problem
	if errors.As(err, &p) {
		if p.title == "" {
			p.title = http.StatusText(p.status)
		}
		return p
	}
	var syntax *query.SyntaxError
	if errors.As(err, &syntax) {
		return &problem{http.StatusBadRequest, "The search could not be read", syntax.Message, err}
	}
	if errors.Is(err, context.Canceled) {
		return &problem{499, "Interrupted", "The browser went away before the answer was ready.", err}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return &problem{http.StatusServiceUnavailable, "That took too long",
			"The search was given up after its time limit. A narrower one, by source or date, will answer.", err}
	}
	switch cutting.KindOf(err) {
	case cutting.NotFound:
		return &problem{http.StatusNotFound, "Not in this archive", err.Error(), err}
	case cutting.Invalid:
		return &problem{http.StatusBadRequest, "That request makes no sense", err.Error(), err}
	case cutting.Conflict:
		return &problem{http.StatusConflict, "Something else got there first", err.Error(), err}
	case cutting.Unsupported:
		return &problem{http.StatusUnprocessableEntity, "Kept, but not readable", err.Error(), err}
	case cutting.Unavailable:
		return &problem{http.StatusServiceUnavailable, "Not now", err.Error(), err}
	}
	return &problem{http.StatusInternalServerError, "The desk made a mistake",
		"This is a defect of the program, not of your request. The archive itself is untouched; the terminal that runs the desk says more.", err}
}

// answerError writes err as a page.
func (d *desk) answerError(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	d.logProblem(r, p)
	w.Header().Set("Cache-Control", "no-store")
	body, rerr := d.render(r, &reply{page: "problem", title: p.title, data: struct {
		Status int
		Title  string
		Detail string
	}{p.status, p.title, p.detail}})
	if rerr != nil {
		d.Log.Error("the error page could not be made", "error", rerr)
		http.Error(w, p.title+": "+p.detail, p.status)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(p.status)
	_, _ = w.Write(body)
}

// apiError is an error as JSON.
type apiError struct {
	Error struct {
		Kind    string `json:"kind"`
		Message string `json:"message"`
		// Offset and Length point into the query, in bytes, when the query is at fault.
		Offset *int `json:"offset,omitempty"`
		Length *int `json:"length,omitempty"`
	} `json:"error"`
}

// answerAPIError writes err as JSON.
func (d *desk) answerAPIError(w http.ResponseWriter, r *http.Request, err error) {
	p := problemOf(err)
	d.logProblem(r, p)
	var e apiError
	e.Error.Kind, e.Error.Message = cutting.KindOf(err).String(), p.detail
	var syntax *query.SyntaxError
	if errors.As(err, &syntax) {
		e.Error.Kind, e.Error.Offset, e.Error.Length = cutting.Invalid.String(), &syntax.Offset, &syntax.Length
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.status)
	_ = json.NewEncoder(w).Encode(e)
}

func (d *desk) logProblem(r *http.Request, p *problem) {
	if p.status >= 500 {
		d.Log.Error(p.title, "path", r.URL.Path, "error", p.cause)
	}
}

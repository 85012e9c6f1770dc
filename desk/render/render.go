// Package render writes responses: pages from templates and one layout, errors as pages or JSON, and bodies
// that browsers may cache.
package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"cuttings/desk/assets"
	"cuttings/desk/guard"
	"cuttings/export"
)

// Reply is the result of a page's code: a template and its data.
type Reply struct {
	Page   string // template name: "search" is templates/search.html
	Title  string // of the document, before the archive's name
	Data   any
	Status int           // 0 is 200
	Query  string        // content of the search box
	Feed   string        // address of the page's Atom feed, "" for none
	JSON   string        // address of the page's JSON, "" for none
	Meta   []export.Meta // for reference managers
	Prev   string        // address of the page before, for the keyboard and <link rel>
	Next   string
	// Redirect, when set, is sent instead of a page: 303 to this address.
	Redirect string
	Cookie   *http.Cookie // set with the response, nil for none
}

// Renderer writes responses. It is safe for concurrent use.
type Renderer struct {
	archive   string // the archive's name
	templates map[string]*template.Template
	log       *slog.Logger
}

// New returns a renderer with the parsed templates.
func New(archive string, a *assets.Assets, log *slog.Logger) *Renderer {
	return &Renderer{archive: archive, templates: parseTemplates(a), log: log}
}

// layout has the values of the layout template.
type layout struct {
	Archive string
	Title   string
	Page    string
	Query   string
	Feed    string
	JSON    string
	Meta    []export.Meta
	Prev    string
	Next    string
	Data    any
}

// parseTemplates returns the templates of all pages with the layout and the shared parts. They are embedded, so
// a mistake in one shows in every test.
func parseTemplates(a *assets.Assets) map[string]*template.Template {
	base := template.Must(template.New("layout.html").Funcs(funcs(a)).
		ParseFS(assets.Templates, "templates/layout.html", "templates/parts.html", "templates/marks.html"))
	names, err := fs.Glob(assets.Templates, "templates/*.html")
	pages := map[string]*template.Template{}
	if err != nil {
		return pages // constant pattern: an error is impossible
	}
	for _, f := range names {
		name := strings.TrimSuffix(strings.TrimPrefix(f, "templates/"), ".html")
		if name == "layout" || name == "parts" || name == "marks" {
			continue
		}
		pages[name] = template.Must(template.Must(base.Clone()).ParseFS(assets.Templates, f))
	}
	return pages
}

// document returns the whole document, before a byte is sent, so that a failure gives an error page and not
// half a page.
func (d *Renderer) document(rep *Reply) ([]byte, error) {
	t := d.templates[rep.Page]
	if t == nil {
		return nil, fmt.Errorf("no template %q", rep.Page)
	}
	var buf bytes.Buffer
	err := t.Execute(&buf, layout{
		Archive: d.archive, Title: rep.Title, Page: rep.Page, Query: rep.Query,
		Feed: rep.Feed, JSON: rep.JSON, Meta: rep.Meta, Prev: rep.Prev, Next: rep.Next,
		Data: rep.Data,
	})
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", rep.Page, err)
	}
	return buf.Bytes(), nil
}

// Page returns a handler that runs a page's code and writes its reply.
func (d *Renderer) Page(f func(*http.Request) (*Reply, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rep, err := f(r)
		if err != nil {
			d.Fail(w, r, err)
			return
		}
		if rep.Cookie != nil {
			http.SetCookie(w, rep.Cookie)
		}
		if rep.Redirect != "" {
			http.Redirect(w, r, rep.Redirect, http.StatusSeeOther)
			return
		}
		body, err := d.document(rep)
		if err != nil {
			d.Fail(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if rep.Status == 0 || rep.Status == http.StatusOK {
			d.Send(w, r, body)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(rep.Status)
		_, _ = w.Write(body)
	}
}

// API returns a handler for a response that is no page: f writes it, errors are written as JSON.
func (d *Renderer) API(f func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", guard.FilePolicy)
		if err := f(w, r); err != nil {
			d.answerAPIError(w, r, err)
		}
	}
}

// Send writes a body with an entity tag; a browser that has it gets 304 while it is unchanged.
func (d *Renderer) Send(w http.ResponseWriter, r *http.Request, body []byte) {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
	if guard.Unchanged(r, tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
)

// page is one parsed page template over the layout.
type page = template.Template

// reply is what a page's code hands back: which template, with which data.
type reply struct {
	page   string // template name: "search" is templates/search.html
	title  string // of the document, before the archive's name
	data   any
	status int    // 0 is 200
	query  string // what stands in the search box
	feed   string // address of the page's Atom feed, "" for none
	json   string // address of the page's JSON, "" for none
	prev   string // address of the page before, for the keyboard and <link rel>
	next   string
	// redirect, when set, is answered instead of a page: 303 to this address.
	redirect string
}

// layout is what the layout template sees.
type layout struct {
	Archive string
	Title   string
	Page    string
	Query   string
	Feed    string
	JSON    string
	Prev    string
	Next    string
	Data    any
}

// parseTemplates parses every page over the layout and the shared parts. The
// templates are embedded, so a mistake in one shows in every test.
func parseTemplates(a *assets) map[string]*page {
	base := template.Must(template.New("layout.html").Funcs(funcs(a)).
		ParseFS(templateFiles, "templates/layout.html", "templates/parts.html"))
	names, err := fs.Glob(templateFiles, "templates/*.html")
	pages := map[string]*page{}
	if err != nil {
		return pages // a constant pattern: cannot happen
	}
	for _, f := range names {
		name := strings.TrimSuffix(strings.TrimPrefix(f, "templates/"), ".html")
		if name == "layout" || name == "parts" {
			continue
		}
		pages[name] = template.Must(template.Must(base.Clone()).ParseFS(templateFiles, f))
	}
	return pages
}

// render makes the whole document before a byte is sent, so that a failure half
// way is an error page and not half a page.
func (d *desk) render(r *http.Request, rep *reply) ([]byte, error) {
	t := d.templates[rep.page]
	if t == nil {
		return nil, fmt.Errorf("no template %q", rep.page)
	}
	var buf bytes.Buffer
	err := t.Execute(&buf, layout{
		Archive: d.Name, Title: rep.title, Page: rep.page, Query: rep.query,
		Feed: rep.feed, JSON: rep.json, Prev: rep.prev, Next: rep.next,
		Data: rep.data,
	})
	if err != nil {
		return nil, fmt.Errorf("template %s: %w", rep.page, err)
	}
	return buf.Bytes(), nil
}

// page turns a page's code into a handler.
func (d *desk) page(f func(*http.Request) (*reply, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rep, err := f(r)
		if err != nil {
			d.answerError(w, r, err)
			return
		}
		if rep.redirect != "" {
			http.Redirect(w, r, rep.redirect, http.StatusSeeOther)
			return
		}
		body, err := d.render(r, rep)
		if err != nil {
			d.answerError(w, r, err)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if rep.status == 0 || rep.status == http.StatusOK {
			d.send(w, r, body)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.WriteHeader(rep.status)
		_, _ = w.Write(body)
	}
}

// api turns the code of an answer that is no page into a handler; f writes it
// itself, errors come back as JSON.
func (d *desk) api(f func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", filePolicy)
		if err := f(w, r); err != nil {
			d.answerAPIError(w, r, err)
		}
	}
}

// send writes a body that may be asked for again: browsers check with the
// entity tag and get 304 while nothing has changed.
func (d *desk) send(w http.ResponseWriter, r *http.Request, body []byte) {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:12]) + `"`
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

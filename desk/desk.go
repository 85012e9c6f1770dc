// Package desk is the archive's web site: server-rendered pages that work without
// JavaScript, an Atom feed and JSON of every search, and the originals in a sandbox. It
// is a thin face of the library: each room below answers for some addresses, and the
// table of routes here is the list of them all.
//
// Nothing a page needs comes from outside the binary, and nothing archived runs in the
// desk's origin: see package guard for the promises made to the browser.
package desk

import (
	"log/slog"
	"net/http"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/assets"
	"cuttings/desk/correct"
	"cuttings/desk/feeds"
	"cuttings/desk/guard"
	"cuttings/desk/pages"
	"cuttings/desk/render"
	"cuttings/desk/sandbox"
	"cuttings/export"
	"cuttings/library"
)

// Config describes what a desk shows and to whom.
type Config struct {
	Library *library.Library
	// Hosts are the names the desk answers to besides "localhost" and plain addresses.
	Hosts []string
	Log   *slog.Logger // nil discards
}

// New makes the site. The handler is safe for concurrent use; time limits are the
// server's business.
func New(c Config) http.Handler {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	files := assets.New()
	out := render.New(c.Library.Name(), files, c.Log)
	mux := http.NewServeMux()
	for _, r := range routes(c.Library, out, files) {
		if r.writes && !c.Library.CanCorrect() {
			continue
		}
		switch {
		case r.page != nil:
			mux.HandleFunc(r.pattern, out.Page(r.page))
		case r.api != nil:
			mux.HandleFunc(r.pattern, out.API(r.api))
		default:
			mux.HandleFunc(r.pattern, r.file)
		}
	}
	return guard.New(mux, c.Hosts, func(w http.ResponseWriter, r *http.Request, status int, title, detail string) {
		out.Fail(w, r, &render.Problem{Status: status, Title: title, Detail: detail})
	})
}

// route is one address with what answers there: a page, an answer that is no page
// (its errors are JSON), or a file.
type route struct {
	pattern string
	page    func(*http.Request) (*render.Reply, error)
	api     func(http.ResponseWriter, *http.Request) error
	file    http.HandlerFunc
	writes  bool // there only when the archive takes corrections
}

// routes is the table of everything the desk answers.
func routes(l *library.Library, out *render.Renderer, files *assets.Assets) []route {
	p, f := &pages.Pages{Library: l}, feeds.Feeds{Library: l, Render: out}
	s, c := sandbox.Sandbox{Library: l}, correct.Forms{Library: l}
	return []route{
		{pattern: "GET /{$}", page: p.Front},
		{pattern: "GET /search", page: p.Search},
		{pattern: "GET /search.json", api: f.Search},
		{pattern: "GET /search.atom", api: f.Atom},
		{pattern: "GET /opensearch.xml", api: f.Description},
		{pattern: "GET /told", page: p.Told},
		{pattern: "GET /stories/{id}", page: p.Story},
		{pattern: "POST /stories/{id}/decide", page: c.Story, writes: true},
		{pattern: "POST /stories/{id}/decisions/{number}/undo", page: c.UndoStory, writes: true},
		{pattern: "GET /cuttings/{id}", file: byExtension(out, p, f)},
		{pattern: "GET /captures", page: p.Captures},
		{pattern: "GET /captures/{id}", page: p.Capture},
		{pattern: "GET /captures/{id}/bytes", page: p.Bytes},
		{pattern: "GET /captures/{id}/original", page: s.Page},
		{pattern: "GET /captures/{id}/original/frame", api: s.Frame},
		{pattern: "GET /captures/{id}/raw", api: s.Raw},
		{pattern: "GET /captures/{id}/correct", page: c.Cut, writes: true},
		{pattern: "POST /captures/{id}/correct", page: c.CutPost, writes: true},
		{pattern: "GET /captures/{id}/correct/{n}", page: c.Facts, writes: true},
		{pattern: "POST /captures/{id}/correct/{n}", page: c.FactsPost, writes: true},
		{pattern: "POST /captures/{id}/decisions/{number}/undo", page: c.Undo, writes: true},
		{pattern: "POST /cuttings/{id}/marks/wrong", page: c.WrongMark, writes: true},
		{pattern: "GET /names", page: p.Names},
		{pattern: "GET /names/review", page: p.Review},
		{pattern: "GET /names/{id}", page: p.Name},
		{pattern: "POST /names/decide", page: c.Name, writes: true},
		{pattern: "POST /names/decisions/{number}/undo", page: c.UndoName, writes: true},
		{pattern: "GET /statements", page: p.Statements},
		{pattern: "GET /timeline", page: p.Timeline},
		{pattern: "GET /disputes", page: p.Disputes},
		{pattern: "GET /sources", page: p.Sources},
		{pattern: "GET /sources/{id}", page: p.Source},
		{pattern: "POST /sources/{id}/decide", page: c.Outlet, writes: true},
		{pattern: "POST /sources/decisions/{number}/undo", page: c.UndoOutlet, writes: true},
		{pattern: "POST /captures/{id}/outlet", page: c.PageOutlet, writes: true},
		{pattern: "GET /sources/{id}/section", page: p.Section},
		{pattern: "GET /sources/{id}/rail", page: p.Section},
		{pattern: "GET /status", page: p.Status},
		{pattern: "GET /help", page: p.Help},
		{pattern: "GET /static/{name}", file: files.Serve},
		{pattern: "GET /favicon.ico", file: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, files.Path("mark.svg"), http.StatusFound)
		}},
		{pattern: "GET /robots.txt", file: robots},
		{pattern: "/", page: nowhere},
	}
}

// byExtension answers /cuttings/ID with a page, and with another form where an
// extension asks for it: .json the entry, .bib, .ris and .csl.json a citation.
func byExtension(out *render.Renderer, p *pages.Pages, f feeds.Feeds) http.HandlerFunc {
	type answer struct {
		extension string
		serve     http.HandlerFunc
	}
	var answers []answer
	for _, form := range export.Forms() {
		answers = append(answers, answer{"." + form.Extension, out.API(f.Citation(form))})
	}
	// Last, because the extension of a citation may end in it.
	answers = append(answers, answer{".json", out.API(f.Cutting)}, answer{"", out.Page(p.Cutting)})
	return func(w http.ResponseWriter, r *http.Request) {
		for _, a := range answers {
			if strings.HasSuffix(r.PathValue("id"), a.extension) {
				a.serve(w, r)
				return
			}
		}
	}
}

// robots asks crawlers to leave the archive alone.
func robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("User-agent: *\nDisallow: /\n"))
}

// nowhere answers every other address.
func nowhere(r *http.Request) (*render.Reply, error) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return nil, &render.Problem{Status: http.StatusMethodNotAllowed,
			Detail: "The desk only reads; " + r.Method + " is not answered here."}
	}
	return nil, cutting.Errorf(cutting.NotFound, "There is no page at %s.", r.URL.Path)
}

// Package desk is the archive's web site: server-rendered pages that work without JavaScript, an Atom feed and
// JSON of every search, and the originals in a sandbox. It is a thin layer over the library: each package below it
// handles some addresses, and the table of routes here lists them all.
//
// Everything a page needs is in the binary, and nothing archived runs in the desk's origin; see package guard
// for the security policies.
package desk

import (
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/desk/assets"
	"cuttings/desk/correct"
	"cuttings/desk/editor"
	"cuttings/desk/feeds"
	"cuttings/desk/guard"
	"cuttings/desk/pages"
	"cuttings/desk/render"
	"cuttings/desk/sandbox"
	"cuttings/digest"
	"cuttings/export"
	"cuttings/export/feed"
	"cuttings/library"
)

// Config has the settings of a desk.
type Config struct {
	Library *library.Library
	// Hosts are the host names the desk accepts besides "localhost" and IP addresses.
	Hosts []string
	Log   *slog.Logger // nil discards
	// Templates write digests; nil is the program's own.
	Templates *digest.Templates
}

// New returns the handler of the site. It is safe for concurrent use; the server must set time limits.
func New(c Config) http.Handler {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	files := assets.New()
	out := render.New(c.Library.Name(), files, c.Log)
	mux := http.NewServeMux()
	if c.Templates == nil {
		c.Templates = digest.Own()
	}
	for _, r := range routes(c, out, files) {
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

// route is one address with its handler: a page, a reply that is no page (its errors are JSON), or a file.
type route struct {
	pattern string
	page    func(*http.Request) (*render.Reply, error)
	api     func(http.ResponseWriter, *http.Request) error
	file    http.HandlerFunc
	writes  bool // only when the archive takes decisions
}

// routes returns the table of all routes of the desk.
func routes(config Config, out *render.Renderer, files *assets.Assets) []route {
	l := config.Library
	p := &pages.Pages{Library: l, Templates: config.Templates}
	f := feeds.Feeds{Library: l, Render: out, Templates: config.Templates, Style: files.Path(assets.FeedStyle)}
	s, c, e := &sandbox.Sandbox{Library: l}, correct.Forms{Library: l}, editor.Forms{Library: l}
	return append(feedRoutes(f), []route{
		{pattern: "GET /{$}", page: p.Front},
		{pattern: "GET /search", page: p.Search},
		{pattern: "GET /search.json", api: f.Search},
		{pattern: "GET /opensearch.xml", api: f.Description},
		{pattern: "GET /told", page: p.ByOutlet},
		{pattern: "GET /stories/{id}", page: p.Story},
		{pattern: "POST /stories/{id}/decide", page: c.Story, writes: true},
		{pattern: "POST /stories/{id}/decisions/{number}/undo", page: c.UndoStory, writes: true},
		{pattern: "GET /cuttings/{id}", file: byExtension(out, p.Cutting, cuttingForms(f))},
		{pattern: "GET /cuttings/{id}/passage", page: p.Passage},
		{pattern: "GET /cuttings/{id}/passage.txt", api: f.Passage},
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
		{pattern: "POST /cuttings/{id}/marks/right", page: c.RightMark, writes: true},
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
		{pattern: "GET /topics", page: p.Topics},
		{pattern: "GET /topics/new", page: e.NewTopic, writes: true},
		{pattern: "POST /topics", page: e.Topic, writes: true},
		{pattern: "GET /topics/{id}", file: byExtension(out, p.Topic, topicForms(f))},
		{pattern: "GET /topics/{id}/edit", page: e.EditTopic, writes: true},
		{pattern: "POST /topics/{id}", page: e.Topic, writes: true},
		{pattern: "POST /topics/{id}/choose", page: e.Choose, writes: true},
		{pattern: "POST /topics/{id}/remove", page: e.RemoveTopic, writes: true},
		{pattern: "POST /choose", page: e.Choose, writes: true},
		{pattern: "POST /cuttings/{id}/note", page: e.Note, writes: true},
		{pattern: "GET /basket", page: p.Basket},
		{pattern: "POST /basket", page: e.Basket},
		{pattern: "GET /digests", page: p.Digests},
		{pattern: "POST /digests", page: e.NewDigest, writes: true},
		{pattern: "GET /digests/{id}", file: byExtension(out, p.Digest, digestForms(f))},
		{pattern: "GET /feeds.opml", api: f.List},
		{pattern: "GET /digests/{id}/edit", page: e.EditDigest, writes: true},
		{pattern: "POST /digests/{id}", page: e.Digest, writes: true},
		{pattern: "GET /work", page: p.Work},
		{pattern: "GET /redactions/{number}", page: p.Redaction},
		{pattern: "POST /work/undo", page: e.Undo, writes: true},
		{pattern: "GET /status", page: p.Status},
		{pattern: "GET /help", page: p.Help},
		{pattern: "GET /static/{name}", file: files.Serve},
		{pattern: "GET /favicon.ico", file: func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, files.Path("mark.svg"), http.StatusFound)
		}},
		{pattern: "GET /robots.txt", file: robots},
		{pattern: "/", page: nowhere},
	}...)
}

// feedRoutes returns the routes of feeds, in every form, and of the basket as citations.
func feedRoutes(f feeds.Feeds) []route {
	var out []route
	for _, form := range feed.Forms() {
		out = append(out, route{pattern: "GET /search." + form.Extension, api: f.Follow(form)},
			route{pattern: "GET /digests." + form.Extension, api: f.Digests(form)})
	}
	for _, form := range export.Forms() {
		out = append(out, route{pattern: "GET /basket." + form.Extension, api: f.Basket(form)})
	}
	for _, form := range export.NoteForms() {
		out = append(out, route{pattern: "GET /basket." + form.Extension, api: f.BasketNotes(form)})
	}
	return out
}

// formOf is the handler for an address with an extension.
type formOf struct {
	extension string
	api       func(http.ResponseWriter, *http.Request) error
}

// cuttingForms returns the handlers of a cutting's entry as JSON and its citations.
func cuttingForms(f feeds.Feeds) []formOf {
	out := []formOf{{"json", f.Cutting}}
	for _, form := range export.Forms() {
		out = append(out, formOf{form.Extension, f.Citation(form)})
	}
	return out
}

// topicForms returns the handlers of a topic as a feed.
func topicForms(f feeds.Feeds) []formOf {
	var out []formOf
	for _, form := range feed.Forms() {
		out = append(out, formOf{form.Extension, f.Topic(form)})
	}
	return out
}

// digestForms returns the handlers of a digest to be saved, and of its items as a feed.
func digestForms(f feeds.Feeds) []formOf {
	var out []formOf
	for _, form := range digest.Forms() {
		out = append(out, formOf{form.Extension, f.DigestAs(form)})
	}
	for _, form := range feed.Forms() {
		out = append(out, formOf{form.Extension, f.Digest(form)})
	}
	return out
}

// byExtension returns a handler for addresses that end in an ID: a page, or another form for an ID with an
// extension.
func byExtension(out *render.Renderer, page func(*http.Request) (*render.Reply, error),
	forms []formOf) http.HandlerFunc {
	forms = slices.Clone(forms)
	// .feed.json before .json
	slices.SortStableFunc(forms, func(a, b formOf) int { return len(b.extension) - len(a.extension) })
	whole := out.Page(page)
	return func(w http.ResponseWriter, r *http.Request) {
		for _, f := range forms {
			if strings.HasSuffix(r.PathValue("id"), "."+f.extension) {
				out.API(f.api)(w, r)
				return
			}
		}
		whole(w, r)
	}
}

// robots serves a robots.txt that excludes all crawlers.
func robots(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write([]byte("User-agent: *\nDisallow: /\n"))
}

// nowhere replies to every other address with an error.
func nowhere(r *http.Request) (*render.Reply, error) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return nil, &render.Problem{Status: http.StatusMethodNotAllowed,
			Detail: "The desk is read only; " + r.Method + " is not answered here."}
	}
	return nil, cutting.Errorf(cutting.NotFound, "There is no page at %s.", r.URL.Path)
}

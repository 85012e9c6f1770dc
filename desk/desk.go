// Package desk is the archive's web site: server-rendered pages that work
// without JavaScript, an Atom feed and JSON of every search, and the originals in
// a sandbox. It reads through small interfaces and never writes rows; what a
// person corrects by hand goes to Corrections as it was said.
//
// Nothing a page needs comes from outside the binary, and nothing archived runs
// in the desk's origin: see guard.go for the promises made to the browser.
package desk

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Originals gives captures back as they were taken in.
type Originals interface {
	// Capture returns the description and the content of a capture; an unknown ID
	// gives an error of kind NotFound. The content is read only and whole.
	Capture(ctx context.Context, id string) (cutting.Capture, []byte, error)
}

// Pages reads a capture again, for showing how it was cut.
type Pages interface {
	// Read returns the capture's page and its split. The n-th cutting of the split
	// is the sighting with ordinal n. An unknown ID gives NotFound; a capture that
	// cannot be read gives the error reading it gave.
	Read(ctx context.Context, id string) (*cutting.Page, *cutting.Split, error)
}

// Views counts how often cuttings were looked at: counts only, never by whom.
type Views interface {
	// Count adds one look at a cutting. It does not block on the disk for long and
	// cannot fail as far as the reader is concerned.
	Count(id string)
	// Top returns the n most viewed cuttings, by descending count, then ID.
	Top(n int) []ViewCount
}

// ViewCount is how often one cutting was looked at.
type ViewCount struct {
	ID    string `json:"id"`
	Count int64  `json:"count"`
}

// Config says what a desk shows and where it reads it.
type Config struct {
	Name      string // the archive's name, shown on every page; "" is "Cuttings"
	Catalogue catalogue.Reader
	Originals Originals
	Pages     Pages
	// Views counts looks; nil leaves "most viewed" out.
	Views Views
	// Corrections takes what people correct by hand; nil makes the desk read only.
	Corrections Corrections
	// Lines suggests dates and bylines to who corrects them; nil suggests none.
	Lines Lines
	// Versions are the program's own stage versions: rows made with others are
	// shown as stale. The zero value leaves staleness out.
	Versions catalogue.Versions
	Now      func() time.Time // nil is time.Now
	// Hosts are the names the desk answers to besides "localhost" and plain
	// addresses; see checkHost.
	Hosts []string
	Log   *slog.Logger // nil discards
}

// desk is the handler's state; nothing in it changes after New.
type desk struct {
	Config
	assets    *assets
	templates map[string]*page
	hosts     map[string]bool
	failures  *failureScan
}

// New makes the site. The handler is safe for concurrent use; time limits are
// the server's business.
func New(c Config) http.Handler {
	if c.Name == "" {
		c.Name = "Cuttings"
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	d := &desk{Config: c, assets: newAssets(), hosts: hostSet(c.Hosts), failures: &failureScan{}}
	d.templates = parseTemplates(d.assets)

	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", d.page(d.front))
	mux.HandleFunc("GET /search", d.page(d.search))
	mux.HandleFunc("GET /search.json", d.api(d.searchJSON))
	mux.HandleFunc("GET /search.atom", d.api(d.searchAtom))
	mux.HandleFunc("GET /opensearch.xml", d.api(d.openSearch))
	mux.HandleFunc("GET /cuttings/{id}", d.cuttingOrJSON)
	mux.HandleFunc("GET /captures/{id}", d.page(d.capture))
	mux.HandleFunc("GET /captures/{id}/original", d.page(d.original))
	mux.HandleFunc("GET /captures/{id}/original/frame", d.api(d.originalFrame))
	mux.HandleFunc("GET /captures/{id}/raw", d.api(d.raw))
	mux.HandleFunc("GET /captures/{id}/bytes", d.page(d.bytes))
	mux.HandleFunc("GET /sources", d.page(d.sources))
	mux.HandleFunc("GET /sources/{id}", d.page(d.source))
	mux.HandleFunc("GET /sources/{id}/section", d.page(d.section))
	mux.HandleFunc("GET /sources/{id}/rail", d.page(d.section))
	mux.HandleFunc("GET /status", d.page(d.status))
	mux.HandleFunc("GET /help", d.page(d.help))
	mux.HandleFunc("GET /static/{name}", d.assets.serve)
	mux.HandleFunc("GET /favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, d.assets.path("mark.svg"), http.StatusFound)
	})
	mux.HandleFunc("GET /robots.txt", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = w.Write([]byte("User-agent: *\nDisallow: /\n"))
	})
	if c.Corrections != nil {
		mux.HandleFunc("GET /captures/{id}/correct", d.page(d.correctForm))
		mux.HandleFunc("POST /captures/{id}/correct", d.page(d.correctPost))
		mux.HandleFunc("GET /captures/{id}/correct/{n}", d.page(d.factsForm))
		mux.HandleFunc("POST /captures/{id}/correct/{n}", d.page(d.factsPost))
	}
	mux.HandleFunc("/", d.page(func(r *http.Request) (*reply, error) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			return nil, &problem{status: http.StatusMethodNotAllowed, detail: "The desk only reads; " + r.Method + " is not answered here."}
		}
		return nil, cutting.Errorf(cutting.NotFound, "there is no page at %s", r.URL.Path)
	}))
	return d.guard(mux)
}

// Package assets embeds the desk's style sheet, script, pictures and templates, and serves the first three.
package assets

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"net/http"
	"path"
	"strconv"

	"cuttings/desk/guard"
	"cuttings/export/feed"
)

//go:embed static
var staticFiles embed.FS

// Templates are the templates of the pages, their layout and shared parts.
//
//go:embed templates
var Templates embed.FS

var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

// FeedStyle is the name of the style sheet of feeds.
const FeedStyle = "feed.css"

// Assets are the embedded files, each under an address that has a hash of
// its content, so that browsers may keep it permanently.
type Assets struct{ byName map[string]asset }

type asset struct {
	content []byte
	hash    string
}

// New returns the embedded files with their hashes.
func New() *Assets {
	a := &Assets{byName: map[string]asset{}}
	entries, err := staticFiles.ReadDir("static")
	if err != nil {
		return a // embedded at build time: an error is impossible
	}
	put := func(name string, content []byte) {
		sum := sha256.Sum256(content)
		a.byName[name] = asset{content, hex.EncodeToString(sum[:8])}
	}
	put(FeedStyle, feed.Style())
	for _, e := range entries {
		content, err := staticFiles.ReadFile("static/" + e.Name())
		if err != nil {
			continue
		}
		put(e.Name(), content)
	}
	return a
}

// Path returns the address of an asset, with its hash.
func (a *Assets) Path(name string) string {
	return "/static/" + name + "?v=" + a.byName[name].hash
}

// Serve serves one of the files.
func (a *Assets) Serve(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	f, ok := a.byName[name]
	if !ok {
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", assetTypes[path.Ext(name)])
	h.Set("Content-Security-Policy", guard.FilePolicy)
	h.Set("ETag", `"`+f.hash+`"`)
	if r.URL.Query().Get("v") == f.hash {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	if guard.Unchanged(r, `"`+f.hash+`"`) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(f.content)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(f.content)
	}
}

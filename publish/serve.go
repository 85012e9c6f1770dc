package publish

import (
	"bytes"
	"net/http"
	"path"
	"strings"
	"time"
)

// Handler returns a handler that serves the files of a site as they would be written to a folder. Other
// addresses are not found, and methods other than GET and HEAD are refused. current returns the present site.
func Handler(current func() (*Site, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Content-Security-Policy", pagePolicy)
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "This site is read only.", http.StatusMethodNotAllowed)
			return
		}
		s, err := current()
		if err != nil {
			http.Error(w, "The site cannot be shown now.", http.StatusServiceUnavailable)
			return
		}
		name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
		if name == "" || name == "." {
			name = "index.html"
		}
		f, ok := s.File(name)
		if !ok {
			http.Error(w, "There is no such page.", http.StatusNotFound)
			return
		}
		content, err := f.Make()
		if err != nil {
			http.Error(w, "The page cannot be shown now.", http.StatusInternalServerError)
			return
		}
		if name == "search.html" {
			h.Set("Content-Security-Policy", searchPolicy)
		} else if f.Type == htmlType {
			h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; "+
				"form-action 'none'; frame-ancestors 'none'")
		}
		h.Set("Content-Type", f.Type)
		h.Set("ETag", `"`+f.Key+`"`)
		h.Set("Cache-Control", "no-cache")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
	})
}

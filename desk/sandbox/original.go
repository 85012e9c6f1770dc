// Package sandbox serves originals: archived bytes in a frame that can run nothing and reach nothing, and as
// files to download.
package sandbox

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"html"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/guard"
	"cuttings/desk/render"
	"cuttings/library"
)

// Sandbox handles the addresses of originals. It is safe for concurrent use.
type Sandbox struct {
	Library *library.Library

	made inertCache
}

// data has the values of the page around an original.
type data struct {
	ID      string
	Title   string // the page's own, else its file's name
	Capture cutting.Capture
	Frame   string // address of the original, "" when it is of a kind not shown
	// Kept and Missing count the pictures and style sheets that the page refers to.
	Kept, Missing int
	Range         cutting.Range // of a cutting the original is opened at, empty for none
	Bytes         string        // address of the page with the bytes of Range
}

// Page returns the page around the sandboxed original.
func (s *Sandbox) Page(r *http.Request) (*render.Reply, error) {
	row, err := s.Library.Row(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	d := data{ID: row.Capture.ID, Title: library.Title(row), Capture: row.Capture}
	if as := shownAs(d.Capture.MediaType); as != "" {
		d.Frame = address.Frame(d.ID, cutting.Range{})
		if d.Range, err = at(r, d.Capture); err != nil {
			return nil, err
		}
		if !d.Range.Empty() {
			d.Frame, d.Bytes = address.Frame(d.ID, d.Range)+"#"+markBegins, address.Bytes(d.ID, d.Range)
		}
		if as == "text/html" {
			if c, content, err := s.Library.Original(r.Context(), d.ID); err == nil { // the frame shows an error
				var page madePage
				page, d.Kept, d.Missing = s.page(r, c, content, d.Range)
				s.made.put(page)
			}
		}
	}
	return &render.Reply{Page: "original", Title: library.Title(row) + " – original", Data: d}, nil
}

// frameOf returns the key of what a frame shows: the capture and the marked range.
func frameOf(r *http.Request) string { return r.PathValue("id") + " " + r.URL.Query().Get("range") }

// at returns the range of bytes to be marked, as in the address; empty for none.
func at(r *http.Request, c cutting.Capture) (cutting.Range, error) {
	v := r.URL.Query().Get("range")
	if v == "" {
		return cutting.Range{}, nil
	}
	return library.ParseRange(v, c.Length)
}

// page returns a page made inert, with those of its pictures and style sheets that are kept, and marks around a
// range of its bytes.
func (s *Sandbox) page(r *http.Request, c cutting.Capture, content []byte, rg cutting.Range) (out madePage, kept,
	missing int) {
	out = madePage{of: frameOf(r), mediaType: "text/html" + charsetOf(c, content, "text/html")}
	var marks []finding
	utf16 := false
	if text, ok := utf8Of(content, c.Charset); ok {
		if !rg.Empty() { // the range in the decoded text
			from, _ := utf8Of(content[:rg.Start], c.Charset)
			to, _ := utf8Of(content[:rg.End], c.Charset)
			rg = cutting.Range{Start: int64(len(from)), End: int64(len(to))}
		}
		content, utf16, out.mediaType = text, true, "text/html; charset=utf-8"
	}
	if !rg.Empty() && rg.End <= int64(len(content)) && (utf16 || asISO2022JP(content) == nil) {
		marks = marksOf(content, int(rg.Start), int(rg.End))
	}
	k := newFiles(r.Context(), s.Library, content)
	out.content = inert(content, k.of(c), marks)
	kept, missing = k.counts()
	return out, kept, missing
}

// shownAs returns the media type an original of type t is shown as in its sandbox, "" when it is not shown. XML
// of every sort is shown as its own source text.
func shownAs(t string) string {
	switch t {
	case "text/html", "application/xhtml+xml":
		return "text/html"
	case "image/png", "image/jpeg", "image/gif", "image/webp":
		return t
	}
	if strings.HasPrefix(t, "text/") || strings.HasSuffix(t, "+xml") || strings.HasSuffix(t, "/xml") ||
		strings.HasSuffix(t, "json") {
		return "text/plain"
	}
	return ""
}

// Frame serves a capture's own bytes to the frame only: as a document of its own it could be left by any link
// the reader clicks, so a browser whose request states that it opens a tab is redirected to the page around it.
func (s *Sandbox) Frame(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	if r.Header.Get("Sec-Fetch-Dest") == "document" {
		http.Redirect(w, r, address.Capture(id)+"/original", http.StatusSeeOther)
		return nil
	}
	if p, ok := s.made.take(frameOf(r)); ok {
		return sendFrame(w, r, p.mediaType, p.content)
	}
	c, content, err := s.Library.Original(r.Context(), id)
	if err != nil {
		return err
	}
	as := shownAs(c.MediaType)
	if as == "" {
		return cutting.Errorf(cutting.Unsupported, "a capture of type %q is not shown; it can be downloaded",
			c.MediaType)
	}
	rg, err := at(r, c)
	if err != nil {
		return err
	}
	as += charsetOf(c, content, as)
	switch mediaType, _, _ := strings.Cut(as, ";"); {
	case mediaType == "text/html":
		p, _, _ := s.page(r, c, content, rg)
		as, content = p.mediaType, p.content
	case mediaType == "text/plain" && !rg.Empty() && utf8.Valid(content):
		as, content = "text/html; charset=utf-8", textPage(content, rg)
	}
	return sendFrame(w, r, as, content)
}

// sendFrame writes the content of a frame.
func sendFrame(w http.ResponseWriter, r *http.Request, mediaType string, content []byte) error {
	h := w.Header()
	h.Set("Content-Security-Policy", guard.FramePolicy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Content-Type", mediaType)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Content-Length", strconv.Itoa(len(content)))
	if r.Method != http.MethodHead {
		_, _ = w.Write(content)
	}
	return nil
}

// textPage returns a page that shows a text unchanged, with marks around a range.
func textPage(content []byte, rg cutting.Range) []byte {
	var b bytes.Buffer
	b.WriteString("<!doctype html><title>text</title><pre style=white-space:pre-wrap>")
	part := func(from, to int64) string { return html.EscapeString(string(content[from:to])) }
	m := marksOf(nil, 0, 0)
	b.WriteString(part(0, rg.Start) + m[0].with + part(rg.Start, rg.End) + m[1].with +
		part(rg.End, int64(len(content))))
	return b.Bytes()
}

// charsetOf returns the charset parameter of an original: the one its carrier declared, else "", so that the
// browser detects it in the markup. Plain text that is valid UTF-8 gets "utf-8".
func charsetOf(c cutting.Capture, content []byte, as string) string {
	switch {
	case strings.HasPrefix(as, "image/"):
		return ""
	case c.Charset != "" && strings.Trim(c.Charset,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:.") == "":
		return "; charset=" + c.Charset
	case as == "text/plain" && utf8.Valid(content):
		return "; charset=utf-8"
	}
	return ""
}

// Raw serves the bytes as they were taken in, as a file to download.
func (s *Sandbox) Raw(w http.ResponseWriter, r *http.Request) error {
	c, content, err := s.Library.Original(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	h := w.Header()
	mediaType := c.MediaType
	if mediaType == "" {
		mediaType = "application/octet-stream"
	}
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": downloadName(c)}))
	h.Set("Cache-Control", "private, no-cache")
	h.Set("ETag", `"`+string(c.Checksum)+`"`)
	if sum, err := hex.DecodeString(string(c.Checksum)); err == nil { // RFC 9530
		h.Set("Repr-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(sum)+":")
	}
	http.ServeContent(w, r, "", c.Time, bytes.NewReader(content))
	return nil
}

// downloadName returns the last part of the capture's name, without characters that are a problem in file
// systems or headers.
func downloadName(c cutting.Capture) string {
	name := path.Base(strings.ReplaceAll(c.Name, "\\", "/"))
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7f || strings.ContainsRune(`<>:"|?*`, r) || r == utf8.RuneError {
			return '_'
		}
		return r
	}, name)
	if name == "" || name == "." || name == "/" || strings.HasPrefix(name, "..") {
		name = "capture-" + c.Checksum.Short()
	}
	return name
}

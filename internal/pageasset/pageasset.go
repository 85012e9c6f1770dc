// Package pageasset connects a saved page to the pictures and style sheets saved with it: the keys
// under which references of a page may have been kept, the types of files that are kept, and the
// references of style sheets. Both the walk that keeps the files and the code that shows pages use
// it, so that kept files are found again.
//
// It does not parse pages and never fetches anything.
package pageasset

import (
	"bytes"
	"hash/fnv"
	"net/url"
	"path"
	"strings"

	"cuttings/cutting"
)

// Key is a hash of one way to refer to a file: by address, or by its path among the files that came
// in.
type Key uint64

func key(kind, value string) Key {
	h := fnv.New64a()
	h.Write([]byte(kind))
	h.Write([]byte(value))
	return Key(h.Sum64())
}

// Own returns the keys under which a kept file is found.
func Own(c cutting.Capture) []Key {
	out := []Key{key("name ", c.Name)}
	if u, err := url.Parse(c.URL); err == nil && u.Host != "" {
		out = append(out, key("url ", plainURL(u)))
	}
	return out
}

// Limits for one reference.
const (
	maxRef     = 4000
	maxParents = 24
)

// Keys returns the keys under which the target of a reference may have been kept, the likeliest
// first. page is the page or style sheet with the reference; base is its base address, "" for its
// own.
func Keys(page cutting.Capture, base, ref string) []Key {
	ref = strings.TrimSpace(ref)
	if ref == "" || len(ref) > maxRef || ref[0] == '#' {
		return nil
	}
	u, err := url.Parse(strings.ReplaceAll(ref, "\\", "/"))
	if err != nil || u.Opaque != "" || u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" {
		return nil
	}
	var out []Key
	if abs := absolute(page.URL, base, u); abs != nil {
		out = append(out, key("url ", plainURL(abs)))
	}
	for _, name := range places(page.Name) {
		out = append(out, named(name, u)...)
	}
	return out
}

// absolute resolves a reference against the page's address; it returns nil when that is unknown.
func absolute(pageURL, base string, ref *url.URL) *url.URL {
	at, err := url.Parse(pageURL)
	if err != nil {
		return nil
	}
	if b, err := url.Parse(strings.TrimSpace(base)); err == nil && base != "" {
		at = at.ResolveReference(b)
	}
	if abs := at.ResolveReference(ref); abs.Host != "" {
		return abs
	}
	return nil
}

// plainURL returns an address without what does not identify the file: scheme, fragment, default
// port, capitals in the host.
func plainURL(u *url.URL) string {
	host := strings.ToLower(u.Host)
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443")
	p := u.EscapedPath()
	if p == "" {
		p = "/"
	}
	if u.RawQuery != "" {
		p += "?" + u.RawQuery
	}
	return host + p
}

// places returns the names from which a page's relative references may be resolved: its own, and
// for a page that was alone inside a file (a frame, a packed page) that of the file.
func places(name string) []string {
	out := []string{name}
	for len(out) < 4 {
		i := strings.LastIndex(name, "!/")
		if i < 0 || strings.Contains(name[i+2:], "/") {
			break
		}
		name = name[:i]
		out = append(out, name)
	}
	return out
}

// named returns the keys of the files that a reference on the page called name may refer to.
func named(name string, u *url.URL) (out []Key) {
	add := func(parts ...string) {
		file := path.Join(parts...)
		if u.RawQuery != "" { // mirroring programs keep the query in the name; on Windows after "@"
			out = append(out, key("name ", file+"?"+u.RawQuery), key("name ", file+"@"+u.RawQuery))
			if q, err := url.PathUnescape(u.RawQuery); err == nil && q != u.RawQuery {
				out = append(out, key("name ", file+"?"+q))
			}
		}
		out = append(out, key("name ", file))
	}
	if u.Path == "" {
		return nil
	}
	folder := path.Dir(name)
	if u.Host == "" && !strings.HasPrefix(u.Path, "/") {
		add(folder, u.Path)
		return out
	}
	// Relative to the root of the site, which is one of the folders around the page.
	for range maxParents {
		if u.Host == "" || strings.EqualFold(path.Base(folder), u.Host) {
			add(folder, u.Path)
		}
		if u.Host != "" {
			add(folder, u.Host, u.Path)
		}
		if folder == "." || folder == "/" {
			break
		}
		folder = path.Dir(folder)
	}
	return out
}

// TypeCSS is the media type of a style sheet.
const TypeCSS = "text/css"

// Type returns the media type of a file that is kept with pages: a picture of a kind that browsers
// show, or a style sheet; "" for everything else. The bytes come first; declared and name count for
// style sheets, which have no signature.
func Type(content []byte, name, declared string) string {
	for _, p := range pictures {
		if len(content) >= p.at+len(p.magic) && string(content[p.at:p.at+len(p.magic)]) == p.magic &&
			(p.at == 0 || string(content[:4]) == "RIFF" || string(content[4:8]) == "ftyp") {
			return p.mediaType
		}
	}
	head := bytes.TrimSpace(bytes.TrimPrefix(content[:min(len(content), 4096)], []byte("\xef\xbb\xbf")))
	if bytes.IndexByte(head, 0) >= 0 {
		return ""
	}
	if len(head) > 0 && head[0] == '<' {
		low := bytes.ToLower(head)
		if bytes.HasPrefix(low, []byte("<svg")) || (bytes.HasPrefix(low, []byte("<?xml")) ||
			bytes.HasPrefix(low, []byte("<!"))) && bytes.Contains(low, []byte("<svg")) &&
			!bytes.Contains(low, []byte("<html")) {
			return "image/svg+xml"
		}
		return ""
	}
	declared, _, _ = strings.Cut(declared, ";")
	if strings.EqualFold(strings.TrimSpace(declared), TypeCSS) ||
		strings.HasSuffix(strings.ToLower(withoutQuery(name)), ".css") {
		return TypeCSS
	}
	return ""
}

func withoutQuery(name string) string {
	name = name[strings.LastIndexByte(name, '/')+1:]
	if i := strings.IndexAny(name, "?@#"); i > 0 {
		name = name[:i]
	}
	return name
}

// pictures are the kinds that are kept, by the beginning of their bytes.
var pictures = []struct {
	at               int
	magic, mediaType string
}{
	{0, "\x89PNG\r\n\x1a\n", "image/png"}, {0, "\xff\xd8\xff", "image/jpeg"}, {0, "GIF87a", "image/gif"},
	{0, "GIF89a", "image/gif"}, {8, "WEBP", "image/webp"}, {8, "avif", "image/avif"}, {0, "BM", "image/bmp"},
	{0, "\x00\x00\x01\x00", "image/x-icon"},
}

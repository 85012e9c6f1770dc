package address

import (
	"regexp"
	"strings"

	"golang.org/x/net/publicsuffix"

	"cuttings/internal/form"
	"cuttings/internal/provenance"
	"cuttings/page/internal/chars"
)

// mirrorURL returns the address for the path of a file that a mirroring program saved: a folder
// named like a host, and the path below it. It returns "" when no folder of name is one.
func mirrorURL(name string) string {
	for {
		i := strings.LastIndex(name, "!/")
		if i < 0 {
			break
		}
		if !strings.HasPrefix(name[i:], "!/frame-") { // a document within a page has the page's path
			name = name[i+2:]
			break
		}
		name = name[:i]
	}
	scheme := "http"
	for rest := strings.TrimLeft(name, "/"); ; {
		dir, below, ok := strings.Cut(rest, "/")
		if !ok {
			return ""
		}
		if host := hostOf(dir); host != "" {
			return restoreSlashes(scheme + "://" + host + "/" + mirrorPath(below))
		}
		if dir = strings.TrimSuffix(dir, ":"); dir == "https" {
			scheme = dir
		}
		rest = below
	}
}

// copyEnding matches names to which Wget added an ending: for what it fetched before it converted links in it
// (--backup-converted), and for earlier versions (--backups).
var copyEnding = regexp.MustCompile(`(?i)^(.+\.(?:s|x)?html?)\.(?:orig|[0-9]{1,3})$`)

// mirrorPath reverses what mirroring programs do to file names: an index page becomes its folder,
// ".html" after a query and the endings of copies are removed.
func mirrorPath(p string) string {
	dir, file := "", p
	if i := strings.LastIndexByte(p, '/'); i >= 0 {
		dir, file = p[:i+1], p[i+1:]
	}
	query := ""
	name, rest, has := strings.Cut(file, "?")
	if at := strings.IndexByte(file, '@'); !has && at > 0 && form.HTMLExt(form.Ext(file[:at])) &&
		strings.Contains(file[at:], "=") { // Wget for Windows, whose file names cannot contain "?"
		name, rest, has = file[:at], file[at+1:], true
	}
	file = copyEnding.ReplaceAllString(name, "$1")
	if has {
		query = "?" + strings.TrimSuffix(rest, ".html")
	}
	if strings.EqualFold(file, "index.html") || strings.EqualFold(file, "index.htm") {
		file = ""
	}
	return strings.ReplaceAll(dir+file+query, " ", "%20")
}

// restoreSlashes restores an address within another, such as that of a page in a web archive: file
// systems turn two slashes into one.
func restoreSlashes(u string) string {
	for _, scheme := range [...]string{"/http:/", "/https:/"} {
		if i := strings.Index(u, scheme); i >= 0 && !strings.HasPrefix(u[i+len(scheme):], "/") {
			u = u[:i+len(scheme)] + "/" + u[i+len(scheme):]
		}
	}
	if orig, _ := provenance.Replayed(u); orig != "" {
		return orig
	}
	return u
}

// hostOf returns the host and port that a folder is named after, "" for none. Wget for Windows
// writes "+" before the port.
func hostOf(dir string) string {
	host, port, has := strings.Cut(strings.ToLower(dir), "+")
	if !has {
		host, port, has = strings.Cut(host, ":")
	}
	switch {
	case has && (port == "" || len(port) > 5 || strings.Trim(port, "0123456789") != ""), !isHost(host):
		return ""
	case has:
		return host + ":" + port
	}
	return host
}

// isHost reports whether a folder's name is a host's: labels under a public
// suffix, or under a name reserved for examples.
func isHost(host string) bool {
	if len(host) < 4 || len(host) > 253 || !strings.Contains(host, ".") {
		return false
	}
	for label := range strings.SplitSeq(host, ".") {
		if label == "" || label[0] == '-' {
			return false
		}
		for i := 0; i < len(label); i++ {
			if c := label[i]; !chars.IsAlnum(c) && c != '-' {
				return false
			}
		}
	}
	host = strings.ToLower(host)
	tld := host[strings.LastIndexByte(host, '.')+1:]
	switch tld {
	case "example", "test":
		return true
	case "zip", "mov", "sh", "py", "rs", "md", "so": // suffixes that are more often file types
		return false
	}
	suffix, icann := publicsuffix.PublicSuffix(host)
	return icann && len(suffix) < len(host)
}

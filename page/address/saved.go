package address

import (
	"strings"

	"golang.org/x/net/publicsuffix"

	"cuttings/page/internal/chars"
)

// mirrorURL reads an address from the path under which a mirroring program put
// a file: a folder named like a host, the path below it. It returns "" when no
// folder of name is one.
func mirrorURL(name string) string {
	for {
		i := strings.LastIndex(name, "!/")
		if i < 0 {
			break
		}
		if !strings.HasPrefix(name[i:], "!/frame-") { // a document within a page lies where that lies
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
		if isHost(dir) {
			return scheme + "://" + strings.ToLower(dir) + "/" + mirrorPath(below)
		}
		if dir == "https" {
			scheme = dir
		}
		rest = below
	}
}

// mirrorPath undoes what mirroring programs do to file names: an index page
// stands for its folder, ".html" behind a query is theirs.
func mirrorPath(p string) string {
	dir, file := "", p
	if i := strings.LastIndexByte(p, '/'); i >= 0 {
		dir, file = p[:i+1], p[i+1:]
	}
	file, query, has := strings.Cut(file, "?")
	if has {
		query = "?" + strings.TrimSuffix(query, ".html")
	}
	if strings.EqualFold(file, "index.html") || strings.EqualFold(file, "index.htm") {
		file = ""
	}
	return strings.ReplaceAll(dir+file+query, " ", "%20")
}

// isHost reports whether a folder's name is a host's: labels under a public
// suffix, or under a name reserved for examples.
func isHost(s string) bool {
	host, port, _ := strings.Cut(s, ":")
	if len(host) < 4 || len(host) > 253 || !strings.Contains(host, ".") || len(port) > 5 {
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
	case "zip", "mov", "sh", "py", "rs", "md", "so": // suffixes that are file types first
		return false
	}
	suffix, icann := publicsuffix.PublicSuffix(host)
	return icann && len(suffix) < len(host)
}

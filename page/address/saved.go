package address

import (
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"cuttings/cutting"
	"cuttings/page/internal/chars"
)

// Saved is what a program that saved the page left in it.
type Saved struct {
	URL  string // absolute; "" when none was left that can be used
	Date string // RFC 3339 when it could be read, else as written; "" for none
}

// Comment looks for the marks of programs that save pages. Later ones yield to
// earlier ones: a page saved twice has the newer mark in front.
func (s *Saved) Comment(text string) {
	if len(text) < 12 || len(text) > 8192 {
		return
	}
	trimmed := strings.TrimSpace(text)
	switch {
	case strings.HasPrefix(trimmed, "saved from url=("):
		// "saved from url=(0023)http://…": the number is the length, often wrong.
		if _, u, ok := strings.Cut(trimmed, ")"); ok {
			s.note(u, "")
		}
	case strings.HasPrefix(trimmed, "Mirrored from "):
		// "Mirrored from host/path by HTTrack Website Copier/3.x [..], date"
		u, rest, ok := strings.Cut(trimmed[len("Mirrored from "):], " by ")
		if !ok {
			return
		}
		date := ""
		if i := strings.IndexByte(rest, ','); i >= 0 {
			date = rest[i+1:]
		}
		if schemeOf(u) == "" || !strings.Contains(u, "://") {
			u = "http://" + u
		}
		s.note(u, date)
	case strings.HasPrefix(trimmed, "Page saved with "):
		// Lines "url: …" and "saved date: …", indented.
		var u, date string
		for line := range strings.Lines(trimmed) {
			line = strings.TrimSpace(line)
			if v, ok := strings.CutPrefix(line, "url:"); ok {
				u = strings.TrimSpace(v)
			} else if v, ok := strings.CutPrefix(line, "saved date:"); ok {
				date = v
			}
		}
		s.note(u, date)
	case strings.HasPrefix(trimmed, "Saved from "):
		// monolith: "Saved from URL at TIME using monolith vX"
		u, rest, _ := strings.Cut(trimmed[len("Saved from "):], " ")
		date, _, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(rest, "at "), "on "), " using ")
		if IsAbsolute(u) {
			if date == rest { // nothing said of the program: no time either
				date = ""
			}
			s.note(u, date)
		}
	case strings.HasPrefix(trimmed, "FILE ARCHIVED ON "):
		// The Wayback Machine: "FILE ARCHIVED ON 12:05:00 May 09, 2019 AND RETRIEVED FROM THE INTERNET ARCHIVE ON …"
		if date, _, ok := strings.Cut(trimmed[len("FILE ARCHIVED ON "):], " AND RETRIEVED"); ok {
			s.note("", date)
		}
	}
}

// marks are attributes and names of metadata in which programs that save pages
// leave its address or the time.
var marks = map[string]struct{ date bool }{
	"data-scrapbook-source": {}, "data-scrapbook-create": {date: true}, // WebScrapBook, on the root element
	"savepage-url": {}, "savepage-date": {date: true}, // Save Page WE, as metadata
}

// Mark takes an attribute of the root element, or metadata, when it is such a mark.
func (s *Saved) Mark(name, value string) {
	switch m, ok := marks[name]; {
	case !ok || len(value) > 8192:
	case m.date:
		s.note("", value)
	default:
		s.note(value, "")
	}
}

func (s *Saved) note(u, date string) {
	u = strings.TrimSpace(u)
	if i := strings.IndexAny(u, " \t\r\n"); i >= 0 {
		u = u[:i]
	}
	if u = cutting.WebAddress(u); s.URL == "" {
		s.URL = u
	}
	if date = strings.TrimSpace(date); s.Date == "" && date != "" {
		s.Date = savedDate(date)
	}
}

// savedDate turns the dates saving programs write into RFC 3339; what it cannot
// read stays as it is.
func savedDate(s string) string {
	if i := strings.IndexByte(s, '('); i > 0 {
		s = strings.TrimSpace(s[:i]) // "(Central European Standard Time)"
	}
	for _, layout := range [...]string{"Mon Jan 2 2006 15:04:05 GMT-0700", "Mon, 02 Jan 2006 15:04:05 MST",
		"Mon Jan _2 15:04:05 2006", time.RFC3339, "2006-01-02 15:04:05 MST", "2006-01-02 15:04:05 -0700",
		"2006-01-02T15:04:05-0700", "15:04:05 Jan 02, 2006"} {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		if zone, off := t.Zone(); off == 0 && zone != "UTC" && zone != "GMT" && zone != "" {
			continue // an abbreviation nobody can tell the offset of
		}
		return t.Format(time.RFC3339)
	}
	if len(s) == 17 && strings.Trim(s, "0123456789") == "" { // to the millisecond, UTC
		if t, err := time.Parse("20060102150405", s[:14]); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return chars.OneLine(s)
}

// mirrorURL reads an address from the path under which a mirroring program put
// a file: a folder named like a host, the path below it. It returns "" when no
// folder of name is one.
func mirrorURL(name string) string {
	if i := strings.LastIndex(name, "!/"); i >= 0 {
		name = name[i+2:]
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

// Replayed returns the address inside one that web archives replay pages under
// (…/web/20110409120000/http://…) and the time in it, or "" when u is no such.
func Replayed(u string) (orig, stamp string) {
	i := strings.Index(u, "/web/")
	if i < 0 {
		return "", ""
	}
	rest := u[i+len("/web/"):]
	n := 0
	for n < len(rest) && '0' <= rest[n] && rest[n] <= '9' {
		n++
	}
	if n < 4 || n > 14 {
		return "", ""
	}
	stamp = rest[:n]
	rest = rest[n:]
	// "im_", "if_" and the like say how the resource was embedded.
	if len(rest) > 3 && chars.IsLetter(rest[0]) && chars.IsLetter(rest[1]) && rest[2] == '_' {
		rest = rest[3:]
	}
	if rest = strings.TrimPrefix(rest, "/"); !IsAbsolute(rest) {
		return "", ""
	}
	return rest, stamp
}

// ArchiveDate turns the fourteen digits of a web archive's time stamp, or the
// first of them, into RFC 3339.
func ArchiveDate(stamp string) string {
	const layout = "20060102150405"
	for n := len(layout); n >= 4; n -= 2 {
		if len(stamp) < n {
			continue
		}
		if t, err := time.Parse(layout[:n], stamp[:n]); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return stamp
}

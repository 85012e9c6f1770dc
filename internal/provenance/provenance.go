// Package provenance reads what saving programs leave in pages: the page's address and the time of
// saving. The walk over files uses it for pages that contain other documents, the reader of pages
// for each page.
package provenance

import (
	"encoding/json"
	"html"
	"net/url"
	"regexp"
	"strings"
	"time"

	"cuttings/cutting"
)

// Saved is what a saving program left in a page.
type Saved struct {
	URL  string // absolute; "" without a usable one
	Date string // RFC 3339 when readable, else as written; "" for none
}

// Comment reads a comment for marks of saving programs. Earlier marks take precedence: in a page
// saved twice the newer mark comes first.
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
	case strings.HasPrefix(trimmed, "saved from url=http"): // written by hand, without the length
		s.note(trimmed[len("saved from url="):], "")
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
		if !strings.Contains(u, "://") {
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
		if isAbsolute(u) {
			if date == rest { // no program named: no time either
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

// marks are attributes and metadata names in which saving programs leave the page's address or the
// time.
var marks = map[string]struct{ date bool }{
	"data-scrapbook-source": {}, "data-scrapbook-create": {date: true}, // WebScrapBook, on the root element
	"savepage-url": {}, "savepage-date": {date: true}, // Save Page WE, as metadata
}

// Mark reads an attribute of the root element, or metadata, if it is such a mark.
func (s *Saved) Mark(name, value string) {
	switch m, ok := marks[name]; {
	case !ok || len(value) > 8192:
	case m.date:
		s.note("", value)
	default:
		s.note(value, "")
	}
}

// Script reads a script for the call that the Wayback Machine writes into each page it replays, with the page's
// address and the moment of its capture: __wm.wombat("http://…","20190509120500",…).
func (s *Saved) Script(text string) {
	_, call, ok := strings.Cut(text[:min(len(text), 8192)], "__wm.wombat(")
	if !ok {
		return
	}
	var args [2]string
	dec := json.NewDecoder(strings.NewReader("[" + call))
	for i := -1; i < len(args); i++ {
		t, err := dec.Token()
		if err != nil {
			return
		}
		if arg, ok := t.(string); ok && i >= 0 {
			args[i] = arg
		}
	}
	if u := strings.ReplaceAll(args[0], "&amp;", "&"); isAbsolute(u) && len(args[1]) == len("20060102150405") {
		s.note(u, ArchiveDate(args[1]))
	}
}

func (s *Saved) note(u, date string) {
	u = strings.TrimSpace(u)
	if i := strings.IndexAny(u, " \t\r\n"); i >= 0 {
		u = u[:i]
	}
	u = viewed(u)
	if u = cutting.WebAddress(u); s.URL == "" {
		s.URL = u
	}
	if date = strings.TrimSpace(date); s.Date == "" && date != "" {
		s.Date = savedDate(date)
	}
}

// viewed returns the address of the page that a browser shows in another form: its reader view or the page's source.
func viewed(u string) string {
	for _, scheme := range [...]string{"about:reader?", "read:", "chrome-distiller:"} {
		if !strings.HasPrefix(u, scheme) {
			continue
		}
		_, query, _ := strings.Cut(u, "?")
		if q, err := url.ParseQuery(query); err == nil {
			return q.Get("url")
		}
		return ""
	}
	return strings.TrimPrefix(u, "view-source:")
}

// savedDate converts the dates of saving programs to RFC 3339; it returns an unreadable one
// unchanged.
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
			continue // an abbreviation with an ambiguous offset
		}
		return t.Format(time.RFC3339)
	}
	if len(s) == 17 && strings.Trim(s, "0123456789") == "" { // to the millisecond, UTC
		if t, err := time.Parse("20060102150405", s[:14]); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return strings.Join(strings.Fields(s), " ")
}

// snapshotOf matches the sentence that search engines put over their copy of a page: "This is
// Google's cache of ADDRESS. It is a snapshot of the page as it appeared on 9 May 2019 10:03:20
// GMT."; address and moment have this form in any language.
var (
	snapshotOf   = regexp.MustCompile(`https?://[^\s"<>]+`)
	snapshotTime = regexp.MustCompile(`(\d{1,2}) (\pL{3,12})\.?,? (\d{4}),? (\d\d:\d\d:\d\d) (GMT|UTC)|` +
		`(\pL{3,12})\.? (\d{1,2}), (\d{4}),? (\d\d:\d\d:\d\d) (GMT|UTC)`)
)

// Snapshot reads the source of the bar that a search engine puts over its copy of a page. A moment
// with an unreadable month is left out.
func (s *Saved) Snapshot(text string) {
	text = text[:min(len(text), 8192)]
	u := strings.TrimRight(snapshotOf.FindString(text), ".,;'")
	m := snapshotTime.FindStringSubmatch(text)
	date := ""
	if m != nil {
		day, month, year, clock := m[1], m[2], m[3], m[4]
		if day == "" {
			day, month, year, clock = m[7], m[6], m[8], m[9]
		}
		for _, layout := range [...]string{"2 Jan 2006 15:04:05", "2 January 2006 15:04:05"} {
			if t, err := time.Parse(layout, day+" "+month+" "+year+" "+clock); err == nil {
				date = t.Format(time.RFC3339)
			}
		}
	}
	s.note(html.UnescapeString(u), date)
}

// Replayed returns the original address inside a web archive's address, and the digits of its time
// stamp, year first; both are "" for other addresses. Recognised are …/web/20110409120000/http://…
// with any part of the time, and, for any archive, the whole time as fourteen digits or in
// archive.today's form (2011.04.09-120000).
func Replayed(u string) (orig, stamp string) {
	at := -1
	for _, scheme := range [...]string{"/http://", "/https://"} {
		if i := strings.Index(u, scheme); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return "", ""
	}
	before, seg := "", u[:at]
	if i := strings.LastIndexByte(seg, '/'); i >= 0 {
		before, seg = seg[:i], seg[i+1:]
	}
	// "im_", "if_" and similar: how the resource was embedded
	if n := len(seg); n > 3 && seg[n-1] == '_' && letter(seg[n-2]) && letter(seg[n-3]) {
		seg = seg[:n-3]
	}
	if orig = u[at+1:]; !isAbsolute(orig) {
		return "", ""
	}
	digits := seg
	if len(seg) == 17 && seg[4] == '.' && seg[7] == '.' && seg[10] == '-' {
		digits = seg[:4] + seg[5:7] + seg[8:10] + seg[11:]
	}
	if digits == "" || strings.Trim(digits, "0123456789") != "" || len(digits) > 14 ||
		len(digits) < 14 && (len(digits) < 4 || !strings.HasSuffix(before, "/web")) {
		return "", ""
	}
	return orig, digits
}

// ArchiveDate converts the fourteen digits of a web archive's time stamp, or the first of them, to
// RFC 3339.
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

// isAbsolute reports whether u is an absolute address of the web.
func isAbsolute(u string) bool {
	scheme, rest, ok := strings.Cut(u, "://")
	return ok && rest != "" && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

func letter(c byte) bool { c |= 0x20; return 'a' <= c && c <= 'z' }

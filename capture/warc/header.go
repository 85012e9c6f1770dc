package warc

import (
	"strings"
	"time"
)

// Field is one named field of a record's header.
type Field struct {
	Name  string
	Value string // surrounding white space trimmed, folded lines joined by one space
}

// Header is a record's named fields in file order. Names compare without case.
type Header []Field

// folder builds a header whose values may be folded over several lines, in linear time.
type folder struct {
	h     Header
	value []byte // of the last field, once it has a second line
}

// field appends a field.
func (f *folder) field(name, value string) {
	f.close()
	f.h = append(f.h, Field{name, value})
}

// continueField adds a line to the value of the last field; false without one.
func (f *folder) continueField(line string) bool {
	n := len(f.h)
	if n == 0 {
		return false
	}
	if len(f.value) == 0 {
		f.value = append(f.value, f.h[n-1].Value...)
	}
	f.value = append(append(f.value, ' '), line...)
	return true
}

// close ends the last field and returns the header.
func (f *folder) close() Header {
	if len(f.value) > 0 {
		f.h[len(f.h)-1].Value = string(f.value)
		f.value = f.value[:0]
	}
	return f.h
}

// Get returns the first value of the field, "" without one.
func (h Header) Get(name string) string {
	for i := range h {
		if strings.EqualFold(h[i].Name, name) {
			return h[i].Value
		}
	}
	return ""
}

// Has reports whether the header has the field, even empty.
func (h Header) Has(name string) bool {
	for i := range h {
		if strings.EqualFold(h[i].Name, name) {
			return true
		}
	}
	return false
}

// Add appends a field; an empty value adds nothing.
func (h *Header) Add(name, value string) {
	if value != "" {
		*h = append(*h, Field{name, value})
	}
}

// Type returns the record type in lower case: "response", "resource", …
func (h Header) Type() string { return strings.ToLower(h.Get("WARC-Type")) }

// RecordID returns the record's identifier without angle brackets.
func (h Header) RecordID() string { return withoutBrackets(h.Get("WARC-Record-ID")) }

// RefersTo returns the identifier of the record this one refers to, without angle brackets; "" for
// none.
func (h Header) RefersTo() string { return withoutBrackets(h.Get("WARC-Refers-To")) }

// TargetURI returns the record's target without the angle brackets of some writers.
func (h Header) TargetURI() string { return withoutBrackets(h.Get("WARC-Target-URI")) }

// Date returns the record's capture time, UTC; false when it is missing or invalid. WARC 1.1 allows
// a date at any precision from the year on, 1.0 whole seconds. A year before the web (some writers
// use 1970 for an unknown date) is invalid.
func (h Header) Date() (time.Time, bool) {
	t, ok := parseDate(h.Get("WARC-Date"))
	return t, ok && t.Year() >= FirstYear
}

// FirstYear is the first year of the web.
const FirstYear = 1990

// maxAhead is how far a clock may be ahead of ours.
const maxAhead = 48 * time.Hour

// InFuture reports whether t is a time that nothing can have been captured at by now.
func InFuture(t, now time.Time) bool { return t.After(now.Add(maxAhead)) }

// parseDate parses a WARC-Date at any of the precisions in use.
func parseDate(s string) (time.Time, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range [...]string{time.RFC3339Nano, "2006-01-02T15:04Z", "2006-01-02T15:04:05",
		"2006-01-02", "2006-01", "2006", "20060102150405"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), true
		}
	}
	return time.Time{}, false
}

func withoutBrackets(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && s[0] == '<' && s[len(s)-1] == '>' {
		return s[1 : len(s)-1]
	}
	return s
}

package warc

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// parseVersion parses "WARC/1.1", in any case, and returns "1.1".
func parseVersion(line []byte) (string, bool) {
	if len(line) < 8 || len(line) > 24 || !bytes.EqualFold(line[:5], []byte("WARC/")) {
		return "", false
	}
	v := strings.TrimRight(string(line[5:]), " \t")
	major, minor, ok := strings.Cut(v, ".")
	if !ok || !allDigits(major) || !allDigits(minor) {
		return "", false
	}
	return v, true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// maxFields is the largest number of fields of a header.
const maxFields = 20_000

// header reads the version line and fields. On failure it has reported why, and the stream is where
// the search for the next record continues.
func (r *Reader) header() bool {
	s := r.s
	read := 0 // header bytes so far
	fields := 0
	lf := false
	first := true
	fold := folder{}
	defer func() { r.rec.Header = fold.close() }()
	for {
		line, whole := r.line(r.o.MaxHeader - read)
		if !whole {
			switch {
			case len(line) >= r.o.MaxHeader-read:
				r.reportLost(r.rec.Offset, "record header too long: more than "+strconv.Itoa(r.o.MaxHeader)+
					" bytes; the record is left out")
				s.discard(len(line))
			default:
				r.reportLost(r.rec.Offset, "truncated: the file breaks off in a record's header")
				s.discard(len(line))
			}
			return false
		}
		if !first {
			if _, ok := parseVersion(bytes.TrimRight(line, "\r\n")); ok {
				r.reportLost(r.rec.Offset, "truncated: a record's header breaks off where the next record begins")
				return false // the line is left for the next record
			}
		}
		read += len(line)
		text := bytes.TrimSuffix(line, []byte("\n"))
		if n := len(text); n > 0 && text[n-1] == '\r' {
			text = text[:n-1]
		} else {
			lf = true
		}
		switch {
		case first:
			r.rec.Version, _ = parseVersion(text)
			if !bytes.HasPrefix(text, []byte("WARC/")) {
				r.recordFault("version line not in capitals: %s", quoteValue(string(text)))
			}
			first = false
		case len(text) == 0:
			s.discard(len(line))
			if lf && !r.lf {
				r.lf = true
				r.recordFault("LF line ends in the header where CRLF belongs")
			}
			return true
		default:
			if fields++; fields > maxFields {
				r.reportLost(r.rec.Offset, "record header with too many headers: more than "+strconv.Itoa(maxFields)+
					" lines; the record is left out")
				return false
			}
			r.field(&fold, text)
		}
		s.discard(len(line))
	}
}

// line returns the next line with its line end, without moving; whole is false when there is no
// line end within limit bytes or before a gap or the end.
func (r *Reader) line(limit int) (line []byte, whole bool) {
	for n := 512; ; n *= 2 {
		b := r.s.peek(min(n, limit))
		if i := bytes.IndexByte(b, '\n'); i >= 0 {
			return b[:i+1], true
		}
		if len(b) < n {
			return b, false
		}
	}
}

func (r *Reader) field(h *folder, line []byte) {
	if (line[0] == ' ' || line[0] == '\t') && len(h.h) > 0 {
		h.continueField(r.value(line))
		return
	}
	name, value, ok := bytes.Cut(line, []byte(":"))
	if !ok {
		r.recordFault("header line without a colon: %s", quoteValue(string(line)))
		return
	}
	trimmed := bytes.TrimSpace(name)
	if len(trimmed) != len(name) || len(trimmed) == 0 || !token(trimmed) {
		r.recordFault("header name malformed: %q", quoteValue(string(name)))
	}
	h.field(string(trimmed), r.value(value))
}

func (r *Reader) value(v []byte) string {
	v = bytes.TrimSpace(v)
	for _, c := range v {
		if c < ' ' && c != '\t' || c == 0x7f {
			r.recordFault("control character in a header value: %q", quoteValue(string(v)))
			break
		}
	}
	if !utf8.Valid(v) {
		r.recordFault("invalid UTF-8 in a header value: %q", quoteValue(string(v)))
	}
	return string(v)
}

func token(b []byte) bool {
	for _, c := range b {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("()<>@,;:\\\"/[]?={}", c) >= 0 {
			return false
		}
	}
	return true
}

// check reports deviations of the header from the standard.
func (r *Reader) check() {
	h := r.rec.Header
	switch r.rec.Version {
	case "1.0", "1.1":
	case "0.17", "0.18":
		r.recordFault("version %s, a draft of the standard", r.rec.Version)
	default:
		r.recordFault("unknown version %s, read as 1.1", quoteValue(r.rec.Version))
	}
	typ := h.Type()
	if typ == "" {
		r.recordFault("WARC-Type missing")
	}
	switch id := h.Get("WARC-Record-ID"); {
	case id == "":
		r.recordFault("WARC-Record-ID missing")
	case len(id) < 5 || id[0] != '<' || id[len(id)-1] != '>' || !strings.Contains(id, ":") ||
		strings.ContainsAny(id, " \t"):
		r.recordFault("WARC-Record-ID malformed: %s", quoteValue(id))
	}
	switch date, ok := h.Date(); {
	case !h.Has("WARC-Date"):
		r.recordFault("WARC-Date missing: when it was captured is unknown")
	case !ok:
		r.recordFault("WARC-Date malformed, or before there was a web: %s", quoteValue(h.Get("WARC-Date")))
	case len(strings.TrimSpace(h.Get("WARC-Date"))) <= len("2006-01-02"):
		r.recordFault("WARC-Date states no time of day: %s", quoteValue(h.Get("WARC-Date")))
	case r.o.Now != nil && InFuture(date, r.o.Now()):
		r.recordFault("WARC-Date in the future, so when it was captured is unknown: %s",
			quoteValue(h.Get("WARC-Date")))
	}
	switch typ {
	case "response", "resource", "request", "revisit", "conversion", "continuation":
		if h.TargetURI() == "" {
			r.recordFault("WARC-Target-URI missing")
		}
	}
	if t := h.Get("WARC-Truncated"); t != "" {
		r.recordFault("truncated when it was captured: %s", quoteValue(t))
	}
	if h.Get("WARC-Segment-Number") != "" || typ == "continuation" {
		r.recordFault("a segment of a longer record, kept by itself")
	}
	for _, name := range [...]string{"WARC-Target-URI", "WARC-Date", "WARC-Type"} {
		first := h.Get(name)
		for _, f := range h {
			if strings.EqualFold(f.Name, name) && f.Value != first {
				r.recordFault("two values of %s; the first is taken, not %s", name, quoteValue(f.Value))
				break
			}
		}
	}
}

// lengths returns the possible values of Content-Length: one for a valid header. It reports
// malformed or contradictory ones.
func (r *Reader) lengths() []int64 {
	var out []int64
	malformed := false
	for _, f := range r.rec.Header {
		if !strings.EqualFold(f.Name, "Content-Length") {
			continue
		}
		n, err := strconv.ParseInt(f.Value, 10, 64)
		if err != nil || n < 0 || !allDigits(f.Value) {
			malformed = true
			r.recordFault("Content-Length not a valid number: %s", quoteValue(f.Value))
			x, err := strconv.ParseFloat(strings.TrimSpace(strings.ReplaceAll(f.Value, ",", "")), 64)
			if err != nil || x < 0 || x > math.MaxInt32 || x != math.Trunc(x) {
				continue
			}
			n = int64(x)
		}
		known := false
		for _, o := range out {
			known = known || o == n
		}
		if !known {
			out = append(out, n)
		}
	}
	switch {
	case len(out) > 1:
		r.recordFault("duplicate Content-Length with different values")
	case len(out) == 0 && !malformed:
		r.recordFault("Content-Length missing")
	}
	return out
}

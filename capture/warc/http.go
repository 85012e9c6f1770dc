package warc

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"cuttings/cutting"
)

// Message is the HTTP message in a record's block, which it aliases.
type Message struct {
	Start  string // the status or request line
	Status int    // of a response; 0 when unreadable
	Header Header
	Body   []byte // as transferred, with its codings
}

// HTTP parses the record's block as an HTTP message; false when it is none.
func (r *Record) HTTP() (*Message, bool) {
	if !r.parsed {
		r.message, r.parsed = r.parseHTTP(), true
	}
	return r.message, r.message != nil
}

func (r *Record) parseHTTP() *Message {
	ct := strings.ToLower(r.Header.Get("Content-Type"))
	switch typ := r.Header.Type(); {
	case r.Block == nil:
		return nil
	case strings.HasPrefix(ct, "application/http"):
	case typ == "response" && (ct == "" || bytes.HasPrefix(r.Block, []byte("HTTP/"))) &&
		strings.HasPrefix(strings.ToLower(r.Header.TargetURI()), "http"):
	default:
		return nil
	}
	m, _ := ParseMessage(r.Block)
	return m
}

// ImpossibleStatus reports whether a response has a number for its status that is none of HTTP's, such as -200.
func (m *Message) ImpossibleStatus() bool {
	f := strings.Fields(m.Start)
	if m.Status != 0 || len(f) < 2 || !strings.HasPrefix(f[0], "HTTP/") && f[0] != "ICY" {
		return false
	}
	digits := strings.TrimLeft(f[1], "+-")
	return digits != "" && strings.Trim(digits, "0123456789") == ""
}

// ParseMessage parses an HTTP message as leniently as browsers do; false without even a first line.
// It skips interim responses (status 100 to 199, but not 101, RFC 9110, 15.2) before the final one.
func ParseMessage(block []byte) (*Message, bool) {
	for {
		m, ok := parseMessage(block)
		if !ok || m.Status < 100 || m.Status > 199 || m.Status == 101 || !bytes.HasPrefix(m.Body, []byte("HTTP/")) {
			return m, ok
		}
		block = m.Body
	}
}

func parseMessage(block []byte) (*Message, bool) {
	block = bytes.TrimLeft(block, "\r\n") // RFC 9112, section 2.2
	line, rest, ok := bytes.Cut(block, []byte("\n"))
	if !ok || len(line) > 64<<10 {
		return nil, false
	}
	m := &Message{Start: string(bytes.TrimRight(line, "\r"))}
	if !strings.HasPrefix(m.Start, "HTTP/") && !strings.HasPrefix(m.Start, "ICY ") &&
		!strings.Contains(m.Start, " HTTP/") {
		return nil, false
	}
	if f := strings.Fields(m.Start); len(f) > 1 {
		if n, err := strconv.Atoi(f[1]); err == nil && len(f[1]) == 3 && n >= 100 {
			m.Status = n
		}
	}
	var fold folder
	for n := 0; n < maxFields; n++ {
		line, after, ok := bytes.Cut(rest, []byte("\n"))
		rest = after
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 || !ok {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && fold.continueField(string(bytes.TrimSpace(line))) {
			continue
		}
		if name, value, ok := bytes.Cut(line, []byte(":")); ok {
			fold.field(string(bytes.TrimSpace(name)), string(bytes.TrimSpace(value)))
		}
	}
	m.Header = fold.close()
	m.Body = rest
	return m, true
}

// MediaType returns the bare type in lower case and the charset that the message declares; "" for
// either when not declared.
func (m *Message) MediaType() (mediaType, charset string) {
	return SplitMediaType(m.Header.Get("Content-Type"))
}

// SplitMediaType splits a Content-Type value, however malformed, into the bare
// type and the charset parameter, both lower case.
func SplitMediaType(s string) (mediaType, charset string) {
	mediaType, params, _ := strings.Cut(s, ";")
	mediaType = strings.ToLower(strings.TrimSpace(mediaType))
	if strings.ContainsAny(mediaType, " \t,") || strings.Count(mediaType, "/") != 1 {
		mediaType = ""
	}
	for _, p := range strings.FieldsFunc(params, func(r rune) bool { return r == ';' || r == ',' }) {
		if k, v, ok := strings.Cut(p, "="); ok && strings.EqualFold(strings.TrimSpace(k), "charset") {
			charset = strings.ToLower(strings.Trim(strings.TrimSpace(v), `"'`))
			break
		}
	}
	return mediaType, charset
}

// maxCodings is the largest number of content codings decoded; ordinary servers use one.
const maxCodings = 2

// layerBytes is the largest result of a coding under another one, however small the limit of the
// final result: the encoded form may be larger than the decoded one.
const layerBytes = 64 << 20

// Decode removes the transfer coding and decodes the content codings (gzip, deflate, br, zstd) of
// the body. The result has at most most bytes, intermediate results at most that or 64 MiB,
// whichever is more. faults describe what did not match; content is then as much as could be
// decoded, the body itself where a declared coding was not used. sound is false when a coding was
// damaged, so that another program might decode differently.
func (m *Message) Decode(most int64) (content []byte, faults []string, sound bool) {
	content, sound = m.Body, true
	chunked := false
	for _, te := range m.Header.list("Transfer-Encoding") {
		switch te {
		case "chunked":
			chunked = true
		case "identity", "":
		default:
			faults = append(faults, "unknown transfer coding: "+quoteValue(te))
			sound = false
		}
	}
	if chunked {
		plain, err := dechunk(content)
		if err == nil || len(plain) > 0 {
			content = plain
		}
		if err != nil {
			faults = append(faults, "HTTP: "+err.Error())
			sound = false
		}
	} else if s := m.Header.Get("Content-Length"); s != "" {
		if n, err := strconv.ParseInt(s, 10, 64); err != nil || n < 0 {
			faults = append(faults, "HTTP Content-Length not a number: "+quoteValue(s))
		} else if n > int64(len(content)) {
			faults = append(faults, "HTTP Content-Length says "+s+" bytes, "+strconv.Itoa(len(content))+" are there")
		} else if n < int64(len(content)) {
			faults = append(faults, "HTTP Content-Length says "+s+" bytes, "+strconv.Itoa(len(content))+
				" are there; all were kept")
		}
	}
	codings := m.Header.list("Content-Encoding")
	codings = slices.DeleteFunc(codings, func(c string) bool { return c == "identity" || c == "" || c == "none" })
	for i := len(codings) - 1; i >= 0; i-- { // the last one applied is decoded first
		if len(codings)-i > maxCodings {
			faults, sound = append(faults, "more than two content codings; the rest was not undone"), false
			break
		}
		limit := most
		if i > 0 {
			limit = max(most, layerBytes)
		}
		plain, err := undo(codings[i], content, limit)
		if err != nil {
			faults = append(faults, "HTTP content coding "+quoteValue(codings[i])+": "+err.Error())
			sound = false
		}
		if err != nil && len(plain) == 0 {
			break
		}
		content = plain
	}
	if int64(len(content)) > most {
		faults, sound = append(faults, "HTTP: "+errBeyond(most).Error()), false
		content = content[:most]
	}
	return content, faults, sound
}

// list returns the values of a comma-separated field, in lower case, over all its occurrences.
func (h Header) list(name string) []string {
	var out []string
	for _, f := range h {
		if strings.EqualFold(f.Name, name) {
			for _, v := range strings.Split(f.Value, ",") {
				out = append(out, strings.ToLower(strings.TrimSpace(v)))
			}
		}
	}
	return out
}

// undo decodes one content coding. On damage it returns what was decoded before it with the error;
// data that was never encoded gives none.
func undo(coding string, b []byte, max int64) ([]byte, error) {
	var r io.Reader
	switch coding {
	case "gzip", "x-gzip":
		zr, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, cutting.Errorf(cutting.Invalid, "declared but not used, or damaged: %w", err)
		}
		r = zr
	case "deflate": // zlib by the standard, raw deflate from some servers
		if zr, err := zlib.NewReader(bytes.NewReader(b)); err == nil {
			r = zr
		} else {
			r = flate.NewReader(bytes.NewReader(b))
		}
	case "br":
		r = brotli.NewReader(bytes.NewReader(b))
	case "zstd":
		zr, err := zstd.NewReader(bytes.NewReader(b), zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
			zstd.WithDecoderMaxWindow(maxZstdWindow))
		if err != nil {
			return nil, cutting.Errorf(cutting.Invalid, "declared but not used, or damaged: %w", err)
		}
		defer zr.Close()
		r = zr
	default:
		return nil, cutting.Errorf(cutting.Unsupported, "unknown")
	}
	var out bytes.Buffer
	_, err := io.Copy(&out, io.LimitReader(r, max+1))
	if int64(out.Len()) > max {
		return out.Bytes()[:max], errBeyond(max)
	}
	if errors.Is(err, gzip.ErrHeader) {
		return out.Bytes(), nil // something behind a whole member, whose checksum fits: clients ignore it as well
	}
	if err != nil {
		return out.Bytes(), cutting.Errorf(cutting.Invalid, "damaged after %d bytes: %w", out.Len(), err)
	}
	return out.Bytes(), nil
}

func errBeyond(max int64) error {
	return cutting.Errorf(cutting.Unavailable, "decodes to more than the limit of %d bytes; the rest was left out",
		max)
}

// dechunk removes the chunked transfer coding (RFC 9112, 7.1). On damage it returns the chunks
// before it with the error.
func dechunk(b []byte) ([]byte, error) {
	out := make([]byte, 0, len(b))
	for first := true; ; first = false {
		line, rest, ok := bytes.Cut(b, []byte("\n"))
		size, _, _ := bytes.Cut(bytes.TrimRight(line, "\r"), []byte(";"))
		n, err := strconv.ParseUint(string(bytes.TrimSpace(size)), 16, 62)
		switch {
		case (err != nil || !ok) && first:
			return nil, cutting.Errorf(cutting.Invalid, "chunked coding declared but not used")
		case err != nil || !ok && n != 0:
			return out, cutting.Errorf(cutting.Invalid, "chunked coding damaged after %d bytes", len(out))
		case n == 0:
			return out, nil
		case n > uint64(len(rest)):
			return append(out, rest...), cutting.Errorf(cutting.Invalid, "last chunk cut off: %d of %d bytes",
				len(rest), n)
		}
		out = append(out, rest[:n]...)
		b = rest[n:]
		switch { // the line end after a chunk
		case bytes.HasPrefix(b, []byte("\r\n")):
			b = b[2:]
		case bytes.HasPrefix(b, []byte("\n")):
			b = b[1:]
		case len(b) == 0:
			return out, cutting.Errorf(cutting.Invalid, "the last chunk is missing")
		}
	}
}

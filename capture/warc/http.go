package warc

import (
	"bytes"
	"compress/zlib"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"cuttings/cutting"
)

// Message is an HTTP message as a record's block holds it. It aliases the block.
type Message struct {
	Start  string // the status or request line
	Status int    // of a response; 0 when there is none that can be read
	Header Header
	Body   []byte // as transferred: codings not undone
}

// HTTP parses the record's block as an HTTP message; false when it is none.
func (r *Record) HTTP() (*Message, bool) {
	ct := strings.ToLower(r.Header.Get("Content-Type"))
	switch typ := r.Header.Type(); {
	case r.Block == nil:
		return nil, false
	case strings.HasPrefix(ct, "application/http"):
	case typ == "response" && (ct == "" || bytes.HasPrefix(r.Block, []byte("HTTP/"))) &&
		strings.HasPrefix(strings.ToLower(r.Header.TargetURI()), "http"):
	default:
		return nil, false
	}
	return ParseMessage(r.Block)
}

// ParseMessage parses an HTTP message as leniently as browsers do; false when
// there is not even a first line.
func ParseMessage(block []byte) (*Message, bool) {
	line, rest, ok := bytes.Cut(block, []byte("\n"))
	if !ok || len(line) > 64<<10 {
		return nil, false
	}
	m := &Message{Start: string(bytes.TrimRight(line, "\r"))}
	if !strings.HasPrefix(m.Start, "HTTP/") && !strings.HasPrefix(m.Start, "ICY ") && !strings.Contains(m.Start, " HTTP/") {
		return nil, false
	}
	if f := strings.Fields(m.Start); len(f) > 1 {
		if n, err := strconv.Atoi(f[1]); err == nil && n >= 100 && n < 1000 {
			m.Status = n
		}
	}
	for n := 0; n < maxFields; n++ {
		line, after, ok := bytes.Cut(rest, []byte("\n"))
		rest = after
		line = bytes.TrimRight(line, "\r")
		if len(line) == 0 || !ok {
			break
		}
		if (line[0] == ' ' || line[0] == '\t') && len(m.Header) > 0 {
			m.Header[len(m.Header)-1].Value += " " + string(bytes.TrimSpace(line))
			continue
		}
		if name, value, ok := bytes.Cut(line, []byte(":")); ok {
			m.Header = append(m.Header, Field{string(bytes.TrimSpace(name)), string(bytes.TrimSpace(value))})
		}
	}
	m.Body = rest
	return m, true
}

// MediaType returns the bare type in lower case and the charset the message
// declares; "" for what it does not.
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

// maxCodings is how many content codings are undone; honest servers use one.
const maxCodings = 2

// Decode undoes the transfer coding and the content codings (gzip, deflate, br,
// zstd) of the body, to at most max bytes. When something does not fit, faults
// say what, and content is as much as could be decoded: the body itself where a
// coding was declared but not used. sound is false when a coding was damaged, so
// that another program might decode otherwise.
func (m *Message) Decode(max int64) (content []byte, faults []string, sound bool) {
	content, sound = m.Body, true
	chunked := false
	for _, te := range m.Header.list("Transfer-Encoding") {
		switch te {
		case "chunked":
			chunked = true
		case "identity", "":
		default:
			faults = append(faults, "unknown transfer coding: "+clip(te))
			sound = false
		}
	}
	if chunked {
		plain, err := dechunk(content, max)
		if err == nil || len(plain) > 0 {
			content = plain
		}
		if err != nil {
			faults = append(faults, "HTTP: "+err.Error())
			sound = false
		}
	} else if s := m.Header.Get("Content-Length"); s != "" {
		if n, err := strconv.ParseInt(s, 10, 64); err != nil || n < 0 {
			faults = append(faults, "HTTP Content-Length not a number: "+clip(s))
		} else if n > int64(len(content)) {
			faults = append(faults, "HTTP Content-Length says "+s+" bytes, "+strconv.Itoa(len(content))+" are there")
		} else if n < int64(len(content)) {
			faults = append(faults, "HTTP Content-Length says "+s+" bytes, "+strconv.Itoa(len(content))+" are there; all were kept")
		}
	}
	codings := m.Header.list("Content-Encoding")
	undone := 0
	for i := len(codings) - 1; i >= 0; i-- { // the last applied is undone first
		if codings[i] == "identity" || codings[i] == "" || codings[i] == "none" {
			continue
		}
		if undone++; undone > maxCodings {
			return content, append(faults, "more than two content codings; the rest was not undone"), false
		}
		plain, err := undo(codings[i], content, max)
		if err != nil {
			faults = append(faults, "HTTP content coding "+clip(codings[i])+": "+err.Error())
			sound = false
		}
		if err != nil && len(plain) == 0 {
			return content, faults, false
		}
		content = plain
	}
	return content, faults, sound
}

// list splits a comma-separated field, lower case, over all its occurrences.
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

// undo decodes one content coding. On damage it returns what was decoded before
// it together with the error; data that was never coded gives none.
func undo(coding string, b []byte, max int64) ([]byte, error) {
	var r io.Reader
	switch coding {
	case "gzip", "x-gzip":
		zr, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, cutting.Errorf(cutting.Invalid, "declared but not used, or damaged: %w", err)
		}
		r = zr
	case "deflate": // zlib by the standard, bare deflate by some servers
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
		return out.Bytes()[:max], cutting.Errorf(cutting.Unavailable, "decodes to more than the limit of %d bytes; the rest was left out", max)
	}
	if err != nil {
		return out.Bytes(), cutting.Errorf(cutting.Invalid, "damaged after %d bytes: %w", out.Len(), err)
	}
	return out.Bytes(), nil
}

// dechunk undoes the chunked transfer coding (RFC 9112, 7.1). On damage it
// returns the chunks before it together with the error.
func dechunk(b []byte, max int64) ([]byte, error) {
	out := make([]byte, 0, min(int64(len(b)), max))
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
			return append(out, rest...), cutting.Errorf(cutting.Invalid, "last chunk cut off: %d of %d bytes", len(rest), n)
		case int64(len(out))+int64(n) > max:
			return out, cutting.Errorf(cutting.Unavailable, "more than the limit of %d bytes", max)
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

package capture

import (
	"bytes"
	"encoding/base64"
	"mime"
	"net/textproto"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/form"
)

// entity is a MIME entity: a message or a part of one.
type entity struct {
	header    textproto.MIMEHeader
	mediaType string
	params    map[string]string
	body      []byte
	parts     []*entity
}

// Limits of a MIME message; a saved page has some hundred parts.
const (
	maxMIMEDepth = 16
	maxMIMEParts = 20_000
)

// parseEntity parses leniently what browsers and mail programs write and people edit: either line
// end, a missing last boundary, a damaged header line.
func parseEntity(b []byte, depth int) *entity {
	e := &entity{}
	e.header, e.body = parseHeader(b)
	e.mediaType, e.params = parameters(e.header.Get("Content-Type"))
	if strings.HasPrefix(e.mediaType, "multipart/") && e.params["boundary"] != "" && depth < maxMIMEDepth {
		for _, p := range splitParts(e.body, e.params["boundary"]) {
			part := parseEntity(p, depth+1)
			if e.mediaType == "multipart/digest" {
				part.inDigest(p)
			}
			e.parts = append(e.parts, part)
		}
	}
	return e
}

// inDigest turns e, parsed from b, into the mail it is in a digest, where that is the default type
// of a part (RFC 2046, section 5.1.5).
func (e *entity) inDigest(b []byte) {
	own := b // the mail, when the part has no header of its own
	if rest := bytes.TrimLeft(b, "\r\n"); len(rest) < len(b) {
		own = rest
	} else if e.header.Get("From") == "" && e.header.Get("Subject") == "" {
		if e.mediaType != "" {
			return
		}
		own = e.body
	}
	*e = entity{header: textproto.MIMEHeader{}, mediaType: typeMail, params: map[string]string{}, body: own}
}

// Limits of a header: fields beyond them are dropped, longer values are cut.
const (
	maxHeaderFields = 2000
	maxHeaderValue  = 64 << 10
)

// parseHeader returns the fields before the first blank line and the rest of b. Folded lines are
// joined by a space each, in linear time.
func parseHeader(b []byte) (textproto.MIMEHeader, []byte) {
	h := textproto.MIMEHeader{}
	name, value, fields := "", []byte(nil), 0
	flush := func() {
		if name != "" && fields < maxHeaderFields {
			h[name] = append(h[name], string(value))
			fields++
		}
		name, value = "", value[:0]
	}
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		b = rest
		line = bytes.TrimRight(line, "\r")
		switch {
		case len(line) == 0:
			if flush(); len(h) == 0 { // blank lines before the header
				continue
			}
			return h, b
		case line[0] == ' ' || line[0] == '\t':
			if name != "" && len(value) < maxHeaderValue {
				value = append(append(value, ' '), bytes.TrimSpace(line[:min(len(line), maxHeaderValue)])...)
			}
		default:
			flush()
			field, after, ok := bytes.Cut(line, []byte(":"))
			if !ok || len(field) > 200 {
				continue
			}
			name = textproto.CanonicalMIMEHeaderKey(string(bytes.TrimSpace(field)))
			value = append(value[:0], bytes.TrimSpace(after[:min(len(after), maxHeaderValue)])...)
		}
	}
	flush()
	return h, nil
}

// parameters returns the part of a header's value before the first semicolon, in lower case, and
// its parameters, as browsers parse them: quotes may be missing.
func parameters(s string) (string, map[string]string) {
	if value, params, err := mime.ParseMediaType(s); err == nil {
		return value, params
	}
	value, rest, _ := strings.Cut(s, ";")
	params := map[string]string{}
	for rest != "" {
		var name, text string
		name, rest, _ = strings.Cut(strings.TrimLeft(rest, " \t;"), "=")
		rest = strings.TrimLeft(rest, " \t")
		if quoted, ok := strings.CutPrefix(rest, `"`); ok {
			text, rest, _ = strings.Cut(quoted, `"`)
			_, rest, _ = strings.Cut(rest, ";")
		} else {
			text, rest, _ = strings.Cut(rest, ";")
		}
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" && params[name] == "" {
			params[name] = strings.TrimSpace(text)
		}
	}
	return strings.ToLower(strings.TrimSpace(value)), params
}

// splitContentType returns the bare media type and the charset of a Content-Type value.
func splitContentType(s string) (media, charset string) {
	media, params := parameters(s)
	return media, tidyToken(strings.Trim(params["charset"], `"' `))
}

// splitParts returns the parts of a multipart body between its boundary lines; the line break
// before a boundary belongs to the boundary.
func splitParts(body []byte, boundary string) [][]byte {
	mark := []byte("--" + boundary)
	var parts [][]byte
	start := -1
	for pos := 0; pos < len(body) && len(parts) < maxMIMEParts; {
		i := bytes.Index(body[pos:], mark)
		if i < 0 {
			break
		}
		i += pos
		pos = i + len(mark)
		if i > 0 && body[i-1] != '\n' {
			continue
		}
		tail := body[pos:]
		if nl := bytes.IndexByte(tail, '\n'); nl >= 0 {
			tail = tail[:nl]
		}
		end := bytes.HasPrefix(tail, []byte("--"))
		if !end && len(bytes.TrimRight(tail, " \t\r")) > 0 {
			continue // a longer boundary with this one as its beginning
		}
		if start >= 0 {
			parts = append(parts, trimBreak(body[start:i]))
		}
		start = -1
		if end {
			return parts
		}
		pos = min(pos+len(tail)+1, len(body))
		start = pos
	}
	if start >= 0 && start < len(body) {
		parts = append(parts, body[start:])
	}
	return parts
}

func trimBreak(b []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(b, []byte("\n")), []byte("\r"))
}

// root returns a message's main page: the part that its start parameter names, else the first HTML
// part, else the first text.
func (e *entity) root() *entity {
	if len(e.parts) == 0 {
		if strings.HasPrefix(e.mediaType, "multipart/") || (e.mediaType != "" && !isPageType(e.mediaType)) {
			return nil
		}
		return e
	}
	if start := strings.Trim(e.params["start"], "<> "); start != "" {
		for _, p := range e.parts {
			if strings.Trim(p.header.Get("Content-Id"), "<> ") == start {
				if r := p.root(); r != nil {
					return r
				}
			}
		}
	}
	var text *entity
	for _, p := range e.parts {
		r := p.root()
		switch {
		case r == nil:
		case r.mediaType == form.TypeHTML || r.mediaType == form.TypeXHTML:
			return r
		case text == nil:
			text = r
		}
	}
	return text
}

func isPageType(t string) bool {
	return t == form.TypeHTML || t == form.TypeXHTML || t == form.TypeText
}

func (e *entity) location() string { return cutting.WebAddress(e.header.Get("Content-Location")) }

// decoded returns the part with its transfer encoding decoded; only damaged characters are lost.
func (e *entity) decoded() []byte {
	switch strings.ToLower(strings.TrimSpace(e.header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return decodeQuoted(e.body)
	case "base64":
		return decodeBase64(e.body)
	case "x-uuencode", "uuencode", "x-uue", "uue":
		return decodeUU(e.body)
	}
	return e.body
}

func decodeQuoted(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		line, rest, found := bytes.Cut(b, []byte("\n"))
		b = rest
		end := []byte(nil)
		if found {
			end = []byte("\n")
			if bytes.HasSuffix(line, []byte("\r")) {
				end = []byte("\r\n")
			}
		}
		line = bytes.TrimRight(line, "\r")
		line = bytes.TrimRight(line, " \t") // added in transport
		soft := bytes.HasSuffix(line, []byte("="))
		if soft {
			line = line[:len(line)-1]
		}
		for i := 0; i < len(line); i++ {
			if line[i] == '=' && i+2 < len(line) {
				hi, lo := unhex(line[i+1]), unhex(line[i+2])
				if hi >= 0 && lo >= 0 {
					out = append(out, byte(hi<<4|lo))
					i += 2
					continue
				}
			}
			out = append(out, line[i])
		}
		if !soft {
			out = append(out, end...)
		}
	}
	return out
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}

func decodeBase64(b []byte) []byte {
	clean := make([]byte, 0, len(b))
	for _, c := range b {
		if c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '/' {
			clean = append(clean, c)
		}
	}
	clean = clean[:len(clean)-boolInt(len(clean)%4 == 1)] // a single remaining character encodes no byte
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
	n, err := base64.RawStdEncoding.Decode(out, clean)
	if err != nil {
		return out[:n]
	}
	return out[:n]
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

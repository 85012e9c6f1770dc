package capture

import (
	"bytes"
	"encoding/base64"
	"mime"
	"net/mail"
	"net/textproto"
	"net/url"
	"path"
	"strings"

	"cuttings/cutting"
)

// mhtml reports an MHTML file as a Container and its root page as a Page.
func (w *walker) mhtml(m member, content []byte) error {
	msg := parseEntity(content, 0)
	if t, err := mail.ParseDate(msg.header.Get("Date")); err == nil {
		m.time, m.timeOrigin = t, timeMHTML
	}
	box := m.capture(typeMHTML)
	Identify(&box, content)
	if err := w.fn(Item{Kind: Container, Capture: box, Content: content}); err != nil {
		return err
	}
	root := msg.root()
	if root == nil || len(root.body) == 0 {
		return w.fail(m.name, cutting.Errorf(cutting.Invalid, "%s: no page in this MHTML file; the file itself is kept", m.name))
	}
	body := root.decoded()
	mediaType := root.mediaType
	if t := sniffMarkup(body[:min(len(body), sniffLen)]); t != "" && mediaType != typeXHTML {
		mediaType = t
	}
	if mediaType == "" {
		mediaType = typeText
	}
	c := m.capture(mediaType)
	c.URL = root.location()
	if c.URL == "" {
		c.URL = cutting.WebAddress(msg.header.Get("Snapshot-Content-Location"))
	}
	if c.URL == "" {
		c.URL = msg.location()
	}
	c.Name = m.name + "!/" + pageName(c.URL)
	c.Charset = strings.ToLower(root.params["charset"])
	c.DerivedFrom = box.ID
	return w.page(Page, c, body)
}

// pageName is a name for a page without one of its own.
func pageName(rawURL string) string {
	if u, err := url.Parse(rawURL); err == nil {
		if base := path.Base(u.Path); base != "." && base != "/" {
			return cleanName(base)
		}
	}
	return "index.html"
}

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
	maxMIMEDepth = 5
	maxMIMEParts = 20_000
)

// parseEntity parses as browsers and mail programs write and as people edit:
// either line end, a missing last boundary, a damaged header line.
func parseEntity(b []byte, depth int) *entity {
	e := &entity{}
	e.header, e.body = parseHeader(b)
	ct := e.header.Get("Content-Type")
	var err error
	if e.mediaType, e.params, err = mime.ParseMediaType(ct); err != nil {
		t, _, _ := strings.Cut(ct, ";")
		e.mediaType = strings.ToLower(strings.TrimSpace(t))
		if e.params == nil {
			e.params = map[string]string{}
		}
	}
	if strings.HasPrefix(e.mediaType, "multipart/") && e.params["boundary"] != "" && depth < maxMIMEDepth {
		for _, p := range splitParts(e.body, e.params["boundary"]) {
			e.parts = append(e.parts, parseEntity(p, depth+1))
		}
	}
	return e
}

func parseHeader(b []byte) (textproto.MIMEHeader, []byte) {
	h := textproto.MIMEHeader{}
	last := ""
	for len(b) > 0 {
		line, rest, _ := bytes.Cut(b, []byte("\n"))
		b = rest
		line = bytes.TrimRight(line, "\r")
		switch {
		case len(line) == 0:
			if len(h) == 0 { // blank lines before the header
				continue
			}
			return h, b
		case (line[0] == ' ' || line[0] == '\t') && last != "":
			v := h[last]
			v[len(v)-1] += " " + string(bytes.TrimSpace(line))
		default:
			name, value, ok := bytes.Cut(line, []byte(":"))
			if !ok {
				continue
			}
			last = textproto.CanonicalMIMEHeaderKey(string(bytes.TrimSpace(name)))
			h[last] = append(h[last], string(bytes.TrimSpace(value)))
		}
	}
	return h, nil
}

// splitParts cuts a multipart body at its boundary lines; the line break before
// a boundary belongs to the boundary.
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
			continue // a longer boundary that begins like this one
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

// root finds the page a message is about: the part its start parameter names,
// else the first HTML part, else the first text.
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
		case r.mediaType == typeHTML || r.mediaType == typeXHTML:
			return r
		case text == nil:
			text = r
		}
	}
	return text
}

func isPageType(t string) bool { return t == typeHTML || t == typeXHTML || t == typeText }

func (e *entity) location() string { return cutting.WebAddress(e.header.Get("Content-Location")) }

// decoded undoes the part's transfer encoding; damage in it costs the damaged
// characters only.
func (e *entity) decoded() []byte {
	switch strings.ToLower(strings.TrimSpace(e.header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return decodeQuoted(e.body)
	case "base64":
		return decodeBase64(e.body)
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
	clean = clean[:len(clean)-boolInt(len(clean)%4 == 1)] // a lone character carries no byte
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

package capture

import (
	"bytes"
	"net/mail"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/internal/form"
	"cuttings/internal/pageasset"
)

// typeMHTML is the media type of a page saved with its assets.
const typeMHTML = "multipart/related"

// message reports a MIME message: a page saved as MHTML, or a mail.
func (w *walker) message(m member, content []byte) error {
	text := content
	if bytes.IndexByte(text, '\n') < 0 { // line ends of old Macintosh systems
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	msg := parseEntity(text, 0)
	if t, err := mail.ParseDate(msg.header.Get("Date")); err == nil && w.inFuture(t) {
		m.time, m.doubts = time.Time{}, []string{"its date is in the future, so when it was written is unknown: " +
			t.Format(time.RFC3339)}
	} else if err == nil {
		m.time, m.timeOrigin = t, timeMail
	}
	if !msg.savedPage() || msg.root() == nil && msg.holdsMails() {
		return w.mail(m, msg, content)
	}
	if m.timeOrigin == timeMail {
		m.timeOrigin = timeMHTML
	}
	return w.mhtml(m, msg, content)
}

// savedPage reports whether a message is a page saved as MHTML and no mail: browsers record the
// page's address or their name; mails have senders, receivers and an identifier.
func (e *entity) savedPage() bool {
	has := func(name string) bool { return e.header.Get(name) != "" }
	if has("Snapshot-Content-Location") || strings.HasPrefix(e.header.Get("From"), "<Saved by") ||
		strings.HasPrefix(e.header.Get("From"), "<Von ") {
		return true
	}
	if has("Message-Id") || has("Received") || has("To") || has("Return-Path") || has("Newsgroups") {
		return false
	}
	if e.mediaType == typeMHTML {
		return true
	}
	root := e.root()
	return root != nil && root.location() != "" || !has("From") && !has("Subject")
}

// holdsMails reports whether a part is a mail, or has parts that were nested too deep to be parsed.
func (e *entity) holdsMails() bool {
	return slices.ContainsFunc(e.leaves(nil), func(p *entity) bool {
		return p.mediaType == typeMail || strings.HasPrefix(p.mediaType, "multipart/") && p.params["boundary"] != ""
	})
}

// mhtml reports an MHTML file as a Container, its root page and the pages of its
// frames as Pages.
func (w *walker) mhtml(m member, msg *entity, content []byte) error {
	box := m.capture(typeMHTML)
	Identify(&box, content)
	if err := w.fn(Item{Kind: Container, Capture: box, Content: content, Faults: m.doubts}); err != nil {
		return err
	}
	root := msg.root()
	if root == nil || len(root.body) == 0 {
		return w.fail(m.name, cutting.Errorf(cutting.Invalid,
			"%s: no page in this MHTML file; the file itself is kept", m.name))
	}
	c := m.capture("")
	c.URL = root.location()
	if c.URL == "" {
		c.URL = cutting.WebAddress(msg.header.Get("Snapshot-Content-Location"))
	}
	if c.URL == "" {
		c.URL = msg.location()
	}
	c.Name = m.name + "!/" + pageName(c.URL)
	c.DerivedFrom = box.ID
	if err := w.part(c, root); err != nil {
		return err
	}
	names := map[string]bool{c.Name: true}
	for _, p := range msg.leaves(nil) {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if p == root || p.mediaType != form.TypeHTML && p.mediaType != form.TypeXHTML {
			continue
		}
		if countLetters(p.decoded()) == 0 {
			continue // the placeholder of a script; it is in the Container
		}
		f := m.capture("")
		f.URL = p.location()
		f.Name = unusedName(names, m.name+"!/"+pageName(f.URL))
		f.DerivedFrom = box.ID
		if err := w.part(f, p); err != nil {
			return err
		}
	}
	return nil
}

// part reports a part of a message that is a page.
func (w *walker) part(c cutting.Capture, p *entity) error {
	body := p.decoded()
	c.Charset = tidyToken(p.params["charset"])
	found := form.Detect(body, true, form.Hints{MediaType: p.mediaType, Charset: c.Charset})
	if c.MediaType = found.MediaType; c.MediaType == "" {
		if c.MediaType = p.mediaType; !isPageType(c.MediaType) {
			c.MediaType = form.TypeText
		}
	}
	if &body[0] == &p.body[0] {
		body = bytes.Clone(body) // the receiver owns the content
	}
	if found.Form == form.HTML {
		return w.htmlWithin(c, body, 0, nil)
	}
	return w.page(Page, c, body)
}

// leaves appends the parts without parts of their own.
func (e *entity) leaves(to []*entity) []*entity {
	if len(e.parts) == 0 {
		return append(to, e)
	}
	for _, p := range e.parts {
		to = p.leaves(to)
	}
	return to
}

// unusedName returns name, changed when it was used before.
func unusedName(names map[string]bool, name string) string {
	try := name
	for n := 2; names[try]; n++ {
		dot := strings.LastIndexByte(name, '.')
		if dot < strings.LastIndexByte(name, '/') {
			dot = len(name)
		}
		try = name[:dot] + "-" + strconv.Itoa(n) + name[dot:]
	}
	names[try] = true
	return try
}

// pageName returns a name for a page without one.
func pageName(rawURL string) string {
	if u, err := url.Parse(rawURL); err == nil {
		if base := path.Base(u.Path); base != "." && base != "/" {
			return cleanName(base)
		}
	}
	return "index.html"
}

// MessagePart is a part of a page saved as MHTML, or of a mail: a picture, a style sheet.
type MessagePart struct {
	Location  string // Content-Location as it is, "" for none
	ID        string // Content-ID without its brackets
	MediaType string // as declared
	Charset   string
	part      *entity
}

// Content decodes the part.
func (p MessagePart) Content() []byte { return p.part.decoded() }

// MessageParts returns the parts of a message that have no parts of their own; nil when content is
// no message. Parsing them again is cheaper than keeping each a second time: the message is in the
// vault.
func MessageParts(content []byte) []MessagePart {
	if bytes.IndexByte(content, '\n') < 0 { // line ends of old Macintosh systems
		content = bytes.ReplaceAll(content, []byte("\r"), []byte("\n"))
	}
	var out []MessagePart
	for _, p := range parseEntity(content, 0).leaves(nil) {
		out = append(out, MessagePart{Location: p.header.Get("Content-Location"),
			ID:        strings.Trim(p.header.Get("Content-Id"), "<> "),
			MediaType: p.mediaType, Charset: tidyToken(p.params["charset"]), part: p})
	}
	return out
}

// Is reports whether a reference on a page of the same message, with its base address, refers to
// this part: by its address, its ID, or, where the saving program used file names of its own disk,
// the end of its name.
func (p MessagePart) Is(page cutting.Capture, base, ref string) bool {
	ref = strings.TrimSpace(ref)
	if id, ok := strings.CutPrefix(ref, "cid:"); ok {
		if plain, err := url.PathUnescape(id); err == nil {
			id = plain
		}
		return id != "" && id == p.ID
	}
	if p.Location == "" || ref == "" {
		return false
	}
	if p.Location == ref {
		return true
	}
	if at := cutting.WebAddress(p.Location); at != "" {
		own := pageasset.Own(cutting.Capture{URL: at})
		return slices.ContainsFunc(pageasset.Keys(cutting.Capture{URL: page.URL}, base, ref),
			func(k pageasset.Key) bool { return slices.Contains(own[1:], k) })
	}
	ref = strings.TrimPrefix(strings.ReplaceAll(ref, "\\", "/"), "./")
	return !strings.HasPrefix(ref, "/") && strings.HasSuffix(strings.ReplaceAll(p.Location, "\\", "/"), "/"+ref)
}

package capture

import (
	"bufio"
	"bytes"
	"fmt"
	"html"
	"io"
	"mime"
	"net/mail"
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/foreign"
	"cuttings/internal/form"
)

// Media types of mails.
const typeMail = "message/rfc822"

// mail reports a mail as a Container and its readable parts: its text (the HTML form where there is
// one) as a Page, attached files as whatever they are, and forwarded mails in the same way.
//
// The page of a mail is its decoded text with subject and date in front. Bare text is converted to
// HTML, and HTML without a title or heading gets the subject as its title.
func (w *walker) mail(m member, msg *entity, content []byte) error {
	if msg.mediaType == "message/partial" { // RFC 2046, 5.2.2
		part := []string{"a part of a mail that was sent in several"}
		plain := *msg
		plain.mediaType = form.TypeText
		return w.doubting(part, func() error { return w.mail(m, &plain, content) })
	}
	box := m.capture(typeMail)
	Identify(&box, content)
	if err := w.fn(Item{Kind: Container, Capture: box, Content: content, Faults: m.doubts}); err != nil {
		return err
	}
	subject := headerWords(msg.header.Get("Subject"))
	body, rest := msg.mailBody()
	if body != nil && (body.mediaType == "" || body.mediaType == form.TypeText) {
		var files []*entity
		body, files = body.withoutFiles()
		rest = append(files, rest...)
	}
	names := map[string]bool{}
	given := w.given
	if body != nil && len(bytes.TrimSpace(body.body)) > 0 {
		if err := w.mailText(m, box, msg, body, subject, names); err != nil {
			return err
		}
	}
	for i, p := range rest {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		if err := w.reportAttachment(m, box, p, i+1, names); err != nil {
			return err
		}
	}
	if w.given == given {
		return w.fail(m.name, cutting.Errorf(cutting.Invalid,
			"%s: a mail without text and without files; the mail itself is kept", m.name))
	}
	return nil
}

// mailText reports the text of a mail.
func (w *walker) mailText(m member, box cutting.Capture, msg, body *entity, subject string,
	names map[string]bool) error {
	c := m.capture(form.TypeText)
	c.DerivedFrom = box.ID
	c.Charset = tidyToken(body.params["charset"])
	content := body.decoded()
	found := form.Detect(content, true, form.Hints{MediaType: body.mediaType, Charset: c.Charset})
	c.MediaType, c.Name, c.URL = form.TypeHTML, unusedName(names, m.name+"!/mail.html"), body.location()
	head := mailHead(subject, msg.header.Get("Date"))
	if found.Form != form.HTML {
		content, c.Charset = setMail(head, subject, msg.header.Get("Date"), body, content, c.Charset)
		return w.page(Page, c, content)
	}
	if c.Charset == "" {
		c.Charset = declaredCharset(content)
	}
	if head != "" && !ownTitle.Match(content) && form.Wide(content, c.Charset) == "" {
		content = append([]byte(head), content...)
	} else {
		content = bytes.Clone(content)
	}
	return w.html(c, content)
}

// mailHead returns a mail's header as HTML, in ASCII.
func mailHead(subject, date string) string {
	head := ""
	if subject != "" {
		head += "<title>" + asciiMarkup(subject) + "</title>\n"
	}
	if t, err := mail.ParseDate(date); err == nil {
		head += `<meta name="date" content="` + t.Format(time.RFC3339) + "\">\n"
	}
	return head
}

// ownTitle matches a nonempty title or first heading.
var ownTitle = regexp.MustCompile(`(?is)<(title|h1)\b[^>]*>\s*[^<\s]`)

// asciiMarkup escapes s so that it means the same in HTML of any charset.
func asciiMarkup(s string) string {
	var b strings.Builder
	for _, r := range html.EscapeString(s) {
		if r < 0x80 {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "&#%d;", r)
		}
	}
	return b.String()
}

// setMail converts a mail's bare text to HTML, with its paragraphs and quotations, in UTF-8 where
// its charset is known. It returns the HTML and its charset.
func setMail(head, subject, date string, body *entity, text []byte, charset string) ([]byte, string) {
	if decoded, ok := foreign.Decode(text, charset); ok {
		text, charset = decoded, "utf-8"
	} else if utf8.Valid(text) {
		charset = "utf-8"
	}
	if strings.EqualFold(body.params["format"], "flowed") {
		text = unflow(text, strings.EqualFold(body.params["delsp"], "yes"))
	}
	var b bytes.Buffer
	b.WriteString("<!DOCTYPE html>\n" + head)
	if subject != "" {
		b.WriteString("<h1>" + asciiMarkup(subject) + "</h1>\n")
	}
	if t, err := mail.ParseDate(date); err == nil {
		b.WriteString(`<time datetime="` + t.Format(time.RFC3339) + `">` + asciiMarkup(date) + "</time>\n")
	}
	setLines(&b, text)
	return b.Bytes(), charset
}

// setLines writes lines of text as paragraphs, quoted ones as quotations. A nearly full line is
// continued by the next.
func setLines(b *bytes.Buffer, text []byte) {
	const full = 55 // least bytes of a wrapped line
	quoted, open := false, false
	end := func() {
		if open {
			b.WriteString("</p>\n")
		}
		open = false
	}
	for len(text) > 0 {
		var line []byte
		line, text, _ = bytes.Cut(text, []byte("\n"))
		line = bytes.TrimSpace(line)
		if quote := bytes.HasPrefix(line, []byte(">")); quote != quoted && (len(line) > 0 || quoted) {
			end()
			if quoted = quote; quoted {
				b.WriteString("<blockquote>\n")
			} else {
				b.WriteString("</blockquote>\n")
			}
		}
		if quoted {
			line = bytes.TrimSpace(bytes.TrimLeft(line, "> "))
		}
		if len(line) == 0 {
			end()
			continue
		}
		if !open {
			b.WriteString("<p>")
			open = true
		}
		for _, c := range line {
			switch c {
			case '<':
				b.WriteString("&lt;")
			case '&':
				b.WriteString("&amp;")
			default:
				b.WriteByte(c)
			}
		}
		if len(line) < full && len(bytes.TrimSpace(text)) > 0 {
			b.WriteString("<br>")
		}
		b.WriteByte('\n')
	}
	end()
	if quoted {
		b.WriteString("</blockquote>\n")
	}
}

// unflow joins the lines of a paragraph broken for transport (RFC 3676).
func unflow(b []byte, deleteSpace bool) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		line, rest, found := bytes.Cut(b, []byte("\n"))
		b = rest
		line = bytes.TrimSuffix(line, []byte("\r"))
		soft := bytes.HasSuffix(line, []byte(" ")) && string(line) != "-- "
		if soft && deleteSpace {
			line = line[:len(line)-1]
		}
		out = append(out, line...)
		if found && !soft {
			out = append(out, '\n')
		}
	}
	return out
}

// mailBody returns the part that is a mail's text, nil for none, and the other parts that may
// contain pages, in order.
func (e *entity) mailBody() (body *entity, rest []*entity) {
	switch {
	case len(e.parts) == 0:
		if e.attachment() || !isPageType(e.mediaType) && e.mediaType != "" && e.mediaType != "text/enriched" {
			return nil, []*entity{e}
		}
		return e, nil
	case e.mediaType == "multipart/alternative":
		for _, p := range e.parts { // the last readable one is the best
			b, more := p.mailBody()
			if b != nil && (body == nil || b.mediaType != form.TypeText) {
				body = b
			}
			for _, x := range more { // an invitation is another form of the text, not a file
				if x.attachment() || x.mediaType == typeMail {
					rest = append(rest, x)
				}
			}
		}
		return body, rest
	case e.mediaType == typeMHTML:
		root := e.root()
		for _, p := range e.leaves(nil) {
			if p != root && (p.attachment() || p.mediaType == form.TypeHTML || p.mediaType == typeMail) {
				rest = append(rest, p)
			}
		}
		return root, rest
	}
	for _, p := range e.parts {
		b, more := p.mailBody()
		switch {
		case b != nil && body == nil && len(rest) == 0:
			body = b
		case b != nil:
			rest = append(rest, b)
		}
		rest = append(rest, more...)
	}
	return body, rest
}

func (e *entity) attachment() bool {
	disposition, params := parameters(e.header.Get("Content-Disposition"))
	return disposition == "attachment" || params["filename"] != "" && e.mediaType != form.TypeText
}

// maxMailDepth is the maximum number of mails around a mail that is read: each keeps its own bytes with those of the
// mails in it.
const maxMailDepth = 20

// reportAttachment reports a part of a mail other than its text.
func (w *walker) reportAttachment(m member, box cutting.Capture, p *entity, n int, names map[string]bool) error {
	_, disposition := parameters(p.header.Get("Content-Disposition"))
	name := headerWords(disposition["filename"])
	if name == "" {
		name = headerWords(p.params["name"])
	}
	if name = strings.ReplaceAll(cleanName(name), "/", "_"); name == "unnamed" {
		name = fmt.Sprintf("part-%d%s", n, extensionOf[p.mediaType])
	}
	content := p.decoded()
	child := m
	child.name, child.from, child.depth = unusedName(names, m.name+"!/"+name), box.ID, m.depth+1
	child.r, child.at, child.path, child.size = bytes.NewReader(bytes.Clone(content)), nil, "", int64(len(content))
	w.budget.member()
	if err := w.budget.checkSpent(); err != nil {
		return w.fail(child.name, w.readError(child.name, err))
	}
	switch {
	case p.mediaType == typeMail && len(content) > 0:
		child.depth, child.mails = m.depth, m.mails+1 // a mail does not grow when it is read
		if child.mails > maxMailDepth {
			return w.fail(child.name, cutting.Errorf(cutting.Unavailable,
				"%s: mails forwarded within mails more than %d deep; save the inner one and add it", child.name,
				maxMailDepth))
		}
		return w.readWhole(child, w.message)
	case p.mediaType == form.TypeHTML || p.mediaType == form.TypeXHTML:
		c := child.capture("")
		c.URL = p.location()
		if len(content) == 0 {
			return w.skip(child.name, cutting.LeftEmpty)
		}
		return w.part(c, p)
	}
	return w.readNested(child, w.member)
}

// extensionOf maps media types to extensions for parts without a name.
var extensionOf = map[string]string{form.TypeHTML: ".html", form.TypeXHTML: ".xhtml", form.TypeText: ".txt",
	typeMail: ".eml"}

// headerWords decodes the encoded words of a header's value (RFC 2047).
func headerWords(s string) string {
	d := mime.WordDecoder{CharsetReader: foreign.Reader}
	if decoded, err := d.DecodeHeader(s); err == nil {
		s = decoded
	}
	if !utf8.ValidString(s) {
		s = foreign.NewNames(foreign.Hints{}).Decode(s)
	}
	s = strings.Join(strings.Fields(s), " ")
	return s[:len(s)-len(s[min(len(s), 1000):])]
}

// emlx reports a mail in Apple Mail's format: a line with its length, the mail, a property list.
func (w *walker) emlx(m member, content []byte) error {
	line, rest, _ := bytes.Cut(content, []byte("\n"))
	n := 0
	for _, c := range bytes.TrimSpace(line) {
		if n = n*10 + int(c-'0'); n > len(rest) {
			break
		}
	}
	return w.message(m, rest[:min(n, len(rest))])
}

// mbox walks the mails of an mbox file: each begins with a line "From sender time"; such lines
// within a mail are written ">From".
func (w *walker) mbox(m member) error {
	br := bufio.NewReaderSize(m.r, 64<<10)
	var message bytes.Buffer
	var at time.Time
	n, tooLong, blank := 0, false, true
	flush := func() error {
		defer message.Reset()
		if n == 0 {
			return nil
		}
		child := m
		child.name, child.depth = fmt.Sprintf("%s!/%d.eml", m.name, n), m.depth+1
		child.path, child.at = "", nil
		if !at.IsZero() && !w.inFuture(at) {
			child.time, child.timeOrigin = at, timeMail
		}
		if tooLong {
			return w.fail(child.name, tooLarge(child.name, int64(message.Len()), w.lim.PageBytes))
		}
		return w.message(child, bytes.Clone(message.Bytes()))
	}
	for {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		line, err := br.ReadSlice('\n')
		begins := blank && bytes.HasPrefix(line, []byte("From ")) && form.MboxLine(line)
		if begins {
			if err := flush(); err != nil {
				return err
			}
			n, tooLong = n+1, false
			at = mboxTime(line)
			w.budget.member()
			if err := w.budget.checkSpent(); err != nil {
				return w.fail(m.name, w.readError(m.name, err))
			}
		}
		for whole := err == bufio.ErrBufferFull; begins && whole; { // the rest of such a line
			_, err = br.ReadSlice('\n')
			whole = err == bufio.ErrBufferFull
		}
		if !begins {
			if int64(message.Len()+len(line)) > w.lim.PageBytes {
				tooLong = true
			} else {
				message.Write(unquoteFrom(line))
			}
		}
		blank = len(bytes.TrimSpace(line)) == 0 && err != bufio.ErrBufferFull || begins
		if err == io.EOF {
			return flush()
		}
		if err != nil && err != bufio.ErrBufferFull {
			if err := flush(); err != nil {
				return err
			}
			return w.fail(m.name, w.readError(m.name, err))
		}
	}
}

// unquoteFrom removes one ">" from a line that begins like a mail's first one.
func unquoteFrom(line []byte) []byte {
	if rest := bytes.TrimLeft(line, ">"); len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From ")) {
		return line[1:]
	}
	return line
}

// mboxTime returns the time in a mail's first line; UTC when it has no zone.
func mboxTime(line []byte) time.Time {
	f := strings.Fields(string(line))
	for i := range f {
		for _, layout := range [...]string{"Mon Jan 2 15:04:05 2006", "Mon Jan 2 15:04 2006"} {
			if i+5 <= len(f) {
				if t, err := time.Parse(layout, strings.Join(f[i:i+5], " ")); err == nil {
					return t
				}
			}
		}
	}
	return time.Time{}
}

package digest

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"cuttings/cutting"
)

// Envelope has the sender and recipients of a mail.
type Envelope struct {
	From string   // "Press desk <desk@example.org>"
	To   []string // likewise; empty for a file that a person will send
	ID   string   // message ID without angle brackets; "" makes one from the content
	Date time.Time
}

// Message returns a digest as a mail with two bodies of the same content, bare text and HTML, for sending with
// go-mail. It returns Invalid for a wrong address.
func (t *Templates) Message(d *Digest, e Envelope) (*mail.Msg, error) {
	html, err := t.HTML(d, Page{})
	if err != nil {
		return nil, err
	}
	text, err := t.Text(d)
	if err != nil {
		return nil, err
	}
	boundary := "cuttings-" + cutting.Sum(append(html, text...)).Short()
	m := mail.NewMsg(mail.WithNoDefaultUserAgent(), mail.WithBoundary(boundary))
	if e.From == "" {
		e.From = "Cuttings <desk@localhost>"
	}
	if err := m.From(e.From); err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "the sender %q: %w", e.From, err)
	}
	if len(e.To) > 0 {
		if err := m.To(e.To...); err != nil {
			return nil, cutting.Errorf(cutting.Invalid, "the recipients %q: %w", strings.Join(e.To, ", "), err)
		}
	}
	if e.Date.IsZero() {
		e.Date = d.Made
	}
	if e.Date.IsZero() {
		e.Date = time.Unix(0, 0).UTC()
	}
	if e.ID == "" {
		e.ID = fmt.Sprintf("%s.%d@cuttings.invalid", boundary, e.Date.Unix())
	}
	m.SetMessageIDWithValue(e.ID)
	m.SetDateWithValue(e.Date)
	m.Subject(Clean(d).Title)
	m.SetGenHeader(mail.HeaderContentLang, viewOf(Clean(d)).Lang)
	m.SetBodyString(mail.TypeTextPlain, string(text))
	m.AddAlternativeString(mail.TypeTextHTML, string(html))
	return m, nil
}

// Mail writes a digest as a mail (RFC 5322, multipart/alternative). The same input always gives the same bytes.
func (t *Templates) Mail(d *Digest, e Envelope) ([]byte, error) {
	m, err := t.Message(d, e)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if _, err := m.WriteTo(io.Writer(&out)); err != nil {
		return nil, cutting.Errorf(cutting.Internal, "digest as a mail: %w", err)
	}
	return out.Bytes(), nil
}

// Package page makes an original readable: from the bytes of HTML, bare text or a feed it makes one
// immutable Unicode text with blocks, a light element tree and byte ranges. It is the only user of
// HTML, charset and language libraries.
package page

import (
	"context"
	"time"

	"cuttings/cutting"
	"cuttings/internal/form"
	"cuttings/page/address"
	"cuttings/page/bare"
	"cuttings/page/feed"
	"cuttings/page/html"
	"cuttings/page/internal/bounds"
)

// Version is raised whenever the same bytes may be read differently from before; press then redoes
// the rows made with an older one.
const Version = 13

// Form is the format that bytes are read as.
type Form string

// Forms. Auto detects the form from media type, name and the bytes themselves.
const (
	Auto Form = ""
	HTML Form = "html"
	Text Form = "text"
	Feed Form = "feed"
)

// Options are what is known about the bytes beforehand; every field may be empty.
type Options struct {
	Form      Form
	URL       string    // the page's address, when given by the user or the carrier
	Name      string    // file name or path in the archive; mirror paths are read from it
	MediaType string    // as the carrier declares it
	Charset   string    // as the carrier declares it
	Time      time.Time // when it was captured; used only for feeds and plausibility checks
}

// Read reads content. It never panics, whatever the bytes, and uses bounded memory in proportion to
// len(content). It returns an error of kind Invalid or Unsupported when the bytes cannot be read as
// text (an image, a PDF) or contain more than pages of their size do (elements, blocks, links).
// content must not be modified afterwards: the page may refer to it. Safe for concurrent use.
func Read(content []byte, o Options) (*cutting.Page, error) {
	return ReadContext(context.Background(), content, o)
}

// ReadContext is Read with a context: when ctx ends, it returns ctx's error within a second.
func ReadContext(ctx context.Context, content []byte, o Options) (*cutting.Page, error) {
	if len(content) > bounds.Content {
		return nil, cutting.Errorf(cutting.Unsupported, "%s: %d bytes in one page; at most %d are read",
			o.Name, len(content), bounds.Content)
	}
	read, why := o.Form, ""
	if o.Form == Auto || unreadable(content, o) {
		read, why = formOf(content, o)
	}
	if why != "" {
		return nil, cutting.Errorf(cutting.Unsupported, "%s: not a page but %s; kept as it is, nothing to read",
			o.Name, why)
	}
	at := address.Known{URL: o.URL, Name: o.Name}
	switch read {
	case HTML:
		return html.Read(ctx, content, o.Charset, at)
	case Text:
		return bare.Read(ctx, content, o.Charset, at)
	case Feed:
		return feed.Read(ctx, content, o.Charset, at)
	}
	return nil, cutting.Errorf(cutting.Invalid, "%s: unknown form %q; want html, text or feed", o.Name, read)
}

// formOf detects the form of content whose form was not given, or returns why it is no
// page. Package capture decides by the same detection, so that every file it accepts can
// be read, and in the form it was accepted for.
func formOf(content []byte, o Options) (Form, string) {
	found := form.Detect(content, true, form.Hints{Name: o.Name, MediaType: o.MediaType, Charset: o.Charset})
	switch found.Form {
	case form.HTML:
		return HTML, ""
	case form.Feed:
		return Feed, ""
	case form.Text, form.Clipping: // what capture makes of a clipping is HTML; older archives have it as text
		return Text, ""
	case form.None:
		if found.Reason == cutting.LeftEmpty {
			return Text, "" // an empty page
		}
		if found.Unread != "" {
			return Auto, found.Unread
		}
		return Auto, string(found.Reason)
	}
	return Auto, "an archive or a message that holds pages"
}

// unreadable reports whether content is no text, whatever form is requested.
func unreadable(content []byte, o Options) bool {
	head := content[:min(len(content), form.SniffLen)]
	return form.Binary(head) && form.Wide(head, o.Charset) == "" && len(head) >= 4
}

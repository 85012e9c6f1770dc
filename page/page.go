// Package page makes an original readable: bytes of HTML, bare text or a feed in,
// one immutable Unicode text with blocks, a light element tree and byte ranges
// out. It is the only user of HTML, charset and language libraries.
package page

import (
	"bytes"
	"context"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/page/address"
	"cuttings/page/bare"
	"cuttings/page/charset"
	"cuttings/page/feed"
	"cuttings/page/html"
	"cuttings/page/internal/bounds"
	"cuttings/page/internal/chars"
)

// Version is raised whenever the same bytes may read differently than before;
// press then redoes the rows made with an older one.
const Version = 3

// Form is what the bytes are read as.
type Form string

// The forms. Auto decides from media type, name and the bytes themselves.
const (
	Auto Form = ""
	HTML Form = "html"
	Text Form = "text"
	Feed Form = "feed"
)

// Options say what is known about the bytes beforehand; every field may be empty.
type Options struct {
	Form      Form
	URL       string    // the page's address, when given by the user or the carrier
	Name      string    // file name or path in the archive; mirror paths are read from it
	MediaType string    // as the carrier declares it
	Charset   string    // as the carrier declares it
	Time      time.Time // when it was captured; helps nothing but feeds and plausibility
}

// Read reads content. It never panics, whatever the bytes, and uses memory in
// proportion to len(content) and bounded as a whole. It returns an error of kind
// Invalid or Unsupported when the bytes cannot be read as text at all (an image, a
// PDF) or hold more than pages of their size do (elements, blocks, links). The
// returned page does not alias content.
func Read(content []byte, o Options) (*cutting.Page, error) {
	return ReadContext(context.Background(), content, o)
}

// ReadContext is Read with a context: when ctx ends, it returns why within a second.
func ReadContext(ctx context.Context, content []byte, o Options) (*cutting.Page, error) {
	if len(content) > bounds.Content {
		return nil, cutting.Errorf(cutting.Unsupported, "%s: %d bytes in one page; at most %d are read",
			o.Name, len(content), bounds.Content)
	}
	if kind := binaryKind(content); kind != "" {
		return nil, cutting.Errorf(cutting.Unsupported, "%s: not text but %s; kept as it is, nothing to read", o.Name, kind)
	}
	form := o.Form
	if form == Auto {
		form = formOf(content, o)
	}
	at := address.Known{URL: o.URL, Name: o.Name}
	switch form {
	case HTML:
		return html.Read(ctx, content, o.Charset, at)
	case Text:
		return bare.Read(ctx, content, o.Charset, at)
	case Feed:
		return feed.Read(ctx, content, o.Charset, at)
	}
	return nil, cutting.Errorf(cutting.Invalid, "%s: unknown form %q; want html, text or feed", o.Name, form)
}

// magics are the beginnings of common files that are not text. Those that could
// begin a text as well need control characters behind them.
var magics = []struct{ head, kind string }{
	{"%PDF-", "a PDF file"}, {"PK\x03\x04", "a ZIP file"}, {"\x1f\x8b", "a gzip file"}, {"\x89PNG", "a PNG image"},
	{"\xff\xd8\xff", "a JPEG image"}, {"GIF8", "a GIF image"}, {"\xca\xfe\xba\xbe", "a binary file"},
	{"\x7fELF", "a program"}, {"MZ", "a program"}, {"\x28\xb5\x2f\xfd", "a Zstandard file"}, {"BZh", "a bzip2 file"},
	{"\xfd7zXZ", "an xz file"}, {"Rar!", "a RAR file"}, {"7z\xbc\xaf", "a 7-Zip file"}, {"OggS", "an Ogg file"},
	{"ID3", "an MP3 file"}, {"wOFF", "a font"}, {"wOF2", "a font"}, {"\xd0\xcf\x11\xe0", "an Office file"},
	{"SQLite format 3", "a database"}, {"RIFF", "a media file"},
}

// binaryKind names what content is when it plainly is not text, else "".
func binaryKind(content []byte) string {
	head := content[:min(len(content), 4096)]
	controls := 0
	for _, c := range head {
		if chars.IsControl(c) && c != 0x1b {
			controls++
		}
	}
	for _, m := range magics {
		if bytes.HasPrefix(content, []byte(m.head)) && (controls > 0 || m.kind == "a PDF file" || !chars.IsASCII(content[:len(m.head)])) {
			return m.kind
		}
	}
	if len(head) >= 8 && string(head[4:8]) == "ftyp" && controls > 0 {
		return "a video file"
	}
	if len(head) >= 64 && controls*5 > len(head) && charset.LooksUTF16(content) == 0 &&
		!bytes.HasPrefix(head, []byte("\xff\xfe")) && !bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return "binary data"
	}
	return ""
}

// formOf decides how to read content nobody has said it about. The bytes come
// first; what is called bare text is that unless it begins as a page does.
func formOf(content []byte, o Options) Form {
	if feed.Recognise(content, o.MediaType) {
		return Feed
	}
	media, _, _ := strings.Cut(strings.ToLower(o.MediaType), ";")
	media = strings.TrimSpace(media)
	name := strings.ToLower(o.Name)
	if media == "text/plain" || media == "text/markdown" || strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".md") {
		if html.Begins(content) {
			return HTML
		}
		return Text
	}
	if html.Recognise(content) {
		return HTML
	}
	if media == "text/html" || media == "application/xhtml+xml" {
		return htmlUnlessBare(content)
	}
	for _, ext := range []string{".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp"} {
		if strings.HasSuffix(name, ext) {
			return htmlUnlessBare(content)
		}
	}
	return Text
}

// htmlUnlessBare is the form of content that is called HTML: text of several
// lines without a single tag is a page that has been stripped.
func htmlUnlessBare(content []byte) Form {
	if bytes.IndexByte(content, '\n') < 0 || html.CountTags(content, 1) > 0 || charset.LooksUTF16(content) != 0 {
		return HTML
	}
	return Text
}

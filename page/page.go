// Package page makes an original readable: bytes of HTML, bare text or a feed in,
// one immutable Unicode text with blocks, a light element tree and byte ranges
// out. It is the only user of HTML, charset and language libraries.
package page

import (
	"time"

	"cuttings/cutting"
)

// Version is raised whenever the same bytes may read differently than before;
// press then redoes the rows made with an older one.
const Version = 1

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

// Read reads content. It never panics, whatever the bytes, uses memory
// proportional to len(content) and returns an error of kind Invalid or
// Unsupported when the bytes cannot be read as text at all (an image, a PDF).
// The returned page does not alias content.
func Read(content []byte, o Options) (*cutting.Page, error) {
	return nil, cutting.Errorf(cutting.Unsupported, "not yet read")
}

// Package capture finds the pages in the files and folders a user names, and in the archives, web
// archives and MHTML files among them, however nested. It turns each into a capture: its bytes,
// with what the carrier states about where and when they were saved. It does not parse pages and
// writes nothing.
//
// All input is untrusted: sizes, counts, nesting and expansion are limited, names are never opened
// as paths, and one bad file is an item with an error and does not end the walk.
package capture

import (
	"context"
	"time"

	"cuttings/cutting"
)

// Kind is what an Item is, and so how to treat it.
type Kind uint8

// The kinds of item.
const (
	// Page is a capture to keep and to read.
	Page Kind = iota
	// Container is a capture to keep but not to read: an MHTML file, a mail, an HTTP
	// message whose coding is damaged. Its decoded contents follow as Pages whose
	// Capture.DerivedFrom names it.
	Container
	// Skipped is not a page (an image, a style sheet, a mirror tool's log):
	// nothing is wrong; the reason is in Reason.
	Skipped
	// Asset is a picture or style sheet that a page refers to, to keep beside the captures
	// so that the original looks as it did; see Options.Assets.
	Asset
	// Failed is a page, or a container of pages, that could not be read, with the cause
	// in Err. Archives and documents of kinds this program does not read are among them.
	Failed
)

func (k Kind) String() string {
	switch k {
	case Page:
		return "page"
	case Container:
		return "container"
	case Skipped:
		return "skipped"
	case Asset:
		return "asset"
	}
	return "failed"
}

// Item is one result of Walk.
type Item struct {
	Kind Kind
	// Capture describes the bytes. For Skipped and Failed items only Name (and,
	// for records of a WARC file, URL and Time) is set.
	Capture cutting.Capture
	// Content is the capture's bytes, after HTTP transfer and content codings are
	// undone. The receiver owns it.
	Content []byte
	// HTTP is the unchanged HTTP response message of a WARC file, when Content is its decoded body;
	// nil otherwise. The vault keeps it in place of Content.
	HTTP []byte
	// Reason is why the item is Skipped.
	Reason cutting.LeftOut
	// Err is why the item Failed; it includes the file and has a kind.
	Err error
	// Faults are doubts about the carrier, which was read all the same: a wrong digest, a gap in a
	// WARC file.
	Faults []string
}

// Limits apply to all input. A zero field takes its default.
type Limits struct {
	PageBytes      int64 // largest page; 64 MiB
	ContainerBytes int64 // largest archive inside another, unpacked; 8 GiB
	ExpandedBytes  int64 // unpacked bytes below one named file; 64 GiB
	Ratio          int64 // unpacked ÷ packed bytes below one named file, beyond the first 64 MiB; 400
	Members        int   // members below one named file; 1,000,000
	Depth          int   // archives within archives; 4
}

func (l Limits) withDefaults() Limits {
	def := func(v *int64, d int64) {
		if *v <= 0 {
			*v = d
		}
	}
	def(&l.PageBytes, 64<<20)
	def(&l.ContainerBytes, 8<<30)
	def(&l.ExpandedBytes, 64<<30)
	def(&l.Ratio, 400)
	if l.Members <= 0 {
		l.Members = 1_000_000
	}
	if l.Depth <= 0 {
		l.Depth = 4
	}
	return l
}

// Options for Walk.
type Options struct {
	Limits Limits
	// TempDir is where archives inside archives are unpacked when they are too large for memory; ""
	// uses the system's.
	TempDir string
	// FollowLinks follows symbolic links to targets outside a named folder; otherwise they are
	// skipped. A link that is itself a named path is always followed.
	FollowLinks bool
	// Assets reports pictures and style sheets that pages refer to as items; otherwise they are
	// Skipped like all others.
	Assets bool
	// Now is the clock, for recognising capture dates in the future; nil uses time.Now.
	Now func() time.Time
}

// Walk finds the pages in paths, in the order given; folders in the byte order of their entries'
// names, archives in the order of their members, but the folders browsers save beside pages last.
// It calls fn once for each thing found, Containers before what was decoded from them. Revisits in
// WARC files follow the other records of their file; those whose content is in no earlier file come
// last.
//
// Walk returns fn's error at once, and ctx's when it ends. All other errors, such as a path that
// does not exist, are Failed items and do not end it. fn is called only from Walk's goroutine.
func Walk(ctx context.Context, paths []string, o Options, fn func(Item) error) error {
	w := newWalker(ctx, o, fn)
	for _, p := range paths {
		if err := w.root(p); err != nil {
			return err
		}
		if err := w.lateAssets(); err != nil {
			return err
		}
	}
	if err := w.lateRevisits(); err != nil {
		return err
	}
	return w.lateAssets()
}

// Identify sets Checksum, Length and ID from the content and the other fields, after converting
// those to a form that can be kept: valid UTF-8, bounded lengths, a time that calendars have. It
// must be called again after a capture's URL, Name or Time was changed.
func Identify(c *cutting.Capture, content []byte) {
	cleanDescription(c)
	c.Checksum = cutting.Sum(content)
	c.Length = int64(len(content))
	c.ID = cutting.NewCaptureID(c.URL, c.Name, c.Time, c.Checksum)
}

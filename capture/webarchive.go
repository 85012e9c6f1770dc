package capture

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/form"
)

// webArchive reports the pages in a WARC file. Revisits get the content of the record they refer
// to, which may be in any walked file; those whose record is not found fail, each by name, when the
// walk ends.
func (w *walker) webArchive(m member) error {
	b := w.budget
	a := &webArchive{w: w, m: m, budget: &b}
	defer func() { w.budget = b }() // the rest is for archives around this one
	if m.path != "" {
		w.warcs = append(w.warcs, m.path)
		a.file = len(w.warcs)
	} else {
		a.places = map[placeKey]place{}
	}
	r, err := a.reader()
	if err != nil {
		return w.fail(m.name, w.readError(m.name, err))
	}
	defer r.Close()
	given := w.given
	for {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		rec, err := r.Next()
		if err := a.reportLost(); err != nil {
			return err
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return w.fail(m.name, w.readError(m.name, err))
		}
		b.member()
		b.expanded += rec.Length
		if err := b.checkSpent(); err != nil {
			if err := w.fail(m.name, w.readError(m.name, err)); err != nil {
				return err
			}
			break
		}
		if err := a.record(rec); err != nil {
			return err
		}
	}
	if w.given == given && len(a.visits) == 0 && a.beside > 0 {
		return w.skip(m.name, "a web archive without pages: records about them, or about a crawl")
	}
	unknown, err := a.resolve(a.visits)
	w.revisits = append(w.revisits, unknown...)
	return err
}

// webArchive is a WARC file being read.
type webArchive struct {
	w      *walker
	m      member
	file   int // its index in walker.warcs, from 1; 0 when it is in an archive
	budget *budget
	lost   []warc.Fault
	faults []string           // of the file, reported with its next item
	places map[placeKey]place // of its records, when it is in an archive
	visits []visit            // revisits not yet reported
	beside int                // records about pages and crawls
}

func (a *webArchive) reader() (*warc.Reader, error) {
	return warc.NewReader(a.m.at, a.m.size, warc.Options{
		MaxBlock: a.w.lim.PageBytes + 1<<20, MaxBytes: max(a.budget.maxExpanded-a.budget.expanded, 1), Now: a.w.now,
		Interrupted: a.w.ctx.Err,
		Fault: func(f warc.Fault) {
			switch {
			case f.Lost:
				a.lost = append(a.lost, f)
			case !f.Record:
				a.faults = append(a.faults, f.String())
			}
		},
	})
}

// reportLost reports each stretch of the file that was not used.
func (a *webArchive) reportLost() error {
	lost := a.lost
	a.lost = nil
	for _, f := range lost {
		if err := a.w.fail(a.m.name, cutting.Errorf(cutting.Invalid, "%s: %v", a.m.name, f)); err != nil {
			return err
		}
	}
	return nil
}

// record reports the content of one record. Requests, metadata and similar records are no captures
// and are skipped.
func (a *webArchive) record(rec *warc.Record) error {
	if n := len(rec.Header.TargetURI()); n > maxURL {
		rec.Faults = append(rec.Faults, fmt.Sprintf("an address of %d bytes, too long to be kept", n))
	}
	switch rec.Header.Type() {
	case "response":
		a.remember(rec)
		return a.response(rec)
	case "resource", "conversion":
		a.remember(rec)
		return a.resource(rec)
	case "revisit":
		return a.revisit(rec)
	case "continuation":
		return a.item(Item{Kind: Failed, Capture: a.describe(rec.Header), Err: cutting.Errorf(cutting.Unsupported,
			"%s: a later part of %s, which is split over several records; only its first part is read", a.m.name,
			rec.Header.TargetURI())}, rec.Faults)
	case "":
		return a.item(Item{Kind: Failed, Capture: cutting.Capture{Name: a.m.name}, Err: cutting.Errorf(cutting.Invalid,
			"%s: a record at byte %d without a type", a.m.name, rec.Offset)}, rec.Faults)
	}
	a.beside++
	return nil
}

// item reports an item with the record's faults and those of the file before it.
func (a *webArchive) item(i Item, faults []string) error {
	i.Faults = append(append(a.faults, faults...), i.Faults...)
	a.faults = nil
	return a.w.fn(i)
}

// describe returns the beginning of a description from a record's header. A missing or malformed
// date stays unknown, and so does one in the future.
func (a *webArchive) describe(h warc.Header) cutting.Capture {
	uri := h.TargetURI()
	known := cutting.WithoutUser(uri) // who logged in is in no name
	_, bare, ok := strings.Cut(known, "://")
	if scheme := uriScheme(uri); !ok || scheme != "" && scheme != "http" && scheme != "https" &&
		targetReason(uri) != "" {
		bare = known // what is no page is reported with its whole target
	}
	c := cutting.Capture{URL: cutting.WebAddress(uri), Name: a.m.name + "!/" + cleanName(bare),
		TimeOrigin: timeUnknown}
	if t, ok := h.Date(); ok && !a.w.inFuture(t) {
		c.Time, c.TimeOrigin = t, timeWARC
	}
	cleanDescription(&c)
	c.MediaType = ""
	return c
}

// body is the result of pageOf.
type body struct {
	content            []byte // may alias the record's block
	mediaType, charset string
	faults             []string
	sound              bool // see warc.Message.Decode
	form               form.Form
	// container is the form of content that is no page but may have pages in it; None for other content.
	container form.Form
}

// pageOf returns a record's content when it is a page, or the reason why not.
func (w *walker) pageOf(rec *warc.Record) (b body, reason cutting.LeftOut) {
	b = body{content: rec.Block, sound: true}
	if reason := recordReason(rec.Header); reason != "" {
		return b, reason
	}
	b.mediaType, b.charset = warc.SplitMediaType(rec.Header.Get("Content-Type"))
	if msg, ok := rec.HTTP(); ok {
		if s := msg.Status; s != 0 && (s < 200 || s > 299) {
			return b, cutting.LeftOut("an answer without a page (HTTP status " + strconv.Itoa(s) + ")")
		}
		b.mediaType, b.charset = msg.MediaType()
		if reason := declaredReason(b.mediaType); reason != "" {
			head, _, _ := msg.Decode(peekBytes) // do not decode everything in vain
			if !form.PageWhatever(head) {
				return b, reason
			}
		}
		b.content, b.faults, b.sound = msg.Decode(w.lim.PageBytes)
		b.faults = append(b.faults, statusDoubts(msg)...)
	}
	if reason := declaredReason(b.mediaType); reason != "" {
		if !form.PageWhatever(b.content[:min(len(b.content), peekBytes)]) {
			return b, reason
		}
		b.faults = append(b.faults, "declared as "+b.mediaType+", which its content is not")
		b.mediaType = ""
	}
	found := form.Detect(b.content, true, form.Hints{Name: rec.Header.TargetURI(), MediaType: b.mediaType,
		Charset: b.charset})
	if (found.Form == form.Gzip || found.Form == form.Zstd) && isPageType(b.mediaType) {
		if page, as := w.packedPage(b, found.Form, rec.Header.TargetURI()); as.MediaType != "" {
			b.content, b.sound, found = page, false, as
			b.faults = append(b.faults, "packed, which its header does not say")
		}
	}
	if found.Form != form.None && found.MediaType == "" {
		b.container = found.Form
	}
	if found = noPage(found); found.Form == form.None {
		if found.Unread != "" {
			return b, unreadInAnswer(found)
		}
		return b, found.Reason
	}
	b.form = found.Form
	if !isPageType(b.mediaType) && found.Form != form.Feed || b.mediaType == form.TypeText &&
		found.Form != form.Text || found.Form == form.Feed {
		b.mediaType = found.MediaType
	}
	return b, ""
}

// packedPage returns what is packed in content that is declared as a page, and what that is.
func (w *walker) packedPage(b body, packed form.Form, name string) ([]byte, form.Found) {
	r, err := decompressor(bytes.NewReader(b.content), packed)
	if err != nil {
		return nil, form.Found{}
	}
	defer r.Close()
	page, err := readAll(r, 0, w.lim.PageBytes)
	if err != nil {
		return nil, form.Found{}
	}
	return page, form.Detect(page, true, form.Hints{Name: name, MediaType: b.mediaType, Charset: b.charset})
}

// statusDoubts returns a doubt about an answer whose status cannot be read, since an error's page has one, too, or
// says that it is a part.
func statusDoubts(msg *warc.Message) []string {
	if msg.Status == http.StatusPartialContent {
		part := msg.Header.Get("Content-Range")
		var first, last, size int64
		if n, _ := fmt.Sscanf(part, "bytes %d-%d/%d", &first, &last, &size); n == 3 && first == 0 && last == size-1 {
			return nil
		}
		return []string{fmt.Sprintf("only a part of the page was answered (HTTP status 206): %q", clipText(part))}
	}
	if msg.Status != 0 {
		return nil
	}
	return []string{fmt.Sprintf("the HTTP status cannot be read, so this may be the page of an error: %q",
		clipText(msg.Start))}
}

// keepUnread reports an answer that is kept unchanged, and why it is not read as a page.
func (a *webArchive) keepUnread(rec *warc.Record, c cutting.Capture, why error) error {
	block := bytes.Clone(rec.Block) // the record's block is reused
	c.MediaType = "application/http"
	Identify(&c, block)
	if err := a.item(Item{Kind: Container, Capture: c, Content: block}, rec.Faults); err != nil {
		return err
	}
	return a.w.fail(c.Name, why)
}

// impossibleStatus is the error of an answer with a status that does not exist: whether a page was the answer is not
// known.
func impossibleStatus(name string, msg *warc.Message) error {
	return cutting.Errorf(cutting.Invalid, "%s: an answer with a status that does not exist (%q); it is kept, but "+
		"not read as a page", name, clipText(msg.Start))
}

// peekBytes of content declared as no page are examined all the same.
const peekBytes = 1 << 10

// declaredReason returns why a declared media type is not one of a page; "" when it may be one.
func declaredReason(t string) cutting.LeftOut {
	major, minor, _ := strings.Cut(t, "/")
	switch {
	case major == "image":
		return cutting.LeftImage
	case major == "audio" || major == "video":
		return cutting.LeftMedia
	case major == "font":
		return cutting.LeftFont
	case minor == "css":
		return cutting.LeftStyle
	case strings.HasSuffix(minor, "javascript") || minor == "ecmascript":
		return cutting.LeftScript
	case minor == "pdf":
		return "a PDF document, which this program does not read"
	}
	return ""
}

// nested reads an archive or message in a record: what is in it are items, each by its name. What it is not read for
// is left out with the reason, as single answers are.
func (a *webArchive) nested(c cutting.Capture, b body, faults []string) error {
	m := member{name: c.Name, time: c.Time, timeOrigin: c.TimeOrigin, size: int64(len(b.content)),
		depth: a.m.depth + 1}
	content := bytes.NewReader(bytes.Clone(b.content)) // the record's block is reused
	m.r, m.at = content, content
	defer func(n bool) { a.w.answered = n }(a.w.answered)
	a.w.answered = true
	a.w.budget = *a.budget
	err := a.w.doubting(slices.Clone(append(a.faults, faults...)), func() error { return a.w.member(m) })
	*a.budget, a.faults = a.w.budget, nil
	return err
}

func (a *webArchive) tooLarge(rec *warc.Record) error {
	c := a.describe(rec.Header)
	if reason := recordReason(rec.Header); reason != "" {
		return a.item(Item{Kind: Skipped, Capture: c, Reason: reason}, rec.Faults)
	}
	return a.item(Item{Kind: Failed, Capture: c, Err: tooLarge(c.Name, rec.BlockLength, a.w.lim.PageBytes)},
		rec.Faults)
}

func (a *webArchive) resource(rec *warc.Record) error {
	if rec.Oversized() {
		return a.tooLarge(rec)
	}
	c := a.describe(rec.Header)
	if reason := recordReason(rec.Header); reason != "" {
		if done, err := a.asset(rec, c, reason); done {
			return err
		}
		return a.item(Item{Kind: Skipped, Capture: c, Reason: reason}, rec.Faults)
	}
	b, reason := a.w.pageOf(rec)
	if b.container != form.None {
		return a.nested(c, b, rec.Faults)
	}
	if reason != "" {
		if done, err := a.asset(rec, c, reason); done {
			return err
		}
		return a.item(Item{Kind: Skipped, Capture: c, Reason: reason}, rec.Faults)
	}
	return a.page(c, b, rec.Faults)
}

// page reports a page with its own content.
func (a *webArchive) page(c cutting.Capture, b body, faults []string) error {
	c.MediaType, c.Charset = b.mediaType, b.charset
	return a.reportPageWithFrames(Item{Kind: Page, Capture: c, Content: bytes.Clone(b.content)}, b,
		faults) // its block is reused
}

// reportPageWithFrames reports a page and the documents within it.
func (a *webArchive) reportPageWithFrames(i Item, b body, faults []string) error {
	var within []frame
	if b.form == form.HTML {
		within, i.Faults = a.w.framesOf(i.Capture, i.Content, 0)
	}
	Identify(&i.Capture, i.Content)
	if err := a.item(i, faults); err != nil {
		return err
	}
	return a.w.reportFrames(i.Capture, within, 0)
}

// response reports an HTTP response. One with damaged codings is kept unchanged, with what could be
// decoded of it as a capture of its own.
func (a *webArchive) response(rec *warc.Record) error {
	if rec.Oversized() {
		return a.tooLarge(rec)
	}
	msg, ok := rec.HTTP()
	if !ok {
		return a.resource(rec)
	}
	c := a.describe(rec.Header)
	if msg.ImpossibleStatus() {
		return a.keepUnread(rec, c, impossibleStatus(c.Name, msg))
	}
	b, reason := a.w.pageOf(rec)
	a.budget.expanded += max(int64(len(b.content)-len(rec.Block)), 0)
	faults := append(append([]string(nil), rec.Faults...), b.faults...)
	if reason != "" && !b.sound && isPageType(b.mediaType) {
		return a.keepUnread(rec, c, cutting.Errorf(cutting.Invalid, "%s: an answer that cannot be decoded; it is "+
			"kept, but not read as a page: %s", c.Name, strings.Join(b.faults, "; ")))
	}
	if b.container != form.None {
		return a.nested(c, b, faults)
	}
	if reason != "" {
		if done, err := a.asset(rec, c, reason); done {
			return err
		}
		return a.item(Item{Kind: Skipped, Capture: c, Reason: reason}, faults)
	}
	block := bytes.Clone(rec.Block) // the record's block is reused
	if b.sound && c.URL != "" {
		c.MediaType, c.Charset = b.mediaType, b.charset
		if len(b.content) > 0 && len(msg.Body) > 0 && &b.content[0] == &msg.Body[0] {
			b.content = block[len(block)-len(b.content):] // no coding: the end of the block
		}
		return a.reportPageWithFrames(Item{Kind: Page, Capture: c, Content: b.content, HTTP: block}, b, faults)
	}
	box := c
	box.MediaType = "application/http"
	Identify(&box, block)
	if err := a.item(Item{Kind: Container, Capture: box, Content: block}, faults); err != nil {
		return err
	}
	c.DerivedFrom = box.ID
	c.Name += "!/body"
	return a.page(c, b, nil)
}

package capture

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/internal/form"
	"cuttings/internal/provenance"
)

// Limits of documents within a page: frames whose content is in the page.
const (
	maxFrameDepth = 3
	maxFrames     = 200
	// minFrameLetters is the least text of a frame that becomes a page of its own: less is a
	// button, a counter, a placeholder for an advertisement.
	minFrameLetters = 100
	// minDoubtLetters is the least text of a smaller frame that is recorded as a doubt.
	minDoubtLetters = 30
	maxFrameRefs    = 200_000
)

// html reports a page and the documents within it, each as a capture derived from the page: frames
// with their content in the markup (srcdoc, data addresses), content for browsers without frames,
// and the page inside a self-extracting one.
func (w *walker) html(c cutting.Capture, content []byte) error {
	return w.htmlWithin(c, content, 0, w.missingFrames(c.Name, content))
}

// missingFrames returns doubts about a page that consists of frames whose content is on the web, or
// in files that should be beside it and are missing.
func (w *walker) missingFrames(name string, content []byte) []string {
	if indexFold(content, "<frameset") < 0 {
		return nil
	}
	f := scanFrames(content)
	if !f.frameset {
		return nil
	}
	var missing []string
	for _, r := range f.refs {
		local := localRef(name, r)
		if local == "" && !onTheWeb(r) || local != "" && (w.exists == nil || w.exists(local)) {
			continue
		}
		missing = append(missing, clipText(r))
	}
	if len(missing) == 0 {
		return nil
	}
	const named = 5
	more := ""
	if n := len(missing) - named; n > 0 {
		missing, more = missing[:named], fmt.Sprintf(" and %d more", n)
	}
	return []string{"a page of frames whose pages are not among the files: " + strings.Join(missing, ", ") + more}
}

// localRef returns the name of the file that a reference on page is to; "" when it is to no
// file.
func localRef(page, ref string) string {
	u, err := url.Parse(strings.ReplaceAll(ref, "\\", "/"))
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") {
		return ""
	}
	return path.Join(path.Dir(page), u.Path)
}

// onTheWeb reports whether a reference is to a page on the web.
func onTheWeb(ref string) bool {
	return strings.Contains(ref, "://") || strings.HasPrefix(ref, "//") || strings.HasPrefix(ref, "/")
}

func (w *walker) htmlWithin(c cutting.Capture, content []byte, depth int, faults []string) error {
	if zr := selfExtracting(content); zr != nil {
		return w.selfExtracted(c, content, zr)
	}
	within, doubts := w.framesOf(c, content, depth)
	Identify(&c, content)
	if err := w.fn(Item{Kind: Page, Capture: c, Content: content, Faults: append(faults, doubts...)}); err != nil {
		return err
	}
	return w.reportFrames(c, within, depth)
}

// framesOf returns the documents within a page that become captures of their own, and doubts about
// frames that are not read.
func (w *walker) framesOf(page cutting.Capture, content []byte, depth int) (within []frame, doubts []string) {
	f := scanFrames(content)
	w.noteFrames(page.Name, f.refs)
	defer func() {
		for i := range within {
			within[i].inherit(page, &f)
		}
	}()
	small := 0
	defer func() {
		if small > 0 {
			doubts = append(doubts, fmt.Sprintf("words in frames too small to be pages are not read: %d", small))
		}
	}()
	for _, doc := range f.within {
		switch {
		case !worthReading(doc.content, depth):
			if countLetters(doc.content) >= minDoubtLetters {
				small++
			}
		case depth >= maxFrameDepth:
			return within, append(doubts, fmt.Sprintf("frames nested more than %d deep have text that is not read",
				maxFrameDepth))
		case len(within) >= maxFrames:
			return within, append(doubts, fmt.Sprintf("more than %d frames have text; the rest is not read",
				maxFrames))
		default:
			within = append(within, doc)
		}
	}
	return within, doubts
}

// worthReading reports whether a frame contains enough text, itself or in a nested frame.
func worthReading(doc []byte, depth int) bool {
	if countLetters(doc) >= minFrameLetters {
		return true
	}
	if depth <= maxFrameDepth {
		for _, inner := range scanFrames(doc).within {
			if worthReading(inner.content, depth+1) {
				return true
			}
		}
	}
	return false
}

// reportFrames reports the documents within a page.
func (w *walker) reportFrames(page cutting.Capture, within []frame, depth int) error {
	for i, doc := range within {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		c := cutting.Capture{Name: fmt.Sprintf("%s!/"+cutting.FrameName, page.Name, i+1), URL: doc.url, Time: doc.time,
			TimeOrigin: doc.timeOrigin, MediaType: form.TypeHTML, Charset: doc.charset, DerivedFrom: page.ID}
		if err := w.htmlWithin(c, doc.content, depth+1, nil); err != nil {
			return err
		}
	}
	return nil
}

// frame is a document in an attribute of another.
type frame struct {
	content []byte
	charset string

	// What the page around it gives.
	url        string
	time       time.Time
	timeOrigin string
}

// inherit gives a frame the address and the time of the page around it: those its carrier states,
// else those left by the saving program, else the address the page claims, unless a mirror's folder
// may give another. A frame with an address of its own does not inherit one.
func (f *frame) inherit(page cutting.Capture, around *frames) {
	f.time, f.timeOrigin = page.Time, page.TimeOrigin
	if t, err := time.Parse(time.RFC3339, around.saved.Date); err == nil && !page.TimeKnown().Stated() {
		f.time, f.timeOrigin = t.UTC(), timeSaved
	}
	if own := headMarks(f.content); own.URL == "" && !namesItself(f.content) {
		f.url = cmp.Or(page.URL, around.saved.URL)
		if f.url == "" && !belowHost(page.Name) {
			f.url = cmp.Or(around.canonical, around.ogURL)
		}
	}
}

// belowHost reports whether name lies in a folder that may be named after a host.
func belowHost(name string) bool {
	folders := strings.Split(name, "/")
	return slices.ContainsFunc(folders[:len(folders)-1], func(f string) bool {
		return strings.Contains(f, ".") && !strings.HasSuffix(f, "!") // such a name is a container
	})
}

// headBytes is how much of a page is searched for marks and links to itself.
const headBytes = 64 << 10

// headMarks returns the marks in the head of a page.
func headMarks(content []byte) provenance.Saved {
	var f frames
	eachTag(content[:min(len(content), headBytes)], f.mark)
	return f.saved
}

// namesItself reports whether a page links to its own address.
func namesItself(content []byte) bool {
	head := content[:min(len(content), headBytes)]
	return indexFold(head, "canonical") >= 0 || indexFold(head, "og:url") >= 0
}

// frames is the result of scanFrames.
type frames struct {
	within   []frame
	refs     []string // addresses of frames in files or pages elsewhere
	frameset bool
	saved    provenance.Saved // of the page itself

	canonical, ogURL string // the page's address according to its own claims
}

// mark reads a comment or tag of a page for marks of the saving program and the page's claimed
// address, and returns the number of bytes it read.
func (f *frames) mark(name string, b []byte) int {
	switch name {
	case "!--":
		if len(b) < headBytes {
			f.saved.Comment(string(b[4 : len(b)-3]))
		}
		return len(b)
	case "html":
		attrs, n := attributes(b)
		for key, value := range attrs {
			f.saved.Mark(key, html.UnescapeString(string(value)))
		}
		return n
	case "meta":
		attrs, n := attributes(b)
		content := html.UnescapeString(string(attrs["content"]))
		f.saved.Mark(strings.ToLower(string(attrs["name"])), content)
		if strings.EqualFold(string(attrs["property"]), "og:url") && f.ogURL == "" {
			f.ogURL = cutting.WebAddress(content)
		}
		return n
	case "link":
		attrs, n := attributes(b)
		if strings.EqualFold(string(attrs["rel"]), "canonical") && f.canonical == "" {
			f.canonical = cutting.WebAddress(html.UnescapeString(string(attrs["href"])))
		}
		return n
	}
	return 1
}

// frameTags are the beginnings of frames' tags.
var frameTags = []string{"<iframe", "<frame", "<object", "<embed"}

// scanFrames returns a page's frames. It is no HTML parser: it follows tags, skips comments,
// scripts and style sheets, and takes linear time.
func scanFrames(content []byte) (f frames) {
	charset := ""
	if wide := form.Wide(content[:min(len(content), form.SniffLen)], ""); wide != "" {
		content, charset = []byte(form.ToUTF8(content, wide)), "utf-8"
	}
	if !slices.ContainsFunc(frameTags, func(tag string) bool { return indexFold(content, tag) >= 0 }) {
		return f
	}
	if charset == "" {
		charset = declaredCharset(content)
	}
	eachTag(content, func(name string, rest []byte) int {
		switch name {
		case "frameset":
			f.frameset = true
		case "iframe", "frame", "object", "embed":
			return f.tag(rest, charset)
		case "noframes":
			if end := indexFold(rest, "</noframes"); end > len("<noframes>") {
				f.within = append(f.within, frame{content: rest[len("<noframes>"):end], charset: charset})
				return end
			}
		}
		return f.mark(name, rest)
	})
	return f
}

// eachTag calls fn for each comment ("!--", with the whole of it) and start tag (with everything
// after it), except within scripts, style sheets and text fields. fn returns the number of bytes to
// skip. It is no HTML parser, and takes linear time if fn does.
func eachTag(content []byte, fn func(name string, rest []byte) int) {
	for i := 0; i < len(content); {
		lt := bytes.IndexByte(content[i:], '<')
		if lt < 0 {
			return
		}
		i += lt
		rest := content[i:]
		if bytes.HasPrefix(rest, []byte("<!--")) {
			end := bytes.Index(rest[4:], []byte("-->"))
			if end < 0 {
				return
			}
			i += fn("!--", rest[:4+end+3])
			continue
		}
		switch name := tagName(rest); name {
		case "script", "style", "textarea", "title":
			end := indexFold(rest[1:], "</"+name)
			if end < 0 {
				return
			}
			i += 1 + end + 2
		case "":
			i++
		default:
			i += max(fn(name, rest), 1)
		}
	}
}

// tag reads the frame whose tag b begins with and returns the tag's length.
func (f *frames) tag(b []byte, charset string) int {
	attrs, n := attributes(b)
	src := attrs["src"]
	if src == nil {
		src = attrs["data"] // of an object element
	}
	if doc := attrs["srcdoc"]; len(doc) > 0 {
		f.within = append(f.within, frame{content: unescapeMarkup(doc), charset: charset})
		return n
	}
	if len(src) == 0 {
		return n
	}
	address := strings.TrimSpace(html.UnescapeString(string(src)))
	if len(address) > 5 && strings.EqualFold(address[:5], "data:") {
		if media, params, content, ok := dataURL(address); ok && (media == form.TypeHTML || media == form.TypeXHTML) {
			f.within = append(f.within, frame{content: content, charset: params})
		}
		return n
	}
	if len(address) < 2000 {
		f.refs = append(f.refs, address)
	}
	return n
}

func tagName(b []byte) string {
	n := 1
	for n < len(b) && n < 12 && (b[n]|0x20 >= 'a' && b[n]|0x20 <= 'z') {
		n++
	}
	return strings.ToLower(string(b[1:n]))
}

// indexFold is bytes.Index for a lower-case ASCII word, ignoring case in b.
func indexFold(b []byte, word string) int {
	for i := 0; i+len(word) <= len(b); i++ {
		j := bytes.IndexByte(b[i:], word[0])
		if j < 0 || i+j+len(word) > len(b) {
			return -1
		}
		i += j
		if bytes.EqualFold(b[i:i+len(word)], []byte(word)) {
			return i
		}
	}
	return -1
}

// attributes returns the attributes of the tag that b begins with, the first of each name, values
// as written, and the tag's length.
func attributes(b []byte) (map[string][]byte, int) {
	attrs := map[string][]byte{}
	i := bytes.IndexAny(b, " \t\r\n\f/>")
	if i < 0 {
		return attrs, len(b)
	}
	for i < len(b) {
		for i < len(b) && (isBlank(b[i]) || b[i] == '/') {
			i++
		}
		if i >= len(b) || b[i] == '>' {
			break
		}
		start := i
		for i < len(b) && !isBlank(b[i]) && b[i] != '=' && b[i] != '>' && b[i] != '/' {
			i++
		}
		name := strings.ToLower(string(b[start:min(i, start+40)]))
		for i < len(b) && isBlank(b[i]) {
			i++
		}
		if i >= len(b) || b[i] != '=' {
			if i == start {
				i++ // a stray character
			}
			continue
		}
		i++
		for i < len(b) && isBlank(b[i]) {
			i++
		}
		if i >= len(b) {
			break
		}
		var value []byte
		if q := b[i]; q == '"' || q == '\'' {
			end := bytes.IndexByte(b[i+1:], q)
			if end < 0 {
				return attrs, len(b)
			}
			value = b[i+1 : i+1+end]
			i += end + 2
		} else {
			start := i
			for i < len(b) && !isBlank(b[i]) && b[i] != '>' {
				i++
			}
			value = b[start:i]
		}
		if _, there := attrs[name]; !there {
			attrs[name] = value
		}
	}
	return attrs, min(i+1, len(b))
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' }

// unescapeMarkup decodes the character references for markup. All others mean the same
// in the document within, whatever its charset, and are kept.
func unescapeMarkup(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for i := 0; i < len(b); {
		if b[i] == '&' {
			if end := bytes.IndexByte(b[i:min(len(b), i+10)], ';'); end > 0 {
				if s := html.UnescapeString(string(b[i : i+end+1])); len(s) == 1 {
					out = append(out, s[0])
					i += end + 1
					continue
				}
			}
		}
		out = append(out, b[i])
		i++
	}
	return out
}

// dataURL decodes a data address (RFC 2397).
func dataURL(s string) (media, charset string, content []byte, ok bool) {
	head, data, ok := strings.Cut(s[len("data:"):], ",")
	if !ok {
		return "", "", nil, false
	}
	media, charset = splitContentType(head)
	if media == "" {
		media = "text/plain"
	}
	raw, err := url.PathUnescape(data)
	if err != nil {
		raw = data
	}
	if strings.HasSuffix(strings.ToLower(strings.TrimSpace(head)), ";base64") {
		return media, charset, decodeBase64([]byte(strings.NewReplacer("-", "+", "_", "/").Replace(raw))), true
	}
	return media, charset, []byte(raw), true
}

// declaredCharset returns the charset an HTML page declares near its beginning.
func declaredCharset(b []byte) string {
	b = b[:min(len(b), 4096)]
	for {
		i := indexFold(b, "charset=")
		if i < 0 {
			return ""
		}
		b = bytes.TrimLeft(b[i+len("charset="):], `"' `)
		n := 0
		for n < len(b) && n < 40 && (b[n]|0x20 >= 'a' && b[n]|0x20 <= 'z' || b[n] >= '0' && b[n] <= '9' ||
			b[n] == '-' || b[n] == '_') {
			n++
		}
		if n > 0 { // otherwise it is, escaped, in a document within
			return tidyToken(string(b[:n]))
		}
	}
}

// countLetters returns an estimate, in one pass, of the number of letters of a page's text: outside
// tags, scripts, style sheets and comments.
func countLetters(b []byte) (n int) {
	for i := 0; i < len(b); {
		if b[i] == '<' {
			rest := b[i:]
			end := -1
			switch name := tagName(rest); {
			case name == "script" || name == "style":
				if end = indexFold(rest[1:], "</"+name); end >= 0 {
					end++
				}
			case bytes.HasPrefix(rest, []byte("<!--")):
				if end = bytes.Index(rest, []byte("-->")); end >= 0 {
					end += 2
				}
			default:
				end = bytes.IndexByte(rest, '>')
			}
			if end < 0 {
				return n
			}
			i += max(end, 1)
			if i < len(b) && b[i] == '>' {
				i++
			}
			continue
		}
		if c := b[i]; c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0xc0 {
			n++
		}
		i++
	}
	return n
}

// noteFrames records which files are frames of a page, for when they are walked.
func (w *walker) noteFrames(page string, refs []string) {
	if len(w.frameRefs) > maxFrameRefs {
		return
	}
	for _, r := range refs {
		if name := localRef(page, r); name != "" {
			w.frameRefs[name] = true
		}
	}
}

// savedMark is what browsers write into every saved page, frames included.
var savedMark = []byte("<!-- saved from url=")

// asset handles a file in the folder that a browser saved beside a page: an asset of the page,
// unless it is the content of one of its frames.
func (w *walker) asset(m member) error {
	if !form.HTMLExt(form.Ext(m.name)) || m.size > w.lim.PageBytes {
		return w.leaveAsset(m, cutting.LeftAsset)
	}
	return w.readWhole(m, func(m member, content []byte) error {
		if !w.frameRefs[m.name] && !bytes.Contains(content[:min(len(content), 2048)], savedMark) ||
			countLetters(content) < minFrameLetters {
			return w.skip(m.name, cutting.LeftAsset)
		}
		m.r, m.size, m.at = bytes.NewReader(content), int64(len(content)), nil
		return w.member(m)
	})
}

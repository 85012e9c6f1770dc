package capture

import (
	"bytes"
	"html"
	"io/fs"
	"os"
	"strings"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/form"
	"cuttings/internal/pageasset"
)

// Limits of pictures and style sheets kept with pages.
const (
	maxAssetBytes  = 8 << 20   // of one asset
	maxAssetRefs   = 2_000_000 // keys of references in pages; later references are ignored
	maxLaterBytes  = 64 << 20  // kept in memory until all pages of a path were read
	maxLaterAssets = 1_000_000
	maxRefsOfAPage = 5000
)

// assets tracks the pictures and style sheets that pages refer to. It is nil when they are not
// requested.
type assets struct {
	refs  map[pageasset.Key]struct{} // what pages refer to
	later []laterAsset               // not referred to so far
	bytes int                        // of content in later
}

// laterAsset is a file that no page has referred to yet.
type laterAsset struct {
	m       member
	content []byte      // nil for a file on disk
	info    fs.FileInfo // of a file on disk
	reason  cutting.LeftOut
}

// hold keeps a file in memory until a page refers to it; it returns false when there is no room.
func (a *assets) hold(m member, content []byte, reason cutting.LeftOut) bool {
	if a.bytes+len(content) > maxLaterBytes || len(a.later) >= maxLaterAssets {
		return false
	}
	a.bytes += len(content)
	m.r, m.at = nil, nil
	a.later = append(a.later, laterAsset{m: m, content: content, reason: reason})
	return true
}

// isWanted reports whether a page read so far refers to a file.
func (a *assets) isWanted(c cutting.Capture) bool {
	for _, k := range pageasset.Own(c) {
		if _, ok := a.refs[k]; ok {
			return true
		}
	}
	return false
}

func (a *assets) addReference(from cutting.Capture, base, ref string) {
	if len(a.refs) > maxAssetRefs {
		return
	}
	for _, k := range pageasset.Keys(from, base, html.UnescapeString(ref)) {
		a.refs[k] = struct{}{}
	}
}

// referring maps elements to their attribute that names a picture or a style sheet.
var referring = map[string]string{"img": "src", "link": "href", "input": "src", "body": "background",
	"table": "background", "tr": "background", "td": "background", "th": "background"}

// page records the references of a page.
func (a *assets) page(c cutting.Capture, content []byte) {
	if wide := form.Wide(content[:min(len(content), form.SniffLen)], ""); wide != "" {
		content = []byte(form.ToUTF8(content, wide))
	}
	base, n := "", 0
	backgrounds := indexFold(content, "background=") >= 0 // else table cells need no check
	eachTag(content, func(name string, rest []byte) int {
		if name == "base" && base == "" {
			attrs, n := attributes(rest)
			base = html.UnescapeString(string(attrs["href"]))
			return n
		}
		attr := referring[name]
		if attr == "" || n >= maxRefsOfAPage || attr == "background" && !backgrounds {
			return 1
		}
		attrs, length := attributes(rest)
		if ref := attrs[attr]; len(ref) > 0 && len(ref) < 4000 {
			if name != "link" || bytes.Contains(bytes.ToLower(attrs["rel"]), []byte("stylesheet")) {
				n++
				a.addReference(c, base, string(ref))
			}
		}
		return length
	})
	for rest := content; n < maxRefsOfAPage; n++ { // in the page's own styles
		i := indexFold(rest, "url(")
		if i < 0 {
			break
		}
		rest = rest[i+4:]
		if end := bytes.IndexByte(rest, ')'); end > 0 && end < 4000 {
			a.addReference(c, base, strings.Trim(html.UnescapeString(string(rest[:end])), "'\" \t\r\n"))
		}
	}
}

// assetReason reports whether files left out for this reason may be pictures or style sheets.
func assetReason(why cutting.LeftOut) bool {
	return why == cutting.LeftImage || why == cutting.LeftStyle || why == cutting.LeftAsset
}

// leaveAsset keeps a picture or style sheet that a page refers to, and leaves out all others. One
// without a reference yet waits for later pages.
func (w *walker) leaveAsset(m member, reason cutting.LeftOut) error {
	a := w.assets
	if a == nil || !assetReason(reason) || m.size > maxAssetBytes {
		return w.skip(m.name, reason)
	}
	wanted := a.isWanted(cutting.Capture{Name: m.name, URL: m.url})
	if !wanted && m.path != "" && len(a.later) < maxLaterAssets {
		info, err := os.Stat(m.path)
		if err != nil {
			return w.skip(m.name, reason)
		}
		m.r, m.at = nil, nil
		a.later = append(a.later, laterAsset{m: m, info: info, reason: reason})
		return nil
	}
	content, err := readAll(m.r, m.size, maxAssetBytes)
	switch {
	case err != nil || pageasset.Type(content, m.name, "") == "":
	case wanted:
		return w.keepAsset(m, content, reason)
	case a.hold(m, content, reason):
		return nil
	}
	return w.skip(m.name, reason)
}

// keepAsset reports a picture or style sheet, and records the references of a style sheet.
func (w *walker) keepAsset(m member, content []byte, reason cutting.LeftOut) error {
	mediaType := pageasset.Type(content, m.name, m.mediaType)
	if mediaType == "" {
		return w.skip(m.name, reason)
	}
	c := m.capture(mediaType)
	c.DerivedFrom = ""
	Identify(&c, content)
	if mediaType == pageasset.TypeCSS {
		pageasset.Style(content, func(ref string, _ bool) string {
			w.assets.addReference(c, "", ref)
			return ""
		})
	}
	return w.fn(Item{Kind: Asset, Capture: c, Content: content})
}

// waitingFiles returns the number of files that wait for a page to refer to them.
func (w *walker) waitingFiles() int {
	if w.assets == nil {
		return 0
	}
	return len(w.assets.later)
}

// lateAssets keeps waiting files that pages now refer to, and leaves out the rest. Style sheets may
// refer to more.
func (w *walker) lateAssets() error {
	a := w.assets
	if a == nil {
		return nil
	}
	for more := true; more; {
		more = false
		waiting := a.later
		a.later = nil
		for _, l := range waiting {
			if err := w.ctx.Err(); err != nil {
				return err
			}
			if !a.isWanted(cutting.Capture{Name: l.m.name, URL: l.m.url}) {
				a.later = append(a.later, l)
				continue
			}
			more = true
			err := error(nil)
			if l.content != nil {
				err = w.keepAsset(l.m, l.content, l.reason)
			} else {
				err = w.open(l.m.path, l.m.name, l.info, func(m member) error {
					content, err := readAll(m.r, m.size, maxAssetBytes)
					if err != nil {
						return w.skip(m.name, l.reason)
					}
					return w.keepAsset(m, content, l.reason)
				})
			}
			if err != nil {
				return err
			}
		}
	}
	left := a.later
	a.later, a.bytes = nil, 0
	for _, l := range left {
		if err := w.skip(l.m.name, l.reason); err != nil {
			return err
		}
	}
	return nil
}

// asset keeps a record of a web archive when it is a picture or style sheet that a page refers to;
// done is false when the record is to be left out.
func (a *webArchive) asset(rec *warc.Record, c cutting.Capture, reason cutting.LeftOut) (done bool, err error) {
	if !a.w.mayKeep(c, reason) || rec.Oversized() {
		return false, nil
	}
	content, mediaType := assetOf(rec, c.URL)
	return a.w.recordAsset(c, content, mediaType, reason)
}

// mayKeep reports whether a record may contain a picture or style sheet to keep.
func (w *walker) mayKeep(c cutting.Capture, reason cutting.LeftOut) bool {
	return w.assets != nil && assetReason(reason) && c.URL != ""
}

// assetOf returns the picture or style sheet in a record, with its media type, "" for none. The
// content may alias the record's block.
func assetOf(rec *warc.Record, address string) (content []byte, mediaType string) {
	content, declared := rec.Block, ""
	if msg, ok := rec.HTTP(); ok {
		if msg.Status != 200 {
			return nil, ""
		}
		declared, _ = msg.MediaType()
		content, _, _ = msg.Decode(maxAssetBytes + 1)
	}
	if len(content) > maxAssetBytes {
		return nil, ""
	}
	return content, pageasset.Type(content, address, declared)
}

// recordAsset keeps a picture or style sheet of a record, or lets it wait until a page refers to
// it; done is false when it is to be left out.
func (w *walker) recordAsset(c cutting.Capture, content []byte, mediaType string, reason cutting.LeftOut) (done bool,
	err error) {
	if mediaType == "" {
		return false, nil
	}
	m := member{name: c.Name, url: c.URL, time: c.Time, timeOrigin: c.TimeOrigin, mediaType: mediaType}
	content = bytes.Clone(content)
	if w.assets.isWanted(c) {
		return true, w.keepAsset(m, content, reason)
	}
	return w.assets.hold(m, content, reason), nil
}

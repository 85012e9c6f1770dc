package capture

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"path"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/internal/disk"
)

// savedNote is what a saving program notes about a page in a separate file beside it.
type savedNote struct {
	page string // the page's file name in the same folder
	url  string
	time time.Time // zero when not stated
}

// noteFiles maps the names of such files to their parsers.
var noteFiles = map[string]func([]byte) (savedNote, bool){
	"index.rdf": maffNote,      // Mozilla Archive Format
	"index.dat": scrapBookNote, // ScrapBook
}

// leftNote is why a note is left out: its content is in the capture of the page.
const leftNote cutting.LeftOut = "a note of the program that saved the page"

// maxNote bounds a note that is read.
const maxNote = 64 << 10

// maffNote parses the index.rdf of a page in the Mozilla Archive Format
// (maf.mozdev.org/maff-specification.html): an RDF description of one page.
func maffNote(b []byte) (savedNote, bool) {
	const namespace = "http://maf.mozdev.org/metadata/rdf#"
	n, found := savedNote{page: "index.html"}, false
	d := xml.NewDecoder(strings.NewReader(strings.ToValidUTF8(string(b), "\uFFFD")))
	d.Strict = false
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		t, err := d.Token()
		if err != nil {
			return n, found && n.url != ""
		}
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Space != namespace {
			continue
		}
		found = true
		value := ""
		for _, a := range e.Attr {
			if a.Name.Local == "resource" {
				value = strings.TrimSpace(a.Value)
			}
		}
		switch e.Name.Local {
		case "originalurl":
			n.url = cutting.WebAddress(value)
		case "archivetime":
			n.time = noteTime(value)
		case "indexfilename":
			if value != "" && !strings.ContainsAny(value, `/\`) {
				n.page = value
			}
		}
	}
}

// scrapBookNote parses the index.dat of a page saved by ScrapBook: lines of a key, a tab and a
// value; the key id is the local time of saving.
func scrapBookNote(b []byte) (savedNote, bool) {
	n := savedNote{page: "index.html"}
	keys := map[string]string{}
	for line := range strings.Lines(string(b)) {
		if key, value, ok := strings.Cut(strings.TrimRight(line, "\r\n"), "\t"); ok {
			keys[key] = value
		}
	}
	if _, ok := keys["id"]; !ok {
		return n, false
	}
	n.url = cutting.WebAddress(keys["source"])
	return n, n.url != ""
}

// noteTime parses the times that programs write; zero when unreadable.
func noteTime(s string) time.Time {
	for _, layout := range [...]string{time.RFC1123Z, "Mon, _2 Jan 2006 15:04:05 -0700", time.RFC3339,
		"Mon Jan 02 2006 15:04:05 GMT-0700"} {
		if i := strings.Index(s, " ("); i > 0 {
			s = s[:i]
		}
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

// zipNotes reads the notes among a zip file's members, whose names are inner. pages are the notes
// by the name of the page, notes the members that are notes.
func (w *walker) zipNotes(zr *zip.Reader, inner []string) (pages map[string]savedNote, notes map[string]bool) {
	for i, f := range zr.File {
		read := noteFiles[strings.ToLower(path.Base(inner[i]))]
		if read == nil || f.UncompressedSize64 > maxNote {
			continue
		}
		r, err := f.Open()
		if err != nil {
			continue // reported when it is read
		}
		b, err := readAll(chargedReader{r, &w.budget}, 0, maxNote)
		r.Close()
		if err != nil {
			continue
		}
		if n, ok := read(b); ok {
			if pages == nil {
				pages, notes = map[string]savedNote{}, map[string]bool{}
			}
			pages[path.Join(path.Dir(inner[i]), n.page)] = n
			notes[inner[i]] = true
		}
	}
	return pages, notes
}

// folderNotes is zipNotes for the files of a folder on disk.
func folderNotes(dir string, files map[string]bool) (pages map[string]savedNote, notes map[string]bool) {
	for name, read := range noteFiles {
		if !files[name] {
			continue
		}
		f, err := disk.Open(path.Join(dir, name))
		if err != nil {
			continue
		}
		b, err := readAll(f, 0, maxNote)
		f.Close()
		if err != nil {
			continue
		}
		if n, ok := read(b); ok {
			if pages == nil {
				pages, notes = map[string]savedNote{}, map[string]bool{}
			}
			pages[n.page], notes[name] = n, true
		}
	}
	return pages, notes
}

// applyNote applies a note to its member. A time that is not in the note remains the file's.
func (m *member) applyNote(n savedNote) {
	m.url = n.url
	if !n.time.IsZero() {
		m.time, m.timeOrigin = n.time, timeSaved
	}
}

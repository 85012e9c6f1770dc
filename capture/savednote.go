package capture

import (
	"archive/zip"
	"io"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/internal/disk"
)

// savedNote is what a saving program notes about a page in a separate file.
type savedNote struct {
	url  string
	time time.Time // zero when not stated
}

// noteFile is what one such file states.
type noteFile struct {
	pages map[string]savedNote // by path below the note's folder
	own   []string             // files in that folder that the program wrote about its own work
}

// noteForm is a kind of such files.
type noteForm struct {
	name *regexp.Regexp // of the file, in lower case
	up   bool           // it is about the folder above its own
	read func([]byte) (noteFile, bool)
}

var noteForms = []noteForm{
	{regexp.MustCompile(`^index\.rdf$`), false, maffNote},                    // Mozilla Archive Format
	{regexp.MustCompile(`^index\.dat$`), false, scrapBookNote},               // ScrapBook
	{regexp.MustCompile(`^index\.json$`), false, archiveBoxNote},             // ArchiveBox
	{regexp.MustCompile(`^metadata_\d+_to_\d+\.json$`), false, omnivoreNote}, // Omnivore's export
	{regexp.MustCompile(`\.rdf$`), false, zoteroNote},                        // Zotero's export with files
	{regexp.MustCompile(`^new\.txt$`), true, httrackNote},                    // HTTrack's cache
}

// httrackCache is the folder of HTTrack's own files in a mirror.
const httrackCache = "hts-cache"

// Reasons for leaving out notes, whose content is in the captures of the pages, and pages about the program's work.
const (
	leftNote    cutting.LeftOut = "a note of the program that saved the page"
	leftSavedBy cutting.LeftOut = "a page of the program that saved the pages, about its own work"
)

// maxNote bounds a note that is read.
const maxNote = 8 << 20

// notes are the notes of one folder or zip file.
type notes struct {
	pages map[string]savedNote       // by path in the folder or zip file
	left  map[string]cutting.LeftOut // what is left out because of them
}

// read reads the file called name, whose content open opens, if it is a note.
func (n *notes) read(name string, open func() (io.ReadCloser, error)) {
	for _, form := range noteForms {
		base, in := strings.ToLower(path.Base(name)), path.Dir(name)
		if form.up != (strings.ToLower(path.Base(in)) == httrackCache) || !form.name.MatchString(base) {
			continue
		}
		r, err := open()
		if err != nil {
			return // reported when it is read
		}
		b, err := readAll(r, 0, maxNote)
		r.Close()
		if err != nil {
			return
		}
		found, ok := form.read(b)
		if !ok {
			continue
		}
		if n.pages == nil {
			n.pages, n.left = map[string]savedNote{}, map[string]cutting.LeftOut{}
		}
		if form.up {
			in = path.Dir(in)
		} else {
			n.left[name] = leftNote
		}
		for page, note := range found.pages {
			n.pages[path.Join(in, page)] = note
		}
		for _, own := range found.own {
			n.left[path.Join(in, own)] = leftSavedBy
		}
		return
	}
}

// zipNotes reads the notes among a zip file's members, whose names are inner.
func (w *walker) zipNotes(zr *zip.Reader, inner []string) (n notes) {
	for i, f := range zr.File {
		if f.UncompressedSize64 > maxNote {
			continue
		}
		n.read(inner[i], func() (io.ReadCloser, error) {
			r, err := f.Open()
			if err != nil {
				return nil, err
			}
			return struct {
				io.Reader
				io.Closer
			}{chargedReader{r, &w.budget}, r}, nil
		})
	}
	return n
}

// folderNotes is zipNotes for a folder on disk.
func folderNotes(dir string, files map[string]bool) (n notes) {
	names := slices.AppendSeq([]string{httrackCache + "/new.txt"}, maps.Keys(files))
	slices.Sort(names)
	for _, name := range names {
		n.read(name, func() (io.ReadCloser, error) { return disk.Open(filepath.Join(dir, filepath.FromSlash(name))) })
	}
	return n
}

// applyNote applies a note to its member. Where the note has no time, or one in the future, the file's remains.
func (w *walker) applyNote(m *member, n savedNote) {
	m.url = n.url
	if !n.time.IsZero() && !w.inFuture(n.time) {
		m.time, m.timeOrigin = n.time, timeSaved
	}
}

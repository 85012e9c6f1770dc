package capture

import (
	"crypto/sha256"
	"io"
	"os"
	"strings"

	"cuttings/capture/warc"
	"cuttings/cutting"
)

// visit is a revisit record: a capture whose content another record holds.
type visit struct {
	in     string // name of the WARC file it stands in
	header warc.Header
	faults []string
}

// place is where a record with content lies.
type place struct {
	file   int32 // in walker.warcs, from 1; 0 in the file being read
	offset int64 // warc.Record's Offset and Inner
	inner  int64
}

// placeKey is a checksum of what revisits refer to records by.
type placeKey [16]byte

// maxPlaces bounds what is remembered for revisits: some 60 bytes each.
const maxPlaces = 2_000_000

// visitKeys are the ways to refer to a record: by its ID, by address and date,
// and by the digest of its payload.
func visitKeys(h warc.Header, id, uri, date string) []placeKey {
	var keys []placeKey
	add := func(s string) {
		sum := sha256.Sum256([]byte(s))
		keys = append(keys, placeKey(sum[:16]))
	}
	if id != "" {
		add("id " + id)
	}
	if uri != "" && date != "" {
		add("at " + date + " " + uri)
	}
	if d := h.Get("WARC-Payload-Digest"); d != "" {
		add("digest " + strings.ToLower(d))
	}
	return keys
}

// remember notes where a record with content lies; the first of several counts.
func (a *webArchive) remember(rec *warc.Record) {
	places := a.places
	if places == nil {
		places = a.w.places
	}
	if len(places) > maxPlaces {
		return
	}
	for _, key := range visitKeys(rec.Header, rec.Header.RecordID(), rec.Header.TargetURI(), rec.Header.Get("WARC-Date")) {
		if _, there := places[key]; !there {
			places[key] = place{int32(a.file), rec.Offset, rec.Inner}
		}
	}
}

// target finds the record a revisit refers to, in this file or one walked before.
func (a *webArchive) target(h warc.Header) (place, bool) {
	keys := visitKeys(h, h.RefersTo(), strings.Trim(h.Get("WARC-Refers-To-Target-URI"), "<>"), h.Get("WARC-Refers-To-Date"))
	for _, places := range [...]map[placeKey]place{a.places, a.w.places} {
		for _, key := range keys {
			if p, ok := places[key]; ok {
				return p, true
			}
		}
	}
	return place{}, false
}

// lateRevisits reports the revisits whose record was not found in their own
// file or one before: it may be in one walked later.
func (w *walker) lateRevisits() error {
	for _, v := range w.revisits {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		a := &webArchive{w: w, m: member{name: v.in}}
		if err := a.resolve(v); err != nil {
			return err
		}
	}
	return nil
}

// resolve reports a revisit with the content of the record it refers to.
func (a *webArchive) resolve(v visit) error {
	c := a.describe(v.header)
	p, ok := a.target(v.header)
	if !ok {
		return a.item(Item{Kind: Failed, Capture: c, Err: cutting.Errorf(cutting.NotFound,
			"%s: a revisit of %s whose content is in none of the files; add it together with the file that holds it",
			a.m.name, v.header.TargetURI())}, v.faults)
	}
	at, size := a.m.at, a.m.size
	if p.file > 0 {
		f, err := os.Open(a.w.warcs[p.file-1])
		if err != nil {
			return a.w.fail(c.Name, pathError(a.w.warcs[p.file-1], err))
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return a.w.fail(c.Name, pathError(a.w.warcs[p.file-1], err))
		}
		at, size = f, info.Size()
	}
	r, err := warc.NewReader(at, size, warc.Options{MaxBlock: a.w.lim.PageBytes + 1<<20})
	if err != nil {
		return a.w.fail(c.Name, a.w.readError(c.Name, err))
	}
	defer r.Close()
	r.GoTo(p.offset)
	rec, err := r.Next()
	for err == nil && rec.Offset == p.offset && rec.Inner < p.inner { // others before it in its member
		rec, err = r.Next()
	}
	if err == io.EOF || err == nil && (rec.Offset != p.offset || rec.Inner != p.inner) {
		err = cutting.Errorf(cutting.Unavailable, "the file changed while it was read")
	}
	if err != nil {
		return a.w.fail(c.Name, a.w.readError(c.Name, err))
	}
	if rec.Oversized() {
		return a.item(Item{Kind: Failed, Capture: c, Err: tooLarge(c.Name, rec.BlockLength, a.w.lim.PageBytes)}, v.faults)
	}
	b, reason := a.pageOf(rec)
	if reason != "" {
		return a.item(Item{Kind: Skipped, Capture: c, Reason: reason}, v.faults)
	}
	return a.page(c, b, append(v.faults, b.faults...))
}

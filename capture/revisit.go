package capture

import (
	"cmp"
	"crypto/sha256"
	"io"
	"slices"
	"strings"

	"cuttings/capture/warc"
	"cuttings/cutting"
	"cuttings/internal/disk"
)

// visit is a revisit record: a capture whose content is in another record.
type visit struct {
	in      string // name of the WARC file the revisit is in
	capture cutting.Capture
	target  string     // the record's target as written, for messages
	keys    []placeKey // references to the other record
	faults  []string
	budget  *budget // of the file on disk the revisit is in
	place   place   // of the other record, once found
}

// place is the location of a record with content.
type place struct {
	file   int32 // in walker.warcs, from 1; 0 in the file being read
	offset int64 // warc.Record's Offset and Inner
	inner  int64
}

func (p place) compare(q place) int {
	return cmp.Or(cmp.Compare(p.file, q.file), cmp.Compare(p.offset, q.offset), cmp.Compare(p.inner, q.inner))
}

// placeKey is a checksum of a reference to a record.
type placeKey [16]byte

// maxPlaces bounds the records remembered for revisits: some 60 bytes each.
const maxPlaces = 2_000_000

// maxVisits is the number of revisits that wait for the end of their file; with more, those with
// known content are read first.
const maxVisits = 100_000

// visitKeys returns the keys of the possible references to a record: by its ID, by address and
// date, and by the digest of its payload.
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

// remember records the place of a record with content; the first of several counts.
func (a *webArchive) remember(rec *warc.Record) {
	places := a.places
	if places == nil {
		places = a.w.places
	}
	if len(places) > maxPlaces {
		return
	}
	for _, key := range visitKeys(rec.Header, rec.Header.RecordID(), rec.Header.TargetURI(),
		rec.Header.Get("WARC-Date")) {
		if _, there := places[key]; !there {
			places[key] = place{int32(a.file), rec.Offset, rec.Inner}
		}
	}
}

// revisit queues a revisit record until its file has been read.
func (a *webArchive) revisit(rec *warc.Record) error {
	h := rec.Header
	if reason := recordReason(h); reason != "" {
		return a.item(Item{Kind: Skipped, Capture: a.describe(h), Reason: reason}, rec.Faults)
	}
	a.visits = append(a.visits, visit{
		in: a.m.name, capture: a.describe(h), target: clipText(h.TargetURI()), faults: slices.Clone(rec.Faults),
		budget: a.budget, keys: visitKeys(h, h.RefersTo(), strings.Trim(h.Get("WARC-Refers-To-Target-URI"), "<>"),
			h.Get("WARC-Refers-To-Date")),
	})
	if len(a.visits) < maxVisits {
		return nil
	}
	var err error
	a.visits, err = a.resolve(a.visits)
	return err
}

// find looks for the record a revisit refers to, in this file and earlier ones.
func (a *webArchive) find(v *visit) bool {
	for _, places := range [...]map[placeKey]place{a.places, a.w.places} {
		for _, key := range v.keys {
			if p, ok := places[key]; ok {
				v.place = p
				return true
			}
		}
	}
	return false
}

// lateRevisits reports the revisits whose record was not found in their own file or an earlier one:
// it may be in a later one.
func (w *walker) lateRevisits() error {
	lost, err := (&webArchive{w: w}).resolve(w.revisits)
	if err != nil {
		return err
	}
	for _, v := range lost {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		lost := "whose content is in none of the files; add it together with the file that has it"
		if len(v.keys) == 0 {
			lost = "that does not say which capture has its content"
		}
		if err := w.fn(Item{Kind: Failed, Capture: v.capture, Faults: v.faults, Err: cutting.Errorf(cutting.NotFound,
			"%s: a revisit of %s %s", v.in, v.target, lost)}); err != nil {
			return err
		}
	}
	return nil
}

// resolve reports the revisits whose record is known, with its content, and returns the others.
// They are read in the order of those records, so that each is read once, whatever the number of
// revisits of it or of others in its member.
func (a *webArchive) resolve(visits []visit) (unknown []visit, err error) {
	var known []visit
	for i := range visits {
		if a.find(&visits[i]) {
			known = append(known, visits[i])
		} else {
			unknown = append(unknown, visits[i])
		}
	}
	slices.SortStableFunc(known, func(v, w visit) int { return v.place.compare(w.place) })
	for len(known) > 0 {
		n := 1
		for n < len(known) && known[n].place.file == known[0].place.file {
			n++
		}
		if err := a.resolveIn(known[:n]); err != nil {
			return nil, err
		}
		known = known[n:]
	}
	return unknown, nil
}

// resolveIn reports revisits, sorted by place, of records in one file.
func (a *webArchive) resolveIn(visits []visit) error {
	at, size := a.m.at, a.m.size
	failAll := func(err error) error {
		for _, v := range visits {
			if err := a.w.fail(v.capture.Name, err); err != nil {
				return err
			}
		}
		return nil
	}
	if file := visits[0].place.file; file > 0 {
		path := a.w.warcs[file-1]
		f, err := disk.Open(path)
		if err != nil {
			return failAll(pathError(path, err))
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			return failAll(pathError(path, err))
		}
		at, size = f, info.Size()
	}
	r, err := warc.NewReader(at, size, warc.Options{MaxBlock: a.w.lim.PageBytes + 1<<20, Interrupted: a.w.ctx.Err})
	if err != nil {
		return failAll(a.w.readError(visits[0].in, err))
	}
	defer r.Close()
	t := target{w: a.w, r: r}
	for i, v := range visits {
		if err := a.w.ctx.Err(); err != nil {
			return err
		}
		if err := v.budget.checkSpent(); err != nil {
			left := len(visits) - i
			return a.w.fail(v.in, cutting.Errorf(cutting.Unavailable, "%s: %w; %d revisits were left out", v.in, err,
				left))
		}
		if err := a.give(v, &t); err != nil {
			return err
		}
	}
	return nil
}

// target reads the records that revisits refer to, in one forward pass through a file.
type target struct {
	w     *walker
	r     *warc.Reader
	at    place
	begun bool
	body  body // of the record at that place
	// Why there is none: it is no page, or unreadable.
	reason cutting.LeftOut
	// picture is the picture or style sheet in the record, with its media type, "" for none.
	picture     []byte
	pictureType string
	err         error
	large       int64
}

// read moves to the record at p, which must not lie before the last one.
func (t *target) read(p place) {
	if t.begun && t.at == p {
		return
	}
	if !t.begun || p.offset != t.at.offset {
		t.r.GoTo(p.offset)
	}
	t.at, t.begun = p, true
	t.body, t.reason, t.err, t.large, t.picture, t.pictureType = body{}, "", nil, 0, nil, ""
	rec, err := t.r.Next()
	for err == nil && rec.Offset == p.offset && rec.Inner < p.inner { // skip others before it in its member
		rec, err = t.r.Next()
	}
	switch {
	case err == io.EOF || err == nil && (rec.Offset != p.offset || rec.Inner != p.inner):
		t.err = cutting.Errorf(cutting.Unavailable, "the file changed while it was read")
	case err != nil:
		t.err = err
	case rec.Oversized():
		t.large = rec.BlockLength
	default:
		if t.body, t.reason = t.w.pageOf(rec); t.w.assets != nil && assetReason(t.reason) {
			t.picture, t.pictureType = assetOf(rec, rec.Header.TargetURI())
		}
	}
}

// give reports one revisit.
func (a *webArchive) give(v visit, t *target) error {
	t.read(v.place)
	c := v.capture
	item := func(i Item) error {
		i.Faults = append(v.faults, i.Faults...)
		return a.w.fn(i)
	}
	switch {
	case t.err != nil:
		return a.w.fail(c.Name, a.w.readError(c.Name, t.err))
	case t.large > 0:
		return item(Item{Kind: Failed, Capture: c, Err: tooLarge(c.Name, t.large, a.w.lim.PageBytes)})
	case t.reason != "":
		if a.w.mayKeep(c, t.reason) {
			v.budget.expanded += int64(len(t.picture))
			if done, err := a.w.recordAsset(c, t.picture, t.pictureType, t.reason); done || err != nil {
				return err
			}
		}
		return item(Item{Kind: Skipped, Capture: c, Reason: t.reason})
	}
	v.budget.expanded += int64(len(t.body.content)) // a few bytes may be expanded to a whole page
	c.MediaType, c.Charset = t.body.mediaType, t.body.charset
	content := slices.Clone(t.body.content)
	Identify(&c, content)
	return item(Item{Kind: Page, Capture: c, Content: content, Faults: t.body.faults})
}

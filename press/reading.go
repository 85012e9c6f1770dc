package press

import (
	"cmp"
	"context"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

// readAll returns the rows of several captures, in order, read on several processors. When ctx ends it stops
// between two pages; the remaining rows are then empty.
func (p *Press) readAll(ctx context.Context, in []Original, added []time.Time) []reading {
	out := make([]reading, len(in))
	workers := p.workers()
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(workers, len(in)) {
		wg.Go(func() {
			for i := range next {
				if ctx.Err() != nil {
					continue
				}
				out[i] = p.readMarked(ctx, in[i], added[i])
			}
		})
	}
	for i := range in {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

func (p *Press) workers() int {
	if p.Workers > 0 {
		return p.Workers
	}
	return runtime.GOMAXPROCS(0)
}

// readMarked returns the rows of one capture. A page that ended an earlier run is skipped; a heavy one is
// marked while it is read.
func (p *Press) readMarked(ctx context.Context, o Original, added time.Time) reading {
	id := o.Capture.ID
	if why := p.Marks.Passed(id); why != "" {
		o.Failure = why
	} else if len(o.Content) >= heavyPage {
		p.Marks.begin(id)
		defer p.Marks.end(id)
	}
	r, pg, s, err := readingOf(ctx, o, added, p.decisionsAbout(id))
	out := reading{PageReading: r}
	if stages := p.readers(catalogue.OfCapture); len(stages) > 0 {
		if pg == nil && err == nil {
			err = cutting.Errorf(cutting.Unsupported, "not a page: %s", cmp.Or(r.Page.Failure, r.Page.Reason))
		}
		out.rows = pageRows(ctx, stages, id, map[string]*catalogue.StageRow{}, pg, s, err)
	}
	return out
}

// reading is a page's reading with what stages over pages found in it.
type reading struct {
	catalogue.PageReading
	rows []catalogue.StageRow
}

// PageOptions returns what is known of a capture before its bytes are read.
func PageOptions(c cutting.Capture) page.Options {
	return page.Options{URL: c.URL, Name: c.Name, MediaType: c.MediaType, Charset: c.Charset, Time: c.Time}
}

// ReadingOf reads and splits one original. A page that cannot be read gives a row with the reason. It is a pure
// function of its arguments and the stage versions: therefore a rebuild gives the same archive. (The exception
// is a page that exceeds the time limit, which depends on the machine.)
func ReadingOf(o Original, added time.Time, decided cutting.CaptureDecisions) catalogue.PageReading {
	r, _, _, _ := readingOf(context.Background(), o, added, decided) // the row has the error
	return r
}

// readingOf does the work of ReadingOf with a context, and returns page and split too; both are nil for what is
// no page. When ctx has ended, the results must not be used.
func readingOf(ctx context.Context, o Original, added time.Time,
	decided cutting.CaptureDecisions) (catalogue.PageReading,
	*cutting.Page, *cutting.Split, error) {
	row := pageRow(o, added, decided)
	if o.Failure != "" {
		row.Failure, row.Reason = o.Failure, "not read"
		return catalogue.PageReading{Page: row}, nil, nil, nil
	}
	if isContainer(o.Capture.MediaType) {
		row.Reason = "a container: the page decoded from it is a capture of its own"
		return catalogue.PageReading{Page: row}, nil, nil, nil
	}
	pg, s, err := readSafely(ctx, o, decided.Corrections)
	if err != nil {
		row.Failure, row.Reason = err.Error(), "not read"
		return catalogue.PageReading{Page: row}, nil, nil, err
	}
	return rowsOf(row, o, decided, pg, s), pg, s, nil
}

// RowsOf returns the rows of one original that ReadPage has read and split; ReadingOf does both.
func RowsOf(o Original, added time.Time, pg *cutting.Page, s *cutting.Split) catalogue.PageReading {
	return rowsOf(pageRow(o, added, cutting.CaptureDecisions{}), o, cutting.CaptureDecisions{}, pg, s)
}

// pageRow returns a page's row before the page was read.
func pageRow(o Original, added time.Time, decided cutting.CaptureDecisions) catalogue.PageRow {
	row := catalogue.PageRow{Capture: o.Capture, Added: added, Versions: Versions(), Decisions: decided.Lines,
		Kind: cutting.NothingPage}
	row.Source, row.Names = sourceOf(o.Capture, nil, nil, decided.Outlet)
	row.Faults = o.Faults
	return row
}

// rowsOf completes a page's row from the page that was read, and adds its sightings.
func rowsOf(row catalogue.PageRow, o Original, decided cutting.CaptureDecisions, pg *cutting.Page,
	s *cutting.Split) catalogue.PageReading {
	row.Source, row.Names = sourceOf(o.Capture, pg, s, decided.Outlet)
	row.Kind, row.Reason, row.Title, row.Section = s.Kind, s.Reason, s.Title, s.Section
	row.Lang, row.TextLen, row.Faults = pg.Meta.Lang, len(pg.Text), slices.Concat(o.Faults, pg.Faults)
	if row.Capture.URL == "" && pg.Meta.URLOrigin != "mirror-path" { // a path is a place, not an address
		row.Capture.URL = pg.Meta.URL
	}
	if !cutting.TimeKnownBy(row.Capture.TimeOrigin).Stated() {
		if t, ok := savedTime(pg); ok {
			row.Capture.Time, row.Capture.TimeOrigin = t, "saved-from"
		}
	}
	r := catalogue.PageReading{Page: row, Sightings: slices.Grow([]catalogue.Sighting(nil), len(s.Cuttings))}
	for i := range s.Cuttings {
		r.Sightings = append(r.Sightings, sighting(row, pg, &s.Cuttings[i], i, placeKey(o.Capture, pg)))
	}
	return r
}

// savedTime returns the time at which a page was saved, as the program that saved it states.
func savedTime(pg *cutting.Page) (time.Time, bool) {
	for _, c := range pg.Meta.Claims {
		if c.Origin != "saved-from" || c.Key != "date" {
			continue
		}
		if t, err := time.Parse(time.RFC3339, c.Value); err == nil && t.Year() > 1990 {
			return t.UTC().Truncate(time.Second), true
		}
	}
	return time.Time{}, false
}

// isContainer reports whether a media type is that of captures kept for the page decoded from them.
func isContainer(mediaType string) bool {
	return mediaType == "multipart/related" || mediaType == "message/rfc822" || mediaType == "application/http"
}

// readSafely reads, splits and corrects a page.
func readSafely(ctx context.Context, o Original, corrections []cutting.Correction) (*cutting.Page, *cutting.Split,
	error) {
	pg, s, err := ReadPage(ctx, o.Content, PageOptions(o.Capture), split.Options{}, corrections)
	if err != nil && cutting.KindOf(err) == cutting.Internal {
		err = cutting.Errorf(cutting.Internal, "reading %s: %w", o.Capture.Name, err)
	}
	return pg, s, err
}

// sighting returns the catalogue's row of a cutting. place distinguishes items without an address of their own.
func sighting(row catalogue.PageRow, pg *cutting.Page, c *cutting.Cutting, ordinal int,
	place string) catalogue.Sighting {
	text := c.Text(pg.Text)
	sg := catalogue.Sighting{
		CaptureID: row.Capture.ID, Ordinal: ordinal, Kind: c.Kind, Source: row.Source, Lang: cmp.Or(c.Lang, row.Lang),
		Headline: c.Headline, Text: text, Truncated: c.Truncated, Byline: c.Byline, BylineOrigin: c.BylineOrigin,
		ByHand: c.ByHand, Published: c.Published, Modified: c.Modified, URL: cutting.WithoutUser(c.URL),
		Rail: c.Rail, Section: c.Section, Tags: c.Tags, Bytes: c.Bytes, Captured: row.Capture.Time.UTC(),
		TimeOrigin: row.Capture.TimeOrigin, Added: row.Added.UTC(),
		Version: cutting.Sum([]byte(c.Headline + "\x00" + text)),
	}
	if !c.HeadlineSpan.Empty() {
		sg.HeadlineBytes = pg.Source.Range(c.HeadlineSpan)
	}
	sg.Parts = sightingParts(pg, c)
	link := cutting.LinkIdentity(place, row.Capture.Name, c.URL)
	if frame := row.Capture.Frame(); frame != "" && link != "" && c.URL == pg.Meta.URL && hasCarrierAddress(pg) {
		link = cutting.FrameIdentity(link, frame)
	}
	sg.CuttingID = cutting.NewCuttingID(c.Kind, place, link, c.Headline, text)
	return sg
}

// hasCarrierAddress reports whether a page's address is from its carrier and not stated by the page.
func hasCarrierAddress(pg *cutting.Page) bool {
	return pg.Meta.URLOrigin == "given" || pg.Meta.URLOrigin == "mirror-path"
}

// sightingParts returns a cutting's parts with their spans in the text that Cutting.Text joins.
func sightingParts(pg *cutting.Page, c *cutting.Cutting) []catalogue.SightingPart {
	out := make([]catalogue.SightingPart, len(c.Parts))
	at := 0
	for i, p := range c.Parts {
		if i > 0 {
			at += len(cutting.Joint(c.Parts[i-1].Role, p.Role))
		}
		out[i] = catalogue.SightingPart{
			Role: p.Role, Text: cutting.Span{Start: at, End: at + p.Span.Len()},
			Page: p.Span, Bytes: pg.Source.Range(p.Span),
		}
		at += p.Span.Len()
	}
	return out
}

// sourceOf returns a page's source and the names the page gives it. The source is known by a person's decision,
// else by the host of the page's address, else by the name it gives; without any of them it has the folder as a
// place.
func sourceOf(c cutting.Capture, pg *cutting.Page, s *cutting.Split, decidedOutlet string) (catalogue.Source,
	[]cutting.SelfName) {
	var names []cutting.SelfName
	if s != nil {
		names = s.Names
	}
	src := catalogue.Source{ID: cutting.Outlet(addressOf(c, pg))}
	if src.ID == "" {
		src.Place = folderOf(placeOf(c))
		src.ID = cutting.NameIdentity(bestName(names))
	}
	if src.Name = src.ID; len(names) > 0 {
		src.Name = names[0].Name
	}
	if decidedOutlet = strings.TrimSpace(decidedOutlet); decidedOutlet != "" {
		given := cutting.SelfName{Name: decidedOutlet, Origins: []cutting.NameOrigin{cutting.GivenName}}
		// The page's own name is that of another outlet.
		src.ID, src.Name, names = cutting.NameIdentity(decidedOutlet), decidedOutlet, []cutting.SelfName{given}
	}
	return src, names
}

// bestName returns the name by which an outlet without an address is known: a stated one, one given in two
// places, or the only one.
func bestName(names []cutting.SelfName) string {
	for _, n := range names {
		if slices.Contains(n.Origins, cutting.StatedName) {
			return n.Name
		}
	}
	for _, n := range names {
		if len(n.Origins) > 1 {
			return n.Name
		}
	}
	if len(names) == 1 {
		return names[0].Name
	}
	return ""
}

func addressOf(c cutting.Capture, pg *cutting.Page) string {
	switch {
	case pg != nil && pg.Meta.URL != "":
		return pg.Meta.URL
	case c.URL == "" && pg != nil && pg.Feed != nil:
		return pg.Feed.Link
	}
	return c.URL
}

// placeKey returns the key that distinguishes cuttings without an address of their own: the page's host, else
// its folder.
func placeKey(c cutting.Capture, pg *cutting.Page) string {
	if host := cutting.Outlet(addressOf(c, pg)); host != "" {
		return host
	}
	return folderOf(placeOf(c))
}

// placeOf returns the name of the file whose folder a capture is in; a document within another, such as a
// frame, is in the folder of that one.
func placeOf(c cutting.Capture) string {
	name := c.Name
	for inner := c.DerivedFrom != ""; inner; {
		i := strings.LastIndex(name, "!/")
		if i < 0 {
			break
		}
		name = name[:i]
		i = strings.LastIndex(name, "!/")
		inner = i >= 0 && cutting.Capture{Name: name, DerivedFrom: c.DerivedFrom}.Frame() != "" // within another frame
	}
	return name
}

// folderOf returns the innermost folder's name, else "loose files".
func folderOf(name string) string {
	dir := path.Dir(strings.ReplaceAll(name, "!/", "/"))
	if dir == "." || dir == "/" || dir == "" {
		return "loose files"
	}
	return path.Base(dir)
}

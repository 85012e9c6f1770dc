package capture

import (
	"io"
	"strings"

	"cuttings/capture/arc"
	"cuttings/capture/warc"
	"cuttings/cutting"
)

// arc reports the pages of an ARC file like those of a WARC file.
func (w *walker) arc(m member) error {
	var lost []arc.Lost
	r := arc.NewReader(m.r, w.lim.PageBytes+1<<20, func(l arc.Lost) { lost = append(lost, l) })
	a := &webArchive{w: w, m: m, places: map[placeKey]place{}, budget: &w.budget}
	for {
		if err := w.ctx.Err(); err != nil {
			return err
		}
		rec, err := r.Next()
		for _, l := range lost {
			if err := w.fail(m.name, cutting.Errorf(cutting.Invalid, "%s: %v", m.name, l)); err != nil {
				return err
			}
		}
		lost = lost[:0]
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return w.fail(m.name, w.readError(m.name, err))
		}
		w.budget.member()
		if err := w.budget.checkSpent(); err != nil {
			return w.fail(m.name, w.readError(m.name, err))
		}
		doc := recordOf(rec)
		switch {
		case rec.Time.IsZero():
			doc.Faults = append(doc.Faults, "the date cannot be read, so when it was captured is unknown")
		case w.notSet(rec.Time):
			doc.Faults = append(doc.Faults, "the date is in the future or before there was a web, so when it was "+
				"captured is unknown: "+rec.Time.Format("2006-01-02"))
		}
		if err := a.record(doc); err != nil {
			return err
		}
	}
}

// recordOf returns a document of an ARC file as a WARC record.
func recordOf(r *arc.Record) *warc.Record {
	rec := &warc.Record{Offset: r.Offset, Block: r.Block, BlockLength: r.Length, Truncated: r.Truncated}
	kind, media := "resource", r.MediaType
	if low := strings.ToLower(r.URL); strings.HasPrefix(low, "http:") || strings.HasPrefix(low, "https:") {
		if r.Block == nil || strings.HasPrefix(string(r.Block[:min(len(r.Block), 5)]), "HTTP/") {
			kind, media = "response", "application/http; msgtype=response"
		}
	}
	rec.Header = warc.Header{{Name: "WARC-Type", Value: kind}, {Name: "WARC-Target-URI", Value: r.URL},
		{Name: "Content-Type", Value: media}}
	if !r.Time.IsZero() {
		rec.Header = append(rec.Header, warc.Field{Name: "WARC-Date", Value: r.Time.Format("2006-01-02T15:04:05Z")})
	}
	if r.Truncated {
		rec.Faults = []string{"the file ends inside this record"}
		rec.BlockLength = int64(len(r.Block))
	}
	return rec
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"

	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/press"
)

// openJournal opens the journal and reads the corrections in it.
func (ar *archive) openJournal(ctx context.Context, a *app, write bool) (map[string][]cutting.Correction, error) {
	j, err := journal.Open(filepath.Join(ar.dir, "journal"), journal.Options{ReadOnly: !write, Clock: a.now})
	if err != nil {
		return nil, err
	}
	ar.journal = j
	ar.closers = append(ar.closers, j)
	ar.repairs = append(ar.repairs, j.Repairs()...)
	return readCorrections(ctx, j)
}

// readCorrections replays the journal. A line of this kind that cannot be read
// is passed over here and reported by verify: one bad line must not keep an
// archive from opening.
func readCorrections(ctx context.Context, j *journal.Journal) (map[string][]cutting.Correction, error) {
	out := map[string][]cutting.Correction{}
	err := j.Replay(ctx, func(d journal.Decision) error {
		if d.Kind != cutting.CorrectionDecision {
			return nil
		}
		var c cutting.Correction
		if json.Unmarshal(d.Value, &c) == nil && c.Capture == d.Target {
			out[c.Capture] = append(out[c.Capture], c)
		}
		return nil
	})
	return out, err
}

// verifyJournal checks the journal's chain and that its corrections can be read.
func (ar *archive) verifyJournal(ctx context.Context, report func(press.Problem)) error {
	err := ar.journal.Verify(ctx, func(p journal.Problem) {
		report(press.Problem{Where: fmt.Sprintf("journal at byte %d", p.Offset), What: p.What})
	})
	if err != nil {
		return err
	}
	return ar.journal.Replay(ctx, func(d journal.Decision) error {
		if d.Kind != cutting.CorrectionDecision {
			return nil
		}
		var c cutting.Correction
		if err := json.Unmarshal(d.Value, &c); err != nil || c.Capture != d.Target {
			report(press.Problem{Where: fmt.Sprintf("journal line %d", d.Number), What: "holds a correction that cannot be read"})
		}
		return nil
	})
}

// corrections takes what is corrected at the desk: a line in the journal, and a
// new reading of the capture.
type corrections struct {
	a   *app
	dir string
	// pages forgets what it has read of a capture.
	pages *pages
}

// Append implements desk.Corrections. The lines are written even while another
// process writes to the archive; that process, or the next run of add, then
// reads the captures anew.
func (c *corrections) Append(ctx context.Context, fixes ...cutting.Correction) error {
	for i := range fixes {
		row, err := c.pages.ar.catalogue.Page(ctx, fixes[i].Capture)
		if err == nil {
			err = fixes[i].Check(row.Capture.Length)
		}
		if err != nil {
			return err
		}
	}
	j, err := journal.Open(filepath.Join(c.dir, "journal"), journal.Options{Clock: c.a.now})
	if err != nil {
		return err
	}
	for _, fix := range fixes {
		value, err := json.Marshal(fix)
		if err == nil {
			_, err = j.Append(journal.Decision{Who: "desk", Kind: cutting.CorrectionDecision, Target: fix.Capture, Value: value})
		}
		if err != nil {
			return closeAfter(j, err)
		}
	}
	if err := j.Close(); err != nil {
		return err
	}
	return c.apply(ctx)
}

// apply reads anew what the journal has changed, when nobody else is writing.
func (c *corrections) apply(ctx context.Context) error {
	quiet := *c.a
	quiet.quiet = true
	ar, err := quiet.openArchive(ctx, c.dir, true)
	if cutting.KindOf(err) == cutting.Conflict {
		return cutting.Errorf(cutting.Conflict, "the correction is kept in the journal; it takes effect with the next `cuttings add`, because another process is writing to the archive now")
	} else if err != nil {
		return err
	}
	_, err = ar.press.CatchUp(ctx)
	if err == nil {
		err = c.pages.reload(ctx)
	}
	return closeAfter(ar, err)
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/internal/filelock"
	"cuttings/internal/ledger"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/press"
)

// openJournal opens the journal.
func (ar *archive) openJournal(ctx context.Context, a *app, write bool) error {
	j, err := journal.Open(filepath.Join(ar.dir, "journal"), journal.Options{ReadOnly: !write, Clock: a.now, Anchor: ar.vaultEnd})
	if err != nil {
		return err
	}
	ar.journal = j
	ar.closers = append(ar.closers, j)
	ar.repairs = append(ar.repairs, j.Repairs()...)
	ar.decided, err = j.ReplaySince(ctx, ledger.Start(), func(d journal.Decision) error {
		if d.Vault != nil {
			ar.anchor = d.Vault
		}
		return nil
	})
	return err
}

// readCorrections replays the journal. A line of this kind that cannot be read, or
// that does not fit the capture it is about, is passed over and reported by verify:
// one bad line must not keep an archive from opening.
func (ar *archive) readCorrections(ctx context.Context) (map[string][]cutting.Correction, []press.Problem, error) {
	out := map[string][]cutting.Correction{}
	var wrong []press.Problem
	err := ar.journal.Replay(ctx, func(d journal.Decision) error {
		if d.Kind != cutting.CorrectionDecision {
			return nil
		}
		var c cutting.Correction
		where := fmt.Sprintf("journal line %d", d.Number)
		if err := json.Unmarshal(d.Value, &c); err != nil || c.Capture != d.Target {
			wrong = append(wrong, press.Problem{Where: where, What: "holds a correction that cannot be read"})
			return nil
		}
		if e, err := ar.vault.Entry(c.Capture); err == nil {
			if err := c.Check(e.Capture.Length); err != nil {
				wrong = append(wrong, press.Problem{Where: where, What: "holds a correction that does not fit its capture: " + err.Error()})
				return nil
			}
		}
		out[c.Capture] = append(out[c.Capture], c)
		return nil
	})
	return out, wrong, err
}

// verifyJournal checks the journal's chain and that its corrections can be applied.
func (ar *archive) verifyJournal(ctx context.Context, report func(press.Problem)) error {
	err := ar.journal.Verify(ctx, func(p journal.Problem) {
		report(press.Problem{Where: fmt.Sprintf("journal at byte %d", p.Offset), What: p.What})
	})
	for _, p := range ar.unapplied {
		report(p)
	}
	return err
}

// writer is the one long-lived writer of an archive that is shown: it takes what
// people decide, one after the other, writes it to the journal and lets it take effect.
type writer struct {
	a     *app
	dir   string
	pages *pages
	lend  func() (catalogue.Reader, func())
	// turn holds one token: whoever has it decides.
	turn chan struct{}
}

func newWriter(a *app, dir string, p *pages, lend func() (catalogue.Reader, func())) *writer {
	return &writer{a: a, dir: dir, pages: p, lend: lend, turn: make(chan struct{}, 1)}
}

const (
	turnLock = "deciding.lock" // in the desk's folder: held while one process decides
	turnWait = 15 * time.Second
)

// Decide implements library.Corrections. The lines are written even while another
// process adds to the archive; that process, or the next run of add, then reads the
// captures again.
func (w *writer) Decide(ctx context.Context, propose func(context.Context) ([]cutting.Correction, error)) (library.Kept, error) {
	release, err := w.takeTurn(ctx)
	if err != nil {
		return library.Kept{}, err
	}
	kept, err := w.decide(ctx, propose)
	return kept, errors.Join(err, release())
}

func (w *writer) decide(ctx context.Context, propose func(context.Context) ([]cutting.Correction, error)) (library.Kept, error) {
	// What other desks have decided since counts in what is proposed.
	if err := w.pages.reload(ctx); err != nil {
		return library.Kept{}, err
	}
	fixes, err := propose(ctx)
	if err != nil || len(fixes) == 0 {
		return library.Kept{}, err
	}
	cat, done := w.lend()
	defer done()
	for i := range fixes {
		row, err := cat.Page(ctx, fixes[i].Capture)
		if err == nil {
			err = fixes[i].Check(row.Capture.Length)
		}
		if err != nil {
			return library.Kept{}, err
		}
	}
	if err := w.write(fixes); err != nil {
		return library.Kept{}, cutting.Errorf(cutting.KindOf(err), "Nothing was kept: %w", err)
	}
	// They are kept: a reader who leaves now must not stop them from taking effect.
	if err := w.apply(context.WithoutCancel(ctx)); err != nil {
		why := "The correction is kept in the journal. It takes effect with the next `cuttings add`, because "
		if cutting.KindOf(err) == cutting.Conflict {
			return library.Kept{Later: why + "another process is writing to the archive now."}, nil
		}
		return library.Kept{Later: why + "the page could not be processed now: " + err.Error()}, nil
	}
	return library.Kept{}, nil
}

// takeTurn waits until nobody else decides, in this process or another.
func (w *writer) takeTurn(ctx context.Context) (release func() error, err error) {
	ctx, cancel := context.WithTimeout(ctx, turnWait)
	defer cancel()
	busy := func() error {
		return cutting.Errorf(cutting.Conflict, "Nothing was kept: others have been correcting this archive for %s. Try again in a moment.", turnWait)
	}
	select {
	case w.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, busy()
	}
	lock := filepath.Join(w.dir, "desk", turnLock)
	if err := os.MkdirAll(filepath.Dir(lock), 0o755); err != nil {
		<-w.turn
		return nil, cutting.Errorf(cutting.Unavailable, "Nothing was kept: %w", err)
	}
	for wait := time.Millisecond; ; wait = min(2*wait, 50*time.Millisecond) {
		l, err := filelock.Acquire(lock, "the archive's decisions", w.a.now())
		if err == nil {
			return func() error { err := l.Release(); <-w.turn; return err }, nil
		}
		if cutting.KindOf(err) != cutting.Conflict {
			<-w.turn
			return nil, err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			<-w.turn
			return nil, busy()
		}
	}
}

// write appends corrections to the journal, all or none.
func (w *writer) write(fixes []cutting.Correction) error {
	j, err := journal.Open(filepath.Join(w.dir, "journal"), journal.Options{Clock: w.a.now, Anchor: w.pages.ar.vaultEnd})
	if err != nil {
		return err
	}
	ds := make([]journal.Decision, len(fixes))
	for i, fix := range fixes {
		value, err := json.Marshal(fix)
		if err != nil {
			return closeAfter(j, err)
		}
		ds[i] = journal.Decision{Who: "desk", Kind: cutting.CorrectionDecision, Target: fix.Capture, Value: value}
	}
	_, err = j.AppendSince(math.MaxInt64, nil, ds...)
	return closeAfter(j, err)
}

// apply reads again what the journal has changed, when nobody else is writing.
func (w *writer) apply(ctx context.Context) error {
	quiet := *w.a
	quiet.quiet = true
	ar, err := quiet.openArchive(ctx, w.dir, true)
	if err != nil {
		return err
	}
	_, err = ar.press.CatchUp(ctx)
	if err == nil {
		err = w.pages.reload(ctx)
	}
	return closeAfter(ar, err)
}

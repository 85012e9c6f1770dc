// Package press runs the stages: it puts captures into the vault, reads pages, splits cuttings and writes rows.
// It connects the stages through small interfaces, resumes an interrupted run, and redoes rows made by older
// versions of a stage.
package press

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Original is a capture with its content.
type Original struct {
	Capture cutting.Capture
	Content []byte
	HTTP    []byte // the HTTP response as received, when Content is its decoded body
	// Faults are doubts about the carrier: a wrong digest, a gap in a WARC file.
	Faults []string
	// Failure is why the bytes could not be taken for a page (a container that
	// is broken, a file over the limit); the capture may then have no content.
	Failure string
}

// Vault is the part of the vault that a run uses.
type Vault interface {
	// Add keeps originals permanently; when it returns nil they survive a kill. It returns, in order, when each
	// was added and whether it was new, or why it was refused. An error is a failure of the vault, not of one
	// original.
	Add(ctx context.Context, in []Original) ([]Kept, error)
	// Get returns a capture and its content; NotFound for an unknown ID.
	Get(ctx context.Context, id string) (cutting.Capture, []byte, error)
	// Find returns a capture as in Kept, without content; NotFound for an unknown ID.
	Find(ctx context.Context, id string) (Kept, error)
	// Each calls fn for every capture in the order they were added until fn
	// returns an error, which Each returns.
	Each(ctx context.Context, fn func(Kept) error) error
}

// Kept is a capture in the vault.
type Kept struct {
	Capture cutting.Capture
	Added   time.Time
	New     bool // added by this call
	// Refused is the reason why this original was not kept and never will be in this state.
	Refused error
	Faults  []string // faults of the carrier, recorded when it was added
}

// Catalogue is the part of the catalogue that a run uses: to write rows, to find existing ones, and for stages
// over the whole archive.
type Catalogue interface {
	catalogue.Writer
	catalogue.Pages
	catalogue.Entries
	catalogue.Outlets
	catalogue.Rows
	catalogue.Texts
	catalogue.Bulk
	catalogue.Follower
}

// Press runs the stages. Its fields must be set before use and not changed afterwards.
type Press struct {
	Vault     Vault
	Catalogue Catalogue
	// Refused, when set, is called for every original the vault refuses, with the reason, from one goroutine,
	// which is not the source's.
	Refused func(cutting.Capture, error)
	// Progress, when set, is called after every batch, from one goroutine.
	Progress func(Progress)
	// Decided returns the present decisions about a capture; nil is none. It must be safe for concurrent use.
	Decided func(captureID string) cutting.CaptureDecisions
	// DecidedMarks returns the present decisions about the marks of a text, by the text's version: the marks
	// removed, the parts of marks corrected, and the number of decisions about its marks, in effect or not; nil
	// is none. It must be safe for concurrent use.
	DecidedMarks func(version cutting.Checksum) (wrong []cutting.WrongMark, right []cutting.RightMark, decisions int)
	// Outlets returns the present decisions about outlets, in order; nil is none. It must be safe for
	// concurrent use.
	Outlets func() []cutting.OutletDecision
	// Marks, when set, records heavy pages while they are read.
	Marks *Marks
	// Stages are the stages after page and split, in order; see CheckStages.
	Stages []Stage
	// JournalLost reports that the journal lacks decisions it had before. Rows that were read with more
	// corrections than there are now are then kept.
	JournalLost bool
	// Last reports that no run follows in this process: each stage's memory is released when no other needs it.
	Last bool
	// Workers is the number of pages read at once; 0 is one per processor.
	Workers int
}

// Progress has the counts of a run so far.
type Progress struct {
	Captures int   // taken in, including known ones
	New      int   // of those, not in the vault before
	Bytes    int64 // size of the content
	Cuttings int   // cut from pages read in this run
	Failures int   // pages that could not be read
	Lost     int   // captures whose bytes cannot be read from the vault

	heaviest int // size in bytes of the largest that was read
}

// Limits of a batch: large enough that one sync to disk serves many pages, small enough that a batch in each
// stage fits in memory.
const (
	batchItems = 128
	batchBytes = 8 << 20
)

// Feed passes one original to a run; it returns an error when the run has failed and no more should be offered.
type Feed func(Original) error

// Add takes in everything source offers: vault first, then reading, then rows. It returns when everything is in
// the catalogue and can be found. After an error or when ctx ends, what Progress reported is kept, and CatchUp
// does the rest.
func (p *Press) Add(ctx context.Context, source func(ctx context.Context, offer Feed) error) (Progress, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if err := CheckStages(p.Stages); err != nil {
		return Progress{}, err
	}
	known, _, err := p.upToDate(ctx)
	if err != nil {
		return Progress{}, err
	}

	offered := make(chan []Original)
	kept := make(chan work)
	var wg sync.WaitGroup

	wg.Go(func() {
		defer close(offered)
		if err := gather(ctx, source, offered); err != nil {
			cancel(err)
		}
	})
	wg.Go(func() {
		defer close(kept)
		for in := range offered {
			w, err := p.putInVault(ctx, in, known)
			if err != nil {
				cancel(err)
				break
			}
			select {
			case kept <- w:
			case <-ctx.Done():
			}
		}
		for range offered { // let the source see that the run has ended
		}
	})
	done, err := p.write(ctx, kept)
	if err != nil {
		cancel(err)
	}
	for range kept { // unblock the previous step; nothing is lost, because it is in the vault
	}
	wg.Wait()
	if ctx.Err() != nil {
		return done, context.Cause(ctx)
	}
	err = afterHeavy(done.heaviest, func() error {
		if err := p.redo(ctx); err != nil {
			return err
		}
		return p.Catalogue.Sync(ctx)
	})
	if p.Last && done.heaviest >= heavyPage {
		runtime.GC() // so that what was released is not there beside what closing the catalogue takes
	}
	return done, err
}

// gather groups what the source offers into batches.
func gather(ctx context.Context, source func(context.Context, Feed) error, out chan<- []Original) error {
	var in []Original
	size := 0
	flush := func() error {
		if len(in) == 0 {
			return nil
		}
		select {
		case out <- in:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		in, size = nil, 0
		return nil
	}
	err := source(ctx, func(o Original) error {
		in = append(in, o)
		size += len(o.Content)
		if len(in) >= batchItems || size >= batchBytes {
			return flush()
		}
		return context.Cause(ctx)
	})
	if err != nil {
		return err
	}
	return flush()
}

// work is one batch between vault and catalogue.
type work struct {
	originals []Original
	addedAt   []time.Time
	counts    Progress // what this batch adds to the totals
}

// putInVault puts a batch in the vault and removes from it what the catalogue has already.
func (p *Press) putInVault(ctx context.Context, in []Original, known map[string]bool) (work, error) {
	kept, err := p.Vault.Add(ctx, in)
	if err != nil {
		return work{}, err
	}
	w := work{}
	for i, k := range kept {
		if k.Refused != nil {
			if p.Refused != nil {
				p.Refused(in[i].Capture, k.Refused)
			}
			continue
		}
		w.counts.Captures++
		w.counts.Bytes += int64(len(in[i].Content))
		if k.New {
			w.counts.New++
		}
		if known[k.Capture.ID] && !k.New { // one kept anew in place of damaged bytes has other rows
			continue
		}
		known[k.Capture.ID] = true
		o := in[i]
		o.Capture, o.Faults = k.Capture, k.Faults
		w.originals = append(w.originals, o)
		w.addedAt = append(w.addedAt, k.Added)
	}
	return w, nil
}

// write reads the pages of each batch in parallel and applies their rows.
func (p *Press) write(ctx context.Context, in <-chan work) (Progress, error) {
	var done Progress
	for w := range in {
		if ctx.Err() != nil {
			return done, context.Cause(ctx)
		}
		readings := p.readAll(ctx, w.originals, w.addedAt)
		if ctx.Err() != nil { // some were not read
			return done, context.Cause(ctx)
		}
		size, cuttings, failures := heaviest(w.originals), 0, 0
		for i := range readings {
			cuttings += len(readings[i].Sightings)
			if readings[i].Page.Failure != "" {
				failures++
			}
		}
		w.originals = nil
		if len(readings) > 0 {
			if err := afterHeavy(size, func() error { return p.put(ctx, readings, size) }); err != nil {
				return done, err
			}
		}
		done.add(w.counts)
		done.heaviest = max(done.heaviest, size)
		done.Cuttings, done.Failures = done.Cuttings+cuttings, done.Failures+failures
		if p.Progress != nil {
			p.Progress(done)
		}
	}
	return done, nil
}

// textsAtOnce is the number of texts of a heavy page that are read and written together: what stages find in
// its tens of thousands of items can be several times the size of the page.
const textsAtOnce = 512

// put writes the rows of pages that were read, and of their texts. A kill in between leaves texts that stages
// have not read; the next run reads them.
func (p *Press) put(ctx context.Context, readings []reading, size int) error {
	b := catalogue.Batch{}
	for i := range readings {
		b.Pages = append(b.Pages, readings[i].PageReading)
	}
	texts := textsOf(readings)
	keys := slices.Sorted(maps.Keys(texts))
	var later []string
	if size >= heavyPage && len(keys) > textsAtOnce {
		keys, later = keys[:textsAtOnce], keys[textsAtOnce:]
	}
	for i := range readings {
		b.Rows = append(b.Rows, readings[i].rows...)
	}
	clear(readings) // the batch has what it needs of them
	rows, err := p.newRows(ctx, keys, texts)
	if err != nil {
		return err
	}
	b.Rows = append(b.Rows, rows...)
	rows = nil
	if err := p.apply(ctx, b, size); err != nil {
		return err
	}
	b = catalogue.Batch{}
	for part := range slices.Chunk(later, textsAtOnce) {
		if b.Rows, err = p.newRows(ctx, part, texts); err == nil {
			err = p.Catalogue.Apply(ctx, b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writingRoom is how many times its bytes the rows and the index of a heavy page may take before the collector
// works without pause.
const writingRoom = 10

// apply writes the rows of a batch whose largest page has size bytes. Those of a heavy
// page are in the search index before others are read, with little room for garbage.
func (p *Press) apply(ctx context.Context, b catalogue.Batch, size int) error {
	if size < heavyPage {
		return p.Catalogue.Apply(ctx, b)
	}
	return runWithLowGarbage(ctx, writingRoom*size, func() error {
		if err := p.Catalogue.Apply(ctx, b); err != nil {
			return err
		}
		b = catalogue.Batch{} // the index reads what it needs from the rows
		return p.Catalogue.Sync(ctx)
	})
}

// heaviest returns the size of the largest of some originals.
func heaviest(in []Original) int {
	most := 0
	for i := range in {
		most = max(most, len(in[i].Content))
	}
	return most
}

func (a *Progress) add(b Progress) {
	a.Captures += b.Captures
	a.New += b.New
	a.Bytes += b.Bytes
	a.Lost += b.Lost
}

// upToDate returns the captures whose rows are up to date. A row with a failure is up to date as long as its
// stage versions are the program's, because then the code that failed has not changed.
//
// rows are all captures that have a row. A row that records that its capture is lost is never up to date,
// because the bytes may have been added again.
func (p *Press) upToDate(ctx context.Context) (known, rows map[string]bool, err error) {
	known, rows = map[string]bool{}, map[string]bool{}
	err = p.Catalogue.Pages(ctx, "", func(r catalogue.PageRow) bool {
		rows[r.Capture.ID] = true
		// Rows read with decisions that no longer exist are kept.
		if p.JournalLost && r.Decisions > p.decisionsAbout(r.Capture.ID).Lines ||
			p.UpToDate(&r) && !strings.HasPrefix(r.Failure, lostFailure) {
			known[r.Capture.ID] = true
		}
		return true
	})
	return known, rows, err
}

// Read reads a capture as for its rows: page, split, corrections.
func (p *Press) Read(ctx context.Context, id string) (*cutting.Page, *cutting.Split, error) {
	c, content, err := p.Vault.Get(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	if why := p.Marks.Passed(id); why != "" {
		return nil, nil, cutting.Errorf(cutting.Unavailable, "%s", why)
	}
	return readSafely(ctx, Original{Capture: c, Content: content}, p.decisionsAbout(id).Corrections)
}

// UpToDate reports whether a page's row was made with the program's own stage versions and takes in every
// decision about its capture.
func (p *Press) UpToDate(r *catalogue.PageRow) bool {
	return maps.Equal(r.Versions, Versions()) && r.Decisions == p.decisionsAbout(r.Capture.ID).Lines
}

func (p *Press) decisionsAbout(captureID string) cutting.CaptureDecisions {
	if p.Decided == nil {
		return cutting.CaptureDecisions{}
	}
	return p.Decided(captureID)
}

// CatchUp reads every capture in the vault that has no up-to-date row: those a killed run left, and those read
// by older stage versions. Rebuilding is CatchUp on an empty catalogue.
func (p *Press) CatchUp(ctx context.Context) (Progress, error) {
	if err := CheckStages(p.Stages); err != nil {
		return Progress{}, err
	}
	known, rows, err := p.upToDate(ctx)
	if err != nil {
		return Progress{}, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	in := make(chan work)
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(in)
		if err := p.sendMissing(ctx, known, rows, in); err != nil {
			cancel(err)
		}
	})
	done, err := p.write(ctx, in)
	if err != nil {
		cancel(err)
	}
	for range in {
	}
	wg.Wait()
	if ctx.Err() != nil {
		return done, context.Cause(ctx)
	}
	if err := p.redo(ctx); err != nil {
		return done, err
	}
	return done, p.Catalogue.Sync(ctx)
}

// lostFailure begins the failure of a capture whose bytes are damaged or gone.
const lostFailure = "cannot be read from the vault: "

// sendMissing sends batches of captures that are in the vault and not known. The row of a capture that can no
// longer be read is kept.
func (p *Press) sendMissing(ctx context.Context, known, rows map[string]bool, out chan<- work) error {
	var w work
	size := 0
	flush := func() error {
		if w.counts == (Progress{}) {
			return nil
		}
		select {
		case out <- w:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
		w, size = work{}, 0
		return nil
	}
	err := p.Vault.Each(ctx, func(k Kept) error {
		if known[k.Capture.ID] {
			return nil
		}
		o := Original{Capture: k.Capture, Faults: k.Faults}
		var err error
		if o.Capture, o.Content, err = p.Vault.Get(ctx, k.Capture.ID); err != nil {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			w.counts.Lost++
			if rows[k.Capture.ID] {
				return nil
			}
			o.Capture, o.Failure = k.Capture, lostFailure+err.Error()
		}
		w.originals = append(w.originals, o)
		w.addedAt = append(w.addedAt, k.Added)
		w.counts.Captures++
		w.counts.Bytes += int64(len(o.Content))
		size += len(o.Content)
		if len(w.originals) >= batchItems || size >= batchBytes {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	return flush()
}

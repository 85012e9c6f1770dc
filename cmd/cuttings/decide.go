package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"cuttings/cutting"
	"cuttings/internal/filelock"
	"cuttings/journal"
	"cuttings/library"
)

const (
	turnLock = "deciding.lock" // in the desk's folder: locked while one process decides
	turnWait = 15 * time.Second
)

// proposal returns the lines to be decided, at the time it is called.
type proposal = func(context.Context) ([]journal.Decision, error)

// Decide implements library.Decisions. The lines are written even while another process adds to the archive;
// they then take effect when that one has ended.
func (s *sharedArchive) Decide(ctx context.Context, propose proposal) (library.Kept, error) {
	release, err := s.takeTurn(ctx)
	if err != nil {
		return library.Kept{}, err
	}
	kept, err := s.decide(ctx, propose)
	return kept, errors.Join(err, release())
}

// About implements library.Decisions.
func (s *sharedArchive) About(captureID string) []journal.Line {
	ar, release := s.hold()
	defer release()
	return ar.book.LinesAbout(captureID)
}

// Line implements library.Decisions.
func (s *sharedArchive) Line(number int64) (*journal.Line, error) {
	ar, release := s.hold()
	defer release()
	return ar.book.Line(number)
}

func (s *sharedArchive) decide(ctx context.Context, propose proposal) (library.Kept, error) {
	// The proposal must include what other desks have decided since.
	if _, err := s.follow(ctx); err != nil {
		return library.Kept{}, err
	}
	lines, err := propose(ctx)
	if err != nil || len(lines) == 0 {
		return library.Kept{}, err
	}
	if err := s.check(ctx, lines); err != nil {
		return library.Kept{}, err
	}
	kept, err := s.write(lines)
	if err != nil {
		return library.Kept{}, cutting.Errorf(cutting.KindOf(err), "Nothing was kept: %w", err)
	}
	if s.changeNoRows(lines) {
		_, err := s.follow(context.WithoutCancel(ctx))
		return kept, err
	}
	// They are recorded: a reader who leaves now must not stop them from taking effect.
	if err := s.apply(context.WithoutCancel(ctx)); err != nil {
		if cutting.KindOf(err) == cutting.Conflict {
			kept.Later = "The decision is kept in the journal. It takes effect when the other process " +
				"that is writing to the archive now has ended."
			return kept, nil
		}
		kept.Later = "The decision is kept in the journal. It takes effect with the next `cuttings add`, " +
			"because the page could not be processed now: " + err.Error()
	}
	return kept, nil
}

// check returns an error for the first line that cannot be applied in this archive.
func (s *sharedArchive) check(ctx context.Context, lines []journal.Decision) error {
	ar, release := s.hold()
	defer release()
	for _, d := range lines {
		l, err := ar.book.Check(d)
		if err != nil {
			return err
		}
		if fix, ok := l.Payload.(*cutting.Correction); ok {
			row, err := ar.catalogue.Page(ctx, fix.Capture)
			if err == nil {
				err = fix.Check(row.Capture.Length)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// takeTurn waits until nobody else decides, in this process or another.
func (s *sharedArchive) takeTurn(ctx context.Context) (release func() error, err error) {
	ctx, cancel := context.WithTimeout(ctx, turnWait)
	defer cancel()
	busy := func() error {
		return cutting.Errorf(cutting.Conflict,
			"Nothing was kept: somebody else has been correcting this archive for %s. Try again in a moment.",
			turnWait)
	}
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, busy()
	}
	if err := os.MkdirAll(filepath.Join(s.dir, "desk"), 0o755); err != nil {
		<-s.turn
		return nil, cutting.Errorf(cutting.Unavailable, "Nothing was kept: %w", err)
	}
	for wait := time.Millisecond; ; wait = min(2*wait, 50*time.Millisecond) {
		l, err := filelock.Acquire(s.note(turnLock), "the archive's decisions", s.a.now())
		if err == nil {
			return func() error { err := l.Release(); <-s.turn; return err }, nil
		}
		if cutting.KindOf(err) != cutting.Conflict {
			<-s.turn
			return nil, err
		}
		s.giveWayIfWanted(ctx) // the process that has the lock may wait for this
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			<-s.turn
			return nil, busy()
		}
	}
}

// write appends lines to the journal, all or none, and returns their numbers.
func (s *sharedArchive) write(lines []journal.Decision) (library.Kept, error) {
	ar, release := s.hold()
	defer release()
	if ar.writes {
		return keptLines(ar.journal.AppendAll(lines...))
	}
	j, err := journal.Open(filepath.Join(s.dir, "journal"), journal.Options{Clock: s.a.now, Anchor: ar.vaultEnd})
	if err != nil {
		return library.Kept{}, err
	}
	kept, err := keptLines(j.AppendAll(lines...))
	if err == nil {
		ar.noteJournal(j)
	}
	return kept, closeAfter(j, err)
}

func keptLines(lines []journal.Decision, err error) (library.Kept, error) {
	var kept library.Kept
	for _, d := range lines {
		kept.Lines = append(kept.Lines, d.Number)
	}
	return kept, err
}

// printKept prints the numbers of recorded decisions, and which do not take effect yet.
func (a *app) printKept(k library.Kept) {
	switch n := len(k.Lines); {
	case n == 1:
		a.printLine("kept as decision %d; 'cuttings undo %d' takes it back", k.Lines[0], k.Lines[0])
	case n > 1:
		a.printLine("kept as decisions %d to %d; 'cuttings undo %d-%d' takes them back", k.Lines[0], k.Lines[n-1],
			k.Lines[0], k.Lines[n-1])
	}
	a.printLater(k)
}

// apply reads again the captures that new lines are about, if no other process is writing.
func (s *sharedArchive) apply(ctx context.Context) error {
	if !s.writes() {
		if _, err := s.follow(ctx); err != nil {
			return err
		}
		return s.takeOver(ctx)
	}
	s.applied = time.Now()
	ids, err := s.follow(ctx)
	if err != nil {
		return err
	}
	ar, release := s.hold()
	defer release()
	_, err = ar.press.Redo(ctx, ids...)
	return err
}

// changeNoRows reports whether lines change no rows, so that they are in effect once the book has read them.
func (s *sharedArchive) changeNoRows(lines []journal.Decision) bool {
	ar, release := s.hold()
	defer release()
	return !slices.ContainsFunc(lines, func(d journal.Decision) bool { return !ar.book.KeepsState(d) })
}

// AllInEffect, InEffect and History implement library.InEffect.
func (s *sharedArchive) AllInEffect(kind string) []journal.Line {
	ar, release := s.hold()
	defer release()
	return ar.book.AllInEffect(kind)
}

func (s *sharedArchive) InEffect(kind, target string) (journal.Line, bool) {
	ar, release := s.hold()
	defer release()
	return ar.book.InEffect(kind, target)
}

func (s *sharedArchive) History(kind, target string) []journal.Line {
	ar, release := s.hold()
	defer release()
	return ar.book.History(kind, target)
}

// RedactionSecret implements library.InEffect.
func (s *sharedArchive) RedactionSecret() string {
	ar, release := s.hold()
	defer release()
	return ar.book.RedactionSecret()
}

// RedactionLines implements library.InEffect.
func (s *sharedArchive) RedactionLines() []journal.Line {
	ar, release := s.hold()
	defer release()
	return ar.book.RedactionLines()
}

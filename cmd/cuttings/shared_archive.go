package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"cuttings/cutting"
	"cuttings/internal/filelock"
	"cuttings/library"
)

// sharedArchive keeps an archive open: it is read by many goroutines and written by the one long-lived writer of this
// process. As long as no other process writes to the archive it is open for writing, so that decisions take
// effect without opening anything. Another process that wants to write puts a note in the desk's folder; the
// shared archive then opens the archive for reading only, and for writing again when it is free.
type sharedArchive struct {
	a   *app
	dir string
	// turn has one token: the goroutine that has it may decide or change what is open.
	turn chan struct{}
	stop context.CancelFunc
	done chan struct{}

	mu       sync.Mutex // protects now
	now      *opened
	yielding *filelock.Lock // locked while the archive is open for writing
	pages    pageCache
	// The following are used only by callers that have the turn.
	joined   bool           // names were joined since it was opened
	applied  time.Time      // when a decision was last applied
	reported bool           // the damage of the index was reported
	closing  sync.WaitGroup // archives that are being closed
	failed   []error        // errors of closing them
}

// opened is an archive with its users: it is closed when it has none.
type opened struct {
	*archive
	users sync.WaitGroup
}

// hold returns the archive that is open now; it stays open until release is called. Calls may be nested.
func (s *sharedArchive) hold() (ar *archive, release func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now.users.Add(1)
	return s.now.archive, s.now.users.Done
}

const (
	servingLock = "serving.lock" // in the desk's folder: locked by a shared archive that gives way
	wantedFile  = "wanted"       // in the desk's folder: another process wants to write
	lookEvery   = 200 * time.Millisecond
	giveWayWait = 30 * time.Second // time for which a writer waits for a shared archive to give way
	freeFor     = 10               // checks in a row that find the archive free
)

// newSharedArchive returns a shared archive with ar, which is open for reading only or for writing; Close closes it.
func newSharedArchive(a *app, ar *archive) *sharedArchive {
	quiet := *a
	quiet.quiet = true
	s := &sharedArchive{a: &quiet, dir: ar.dir, now: &opened{archive: ar}, turn: make(chan struct{}, 1),
		done: make(chan struct{})}
	if ar.writes {
		s.yielding = s.announce()
	}
	if quiet.joiner != nil {
		quiet.joiner.BePatient()
	}
	s.applied = time.Now()
	ctx, cancel := context.WithCancel(context.Background())
	s.stop = cancel
	go s.watch(ctx)
	return s
}

// announce locks a file by which other processes see that this one gives way. Without it they get the same
// error as with any other writer.
func (s *sharedArchive) announce() *filelock.Lock {
	l, err := filelock.Acquire(s.note(servingLock), "the desk's place", s.a.now())
	if err != nil {
		return nil
	}
	return l
}

func (s *sharedArchive) note(name string) string { return filepath.Join(s.dir, "desk", name) }

// Close ends the watch and closes the archive. It must not be used any more.
func (s *sharedArchive) Close() error {
	s.stop()
	<-s.done
	s.swap(nil)
	s.closing.Wait()
	return errors.Join(s.failed...)
}

// swap replaces the open archive, with nil by none. The old one is closed when it has no users any more; swap
// does not wait for this, because the caller may be one. The caller must have the turn.
func (s *sharedArchive) swap(next *archive) {
	s.mu.Lock()
	defer s.mu.Unlock()
	old, yielding := s.now, s.yielding
	s.now, s.yielding = &opened{archive: next}, nil
	if next != nil && next.writes {
		s.yielding = s.announce()
	}
	s.pages.clear()
	s.closing.Go(func() {
		old.users.Wait()
		err := old.Close()
		if yielding != nil {
			err = errors.Join(err, yielding.Release())
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if err != nil {
			s.failed = append(s.failed, err)
		}
	})
}

// writes reports whether the archive is open for writing. The caller must have the turn.
func (s *sharedArchive) writes() bool {
	ar, release := s.hold()
	defer release()
	return ar.writes
}

// watch gives way when another process wants to write, opens the archive for writing when it is free, and reads
// what other desks decide.
func (s *sharedArchive) watch(ctx context.Context) {
	defer close(s.done)
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	free := 0
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		select {
		case s.turn <- struct{}{}:
		default:
			continue // a decision is being made
		}
		free = s.look(ctx, free)
		<-s.turn
	}
}

// look is one step of watch; it returns how many times in a row the archive was free. The caller must have the
// turn.
func (s *sharedArchive) look(ctx context.Context, free int) int {
	damaged := s.damaged()
	switch {
	case s.writes() && damaged:
		_ = s.rowsAlone(ctx) // the next steps open it for writing and rebuild the index
		return 0
	case s.writes():
		s.giveWayIfWanted(ctx)
		_, _ = s.follow(ctx)
		s.joinNames(ctx)
		return 0
	case s.replaced():
		_ = s.reopen(ctx) // it may be half replaced; the next step tries again
		return 0
	case filelock.IsLocked(filepath.Join(s.dir, "vault", "lock")):
		_, _ = s.follow(ctx)
		return 0
	}
	_, _ = s.follow(ctx)
	if free++; free == freeFor {
		_ = s.takeOver(ctx) // another process may have been faster
	}
	return free
}

// joinAfter is the time without a decision after which postponed names are joined.
const joinAfter = 3 * time.Second

// joinNames does the postponed joining of names, and in the first step what another process left undone. On an
// error it is left to the next run. The caller must have the turn.
func (s *sharedArchive) joinNames(ctx context.Context) {
	if s.a.joiner == nil || s.joined && !s.a.joiner.Pending() || time.Since(s.applied) < joinAfter {
		return
	}
	ar, release := s.hold()
	defer release()
	_ = s.a.joiner.CatchUp(ctx, ar.catalogue, ar.book.Names())
	s.joined = true
}

// giveWayIfWanted opens the archive for reading only if another process wants to write. On an error it stays
// open for writing, and the other process gets an error. The caller must have the turn.
func (s *sharedArchive) giveWayIfWanted(ctx context.Context) {
	if s.writes() && os.Remove(s.note(wantedFile)) == nil {
		_ = s.reopen(ctx)
	}
}

// damaged reports whether the search index was damaged while it was open.
func (s *sharedArchive) damaged() bool {
	ar, release := s.hold()
	defer release()
	err := ar.catalogue.CheckIndex()
	if err != nil && !s.reported {
		slog.New(slog.NewTextHandler(s.a.stderr, nil)).Warn("the index is made again", "because", err.Error())
	}
	s.reported = err != nil
	return err != nil
}

// rowsAlone opens the archive for reading, whatever the state of the index. The caller must have the turn.
func (s *sharedArchive) rowsAlone(ctx context.Context) error {
	next, err := s.a.openBoth(ctx, s.dir, false)
	if err != nil {
		return err
	}
	s.swap(next)
	return nil
}

// replaced reports whether a rebuild has replaced the open catalogue.
func (s *sharedArchive) replaced() bool {
	ar, release := s.hold()
	defer release()
	folder, err := os.Stat(filepath.Join(s.dir, catalogueDir))
	return err == nil && ar.folder != nil && !os.SameFile(folder, ar.folder)
}

// reopen opens the archive again, for reading only. The caller must have the turn.
func (s *sharedArchive) reopen(ctx context.Context) error {
	next, err := s.a.openArchive(ctx, s.dir, false)
	if err != nil {
		return err
	}
	s.swap(next)
	return nil
}

// takeOver opens the archive for writing and applies what was decided while another process wrote; it returns
// Conflict if another process is writing. The caller must have the turn.
func (s *sharedArchive) takeOver(ctx context.Context) error {
	next, err := s.a.openArchive(ctx, s.dir, true)
	if err != nil {
		return err
	}
	// A rebuilt index is empty at first: until it is complete, the archive open so far stays in use.
	if err := next.catalogue.Sync(ctx); err != nil {
		return errors.Join(err, next.Close())
	}
	s.swap(next)
	var late []string
	for _, id := range next.book.Captures() {
		row, err := next.catalogue.Page(ctx, id)
		if err == nil && !next.press.UpToDate(row) {
			late = append(late, id)
		}
	}
	_, err = next.press.Redo(ctx, late...)
	return err
}

// follow reads new lines of the journal and returns the captures they are about.
func (s *sharedArchive) follow(ctx context.Context) ([]string, error) {
	ar, release := s.hold()
	defer release()
	ids, err := ar.book.Follow(ctx, ar.journal)
	s.pages.drop(ids)
	return ids, err
}

// openWhenFree opens an archive for writing. A desk that has it open is asked to give way; for any other writer
// it returns Conflict at once.
func (a *app) openWhenFree(ctx context.Context, dir string, open func() error) error {
	err := open()
	note := filepath.Join(dir, "desk", wantedFile)
	for until := time.Now().Add(giveWayWait); err != nil && time.Now().Before(until); err = open() {
		if cutting.KindOf(err) != cutting.Conflict || !filelock.IsLocked(filepath.Join(dir, "desk", servingLock)) {
			return err
		}
		if werr := os.WriteFile(note, nil, 0o644); werr != nil {
			return err
		}
		select {
		case <-time.After(lookEvery / 2):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if err == nil {
		_ = os.Remove(note) // it may be missing
	}
	return err
}

// Capture implements library.Originals.
func (s *sharedArchive) Capture(ctx context.Context, id string) (c cutting.Capture, content []byte, err error) {
	ar, release := s.hold()
	defer release()
	return ar.store.Get(ctx, id)
}

// Read implements library.Pages.
func (s *sharedArchive) Read(ctx context.Context, id string) (*cutting.Page, *cutting.Split, error) {
	ar, release := s.hold()
	defer release()
	return s.pages.read(ctx, ar, id)
}

// Captures implements library.Inventory.
func (s *sharedArchive) Captures(ctx context.Context, fn func(id string) bool) error {
	ar, release := s.hold()
	defer release()
	return ar.Captures(ctx, fn)
}

// Decisions implements library.Inventory.
func (s *sharedArchive) Decisions(captureID string) int {
	ar, release := s.hold()
	defer release()
	return ar.Decisions(captureID)
}

// lend returns the catalogue, which stays open until the function returned is called.
func (s *sharedArchive) lend() (library.Catalogue, func()) {
	ar, release := s.hold()
	return ar.catalogue, release
}

// Asset implements library.Assets.
func (s *sharedArchive) Asset(ctx context.Context, page cutting.Capture, base, ref string) (cutting.Capture, []byte,
	error) {
	ar, release := s.hold()
	defer release()
	return ar.assets.Asset(ctx, page, base, ref)
}

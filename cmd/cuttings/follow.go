package main

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/sqlite"
)

// shownCatalogue lends the catalogue of an archive that is shown, and opens the new one
// when a rebuild has put it in the old one's place.
type shownCatalogue struct {
	dir  string
	open func(ctx context.Context, dir string) (*sqlite.Catalogue, error)

	mu      sync.Mutex
	current *lent
	looked  time.Time
}

// lent is one open catalogue with who uses it.
type lent struct {
	catalogue *sqlite.Catalogue
	folder    os.FileInfo // what the catalogue's folder was when it was opened; nil when not known
	users     int
	replaced  bool // another is lent by now; closed when nobody uses it any more
	ours      bool // closed here, not with the archive
}

// lookEvery is how often the catalogue's folder is looked at.
const lookEvery = 500 * time.Millisecond

func newShownCatalogue(a *app, dir string, opened *sqlite.Catalogue) *shownCatalogue {
	folder, _ := os.Stat(dir)
	return &shownCatalogue{dir: dir, current: &lent{catalogue: opened, folder: folder},
		open: func(ctx context.Context, dir string) (*sqlite.Catalogue, error) {
			return sqlite.Open(ctx, dir, sqlite.Options{ReadOnly: true, Clock: a.now})
		}}
}

// lend gives the catalogue with what gives it back. It stays open until then, whatever
// is put in its place meanwhile.
func (s *shownCatalogue) lend() (catalogue.Reader, func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := time.Now(); now.Sub(s.looked) >= lookEvery {
		s.looked = now
		s.look()
	}
	l := s.current
	l.users++
	return l.catalogue, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		l.users--
		s.retire(l)
	}
}

// look opens the catalogue anew when its folder is another than the one opened. While a
// rebuild changes over there may be none for a moment; the old one is lent until then.
func (s *shownCatalogue) look() {
	folder, err := os.Stat(s.dir)
	if err != nil || s.current.folder != nil && os.SameFile(folder, s.current.folder) {
		return
	}
	cat, err := s.open(context.Background(), s.dir)
	if err != nil {
		return
	}
	old := s.current
	s.current = &lent{catalogue: cat, folder: folder, ours: true}
	old.replaced = true
	s.retire(old)
}

// retire closes a catalogue that has been replaced and is in nobody's hands.
func (s *shownCatalogue) retire(l *lent) {
	if l.replaced && l.users == 0 && l.ours {
		_ = l.catalogue.Close()
	}
}

// Close closes what was opened here.
func (s *shownCatalogue) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if l := s.current; l.ours && l.users == 0 {
		return l.catalogue.Close()
	} else if l.ours {
		return errors.New("the catalogue is still in use")
	}
	return nil
}

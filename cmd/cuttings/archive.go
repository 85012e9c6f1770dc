package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"

	"cuttings/capture/vault"
	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/desk"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/press"
)

// archive is an open archive, its rooms wired together.
type archive struct {
	dir       string
	info      archiveInfo
	vault     *vault.Vault
	journal   *journal.Journal
	catalogue *sqlite.Catalogue
	store     store
	press     *press.Press
	intake    *press.Intake
	repairs   []string        // what opening had to put right, for people
	remade    *press.Progress // set when opening had to make the catalogue anew
	closers   []io.Closer
}

// openArchive opens dir. One process at a time may write; readers go on beside it.
func (a *app) openArchive(ctx context.Context, dir string, write bool) (*archive, error) {
	info, err := readInfo(dir)
	if err != nil {
		return nil, err
	}
	ar := &archive{dir: dir, info: info}
	err = ar.open(ctx, a, write)
	if !write && (cutting.KindOf(err) == cutting.NotFound || errors.Is(err, sqlite.ErrUnusable)) {
		// A new archive, or one whose first run was killed early, lacks rooms, and the
		// catalogue may be of another version. Both are made by opening it for writing.
		err = errors.Join(ar.Close(), a.makeRooms(ctx, dir))
		if err == nil {
			err = ar.open(ctx, a, write)
		}
	}
	if err != nil {
		return nil, errors.Join(err, ar.Close())
	}
	for _, r := range ar.repairs {
		a.say("repaired: %s", r)
	}
	return ar, nil
}

// makeRooms opens an archive for writing, reads what is in the vault and has no
// rows, and closes it again: a catalogue that was deleted must not look like an
// archive that holds nothing.
func (a *app) makeRooms(ctx context.Context, dir string) error {
	ar, err := a.openArchive(ctx, dir, true)
	if err != nil {
		return err
	}
	_, err = a.catchUp(ctx, ar)
	return closeAfter(ar, err)
}

func (ar *archive) open(ctx context.Context, a *app, write bool) error {
	var err error
	if ar.vault, err = vault.Open(filepath.Join(ar.dir, "vault"), vault.Options{ReadOnly: !write, Clock: a.now, Software: "cuttings/" + version}); err != nil {
		return err
	}
	ar.closers = append(ar.closers, ar.vault)
	for _, r := range ar.vault.Repairs() {
		s := fmt.Sprintf("vault/%s at byte %d: %s (%d bytes)", r.File, r.Offset, r.What, r.Bytes)
		if r.Moved != "" {
			s += ", moved to vault/" + r.Moved
		}
		ar.repairs = append(ar.repairs, s)
	}
	ar.store = store{ar.vault}
	corrections, err := ar.openJournal(ctx, a, write)
	if err != nil {
		return err
	}
	if write {
		if err := settleCatalogue(ar.dir); err != nil {
			return err
		}
	}
	ar.press = &press.Press{Vault: ar.store, Corrections: corrections,
		Marks: press.OpenMarks(filepath.Join(ar.dir, "desk", "reading.json"), write, a.now)}
	openCatalogue := func() (err error) {
		ar.catalogue, err = sqlite.Open(ctx, filepath.Join(ar.dir, catalogueDir), sqlite.Options{ReadOnly: !write, Clock: a.now})
		return err
	}
	err = openCatalogue()
	if write && errors.Is(err, sqlite.ErrUnusable) {
		a.say("the catalogue cannot be used and is made anew: %v", err)
		var done press.Progress
		if done, err = a.rebuildInto(ctx, ar); err == nil {
			ar.remade = &done
			err = openCatalogue()
		}
	}
	if err != nil {
		return err
	}
	ar.closers = append(ar.closers, ar.catalogue)
	if ar.intake, err = press.OpenIntake(filepath.Join(ar.dir, "desk", "intake.jsonl")); err != nil {
		return err
	}
	ar.press.Catalogue = ar.catalogue
	return nil
}

const catalogueDir = "catalogue"

// Close closes what is open, in reverse order.
func (ar *archive) Close() error {
	var errs []error
	for i := len(ar.closers) - 1; i >= 0; i-- {
		errs = append(errs, ar.closers[i].Close())
	}
	ar.closers = nil
	return errors.Join(errs...)
}

// closeCatalogue closes the catalogue alone, for what moves its folder.
func (ar *archive) closeCatalogue() error {
	for i, c := range ar.closers {
		if c == io.Closer(ar.catalogue) {
			ar.closers = append(ar.closers[:i], ar.closers[i+1:]...)
			return c.Close()
		}
	}
	return nil
}

// findAndOpen opens the archive the command line means.
func (a *app) findAndOpen(ctx context.Context, write bool) (*archive, error) {
	dir, err := a.findArchive()
	if err != nil {
		return nil, err
	}
	return a.openArchive(ctx, dir, write)
}

// verifyPermanent checks vault and journal by themselves.
func (ar *archive) verifyPermanent(ctx context.Context, report func(press.Problem)) error {
	err := ar.vault.Verify(ctx, func(p vault.Problem) {
		if p.Harmless { // bytes nobody was promised; the next writer moves them aside and says so
			return
		}
		report(press.Problem{Where: fmt.Sprintf("vault/%s at byte %d", p.File, p.Offset), What: p.What})
	})
	if err != nil {
		return err
	}
	return ar.verifyJournal(ctx, report)
}

// store shows the vault to press.
type store struct{ v *vault.Vault }

func (s store) Add(ctx context.Context, in []press.Original) ([]press.Kept, error) {
	batch := make([]vault.Addition, len(in))
	for i, o := range in {
		batch[i] = vault.Addition{Capture: o.Capture, Content: o.Content, HTTP: o.HTTP, Faults: o.Faults}
	}
	added, err := s.v.AddBatch(ctx, batch)
	if err != nil {
		return nil, err
	}
	out := make([]press.Kept, len(in))
	for i := range added {
		if added[i].Refused != nil {
			out[i] = press.Kept{Capture: in[i].Capture, Refused: added[i].Refused}
			continue
		}
		e, err := s.v.Entry(added[i].ID)
		if err != nil {
			return nil, err
		}
		out[i] = press.Kept{Capture: e.Capture, Added: e.Added, New: added[i].New, Faults: e.Faults}
	}
	return out, nil
}

func (s store) Get(ctx context.Context, id string) (cutting.Capture, []byte, error) {
	return s.v.Get(ctx, id)
}

func (s store) Each(ctx context.Context, fn func(press.Kept) error) error {
	return s.v.Each(ctx, func(e vault.Entry) error {
		return fn(press.Kept{Capture: e.Capture, Added: e.Added, Faults: e.Faults})
	})
}

// Capture implements library.Originals.
func (s store) Capture(ctx context.Context, id string) (cutting.Capture, []byte, error) {
	return s.v.Get(ctx, id)
}

// desk makes the site of the archive.
func (ar *archive) desk(a *app, addr net.Addr, hosts []string) (http.Handler, error) {
	if err := os.MkdirAll(filepath.Join(ar.dir, "desk"), 0o755); err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "cannot keep view counts: %w", err)
	}
	views, err := library.OpenViews(filepath.Join(ar.dir, "desk", "views.json"), a.now)
	if err != nil {
		return nil, err
	}
	ar.closers = append(ar.closers, views)
	host, _, err := net.SplitHostPort(addr.String())
	if err != nil {
		return nil, err
	}
	read := &pages{ar: ar}
	shown := newShownCatalogue(a, filepath.Join(ar.dir, catalogueDir), ar.catalogue)
	ar.closers = append(ar.closers, shown)
	c := ar.libraryConfig(a, read)
	c.Lend, c.Views, c.Corrections = shown.lend, views, newWriter(a, ar.dir, read, shown.lend)
	return desk.New(desk.Config{
		Library: library.New(c),
		Hosts:   append([]string{host}, hosts...),
		Log:     slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
	}), nil
}

// library is the archive as the command line reads it.
func (ar *archive) library(a *app) *library.Library {
	return library.New(ar.libraryConfig(a, &pages{ar: ar}))
}

// libraryConfig is what every library of the archive is made of.
func (ar *archive) libraryConfig(a *app, read *pages) library.Config {
	return library.Config{Name: ar.info.Name, Catalogue: ar.catalogue, Originals: ar.store, Pages: read,
		Intake: intakeList(filepath.Join(ar.dir, "desk", "intake.jsonl")), Lines: press.Lines{},
		Versions: press.Versions(), Now: a.now}
}

// pages reads captures again for the library. The last few are kept: a person goes
// back and forth between a capture's views.
type pages struct {
	ar   *archive
	mu   sync.Mutex
	last []readPage
}

type readPage struct {
	id    string
	page  *cutting.Page
	split *cutting.Split
}

const pagesKept = 8

// Read implements library.Pages.
func (p *pages) Read(ctx context.Context, id string) (*cutting.Page, *cutting.Split, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.last {
		if r.id == id {
			return r.page, r.split, nil
		}
	}
	pg, s, err := p.ar.press.Read(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	p.last = append(p.last, readPage{id, pg, s})
	if len(p.last) > pagesKept {
		p.last = p.last[1:]
	}
	return pg, s, nil
}

// reload takes in corrections made since the archive was opened.
func (p *pages) reload(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	all, err := readCorrections(ctx, p.ar.journal)
	if err != nil {
		return err
	}
	p.ar.press.Corrections = all
	p.last = nil
	return nil
}

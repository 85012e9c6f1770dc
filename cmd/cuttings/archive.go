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
	"slices"
	"sync"

	"cuttings/capture/vault"
	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/desk"
	"cuttings/digest"
	"cuttings/internal/ledger"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/press"
	"cuttings/press/joining"
	"cuttings/press/readers"
	"cuttings/press/stories"
)

// archive is an open archive with its parts connected.
type archive struct {
	dir       string
	info      archiveInfo
	vault     *vault.Vault
	journal   *journal.Journal
	book      *journal.Book // the journal's decisions
	writes    bool          // it is open for writing
	folder    os.FileInfo   // of the catalogue, nil when it is not known
	catalogue *sqlite.Catalogue
	store     store
	// anchor is the end of the vault's log recorded in the journal's last decision; nil for none.
	anchor      *ledger.Mark
	decided     ledger.Tail // end of the journal as far as it was read
	heads       heads       // as recorded by the last run
	journalLost string      // how the journal differs from its recorded end; "" when it does not
	press       *press.Press
	intake      *press.Intake
	repairs     []string // repairs made while opening, for people
	cutShort    bool     // a run was interrupted, and the process is about to end
	assets      *assetReader
	closers     []io.Closer
}

// openArchive opens dir. One process at a time may write; readers can have it open meanwhile.
//
// Only the permanent parts decide whether an archive opens. A catalogue that is missing, damaged or of another
// version of the program is rebuilt here; a reader opens the archive for writing to do so, and gets Conflict if
// another process is writing.
func (a *app) openArchive(ctx context.Context, dir string, write bool) (*archive, error) {
	ar, err := a.openBoth(ctx, dir, write)
	if write || !isArchive(dir) {
		return ar, err
	}
	if err == nil {
		if err = ar.catalogue.Ready(ctx); err == nil {
			return ar, nil
		}
		if errors.Is(err, sqlite.ErrOneVersion) {
			return a.learnVersions(ctx, ar)
		}
		if !errors.Is(err, sqlite.ErrUnusable) {
			return nil, errors.Join(err, ar.Close())
		}
		a.printLine("%v", err)
		if err := ar.Close(); err != nil {
			return nil, err
		}
	}
	if cutting.KindOf(err) != cutting.NotFound && !errors.Is(err, sqlite.ErrUnusable) {
		return nil, err
	}
	if err := a.makeRows(ctx, dir); err != nil && cutting.KindOf(err) != cutting.Conflict {
		return nil, err
	}
	return a.openBoth(ctx, dir, write) // beside another writer, rows alone are used
}

// learnVersions opens an archive for writing once, so that searches find all versions of cuttings, and
// for reading again. Where it cannot be written to now it is read as it is.
func (a *app) learnVersions(ctx context.Context, ar *archive) (*archive, error) {
	dir := ar.dir
	if err := ar.Close(); err != nil {
		return nil, err
	}
	if err := a.makeRows(ctx, dir); err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		a.printLine("older versions of cuttings are not searched yet: %v", err)
	}
	return a.openBoth(ctx, dir, false)
}

// openBoth opens what is permanent and what is derived as they are.
func (a *app) openBoth(ctx context.Context, dir string, write bool) (*archive, error) {
	ar, err := a.openPermanent(ctx, dir, write)
	if err != nil {
		return nil, err
	}
	if err := ar.openDerived(ctx, a, write); err != nil {
		return nil, errors.Join(err, ar.Close())
	}
	return ar, nil
}

// openPermanent opens an archive without its catalogue: vault and journal.
func (a *app) openPermanent(ctx context.Context, dir string, write bool) (*archive, error) {
	info, err := readInfo(dir)
	if err != nil {
		return nil, err
	}
	ar := &archive{dir: dir, info: info, heads: readHeads(dir), writes: write}
	open := func() error {
		ar.repairs = nil
		err := ar.openVault(ctx, a, write)
		if err != nil && write {
			err = errors.Join(err, ar.Close())
		}
		return err
	}
	if write {
		err = a.openWhenFree(ctx, dir, open)
	} else {
		err = open()
	}
	if err != nil {
		return nil, errors.Join(err, ar.Close())
	}
	for _, r := range ar.repairs {
		a.printLine("repaired: %s", r)
	}
	return ar, nil
}

// makeRows opens an archive for writing, reads the captures in the vault that have no rows, and closes it
// again, so that an archive whose catalogue was deleted does not look empty.
func (a *app) makeRows(ctx context.Context, dir string) error {
	ar, err := a.openArchive(ctx, dir, true)
	if err != nil {
		return err
	}
	_, err = a.catchUp(ctx, ar)
	return closeAfter(ar, err)
}

// openVault opens vault and journal.
func (ar *archive) openVault(ctx context.Context, a *app, write bool) error {
	var err error
	if err = ar.openJournal(ctx, a, write); err != nil {
		return err
	}
	ar.vault, err = vault.Open(filepath.Join(ar.dir, vaultDir), vault.Options{ReadOnly: !write, Clock: a.now,
		Software: "cuttings/" + version, Known: ar.knownLogs(), Anchor: ar.journalEnd})
	if err != nil {
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
	ar.assets = &assetReader{dir: assetsPath(ar.dir), originals: ar.store}
	ar.closers = append(ar.closers, ar.assets)
	ar.book = journal.NewBook(ar.fits)
	if _, err = ar.book.Follow(ctx, ar.journal); err != nil {
		return err
	}
	return ar.compareJournal(ctx, a)
}

// compareJournal prints a warning if the journal lacks decisions it had.
func (ar *archive) compareJournal(ctx context.Context, a *app) error {
	if ar.heads.Journal == nil {
		return nil
	}
	wrong, err := ar.journal.Differ(ctx, *ar.heads.Journal)
	if err == nil && wrong[0] != "" {
		ar.journalLost = wrong[0]
		a.printLine("the journal %s; pages stay as they were read with it; see `cuttings verify`", wrong[0])
	}
	return err
}

// openDerived opens the derived parts: the catalogue, and the list of files that could not be taken in.
func (ar *archive) openDerived(ctx context.Context, a *app, write bool) error {
	if write {
		if err := restoreCatalogue(ar.dir); err != nil {
			return err
		}
	}
	err := ar.openCatalogue(ctx, a, write)
	if write && errors.Is(err, sqlite.ErrUnusable) {
		a.printLine("%v", err)
		a.printLine("rebuilding the catalogue from vault and journal")
		if _, err = a.rebuildInto(ctx, ar, true); err == nil {
			err = ar.openCatalogue(ctx, a, write)
		}
	}
	if err != nil {
		return err
	}
	ar.folder, _ = os.Stat(filepath.Join(ar.dir, catalogueDir)) // nil is not known
	if ar.intake, err = press.OpenIntake(filepath.Join(ar.dir, "desk", "intake.jsonl")); err != nil {
		return err
	}
	ar.press = a.newPress(ar, ar.catalogue, write)
	ar.press.JournalLost = ar.journalLost != ""
	if write {
		ar.closers = append(ar.closers, closeFunc(func() error {
			return ar.writeHeads(context.WithoutCancel(ctx), catalogueDir)
		}))
	}
	return nil
}

type closeFunc func() error

func (f closeFunc) Close() error { return f() }

// marks returns the marks of pages that ended a run.
func (ar *archive) marks(a *app, write bool) *press.Marks {
	return press.OpenMarks(filepath.Join(ar.dir, "desk", "reading.json"), write, a.now)
}

// openCatalogue opens the catalogue.
func (ar *archive) openCatalogue(ctx context.Context, a *app, write bool) error {
	c, err := sqlite.Open(ctx, filepath.Join(ar.dir, catalogueDir), sqlite.Options{ReadOnly: !write, Clock: a.now})
	if err != nil {
		return err
	}
	ar.catalogue = c
	ar.closers = append(ar.closers, closeFunc(func() error {
		if ar.cutShort { // the person who ended the program waits
			return c.CloseSoon()
		}
		return c.Close()
	}))
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

// findAndOpen opens the archive given by the command line.
func (a *app) findAndOpen(ctx context.Context, write bool) (*archive, error) {
	dir, err := a.findArchive()
	if err != nil {
		return nil, err
	}
	return a.openArchive(ctx, dir, write)
}

// verifyPermanent checks vault and journal by themselves and against each other. note is called for deviations
// by which nothing is lost.
func (ar *archive) verifyPermanent(ctx context.Context, report func(press.Problem), note func(string)) error {
	err := ar.vault.Verify(ctx, func(p vault.Problem) { reportProblem(vaultDir, p, report, note) })
	if err == nil {
		err = ar.verifyAssets(ctx, report, note)
	}
	if err == nil {
		err = ar.verifyJournal(ctx, report)
	}
	if err == nil {
		err = ar.verifyHeads(ctx, report, note)
	}
	return err
}

// reportProblem reports a problem in a vault's folder, or calls note if nothing is lost by it: bytes that were
// never acknowledged, or what was repaired since.
func reportProblem(folder string, p vault.Problem, report func(press.Problem), note func(string)) {
	where := fmt.Sprintf("%s/%s at byte %d", folder, p.File, p.Offset)
	if p.Harmless {
		note(where + ": " + p.What)
		return
	}
	report(press.Problem{Where: where, What: p.What})
}

// store adapts the vault to press.Vault.
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

func (s store) Find(_ context.Context, id string) (press.Kept, error) {
	e, err := s.v.Entry(id)
	if err != nil {
		return press.Kept{}, err
	}
	return press.Kept{Capture: e.Capture, Added: e.Added, Faults: e.Faults}, nil
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

// desk returns the site of a shared archive, and what must be closed with it.
func (s *sharedArchive) desk(a *app, addr net.Addr, o serveOptions) (http.Handler, io.Closer, error) {
	if err := os.MkdirAll(filepath.Join(s.dir, "desk"), 0o755); err != nil {
		return nil, nil, cutting.Errorf(cutting.Unavailable, "cannot keep view counts: %w", err)
	}
	ar, release := s.hold()
	defer release()
	views, err := openViews(a, filepath.Join(s.dir, "desk", "views.json"))
	if err != nil {
		return nil, nil, err
	}
	host, _, err := net.SplitHostPort(addr.String())
	if err != nil {
		return nil, nil, errors.Join(err, views.Close())
	}
	c := s.libraryConfig(a, ar)
	if !o.noViews {
		c.Views = views
	}
	templates, err := a.loadTemplates(s.dir, "")
	if err != nil { // digests can be written with the program's own templates
		a.printLine("%v; the program's own templates are used", err)
		templates = digest.Own()
	}
	lib := library.New(c)
	handler := desk.New(desk.Config{
		Library:   lib,
		Templates: templates,
		Hosts:     append([]string{host}, o.hosts...),
		Log:       slog.New(slog.NewTextHandler(a.stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	return handler, closeFunc(func() error {
		lib.Close()
		return views.Close()
	}), nil
}

// libraryConfig returns the configuration of a library that stays valid when the shared archive is opened again;
// ar is the present archive.
func (s *sharedArchive) libraryConfig(a *app, ar *archive) library.Config {
	c := ar.libraryConfig(a, s)
	c.Inventory, c.Lend, c.Originals, c.Assets, c.Decisions, c.Who, c.InEffect = s, s.lend, s, s, s, a.decider(), s
	return c
}

// openViews opens the counts of views. A file with other content is renamed and does not prevent opening,
// because views can be counted again.
func openViews(a *app, path string) (*library.ViewFile, error) {
	views, err := library.OpenViews(path, a.now)
	if cutting.KindOf(err) != cutting.Invalid {
		return views, err
	}
	a.printLine("%v; it is now %s.damaged", err, path)
	if err := os.Rename(path, path+".damaged"); err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "cannot keep view counts: %w", err)
	}
	return library.OpenViews(path, a.now)
}

// library returns a library of the archive for the command line.
func (ar *archive) library(a *app) *library.Library {
	return library.New(ar.libraryConfig(a, &pages{ar: ar}))
}

// libraryConfig returns the configuration that all libraries of the archive share.
func (ar *archive) libraryConfig(a *app, read library.Pages) library.Config {
	return library.Config{Name: ar.info.Name, Catalogue: ar.catalogue, Originals: ar.store,
		Assets: ar.assets, Pages: read,
		Intake: intakeList(filepath.Join(ar.dir, "desk", "intake.jsonl")), Lines: press.Lines{},
		Names: joining.Lookup{}, Relate: stories.RelationBetween, StoriesCurrent: stories.Current, Inventory: ar,
		InEffect: ar.book,
		Versions: press.Versions(), Readers: a.readers(), Languages: readers.Languages(),
		Now: a.now}
}

// Captures implements library.Inventory.
func (ar *archive) Captures(ctx context.Context, fn func(id string) bool) error {
	err := ar.store.Each(ctx, func(k press.Kept) error {
		if !fn(k.Capture.ID) {
			return errStop
		}
		return nil
	})
	if errors.Is(err, errStop) {
		return nil
	}
	return err
}

// errStop ends a walk early.
var errStop = errors.New("enough")

// Decisions implements library.Inventory.
func (ar *archive) Decisions(captureID string) int { return ar.book.DecisionsAbout(captureID).Lines }

// pages reads captures of an archive again for the library.
type pages struct {
	ar    *archive
	cache pageCache
}

// Read implements library.Pages.
func (p *pages) Read(ctx context.Context, id string) (*cutting.Page, *cutting.Split, error) {
	return p.cache.read(ctx, p.ar, id)
}

// pageCache caches the last few captures that were read for the library, because a person goes back and forth
// between a capture's views.
type pageCache struct {
	mu   sync.Mutex
	last []readPage
	age  int // raised whenever something is dropped
}

type readPage struct {
	id    string
	page  *cutting.Page
	split *cutting.Split
}

const pagesKept = 8

func (p *pageCache) read(ctx context.Context, ar *archive, id string) (*cutting.Page, *cutting.Split, error) {
	p.mu.Lock()
	age := p.age
	for _, r := range p.last {
		if r.id == id {
			p.mu.Unlock()
			return r.page, r.split, nil
		}
	}
	p.mu.Unlock()
	pg, s, err := ar.press.Read(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.age == age { // otherwise it may have been read before a decision
		p.last = append(p.last, readPage{id, pg, s})
		if len(p.last) > pagesKept {
			p.last = p.last[1:]
		}
	}
	return pg, s, nil
}

// drop removes captures that must be read again.
func (p *pageCache) drop(ids []string) {
	if len(ids) == 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.age++
	p.last = slices.DeleteFunc(p.last, func(r readPage) bool { return slices.Contains(ids, r.id) })
}

func (p *pageCache) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.age++
	p.last = nil
}

package main

import (
	"context"
	"errors"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/library"
)

// live is the site of an archive whose catalogue may be replaced while it is shown:
// after a rebuild by another process it opens the new one and closes the old when
// the last request that reads it has ended.
type live struct {
	a     *app
	dir   string
	addr  net.Addr
	hosts []string
	views *library.ViewFile

	mu     sync.Mutex
	cur    *edition
	looked time.Time // when cur was last compared with what is on disk
	busy   bool      // somebody opens the new one
}

// edition is one catalogue that is or was shown.
type edition struct {
	ar      *archive
	handler http.Handler
	rows    fs.FileInfo // of the catalogue's rows when it was opened
	users   int         // requests under way
	retired bool
}

// newLive shows ar, which it closes.
func newLive(a *app, ar *archive, addr net.Addr, hosts []string) (*live, error) {
	if err := os.MkdirAll(filepath.Join(ar.dir, "desk"), 0o755); err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "cannot keep view counts: %w", err)
	}
	views, err := openViews(a, filepath.Join(ar.dir, "desk", "views.json"))
	if err != nil {
		return nil, err
	}
	l := &live{a: a, dir: ar.dir, addr: addr, hosts: hosts, views: views, looked: a.now()}
	if l.cur, err = l.edition(ar); err != nil {
		return nil, errors.Join(err, views.Close())
	}
	return l, nil
}

// openViews opens the counts of views. They can be counted anew, so a file that
// holds something else is put beside and keeps nobody out.
func openViews(a *app, path string) (*library.ViewFile, error) {
	views, err := library.OpenViews(path, a.now)
	if cutting.KindOf(err) != cutting.Invalid {
		return views, err
	}
	a.say("%v; it is now %s.damaged", err, path)
	if err := os.Rename(path, path+".damaged"); err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "cannot keep view counts: %w", err)
	}
	return library.OpenViews(path, a.now)
}

func (l *live) edition(ar *archive) (*edition, error) {
	rows, err := os.Stat(rowsPath(l.dir))
	if err != nil {
		return nil, cutting.Errorf(cutting.Unavailable, "opening the catalogue: %w", err)
	}
	h, err := ar.desk(l.a, l.addr, l.hosts, l.views)
	return &edition{ar: ar, handler: h, rows: rows}, err
}

func rowsPath(dir string) string { return filepath.Join(dir, catalogueDir, sqlite.RowsFile) }

// ServeHTTP implements http.Handler.
func (l *live) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	e := l.take(r.Context())
	defer l.give(e)
	e.handler.ServeHTTP(w, r)
}

// take returns what to show now, after looking whether there is something newer.
func (l *live) take(ctx context.Context) *edition {
	l.mu.Lock()
	now := l.a.now()
	if look := now.Sub(l.looked) >= time.Second || now.Before(l.looked); look && !l.busy {
		l.looked = now
		if rows, err := os.Stat(rowsPath(l.dir)); err == nil && !os.SameFile(rows, l.cur.rows) {
			l.busy = true
			l.mu.Unlock()
			next := l.open(context.WithoutCancel(ctx))
			l.mu.Lock()
			l.busy = false
			if next != nil {
				l.retire()
				l.cur = next
			}
		}
	}
	e := l.cur
	e.users++
	l.mu.Unlock()
	return e
}

// open opens the archive again; nil when it cannot be opened now.
func (l *live) open(ctx context.Context) *edition {
	ar, err := l.a.openArchive(ctx, l.dir, false)
	if err == nil {
		var e *edition
		if e, err = l.edition(ar); err == nil {
			return e
		}
		err = errors.Join(err, ar.Close())
	}
	l.a.say("the catalogue was replaced and the new one cannot be opened yet: %v", err)
	return nil
}

func (l *live) give(e *edition) {
	l.mu.Lock()
	defer l.mu.Unlock()
	e.users--
	if e.retired && e.users == 0 {
		l.close(e)
	}
}

// retire takes what is shown out of use. l.mu is held.
func (l *live) retire() {
	l.cur.retired = true
	if l.cur.users == 0 {
		l.close(l.cur)
	}
}

func (l *live) close(e *edition) {
	if err := e.ar.Close(); err != nil {
		l.a.say("closing the catalogue of before: %v", err)
	}
}

// Close closes what is shown; no request may be under way.
func (l *live) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return errors.Join(l.cur.ar.Close(), l.views.Close())
}

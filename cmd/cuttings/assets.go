package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"cuttings/capture"
	"cuttings/capture/vault"
	"cuttings/cutting"
	"cuttings/internal/pageasset"
	"cuttings/press"
)

// Pictures and style sheets of pages are kept in a vault of their own inside the vault's folder: no row, count
// or claim of the archive depends on them, and a backup of the vault includes them.
const assetsDir = "assets"

func assetsPath(dir string) string { return filepath.Join(dir, vaultDir, assetsDir) }

// assetWriter stores the pictures and style sheets found by a run of add.
type assetWriter struct {
	a     *app
	dir   string
	vault *vault.Vault // nil before the first one
	batch []vault.Addition
	size  int
	kept  int // newly stored ones
	// failed is the reason why no more are stored; the run goes on, because pages matter more.
	failed error
}

const (
	assetBatch      = 256
	assetBatchBytes = 16 << 20
)

// add stores one more; errors are reported at the end and do not stop the run.
func (w *assetWriter) add(ctx context.Context, it capture.Item) {
	w.batch = append(w.batch, vault.Addition{Capture: it.Capture, Content: it.Content})
	if w.size += len(it.Content); len(w.batch) >= assetBatch || w.size >= assetBatchBytes {
		w.flush(ctx)
	}
}

func (w *assetWriter) flush(ctx context.Context) {
	batch := w.batch
	w.batch, w.size = nil, 0
	if len(batch) == 0 || w.failed != nil {
		return
	}
	if w.vault == nil {
		w.vault, w.failed = vault.Open(w.dir, vault.Options{Clock: w.a.now, Software: "cuttings/" + version})
		if w.failed != nil {
			return
		}
	}
	added, err := w.vault.AddBatch(ctx, batch)
	if err != nil {
		w.failed = err
		return
	}
	for _, d := range added {
		if d.New {
			w.kept++
		}
	}
}

// close stores the rest and closes the vault.
func (w *assetWriter) close(ctx context.Context) error {
	w.flush(ctx)
	if w.vault != nil {
		if err := w.vault.Close(); w.failed == nil {
			w.failed = err
		}
	}
	return w.failed
}

// assetReader reads stored pictures and style sheets. It is safe for concurrent use.
type assetReader struct {
	dir       string
	originals interface {
		Capture(ctx context.Context, id string) (cutting.Capture, []byte, error)
	}

	mu      sync.Mutex
	vault   *vault.Vault // nil while it does not exist
	end     int64        // end of the log as far as it is in places
	places  map[pageasset.Key][]assetPlace
	message string // ID of the message whose parts were read last
	parts   []capture.MessagePart
}

// assetPlace is one file kept.
type assetPlace struct {
	id   string
	time time.Time
}

// Asset implements library.Assets.
func (r *assetReader) Asset(ctx context.Context, page cutting.Capture, base, ref string) (cutting.Capture, []byte,
	error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	none := cutting.Errorf(cutting.NotFound, "no picture or style sheet of that name is kept")
	if page.DerivedFrom != "" {
		if c, content := r.partOf(ctx, page, base, ref); content != nil {
			return c, content, nil
		}
	}
	keys := pageasset.Keys(page, base, ref)
	if len(keys) == 0 || !r.follow(ctx) {
		return cutting.Capture{}, nil, none
	}
	for _, k := range keys {
		if best := nearest(r.places[k], page.Time); best != "" {
			return r.vault.Get(ctx, best)
		}
	}
	return cutting.Capture{}, nil, none
}

// nearest returns the file saved nearest in time to a page.
func nearest(in []assetPlace, to time.Time) (id string) {
	best := time.Duration(-1)
	for _, p := range in {
		if d := p.time.Sub(to).Abs(); best < 0 || d <= best {
			best, id = d, p.id
		}
	}
	return id
}

// follow opens the vault if it exists, and reads what was added since; r.mu must be held.
func (r *assetReader) follow(ctx context.Context) bool {
	if r.vault == nil {
		v, err := vault.Open(r.dir, vault.Options{ReadOnly: true})
		if err != nil {
			return false
		}
		r.vault = v
	}
	stats, err := r.vault.Stats()
	if err != nil {
		return false
	}
	if stats.LogBytes == r.end {
		return true
	}
	places := map[pageasset.Key][]assetPlace{}
	err = r.vault.Each(ctx, func(e vault.Entry) error {
		for _, k := range pageasset.Own(e.Capture) {
			places[k] = append(places[k], assetPlace{e.Capture.ID, e.Capture.Time})
		}
		return nil
	})
	if err != nil {
		return false
	}
	r.places, r.end = places, stats.LogBytes
	return true
}

// partOf returns a part of the message a page was in: MHTML files and mails are whole in the vault, with their
// pictures. r.mu must be held.
func (r *assetReader) partOf(ctx context.Context, page cutting.Capture, base, ref string) (cutting.Capture, []byte) {
	if r.message != page.DerivedFrom {
		c, content, err := r.originals.Capture(ctx, page.DerivedFrom)
		if err != nil || !strings.HasPrefix(c.MediaType, "multipart/") && c.MediaType != "message/rfc822" {
			return page, nil
		}
		r.message, r.parts = page.DerivedFrom, capture.MessageParts(content)
	}
	for _, p := range r.parts {
		if !p.Is(page, base, ref) {
			continue
		}
		content := p.Content()
		c := cutting.Capture{URL: cutting.WebAddress(p.Location), Name: page.Name, Time: page.Time,
			TimeOrigin: page.TimeOrigin, MediaType: pageasset.Type(content, p.Location, p.MediaType),
			Charset: p.Charset, DerivedFrom: page.DerivedFrom}
		return c, content
	}
	return page, nil
}

// Close releases the folder.
func (r *assetReader) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.vault == nil {
		return nil
	}
	err := r.vault.Close()
	r.vault, r.places, r.end = nil, nil, 0
	return err
}

// verifyAssets checks the pictures and style sheets as the vault is checked.
func (ar *archive) verifyAssets(ctx context.Context, report func(press.Problem), note func(string)) error {
	dir := assetsPath(ar.dir)
	if _, err := os.Stat(dir); os.IsNotExist(err) {
		return nil
	}
	where := vaultDir + "/" + assetsDir
	v, err := vault.Open(dir, vault.Options{ReadOnly: true})
	if err != nil {
		report(press.Problem{Where: where, What: err.Error()})
		return nil
	}
	err = v.Verify(ctx, func(p vault.Problem) { reportProblem(where, p, report, note) })
	return closeAfter(v, err)
}

// recoverAssets rebuilds the log of the pictures and style sheets, if there are any.
func (a *app) recoverAssets(ctx context.Context, dir string) error {
	if _, err := os.Stat(assetsPath(dir)); os.IsNotExist(err) {
		return nil
	}
	_, err := vault.Recover(ctx, assetsPath(dir), vault.Options{Clock: a.now}, nil)
	return err
}

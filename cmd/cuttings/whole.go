package main

import (
	"context"
	"fmt"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// openWhole opens the archive for reading, for what leaves it: sites, digests and alerts. What an interrupted run
// left unread is read first, since in a site written again it would look withdrawn.
//
// While another process is writing, there may be captures that nobody reads before it ends; then the error is of
// kind Conflict.
func (a *app) openWhole(ctx context.Context) (*archive, error) {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return nil, err
	}
	p, err := ar.pending(ctx)
	if err != nil || !p.any() {
		return keepOrClose(ar, err)
	}
	a.printLine("%s, left by an interrupted run; reading first", p)
	dir := ar.dir
	if err := ar.Close(); err != nil {
		return nil, err
	}
	if err := a.makeRows(ctx, dir); err != nil {
		if cutting.KindOf(err) == cutting.Conflict {
			return nil, cutting.Errorf(cutting.Conflict, "%s, and another process is writing to the archive, so "+
				"what would be published is not whole: try again when it has ended", p)
		}
		return nil, fmt.Errorf("reading what an interrupted run left: %w", err)
	}
	if ar, err = a.openBoth(ctx, dir, false); err != nil {
		return nil, err
	}
	if p, err = ar.pending(ctx); err == nil && p.any() { // another process began to write
		err = cutting.Errorf(cutting.Conflict, "%s: `cuttings status` shows more", p)
	}
	return keepOrClose(ar, err)
}

// keepOrClose returns an archive, or closes it if there is an error.
func keepOrClose(ar *archive, err error) (*archive, error) {
	if err != nil {
		return nil, closeAfter(ar, err)
	}
	return ar, nil
}

// pending is what an archive holds and does not show.
type pending struct {
	unread int // captures without a row
	behind int // rows that are not in the search index
}

func (p pending) any() bool { return p.unread > 0 || p.behind > 0 }

// String says what is pending, as a clause.
func (p pending) String() string {
	switch {
	case p.unread == 0:
		return plain.Plural(p.behind, "row is", "rows are") + " not in the search index yet"
	case p.behind == 0:
		return plain.Plural(p.unread, "capture is", "captures are") + " not read yet"
	}
	return fmt.Sprintf("%s not read yet and %s not in the search index",
		plain.Plural(p.unread, "capture is", "captures are"), plain.Plural(p.behind, "row", "rows"))
}

// pending counts what the archive does not show yet.
func (ar *archive) pending(ctx context.Context) (pending, error) {
	stats, err := ar.catalogue.Stats(ctx)
	if err != nil {
		return pending{}, err
	}
	p := pending{behind: stats.Behind}
	unread := map[string]bool{}
	if err := ar.Captures(ctx, func(id string) bool { unread[id] = true; return true }); err != nil {
		return pending{}, err
	}
	err = ar.catalogue.Pages(ctx, "", func(row catalogue.PageRow) bool {
		delete(unread, row.Capture.ID)
		return len(unread) > 0
	})
	p.unread = len(unread)
	return p, err
}

// warnPending prints what a search cannot find yet.
func (a *app) warnPending(ctx context.Context, ar *archive) error {
	p, err := ar.pending(ctx)
	if err == nil && p.any() {
		a.printLine("%s, so this is not all: `cuttings add` without a path reads them", p)
	}
	return err
}

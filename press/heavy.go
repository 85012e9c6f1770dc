package press

import (
	"context"
	"runtime/debug"
	"runtime/metrics"
	"time"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

// heavyPage is the size in bytes from which a page is read with care: one at a time, with a mark on disk, and
// with a low garbage limit.
const heavyPage = 1 << 20

// heavyGCPercent is the garbage collector's percentage while a heavy page is read. A page's tree and what
// splitting needs of it are some ten times its bytes; Go's usual 100 would double that.
const heavyGCPercent = 50

// mostRoom is the maximum memory for reading one page, in bytes: less than the 1 GB a page may take.
const mostRoom = 700 << 20

// memoryInUse returns the memory that the Go runtime has from the system and has not returned; its memory limit
// applies to this.
func memoryInUse() int64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())
}

// heavyTurn lets one heavy page be read at a time, because the collector's setting applies to the whole
// process.
var heavyTurn = make(chan struct{}, 1)

// grace is the time that reading may take to stop after its limit.
const grace = 300 * time.Millisecond

// timeLimit returns the time limit for reading a page of size bytes: a hundred times what a slow machine needs
// for it.
func timeLimit(size int) time.Duration {
	return 2*time.Minute + time.Duration(size>>20)*10*time.Second
}

// ReadPage reads and splits one page, applies corrections and sets the languages of cuttings. Because one bad page
// must not stop a run (promise 5), a panic in a stage gives an error of kind Internal, and a page that exceeds the
// time limit for its size one of kind Unavailable. Heavy pages are read one at a time. When ctx ends it returns its
// cause within a second.
func ReadPage(ctx context.Context, content []byte, po page.Options, so split.Options,
	corrections []cutting.Correction,
) (*cutting.Page, *cutting.Split, error) {
	type read struct {
		page  *cutting.Page
		split *cutting.Split
	}
	got := make(chan read, 1) // a buffered channel, because a reading that was given up may still be running
	err := runLimited(ctx, len(content), func(ctx context.Context) error {
		pg, err := page.ReadContext(ctx, content, po)
		if err != nil {
			return err
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		s, err := split.SplitContext(ctx, pg, so)
		if err != nil {
			return err
		}
		split.Correct(pg, s, corrections)
		page.SetLanguages(pg, s.Cuttings)
		got <- read{pg, s}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	r := <-got
	return r.page, r.split, nil
}

// runLimited runs fn, which reads a page of size bytes, within the limits of ReadPage. If a limit ends it, fn
// may still be running.
func runLimited(ctx context.Context, size int, fn func(context.Context) error) error {
	limit := timeLimit(size)
	slow := cutting.Errorf(cutting.Unavailable, "took over %v to read; given up", limit)
	return runFor(ctx, limit, slow, func(ctx context.Context) error {
		if size < heavyPage {
			return fn(ctx)
		}
		return runWithLowGarbage(ctx, 14*size, func() error { return fn(ctx) })
	})
}

// runWithLowGarbage runs fn with a low garbage limit, one call at a time. room is the number of bytes fn may add to
// the process's memory before the collector runs continuously and returns free memory; the limit is soft.
func runWithLowGarbage(ctx context.Context, room int, fn func() error) error {
	select {
	case heavyTurn <- struct{}{}:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	usual := debug.SetGCPercent(heavyGCPercent)
	unlimited := debug.SetMemoryLimit(memoryInUse() + min(int64(room), mostRoom))
	defer func() {
		debug.SetGCPercent(usual)
		debug.SetMemoryLimit(unlimited)
		<-heavyTurn
	}()
	return fn()
}

// afterHeavy runs fn, the rest of a run that read pages of up to size bytes; with a low garbage limit if one of
// them is heavy, because stages keep hundreds of megabytes about the thousands of items of one, which garbage would
// double. It sets no memory limit: fn may load what stages keep of a whole archive, and a collector that has no room
// for that works without pause. It does not take heavyTurn, because fn may read heavy pages again.
func afterHeavy(size int, fn func() error) error {
	if size < heavyPage {
		return fn()
	}
	defer debug.SetGCPercent(debug.SetGCPercent(heavyGCPercent))
	return fn()
}

// runFor runs fn for at most limit, after which it returns slow.
func runFor(ctx context.Context, limit time.Duration, slow error, fn func(context.Context) error) error {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, slow)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- cutting.Errorf(cutting.Internal, "%v", r)
			}
		}()
		done <- fn(ctx)
	}()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	select {
	case err := <-done:
		return err
	case <-time.After(grace):
		return context.Cause(ctx)
	}
}

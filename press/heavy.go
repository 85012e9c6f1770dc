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

// heavyPage is the size in bytes from which a page is read with care: alone among
// its like, under a mark, with little room for garbage.
const heavyPage = 1 << 20

// heavyGCPercent is the share of garbage that may gather while a heavy page is
// read. A page's tree and what splitting needs of it are some ten times its bytes;
// Go's usual 100 would double that.
const heavyGCPercent = 50

// mostRoom bounds the room that the largest pages get: less than the GB they may take.
const mostRoom = 700 << 20

// memoryInUse is the memory the Go runtime has of the system and not given back, which
// is what its limit is about.
func memoryInUse() int64 {
	held := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(held)
	return int64(held[0].Value.Uint64() - held[1].Value.Uint64())
}

// heavyTurn is held by the one heavy page that is being read: the collector's
// setting is the process's.
var heavyTurn = make(chan struct{}, 1)

// grace is how long a reading may take to notice that it should end.
const grace = 300 * time.Millisecond

// timeLimit is how long reading a page of size bytes may take: a hundred times what
// a slow machine needs for it.
func timeLimit(size int) time.Duration {
	return 2*time.Minute + time.Duration(size>>20)*10*time.Second
}

// ReadPage reads and splits one page, and corrects what it gives. A panic in a stage
// is an error of kind Internal, and a page that takes longer than pages of its size
// may is one of kind Unavailable: one bad page must stop nothing (promise 5). Heavy
// pages take turns. When ctx ends it returns why within a second.
func ReadPage(ctx context.Context, content []byte, po page.Options, so split.Options,
	corrections []cutting.Correction,
) (*cutting.Page, *cutting.Split, error) {
	type read struct {
		page  *cutting.Page
		split *cutting.Split
	}
	got := make(chan read, 1) // a channel, as what was given up may still be running
	err := carefully(ctx, len(content), func(ctx context.Context) error {
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
		got <- read{pg, s}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	r := <-got
	return r.page, r.split, nil
}

// carefully runs fn, which reads a page of size bytes, within the limits of ReadPage.
// When they end it, fn may still be running.
func carefully(ctx context.Context, size int, fn func(context.Context) error) error {
	limit := timeLimit(size)
	slow := cutting.Errorf(cutting.Unavailable, "took over %v to read; given up", limit)
	return within(ctx, limit, slow, func(ctx context.Context) error {
		if size < heavyPage {
			return fn(ctx)
		}
		return frugally(ctx, 14*size, func() error { return fn(ctx) })
	})
}

// frugally runs fn with little room for garbage, alone among its like. room is how many
// bytes it may add to the memory of the process before the collector works without
// pause and gives back what is free; fn can take more, as the limit is a soft one.
func frugally(ctx context.Context, room int, fn func() error) error {
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

// afterHeavy runs fn, which does the rest of a run; with little room for garbage where the
// run read heavy pages: what stages keep of the thousands of items of one is hundreds of
// megabytes, which garbage would double. It takes no turn, as fn may read heavy pages again.
func afterHeavy(heavy bool, fn func() error) error {
	if heavy {
		defer debug.SetGCPercent(debug.SetGCPercent(heavyGCPercent))
	}
	return fn()
}

// within runs fn for at most limit, after which it returns slow.
func within(ctx context.Context, limit time.Duration, slow error, fn func(context.Context) error) error {
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

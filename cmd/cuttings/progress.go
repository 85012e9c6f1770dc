package main

import (
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"cuttings/press"
)

// reporter shows the progress of long work: a bar on a terminal, a line every few seconds otherwise, nothing
// with --quiet.
type reporter struct {
	bar   *progressbar.ProgressBar
	log   io.Writer
	now   func() time.Time
	start time.Time
	last  time.Time
	what  string
	total int           // number of files, 0 when unknown
	every time.Duration // interval of progress lines where there is no terminal
}

func (a *app) reporter(what string, total int) *reporter {
	r := &reporter{now: a.now, start: a.now(), last: a.now(), what: what, total: total, every: a.every}
	switch {
	case a.quiet:
	case a.terminal != nil:
		size := total
		if size == 0 {
			size = -1
		}
		r.bar = progressbar.NewOptions(size,
			progressbar.OptionSetDescription(what), progressbar.OptionSetWriter(a.terminal),
			progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("pages"),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionFullWidth())
	default:
		r.log = a.stderr
	}
	return r
}

// update shows a run's progress.
func (r *reporter) update(p press.Progress) {
	if r.bar != nil {
		// A container may have more pages than the files counted before.
		if r.total > 0 && p.Captures > r.total {
			r.bar.ChangeMax(p.Captures)
		}
		_ = r.bar.Set(p.Captures)
		return
	}
	if r.log == nil || r.now().Sub(r.last) < r.every {
		return
	}
	r.last = r.now()
	seconds := r.now().Sub(r.start).Seconds()
	rate := float64(p.Captures) / seconds
	left := ""
	if r.total > p.Captures && rate > 0 {
		left = fmt.Sprintf(", about %s left", (time.Duration(float64(r.total-p.Captures)/rate) * time.Second).Round(
			time.Second))
	}
	fmt.Fprintf(r.log, "%s: %d pages, %d cuttings, %.0f pages/s, %.1f MB/s%s\n",
		r.what, p.Captures, p.Cuttings, rate, float64(p.Bytes)/1e6/seconds, left)
}

// close ends the display.
func (r *reporter) close() {
	if r.bar != nil {
		_ = r.bar.Finish()
	}
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"cuttings/capture"
	"cuttings/cutting"
	"cuttings/library/plain"
	"cuttings/press"
)

// ingested is the result of a run of add, as printed by --json.
type ingested struct {
	Captures int      `json:"captures"` // taken in, including known ones
	New      int      `json:"new"`
	Cuttings int      `json:"cuttings"` // places in the pages read in this run at which a cutting was seen
	Bytes    int64    `json:"bytes"`
	Failures int      `json:"failures"` // pages that could not be read
	Refused  []string `json:"refused"`  // files that could not be taken in, with reasons
	Skipped  int      `json:"skipped"`  // files that are no pages
	// LeftOut are those by reason, with the names of all but parts of pages.
	LeftOut []press.LeftGroup `json:"left_out"`
	// Assets is the number of newly stored pictures and style sheets of pages.
	Assets  int     `json:"assets"`
	Seconds float64 `json:"seconds"`
}

// ingest adds paths to the archive, after finishing what an earlier run left.
func (a *app) ingest(ctx context.Context, ar *archive, paths []string) (err error) {
	defer func() { ar.cutShort = err != nil && ctx.Err() != nil }()
	start := a.now()
	left, err := a.catchUp(ctx, ar)
	if err != nil {
		return err
	}
	sum := ingested{Refused: []string{}, LeftOut: []press.LeftGroup{}, Cuttings: left.Cuttings,
		Failures: left.Failures}
	if len(paths) > 0 {
		if err := a.takeIn(ctx, ar, paths, &sum); err != nil {
			return err
		}
	}
	sum.Seconds = a.now().Sub(start).Seconds()
	if a.json {
		return json.NewEncoder(a.stdout).Encode(sum)
	}
	a.printIngested(sum)
	return nil
}

// catchUp reads the captures that are in the vault and not in the catalogue.
func (a *app) catchUp(ctx context.Context, ar *archive) (press.Progress, error) {
	r := a.reporter("reading", 0)
	ar.press.Progress = r.update
	done, err := ar.press.CatchUp(ctx)
	r.close()
	if done.Captures > 0 {
		a.printLine("read %d captures that were in the vault and not up to date", done.Captures)
	}
	if done.Lost > 0 {
		a.printLine("%d captures cannot be read from the vault: `cuttings verify` prints why; adding their files "+
			"again mends them", done.Lost)
	}
	return done, err
}

func (a *app) takeIn(ctx context.Context, ar *archive, paths []string, sum *ingested) error {
	r := a.reporter("adding", countFiles(paths))
	ar.press.Progress, ar.press.Last = r.update, a.lastRun
	var refused []refusal
	var left press.LeftTally
	assets := &assetWriter{a: a, dir: assetsPath(ar.dir)}
	ar.press.Refused = func(c cutting.Capture, err error) { refused = append(refused, refusal{c.Name, err.Error()}) }
	done, err := ar.press.Add(ctx, func(ctx context.Context, offer press.Feed) error {
		return capture.Walk(ctx, paths, capture.Options{Now: a.now, FollowLinks: a.followLinks, Assets: !a.noAssets},
			func(it capture.Item) error {
				switch it.Kind {
				case capture.Asset:
					assets.add(ctx, it)
					return nil
				case capture.Skipped:
					sum.Skipped++
					left.Add(it.Capture.Name, it.Reason, 1)
					ar.intake.LeftOut(it.Capture.Name, it.Reason, a.now())
					return nil
				case capture.Failed:
					sum.Refused = append(sum.Refused, it.Err.Error())
					ar.intake.RecordRefused(it.Capture.Name, it.Err.Error(), a.now())
					return nil
				}
				ar.intake.RecordTaken(it.Capture.Name, a.now())
				return offer(press.Original{Capture: it.Capture, Content: it.Content, HTTP: it.HTTP,
					Faults: it.Faults})
			})
	})
	if aerr := assets.close(context.WithoutCancel(ctx)); aerr != nil {
		a.printLine("pictures and style sheets of the pages are not all kept: %v", aerr)
	}
	sum.Assets = assets.kept
	r.close()
	for _, f := range refused { // recorded now, when no other process writes to the intake
		sum.Refused = append(sum.Refused, f.reason)
		ar.intake.RecordRefused(f.name, f.reason, a.now())
	}
	sum.LeftOut = left.Groups()
	if serr := ar.intake.Save(); err == nil {
		err = serr
	}
	sum.Captures, sum.New, sum.Bytes = done.Captures, done.New, done.Bytes
	sum.Cuttings += done.Cuttings
	sum.Failures += done.Failures
	return err
}

// refusal is a capture that the vault refused, by name.
type refusal struct{ name, reason string }

// countFiles returns the number of files, for the display of progress; what cannot be walked is not counted and
// is reported by the run itself.
func countFiles(paths []string) int {
	n := 0
	for _, p := range paths {
		_ = filepath.WalkDir(p, func(_ string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				n++
			}
			return nil
		})
	}
	return n
}

func (a *app) printIngested(s ingested) {
	if s.Captures > 0 {
		a.printLine("%d captures (%d new), cuttings seen in them at %d places, %.1f MB in %.1f s", s.Captures, s.New,
			s.Cuttings, float64(s.Bytes)/1e6, s.Seconds)
	}
	if s.Assets > 0 {
		a.printLine("%s of the pages kept with them", plain.Plural(s.Assets, "picture or style sheet",
			"pictures and style sheets"))
	}
	if s.Skipped > 0 {
		a.printLine("left out %s:", plain.Plural(s.Skipped, "file that is no page", "files that are no pages"))
		for _, g := range s.LeftOut {
			a.printLine("  %s", leftLine(g))
		}
	}
	if n := s.Failures + len(s.Refused); n > 0 {
		a.printLine("%d could not be read; `cuttings status` lists them with reasons", n)
		for _, r := range s.Refused[:min(5, len(s.Refused))] {
			a.printLine("  %s", r)
		}
		if len(s.Refused) > 5 {
			a.printLine("  … and %d more", len(s.Refused)-5)
		}
	}
}

// leftLine returns a line with how many files were left out for one reason, and the first names.
func leftLine(g press.LeftGroup) string {
	const most = 3
	line := fmt.Sprintf("%6d  %s", g.Count, g.Reason)
	if len(g.Names) == 0 {
		return line
	}
	names := strings.Join(g.Names[:min(most, len(g.Names))], ", ")
	if more := g.Count - most; more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	return line + ": " + names
}

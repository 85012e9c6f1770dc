package press

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
)

func TestIntakeLeftOut(t *testing.T) {
	path := filepath.Join(t.TempDir(), "intake.jsonl")
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	run := func(what func(in *Intake)) *Intake {
		t.Helper()
		in, err := OpenIntake(path)
		if err != nil {
			t.Fatal(err)
		}
		what(in)
		if err := in.Save(); err != nil {
			t.Fatal(err)
		}
		again, err := OpenIntake(path)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(in.AllLeftOut(), again.AllLeftOut()); d != "" {
			t.Errorf("kept differently (-noted +kept):\n%s", d)
		}
		return again
	}
	check := func(in *Intake, want ...LeftGroup) {
		t.Helper()
		if d := cmp.Diff(want, in.AllLeftOut()); d != "" {
			t.Errorf("left out (-want +got):\n%s", d)
		}
	}
	images := func(in *Intake, n int) {
		for range n {
			in.LeftOut("saved/x.gif", cutting.LeftImage, now)
		}
	}
	links := LeftGroup{Reason: cutting.LeftLink, Count: 2, Names: []string{"saved/a.url", "saved/b.url"}}
	in := run(func(in *Intake) {
		images(in, 3)
		in.LeftOut("saved/b.url", cutting.LeftLink, now)
		in.LeftOut("saved/a.url", cutting.LeftLink, now)
		in.LeftOut("w.warc!/x/1", "an answer without a page (HTTP status 404)", now)
		in.LeftOut("w.warc!/x/2", "an answer without a page (HTTP status 500)", now)
		in.RecordRefused("saved/t.7z", "not read", now)
	})
	answers := LeftGroup{Reason: "an answer without a page", Count: 2, Names: []string{"w.warc!/x/1", "w.warc!/x/2"}}
	check(in, LeftGroup{Reason: cutting.LeftImage, Count: 3}, links, answers)
	if len(in.Outstanding()) != 1 {
		t.Errorf("refused: %v, want one", in.Outstanding())
	}

	in = run(func(in *Intake) { // the same folder again: nothing is counted twice
		images(in, 3)
		in.LeftOut("saved/a.url", cutting.LeftLink, now)
		in.LeftOut("saved/b.url", cutting.LeftLink, now)
	})
	check(in, LeftGroup{Reason: cutting.LeftImage, Count: 3}, links, answers)

	in = run(func(in *Intake) { // an image less, and what failed and was left out is read now
		images(in, 2)
		in.RecordTaken("saved/t.7z!/a.html", now)
		in.RecordTaken("saved/b.url", now)
		in.RecordTaken("w.warc!/x/1", now)
		in.RecordTaken("w.warc!/x/2", now)
	})
	check(in, LeftGroup{Reason: cutting.LeftImage, Count: 2},
		LeftGroup{Reason: cutting.LeftLink, Count: 1, Names: []string{"saved/a.url"}})
	if len(in.Outstanding()) != 0 {
		t.Errorf("still refused: %v", in.Outstanding())
	}

	in = run(func(in *Intake) { // no image is there any more
		in.LeftOut("saved/a.url", cutting.LeftLink, now)
		in.RecordRefused("z.zip", "damaged", now)
		in.RecordTaken("z.zip!/a.html", now) // of this run: the failure stays
	})
	check(in, LeftGroup{Reason: cutting.LeftLink, Count: 1, Names: []string{"saved/a.url"}})
	if len(in.Outstanding()) != 1 {
		t.Errorf("refused: %v, want the damaged file", in.Outstanding())
	}

	in = run(func(in *Intake) { // records of one address, beside the page of that address
		in.LeftOut("w.warc!/a", "a crawler's record", now)
		in.RecordTaken("w.warc!/a", now)
		in.LeftOut("w.warc!/a", "a crawler's record", now)
	})
	check(in, LeftGroup{Reason: "a crawler's record", Count: 2, Names: []string{"w.warc!/a"}},
		LeftGroup{Reason: cutting.LeftLink, Count: 1, Names: []string{"saved/a.url"}})
}

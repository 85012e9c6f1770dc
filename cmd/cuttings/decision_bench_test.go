package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"cuttings/capture"
	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/internal/corpus"
	"cuttings/journal"
	"cuttings/press"
)

// BenchmarkDecision corrects dates in made archives of several sizes, from the decision
// to a search that finds it and the rows that show it. CUTTINGS_BENCH_CAPTURES is
// another size; CUTTINGS_BENCH_DIR keeps archives between runs.
func BenchmarkDecision(b *testing.B) {
	sizes := []int{300, 3000}
	if n, err := strconv.Atoi(os.Getenv("CUTTINGS_BENCH_CAPTURES")); err == nil {
		sizes = []int{n}
	}
	for _, n := range sizes {
		b.Run(fmt.Sprintf("captures=%d", n), func(b *testing.B) {
			ctx := context.Background()
			s := benchArchive(b, n)
			var ids []string
			cat, release := s.lend()
			defer release()
			err := cat.Pages(ctx, "", func(r catalogue.PageRow) bool {
				if r.Failure == "" {
					ids = append(ids, r.Capture.ID)
				}
				return len(ids) < 1000
			})
			if err != nil {
				b.Fatal(err)
			}
			decideAndFind(b, s, ids[0], 1700) // searches load their columns once
			var worst time.Duration
			for i := 0; b.Loop(); i++ {
				begin := time.Now()
				decideAndFind(b, s, ids[i%len(ids)], 1701+i%280)
				worst = max(worst, time.Since(begin))
			}
			b.ReportMetric(float64(worst.Milliseconds()), "worst-ms")
		})
	}
}

// decideAndFind corrects the date of a capture's first cutting and returns when a
// search by the date finds it.
func decideAndFind(b *testing.B, s *sharedArchive, id string, year int) {
	b.Helper()
	ctx := context.Background()
	_, split, err := s.Read(ctx, id)
	if err != nil || len(split.Cuttings) == 0 {
		b.Fatalf("%+v, %v", split, err)
	}
	fix := cutting.Correction{Capture: id, Facts: []cutting.CorrectedFacts{{Of: split.Cuttings[0].Bytes,
		Published: &cutting.CorrectedDate{Value: strconv.Itoa(year)}}}}
	kept, err := s.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		d, err := journal.Correct("EM", fix)
		return []journal.Decision{d}, err
	})
	if err != nil || kept.Later != "" {
		b.Fatalf("%+v, %v", kept, err)
	}
	q, err := query.Parse("date:"+strconv.Itoa(year), time.Now())
	if err != nil {
		b.Fatal(err)
	}
	cat, release := s.lend()
	defer release()
	res, err := cat.Search(ctx, catalogue.Request{Query: q, Limit: 10})
	if err != nil || res.Total == 0 {
		b.Fatalf("found %+v, %v", res, err)
	}
	rows, err := s.sightings(ctx, id)
	if err != nil || rows[0].Published.Value != strconv.Itoa(year) {
		b.Fatalf("%+v, %v", rows, err)
	}
}

// benchArchive returns an archive of n made pages.
func benchArchive(b *testing.B, n int) *sharedArchive {
	b.Helper()
	ctx := context.Background()
	dir := b.TempDir()
	if keep := os.Getenv("CUTTINGS_BENCH_DIR"); keep != "" {
		dir = filepath.Join(keep, strconv.Itoa(n))
	}
	a := &app{stdout: io.Discard, stderr: io.Discard, now: time.Now, stages: stages(), quiet: true}
	if !isArchive(dir) {
		if err := createArchive(dir, "", time.Now()); err != nil {
			b.Fatal(err)
		}
	}
	ar, err := a.openArchive(ctx, dir, true)
	if err != nil {
		b.Fatal(err)
	}
	stats, err := ar.catalogue.Stats(ctx)
	if err == nil && stats.Captures < n {
		_, err = ar.press.Add(ctx, func(_ context.Context, offer press.Feed) error {
			for i := stats.Captures; i < n; i++ {
				address, content := corpus.Page(i)
				at := time.Date(2011, 4, 9, 12, 0, 0, 0, time.UTC).Add(time.Duration(i) * time.Minute)
				c := cutting.Capture{URL: address, Name: fmt.Sprintf("made/%d.html", i), Time: at,
					MediaType: "text/html"}
				capture.Identify(&c, content)
				if err := offer(press.Original{Capture: c, Content: content}); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err != nil {
		b.Fatal(err)
	}
	s := newSharedArchive(a, ar)
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

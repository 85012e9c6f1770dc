package main

import (
	"archive/tar"
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"

	"cuttings/internal/corpus"
)

// addResult is the cost of adding many pages.
type addResult struct {
	Pages        int     `json:"pages"`
	MB           float64 `json:"mb"`
	Seconds      float64 `json:"seconds"`
	MBPerSecond  float64 `json:"mb_per_second"`
	PagesPerSec  float64 `json:"pages_per_second"`
	ParseMBPerS  float64 `json:"x_net_html_mb_per_second"` // on one processor, in the same run
	MaxAnonMB    float64 `json:"max_rss_anon_mb"`
	FirstTenth   float64 `json:"ms_per_page_to_10000"` // mean up to 10,000 pages
	Slowest      float64 `json:"ms_per_page_slowest_10000"`
	SlowestRatio float64 `json:"slowest_to_fastest_10000_after"` // among runs of 10,000 pages after the first
	Sync         float64 `json:"seconds_after_last_page"`        // until everything was searchable
}

// add measures `cuttings add` in a process of its own, observed from outside. DIR is where input
// and archive are made; --pages is the number of pages (made by package corpus).
func add(ctx context.Context, j job) (any, error) {
	if err := os.MkdirAll(j.dir, 0o755); err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp(j.dir, "add-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	bin, err := buildProgram(ctx, work)
	if err != nil {
		return nil, err
	}
	res := addResult{Pages: j.pages}
	input := filepath.Join(work, "input.tar")
	size, err := writeCorpus(ctx, input, j.pages)
	if err != nil {
		return nil, err
	}
	res.MB = float64(size) / 1e6
	res.ParseMBPerS = parseSpeed()

	archive := filepath.Join(work, "archive")
	if out, err := exec.CommandContext(ctx, bin, "init", archive).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("init: %w\n%s", err, out)
	}
	args := []string{"add", "--archive", archive, "--progress-every", "1s"}
	if j.withoutReadings {
		args = append(args, "--no-readings")
	}
	cmd := exec.CommandContext(ctx, bin, append(args, input)...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return nil, err
	}
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	watch := watchMemory(cmd.Process.Pid)
	points, err := readProgress(io.TeeReader(stderr, j.stderr), start)
	if err != nil {
		return nil, err
	}
	if err := cmd.Wait(); err != nil {
		return nil, fmt.Errorf("add: %w", err)
	}
	res.MaxAnonMB = watch()
	res.Seconds = time.Since(start).Seconds()
	res.MBPerSecond, res.PagesPerSec = res.MB/res.Seconds, float64(res.Pages)/res.Seconds
	res.stretches(points)
	return res, nil
}

// point is a moment of a run.
type point struct {
	pages   int
	seconds float64
}

var progressLine = regexp.MustCompile(`: (\d+) pages,`)

func readProgress(r io.Reader, start time.Time) ([]point, error) {
	var out []point
	sc := bufio.NewScanner(r)
	for sc.Scan() {
		if m := progressLine.FindStringSubmatch(sc.Text()); m != nil {
			n, err := strconv.Atoi(m[1])
			if err != nil {
				return nil, err
			}
			out = append(out, point{n, time.Since(start).Seconds()})
		}
	}
	return out, sc.Err()
}

// stretches computes the cost of each 10,000 pages after the first 10,000.
func (r *addResult) stretches(points []point) {
	const size = 10_000
	at := func(pages int) float64 { // seconds until that many pages were done, interpolated
		prev := point{}
		for _, p := range points {
			if p.pages >= pages {
				return prev.seconds + (p.seconds-prev.seconds)*float64(pages-prev.pages)/float64(max(1,
					p.pages-prev.pages))
			}
			prev = p
		}
		return prev.seconds
	}
	if r.Pages < 3*size || len(points) == 0 {
		return
	}
	r.FirstTenth = at(size) / size * 1000
	fastest := 0.0
	for n := size; n+size <= points[len(points)-1].pages; n += size {
		ms := (at(n+size) - at(n)) / size * 1000
		r.Slowest = max(r.Slowest, ms)
		if fastest == 0 || ms < fastest {
			fastest = ms
		}
	}
	if fastest > 0 {
		r.SlowestRatio = r.Slowest / fastest
	}
	r.Sync = r.Seconds - points[len(points)-1].seconds
}

// watchMemory samples a process's own memory until the returned function is called, which returns
// the highest sample in MB; 0 without /proc.
func watchMemory(pid int) func() float64 {
	var (
		most float64
		once sync.Once
		stop = make(chan struct{})
		done = make(chan struct{})
	)
	go func() {
		defer close(done)
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for {
			most = max(most, anonMB(pid))
			select {
			case <-tick.C:
			case <-stop:
				return
			}
		}
	}()
	return func() float64 {
		once.Do(func() { close(stop) })
		<-done
		return most
	}
}

func anonMB(pid int) float64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(b)) {
		if rest, ok := strings.CutPrefix(line, "RssAnon:"); ok {
			kb, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 64)
			if err != nil {
				return 0
			}
			return kb / 1e3
		}
	}
	return 0
}

// writeCorpus writes n pages to one tar file and returns their size in bytes.
func writeCorpus(ctx context.Context, path string, n int) (int64, error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	tw := tar.NewWriter(w)
	var size int64
	for i := range n {
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		_, b := corpus.Page(i)
		size += int64(len(b))
		h := &tar.Header{Name: fmt.Sprintf("pages/%03d/%d.html", i/1000, i), Mode: 0o644, Size: int64(len(b)),
			ModTime: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(i) * time.Minute)}
		if err := tw.WriteHeader(h); err != nil {
			return 0, err
		}
		if _, err := tw.Write(b); err != nil {
			return 0, err
		}
	}
	if err := tw.Close(); err != nil {
		return 0, err
	}
	if err := w.Flush(); err != nil {
		return 0, err
	}
	return size, f.Close()
}

// parseSpeed returns the speed of x/net/html on one processor in MB per second, for comparison in
// the same run.
func parseSpeed() float64 {
	procs := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(procs)
	var pages [][]byte
	size := 0
	for i := range 200 {
		_, b := corpus.Page(i)
		pages = append(pages, b)
		size += len(b)
	}
	start := time.Now()
	for _, b := range pages {
		if _, err := html.Parse(strings.NewReader(string(b))); err != nil {
			return 0
		}
	}
	return float64(size) / 1e6 / time.Since(start).Seconds()
}

// MarshalJSON rounds the values to the precision of the clock.
func (r addResult) MarshalJSON() ([]byte, error) {
	type plain addResult
	p := plain(r)
	for _, f := range []*float64{&p.MB, &p.Seconds, &p.MBPerSecond, &p.PagesPerSec, &p.ParseMBPerS, &p.MaxAnonMB,
		&p.FirstTenth, &p.Slowest, &p.SlowestRatio, &p.Sync} {
		*f = float64(int(*f*100+.5)) / 100
	}
	return json.Marshal(p)
}

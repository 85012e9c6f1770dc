package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"time"

	"golang.org/x/net/html"

	"cuttings/page"
	"cuttings/split"
)

// speedRounds is the number of rounds over each page; the fastest round of each part counts, as
// other load only adds time.
const speedRounds = 5

// peerPages bounds the pages on which other extractors are measured, which take several times as
// long.
const peerPages = 150

// speedScores are times as multiples of golang.org/x/net/html.Parse on the same
// pages in the same run.
type speedScores struct {
	Pages int     `json:"pages"`
	MB    float64 `json:"mb"`
	// ToParse is the time from bytes to cuttings with metadata; ReadToParse the part of it that
	// makes the page.
	ToParse     float64 `json:"to_parse"`
	ReadToParse float64 `json:"read_to_parse"`
	// PageP95 is the 95th percentile of single pages' ratios.
	PageP95       float64 `json:"page_p95_to_parse"`
	MBPerSecond   float64 `json:"mb_per_second"`
	ParseMBPerSec float64 `json:"parse_mb_per_second"`
	Allocs        float64 `json:"allocs_per_page"`
	ReadAllocs    float64 `json:"read_allocs_per_page"`
	Peers         any     `json:"peers"` // of bench/peers; null when they could not run
}

// pageTimes are the fastest times of one page.
type pageTimes struct {
	name               string
	read, split, parse time.Duration
}

func (t *pageTimes) ratio() float64 {
	return float64(t.read+t.split) / float64(max(1, t.parse))
}

func speed(ctx context.Context, j job) (any, error) {
	files, err := glob(j.dir, "*", "*.html")
	if err != nil {
		return nil, err
	}
	pages := make([][]byte, len(files))
	times := make([]pageTimes, len(files))
	size := 0
	for i, f := range files {
		if pages[i], err = os.ReadFile(f); err != nil {
			return nil, err
		}
		size += len(pages[i])
		times[i] = pageTimes{f, time.Hour, time.Hour, time.Hour}
	}
	for range speedRounds {
		for i, content := range pages {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			measure(content, &times[i])
		}
	}
	s := speedScores{Pages: len(pages), MB: float64(size) / 1e6}
	var reading, cutting, parsing time.Duration
	for i := range times {
		t := &times[i]
		reading, cutting, parsing = reading+t.read, cutting+t.split, parsing+t.parse
	}
	s.ToParse = float64(reading+cutting) / float64(parsing)
	s.ReadToParse = float64(reading) / float64(parsing)
	s.MBPerSecond = s.MB / (reading + cutting).Seconds()
	s.ParseMBPerSec = s.MB / parsing.Seconds()
	s.ReadAllocs = allocations(pages, func(b []byte) { _, _ = page.Read(b, page.Options{Form: page.HTML}) })
	s.Allocs = allocations(pages, func(b []byte) { cut(b, page.Options{Form: page.HTML}) })
	sort.Slice(times, func(a, b int) bool { return times[a].ratio() > times[b].ratio() })
	s.PageP95 = times[len(times)/20].ratio()
	for i := range min(j.worst, len(times)) {
		t := &times[i]
		fmt.Fprintf(j.stderr, "%.2f  read %v, split %v, parse %v  %s\n", t.ratio(), t.read, t.split, t.parse, t.name)
	}
	s.Peers = runPeers(ctx, j, files)
	if j.out != "" {
		if err := writeJSON(filepath.Join(j.out, "speed.json"), s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// measure measures one page once, the program's stages and Parse in turn.
func measure(content []byte, t *pageTimes) {
	t0 := time.Now()
	p, err := page.Read(content, page.Options{Form: page.HTML})
	t1 := time.Now()
	if err == nil {
		split.Split(p, split.Options{})
	}
	t2 := time.Now()
	_, _ = html.Parse(bytes.NewReader(content))
	t3 := time.Now()
	t.read = min(t.read, t1.Sub(t0))
	t.split = min(t.split, t2.Sub(t1))
	t.parse = min(t.parse, t3.Sub(t2))
}

// allocations returns the mean number of allocations of fn per page.
func allocations(pages [][]byte, fn func([]byte)) float64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, p := range pages {
		fn(p)
	}
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs-before.Mallocs) / float64(len(pages))
}

// runPeers measures the other extractors, which are a separate module, on some of the pages. It
// returns nil and prints why when they cannot run here.
func runPeers(ctx context.Context, j job, files []string) any {
	var list strings.Builder
	for i := 0; i < len(files); i += 1 + len(files)/peerPages {
		abs, err := filepath.Abs(files[i])
		if err != nil {
			abs = files[i]
		}
		list.WriteString(abs + "\n")
	}
	cmd := exec.CommandContext(ctx, "go", "run", ".")
	cmd.Dir = filepath.Join("bench", "peers")
	cmd.Stdin = strings.NewReader(list.String())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		fmt.Fprintf(j.stderr, "bench speed: no figures of other extractors: %v %s; run it in the project's folder\n",
			err, &stderr)
		return nil
	}
	var res any
	if err := json.Unmarshal(out, &res); err != nil {
		fmt.Fprintf(j.stderr, "bench speed: bench/peers: %v\n", err)
		return nil
	}
	return res
}

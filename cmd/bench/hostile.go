package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"cuttings/capture/warc"
	"cuttings/page"
	"cuttings/split"
)

// hostileCase is a row of the manifest.
type hostileCase struct {
	ID        string        `json:"id"`
	File      string        `json:"file"` // relative to the set's parent
	Kind      string        `json:"kind"`
	Transport string        `json:"transport"`
	Expect    hostileExpect `json:"expect"`
}

type hostileExpect struct {
	Outcome    string          `json:"outcome"`
	MaxSeconds float64         `json:"max_seconds"`
	MaxRSS     float64         `json:"max_rss_mb"`
	Records    *int            `json:"records,omitempty"`
	Items      *int            `json:"items,omitempty"`
	MinRecords int             `json:"min_records"`
	Report     json.RawMessage `json:"report"`
	Digests    string          `json:"digests"`
}

// hostileResult is the result of one case, in the scorer's format.
type hostileResult struct {
	ID      string   `json:"id"`
	Records int      `json:"records,omitempty"`
	Items   int      `json:"items,omitempty"`
	Error   *string  `json:"error"`
	Faults  []string `json:"faults"`
	Panic   bool     `json:"panic"`
	Killed  bool     `json:"killed"`
	Seconds float64  `json:"seconds"`
	RSS     float64  `json:"rss_mb"`
}

// hostileKinds are the kinds of files the set has.
var hostileKinds = []string{"html", "feed", "warc"}

func hostileHTML(ctx context.Context, j job) (any, error) {
	j.rest = []string{"html"}
	return hostile(ctx, j)
}

// hostile runs every case of the selected kinds (arguments after DIR; all by default) in a process
// of its own and measures time and memory from outside.
func hostile(ctx context.Context, j job) (any, error) {
	kinds := hostileKinds
	if len(j.rest) > 0 {
		kinds = j.rest
	}
	for _, k := range kinds {
		if !slices.Contains(hostileKinds, k) {
			return nil, fmt.Errorf("no kind %q of hostile files; there are: %s", k, strings.Join(hostileKinds, ", "))
		}
	}
	out, err := j.needOut()
	if err != nil {
		return nil, err
	}
	cases, err := readManifest(filepath.Join(j.dir, "manifest.jsonl"), kinds)
	if err != nil {
		return nil, err
	}
	results := make([]hostileResult, len(cases))
	var wg sync.WaitGroup
	slots := make(chan struct{}, max(1, runtime.GOMAXPROCS(0)))
	for i := range cases {
		if ctx.Err() != nil {
			break
		}
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			results[i] = runHostile(ctx, filepath.Dir(filepath.Clean(j.dir)), &cases[i])
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err := writeResults(filepath.Join(out, "results.jsonl"), results); err != nil {
		return nil, err
	}
	return j.scoreHostile(cases, results), nil
}

func readManifest(path string, kinds []string) ([]hostileCase, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var cases []hostileCase
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var c hostileCase
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if slices.Contains(kinds, c.Kind) {
			cases = append(cases, c)
		}
	}
	return cases, sc.Err()
}

// runHostile runs one case in a process of its own. It kills a process that takes three times its
// limit.
func runHostile(ctx context.Context, parent string, c *hostileCase) hostileResult {
	r := hostileResult{ID: c.ID, Faults: []string{}}
	self, err := os.Executable()
	if err != nil {
		msg := err.Error()
		r.Error = &msg
		return r
	}
	limit := time.Duration(max(c.Expect.MaxSeconds, 2) * 3 * float64(time.Second))
	ctx, stop := context.WithTimeout(ctx, limit)
	defer stop()
	var stdout, stderr bytes.Buffer
	cmd := exec.CommandContext(ctx, self, hostileOne, filepath.Join(parent, c.File), c.Kind, "transport="+c.Transport)
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	start := time.Now()
	err = cmd.Run()
	r.Seconds = time.Since(start).Seconds()
	if s := cmd.ProcessState; s != nil {
		r.RSS = peakMemory(s)
	}
	switch {
	case ctx.Err() != nil:
		r.Killed = true
	case err != nil:
		r.Panic = strings.Contains(stderr.String(), "panic:") || strings.Contains(stderr.String(), "fatal error:")
		msg := strings.TrimSpace(stderr.String())
		msg = msg[:min(len(msg), 300)]
		r.Error = &msg
	default:
		if err := json.Unmarshal(stdout.Bytes(), &r); err != nil {
			msg := "no answer: " + err.Error()
			r.Error = &msg
		}
	}
	return r
}

// hostileOne is the set that reads a single file; hostile runs it in a process of its own.
const hostileOne = "hostile-one"

// hostileAnswer is what hostileOne prints.
type hostileAnswer struct {
	Records int      `json:"records,omitempty"`
	Items   int      `json:"items,omitempty"`
	Error   *string  `json:"error"`
	Faults  []string `json:"faults"`
}

func hostileFile(_ context.Context, j job) (any, error) {
	if len(j.rest) != 2 {
		return nil, fmt.Errorf("want FILE KIND transport=NAME")
	}
	content, err := os.ReadFile(j.dir)
	if err != nil {
		return nil, err
	}
	// The program unpacks compressed files before it reads them.
	packed := bytes.HasPrefix(content, []byte("\x1f\x8b")) && j.rest[0] == "feed"
	if j.rest[1] == "transport=gzip" || packed {
		if content, err = gunzip(content); err != nil {
			return nil, err
		}
	}
	a := hostileAnswer{Faults: []string{}}
	fail := func(err error) {
		msg := err.Error()
		a.Error = &msg
	}
	switch kind := j.rest[0]; kind {
	case "warc":
		if err := readWARC(content, &a); err != nil {
			fail(err)
		}
	case "html", "feed":
		form := page.HTML
		if kind == "feed" {
			form = page.Feed
		}
		p, err := page.Read(content, page.Options{Form: form, Name: filepath.Base(j.dir)})
		if err != nil {
			fail(err)
			break
		}
		s := split.Split(p, split.Options{})
		a.Faults = append(a.Faults, p.Faults...)
		a.Items = len(s.Cuttings)
		if p.Feed != nil {
			a.Items = len(p.Feed.Entries)
		}
	}
	return a, nil
}

func gunzip(b []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return io.ReadAll(io.LimitReader(z, 256<<20))
}

func readWARC(content []byte, a *hostileAnswer) error {
	r, err := warc.NewReader(bytes.NewReader(content), int64(len(content)), warc.Options{
		Now:   time.Now,
		Fault: func(f warc.Fault) { a.Faults = append(a.Faults, f.String()) },
	})
	if err != nil {
		return err
	}
	defer r.Close()
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if m, ok := rec.HTTP(); ok {
			_, faults, _ := m.Decode(64 << 20)
			a.Faults = append(a.Faults, faults...)
		}
		a.Records++
	}
}

func writeResults(path string, results []hostileResult) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for i := range results {
		if err := enc.Encode(&results[i]); err != nil {
			return err
		}
	}
	return os.WriteFile(path, b.Bytes(), 0o644)
}

// hostileScores counts the cases within the manifest's limits.
type hostileScores struct {
	Pass map[string]string `json:"pass"`
	Why  map[string]int    `json:"why"`
}

func (j job) scoreHostile(cases []hostileCase, results []hostileResult) hostileScores {
	total, ok, why := map[string]int{}, map[string]int{}, map[string]int{}
	named := 0
	for i := range cases {
		c := &cases[i]
		bad := hostileVerdict(&c.Expect, &results[i])
		total[c.Kind]++
		if len(bad) == 0 {
			ok[c.Kind]++
		} else if named < j.worst {
			named++
			fmt.Fprintf(j.stderr, "%s: %s (%.2f s, %.0f MB)\n", c.ID, strings.Join(bad, ", "), results[i].Seconds,
				results[i].RSS)
		}
		for _, b := range bad {
			why[c.Kind+": "+b]++
		}
	}
	s := hostileScores{Pass: map[string]string{}, Why: why}
	for k, n := range total {
		s.Pass[k] = fmt.Sprintf("%d/%d", ok[k], n)
	}
	return s
}

// hostileVerdict returns what is wrong with a result, nothing for a good one, by the yardstick's
// rules.
func hostileVerdict(e *hostileExpect, r *hostileResult) (bad []string) {
	reported := r.Error != nil || len(r.Faults) > 0
	n, want := max(r.Records, r.Items), e.Records
	if want == nil {
		want = e.Items
	}
	silently := func() string {
		if reported {
			return "lost"
		}
		return "lost silently"
	}
	if r.Panic {
		bad = append(bad, "panic")
	}
	if r.Killed {
		bad = append(bad, "killed")
	}
	if r.Seconds > max(e.MaxSeconds, 2)*1.5+0.5 {
		bad = append(bad, "time")
	}
	if limit := e.MaxRSS; limit > 0 && r.RSS > limit || limit == 0 && r.RSS > 256 {
		bad = append(bad, "memory")
	}
	switch e.Outcome {
	case "accept":
		if r.Error != nil {
			bad = append(bad, "refused")
		}
		if want != nil && n != *want {
			bad = append(bad, silently())
		}
	case "accept_tolerant", "accept_flagged":
		if r.Error != nil {
			bad = append(bad, "refused")
		}
		if e.Outcome == "accept_flagged" && !reported {
			bad = append(bad, "fault not reported")
		}
	case "accept_or_limit":
		if want != nil && n < *want && !reported {
			bad = append(bad, "lost silently")
		}
	case "salvage":
		if n < e.MinRecords {
			bad = append(bad, silently())
		} else if asked := string(e.Report); asked != "" && asked != "null" && asked != "false" && asked != `""` &&
			!reported {
			bad = append(bad, "fault not reported")
		}
	case "reject":
		if r.Error == nil {
			bad = append(bad, "not refused")
		}
	case "reject_or_flag", "reject_or_limit":
		if !reported {
			bad = append(bad, "not refused, not flagged")
		}
	}
	digest := func(f string) bool { return strings.Contains(strings.ToLower(f), "digest") }
	if e.Digests == "mismatch" && !reported {
		bad = append(bad, "wrong digest unseen")
	}
	if e.Digests == "ok" && slices.ContainsFunc(r.Faults, digest) {
		bad = append(bad, "good digest refused")
	}
	return bad
}

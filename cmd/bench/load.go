package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"cuttings/internal/corpus"
)

const (
	loadRate = 50               // requests a second
	loadTime = 40 * time.Second // the first quarter is not counted
)

// loadResult is how a desk responds under load. Times are in milliseconds from the moment a request
// was due: the time a request waits for another counts.
type loadResult struct {
	Cuttings   int                   `json:"cuttings"`
	PerSecond  float64               `json:"requests_per_second"`
	Pages      map[string]loadTiming `json:"pages"`
	Failed     int                   `json:"failed"`
	Cores      float64               `json:"cores_used"` // by the desk's process
	MaxAnonMB  float64               `json:"max_rss_anon_mb"`
	Load       string                `json:"load_average"` // of the machine, at the end
	BuiltInS   float64               `json:"built_seconds,omitempty"`
	FirstPages map[string]float64    `json:"first_ms"` // the very first request of each kind
}

// loadTiming is the timing of one kind of page.
type loadTiming struct {
	N   int     `json:"n"`
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

// load measures front, topic, search and cutting pages of `cuttings serve` at fifty requests a
// second. The archive is --archive, or DIR/archive, created with --pages pages when missing. An
// argument after DIR: the requests a second.
func load(ctx context.Context, j job) (any, error) {
	rate := float64(loadRate)
	if len(j.rest) > 0 {
		if _, err := fmt.Sscan(j.rest[0], &rate); err != nil || rate <= 0 {
			return nil, fmt.Errorf("%q is no number of requests a second", j.rest[0])
		}
	}
	work, err := os.MkdirTemp("", "load-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	bin, err := buildProgram(ctx, work)
	if err != nil {
		return nil, err
	}
	res := loadResult{Pages: map[string]loadTiming{}, FirstPages: map[string]float64{}}
	archive := j.archive
	if archive == "" {
		archive = filepath.Join(j.dir, "archive")
	}
	if _, err := os.Stat(archive); err != nil {
		start := time.Now()
		if err := loadArchive(ctx, bin, archive, j); err != nil {
			return nil, err
		}
		res.BuiltInS = time.Since(start).Seconds()
	}
	return res.measure(ctx, bin, archive, rate, j)
}

// loadArchive makes an archive of generated pages, with two topics.
func loadArchive(ctx context.Context, bin, archive string, j job) error {
	if err := os.MkdirAll(filepath.Dir(archive), 0o755); err != nil {
		return err
	}
	input := archive + ".tar"
	if _, err := writeCorpus(ctx, input, j.pages); err != nil {
		return err
	}
	defer os.Remove(input)
	for _, args := range [][]string{
		{"init", archive},
		{"add", "--archive", archive, "--no-readings", "--progress-every", "20s", input},
		{"topic", "make", "The dam", "--archive", archive, "--query", "dam -pipeline", "--intro",
			"Made to measure with."},
		{"topic", "make", "Denials", "--archive", archive, "--query", "denied (tribunal OR ministry)"},
	} {
		cmd := exec.CommandContext(ctx, bin, args...)
		cmd.Stderr = j.stderr
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("%s: %w", args[0], err)
		}
	}
	return nil
}

// measure runs a desk over an archive and sends it requests.
func (res *loadResult) measure(ctx context.Context, bin, archive string, rate float64, j job) (*loadResult, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	cmd := exec.CommandContext(ctx, bin, "serve", "--archive", archive, "--addr", "127.0.0.1:0")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Stderr = j.stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		return nil, errors.Join(err, cmd.Wait())
	}
	base := "http://" + strings.TrimSuffix(line[strings.LastIndex(line, "://")+3:], "/\n")
	asker := &loadAsker{base: base, client: &http.Client{Timeout: 30 * time.Second,
		Transport: &http.Transport{MaxIdleConnsPerHost: 64}}}
	if err := asker.prepare(ctx, res); err != nil {
		return nil, errors.Join(err, cmd.Wait())
	}
	watch, used, start := watchMemory(cmd.Process.Pid), processSeconds(cmd.Process.Pid), time.Now()
	asker.run(ctx, rate)
	res.Cores = (processSeconds(cmd.Process.Pid) - used) / time.Since(start).Seconds()
	res.MaxAnonMB = watch()
	res.PerSecond, res.Failed = rate, asker.failed
	for kind, times := range asker.times {
		slices.Sort(times)
		n := len(times)
		res.Pages[kind] = loadTiming{N: n, P50: times[n/2], P95: times[n*95/100], P99: times[n*99/100],
			Max: times[n-1]}
	}
	if b, err := os.ReadFile("/proc/loadavg"); err == nil {
		res.Load = strings.Join(strings.Fields(string(b))[:1], " ")
	}
	stop()
	if err := cmd.Wait(); err != nil && cmd.ProcessState.ExitCode() > 0 {
		return nil, fmt.Errorf("serve: %w", err)
	}
	return res, nil
}

// loadAsker sends requests to a desk as browsers do, each at its time.
type loadAsker struct {
	base   string
	client *http.Client
	ids    []string
	topics []string

	mu     sync.Mutex
	times  map[string][]float64
	failed int
}

// prepare collects the paths to request, and requests each kind of page once.
func (a *loadAsker) prepare(ctx context.Context, res *loadResult) error {
	a.times = map[string][]float64{}
	r := rand.New(rand.NewPCG(9, 9))
	for range 40 {
		var found struct {
			Total int
			Hits  []struct{ ID string }
		}
		body, err := a.get(ctx, "/search.json?q="+url.QueryEscape(loadQuery(r)))
		if err != nil {
			return err
		}
		if err := json.Unmarshal(body, &found); err != nil {
			return err
		}
		for _, h := range found.Hits {
			a.ids = append(a.ids, h.ID)
		}
	}
	body, err := a.get(ctx, "/search.json")
	if err != nil {
		return err
	}
	var all struct{ Total int }
	if err := json.Unmarshal(body, &all); err != nil {
		return err
	}
	res.Cuttings = all.Total
	if body, err = a.get(ctx, "/topics"); err != nil {
		return err
	}
	for _, part := range strings.Split(string(body), `href="/topics/`)[1:] {
		if id := part[:strings.IndexByte(part, '"')]; id != "new" && !slices.Contains(a.topics, "/topics/"+id) {
			a.topics = append(a.topics, "/topics/"+id)
		}
	}
	if len(a.ids) == 0 || len(a.topics) == 0 {
		return fmt.Errorf("the archive has %d cuttings to ask for and %d topics", len(a.ids), len(a.topics))
	}
	for n := range len(loadKinds) {
		kind, path := a.request(n, r)
		start := time.Now()
		if _, err := a.get(ctx, path); err != nil {
			return err
		}
		res.FirstPages[kind] = ms(time.Since(start))
	}
	return nil
}

// loadKinds are requested in turn.
var loadKinds = []string{"front", "search", "cutting", "topic"}

// request returns the kind and path of the nth request.
func (a *loadAsker) request(n int, r *rand.Rand) (kind, path string) {
	switch kind = loadKinds[n%len(loadKinds)]; kind {
	case "front":
		return kind, "/"
	case "search":
		return kind, "/search?q=" + url.QueryEscape(loadQuery(r))
	case "cutting":
		return kind, "/cuttings/" + a.ids[r.IntN(len(a.ids))]
	}
	return kind, a.topics[n/len(loadKinds)%len(a.topics)]
}

// loadQuery returns a query of words as common as those of the texts, single and combined.
func loadQuery(r *rand.Rand) string {
	words := strings.Fields(strings.TrimSuffix(corpus.New(r.IntN(1<<30)).Sentence(3, 6), "."))
	switch r.IntN(4) {
	case 0:
		return words[0]
	case 1:
		return words[0] + " " + words[1]
	case 2:
		return words[0] + " OR " + words[1]
	}
	return `"` + words[0] + " " + words[1] + `"`
}

// run sends requests for loadTime, however long the responses take.
func (a *loadAsker) run(ctx context.Context, rate float64) {
	r := rand.New(rand.NewPCG(1, 9))
	gap := time.Duration(float64(time.Second) / rate)
	var asked sync.WaitGroup
	start := time.Now()
	for n := 0; ctx.Err() == nil && time.Since(start) < loadTime; n++ {
		due := start.Add(time.Duration(n) * gap)
		time.Sleep(time.Until(due))
		kind, path := a.request(n, r)
		asked.Go(func() {
			_, err := a.get(ctx, path)
			took := ms(time.Since(due))
			a.mu.Lock()
			defer a.mu.Unlock()
			switch {
			case err != nil:
				a.failed++
			case due.Sub(start) >= loadTime/4:
				a.times[kind] = append(a.times[kind], took)
				a.times["all"] = append(a.times["all"], took)
			}
		})
	}
	asked.Wait()
}

// get requests a path like a browser coming from another page of the desk.
func (a *loadAsker) get(ctx context.Context, path string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.base+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	res, err := a.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", path, res.Status)
	}
	return body, err
}

// processSeconds returns the processor time a process has used, 0 without /proc.
func processSeconds(pid int) float64 {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0
	}
	f := strings.Fields(string(b[strings.LastIndexByte(string(b), ')')+1:]))
	var user, system float64
	if len(f) < 13 {
		return 0
	}
	fmt.Sscan(f[11], &user)
	fmt.Sscan(f[12], &system)
	const ticks = 100 // per second, on every Linux
	return (user + system) / ticks
}

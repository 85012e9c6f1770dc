package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// publishResult is the cost of publishing a site.
type publishResult struct {
	Cuttings int     `json:"cuttings"` // with a page of their own
	Files    int     `json:"files"`
	MB       float64 `json:"mb"`
	Seconds  float64 `json:"seconds"`
	CPU      float64 `json:"processor_seconds"`
	Again    float64 `json:"seconds_unchanged"` // a second run over the same folder
	AgainCPU float64 `json:"processor_seconds_unchanged"`
	// Stop is the longest time to end after Ctrl-C, over several moments of a run.
	Stop      float64 `json:"seconds_to_stop"`
	MaxAnonMB float64 `json:"max_rss_anon_mb"`
}

// publishSite measures `cuttings publish` in a process of its own, into an empty folder and again,
// and how soon it ends after Ctrl-C. DIR is scratch space; the archive is made of --pages pages, or
// is --archive.
func publishSite(ctx context.Context, j job) (any, error) {
	if err := os.MkdirAll(j.dir, 0o755); err != nil {
		return nil, err
	}
	work, err := os.MkdirTemp(j.dir, "publish-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	bin, err := buildProgram(ctx, work)
	if err != nil {
		return nil, err
	}
	archive := j.archive
	if archive == "" {
		archive = filepath.Join(work, "archive")
		input := filepath.Join(work, "input.tar")
		if _, err := writeCorpus(ctx, input, j.pages); err != nil {
			return nil, err
		}
		for _, args := range [][]string{{"init", archive}, {"add", "--archive", archive, "--no-readings", input}} {
			if out, err := exec.CommandContext(ctx, bin, args...).CombinedOutput(); err != nil {
				return nil, fmt.Errorf("%s: %w\n%s", args[0], err, out)
			}
		}
	}
	res := publishResult{}
	site := filepath.Join(work, "site")
	run := func() (seconds, processor float64, err error) {
		cmd := exec.CommandContext(ctx, bin, "publish", "--archive", archive, "--out", site)
		cmd.Stderr = j.stderr
		start := time.Now()
		if err := cmd.Start(); err != nil {
			return 0, 0, err
		}
		watch := watchMemory(cmd.Process.Pid)
		err = cmd.Wait()
		res.MaxAnonMB = max(res.MaxAnonMB, watch())
		if s := cmd.ProcessState; s != nil {
			processor = (s.UserTime() + s.SystemTime()).Seconds()
		}
		return time.Since(start).Seconds(), processor, err
	}
	if res.Seconds, res.CPU, err = run(); err != nil {
		return nil, err
	}
	if res.Again, res.AgainCPU, err = run(); err != nil {
		return nil, err
	}
	const moments = 8
	for i := range moments {
		after := time.Duration(res.Seconds * float64(i+1) / (moments + 1) * float64(time.Second))
		out := filepath.Join(work, fmt.Sprint("cut", i))
		took, err := stopAfter(ctx, after, bin, "publish", "--archive", archive, "--out", out)
		if err != nil {
			return nil, err
		}
		res.Stop = max(res.Stop, took)
	}
	err = filepath.WalkDir(site, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		res.Files++
		if filepath.Base(filepath.Dir(p)) == "item" {
			res.Cuttings++
		}
		info, err := d.Info()
		if err == nil {
			res.MB += float64(info.Size()) / 1e6
		}
		return err
	})
	return res, err
}

// stopAfter runs a command, interrupts it like Ctrl-C after a while, and returns the seconds it
// took to end; 0 when it had finished before.
func stopAfter(ctx context.Context, after time.Duration, name string, args ...string) (float64, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	select {
	case <-ended:
		return 0, nil
	case <-time.After(after):
	}
	start := time.Now()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		return 0, nil // it has just ended
	}
	<-ended
	return time.Since(start).Seconds(), nil
}

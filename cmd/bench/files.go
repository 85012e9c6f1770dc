package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sort"
	"sync"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

// cut reads and splits one file as the program does; an unreadable page gives an empty result.
func cut(content []byte, o page.Options) (*cutting.Page, *cutting.Split) {
	p, err := page.Read(content, o)
	if err != nil {
		return &cutting.Page{}, &cutting.Split{Kind: cutting.NothingPage, Reason: err.Error()}
	}
	return p, split.Split(p, split.Options{})
}

// eachFile calls fn for every path, on all processors; fn must be safe for concurrent use.
func eachFile(ctx context.Context, paths []string, fn func(path string, content []byte) error) error {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		first error
		next  = make(chan string)
	)
	fail := func(err error) {
		mu.Lock()
		if first == nil {
			first = err
		}
		mu.Unlock()
	}
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for p := range next {
				b, err := os.ReadFile(p)
				if err == nil {
					err = fn(p, b)
				}
				if err != nil {
					fail(err)
				}
			}
		})
	}
	for _, p := range paths {
		if ctx.Err() != nil {
			fail(ctx.Err())
			break
		}
		next <- p
	}
	close(next)
	wg.Wait()
	return first
}

// buildProgram builds the program into a folder and returns its path. It must run in the repository.
func buildProgram(ctx context.Context, dir string) (string, error) {
	bin := filepath.Join(dir, "cuttings")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", bin, "./cmd/cuttings").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	return bin, nil
}

// glob is filepath.Glob, sorted, with an error when nothing matches.
func glob(elem ...string) ([]string, error) {
	pat := filepath.Join(elem...)
	m, err := filepath.Glob(pat)
	if err != nil {
		return nil, err
	}
	if len(m) == 0 {
		return nil, fmt.Errorf("nothing matches %s: give the unpacked set's folder", pat)
	}
	sort.Strings(m)
	return m, nil
}

func writeJSON(path string, v any) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(b, '\n'), 0o644)
}

func readJSON(path string, v any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// needOut returns the folder for predictions, a temporary one by default.
func (j job) needOut() (string, error) {
	if j.out != "" {
		return j.out, nil
	}
	return os.MkdirTemp("", "bench-")
}

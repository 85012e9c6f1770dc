package main

import (
	"bufio"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var siteAddress = regexp.MustCompile(`http://[^ /]+/`)

// TestDeskFollowsRebuild shows an archive, rebuilds it meanwhile and adds to it:
// the site shows what was added.
func TestDeskFollowsRebuild(t *testing.T) {
	dir := t.TempDir()
	arch := filepath.Join(dir, "archive")
	command(t, "init", arch)
	writePages(t, filepath.Join(dir, "in"), 0, 3)
	command(t, "add", "--archive", arch, filepath.Join(dir, "in"))
	url, _ := site(t, arch)
	before := captures(t, url)
	if !strings.Contains(before, "from 3 saved pages") {
		t.Fatalf("the site shows %s", before)
	}
	command(t, "rebuild", "--archive", arch)
	writePages(t, filepath.Join(dir, "more"), 100, 2)
	command(t, "add", "--archive", arch, filepath.Join(dir, "more"))
	deadline := time.Now().Add(20 * time.Second)
	for {
		now := captures(t, url)
		if strings.Contains(now, "from 5 saved pages") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("after rebuild and add the site still shows %s", now)
		}
		time.Sleep(200 * time.Millisecond)
	}
}

// TestDeskReportsADamagedRow damages rows of an archive that a site shows: the site reports
// what to do, and once that is done shows everything.
func TestDeskReportsADamagedRow(t *testing.T) {
	arch := archiveOfPages(t, 3)
	url, _ := site(t, arch)
	search := func() (status int, body string) {
		answer, err := http.Get(url + "search?q=the")
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		b, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, string(b)
	}
	if status, body := search(); status != http.StatusOK {
		t.Fatalf("before: %d %s", status, body)
	}
	db, err := sql.Open("sqlite", filepath.Join(arch, "catalogue", "rows.sqlite"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("UPDATE sightings SET meta = substr(meta, 1, length(meta) - 20)"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	status, body := search()
	if status != http.StatusServiceUnavailable || !strings.Contains(body, "cuttings rebuild") ||
		strings.Contains(body, "mistake") {
		t.Errorf("with damaged rows: %d, want what to do; got %s", status, body)
	}
	command(t, "rebuild", "--archive", arch)
	deadline := time.Now().Add(20 * time.Second)
	for status != http.StatusOK {
		if time.Now().After(deadline) {
			t.Fatalf("after the rebuild: %d %s", status, body)
		}
		time.Sleep(200 * time.Millisecond)
		status, body = search()
	}
}

// site shows an archive until the test ends, and returns the site's address.
func site(t *testing.T, arch string) (url string, p *os.Process) {
	t.Helper()
	cmd := exec.Command("cuttings", "serve", "--archive", arch, "--addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	first, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return siteAddress.FindString(first), cmd.Process
}

// TestDeskMendsItsIndex damages the search index of an archive while a site shows it: the
// site lives, finds everything or reports why not, and makes the index again.
func TestDeskMendsItsIndex(t *testing.T) {
	segments := "catalogue/index/*/*.zap"
	tests := []struct {
		name, file string
		change     func(b []byte) []byte
		at         time.Duration // by when it is known at the latest
	}{
		{"segments cut short", segments, func(b []byte) []byte { return b[:100] }, 0},
		{"segments altered", segments, func(b []byte) []byte {
			for i := 0; i < len(b); i += 97 {
				b[i] ^= 4
			}
			return b
		}, 3 * time.Second},
		{"root files zeroed", "catalogue/index/*/root.bolt", func(b []byte) []byte { clear(b); return b },
			3 * time.Second},
	}
	whole := archiveOfPages(t, 6)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			arch := filepath.Join(t.TempDir(), "archive")
			if err := os.CopyFS(arch, os.DirFS(whole)); err != nil {
				t.Fatal(err)
			}
			url, process := site(t, arch)
			want := hitsShown(t, url)
			if want == "" || want == "0" {
				t.Fatalf("the site finds %q", want)
			}
			damageInPlace(t, filepath.Join(arch, tt.file), tt.change)
			damaged := time.Now()
			mended := 0 // answers in a row
			for mended < 3 {
				got := hitsShown(t, url)
				if mended++; got != want {
					mended = 0
				}
				if got != "" && got != want && time.Since(damaged) > tt.at {
					t.Fatalf("finds %s of %s without a word", got, want)
				}
				if time.Since(damaged) > 60*time.Second {
					t.Fatalf("the last answer is %q, want %q", got, want)
				}
				time.Sleep(300 * time.Millisecond)
			}
			if err := process.Signal(os.Interrupt); err != nil {
				t.Fatal(err)
			}
		})
	}
}

var totalShown = regexp.MustCompile(`"total": ?([0-9]+)`)

// hitsShown returns the number of cuttings found that a site shows; "" when it reports that it cannot.
func hitsShown(t *testing.T, url string) string {
	t.Helper()
	res, err := http.Get(url + "search.json?q=the")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK {
		return ""
	}
	if m := totalShown.FindSubmatch(b); m != nil {
		return string(m[1])
	}
	return "no total"
}

// damageInPlace changes files that others have open.
func damageInPlace(t *testing.T, pattern string, change func([]byte) []byte) {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(paths), err)
	}
	for _, p := range paths {
		f, err := os.OpenFile(p, os.O_RDWR, 0)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		b = change(b)
		if _, err = f.WriteAt(b, 0); err == nil {
			err = f.Truncate(int64(len(b)))
		}
		if err := errors.Join(err, f.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

var capturesShown = regexp.MustCompile(`from [0-9]+ saved pages`)

func captures(t *testing.T, url string) string {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatal(res.Status, err)
	}
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(b), "")
	return fmt.Sprint(capturesShown.FindAllString(text, -1))
}

package main

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
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
	site := exec.Command("cuttings", "serve", "--archive", arch, "--addr", "127.0.0.1:0")
	out, err := site.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := site.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = site.Process.Kill(); _ = site.Wait() }()
	first, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	url := siteAddress.FindString(first)
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

package main

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestOriginalsHaveTheirPictures: a page saved with its folder, one of a mirror and one in an
// MHTML file show their pictures from the archive alone, and verify checks those too.
func TestOriginalsHaveTheirPictures(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "in")
	gif := "GIF89a\x01\x00\x01\x00\x00\x00\x00;"
	text := "<h1>The ferry is late again</h1><p>" +
		strings.Repeat("The ferry was late on Monday, said the harbour. ", 20)
	mhtml := strings.ReplaceAll(`From: <Saved by a browser>
Snapshot-Content-Location: http://harbour.example/m
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html
Content-Location: http://harbour.example/m

<html><link rel=stylesheet href="cid:s@x"><img src="/i.gif">`+text+`
--b
Content-Type: image/gif
Content-Location: http://harbour.example/i.gif
Content-Transfer-Encoding: base64

R0lGODlhAQABAAAAADs=
--b
Content-Type: text/css
Content-ID: <s@x>

h1 { background: url(http://harbour.example/i.gif) }
--b--
`, "\n", "\r\n")
	for name, content := range map[string]string{
		"saved.html":                 `<html><img src="saved_files/a.gif">` + text + "</p>",
		"saved_files/a.gif":          gif,
		"saved_files/unused.gif":     gif,
		"mirror/h.example/n/p.html":  `<html><link rel=stylesheet href="../s.css">` + text + " Again.</p>",
		"mirror/h.example/s.css":     "h1{background:url('img/b.gif')}",
		"mirror/h.example/img/b.gif": gif,
		"page.mhtml":                 mhtml,
	} {
		path := filepath.Join(in, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	arch := filepath.Join(dir, "archive")
	command(t, "init", arch)
	var sum ingested
	if err := json.Unmarshal(command(t, "add", "--json", "--archive", arch, in), &sum); err != nil {
		t.Fatal(err)
	}
	if sum.Assets != 3 || sum.Skipped != 1 {
		t.Errorf("%d pictures and style sheets kept, %d files left out: %+v", sum.Assets, sum.Skipped, sum.LeftOut)
	}
	if err := os.RemoveAll(in); err != nil { // the archive has all it needs
		t.Fatal(err)
	}
	url, _ := site(t, arch)
	var frames []string
	for _, id := range captureLink.FindAllStringSubmatch(get(t, url+"captures"), -1) {
		frames = append(frames, get(t, url+"captures/"+id[1]+"/original/frame"))
	}
	for name, want := range map[string][]string{
		"the page with its folder": {`<img src="data:image/gif;base64,R0lGODlhAQABAAAAADs"><h1>`},
		"the page of a mirror":     {`<html><link rel=stylesheet href="data:text/css;charset=utf-8;base64,`},
		"the page in an MHTML file": {`<link rel=stylesheet href="data:text/css;charset=utf-8;base64,`,
			`"><img src="data:image/gif;base64,R0lGODlhAQABAAAAADs">`},
	} {
		if !slices.ContainsFunc(frames, func(frame string) bool {
			return !slices.ContainsFunc(want, func(w string) bool { return !strings.Contains(frame, w) })
		}) {
			t.Errorf("%s has no %q:\n%s", name, want, strings.Join(frames, "\n"))
		}
	}
	if out := string(command(t, "verify", "--archive", arch)); !strings.Contains(out, "verified") {
		t.Errorf("verify says %q", out)
	}
	damageInPlace(t, filepath.Join(arch, "vault", "assets", "*.warc.gz"), func(b []byte) []byte {
		b[len(b)/2] ^= 0x55
		return b
	})
	out, err := exec.Command("cuttings", "verify", "--archive", arch).Output()
	if err == nil || !strings.Contains(string(out), "vault/assets/") {
		t.Errorf("damage to a picture: verify says %q, %v", out, err)
	}
}

var captureLink = regexp.MustCompile(`href="/captures/([a-z0-9]{26})"`)

func get(t *testing.T, url string) string {
	t.Helper()
	answer, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

package capture

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
)

// TestFloorOfMembers checks that each member has a minimum cost, whatever its size.
func TestFloorOfMembers(t *testing.T) {
	inner := make([]string, 0, 2*300)
	for i := range 300 {
		inner = append(inner, fmt.Sprintf("%d.txt", i), "x y")
	}
	one := zipOf(t, inner...)
	outer := make([]string, 0, 2*200)
	for i := range 200 {
		outer = append(outer, fmt.Sprintf("%d.zip", i), one)
	}
	bomb := zipOf(t, outer...)
	items := walkBytes(t, "fan.zip", zipOf(t, "fan.zip", bomb))
	pages, failed := 0, 0
	for _, i := range items {
		switch i.Kind {
		case Page:
			pages++
		case Failed:
			failed++
		}
	}
	most := (64<<20 + 400*len(zipOf(t, "fan.zip", bomb))) / memberFloor
	if pages > most || failed == 0 {
		t.Errorf("%d pages of 60,000 and %d failures, want at most %d and the rest named", pages, failed, most)
	}
}

func TestLinks(t *testing.T) {
	top := t.TempDir()
	secret := write(t, filepath.Join(top, "elsewhere", "secret.txt"), "root: a line nobody named\n")
	dir := filepath.Join(top, "in")
	write(t, filepath.Join(dir, "a.html"), htmlPage)
	write(t, filepath.Join(dir, "sub", "b.html"), htmlPage)
	for link, to := range map[string]string{
		"out.txt": secret, "up.txt": filepath.Join("..", "elsewhere", "secret.txt"), "inside.html": "a.html",
		"chain.txt": "up.txt", "folder": filepath.Join(top, "elsewhere"), "loop": ".", "broken.txt": "nothing",
	} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	const far = " a link that leads out of the folder named"
	want := []string{"page in/a.html text/html", "failed in/broken.txt not found", "skipped in/chain.txt" + far,
		"skipped in/folder" + far, "page in/inside.html text/html", "skipped in/loop a link to a folder",
		"skipped in/out.txt" + far, "page in/sub/b.html text/html",
		"skipped in/up.txt" + far}
	if d := cmp.Diff(want, brief(walk(t, Options{}, dir))); d != "" {
		t.Errorf("items (-want +got):\n%s", d)
	}
	want = []string{"page in/a.html text/html", "failed in/broken.txt not found", "page in/chain.txt text/plain",
		"page in/folder/secret.txt text/plain", "page in/inside.html text/html",
		"skipped in/loop a link to a folder that is read in its own place", "page in/out.txt text/plain",
		"page in/sub/b.html text/html",
		"page in/up.txt text/plain"}
	if d := cmp.Diff(want, brief(walk(t, Options{FollowLinks: true}, dir))); d != "" {
		t.Errorf("items with links followed (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]string{"page up.txt text/plain"},
		brief(walk(t, Options{}, filepath.Join(dir, "up.txt")))); d != "" {
		t.Errorf("a link named itself (-want +got):\n%s", d)
	}
}

// TestWalkEnds checks that Walk ends soon after its context, whatever it is reading.
func TestWalkEnds(t *testing.T) {
	big := strings.Repeat("<p>The ferry is late. ", 40<<20/22)
	record := "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: " +
		"900000000\r\n\r\n" + big
	for name, content := range map[string]string{
		"a.html": big, "a.warc": record, "a.tar": tarOf(t, "a.html", big, "b.html", big),
		"a.zip": zipOf(t, "a.html", big, "b.html", big), "a.html.gz": gz(t, big),
		"a.arc": "filedesc://a 0.0.0.0 20240506 text/plain 0\nhttp://a.example/ 1.1.1.1 20240506070809 text/html " +
			"800000000\n" + big,
		"Inbox":   "From a@b Mon May  6 09:08:09 2024\n" + mailHeader + "\r\n" + big,
		"a.mhtml": mailHeader + "MIME-Version: 1.0\r\n" + big,
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, filepath.Join(t.TempDir(), name), content)
			ctx, cancel := context.WithCancel(context.Background())
			var ended time.Time
			time.AfterFunc(20*time.Millisecond, func() { ended = time.Now(); cancel() })
			err := Walk(ctx, []string{path, path, path, path},
				Options{TempDir: t.TempDir(), Limits: Limits{PageBytes: 200 << 20}},
				func(Item) error { return nil })
			if err == nil {
				t.Skip("read before it was told to end")
			}
			// one second, and one more for a busy machine
			if cutting.KindOf(err) == cutting.Invalid || time.Since(ended) > 2*time.Second {
				t.Errorf("%v, %v after the end", err, time.Since(ended))
			}
		})
	}
}

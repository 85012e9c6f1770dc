package capture

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestArchivesBehindOthers: an archive before or after other content is read or reported.
func TestArchivesBehindOthers(t *testing.T) {
	a, b := tarOf(t, "a.html", htmlPage), tarOf(t, "b.html", htmlPage)
	oneZeroBlock := strings.TrimRight(a, "\x00")
	oneZeroBlock += strings.Repeat("\x00", (512-len(oneZeroBlock)%512)%512+512) // one block of zeros
	exe := func(name string) string {
		var z bytes.Buffer
		zw := zip.NewWriter(&z)
		zw.SetOffset(4096)
		w, err := zw.Create(name)
		if err == nil {
			_, err = w.Write([]byte(htmlPage))
		}
		if err == nil {
			err = zw.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		return "MZ\x90\x00\x03\x00" + strings.Repeat("\x00", 4090) + z.String()
	}
	for _, tt := range []struct {
		name, file, content string
		want                []string
	}{
		{"tar behind tar", "x.tar", a + b, []string{"page x.tar!/a.html text/html", "page x.tar!/b.html text/html"}},
		{"tar behind tar, packed", "x.tar.gz", gz(t, a) + gz(t, b),
			[]string{"page x.tar.gz!/a.html text/html", "page x.tar.gz!/b.html text/html"}},
		{"tar behind a record of zeros", "x.tar", a + strings.Repeat("\x00", 9216) + b,
			[]string{"page x.tar!/a.html text/html", "page x.tar!/b.html text/html"}},
		{"tar behind one block of zeros", "x.tar", oneZeroBlock + b,
			[]string{"page x.tar!/a.html text/html", "page x.tar!/b.html text/html"}},
		{"rubbish behind tar", "x.tar", a + strings.Repeat("rubbish ", 500), []string{"page x.tar!/a.html text/html"}},
		{"pages in a program", "x.exe", exe("a.html"), []string{"page x.exe!/a.html text/html"}},
		{"a program with other things in it", "x.exe", exe("a.class"), []string{"skipped x.exe a program"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if d := cmp.Diff(tt.want, brief(walkBytes(t, tt.file, tt.content))); d != "" {
				t.Errorf("items (-want +got):\n%s", d)
			}
		})
	}
}

// TestPagesOfFrames: a page of frames has doubts for those that are missing.
func TestPagesOfFrames(t *testing.T) {
	const set = "<html><head><title>x</title></head><frameset cols=50%,50%>"
	for _, tt := range []struct {
		name, file, content string
		faults              int
	}{
		{"all there", "x.zip", zipOf(t, "a/i.html", set+`<frame src="m.html"><frame src="../n.html">`, "a/m.html",
			htmlPage, "n.html", htmlPage), 0},
		{"one is not", "x.zip", zipOf(t, "a/i.html", set+`<frame src="m.html"><frame src="n.html">`, "a/m.html",
			htmlPage), 1},
		{"on disk", "i.html", set + `<frame src="m.html">`, 1},
		{"on the web", "i.html", set + `<frame src="https://beacon.example/m.html">`, 1},
		{"a page with a frame beside its text", "i.html", htmlPage + `<iframe src="m.html"></iframe>`, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, i := range walkBytes(t, tt.file, tt.content) {
				if strings.HasSuffix(i.Capture.Name, "i.html") && len(i.Faults) != tt.faults {
					t.Errorf("faults %q, want %d", i.Faults, tt.faults)
				}
			}
		})
	}
	t.Run("text for browsers without frames", func(t *testing.T) {
		items := walkBytes(t, "i.html", set+`<frame src="https://beacon.example/m.html"><noframes><body>`+
			strings.Repeat("<p>The ferry of Brindle is late again.</p>", 9)+"</body></noframes></frameset></html>")
		if len(items) != 2 || items[1].Capture.Frame() == "" ||
			!strings.Contains(string(items[1].Content), "late again") {
			t.Errorf("%v", brief(items))
		}
	})
}

// TestLineEndsOfOldMacintoshes: a message whose lines end in CR alone is one.
func TestLineEndsOfOldMacintoshes(t *testing.T) {
	mht := "From: <Saved by a browser>\nSnapshot-Content-Location: https://beacon.example/a\nMIME-Version: 1.0\n" +
		"Content-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n\n" + framePage + "\n--b--\n"
	items := walkBytes(t, "a.mht", strings.ReplaceAll(mht, "\n", "\r"))
	if len(items) != 2 || items[1].Kind != Page || items[1].Capture.URL != "https://beacon.example/a" {
		t.Errorf("%v", brief(items))
	}
}

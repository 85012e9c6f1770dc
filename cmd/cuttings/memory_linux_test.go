package main

import (
	"bufio"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// TestMemoryOfAPage limits the memory of reading and showing a page of many parts to 20 times its bytes, beside
// what the program takes for a page of the same kind that is small.
func TestMemoryOfAPage(t *testing.T) {
	program, dir := buildProgram(t), t.TempDir()
	const prose = "The river rose in the night and the keepers were called to the dam again. "
	peak := func(t *testing.T, file, head, item string, size int) int {
		// Written piece by piece, and nothing of the output kept: the memory of the test
		// itself counts as that of what it starts.
		path := filepath.Join(dir, file)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		w := bufio.NewWriter(f)
		n, _ := w.WriteString(head)
		for i := 0; n < size; i++ {
			k, _ := w.WriteString(strings.ReplaceAll(item, "#", strconv.Itoa(i)))
			n += k
		}
		if err := errors.Join(w.Flush(), f.Close()); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(program, "inspect", path)
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
		return int(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) << 10
	}
	const large, medium = 6_000_000, 2_000_000
	for _, c := range []struct {
		name, file, head, item string
		size                   int
	}{
		{"a listing", "a.html", "<ul>", "<li><a href=/a/#>Headline about the dam #</a><span class=date>5 May 2011" +
			"</span><p>" + prose + "</p></li>", large},
		{"open templates", "a.html", "<p>x</p>", "<template>", large},
		{"nested lists", "a.html", "<p>x</p>", "<ul><li>x", large},
		{"paragraphs", "a.html", "<body>", "<p>" + prose + "#</p>", large},
		{"links at places of their own", "a.html", "<body>", "<div class=it><h3>Headline # about the dam</h3>" +
			"<div><k#><p><a href=/#>Link text # of it</a> " + prose + "</p></k#></div></div>", large},
		{"lines", "a.txt", "", prose + "\n", large},
		// Pages of 2 MB may have more blocks and elements to a byte.
		{"framesets", "a.html", "<p>x</p>", "<frameset>", medium},
		{"markup in a JSON feed", "a.json", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1",` +
			`"content_html":"`, "<div>", medium},
		{"headings and paragraphs", "a.html", "<body>", "<h2>Headline number #</h2><p>" + prose + "</p>", medium},
		{"headings of several levels", "a.html", "<body>", "<div class=x1><h2><a href=/a/#>Headline about the dam #" +
			"</a></h2></div><div class=x2><h3><a href=/b/#>Another headline here #</a></h3></div>", medium},
	} {
		t.Run(c.name, func(t *testing.T) {
			const small = 50_000
			base, got := peak(t, c.file, c.head, c.item, small), peak(t, c.file, c.head, c.item, c.size)
			if got-base > 20*c.size {
				t.Errorf("%d MB beside the %d MB of a small page, want at most 20 times %d MB", (got-base)>>20,
					base>>20, c.size>>20)
			}
			t.Logf("%.1f bytes a byte beside %d MB", float64(got-base)/float64(c.size), base>>20)
		})
	}
}

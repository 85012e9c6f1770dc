package capture

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/cutting"
	"cuttings/internal/form"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestCarriers walks files and folders written by other tools, one folder for each kind, and
// compares the result with testdata/carriers.txt: a page, a container or a reason for every file,
// and where each page is from.
func TestCarriers(t *testing.T) {
	kinds, err := os.ReadDir("testdata/carriers")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, k := range kinds {
		items := walk(t, Options{Now: time.Now}, filepath.Join("testdata/carriers", k.Name()))
		for n, line := range brief(items) {
			i := items[n]
			if i.Capture.URL != "" {
				line += " " + i.Capture.URL
			}
			if i.Capture.TimeOrigin != "" && i.Capture.TimeOrigin != timeMtime {
				line += " " + i.Capture.Time.Format("2006-01-02T15:04:05")
			}
			if len(i.Faults) > 0 {
				line += " (" + strings.Join(i.Faults, "; ") + ")"
			}
			lines = append(lines, line)
			if i.Kind == Page {
				checkGate(t, i)
			}
			if i.Kind == Failed && !strings.HasPrefix(i.Err.Error(), i.Capture.Name+": ") {
				t.Errorf("%s: a failure that does not name its file: %v", i.Capture.Name, i.Err)
			}
		}
	}
	const golden = "testdata/carriers.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(strings.TrimSuffix(string(want), "\n"), "\n"), lines); d != "" {
		t.Errorf("items (-want +got):\n%s", d)
	}
}

// checkGate checks that the reader of pages, which uses the same detection with the capture's
// fields, also detects a page.
func checkGate(t *testing.T, i Item) {
	t.Helper()
	c := i.Capture
	found := form.Detect(i.Content, true, form.Hints{Name: c.Name, MediaType: c.MediaType, Charset: c.Charset})
	if found.MediaType == "" {
		t.Errorf("%s (%s): let in as a page and then found to be %q%s", c.Name, c.MediaType, found.Reason,
			found.Unread)
	}
}

// TestEveryFileIsAccountedFor checks that a folder of all kinds of carriers gives at least one item
// for every file: a capture, or a reason with a name. The folders in CUTTINGS_FILES are checked and
// counted too.
func TestEveryFileIsAccountedFor(t *testing.T) {
	more := filepath.SplitList(os.Getenv("CUTTINGS_FILES"))
	for _, root := range slices.Concat([]string{"testdata/carriers", "../sample"}, more) {
		const captured, left, failed = "captured", "left out", "failed"
		outcome, of := map[string]string{}, map[string]int{}
		err := Walk(t.Context(), []string{root}, Options{}, func(i Item) error {
			file, _, _ := strings.Cut(i.Capture.Name, "!/")
			switch i.Kind {
			case Skipped:
				of["left out: "+string(i.Reason)]++
				if outcome[file] == "" {
					outcome[file] = left
				}
			case Failed:
				of["failed: "+fmt.Sprint(cutting.KindOf(i.Err))]++
				if outcome[file] != captured {
					outcome[file] = failed
				}
			default:
				of[i.Kind.String()]++
				outcome[file] = captured
			}
			if i.Kind == Skipped && i.Reason == "" || i.Kind == Failed && cutting.KindOf(i.Err) == cutting.Internal {
				t.Errorf("%s: left out without a reason (%v)", i.Capture.Name, i.Err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]int{}
		err = filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			rel, err := filepath.Rel(filepath.Dir(root), p)
			name := filepath.ToSlash(rel)
			files[outcome[name]]++
			if outcome[name] == "" {
				t.Errorf("%s: in no item", name)
			}
			return err
		})
		if n := files[captured] + files[left] + files[failed]; err != nil || n == 0 || n != len(outcome) {
			t.Errorf("%s: %d files, %d names in items (%v)", root, n, len(outcome), err)
		}
		t.Logf("%s: files %v; items %v", root, files, of)
	}
}

// TestWordPressExport checks that what an export has beside published texts is named, by its reason.
func TestWordPressExport(t *testing.T) {
	const src = `<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>` +
		`<title>x</title>` +
		`<item><title>a</title><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>` +
		`<item><title>b</title><wp:post_id>4</wp:post_id><wp:post_type>post</wp:post_type>` +
		`<wp:status>draft</wp:status></item>` +
		`<item><title>c</title><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status></item>` +
		`</channel></rss>`
	got := ""
	for _, i := range walkBytes(t, "export.xml", src) {
		got += i.Kind.String() + " " + filepath.Base(i.Capture.Name) + " " + string(i.Reason) + "\n"
	}
	want := "page export.xml \n" +
		"skipped post-4 a draft in a WordPress export, not published\n" +
		"skipped item-2 an uploaded file in a WordPress export, without its content\n"
	if got != want {
		t.Errorf("%s, want\n%s", got, want)
	}
}

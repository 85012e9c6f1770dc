package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"cuttings/cutting"
	"cuttings/internal/foldertest"
	"cuttings/page"
	"cuttings/publish"
	"cuttings/split"
)

// listed is an item of a published listing.
type listed struct{ Rail, Headline, Excerpt, URL string }

// listedIn reads the items of a page by its markup alone.
func listedIn(t *testing.T, content string) (out []listed) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	class := func(n *html.Node, want string) bool {
		for _, a := range n.Attr {
			if a.Key == "class" {
				for _, c := range strings.Fields(a.Val) {
					if c == want {
						return true
					}
				}
			}
		}
		return false
	}
	var text func(n *html.Node) string
	text = func(n *html.Node) string {
		if n.Type == html.TextNode {
			return n.Data
		}
		var s string
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			s += text(c)
		}
		return s
	}
	var walk func(n *html.Node, it *listed, rail *string)
	walk = func(n *html.Node, it *listed, rail *string) {
		switch {
		case class(n, "rail"):
			rail = new(string)
		case class(n, "h-entry"):
			out = append(out, listed{})
			if it = &out[len(out)-1]; rail != nil {
				it.Rail = *rail
			}
		case it == nil && class(n, "p-name"): // of the page, or of a side list
			if rail != nil {
				*rail = text(n)
			}
		case class(n, "p-name"):
			it.Headline = text(n)
			for _, a := range n.Attr {
				if a.Key == "href" {
					it.URL = a.Val
				}
			}
		case class(n, "p-summary"):
			it.Excerpt = text(n)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, it, rail)
		}
	}
	walk(doc, nil, nil)
	return out
}

// readListing takes content through the program's own reader.
func readListing(t *testing.T, content, name string) (text string, out []listed) {
	t.Helper()
	p, err := page.Read([]byte(content), page.Options{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	s := split.Split(p, split.Options{})
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		out = append(out, listed{c.Rail, c.Headline, c.Text(p.Text), c.URL})
	}
	return p.Text, out
}

// publishedSample makes an archive of the sample, with a public topic and digest and with much
// that is private, and publishes it. It returns the archive and the site's folder.
func publishedSample(t *testing.T) (arch, site string) {
	t.Helper()
	dir := t.TempDir()
	dir = filepath.Join(dir, "xyzzy")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	arch, site = filepath.Join(dir, "archive"), filepath.Join(dir, "site")
	command(t, "init", arch)
	command(t, "add", "--archive", arch, filepath.Join("..", "..", "sample"))
	at := func(args ...string) { t.Helper(); command(t, append(args, "--archive", arch)...) }
	at("topic", "make", "The dam", "--query", "dam", "--intro", "What was said of it.", "--public")
	at("digest", "make", "the-dam", "--keep", "--title", "Week of the dam", "--out", filepath.Join(dir, "week.html"))
	at("digest", "publish", "week-of-the-dam", "--public")
	at("topic", "make", "Xyzzy topic", "--query", "wall", "--intro", "xyzzy words", "--why", "xyzzy reason")
	at("digest", "make", "xyzzy-topic", "--keep", "--title", "Xyzzy draft", "--out", filepath.Join(dir, "draft.html"))
	out, err := exec.Command("cuttings", "search", "dam", "--json", "--archive", arch).Output()
	if err != nil {
		t.Fatal(err)
	}
	var first struct {
		ID string `json:"id"`
	}
	if err := json.NewDecoder(strings.NewReader(string(out))).Decode(&first); err != nil || first.ID == "" {
		t.Fatalf("%v: %.200s", err, out)
	}
	at("note", first.ID, "a xyzzy note", "--tag", "xyzzytag")
	at("publish", "--out", site)
	return arch, site
}

// servePublic serves an archive's public site until the test ends, and returns its address.
func servePublic(t *testing.T, arch string) string {
	t.Helper()
	cmd := exec.Command("cuttings", "serve", "--public", "--archive", arch, "--addr", "127.0.0.1:0")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return siteAddress.FindString(line)
}

// TestPublishedSample publishes the sample: no file has what only the desk sees, the server shows the same and
// nothing else, and every listing splits into its items again, as a page and as the page's bare text.
func TestPublishedSample(t *testing.T) {
	if testing.Short() {
		t.Skip("publishes and serves the sample")
	}
	arch, site := publishedSample(t)
	files := foldertest.Content(t, site)
	if len(files) < 200 {
		t.Fatalf("%d files", len(files))
	}
	if !strings.Contains(files["digest/week-of-the-dam.html"], "h-entry") {
		t.Error("the public digest is not there")
	}
	t.Run("nothing of the desk or the machine", func(t *testing.T) {
		dump, err := exec.Command("cuttings", "dump", "--archive", arch).Output()
		if err != nil {
			t.Fatal(err)
		}
		secrets := []string{"xyzzy", filepath.Dir(arch), "file://"}
		host, _ := os.Hostname()
		if len(host) > 4 {
			secrets = append(secrets, host)
		}
		names := 0
		for _, line := range strings.Split(string(dump), "\n") {
			var row struct {
				Page struct {
					Capture struct{ Name, URL string } `json:"capture"`
				} `json:"page"`
			}
			if json.Unmarshal([]byte(line), &row) != nil {
				continue
			}
			c := row.Page.Capture
			if strings.Contains(c.Name, "/") && !strings.Contains(c.URL, filepath.Base(c.Name)) {
				secrets = append(secrets, c.Name)
				names++
			}
		}
		if names < 10 {
			t.Errorf("%d names of files are looked for: the dump has another form", names)
		}
		for p, content := range files {
			low := strings.ToLower(p + "\n" + content)
			for _, s := range secrets {
				if strings.Contains(low, strings.ToLower(s)) {
					t.Errorf("%s holds %q", p, s)
				}
			}
		}
	})
	t.Run("served alike", func(t *testing.T) {
		at := servePublic(t, arch)
		for p, content := range files {
			res, err := http.Get(at + p)
			if err != nil {
				t.Fatal(err)
			}
			b, err := io.ReadAll(res.Body)
			if err = firstError(err, res.Body.Close()); err != nil {
				t.Fatal(err)
			}
			if p == "cuttings-site.json" {
				if res.StatusCode != http.StatusNotFound {
					t.Errorf("%s: %s", p, res.Status)
				}
				continue
			}
			if res.StatusCode != http.StatusOK || string(b) != content {
				t.Errorf("%s is not served as it is written: %s", p, res.Status)
			}
		}
		for _, p := range []string{"status", "captures", "topics", "topics/xyzzy-topic", "topic/xyzzy-topic.html",
			"digests", "digest/xyzzy-draft.html", "work", "basket", "help", "search?q=wall", "feed.json"} {
			res, err := http.Get(at + p)
			if err != nil {
				t.Fatal(err)
			}
			if err := res.Body.Close(); err != nil || res.StatusCode != http.StatusNotFound {
				t.Errorf("%s: %s", p, res.Status)
			}
		}
	})
	t.Run("redacted while it is served", func(t *testing.T) {
		at := servePublic(t, arch)
		names := func() (n int) {
			t.Helper()
			for p := range files {
				res, err := http.Get(at + p)
				if err != nil {
					t.Fatal(err)
				}
				b, err := io.ReadAll(res.Body)
				if err = firstError(err, res.Body.Close()); err != nil {
					t.Fatal(err)
				}
				n += strings.Count(string(b), "Osvanne")
			}
			return n
		}
		if names() == 0 {
			t.Fatal("nobody is named so")
		}
		command(t, "redact", "Mirel Osvanne", "--also", "Osvanne", "--why", "she asked", "--archive", arch)
		deadline := time.Now().Add(20 * time.Second)
		for n := names(); n > 0; n = names() {
			if time.Now().After(deadline) {
				t.Fatalf("redacted, and still named %d times", n)
			}
			time.Sleep(100 * time.Millisecond)
		}
		for line := range 20 { // what it covers is the desk's alone
			res, err := http.Get(fmt.Sprint(at, "redactions/", line))
			if err != nil {
				t.Fatal(err)
			}
			if err := res.Body.Close(); err != nil || res.StatusCode != http.StatusNotFound {
				t.Errorf("the page of redaction %d: %s", line, res.Status)
			}
		}
		command(t, "publish", "--out", site, "--archive", arch)
		for p, content := range foldertest.Content(t, site) {
			if strings.Contains(p+content, "Osvanne") {
				t.Errorf("%s names her", p)
			}
		}
		command(t, "verify", "--archive", arch)
	})
	t.Run("round trip", func(t *testing.T) {
		pages, items, wrong := 0, 0, map[string]int{}
		for p, content := range files {
			if !strings.Contains(content, "digest h-feed") {
				continue
			}
			want := listedIn(t, content)
			pages, items = pages+1, items+len(want)
			text, got := readListing(t, content, "page.html")
			if diff := cmp.Diff(want, got); diff != "" {
				wrong["page"]++
				t.Errorf("%s as a page: (-want +got)\n%s", p, diff)
			}
			// An item without an address links to its page on the site, which bare text does not print.
			for i := range want {
				if !strings.Contains(want[i].URL, "://") {
					want[i].URL = ""
				}
			}
			_, got = readListing(t, strings.ReplaceAll(text, "\n", "\n\n")+"\n", "page.txt")
			if diff := cmp.Diff(want, got); diff != "" {
				wrong["text"]++
				t.Errorf("%s as bare text: (-want +got)\n%s", p, diff)
			}
		}
		if pages < 20 || items < 200 {
			t.Errorf("%d listings with %d items: too few to tell anything", pages, items)
		}
		t.Logf("%d listings, %d items; wrong: %v", pages, items, wrong)
	})
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestPublicSiteIsMadeAnew checks when a served site is made: again after a while, in the background; at once
// when decisions have changed what may be shown.
func TestPublicSiteIsMadeAnew(t *testing.T) {
	now, allowed, made := time.Unix(0, 0), "a", 0
	var fails error
	p := &publicSite{now: func() time.Time { return now }, allowed: func() string { return allowed },
		viewed: func() ([]string, error) { return nil, nil },
		make: func() (*publish.Site, error) {
			made++
			return publish.New(publish.Options{Archive: fmt.Sprint("Site ", made)}, publish.Content{}), fails
		}}
	steps := []struct {
		name  string
		do    func()
		made  int
		fails bool
	}{
		{"first", nil, 1, false},
		{"again", nil, 1, false},
		{"soon", func() { now = now.Add(publicEvery - 1) }, 1, false},
		{"later, in the background", func() { now = now.Add(1) }, 2, false},
		{"what may be shown has changed", func() { allowed = "b" }, 3, false},
		{"it has, and no site can be made", func() { allowed, fails = "c", errors.New("no") }, 4, true},
		{"it can again", func() { fails = nil }, 5, false},
		{"later, and none can be made", func() { now, fails = now.Add(publicEvery), errors.New("no") }, 6, false},
		{"soon after that", nil, 6, false},
	}
	for _, s := range steps {
		if s.do != nil {
			s.do()
		}
		site, err := p.current()
		p.wait()
		if (err != nil) != s.fails || made != s.made || (site == nil) != s.fails {
			t.Errorf("%s: made %d times, want %d; %v", s.name, made, s.made, err)
		}
	}
}

// TestPublicSiteShowsViews checks that a site that takes long to make, and so is seldom made again, lists what is
// viewed most soon after that changed.
func TestPublicSiteShowsViews(t *testing.T) {
	now, viewed := time.Unix(0, 0), []string{"a"}
	items := []*publish.Item{
		{ID: "a", Kind: cutting.Article, Headline: "Levy passed", URL: "https://hadrin.example/a"},
		{ID: "b", Kind: cutting.Article, Headline: "Levy stays", URL: "https://hadrin.example/b"},
	}
	site := func() *publish.Site {
		return publish.New(publish.Options{Archive: "Hadrin"},
			publish.Content{Items: items, Pages: items, Viewed: viewed})
	}
	made := 0
	p := &publicSite{now: func() time.Time { return now }, allowed: func() string { return "" },
		viewed: func() ([]string, error) { return viewed, nil },
		make: func() (*publish.Site, error) {
			made++
			now = now.Add(time.Minute)
			return site(), nil
		}}
	if _, err := p.current(); err != nil {
		t.Fatal(err)
	}
	viewed = []string{"b", "a"}
	now = now.Add(publicEvery)
	got, err := p.current()
	if err != nil || made != 1 {
		t.Fatalf("made %d times, %v", made, err)
	}
	want := site().Files()
	if n := len(got.Files()); n != len(want) {
		t.Fatalf("%d files, want %d", n, len(want))
	}
	for i, f := range got.Files() {
		if f.Path != want[i].Path || f.Key != want[i].Key {
			t.Errorf("%s is not as it would be published", f.Path)
		}
	}
}

func TestInFolder(t *testing.T) {
	dir := t.TempDir()
	arch := filepath.Join(dir, "arch")
	if err := firstError(os.MkdirAll(filepath.Join(arch, "desk"), 0o755),
		os.Symlink(arch, filepath.Join(dir, "link"))); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for p, want := range map[string]bool{arch: true, "arch": true, "arch/site": true, "arch/a/b/c": true,
		"link/site": true, "arch/../arch/site": true, "site": false, "archive": false, ".": false,
		"arch/../site": false, "..": false} {
		if got := inFolder(arch, p); got != want {
			t.Errorf("%s: %v", p, got)
		}
	}
}

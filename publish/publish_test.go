package publish

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"encoding/xml"
	"flag"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/export/feed"
	"cuttings/export/feed/feedtest"
	"cuttings/internal/foldertest"
	"cuttings/library"
	"cuttings/redact"
)

var update = flag.Bool("update", false, "write the golden files anew")

// invented returns a small site: three outlets, a story, a text from right to left, an item without anything, a
// topic, a published and a withdrawn digest.
func invented() (Options, Content) {
	ev := func(n int) []Evidence {
		return []Evidence{{Capture: fmt.Sprint("capture", n),
			Checksum: cutting.Checksum(strings.Repeat(fmt.Sprint(n), 64)), Length: 4000,
			Bytes: []cutting.Range{{Start: 10, End: 1300}},
			Saved: time.Date(2012, 10, 4, 9, 30, 0, 0, time.UTC), Known: cutting.TimeOfFile,
			URL: fmt.Sprintf("https://hadrin.example/%d", n)}}
	}
	a := &Item{ID: "aaa", Kind: cutting.Article, Headline: "Cracks in the dam & <other> \"news\"",
		Excerpt: "Three hairline fissures were found…", Byline: []string{"Ada Brandmoor"},
		URL: "https://hadrin.example/cracks?a=1&b=2", SourceID: "hadrin.example", Source: "Hadrin Post",
		Published: cutting.Date{Value: "2012-10-03"}, Lang: "en", Section: "World", Added: "2026-11-01T12:00:00Z",
		Story: 2, Texts: 1, Evidence: ev(1), Independent: true}
	b := &Item{ID: "bbb", Kind: cutting.Teaser, Headline: "Cracks found", SourceID: "velm.example",
		Source: "Velm Courier", Published: cutting.Date{Value: "2012-10-02"}, Lang: "en",
		Added: "2026-11-03T12:00:00Z", Story: 2, Texts: 1, Evidence: ev(2)}
	a.AlsoIn = []Other{{ID: "bbb", Headline: b.Headline, Source: b.Source, Published: b.Published}}
	b.AlsoIn = []Other{{ID: "aaa", Headline: a.Headline, Source: a.Source, URL: a.URL, Published: a.Published,
		Independent: true}}
	c := &Item{ID: "ccc", Kind: cutting.Article, Headline: "ترک در سد", Excerpt: "سه ترک مویی پیدا شد.",
		URL: "https://bandar.example/سد", SourceID: "bandar.example", Source: "بندر", Lang: "fa",
		Published: cutting.Date{Value: "2011-04"}, Added: "2026-11-02T12:00:00Z", Evidence: ev(3),
		Independent: true}
	d := &Item{ID: "ddd", Kind: cutting.Article, Evidence: ev(4), Added: "2026-10-01T12:00:00Z"}
	return Options{Archive: "Archive of Hadrin", Base: "https://press.example/hadrin", Introduction: "What was said."},
		Content{Items: []*Item{a, c, d}, Pages: []*Item{a, b, c, d}, Viewed: []string{"ccc", "gone"},
			Sections: []Section{{Slug: "dam", Title: "The dam", Introduction: "All of it.", Items: []*Item{a}},
				{Slug: "sad", Title: "سد", Lang: "fa", Items: []*Item{c}}},
			Issues: []Issue{
				{Slug: "week-40", section: 1, Digest: digest.Digest{Title: "Week 40", State: digest.Published,
					Made: time.Date(2012, 10, 7, 8, 0, 0, 0, time.UTC),
					Items: []digest.Item{{Cutting: "aaa", Headline: a.Headline, Excerpt: a.Excerpt, URL: a.URL,
						Source: a.Source, Published: "2012-10-03", Note: "Denied a day later.",
						Evidence: &digest.Evidence{Capture: "capture1", Checksum: a.Evidence[0].Checksum,
							URL: "/desk"}}}}},
				{Slug: "week-39", Digest: digest.Digest{Title: "Week 39", State: digest.Withdrawn,
					Why:  "A date was wrong.",
					Made: time.Date(2012, 9, 30, 8, 0, 0, 0, time.UTC)}}}}
}

// contents makes every file of a site.
func contents(t *testing.T, s *Site) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, f := range s.Files() {
		b, err := f.Make()
		if err != nil {
			t.Fatal(f.Path, err)
		}
		if _, twice := out[f.Path]; twice {
			t.Errorf("%s is there twice", f.Path)
		}
		out[f.Path] = string(b)
	}
	return out
}

// TestGolden compares the pages byte for byte; when one changes, the layout's number must change too.
func TestGolden(t *testing.T) {
	files := contents(t, New(invented()))
	for _, p := range []string{"index.html", "topic/sad.html", "item/aaa.html", "item/ddd.html",
		"source/hadrin.example.html", "sources.html", "months.html", "month/2012-10.html", "search.html",
		"search/1.js", "digests.html", "digest/week-40.html", "digest/week-39.html", "feed.atom", "sitemap.xml"} {
		t.Run(p, func(t *testing.T) {
			name := filepath.Join("testdata", strings.ReplaceAll(p, "/", "_")+".golden")
			if *update {
				if err := errorsOf(os.MkdirAll("testdata", 0o755),
					os.WriteFile(name, []byte(files[p]), 0o644)); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if string(want) != files[p] {
				t.Errorf("%s has changed: raise layout and run with -update\n%s", p, files[p])
			}
		})
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestFeedsForPeople: every feed in XML refers to the site's own style sheet, from wherever it is, and pages
// link to each.
func TestFeedsForPeople(t *testing.T) {
	files := contents(t, New(invented()))
	linked := map[string]bool{}
	for p, content := range files {
		if path.Ext(p) == ".html" {
			for _, m := range regexp.MustCompile(`href="([^"]+\.(?:atom|rss))"`).FindAllStringSubmatch(content, -1) {
				linked[path.Join(path.Dir(p), m[1])] = true
			}
		}
	}
	for p, content := range files {
		if ext := path.Ext(p); ext != ".atom" && ext != ".rss" {
			continue
		}
		m := regexp.MustCompile(`<\?xml-stylesheet type="text/css" href="([^"]+)"`).FindStringSubmatch(content)
		if m == nil || files[path.Join(path.Dir(p), m[1])] == "" {
			t.Errorf("%s has no style sheet: %q", p, m)
		}
		if !linked[p] {
			t.Errorf("no page links to %s", p)
		}
	}
}

// TestLinks follows every link of every page: its target must be a file of the site or on the web; nothing else is
// loaded, and nothing runs but the search.
func TestLinks(t *testing.T) {
	o, c := invented()
	o.PerPage = 2
	files := contents(t, New(o, c))
	scripts := 0
	for p, content := range files {
		if path.Ext(p) != ".html" {
			continue
		}
		z := html.NewTokenizer(strings.NewReader(content))
		for z.Next() != html.ErrorToken {
			tok := z.Token()
			for _, a := range tok.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "style" {
					t.Errorf("%s: <%s %s>", p, tok.Data, a.Key)
				}
				if a.Key != "href" && a.Key != "src" || tok.Type == html.EndTagToken {
					continue
				}
				if strings.HasPrefix(a.Val, "https://") && a.Key == "href" {
					continue
				}
				if to := path.Join(path.Dir(p), a.Val); files[to] == "" {
					t.Errorf("%s: <%s %s=%q> leads nowhere", p, tok.Data, a.Key, a.Val)
				}
				if a.Key == "src" {
					scripts++
					if p != "search.html" || tok.Data != "script" {
						t.Errorf("%s loads %s", p, a.Val)
					}
				}
			}
		}
		if !strings.Contains(content, "default-src &#39;none&#39;") {
			t.Errorf("%s has no policy", p)
		}
	}
	if scripts != 2 {
		t.Errorf("%d scripts are loaded, want the search and its index", scripts)
	}
}

// TestFormats reads what programs read.
func TestFormats(t *testing.T) {
	files := contents(t, New(invented()))
	for p, content := range files {
		switch path.Ext(p) {
		case ".xml", ".atom":
			dec := xml.NewDecoder(strings.NewReader(content))
			for {
				if _, err := dec.Token(); err != nil {
					if err.Error() != "EOF" {
						t.Errorf("%s: %v", p, err)
					}
					break
				}
			}
		case ".html":
			if _, ld, ok := strings.Cut(content, `application/ld+json">`); ok {
				ld, _, _ = strings.Cut(ld, "</script>")
				if !json.Valid([]byte(ld)) {
					t.Errorf("%s: %s", p, ld)
				}
			}
		}
	}
	if got := strings.Count(files["sitemap.xml"], "<loc>https://press.example/hadrin/"); got < 15 {
		t.Errorf("the site map has %d pages", got)
	}
	if !strings.Contains(files["sitemap.xml"], "<loc>https://press.example/hadrin/</loc>") {
		t.Error("the site map lacks the front page")
	}
}

// TestFeedsByTheRules checks every feed of a site by a validator's rules, with and without an
// address of the site's own.
func TestFeedsByTheRules(t *testing.T) {
	for _, base := range []string{"https://press.example/hadrin", ""} {
		o, c := invented()
		o.Base = base
		c.Pages[0].Headline, c.Pages[0].URL = "\x00<b>\ufffe", "https://hadrin.example/a b?c d|e"
		c.Sections = append(c.Sections, Section{Slug: "nothing", Title: "Nothing"})
		s, n := New(o, c), 0
		for _, f := range s.Files() {
			if !strings.Contains(mediaType(f.Type), "+") || strings.Contains(f.Type, "svg") {
				continue
			}
			n++
			body, err := f.Make()
			if err != nil {
				t.Fatal(err)
			}
			for _, wrong := range feedtest.Check(feedtest.Feed{Type: f.Type, Body: body, Self: s.absoluteURL(f.Path),
				Fresh: true}) {
				t.Errorf("%s of a site at %q: %s", f.Path, base, wrong)
			}
		}
		if n < 8 {
			t.Errorf("%d feeds", n)
		}
	}
}

// TestWithdrawalIsFollowed: the feed of digests has an item for a withdrawal, with its time.
func TestWithdrawalIsFollowed(t *testing.T) {
	o, c := invented()
	c.Issues[1].Decided = time.Date(2012, 11, 5, 9, 0, 0, 0, time.UTC)
	for _, it := range New(o, c).issueItems("digests.atom") {
		if strings.Contains(it.Title, "withdrawn") && !it.Updated.Equal(c.Issues[1].Decided) {
			t.Errorf("%q is of %s", it.Title, it.Updated)
		}
	}
	f := &fake{digests: []library.Digest{digestOf("w", "Week", cutting.Withdrawn, true)}}
	f.digests[0].By.When = c.Issues[1].Decided
	found, err := (&Collector{Archive: f}).Content(context.Background(), "")
	if err != nil || len(found.Issues) != 1 || !found.Issues[0].Decided.Equal(c.Issues[1].Decided) {
		t.Errorf("%v, %+v", err, found.Issues)
	}
}

// TestPaging checks that every item is listed once, whatever the number of pages.
func TestPaging(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 4, 5, 7} {
		var c Content
		for i := range n {
			c.Items = append(c.Items, &Item{ID: fmt.Sprint("i", i), Headline: fmt.Sprint("Headline no ", i)})
		}
		c.Pages = c.Items
		s := New(Options{Archive: "A", PerPage: 2}, c)
		p, seen, pages := "index.html", 0, 0
		for p != "" {
			f, ok := s.File(p)
			if !ok {
				t.Fatalf("%d items: no page %s", n, p)
			}
			b, err := f.Make()
			if err != nil {
				t.Fatal(err)
			}
			list, _, _ := strings.Cut(string(b), "<aside")
			seen += strings.Count(list, `class="h-entry"`)
			pages++
			_, next, ok := strings.Cut(string(b), `rel="next" href="`)
			if next, _, _ = strings.Cut(next, `"`); !ok {
				break
			}
			p = path.Join(path.Dir(p), next)
		}
		if seen != n || pages != max(1, (n+1)/2) {
			t.Errorf("%d items: %d listed on %d pages", n, seen, pages)
		}
	}
}

// TestKeys checks that a file's key changes with its content: a list that grows changes its first page, which
// links to one more.
func TestKeys(t *testing.T) {
	o, c := invented()
	o.PerPage = 1
	before := New(o, c)
	for name, change := range map[string]func(*Options, *Content){
		"an item more": func(_ *Options, c *Content) { c.Items = append(slices.Clone(c.Items), c.Pages[1]) },
		"an item less": func(_ *Options, c *Content) { c.Items = c.Items[:1] },
		"most viewed":  func(_ *Options, c *Content) { c.Viewed = []string{"aaa"} },
		"a topic's title": func(_ *Options, c *Content) {
			c.Sections = slices.Clone(c.Sections)
			c.Sections[0].Title = "x"
		},
		"no topics":  func(_ *Options, c *Content) { c.Sections = nil },
		"no digests": func(_ *Options, c *Content) { c.Issues = nil },
		"a digest": func(_ *Options, c *Content) {
			c.Issues = slices.Clone(c.Issues)
			c.Issues[0].Digest.Title = "x"
		},
		"the name":          func(o *Options, _ *Content) { o.Archive = "x" },
		"the introduction":  func(o *Options, _ *Content) { o.Introduction = "x" },
		"the address":       func(o *Options, _ *Content) { o.Base = "" },
		"full texts":        func(o *Options, _ *Content) { o.Full = true },
		"language":          func(o *Options, _ *Content) { o.Lang = "de" },
		"more items a page": func(o *Options, _ *Content) { o.PerPage = 30 },
	} {
		o2, c2 := o, c
		change(&o2, &c2)
		after := New(o2, c2)
		was := contents(t, before)
		for p, content := range contents(t, after) {
			f, _ := after.File(p)
			g, had := before.File(p)
			if had && was[p] != content && f.Key == g.Key {
				t.Errorf("%s: %s has changed and its key has not", name, p)
			}
		}
	}
	if a, b := New(invented()), New(invented()); !slices.EqualFunc(a.Files(), b.Files(), func(x, y File) bool {
		return x.Path == y.Path && x.Key == y.Key
	}) {
		t.Error("the same content gives other keys")
	}
}

func TestFileName(t *testing.T) {
	for id, kept := range map[string]bool{"hadrin.example": true, "a-b": true, "": false, "..": false, "a/b": false,
		".hidden": false, "Öl": false, "con": false, "com1.txt": false, "comb": true, "a.": false, "UPPER": false,
		strings.Repeat("a", 81): false, "x y": false} {
		got := fileName(id)
		if (got == id) != kept || got == "" || strings.ContainsAny(got, "/\\ ") {
			t.Errorf("%q gives %q", id, got)
		}
	}
	if fileName("a/b") == fileName("a b") {
		t.Error("two IDs have one name")
	}
}

func write(t *testing.T, s *Site, dir string) Written {
	t.Helper()
	w, err := s.Write(context.Background(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// TestWithdrawnFeeds: the feeds of a topic that was removed stay at their addresses in every form. One entry, whose ID
// stays the same, says that it is withdrawn and why; the reason names nobody redacted and is that of a public topic.
func TestWithdrawnFeeds(t *testing.T) {
	removed := cutting.Topic{Title: "Dam", Public: true, Removed: true, Why: "Ada Brandmoor asked"}
	hidden := removed
	hidden.Public = false
	found, err := (&Collector{Archive: &fake{removed: []library.Topic{{ID: "a", Topic: removed},
		{ID: "b", Topic: hidden}}}, Redactor: redact.New([]cutting.Redaction{{Name: "Ada Brandmoor"}})}).
		Content(t.Context(), "")
	why, ok := found.reasons["topic/a"]
	if err != nil || !ok || strings.Contains(why, "Brandmoor") || !strings.Contains(why, "asked") ||
		len(found.reasons) != 1 {
		t.Errorf("reasons %q (%v)", found.reasons, err)
	}
	o, c := invented()
	name := "topic/" + c.Sections[0].Slug
	for _, lang := range Languages() {
		o.Lang = lang
		dir := t.TempDir()
		write(t, New(o, c), dir)
		for _, reason := range []string{"", "a wrong name"} {
			less := c
			less.Sections, less.reasons = nil, map[string]string{name: reason}
			write(t, New(o, less), dir)
			for _, form := range feed.Forms() {
				path := feedPath(name, form)
				body := foldertest.Content(t, dir)[path]
				want := cmp.Or(reason, New(o, less).translate("The page that was here is no longer published."))
				if !strings.Contains(body, want) ||
					strings.Count(body, "urn:x-cuttings:withdrawn:"+nameOf(name)) != 1 ||
					strings.Contains(body, c.Sections[0].Title) {
					t.Fatalf("in %s: %s\n%s", lang, path, body)
				}
				is := feedtest.Feed{Type: form.MediaType, Body: []byte(body), Self: New(o, less).absoluteURL(path)}
				for _, wrong := range feedtest.Check(is) {
					t.Errorf("in %s: %s: %s", lang, path, wrong)
				}
			}
			if w := write(t, New(o, less), dir); w.Changed+w.Withdrawn+w.Removed != 0 {
				t.Errorf("again: %+v", w)
			}
		}
		write(t, New(o, c), dir)
		if body := foldertest.Content(t, dir)[name+".atom"]; strings.Contains(body, "urn:x-cuttings:withdrawn:") {
			t.Error("a feed that came back says that it is withdrawn")
		}
	}
}

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "site")
	o, c := invented()
	s := New(o, c)
	w := write(t, s, dir)
	if w.Files != len(s.Files()) || w.Changed != w.Files || w.Withdrawn+w.Removed != 0 {
		t.Errorf("first run: %+v", w)
	}
	want := contents(t, s)
	got := foldertest.Content(t, dir)
	for p, content := range want {
		if got[p] != content {
			t.Errorf("%s is not what the site has", p)
		}
	}
	if len(got) != len(want)+1 {
		t.Errorf("%d files for %d", len(got), len(want))
	}
	if w := write(t, s, dir); w.Changed+w.Withdrawn+w.Removed != 0 {
		t.Errorf("second run: %+v", w)
	}

	// A cutting is no longer published: its page states that; an outlet's feed is gone.
	less := c
	less.Items, less.Pages, less.Sections = c.Items[:1], c.Pages[:2], c.Sections[:1]
	s = New(o, less)
	if w := write(t, s, dir); w.Withdrawn == 0 || w.Removed != 0 { // feeds of a topic and an outlet stay
		t.Errorf("with less: %+v", w)
	}
	if b := foldertest.Content(t, dir)["item/ccc.html"]; !strings.Contains(b, "no longer published") ||
		strings.Contains(b, "ترک") {
		t.Errorf("withdrawn page: %s", b)
	}
	if w := write(t, s, dir); w.Changed+w.Withdrawn+w.Removed != 0 {
		t.Errorf("with less, again: %+v", w)
	}
	// It is published again.
	s = New(o, c)
	write(t, s, dir)
	if b := foldertest.Content(t, dir)["item/ccc.html"]; b != want["item/ccc.html"] {
		t.Error("a page that came back is not as it was")
	}
	// A deleted file is written again.
	if err := os.Remove(filepath.Join(dir, "item", "aaa.html")); err != nil {
		t.Fatal(err)
	}
	if w := write(t, s, dir); w.Changed != 1 {
		t.Errorf("with a file deleted: %+v", w)
	}
}

// TestWriteMends: a file changed since it was written is written again, whether its size changed or not, and no
// other is.
func TestWriteMends(t *testing.T) {
	dir := t.TempDir()
	s := New(invented())
	write(t, s, dir)
	want := foldertest.Content(t, dir)
	same := []byte(want["search.js"])
	same[len(same)/2] ^= 1
	if err := errorsOf(os.WriteFile(filepath.Join(dir, "index.html"), nil, 0o644),
		os.WriteFile(filepath.Join(dir, "style.css"), []byte(want["style.css"]+"junk"), 0o644),
		os.WriteFile(filepath.Join(dir, "search.js"), same, 0o644)); err != nil {
		t.Fatal(err)
	}
	later := time.Now().Add(time.Hour) // copied, with nothing changed
	if err := os.Chtimes(filepath.Join(dir, "months.html"), later, later); err != nil {
		t.Fatal(err)
	}
	if w := write(t, s, dir); w.Changed != 3 {
		t.Errorf("%+v", w)
	}
	got := foldertest.Content(t, dir)
	for p := range want {
		if got[p] != want[p] {
			t.Errorf("%s is not as it was", p)
		}
	}
}

// TestWriteAnothersSite: a folder with another archive's site is not changed unless Replace is set, nor is one
// that is being written.
func TestWriteAnothersSite(t *testing.T) {
	dir := t.TempDir()
	o, c := invented()
	write(t, New(o, c), dir) // of a program that did not record the archive
	o.From = "one"
	write(t, New(o, c), dir)
	before := foldertest.Content(t, dir)
	for _, from := range []string{"", "other"} {
		o.From = from
		_, err := New(o, Content{}).Write(context.Background(), dir, nil)
		if cutting.KindOf(err) != cutting.Conflict {
			t.Errorf("from %q: %v", from, err)
		}
	}
	o.From = "one"
	run := New(o, Content{})
	var inner error
	if _, err := run.Write(context.Background(), dir, func(n, _ int) {
		if n == 1 {
			_, inner = New(o, c).Write(context.Background(), dir, nil)
		}
	}); err != nil {
		t.Fatal(err)
	}
	if cutting.KindOf(inner) != cutting.Conflict {
		t.Errorf("two at once: %v", inner)
	}
	write(t, New(o, c), dir)
	if _, there := foldertest.Content(t, dir)[lockFile]; there || before["index.html"] == "" {
		t.Error("the lock is left in the folder")
	}
	o.From, o.Replace = "other", true
	if w := write(t, New(o, Content{}), dir); w.Withdrawn == 0 {
		t.Errorf("in its place: %+v", w)
	}
}

// TestWriteCutShort ends a run at every file: the next one completes it, and leaves nothing of a site begun in
// between.
func TestWriteCutShort(t *testing.T) {
	o, c := invented()
	full := New(o, c)
	other := c
	other.Pages, other.Items = c.Pages[2:], c.Items[1:]
	want := contents(t, New(o, other))
	for stop := 1; stop < len(full.Files()); stop += len(full.Files()) / 5 {
		dir := t.TempDir()
		ctx, cancel := context.WithCancel(context.Background())
		_, err := full.Write(ctx, dir, func(n, _ int) {
			if n == stop {
				cancel()
			}
		})
		if err == nil {
			t.Fatalf("stopped at %d: no error", stop)
		}
		if err := os.WriteFile(filepath.Join(dir, writingFile), []byte("half"), 0o644); err != nil {
			t.Fatal(err)
		}
		write(t, New(o, other), dir)
		for p, content := range foldertest.Content(t, dir) {
			if p == manifestFile || strings.Contains(content, "no longer published") {
				continue
			}
			if want[p] != content {
				t.Errorf("stopped at %d: %s is left over", stop, p)
			}
		}
	}
}

// TestWriteEndsAtOnce: a run that is ended does not wait for the present page, which may take long in a large
// archive.
func TestWriteEndsAtOnce(t *testing.T) {
	s := New(invented())
	ctx, cancel := context.WithCancel(context.Background())
	begun, never := make(chan bool), make(chan bool)
	defer close(never)
	s.files[3].Make = func() ([]byte, error) { close(begun); <-never; return nil, nil }
	ended := make(chan error, 1)
	go func() {
		_, err := s.Write(ctx, t.TempDir(), nil)
		ended <- err
	}()
	<-begun
	cancel()
	select {
	case err := <-ended:
		if err == nil {
			t.Error("no error")
		}
	case <-time.After(10 * time.Second):
		t.Fatal("the run goes on")
	}
}

func TestWriteRefuses(t *testing.T) {
	s := New(invented())
	t.Run("a folder with other files", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := s.Write(context.Background(), dir, nil)
		if cutting.KindOf(err) != cutting.Conflict || len(foldertest.Content(t, dir)) != 1 {
			t.Errorf("%v", err)
		}
	})
	t.Run("a file", func(t *testing.T) {
		name := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Write(context.Background(), name, nil); cutting.KindOf(err) != cutting.Invalid {
			t.Errorf("%v", err)
		}
	})
	t.Run("a list of a newer program", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, manifestFile), []byte(`{"cuttings_site": 2}`), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := s.Write(context.Background(), dir, nil); cutting.KindOf(err) != cutting.Invalid {
			t.Errorf("%v", err)
		}
	})
}

// TestWriteStaysInside edits the list of files and puts links into the folder: nothing
// outside is written or removed.
func TestWriteStaysInside(t *testing.T) {
	top := t.TempDir()
	outside := filepath.Join(top, "outside")
	dir := filepath.Join(top, "site")
	if err := errorsOf(os.Mkdir(outside, 0o755), os.WriteFile(filepath.Join(outside, "keep.html"), []byte("kept"),
		0o644),
		os.WriteFile(filepath.Join(outside, "keep.txt"), []byte("kept"), 0o644)); err != nil {
		t.Fatal(err)
	}
	s := New(invented())
	write(t, s, dir)
	m := manifest{Site: 1, Files: map[string]string{"../outside/keep.txt": "k", "../outside/keep.html": "k",
		outside + "/keep.txt": "k", "a/../../outside/keep.txt": "k", "link/keep.txt": "k", "link/keep.html": "k",
		`..\outside\keep.txt`: "k", manifestFile: "k", ".": "k"},
		Gone: []string{"../outside/keep.html", "link/keep.html"}}
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := errorsOf(os.WriteFile(filepath.Join(dir, manifestFile), b, 0o644),
		os.RemoveAll(filepath.Join(dir, "item")), os.Symlink(outside, filepath.Join(dir, "link")),
		os.Symlink(outside, filepath.Join(dir, "item"))); err != nil {
		t.Fatal(err)
	}
	_, err = s.Write(context.Background(), dir, nil)
	if err == nil {
		t.Error("a folder with links that lead outside is written without a word")
	}
	got := foldertest.Content(t, outside)
	if len(got) != 2 || got["keep.txt"] != "kept" || got["keep.html"] != "kept" {
		t.Errorf("outside: %v", got)
	}
}

// TestNothingOfTheMachine checks that the folder has no trace of the machine it was made on.
func TestNothingOfTheMachine(t *testing.T) {
	dir := t.TempDir()
	write(t, New(invented()), dir)
	host, _ := os.Hostname()
	for p, content := range foldertest.Content(t, dir) {
		for _, s := range []string{dir, os.TempDir() + "/", "file://", "/desk"} {
			if strings.Contains(content, s) {
				t.Errorf("%s holds %q", p, s)
			}
		}
		if len(host) > 4 && bytes.Contains([]byte(content), []byte(host)) {
			t.Errorf("%s holds the machine's name", p)
		}
	}
}

// TestDatesAreIsolated: within a line that runs from right to left a date in English keeps the order of its
// words.
func TestDatesAreIsolated(t *testing.T) {
	page := contents(t, New(invented()))["item/ccc.html"]
	if want := `<bdi><time datetime="2011-04">April 2011</time></bdi>`; !strings.Contains(page, want) {
		t.Errorf("no %s in %s", want, page)
	}
}

// TestCorrectedIsMarked checks that what the desk corrected is marked wherever the site shows it.
func TestCorrectedIsMarked(t *testing.T) {
	o, c := invented()
	files := contents(t, New(o, c))
	c.Items[0].ByHand = []string{"date", "headline"}
	o.Lang = "en"
	marked := contents(t, New(o, c))
	const inFeeds = "[Corrected by hand: date, headline]"
	for path, want := range map[string]string{"index.html": "Corrected by hand", "topic/dam.html": "Corrected by hand",
		"source/hadrin.example.html": "Corrected by hand", "item/aaa.html": "date, headline", "feed.atom": inFeeds,
		"feed.rss": inFeeds, "feed.json": inFeeds} {
		if !strings.Contains(marked[path], want) {
			t.Errorf("%s lacks %q:\n%s", path, want, marked[path])
		}
		if strings.Contains(files[path], "by hand") {
			t.Errorf("%s says it of what was not corrected", path)
		}
	}
}

// TestNamesStay: names made by checksums, which others link to, stay as they were first made, whatever
// changes in files.
func TestNamesStay(t *testing.T) {
	if got, want := fileName("Ünder"), "x-ad7146e9480cb325e24c48731a738868"; got != want {
		t.Errorf("a file is called %s, and was %s", got, want)
	}
	s := New(Options{Archive: "Archive"}, Content{})
	if got, want := s.feedID("feed"), "urn:x-cuttings:site:32a863efed0fb84bd7aa62b03cb26b75"; got != want {
		t.Errorf("a feed is known as %s, and was %s", got, want)
	}
}

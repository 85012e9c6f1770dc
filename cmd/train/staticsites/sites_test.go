package staticsites

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// post is the page of an invented post.
func post(title, date, text string) string {
	return fmt.Sprintf(`<html lang="en"><head><title>%s | Harbour Notes</title>
<meta property="og:type" content="article"><meta property="article:published_time" content="%sT08:00:00Z"></head>
<body><nav><a href="/">Home</a></nav><main><article><h1>%s</h1><p>%s</p></article></main>
<div class="latest"><h3>Latest</h3><ul><li><a href="/news/ferry/">The ferry is late again</a></li>
<li><a href="/news/pier/">A new pier for the old town</a></li></ul></div>
<p>%s</p></body></html>`, title, date, title, text, strings.Repeat("Nothing else of note was seen from the quay. ", 30))
}

// latest is on every page of the invented site.
const latest = `<div class="latest"><h3>Latest</h3><ul><li><a href="/news/ferry/">The ferry is late again</a></li>
<li><a href="/news/pier/">A new pier for the old town</a></li></ul></div>`

func list(head, items string) string {
	return `<html lang="en"><head><title>` + head + ` | Harbour Notes</title></head><body><nav><a href="/">Home</a></nav>
<main><h1>` + head + `</h1>` + items + `</main>` + latest + `<p>` + strings.Repeat("Printed by the harbour. ", 20) + `</p></body></html>`
}

func card(path, title, date, excerpt string) string {
	return fmt.Sprintf(`<div class="card"><h2><a href="%s">%s</a></h2><p class="when">%s</p><p>%s</p></div>`,
		path, title, date, excerpt)
}

const (
	ferry = "The ferry came an hour late on Monday, and nobody on the quay had been informed of it before noon."
	pier  = "The council has put up the drawings of a new pier, which is to be paid for by the fees of the old one."
	gulls = "Gulls have taken the roof of the market hall, and the traders ask the town for nets before the spring."
)

// harbour is an invented site: three posts, known by a feed or by what they declare.
func harbour() map[string]string {
	return map[string]string{
		"index.xml": `<?xml version="1.0"?><rss><channel><item><title>The ferry is late again</title>
<link>https://notes.example/news/ferry/</link><pubDate>Mon, 02 Mar 2020 08:00:00 +0000</pubDate></item></channel></rss>`,
		"news/ferry/index.html": post("The ferry is late again", "2020-03-02", ferry),
		"news/pier/index.html":  post("A new pier for the old town", "2020-03-05", pier),
		"news/gulls/index.html": post("Gulls on the market hall", "2020-03-09", gulls),
		"index.html": list("Harbour Notes", card("/news/gulls/", "Gulls on the market hall", "9 March 2020", gulls)+
			card("/news/pier/", "A new pier for the old town", "5 March 2020", pier)+
			card("/news/ferry/", "The ferry is late again", "2 March 2020", ferry)),
		"tags/late/index.html": list("late", card("/news/ferry/", "The ferry is late again", "2 March 2020", ferry)),
		"404.html":             list("Not found", "<p>There is no such page.</p>"),
		"about/index.html":     list("About", "<p>We write down what happens at the harbour.</p>"),
	}
}

// opened commits an invented site to a git directory and opens it.
func opened(t *testing.T, files map[string]string) *site {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed: sites are read from git directories")
	}
	mirror := t.TempDir()
	dir := filepath.Join(mirror, "someone+notes", "repo")
	for name, content := range files {
		f := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(f), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "."},
		{"-c", "user.name=n", "-c", "user.email=e@example.com", "commit", "-q", "-m", "site"}} {
		if out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v %s", args, err, out)
		}
	}
	r, err := openRepository(mirror, "someone/notes", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.close() })
	s := newSite(r)
	if s == nil {
		t.Fatal("no site in the repository")
	}
	return s
}

func byFile(as []*answer) map[string]*answer {
	out := map[string]*answer{}
	for _, a := range as {
		out[a.File] = a
	}
	return out
}

func titles(a *answer) string {
	if a == nil {
		return "not taken"
	}
	var out []string
	for _, it := range a.Items {
		out = append(out, it.Title)
	}
	return strings.Join(out, "; ")
}

func TestListsAreKnownByTheirPosts(t *testing.T) {
	lists, others := opened(t, harbour()).gather(false)
	got := byFile(lists)
	home := got["index.html"]
	if want := "Gulls on the market hall; A new pier for the old town; The ferry is late again"; titles(home) != want {
		t.Fatalf("items of the front page: %s, want %s", titles(home), want)
	}
	if got := titles(got["tags/late/index.html"]); got != "The ferry is late again" {
		t.Errorf("the list of one item: %s", got)
	}
	it := home.Items[1]
	if it.Excerpt != pier || it.Date != "2020-03-05" || it.DateIn != "text" || it.URL != "/news/pier/" {
		t.Errorf("second item: %+v", it)
	}
	if len(home.Rails) != 1 || home.Rails[0].Rail != "Latest" || len(home.Rails[0].Titles) != 2 {
		t.Errorf("what stands on every page is a rail: %+v", home.Rails)
	}
	bare := strings.Split(home.bare, "\n\n")
	for _, x := range home.Text.Items {
		if !strings.Contains(bare[*x.Block], x.Title) {
			t.Errorf("line %d is %q, not %q", *x.Block, bare[*x.Block], x.Title)
		}
	}
	kinds := byFile(others)
	for f, want := range map[string]string{"404.html": "none", "about/index.html": "none"} {
		if a := kinds[f]; a == nil || a.PageKind != want {
			t.Errorf("%s: %+v, want %s", f, a, want)
		}
	}
	articles := 0
	for _, a := range others {
		if a.PageKind == "article" {
			articles++
		}
	}
	if articles != 2 {
		t.Errorf("%d articles, want 2", articles)
	}
}

func TestDoubtLeavesAPageOut(t *testing.T) {
	for name, c := range map[string]struct{ page, why string }{
		"headings of the same template that lead nowhere": {list("Front",
			card("/news/gulls/", "Gulls on the market hall", "9 March 2020", gulls)+
				card("/news/pier/", "A new pier for the old town", "5 March 2020", pier)+
				`<div class="card"><h2>Weather of the week</h2><p>Rain.</p></div>`), "without a link"},
		"most titles of the template unknown": {list("Front",
			card("/news/gulls/", "Gulls on the market hall", "9 March 2020", gulls)+
				card("https://elsewhere.example/a", "A lighthouse elsewhere", "", "Far away.")+
				card("https://elsewhere.example/b", "A bridge elsewhere", "", "Far away.")), "nothing known"},
		"a post twice": {list("Front", card("/news/gulls/", "Gulls on the market hall", "9 March 2020", gulls)+
			card("/news/pier/", "A new pier for the old town", "5 March 2020", pier)+
			card("/news/pier/", "A new pier for the old town", "5 March 2020", pier)), "a post twice"},
		"one item under a path that is no list's": {list("Front",
			card("/news/gulls/", "Gulls on the market hall", "9 March 2020", gulls)), "one item"},
	} {
		files := harbour()
		files["index.html"] = c.page
		s := opened(t, files)
		repeated := s.repeatedChains([]*sitePage{s.page("news/ferry/index.html"), s.page("404.html")})
		if a, why := s.listing(s.page("index.html"), repeated); !strings.Contains(why, c.why) {
			t.Errorf("%s: %s, reason %q, want %q", name, titles(a), why, c.why)
		}
	}
}

func TestTheSameTitlesBesideSeveralListsAreNoItems(t *testing.T) {
	files := harbour()
	beside := `<section class="box"><h3>Seen by many</h3><p><a href="/news/ferry/">The ferry is late again</a></p>
<p><a href="/news/pier/">A new pier for the old town</a></p><p><a href="/news/gulls/">Gulls on the market hall</a></p></section>`
	files["tags/late/index.html"] = list("late",
		card("/news/ferry/", "The ferry is late again", "2 March 2020", ferry)+beside)
	files["tags/town/index.html"] = list("town",
		card("/news/pier/", "A new pier for the old town", "5 March 2020", pier)+beside)
	s := opened(t, files)
	lists := []*sitePage{s.page("tags/late/index.html"), s.page("tags/town/index.html")}
	repeated := s.repeatedChains([]*sitePage{s.page("404.html"), s.page("about/index.html")})
	if _, why := s.listing(lists[0], repeated); !strings.Contains(why, "twice") {
		t.Errorf("without the comparison the box is taken for items: %q", why)
	}
	s.addRepeated(repeated, lists)
	for i, want := range []string{"The ferry is late again", "A new pier for the old town"} {
		if a, why := s.listing(lists[i], repeated); titles(a) != want {
			t.Errorf("%s (%s), want %s", titles(a), why, want)
		}
	}
}

func TestFeeds(t *testing.T) {
	atom := `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Pier &amp; quay</title>
<link rel="alternate" href="https://notes.example/pier/"/><published>2020-03-05T23:30:00+09:00</published></entry></feed>`
	e, ok := parseFeed([]byte(atom))["https://notes.example/pier/"]
	if !ok || e.title != "Pier & quay" || e.date != "2020-03-05" {
		t.Errorf("%+v", e)
	}
}

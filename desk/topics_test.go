package desk_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/library/librarytest"
)

// editing returns a site with a real journal.
func editing(t *testing.T) (*site, *kept) {
	t.Helper()
	log, err := journal.Open(t.TempDir(), journal.Options{Clock: librarytest.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = log.Close() })
	k := &kept{log: log, book: journal.NewBook(nil)}
	return newSite(t, func(_ *site, c *library.Config) { c.Decisions, c.InEffect = k, k.book }), k
}

// postRedirects posts a form that must be accepted, and returns the address it redirects to.
func (s *site) postRedirects(path string, form url.Values, header ...string) (string, *http.Response) {
	s.t.Helper()
	res := s.post(path, form, header...)
	if res.StatusCode != http.StatusSeeOther {
		body, _ := io.ReadAll(res.Body)
		s.t.Fatalf("POST %s: status %d\n%s", path, res.StatusCode, body)
	}
	return res.Header.Get("Location"), res
}

func form(pairs ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Add(pairs[i], pairs[i+1])
	}
	return v
}

func text(t *testing.T, res *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestTopic makes a topic from a search, pins and leaves out, follows it, and undoes a change.
func TestTopic(t *testing.T) {
	s, _ := editing(t)
	s.get("/search?q=harbour+levy", 200).has(".found a", "Save this search")
	s.get("/topics/new?q=harbour+levy", 200)
	at, _ := s.postRedirects("/topics", form("title", "The <levy>", "query", "harbour levy", "introduction",
		"What was said.\n\nAgain.", "spellings", "Hafenabgabe\r\n\r\n", "who", "el"))
	if at != "/topics/the-levy" {
		t.Fatalf("the topic is at %s", at)
	}
	d := s.get(at, 200)
	d.has("h1", "The <levy>")
	d.has(".introduction", "Again.")
	d.has("code", `(harbour levy) OR "Hafenabgabe"`)
	items := d.all(".items h3 a")
	if len(items) < 3 {
		t.Fatalf("%d items", len(items))
	}
	first, _ := attrOf(items[0], "href")
	last, _ := attrOf(items[len(items)-1], "href")
	id := func(href string) string { return strings.TrimPrefix(strings.Split(href, "?")[0], "/cuttings/") }
	s.postRedirects(at+"/choose", form("cutting", id(last), "choice", "pin"))
	s.postRedirects(at+"/choose", form("cutting", id(first), "choice", "leave"))
	d = s.get(at, 200)
	if got, _ := attrOf(d.all(".items h3 a")[0], "href"); got != last {
		t.Errorf("%s is first, %s was pinned", got, last)
	}
	for _, n := range d.all(".items h3 a") {
		if got, _ := attrOf(n, "href"); got == first {
			t.Error("what was left out is shown")
		}
	}
	d.has(".leftout summary", "1 cutting left out by the desk")
	feed := text(t, s.do("GET", at+".atom"))
	if strings.Contains(feed, "urn:x-cuttings:cutting:"+id(first)) || !strings.Contains(feed, id(last)) {
		t.Error("the feed does not follow what was left out")
	}
	s.get("/topics", 200).has(".toplist a", "The <levy>")
	// Searching in the topic keeps to what was chosen.
	in, _ := attrOf(d.all(".more a")[0], "href")
	all := s.get(in, 200)
	for _, n := range all.all(".items h3 a") {
		if got, _ := attrOf(n, "href"); id(got) == id(first) {
			t.Error("the topic's search finds what was left out")
		}
	}

	// A form for an older state records nothing.
	if res := s.post(at, form("title", "Other", "seen", "1")); res.StatusCode != http.StatusConflict {
		t.Errorf("an older form: status %d", res.StatusCode)
	}
	if res := s.post(at, form("title", "Other", "query", "date:13")); res.StatusCode != http.StatusBadRequest {
		t.Errorf("a wrong query: status %d", res.StatusCode)
	}
	// A request from another site is refused.
	if res := s.post(at, form("title", "Other"), "Sec-Fetch-Site",
		"cross-site"); res.StatusCode != http.StatusForbidden {
		t.Errorf("from another site: status %d", res.StatusCode)
	}
	s.postRedirects("/work/undo", form("kind", cutting.TopicDecision, "target", "the-levy", "number", "3", "back", at))
	if len(s.get(at, 200).all(".leftout")) > 0 {
		t.Error("the choice that was taken back is in effect")
	}
	to, _ := s.postRedirects("/work/undo", form("kind", cutting.TopicDecision, "target", "the-levy", "number", "4",
		"back", "//evil.example/"))
	if to != "/work" {
		t.Errorf("a form leads to %s", to)
	}
	s.postRedirects(at+"/remove", form("why", "done"))
	s.get(at, 404)
	s.get("/topics?removed=the-levy", 200).has(".kept .says", "removed the topic")
}

// TestTopicFormKeepsWords sends a topic that cannot be kept: the form is shown again with all that was typed
// and the mistake beside the query.
func TestTopicFormKeepsWords(t *testing.T) {
	s, _ := editing(t)
	for path, more := range map[string]string{"/topics": "", "/topics/levy": "levy"} {
		if more != "" {
			s.postRedirects("/topics", form("title", "Levy", "query", "levy", "introduction", "x"))
		}
		for name, sent := range map[string]url.Values{
			"a query": form("title", "The <levy>", "query", "(levy", "introduction", "Long words.", "spellings",
				"l-e-v-y", "public", "1"),
			"no title": form("title", " ", "query", "(levy", "introduction", "Long words.", "spellings", "l-e-v-y",
				"public", "1"),
		} {
			res := s.post(path, sent)
			page := text(t, res)
			if res.StatusCode != http.StatusBadRequest {
				t.Fatalf("%s: status %d", name, res.StatusCode)
			}
			for _, want := range []string{`value="(levy"`, "Long words.", "l-e-v-y", `value="1" checked`,
				`role="alert"`, "Nothing is kept yet", `action="` + path + `"`} {
				if !strings.Contains(page, want) {
					t.Errorf("%s: the form lacks %s", name, want)
				}
			}
			if strings.Contains(page, `aria-invalid="true"`) != (name == "a query") {
				t.Errorf("%s: the query is marked or not where it should be the other way", name)
			}
		}
	}
}

// TestDigestFormKeepsWords requests a digest with an invalid date: no digest is made, and the form is shown
// again as it was filled in, with a hint beside the field.
func TestDigestFormKeepsWords(t *testing.T) {
	s, _ := editing(t)
	at, _ := s.postRedirects("/topics", form("title", "Levy", "query", "levy", "introduction", "x"))
	to, _ := s.postRedirects("/digests", form("topic", "levy", "since", `last "week"`, "each", "1", "limit", "7",
		"who", "qz"))
	if !strings.HasPrefix(to, at+"?") || !strings.HasSuffix(to, "#digests") {
		t.Fatalf("the form leads to %s", to)
	}
	d := s.get(strings.TrimSuffix(to, "#digests"), 200)
	d.has("#since-mistake", "P7D")
	if len(d.all(".make input[checked]")) != 1 {
		t.Error("the tick is lost")
	}
	for name, want := range map[string]string{"since": `last "week"`, "limit": "7", "who": "qz"} {
		if got, _ := attrOf(d.all(".make input[name=" + name + "]")[0], "value"); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if got, _ := attrOf(d.all("#since")[0], "aria-describedby"); got != "since-mistake" {
		t.Error("the field is not tied to what is wrong")
	}
	if len(s.get("/digests", 200).all(".toplist a")) > 0 {
		t.Error("a digest was made")
	}
	if to, _ = s.postRedirects("/digests", form("topic", "levy", "since", "P7D")); !strings.HasPrefix(to,
		"/digests/") {
		t.Errorf("a right period leads to %s", to)
	}
}

// TestDigestSaysItIsCut: a digest with fewer items than were found says so where it is edited; one with all does not.
func TestDigestSaysItIsCut(t *testing.T) {
	s, _ := editing(t)
	s.postRedirects("/topics", form("title", "Levy", "query", "levy", "introduction", "x"))
	for limit, want := range map[string]bool{"1": true, "": true, "300": false} {
		edit, _ := s.postRedirects("/digests", form("topic", "levy", "each", "1", "limit", limit, "who", "qz"))
		if got := len(s.get(edit, 200).all(".capture-head .warn")) == 1; got != want {
			t.Errorf("limit %q: it says that more was found: %t, want %t", limit, got, want)
		}
	}
}

// TestVisits shows what is new since the last visit, which only the browser records.
func TestVisits(t *testing.T) {
	s, _ := editing(t)
	at, _ := s.postRedirects("/topics", form("title", "Levy", "query", "levy", "introduction", "x"))
	res := s.do("GET", at)
	if len(s.parse(res).all(".new")) > 0 || len(res.Cookies()) != 1 || res.Cookies()[0].Path != at {
		t.Fatalf("a first visit: cookies %v", res.Cookies())
	}
	d := s.parse(s.do("GET", at, "Cookie", res.Cookies()[0].Name+"=1.2"))
	d.has(".new h2", "new since your last visit")
	d = s.parse(s.do("GET", at, "Cookie", res.Cookies()[0].Name+"=4102444800.4102444800"))
	d.has(".new h2", "Nothing new since your last visit")
}

// TestNote keeps the desk's own words separate from the source's.
func TestNote(t *testing.T) {
	s, _ := editing(t)
	page := "/cuttings/" + s.archive.CuttingID("Council passes harbour levy after nine-hour sitting")
	s.postRedirects(page+"/note", form("text", "Ask <them>.", "tags", "levy, , to check, levy", "seen", "-1", "who",
		"el"))
	d := s.get(page, 200)
	d.has(".desk-words", "Ask <them>.")
	d.has(".desk-note", "levy, to check")
	s.get("/work", 200).has(".desk-words", "Ask <them>.")
	if res := s.post(page+"/note", form("text", "x", "seen", "7")); res.StatusCode != http.StatusConflict {
		t.Errorf("an older form: status %d", res.StatusCode)
	}
	if res := s.post("/cuttings/nosuch/note", form("text", "x", "seen", "-1")); res.StatusCode != http.StatusNotFound {
		t.Errorf("an unknown cutting: status %d", res.StatusCode)
	}
	s.postRedirects(page+"/note", form("seen", "1"))
	if len(s.get(page, 200).all(".desk-note .desk-words")) > 0 {
		t.Error("an empty note is still shown")
	}
}

// TestDigestAtTheDesk collects a basket, makes a digest of it, edits, publishes, changes
// and withdraws it.
func TestDigestAtTheDesk(t *testing.T) {
	s, _ := editing(t)
	var ids []string
	for _, n := range s.get("/search?q=levy", 200).all(".items h3 a") {
		href, _ := attrOf(n, "href")
		ids = append(ids, strings.TrimPrefix(strings.Split(href, "?")[0], "/cuttings/"))
	}
	if len(ids) < 3 {
		t.Fatalf("%d articles", len(ids))
	}
	_, res := s.postRedirects("/basket", url.Values{"do": {"put"}, "cutting": ids[:3], "back": {"/search?q=x"}})
	if res.Header.Get("Location") != "/search?q=x" || len(res.Cookies()) != 1 || !res.Cookies()[0].HttpOnly {
		t.Fatalf("the basket: %v", res.Header)
	}
	basket := []string{"Cookie", res.Cookies()[0].Name + "=" + res.Cookies()[0].Value}
	if n := len(s.parse(s.do("GET", "/basket", basket...)).all(".items h3")); n != 3 {
		t.Errorf("%d in the basket", n)
	}
	at, _ := s.postRedirects("/digests", form("basket", "1", "title", "Week 40", "who", "el"), basket...)
	if at != "/digests/week-40/edit" {
		t.Fatalf("the draft is at %s", at)
	}
	edit := s.get(at, 200)
	legends := edit.all(".digest-items legend")
	if len(legends) != 3 {
		t.Fatalf("%d items", len(legends))
	}
	excerpt := edit.all("textarea[name=excerpt1]")
	full := strings.TrimSpace(excerpt[0].FirstChild.Data)
	head, _, _ := strings.Cut(full, " ")
	page := "/digests/week-40"
	fields := func(more ...string) url.Values {
		v := form("title", "Week 40", "introduction", "Ours.", "who", "el", "at0", "2", "at1", "1", "out2", "1",
			"excerpt0", "", "excerpt1", head+" …", "heading1", "The levy", "note1", "Our note.")
		for i := 0; i+1 < len(more); i += 2 {
			v.Set(more[i], more[i+1])
		}
		return v
	}
	if res := s.post(page, fields("do", "keep", "excerpt1",
		head+" never said so")); res.StatusCode != http.StatusBadRequest {
		t.Errorf("an excerpt that is not the source's: status %d", res.StatusCode)
	}
	// What cannot be kept is shown again as typed, with the fault beside its field.
	again := func(want string, more ...string) doc {
		t.Helper()
		res := s.post(page, fields(append([]string{"do", "publish"}, more...)...))
		if res.StatusCode != http.StatusBadRequest {
			t.Fatalf("%q: status %d", more, res.StatusCode)
		}
		d := s.parse(res)
		d.has(want, "")
		d.has("textarea[name=introduction]", "Ours.")
		if note, _ := attrOf(d.one("input[name=note1]"), "value"); note != "Our note." {
			t.Errorf("%q: the note is %q", more, note)
		}
		if _, out := attrOf(d.one("input[name=out2]"), "checked"); !out {
			t.Errorf("%q: the third item is not left out any more", more)
		}
		return d
	}
	again("#wrong-excerpt1", "excerpt1", head+" never said so").has("textarea[name=excerpt1]", head+" never said so")
	if at, _ := attrOf(again("#wrong-at0", "at0", "abc").one("input[name=at0]"), "value"); at != "abc" {
		t.Errorf("the place is %q, not as typed", at)
	}
	again("#mistake", "lang", "not a language")
	s.postRedirects(page, fields("do", "publish"))
	d := s.get(page, 200)
	if n := len(d.all(".digest .h-entry")); n != 2 {
		t.Errorf("%d items", n)
	}
	d.has(".digest h2", "The levy")
	d.has(".digest .note", "Our note.")
	d.has(".digest .p-summary", head+" …")
	if res := s.post(page, fields("do", "discard")); res.StatusCode != http.StatusConflict {
		t.Errorf("a published digest is thrown away: status %d", res.StatusCode)
	}
	s.postRedirects(page, form("title", "Week 40, again", "introduction", "Ours.", "do", "publish"))
	d = s.get(page, 200)
	d.has(".changes li", "The title was “Week 40”.")
	for _, f := range []struct{ extension, holds string }{{"html", "h-entry"}, {"txt", "Read more: "}, {"md", "### 1"},
		{"eml", "multipart/alternative"}, {"json", `"headline"`}, {"atom", "<entry>"}, {"rss", "<item>"},
		{"feed.json", "jsonfeed.org"}} {
		if got := text(t, s.do("GET", page+"."+f.extension)); !strings.Contains(got, f.holds) {
			t.Errorf(".%s lacks %s:\n%s", f.extension, f.holds, got)
		}
	}
	if res := s.post(page, form("do", "withdraw")); res.StatusCode != http.StatusBadRequest {
		t.Errorf("withdrawn without a reason: status %d", res.StatusCode)
	}
	s.postRedirects(page, form("do", "withdraw", "why", "a wrong name"))
	d = s.get(page, 200)
	d.has(".withdrawn", "a wrong name")
	if n := len(d.all(".h-entry")); n > 0 {
		t.Errorf("%d items of a withdrawn digest", n)
	}
	if got := text(t, s.do("GET", "/digests.atom")); !strings.Contains(got, "Withdrawn: Week 40, again") {
		t.Errorf("the feed does not tell:\n%s", got)
	}
	s.get("/digests", 200).has("#withdrawn", "Withdrawn")
	d.has(".withdrawn time", "2")
	s.postRedirects(page, form("title", "Week 40, again", "introduction", "Ours.", "do", "publish"))
	s.get(page, 200).has(".changes li", "It had been withdrawn on")
}

// TestFeedsAreAskedForAgain: readers that have a feed already get 304.
func TestFeedsAreAskedForAgain(t *testing.T) {
	s, _ := editing(t)
	for _, path := range []string{"/search.atom?q=levy", "/search.rss?q=levy", "/search.feed.json?q=levy"} {
		res := s.do("GET", path)
		tag, last := res.Header.Get("ETag"), res.Header.Get("Last-Modified")
		if res.StatusCode != 200 || tag == "" || last == "" {
			t.Fatalf("%s: %d %q %q", path, res.StatusCode, tag, last)
		}
		if res := s.do("GET", path, "If-None-Match", tag); res.StatusCode != 304 {
			t.Errorf("%s with its tag: %d", path, res.StatusCode)
		}
		if res := s.do("GET", path, "If-Modified-Since", last); res.StatusCode != 304 {
			t.Errorf("%s since its last change: %d", path, res.StatusCode)
		}
		if res := s.do("GET", path, "If-Modified-Since", "Mon, 01 Jan 2001 00:00:00 GMT"); res.StatusCode != 200 {
			t.Errorf("%s since long ago: %d", path, res.StatusCode)
		}
		if res := s.do("GET", path, "If-None-Match", `"other"`, "If-Modified-Since", last); res.StatusCode != 200 {
			t.Errorf("%s with another tag: %d", path, res.StatusCode)
		}
	}
	opened := s.do("GET", "/search.rss?q=levy", "Sec-Fetch-Dest", "document")
	if got := opened.Header.Get("Content-Type"); !strings.HasPrefix(got, "application/xml") {
		t.Errorf("a browser is given %s", got)
	}
	if body := text(t, opened); !strings.Contains(body, `<?xml-stylesheet type="text/css" href="/static/feed.css`) {
		t.Errorf("no style sheet:\n%.300s", body)
	}
	if got := text(t, s.do("GET", "/feeds.opml")); !strings.Contains(got, "/search.atom?source=morrowpost.example") {
		t.Errorf("sources are not in the list:\n%s", got)
	}
}

// TestTopicByStory lists a topic as searches do: one row to a story, what is pinned first, the
// members that match unfold, and the address has a switch to the flat list.
func TestTopicByStory(t *testing.T) {
	s, _ := editing(t)
	all := s.hits("harbour levy")
	pinned := all[1] // a copy represents its story once it is pinned
	story := s.oneStory(all[0], all[len(all)-1], pinned)
	at, _ := s.postRedirects("/topics", form("title", "Levy", "query", "harbour levy", "introduction", "x"))
	s.postRedirects(at+"/choose", form("cutting", pinned, "choice", "pin"))
	d := s.get(at, 200)
	d.has("#newest", fmt.Sprintf("%d cuttings, %d independent texts in %d stories, those pinned", len(all), len(all)-2,
		len(all)-2))
	rows := d.all(".items li")
	if len(rows) != len(all)-2 {
		t.Errorf("%d rows, want %d", len(rows), len(all)-2)
	}
	first := doc{t, rows[0], "the first row"}
	first.has(".pinned", "Pinned by the desk")
	if href, _ := attrOf(first.one("h3 a"), "href"); href != "/cuttings/"+pinned {
		t.Errorf("%s is first", href)
	}
	first.has(".instory", "3 cuttings, 1 independent text, 3 outlets")
	open, _ := attrOf(first.one(".unfold"), "href")
	if !strings.HasPrefix(open, at+"?") {
		t.Fatalf("unfolding leads to %s", open)
	}
	path, _, _ := strings.Cut(open, "#")
	if n := len(s.get(path, 200).all("#story-" + story + " .unfolded li")); n != 2 {
		t.Errorf("%d members unfold, want the 2 others", n)
	}
	flat, _ := attrOf(d.one(".ways a"), "href")
	f := s.get(flat, 200)
	if n := len(f.all(".items li")); n != len(all) {
		t.Errorf("%d rows in the flat list, want %d", n, len(all))
	}
	f.has(".pinned", "Pinned by the desk")
	f.has(".ways a", "One row to each story")
	f.has("#newest", fmt.Sprintf("%d cuttings", len(all)))

	// The search is in the topic, shown by its title.
	in, _ := attrOf(d.all(".more a")[0], "href")
	if in != "/search?topic=levy" {
		t.Errorf("the topic is searched at %s", in)
	}
	found := s.get(in+"&q=council", 200)
	found.has(".chips", "Topic Levy")
	if value, _ := attrOf(found.one("#q"), "value"); value != "council" {
		t.Errorf("the box holds %q", value)
	}
	s.get("/search?topic=gone", 200).has("#found", "Nothing found")

	byOutlet := s.get("/told?topic=levy", 200)
	byOutlet.has("h1", "“Levy”, source by source")
	d.has(".ways", "Compare by source")

	// The whole story is left out; without only one of its cuttings another would represent it.
	first.has(".choose", "Leave its whole story out")
	s.postRedirects(at+"/choose", form("cutting", pinned, "choice", "leave"))
	if n := len(s.get(at, 200).all(".items li")); n != len(all)-2 {
		t.Errorf("%d rows with one of the story left out, want %d", n, len(all)-2)
	}
	s.postRedirects(at+"/choose", form("cutting", all[0], "choice", "leave-story"))
	left := s.get(at, 200)
	if n := len(left.all(".items li")); n != len(all)-3 {
		t.Errorf("%d rows without the story, want %d", n, len(all)-3)
	}
	left.has(".leftout", "3 cuttings, 1 independent text left out")
}

// TestTopicOfManyPins pages through a topic with more pinned than fits on a page.
func TestTopicOfManyPins(t *testing.T) {
	s, _ := editing(t)
	all := s.hits("")
	pins := all[:min(len(all), 30)]
	at, _ := s.postRedirects("/topics", form("title", "Levy", "query", "levy", "introduction", "x"))
	for _, id := range pins {
		s.postRedirects(at+"/choose", form("cutting", id, "choice", "pin"))
	}
	seen, next, total := map[string]bool{}, at+"?flat=1", ""
	for next != "" {
		d := s.get(next, 200)
		total = textOf(d.one("#newest"))
		for _, n := range d.all(".items h3 a") {
			href, _ := attrOf(n, "href")
			if i := len(seen); i < len(pins) && href != "/cuttings/"+pins[i] || seen[href] {
				t.Fatalf("%s is number %d", href, i)
			}
			seen[href] = true
		}
		next = ""
		if n := d.all("a[rel=next]"); len(n) > 0 {
			next, _ = attrOf(n[0], "href")
		}
	}
	if !strings.HasPrefix(total, fmt.Sprint(len(seen), " cuttings")) || len(seen) <= len(pins) {
		t.Errorf("%d rows: %s", len(seen), total)
	}
}

// TestChangedMeanwhile sends forms after another person's change: nothing is recorded, the form is shown again
// over the present state with what was typed, and the page shows what changed.
func TestChangedMeanwhile(t *testing.T) {
	s, k := editing(t)
	conflict := func(path string, sent url.Values) doc {
		t.Helper()
		res := s.post(path, sent)
		if res.StatusCode != http.StatusConflict {
			t.Fatalf("POST %s: status %d\n%s", path, res.StatusCode, text(t, res))
		}
		return s.parse(res)
	}
	value := func(d doc, field string) string {
		t.Helper()
		v, _ := attrOf(d.one("input[name="+field+"]"), "value")
		return v
	}
	last := func(kind, target string) string {
		line, _ := k.book.InEffect(kind, target)
		return fmt.Sprint(line.Number)
	}

	t.Run("a digest", func(t *testing.T) {
		ids := s.hits("levy")[:3]
		_, res := s.postRedirects("/basket", url.Values{"do": {"put"}, "cutting": ids})
		s.postRedirects("/digests", form("basket", "1", "title", "Week 41"), "Cookie",
			res.Cookies()[0].Name+"="+res.Cookies()[0].Value)
		const page = "/digests/week-41"
		edit := s.get(page+"/edit", 200)
		old := value(edit, "seen")
		second := strings.TrimSpace(edit.one("textarea[name=excerpt1]").FirstChild.Data)
		head, _, _ := strings.Cut(second, " ")
		// The first of two takes the first item out, and writes a title and a note on the second.
		s.postRedirects(page, form("do", "keep", "seen", old, "title", "Week 41, theirs", "introduction", "", "out0",
			"1",
			"excerpt1", second, "note1", "Their note."))
		d := conflict(page, form("do", "keep", "seen", old, "title", "Week 41, ours", "introduction", "Our <words>.",
			"lang", "de", "excerpt0", "", "note0", "Lost note.", "excerpt1", head+" …", "note1", "Our note.",
			"out2", "1", "who", "zz", "why", "so"))
		d.has("#mistake", "changed this while you were editing")
		d.has("#mistake li", "The title was “Week 41”.")
		d.has("#mistake blockquote", "Lost note.")
		if got := value(d, "title"); got != "Week 41, ours" {
			t.Errorf("the title is %q", got)
		}
		d.has(".theirs", "Week 41, theirs")
		d.has("textarea[name=introduction]", "Our <words>.")
		d.has("textarea[name=excerpt0]", head+" …") // the second item is the first now
		if got := value(d, "note0"); got != "Our note." {
			t.Errorf("the note is %q", got)
		}
		if _, out := attrOf(d.one("input[name=out1]"), "checked"); !out {
			t.Error("the third item is not left out any more")
		}
		for field, want := range map[string]string{"lang": "de", "who": "zz", "why": "so"} {
			if got := value(d, field); got != want {
				t.Errorf("%s is %q, want %q", field, got, want)
			}
		}
		s.postRedirects(page, form("do", "keep", "seen", value(d, "seen"), "title", value(d, "title"), "introduction",
			"Our words."))
		if got := value(s.get(page+"/edit", 200), "title"); got != "Week 41, ours" {
			t.Errorf("sent again, the title is %q", got)
		}
		// What one person did not touch is as the other left it.
		old = value(s.get(page+"/edit", 200), "seen")
		s.postRedirects(page, form("do", "keep", "seen", old, "title", "Week 42", "introduction", "Our words."))
		d = conflict(page, form("do", "keep", "seen", old, "title", "Week 41, ours", "introduction", "Our\r\nwords."))
		if got := value(d, "title"); got != "Week 42" {
			t.Errorf("a title that was not touched is %q", got)
		}
		d.has("textarea[name=introduction]", "Our words.")
		if len(d.all(".theirs")) > 0 {
			t.Error("a field that only one of them changed is told as changed by both")
		}
		// Thrown away meanwhile.
		old = value(d, "seen")
		s.postRedirects(page, form("do", "discard", "seen", old, "title", "x"))
		d = conflict(page, form("do", "keep", "seen", old, "title", "Week 43", "introduction", "Kept words."))
		d.has("textarea[name=introduction]", "Kept words.")
		to, _ := attrOf(d.one("#mistake a"), "href")
		s.get(to, 200)
		s.postRedirects("/work/undo", form("kind", cutting.DigestDecision, "target", "week-41", "number",
			last(cutting.DigestDecision, "week-41")))
		s.postRedirects(page, form("do", "keep", "seen", value(d, "seen"), "title", "Week 43", "introduction",
			"Kept words."))
	})
	t.Run("a published digest is thrown away", func(t *testing.T) {
		s.postRedirects("/digests/week-41", form("do", "publish", "title", "Week 43"))
		d := conflict("/digests/week-41", form("do", "discard", "title", "Typed"))
		d.has("#mistake", "was published")
	})
	t.Run("a topic", func(t *testing.T) {
		s.postRedirects("/topics", form("title", "Levy", "query", "levy", "introduction", "x", "spellings", "a\r\nb"))
		old := value(s.get("/topics/levy/edit", 200), "seen")
		s.postRedirects("/topics/levy", form("seen", old, "title", "Levy", "query", "levy OR toll", "introduction",
			"y",
			"spellings", "a\r\nb"))
		d := conflict("/topics/levy", form("seen", old, "title", "The levy", "query", "levy", "introduction", "z",
			"spellings", "a\r\nb\r\nc", "public", "1", "why", "so"))
		for field, want := range map[string]string{"title": "The levy", "query": "levy OR toll", "why": "so"} {
			if got := value(d, field); got != want {
				t.Errorf("%s is %q, want %q", field, got, want)
			}
		}
		d.has("textarea[name=introduction]", "z")
		d.has("textarea[name=spellings]", "c")
		d.has(".theirs", "y")
		d.has("#mistake li", "changed the query from “levy”")
		if _, on := attrOf(d.one("input[name=public]"), "checked"); !on {
			t.Error("the tick is lost")
		}
		s.postRedirects("/topics/levy", form("seen", value(d, "seen"), "title", "The levy", "query", "levy"))
	})
	t.Run("a note", func(t *testing.T) {
		page := "/cuttings/" + s.hits("levy")[0]
		first := value(s.get(page, 200), "seen")
		s.postRedirects(page+"/note", form("seen", first, "text", "Theirs.", "tags", "check"))
		d := conflict(page+"/note", form("seen", first, "text", "Ours.", "tags", "", "who", "zz"))
		d.has("textarea[name=text]", "Ours.")
		d.has(".theirs", "Theirs.")
		if got := value(d, "tags"); got != "check" {
			t.Errorf("tags that were not touched are %q", got)
		}
		s.postRedirects(page+"/note", form("seen", value(d, "seen"), "text", "Both.", "tags", "check"))
		s.get(page, 200).has(".desk-words", "Both.")
		s.postRedirects(page+"/note", form("seen", value(s.get(page, 200), "seen"))) // taken away
		s.postRedirects(page+"/note", form("seen", value(s.get(page, 200), "seen"), "text", "Again."))
	})
}

// TestFormsKeepWordsWhenNothingCanBeKept: a form that cannot be recorded now, or as sent, is shown again as it
// was sent.
func TestFormsKeepWordsWhenNothingCanBeKept(t *testing.T) {
	s, k := editing(t)
	s.postRedirects("/topics", form("title", "Levy", "query", "levy", "introduction", "x"))
	note := "/cuttings/" + s.hits("levy")[0] + "/note"
	for name, tt := range map[string]struct {
		path, field string
		sent        url.Values
		fail        error
		status      int
	}{
		"a topic, for now": {"/topics/levy", "introduction", form("title", "Levy", "introduction", "Kept <words>."),
			cutting.Errorf(cutting.Unavailable, "the disk is full"), 503},
		"a topic while another program writes": {"/topics", "introduction", form("title", "New", "introduction",
			"Kept <words>."), cutting.Errorf(cutting.Conflict, "another program writes to the archive"), 409},
		"a note, for now": {note, "text", form("text", "Kept <words>.", "seen", "0"),
			cutting.Errorf(cutting.Unavailable, "the disk is full"), 503},
		"a note with too long a tag": {note, "text", form("text", "Kept <words>.", "seen", "0", "tags",
			strings.Repeat("x", 200)), nil, 400},
	} {
		k.fail = tt.fail
		res := s.post(tt.path, tt.sent)
		d := s.parse(res)
		if res.StatusCode != tt.status {
			t.Errorf("%s: status %d, want %d", name, res.StatusCode, tt.status)
		}
		d.has("textarea[name="+tt.field+"]", "Kept <words>.")
		d.has("#mistake", "Nothing is kept yet.")
	}
}

// TestOwnTagsBesideASearch narrows a search to tags of the desk's own: they are in a list of their own,
// separate from those of the sources, and link from the notes to other cuttings with them.
func TestOwnTagsBesideASearch(t *testing.T) {
	s, _ := editing(t)
	ids := s.hits("levy")
	lead := func(d doc, in string) (out []string) {
		for _, a := range d.all(in + " a") {
			if to, _ := attrOf(a, "href"); strings.Contains(to, "owntag=") {
				out = append(out, to)
			}
		}
		return out
	}
	if len(lead(s.get("/search?q=levy", 200), "#narrow")) > 0 {
		t.Error("without tags there is a list of them")
	}
	for _, id := range ids[:2] {
		s.postRedirects("/cuttings/"+id+"/note", form("text", "Ask the board.", "tags", "to check, front page", "seen",
			"-1"))
	}
	tags := lead(s.get("/cuttings/"+ids[0], 200), ".desk-note")
	if len(tags) != 2 || len(lead(s.get("/work", 200), ".toplist")) != 4 {
		t.Fatalf("%d tags lead on", len(tags))
	}
	d := s.get(tags[0], 200)
	d.has(".found h2", "2 cuttings")
	d.has(".chips", "Own tag to check")
	d = s.get("/search?q=levy&flat=1", 200)
	d.has("#narrow h2", "Tags of your own")
	d.has("#narrow li", "front page 2")
	for query, want := range map[string]string{"note:board": "2 cuttings", `owntag:="to check" levy`: "2 cuttings",
		"tag:check": "Nothing found"} {
		s.get("/search?"+url.Values{"q": {query}, "flat": {"1"}}.Encode(), 200).has(".found h2", want)
	}
	for path, holds := range map[string]string{"/search.json?q=levy": `"owntag":[{"value":"front page","count":2}`,
		"/search.atom?owntag=to+check": "<entry>"} {
		if got := text(t, s.do("GET", path)); !strings.Contains(got, holds) {
			t.Errorf("%s lacks %s", path, holds)
		}
	}
	s.get("/help", 200).has("code", "owntag:check")
}

// TestLongHistoryOfATopic: pinning and leaving out many cuttings at once is one decision; of many decisions,
// and of many cuttings left out, a topic's page shows the last and links to all.
func TestLongHistoryOfATopic(t *testing.T) {
	s, k := editing(t)
	at, _ := s.postRedirects("/topics", form("title", "Levy", "query", "levy", "introduction", "x"))
	ids := s.hits("levy")
	before := len(k.book.History(cutting.TopicDecision, "levy"))
	s.postRedirects(at+"/choose", url.Values{"cutting": ids[:3], "choice": {"pin"}})
	if n := len(k.book.History(cutting.TopicDecision, "levy")) - before; n != 1 {
		t.Errorf("pinning three is %d decisions", n)
	}
	d := s.get(at, 200)
	if n := len(d.all(".pinned")); n != 3 {
		t.Errorf("%d are pinned", n)
	}
	d.has("#kept .says", "pinned 3 cuttings (the topic “Levy”)")
	res := s.post(at+"/choose", url.Values{"cutting": {ids[0], "nosuch"}, "choice": {"leave"}})
	if res.StatusCode != http.StatusNotFound {
		t.Errorf("with an unknown cutting: status %d", res.StatusCode)
	}
	for range 14 {
		s.postRedirects(at+"/choose", form("cutting", ids[0], "choice", "neither"))
		s.postRedirects(at+"/choose", form("cutting", ids[0], "choice", "pin"))
	}
	d = s.get(at, 200)
	d.has("#kept summary", "30 times")
	if n := len(d.all("#kept li")); n != 20 {
		t.Errorf("%d decisions are listed", n)
	}
	all, _ := attrOf(d.one("#kept .more a"), "href")
	d = s.get(strings.TrimSuffix(all, "#kept"), 200)
	if n := len(d.all("#kept li")); n != 30 || len(d.all("#kept[open]")) != 1 {
		t.Errorf("asked for all, %d decisions are listed", n)
	}
}

// TestSecondTopic: a second topic of one title is kept if confirmed, and the form comes back with what
// was typed.
func TestSecondTopic(t *testing.T) {
	s, _ := editing(t)
	first, _ := s.postRedirects("/topics", form("title", "The levy", "query", "levy", "who", "el"))
	res := s.post("/topics", form("title", " the  LEVY ", "query", "harbour", "introduction", "Ours.", "who", "el"))
	page := text(t, res)
	for _, want := range []string{"There is a topic of that title already", `href="` + first + `"`, ">Ours.<",
		`value="harbour"`, `name="second"`} {
		if res.StatusCode != http.StatusConflict || !strings.Contains(page, want) {
			t.Fatalf("status %d, without %q in\n%s", res.StatusCode, want, page)
		}
	}
	second, _ := s.postRedirects("/topics", form("title", "the LEVY", "query", "harbour", "who", "el", "second", "1"))
	if second == first {
		t.Errorf("the second topic is at %s, as the first", second)
	}
	// It is changed without being asked again, unless it takes the title of another.
	s.postRedirects(second, form("title", "the LEVY", "query", "harbour levy", "who", "el"))
	third, _ := s.postRedirects("/topics", form("title", "Kelp", "query", "kelp", "who", "el"))
	if res := s.post(third, form("title", "The levy", "query", "kelp", "who", "el")); res.StatusCode != 409 {
		t.Errorf("renamed to the title of another: status %d", res.StatusCode)
	}
	s.postRedirects(first, form("title", "The levy", "query", "levy OR kelp", "who", "el"))
}

package desk_test

import (
	"encoding/json"
	"encoding/xml"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
)

func TestSearchShowsWhatItFound(t *testing.T) {
	s := newSite(t, nil)
	s.catalogue.Expanded = []string{"levies", "levied"}
	d := s.get("/search?q=harbour+levy", 200)
	d.has("#found", "5 cuttings")
	d.has(".item h3 mark", "levy")
	d.has(".passage mark", "harbour")
	d.has(".note", "levies, levied")
	d.has("title", "harbour levy – Harbour levy, Marrowland")
	if v, _ := attrOf(d.one("input#q"), "value"); v != "harbour levy" {
		t.Errorf("the box holds %q", v)
	}
	if n := len(d.all("input[type=search]")); n != 1 {
		t.Errorf("%d search boxes on the search page", n)
	}
}

// TestPassageLinksToItsPlace follows a highlighted passage to the cutting: the
// piece of text it is in is marked there.
func TestPassageLinksToItsPlace(t *testing.T) {
	s := newSite(t, nil)
	href, _ := attrOf(s.get("/search?q=breakwater+nothing", 200).one(".passage a"), "href")
	path, _, _ := strings.Cut(href, "#")
	s.get(path, 200).has("#at", "This pays for the breakwater & nothing else")
}

// TestFacetsAddUp follows every facet: the search it links to finds as many as it counted, in addition to those
// of the values chosen before in the same facet; the other values keep their counts, and the chosen one links
// back.
func TestFacetsAddUp(t *testing.T) {
	s := newSite(t, nil)
	for _, start := range []string{"/search", "/search?q=levy+OR+harbour", "/search?date=2011&kind=teaser",
		"/search?kind=rail&year=none"} {
		d := s.get(start, 200)
		total := number(firstWord(textOf(d.one("#found"))))
		followed := 0
		for _, section := range d.all("aside section") {
			f := doc{t, section, start}
			lis := f.all("li")
			for _, li := range lis {
				item := doc{t, li, start}
				a := item.one("a")
				href, _ := attrOf(a, "href")
				want := number(textOf(item.one(".n")))
				if _, on := attrOf(a, "aria-current"); on {
					continue
				}
				if len(f.all("a[aria-current=true]")) > 0 {
					want += total // of one value each: kinds and years
				}
				followed++
				narrowed := s.get(href, 200)
				if got := number(firstWord(textOf(narrowed.one("#found")))); got != want {
					t.Errorf("%s: the facet %q says %d and finds %d", start, textOf(a), want, got)
				}
				same := narrowed.facet(textOf(f.one("h2")))
				if n := len(same.all("li")); n != len(lis) {
					t.Errorf("%s: choosing %q leaves %d of the facet's %d values", start, textOf(a), n, len(lis))
				}
				back := ""
				for _, on := range same.all("a[aria-current=true]") {
					if textOf(on) == textOf(a) {
						back, _ = attrOf(on, "href")
					}
				}
				if back != start {
					t.Errorf("%s: the facet %q leads back to %q", start, textOf(a), back)
				}
			}
		}
		if followed < 4 {
			t.Fatalf("%s: %d facet values", start, followed)
		}
	}
}

// facet returns the counts under a heading beside the results; those before it may be gone.
func (d doc) facet(title string) doc {
	d.t.Helper()
	for _, section := range d.all("aside section") {
		f := doc{d.t, section, d.path}
		if textOf(f.one("h2")) == title {
			return f
		}
	}
	d.t.Fatalf("%s: no counts under %q", d.path, title)
	return doc{}
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// TestBarsAddUp does the same for the bars of the chart.
func TestBarsAddUp(t *testing.T) {
	s := newSite(t, nil)
	for _, start := range []string{"/search", "/search?date=2011", "/search?date=2011-05&kind=teaser"} {
		bars := s.get(start, 200).all("svg.bars a")
		if len(bars) < 2 {
			t.Fatalf("%s: %d bars", start, len(bars))
		}
		for _, b := range bars {
			label, _ := attrOf(b, "aria-label")
			_, want, _ := strings.Cut(label, ": ")
			href, _ := attrOf(b, "href")
			got, _, _ := strings.Cut(textOf(s.get(href, 200).one("#found")), " ")
			if got != want {
				t.Errorf("%s: the bar %q leads to %s cuttings", start, label, got)
			}
		}
	}
}

// TestUndated finds the cuttings without a date, from the years beside the results and from both copies of the
// chart: that of wide windows and that of phones, behind the results.
func TestUndated(t *testing.T) {
	s := newSite(t, nil)
	d := s.get("/search", 200)
	links := d.all("figcaption a")
	if charts := d.all("figure.chart"); len(charts) != 2 || len(links) != len(charts) {
		t.Fatalf("%d charts with %d links to the undated", len(charts), len(links))
	}
	beside := 0
	for _, a := range d.all("aside a") {
		if textOf(a) == "Undated" {
			links = append(links, a)
			beside++
		}
	}
	if beside != 1 {
		t.Fatalf("%d links to the undated beside the results", beside)
	}
	for _, a := range links {
		href, _ := attrOf(a, "href")
		found := s.get(href, 200)
		found.has(".chips a", "Undated")
		for _, date := range found.all(".item-date") {
			if got := textOf(date); got != "undated" {
				t.Errorf("among the undated is an item of %s", got)
			}
		}
		if n, _, _ := strings.Cut(textOf(d.one("figcaption a")), " "); !strings.HasPrefix(textOf(found.one("#found")),
			n) {
			t.Errorf("the chart counts %s undated, the search finds %q", n, textOf(found.one("#found")))
		}
	}
	s.get("/search?q=date:none", 200).has(".item-date", "undated")
}

// TestPaging walks forward through all results and back again.
func TestPaging(t *testing.T) {
	s := newSite(t, nil)
	path := "/search?sort=oldest&per=9&q=" + url.QueryEscape("kind:teaser")
	var pages []string
	seen := map[string]bool{}
	total := 0
	for path != "" {
		d := s.get(path, 200)
		pages = append(pages, path)
		for _, a := range d.all("a[data-item]") {
			href, _ := attrOf(a, "href")
			if seen[href] {
				t.Fatalf("%s stands on two pages", href)
			}
			seen[href] = true
		}
		total, _ = strconv.Atoi(strings.Fields(textOf(d.one("#found")))[0])
		asJSON, _ := attrOf(d.one(`link[type=application/json]`), "href")
		if res := s.do("GET", asJSON); res.StatusCode != 200 {
			t.Fatalf("%s leads to %s, which gives %d", path, asJSON, res.StatusCode)
		}
		path = ""
		if next := d.all("link[rel=next]"); len(next) > 0 {
			path, _ = attrOf(next[0], "href")
		}
		if len(pages) > 50 {
			t.Fatal("no end")
		}
	}
	if len(seen) != total || total < 100 {
		t.Errorf("%d cuttings on %d pages, and the total is %d", len(seen), len(pages), total)
	}
	if n := len(pages[len(pages)-1]); n > 1500 {
		t.Errorf("the last page's address has %d characters", n)
	}
	// Back again: page by page as far as the address has cursors, then to the first.
	at, steps := len(pages)-1, 0
	for path := pages[at]; ; steps++ {
		d := s.get(path, 200)
		if got, want := textOf(d.one(".items")), textOf(s.get(pages[at], 200).one(".items")); got != want {
			t.Fatalf("%d pages back from the last stands another page than before", steps)
		}
		prev := d.all("link[rel=prev]")
		if len(prev) == 0 {
			break
		}
		path, _ = attrOf(prev[0], "href")
		at--
		if !strings.Contains(path, "after=") {
			at = 0
		}
	}
	if at != 0 || steps < 5 {
		t.Errorf("going back ended on page %d after %d steps", at, steps)
	}
}

func TestWrongQueries(t *testing.T) {
	s := newSite(t, nil)
	for name, c := range map[string]struct{ query, before, wrong string }{
		"an open bracket":  {"(levy", "", "("},
		"a lone OR":        {"harbour OR", "harbour ", "OR"},
		"an unknown field": {"harbour colour:red", "harbour ", "colour:"},
		"a wrong date":     {"دادگاه date:soon", "دادگاه date:", "soon"},
	} {
		t.Run(name, func(t *testing.T) {
			d := s.get("/search?q="+url.QueryEscape(c.query), 400)
			whole := textOf(d.one(".pointed code"))
			wrong := textOf(d.one(".pointed mark"))
			if whole != c.query && whole != c.query+"‸" {
				t.Errorf("the query is shown as %q", whole)
			}
			if !strings.HasPrefix(c.wrong, strings.TrimSuffix(wrong, ":")) || wrong == "" {
				t.Errorf("pointed at %q, want %q", wrong, c.wrong)
			}
			d.has(".mistake p", "")
			res := s.do("GET", "/search.json?q="+url.QueryEscape(c.query))
			var e struct {
				Error struct {
					Kind, Message  string
					Offset, Length *int
				}
			}
			if err := json.NewDecoder(res.Body).Decode(&e); err != nil {
				t.Fatal(err)
			}
			if res.StatusCode != 400 || e.Error.Kind != "invalid" || e.Error.Message == "" || e.Error.Offset == nil {
				t.Errorf("as JSON: %d %+v", res.StatusCode, e)
			}
		})
	}
	for name, path := range map[string]string{
		"an unknown order": "/search?sort=best", "too many on a page": "/search?per=5000",
		"a cursor that is none": "/search?after=x",
		"a kind that is none":   "/search?kind=poem", "an endless query": "/search?q=" + strings.Repeat("a", 5000),
	} {
		t.Run(name, func(t *testing.T) {
			s.get(path, 400).has("h1", "is not valid")
			if got := s.do("GET", strings.Replace(path, "/search", "/search.json", 1)).StatusCode; got != 400 {
				t.Errorf("as JSON: status %d", got)
			}
		})
	}
}

func TestSearchJSON(t *testing.T) {
	s := newSite(t, nil)
	var all []string
	for path := "/search.json?q=harbour&per=3&source=morrowpost.example"; path != ""; {
		res := s.do("GET", path)
		var got struct {
			Query string
			Next  string `json:"next_page"`
			catalogue.Result
		}
		if err := json.NewDecoder(res.Body).Decode(&got); err != nil {
			t.Fatal(err)
		}
		if want := `harbour source:="morrowpost.example"`; got.Query != want {
			t.Errorf("the whole search is %q, want %q", got.Query, want)
		}
		for _, h := range got.Hits {
			if h.Source.ID != "morrowpost.example" {
				t.Errorf("%s is from %s", h.ID, h.Source.ID)
			}
			all = append(all, h.ID)
		}
		path = got.Next
		if path == "" && len(all) != got.Total {
			t.Errorf("%d hits on all pages, total %d", len(all), got.Total)
		}
	}
}

func TestCuttingJSON(t *testing.T) {
	s := newSite(t, nil)
	var e catalogue.Entry
	if err := json.NewDecoder(s.do("GET", s.cutting(levyHeadline)+".json").Body).Decode(&e); err != nil {
		t.Fatal(err)
	}
	if e.Headline != levyHeadline || len(e.Sightings) != 2 {
		t.Errorf("headline %q with %d sightings", e.Headline, len(e.Sightings))
	}
	if got := s.do("GET", "/cuttings/none.json"); got.StatusCode != 404 ||
		got.Header.Get("Content-Type") != "application/json; charset=utf-8" {
		t.Errorf("an unknown cutting: %d, %s", got.StatusCode, got.Header.Get("Content-Type"))
	}
}

// TestAtom checks what RFC 4287 requires of a feed.
func TestAtom(t *testing.T) {
	s := newSite(t, nil)
	var f struct {
		XMLName xml.Name
		ID      string `xml:"id"`
		Title   string `xml:"title"`
		Updated string `xml:"updated"`
		Links   []struct {
			Rel  string `xml:"rel,attr"`
			Href string `xml:"href,attr"`
		} `xml:"link"`
		Entries []struct {
			ID        string   `xml:"id"`
			Title     string   `xml:"title"`
			Updated   string   `xml:"updated"`
			Published string   `xml:"published"`
			Authors   []string `xml:"author>name"`
			Links     []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Summary string `xml:"summary"`
		} `xml:"entry"`
	}
	if err := xml.NewDecoder(s.do("GET", "/search.atom?q=levy").Body).Decode(&f); err != nil {
		t.Fatal(err)
	}
	if f.XMLName.Space != "http://www.w3.org/2005/Atom" || f.ID == "" || f.Title == "" || len(f.Entries) < 3 {
		t.Fatalf("no feed: %+v", f)
	}
	self := ""
	for _, l := range f.Links {
		if l.Rel == "self" {
			self = l.Href
		}
	}
	if self != "http://localhost/search.atom?q=levy" {
		t.Errorf("the feed calls itself %q", self)
	}
	ids := map[string]bool{}
	last := "9"
	for _, e := range f.Entries {
		unknown := strings.HasSuffix(e.Title, "(Outlet not known)") // the feed's author is used for it
		if ids[e.ID] || e.Title == "" || (len(e.Authors) == 0) != unknown || len(e.Links) == 0 {
			t.Errorf("an entry that is none, or twice: %+v", e)
		}
		ids[e.ID] = true
		for _, d := range []string{e.Updated, e.Published} {
			if _, err := time.Parse(time.RFC3339, d); err != nil && d != "" {
				t.Errorf("%q is no date of Atom's", d)
			}
		}
		if e.Updated > last {
			t.Errorf("the last added do not come first: %s after %s", e.Updated, last)
		}
		last = e.Updated
	}
	if got := s.do("GET", "/search.atom?q=%28").StatusCode; got != 400 {
		t.Errorf("a wrong query: status %d", got)
	}
}

// TestDateForm reads the two boxes beside the results.
func TestDateForm(t *testing.T) {
	s := newSite(t, nil)
	for name, c := range map[string]struct{ query, chip string }{
		"both":  {"since=2011-04&until=2011-05", "Published April 2011 – May 2011"},
		"since": {"since=2012&until=", "Published from 2012 on"},
		"until": {"since=&until=2010", "Published up to 2010"},
		"typed": {"since=Apr+2011&until=6/2011", "Published April 2011 – June 2011"},
	} {
		t.Run(name, func(t *testing.T) {
			d := s.get("/search?"+c.query, 200)
			d.has(".chips a", c.chip)
			if len(d.all(".item")) == 0 {
				t.Error("nothing found")
			}
		})
	}
}

// number reads a count as the desk writes it, with thin spaces.
func number(s string) int {
	n, err := strconv.Atoi(strings.ReplaceAll(s, "\u202f", ""))
	if err != nil {
		return -1
	}
	return n
}

// TestWrongDateKeepsTheSearch: a date that cannot be read leaves the query and its filters unchanged, and the
// field has a message of what to write.
func TestWrongDateKeepsTheSearch(t *testing.T) {
	s := newSite(t, nil)
	d := s.get("/search?q=levy&kind=teaser&since=soon&until=2011", 400)
	d.has("#date-mistake", "Write it as 2011, 2011-04 or 2011-04-09")
	d.has(".chips a", "Teaser")
	if len(d.all(".item")) == 0 {
		t.Error("the results are gone")
	}
	for id, want := range map[string]string{"q": "levy", "since": "soon", "until": "2011"} {
		if got, _ := attrOf(d.one("#"+id), "value"); got != want {
			t.Errorf("%s holds %q, want %q", id, got, want)
		}
	}
	if _, wrong := attrOf(d.one("#since"), "aria-invalid"); !wrong {
		t.Error("the field is not marked")
	}
	if got := s.do("GET", "/search.json?since=soon").StatusCode; got != 400 {
		t.Errorf("as JSON: status %d", got)
	}
}

// TestDateInAddressAsTyped: the date in an address may be written as people type it; one that cannot be read leaves
// the query unchanged, and the field has a message of what to write.
func TestDateInAddressAsTyped(t *testing.T) {
	s := newSite(t, nil)
	for typed, want := range map[string]string{"05/2012": "May 2012", "Apr+2012": "April 2012",
		"2011-04": "April 2011", "04/2012-05/2012": "April 2012 – May 2012", "none": "Undated"} {
		s.get("/search?q=levy&date="+typed, 200).has(".chips a", want)
	}
	d := s.get("/search?q=levy&date=soon", 400)
	d.has("#date-mistake", "Write it as 2011, 2011-04 or 2011-04-09")
	for id, want := range map[string]string{"q": "levy", "since": "soon"} {
		if got, _ := attrOf(d.one("#"+id), "value"); got != want {
			t.Errorf("%s holds %q, want %q", id, got, want)
		}
	}
	if got := s.do("GET", "/search.json?q=levy&date=soon").StatusCode; got != 400 {
		t.Errorf("as JSON: status %d", got)
	}
}

// TestNothingFoundNamesTheCondition: where a condition beside the query finds nothing, the page names it and
// how many match without it.
func TestNothingFoundNamesTheCondition(t *testing.T) {
	s := newSite(t, nil)
	d := s.get("/search?q=levy&since=2020", 200)
	d.has(".nothing", "Without “Published from")
	href, _ := attrOf(d.all(".nothing a")[1], "href")
	if n := number(firstWord(textOf(s.get(href, 200).one("#found")))); n == 0 {
		t.Error("nothing found without the condition, either")
	}
	s.get("/search?since=1990s", 200).none(".note.warn")
}

// TestNothingFoundNamesTheWord: for a search that finds nothing, each word's own count shows which one finds
// nothing; a source that is named can be searched in.
func TestNothingFoundNamesTheWord(t *testing.T) {
	s := newSite(t, nil)
	d := s.get("/search?q=harbour+zebra", 200)
	d.has("#found", "Nothing found")
	d.has(".alone li", "zebra nothing")
	found := ""
	for _, li := range d.all(".alone li") {
		found += textOf(li) + ";"
	}
	if !regexp.MustCompile(`harbour [1-9]`).MatchString(found) {
		t.Errorf("the words find %q", found)
	}
	d = s.get("/search?q=zebra+morrow+post", 200)
	d.has(".more a", "Search in the source Morrow Post")
}

// TestOrderWithNothingToRank: a search without words is shown newest first, and the page states it.
func TestOrderWithNothingToRank(t *testing.T) {
	s := newSite(t, nil)
	for _, q := range []string{"date:2011", "kind:teaser -date:none", ""} {
		d := s.get("/search?q="+url.QueryEscape(q), 200)
		d.has(".sorts a[aria-current]", "Newest")
	}
	s.get("/search?q=levy", 200).has(".sorts a[aria-current]", "Best match")
}

// TestFollow: a search can be followed by a link beside its order.
func TestFollow(t *testing.T) {
	s := newSite(t, nil)
	href, _ := attrOf(s.get("/search?q=levy&kind=teaser", 200).one("a.follow"), "href")
	if got := s.do("GET", href); got.StatusCode != 200 || !strings.Contains(got.Header.Get("Content-Type"), "atom") {
		t.Errorf("%s: status %d, %s", href, got.StatusCode, got.Header.Get("Content-Type"))
	}
}

// TestFilterSources filters and sorts the list of sources.
func TestFilterSources(t *testing.T) {
	s := newSite(t, nil)
	d := s.get("/sources?filter=MORROW", 200)
	if n := len(d.all("table.sources tbody tr")); n != 1 {
		t.Errorf("%d sources called Morrow", n)
	}
	s.get("/sources?filter=zebra", 200).has(".nothing", "No source matches")
	d = s.get("/sources?sort=name", 200)
	d.has(".sorts a[aria-current]", "Name")
	names := []string{}
	for _, a := range d.all("table.sources tbody a") {
		names = append(names, strings.ToLower(textOf(a)))
	}
	if !slices.IsSorted(names) {
		t.Errorf("sorted by name: %q", names)
	}
}

// TestResultsGoOnFromACutting: a cutting opened from results has the words marked, its place among the results,
// and links to the next result, the previous one, and back.
func TestResultsGoOnFromACutting(t *testing.T) {
	s := newSite(t, nil)
	d := s.get("/search?q=harbour+levy&per=2", 200)
	total := numberIn(textOf(d.one("#found")))
	href, _ := attrOf(d.one(".item h3 a"), "href")
	var seen []string
	for n := 1; ; n++ {
		d = s.get(href, 200)
		d.has(".among", strconv.Itoa(n)+" of "+strconv.Itoa(total))
		if len(d.all(".text mark")) == 0 {
			t.Errorf("no word is marked in result %d", n)
		}
		if got, _ := attrOf(d.one("#q"), "value"); got != "harbour levy" {
			t.Errorf("the search box holds %q", got)
		}
		seen = append(seen, textOf(d.one("h1")))
		next := d.all(".among a[rel=next]")
		if len(next) == 0 {
			break
		}
		href, _ = attrOf(next[0], "href")
	}
	if len(seen) != total {
		t.Fatalf("%d results one after the other, of %d", len(seen), total)
	}
	for n := total - 1; n >= 1; n-- {
		href, _ = attrOf(d.one(".among a[rel=prev]"), "href")
		d = s.get(href, 200)
		if got := textOf(d.one("h1")); got != seen[n-1] {
			t.Errorf("back to %d: %q, want %q", n, got, seen[n-1])
		}
	}
	back, _ := attrOf(d.one("a[data-back]"), "href")
	s.get(back, 200).has("#found", strconv.Itoa(total)+" cuttings")
	// An address with results that no longer exist shows the cutting without them.
	s.get(s.cutting(levyHeadline)+"?q=zebra&hit=1", 200).none(".among")
}

// TestMistakeOverSearch: each page over a search keeps the query after a mistake in it or in its dates, and says
// beside the field what to write.
func TestMistakeOverSearch(t *testing.T) {
	s := newSite(t, nil)
	for _, path := range []string{"/told", "/timeline", "/statements", "/disputes"} {
		d := s.get(path+"?q=levy&kind=article&date=32.13.2011", 400)
		d.has("#date-mistake", "Write a date as 2011, 2011-04 or 2011-04-09")
		for input, want := range map[string]string{"#againq": "levy", "#since": "32.13.2011",
			"form.again input[type=hidden]": "article"} {
			if got, _ := attrOf(d.one(input), "value"); got != want {
				t.Errorf("%s: %s has %q, want %q", path, input, got, want)
			}
		}
		if got, _ := attrOf(d.one("form.again"), "action"); got != path {
			t.Errorf("%s: the form leads to %s", path, got)
		}
		s.get(path+"?q=levy&since=2011-4&until=2012", 200)
		if path == "/disputes" {
			continue // without names in the archive it asks for none
		}
		d = s.get(path+"?q=levy+%22half", 400)
		d.has("#mistake", "never closed")
		if got, _ := attrOf(d.one("#againq"), "value"); got != `levy "half` {
			t.Errorf("%s: the query is %q", path, got)
		}
	}
}

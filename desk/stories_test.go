package desk_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library/librarytest"
)

// oneStory makes a story of some cuttings: see librarytest.Catalogue.MakeStory.
func (s *site) oneStory(ids ...string) (story string) {
	s.t.Helper()
	story, err := s.catalogue.MakeStory(ids...)
	if err != nil {
		s.t.Fatal(err)
	}
	return story
}

// hits returns the cuttings a query finds, articles first.
func (s *site) hits(text string) (ids []string) {
	s.t.Helper()
	q, err := query.Parse(text, librarytest.Now())
	if err != nil {
		s.t.Fatal(err)
	}
	for _, kind := range []string{"article", "teaser", "rail"} {
		res, err := s.catalogue.Search(context.Background(), catalogue.Request{Query: q, Limit: 50,
			Choices: map[string][]string{"kind": {kind}}})
		if err != nil {
			s.t.Fatal(err)
		}
		for _, h := range res.Hits {
			ids = append(ids, h.ID)
		}
	}
	return ids
}

// TestResultsAreGroupedByStory: one row to a story, unfolding in place, with a switch
// to the flat list, and both counts.
func TestResultsAreGroupedByStory(t *testing.T) {
	s := newSite(t, nil)
	all := s.hits("harbour levy")
	if len(all) < 4 {
		t.Fatalf("%d cuttings to make a story of", len(all))
	}
	story := s.oneStory(all[0], all[len(all)-1], all[1])
	d := s.get("/search?q=harbour+levy", 200)
	d.has("#found", fmt.Sprintf("%d cuttings, %d independent texts in %d stories", len(all), len(all)-2, len(all)-2))
	if n := len(d.all(".items li")); n != len(all)-2 {
		t.Errorf("%d rows, want %d", n, len(all)-2)
	}
	row := doc{t, d.one("#story-" + story), "the story's row"}
	row.has(".instory", "3 cuttings, 1 independent text, 3 outlets")
	open, _ := attrOf(row.one(".unfold"), "href")
	path, place, _ := strings.Cut(open, "#")
	if place != "story-"+story {
		t.Errorf("unfolding leads to %q", place)
	}
	opened := doc{t, s.get(path, 200).one("#story-" + story), "the open row"}
	if n := len(opened.all(".unfolded li")); n != 2 {
		t.Errorf("%d members unfold, want the 2 others", n)
	}
	// What unfolds is on the thread of its row.
	member, _ := attrOf(opened.one(".unfolded a"), "href")
	at := s.get(member, 200)
	at.has(".among", fmt.Sprintf("of %d", len(all)-2))
	at.has("mark", "")
	if back, _ := attrOf(at.one("a[data-back]"), "href"); back != path {
		t.Errorf("the way back from what unfolds is %q, want %q", back, path)
	}
	flat, _ := attrOf(d.one(".ways a"), "href")
	if n := len(s.get(flat, 200).all(".items li")); n != len(all) {
		t.Errorf("%d rows in the flat list, want %d", n, len(all))
	}
	s.get("/", 200).has(".counted", "1 copy of another text here")
	// The reader's thread counts rows.
	hit, _ := attrOf(d.one(".item h3 a"), "href")
	s.get(hit, 200).has(".among", fmt.Sprintf("1 of %d", len(all)-2))
}

// TestStoriesAreShownByTheirRepresentative: in every order a story's row is that of its representative, and one that
// is shown because only it matches links to it.
func TestStoriesAreShownByTheirRepresentative(t *testing.T) {
	s := newSite(t, nil)
	all := s.hits("harbour levy")
	best, other := all[1], all[0]
	s.oneStory(append([]string{best, all[len(all)-1], other}, all[2:len(all)-1]...)...) // best has a text of its own
	for _, sort := range []string{"relevance", "newest", "oldest", "added"} {
		d := s.get("/search?q=harbour+levy&sort="+sort, 200)
		href, _ := attrOf(d.one(".items h3 a"), "href")
		if !strings.HasPrefix(href, "/cuttings/"+best+"?") {
			t.Errorf("by %s: the story is shown by %s, want %s", sort, href, best)
		}
		d.none(".instead")
	}
	d := s.get("/search?q=id:"+other, 200)
	d.has(".instead", "shown because it matches; its main text does not")
	if href, _ := attrOf(d.one(".instead a"), "href"); href != "/cuttings/"+best {
		t.Errorf("the main text is at %s, want %s", href, best)
	}
}

// TestTeaserLinksToItsArticle: a teaser links to its article, and the article to its teasers.
func TestTeaserLinksToItsArticle(t *testing.T) {
	s := newSite(t, nil)
	all := s.hits("harbour levy")
	article, teaser := all[0], all[len(all)-1]
	s.oneStory(article, teaser)
	d := s.get("/cuttings/"+teaser, 200)
	if href, _ := attrOf(d.one(".toarticle a"), "href"); href != "/cuttings/"+article {
		t.Errorf("the article is at %q", href)
	}
	d.has(".toarticle", "The article is in this archive →")
	s.get("/cuttings/"+article, 200).has(".teased summary", "Teased in 1 listing")
	s.get("/cuttings/"+article, 200).none(".toarticle")
}

// TestStoryPage: who published it when, and two texts side by side.
func TestStoryPage(t *testing.T) {
	s := newSite(t, nil)
	all := s.hits("harbour levy")
	s.oneStory(all[0], all[len(all)-1], all[1])
	d := s.get("/stories/"+all[1], 200)
	d.has(".byline", "3 cuttings, 1 independent text, 3 outlets")
	var titles []string
	for _, n := range d.all(".members h2") {
		titles = append(titles, textOf(n))
	}
	if got := strings.Join(titles, ", "); got != "Independent texts 1, Copies 1, Teasers and side list items 1" {
		t.Errorf("groups: %s", got)
	}
	beside := s.get("/stories/"+all[0]+"?a="+all[0]+"&b="+all[1], 200)
	if n := len(beside.all(".pair article")); n != 2 {
		t.Errorf("%d texts side by side", n)
	}
	s.get("/stories/nothing", 404)
	s.get("/stories/"+all[0]+"?a=nothing&b="+all[1], 404)
}

// TestCompareBySource: a search by source, and two chosen by clicks.
func TestCompareBySource(t *testing.T) {
	s := newSite(t, nil)
	d := s.get("/told?q=harbour", 200)
	columns := len(d.all(".byoutlet section"))
	if columns < 2 {
		t.Fatalf("%d sources side by side", columns)
	}
	first, _ := attrOf(d.one(".choose a"), "href")
	one := s.get(first, 200)
	if n := len(one.all(".byoutlet section")); n != 1 {
		t.Errorf("%d columns for one source chosen", n)
	}
	var second string
	for _, a := range one.all(".choose a") {
		if _, on := attrOf(a, "aria-current"); !on && second == "" {
			second, _ = attrOf(a, "href")
		}
	}
	if n := len(s.get(second, 200).all(".byoutlet section")); n != 2 {
		t.Errorf("%d columns for two sources chosen", n)
	}
	hit, _ := attrOf(d.one(".byoutlet h3 a"), "href")
	if back, _ := attrOf(s.get(hit, 200).one("a[data-back]"), "href"); back != "/told?q=harbour" {
		t.Errorf("the way back from a column is %q", back)
	}
	// The sources offered are of all that was found.
	total := numberIn(textOf(d.one(".byline")))
	for _, n := range d.all(".choose .n") {
		total -= number(textOf(n))
	}
	if total != 0 {
		t.Errorf("%d cuttings are of no source offered", total)
	}
}

// TestWordsThatNameASource offer the search in that source.
func TestWordsThatNameASource(t *testing.T) {
	s := newSite(t, nil)
	d := s.get("/search?q=morrow+post+harbour", 200)
	found := false
	for _, a := range d.all("a") {
		if strings.HasPrefix(textOf(a), "Search in the source") {
			href, _ := attrOf(a, "href")
			found = strings.Contains(href, "source=morrowpost.example") && strings.Contains(href, "q=harbour")
		}
	}
	if !found {
		t.Error("no search in the source is offered")
	}
}

// TestStoriesByHand removes a cutting from a story and adds another.
func TestStoriesByHand(t *testing.T) {
	k := &kept{book: journal.NewBook(nil)}
	log, err := journal.Open(t.TempDir(), journal.Options{Clock: librarytest.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	k.log = log
	s := correcting(t, k)
	all := s.hits("harbour levy")
	s.oneStory(all[0], all[1])
	page := "/stories/" + all[0]
	s.get(page, 200).one("#decide input[value=split]")
	s.get(page, 200).one(".notof input[value=" + all[1] + "]")
	res := s.post(page+"/decide", url.Values{"what": {"split"}, "cutting": {all[1]}, "note": {"another <day>"}})
	if loc := res.Header.Get("Location"); res.StatusCode != http.StatusSeeOther || loc != page+"?kept=1" {
		t.Fatalf("status %d to %q", res.StatusCode, loc)
	}
	if res := s.post(page+"/decide", url.Values{"what": {"split"}, "cutting": {all[1]}}); res.StatusCode != 409 {
		t.Errorf("the same again: status %d", res.StatusCode)
	}
	own := s.get("/cuttings/"+all[1], 200)
	own.has(".storied", "took a cutting out of its story desk")
	own.has(".storied", "because “another <day>”")
	if href, _ := attrOf(own.one(".storied a"), "href"); href != "/stories/"+all[1]+"#decision-1" {
		t.Errorf("the decision is at %q", href)
	}
	s.get("/cuttings/"+all[0], 200).has(".storied", "took a cutting out of its story desk") // it stays
	s.get("/cuttings/"+all[2], 200).none(".storied")
	d := s.get(page, 200)
	d.has(".decisions li", "because “another <day>”")
	action, _ := attrOf(d.one(".decisions form"), "action")
	if res := s.post(action, nil); res.StatusCode != http.StatusSeeOther {
		t.Fatalf("taken back: status %d", res.StatusCode)
	}
	s.get(page, 200).has(".decisions .undone", "Taken back: desk")
	s.get("/cuttings/"+all[0], 200).none(".storied")
	s.get("/cuttings/"+all[1], 200).none(".storied")
	join := url.Values{"what": {"join"}, "with": {"http://localhost/cuttings/" + all[2] + "?q=x"}}
	if res := s.post(page+"/decide", join); res.StatusCode != http.StatusSeeOther {
		t.Errorf("joined: status %d", res.StatusCode)
	}
	for name, tt := range map[string]struct {
		form url.Values
		want int
	}{
		"nothing said":    {nil, 400},
		"nothing ticked":  {url.Values{"what": {"split"}}, 400},
		"with no cutting": {url.Values{"what": {"join"}, "with": {" "}}, 400},
		"alone":           {url.Values{"what": {"split"}, "cutting": {all[2]}}, 400},
		"the whole story": {url.Values{"what": {"split"}, "cutting": {all[0], all[1]}}, 400},
		"with itself":     {url.Values{"what": {"join"}, "with": {all[0]}}, 400},
		"with an unknown": {url.Values{"what": {"join"}, "with": {"nothing"}}, 404},
	} {
		if res := s.post(page+"/decide", tt.form); res.StatusCode != tt.want {
			t.Errorf("%s: status %d, want %d", name, res.StatusCode, tt.want)
		}
	}
}

// TestFullPostAnnouncesNothing: of a teaser alone in the archive it is said that its article is missing, of a full
// post in a listing only that no page has it alone.
func TestFullPostAnnouncesNothing(t *testing.T) {
	s := newSite(t, nil)
	all := s.hits("harbour levy")
	teaser := all[len(all)-1]
	s.oneStory(teaser)
	s.get("/cuttings/"+teaser, 200).has(".inarchive", "listing: the article it announces is not in this archive")
	b := s.archive.Batch()
	for _, p := range b.Pages {
		for i := range p.Sightings {
			if o := &p.Sightings[i]; o.CuttingID == teaser {
				o.Kind, o.Text, o.Truncated = cutting.Teaser, o.Text+strings.Repeat(" The levy stays.", 60), false
			}
		}
	}
	if err := s.catalogue.Apply(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	d := s.get("/cuttings/"+teaser, 200)
	d.has(".over", "Full post in a listing")
	d.has(".inarchive", "listing: a page with this post alone is not in this archive")
}

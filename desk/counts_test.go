package desk_test

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// The basket, lists of digests, the state of the archive and charts give the number of independent texts beside
// that of cuttings or items.
func TestBothCounts(t *testing.T) {
	s, _ := editing(t)
	all := s.hits("harbour levy")
	three := []string{all[0], all[1], all[len(all)-1]}
	s.oneStory(three...)
	_, res := s.postRedirects("/basket", url.Values{"do": {"put"}, "cutting": three})
	basket := []string{"Cookie", res.Cookies()[0].Name + "=" + res.Cookies()[0].Value}
	s.parse(s.do("GET", "/basket", basket...)).has(".byline", "3 cuttings, 1 independent text")
	s.postRedirects("/digests", form("basket", "1", "title", "Week 40", "who", "el"), basket...)
	s.get("/digests", 200).has(".toplist .soft", "3 items, 1 independent text")
	s.get("/work", 200).has(".toplist .soft", "3 items, 1 independent text")
	if n := len(s.get("/search?is=independent", 200).all(".items li")); n == 0 {
		t.Error("nothing is independent")
	}
	s.get("/search?q=harbour+levy", 200).has(".chart figcaption",
		fmt.Sprintf("%d cuttings, %d independent texts, by", len(all), len(all)-2))
	s.get("/status", 200).has(".totals", "Independent texts")
	found := s.get("/search?q=harbour+levy", 200)
	found.has(".chart th", "Independent texts")
	found.has(".facets .brackets", "In brackets")
	found.has(".facets .counts .own", "(")
	fewer := false
	for _, v := range found.all(".facets .counts li") {
		fewer = fewer || strings.HasSuffix(textOf(v), fmt.Sprintf("%d (%d independent)", len(all), len(all)-2))
	}
	if !fewer {
		t.Errorf("no facet value of all %d cuttings has %d independent texts", len(all), len(all)-2)
	}
}

// The page of a source counts independent texts of its sections, side lists and names, that of a name in all, by
// form and by source.
func TestBothCountsOfSourcesAndNames(t *testing.T) {
	s := namedSite(t)
	ids := s.hits(`name:"Orvanian Seafarers' Union" OR name:OSU`)
	if len(ids) < 2 {
		t.Fatalf("%d cuttings have the name, too few", len(ids))
	}
	s.oneStory(ids...)
	page := s.get(unionPage, 200)
	page.has(".byline", fmt.Sprintf("%d cuttings, 1 independent text, under", len(ids)))
	page.has(".variants", "independent text")
	page.has(".bysource", "independent text")
	counted := 0
	for _, l := range s.get("/sources", 200).all("table.sources a") {
		for _, a := range l.Attr {
			if a.Key == "href" && strings.HasPrefix(a.Val, "/sources/") {
				counted += len(s.get(a.Val, 200).all(".counts .own"))
			}
		}
	}
	if counted == 0 {
		t.Error("no source's page counts independent texts")
	}
}

// lone matches a count of several cuttings.
var lone = regexp.MustCompile(`\b([2-9]|[1-9][0-9,]+) cuttings\b`)

// TestEveryCountIsBoth walks the desk's pages in archives of few texts and many cuttings: no count of cuttings is
// without that of independent texts in the same line.
func TestEveryCountIsBoth(t *testing.T) {
	s, _ := editing(t)
	all := s.every()
	story := s.oneStory(all...)
	_, res := s.postRedirects("/basket", url.Values{"do": {"put"}, "cutting": all[:3]})
	basket := []string{"Cookie", res.Cookies()[0].Name + "=" + res.Cookies()[0].Value}
	topic, _ := s.postRedirects("/topics", form("title", "Levy", "query", "harbour", "who", "el"))
	edit, _ := s.postRedirects("/digests", form("basket", "1", "title", "Week 40", "who", "el"), basket...)
	for _, id := range all[:2] {
		s.postRedirects(topic+"/choose", form("choice", "leave", "cutting", id, "who", "el"))
	}
	redaction := s.redact(cutting.Redaction{Name: "Ada Brandmoor", Also: []string{"harbour"}, Note: "she asked"})
	s.get(redaction, 200).has("section[aria-labelledby=covered] .soft", "cuttings, 1 independent text")
	if n := s.countsAreBoth(basket, "/", topic, topic+"/edit", edit, redaction, "/stories/"+story); n < 100 {
		t.Errorf("only %d counts on the pages of the archive", n)
	}
	s.parse(s.do("GET", topic)).has(".leftout summary", "2 cuttings, 1 independent text left out")
	s.parse(s.do("GET", edit, basket...)).has("label", "the 3 cuttings, 1 independent text of the basket")
	s = namedSite(t)
	s.oneStory(s.every()...)
	if n := s.countsAreBoth(nil, "/names", "/names/review", "/"); n < 50 {
		t.Errorf("only %d counts on the pages of names", n)
	}
	s.get("/names", 200).has(".nametable th", "Independent texts")
}

// every returns every cutting there is.
func (s *site) every() (ids []string) {
	res, err := s.catalogue.Search(s.t.Context(), catalogue.Request{Limit: 1000})
	if err != nil {
		s.t.Fatal(err)
	}
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids
}

// countsAreBoth visits pages and what they link to, and returns the number of counts of cuttings on them.
func (s *site) countsAreBoth(cookie []string, queue ...string) (counts int) {
	inline := []string{"a", "b", "span", "label", "bdi", "text", "title"}
	seen := map[string]bool{}
	for ; len(queue) > 0; queue = queue[1:] {
		path, _, _ := strings.Cut(queue[0], "#")
		// A few searches that narrow others are enough.
		if seen[path] || len(seen) > 60 && strings.Contains(path, "?") || len(seen) > 250 {
			continue
		}
		seen[path] = true
		res := s.do("GET", path, cookie...)
		if res.StatusCode != 200 || !strings.HasPrefix(res.Header.Get("Content-Type"), "text/html") {
			continue
		}
		for n := range s.parse(res).root.Descendants() {
			if href, _ := attrOf(n, "href"); n.Data == "a" && strings.HasPrefix(href, "/") {
				queue = append(queue, href)
			}
			if n.Type != html.TextNode || !lone.MatchString(n.Data) {
				continue
			}
			line := n.Parent
			for slices.Contains(inline, line.Data) {
				line = line.Parent
			}
			counts++
			words := textOf(line)
			if !strings.Contains(words, "independent") && !strings.Contains(words, "but headlines") {
				s.t.Errorf("%s: %q counts cuttings alone", path, words)
			}
		}
	}
	return counts
}

package desk_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
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

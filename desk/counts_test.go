package desk_test

import (
	"fmt"
	"net/url"
	"testing"
)

// The basket, lists of digests, the state of the archive and charts give the number of independent texts beside
// that of cuttings or items.
func TestBothCounts(t *testing.T) {
	s, _ := editing(t)
	all := s.hits("harbour levy")
	three := []string{all[0], all[1], all[len(all)-1]}
	s.oneStory(three...)
	_, res := s.leads("/basket", url.Values{"do": {"put"}, "cutting": three})
	basket := []string{"Cookie", res.Cookies()[0].Name + "=" + res.Cookies()[0].Value}
	s.parse(s.do("GET", "/basket", basket...)).has(".byline", "3 cuttings, 1 independent text")
	s.leads("/digests", form("basket", "1", "title", "Week 40", "who", "el"), basket...)
	s.get("/digests", 200).has(".toplist .soft", "3 items, 1 independent text")
	s.get("/work", 200).has(".toplist .soft", "3 items, 1 independent text")
	if n := len(s.get("/search?is=independent", 200).all(".items li")); n == 0 {
		t.Error("nothing is independent")
	}
	s.get("/search?q=harbour+levy", 200).has(".chart figcaption",
		fmt.Sprintf("%d cuttings, %d independent texts, by", len(all), len(all)-2))
	s.get("/status", 200).has(".totals", "Independent texts")
}

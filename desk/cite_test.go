package desk_test

import (
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A cutting is cited in the forms of reference managers, linked from its page and given in its head element;
// none of them claims an author or a time that is not stated.
func TestReferenceManagers(t *testing.T) {
	s := newSite(t, nil)
	path := s.cutting(levyHeadline)
	page := s.get(path, 200)
	for extension, wants := range map[string][]string{
		".bib": {"@article{cuttings-", "author = {Varga, Imke and Ashgrove, Tobin}", "date = {2011-04-09}",
			"urldate = {2011-06-02}",
			"journal = {The Tessel Courier}"},
		".ris": {"TY  - NEWS\r\n", "AU  - Varga, Imke\r\nAU  - Ashgrove, Tobin\r\n", "DA  - 2011/04/09/\r\n",
			"ER  - \r\n"},
		".csl.json": {`"family": "Varga"`, `"container-title": "The Tessel Courier"`, `"article-newspaper"`},
	} {
		if !slices.ContainsFunc(page.all(".evidence a"), func(n *html.Node) bool {
			href, _ := attrOf(n, "href")
			return href == path+extension
		}) {
			t.Errorf("the page does not link to %s", path+extension)
		}
		res := s.do("GET", path+extension)
		body, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != 200 {
			t.Fatalf("%s: %v %v", extension, res.StatusCode, err)
		}
		for _, want := range wants {
			if !strings.Contains(string(body), want) {
				t.Errorf("%s does not hold %q:\n%s", extension, want, body)
			}
		}
	}
	if v, _ := attrOf(page.one(`meta[name=citation_publication_date]`), "content"); v != "2011/04/09" {
		t.Errorf("citation_publication_date %q, want 2011/04/09", v)
	}
	if n := len(page.all(`meta[name=citation_author]`)); n != 2 {
		t.Errorf("%d citation_author, want 2", n)
	}
	if res := s.do("GET", "/cuttings/nothing.bib"); res.StatusCode != 404 {
		t.Errorf("a citation of nothing: %d, want 404", res.StatusCode)
	}
}

package desk_test

import (
	"net/url"
	"strings"
	"testing"
)

// bearersSite has texts in which two persons have one surname and two bodies one abbreviation: the minister
// Petar Hvolen, his brother Ivan, and two that are called NRC.
func bearersSite(t *testing.T) *site {
	t.Helper()
	return siteNaming(t,
		"Defence minister Petar Hvolen said in Velm that the harbour was safe. The Northern Relief Committee (NRC) "+
			"denied it. Hvolen said that the committee lied. NRC staff left Velm with Mara Amsel.",
		"Minister Hvolen said in Velm that a count would follow. The minister's brother, Ivan Hvolen, a baker, said "+
			"that bread was dear. Mara Amsel met the Northern Relief Committee.",
		"Ivan Hvolen said that flour was dear too. He sang with Bo Rask in Pell.",
		"The National Radio Corporation (NRC) moved to Pell. The NRC said that nobody listened. Bo Rask agreed.",
		"The NRC said that snow would fall. The Northern Relief Committee was not asked.",
	)
}

func texts(d doc, selector string) (out []string) {
	for _, n := range d.all(selector) {
		out = append(out, textOf(n))
	}
	return out
}

// found returns how many cuttings a search finds.
func (s *site) found(address string) string {
	s.t.Helper()
	n, _, _ := strings.Cut(textOf(s.get(address, 200).one("#found")), " cutting")
	return n
}

// TestNamesFollowMentions checks that what is shown of a name comes from its own mentions, in every list and
// count.
func TestNamesFollowMentions(t *testing.T) {
	s := bearersSite(t)
	for _, c := range []struct{ query, want string }{
		{`name:"Ivan Hvolen"`, "2"}, {`speaker:"Ivan Hvolen"`, "2"}, {`name:"Petar Hvolen"`, "2"},
		{`speaker:"Petar Hvolen"`, "2"}, {`name:Hvolen`, "3"}, {`name:="Hvolen"`, "2"},
		{`name:"National Radio Corporation"`, "1"}, {`name:"Northern Relief Committee"`, "3"}, {"name:NRC", "4"},
		{`speaker:"Northern Relief Committee"`, "2"},
	} {
		if got := s.found("/search?q=" + url.QueryEscape(c.query)); got != c.want {
			t.Errorf("%s finds %s, want %s", c.query, got, c.want)
		}
	}
	for _, c := range []struct{ id, said, others string }{
		{"PER:ivan hvolen", "flour was dear too", "a count would follow"},
		{"PER:petar hvolen", "a count would follow", "bread was dear"},
		{"ORG:national radio corporation", "nobody listened", "snow would fall"},
		{"ORG:northern relief committee", "snow would fall", "nobody listened"},
	} {
		page := s.get("/names/"+url.PathEscape(c.id), 200)
		said := strings.Join(texts(page, "ul.saids"), " ")
		if !strings.Contains(said, c.said) || strings.Contains(said, c.others) {
			t.Errorf("%s has the statements %q", c.id, said)
		}
		n, _, _ := strings.Cut(textOf(page.one("p.byline a")), " ")
		if got := s.found(href(page.one("p.byline a"))); got != n {
			t.Errorf("%s is named in %s, and its link finds %s", c.id, n, got)
		}
	}
}

// TestFacetsOfNamesGiveWhatTheyCount checks that a click on a name beside a search finds as many cuttings as
// are counted there, and that no form has a row beside its names.
func TestFacetsOfNamesGiveWhatTheyCount(t *testing.T) {
	s := bearersSite(t)
	d := s.get("/search?q=said", 200)
	seen := 0
	for _, li := range d.all(".facets li") {
		a := doc{t, li, d.path}.one("a")
		h := href(a)
		if !strings.Contains(h, "name=") && !strings.Contains(h, "speaker=") {
			continue
		}
		words := strings.Fields(textOf(li))
		if got := s.found(h); got != words[len(words)-1] {
			t.Errorf("%q finds %s", textOf(li), got)
		}
		if label := textOf(a); label == "Hvolen" || label == "NRC" {
			t.Errorf("a row for the form %s", label)
		}
		seen++
	}
	if seen < 6 {
		t.Errorf("%d names beside the search", seen)
	}
}

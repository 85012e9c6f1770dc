package desk_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/export/feed"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/library/librarytest"
	"cuttings/press/joining"
)

// redact blacks a person out and returns the address of the page of what that covers.
func (s *site) redact(r cutting.Redaction) string {
	s.t.Helper()
	line, err := journal.Redact("el", r)
	if err == nil {
		_, err = s.decisions.Decide(s.t.Context(), func(context.Context) ([]journal.Decision, error) {
			return []journal.Decision{line}, nil
		})
	}
	if err != nil {
		s.t.Fatal(err)
	}
	links := s.get("/work", 200).all("section[aria-labelledby=black] li a")
	to, _ := attrOf(links[len(links)-1], "href")
	return to
}

// TestRedactionsAtTheDesk: who is black in what is published, who decided so, and in which digests it shows.
func TestRedactionsAtTheDesk(t *testing.T) {
	s, _ := editing(t)
	s.get("/work", 200).has("section[aria-labelledby=black] p", "Nobody.")
	at, _ := s.postRedirects("/digests", form("title", "The Brandmoor case", "query", "levy", "who", "el"))
	page, _, _ := strings.Cut(at, "/edit")
	black := func() int { return len(s.get(page, 200).all("p.note bdi")) }
	if black() != 0 {
		t.Error("somebody is black in a digest before any redaction")
	}
	for _, r := range []cutting.Redaction{{Name: "Ada Brandmoor", Also: []string{"Brandmoor"}, Note: "she asked"},
		{Name: "Nomen Nescio", Note: "is in no text"}} {
		s.redact(r)
	}
	d := s.get("/work", 200)
	d.has("section[aria-labelledby=black] li a", "Ada Brandmoor")
	d.has("section[aria-labelledby=black] li", "she asked")
	d.has("section[aria-labelledby=black] li", "cuttings undo ")
	if n := len(d.all("section[aria-labelledby=black] li")); n != 2 {
		t.Errorf("%d persons blacked out", n)
	}
	if black() != 1 {
		t.Fatalf("%d names are shown as black in the digest, want the one it has", black())
	}
	s.get(page, 200).has("p.note bdi", "Ada Brandmoor")
}

// TestWhatARedactionCovers: the page of a redaction has the forms that are black, those that stay and those that are
// proposed, each with both counts and a search, and the command lines that add spellings.
func TestWhatARedactionCovers(t *testing.T) {
	s := siteNaming(t,
		"Mirel Osvanne of the council said that the levy would stay. Osvanne said no more.",
		"Mirel Osvanne of the council said that the levy would stay. Mirel Osvanne said no more.",
		"On Friday Osvanne was at the harbour.", "On Friday Osvanne was at the harbour again.",
		"The road to Osvanneburg is closed.", "Как сказал Мирел Осванне, сбор остаётся.",
		"Orla Tennick said in Velm that the levy would stay.", "Orla Tennick said it in Velm again.")
	s.oneStory(s.hits("council")...)
	s.oneStory(s.hits(`"was at the harbour"`)...)
	s.decide("/names/decide", form("of", "Mirel Osvanne", "class", "PER", "with", "Mirel Osvanne",
		"kind", "name-same", "same", "Orla Tennick", "who", "el", "back", "/names"))
	s.oneStory(s.hits("Tennick")...)
	page := s.redact(cutting.Redaction{Name: "Mirel Osvanne", Also: []string{"M$O"}, Note: "she asked"})
	d := s.get(page, 200)
	for _, want := range []struct{ section, text, search, command string }{
		{"covered", "2 cuttings, 1 independent text, in these forms", "", ""},
		{"covered", "Mirel Osvanne 2 cuttings, 1 independent text", "", ""},
		{"covered", "Osvanne 1 cutting", "", ""},
		{"left", "Osvanne alone 2 cuttings, 1 independent text", `"Osvanne"`, `--also Osvanne `},
		{"left", "Osvanneburg 1 cutting", "Osvanne*", `--also Osvanneburg `},
		{"proposed", "Orla Tennick joined with the name in this archive; 2 cuttings, 1 independent text",
			`"Orla Tennick"`, `--also "Orla Tennick"`},
		{"proposed", "Мирел Осванне Cyrillic, sounds like the name; 1 cutting", `"Мирел Осванне"`,
			`--also "Мирел Осванне"`},
		{"add", "", "", `cuttings redact "Mirel Osvanne" --also FORM --why REASON`},
	} {
		section := fmt.Sprintf("section[aria-labelledby=%s]", want.section)
		if words := textOf(d.one(section)); !strings.Contains(strings.Join(strings.Fields(words), " "), want.text) {
			t.Errorf("%s has no %q: %s", want.section, want.text, words)
		}
		if want.command != "" {
			d.has(section+" code", want.command)
		}
		if want.search == "" {
			continue
		}
		found := false
		for _, a := range d.all(section + " a") {
			href, _ := attrOf(a, "href")
			if !strings.HasPrefix(href, "/search?") {
				continue
			}
			if result := s.get(href, 200); slices.ContainsFunc(result.all("input"), func(n *html.Node) bool {
				value, _ := attrOf(n, "value")
				return value == want.search
			}) {
				found = true
				if len(result.all(".items li")) == 0 {
					t.Errorf("the search %s finds nothing", want.search)
				}
			}
		}
		if !found {
			t.Errorf("%s has no link to the search %s", want.section, want.search)
		}
	}
	d.has(".byline", "Also M$O")
	d.has(".byline", "she asked")
	for _, code := range d.all("section code") {
		if strings.Contains(textOf(code), "M$O") {
			t.Errorf("%q adds what is black already", textOf(code))
		}
	}
	if a, _ := attrOf(d.one("section[aria-labelledby=left] .titles a"), "href"); len(s.get(a, 200).all("h1")) == 0 {
		t.Errorf("%s is no page of a cutting", a)
	}

	// Spellings added by another decision are proposed by neither page.
	both := s.redact(cutting.Redaction{Name: "Mirel Osvanne", Also: []string{"Osvanne", "Osvanneburg", "Orla Tennick",
		"Мирел Осванне"}, Note: "all"})
	for _, path := range []string{page, both} {
		d := s.get(path, 200)
		d.none("section[aria-labelledby=left] li")
		d.none("section[aria-labelledby=proposed] li")
	}
	nobody := s.get(s.redact(cutting.Redaction{Name: "Nomen Nescio", Note: "is in no text"}), 200)
	nobody.has("section[aria-labelledby=covered] .warn", "No cutting has the name")
	nobody.has("section[aria-labelledby=left]", "No part of the name stands alone")
	nobody.has("section[aria-labelledby=proposed]", "No likely form")
}

// TestRedactionsThatAreNone: an address of no redaction in effect is not found.
func TestRedactionsThatAreNone(t *testing.T) {
	s, _ := editing(t)
	s.postRedirects("/topics", form("title", "Levy", "query", "harbour", "who", "el")) // line 1
	s.get(s.redact(cutting.Redaction{Name: "Ada Brandmoor", Note: "she asked"}), 200)
	for _, path := range []string{"/redactions/1", "/redactions/99", "/redactions/-1", "/redactions/x",
		"/redactions/99999999999999999999", "/redactions/"} {
		s.get(path, 404).has("h1", "")
	}
	newSite(t, nil).get("/redactions/1", 404)
}

// heldEntries lends entries when it is told to.
type heldEntries struct {
	*librarytest.Catalogue
	held chan struct{} // nil lends
}

func (h *heldEntries) EntriesOf(ctx context.Context, ids []string) (map[string]*catalogue.Entry, error) {
	if h.held != nil {
		<-h.held
	}
	return h.Catalogue.EntriesOf(ctx, ids)
}

// TestRedactionOfALargeArchive: while the archive is read for the page, it says how much is not counted, and that link
// shows all of it when it is read.
func TestRedactionOfALargeArchive(t *testing.T) {
	held := &heldEntries{}
	a := librarytest.Empty()
	for i := range 3 {
		a.AddHTML(fmt.Sprint(i, ".html"), nil, librarytest.Item(fmt.Sprint("News ", i), "Mirel Osvanne spoke of it."))
	}
	d := &decider{book: journal.NewBook(nil), after: func() error { return nil }}
	var err error
	if d.jrnl, err = journal.Open(t.TempDir(), journal.Options{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.jrnl.Close() })
	s := siteOver(t, a, func(s *site, c *library.Config) {
		held.Catalogue = s.catalogue
		c.Catalogue, c.Decisions, c.InEffect, c.Names = held, d, d.book, joining.Lookup{}
	})
	page := s.redact(cutting.Redaction{Name: "Mirel Osvanne", Note: "she asked"})
	held.held = make(chan struct{})
	during := s.get(page, 200)
	during.has("p[data-reading]", "0 of 3 cuttings so far, and only these are counted")
	during.none("section[aria-labelledby=covered] .warn") // that no cutting has the name is not known yet
	link, _ := attrOf(during.one("p[data-reading] a"), "href")
	if link != "" {
		t.Errorf("the page of the present state is %q", link)
	}
	close(held.held)
	done := s.get(page, 200)
	done.none("p[data-reading]")
	done.has("section[aria-labelledby=covered]", "3 cuttings")
}

// TestSavedDigestNamesNobody: the name of the file of a digest that is saved from the desk names no redacted person.
func TestSavedDigestNamesNobody(t *testing.T) {
	s, _ := editing(t)
	at, _ := s.postRedirects("/digests", form("title", "The Brandmoor case", "query", "levy", "who", "el"))
	path, _, _ := strings.Cut(at, "/edit")
	name := func() string { return s.do("GET", path+".json").Header.Get("Content-Disposition") }
	if got := name(); !strings.Contains(got, "brandmoor") {
		t.Fatalf("before, it is saved as %q", got)
	}
	s.redact(cutting.Redaction{Name: "Ada Brandmoor", Note: "she asked"})
	if got := name(); !strings.Contains(got, "digest-") || strings.Contains(strings.ToLower(got), "brandmoor") {
		t.Errorf("it is saved as %q", got)
	}
}

// TestFeedsNameNobody: neither the list of feeds nor a feed of the desk, in any form, names a redacted person in
// what it says: they are kept outside the archive.
func TestFeedsNameNobody(t *testing.T) {
	s, _ := editing(t)
	s.postRedirects("/topics", form("title", "Ada Brandmoor", "query", "levy"))
	s.postRedirects("/topics", form("title", "Levy of Ada Brandmoor", "id", "levy", "query", "levy"))
	paths := []string{"/feeds.opml"}
	for _, f := range feed.Forms() {
		paths = append(paths, "/search."+f.Extension+"?q=brandmoor&per=100", "/topics/ada-brandmoor."+f.Extension)
	}
	said := func(path string) string {
		res := s.do("GET", path)
		if res.StatusCode != 200 {
			t.Errorf("%s: status %d", path, res.StatusCode)
		}
		return text(t, res)
	}
	for _, path := range paths {
		if !strings.HasPrefix(path, "/search") && !strings.Contains(said(path), "Ada Brandmoor") {
			t.Errorf("%s does not name her before she is redacted", path)
		}
	}
	s.redact(cutting.Redaction{Name: "Ada Brandmoor", Note: "she asked"})
	for _, path := range paths {
		if strings.Contains(said(path), "Brandmoor") {
			t.Errorf("%s names her:\n%s", path, said(path))
		}
	}
	if strings.Contains(strings.ToLower(said("/feeds.opml")), "brandmoor") {
		t.Errorf("an address names her: %s", said("/feeds.opml"))
	}
}

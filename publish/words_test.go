package publish

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	splitwords "cuttings/split/words"
)

// Every word of the site's own is there in every language it has, with as many places for values.
func TestWords(t *testing.T) {
	for english, of := range siteWords {
		for _, tag := range Languages() {
			if tag == "en" {
				continue
			}
			said := of[tag]
			if said == "" {
				t.Errorf("%s: nothing for %q", tag, english)
			}
			for _, place := range []string{"%s", "{n}", "{most}", "{texts}"} {
				if strings.Count(said, place) != strings.Count(english, place) {
					t.Errorf("%s: %q has other places than %q", tag, said, english)
				}
			}
		}
	}
	for _, tag := range Languages() {
		s := Site{words: tag}
		for _, rail := range []string{"New Articles", "Most viewed"} {
			if !splitwords.RailHeading(s.translate(rail)) {
				t.Errorf("%s: our own reader takes %q for no side list", tag, s.translate(rail))
			}
		}
	}
	for tag, want := range map[string]string{"de": "de", "de-AT": "de", "": "en", "xx": "en", "FA": "fa"} {
		if got := language(tag); got != want {
			t.Errorf("%q: %q, want %q", tag, got, want)
		}
	}
}

// A site in another language has no English except what it marks as English, and has the direction of its
// language.
func TestSiteInItsLanguage(t *testing.T) {
	for _, tag := range Languages() {
		o, c := invented()
		o.Lang = tag
		s := New(o, c)
		for _, path := range []string{"index.html", "item/aaa.html", "item/ccc.html", "sources.html", "months.html",
			"month/2012-10.html", "digests.html", "search.html"} {
			f, ok := s.File(path)
			if !ok {
				t.Fatalf("no %s", path)
			}
			content, err := f.Make()
			if err != nil {
				t.Fatal(err)
			}
			for _, english := range []string{"October", "Saved on", "file date", "2012-10-03<", "utlet not known"} {
				if tag != "en" && strings.Contains(string(content), english) {
					t.Errorf("%s %s: there is %q", tag, path, english)
				}
			}
			root, err := html.Parse(strings.NewReader(string(content)))
			if err != nil {
				t.Fatal(err)
			}
			ownDirection(t, root, fmt.Sprint(tag, " ", path))
			top := ownText(t, root, tag, fmt.Sprint(tag, " ", path))
			dir := map[bool]string{true: "rtl", false: "ltr"}[tag == "ar" || tag == "fa"]
			if top["lang"] != tag || top["dir"] != dir {
				t.Errorf("%s %s: lang %q, dir %q", tag, path, top["lang"], top["dir"])
			}
		}
	}
}

// ownText searches for English words of the site's own in a page that is in another language, and returns the
// attributes of its root.
func ownText(t *testing.T, root *html.Node, tag, where string) map[string]string {
	t.Helper()
	top := map[string]string{}
	var walk func(n *html.Node, lang string)
	walk = func(n *html.Node, lang string) {
		for _, a := range n.Attr {
			if n.Data == "html" {
				top[a.Key] = a.Val
			}
			if a.Key == "lang" {
				lang = a.Val
			}
		}
		if _, own := siteWords[strings.TrimSpace(n.Data)]; n.Type == html.TextNode && own && lang == tag &&
			tag != "en" &&
			siteWords[strings.TrimSpace(n.Data)][tag] != strings.TrimSpace(n.Data) {
			t.Errorf("%s: says %q", where, strings.TrimSpace(n.Data))
		}
		for c := range n.ChildNodes() {
			walk(c, lang)
		}
	}
	walk(root, "")
	return top
}

// ownDirection reports elements that run as their own text does and have parts of their own direction:
// browsers skip those, so that a sentence runs as whatever is between them.
func ownDirection(t *testing.T, n *html.Node, where string) {
	t.Helper()
	auto := slices.Contains(n.Attr, html.Attribute{Key: "dir", Val: "auto"})
	for c := range n.Descendants() {
		isolated := c.Data == "bdi" ||
			slices.ContainsFunc(c.Attr, func(a html.Attribute) bool { return a.Key == "dir" })
		if auto && isolated {
			t.Errorf("%s: <%s dir=auto> with a <%s> in it: its direction is not that of all its text", where, n.Data,
				c.Data)
		}
	}
	for c := range n.ChildNodes() {
		ownDirection(t, c, where)
	}
}

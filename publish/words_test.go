package publish

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/library/plain"
	splitwords "cuttings/split/words"
)

// Every word of the site's own is there in every language it has, with as many places for values.
func TestWords(t *testing.T) {
	all := map[string]bool{}
	for _, words := range siteWords {
		for english := range words {
			all[english] = true
		}
	}
	for tag, words := range siteWords {
		for english := range all {
			said := words[english]
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
	for _, tag := range digest.Languages() {
		if !slices.Contains(Languages(), tag) {
			t.Errorf("%s: digests have its words and the site has none", tag)
		}
	}
	for _, tag := range Languages() {
		s := Site{words: tag}
		for _, rail := range []string{"New Articles", "Most viewed"} {
			if !splitwords.IsRailHeading(s.translate(rail)) {
				t.Errorf("%s: our own reader takes %q for no side list", tag, s.translate(rail))
			}
		}
	}
	for tag, want := range map[string]string{
		"de": "de", "de-AT": "de", "": "en", "xx": "en", "FA": "fa", "zh-CN": "zh",
		"zh-Hant": "en", "zh-TW": "en", "zh-Hans-HK": "zh", "pt-BR": "pt"} {
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
			dir := plain.Direction(tag, "")
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
		said := strings.TrimSpace(n.Data)
		if own := siteWords[tag][said]; n.Type == html.TextNode && own != "" && own != said && lang == tag {
			t.Errorf("%s: says %q", where, said)
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

// A site of sources in Greek, in a language that is not written in Latin letters, has no word in Latin letters but
// names of formats and what is typed into a terminal: no page, feed or script has English left.
func TestNoEnglishInOtherScripts(t *testing.T) {
	latin, places := regexp.MustCompile(`\p{Latin}{2,}`), regexp.MustCompile(`\{\w+\}`)
	formats := map[string]bool{"SHA": true, "Atom": true, "RSS": true, "JSON": true, "Feed": true, "UTC": true,
		"JavaScript": true, "FILE": true, "kB": true, "Cuttings": true}
	for _, tag := range []string{"ar", "fa", "he", "ja", "ru", "uk", "zh"} {
		o, c := inGreek()
		o.Lang = tag
		for path, content := range contents(t, New(o, c)) {
			var shown []string
			switch {
			case strings.HasSuffix(path, ".html"):
				root, err := html.ParseWithOptions(strings.NewReader(content), html.ParseOptionEnableScripting(false))
				if err != nil {
					t.Fatal(err)
				}
				shown = shownText(root)
			case strings.HasSuffix(path, ".atom"), strings.HasSuffix(path, ".rss"):
				d := xml.NewDecoder(strings.NewReader(content))
				for tok, err := d.Token(); err == nil; tok, err = d.Token() {
					data, ok := tok.(xml.CharData)
					if ok && !bytes.Contains(data, []byte(":")) && string(data) != tag { // no address, no language
						shown = append(shown, string(data))
					}
				}
			case strings.HasPrefix(path, "search/"):
				var rows [][]string
				rest, ok := strings.CutPrefix(strings.TrimSuffix(content, ");\n"), "cuttings.add(")
				if err := json.Unmarshal([]byte(rest), &rows); !ok || err != nil {
					t.Fatalf("%s: %v in %s", path, err, content)
				}
				for _, row := range rows {
					shown = append(shown, row[1:5]...) // headline, source, date, excerpt
				}
			}
			for _, s := range shown {
				for _, w := range latin.FindAllString(places.ReplaceAllString(s, ""), -1) {
					if !formats[w] {
						t.Errorf("%s %s: there is %q in %q", tag, path, w, s)
					}
				}
			}
		}
	}
}

// inGreek returns a site of one of each kind of item whose texts, names and titles are in Greek, with figures for
// IDs and addresses.
func inGreek() (Options, Content) {
	const words = "Ρωγμές στο φράγμα"
	ev := []Evidence{{Capture: "1", Checksum: "2", Length: 4000, Bytes: []cutting.Range{{Start: 10, End: 1300}},
		Saved: time.Date(2012, 10, 4, 9, 30, 0, 0, time.UTC), Known: cutting.TimeOfFile}}
	full := &Item{ID: "1", Headline: words, Excerpt: words, Byline: []string{"Άννα Βράχου"}, SourceID: "1",
		Source: "Νέα", Published: cutting.Date{Value: "2012-10-03"}, Lang: "el", Story: 3, Texts: 1, Evidence: ev,
		ByHand: []string{cutting.FactHeadline, cutting.FactDate, cutting.FactLanguage}, Added: "2026-11-01T12:00:00Z",
		AlsoIn: []Other{{ID: "2", Source: plain.NoOutlet}, {ID: "3", Headline: words, Source: "Ώρα"}}}
	empty := &Item{ID: "2", Kind: cutting.Article, Evidence: []Evidence{{Capture: "1", Known: cutting.TimeUnknown}}}
	third := &Item{ID: "3", Headline: words, Source: "Ώρα", SourceID: "3",
		Evidence: []Evidence{{Capture: "1", Known: cutting.TimeByCarrier, Saved: ev[0].Saved}}}
	items := []digest.Item{{Cutting: "1", Headline: words, Source: "Νέα", Note: words, Published: "2012",
		ByHand: full.ByHand}, {Headline: words, Source: plain.NoOutlet}, {Headline: words}}
	made := time.Date(2012, 10, 7, 8, 0, 0, 0, time.UTC)
	sections := []Section{{Slug: "10", Title: words, Items: []*Item{full, empty}}}
	for i := range navTopics { // empty ones, so many that the topics have a page
		sections = append(sections, Section{Slug: fmt.Sprint(i), Title: words})
	}
	return Options{Archive: "Αρχείο", Base: "https://1.2/"}, Content{Items: []*Item{full, empty},
		Pages: []*Item{full, empty, third}, Viewed: []string{"1"}, Sections: sections,
		Issues: []Issue{{Slug: "1", section: 1, Digest: digest.Digest{Title: words, State: digest.Published,
			Made: made, Items: items, Changes: []digest.Change{{Time: made, What: []string{words}}}}},
			{Slug: "2", Digest: digest.Digest{Title: words, State: digest.Withdrawn, Why: words, Made: made,
				WithdrawnAt: made}}}}
}

// shownText returns what people are shown or read of a page: its text, and the attributes that are words; not what
// is typed into a terminal.
func shownText(root *html.Node) []string {
	var out []string
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if slices.Contains([]string{"aria-label", "title", "alt", "placeholder", "data-none", "data-some",
				"data-more"}, a.Key) {
				out = append(out, a.Val)
			}
		}
		inside := n.Parent != nil && slices.Contains([]string{"script", "style", "code"}, n.Parent.Data)
		if n.Type == html.TextNode && !inside && !strings.HasPrefix(n.Data, "https://") {
			out = append(out, n.Data)
		}
	}
	return out
}

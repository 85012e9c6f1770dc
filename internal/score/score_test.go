package score

import (
	"math"
	"testing"
)

func TestRatio(t *testing.T) {
	// The wanted values are those of Python's difflib.SequenceMatcher.
	for _, c := range []struct {
		a, b string
		want float64
	}{
		{"harbour strike ends", "harbour strike ended", 0.9230769230769231},
		{"abxcd", "abcd", 0.8888888888888888},
		{"the council voted", "a council vote", 0.8387096774193549},
		{"", "", 1},
	} {
		if got := ratio(c.a, c.b); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("ratio(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestListingExactAndOneMiss(t *testing.T) {
	gold := ListingGold{
		Items: []ListingItem{
			{Title: "Dam opens", URL: "/a/dam.html", Date: "2011-04-09", DateIn: "text",
				Excerpt: "The dam at Orva opened."},
			{Title: "Dam closes", URL: "/a/close"},
		},
		Rails: []ListingRail{{Rail: "Most read", Titles: []string{"Old story", "Older story"}}},
	}
	right := ListingPrediction{
		Items: []ListingItem{
			{Title: "Dam opens", URL: "https://x.example/a/dam", Date: "2011-04-10",
				Excerpt: "The dam at Orva opened."},
			{Title: "Dam Closes!", URL: "a/close.php"},
		},
		Rails: gold.Rails,
	}
	var acc Listing
	if f, exact := acc.Add(gold, right, false); f != 1 || !exact {
		t.Errorf("right answer: F1 %v exact %v", f, exact)
	}
	s := acc.Scores()
	for _, k := range []string{"f1", "pages_exact", "url_acc", "date_acc", "excerpt_f1", "rail_title_p",
		"rail_title_r"} {
		if s[k] != 1.0 {
			t.Errorf("%s = %v, want 1", k, s[k])
		}
	}
	wrong := right
	wrong.Items = append(wrong.Items[:1:1], ListingItem{Title: "Old story"})
	if f, exact := acc.Add(gold, wrong, false); f != .5 || exact {
		t.Errorf("one wrong item: F1 %v exact %v", f, exact)
	}
	s = acc.Scores()
	if s["pages_exact"] != .5 || s["rail_leak"] != 1 || s["f1"] != .75 {
		t.Errorf("after a wrong page: %v", s)
	}
}

func TestURLKey(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"https://x.example/2011/04/dam/", "../../2011/04/dam/index.html", true},
		{"/dam.html", "https://x.example/news/dam.php", true},
		{"/dam-two", "/dam", false},
		{"/%D8%A7", "/ا", true},
		{"", "/a", false},
	} {
		if got := sameURL(c.a, c.b); got != c.same {
			t.Errorf("sameURL(%q, %q) = %v", c.a, c.b, got)
		}
	}
}

func TestArticles(t *testing.T) {
	body := "One two three four five."
	gold := ArticleGold{Body: &body, Title: "Dam – opens", Authors: []any{"Ada Brandt"}, HasAuthors: true,
		Date: "2011-04-09", HasDate: true}
	var acc Articles
	acc.Add(gold, Article{Body: body, Title: "Dam - opens", Authors: []string{"by Ada Brandt"},
		Date: "2011-04-09T10:00:00Z"})
	s := acc.Scores()
	for _, k := range []string{"body_f1", "exact", "word_f1", "title", "date", "authors"} {
		if s[k] != 1.0 {
			t.Errorf("%s = %v, want 1", k, s[k])
		}
	}
	acc.Add(ArticleGold{Body: &body, HasDate: true, HasAuthors: true},
		Article{Body: "one other text", Date: "2011-04-09", Authors: []string{"X Y"}})
	s = acc.Scores()
	if s["body_f1"] == 1.0 || s["date_given_without"] != [2]int{1, 1} || s["authors_given_without"] != [2]int{1, 1} {
		t.Errorf("after a wrong page: %v", s)
	}
}

func TestTokensOfUnspacedScripts(t *testing.T) {
	if got := len(tokens("大坝 opens", 200)); got != 3 {
		t.Errorf("tokens = %d, want 3", got)
	}
}

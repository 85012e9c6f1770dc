package listing

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"cuttings/cutting"
	"cuttings/split/dates"
)

func TestTokenHint(t *testing.T) {
	for _, c := range []struct {
		token     string
		with, not hint
	}{
		{"entry-title", hTitle, hMeta | hContent},
		{"entryTitle", hTitle, 0},
		{"entry-content", hContent | hExcerpt, zMain},
		{"content", zMain, hContent},
		{"entry-header", hMeta, zHeader},
		{"site-header", zHeader, 0},
		{"sidebar", zAside, 0},
		{"has-sidebar", 0, zAside},
		{"sidebar-title", hTitle, zAside},
		{"search-form", zForm, 0},
		{"search-results", 0, zForm},
		{"cat-links", hCat, 0},
		{"section", 0, hCat},
		{"h-entry", zItem, 0},
		{"dt-published", hDate, 0},
		{"tile-by", hByline, 0},
		{"by", 0, hByline},
		{"text-muted", 0, hContent},
		{"post-how-to-search-archives", 0, zForm},
		{"widget_recent_entries", hRecent | zAside, 0},
	} {
		h := tokenHint(c.token)
		if h&c.with != c.with || h&c.not != 0 {
			t.Errorf("tokenHint(%q) = %b; want with %b, without %b", c.token, h, c.with, c.not)
		}
	}
}

func TestIsHomeURL(t *testing.T) {
	for u, want := range map[string]bool{
		"/": true, "./": true, "../../index.html": true, "https://courier.example": true,
		"https://courier.example/": true, "#content": true, "": false, "/2014/harbour.html": false,
		"https://courier.example/news/": false, "page.html": false,
	} {
		if got := isHomeURL(u); got != want {
			t.Errorf("homeURL(%q) = %v, want %v", u, got, want)
		}
	}
}

func TestLinksToTag(t *testing.T) {
	for u, want := range map[string]bool{
		"/tag/velm": true, "https://courier.example/category/sea/index.html": true,
		"../../categories/sea/ferries/": true, "/?cat=4": true, "/author/ida-rennow/": true, "/themen/hafen": true,
		"/search?tag=velm&page=2": true, "/2014/05/harbour-bridge-reopens": false, "/tag/": false,
		"/topics/sea/2014/harbour-bridge-reopens": false, "/topics/sea/harbour-bridge": false, "/?p=123": false,
		"/category/sea/2014/05/harbour-bridge": false, "": false, "#top": false, "/tags-of-the-sea/": false,
	} {
		if got := LinksToTag(u); got != want {
			t.Errorf("Filing(%q) = %v, want %v", u, got, want)
		}
	}
}

// TestCutAgain checks that no data of a page is left in the memory reused for the next one, and
// that a result keeps none of it.
func TestCutAgain(t *testing.T) {
	paths, err := filepath.Glob("testdata/*/page.html")
	if err != nil || len(paths) < 2 {
		t.Fatalf("no samples: %v", err)
	}
	var pages []*cutting.Page
	var first []Result
	var printed []string
	for _, path := range paths {
		p := readPage(t, path)
		r := cut(p, Options{Explain: true})
		pages, first, printed = append(pages, p), append(first, r), append(printed, fmt.Sprintf("%+v", r))
	}
	for i := len(pages) - 1; i >= 0; i-- {
		if again := fmt.Sprintf("%+v", cut(pages[i], Options{Explain: true})); again != printed[i] {
			t.Errorf("%s: cut otherwise after other pages:\n%s\n%s", paths[i], printed[i], again)
		}
	}
	for i := range first {
		if now := fmt.Sprintf("%+v", first[i]); now != printed[i] {
			t.Errorf("%s: its result changed when other pages were cut:\n%s\n%s", paths[i], printed[i], now)
		}
	}
}

func TestLooseDates(t *testing.T) {
	in2014 := time.Date(2014, time.December, 31, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		text  string
		base  time.Time
		order dates.Order
		want  string
	}{
		{"22.07 2016", time.Time{}, dates.Unknown, "2016-07-22"},
		{"2016 / 07 / 22", time.Time{}, dates.Unknown, "2016-07-22"},
		{"7 22 2016", time.Time{}, dates.Unknown, "2016-07-22"},
		{"05-12", in2014, dates.Unknown, "2014-05-12"},
		{"12.05.", in2014, dates.Unknown, "2014-05-12"},
		{"12/05", in2014, dates.DayFirst, "2014-05-12"},
		{"05-12", time.Time{}, dates.Unknown, ""},
		{"12 comments 3", in2014, dates.Unknown, ""},
		{"99 99 2016", time.Time{}, dates.Unknown, ""},
		{"", in2014, dates.Unknown, ""},
	} {
		if got := looseDate(c.text, c.base, c.order); got != c.want {
			t.Errorf("loose(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

func TestIsSetOff(t *testing.T) {
	for text, want := range map[string]bool{
		"the harbour […] Read more":     true,
		"the harbour… weiter":           true,
		"the harbour [more]":            true,
		"the harbour. More »":           true,
		"the harbour and its history…":  false,
		"the harbour and its history":   false,
		"the harbour and its past […]":  false,
		"the harbour and its past. ...": false,
	} {
		if got := isSetOff(text); got != want {
			t.Errorf("setOff(%q) = %v, want %v", text, got, want)
		}
	}
}

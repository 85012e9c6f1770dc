package split_test

import (
	"fmt"
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

// The texts of the pages below, all invented.
var (
	stories = [...]string{"Ferry to Kessing runs again after nine weeks",
		"Orchard growers count the cost of a late frost", "Library of Corven lends out its last microfilm reader",
		"Night trains return to the coast line", "Council buys the derelict brewery for one crown",
		"Beekeepers blame a new road for empty hives", "Two bronze oars found under the market hall",
		"Teachers of Torrow reject the longer school day", "A choir of bus drivers sings at the depot",
		"Price of peat doubles within a year"}
	paragraphs = [...]string{
		"The old ferry crosses the sound again. Engineers replaced both shafts, and the harbour office says that " +
			"the " +
			"timetable of last year holds until the autumn.",
		"Three nights in April took half of the plums and nearly all of the apricots. Growers in the valley ask the " +
			"county " +
			"for a fund, as they did five years ago.",
		"For forty years the machine stood in the cellar of the library. A school in Harnwick has taken it over and " +
			"wants " +
			"to show its pupils how their town was written about.",
		"From December two sleepers a week will link the coast with the capital. The railway looks for cooks, as " +
			"the dining " +
			"car is to come back as well.",
		"The roof leaks, the vats are gone and the neighbours complain about the pigeons. The council wants flats " +
			"in the " +
			"building and a hall for the market.",
	}
)

func story(i int) string { return stories[i%len(stories)] }

func para(i int) string { return "<p>" + paragraphs[i%len(paragraphs)] + "</p>" }

// frame returns a page's content between a site's header and footer.
func frame(title, body string) string {
	return "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>" + title + "</title></head><body>" +
		"<header><a href=/>The Velmoor Gazette</a></header><nav><ul><li><a href=/town/>Town</a></li><li><a " +
		"href=/country/>" +
		"Country</a></li><li><a href=/sport/>Sport</a></li><li><a href=/culture/>Culture</a></li></ul></nav>" + body +
		"<footer><p>© 2019 The Velmoor Gazette. All rights reserved. <a " +
		"href=/imprint>Imprint</a></p></footer></body></html>"
}

// each returns the joined results of f for the numbers from lo up to hi.
func each(lo, hi int, f func(i int) string) string {
	var b strings.Builder
	for i := lo; i < hi; i++ {
		b.WriteString(f(i))
	}
	return b.String()
}

// TestReadings checks kinds of pages that were read wrongly on sites outside the training set.
func TestReadings(t *testing.T) {
	linked := func(i int) string { return fmt.Sprintf("<a href=/story/%d>%s</a>", i, story(i)) }
	section := func(name string, lo int) string {
		return "<section><h2><a href=/" + strings.ToLower(name) + "/>" + name + "</a></h2><div><h3>" + linked(lo) +
			"</h3>" +
			para(lo) + "</div><ul>" + each(lo+1, lo+3, func(i int) string {
			return "<li><h3>" + linked(i) + "</h3></li>"
		}) +
			"</ul></section>"
	}
	signed := func(i int) string {
		return fmt.Sprintf("<h2>%s</h2>%s%s<p class=posted>Posted by Ida Rennow at <a "+
			"href=/2014/05/%d.html>1%d:2%d</a> | "+
			"<a href=/2014/05/%d.html#comments>Comments (%d)</a></p>", story(i), para(i), para(i+1), i, i, i, i, i)
	}
	for _, tt := range []struct {
		name, title, body string
		kind              cutting.PageKind
		items             int // number of the stories, from the first on
	}{
		{"a front in sections", "The Velmoor Gazette", "<main>" + section("Town", 0) + section("Country", 3) +
			section("Culture", 6) + "</main>", cutting.ListingPage, 9},
		{"a contents page in sections", "Issue 12 · The Quay",
			"<main><h1>Issue 12 · Winter</h1>" + each(0, 3, func(i int) string {
				return "<section><h2>" + [...]string{"Reportage", "Essay", "Poems"}[i] + "</h2>" + each(2*i, 2*i+2,
					func(i int) string { return "<div><h3>" + linked(i) + "</h3><p>by Nora Felsing</p></div>" }) +
					"</section>"
			}) + "</main>", cutting.ListingPage, 6},
		{"whole posts whose headlines lead nowhere", "Ida's diary", "<div id=content>" + each(0, 4, signed) + "</div>",
			cutting.ListingPage, 4},
		{"titles alone", "Archive | The Velmoor Gazette",
			"<main><h1>Archive</h1><ul>" + each(0, 8, func(i int) string {
				return "<li>" + linked(i) + "</li>"
			}) + "</ul></main>", cutting.ListingPage, 8},
		{"a described category", "Harbour | The Velmoor Gazette", "<main><h1>Harbour</h1>" + para(4) + each(0, 6,
			func(i int) string {
				return "<article><h2>" + linked(i) + "</h2><time datetime=2019-03-0" + fmt.Sprint(9-i) +
					">March 2019</time>" +
					para(i) + "</article>"
			}) + "</main>", cutting.ListingPage, 6},
		{"a society's own text above its news", "The Lock Keepers",
			"<main><h1>The Lock Keepers</h1>" + each(0, 4, para) +
				"<h2>News</h2>" + each(0, 4, func(i int) string {
				return "<article><h3>" + linked(i) + "</h3><time datetime=2019-03-0" + fmt.Sprint(9-i) +
					">March 2019</time>" +
					para(i+1) + "</article>"
			}) + "</main>", cutting.MixedPage, 4},
		{"a commentary with a link in each paragraph", "Velmoor keeps its bridge shut",
			"<main><article><h1>Velmoor keeps its " +
				"bridge shut</h1><p>by Theo C. Sander, 29 November 2016</p>" + each(0, 9, func(i int) string {
				return fmt.Sprintf("<p>Nobody in Velmoor doubts that the bridge <a href=/x/%d>will be repaired "+
					"before the "+
					"%dth of May</a>, but hauliers from the east bank say that each week of the detour costs them a "+
					"day.</p>", i, i+10)
			}) + "</article></main>", cutting.ArticlePage, 0},
		{"an article in headed parts", "What the flood left",
			"<main><article><h1>What the flood left</h1><p>by Theo C. Sander" +
				"</p>" + each(0, 4, func(i int) string {
				return "<h2>" + [...]string{"The bridge", "The mill", "The school", "What comes next"}[i] + "</h2>" +
					para(i) + para(i+1)
			}) + "</article></main>", cutting.ArticlePage, 0},
		{"a piece whose headline leads to itself, below the site's name", "The Velmoor Gazette :: " + story(0),
			"<div id=page><h1><a href=/>The Velmoor Gazette</a></h1><p><a href=/story/8>« " + story(8) + "</a> <a " +
				"href=/story/9>" + story(9) + " »</a></p><div class=post><h2>" + linked(0) + "</h2>" +
				para(0) + para(1) + "<p class=meta>12.5.2014 | <a href=/tags/ferry>Ferry</a></p></div></div>",
			cutting.ArticlePage, 0},
		{"an archive of short headlines with a long word of its own", "Archive | The Velmoor Gazette",
			"<main><h1>Archive</h1>" + para(0) + para(2) + para(3) + "<ul>" + each(0, 5, func(i int) string {
				return "<li>" + linked(i) + "</li>"
			}) + "</ul><p><a href=/archive/page/2>Older posts</a></p></main>", cutting.ListingPage, 5},
		{"tags", "Tags | The Velmoor Gazette", "<main><h1>Tags</h1><ul>" + each(0, 24, func(i int) string {
			return fmt.Sprintf("<li><a href=/tags/%d/>%s</a> (%d)</li>", i, strings.Fields(story(i))[i%3], i+1)
		}) + "</ul></main>", cutting.NothingPage, 0},
		{"a form to write to the paper", "Contact | The Velmoor Gazette",
			"<main><h1>Contact</h1><p>Write to us.</p><form>" +
				"<label>Name <input type=text name=name></label><label>Mail <input type=email " +
				"name=mail></label><textarea " +
				"name=text></textarea><button>Send</button></form></main>", cutting.NothingPage, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Read([]byte(frame(tt.title, tt.body)), page.Options{Form: page.HTML})
			if err != nil {
				t.Fatal(err)
			}
			s := split.Split(p, split.Options{})
			if s.Kind != tt.kind {
				t.Fatalf("%s (%s), want %s", s.Kind, s.Reason, tt.kind)
			}
			var got []string
			for i := range s.Cuttings {
				if s.Cuttings[i].Kind == cutting.Teaser {
					got = append(got, s.Cuttings[i].Headline)
				}
			}
			want := stories[:tt.items]
			if strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("items %q, want %q", got, want)
			}
		})
	}
}

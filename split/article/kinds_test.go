package article

import (
	"slices"
	"strings"
	"testing"

	"cuttings/page"
)

// The page that each case changes in one place.
const (
	kindTitle = "Velmoor keeps its swing bridge shut to lorries until spring"
	kindOpen  = "The swing bridge at Velmoor will stay shut to lorries until the spring, the harbour council " +
		"decided on Tuesday night after a debate of almost four hours. Inspectors had found that two of the nine " +
		"bearings turn only when the tide is low."
	kindClose = "Foot passengers and cyclists may cross as before. A ferry for vans, free of charge, is to run " +
		"between the two slips from Monday, every twenty minutes, between five in the morning and eleven at night."
)

var kindBody = []string{
	kindOpen,
	"“We would rather explain a detour than an accident,” said Ilse Thornkvist, who chairs the works committee. She " +
		"told the meeting that the repair would cost 2.3 million crowns, twice the sum set aside in the budget for " +
		"this year.",
	"Hauliers from the east bank had filled the gallery. Their spokesman, Odo Prantl, said that the detour over " +
		"Kessing added forty minutes to each journey and that two firms had already lost the contract for the fish " +
		"market.",
	"The bridge was built in 1931 and last overhauled in the year of the great flood. Since then the number of " +
		"heavy vehicles that cross it each day has risen from ninety to more than six hundred, according to the " +
		"council’s own count.",
	kindClose,
}

func paragraphs(texts ...string) string {
	return "<p>" + strings.Join(texts, "</p><p>") + "</p>"
}

// TestKinds checks kinds of errors found in real pages, each on invented pages.
func TestKinds(t *testing.T) {
	type kind struct {
		name                                     string
		lang, url, title                         string
		head, above, h1, mid, body, below        string
		byline                                   []string
		published, headline, has, hasnt, section string
	}
	ld := `<script type="application/ld+json">{"@type":"NewsArticle","headline":"` + kindTitle + `",`
	cases := []kind{
		{name: "a step of the menu is no author", lang: "de",
			mid: `<div class="author"><a href="/">Startseite</a></div><p>12 May 2020</p>`, byline: []string{}},
		{name: "words that introduce a date are no author", lang: "de",
			mid: `<div class="author">Veröffentlicht am 12. Mai 2020</div>`, byline: []string{},
			published: "2020-05-12"},
		{name: "a section before the cue is no author",
			mid:    `<div class="byline"><a href="/politics">Politics</a> <span>By Jonas Weller</span></div>`,
			byline: []string{"Jonas Weller"}},
		{name: "a button is no author", mid: `<p class="author">Print Article</p><p>By Ann Lee</p>`,
			byline: []string{"Ann Lee"}},
		{name: "a desk in the markup, a person in print", head: `<meta name="author" content="NOC Admin">`,
			mid: `<p>By David Grace | May 3, 2021</p>`, byline: []string{"David Grace"}, published: "2021-05-03"},
		{name: "a Chinese cue", lang: "zh", mid: `<p class="author">記者：王小明</p>`, byline: []string{"王小明"}},
		{name: "an Arabic cue", lang: "ar", mid: `<p class="author">كتبت: سلمى الحداد</p>`,
			byline: []string{"سلمى الحداد"}},
		{name: "a cue told twice", mid: `<div class="author"><span>By</span>by JORIS HALVERN, DAVO CAPRINI and PER ` +
			`REINHOLT</div>`, byline: []string{"JORIS HALVERN", "DAVO CAPRINI", "PER REINHOLT"}},
		{name: "rel author twice in a line", mid: `<p>By <a rel="author" href="/a/ann">Ann Lee</a> and <a ` +
			`rel="author" href="/a/bo">Bo Ek</a></p>`, byline: []string{"Ann Lee", "Bo Ek"}},
		{name: "rel author twice, each in its own element",
			mid: `<div><a rel="author" href="/a/ann">Ann Lee</a></div><div><a rel="author" href="/a/bo">Bo ` +
				`Ek</a></div>`, byline: []string{"Ann Lee", "Bo Ek"}},
		{name: "degrees are not kept", mid: `<p class="byline">By Ann Lee, MD, PhD</p>`, byline: []string{"Ann Lee"}},
		{name: "a photographer is no author", mid: `<p class="byline">By Ann Lee, Staff Writer | Photos by Bo Ek</p>`,
			byline: []string{"Ann Lee"}},
		{name: "a role that lost the gap before it", mid: `<p class="byline">By Ann Lee<span>Senior Political ` +
			`Correspondent</span></p>`, byline: []string{"Ann Lee"}},
		{name: "the outlet claimed, a person printed",
			head: ld + `"author":{"@type":"Organization","name":"The Velmoor Gazette"}}</script>`,
			mid:  `<p class="byline">By Ann Lee</p>`, byline: []string{"Ann Lee"}},
		{name: "all that structured data names", head: ld +
			`"author":[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Bo Ek"}]}</script>`,
			mid: `<p class="byline">By Ann Lee and others</p>`, byline: []string{"Ann Lee", "Bo Ek"}},
		{name: "a cue of small letters in what markup calls the author", lang: "de",
			mid: `<p class="author">von hafenfrau</p>`, byline: []string{"hafenfrau"}},
		{name: "authors as papers cite them", head: `<meta name="citation_author" content="Lee, Ann">` +
			`<meta name="citation_author" content="Ek, Bo"><meta name="citation_author" content="Soll, Mira">`,
			mid:    `<div class="authors"><a href="/a/1">Ann Lee</a></div>`,
			byline: []string{"Ann Lee", "Bo Ek", "Mira Soll"}},
		{name: "a word that lost the gap before it", mid: `<div class="byline"><a rel="author" href="/author/ann">` +
			`<span>Ann Lee</span></a><div class="bio">long read</div></div>`, byline: []string{"Ann Lee"}},

		{name: "a claimed day alone", head: ld + `"datePublished":"2020-10-26T18:10:00+01:00"}</script>`,
			published: "2020-10-26"},
		{name: "a change printed, the publication claimed",
			head: ld + `"datePublished":"2017-01-13T16:45:08-05:00",` +
				`"dateModified":"2017-04-04T16:44:00-04:00"}</script>`,
			mid:       `<p class="date">Updated <time datetime="2017-04-04T16:44:00-04:00">April 4, 2017</time></p>`,
			published: "2017-01-13"},
		{name: "an evening in UTC, the day in the address",
			url:  "https://gazette.velmoor.example/2023/11/08/swing-bridge-shut/",
			head: ld + `"datePublished":"2023-11-09T01:09:55Z"}</script>`, published: "2023-11-08"},
		{name: "the days of other pieces", below: `<aside><h3>More</h3><ul><li><a href="/1">Ferry to Kessing runs ` +
			`again</a> 3 May 2021</li><li><a href="/2">Orchard growers count the cost</a> 2 May ` +
			`2021</li></ul></aside>`, published: "none"},
		{name: "a day within the story", body: paragraphs(strings.Replace(kindOpen, "on Tuesday night",
			"on 3 May 2021", 1), kindClose), published: "none"},
		{name: "day first in Britain", lang: "en-GB", mid: `<p class="date">05/04/2021</p>`, published: "2021-04-05"},
		{name: "month first in America", lang: "en-US", mid: `<p class="date">05/04/2021</p>`,
			published: "2021-05-04"},
		{name: "a Turkish month", lang: "tr", mid: `<p class="date">12 Ağustos 2020 Çarşamba</p>`,
			published: "2020-08-12"},
		{name: "a Lithuanian month", lang: "lt", mid: `<p class="date">2020 m. kovo 12 d.</p>`,
			published: "2020-03-12"},

		{name: "printed against what search engines are told", title: "How Ferry Crews Brought Down the Harbour Board",
			h1: `<h1>Seven oars against one chair</h1>`, headline: "Seven oars against one chair"},
		{name: "a kicker without a joint", h1: `<h1><span class="kicker">Harbour</span>` + kindTitle + `</h1>`,
			headline: kindTitle, section: "Harbour"},
		{name: "the site's name in the first heading", title: "The Velmoor Gazette",
			h1: `<h1 class="logo"><a href="/">The Velmoor Gazette</a></h1><h2 class="entry-title">` + kindTitle +
				`</h2>`, headline: kindTitle},

		{name: "all text in one heading", body: "<h2>" + strings.Join(kindBody, "<br><br>") + "</h2>", has: kindClose},
		{name: "all text in a bare element", body: "<div>" + strings.Join(kindBody, "<br><br>") + "</div>",
			has: kindClose},
		{name: "the text twice", body: `<div class="wide">` + paragraphs(kindBody...) + `</div><div class="narrow">` +
			paragraphs(kindBody...) + `</div>`, has: kindClose, hasnt: "at night.\n\nThe swing bridge"},
		{name: "a further article below", below: `<article><h1>Parents save the school</h1><p>By Ole Marten | 1 May ` +
			`2022</p><p>Parents in Lower Dunmere have won the fight for their village school. The county had argued ` +
			`that the roof alone would cost more than two new rooms.</p></article>`, hasnt: "Lower Dunmere"},
		{name: "an offer to subscribe", lang: "de", body: paragraphs(kindBody[:2]...) +
			`<div class="pw"><h3>Weiterlesen mit Gazette Plus</h3><p>Jetzt testen: vier Wochen für 1 Krone. Sie ` +
			`sind bereits Abonnent? Hier anmelden.</p><ul><li>Alle Artikel im Netz</li></ul></div>`,
			hasnt: "vier Wochen"},
		{name: "a line about the author", mid: `<p>By Ann Lee</p>`,
			body: paragraphs(kindBody...) + `<p><em>Ann Lee is a reporter for the Gazette. She covers the ` +
				`harbour.</em></p>`, hasnt: "is a reporter", has: kindClose},
		{name: "a transcript", body: paragraphs(kindBody...) + `<div><h3>Transcript</h3>` +
			paragraphs("HOST: Good evening and welcome to the programme. GUEST: Thank you for having me on the show "+
				"tonight.", "HOST: We begin at the bridge, where nothing moves this week. GUEST: Nothing with "+
				"wheels, at any rate, and not much else.") + `</div>`, hasnt: "HOST:"},
	}
	or := func(s, other string) string {
		if s == "" {
			return other
		}
		return s
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			html := `<!DOCTYPE html><html lang="` + or(c.lang, "en") + `"><head><meta charset="utf-8"><title>` +
				or(c.title, kindTitle+" | The Velmoor Gazette") + `</title>` + c.head + `</head><body>` +
				`<header><a href="/">The Velmoor Gazette</a><nav><ul><li><a href="/">Home</a></li><li><a ` +
				`href="/politics">Politics</a></li><li><a ` +
				`href="/sport">Sport</a></li></ul></nav></header><main><article>` +
				c.above + or(c.h1, "<h1>"+kindTitle+"</h1>") + c.mid + or(c.body, paragraphs(kindBody...)) +
				`</article>` + c.below + `</main><footer><p>© 2019 The Velmoor Gazette</p></footer></body></html>`
			p, err := page.Read([]byte(html), page.Options{Form: page.HTML,
				URL: or(c.url, "https://gazette.velmoor.example/town/swing-bridge-shut-48122")})
			if err != nil {
				t.Fatal(err)
			}
			got := Cut(p, Options{}).Cutting
			if c.byline != nil && !slices.Equal(got.Byline, c.byline) && len(got.Byline)+len(c.byline) > 0 {
				t.Errorf("byline %q, want %q", got.Byline, c.byline)
			}
			if day := got.Published.Value[:min(10, len(got.Published.Value))]; c.published != "" &&
				day != strings.TrimPrefix(c.published, "none") {
				t.Errorf("published %q, want %q", day, c.published)
			}
			if c.headline != "" && got.Headline != c.headline {
				t.Errorf("headline %q, want %q", got.Headline, c.headline)
			}
			if c.section != "" && got.Section != c.section {
				t.Errorf("section %q, want %q", got.Section, c.section)
			}
			text := got.Text(p.Text)
			if !strings.Contains(text, c.has) {
				t.Errorf("text lacks %q:\n%s", c.has, text)
			}
			if c.hasnt != "" && strings.Contains(text, c.hasnt) {
				t.Errorf("text holds %q:\n%s", c.hasnt, text)
			}
		})
	}
}

// TestRulesCanBeSwitchedOff checks that switching a rule off changes no result of others.
func TestRulesCanBeSwitchedOff(t *testing.T) {
	p := readPage(t, `<main><h1>`+kindTitle+`</h1><div class="wide">`+paragraphs(kindBody...)+
		`</div><div class="narrow">`+paragraphs(kindBody...)+`</div></main>`)
	if !slices.Contains(Rules(), "text_twice") {
		t.Fatal("text_twice is not among the rules")
	}
	on := Cut(p, Options{}).Cutting
	off := Cut(p, Options{Without: map[string]bool{"text_twice": true}}).Cutting
	if a, b := strings.Count(on.Text(p.Text), kindClose), strings.Count(off.Text(p.Text), kindClose); a != 1 ||
		b != 2 {
		t.Errorf("the text stands %d times with the rule and %d times without; want 1 and 2", a, b)
	}
}

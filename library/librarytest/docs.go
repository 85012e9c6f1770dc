package librarytest

import (
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// The invented outlets of the island of Marrowland, who disagree about the
// harbour levy of Tessel.
var (
	courier = catalogue.Source{ID: "tesselcourier.example", Name: "The Tessel Courier"}
	post    = catalogue.Source{ID: "morrowpost.example", Name: "Morrow Post"}
	kelp    = catalogue.Source{ID: "radiokelp.example", Name: "Radio Kelp"}
	bandar  = catalogue.Source{ID: "sedayebandar.example", Name: "صدای بندر"}
	bulten  = catalogue.Source{ID: "strandbote.example", Name: "Der Strandbote"}
)

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 9, 30, 0, 0, time.UTC) }

// docs returns the invented pages.
func docs() []doc {
	out := []doc{levyArticle(), levyArticleLater(), postListing(), kelpListing(), bandarArticle(), bandarListing(),
		boteArticle(), notice(), endless()}
	out = append(out, failed()...)
	return append(out, years()...)
}

func levyArticle() doc {
	return doc{name: "saved/courier/harbour-levy.html", url: "https://tesselcourier.example/2011/04/harbour-levy",
		source: courier, lang: "en", captured: day(2011, 4, 12), added: day(2026, 9, 3), kind: cutting.MixedPage,
		reason: "one long text beside two side lists", title: "Council passes harbour levy after nine-hour sitting",
		cuts: []cut{
			{kind: cutting.Article, url: "https://tesselcourier.example/2011/04/harbour-levy",
				published: "2011-04-09T18:40:00+01:00", origin: "json-ld",
				byline: []string{"Imke Varga", "Tobin Ashgrove"}, section: "Harbour",
				tags: []string{"levy", "council"}},
			{kind: cutting.Rail, url: "https://tesselcourier.example/2011/04/pilots", rail: "Most read this week"},
			{kind: cutting.Rail, url: "https://tesselcourier.example/2011/03/ledger", rail: "Most read this week"},
			{kind: cutting.Teaser, url: "https://tesselcourier.example/2011/04/fleet", published: "2011-04-10",
				section: "Also in Harbour", truncated: true},
		},
		lines: []line{
			{"a", "", "Home", -1}, {"a", "", "Subscribe for 2 marks a week", -1},
			{"h1", "headline", "Council passes harbour levy after nine-hour sitting", 0},
			{"p", "byline", "By Imke Varga and Tobin Ashgrove", 0},
			{"time", "date", "9 April 2011", 0},
			{"p", "standfirst", "The levy on foreign hulls begins in June. Boat owners say they were not heard; the " +
				"harbour board says they were, twice.", 0},
			{"p", "p", "Tessel council voted eleven to eight on Saturday to charge every foreign hull longer than " +
				"twelve metres a daily levy of 40 marks, ending a dispute that had kept the quay half empty since " +
				"February.", 0},
			{"p", "p", "“This pays for the breakwater & nothing else,” said the harbour master, Oda Lindqvane, " +
				"whose office published its figures an hour before the vote. Opponents called the figures “a fable " +
				"in three columns”.", 0},
			{"h3", "h", "What changes in June", 0},
			{"li", "li", "Hulls above 12 metres pay 40 marks a day, hulls above 30 metres pay 95.", 0},
			{"li", "li", "Ferries on the Morrow line pay nothing until the contract ends in 2014.", 0},
			{"li", "li", "The fishing fleet of Tessel is exempt, a clause added at the last reading.", 0},
			{"blockquote", "quote", "We asked for one open sitting. We were given a notice on a door.", 0},
			{"p", "p", "The boat owners’ league, which the board describes as “a pressure group” and which " +
				"describes itself as “the harbour’s only elected voice”, said it would take the levy to the island " +
				"court.", 0},
			{"figcaption", "caption", "The north quay on the morning of the vote. Picture: Courier archive", 0},
			{"h3", "", "Most read this week", -1},
			{"li", "headline", "Pilots refuse night berths at Tessel for the third week", 1},
			{"li", "headline", "The ledger nobody signed", 2},
			{"h3", "", "Also in Harbour", -1},
			{"h3", "headline", "Fleet owners count the days to June", 3},
			{"p", "p", "At the west mole the talk is of nothing else. Owners have begun to …", 3},
			{"a", "more", "Read more", 3},
			{"p", "", "© Tessel Courier Publishing House", -1},
		}}
}

func levyArticleLater() doc {
	d := levyArticle()
	d.name, d.captured, d.added = "saved/courier/harbour-levy (1).html", day(2011, 6, 2), day(2026, 9, 4)
	d.cuts = d.cuts[:1]
	d.kind, d.reason = cutting.ArticlePage, "one long text"
	lines := append([]line{}, d.lines[:15]...)
	lines[6].text = "Tessel council voted eleven to eight on Saturday to charge every foreign hull longer than " +
		"fifteen metres a daily levy of 40 marks, ending a dispute that had kept the quay half empty since February."
	d.lines = append(lines, line{"p", "p", "Correction: an earlier version of this report gave the wrong length of " +
		"the hulls concerned.", 0})
	return d
}

func postListing() doc {
	return doc{name: "saved/post/levy-watch.html", url: "https://morrowpost.example/topics/levy-watch", source: post,
		lang: "en", captured: day(2011, 5, 20), added: day(2026, 9, 3), kind: cutting.ListingPage,
		reason: "4 items of the same shape", title: "Levy Watch", section: "Levy Watch",
		cuts: []cut{
			{kind: cutting.Teaser, url: "https://morrowpost.example/2011/05/levy-court", published: "2011-05-18",
				byline: []string{"Sanne Roke"}, section: "Levy Watch", truncated: true},
			{kind: cutting.Teaser, url: "https://morrowpost.example/2011/05/breakwater-bill", published: "2011-05-11",
				section: "Levy Watch", truncated: true},
			{kind: cutting.Teaser, url: "https://morrowpost.example/2011/04/eleven-to-eight", published: "2011-04-10",
				byline: []string{"Staff"}, section: "Levy Watch"},
			{kind: cutting.Teaser, published: "2011-04", section: "Levy Watch"},
		},
		lines: []line{
			{"h1", "", "Levy Watch", -1}, {"p", "", "Everything on the so-called harbour levy", -1},
			{"h2", "headline", "Island court will hear owners on the so-called levy", 0},
			{"time", "date", "18 May 2011", 0}, {"p", "byline", "Sanne Roke", 0},
			{"p", "p", "The island court set a date on Wednesday for the complaint of the boat owners’ league " +
				"against what this paper has called a tax by another name. The harbour board …", 0},
			{"a", "more", "Continue reading", 0},
			{"h2", "headline", "Breakwater bill grows by a third before a stone is laid", 1},
			{"time", "date", "11 May 2011", 1},
			{"p", "p", "Papers seen by the Post put the breakwater at 3.1 million marks, up from the 2.3 million " +
				"the council was shown on the night of the vote …", 1},
			{"a", "more", "Continue reading", 1},
			{"h2", "headline", "Eleven to eight, and the doors were shut", 2},
			{"time", "date", "10 April 2011", 2},
			{"p", "p", "The public benches were empty because the public was outside.", 2},
			{"p", "p", "Notes from a long night, undated in print.", 3},
			{"time", "date", "April 2011", 3},
			{"button", "", "Older posts", -1},
		}}
}

func kelpListing() doc {
	return doc{name: "mirror/radiokelp.example/index.html", url: "https://radiokelp.example/", source: kelp,
		lang: "en", captured: day(2012, 1, 15), added: day(2026, 9, 3), kind: cutting.ListingPage,
		reason: "3 items of the same shape", title: "Radio Kelp", timeOrigin: "mtime",
		faults: []string{"the charset was guessed as utf-8; the page declares none"},
		cuts: []cut{
			{kind: cutting.Teaser, url: "https://radiokelp.example/a/113", published: "2012-01-14",
				section: "Today on Kelp"},
			{kind: cutting.Teaser, url: "https://radiokelp.example/a/112", published: "2012-01-12",
				origin: cutting.Corrected, section: "Today on Kelp", byline: []string{"Jorun Tallis"},
				bylineOrigin: cutting.Corrected},
			{kind: cutting.Rail, url: "https://radiokelp.example/a/98", rail: "You may have missed"},
		},
		lines: []line{
			{"h2", "", "Today on Kelp", -1},
			{"h3", "headline", "Court strikes the levy for boats under thirty metres", 0},
			{"p", "p", "The island court upheld the harbour levy in part on Saturday. Boats between twelve and " +
				"thirty metres go free until the council votes again, in public this time, the judgment says.", 0},
			{"h3", "headline", "Harbour board: “We were heard, the league was heard, the sea was not”", 1},
			{"p", "p", "An hour with Oda Lindqvane on stones, storms and the price of both.", 1},
			{"h3", "", "You may have missed", -1},
			{"li", "headline", "A ferry, a fog, a fine", 2},
		}}
}

func bandarArticle() doc {
	return doc{name: "saved/bandar/avarez.html", url: "https://sedayebandar.example/news/417", source: bandar,
		lang: "fa", rtl: true, captured: day(2011, 4, 14), added: day(2026, 9, 3), kind: cutting.ArticlePage,
		reason: "one long text", title: "عوارض بندر تصویب شد",
		cuts: []cut{{kind: cutting.Article, url: "https://sedayebandar.example/news/417", published: "2011-04-10",
			origin: "meta", byline: []string{"مینا ساحلی"}, section: "بندر"}},
		lines: []line{
			{"h1", "headline", "شورای شهر عوارض بندر را با یازده رأی تصویب کرد", 0},
			{"p", "byline", "مینا ساحلی", 0},
			{"p", "p", "شورای شهر تسل شنبه شب پس از نه ساعت گفت\u200cوگو با یازده رأی موافق و هشت رأی مخالف، عوارض " +
				"روزانهٔ ۴۰ مارک را برای شناورهای خارجی تصویب کرد.", 0},
			{"p", "p", "رئیس بندر، اودا لیندکوین، گفت این پول تنها صرف موج\u200cشکن می\u200cشود. انجمن صاحبان قایق " +
				"(Boat Owners’ League) این رقم\u200cها را «افسانه\u200cای در سه ستون» خواند.", 0},
			{"p", "p", "دادگاه جزیره قرار است در ماه خرداد به شکایت انجمن رسیدگی کند.", 0},
		}}
}

func bandarListing() doc {
	return doc{name: "saved/bandar/index.html", url: "https://sedayebandar.example/", source: bandar, lang: "fa",
		rtl: true, captured: day(2011, 6, 1), added: day(2026, 9, 3), kind: cutting.ListingPage,
		reason: "2 items of the same shape", title: "صدای بندر",
		cuts: []cut{
			{kind: cutting.Teaser, url: "https://sedayebandar.example/news/431", published: "2011-05-30",
				section: "تازه\u200cها", truncated: true},
			{kind: cutting.Teaser, url: "https://sedayebandar.example/news/430", published: "2011-05-28",
				section: "تازه\u200cها"},
		},
		lines: []line{
			{"h2", "", "تازه\u200cها", -1},
			{"h3", "headline", "ملوانان از پهلو گرفتن شبانه خودداری کردند", 0},
			{"p", "p", "برای سومین هفته پیاپی، راهنمایان کشتی در بندر تسل حاضر به کار شبانه نشدند …", 0},
			{"a", "more", "ادامه مطلب", 0},
			{"h3", "headline", "هزینهٔ موج\u200cشکن یک\u200cسوم بیشتر شد", 1},
			{"p", "p", "برآورد تازه ۳٫۱ میلیون مارک است.", 1},
		}}
}

func boteArticle() doc {
	return doc{name: "saved/bote/hafenabgabe.mhtml!/index.html", url: "https://strandbote.example/hafenabgabe",
		source: bulten, lang: "de", captured: day(2011, 4, 11), added: day(2026, 9, 3), kind: cutting.ArticlePage,
		reason: "one long text", title: "Hafenabgabe beschlossen", timeOrigin: "mhtml",
		cuts: []cut{{kind: cutting.Article, url: "https://strandbote.example/hafenabgabe", published: "2011-04-11",
			changed: true, byline: []string{"Jorun Plate"}}},
		lines: []line{
			{"h1", "headline", "Rat von Tessel beschließt Hafenabgabe für fremde Schiffe", 0},
			{"p", "p", "Mit elf gegen acht Stimmen hat der Rat von Tessel am Samstag eine Abgabe auf fremde Schiffe " +
				"beschlossen. Der Bund der Bootseigner kündigte eine Klage an.", 0},
			{"p", "p", "Die Hafenmeisterin Oda Lindqvane sprach von einem „Tag für den Wellenbrecher“.", 0},
		}}
}

// notice returns a page with an article whose headline is a claim and that has no date.
func notice() doc {
	return doc{name: "notes/notice-on-the-door.txt", source: catalogue.Source{Place: "notes"}, lang: "en",
		captured: day(2011, 4, 9), added: day(2026, 9, 4), kind: cutting.ArticlePage,
		reason: "one text without markup",
		cuts:   []cut{{kind: cutting.Article}},
		lines: []line{{"p", "p", "NOTICE. The sitting on the harbour levy is open to members of council. The " +
			"public may read the minutes when they are printed.", 0}}}
}

// endless returns a page with a word of endless length.
func endless() doc {
	long := strings.Repeat("Hafenabgabenverordnungsentwurf", 9)
	src := catalogue.Source{ID: "archiv." + strings.Repeat("wellenbrecher", 5) + ".example",
		Name: "Archiv" + strings.Repeat("wellenbrecher", 7)}
	return doc{name: "mirror/" + long + "/" + long + ".html", url: "https://" + src.ID + "/" + long, source: src,
		lang: "de", captured: day(2009, 8, 1), added: day(2026, 9, 4), kind: cutting.ArticlePage, reason: "one text",
		title: long,
		cuts: []cut{{kind: cutting.Article, url: "https://" + src.ID + "/" + long, published: "2009-08-01",
			byline: []string{long}, section: long, tags: []string{long}}},
		lines: []line{{"a", "", long, -1}, {"h1", "headline", long, 0}, {"p", "p", long + " " + long, 0},
			{"li", "li", long, 0}, {"blockquote", "quote", long, 0}}}
}

func failed() []doc {
	return []doc{
		{name: "saved/post/front.jpg.html", url: "https://morrowpost.example/front", source: post,
			captured: day(2011, 5, 21), added: day(2026, 9, 4), kind: cutting.NothingPage,
			failure: "the bytes are a JPEG image, not text", versions: catalogue.Versions{"page": 2, "split": 2}},
		{name: "saved/post/search.html", url: "https://morrowpost.example/search", source: post,
			captured: day(2011, 5, 21), added: day(2026, 9, 4), lang: "en", kind: cutting.NothingPage,
			reason: "a search form and its results' count, no item", title: "Search",
			lines: []line{{"p", "", "No results. Try other words.", -1}}},
	}
}

// years returns short listings over six years.
func years() []doc {
	who := []string{"Harbour board", "Boat owners’ league", "Island court", "Morrow ferry line", "Pilots’ guild",
		"Council of Tessel", "Lighthouse fund"}
	does := []string{"publishes its accounts for the quarter", "asks for an open sitting on the levy",
		"puts off a decision on the breakwater", "counts fewer hulls at the north quay",
		"denies that berths were sold twice", "answers the Courier’s letter with a letter"}
	more := []string{
		"The paper of four pages was read aloud in the reading room on Quay Street before a small audience, most of " +
			"them from the two offices concerned.",
		"Nobody present disputed the sums; what they were for was another matter, and took the rest of the evening.",
		"A reply was promised within the month, as one had been promised in spring.",
	}
	sources := []catalogue.Source{courier, post, kelp}
	sections := []string{"Harbour", "Island", "Money"}
	var out []doc
	for y := 2008; y <= 2013; y++ {
		for m := 1; m <= 12; m += 2 {
			n := y*12 + m
			d := doc{name: "mirror/" + sources[n%3].ID + "/" + itoa(y) + "/" + itoa(m) + ".html", source: sources[n%3],
				lang: "en", url: "https://" + sources[n%3].ID + "/" + itoa(y) + "/" + itoa(m) + "/",
				captured: day(y, m, 28), added: day(2026, 9, 2), kind: cutting.ListingPage,
				reason: "items of the same shape", title: sections[n%3], section: sections[n%3]}
			for i := range 1 + (n*7)%5 {
				d.cuts = append(d.cuts, cut{kind: cutting.Teaser, url: d.url + itoa(i), section: sections[n%3],
					published: time.Date(y, time.Month(m), 3+5*i, 0, 0, 0, 0, time.UTC).Format("2006-01-02"),
					truncated: i%2 == 0})
				d.lines = append(d.lines,
					line{"h2", "headline", who[(n+i)%7] + " " + does[(n/2+i)%6], i},
					line{"p", "p", more[(n+i)%3] + " " + more[(n+i+1)%3], i})
			}
			out = append(out, d)
		}
	}
	return out
}

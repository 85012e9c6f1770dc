package stories_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/memory"
	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/press/stories"
)

var ctx = context.Background()

// full is a catalogue with everything these tests ask.
type full interface {
	press.Catalogue
	catalogue.Dumper
	catalogue.Searcher
}

// item is one cutting on a page of its own.
type item struct {
	kind     cutting.Kind
	source   string
	url      string // of the item
	page     string // address of the page, "" for none
	headline string
	text     string
	date     string
}

// readingOf makes a page with some items; n distinguishes pages.
func readingOf(n int, items ...item) catalogue.PageReading {
	id := fmt.Sprintf("capture-%04d", n)
	at := time.Date(2020, 1, 1, 0, n, 0, 0, time.UTC)
	kind := cutting.ArticlePage
	if len(items) > 1 {
		kind = cutting.ListingPage
	}
	r := catalogue.PageReading{Page: catalogue.PageRow{Capture: cutting.Capture{ID: id, URL: items[0].page,
		Name: fmt.Sprintf("saved/%d.html", n), Time: at, TimeOrigin: "warc"}, Added: at, Kind: kind,
		Versions: press.Versions()}}
	r.Page.Source = catalogue.Source{ID: items[0].source, Name: items[0].source}
	for i, it := range items {
		s := catalogue.Sighting{CaptureID: id, Ordinal: i, Kind: it.kind, Source: r.Page.Source, Lang: "en",
			Headline: it.headline, Text: it.text, URL: it.url, Published: cutting.Date{Value: it.date}, Captured: at,
			TimeOrigin: "warc", Added: at, Version: cutting.Sum([]byte(it.headline + "\x00" + it.text))}
		s.CuttingID = cutting.NewCuttingID(it.kind, it.source, cutting.LinkIdentity(it.source, r.Page.Capture.Name,
			it.url), it.headline, it.text)
		r.Sightings = append(r.Sightings, s)
	}
	return r
}

// runner runs the stages of stories as press does.
type runner struct {
	cat    full
	stages []press.Stage
}

func newRunner(cat full) *runner { return &runner{cat, new(stories.Keeper).Stages(nil)} }

func (r *runner) add(t *testing.T, pages ...catalogue.PageReading) {
	t.Helper()
	b := catalogue.Batch{Pages: pages}
	for _, p := range pages {
		for i := range p.Sightings {
			s := &p.Sightings[i]
			found, err := r.stages[0].Text(ctx, press.TextInput{Text: catalogue.Text{Lang: s.Lang,
				Headline: s.Headline, Text: s.Text}})
			if err != nil {
				t.Fatal(err)
			}
			value, err := json.Marshal(found.Value)
			if err != nil {
				t.Fatal(err)
			}
			b.Rows = append(b.Rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: r.stages[0].Name,
				Key: catalogue.TextKey(s)}, Of: catalogue.OfText, Version: r.stages[0].Version, Value: value})
		}
	}
	if err := r.cat.Apply(ctx, b); err != nil {
		t.Fatal(err)
	}
	r.run(t)
}

func (r *runner) run(t *testing.T) {
	t.Helper()
	for _, s := range r.stages[1:] {
		if err := s.Archive(ctx, r.cat); err != nil {
			t.Fatal(err)
		}
	}
}

func dump(t *testing.T, cat full) string {
	t.Helper()
	var b bytes.Buffer
	if err := cat.Dump(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func openSQLite(t *testing.T) full {
	c, err := sqlite.Open(ctx, t.TempDir(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

// prose makes sentences of invented words.
type prose struct{ r *rand.Rand }

func (p prose) sentence() string {
	var ws []string
	for range 8 + p.r.IntN(10) {
		var b strings.Builder
		for range 2 + p.r.IntN(3) {
			b.WriteString([]string{"ka", "ro", "mel", "tan", "vi", "dor", "esh", "lu", "bra", "nim", "sol", "per",
				"aru", "ket", "ola", "fin"}[p.r.IntN(16)])
		}
		ws = append(ws, b.String())
	}
	return strings.Join(ws, " ") + "."
}

func (p prose) text(n int) []string {
	var out []string
	for range n {
		out = append(out, p.sentence())
	}
	return out
}

// archive makes pages with copies, teasers, roundups and a footer.
func archive(n int, seed uint64) []catalogue.PageReading {
	p := prose{rand.New(rand.NewPCG(seed, 3))}
	footer := p.sentence() + " " + p.sentence()
	var texts [][]string
	var heads, urls []string
	var out []catalogue.PageReading
	for i := range n {
		source := fmt.Sprintf("outlet%d.example", p.r.IntN(5))
		url := fmt.Sprintf("http://%s/news/%d.html", source, i)
		date := fmt.Sprintf("2011-04-%02d", 1+p.r.IntN(28))
		var it item
		switch k := p.r.IntN(10); {
		case k < 4 || len(texts) < 2:
			texts, heads, urls = append(texts, p.text(5+p.r.IntN(5))), append(heads, p.sentence()),
				append(urls, url)
			it = item{cutting.Article, source, url, url, heads[len(heads)-1], strings.Join(texts[len(texts)-1],
				"\n\n"),
				date}
		case k < 7:
			of := p.r.IntN(len(texts))
			body := slices.Clone(texts[of])[:3+p.r.IntN(len(texts[of])-2)]
			it = item{cutting.Article, source, url, url, p.sentence(), strings.Join(body, "\n\n"), date}
		case k < 8:
			of := p.r.IntN(len(texts))
			out = append(out, readingOf(i, item{cutting.Teaser, source, urls[of], "http://" + source + "/", heads[of],
				texts[of][0], date}, item{cutting.Rail, source, urls[0], "", heads[0], "", ""}))
			continue
		default:
			body := append(slices.Clone(texts[p.r.IntN(len(texts))][:2]), texts[p.r.IntN(len(texts))][:2]...)
			it = item{cutting.Article, source, url, url, p.sentence(), strings.Join(body, "\n\n"), ""}
		}
		if p.r.IntN(2) == 0 {
			it.text += "\n\n" + footer
		}
		out = append(out, readingOf(i, it))
	}
	return out
}

// However pages come, in whichever back end, in one process or several, the dump is the
// same to the byte.
func TestDumpsAreEqual(t *testing.T) {
	pages := archive(70, 1)
	whole := newRunner(memory.New())
	whole.add(t, pages...)
	want := dump(t, whole.cat)
	if n := strings.Count(want, `"story":["`); n < 20 {
		t.Fatalf("%d cuttings are in stories: too few to tell", n)
	}
	r := rand.New(rand.NewPCG(4, 4))
	rounds := 20
	if testing.Short() {
		rounds = 5
	}
	for round := range rounds {
		shuffled := slices.Clone(pages)
		r.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		cat := full(memory.New())
		if round%5 == 0 {
			cat = openSQLite(t)
		}
		run := newRunner(cat)
		runs := 0
		for rest := shuffled; len(rest) > 0; runs++ {
			n := min(len(rest), 1+r.IntN([]int{4, 9, 90}[round%3]))
			run.add(t, rest[:n]...)
			rest = rest[n:]
			if round%2 == 0 && r.IntN(4) == 0 { // another process goes on
				run = newRunner(cat)
			}
		}
		if d := cmp.Diff(strings.Split(want, "\n"), strings.Split(dump(t, cat), "\n")); d != "" {
			t.Fatalf("round %d, %d runs:\n%s", round, runs, d)
		}
	}
}

// Pages that changed, and came back as they were, leave nothing behind, nor do those that changed while
// another process had the archive: the rows of a text go with it.
func TestPagesThatChange(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) { pagesThatChange(t, archive(60, seed)) })
	}
}

func pagesThatChange(t *testing.T, pages []catalogue.PageReading) {
	whole := newRunner(memory.New())
	whole.add(t, pages...)
	want := dump(t, whole.cat)
	run := newRunner(memory.New())
	run.add(t, pages...)
	for i := range pages {
		if i%7 == 0 {
			other := readingOf(i, item{cutting.Article, "outlet0.example", fmt.Sprintf("http://outlet0.example/%d", i),
				"", "Other", pages[(i+9)%60].Sightings[0].Text, ""})
			other.Page.Capture = pages[i].Page.Capture
			run.add(t, other)
			if i%2 == 0 {
				run = newRunner(run.cat)
			}
		}
	}
	if dump(t, run.cat) == want {
		t.Fatal("nothing changed")
	}
	run.add(t, pages...)
	if d := cmp.Diff(strings.Split(want, "\n"), strings.Split(dump(t, run.cat), "\n")); d != "" {
		t.Fatal(d)
	}
}

// killed is a catalogue whose writes fail from one on.
type killed struct {
	full
	left int
}

func (k *killed) Apply(ctx context.Context, b catalogue.Batch) error {
	if k.left--; k.left < 0 {
		return cutting.Errorf(cutting.Unavailable, "killed")
	}
	return k.full.Apply(ctx, b)
}

// A run that is killed at any write leaves a state that the next run completes.
func TestKilledAtAnyWrite(t *testing.T) {
	pages := archive(40, 3)
	whole := newRunner(memory.New())
	whole.add(t, pages...)
	want := dump(t, whole.cat)
	for after := range 6 {
		cat := memory.New()
		run := newRunner(cat)
		run.add(t, pages[:20]...)
		run.cat = &killed{full: cat, left: after}
		b := newRunner(cat) // writes the pages alone
		b.stages = b.stages[:1]
		b.add(t, pages[20:]...)
		var failed bool
		for _, s := range run.stages[1:] {
			if err := s.Archive(ctx, run.cat); err != nil {
				failed = true
				break
			}
		}
		if !failed && after < 2 {
			t.Errorf("%d writes were enough", after)
		}
		run.cat = cat
		if after%2 == 0 {
			run = newRunner(cat)
		}
		run.run(t)
		if d := cmp.Diff(strings.Split(want, "\n"), strings.Split(dump(t, cat), "\n")); d != "" {
			t.Fatalf("after %d writes:\n%s", after, d)
		}
	}
}

// A run with nothing new writes nothing.
func TestNothingNewWritesNothing(t *testing.T) {
	run := newRunner(memory.New())
	run.add(t, archive(20, 5)...)
	run.run(t)
	run.cat = &killed{full: run.cat}
	run.run(t)
	run.stages = new(stories.Keeper).Stages(nil)
	run.run(t)
}

// storyOf returns the story of the n-th cutting of a page.
func storyOf(t *testing.T, cat full, p catalogue.PageReading, n int) *catalogue.StoryRow {
	t.Helper()
	s, err := catalogue.StoryOf(ctx, cat, p.Sightings[n].CuttingID)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A teaser finds its article however its address is written, and by other means where it
// has none.
func TestTeasersFindTheirArticles(t *testing.T) {
	p := prose{rand.New(rand.NewPCG(8, 8))}
	body := strings.Join(p.text(9), "\n\n")
	const head = "Harbour board shuts the northern berth"
	const at = "http://www.courier.example/news/berth.html"
	art := item{cutting.Article, "courier.example", "", at, head, body, "2011-04-09"}
	teaser := item{cutting.Teaser, "courier.example", at, "http://courier.example/", "Berth shut",
		"What divers found below.", ""}
	with := func(it item, change func(*item)) item { change(&it); return it }
	for name, tt := range map[string]struct {
		article, teaser item
		by              string // "" is not found
	}{
		"the address itself": {art, teaser, "address"},
		"another scheme, no www, a counter": {art, with(teaser, func(i *item) {
			i.url = "https://courier.example/news/berth.html?utm_source=x#top"
		}), "address"},
		"an index page": {with(art, func(i *item) { i.page = "http://courier.example/news/berth/index.html" }),
			with(teaser, func(i *item) { i.url = "http://courier.example/news/berth" }), "address"},
		"the print view is held": {with(art, func(i *item) { i.page = at + "?print=1" }), teaser, "address"},
		"the mobile view is held": {with(art, func(i *item) { i.page = "http://m.courier.example/news/berth.html" }),
			teaser, "address"},
		"through a web archive": {with(art, func(i *item) { i.page = "https://web.archive.org/web/20110410/" + at }),
			teaser, "address"},
		"the text opens the article": {art, with(teaser, func(i *item) {
			i.url, i.text = "", body[:strings.IndexByte(body, '.')+1]
		}), "text"},
		"its headline in the outlet": {art, with(teaser, func(i *item) { i.url, i.headline = "", head }), "headline"},
		"its headline, and another address": {art, with(teaser, func(i *item) {
			i.url, i.headline = "http://courier.example/news/other.html", head
		}), ""},
		"its headline, a year later": {art, with(teaser, func(i *item) {
			i.url, i.headline, i.date = "", head, "2012-04-09"
		}), ""},
		"its headline in another outlet": {art, with(teaser, func(i *item) {
			i.url, i.headline, i.source = "", head, "standard.example"
		}), ""},
		"the front page is no article's": {with(art, func(i *item) { i.page = "http://courier.example/" }),
			with(teaser, func(i *item) { i.url = "http://www.courier.example/index.html" }), ""},
		"nothing in common": {art, with(teaser, func(i *item) { i.url = "http://courier.example/x" }), ""},
	} {
		t.Run(name, func(t *testing.T) {
			run := newRunner(memory.New())
			list, article := readingOf(1, tt.teaser, with(teaser, func(i *item) {
				i.url, i.headline = "http://courier.example/z", "Something else altogether"
			})), readingOf(2, tt.article)
			run.add(t, list)
			run.add(t, article)
			got, a := storyOf(t, run.cat, list, 0), storyOf(t, run.cat, article, 0)
			if got.By != tt.by || (got.Story == "") != (tt.by == "") || got.Story != a.Story {
				t.Fatalf("by %q in story %q, the article in %q; want it by %q", got.By, got.Story, a.Story, tt.by)
			}
			if tt.by != "" && (got.Is != catalogue.IsTeaser || got.Article != article.Sightings[0].CuttingID ||
				a.Is != catalogue.IsIndependent) {
				t.Errorf("the teaser is %q of %q, the article %q", got.Is, got.Article, a.Is)
			}
			if other := storyOf(t, run.cat, list, 1); other.Story != "" {
				t.Errorf("the other teaser is in story %q", other.Story)
			}
		})
	}
}

// TestBlurbs checks that one sentence under teasers of different articles makes no story of them, whether their
// articles are in the archive or not; and that a teaser and a rail item of one article that is not are one
// text.
func TestBlurbs(t *testing.T) {
	const blurb = "This article is for subscribers only; sign in or take a trial month to read it in full."
	p := prose{rand.New(rand.NewPCG(9, 9))}
	heads := []string{"Harbour board shuts the northern berth", "Teachers of the upper valley walk out",
		"Comet found above the observatory", "Customs men seize forty crates of lamps"}
	var teasers, rails []item
	var pages []catalogue.PageReading
	for i, h := range heads {
		at := fmt.Sprintf("http://courier.example/news/%d.html", i)
		teasers = append(teasers, item{cutting.Teaser, "courier.example", at, "http://courier.example/", h, blurb, ""})
		rails = append(rails, item{cutting.Rail, "courier.example", at, "http://courier.example/list", h, "", ""})
		if i < 2 { // the articles of the others are not in the archive
			pages = append(pages, readingOf(10+i, item{cutting.Article, "courier.example", "", at, h,
				strings.Join(p.text(9), "\n\n"), "2011-04-09"}))
		}
	}
	list, rail := readingOf(1, teasers...), readingOf(2, rails...)
	run := newRunner(memory.New())
	for _, x := range append(pages, list, rail) {
		run.add(t, x)
	}
	seen := map[string]bool{}
	for i, h := range heads {
		teaser, item := storyOf(t, run.cat, list, i), storyOf(t, run.cat, rail, i)
		if teaser.Story == "" || teaser.Story != item.Story || seen[teaser.Story] {
			t.Errorf("%s: the teaser is in story %q, the rail item in %q", h, teaser.Story, item.Story)
		}
		seen[teaser.Story] = true
		counts, err := catalogue.CountsOf(ctx, run.cat, teaser.Story)
		if err != nil {
			t.Fatal(err)
		}
		if counts.Independent != 1 {
			t.Errorf("%s: %d independent texts, want 1", h, counts.Independent)
		}
	}
}

// TestTeasersOfDifferentArticles checks that teasers with similar words make no story of unrelated articles:
// the address shows which one it announces.
func TestTeasersOfDifferentArticles(t *testing.T) {
	const weekly = "Every week we talk about what happened in town."
	p := prose{rand.New(rand.NewPCG(9, 10))}
	for name, tt := range map[string]struct {
		heads, texts [3]string
		articles     int // the first so many articles are in the archive
	}{
		"one headline, one text": {[3]string{"The Courier talks", "The Courier talks", "The Courier talks"},
			[3]string{weekly, weekly, weekly}, 2},
		"one article held": {[3]string{"The Courier talks", "The Courier talks", "The Courier talks"},
			[3]string{weekly, weekly, weekly}, 1},
		"short headlines, one word of the text another": {[3]string{"Talk one", "Talk two", "Talk six"},
			[3]string{"Our editor wrote this about the first of the talks.",
				"Our editor wrote this about the second of the talks.",
				"Our editor wrote this about the sixth of the talks."}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			var teasers []item
			var pages []catalogue.PageReading
			for i, head := range tt.heads {
				at := fmt.Sprintf("http://courier.example/talks/%d.html", i)
				teasers = append(teasers, item{cutting.Teaser, "courier.example", at, "http://courier.example/", head,
					tt.texts[i], ""})
				if i < tt.articles {
					pages = append(pages, readingOf(10+i, item{cutting.Article, "courier.example", at, at, head,
						strings.Join(p.text(9), "\n\n"), ""}))
				}
			}
			run := newRunner(memory.New())
			list := readingOf(1, teasers...)
			run.add(t, append(pages, list)...)
			stories := map[string]bool{}
			for i, page := range pages {
				teaser, article := storyOf(t, run.cat, list, i), storyOf(t, run.cat, page, 0)
				if teaser.Article != page.Sightings[0].CuttingID || article.Story == "" || stories[article.Story] {
					t.Errorf("teaser %d announces %q; the article is in story %q", i, teaser.Article, article.Story)
				}
				stories[article.Story] = true
			}
			for i := tt.articles; i < len(teasers); i++ {
				if s := storyOf(t, run.cat, list, i); s.Article != "" {
					t.Errorf("teaser %d, whose article is not held, announces %q", i, s.Article)
				}
			}
		})
	}
}

// TestHeadlinesAlone checks that what has no text but a headline counts as no text.
func TestHeadlinesAlone(t *testing.T) {
	run := newRunner(memory.New())
	railOf := func(page, at, headline string) item {
		return item{cutting.Rail, "courier.example", "http://courier.example/news/" + at,
			"http://courier.example/" + page, headline, "", ""}
	}
	pages := []catalogue.PageReading{
		readingOf(1, railOf("", "1", "Quay closed at night"), railOf("", "2", "Comet found above the town")),
		readingOf(2, railOf("list", "2", "Comet found above the town")),
	}
	run.add(t, pages...)
	alone, twice := storyOf(t, run.cat, pages[0], 0), storyOf(t, run.cat, pages[1], 0)
	if alone.Is != catalogue.IsHeadline || alone.Story != "" || twice.Is != catalogue.IsHeadline {
		t.Errorf("alone %+v, twice %+v", alone, twice)
	}
	if twice.Story != "" {
		counts, err := catalogue.CountsOf(ctx, run.cat, twice.Story)
		if err != nil || counts.Independent != 0 {
			t.Errorf("%+v, %v; want no text", counts, err)
		}
	}
	res, err := run.cat.Search(ctx, catalogue.Request{Facets: []string{field.Is}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range res.Facets[field.Is] {
		if c.Value != catalogue.IsHeadline {
			t.Errorf("%d cuttings are %q", c.Count, c.Value)
		}
	}
}

// Teasers with the same text as an article's teaser announce the article too, except those that link elsewhere
// in its outlet.
func TestTeasersFollowOneAnother(t *testing.T) {
	p := prose{rand.New(rand.NewPCG(8, 9))}
	text := p.sentence() + " " + p.sentence()
	article := readingOf(1, item{cutting.Article, "courier.example", "", "http://courier.example/news/berth.html",
		"Berth shut", strings.Join(p.text(9), "\n\n"), "2011-04-09"})
	own := readingOf(2, item{cutting.Teaser, "courier.example", "http://courier.example/news/berth.html",
		"http://courier.example/", "Berth shut", text, ""})
	clipped := readingOf(3, item{cutting.Teaser, "clips.example", "", "http://clips.example/", "Seen elsewhere",
		text, ""})
	for _, order := range [][]catalogue.PageReading{{article, own, clipped}, {clipped, own, article}} {
		run := newRunner(memory.New())
		for _, page := range order {
			run.add(t, page)
		}
		got := storyOf(t, run.cat, clipped, 0)
		if got.Article != article.Sightings[0].CuttingID || got.By != "text" || got.Is != catalogue.IsTeaser {
			t.Errorf("it is %q of %q, by %q", got.Is, got.Article, got.By)
		}
		if c, err := catalogue.CountsOf(ctx, run.cat, got.Story); err != nil || c.Cuttings != 3 || c.Independent != 1 {
			t.Errorf("%+v, %v; want 3 cuttings, 1 independent text", c, err)
		}
	}
}

// Decisions apply however a story came about, and no longer after they are undone.
func TestDecisions(t *testing.T) {
	p := prose{rand.New(rand.NewPCG(9, 9))}
	body, other := strings.Join(p.text(8), "\n\n"), strings.Join(p.text(8), "\n\n")
	page := func(n int, text string) catalogue.PageReading {
		source := fmt.Sprintf("outlet%d.example", n)
		return readingOf(n, item{cutting.Article, source, fmt.Sprintf("http://%s/%d", source, n), "", p.sentence(),
			text, ""})
	}
	pages := []catalogue.PageReading{page(0, body), page(1, body), page(2, body), page(3, other)}
	id := func(n int) string { return pages[n].Sightings[0].CuttingID }
	set := func(ns ...int) []string {
		var out []string
		for _, n := range ns {
			out = append(out, id(n))
		}
		slices.Sort(out)
		return out
	}
	var decided cutting.StoryDecisions
	cat := memory.New()
	run := newRunner(cat)
	run.stages = new(stories.Keeper).Stages(func() cutting.StoryDecisions { return decided })
	run.add(t, pages...)
	before := dump(t, cat)
	for name, tt := range map[string]struct {
		decided cutting.StoryDecisions
		want    [][]int // pages that are one story, the others are alone
		texts   int     // independent ones in the first
	}{
		"nothing":       {cutting.StoryDecisions{}, [][]int{{0, 1, 2}}, 1},
		"one taken out": {cutting.StoryDecisions{Separate: [][]string{set(1)}}, [][]int{{0, 2}}, 1},
		"two taken out": {cutting.StoryDecisions{Separate: [][]string{set(1, 2)}}, [][]int{{1, 2}}, 1},
		"joined":        {cutting.StoryDecisions{Joined: [][]string{set(0, 3)}}, [][]int{{0, 1, 2, 3}}, 2},
		"taken out and over": {cutting.StoryDecisions{Separate: [][]string{set(1)}, Joined: [][]string{set(1, 3)}},
			[][]int{{1, 3}, {0, 2}}, 2},
		"what is not here": {cutting.StoryDecisions{Joined: [][]string{{"gone", id(3)}}}, [][]int{{0, 1, 2}}, 1},
		"each taken out":   {cutting.StoryDecisions{Separate: [][]string{set(0), set(1), set(2)}}, nil, 0},
		"joined with another": {cutting.StoryDecisions{Joined: [][]string{set(0, 3), set(2, 3)}},
			[][]int{{0, 1, 2, 3}}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			decided = tt.decided
			run.run(t)
			in := map[int]string{}
			for _, group := range tt.want {
				for _, n := range group {
					in[n] = set(group...)[0]
				}
			}
			for n := range pages {
				if s := storyOf(t, cat, pages[n], 0); s.Story != in[n] {
					t.Errorf("page %d is in story %q, want %q", n, s.Story, in[n])
				}
			}
			if len(tt.want) > 0 {
				counts, err := catalogue.CountsOf(ctx, cat, set(tt.want[0]...)[0])
				if err != nil || counts.Cuttings != len(tt.want[0]) || counts.Independent != tt.texts {
					t.Errorf("%+v, %v; want %d cuttings, %d texts", counts, err, len(tt.want[0]), tt.texts)
				}
			}
			decided = cutting.StoryDecisions{}
			run.run(t)
			if d := cmp.Diff(strings.Split(before, "\n"), strings.Split(dump(t, cat), "\n")); d != "" {
				t.Errorf("what was taken back is still there:\n%s", d)
			}
		})
	}
}

// TestTeasersGoWithTheirArticle checks that a person who takes an article out of its story takes its teasers
// with it, and returns them with it.
func TestTeasersGoWithTheirArticle(t *testing.T) {
	p := prose{rand.New(rand.NewPCG(9, 11))}
	body := strings.Join(p.text(8), "\n\n")
	at := "http://courier.example/news/berth.html"
	article := readingOf(1, item{cutting.Article, "courier.example", "", at, "Berth shut for good", body, ""})
	copied := readingOf(2, item{cutting.Article, "clips.example", "", "http://clips.example/1", "Berth is shut", body,
		""})
	list := readingOf(3, item{cutting.Teaser, "courier.example", at, "http://courier.example/", "Berth shut for good",
		p.sentence() + " " + p.sentence(), ""})
	id := article.Sightings[0].CuttingID
	var decided cutting.StoryDecisions
	run := newRunner(memory.New())
	run.stages = new(stories.Keeper).Stages(func() cutting.StoryDecisions { return decided })
	run.add(t, article, copied, list)
	for _, c := range []struct {
		name    string
		decided cutting.StoryDecisions
		with    bool // the article is one story with its copy
	}{
		{"nothing", cutting.StoryDecisions{}, true},
		{"taken out", cutting.StoryDecisions{Separate: [][]string{{id}}}, false},
		{"taken out, and joined", cutting.StoryDecisions{Separate: [][]string{{id}},
			Joined: [][]string{{id, copied.Sightings[0].CuttingID}}}, true},
	} {
		decided = c.decided
		run.run(t)
		a, o, teaser := storyOf(t, run.cat, article, 0), storyOf(t, run.cat, copied, 0), storyOf(t, run.cat, list, 0)
		if teaser.Article != id || teaser.Story != a.Story || a.Story == "" || (a.Story == o.Story) != c.with {
			t.Errorf("%s: article in %q, copy in %q, teaser in %q of %q", c.name, a.Story, o.Story, teaser.Story,
				teaser.Article)
		}
	}
}

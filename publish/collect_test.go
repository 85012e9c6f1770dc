package publish

import (
	"context"
	"slices"
	"strings"
	"testing"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library"
)

func ids(items []*Item) string {
	var out []string
	for _, it := range items {
		out = append(out, it.ID)
	}
	return strings.Join(out, " ")
}

// tenItems returns an archive in which b represents the story of b, d and f.
func tenItems() *fake {
	f := &fake{stories: [][]string{{"b", "d", "f"}}}
	for _, id := range strings.Fields("a b c d e f g h i j") {
		headline := "Dam " + id
		if id > "e" {
			headline = "Harbour " + id
		}
		f.add(id, headline, "Text of "+id+".", nil)
	}
	return f
}

func TestContent(t *testing.T) {
	topic := func(id string, public bool, change func(*cutting.Topic)) library.Topic {
		out := library.Topic{ID: id, Topic: cutting.Topic{Title: "Topic " + id, Query: "Dam", Public: public,
			Why: "secret reason"}}
		if change != nil {
			change(&out.Topic)
		}
		return out
	}
	tests := []struct {
		name, query string
		topic       library.Topic
		items       string // of the front page
		section     string // of the topic; "-" when there is none
		pages       string
	}{
		{"one a story, each with a page", "", topic("dam", true, nil), "a b c e g h i j", "a b c e",
			"a b c d e f g h i j"},
		{"a private topic", "", topic("dam", false, nil), "a b c e g h i j", "-", "a b c d e f g h i j"},
		{"pinned first, matched or not, once", "", topic("dam", true, func(t *cutting.Topic) {
			t.Pinned = []string{"j", "c", "gone", "j"}
		}), "a b c e g h i j", "j c a b e", "a b c d e f g h i j"},
		{"pinned member stands for its story", "", topic("dam", true,
			func(t *cutting.Topic) { t.Pinned = []string{"f"} }),
			"a b c e g h i j", "f a c e", "a b c d e f g h i j"},
		{"left out, another stands for the story", "", topic("dam", true, func(t *cutting.Topic) {
			t.LeftOut = []string{"a", "b", "gone"}
		}), "a b c e g h i j", "c d e", "a b c d e f g h i j"},
		{"left out and pinned", "", topic("dam", true, func(t *cutting.Topic) {
			t.LeftOut, t.Pinned = []string{"a"}, []string{"a"}
		}), "a b c e g h i j", "b c e", "a b c d e f g h i j"},
		{"a query holds in topics", "Harbour", topic("dam", true,
			func(t *cutting.Topic) { t.Pinned = []string{"a", "g"} }),
			"f g h i j", "g", "b d f g h i j"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := tenItems()
			f.topics = []library.Topic{tt.topic}
			c, err := (&Collector{Archive: f}).Content(context.Background(), tt.query)
			if err != nil {
				t.Fatal(err)
			}
			if got := ids(c.Items); got != tt.items {
				t.Errorf("front page %q, want %q", got, tt.items)
			}
			section := "-"
			if len(c.Sections) > 0 {
				section = ids(c.Sections[0].Items)
			}
			if section != tt.section {
				t.Errorf("topic %q, want %q", section, tt.section)
			}
			pages := strings.Fields(ids(c.Pages))
			if slices.Sort(pages); strings.Join(pages, " ") != tt.pages {
				t.Errorf("pages %q, want %q", pages, tt.pages)
			}
			for _, s := range c.Sections {
				for _, it := range s.Items {
					for _, a := range it.AlsoIn {
						if slices.Contains(tt.topic.LeftOut, a.ID) {
							t.Errorf("%s says that it is also in %s, which is left out", it.ID, a.ID)
						}
					}
				}
			}
		})
	}
}

// TestSecrets checks that what only the desk sees is in no file.
func TestSecrets(t *testing.T) {
	f := tenItems()
	f.add("k", "Harbour k", "Text.", func(s *catalogue.Sighting) {
		s.Source = catalogue.Source{Place: "Secret folder"}
		s.URL = "https://ada:secret@hadrin.example/k"
	})
	f.topics = []library.Topic{
		{ID: "secret-topic", Topic: cutting.Topic{Title: "Secret topic", Introduction: "Secret words", Query: "Dam"}},
		{ID: "open", Topic: cutting.Topic{Title: "Open", Query: "Dam", Spellings: []string{"Harbour"}, Public: true,
			Pinned: []string{"a"},
			Why:    "secret reason"}},
	}
	item := cutting.DigestItem{Cutting: "a", Headline: "Dam a", Excerpt: "Text", Note: "A word of the desk"}
	f.digests = []library.Digest{
		digestOf("d1", "Open digest", cutting.Published, true, item, cutting.DigestItem{Headline: "By hand"}),
		digestOf("d2", "Secret digest, not public", cutting.Published, false, item),
		digestOf("d3", "Secret draft", cutting.Draft, true, item),
		digestOf("d4", "Withdrawn digest", cutting.Withdrawn, true, cutting.DigestItem{Headline: "Secret item"}),
	}
	f.digests[3].Why, f.digests[3].Introduction = "It was wrong.", "Secret introduction"
	c, err := (&Collector{Archive: f, Full: true}).Content(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	files := contents(t, New(Options{Archive: "A", Base: "https://press.example"}, c))
	for p, content := range files {
		if strings.Contains(strings.ToLower(p+content), "secret") {
			t.Errorf("%s holds a secret:\n%s", p, content)
		}
	}
	for p, holds := range map[string]string{"digest/d1.html": "A word of the desk", "digest/d4.html": "It was wrong.",
		"digests.html": "withdrawn", "topic/open.html": "Dam a", "item/k.html": "outlet not known"} {
		if !strings.Contains(files[p], holds) {
			t.Errorf("%s lacks %q:\n%s", p, holds, files[p])
		}
	}
}

// TestTitlesTurnNothing gives a topic a title with a mark that turns the direction of what follows: the
// navigation of every page would change direction with it.
func TestTitlesTurnNothing(t *testing.T) {
	f := tenItems()
	f.topics = []library.Topic{{ID: "dam", Topic: cutting.Topic{Title: "Dam \u202elive\n", Query: "Dam",
		Public: true}}}
	c, err := (&Collector{Archive: f}).Content(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Sections[0].Title; got != "Dam live" {
		t.Errorf("the title is %q", got)
	}
}

// TestOneOfAnAddress: items with one address and headline are listed once, with the longer excerpt; each keeps
// its page.
func TestOneOfAnAddress(t *testing.T) {
	const address = "https://hadrin.example/judge"
	f := &fake{}
	at := func(url string) func(*catalogue.Sighting) { return func(s *catalogue.Sighting) { s.URL = url } }
	f.add("a", "The judge", "", at(address))
	f.add("b", "The Judge", "She has been overruled twice.", at(address))
	f.add("c", "The wall", "Another part of the page.", at(address))
	f.add("d", "The judge", "Of another paper.", at("https://velm.example/judge"))
	c, err := (&Collector{Archive: f}).Content(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(c.Items); got != "b c d" {
		t.Errorf("listed: %s", got)
	}
	pages := strings.Fields(ids(c.Pages))
	if slices.Sort(pages); strings.Join(pages, " ") != "a b c d" {
		t.Errorf("pages: %s", pages)
	}
}

// TestAlsoInLinksToOtherOutlets: outlets beside an item link to their own pages, never to the address of another
// outlet; if none is known, to the item's page.
func TestAlsoInLinksToOtherOutlets(t *testing.T) {
	for name, tt := range map[string]struct{ outlet, page, want string }{
		"seen at the outlet": {"clipfold.example", "https://clipfold.example/fold/",
			"https://clipfold.example/fold/capture-b"},
		"seen elsewhere":        {"clipfold.example", "https://reader.example/", "https://press.example/item/b.html"},
		"the item passes it on": {"hadrin.example", "https://reader.example/", "https://press.example/item/b.html"},
	} {
		t.Run(name, func(t *testing.T) {
			f := &fake{stories: [][]string{{"a", "b"}}, page: tt.page}
			for id, outlet := range map[string]string{"a": "a.example", "b": tt.outlet} {
				f.add(id, "Strike", "Six hundred walked out.", func(s *catalogue.Sighting) {
					s.URL = "https://hadrin.example/strike"
					s.Source = catalogue.Source{ID: outlet, Name: "Paper " + id}
				})
			}
			slices.SortFunc(f.entries, func(a, b *catalogue.Entry) int { return strings.Compare(a.ID, b.ID) })
			c, err := (&Collector{Archive: f}).Content(context.Background(), "")
			if err != nil {
				t.Fatal(err)
			}
			got := New(Options{Base: "https://press.example"}, c).listItem("index.html", c.Items[0]).AlsoIn
			if len(got) != 1 || got[0].URL != tt.want {
				t.Errorf("%+v, want %s", got, tt.want)
			}
		})
	}
}

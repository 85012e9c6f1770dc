package library_test

import (
	"context"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/librarytest"
)

// TestAlsoIn: an item names the outlets that had its story, each with its own address, and none by a cutting
// that the topic leaves out.
func TestAlsoIn(t *testing.T) {
	const own = "https://hadrin.example/strike"
	b := catalogue.Batch{}
	add := func(id, outlet, address, page string) {
		b.Pages = append(b.Pages, catalogue.PageReading{
			Page: catalogue.PageRow{Added: librarytest.Now(), Source: catalogue.Source{ID: outlet},
				Capture: cutting.Capture{ID: "c" + id, URL: page}},
			Sightings: []catalogue.Sighting{{CuttingID: id, CaptureID: "c" + id, Kind: cutting.Article,
				Headline: "Strike", Text: "Six hundred walked out.", URL: address,
				Source: catalogue.Source{ID: outlet}, Captured: librarytest.Now()}}})
	}
	add("a", "hadrin.example", own, own)
	add("b", "clipfold.example", own, "https://clipfold.example/fold/2")
	add("c", "reader.example", own, "https://mirror.example/c")
	add("d", "post.example", "https://post.example/walkout", "https://www.post.example/front")
	add("e", "elsewhere.example", "https://courier.example/walkout", "https://mirror.example/e")
	m := memory.New()
	cat := &librarytest.Catalogue{Catalogue: m}
	if err := m.Apply(context.Background(), b); err != nil {
		t.Fatal(err)
	}
	if _, err := cat.MakeStory("a", "b", "c", "d", "e"); err != nil {
		t.Fatal(err)
	}
	s := topicsInEffect{"t": &cutting.Topic{Title: "T", Pinned: []string{"a"}, LeftOut: []string{"d"}}}
	l := library.New(library.Config{Catalogue: m, InEffect: s, Name: "Archive", Now: librarytest.Now})
	topic, err := l.Topic("t")
	if err != nil {
		t.Fatal(err)
	}
	d, err := l.Compose(t.Context(), library.DigestRequest{Topic: topic})
	if err != nil || len(d.Items) != 1 {
		t.Fatalf("%+v (%v)", d, err)
	}
	alerted, err := l.Items(t.Context(), "t", []string{"a"})
	if err != nil || len(alerted) != 1 {
		t.Fatalf("%+v (%v)", alerted, err)
	}
	for name, it := range map[string]*cutting.DigestItem{"digest": &d.Items[0], "alert": &alerted[0]} {
		got := map[string]string{}
		for _, also := range it.AlsoIn {
			got[also.Cutting] = also.URL
		}
		want := map[string]string{"b": "https://clipfold.example/fold/2", "c": "", "e": ""}
		if len(got) != len(want) {
			t.Errorf("%s: beside %s are %v, want %v", name, it.Cutting, got, want)
		}
		for id, address := range want {
			if at, ok := got[id]; !ok || at != address {
				t.Errorf("%s: %s leads to %q, want %q", name, id, at, address)
			}
		}
	}
	for name, tt := range map[string]struct{ outlet, want string }{
		"of the outlet":  {"post.example", "https://www.post.example/x"},
		"of another":     {"hadrin.example", own},
		"of neither":     {"courier.example", ""},
		"outlet unknown": {"", ""},
	} {
		got, err := l.AddressAt(t.Context(), tt.outlet, "mailto:x", own, "https://www.post.example/x")
		if err != nil || got != tt.want {
			t.Errorf("%s: %q, want %q (%v)", name, got, tt.want, err)
		}
	}
}

// TestRepresentative: a story is represented by the first of those allowed, in the order searches have.
func TestRepresentative(t *testing.T) {
	member := func(id, is, outlet string, kind cutting.Kind, published string) library.Member {
		return library.Member{Is: is, Head: catalogue.Head{ID: id, Kind: kind, Source: catalogue.Source{ID: outlet},
			Published: cutting.Date{Value: published}}}
	}
	const own, copied, post = catalogue.IsIndependent, catalogue.IsCopy, "post.example"
	for name, c := range map[string]struct {
		shown   string
		members []library.Member
		without string
		want    string
	}{
		"a text of its own": {"a", []library.Member{member("a", copied, post, cutting.Article, "2011"),
			member("b", own, "", cutting.Article, "2012")}, "", "b"},
		"an article before a teaser": {"a", []library.Member{member("a", own, post, cutting.Teaser, "2011"),
			member("b", own, post, cutting.Article, "2012")}, "", "b"},
		"a known outlet": {"a", []library.Member{member("a", own, "", cutting.Article, "2011"),
			member("b", own, post, cutting.Article, "2012")}, "", "b"},
		"the earliest": {"b", []library.Member{member("a", own, post, cutting.Article, "2011"),
			member("b", own, post, cutting.Article, "2012")}, "", "a"},
		"a date before none": {"a", []library.Member{member("a", own, post, cutting.Article, ""),
			member("b", own, post, cutting.Article, "2012")}, "", "b"},
		"equal ones": {"b", []library.Member{member("b", own, post, cutting.Article, "2011"),
			member("a", own, post, cutting.Article, "2011")}, "", "a"},
		"without the best": {"a", []library.Member{member("a", copied, "", cutting.Article, ""),
			member("b", own, post, cutting.Article, "")}, "b", "a"},
		"none": {"a", nil, "", "a"},
	} {
		s := library.Story{Members: c.members}
		if got := s.Representative(c.shown, func(m *library.Member) bool { return m.ID != c.without }); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

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

// TestRepresentative: a story is represented by its best witness.
func TestRepresentative(t *testing.T) {
	member := func(id, outlet, address string, kind cutting.Kind, since string) library.Member {
		return library.Member{Head: catalogue.Head{ID: id, Kind: kind, URL: address,
			Source: catalogue.Source{ID: outlet}}, Since: library.Since{Value: since}}
	}
	const post, address = "post.example", "https://post.example/a"
	for name, c := range map[string]struct {
		shown   string
		members []library.Member
		without string
		want    string
	}{
		"an outlet and address": {"a", []library.Member{member("a", "", "", cutting.Article, "2011"),
			member("b", post, address, cutting.Teaser, "2012")}, "", "b"},
		"an address without an outlet": {"a", []library.Member{member("a", "", "", cutting.Article, ""),
			member("b", "", address, cutting.Article, "")}, "", "b"},
		"an article before a teaser": {"a", []library.Member{member("a", post, address, cutting.Teaser, "2011"),
			member("b", post, address, cutting.Article, "2012")}, "", "b"},
		"the earliest": {"b", []library.Member{member("a", post, address, cutting.Article, "2011"),
			member("b", post, address, cutting.Article, "2012")}, "", "a"},
		"equal ones": {"b", []library.Member{member("a", post, address, cutting.Article, "2011"),
			member("b", post, address, cutting.Article, "2011")}, "", "b"},
		"without the best": {"a", []library.Member{member("a", "", "", cutting.Article, ""),
			member("b", post, address, cutting.Article, "")}, "b", "a"},
		"none": {"a", nil, "", "a"},
	} {
		s := library.Story{Members: c.members}
		if got := s.Representative(c.shown, func(m *library.Member) bool { return m.ID != c.without }); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

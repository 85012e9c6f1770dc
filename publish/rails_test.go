package publish

import (
	"slices"
	"strings"
	"testing"

	"cuttings/cutting"
)

// The side lists have articles and teasers, the last published first and what has no date last; those of a
// topic are its own, and what is viewed most is the one that represents a story.
func TestRails(t *testing.T) {
	it := func(id string, kind cutting.Kind, published, added string) *Item {
		return &Item{ID: id, Headline: id, Kind: kind, Published: cutting.Date{Value: published}, Added: added}
	}
	const november, later = "2026-11-01T12:00:00Z", "2026-11-20T12:00:00Z"
	old := it("old", cutting.Article, "2009-02", later)
	fresh := it("fresh", cutting.Teaser, "2026-10-30", november)
	side := it("side", cutting.Rail, "2026-10-31", later)
	undated := it("undated", cutting.Article, "", later)
	undatedToo := it("undated too", cutting.Article, "", november)
	event := it("event", cutting.Teaser, "2031-05-01", november) // when it takes place
	today := it("today", cutting.Article, "2026-11-02", november)
	copied := it("copy", cutting.Article, "2026-10-30", november)
	fresh.AlsoIn = []Other{{ID: "copy"}}
	all := []*Item{side, undatedToo, old, event, undated, fresh, today}
	for _, tt := range []struct {
		name              string
		items             []*Item
		others            []*Item
		viewed            []string
		articles, viewed2 []string
	}{
		{"everything", all, []*Item{copied}, []string{"side", "copy", "gone", "fresh", "old"},
			[]string{"today", "fresh", "old", "undated", "undated too", "event"}, []string{"fresh", "old"}},
		{"a topic", []*Item{undated, old}, nil, []string{"fresh", "old"}, []string{"old", "undated"},
			[]string{"old"}},
		{"nothing else", []*Item{side}, nil, []string{"side"}, []string{"side"}, []string{"side"}},
		{"nothing viewed", []*Item{old}, nil, []string{"fresh"}, []string{"old"}, nil},
	} {
		s := New(Options{Archive: "A"}, Content{Viewed: tt.viewed})
		others := map[string]*Item{}
		for _, o := range tt.others {
			others[o.ID] = o
		}
		got := map[string][]string{}
		for _, r := range s.rails("index.html", tt.items, others) {
			for _, i := range r.Items {
				got[r.Heading] = append(got[r.Heading], i.Headline)
			}
		}
		if !slices.Equal(got["New Articles"], tt.articles) || !slices.Equal(got["Most viewed"], tt.viewed2) {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
	s := New(Options{Archive: "A"}, Content{Items: all, Pages: all, Viewed: []string{"fresh", "old"},
		Sections: []Section{{Slug: "t", Title: "T", Items: []*Item{old, undated}}}})
	if page := contents(t, s)["topic/t.html"]; !strings.Contains(page, "undated") || strings.Contains(page, "fresh") {
		t.Error("a topic's page lists what is not the topic's")
	}
}

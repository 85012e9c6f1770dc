package main

import (
	"testing"

	"cuttings/cutting"
)

func TestKindRight(t *testing.T) {
	for _, c := range []struct {
		name            string
		gold            kindGold
		answer          cutting.PageKind
		strict, lenient bool
	}{
		{"a page without a word is a listing", kindGold{}, cutting.ListingPage, true, true},
		{"both", kindGold{Kind: "both"}, cutting.MixedPage, true, true},
		{"what is not wrong", kindGold{Kind: "both", OK: []string{"article"}}, cutting.ArticlePage, false, true},
		{"running text about the site", kindGold{Kind: "none", Sub: "about"}, cutting.ArticlePage, false, true},
		{"a contact page is no article", kindGold{Kind: "none", Sub: "contact"}, cutting.ArticlePage, false, false},
		{"nothing", kindGold{Kind: "none"}, cutting.NothingPage, true, true},
		{"a feed is never right", kindGold{Kind: "listing"}, cutting.FeedPage, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if s, l := c.gold.right(c.answer); s != c.strict || l != c.lenient {
				t.Errorf("right(%s) = %v, %v; want %v, %v", c.answer, s, l, c.strict, c.lenient)
			}
		})
	}
}

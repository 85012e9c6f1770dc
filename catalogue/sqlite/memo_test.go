package sqlite

import (
	"reflect"
	"testing"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
)

// A search asked again is answered as the first time, whatever was done to that answer, and
// anew after something was added.
func TestSearchesAskedAgain(t *testing.T) {
	c := open(t, t.TempDir(), Options{})
	mustApply(t, c, 0, 20)
	mustSync(t, c)
	ask := func() *catalogue.Result {
		t.Helper()
		res, err := c.Search(ctx, catalogue.Request{Sort: catalogue.ByNewest, Limit: 5, Histogram: "year",
			ByStory: true,
			Facets:  []string{"source", "kind"}})
		if err != nil {
			t.Fatal(err)
		}
		return res
	}
	first, second := ask(), ask()
	if !reflect.DeepEqual(first, second) {
		t.Errorf("asked again:\n%+v\nand\n%+v", second, first)
	}
	if len(c.view.memo.of) == 0 {
		t.Fatal("nothing was kept: this test shows nothing")
	}
	for _, list := range second.Facets {
		list[0].Count = -1
	}
	second.Histogram[0].Count = -1
	if third := ask(); !reflect.DeepEqual(first, third) {
		t.Errorf("after an answer was altered:\n%+v\nand\n%+v", third, first)
	}
	mustApply(t, c, 20, 20)
	mustSync(t, c)
	if later := ask(); later.Total != 2*first.Total {
		t.Errorf("%d cuttings after as many again were added to %d", later.Total, first.Total)
	}
}

// What differs between two searches is in their keys.
func TestKeysOfSearches(t *testing.T) {
	parse := func(text string, now time.Time) *query.Query {
		t.Helper()
		q, err := query.Parse(text, now)
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	now := time.Date(2012, 5, 3, 0, 0, 0, 0, time.UTC)
	requests := map[string]catalogue.Request{
		"everything": {},
		"a word":     {Query: parse("dam", now)},
		"last year":  {Query: parse("date:P1Y", now)},
		"next day":   {Query: parse("date:P1Y", now.AddDate(0, 0, 1))},
		"limit":      {Limit: 5},
		"after":      {After: "x"},
		"facets":     {Facets: []string{"kind"}},
		"histogram":  {Histogram: "year"},
		"by story":   {ByStory: true},
		"own texts":  {Independent: true},
		"choices":    {Choices: map[string][]string{"kind": {"article"}}},
		"others":     {Choices: map[string][]string{"kind": {"teaser"}}},
	}
	seen := map[string]string{}
	for name, req := range requests {
		for _, order := range []catalogue.Sort{catalogue.ByNewest, catalogue.ByOldest} {
			key := (&search{req: &req, order: order}).key()
			if other, ok := seen[key]; ok {
				t.Errorf("%s by %s has the key of %s: %s", name, order, other, key)
			}
			seen[key] = name + " by " + string(order)
		}
	}
}

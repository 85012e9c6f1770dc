package cataloguetest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"cuttings/catalogue"
)

// crowd returns n documents with few distinct dates and scores, so that there are many ties.
func crowd(from, n int) catalogue.Batch {
	var b catalogue.Batch
	for i := from; i < from+n; i++ {
		d := doc(fmt.Sprintf("id-%04d", (i*7919)%10007), "Harbour news",
			strings.Repeat("harbour ", 1+i%3)+strings.Repeat("rope ", i%5)+fmt.Sprint("number", i))
		d.Published = []string{"2011-04-09", "2011", "", "2012-02-02T10:00:00Z"}[i%4]
		b.Pages = append(b.Pages, Page(fmt.Sprintf("crowd-%04d", i), "courier.example",
			day1.Add(time.Duration(i%7)*time.Hour), Sighting(d, 0)))
	}
	return b
}

var orders = []catalogue.Sort{catalogue.ByRelevance, catalogue.ByNewest, catalogue.ByOldest, catalogue.ByAdded}

func paging(t *testing.T, open func(*testing.T) Catalogue) {
	c := open(t)
	apply(t, c, crowd(0, 230))
	for _, q := range []string{"", "harbour", "harbour rope", "kind:article"} {
		for _, order := range orders {
			t.Run(fmt.Sprintf("%q by %s", q, order), func(t *testing.T) {
				want := hitIDs(search(t, c, q, catalogue.Request{Limit: 1000, Sort: order}))
				var got []string
				req := catalogue.Request{Limit: 7, Sort: order}
				for {
					res := search(t, c, q, req)
					if res.Total != len(want) {
						t.Fatalf("total %d, want %d", res.Total, len(want))
					}
					got = append(got, hitIDs(res)...)
					if res.Next == "" {
						break
					}
					req.After = res.Next
				}
				diff(t, "all pages together", want, got)
				bare(t, c, q, catalogue.Request{Limit: 50, Sort: order})
			})
		}
	}
}

func pagingWhileGrowing(t *testing.T, open func(*testing.T) Catalogue) {
	for _, q := range []string{"", "harbour", "harbour OR rope"} {
		for _, order := range orders {
			t.Run(fmt.Sprintf("%q by %s", q, order), func(t *testing.T) {
				c := open(t)
				apply(t, c, crowd(0, 60))
				want := hitIDs(search(t, c, q, catalogue.Request{Limit: 1000, Sort: order}))
				var got []string
				req := catalogue.Request{Limit: 9, Sort: order}
				for n := 60; ; n += 20 {
					res := search(t, c, q, req)
					got = append(got, hitIDs(res)...)
					if res.Next == "" {
						break
					}
					req.After = res.Next
					if n > 200 { // without snapshots the end of the list moves too
						continue
					}
					b := crowd(n, 20)
					// Some existing cuttings are seen again, with longer texts and later dates.
					for i, id := range []string{want[3], want[20], want[50]} {
						d := doc(id, "Harbour news again", strings.Repeat("harbour rope ", 9+n))
						d.Published = "2013-01-01"
						b.Pages = append(b.Pages, Page(fmt.Sprintf("again-%d-%d", n, i), "courier.example",
							day1.AddDate(0, 1, 0), Sighting(d, 0)))
					}
					apply(t, c, b)
				}
				if c.Capabilities().SnapshotPaging {
					diff(t, "all pages together", want, got)
					return
				}
				// Those that nobody changed are there once, in their order, unless the
				// order itself has moved.
				changed := []string{want[3], want[20], want[50]}
				seen := map[string]int{}
				var kept, left []string
				for _, id := range got {
					if seen[id]++; slices.Contains(want, id) && !slices.Contains(changed, id) {
						kept = append(kept, id)
					}
				}
				for _, id := range want {
					if !slices.Contains(changed, id) {
						left = append(left, id)
					}
				}
				if order != catalogue.ByRelevance {
					diff(t, "what nobody changed", left, kept)
				}
			})
		}
	}
}

// bare asks a search for IDs alone: they are those of the hits, and nothing else is given but what
// is counted.
func bare(t *testing.T, c Catalogue, q string, req catalogue.Request) {
	t.Helper()
	whole := search(t, c, q, req)
	req.Bare = true
	got := search(t, c, q, req)
	want := *whole
	want.Hits = []catalogue.Hit{}
	for _, h := range whole.Hits {
		b := catalogue.Hit{Head: catalogue.Head{ID: h.ID}}
		if h.Story != nil {
			b.Story = &catalogue.StoryHit{ID: h.Story.ID, Matches: h.Story.Matches}
		}
		want.Hits = append(want.Hits, b)
	}
	want.Next, got.Next = fmt.Sprint(want.Next != ""), fmt.Sprint(got.Next != "")
	diff(t, "hits without heads", &want, got)
}

package stories_test

import (
	"encoding/json"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
)

// outletPages returns one text in two outlets; one page of the first has no address.
func outletPages() []catalogue.PageReading {
	p := prose{rand.New(rand.NewPCG(3, 3))}
	text := ""
	for _, s := range p.text(12) {
		text += s + " "
	}
	pages := []catalogue.PageReading{
		readingOf(1, item{kind: cutting.Article, source: "the ferry", headline: "Quay closed", text: text,
			date: "2011-04-09"}),
		readingOf(2, item{kind: cutting.Article, source: "ferry.example", page: "https://ferry.example/other",
			headline: "Tug sunk", text: "A tug sank in the harbour and nobody was hurt, says the board."}),
		readingOf(3, item{kind: cutting.Article, source: "ferry.example", page: "https://ferry.example/quay",
			headline: "Quay closed", text: text, date: "2011-04-09"}),
		readingOf(4, item{kind: cutting.Article, source: "post.example", page: "https://post.example/quay",
			headline: "The quay is closed", text: text, date: "2011-04-10"}),
	}
	for i := range pages[:3] {
		pages[i].Page.Names = []cutting.SelfName{{Name: "The Ferry",
			Origins: []cutting.NameOrigin{cutting.StatedName}}}
	}
	return pages
}

// TestOutletsOfStories: a story counts outlets as they are known now, in whatever order
// pages came and decisions were made.
func TestOutletsOfStories(t *testing.T) {
	counts := func(r *runner) map[int]int {
		got := map[int]int{} // outlets of a story → cuttings that have it
		err := r.cat.Rows(ctx, catalogue.StoryStage, "", func(row catalogue.StageRow) bool {
			var v catalogue.StoryRow
			if json.Unmarshal(row.Value, &v) == nil && v.Outlets > 0 {
				got[v.Outlets]++
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	want := ""
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}} {
		r := newRunner(memory.New())
		for _, i := range order {
			r.add(t, outletPages()[i])
		}
		if d := cmp.Diff(map[int]int{2: 3}, counts(r)); d != "" {
			t.Errorf("order %v: outlets (-want +got):\n%s", order, d)
		}
		if got := dump(t, r.cat); want == "" {
			want = got
		} else if got != want {
			t.Errorf("order %v gives another dump", order)
		}
		if order[0] != 0 {
			continue
		}
		decide := func(list ...cutting.OutletDecision) {
			value, _ := json.Marshal(list)
			row := catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.OutletStage,
				Key: catalogue.OutletsKey},
				Of: catalogue.OfStage, Version: 1, Value: value}
			if err := r.cat.Apply(ctx, catalogue.Batch{Rows: []catalogue.StageRow{row}}); err != nil {
				t.Fatal(err)
			}
			r.run(t)
		}
		decide(cutting.OutletDecision{Outlet: "post.example", Into: "ferry.example"})
		if d := cmp.Diff(map[int]int{1: 3}, counts(r)); d != "" {
			t.Errorf("put together (-want +got):\n%s", d)
		}
		decide()
		if dump(t, r.cat) != want {
			t.Error("a decision taken back leaves something")
		}
	}
}

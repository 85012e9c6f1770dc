package fitreading

import (
	"fmt"
	"io"

	"cuttings/internal/score"
	"cuttings/split"
)

// printMissing prints the page when none of its proposed lists has exactly its items, with the
// missing and the extra items of the best one.
func (s *source) printMissing(w io.Writer) {
	if len(s.Gold.Items) == 0 {
		return
	}
	p := s.read(s.html)
	if p == nil {
		return
	}
	_, lists, _ := split.Readings(p)
	best, top, exact := -1, 0.0, false
	var have score.ListingPrediction
	for i := range lists {
		var pred score.ListingPrediction
		for k := range lists[i].Items {
			it := &lists[i].Items[k]
			pred.Items = append(pred.Items, score.ListingItem{Title: it.Headline.In(p.Text), URL: it.URL})
		}
		var acc score.Listing
		f, all := acc.Add(s.Gold, pred, false)
		if best < 0 || f > top || all {
			best, top, exact, have = i, f, all, pred
		}
		if all {
			break
		}
	}
	if exact {
		return
	}
	fmt.Fprintf(w, "%s: of %d lists none is right; list %d is best, item F1 %.3f, %d items for %d\n", s.key(),
		len(lists), best, top, len(have.Items), len(s.Gold.Items))
	for _, x := range s.Gold.Items {
		if !titled(have.Items, x.Title) {
			fmt.Fprintf(w, "    lacks %q %s\n", x.Title, x.URL)
		}
	}
	for _, x := range have.Items {
		if !titled(s.Gold.Items, x.Title) {
			fmt.Fprintf(w, "    more  %q %s\n", x.Title, x.URL)
		}
	}
}

func titled(items []score.ListingItem, title string) bool {
	for i := range items {
		if items[i].Title == title {
			return true
		}
	}
	return false
}

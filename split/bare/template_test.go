package bare

import (
	"slices"
	"testing"
)

// posts is a page of four posts with a heading inside the second one.
var posts = []string{
	"Blog",
	"The crane that nobody wanted", "Posted by Ada at 11:43 PM in Harbour", "It stood on the quay for years.",
	"A quay and a vote", "Posted by Ada at 10:12 AM in Harbour", "The board met twice in the winter.",
	"What was said", "Nobody spoke for the crane.",
	"Ferry fares rise", "Posted by Ada at 9:05 AM in Harbour", "From May on a crossing costs more.",
	"The lamps of the mole", "Posted by Ada at 8:50 AM in Harbour", "Two of nine are lit.",
	"Older posts",
}

func TestItemsAgreeWithTheirTemplate(t *testing.T) {
	_, v := viewOf(t, posts...)
	right, withHeading, lost := []int{1, 4, 9, 12}, []int{1, 4, 7, 9, 12}, []int{1, 4, 12}
	mean := func(at []int) float32 { return v.templateOf(at).features()[0] }
	if got := mean(right); got != 1 {
		t.Errorf("the items are %.2f complete, want all of it", got)
	}
	if got := mean(withHeading); got >= 1 {
		t.Errorf("with a heading inside a post the items are %.2f complete", got)
	}
	doubled := func(at []int) float32 { return v.templateOf(at).features()[3] }
	if r, l := doubled(right), doubled(lost); l <= r {
		t.Errorf("roles that items have twice: %.2f with a headline lost, %.2f without", l, r)
	}
	if got := v.templateOf([]int{1}).features(); len(got) != len(v.templateOf(right).features()) {
		t.Errorf("a single item has %d features", len(got))
	}
}

func TestLinesThatWouldBeginAnItem(t *testing.T) {
	_, v := viewOf(t, posts...)
	tm := v.templateOf([]int{1, 4, 9, 12})
	heading := tm.lineFeatures(7, 2, false)
	headline := tm.lineFeatures(4, 1, true)
	if headline[0] != 1 || headline[1] != 1 {
		t.Errorf("a headline begins %.2f of an item behind %.2f of one, want whole ones", headline[0], headline[1])
	}
	if heading[0] >= headline[0] || heading[1] != 1 {
		t.Errorf("a heading inside a post begins %.2f of an item behind %.2f of one", heading[0], heading[1])
	}
	missed := v.templateOf([]int{1, 9, 12}).lineFeatures(4, 1, false)
	if missed[0] != 1 || missed[1] != 1 {
		t.Errorf("a missed headline begins %.2f of an item behind %.2f of one", missed[0], missed[1])
	}
}

func TestNamesAndEndsOfLists(t *testing.T) {
	_, v := viewOf(t, posts...)
	var names, onwards []int
	for i := range v.lines {
		if v.lines[i].form&listName != 0 {
			names = append(names, i)
		}
		if v.lines[i].form&onward != 0 {
			onwards = append(onwards, i)
		}
	}
	if !slices.Equal(names, []int{0}) || !slices.Equal(onwards, []int{15}) {
		t.Errorf("names of lists at %v, further pages at %v", names, onwards)
	}
	x := v.boundaryFeatures([]int{1, 4, 9, 12})
	if want := []float32{1, 0, 3, 0}; !slices.Equal(x[1:], want) {
		t.Errorf("list between %v, want %v", x[1:], want)
	}
	if x := v.boundaryFeatures([]int{0, 15}); x[2] != 1 || x[4] != 1 {
		t.Errorf("a list that takes its name and the link behind it has %v inside", x)
	}
}

func TestHeadlinesBehindWhatEndsItems(t *testing.T) {
	lines := []string{
		"29 October 2005", "The lamps of the mole", "Two of nine are lit.", "Posted by Ada at 11:43 PM",
		"*poof*", "Gone with the tide.", "Posted by Ada at 12:28 PM",
		"28 October 2005", "Long live the crane", "It stands again.", "Posted by Ada at 2:15 AM",
		"Search this site",
	}
	_, v := viewOf(t, lines...)
	p := make([]float32, len(lines))
	for _, i := range []int{1, 4, 8} {
		p[i] = 0.4
	}
	for k := range v.anchors.keys {
		for _, at := range v.behindAnchors(k, p) {
			if slices.Equal(at, []int{1, 4, 8}) {
				return
			}
		}
	}
	t.Error("no reading begins items behind the lines that end them")
}

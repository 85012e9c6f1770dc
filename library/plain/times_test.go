package plain

import (
	"slices"
	"strings"
	"testing"
)

func TestTimesInTheirOrder(t *testing.T) {
	values := []string{"1990-02", "1990-FA", "199X", "1990-SP", "1990-Q3", "1991-WI", "1989-12-31", "1990-H2", "1992"}
	slices.SortStableFunc(values, func(a, b string) int { return strings.Compare(TimeBegins(a), TimeBegins(b)) })
	var words []string
	for _, v := range values {
		words = append(words, Time(v))
	}
	const want = "31 December 1989; 1990s; February 1990; spring 1990; third quarter of 1990; second half of 1990; " +
		"autumn 1990; winter 1991; 1992"
	if got := strings.Join(words, "; "); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

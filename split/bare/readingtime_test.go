package bare

import (
	"testing"

	"cuttings/page"
	"cuttings/split/dates"
)

// A line of a date, a reading time and a name is no headline, however much it looks like its neighbours.
func TestReadingTimesAreNoHeadlines(t *testing.T) {
	text := "Gulls on the market hall\n\nJanuary 9, 2025 · 8 min · Ada Fern\n\nA pier for the town\n\n" +
		"Mar 5, 2025 - 2 min read\n\n" +
		"A 5 min read of the harbour's books shows who paid for the pier\n\nLesezeit: 4 Minuten\n\n"
	p, err := page.Read([]byte(text), page.Options{Form: page.Text})
	if err != nil {
		t.Fatal(err)
	}
	ls := readLines(p, dates.Unknown, nil)
	for i, want := range []bool{true, false, true, false, true, false} {
		if ls[i].isTitleLike() != want {
			t.Errorf("%q like a headline: %v, want %v", ls[i].text, !want, want)
		}
	}
}

package pages

import (
	"testing"
	"time"

	"cuttings/library"
)

// TestSpreadByDay: where a day is all that is known of one member, no other of that day is
// drawn after it; where all are known to the minute, each has its place.
func TestSpreadByDay(t *testing.T) {
	at := func(value, layout string) *member {
		when, err := time.Parse(layout, value)
		if err != nil {
			t.Fatal(err)
		}
		m := &library.Member{Since: library.Since{Time: when, Sure: library.Stated, Value: value}}
		return &member{Member: m}
	}
	for _, tt := range []struct {
		name string
		all  []*member
		same bool
	}{
		{"one by its day", []*member{at("2013-02-18T12:05:00+01:00", time.RFC3339), at("2013-02-18", time.DateOnly),
			at("2013-02-20", time.DateOnly)}, true},
		{"all to the minute", []*member{at("2013-02-18T12:05:00+01:00", time.RFC3339),
			at("2013-02-18T18:00:00+01:00", time.RFC3339), at("2013-02-20T10:00:00Z", time.RFC3339)}, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newSpread(tt.all, len(tt.all))
			if c == nil || len(c.Dots) != 3 {
				t.Fatalf("the chart is %+v", c)
			}
			if same := c.Dots[0].X == c.Dots[1].X; same != tt.same || c.Dots[1].X == c.Dots[2].X {
				t.Errorf("drawn at %s, %s, %s", c.Dots[0].X, c.Dots[1].X, c.Dots[2].X)
			}
		})
	}
}

// TestSpreadCountsWhatItLeavesOut: of a large story the first members are drawn, and the chart gives both
// counts.
func TestSpreadCountsWhatItLeavesOut(t *testing.T) {
	var all []*member
	for i := range spreadMost + 10 {
		at := time.Date(2018, 1, 1+i, 0, 0, 0, 0, time.UTC)
		all = append(all, &member{Member: &library.Member{Since: library.Since{Time: at, Sure: library.Stated,
			Value: at.Format(time.DateOnly)}}})
	}
	if c := newSpread(all, 300); c.Drawn != spreadMost || c.All != 300 || len(c.Dots) != spreadMost {
		t.Errorf("%d of %d are told, %d drawn", c.Drawn, c.All, len(c.Dots))
	}
	if c := newSpread(all[:5], 5); c.Drawn != 0 {
		t.Errorf("%d told of a small story", c.Drawn)
	}
}

package pages

import (
	"slices"
	"testing"

	"cuttings/catalogue"
)

func TestChart(t *testing.T) {
	counts := func(v ...any) (out []catalogue.Count) {
		for i := 0; i < len(v); i += 2 {
			out = append(out, catalogue.Count{Value: v[i].(string), Count: v[i+1].(int)})
		}
		return out
	}
	for name, c := range map[string]struct {
		counts                       []catalogue.Count
		period                       string
		bars, peak, und, beside, tot int
		drawn                        string
	}{
		"gaps are drawn":               {counts("", 3, "2011-01", 2, "2011-04", 5), "month", 4, 5, 3, 0, 7, "month"},
		"one bar":                      {counts("2011", 1), "year", 1, 1, 0, 0, 1, "year"},
		"nothing dated":                {counts("", 3), "year", 0, 0, 3, 0, 0, "year"},
		"nothing at all":               {nil, "year", 0, 0, 0, 0, 0, "year"},
		"less precise than the period": {counts("2011", 2, "2011-03", 1), "month", 1, 1, 0, 2, 1, "month"},
		"too many months go to years": {counts("1900-01", 1, "1900-02", 1, "2011-04", 1), "month", 112, 2, 0, 0, 3,
			"year"},
		"too many days go to months": {counts("2009-01-01", 1, "2011-04-01", 2, "2011-04-02", 2), "day", 28, 4, 0,
			0, 5, "month"},
		"a year beyond all others": {counts("", 4, "0001", 1, "2010", 2, "2011", 3), "year", 2, 3, 4, 1, 5,
			"year"},
		"nothing but nonsense for date": {counts("soon", 1), "day", 0, 0, 0, 1, 0, "day"},
	} {
		t.Run(name, func(t *testing.T) {
			got := newChart(c.counts, c.period, "", func(v string) string { return v })
			if len(got.Bars) != c.bars || got.Peak != c.peak || got.Undated != c.und || got.Beside != c.beside ||
				got.Total != c.tot || got.Period != c.drawn {
				t.Errorf("bars %d, peak %d, undated %d, beside %d, total %d, by %s", len(got.Bars), got.Peak,
					got.Undated, got.Beside, got.Total, got.Period)
			}
			sum := 0
			for _, b := range got.Bars {
				sum += b.Count
				if b.Y+b.H > chartHeight || b.H < 0 || (b.Count > 0) != (b.H > 0) || (b.Count > 0) != (b.Href != "") {
					t.Errorf("a bar out of place: %+v", b)
				}
			}
			if sum != c.tot {
				t.Errorf("the bars hold %d of %d", sum, c.tot)
			}
		})
	}
}

// Independent texts are a part of their bar, at any period.
func TestChartIndependent(t *testing.T) {
	counts := []catalogue.Count{{Value: "2011-01-03", Count: 4, Independent: 1}, {Value: "2011-01-20", Count: 6,
		Independent: 4}, {Value: "2013-06-01", Count: 5, Independent: 5}, {Value: "2013-07-01", Count: 1}}
	for period, want := range map[string][][3]int{
		"day":   {{10, 5, 50}, {5, 5, 50}, {1, 0, 0}}, // so many days that months are drawn
		"month": {{10, 5, 50}, {5, 5, 50}, {1, 0, 0}},
		"year":  {{10, 5, 50}, {6, 5, 50}},
	} {
		in := counts
		if period != "day" {
			in = coarser(in, "day")
		}
		if period == "year" {
			in = coarser(in, "month")
		}
		var got [][3]int
		for _, b := range newChart(in, period, "", func(v string) string { return v }).Bars {
			if b.Count == 0 {
				continue
			}
			got = append(got, [3]int{b.Count, b.Independent, b.OwnH})
			if b.OwnH > b.H || b.OwnH > 0 && b.OwnY+b.OwnH != chartHeight {
				t.Errorf("%s: part of a bar out of place: %+v", period, b)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("by %s: %v, want %v", period, got, want)
		}
	}
}

func TestPeriodFor(t *testing.T) {
	for _, c := range []struct{ first, last, want string }{
		{"2011-04-01", "2011-05-20", "day"}, {"2011-04", "2012-04", "month"}, {"2001", "2012-04-01T10:00:00Z", "year"},
		{"", "", "year"}, {"2011", "2011", "day"},
	} {
		if got := periodFor(c.first, c.last); got != c.want {
			t.Errorf("periodFor(%q, %q) = %s, want %s", c.first, c.last, got, c.want)
		}
	}
}

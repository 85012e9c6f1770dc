package pages

import (
	"strconv"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// chart is a bar chart over time, ready to draw as SVG: heights and positions in percent of the available
// space.
type chart struct {
	Period string // "year", "month", "day"
	Bars   []bar
	Ticks  []tick
	Peak   int
	PeakAt string // words
	From   string
	To     string
	// Undated is the number of cuttings without a date, which have their own search; Beside the number of those
	// dated less precisely than the period, or so early that their years are not drawn.
	Undated     int
	UndatedHref string
	Beside      int
	Total       int // dated
	// All is the number of cuttings of the search, dated or not, Independent of those with a text of their own.
	All, Independent int
	// Few reports that the chart has too few bars to be worth drawing.
	Few bool
}

type bar struct {
	X, W  string  // percent of the width
	at    float64 // X as a number
	Y, H  int     // percent of the height
	Value string
	Label string
	Count int
	// Independent is the number of cuttings with a text of their own, OwnY and OwnH their part of the bar, which is
	// 0 where all cuttings of the chart have one.
	Independent, OwnY, OwnH int
	Words                   string // its label and counts
	Href                    string // "" for an empty bar
	On                      bool   // the search is narrowed to it
}

// tick is a label under the chart.
type tick struct {
	X     string // percent of the width
	Label string
	End   bool // so near the right edge that the label ends at X
}

const (
	chartHeight = 100 // percent of the plot
	fewestBars  = 3   // with fewer, labels show as much
	widestSlot  = 4.0 // percent of the width one bar may take with its gap
	maxBars     = 400 // with more, the next coarser period is drawn
)

var periodLayouts = map[string]string{"year": "2006", "month": "2006-01", "day": "2006-01-02"}

func step(t time.Time, period string) time.Time {
	switch period {
	case "year":
		return t.AddDate(1, 0, 0)
	case "month":
		return t.AddDate(0, 1, 0)
	}
	return t.AddDate(0, 0, 1)
}

func periodName(t time.Time, period string) string {
	return plain.Date(cutting.Date{Value: t.Format(periodLayouts[period])})
}

// periodFor returns the period for a chart of dates from first to last (ISO, at any precision): days up to
// three months, months up to eight years, else years.
func periodFor(first, last string) string {
	a, okA := parsePeriod(first)
	b, okB := parsePeriod(last)
	if !okA || !okB {
		return "year"
	}
	switch days := b.Sub(a).Hours() / 24; {
	case days <= 92:
		return "day"
	case days <= 8*366:
		return "month"
	}
	return "year"
}

// parsePeriod parses the calendar part of an ISO date at any precision.
func parsePeriod(v string) (time.Time, bool) {
	if len(v) > 10 {
		v = v[:10]
	}
	for _, layout := range periodLayouts {
		if t, err := time.Parse(layout, v); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// newChart returns the chart of a histogram. href returns the address of the search narrowed to a period; on is
// the period the search is narrowed to.
func newChart(counts []catalogue.Count, period, on string, href func(value string) string) *chart {
	c := &chart{Period: period, UndatedHref: href(query.NoDate)}
	byValue := map[string]catalogue.Count{}
	var first, last time.Time
	for _, n := range counts {
		t, err := time.Parse(periodLayouts[period], n.Value)
		if err != nil {
			if n.Value == "" {
				c.Undated += n.Count
			} else {
				c.Beside += n.Count
			}
			continue
		}
		if c.Total == 0 || t.Before(first) {
			first = t
		}
		if c.Total == 0 || t.After(last) {
			last = t
		}
		both := byValue[n.Value]
		byValue[n.Value] = catalogue.Count{Count: both.Count + n.Count, Independent: both.Independent + n.Independent}
		c.Total += n.Count
		if n.Count > c.Peak {
			c.Peak, c.PeakAt = n.Count, periodName(t, period)
		}
	}
	if c.Peak == 0 {
		return c
	}
	n := 0
	for t := first; !t.After(last); t = step(t, period) {
		if n++; n > maxBars {
			return newChart(coarser(counts, period), coarserPeriod(period), on, href)
		}
	}
	dated, texts := 0, 0
	for _, n := range byValue {
		dated, texts = dated+n.Count, texts+n.Independent
	}
	slot := min(widestSlot, 100/float64(n))
	gap := 0.2
	if n > 60 {
		gap = 0.1
	}
	x := 0.0
	for t := first; !t.After(last); t = step(t, period) {
		value := t.Format(periodLayouts[period])
		b := bar{X: percent(x), at: x, W: percent(slot * (1 - gap)), Value: value, Label: periodName(t, period),
			Count: byValue[value].Count, Independent: byValue[value].Independent, On: value == on, Y: chartHeight}
		if b.Count > 0 {
			b.H = max(2, b.Count*chartHeight/c.Peak)
			b.Y = chartHeight - b.H
			b.Words = b.Label + ": " + plain.Count(b.Count)
			if b.Independent < b.Count {
				b.Words = b.Label + ": " + plain.Plural(b.Count, "cutting", "cuttings") + ", " +
					plain.Plural(b.Independent, "independent text", "independent texts")
			}
			if texts < dated && b.Independent > 0 {
				b.OwnH = max(1, b.H*b.Independent/b.Count)
				b.OwnY = chartHeight - b.OwnH
			}
			b.Href = href(value)
		}
		c.Bars = append(c.Bars, b)
		x += slot
	}
	c.Few = countBars(c.Bars) < fewestBars
	c.From, c.To = c.Bars[0].Label, c.Bars[len(c.Bars)-1].Label
	c.Ticks = ticks(c.Bars, first, period)
	return c
}

// countBars returns the number of bars that are not empty.
func countBars(bars []bar) int {
	n := 0
	for _, b := range bars {
		if b.Count > 0 {
			n++
		}
	}
	return n
}

func percent(v float64) string { return strconv.FormatFloat(v, 'f', 3, 64) + "%" }

func rem(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) + "rem" }

func coarserPeriod(period string) string {
	if period == "day" {
		return "month"
	}
	return "year"
}

// coarser returns the counts added up to the next coarser period. Years have none: those more than maxBars
// before the latest are left out.
func coarser(counts []catalogue.Count, period string) []catalogue.Count {
	if period == "year" {
		latest := counts[len(counts)-1].Value
		lim := 0
		if y, err := strconv.Atoi(latest); err == nil {
			lim = y - maxBars + 1
		}
		out := []catalogue.Count{}
		for _, c := range counts {
			if y, err := strconv.Atoi(c.Value); err == nil && y < lim {
				c.Value = "earlier"
			}
			out = append(out, c)
		}
		return out
	}
	n := len(periodLayouts[coarserPeriod(period)])
	sums := map[string]catalogue.Count{}
	var order []string
	for _, c := range counts {
		v := c.Value
		if len(v) > n {
			v = v[:n]
		}
		if _, seen := sums[v]; !seen {
			order = append(order, v)
		}
		sums[v] = catalogue.Count{Value: v, Count: sums[v].Count + c.Count,
			Independent: sums[v].Independent + c.Independent}
	}
	out := make([]catalogue.Count, 0, len(order))
	for _, v := range order {
		out = append(out, sums[v])
	}
	return out
}

// ticks returns the labels of the chart: at most eight, evenly spread.
func ticks(bars []bar, first time.Time, period string) []tick {
	every := max(1, (len(bars)+7)/8)
	if len(bars) < 25 { // narrow slots from the left: a label is wider than a bar
		every = max(every, 3)
	}
	layout := map[string]string{"year": "2006", "month": "Jan 2006", "day": "2 Jan"}[period]
	var out []tick
	t := first
	for i, b := range bars {
		if i%every == 0 {
			out = append(out, tick{b.X, t.Format(layout), b.at > 90})
		}
		t = step(t, period)
	}
	return out
}

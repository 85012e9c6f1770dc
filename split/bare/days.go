package bare

import (
	"slices"

	"cuttings/split/words"
)

// dayHeadings returns, for each headline, the line before it that is a day and nothing else, -1 for
// none, where such lines head the items below them; nil where they do not. They head items when one
// is before the first headline, not before all of them, and none ends the last item.
func (c *cutter) dayHeadings() []int {
	days := make([]int, len(c.heads))
	n := 0
	for j, h := range c.heads {
		days[j] = -1
		if h > 0 && c.dayLine(h-1) && (j == 0 || h-1 > c.heads[j-1]) {
			days[j] = h - 1
			n++
		}
	}
	last := c.heads[len(c.heads)-1]
	end := c.itemEnd(len(c.heads)-1, 0)
	if n < 2 || days[0] < 0 || n == len(c.heads) || slices.ContainsFunc(c.lines[last+1:end],
		func(l line) bool { return l.form&datePure != 0 }) {
		return nil
	}
	return days
}

// dayLine reports whether a line is a day and nothing else.
func (c *cutter) dayLine(i int) bool {
	const day = len("2006-01-02")
	return c.lines[i].form&datePure != 0 && len(c.lines[i].date.Date.Value) >= day
}

// withoutTitle drops the first headline where it is the title of a list of dated titles: "Archives
// for the harbour" above lines that are a day and a headline by turns.
func (c *cutter) withoutTitle() {
	if len(c.heads) < 4 || words.ListTitle(c.lines[c.heads[0]].text) < 2 {
		return
	}
	for j := 1; j < len(c.heads); j++ {
		if c.heads[j] != c.heads[j-1]+2 || !c.dayLine(c.heads[j]-1) {
			return
		}
	}
	if last := c.heads[len(c.heads)-1]; last+1 < len(c.lines) && c.dayLine(last+1) {
		return
	}
	c.heads = c.heads[1:]
}

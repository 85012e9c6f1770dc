package fitbare

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"cuttings/page"
)

// variantWeight is the weight of a varied page, relative to the original.
const variantWeight = 0.3

// variants makes n variants of each page with a list: some of its items, without its dates or
// texts, with a date in the headline's line, between another page's menus and footers. The same
// pages and seed give the same variants.
func variants(of []*sample, n int, seed uint64) []*sample {
	r := rand.New(rand.NewPCG(seed, 11))
	var real, out []*sample
	for _, s := range of {
		if !s.synthetic && s.variantOf == nil && len(s.gold) > 0 {
			real = append(real, s)
		}
	}
	if len(real) == 0 {
		return nil
	}
	for _, s := range real {
		for range n {
			lines, heads := s.varied(r, real)
			p, err := page.Read([]byte(strings.Join(lines, "\n\n")), page.Options{Form: page.Text})
			if err != nil || len(p.Blocks) != len(lines) || len(heads) == 0 {
				continue // a line that is dropped on reading would shift the answers
			}
			gold := map[int]bool{}
			for _, h := range heads {
				gold[h] = true
			}
			v := newSample(s.site, fmt.Sprintf("%s, varied", s.path), p, gold)
			v.variantOf = s
			out = append(out, v)
		}
	}
	return out
}

// outline is a page in pieces: what precedes its first headline, the lines from each headline up to
// the next, and what follows the last item.
type outline struct {
	head  []string
	items [][]string
	foot  []string
}

func (s *sample) outline() outline {
	var at []int
	for i := range s.lines {
		if s.gold[i] {
			at = append(at, i)
		}
	}
	o := outline{head: s.lines[:at[0]]}
	var gaps []int
	for j, h := range at {
		end := len(s.lines)
		if j+1 < len(at) {
			end = at[j+1]
			gaps = append(gaps, end-h)
		} else if len(gaps) > 0 {
			slices.Sort(gaps)
			end = min(end, h+gaps[len(gaps)/2])
		}
		o.items = append(o.items, slices.Clone(s.lines[h:end]))
		if j+1 == len(at) {
			o.foot = s.lines[end:]
		}
	}
	return o
}

// varied returns a variant of the page, and its headlines' lines.
func (s *sample) varied(r *rand.Rand, others []*sample) (lines []string, heads []int) {
	o := s.outline()
	n := len(o.items)
	if n > 2 && r.Float64() < 0.6 {
		keep := 2 + r.IntN(n-1)
		if r.Float64() < 0.1 {
			keep = 1
		}
		for len(o.items) > keep {
			// Remove items as a whole, so that the rest is as regular.
			k := r.IntN(len(o.items))
			o.items = slices.Delete(o.items, k, k+1)
		}
	}
	if r.Float64() < 0.35 {
		o.dropLine(r)
	}
	if r.Float64() < 0.2 {
		o.dropTexts()
	}
	if r.Float64() < 0.15 {
		o.joinLine(r)
	}
	if r.Float64() < 0.35 {
		if b := others[r.IntN(len(others))]; b.site != s.site {
			o.graft(b.outline(), r)
		}
	}
	if r.Float64() < 0.4 {
		if b := others[r.IntN(len(others))]; b.site != s.site {
			p := b.outline()
			o.head = append(slices.Clone(p.head[:max(len(p.head)-2, 0)]), o.head[max(len(o.head)-3, 0):]...)
		}
	}
	if r.Float64() < 0.4 {
		if b := others[r.IntN(len(others))]; b.site != s.site {
			o.foot = append(slices.Clone(o.foot[:min(len(o.foot), 2)]), b.outline().foot...)
		}
	}
	lines = append(lines, o.head...)
	for _, it := range o.items {
		heads = append(heads, len(lines))
		lines = append(lines, it...)
	}
	return append(lines, o.foot...), heads
}

// isShort reports whether a line is one that may be added to or removed from items.
func isShort(s string) bool { return len([]rune(s)) <= 60 }

// dropLine removes the line at one place from all items.
func (o *outline) dropLine(r *rand.Rand) {
	k := 1 + r.IntN(4)
	n := 0
	for _, it := range o.items {
		if len(it) > k && isShort(it[k]) {
			n++
		}
	}
	if n*10 < len(o.items)*8 {
		return
	}
	for j, it := range o.items {
		if len(it) > k && isShort(it[k]) {
			o.items[j] = slices.Delete(it, k, k+1)
		}
	}
}

// graft gives each item a line that most items of another page have at one place, a date, a category, a
// byline: before its headline, behind it, or at its end.
func (o *outline) graft(from outline, r *rand.Rand) {
	k := 1 + r.IntN(4)
	if r.Float64() < 0.3 {
		k = -1 // the last line of the items, which may stand before the next headline
	}
	var lines []string
	for _, it := range from.items {
		at := k
		if k < 0 {
			at = len(it) - 1
		}
		if at > 0 && at < len(it) && isShort(it[at]) {
			lines = append(lines, it[at])
		}
	}
	if len(lines) < 2 || len(lines)*10 < len(from.items)*8 {
		return
	}
	place := r.IntN(3)
	for j := range o.items {
		l := lines[j%len(lines)]
		switch {
		case place == 0 && j == 0:
			o.head = append(slices.Clone(o.head), l)
		case place == 0:
			o.items[j-1] = append(o.items[j-1], l)
		case place == 1:
			o.items[j] = slices.Insert(slices.Clone(o.items[j]), 1, l)
		default:
			o.items[j] = append(o.items[j], l)
		}
	}
}

// dropTexts removes all running text from the items, if something is left.
func (o *outline) dropTexts() {
	for j, it := range o.items {
		head := it[0]
		rest := slices.DeleteFunc(slices.Clone(it[1:]), func(l string) bool { return len([]rune(l)) > 90 })
		o.items[j] = append([]string{head}, rest...)
	}
}

// joinLine joins each headline with the short line after it.
func (o *outline) joinLine(r *rand.Rand) {
	joint := pick(r, []string{" ", " – ", " | ", " · ", ", "})
	before := r.Float64() < 0.4
	n := 0
	for _, it := range o.items {
		if len(it) > 1 && isShort(it[1]) && strings.ContainsAny(it[1], "0123456789") {
			n++
		}
	}
	if n < len(o.items) {
		return
	}
	for j, it := range o.items {
		l := it[0] + joint + it[1]
		if before {
			l = it[1] + joint + it[0]
		}
		o.items[j] = append([]string{l}, it[2:]...)
	}
}

package bare

import (
	"math"
	"slices"

	"cuttings/split/boost"
)

// amendNames are the features for classifying a line again, given the reading chosen for the page.
var amendNames = withoutSpaces([]string{"taken", "p", "p before", "p after", "p least taken", "p mean taken",
	"headlines",
	"same look", "same class", "same before", "same after", "same date", "same begin", "same ending", "same opening",
	"width", "width off", "words", "words off", "gap before", "gap after", "gap usual", "gap off", "gap spread",
	"before first", "behind last", "text after", "text after taken", "familiar", "strange", "repeats", "rail head",
	"box head", "class", "class before", "class after", "rank", "left over half", "lost", "adjacent",
	"caps", "caps off", "item complete", "item before complete", "template roles", "both complete",
	"from list name", "from onward", "to onward"})

// leastAmended is the lowest probability of a line that is classified again.
const leastAmended = 0.02

// amendRows returns the lines that are classified again when the page is read with headlines at the
// given lines, with their features.
func (v *view) amendRows(at []int, p []float32) (lines []int, x [][]float32) {
	k := float32(max(len(at), 1))
	in := make([]bool, len(v.lines))
	looks := map[classPattern]int{}
	var class, before, after, date, begin, ending, opening [256]int
	var widths, wordsIn, sum, texts, caps float64
	least := float32(1)
	for _, i := range at {
		in[i] = true
		l := &v.lines[i]
		looks[v.lookOf(i)]++
		class[l.class]++
		before[v.anchors.class(i-1)]++
		after[v.anchors.class(i+1)]++
		date[l.dateAt]++
		begin[min(l.sameWords[0], 1)]++
		ending[l.ending]++
		opening[l.opening]++
		widths += float64(l.width) / float64(k)
		wordsIn += float64(l.words) / float64(k)
		caps += float64(l.caps) / float64(k)
		sum += float64(p[i]) / float64(k)
		least = min(least, p[i])
		texts += float64(v.textAfter(i)) / float64(k)
	}
	var gaps []int
	for j := 1; j < len(at); j++ {
		gaps = append(gaps, at[j]-at[j-1])
	}
	usual, spread := float32(0), float32(0)
	if len(gaps) > 0 {
		sorted := slices.Clone(gaps)
		slices.Sort(sorted)
		usual = float32(sorted[len(sorted)/2])
		for _, g := range gaps {
			spread += float32(math.Abs(float64(g)-float64(usual))) / usual / float32(len(gaps))
		}
	}
	sorted := slices.Clone(p)
	slices.Sort(sorted)
	over := 0
	for i, q := range p {
		if !in[i] && q > 0.5 {
			over++
		}
	}
	lost := float32(lostOdds(at, p))
	chance := func(i int) float32 {
		if i < 0 || i >= len(p) {
			return 0
		}
		return p[i]
	}
	// A line is compared with the others, without itself.
	share := func(n int, own bool) float32 {
		if own {
			return float32(n-1) / max(k-1, 1)
		}
		return float32(n) / k
	}
	t := v.templateOf(at)
	j := 0 // headlines before line i
	for i := range v.lines {
		v.stop.Step(i)
		if in[i] {
			j++
		}
		if !in[i] && p[i] < leastAmended {
			continue
		}
		l := &v.lines[i]
		prev, next := float32(60), float32(60)
		earlier := j
		if in[i] {
			earlier--
		}
		if earlier > 0 {
			prev = float32(min(i-at[earlier-1], 60))
		}
		if j < len(at) {
			next = float32(min(at[j]-i, 60))
		}
		first, last := float32(0), float32(0)
		if len(at) > 0 {
			first = float32(min(max(at[0]-i, 0), 60))
			last = float32(min(max(i-at[len(at)-1], 0), 60))
		}
		own := in[i]
		adjacent := float32(0)
		if prev == 1 || next == 1 {
			adjacent = 1
		}
		rank, _ := slices.BinarySearch(sorted, p[i])
		tf := t.lineFeatures(i, earlier, own)
		lines = append(lines, i)
		x = append(x, []float32{indicator(own), p[i], chance(i - 1), chance(i + 1), least, float32(sum),
			float32(len(at)),
			share(looks[v.lookOf(i)], own), share(class[l.class], own), share(before[v.anchors.class(i-1)], own),
			share(after[v.anchors.class(i+1)], own), share(date[l.dateAt], own), share(begin[min(l.sameWords[0], 1)],
				own),
			share(ending[l.ending], own), share(opening[l.opening], own), float32(l.width),
			float32(float64(l.width) - widths), float32(l.words), float32(float64(l.words) - wordsIn), prev, next,
			usual, min(abs(prev-usual), abs(next-usual)), spread, first, last, v.textAfter(i), float32(texts),
			v.familiar[i], v.strange[i], float32(min(l.repeats, 10)), formIndicator(l.form, railHead),
			formIndicator(l.form, boxHead),
			classRank(l.class), classRank(v.anchors.class(i - 1)), classRank(v.anchors.class(i + 1)),
			float32(len(p) - rank), float32(over), lost, adjacent,
			l.caps, abs(l.caps - float32(caps)), tf[0], tf[1], tf[2], tf[3], v.since['l'][i], v.since['o'][i],
			v.until['o'][i]})
	}
	return lines, x
}

// reclassify returns the reading that f's classification of the lines gives, and the log-likelihood of
// the given reading.
func (v *view) reclassify(f *boost.Forest, at []int, p []float32) (made []int, agrees float64) {
	lines, x := v.amendRows(at, p)
	j := 0
	for k, i := range lines {
		v.stop.Step(k)
		s := float64(f.Score(x[k]))
		if s > 0 {
			made = append(made, i)
		}
		if j < len(at) && at[j] == i {
			j++
		} else {
			s = -s
		}
		agrees -= math.Log1p(math.Exp(-s))
	}
	return made, agrees
}

// textAfter returns the amount of running text shortly after line i.
func (v *view) textAfter(i int) float32 {
	n := 0
	for k := i + 1; k < min(i+5, len(v.lines)); k++ {
		if c := v.lines[k].class; c == 'P' || c == 'q' {
			n += v.lines[k].width
		}
	}
	return float32(min(n, 2000))
}

func indicator(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

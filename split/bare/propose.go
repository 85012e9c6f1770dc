package bare

import (
	"cmp"
	"slices"
)

// Origins of readings; see readings and proposals.
const (
	fromChances  = 1  // lines above a threshold of the second pass
	fromBreak    = 2  // the same up to a break
	fromAnchor   = 3  // at a fixed distance from recurring lines
	fromLikely   = 4  // the likelier of these
	fromBoth     = 5  // these and lines above a threshold
	fromLike     = 6  // lines with the same surroundings
	fromRun      = 7  // a run of short lines, as in lists of titles
	fromDated    = 8  // lines that begin, or end, with a date
	fromAmending = 9  // another reading with a line more or less
	fromJudging  = 10 // from classifying the lines of another reading again
	fromFooter   = 11 // the next headline-like line behind recurring ones
)

// run is a range of lines [from, to) that are headlines by their form, with at most dates and
// numbers between.
type run struct {
	heads []int
	sum   float32
}

// maxRuns and maxAmended bound the readings of their kind; pages of more than mostAmended lines get
// no amended readings, as each takes memory per headline.
const (
	maxRuns     = 12
	maxAmended  = 10
	mostAmended = 3000
)

// titleRuns returns the likeliest runs of short lines: lists of titles only, with dates or numbers of
// groups between.
func (v *view) titleRuns(p []float32) [][]int {
	var all []run
	var cur run
	end := func() {
		if len(cur.heads) >= 2 && cur.sum >= 0.1 {
			all = append(all, cur)
		}
		cur = run{}
	}
	for i := range v.lines {
		l := &v.lines[i]
		switch {
		case l.form&(railHead|boxHead|paging|share|address) != 0 || l.class == 'P' && l.dateAt != dateBegins:
			end()
		case l.isTitleLike() && l.words >= 2:
			cur.heads = append(cur.heads, i)
			cur.sum += p[i]
		case l.form&(datePure|numeric|constant|comments|byline|filing|mark) != 0 || l.class == 's':
		default:
			end()
		}
	}
	end()
	slices.SortStableFunc(all, func(a, b run) int { return cmp.Compare(b.sum, a.sum) })
	var out [][]int
	for _, r := range all[:min(len(all), maxRuns)] {
		out = append(out, r.heads)
		if len(r.heads) > 2 {
			out = append(out, r.heads[1:]) // below a heading of the list
		}
	}
	return out
}

// behindAnchors returns readings in which the lines with key k end the items: each headline is the next
// line of that form, whatever dates of groups lie between. The first item has no such line before it, and
// behind the last one the list may end.
func (v *view) behindAnchors(k int, p []float32) [][]int {
	occ := v.anchors.keys[k]
	if len(occ) < 2 {
		return nil
	}
	var at []int
	sum := float32(0)
	behindLast := false
	for j, i := range occ {
		end := min(int(i)+1+maxAnchorDistance, len(v.lines))
		if j+1 < len(occ) {
			end = min(end, int(occ[j+1]))
		}
		for t := int(i) + 1; t < end; t++ {
			if v.lines[t].isTitleLike() {
				at = append(at, t)
				sum += p[t]
				behindLast = j+1 == len(occ)
				break
			}
		}
	}
	if len(at) < 2 || sum/float32(len(at)) < 0.1 {
		return nil
	}
	first, best := -1, float32(0.02)
	for t := max(int(occ[0])-longestItem, 0); t < int(occ[0]); t++ {
		if p[t] > best && v.lines[t].isTitleLike() {
			first, best = t, p[t]
		}
	}
	inner := at
	if behindLast {
		inner = at[:len(at)-1]
	}
	out := [][]int{at}
	if len(inner) > 1 {
		out = append(out, inner)
	}
	if first >= 0 {
		out = append(out, withLine(inner, first), withLine(at, first))
	}
	return out
}

// datedHeads returns the lines that begin, and those that end, with a date and contain more than
// that.
func (v *view) datedHeads() [][]int {
	var out [][]int
	for _, at := range [...]dateAt{dateBegins, dateEnds} {
		var heads []int
		for i := range v.lines {
			if l := &v.lines[i]; l.dateAt == at && l.rest >= 8 && l.form&(comments|share|filing|paging|byline) == 0 {
				heads = append(heads, i)
			}
		}
		if len(heads) >= 2 {
			out = append(out, heads)
		}
	}
	return out
}

// amendedReadings returns, for the readings that agree best with the second pass, variants with a line more
// or less: the likeliest omitted lines added, the least likely ones removed, the first, the last.
func (v *view) amendedReadings(rs []reading, p []float32) [][]int {
	if len(v.lines) > mostAmended {
		return nil
	}
	type ranked struct {
		at   []int
		lost float64
	}
	var best []ranked
	for i := range rs {
		best = append(best, ranked{rs[i].at, lostOdds(rs[i].at, p)})
	}
	slices.SortStableFunc(best, func(a, b ranked) int { return cmp.Compare(a.lost, b.lost) })
	var out [][]int
	for _, r := range best[:min(len(best), maxAmended)] {
		out = append(out, v.amendments(r.at, p)...)
	}
	return out
}

func (v *view) amendments(at []int, p []float32) [][]int {
	var out [][]int
	in := make(map[int]bool, len(at))
	for _, i := range at {
		in[i] = true
	}
	var left []int
	for i, q := range p {
		if !in[i] && q >= 0.03 {
			left = append(left, i)
		}
	}
	slices.SortStableFunc(left, func(a, b int) int { return cmp.Compare(p[b], p[a]) })
	for _, i := range left[:min(len(left), 3)] {
		out = append(out, withLine(at, i))
	}
	if len(left) > 1 {
		out = append(out, withLine(withLine(at, left[0]), left[1]))
	}
	if len(at) < 2 {
		return out
	}
	low := slices.Clone(at)
	slices.SortStableFunc(low, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	for _, i := range low[:min(len(low)-1, 2)] {
		out = append(out, slices.DeleteFunc(slices.Clone(at), func(j int) bool { return i == j }))
	}
	if len(low) > 3 {
		out = append(out, slices.DeleteFunc(slices.Clone(at), func(j int) bool { return j == low[0] || j == low[1] }))
	}
	out = append(out, slices.Clone(at[1:]), slices.Clone(at[:len(at)-1]))
	if len(left) > 0 {
		out = append(out, withLine(slices.DeleteFunc(slices.Clone(at), func(j int) bool { return j == low[0] }),
			left[0]))
	}
	return out
}

// withLine returns at with line i added.
func withLine(at []int, i int) []int {
	out := append(slices.Clone(at), i)
	slices.Sort(out)
	return slices.Compact(out)
}

// classPattern is the classes of a headline and its neighbours.
type classPattern struct {
	before, own, after byte
	date               dateAt
}

func (v *view) lookOf(i int) classPattern {
	return classPattern{v.anchors.class(i - 1), v.lines[i].class, v.anchors.class(i + 1), v.lines[i].dateAt}
}

// shapeFeatures measures how similar the items of a reading look, and which similar lines it leaves out:
// the last of a reading's features.
func (v *view) shapeFeatures(at []int, in []bool, p []float32) []float32 {
	k := float32(max(len(at), 1))
	var places [dateAlone + 1]int
	looks, items := map[classPattern]int{}, map[[4]byte]int{}
	begins := 0
	longest, total := 0, 0
	for j, i := range at {
		l := &v.lines[i]
		places[l.dateAt]++
		looks[v.lookOf(i)]++
		items[[4]byte{l.class, v.anchors.class(i + 1), v.anchors.class(i + 2), v.anchors.class(i + 3)}]++
		if l.sameWords[0] > 0 {
			begins++
		}
		if j > 0 {
			longest = max(longest, i-at[j-1])
			total += i - at[j-1]
		}
	}
	place := 0
	for _, n := range places {
		place = max(place, n)
	}
	var top classPattern
	most := 0
	for i := range at { // in page order, so that ties are resolved the same way
		if c := v.lookOf(at[i]); looks[c] > most {
			top, most = c, looks[c]
		}
	}
	same := 0
	for _, n := range items {
		same = max(same, n)
	}
	inside, outside := 0, 0
	for i := range v.lines {
		if !in[i] && most > 0 && v.lines[i].class == top.own && v.lookOf(i) == top {
			if i > at[0] && i < at[len(at)-1] {
				inside++
			} else {
				outside++
			}
		}
	}
	usual := float32(total) / max(k-1, 1)
	var letters, before, after float32
	if len(at) > 0 {
		letters = float32(v.lines[at[0]].width)
		for i := max(at[0]-3, 0); i < at[0]; i++ {
			before = max(before, p[i])
		}
		last := at[len(at)-1]
		for i := last + 1; i < min(last+12, len(p)); i++ {
			after = max(after, p[i])
		}
	}
	texts := map[int]bool{}
	for _, i := range at {
		texts[v.lines[i].first] = true
	}
	return []float32{float32(place) / k, float32(begins) / k, float32(most) / k, min(float32(inside)/k, 5),
		min(float32(outside)/k, 5), float32(same) / k, float32(longest) / max(usual, 1), float32(len(texts)) / k,
		letters, before, after}
}

// boundaryFeatures returns how alike the headlines' capitals are, and where names of lists and links to
// further pages stand: before and behind a list.
func (v *view) boundaryFeatures(at []int) []float32 {
	if len(at) == 0 {
		return make([]float32, 5)
	}
	var mean, spread float32
	for _, i := range at {
		mean += v.lines[i].caps / float32(len(at))
	}
	for _, i := range at {
		spread += abs(v.lines[i].caps-mean) / float32(len(at))
	}
	first, last := at[0], at[len(at)-1]
	before, behind := float32(20), float32(30)
	names, inside := 0, 0
	for i := range v.lines {
		f := v.lines[i].form
		if f&listName != 0 {
			switch {
			case i < first:
				before = float32(min(first-i, 20))
			case i <= last:
				names++
			}
		}
		if f&onward != 0 {
			switch {
			case i > last:
				behind = min(behind, float32(i-last))
			case i >= first:
				inside++
			}
		}
	}
	return []float32{spread, before, float32(min(names, 10)), behind, float32(min(inside, 10))}
}

// relativeFeatures are the features of a reading that are also given relative to the page's best reading: a
// tree sees one reading at a time.
var relativeFeatures = []struct {
	name  string
	least bool // the least is the best
}{{"log_odds_lost", true}, {"expected_f1", false}, {"anchor_fit", false}, {"mean_p", false}, {"pattern_share", false},
	{"same_items", false}, {"gap_deviation", true}, {"paragraphs_covered", false}, {"with_excerpt", false},
	{"headlines", false}, {"sum_log_odds", false}, {"dates_each", false}}

// relativeAt are the indexes of those features in a reading's vector.
var relativeAt = func() (at []int) {
	for _, c := range relativeFeatures {
		at = append(at, slices.Index(readingNames, c.name))
	}
	return at
}()

// thirdNames are the features that score a reading: its own, and those relative to the best.
var thirdNames = func() []string {
	names := slices.Clone(readingNames)
	for _, c := range relativeFeatures {
		names = append(names, "beside_"+c.name)
	}
	return names
}()

// readingRows returns the vectors of all readings of the page.
func (v *view) readingRows(rs []reading, p []float32) [][]float32 {
	rows := make([][]float32, len(rs))
	for i := range rs {
		v.stop.Step(0)
		rows[i] = v.readingRow(&rs[i], rs, p)
	}
	best := bestsOf(rows)
	for i := range rows {
		rows[i] = besideBest(rows[i], best)
	}
	return rows
}

// bestsOf returns the best value of each compared feature, over the page's readings.
func bestsOf(rows [][]float32) []float32 {
	bests := make([]float32, len(relativeFeatures))
	for j, c := range relativeFeatures {
		k := relativeAt[j]
		for i, x := range rows {
			if i == 0 || c.least && x[k] < bests[j] || !c.least && x[k] > bests[j] {
				bests[j] = x[k]
			}
		}
	}
	return bests
}

// besideBest appends to a reading's vector its differences from the page's best.
func besideBest(x, bests []float32) []float32 {
	for j, k := range relativeAt {
		x = append(x, x[k]-bests[j])
	}
	return x
}

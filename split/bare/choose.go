package bare

import (
	"math"
	"slices"
)

// reading is one way to read the page: the lines where items begin.
type reading struct {
	at     []int
	origin int // kind of origin: see readings
	key    int32
	offset int
	mean   float32 // mean of the lines' probabilities
}

// maxReadings bounds the number of readings scored for a page.
const maxReadings = 260

// readings returns sets of headlines: from the second pass's probabilities at several thresholds,
// from lines at a fixed distance from each kind of anchor, and from both combined, without
// duplicates.
func (v *view) readings(p []float32) []reading {
	var rs []reading
	seen := map[uint64]bool{}
	add := func(at []int, origin int, key int32, offset int) {
		v.stop.Step(0)
		if len(at) == 0 || len(rs) >= maxReadings {
			return
		}
		h := hashOf(at)
		if seen[h] {
			return
		}
		seen[h] = true
		rs = append(rs, reading{at: at, origin: origin, key: key, offset: offset, mean: meanOf(p, at)})
	}
	for _, t := range [...]float32{0.5, 0.3, 0.2, 0.1, 0.05, 0.7, 0.85, 0.95} {
		at := v.linesAbove(p, t)
		add(at, fromChances, -1, 0)
		for _, trimmed := range v.trimmedReadings(at, p) {
			add(trimmed, fromBreak, -1, 0)
		}
	}
	for _, at := range v.titleRuns(p) {
		add(at, fromRun, -1, 0)
	}
	for _, at := range v.datedHeads() {
		add(at, fromDated, -1, 0)
		add(slices.DeleteFunc(slices.Clone(at), func(i int) bool { return p[i] < 0.05 }), fromDated, -1, 0)
	}
	for k := range v.anchors.keys {
		if len(rs) >= maxReadings/2 {
			break
		}
		for _, at := range v.behindAnchors(k, p) {
			add(at, fromFooter, int32(k), 1)
		}
	}
	for k, occ := range v.anchors.keys {
		if len(occ) < 2 || len(rs) >= maxReadings*2/3 {
			continue
		}
		for o := -maxAnchorDistance; o <= maxAnchorDistance; o++ {
			n := v.anchors.support[k][o+maxAnchorDistance]
			if o == 0 || n < 2 || int(n)*3 < len(occ) {
				continue
			}
			at, sum := v.headlinesAtOffset(k, o, p)
			if len(at) < 2 || sum/float32(len(at)) < 0.1 {
				continue
			}
			add(at, fromAnchor, int32(k), o)
			likely := slices.DeleteFunc(slices.Clone(at), func(i int) bool { return p[i] < 0.05 })
			add(likely, fromLikely, int32(k), o)
			add(v.withLinesAbove(likely, p, 0.5), fromBoth, int32(k), o)
		}
	}
	// Lines in the same surroundings as the likeliest ones.
	for _, t := range [...]float32{0.9, 0.7, 0.5} {
		add(v.sameContext(p, t), fromLike, -1, 0)
	}
	for _, at := range v.amendedReadings(rs, p) {
		add(at, fromAmending, -1, 0)
	}
	return rs
}

// meanOf returns the mean of p over the lines at.
func meanOf(p []float32, at []int) float32 {
	mean := float32(0)
	for _, i := range at {
		mean += p[i] / float32(len(at))
	}
	return mean
}

// hashOf returns a hash of a set of lines.
func hashOf(at []int) uint64 {
	h := uint64(14695981039346656037)
	for _, i := range at {
		h = (h ^ uint64(i)) * 1099511628211
	}
	return h
}

// linesAbove returns the lines with a probability above t; of two such neighbours the likelier.
func (v *view) linesAbove(p []float32, t float32) []int {
	var at []int
	for i, q := range p {
		if q < t {
			continue
		}
		at = append(at, i)
	}
	return at
}

// maxTrims bounds the readings that trimmedReadings makes of one: each is a copy of its lines.
const maxTrims = 12

// trimmedReadings returns readings without what lies beyond a break: leading or trailing headlines beyond a
// side box's heading or a far larger gap than usual.
func (v *view) trimmedReadings(at []int, p []float32) [][]int {
	var out [][]int
	for j := 1; j < len(at) && len(out) < maxTrims; j++ {
		for i := at[j-1] + 1; i <= at[j]; i++ {
			if v.lines[i].form&(railHead|boxHead|onward|listName) != 0 {
				out = append(out, slices.Clone(at[:j]), slices.Clone(at[j:]))
				break
			}
		}
	}
	if len(at) > 3 {
		gaps := make([]int, 0, len(at))
		for j := 1; j < len(at); j++ {
			gaps = append(gaps, at[j]-at[j-1])
		}
		sorted := slices.Clone(gaps)
		slices.Sort(sorted)
		usual := sorted[len(sorted)/2]
		for j, g := range gaps {
			if len(out) >= maxTrims {
				break
			}
			// A run of headlines without text between, beside others with text between, or a hole,
			// separates lists.
			if g == 1 && usual > 1 || g > 3*usual+3 {
				out = append(out, slices.Clone(at[:j+1]), slices.Clone(at[j+1:]))
			}
		}
	}
	return out
}

// headlinesAtOffset returns the headline-like lines at offset o from the lines with key k.
func (v *view) headlinesAtOffset(k, o int, p []float32) (at []int, sum float32) {
	occ := v.anchors.keys[k]
	for j, i := range occ {
		t := int(i) + o
		if t < 0 || t >= len(v.lines) || !v.lines[t].isTitleLike() {
			continue
		}
		if o > 0 && j+1 < len(occ) && t >= int(occ[j+1]) || o < 0 && j > 0 && t <= int(occ[j-1]) {
			continue
		}
		at = append(at, t)
		sum += p[t]
	}
	return at, sum
}

// withLinesAbove returns at with the lines of a probability above t added.
func (v *view) withLinesAbove(at []int, p []float32, t float32) []int {
	all := append(slices.Clone(at), v.linesAbove(p, t)...)
	slices.Sort(all)
	return slices.Compact(all)
}

// sameContext returns the lines whose neighbours have the same classes as those of some line with a
// probability above t.
func (v *view) sameContext(p []float32, t float32) []int {
	want := map[[3]byte]bool{}
	for i, q := range p {
		if q >= t {
			want[[3]byte{v.anchors.class(i - 1), v.lines[i].class, v.anchors.class(i + 1)}] = true
		}
	}
	var at []int
	for i := range v.lines {
		if p[i] > 0.02 && v.lines[i].isTitleLike() && want[[3]byte{v.anchors.class(i - 1), v.lines[i].class,
			v.anchors.class(i + 1)}] {
			at = append(at, i)
		}
	}
	return at
}

// readingNames are the features of a reading by itself.
var readingNames = withoutSpaces([]string{"origin", "headlines", "mean p", "least p", "sum log odds", "best left out",
	"left out over half", "expected f1", "share of lines", "gap deviation", "shortest gap", "gaps of one",
	"same next class", "same class before", "same class", "text between", "paragraphs covered", "texts doubled",
	"anchor fit", "anchors covered", "first at", "tail lines", "behind box head", "marks each", "dates each",
	"spread of widths", "mean width", "with excerpt", "agree with half", "log odds lost", "log odds lost each",
	"p one after", "p one before", "full stops", "dated", "doubled elsewhere", "width after", "width before",
	"mean p of best", "boilerplate", "words", "brackets", "familiar", "strange", "familiar after", "familiar before",
	"same place of date", "begin alike", "pattern share", "pattern left inside", "pattern left outside",
	"same items", "longest gap usual", "title texts", "letters of first", "p before first", "p after last",
	"spread of caps", "list name before", "list names inside", "onward behind", "onward inside", "template mean",
	"template least", "template roles", "template doubled", "template covered"})

// readingRow returns the features of a reading.
func (v *view) readingRow(r *reading, all []reading, p []float32) []float32 {
	n := len(v.lines)
	in := make([]bool, n)
	var sum, least, logit float64
	least = 1
	var meanWidth float64
	next, prev, own := map[byte]int{}, map[byte]int{}, map[byte]int{}
	texts := map[int]bool{}
	doubled, behindBox := 0, 0
	for _, i := range r.at {
		in[i] = true
		q := float64(min(max(p[i], 0.002), 0.998))
		sum += q
		least = min(least, q)
		logit += math.Log(q / (1 - q))
		meanWidth += float64(v.lines[i].width)
		next[v.anchors.class(i+1)]++
		prev[v.anchors.class(i-1)]++
		own[v.lines[i].class]++
		if texts[v.lines[i].first] {
			doubled++
		}
		texts[v.lines[i].first] = true
		if v.since['r'][i] <= 2 || v.since['b'][i] <= 2 {
			behindBox++
		}
	}
	k := float64(max(len(r.at), 1))
	meanWidth /= k
	var left, total float64
	over := 0
	for i, q := range p {
		total += float64(q)
		if !in[i] {
			left = max(left, float64(q))
			if q > 0.5 {
				over++
			}
		}
	}
	expected := 2 * sum / max(k+total, 1e-6)
	var dev, widths float64
	shortest, ones, between := 99, 0, 0
	var gaps []int
	for j := 1; j < len(r.at); j++ {
		g := r.at[j] - r.at[j-1]
		gaps = append(gaps, g)
		shortest = min(shortest, g)
		if g == 1 {
			ones++
		}
	}
	if len(gaps) > 0 {
		sorted := slices.Clone(gaps)
		slices.Sort(sorted)
		usual := float64(sorted[len(sorted)/2])
		for _, g := range gaps {
			dev += math.Abs(float64(g)-usual) / usual
		}
		dev /= float64(len(gaps))
	}
	withText, marks, withDate := 0, 0, 0
	covered, paras := 0, 0
	for j, i := range r.at {
		end := n
		if j+1 < len(r.at) {
			end = r.at[j+1]
		}
		text, hasMark, hasDate := false, false, false
		for x := i + 1; x < min(end, i+12); x++ {
			switch v.lines[x].class {
			case 'P', 'q':
				text = true
			case 'M':
				hasMark = true
			case 'D':
				hasDate = true
			}
		}
		if text {
			withText++
		}
		if hasMark {
			marks++
		}
		if hasDate {
			withDate++
		}
		between += min(end-i, 60)
		widths += math.Abs(float64(v.lines[i].width) - meanWidth)
	}
	for i := range v.lines {
		if v.lines[i].class == 'P' {
			paras++
			if len(r.at) > 0 && i > r.at[0] && i < r.at[len(r.at)-1]+12 {
				covered++
			}
		}
	}
	fit, cover := float32(0), float32(0)
	for key := range v.anchors.keys {
		occ := v.anchors.keys[key]
		if len(occ) < 2 {
			continue
		}
		for o := -maxAnchorDistance; o <= maxAnchorDistance; o++ {
			if v.anchors.support[key][o+maxAnchorDistance]*2 < int32(len(occ)) {
				continue
			}
			hit := 0
			for _, i := range occ {
				if t := int(i) + o; t >= 0 && t < n && in[t] {
					hit++
				}
			}
			f := 2 * float32(hit) / float32(len(occ)+len(r.at))
			if f > fit {
				fit = f
				cover = float32(hit) / float32(len(occ))
			}
		}
	}
	first, tail := 0, n
	if len(r.at) > 0 {
		first, tail = r.at[0], n-r.at[len(r.at)-1]
	}
	top := func(m map[byte]int) float32 {
		most := 0
		for _, c := range m {
			most = max(most, c)
		}
		return float32(most) / float32(k)
	}
	half := v.linesAbove(p, 0.5)
	agree := 0
	for _, i := range half {
		if in[i] {
			agree++
		}
	}
	lost := lostOdds(r.at, p)
	var known, alone, knownAfter, knownBefore float64
	var after, before, stops, datesIn, elsewhere, widthAfter, widthBefore, odd, wordsIn, brackets float64
	for _, i := range r.at {
		l := &v.lines[i]
		if i+1 < n {
			after += float64(p[i+1])
			knownAfter += float64(v.familiar[i+1])
			widthAfter += float64(min(v.lines[i+1].width, 300))
		}
		if i > 0 {
			before += float64(p[i-1])
			knownBefore += float64(v.familiar[i-1])
			widthBefore += float64(min(v.lines[i-1].width, 300))
		}
		if l.ending == endStop || l.ending == endEllipsis {
			stops++
		}
		if l.form&dated != 0 {
			datesIn++
		}
		if l.repeats > 1 {
			elsewhere++
		}
		if l.form&boilerplate&^dated != 0 {
			odd++
		}
		if l.opening == beginMark || l.opening == beginLower || l.ending == endColon {
			brackets++
		}
		wordsIn += float64(l.words)
		known += float64(v.familiar[i])
		alone += float64(v.strange[i])
	}
	bestMean := float32(0)
	for i := range all {
		if len(all[i].at)*2 >= len(r.at) && len(all[i].at) >= 2 {
			bestMean = max(bestMean, all[i].mean)
		}
	}
	agreement := 2 * float32(agree) / float32(max(len(half)+len(r.at), 1))
	x := []float32{float32(r.origin), float32(len(r.at)), float32(sum / k), float32(least), float32(logit),
		float32(left), float32(over), float32(expected), float32(len(r.at)) / float32(max(n, 1)), float32(dev),
		float32(shortest), float32(ones) / float32(k), top(next), top(prev), top(own),
		float32(between) / float32(k), float32(covered) / float32(max(paras, 1)), float32(doubled), fit, cover,
		float32(first), float32(min(tail, 100)), float32(behindBox) / float32(k), float32(marks) / float32(k),
		float32(withDate) / float32(k), float32(widths / k), float32(meanWidth), float32(withText) / float32(k),
		agreement, float32(lost), float32(lost / k), float32(after / k), float32(before / k), float32(stops / k),
		float32(datesIn / k), float32(elsewhere / k), float32(widthAfter / k), float32(widthBefore / k), bestMean,
		float32(odd / k), float32(wordsIn / k), float32(brackets / k), float32(known / k), float32(alone / k),
		float32(knownAfter / k), float32(knownBefore / k)}
	x = append(x, v.shapeFeatures(r.at, in, p)...)
	x = append(x, v.boundaryFeatures(r.at)...)
	return append(x, v.templateOf(r.at).features()...)
}

// lostOdds returns the log-odds that a set of headlines loses against the second pass's choice for
// each line.
func lostOdds(at []int, p []float32) float64 {
	var lost float64
	j := 0
	for i, q := range p {
		in := j < len(at) && at[j] == i
		if in {
			j++
		}
		q := float64(min(max(q, 0.005), 0.995))
		if o := math.Log(q / (1 - q)); in != (o > 0) {
			lost += math.Abs(o)
		}
	}
	return lost
}

// kindNames are the features that decide whether a page with its best reading is a listing: those
// of the reading, and of its longest run of prose.
var kindNames = append(append([]string(nil), thirdNames...),
	withoutSpaces([]string{"prose", "prose share", "prose lines", "longest gap", "longest gap share", "first looks",
		"lines before prose", "prose before list", "under rails", "boilerplate each", "page width", "evidence",
		"agrees", "agrees each", "list names", "onward lines", "list name at", "menu", "rail"})...)

// kindRow returns the features of the page under the reading chosen for it.
func (v *view) kindRow(r *choice, p []float32) []float32 {
	from, to, prose := v.bodyRun()
	total, longest, width, sum := 0, 0, 0, float32(0)
	for i := range v.lines {
		total += v.lines[i].width
	}
	// The most running text between two headlines.
	j := 0
	before := 0
	for i := range v.lines {
		if j < len(r.at) && i == r.at[j] {
			width = 0
			j++
		}
		if c := v.lines[i].class; c == 'P' || c == 'q' {
			width += v.lines[i].width
			if j == 0 {
				before += v.lines[i].width
			}
		}
		longest = max(longest, width)
		sum += p[i]
	}
	t := float32(max(total, 1))
	// Number of items below a rail's heading, and the evidence around them.
	under, odd, evidence, below := 0, 0, 0, false
	j = 0
	for i := range v.lines {
		l := &v.lines[i]
		if l.form&railHead != 0 && l.form&constant == 0 {
			below = true
		}
		if j < len(r.at) && i == r.at[j] {
			if below {
				under++
			}
			j++
		} else if l.form&boilerplate != 0 {
			odd++
			if l.form&(dated|mark) != 0 {
				evidence++
			}
		}
	}
	n := float32(max(len(r.at), 1))
	listNames, onwards, firstName := float32(0), float32(0), float32(-1)
	for i := range v.lines {
		if v.lines[i].form&listName != 0 {
			if listNames == 0 {
				firstName = float32(min(i, 40))
			}
			listNames++
		}
		if v.lines[i].form&onward != 0 {
			onwards++
		}
	}
	return append(append([]float32(nil), r.x...), float32(prose), float32(prose)/t, float32(to-from), float32(longest),
		float32(longest)/t, sum, float32(from), float32(before)/t, float32(under)/n, float32(odd)/n, float32(total),
		float32(evidence)/n, float32(r.agrees), float32(r.agrees)/n, listNames, onwards, firstName,
		indicator(v.isMenu(r.at)), indicator(v.isRail(r.at)))
}

// isMenu reports whether the lines are like a menu and not like headlines: a word or two each, without anything
// around them that items have.
func (v *view) isMenu(at []int) bool {
	wordsIn := 0
	for j, i := range at {
		wordsIn += v.lines[i].words
		end := len(v.lines)
		if j+1 < len(at) {
			end = at[j+1]
		}
		for k := i + 1; k < min(end, i+6); k++ {
			if l := &v.lines[k]; l.class == 'P' || l.class == 'q' || l.form&(dated|mark|comments|byline|filing) != 0 {
				return false
			}
		}
	}
	return 2*wordsIn < 5*len(at)
}

// isRail reports whether a list is like a rail beside an article: its first item is directly
// below a rail's heading, and there is running text before that heading.
func (v *view) isRail(heads []int) bool {
	if len(heads) == 0 {
		return false
	}
	head := -1
	for i := heads[0] - 1; i >= 0 && i >= heads[0]-3; i-- {
		if v.lines[i].form&railHead != 0 {
			head = i
		}
	}
	prose := 0
	for i := 0; i < head; i++ {
		if cl := v.lines[i].class; cl == 'P' || cl == 'q' && v.lines[i].width > 60 {
			prose += v.lines[i].width
		}
	}
	return prose >= 400
}

package bare

import (
	"math"
	"math/bits"
	"strings"
)

// How well a reading explains the page as a whole is measured by minimum description length (Rissanen): the bits a
// reader needs who knows where the items begin, less the bits of one who does not. Lines are coded one after the
// other by their class, width, ending, opening and place of a date, each by how often that occurred before in the
// same context: as a headline, directly behind one, behind a line of the same kind inside the list, or
// outside of it. A heading inside a post, a category taken for a headline or a missed item costs bits, because it
// is followed by other lines than headlines are.

const (
	// mostDescribedKeys is the number of recurring texts that are contexts of their own.
	mostDescribedKeys = 48
	// unseen is how often what has not occurred yet counts as seen.
	unseen = 0.3
	// farInItem is the place in an item from which on all are alike.
	farInItem = 7
)

// describedClasses are the classes of lines, by index.
const describedClasses = "^$N#XURsSFBCDMqP"

// The traits of a line are coded given its context and class. traitValues are their numbers of values, traitFrom
// where the counts of each begin in a table, lineCounts their sum and the number of lines before them.
var traitValues = [...]int{10, 7, 6, 5}

const (
	classes    = len(describedClasses)
	lineCounts = 1 + 10 + 7 + 6 + 5
	// contextCounts are the lines in a context, those of each class, and the counts of each class's traits.
	contextCounts = 1 + classes*lineCounts
)

// describedLine is a line as it is coded.
type describedLine struct {
	class  int
	traits [len(traitValues)]int // indexes into the class's counts
	kind   int                   // of the context it makes for the next line
}

// description codes a page under readings of it.
type description struct {
	lines    []describedLine
	kinds    int
	counts   []int32
	begins   []int32 // per kind of the line before and place in the item: other lines, and headlines
	touched  []int32
	began    []int32
	unguided float64 // bits without any reading
}

func newDescription(lines []line) *description {
	d := &description{lines: make([]describedLine, len(lines)), kinds: classes}
	kindOf := map[int32]int{}
	for i := range lines {
		l, out := &lines[i], &d.lines[i]
		out.class = max(strings.IndexByte(describedClasses, l.class), 0)
		at := 1
		for k, value := range [...]int{bits.Len(uint(l.width)), int(l.ending), int(l.opening), int(l.dateAt)} {
			out.traits[k] = at + min(value, traitValues[k]-1)
			at += traitValues[k]
		}
		out.kind = out.class
		key := l.keys[1]
		if l.form&constant != 0 {
			key = l.keys[0]
		} else if key < 0 {
			key = l.keys[2]
		}
		if key < 0 {
			continue
		}
		if k, ok := kindOf[key]; ok {
			out.kind = k
		} else if len(kindOf) < mostDescribedKeys {
			out.kind = d.kinds
			kindOf[key] = d.kinds
			d.kinds++
		}
	}
	d.counts = make([]int32, (2+2*d.kinds)*contextCounts)
	d.begins = make([]int32, d.kinds*(farInItem+1)*2)
	d.unguided = d.bits(nil)
	return d
}

// saved returns how many bits it saves to know that items begin at the given lines.
func (v *view) saved(at []int) float64 {
	if v.described == nil {
		v.described = newDescription(v.lines)
	}
	return v.described.unguided - v.described.bits(at)
}

// bits returns the length of the page's description when items begin at the given lines.
func (d *description) bits(at []int) float64 {
	const headline, behindHeadline = 0, 1
	end := d.endOf(at)
	sum := 0.0
	j, place, before := 0, 0, 0 // headlines so far, lines since the last one, kind of the line before
	for i := range d.lines {
		l := &d.lines[i]
		head := j < len(at) && at[j] == i
		context := 2 + before
		if len(at) > 0 && i >= at[0] && i < end {
			context = 2 + d.kinds + before
			if place == 1 {
				context = behindHeadline
			}
			if i > at[0] {
				sum += d.codeBegin((before*(farInItem+1)+min(place, farInItem))*2, head)
			}
		}
		if head {
			context = headline
			j++
			place = 0
		}
		sum += d.codeLine(context*contextCounts, l)
		place++
		before = l.kind
	}
	for _, k := range d.touched {
		d.counts[k] = 0
	}
	for _, k := range d.began {
		d.begins[k] = 0
	}
	d.touched, d.began = d.touched[:0], d.began[:0]
	return sum
}

// onlyDescribed is the number of lines of the only item of a list.
const onlyDescribed = 12

// endOf returns the line where the list ends whose items begin at the given lines: the last one is as long as the
// longest of the others.
func (d *description) endOf(at []int) int {
	if len(at) == 0 {
		return 0
	}
	longest := 1
	for j := 1; j < len(at); j++ {
		longest = max(longest, at[j]-at[j-1])
	}
	if len(at) == 1 {
		longest = onlyDescribed
	}
	return min(at[len(at)-1]+longest, len(d.lines))
}

// codeBegin returns the bits that tell whether an item begins, given by the counts at k, and counts it.
func (d *description) codeBegin(k int, head bool) float64 {
	n := [2]int32{d.begins[k], d.begins[k+1]}
	which := 0
	if head {
		which = 1
	}
	d.begins[k+which]++
	d.began = append(d.began, int32(k+which))
	return log2(n[0]+n[1], 2) - log2(n[which], 1)
}

// codeLine returns the bits of a line in the context whose counts begin at k, and counts it.
func (d *description) codeLine(k int, l *describedLine) float64 {
	of := k + 1 + l.class*lineCounts
	n := d.counts[of]
	sum := log2(d.counts[k], classes) - log2(n, 1)
	d.counts[k]++
	d.counts[of]++
	d.touched = append(d.touched, int32(k), int32(of))
	for t, at := range l.traits {
		sum += log2(n, traitValues[t]) - log2(d.counts[of+at], 1)
		d.counts[of+at]++
		d.touched = append(d.touched, int32(of+at))
	}
	return sum
}

// log2Table has log2(n + unseen·of) for small n, by of.
var log2Table = func() (t [classes + 1][]float64) {
	for of := range t {
		t[of] = make([]float64, 1024)
		for n := range t[of] {
			t[of][n] = math.Log2(float64(n) + unseen*float64(of))
		}
	}
	return t
}()

// log2 returns the logarithm of how often something occurred that has so many values, each as if seen before.
func log2(n int32, of int) float64 {
	if int(n) < len(log2Table[of]) {
		return log2Table[of][n]
	}
	return math.Log2(float64(n) + unseen*float64(of))
}

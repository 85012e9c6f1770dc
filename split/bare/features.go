package bare

import (
	"math"
	"strconv"
	"strings"

	"cuttings/split/words"
)

// neighbours is the number of neighbours on each side that describe a line.
const neighbours = 4

var ownNames = []string{"width", "words", "ending", "opening", "caps", "digits", "date share", "repeats",
	"seen before", "dated", "pure date", "mark", "comments", "share", "filing", "byline", "paging", "rail head",
	"box head", "address", "numeric", "constant", "position", "lines before", "lines after", "date at", "beside date",
	"begin alike", "end alike"}

var neighbourNames = []string{"width", "ending", "class", "date share", "repeats", "alike"}

var contextNames = []string{"bigram", "trigram", "five", "trigram share", "anchor score", "anchor share",
	"anchor count", "anchor offset", "anchor form", "from date", "to date", "from mark", "to mark", "from paragraph",
	"to paragraph", "echo", "echo rank", "page lines", "page paragraphs", "page dates", "page marks",
	"page constants", "dates fit", "marks fit", "comments fit", "filings fit", "bylines fit", "paragraphs fit",
	"short run", "back to rail head", "back to box head", "width rank", "next paragraph width", "familiar", "strange",
	"like score", "like share", "like count", "like offset",
	"list name", "onward", "from list name", "from onward", "to onward"}

// firstNames are the features of the first pass.
var firstNames = func() []string {
	n := append([]string(nil), ownNames...)
	for d := -neighbours; d <= neighbours; d++ {
		if d == 0 {
			continue
		}
		for _, s := range neighbourNames {
			n = append(n, s+" "+strconv.Itoa(d))
		}
	}
	return withoutSpaces(append(n, contextNames...))
}()

// withoutSpaces returns the names without spaces, as the forests' text form requires.
func withoutSpaces(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = strings.ReplaceAll(n, " ", "_")
	}
	return out
}

// secondNames are the features that the second pass adds.
var secondNames = withoutSpaces([]string{"p", "p -1", "p +1", "p -2", "p +2", "p -3", "p +3", "max p before",
	"max p after",
	"p same five", "p same trigram", "p same anchor", "p rank", "likely lines", "gap before", "gap after", "gap usual",
	"gap off", "same width class", "p of twin"})

func formIndicator(f, bit form) float32 {
	if f&bit != 0 {
		return 1
	}
	return 0
}

func ln(n int) float32 { return float32(math.Log(float64(n) + 1)) }

// classRank orders the classes so that a tree can separate them by thresholds.
func classRank(c byte) float32 {
	return float32(strings.IndexByte("^$N#XURsSFBCDMqP", c))
}

// firstRows returns each line's features for the first pass; the rows have capacity for those of the
// second.
func (v *view) firstRows() [][]float32 {
	n := len(v.lines)
	out := make([][]float32, n)
	room := len(firstNames) + len(secondNames)
	flat := make([]float32, 0, n*room)
	var paras, dateLines, marks, constants int
	for i := range v.lines {
		switch v.lines[i].class {
		case 'P':
			paras++
		case 'D':
			dateLines++
		case 'M':
			marks++
		}
		if v.lines[i].form&constant != 0 {
			constants++
		}
	}
	v.fillDistances()
	for i := range v.lines {
		v.stop.Step(i)
		from := len(flat)
		l := &v.lines[i]
		seen := float32(0)
		if l.first < i && l.repeats > 1 {
			seen = 1
		}
		f := l.form
		flat = append(flat, float32(l.width), float32(l.words), float32(l.ending), float32(l.opening), l.caps,
			l.digits, l.share, float32(min(l.repeats, 10)), seen, formIndicator(f, dated), formIndicator(f, datePure),
			formIndicator(f, mark),
			formIndicator(f, comments), formIndicator(f, share), formIndicator(f, filing), formIndicator(f, byline),
			formIndicator(f, paging),
			formIndicator(f, railHead), formIndicator(f, boxHead), formIndicator(f, address),
			formIndicator(f, numeric), formIndicator(f, constant),
			float32(i)/float32(n), float32(min(i, 40)), float32(min(n-1-i, 40)), float32(l.dateAt), float32(l.rest),
			float32(min(l.sameWords[0], 20)), float32(min(l.sameWords[1], 20)))
		for d := -neighbours; d <= neighbours; d++ {
			if d == 0 {
				continue
			}
			j := i + d
			if j < 0 || j >= n {
				flat = append(flat, -1, -1, -1, -1, 0, 0)
				continue
			}
			m := &v.lines[j]
			flat = append(flat, float32(m.width), float32(m.ending), classRank(m.class), m.share,
				float32(min(m.repeats, 10)), float32(min(max(m.sameWords[0], m.sameWords[1]), 20)))
		}
		a := v.anchors
		five := a.fives[a.classesAround(i)]
		tri := a.trigrams[[3]byte{a.class(i - 1), l.class, a.class(i + 1)}]
		b := a.bestAt(i, -1)
		formOf := float32(-1)
		if b.key >= 0 {
			formOf = float32(min(b.key, int32(len(keyForms))))
		}
		echo, rank := v.wordRecurrence(i)
		flat = append(flat, ln(a.bigrams[[2]byte{a.class(i - 1), l.class}]), ln(tri), ln(five),
			float32(tri)/float32(n), b.score, b.share, float32(b.count), float32(b.offset), formOf,
			v.since['D'][i], v.until['D'][i], v.since['M'][i], v.until['M'][i], v.since['P'][i], v.until['P'][i],
			echo, rank, ln(n), float32(paras)/float32(n), float32(dateLines)/float32(n), float32(marks)/float32(n),
			float32(constants)/float32(n))
		for k := range keyForms {
			flat = append(flat, a.bestAt(i, int32(k)).score)
		}
		flat = append(flat, v.shortRun[i], v.since['r'][i], v.since['b'][i], v.widthRank[i], v.nextPara[i],
			v.familiar[i], v.strange[i])
		b = a.bestByTemplate(i)
		flat = append(flat, b.score, b.share, float32(b.count), float32(b.offset), formIndicator(f, listName),
			formIndicator(f, onward), v.since['l'][i], v.since['o'][i], v.until['o'][i])
		out[i] = flat[from : len(flat) : from+room]
		flat = flat[:from+room]
	}
	return out
}

// fillDistances fills the tables of distances, in linear time.
func (v *view) fillDistances() {
	n := len(v.lines)
	v.since, v.until = map[byte][]float32{}, map[byte][]float32{}
	is := func(c byte, l *line) bool {
		switch c {
		case 'r':
			return l.form&railHead != 0
		case 'b':
			return l.form&boxHead != 0
		case 'l':
			return l.form&listName != 0
		case 'o':
			return l.form&onward != 0
		}
		return l.class == c
	}
	for _, c := range []byte("DMPrblo") {
		s, u := make([]float32, n), make([]float32, n)
		last := -1
		for i := range v.lines {
			s[i] = 12
			if last >= 0 {
				s[i] = float32(min(i-last, 12))
			}
			if is(c, &v.lines[i]) {
				last = i
			}
		}
		last = -1
		for i := n - 1; i >= 0; i-- {
			u[i] = 12
			if last >= 0 {
				u[i] = float32(min(last-i, 12))
			}
			if is(c, &v.lines[i]) {
				last = i
			}
		}
		v.since[c], v.until[c] = s, u
	}
	v.shortRun = make([]float32, n) // lines of the run of short undated lines around
	for i := 0; i < n; {
		j := i
		for j < n && v.lines[j].width <= 60 && v.lines[j].ending != endStop && v.lines[j].form&dated == 0 {
			j++
		}
		for k := i; k < j; k++ {
			v.shortRun[k] = float32(min(j-i, 30))
		}
		i = max(j, i+1)
	}
	v.measureFamiliarity()
	v.widthRank, v.nextPara = make([]float32, n), make([]float32, n)
	next := float32(0)
	for i := n - 1; i >= 0; i-- {
		v.nextPara[i] = next
		if l := &v.lines[i]; l.form&boilerplate == 0 {
			next = float32(min(l.width, 2000))
		}
		// The line's width compared with those around it.
		wider := 0
		for j := max(0, i-5); j <= min(n-1, i+5); j++ {
			if v.lines[j].width > v.lines[i].width {
				wider++
			}
		}
		v.widthRank[i] = float32(wider)
	}
}

// measureFamiliarity measures each short line's words: the share that occurs in three short lines or more
// (familiar), and the number that occurs in no other (strange). Categories consist of the same few
// words, headlines do not.
func (v *view) measureFamiliarity() {
	n := len(v.lines)
	v.familiar, v.strange = make([]float32, n), make([]float32, n)
	count := map[string]int{}
	for i := range v.lines {
		v.stop.Step(i)
		if l := &v.lines[i]; l.width <= 220 && l.first == i {
			for w := range v.tokens(i) {
				count[w]++
			}
		}
	}
	for i := range v.lines {
		l := &v.lines[i]
		if l.width > 220 || l.words == 0 {
			continue
		}
		set := v.tokens(l.first)
		known, alone := 0, 0
		for w := range set {
			switch c := count[w]; {
			case c >= 3:
				known++
			case c == 1:
				alone++
			}
		}
		v.familiar[i] = float32(known) / float32(max(len(set), 1))
		v.strange[i] = float32(alone)
	}
}

// wordRecurrence returns the share of the line's words that recur in the next few lines, and its distance to
// the largest share of nearby lines: excerpts repeat words of their headlines.
func (v *view) wordRecurrence(i int) (share, distance float32) {
	l := &v.lines[i]
	if l.width > 220 || l.words == 0 {
		return 0, 0
	}
	mine := v.tokens(i)
	if len(mine) == 0 {
		return 0, 0
	}
	for d := 1; d <= 4 && i+d < len(v.lines); d++ {
		m := &v.lines[i+d]
		if m.width < 60 || m.width < l.width {
			continue
		}
		theirs := v.tokens(i + d)
		hit := 0
		for w := range mine {
			if theirs[w] {
				hit++
			}
		}
		if s := float32(hit) / float32(len(mine)); s > share {
			share, distance = s, float32(d)
		}
	}
	return share, distance
}

// tokens returns the set of the line's longer words, or of its pairs of characters in scripts
// without spaces; at most sixty.
func (v *view) tokens(i int) map[string]bool {
	if v.tokenSets == nil {
		v.tokenSets = make([]map[string]bool, len(v.lines))
	}
	if v.tokenSets[i] != nil {
		return v.tokenSets[i]
	}
	set := map[string]bool{}
	text := v.lines[i].text
	if len(text) > 600 {
		text = strings.ToValidUTF8(text[:600], "")
	}
	for _, w := range strings.FieldsFunc(words.Fold(text), isNoWordRune) {
		if r := []rune(w); len(r) > 0 && r[0] >= 0x2E80 && r[0] < 0xD7B0 {
			for k := 0; k+1 < len(r); k++ {
				set[string(r[k:k+2])] = true
			}
		} else if len(r) >= 4 {
			set[w] = true
		}
		if len(set) >= 60 {
			break
		}
	}
	v.tokenSets[i] = set
	return set
}

package bare

import (
	"strings"
	"unicode"

	"cuttings/internal/interrupt"
	"cuttings/split/words"
)

// Anchors are recurring lines: dates, continuation marks, comment counts, or repeated text. In a
// listing each item has them at a fixed distance from its headline. This file counts how well "k
// lines after (or before) such a line" predicts the headlines.

// maxAnchorDistance is how many lines from an anchor a headline is looked for.
const maxAnchorDistance = 6

// anchors has, for each key and offset, how many of the key's lines have a possible headline at
// that offset.
type anchors struct {
	lines []line
	// keys[k] lists the lines with key k, ascending.
	keys [][]int32
	name []string
	// support[k][o+reach] counts occurrences of k with a headline-like line at offset o,
	// next[k][o+reach] those next to another such occurrence.
	support [][2*maxAnchorDistance + 1]int32
	// distinct[k][o+reach] counts the different texts there.
	distinct [][2*maxAnchorDistance + 1]int32
	bigrams  map[[2]byte]int
	trigrams map[[3]byte]int
	fives    map[[5]byte]int
}

// keyForms are the forms that make a line an anchor even when its text differs.
var keyForms = []struct {
	class byte
	name  string
}{{'D', "dates"}, {'M', "marks"}, {'C', "comment counts"}, {'F', "filing lines"}, {'B', "bylines"},
	{'P', "paragraphs"}}

func findAnchors(lines []line, stop *interrupt.Checker) *anchors {
	a := &anchors{lines: lines, bigrams: map[[2]byte]int{}, trigrams: map[[3]byte]int{}, fives: map[[5]byte]int{}}
	a.keys = make([][]int32, len(keyForms))
	for _, k := range keyForms {
		a.name = append(a.name, k.name)
	}
	byText := map[int]int32{}
	for i := range lines {
		l := &lines[i]
		l.keys = [3]int32{-1, -1, -1}
		if l.form&constant != 0 {
			k, ok := byText[l.first]
			if !ok {
				k = int32(len(a.keys))
				byText[l.first] = k
				a.keys = append(a.keys, nil)
				a.name = append(a.name, "“"+l.text+"”")
			}
			l.keys[0] = k
			a.keys[k] = append(a.keys[k], int32(i))
		}
		for k, kf := range keyForms {
			if kf.class == l.class {
				a.keys[k] = append(a.keys[k], int32(i))
				if l.keys[0] < 0 {
					l.keys[0] = int32(k)
				}
			}
		}
		a.bigrams[[2]byte{a.class(i - 1), l.class}]++
		a.trigrams[[3]byte{a.class(i - 1), l.class, a.class(i + 1)}]++
		a.fives[a.classesAround(i)]++
	}
	a.findTemplates(stop)
	a.support = make([][2*maxAnchorDistance + 1]int32, len(a.keys))
	a.distinct = make([][2*maxAnchorDistance + 1]int32, len(a.keys))
	seen := map[string]bool{}
	for k, at := range a.keys {
		stop.Step(0)
		if len(at) < 2 {
			continue
		}
		for o := -maxAnchorDistance; o <= maxAnchorDistance; o++ {
			if o == 0 {
				continue
			}
			clear(seen)
			for j, i := range at {
				t := int(i) + o
				if t < 0 || t >= len(lines) || !lines[t].isTitleLike() {
					continue
				}
				// The headline belongs to the nearest anchor of its kind on that side.
				if o > 0 && j+1 < len(at) && t >= int(at[j+1]) || o < 0 && j > 0 && t <= int(at[j-1]) {
					continue
				}
				a.support[k][o+maxAnchorDistance]++
				seen[lines[t].text] = true
			}
			a.distinct[k][o+maxAnchorDistance] = int32(len(seen))
		}
	}
	return a
}

// class returns the class of line i, '^' and '$' beyond the ends.
func (a *anchors) class(i int) byte {
	switch {
	case i < 0:
		return '^'
	case i >= len(a.lines):
		return '$'
	}
	return a.lines[i].class
}

func (a *anchors) classesAround(i int) [5]byte {
	return [5]byte{a.class(i - 2), a.class(i - 1), a.class(i), a.class(i + 1), a.class(i + 2)}
}

// bestAnchor is the anchor near a line that predicts it best as a headline.
type bestAnchor struct {
	score, share float32
	count        int32
	offset       int
	key          int32
}

// bestAt returns the anchor around line i that predicts it best as a headline. A positive only limits
// the search to keys below it (the forms).
func (a *anchors) bestAt(i int, only int32) bestAnchor {
	var b bestAnchor
	b.key = -1
	for o := -maxAnchorDistance; o <= maxAnchorDistance; o++ {
		j := i - o
		if o == 0 || j < 0 || j >= len(a.lines) {
			continue
		}
		k := a.lines[j].keys[0]
		if only >= 0 && (only >= int32(len(keyForms)) || a.lines[j].class != keyForms[only].class) {
			continue
		}
		if only >= 0 {
			k = only
		}
		b.improve(a, k, o)
	}
	return b
}

// bestByTemplate returns the anchor around line i that predicts it best as a headline, among lines that begin
// or end with the same words as others.
func (a *anchors) bestByTemplate(i int) bestAnchor {
	var b bestAnchor
	b.key = -1
	for o := -maxAnchorDistance; o <= maxAnchorDistance; o++ {
		if j := i - o; o != 0 && j >= 0 && j < len(a.lines) {
			b.improve(a, a.lines[j].keys[1], o)
			b.improve(a, a.lines[j].keys[2], o)
		}
	}
	return b
}

// improve replaces b by key k at offset o where that predicts better.
func (b *bestAnchor) improve(a *anchors, k int32, o int) {
	if k < 0 || len(a.keys[k]) < 2 {
		return
	}
	n := float32(len(a.keys[k]))
	sup := float32(a.support[k][o+maxAnchorDistance])
	s := sup / n * float32(a.distinct[k][o+maxAnchorDistance]) / max(sup, 1) * min(n, 10)
	// On ties the nearer anchor wins.
	s -= 0.01 * float32(max(o, -o))
	if s > b.score {
		*b = bestAnchor{score: s, share: sup / n, count: int32(n), offset: o, key: k}
	}
}

// leastTemplate is the number of lines with the same beginning or end that make an anchor.
const leastTemplate = 3

// findTemplates finds the lines that begin or end with the same two words as others, all numbers being
// equal: "Posted at 10:12 in …", "Read more about …", "… | Leave a reply".
func (a *anchors) findTemplates(stop *interrupt.Checker) {
	for end := range 2 {
		at := map[string][]int32{}
		for i := range a.lines {
			stop.Step(i)
			l := &a.lines[i]
			if l.width > 200 || l.first != i {
				continue
			}
			if t := edgeWords(l.text, end == 1); t != "" {
				at[t] = append(at[t], int32(i))
			}
		}
		seen := map[int32]bool{}
		for i := range a.lines {
			l := &a.lines[i]
			stop.Step(i)
			if l.width > 200 {
				continue
			}
			t := edgeWords(l.text, end == 1)
			of := at[t]
			if len(of) < leastTemplate {
				continue
			}
			l.sameWords[end] = len(of)
			if seen[of[0]] {
				continue
			}
			seen[of[0]] = true
			k := int32(len(a.keys))
			a.keys = append(a.keys, of)
			name := "lines that begin with “" + t + "”"
			if end == 1 {
				name = "lines that end with “" + t + "”"
			}
			a.name = append(a.name, name)
			for _, j := range of {
				a.lines[j].keys[1+end] = k
			}
		}
	}
}

// edgeWords returns the first or last two words of a line of three or more, folded, with each number
// written as 0; in a script without spaces the three letters there.
func edgeWords(text string, last bool) string {
	f := strings.FieldsFunc(words.Fold(text), isNoWordRune)
	if len(f) == 0 {
		return ""
	}
	w := f[0]
	if last {
		w = f[len(f)-1]
	}
	if r := []rune(w); len(r) >= 4 && r[0] >= 0x2E80 && r[0] < 0xD7B0 {
		if last {
			return string(r[len(r)-3:])
		}
		return string(r[:3])
	}
	if len(f) < 3 {
		return ""
	}
	w += " " + f[1]
	if last {
		w = f[len(f)-2] + " " + f[len(f)-1]
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, w)
}

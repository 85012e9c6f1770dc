package bare

// Anchors are lines that come back: dates, continuation marks, comment counts,
// or the same text again. In a listing each item has them at a fixed distance
// from its headline. This file counts how well "k lines after (or before) such a
// line" fits as the place of headlines.

// reach is how many lines from an anchor a headline is looked for.
const reach = 6

// anchors holds, for each key and each offset, how many of the key's lines have
// a possible headline at that offset.
type anchors struct {
	lines []line
	// keys[k] lists the lines with key k, ascending.
	keys [][]int32
	name []string
	// support[k][o+reach] counts occurrences of k with a headline-like line at
	// offset o, next[k][o+reach] those where it is followed or led by the like.
	support [][2*reach + 1]int32
	// distinct[k][o+reach] counts the different texts there.
	distinct [][2*reach + 1]int32
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

func findAnchors(lines []line) *anchors {
	a := &anchors{lines: lines, bigrams: map[[2]byte]int{}, trigrams: map[[3]byte]int{}, fives: map[[5]byte]int{}}
	a.keys = make([][]int32, len(keyForms))
	for _, k := range keyForms {
		a.name = append(a.name, k.name)
	}
	byText := map[int]int32{}
	for i := range lines {
		l := &lines[i]
		l.key = -1
		if l.form&constant != 0 {
			k, ok := byText[l.first]
			if !ok {
				k = int32(len(a.keys))
				byText[l.first] = k
				a.keys = append(a.keys, nil)
				a.name = append(a.name, "“"+l.text+"”")
			}
			l.key = k
			a.keys[k] = append(a.keys[k], int32(i))
		}
		for k, kf := range keyForms {
			if kf.class == l.class {
				a.keys[k] = append(a.keys[k], int32(i))
				if l.key < 0 {
					l.key = int32(k)
				}
			}
		}
		a.bigrams[[2]byte{a.class(i - 1), l.class}]++
		a.trigrams[[3]byte{a.class(i - 1), l.class, a.class(i + 1)}]++
		a.fives[a.five(i)]++
	}
	a.support = make([][2*reach + 1]int32, len(a.keys))
	a.distinct = make([][2*reach + 1]int32, len(a.keys))
	seen := map[string]bool{}
	for k, at := range a.keys {
		if len(at) < 2 {
			continue
		}
		for o := -reach; o <= reach; o++ {
			if o == 0 {
				continue
			}
			clear(seen)
			for j, i := range at {
				t := int(i) + o
				if t < 0 || t >= len(lines) || !lines[t].titleLike() {
					continue
				}
				// The headline belongs to the nearest anchor of its kind on that side.
				if o > 0 && j+1 < len(at) && t >= int(at[j+1]) || o < 0 && j > 0 && t <= int(at[j-1]) {
					continue
				}
				a.support[k][o+reach]++
				seen[lines[t].text] = true
			}
			a.distinct[k][o+reach] = int32(len(seen))
		}
	}
	return a
}

// class of line i, '^' and '$' beyond the ends.
func (a *anchors) class(i int) byte {
	switch {
	case i < 0:
		return '^'
	case i >= len(a.lines):
		return '$'
	}
	return a.lines[i].class
}

func (a *anchors) five(i int) [5]byte {
	return [5]byte{a.class(i - 2), a.class(i - 1), a.class(i), a.class(i + 1), a.class(i + 2)}
}

// best is what the anchors around a line say of it.
type best struct {
	score, share float32
	count        int32
	offset       int
	key          int32
}

// at finds the anchor around line i under which it is most regular to be a
// headline. kinds limits the search to keys below it (the forms) when positive.
func (a *anchors) at(i int, only int32) best {
	var b best
	b.key = -1
	for o := -reach; o <= reach; o++ {
		j := i - o
		if o == 0 || j < 0 || j >= len(a.lines) {
			continue
		}
		k := a.lines[j].key
		if only >= 0 && (only >= int32(len(keyForms)) || a.lines[j].class != keyForms[only].class) {
			continue
		}
		if only >= 0 {
			k = only
		}
		if k < 0 || len(a.keys[k]) < 2 {
			continue
		}
		n := float32(len(a.keys[k]))
		sup := float32(a.support[k][o+reach])
		s := sup / n * float32(a.distinct[k][o+reach]) / max(sup, 1) * min(n, 10)
		// Nearer anchors win ties.
		s -= 0.01 * float32(max(o, -o))
		if s > b.score {
			b = best{score: s, share: sup / n, count: int32(n), offset: o, key: k}
		}
	}
	return b
}

// Package mark finds what a query matched in a stored text: the headline with its matches marked, and the best
// passages. It works on the words of the text itself, so offsets are exact without an index of them.
package mark

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/catalogue"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
)

// Form is a term that a leaf matches, in texts under some language rules.
type Form struct {
	Term string
	In   words.SetRules
}

// Leaf is a compiled leaf with the forms its one term matches (Stemmed only).
type Leaf struct {
	words.Leaf
	Forms []Form
}

// Marker marks matches of the leaves that give scores. Safe for concurrent use.
type Marker struct {
	leaves  []Leaf
	single  map[string][]use // term → leaves it matches by itself
	phrases map[string][]int // term → phrases it is part of
	prefix  []int            // leaves of kind Prefix
}

type use struct {
	leaf int
	in   words.SetRules
}

// New returns a Marker for some leaves.
func New(leaves []Leaf) *Marker {
	m := &Marker{leaves: leaves, single: map[string][]use{}, phrases: map[string][]int{}}
	for i, l := range leaves {
		switch l.Kind {
		case words.Exact:
			m.single[l.Terms[0]] = append(m.single[l.Terms[0]], use{i, words.All})
		case words.Stemmed:
			m.single[l.Terms[0]] = append(m.single[l.Terms[0]], use{i, words.All})
			for _, f := range l.Forms {
				if f.Term != l.Terms[0] {
					m.single[f.Term] = append(m.single[f.Term], use{i, f.In})
				}
			}
		case words.Prefix:
			m.prefix = append(m.prefix, i)
		case words.Phrase:
			for _, t := range l.Terms {
				if !slices.Contains(m.phrases[t], i) {
					m.phrases[t] = append(m.phrases[t], i)
				}
			}
		}
	}
	return m
}

// match is a matched stretch and the leaf that matched.
type match struct{ start, end, leaf int }

// find returns the matches in one text, by start. headline reports that the text is the headline.
func (m *Marker) find(tokens []words.Token, rules words.Rules, headline bool) []match {
	var out []match
	var places map[int][][]uint32 // phrase leaf → positions by term
	fits := func(leaf int) bool {
		f := m.leaves[leaf].Field
		return f == query.Default || headline == (f == query.Title)
	}
	for i := range tokens {
		t := &tokens[i]
		for _, u := range m.single[t.Term] {
			if u.in.Has(rules) && fits(u.leaf) {
				out = append(out, match{t.Start, t.End, u.leaf})
			}
		}
		for _, leaf := range m.prefix {
			if strings.HasPrefix(t.Term, m.leaves[leaf].Terms[0]) && fits(leaf) {
				out = append(out, match{t.Start, t.End, leaf})
			}
		}
		for _, leaf := range m.phrases[t.Term] {
			if fits(leaf) {
				if places == nil {
					places = map[int][][]uint32{}
				}
				m.place(places, leaf, t)
			}
		}
	}
	for i, l := range m.leaves {
		if l.Kind != words.Phrase || !fits(i) {
			continue
		}
		at := places[i]
		if l.LastPrefix {
			at = m.placeLast(at, i, tokens)
		}
		if at == nil {
			continue
		}
		words.VisitPhrase(at, l.Slop, func(pos []uint32) bool {
			if l.Slop == 0 {
				first, last := tokenAt(tokens, pos[0]), tokenAt(tokens, pos[len(pos)-1])
				out = append(out, match{first.Start, last.End, i})
				return true
			}
			for _, p := range pos {
				t := tokenAt(tokens, p)
				out = append(out, match{t.Start, t.End, i})
			}
			return true
		})
	}
	slices.SortFunc(out, func(a, b match) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	return out
}

func (m *Marker) place(places map[int][][]uint32, leaf int, t *words.Token) {
	l := &m.leaves[leaf]
	if places[leaf] == nil {
		places[leaf] = make([][]uint32, len(l.Terms))
	}
	for j, term := range l.Terms {
		if term == t.Term && !(l.LastPrefix && j == len(l.Terms)-1) {
			places[leaf][j] = append(places[leaf][j], t.Pos)
		}
	}
}

func (m *Marker) placeLast(at [][]uint32, leaf int, tokens []words.Token) [][]uint32 {
	l := &m.leaves[leaf]
	if at == nil {
		return nil
	}
	last := len(l.Terms) - 1
	for _, t := range tokens {
		if strings.HasPrefix(t.Term, l.Terms[last]) {
			at[last] = append(at[last], t.Pos)
		}
	}
	return at
}

func tokenAt(tokens []words.Token, pos uint32) *words.Token {
	i, _ := slices.BinarySearchFunc(tokens, pos, func(t words.Token, p uint32) int { return int(t.Pos) - int(p) })
	return &tokens[i]
}

// Show sets a hit's Headline and Passages.
func (m *Marker) Show(hit *catalogue.Hit, headline, text, lang string) {
	rules := words.RulesOf(lang)
	hm := m.find(words.Head(nil, headline), rules, true)
	hit.Headline = runs(headline, 0, len(headline), hm)
	for _, p := range passages(text, m.find(words.Text(nil, text), rules, false), nil) {
		hit.Passages = append(hit.Passages, p.Passage)
	}
}

// runs cuts text[start:end] at the matches in it; overlapping ones are merged.
func runs(text string, start, end int, matches []match) []catalogue.Run {
	var out []catalogue.Run
	at := start
	for i := 0; i < len(matches); i++ {
		s, e := matches[i].start, matches[i].end
		if s < start || e > end {
			continue
		}
		for i+1 < len(matches) && matches[i+1].start < e {
			i++
			e = max(e, min(end, matches[i].end))
		}
		if s > at {
			out = append(out, catalogue.Run{Text: text[at:s]})
		}
		out = append(out, catalogue.Run{Text: text[s:e], Match: true})
		at = e
	}
	if at < end {
		out = append(out, catalogue.Run{Text: text[at:end]})
	}
	return out
}

const (
	maxPassages = 3
	core        = 160 // bytes from the first match of a passage within which more are gathered
	lead        = 60  // bytes shown before the first match
	tail        = 80  // bytes shown after the last
)

// stretch is a passage with the leaves that matched in it.
type stretch struct {
	catalogue.Passage
	leaves map[int]bool
}

// passages chooses the stretches with most distinct leaves, best first; with needs, of those
// that have a leaf for which it is true.
func passages(text string, matches []match, needs func(leaf int) bool) []stretch {
	type window struct {
		from, to int // matches
		score    float64
	}
	var windows []window
	seen := map[int]int{}
	hi := 0
	score := 0.0
	for lo := range matches {
		for hi < len(matches) && (hi == lo || matches[hi].end <= matches[lo].start+core) {
			if seen[matches[hi].leaf]++; seen[matches[hi].leaf] == 1 {
				score++
			} else {
				score += 0.1
			}
			hi++
		}
		windows = append(windows, window{lo, hi, score})
		if seen[matches[lo].leaf]--; seen[matches[lo].leaf] == 0 {
			score--
		} else {
			score -= 0.1
		}
	}
	slices.SortStableFunc(windows, func(a, b window) int {
		switch {
		case a.score > b.score+1e-9:
			return -1
		case b.score > a.score+1e-9:
			return 1
		}
		return 0
	})
	var out []stretch
	type bounds struct{ start, end int }
	var taken []bounds
next:
	for _, w := range windows {
		if needs != nil && !slices.ContainsFunc(matches[w.from:w.to], func(m match) bool { return needs(m.leaf) }) {
			continue
		}
		s, e := widen(text, matches[w.from].start, matches[w.to-1].end)
		for _, t := range taken {
			if s < t.end && t.start < e {
				continue next
			}
		}
		taken = append(taken, bounds{s, e})
		out = append(out, stretch{catalogue.Passage{Offset: s, Runs: runs(text, s, e, matches)},
			leavesOf(matches[w.from:w.to])})
		if len(out) == maxPassages {
			break
		}
	}
	return out
}

// widen extends [start,end) by the words around it, within the paragraph.
func widen(text string, start, end int) (int, int) {
	s := max(0, start-lead)
	for s > 0 && !utf8.RuneStart(text[s]) {
		s--
	}
	if i := strings.LastIndexByte(text[s:start], '\n'); i >= 0 {
		s += i + 1
	} else if s > 0 {
		s = nextWord(text, s, start)
	}
	e := min(len(text), end+tail)
	for e < len(text) && !utf8.RuneStart(text[e]) {
		e++
	}
	if i := strings.IndexByte(text[end:e], '\n'); i >= 0 {
		e = end + i
	} else if e < len(text) {
		if i := strings.LastIndexFunc(text[end:e], unicode.IsSpace); i >= 0 {
			e = end + i
		}
	}
	return s, e
}

// nextWord returns the first offset in [s,limit] that begins a word.
func nextWord(text string, s, limit int) int {
	if i := strings.IndexFunc(text[s:limit], unicode.IsSpace); i >= 0 {
		return s + i + len(text[s+i:limit]) - len(strings.TrimLeftFunc(text[s+i:limit], unicode.IsSpace))
	}
	if first, _ := utf8.DecodeRuneInString(text[s:]); words.IsUnspaced(first) {
		return s
	}
	return limit
}

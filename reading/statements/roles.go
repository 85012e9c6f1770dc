package statements

import (
	"strings"

	"cuttings/reading/tagger"
)

// The roles of tokens with regard to one cue. Source and content have four each:
// the first token of a run, one inside it, the last, and the only one.
const (
	roleNone    = 0
	roleCue     = 1
	roleSource  = 2
	roleContent = 6

	runFirst, runInside, runLast, runOnly = 0, 1, 2, 3
)

// RoleTags returns the tags of the second model.
func RoleTags() []string { return []string{"O", "K", "S(", "S-", "S)", "S", "C(", "C-", "C)", "C"} }

// RoleAllowed reports whether a role may follow another; "" is the window's beginning or end. A run that begins
// must end.
func RoleAllowed(before, after string) bool {
	open := strings.HasSuffix(before, "(") || strings.HasSuffix(before, "-")
	goes := strings.HasSuffix(after, "-") || strings.HasSuffix(after, ")")
	return open == goes && (!open || before[0] == after[0])
}

// The limits of the window of one cue, in sentences and tokens.
const (
	maxBack, maxAhead = 4, 7
	maxWindow         = 400
)

// sentencesOf returns the sentences that may have the cue's source and content: its own, and those that a quotation
// joins to it.
func (d *document) sentencesOf(c cue) (first, end int) {
	ss := d.t.Sentences
	own := d.words[c.first].sentence
	from, to := own, own+1
	for from > 0 && own-from < maxBack {
		s := ss[from]
		head, before := d.words[s.First], d.words[s.First-1]
		runsOn := head.isQuoted && before.isQuoted && head.quote == before.quote && head.mark != markOpen
		closed := !d.beginsParagraph[from] && before.mark == markClose && from == own
		if !runsOn && !closed {
			break
		}
		from--
	}
	for to < len(ss) && to-own < maxAhead && ss[to].End-ss[from].First < maxWindow {
		s := ss[to]
		head, last := d.words[s.First], d.words[s.First-1]
		if !head.isQuoted && last.mark != markColon {
			break
		}
		to++
	}
	return ss[from].First, ss[to-1].End
}

// cueContext has what the features of one cue's tokens share.
type cueContext struct {
	cue
	head, next, prev *word
	cueHash          uint64 // hash of the cue's stems
	place            uint64 // its position in its sentence
	sentence         int
}

func (d *document) newCueContext(c cue) cueContext {
	a := cueContext{cue: c, head: &d.words[c.first], next: d.wordAt(c.end), prev: d.wordAt(c.first - 1),
		sentence: d.words[c.first].sentence}
	for i := c.first; i < c.end; i++ {
		w := &d.words[i]
		a.cueHash = tagger.Combine(a.cueHash, w.stem)
		if w.kind != 0 && (a.head.kind == 0 || i == c.first) {
			a.head = w
		}
	}
	if a.head.kind == 0 {
		a.head = &d.words[c.end-1]
	}
	s := d.t.Sentences[a.sentence]
	switch {
	case c.first == s.First:
		a.place = 0
	case d.words[c.first].isQuoted:
		a.place = 1
	case c.end >= s.End-1:
		a.place = 2
	case 3*(c.first-s.First) < s.End-s.First:
		a.place = 3
	default:
		a.place = 4
	}
	return a
}

// gapFeatures describes what is between the cue and a token.
type gapFeatures struct {
	commas, quotes, others uint64 // marks, and words of the cue lexicon, up to 3
	cues                   uint64 // tokens of other cues, up to 3
	hasThat                bool
	hasRelative            bool
	path                   uint64 // hash of the words, or of their classes further away
	n                      int
	first                  uint64 // the first mark
}

func (b *gapFeatures) addWord(w *word) {
	b.n++
	switch w.mark {
	case markComma, markDash:
		b.commas = min(b.commas+1, 3)
	case markOpen, markClose:
		b.quotes = min(b.quotes+1, 3)
	}
	if w.mark != 0 && b.first == 0 {
		b.first = uint64(w.mark)
	}
	if w.kind != 0 {
		b.others = min(b.others+1, 3)
	}
	if w.cue {
		b.cues = min(b.cues+1, 3)
	}
	switch w.lowered {
	case "that", "if", "whether":
		b.hasThat = true
	case "who", "which", "whose", "but", "and", "while", "as", "because", "when":
		b.hasRelative = true
	}
	if b.n <= 4 {
		b.path = tagger.Combine(b.path, w.coarse, w.short)
	}
}

// roleFeatures returns the features of the tokens from first to end with regard to
// a cue, valid until the next call.
func (d *document) roleFeatures(c cue, first, end int) []tagger.Features {
	a := d.newCueContext(c)
	d.flat, d.rows = d.flat[:0], d.rows[:0]
	paths := make([]gapFeatures, end-first)
	var b gapFeatures
	for i := c.end; i < end; i++ {
		paths[i-first] = b
		b.addWord(&d.words[i])
	}
	b = gapFeatures{}
	for i := c.first - 1; i >= first; i-- {
		paths[i-first] = b
		b.addWord(&d.words[i])
	}
	starts := make([]int, 0, end-first+1)
	for i := first; i < end; i++ {
		starts = append(starts, len(d.flat))
		d.roleToken(&a, i, first, end, &paths[i-first])
	}
	return d.rowsAt(starts)
}

func (d *document) roleToken(a *cueContext, i, first, end int, b *gapFeatures) {
	template := uint64(2000)
	add := func(seen ...uint64) {
		template++
		d.flat = append(d.flat, tagger.Combine(template, seen...))
	}
	in := func(i int) *word {
		if i < first || i >= end {
			return &edgeWord
		}
		return &d.words[i]
	}
	if i >= a.first && i < a.end {
		template = 3000
		add()
		add(a.cueHash)
		return
	}
	w, l, r := in(i), in(i-1), in(i+1)
	side, dist := uint64(0), a.first-i
	if i >= a.end {
		side, dist = 1, i-a.end+1
	}
	rel := uint64(8 + w.sentence - a.sentence)
	dir := side<<8 | rel
	far := bucket(dist)
	// quoted: outside, within a quotation, within the one the cue is in or next to
	quoted := flag(w.isQuoted)
	if w.isQuoted && (w.quote == d.words[a.first].quote || w.quote == a.next.quote || w.quote == a.prev.quote) {
		quoted = 2
	}
	cueQuoted := flag(d.words[a.first].isQuoted)
	add(dir)
	add(dir, far)
	add(dir, quoted, cueQuoted)
	add(dir, quoted, a.head.stem)
	add(dir, quoted, b.commas, b.quotes)
	add(dir, a.place, quoted)
	add(dir, w.lower)
	add(dir, w.coarse, quoted)
	add(side, far, a.place)
	add(side, far, a.head.stem)
	add(side, a.cueHash)
	add(side, quoted, a.next.short, a.prev.short)
	if rel != 8 {
		add(dir, l.short, w.short)
		add(dir, b.first, quoted)
		add(dir, flag(d.beginsParagraph[w.sentence]), quoted)
		add(dir, a.next.lower, quoted)
		add(dir, w.short, r.short)
		add(dir, w.short, r.short, quoted, flag(r.isQuoted))
		add(dir, l.short, w.short, quoted, flag(l.isQuoted))
		other, joined := flag(d.attributes[w.sentence]),
			flag(d.words[d.t.Sentences[w.sentence].First].mark != markOpen)
		add(dir, other, quoted, joined)
		add(dir, other, quoted, flag(d.beginsParagraph[w.sentence]), a.place)
		add(dir, other, quoted, flag(d.sentenceQuoted(a.sentence)), a.place)
		add(dir, uint64(min(b.cues, 1)), quoted, b.quotes)
		return
	}
	template = 4000
	s := d.t.Sentences[a.sentence]
	add(side, far, a.head.coarse)
	add(side, far, w.short)
	add(side, far, l.short, w.short, r.short)
	add(side, uint64(min(dist, 12)), a.next.short, a.prev.short)
	add(side, w.class)
	add(side, l.lower)
	add(side, r.lower)
	add(side, w.lower, a.head.stem)
	add(side, w.coarse, a.head.coarse)
	add(side, far, w.coarse)
	add(side, l.coarse, w.coarse, r.coarse)
	add(side, b.path, uint64(min(b.n, 4)))
	add(side, b.path, uint64(min(b.n, 4)), w.coarse)
	add(side, b.commas, b.others, flag(b.hasThat), flag(b.hasRelative))
	add(side, b.cues, b.commas, a.place)
	add(side, b.cues, w.short, r.short)
	add(side, flag(w.cue), flag(l.cue), flag(r.cue), far)
	add(side, w.short, r.short, quoted, flag(r.isQuoted))
	add(side, l.short, w.short, quoted, flag(l.isQuoted))
	add(side, w.short, r.lower)
	add(side, l.lower, w.short)
	add(side, r.lower, b.commas, b.others)
	add(side, w.coarse, r.coarse)
	add(side, l.coarse, w.coarse)
	add(side, r.coarse, in(i+2).coarse)
	add(side, in(i-2).coarse, l.coarse)
	add(side, r.lower, a.head.stem)
	add(side, l.lower, a.head.stem)
	add(side, r.short, flag(b.hasThat), a.place)
	add(side, r.short, r.suf2, b.commas)
	add(side, b.commas, flag(w.capital), far)
	add(side, b.commas, a.head.stem)
	add(side, b.others, a.place, far)
	add(side, flag(b.hasThat), flag(b.hasRelative), far)
	add(side, b.first, far, w.short)
	add(side, b.commas, b.quotes, quoted, a.place)
	add(side, a.next.lower, far)
	add(side, a.prev.lower, far)
	add(side, a.next.lower, a.head.stem)
	add(side, a.prev.coarse, a.head.stem, far)
	add(side, a.next.coarse, a.head.suf2, far)
	add(side, a.head.suf2, a.prev.coarse, a.next.coarse, b.commas)
	add(side, bucket(i-s.First), b.commas)
	add(side, bucket(s.End-1-i), b.commas, w.short)
	add(side, a.place, w.short, l.short)
	add(side, a.place, flag(d.words[s.First].isQuoted), b.commas, quoted)
	add(side, uint64(a.head.kind), far, b.commas)
	add(side, w.suf3, w.short)
}

// sentenceQuoted reports whether a quotation is in a sentence or extends into it.
func (d *document) sentenceQuoted(n int) bool {
	s := d.t.Sentences[n]
	for i := s.First; i < s.End; i++ {
		if d.words[i].isQuoted {
			return true
		}
	}
	return false
}

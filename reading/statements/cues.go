package statements

import (
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// CueTags returns the tags of the first model.
func CueTags() []string { return []string{"O", "B", "I"} }

// CueAllowed reports whether a cue tag may follow another; "" is a sentence's
// beginning or end.
func CueAllowed(before, after string) bool { return after != "I" || before == "B" || before == "I" }

// cueFeatures returns the features of a sentence's tokens, valid until the next call.
func (d *document) cueFeatures(n int, s token.Sentence) []tagger.Features {
	d.flat, d.rows = d.flat[:0], d.rows[:0]
	starts := make([]int, 0, s.End-s.First+1)
	hasQuote, lastCapital, bare := uint64(0), 9, uint64(0)
	for i := s.First; i < s.End; i++ {
		if d.words[i].isQuoted {
			hasQuote = 1
		}
	}
	if d.isHeadline[n] {
		bare = 1
	}
	in := func(i int) *word {
		if i < s.First || i >= s.End {
			return &edgeWord
		}
		return &d.words[i]
	}
	template := uint64(0)
	add := func(seen ...uint64) {
		template++
		d.flat = append(d.flat, tagger.Combine(template, seen...))
	}
	for i := s.First; i < s.End; i++ {
		starts = append(starts, len(d.flat))
		template = 1000
		w, l, r, ll, rr, rrr := in(i), in(i-1), in(i+1), in(i-2), in(i+2), in(i+3)
		quoted := flag(w.isQuoted)
		near := uint64(min(lastCapital, 6))
		lastCapital++
		if w.capital {
			lastCapital = 1
		}
		add()
		add(w.lower)
		add(w.stem)
		add(w.class)
		add(w.coarse)
		add(w.suf3)
		add(w.suf2, r.short)
		add(l.lower)
		add(r.lower)
		add(ll.lower)
		add(rr.lower)
		add(l.stem, w.stem)
		add(w.stem, r.stem)
		add(l.lower, r.lower)
		add(l.class)
		add(r.class)
		add(l.coarse, w.stem)
		add(w.stem, r.coarse)
		add(l.coarse, w.coarse, r.coarse)
		add(l.short, w.stem, r.short)
		add(l.short, w.suf2, r.short)
		add(ll.coarse, l.coarse, w.coarse)
		add(w.coarse, r.coarse, rr.coarse)
		add(ll.coarse)
		add(rr.coarse)
		add(rrr.coarse)
		add(ll.lower, l.lower)
		add(r.lower, rr.lower)
		add(quoted, w.stem)
		add(quoted, uint64(w.kind), hasQuote)
		add(hasQuote, w.coarse, quoted)
		add(bare, w.lower)
		add(bare, w.suf2, w.short)
		add(uint64(w.kind), r.lower)
		add(uint64(w.kind), l.lower)
		add(uint64(w.kind), l.suf2, r.suf2)
		add(uint64(l.kind), w.stem, uint64(r.kind))
		add(uint64(ll.kind), uint64(l.kind), uint64(w.kind), uint64(r.kind), uint64(rr.kind))
		add(near, w.coarse, quoted)
		add(near, uint64(w.kind), r.short)
		add(bucket(i-s.First), w.coarse)
		add(bucket(s.End-1-i), w.coarse)
		add(l.suf3, w.suf3)
		add(w.suf3, r.lower)
	}
	return d.rowsAt(starts)
}

// rowsAt returns the rows of features that begin at starts.
func (d *document) rowsAt(starts []int) []tagger.Features {
	starts = append(starts, len(d.flat))
	for i := range len(starts) - 1 {
		d.rows = append(d.rows, d.flat[starts[i]:starts[i+1]:starts[i+1]])
	}
	return d.rows
}

func flag(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// bucket returns the bucket of a distance; buckets grow with the distance.
func bucket(n int) uint64 {
	switch {
	case n <= 4:
		return uint64(max(n, 0))
	case n <= 6:
		return 5
	case n <= 9:
		return 6
	case n <= 14:
		return 7
	case n <= 24:
		return 8
	}
	return 9
}

// cue is a range of tokens.
type cue struct{ first, end int }

// findCues returns the cues of every sentence, and records them in d.
func (d *document) findCues(dec *tagger.Decoder) []cue {
	var out []cue
	for n, s := range d.t.Sentences {
		for i, k := range dec.Label(d.cueFeatures(n, s)) {
			switch at := s.First + i; k {
			case 1:
				out = append(out, cue{at, at + 1})
			case 2:
				out[len(out)-1].end = at + 1
			}
		}
	}
	d.attributes = make([]bool, len(d.t.Sentences))
	for _, c := range out {
		for i := c.first; i < c.end; i++ {
			w := &d.words[i]
			w.cue = true
			if !w.isQuoted {
				d.attributes[w.sentence] = true
			}
		}
	}
	return out
}

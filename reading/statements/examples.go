package statements

import (
	"slices"

	"cuttings/cutting"
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// Attribution is a correct answer for training. Source and content may have any number of spans.
type Attribution struct{ Source, Cue, Content []cutting.Span }

// tokensIn returns the tokens that overlap any of the spans, ascending.
func tokensIn(t *token.Text, spans []cutting.Span) []int {
	var out []int
	for _, s := range spans {
		i := t.TokenAfter(s.Start)
		for ; i < len(t.Tokens) && t.Tokens[i].Start < s.End; i++ {
			out = append(out, i)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// cueOf returns the cue of a correct answer as a range of tokens in one sentence.
func (d *document) cueOf(a Attribution) (cue, bool) {
	ts := tokensIn(d.t, a.Cue)
	if len(ts) == 0 {
		return cue{}, false
	}
	c := cue{ts[0], ts[0] + 1}
	end := d.t.Sentences[d.words[c.first].sentence].End
	for _, i := range ts[1:] {
		if i == c.end && i < end {
			c.end++
		}
	}
	return c, true
}

// CueExamples returns the training sequences of the first model for a text with its correct answers.
func CueExamples(t *token.Text, gold []Attribution) []tagger.Example {
	d := newDocument(t)
	tags := make([]int, len(t.Tokens))
	for _, a := range gold {
		if c, ok := d.cueOf(a); ok {
			tags[c.first] = 1
			for i := c.first + 1; i < c.end; i++ {
				tags[i] = 2
			}
		}
	}
	var out []tagger.Example
	for n, s := range t.Sentences {
		e := tagger.Example{Tokens: cloneRows(d.cueFeatures(n, s)), Tags: slices.Clone(tags[s.First:s.End])}
		for i := range e.Tags { // overlapping answers may have split each other
			if e.Tags[i] == 2 && (i == 0 || e.Tags[i-1] == 0) {
				e.Tags[i] = 1
			}
		}
		out = append(out, e)
	}
	return out
}

// RoleExamples returns the training sequences of the second model for a text with its correct answers: one for
// each cue that first, which must be trained on other texts, finds, and one for each it misses.
func RoleExamples(t *token.Text, gold []Attribution, first *tagger.Model, readiness float32) []tagger.Example {
	d := newDocument(t)
	dec := first.NewDecoder()
	dec.Prior = []float32{0, readiness, readiness}
	found := slices.Clone(d.findCues(dec))
	var out []tagger.Example
	taken := make([]bool, len(gold))
	for _, c := range found {
		best := -1
		for k, a := range gold {
			if g, ok := d.cueOf(a); ok && !taken[k] && g.first < c.end && c.first < g.end {
				best = k
				break
			}
		}
		var a Attribution
		if best >= 0 {
			taken[best] = true
			a = gold[best]
		}
		out = append(out, d.roleExample(c, a))
	}
	for k, a := range gold {
		if c, ok := d.cueOf(a); ok && !taken[k] {
			out = append(out, d.roleExample(c, a))
		}
	}
	return out
}

func (d *document) roleExample(c cue, a Attribution) tagger.Example {
	first, end := d.sentencesOf(c)
	e := tagger.Example{Tokens: cloneRows(d.roleFeatures(c, first, end)), Tags: make([]int, end-first)}
	d.put(e.Tags, first, a.Content, roleContent)
	d.put(e.Tags, first, a.Source, roleSource)
	for i := c.first; i < c.end; i++ {
		e.Tags[i-first] = roleCue
	}
	closeRuns(e.Tags)
	return e
}

func cloneRows(rows []tagger.Features) []tagger.Features {
	out := make([]tagger.Features, len(rows))
	for i, fs := range rows {
		out[i] = slices.Clone(fs)
	}
	return out
}

// put sets the role of the tokens of spans, without punctuation at the edges. closeRuns sets which tokens of a
// run are the first and last.
func (d *document) put(tags []int, first int, spans []cutting.Span, role int) {
	ts := tokensIn(d.t, spans)
	for len(ts) > 0 {
		n := 1
		for n < len(ts) && ts[n] == ts[n-1]+1 {
			n++
		}
		run := ts[:n]
		ts = ts[n:]
		for len(run) > 0 && d.words[run[0]].mark != 0 {
			run = run[1:]
		}
		for len(run) > 0 && d.words[run[len(run)-1]].mark != 0 {
			run = run[:len(run)-1]
		}
		for _, i := range run {
			if i >= first && i < first+len(tags) {
				tags[i-first] = role
			}
		}
	}
}

// closeRuns sets the tags of the first, inner and last tokens of each run of one role.
func closeRuns(tags []int) {
	for i := 0; i < len(tags); {
		j := i + 1
		for j < len(tags) && tags[j] == tags[i] {
			j++
		}
		if role := tags[i]; role == roleSource || role == roleContent {
			for k := i; k < j; k++ {
				tags[k] = role + runInside
			}
			tags[i], tags[j-1] = role+runFirst, role+runLast
			if j == i+1 {
				tags[i] = role + runOnly
			}
		}
		i = j
	}
}

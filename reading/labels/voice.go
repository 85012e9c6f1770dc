package labels

import (
	"cmp"
	"slices"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/reading/speakers"
	"cuttings/reading/statements"
	"cuttings/reading/token"
)

// sortStatements sorts the statements by the start of their content, for statementAt.
func (r *reader) sortStatements() {
	for i := range r.Found {
		r.byStart = append(r.byStart, i)
	}
	slices.SortFunc(r.byStart, func(a, b int) int {
		return cmp.Compare(contentStart(r.Found[a]), contentStart(r.Found[b]))
	})
	end := 0
	for _, i := range r.byStart {
		c := r.Found[i].Content
		end = max(end, c[len(c)-1].End)
		r.widest = append(r.widest, end)
	}
}

func contentStart(s statements.Statement) int { return s.Content[0].Start }

// statementAt returns the innermost statement whose content contains the span, -1 for none.
func (r *reader) statementAt(s cutting.Span) int {
	best, size := -1, 0
	k, _ := slices.BinarySearchFunc(r.byStart, s.Start, func(i, at int) int {
		if contentStart(r.Found[i]) <= at {
			return -1
		}
		return 1
	})
	for k--; k >= 0 && r.widest[k] >= s.End; k-- {
		for _, c := range r.Found[r.byStart[k]].Content {
			if c.Contains(s) && (best < 0 || c.Len() < size) {
				best, size = r.byStart[k], c.Len()
			}
		}
	}
	return best
}

// setVoice sets who puts the label: the subject of the verb that does, the source of the statement that contains
// it, or the outlet. Words within a denial are the outlet's account of what is denied.
func (r *reader) setVoice(l *Label) {
	if !l.Voice.Empty() {
		l.Speaker, _ = speakers.Resolve(r.Names, l.Voice, -1)
		return
	}
	if by := r.accordingTo(l.Span); !by.Empty() {
		l.Voice = by
		l.Speaker, _ = speakers.Resolve(r.Names, by, -1)
		return
	}
	k := r.statementAt(l.Span)
	for k >= 0 && r.Found[k].Source.Empty() && r.Speakers[k].Parent >= 0 {
		k = r.Speakers[k].Parent
	}
	if k < 0 {
		return
	}
	if (l.Form == Premodifier || l.Form == Apposition) && !l.Quoted && !r.ownWords(k, l.Span) {
		return
	}
	if r.Found[k].Kind == statements.Denies && !l.Quoted {
		l.Negated = true
		return
	}
	if l.Negated && l.Form == Called {
		return
	}
	l.Statement, l.Voice, l.Speaker = k, r.Found[k].Source, r.Speakers[k].Name
}

// ownWords reports whether a statement has the words at a span as its source's own: they are quoted, or in a
// clause. What somebody only criticises or mentions has the outlet's label: "the bishop criticised the
// terrorist X".
func (r *reader) ownWords(k int, s cutting.Span) bool {
	f := r.Found[k]
	if f.Form == statements.Direct {
		return true
	}
	if first, end := r.t.TokensIn(f.Cue); sayingVerbs[r.lowered[end-1]] || r.lowered[first] == "according" {
		return true
	}
	for _, c := range f.Content {
		if !c.Contains(s) {
			continue
		}
		from, to := r.t.TokensIn(c)
		if clauseWords[r.lowered[from]] {
			return true
		}
		for i := from; i < to; i++ {
			if finiteVerbs[r.lowered[i]] {
				return true
			}
		}
	}
	return false
}

var (
	sayingVerbs = wordset.Of(
		"say says said saying tell tells told adds added adding : thinks believes insists insisted")
	clauseWords = wordset.Of("that if whether how why what when where because")
	finiteVerbs = wordset.Of(`is are was were am be been being has have had will would can could may might must shall
		should
		do does
		did isn't aren't wasn't weren't won't wouldn't can't couldn't`)
)

// accordingTo returns the person after "according to" directly after the label.
func (r *reader) accordingTo(s cutting.Span) cutting.Span {
	i := r.t.TokenAfter(s.End)
	for i < len(r.lowered) && token.IsQuote(r.lowered[i]) {
		i++
	}
	if i+2 >= len(r.lowered) || r.lowered[i] != "according" || r.lowered[i+1] != "to" {
		return cutting.Span{}
	}
	n, _ := slices.BinarySearchFunc(r.t.Sentences, i, func(s token.Sentence, at int) int {
		if s.End <= at {
			return -1
		}
		return 1
	})
	r.sentence = r.t.Sentences[n]
	if end := r.phraseFrom(i + 2); end > i+2 {
		return r.span(i+2, end)
	}
	return cutting.Span{}
}

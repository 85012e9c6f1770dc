package statements

import (
	"strings"

	"cuttings/cutting"
)

// The taggers are least reliable about where content without quotation marks ends. This file corrects it by the
// form of the sentence: content after its cue ends before a clause that begins with the source of another cue,
// and at a semicolon before a pronoun. (In the training texts no content extends over one of 170 such places.)

// shortenContents shortens the contents of statements, which must be in the order of their cues.
func (d *document) shortenContents(statements []Statement) {
	starts := map[int]bool{} // where sources begin directly before their cues
	main := map[int]bool{}   // where cues begin whose clause another's relative clause interrupts
	for _, s := range statements {
		if first := d.tokenAt(s.Cue.Start); !s.Source.Empty() && first > 0 && d.words[first-1].mark == markComma {
			if _, to := d.t.TokensIn(s.Source); to < first && relativePronouns[d.wordAt(to+1).lowered] {
				main[first] = true
			}
		}
		if !s.Source.Empty() && s.Source.Start < s.Cue.Start && d.words[d.tokenAt(s.Cue.Start)].kind != 0 {
			starts[d.tokenAt(s.Source.Start)] = true
		}
	}
	for n := range statements {
		s := &statements[n]
		if s.Form == Direct {
			continue
		}
		for k, c := range s.Content {
			if c.Start < s.Cue.End {
				continue
			}
			if end := d.clauseEnd(c, starts, main); end < c.End {
				s.Content[k].End = end
			}
		}
	}
}

// clauseEnd returns the offset where content ends by its clauses.
func (d *document) clauseEnd(c cutting.Span, starts, main map[int]bool) int {
	from, to := d.tokenAt(c.Start), d.tokenAt(c.End)
	for i := from + 1; i < to; i++ {
		w := &d.words[i]
		switch {
		case w.isQuoted || d.words[i-1].isQuoted:
		case w.lowered == ";" && i+1 < to && (starts[i+1] || subjectPronouns[d.words[i+1].lowered]):
			return d.t.Tokens[i-1].End
		case w.mark == markComma && main[i+1]:
			return d.t.Tokens[i-1].End
		case w.mark == markComma && i+2 < to && conjunctions[d.words[i+1].lowered] && starts[i+2]:
			return d.t.Tokens[i-1].End
		}
	}
	return c.End
}

var subjectPronouns = forms("he she they it we i")

var conjunctions = forms("and but while though although")

// addHeadlineLines reads lines "X: “Y”" of a list of headlines, where the tagger found no cue.
func (d *document) addHeadlineLines(statements []Statement) []Statement {
	var out []Statement
	for n, s := range d.t.Sentences {
		if !d.beginsParagraph[n] || n+1 < len(d.t.Sentences) && !d.beginsParagraph[n+1] {
			continue
		}
		at := s.First
		for at < s.End && at-s.First <= maxHeadlineSource && d.words[at].mark == 0 {
			at++
		}
		if at == s.First || at+2 >= s.End || d.words[at].mark != markColon || d.words[at+1].mark != markOpen ||
			d.words[s.End-1].mark != markClose {
			continue
		}
		content := d.span(at+1, s.End)
		covered := false
		for _, f := range statements {
			for _, c := range f.Content {
				covered = covered || c.Start < content.End && content.Start < c.End
			}
		}
		if !covered {
			out = append(out, Statement{Source: d.span(s.First, at), Cue: d.span(at, at+1),
				Content: []cutting.Span{content}, Kind: Says, Form: Direct})
		}
	}
	return out
}

// isAnonymityRequest reports whether content is only that its source asked not to be named.
func (d *document) isAnonymityRequest(s Statement) bool {
	if len(s.Content) != 1 {
		return false
	}
	words := strings.ToLower(s.Content[0].In(d.t.Text))
	return words == "not to be named" || words == "not to be identified" || words == "to remain anonymous"
}

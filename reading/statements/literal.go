package statements

import (
	_ "embed"
	"slices"

	"cuttings/cutting"
	"cuttings/internal/wordset"
)

// Some verbs that attribute also describe actions: "attacked the hall", "assumed control", "founded in 1971".
// Such a cue attributes nothing.

//go:embed literal.txt
var literalData string

var literalWords = wordset.ReadLists(literalData)

// isLiteral reports whether the cue of a statement describes an action or a name, and attributes no words.
func (d *document) isLiteral(s Statement) bool {
	first, end := d.t.TokensIn(s.Cue)
	verb := d.words[end-1].lowered
	object := ""
	if n := len(s.Content); n > 0 {
		object = d.headBehind(s.Content[n-1], end)
	}
	if s.Form != Indirect {
		return false
	}
	switch {
	case verb == "founded" || verb == "founding":
		return true
	case verb == "as" && end-first >= 2 && d.words[end-2].lowered == "known":
		return d.beFormOf(end-2, d.t.Sentences[d.words[first].sentence].First) < 0 // "formerly known as"
	case verb == "for" && end-first >= 2 && famousWords[d.words[end-2].lowered]:
		return true // "a firm known for its hulls"
	case verb == "assumed" || verb == "assumes" || verb == "assuming":
		return literalWords["charge"][object]
	case verb == "celebrates" || verb == "celebrated" || verb == "celebrating" || verb == "celebrate":
		return true
	case verb == "estimated" && end-first == 1:
		next := d.wordAt(end).lowered
		return next == "at" || next == "to" // "batches estimated at"
	case literalWords["force"][verb]:
		return literalWords["site"][object] || literalWords["forces"][d.lastOf(s.Source)]
	}
	return false
}

// famousWords are before "for" and what somebody is known for.
var famousWords = forms("known renowned famous famed celebrated best-known well-known notable")

// isAdvice reports whether a statement tells its reader what the reader says or wants, as guides do: "you want to cut
// costs", "you have no idea where".
func (d *document) isAdvice(s Statement) bool {
	if s.Source.Empty() || s.Form != Indirect {
		return false
	}
	from, to := d.t.TokensIn(s.Source)
	return to-from == 1 && (d.words[from].lowered == "you" || d.words[from].lowered == "you’re" ||
		d.words[from].lowered == "you're") && !d.words[from].isQuoted
}

// headBehind returns the head noun of the phrase after a token, in lower case.
func (d *document) headBehind(content cutting.Span, from int) string {
	start, to := d.t.TokensIn(content)
	head := ""
	for i := max(from, start); i < to; i++ {
		w := &d.words[i]
		if w.mark != 0 || attributes[w.lowered] && head != "" {
			break
		}
		if !determiners[w.lowered] {
			head = w.lowered
		}
	}
	return head
}

// lastOf returns the last word of a source before what begins an attribute.
func (d *document) lastOf(source cutting.Span) string {
	if source.Empty() {
		return ""
	}
	from, to := d.t.TokensIn(source)
	for i := from; i < to; i++ {
		if d.words[i].mark != 0 || attributes[d.words[i].lowered] {
			to = i
		}
	}
	if to == from {
		return ""
	}
	return d.words[to-1].lowered
}

// removeOthersQuotations removes from a statement a quotation that the text attributes to another.
func (d *document) removeOthersQuotations(statements []Statement) {
	for i := range statements {
		for k := max(0, i-3); k < min(len(statements), i+4); k++ {
			if k != i && statements[i].Form != Indirect && statements[k].Form == Direct &&
				statements[i].Source != statements[k].Source {
				d.takeOut(&statements[i], &statements[k])
			}
		}
	}
}

func (d *document) takeOut(s, other *Statement) {
	if slices.ContainsFunc(s.Content, func(c cutting.Span) bool { return c.Contains(other.Cue) }) {
		return // it is within the statement
	}
	for _, o := range other.Content {
		for n, c := range s.Content {
			from, to := d.t.TokensIn(c)
			if !c.Contains(o) || d.oneQuotation(from, to) {
				continue
			}
			if c == o { // both have all of it: the earlier speaker gets the first part
				if s.Cue.Start < c.Start && other.Cue.Start >= c.End {
					d.divide(s, other, n)
				}
				continue
			}
			if a, b := d.t.TokensIn(o); s.Cue.Start >= c.End {
				from = b
			} else {
				to = a
			}
			for from < to && d.words[from].mark != markOpen && (d.words[from].mark != 0 ||
				conjunctions[d.words[from].lowered]) {
				from++
			}
			for to > from && d.words[to-1].mark != markClose &&
				(d.words[to-1].mark != 0 || conjunctions[d.words[to-1].lowered]) {
				to--
			}
			if d.anyWord(from, to) {
				s.Content[n] = d.span(from, to)
				s.Form = d.formOf(s.Content)
			}
		}
	}
}

// divide removes the last quotation of the n-th content of before, which after has too, and the rest from
// after.
func (d *document) divide(before, after *Statement, n int) {
	c := before.Content[n]
	from, to := d.t.TokensIn(c)
	last := to - 1
	for last > from && d.words[last].mark != markOpen {
		last--
	}
	end := last
	for end > from && d.words[end-1].mark != markClose {
		end--
	}
	if last == from || end == from {
		return
	}
	before.Content[n] = d.span(from, end)
	for k, o := range after.Content {
		if o == c {
			after.Content[k] = d.span(last, to)
		}
	}
}

// oneQuotation reports whether no other quotation begins within tokens.
func (d *document) oneQuotation(from, to int) bool {
	for i := from + 1; i < to; i++ {
		if d.words[i].isQuoted && d.words[from].isQuoted && d.words[i].quote != d.words[from].quote {
			return false
		}
	}
	return true
}

// removeConcession removes from the content a clause after its cue that is the text's own: "X said, although the
// minister had".
func (d *document) removeConcession(s *Statement) {
	if len(s.Content) < 2 || s.Content[0].End > s.Cue.Start {
		return
	}
	s.Content = slices.DeleteFunc(s.Content, func(c cutting.Span) bool {
		i, _ := d.t.TokensIn(c)
		return c.Start >= s.Cue.End && concessiveConjunctions[d.words[i].lowered] && !d.words[i].isQuoted
	})
}

var concessiveConjunctions = forms("although though while whereas")

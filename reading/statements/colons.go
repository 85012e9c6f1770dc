package statements

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/reading/names"
)

// leastColonContent is the least number of words that somebody says after a colon without quotation marks.
const leastColonContent = 3

// withoutHeadings drops statements whose cue is a colon and that have no speaker: "Memphis Style: a bold comeback",
// "Website: the review", a title with a subtitle, or a label with a value. Without quotation marks, what stands
// before the colon must be a speaker by its words, speak elsewhere in the text, or speak of himself or herself.
func (d *document) withoutHeadings(statements []Statement) []Statement {
	speakers := map[string]bool{} // the last words of sources with another cue
	for i := range statements {
		if s := &statements[i]; !d.isColon(s) {
			speakers[d.lastOf(s.Source)] = true
		}
	}
	out := statements[:0]
	for _, s := range statements {
		if !d.isColon(&s) || s.Form == Direct || d.hasSpeaker(&s, speakers) {
			out = append(out, s)
		}
	}
	return out
}

func (d *document) isColon(s *Statement) bool {
	first, end := d.t.TokensIn(s.Cue)
	return end-first == 1 && d.words[first].mark == markColon
}

// hasSpeaker reports whether the source before a colon speaks; speakers are the last words of those who do in the
// text.
func (d *document) hasSpeaker(s *Statement, speakers map[string]bool) bool {
	words, spoken := 0, false
	for _, c := range s.Content {
		from, to := d.t.TokensIn(c)
		for i := from; i < to; i++ {
			if w := &d.words[i]; w.mark == 0 {
				words++
				spoken = spoken || spokenPronouns[w.lowered]
			}
		}
	}
	if words < leastColonContent || s.Source.Empty() {
		return false
	}
	source := s.Source.In(d.t.Text)
	from, to := d.t.TokensIn(s.Source)
	if d.words[from].lowered == "dear" { // a letter
		return false
	}
	if isFullName(source) && d.contentHasVerb(s) || spoken && d.isSpeaker(from, to) {
		return true
	}
	// A list of fields has labels such as "Website" and "Organisation"; a headline of one sentence has not.
	last := d.lastOf(s.Source)
	return d.words[from].sentence == 0 && d.isHeadline[0] &&
		(speakers[last] && d.areCapitalized(from, to) || isSomebodyNoun(source) || findingNouns[last])
}

// contentHasVerb reports whether content has a finite verb that is easily known, or a cue: what follows a name and a
// colon in a list of works or makers has none.
func (d *document) contentHasVerb(s *Statement) bool {
	return slices.ContainsFunc(s.Content, func(c cutting.Span) bool {
		from, to := d.t.TokensIn(c)
		if d.hasVerb(from, to) {
			return true
		}
		for i := from; i < to; i++ {
			if w := &d.words[i]; !w.capital && w.kind != 0 || pronouns[w.lowered] {
				return true
			}
		}
		return false
	})
}

// spokenPronouns are those of people who speak.
var spokenPronouns = forms("i we i'm i’m i've i’ve i'll i’ll we're we’re we've we’ve we'll we’ll")

// isSomebodyNoun reports whether words end in a noun for persons or bodies: "Minister", "the police".
func isSomebodyNoun(source string) bool {
	head, _ := headOf(source)
	low := strings.ToLower(head)
	return isSomebodyWord(low) || isSomebodyWord(strings.TrimSuffix(low, "s"))
}

// isFullName reports whether words are a given name and a surname.
func isFullName(source string) bool {
	words := strings.Fields(source)
	if len(words) < 2 || len(words) > 4 || !names.IsGivenName(strings.ToLower(words[0])) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(words[len(words)-1])
	return unicode.IsUpper(r)
}

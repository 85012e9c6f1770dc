package labels

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/reading/names"
	"cuttings/reading/speakers"
	"cuttings/reading/statements"
	"cuttings/reading/token"
	"cuttings/reading/within"
)

// Input is a text with what other readers found in it.
type Input struct {
	Text     *token.Text
	Lang     string
	Mentions []names.Mention
	Names    *within.Text // read from Mentions
	Found    []statements.Statement
	Speakers []speakers.Speaker // parallel to Found
}

// Read returns the labels of a text, by position; none for unsupported languages.
func Read(in Input) []Label {
	primary, _, _ := strings.Cut(strings.ToLower(in.Lang), "-")
	if !slices.Contains(Languages(), primary) {
		return nil
	}
	r := &reader{Input: in, t: in.Text, lowered: make([]string, len(in.Text.Tokens)),
		mention: make([]int, len(in.Text.Tokens))}
	for i := range r.lowered {
		r.lowered[i] = strings.ToLower(in.Text.Token(i))
		r.mention[i] = -1
	}
	at := 0
	for k, m := range in.Mentions {
		for at < len(r.lowered) && r.t.Tokens[at].End <= m.Span.Start {
			at++
		}
		for i := at; i < len(r.lowered) && r.t.Tokens[i].Start < m.Span.End; i++ {
			r.mention[i] = k
		}
	}
	r.markQuotations()
	r.sortStatements()
	for _, s := range r.t.Sentences {
		r.sentence = s
		for i := s.First; i < s.End; i++ {
			if r.mention[i] >= 0 && (i == s.First || r.mention[i-1] != r.mention[i]) {
				end := i + 1
				for end < s.End && r.mention[end] == r.mention[i] {
					end++
				}
				r.readPremodifiers(i, end)
				r.readApposition(i, end)
				r.readCopula(i, end)
			}
			r.readCalling(i)
			r.readExclamation(i)
			r.readReferringLabel(i)
			r.readCopulaOfDescription(i)
		}
	}
	return r.finish()
}

// reader is one text being read.
type reader struct {
	Input
	t        *token.Text
	lowered  []string
	mention  []int // for each token its mention, -1 for none
	isQuoted []bool
	sentence token.Sentence
	out      []Label
	byStart  []int // statements by their beginning
	widest   []int // the furthest end of the statements up to each of byStart
}

// word returns token i in lower case, "" outside the sentence.
func (r *reader) word(i int) string {
	if i < r.sentence.First || i >= r.sentence.End {
		return ""
	}
	return r.lowered[i]
}

func (r *reader) isWord(i int) bool {
	if r.word(i) == "" {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.lowered[i])
	return unicode.IsLetter(c) || unicode.IsDigit(c)
}

func (r *reader) isLowerCase(i int) bool {
	if r.word(i) == "" {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.t.Token(i))
	return unicode.IsLower(c)
}

// markQuotations marks the tokens within quotation marks; a quotation ends with its paragraph.
func (r *reader) markQuotations() {
	r.isQuoted = make([]bool, len(r.lowered))
	open := false
	for i, w := range r.lowered {
		if i > 0 && strings.Contains(r.t.Text[r.t.Tokens[i-1].End:r.t.Tokens[i].Start], "\n") {
			open = false
		}
		switch {
		case w == `"`:
			open = !open
		case token.OpensQuotation(w):
			open = true
		case token.ClosesQuotation(w):
			open = false
		default:
			r.isQuoted[i] = open
		}
	}
}

// phraseEnds are words that end a description.
var phraseEnds = wordset.Of(`who which whose where when since according and but is was are were has have had
	will would said says told , . ; : ! ? ( ) – — - based located now then while because although by from as`)

// phraseFrom returns the end of the description that begins at token i: up to a punctuation mark, a relative
// clause or a verb.
func (r *reader) phraseFrom(i int) int {
	quoted := token.IsQuote(r.word(i - 1))
	end := i
	for k := i; k < min(i+maxPhrase, r.sentence.End); k++ {
		w := r.word(k)
		if w == "-" && k > i && r.t.Tokens[k-1].End == r.t.Tokens[k].Start {
			continue // a 22-year-old
		}
		if token.IsQuote(w) || !quoted && phraseEnds[w] || quoted && strings.ContainsAny(w, ".;!?") {
			break
		}
		if !quoted && w == "that" && k > i {
			break
		}
		if !quoted && k > i && (w == "in" || w == "on" || w == "at" || w == "with") {
			break
		}
		if r.isWord(k) || w == "'s" || w == "’s" || w == "'" || w == "’" || w == "-" {
			end = k + 1
		}
	}
	return end
}

// maxPhrase is the maximum number of tokens of a label.
const maxPhrase = 14

// headNoun returns the token that is the head noun of a description: the last word before
// "of" or another joining word.
func (r *reader) headNoun(from, end int) int {
	head := from
	for k := from; k < end; k++ {
		switch w := r.word(k); w {
		case "of", "for", "to", "in", "on", "at", "with", "than", "against", "among":
			if k > from {
				return head
			}
		default:
			if r.isWord(k) {
				head = k
			}
		}
	}
	return head
}

// hasValueWord reports whether any word of a description praises, blames or takes a side.
func (r *reader) hasValueWord(from, end int) bool {
	for k := from; k < end; k++ {
		if isValueWord(r.lowered[k]) && (r.mention[k] < 0 || r.isLowerCase(k)) {
			return true
		}
	}
	return false
}

// isRole reports whether a description only names an office, a job or a kind of body.
func (r *reader) isRole(from, end int) bool {
	return !r.hasValueWord(from, end) && isNeutralNoun(r.lowered[r.headNoun(from, end)])
}

func (r *reader) span(from, end int) cutting.Span {
	return cutting.Span{Start: r.t.Tokens[from].Start, End: r.t.Tokens[end-1].End}
}

// add adds the label of tokens from to end that is put on the span of.
func (r *reader) add(from, end int, of cutting.Span, name int, form Form, role, negated bool) *Label {
	if from >= end || form != Called && !r.canDescribe(from, end, form) {
		return nil
	}
	r.out = append(r.out, Label{Span: r.span(from, end), Of: of, Name: name, Form: form, Role: role, Negated: negated,
		Statement: -1, Speaker: -1, Quoted: r.isQuoted[from] && token.IsQuote(r.word(from-1))})
	return &r.out[len(r.out)-1]
}

// finish returns the labels without those within others of the same name, with their voices set.
func (r *reader) finish() []Label {
	slices.SortStableFunc(r.out, func(a, b Label) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End))
	})
	var out []Label
	for _, l := range r.out {
		if n := len(out); n > 0 && out[n-1].Span.Overlaps(l.Span) {
			if out[n-1].Role && !l.Role {
				out[n-1] = l
			}
			continue
		}
		out = append(out, l)
	}
	for i := range out {
		r.setVoice(&out[i])
	}
	return out
}

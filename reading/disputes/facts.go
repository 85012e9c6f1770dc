package disputes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/reading/token"
)

// topicSentences is the number of first sentences of a text that show what it is about.
const topicSentences = 3

// NewFacts returns the facts of a text: figures with a question.
func NewFacts(in Input) []Fact {
	var topic []string
	if n := min(topicSentences, len(in.Text.Sentences)); n > 0 {
		s := in.Text.Span(in.Text.Sentences[0])
		s.End = in.Text.Span(in.Text.Sentences[n-1]).End
		topic = in.namesIn([]cutting.Span{s}, -1)
	}
	var out []Fact
	for i, f := range in.Figures {
		if f.Question == "" {
			continue
		}
		from, _ := in.Text.TokensIn(f.Span)
		n, _ := slices.BinarySearchFunc(in.Text.Sentences, from, func(s token.Sentence, at int) int {
			if s.End <= at {
				return -1
			}
			return 1
		})
		sentence := in.Text.Span(in.Text.Sentences[n])
		fact := Fact{Text: in.ID, Source: in.Source, Date: in.Date, Figure: i, Question: f.Question, Value: f.Value,
			Bound: f.Bound, Updated: f.Updated, Span: f.Span, Topic: topic, Sentence: n,
			Names: in.namesIn([]cutting.Span{sentence}, -1), Words: in.contentStems([]cutting.Span{sentence})}
		fact.Part = in.countsPart(f.Span)
		if f.Name >= 0 {
			fact.About = in.Name(f.Name)
		}
		if f.Statement >= 0 {
			if k := in.Speakers[f.Statement].Name; k >= 0 {
				fact.Voice = in.Name(k)
			}
		}
		for _, e := range in.Events {
			if sentence.Contains(e.Word) {
				fact.Dates = append(fact.Dates, e.Date)
			}
		}
		out = append(out, fact)
	}
	return out
}

// countsPart reports whether a figure counts some of those concerned: "the two wounded", "his three children",
// "11 Americans", "six people were also killed".
func (in *Input) countsPart(figure cutting.Span) bool {
	from, to := in.Text.TokensIn(figure)
	if from > 0 {
		switch strings.ToLower(in.Text.Token(from - 1)) {
		case "the", "these", "those", "his", "her", "their", "its", "our", "all", "other":
			return true
		}
	}
	if to >= len(in.Text.Tokens) {
		return false
	}
	for i := to; i < min(to+alsoWords, len(in.Text.Tokens)); i++ {
		if strings.EqualFold(in.Text.Token(i), "also") {
			return true // "six people were also killed", elsewhere
		}
	}
	r, _ := utf8.DecodeRuneInString(in.Text.Token(to))
	return unicode.IsUpper(r)
}

// alsoWords is the number of tokens behind a figure in which "also" belongs to its verb.
const alsoWords = 4

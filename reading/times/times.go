// Package times finds expressions of time in English texts and gives them the types and values of TIMEX3, the
// tag of TimeML (ISO 24617-1): "last Friday" in a report of 2031-05-14 is a DATE with the value 2031-05-09.
//
// It is a table of rules over tokens. A rule reads one form and returns its meaning relative to an anchor;
// resolving it against the document's date and earlier expressions is a separate step.
package times

import (
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/reading/token"
)

// Type is the TIMEX3 type of an expression.
type Type string

// The types.
const (
	Date     Type = "DATE"     // a day or something longer
	Time     Type = "TIME"     // a time of the day, or a part of one
	Duration Type = "DURATION" // how long
	Set      Type = "SET"      // how often
)

// Timex is one expression of time.
type Timex struct {
	Span cutting.Span // in the text
	Type Type
	// Value is ISO 8601 as extended by TIMEX3: "1998-08-07", "1989-Q3", "1990-W33", "198" (a decade), "P2M",
	// "PXY", "PAST_REF", "1989-10-26TMO".
	Value string
}

// Languages returns the languages the reader supports.
func Languages() []string { return []string{"en"} }

// Read returns the expressions in t in order; none overlaps another. dct is the document's date, ISO 8601 at
// any precision, "" when it is not known; expressions that need it then have no value. lang is a BCP 47 tag;
// unsupported languages have none.
func Read(t *token.Text, lang, dct string) []Timex {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if !slices.Contains(Languages(), primary) {
		return nil
	}
	r := &reader{t: t, lowered: make([]string, len(t.Tokens))}
	for i := range t.Tokens {
		r.lowered[i] = strings.ToLower(strings.ReplaceAll(t.Token(i), "’", "'"))
	}
	c := newCalendar(dct)
	var out []Timex
	for _, s := range t.Sentences {
		r.sentence = s
		for i := s.First; i < s.End; {
			m := r.longestMatch(i)
			if m.to <= i {
				i++
				continue
			}
			x := Timex{
				Span:  cutting.Span{Start: t.Tokens[m.from].Start, End: t.Tokens[m.to-1].End},
				Type:  m.typ,
				Value: c.resolve(m, r.tense(i, m.to)),
			}
			out = append(out, x)
			i = m.to
		}
	}
	return out
}

// reader is one text being read.
type reader struct {
	t        *token.Text
	lowered  []string // the tokens in lower case
	sentence token.Sentence
}

// word returns token i in lower case, "" outside the sentence.
func (r *reader) word(i int) string {
	if i < r.sentence.First || i >= r.sentence.End {
		return ""
	}
	return r.lowered[i]
}

// isAny reports whether token i is one of the words.
func (r *reader) isAny(i int, words ...string) bool {
	w := r.word(i)
	return w != "" && slices.Contains(words, w)
}

// startsWithCapital reports whether token i begins with a capital.
func (r *reader) startsWithCapital(i int) bool {
	if r.word(i) == "" {
		return false
	}
	c := r.t.Token(i)[0]
	return c >= 'A' && c <= 'Z'
}

// longestMatch returns the longest match of any rule at token i; its end is 0 when there
// is none.
func (r *reader) longestMatch(i int) (best meaning) {
	if !mayStart(r.lowered[i]) {
		return meaning{}
	}
	for _, rule := range rules {
		if m, ok := rule.read(r, i); ok && m.to > best.to {
			if m.from == 0 && m.from != i {
				m.from = i
			}
			best = m
		}
	}
	return best
}

// tense is whether a sentence is about the past or the future.
type tense int

const (
	past tense = iota
	future
)

// tense returns whether an expression is in the future, judged by the verbs before it, and directly after it,
// in its clause.
func (r *reader) tense(from, to int) tense {
	if r.isAny(from-1, "by", "effective", "payable") || r.isAny(from-1, "on", "in") && r.isAny(from-2, "due",
		"payable", "effective", "expire", "expires", "begin", "resume") {
		return future
	}
	for i := from - 1; i >= max(r.sentence.First, from-10); i-- {
		if r.isAny(i, ",", ";", "“", "”", "\"") {
			break
		}
		if r.isAny(i, futureWords...) {
			return future
		}
	}
	for i := to; i < min(r.sentence.End, to+4); i++ {
		if r.isAny(i, ",", ";", "“", "”", "\"") {
			break
		}
		if r.isAny(i, "will", "'ll", "shall") {
			return future
		}
	}
	return past
}

var futureWords = []string{"will", "'ll", "shall", "upcoming", "scheduled", "tomorrow", "until", "promised",
	"promises",
	"vowed", "pledged", "plans", "planned", "expected", "expects"}

package sqlite

import (
	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
)

// addForms puts the word forms of a sighting, of other versions and of the prose that stages give, into
// the table of forms and returns the sighting's length in words.
func (b *batch) addForms(s *catalogue.Sighting, other *entries.Other, extra entries.Extra) (int, error) {
	rules := words.RulesOf(s.Lang)
	var err error
	var length int
	b.tokens, length = eachSearched(b.tokens, s, other, extra, b.fields, func(tokens []words.Token) {
		if err == nil {
			err = b.learnForms(rules, tokens)
		}
	})
	return length, err
}

func (b *batch) learnForms(rules words.Rules, tokens []words.Token) error {
	for i := range tokens {
		term := tokens[i].Term
		if b.known.add(rules, term) && words.CanStem(term) {
			if err := b.exec("INSERT OR IGNORE INTO forms VALUES (?, ?, ?)", int64(rules), words.Key(rules, term),
				term); err != nil {
				return err
			}
		}
	}
	return nil
}

// eachSearched calls fn with the words of a sighting and then with those of other versions and of the prose
// that stages give, some at a time, and returns how many the first are. fn must not keep them. buf is
// written over; what is returned is for the next call.
func eachSearched(buf []words.Token, s *catalogue.Sighting, other *entries.Other, extra entries.Extra,
	fields *field.Set, fn func([]words.Token)) (after []words.Token, length int) {
	head := words.Head(buf[:0], s.Headline)
	fn(head)
	length = len(head)
	buf = words.EachText(head, s.Text, func(tokens []words.Token) {
		length += len(tokens)
		fn(tokens)
	})
	buf = otherTokens(buf[:0], other)
	fn(buf)
	buf = stagedTokens(buf[:0], extra, fields)
	fn(buf)
	return buf, length
}

// otherTokens appends the words that other versions have.
func otherTokens(tokens []words.Token, other *entries.Other) []words.Token {
	if other.Empty() {
		return tokens
	}
	return append(append(tokens, other.HeadlineTokens()...), other.TextTokens()...)
}

// stagedTokens appends the words of the prose that stages give.
func stagedTokens(tokens []words.Token, extra entries.Extra, fields *field.Set) []words.Token {
	for name, values := range extra {
		if f, ok := fields.Get(name); ok && f.Analyser == field.Prose {
			tokens = words.Sentences(tokens, values...)
		}
	}
	return tokens
}

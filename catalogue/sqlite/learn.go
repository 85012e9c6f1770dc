package sqlite

import (
	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
)

// keptTokens is how many tokens there may be room for from one text to the next: more
// than a page's longest text has.
const keptTokens = 1 << 16

// learn puts the word forms of a sighting, and of the prose that stages give, into
// the table of forms and returns the sighting's length in words.
func (b *batch) learn(s *catalogue.Sighting, extra entries.Extra) (int, error) {
	rules := words.RulesOf(s.Lang)
	tokens, length := searchedTokens(b.tokens, s, extra, b.fields)
	if b.tokens = tokens; cap(tokens) > keptTokens {
		b.tokens = nil
	}
	return length, b.learnForms(rules, tokens)
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

// searchedTokens are the words of a sighting, and behind them those of the prose that
// stages give; length counts the first. buf is written over.
func searchedTokens(buf []words.Token, s *catalogue.Sighting, extra entries.Extra, fields *field.Set) (
	tokens []words.Token, length int) {
	tokens = words.Text(words.Head(buf[:0], s.Headline), s.Text)
	return stagedTokens(tokens, extra, fields), len(tokens)
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

package library

import (
	"context"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/library/plain"
)

// WordFound is one part of a query with how many cuttings it finds by itself.
type WordFound struct {
	Text  string // as it is written in the query language
	Count int
}

// maxWordsTried is the maximum number of parts of a query tried one by one.
const maxWordsTried = 8

// WordsFound returns, for a query that found nothing, how many cuttings each of its parts finds alone with the
// same filters, so that the part that finds nothing can be shown. It is empty for a query of one part.
func (l *Library) WordsFound(ctx context.Context, s Search) ([]WordFound, error) {
	q, err := query.Parse(s.Text, l.c.Now())
	if err != nil {
		return nil, err
	}
	var parts []string
	q.Walk(func(leaf query.Node, negated bool) {
		if !negated && len(parts) < maxWordsTried {
			parts = append(parts, (&query.Query{Root: leaf}).String())
		}
	})
	if len(parts) < 2 {
		return nil, nil
	}
	var out []WordFound
	for _, p := range parts {
		one := s
		one.Text, one.After = p, ""
		res, err := l.Find(ctx, one, catalogue.Request{})
		if err != nil {
			return nil, err
		}
		out = append(out, WordFound{p, res.Total})
	}
	return out, nil
}

// SourceNamed returns a source whose name is among the words typed, and the words without that name; false when
// there is none, or the query has more than words.
func (l *Library) SourceNamed(ctx context.Context, text string) (s Source, rest string, ok bool, err error) {
	if strings.ContainsAny(text, `":()*`) {
		return Source{}, "", false, nil
	}
	all, err := l.Sources(ctx)
	if err != nil {
		return Source{}, "", false, err
	}
	words := " " + strings.ToLower(strings.Join(strings.Fields(text), " ")) + " "
	longest := 0
	for _, c := range all { // the source with the most cuttings comes first
		for _, name := range spokenNames(&c) {
			name = " " + strings.ToLower(strings.Join(strings.Fields(name), " ")) + " "
			if i := strings.Index(words, name); i >= 0 && len(name) > longest {
				s, rest, ok, longest = c, strings.TrimSpace(words[:i]+" "+words[i+len(name):]), true, len(name)
			}
		}
	}
	return s, rest, ok, nil
}

// spokenNames returns the names by which a query may call a source: its names, those of several words also
// without "The", and its host.
func spokenNames(s *Source) []string {
	out := append([]string{plain.SourceName(s.Source)}, s.Also...)
	for _, name := range out[:len(out):len(out)] {
		if rest, ok := strings.CutPrefix(strings.ToLower(name), "the "); ok && strings.Contains(rest, " ") {
			out = append(out, rest)
		}
	}
	if s.Home != "" {
		out = append(out, s.ID)
	}
	return out
}

// ranks reports whether a query has words by which one match is better than another.
func ranks(q *query.Query) bool {
	found := false
	q.Walk(func(leaf query.Node, negated bool) {
		f := query.Default
		switch n := leaf.(type) {
		case *query.Word:
			f = n.Field
		case *query.Phrase:
			f = n.Field
		default:
			return
		}
		if def, ok := field.Standard().Get(string(f)); !negated && ok && def.Weight > 0 {
			found = true
		}
	})
	return found
}

// Nearby is a search with one word in another spelling.
type Nearby struct {
	Word  string // the word instead
	Query string // the whole query with it
	Count int    // what it finds
}

const (
	nearWords = 3 // other spellings tried of one word
	nearTried = 4 // words tried
)

// SimilarSearches returns searches with another spelling for a search that found nothing: a word that the archive does
// not have is replaced by a similar one that it has. Only searches that find something are returned.
func (l *Library) SimilarSearches(ctx context.Context, s Search) ([]Nearby, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	q, err := query.Parse(s.Text, l.c.Now())
	if err != nil {
		return nil, err
	}
	var leaves []*query.Word
	q.Walk(func(leaf query.Node, negated bool) {
		w, ok := leaf.(*query.Word)
		if !ok || negated || w.Prefix || len(leaves) == nearTried {
			return
		}
		if w.Field == query.Default || w.Field == query.Field(field.Title) || w.Field == query.Field(field.Body) {
			leaves = append(leaves, w)
		}
	})
	var out []Nearby
	for _, w := range leaves {
		typed := w.Text
		alone := s
		alone.Text, alone.After = (&query.Query{Root: w}).String(), ""
		res, err := l.Find(ctx, alone, catalogue.Request{})
		if err != nil {
			return nil, err
		}
		if res.Total > 0 {
			continue
		}
		words, err := cat.Near(ctx, typed, nearWords)
		if err != nil {
			return nil, err
		}
		for _, near := range words {
			w.Text = near
			one := s
			one.Text, one.After = q.String(), ""
			if res, err = l.Find(ctx, one, catalogue.Request{}); err != nil {
				return nil, err
			}
			if res.Total > 0 {
				out = append(out, Nearby{near, one.Text, res.Total})
			}
		}
		w.Text = typed
	}
	return out, nil
}

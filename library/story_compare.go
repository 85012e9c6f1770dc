package library

import (
	"context"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Pairing is two cuttings compared.
type Pairing struct {
	A      catalogue.Head `json:"a"`
	B      catalogue.Head `json:"b"`
	TextA  string         `json:"text_a"`
	TextB  string         `json:"text_b"`
	SinceA Since          `json:"since_a"`
	SinceB Since          `json:"since_b"`
	// OrderKnown reports that A is known to be earlier, or B where Swapped.
	OrderKnown bool `json:"order_known"`
	Swapped    bool `json:"swapped"`
	// Related is their relation, seen from A; nil for none.
	Related *Related `json:"related,omitempty"`
	// SameStory reports that both are in one story, ID Story.
	SameStory bool   `json:"same_story"`
	Story     string `json:"story,omitempty"`
	// Headline and Text are compared word by word: "del" is only in A, "ins" only in B.
	Headline []DiffRun `json:"headline,omitempty"`
	Text     []DiffRun `json:"text"`
	Rough    bool      `json:"rough,omitempty"` // the texts differ too much: their ends are not compared word by word
}

// Pair compares two cuttings by their fullest texts. It returns NotFound for an unknown one.
func (l *Library) Pair(ctx context.Context, a, b string) (*Pairing, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	x, err := cat.Entry(ctx, a)
	if err != nil {
		return nil, err
	}
	y, err := cat.Entry(ctx, b)
	if err != nil {
		return nil, err
	}
	p := &Pairing{A: headOf(x), B: headOf(y), TextA: x.Text, TextB: y.Text, SinceA: sinceOf(x), SinceB: sinceOf(y)}
	if p.Related, err = l.relationOf(ctx, cat, x, y); err != nil {
		return nil, err
	}
	rx, err := catalogue.StoryOf(ctx, cat, a)
	if err != nil {
		return nil, err
	}
	ry, err := catalogue.StoryOf(ctx, cat, b)
	if err != nil {
		return nil, err
	}
	ma, mb := Member{Head: p.A, Since: p.SinceA, Names: rx.Names}, Member{Head: p.B, Since: p.SinceB, Names: ry.Names}
	p.Swapped = isEarlier(&mb, &ma)
	p.OrderKnown = p.Swapped || isEarlier(&ma, &mb)
	if p.SameStory = a == b || rx.Story != "" && rx.Story == ry.Story; p.SameStory {
		p.Story = rx.Story
	}
	whole := true
	if p.Text, whole, err = diffWords(ctx, x.Text, y.Text); err != nil {
		return nil, err
	}
	p.Rough = !whole
	if x.Headline != y.Headline {
		p.Headline, _, err = diffWords(ctx, x.Headline, y.Headline)
	}
	return p, err
}

// relationOf returns the relation of two cuttings: from the archive's row, or computed where there is none for the
// pair.
func (l *Library) relationOf(ctx context.Context, cat Catalogue, x, y *catalogue.Entry) (*Related, error) {
	r := Related{Head: headOf(y), Headlines: headlinesDiffer(x.Headline, y.Headline), Relation: catalogue.TextRelation{
		Text: catalogue.TextKey(&y.Sighting)}}
	key := catalogue.TextKey(&x.Sighting)
	rs, err := catalogue.RelationsOf(ctx, cat, key)
	if err != nil {
		return nil, err
	}
	found := key == r.Relation.Text
	if found {
		r.Relation.Kind, r.Relation.This, r.Relation.Other = catalogue.SameText, 1, 1
	}
	for i := range rs.Relations {
		if !found && rs.Relations[i].Text == r.Relation.Text {
			r.Relation, found = rs.Relations[i], true
		}
	}
	if !found && l.c.Relate != nil {
		if t := l.c.Relate(&x.Sighting, &y.Sighting); t != nil {
			r.Relation, found = *t, true
		}
	}
	row, err := catalogue.StoryOf(ctx, cat, x.ID)
	if err != nil {
		return nil, err
	}
	back, err := catalogue.StoryOf(ctx, cat, y.ID)
	if err != nil {
		return nil, err
	}
	switch {
	case row.Article == y.ID:
		r.By = row.By
	case back.Article == x.ID:
		r.By = back.By
	}
	if r.By != "" && !found {
		r.Relation.Kind, r.Relation.Longer, found = catalogue.Announces, row.Article != y.ID, true
	}
	if !found {
		return nil, nil
	}
	r.Passages = aligned(r.Relation.Passages, x.Text, y.Text)
	return &r, nil
}

// aligned returns passages with their words. Those outside the texts belong to another state of the archive and
// are left out.
func aligned(list []catalogue.SharedSpan, this, other string) (out []AlignedPassage) {
	in := func(s cutting.Span, text string) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) }
	for _, p := range list {
		if in(p.This, this) && in(p.Other, other) {
			out = append(out, AlignedPassage{p, p.This.In(this), p.Other.In(other), wholeWords(this, p.This)})
		}
	}
	return out
}

package disputes

import (
	"cuttings/cutting"
	"cuttings/internal/pack"
	"cuttings/reading/figures"
	"cuttings/reading/statements"
)

// Keep writes the claims and facts of one text, for Restore.
func Keep(w *pack.Writer, claims []Claim, facts []Fact) {
	w.Int(len(claims))
	for i := range claims {
		c := &claims[i]
		for _, s := range []string{c.Text, c.Source, c.Date, c.Speaker, string(c.Kind)} {
			w.String(s)
		}
		w.Int(c.Statement)
		keepSpan(w, c.Span)
		for _, list := range [][]string{c.About, c.Words, c.Called, c.SaidBy, c.Own, c.Whose} {
			w.Strings(list)
		}
		w.Bool(c.Demand)
		w.Bool(c.Back)
		w.Bool(c.Weak)
		w.Int(c.Within)
	}
	w.Int(len(facts))
	for i := range facts {
		f := &facts[i]
		for _, s := range []string{f.Text, f.Source, f.Date, f.Voice, f.Question, f.Value, string(f.Bound), f.About} {
			w.String(s)
		}
		w.Int(f.Figure)
		w.Bool(f.Updated)
		w.Bool(f.Part)
		keepSpan(w, f.Span)
		for _, list := range [][]string{f.Names, f.Topic, f.Words, f.Dates} {
			w.Strings(list)
		}
		w.Int(f.Sentence)
	}
}

func keepSpan(w *pack.Writer, s cutting.Span) {
	w.Int(s.Start)
	w.Int(s.Len())
}

// Restore reads the claims and facts of one text that Keep wrote. The error is in r.
func Restore(r *pack.Reader) (claims []Claim, facts []Fact) {
	span := func() cutting.Span {
		start := r.Int()
		return cutting.Span{Start: start, End: start + r.Int()}
	}
	if n := r.Len(); n > 0 {
		claims = make([]Claim, n)
	}
	for i := range claims {
		c := &claims[i]
		c.Text, c.Source, c.Date, c.Speaker = r.String(), r.String(), r.String(), r.String()
		c.Kind, c.Statement, c.Span = statements.Kind(r.String()), r.Int(), span()
		c.About, c.Words, c.Called, c.SaidBy = r.Strings(), r.Strings(), r.Strings(), r.Strings()
		c.Own, c.Whose, c.Demand = r.Strings(), r.Strings(), r.Bool()
		c.Back, c.Weak, c.Within = r.Bool(), r.Bool(), r.Int()
	}
	if n := r.Len(); n > 0 {
		facts = make([]Fact, n)
	}
	for i := range facts {
		f := &facts[i]
		f.Text, f.Source, f.Date, f.Voice = r.String(), r.String(), r.String(), r.String()
		f.Question, f.Value, f.Bound, f.About = r.String(), r.String(), figures.Bound(r.String()), r.String()
		f.Figure, f.Updated, f.Part, f.Span = r.Int(), r.Bool(), r.Bool(), span()
		f.Names, f.Topic, f.Words, f.Dates = r.Strings(), r.Strings(), r.Strings(), r.Strings()
		f.Sentence = r.Int()
	}
	return claims, facts
}

package disputes

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/reading/figures"
	"cuttings/reading/statements"
)

// What speaks for a denial being of a statement, and how much of it there has to be.
const (
	weightTarget   = 1.2 // the statement is about who denies
	weightAccused  = 0.8 // and accuses
	weightNames    = 1.5 // the denial is about who said it
	weightWord     = 0.8 // a word of weight of both
	weightKin      = 0.8 // or about one whose name is akin
	weightTwo      = 0.6 // two words and more
	weightAnswer   = 1.0 // what stands right before it accuses
	weightBack     = 1.5 // the denial points back to what stands right before it
	weightNext     = 1.0 // it stands right before the denial
	weightSameText = 0.4 // in the same text
	weightName     = 0.3 // a further name of both
	mostWords      = 3
	mostNames      = 2
	leastDenial    = 2.0
	leastSaid      = 2  // words of weight and names of what is denied
	leastAfter     = 3  // words of both, where what accuses nobody comes behind the denial
	nextTo         = 2  // how many statements apart still count as right before
	farthest       = 60 // days between a claim and a denial in other texts
	soon           = 7  // likewise where the claim accuses nobody who speaks in the other
)

func compareSides(a, b Side) int {
	return cmp.Or(strings.Compare(a.Text, b.Text), cmp.Compare(a.Index, b.Index))
}

func round(v float64) float64 { return math.Round(v*100) / 100 }

func earlier(a, b *Claim) bool {
	return cmp.Or(strings.Compare(a.Date, b.Date), strings.Compare(a.Text, b.Text),
		cmp.Compare(a.Statement, b.Statement)) < 0
}

// score says how plainly d denies s; 0 where it cannot.
func (x *Index) score(d, s *claim) float64 {
	if d.Text == s.Text && d.Statement == s.Statement || s.Kind == statements.Denies || s.Kind == statements.Doubts ||
		d.Speaker != "" && d.Speaker == s.Speaker || d.Text == s.Text &&
		(d.Within == s.Statement || s.Span.Overlaps(d.Span)) {
		return 0
	}
	if d.Text != s.Text && (d.Weak || !d.near(s)) {
		return 0
	}
	if len(s.Words)+len(s.About) < leastSaid || len(d.Words) == 0 && !d.Back && !d.Weak {
		return 0 // a name alone says nothing that could be denied, nor denies anything
	}
	score, ground := 0.0, false
	if d.Speaker != "" && slices.Contains(s.About, d.Speaker) {
		score += weightTarget
		ground = true
		if s.Kind == statements.Accuses {
			score += weightAccused
		}
	}
	if s.Speaker != "" && slices.Contains(d.About, s.Speaker) {
		score += weightNames
		ground = true
	}
	named := ground
	if !ground && common(d.SaidBy, s.Called) > 0 {
		score += weightKin
		ground = true
		if s.Kind == statements.Accuses {
			score += weightAccused
		}
	}
	mutual := slices.Contains(s.About, d.Speaker) && slices.Contains(d.About, s.Speaker)
	words := common(d.Words, s.Words)
	score += weightWord * float64(min(words, mostWords))
	if words >= 2 {
		score += weightTwo
	}
	accused := s.Kind == statements.Accuses && ground
	if d.Weak && !(accused && words > 0) {
		return 0
	}
	names := 0
	for _, n := range d.About {
		if n != d.Speaker && n != s.Speaker && slices.Contains(s.About, n) {
			names++
		}
	}
	score += weightName * float64(min(names, mostNames))
	if d.Text == s.Text {
		away := d.Statement - s.Statement
		switch {
		case away > 0 && away <= nextTo:
			score += weightNext / float64(away)
			if s.Kind == statements.Accuses {
				score += weightAnswer
				ground = true
			}
			if d.Back {
				score += weightBack / float64(away)
				ground = true
			}
		case away > -4:
			score += weightSameText
		}
		near := away > 0 && away <= nextTo && (accused || d.Back && s.Kind == statements.Accuses) ||
			away == 1 && named
		if !near && !(d.Back && away == 1) && !(ground && words > 0) && words < 2 {
			return 0
		}
		if (away <= 0 || away > 6) && (words < 2 || !ground) || away <= 0 && words < leastAfter && !accused {
			return 0
		}
	} else if rare := x.rare(d.Words, s.Words); !(mutual && s.Kind == statements.Accuses && words > 0) &&
		(words < 2 || rare == 0) ||
		!(named && s.Kind == statements.Accuses) && (rare < 2 || max(d.day-s.day, s.day-d.day) > soon) {
		return 0 // what many speak of says nothing about which of it is denied
	} else if s.day-d.day > 1 {
		score--
	}
	if !ground && words == 0 {
		return 0
	}
	if s.Kind == statements.Promises {
		score--
	}
	return score
}

// rare counts the words both have that few claims have.
func (x *Index) rare(a, b []string) (n int) {
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); ok && len(x.words[w].claims) <= x.most {
			n++
		}
	}
	return n
}

// common counts what two ascending lists share.
func common(a, b []string) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch c := strings.Compare(a[0], b[0]); {
		case c == 0:
			n++
			a, b = a[1:], b[1:]
		case c < 0:
			a = a[1:]
		default:
			b = b[1:]
		}
	}
	return n
}

// tolls are questions whose answers grow.
var tolls = map[string]bool{"dead": true, "hurt": true, "missing": true, "detained": true, "displaced": true,
	"rescued": true}

// questions returns what a figure answers, as far as another figure may answer it
// differently: none where the question is asked of other things as often.
func questions(f *Fact) []question {
	if of := lasting[f.Question]; of != "" {
		if f.Question == "founded" && !begun(f) {
			return nil // "created", "launched" are said of what a body makes, and more than once
		}
		if f.About == "" || !strings.Contains(of, f.About[:min(3, len(f.About))]) {
			return nil
		}
		return []question{{f.Question, f.About, ""}}
	}
	when := ""
	switch {
	case tolls[f.Question]:
		// What grows is compared at one moment only, which both texts have to name: a day later
		// a toll is another.
		if f.Updated {
			return nil
		}
		if when = f.Date; len(when) < len(time.DateOnly) {
			when = f.Text
		}
	case f.Question != "turnout":
		return nil
	}
	out := make([]question, 0, len(f.Names))
	for _, n := range f.Names {
		out = append(out, question{f.Question, n, when})
	}
	return out
}

// ask returns the disputes among figures that answer one question.
func (x *Index) ask(list []*Fact) []Dispute {
	if len(list) > mostFacts {
		return nil
	}
	var out []Dispute
	for i, a := range list {
		for _, b := range list[i+1:] {
			if a.Question == "turnout" && (a.Text == b.Text || twice(list, a) || twice(list, b)) {
				continue // a share of the votes stands beside the turnout
			}
			if x.texts[a.Text].told[told(a.Sentence, b.Value)] || x.texts[b.Text].told[told(b.Sentence, a.Value)] {
				continue // both values stand beside each other: they are of two things
			}
			if s := differ(a, b); s > 0 {
				p, q := side(a), side(b)
				if compareSides(p, q) > 0 {
					p, q = q, p
				}
				out = append(out, Dispute{Value, p, q, round(s)})
			}
		}
	}
	slices.SortFunc(out, func(a, b Dispute) int { return cmp.Or(compareSides(a.A, b.A), compareSides(a.B, b.B)) })
	return out
}

// twice reports whether the sentence of a figure has another that answers the same question.
func twice(list []*Fact, f *Fact) bool {
	return slices.ContainsFunc(list, func(o *Fact) bool {
		return o != f && o.Text == f.Text && o.Sentence == f.Sentence && o.Value != f.Value
	})
}

// mostFacts is how many figures for one question of one name are compared with each other.
const mostFacts = 400

func side(f *Fact) Side { return Side{f.Text, f.Figure, f.Span} }

// differ says how plainly two figures that answer one question contradict each other; 0
// where they do not.
func differ(a, b *Fact) float64 {
	if a.Question != b.Question || a.Value == b.Value || a.Text == b.Text && a.Sentence == b.Sentence {
		return 0
	}
	if strings.HasSuffix(a.Value, "%") != strings.HasSuffix(b.Value, "%") {
		return 0
	}
	if a.Voice != "" && a.Voice == b.Voice && a.Date != b.Date {
		return 0 // they say something else now
	}
	if a.Bound == figures.About || b.Bound == figures.About || agree(a, b) || agree(b, a) {
		return 0
	}
	if lasting[a.Question] != "" {
		return leastValue + 1
	}
	if len(a.Dates) > 0 && len(b.Dates) > 0 && !slices.ContainsFunc(a.Dates,
		func(d string) bool { return sameDate(d, b.Dates) }) {
		return 0 // of another event
	}
	// One text that gives two figures in its own voice speaks of two things.
	if a.Text == b.Text && a.Voice == b.Voice {
		return 0
	}
	// of one thing: a name in both sentences, and words in common besides the question
	words := common(a.Words, b.Words)
	if !slices.ContainsFunc(a.Names, func(n string) bool { return slices.Contains(b.Names, n) }) ||
		words < 2 && a.Question != "turnout" {
		return 0
	}
	if tolls[a.Question] && apart(a, b) {
		return 0
	}
	score := 1.0
	score += 0.5 * float64(min(words, 4))
	for _, n := range a.Names {
		if slices.Contains(b.Names, n) {
			score += 0.7
		}
	}
	for _, n := range a.Topic {
		if slices.Contains(b.Topic, n) {
			score += 0.3
		}
	}
	if score < leastValue {
		return 0
	}
	return score
}

// farApart is how many times as large a toll may be as another of the same.
const farApart = 10

// apart reports whether two tolls are of different victims: those of a kind ("journalists")
// and all, or so few and so many that no two accounts of one thing differ so.
func apart(a, b *Fact) bool {
	x, err := strconv.ParseFloat(a.Value, 64)
	y, err2 := strconv.ParseFloat(b.Value, 64)
	if err == nil && err2 == nil && max(x, y) > farApart*min(x, y) {
		return true
	}
	for _, w := range victims {
		_, in := slices.BinarySearch(a.Words, w)
		if _, too := slices.BinarySearch(b.Words, w); in != too {
			return true
		}
	}
	return false
}

// victims are the stems of words for some of those who are counted.
var victims = []string{stem("journalists"), stem("children"), stem("soldiers"), stem("policemen"), stem("officers"),
	stem("women"), stem("students"), stem("medics"), stem("firefighters"), stem("staff"), stem("foreigners")}

const leastValue = 2.2

// lasting are questions with one answer for good, with the kinds of names they are asked
// of.
var lasting = map[string]string{"founded": "ORG", "born": "PER", "died": "PER", "dissolved": "ORG", "banned": "ORG"}

// begun reports whether the sentence of a founding year says that something was founded.
func begun(f *Fact) bool {
	return slices.ContainsFunc(f.Words, func(w string) bool { return w == "found" || w == "establish" || w == "form" })
}

// agree reports whether a's figure leaves room for b's: "at least nine", "14".
func agree(a, b *Fact) bool {
	x, err := strconv.ParseFloat(strings.TrimSuffix(a.Value, "%"), 64)
	y, err2 := strconv.ParseFloat(strings.TrimSuffix(b.Value, "%"), 64)
	if err != nil || err2 != nil {
		return false
	}
	return a.Bound == figures.AtLeast && b.Bound != figures.AtMost && y >= x ||
		a.Bound == figures.AtMost && b.Bound != figures.AtLeast && y <= x
}

// sameDate reports whether a date is, or may be, one of others: "2031-05" may be 2031-05-12.
func sameDate(d string, others []string) bool {
	return slices.ContainsFunc(others, func(o string) bool {
		return strings.HasPrefix(o, d) ||
			strings.HasPrefix(d, o)
	})
}

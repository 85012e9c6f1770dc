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
	nextTo         = 2  // how many statements apart still count as right before
	farthest       = 60 // days between a claim and a denial in other texts
	soon           = 7  // likewise where the claim accuses nobody who speaks in the other
)

// Find returns the disputes between claims and between facts of any number of texts,
// the plainest first. A denial has at most one: the statement it most plainly answers.
func Find(claims []Claim, facts []Fact) []Dispute {
	out := append(denials(claims), values(facts)...)
	slices.SortFunc(out, func(a, b Dispute) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), compareSides(a.A, b.A), compareSides(a.B, b.B))
	})
	return out
}

func compareSides(a, b Side) int {
	return cmp.Or(strings.Compare(a.Text, b.Text), cmp.Compare(a.Index, b.Index))
}

// index finds the claims worth comparing with a denial.
type index struct {
	claims []Claim
	byName map[string][]int // by who is spoken of, and who speaks
	byText map[string][]int
	byWord map[string][]int
}

func denials(claims []Claim) []Dispute {
	x := index{claims, map[string][]int{}, map[string][]int{}, map[string][]int{}}
	for i, c := range claims {
		x.byText[c.Text] = append(x.byText[c.Text], i)
		for _, n := range c.About {
			x.byName[n] = append(x.byName[n], i)
		}
		if c.Speaker != "" {
			x.byName[c.Speaker] = append(x.byName[c.Speaker], i)
		}
		for _, w := range c.Words {
			x.byWord[w] = append(x.byWord[w], i)
		}
	}
	var out []Dispute
	for i, d := range claims {
		if d.Kind != statements.Denies {
			continue
		}
		best, at := 0.0, -1
		for _, k := range x.candidates(i) {
			if s := x.score(d, claims[k]); s > best || s == best && at >= 0 && earlier(claims[k], claims[at]) {
				best, at = s, k
			}
		}
		if at >= 0 && best >= leastDenial {
			s := claims[at]
			out = append(out, Dispute{Denies, Side{d.Text, d.Statement, d.Span}, Side{s.Text, s.Statement, s.Span},
				round(best)})
		}
	}
	return out
}

func round(v float64) float64 { return math.Round(v*100) / 100 }

func earlier(a, b Claim) bool {
	return cmp.Or(strings.Compare(a.Date, b.Date), strings.Compare(a.Text, b.Text),
		cmp.Compare(a.Statement, b.Statement)) < 0
}

// mostCandidates is how many claims a name or word may lead to for them all to be compared.
const mostCandidates = 3000

func (x *index) candidates(i int) []int {
	d := x.claims[i]
	var out []int
	put := func(list []int) {
		if len(list) <= mostCandidates {
			out = append(out, list...)
		}
	}
	put(x.byText[d.Text])
	for _, n := range d.About {
		put(x.byName[n])
	}
	if d.Speaker != "" {
		put(x.byName[d.Speaker])
	}
	for _, w := range d.Words {
		put(x.byWord[w])
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// score says how plainly d denies s; 0 where it cannot.
func (x *index) score(d, s Claim) float64 {
	if d.Text == s.Text && d.Statement == s.Statement || s.Kind == statements.Denies || s.Kind == statements.Doubts ||
		d.Speaker != "" && d.Speaker == s.Speaker || d.Text == s.Text &&
		(d.Within == s.Statement || s.Span.Overlaps(d.Span)) {
		return 0
	}
	if d.Text != s.Text && apart(d.Date, s.Date) > farthest {
		return 0
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
		if away <= 0 || away > 6 {
			if words < 2 || !ground {
				return 0
			}
		}
	} else if rare := x.rare(d.Words, s.Words); !sameTime(d.Date, s.Date) ||
		!(mutual && s.Kind == statements.Accuses) && (words < 2 || rare == 0) ||
		!(named && s.Kind == statements.Accuses) && (rare < 2 || apart(d.Date, s.Date) > soon) {
		return 0 // what many speak of says nothing about which of it is denied
	} else if d.Date != "" && d.Date < s.Date && days(d.Date, s.Date) > 1 {
		score -= 1
	}
	if !ground && words == 0 {
		return 0
	}
	if s.Kind == statements.Promises {
		score--
	}
	return score
}

// sameTime reports whether both dates are known to the month.
func sameTime(a, b string) bool { return len(a) >= len("2006-01") && len(b) >= len("2006-01") }

// rare counts the words both have that few claims have: twelve, or one in two hundred.
func (x *index) rare(a, b []string) (n int) {
	most := max(12, len(x.claims)/200)
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); ok && len(x.byWord[w]) <= most {
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

// days returns how many days lie from one date to another; 0 where either is not known
// to the day.
func days(a, b string) int {
	x, err := time.Parse(time.DateOnly, a[:min(len(a), 10)])
	y, err2 := time.Parse(time.DateOnly, b[:min(len(b), 10)])
	if err != nil || err2 != nil {
		return 0
	}
	return int(y.Sub(x).Hours() / 24)
}

func apart(a, b string) int {
	d := days(a, b)
	return max(d, -d)
}

// tolls are questions whose answers grow.
var tolls = map[string]bool{"dead": true, "hurt": true, "missing": true, "detained": true, "displaced": true,
	"rescued": true}

// values finds figures that answer one question of one thing differently.
func values(facts []Fact) []Dispute {
	by := map[string][]int{}
	for i, f := range facts {
		for _, n := range f.Topic {
			by[f.Question+" "+n] = append(by[f.Question+" "+n], i)
		}
		if f.About != "" {
			by[f.Question+" "+f.About] = append(by[f.Question+" "+f.About], i)
		}
		for _, n := range f.Names {
			by[f.Question+" "+n] = append(by[f.Question+" "+n], i)
		}
	}
	type pair struct{ a, b int }
	seen := map[pair]bool{}
	told := map[string]bool{} // values by the sentence that has them
	in := func(f Fact, value string) string { return f.Text + " " + strconv.Itoa(f.Sentence) + " " + value }
	for _, f := range facts {
		told[in(f, f.Value)] = true
	}
	var out []Dispute
	keys := make([]string, 0, len(by))
	for k := range by {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, key := range keys {
		list := by[key]
		if len(list) > mostFacts {
			continue
		}
		for i, a := range list {
			for _, b := range list[i+1:] {
				p := pair{min(a, b), max(a, b)}
				if a == b || seen[p] {
					continue
				}
				seen[p] = true
				if told[in(facts[p.a], facts[p.b].Value)] || told[in(facts[p.b], facts[p.a].Value)] {
					continue // both values stand beside each other: they are of two things
				}
				x, y := side(facts[p.a]), side(facts[p.b])
				if compareSides(x, y) > 0 {
					x, y = y, x
				}
				if s := differ(facts[p.a], facts[p.b]); s > 0 {
					out = append(out, Dispute{Value, x, y, round(s)})
				}
			}
		}
	}
	return out
}

// mostFacts is how many figures for one question of one name are compared with each other.
const mostFacts = 400

func side(f Fact) Side { return Side{f.Text, f.Figure, f.Span} }

// differ says how plainly two figures contradict each other; 0 where they do not.
func differ(a, b Fact) float64 {
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
		if a.Question == "founded" && (!begun(a) || !begun(b)) {
			return 0 // "created", "launched" are said of what a body makes, and more than once
		}
		if a.About == "" || a.About != b.About || !strings.Contains(lasting[a.Question],
			a.About[:min(3, len(a.About))]) {
			return 0
		}
		return leastValue + 1
	}
	switch {
	case tolls[a.Question]:
		// What grows is compared at one moment only, which both texts have to name.
		if a.Updated || b.Updated || !sameMoment(a, b) {
			return 0
		}
	case a.Question != "turnout":
		return 0 // numbers of anything else are of other things as often
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

const leastValue = 2.2

// lasting are questions with one answer for good, with the kinds of names they are asked
// of.
var lasting = map[string]string{"founded": "ORG", "born": "PER", "died": "PER", "dissolved": "ORG", "banned": "ORG"}

// begun reports whether the sentence of a founding year says that something was founded.
func begun(f Fact) bool {
	return slices.ContainsFunc(f.Words, func(w string) bool { return w == "found" || w == "establish" || w == "form" })
}

// agree reports whether a's figure leaves room for b's: "at least nine", "14".
func agree(a, b Fact) bool {
	x, err := strconv.ParseFloat(strings.TrimSuffix(a.Value, "%"), 64)
	y, err2 := strconv.ParseFloat(strings.TrimSuffix(b.Value, "%"), 64)
	if err != nil || err2 != nil {
		return false
	}
	return a.Bound == figures.AtLeast && b.Bound != figures.AtMost && y >= x ||
		a.Bound == figures.AtMost && b.Bound != figures.AtLeast && y <= x
}

// sameMoment reports whether two figures are told at one time: in one text, or in texts
// of one day. A day later a toll is another.
func sameMoment(a, b Fact) bool {
	if a.Text == b.Text {
		return true
	}
	known := func(f Fact) bool { return len(f.Date) >= len(time.DateOnly) }
	return known(a) && known(b) && a.Date == b.Date
}

// sameDate reports whether a date is, or may be, one of others: "2031-05" may be 2031-05-12.
func sameDate(d string, others []string) bool {
	return slices.ContainsFunc(others, func(o string) bool {
		return strings.HasPrefix(o, d) ||
			strings.HasPrefix(d, o)
	})
}

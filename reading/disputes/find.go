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

// Weights of the evidence that a denial is of a statement, and the minimum sum.
const (
	weightTarget     = 1.2 // the statement is about the one who denies
	weightAccused    = 0.8 // and accuses
	weightNames      = 1.5 // the denial is about who said it
	weightWord       = 0.8 // a content word in both
	weightKin        = 0.8 // or about one with a related name
	weightTwo        = 0.6 // two words and more
	weightAnswer     = 1.0 // the statement directly before it accuses
	weightBack       = 1.5 // the denial refers to the statement directly before it
	weightNext       = 1.0 // it is directly before the denial
	weightSameText   = 0.4 // in the same text
	weightName       = 0.3 // a further name of both
	mostWords        = 3   // content words of both that count
	mostNames        = 2   // names of both that count
	leastDenial      = 2.0 // the minimum sum
	leastSaid        = 2   // content words and names of what is denied
	leastAfter       = 3   // words both share, where the denial comes before a statement that accuses no speaker
	nextTo           = 2   // distance in statements that still counts as directly before
	farBack          = 6   // distance in statements at which a denial may answer an accusation of who denies
	maxDaysApart     = 60  // days between a claim and a denial in other texts
	maxDaysUnaccused = 7   // likewise where the claim does not accuse the speaker of the other
)

func compareSides(a, b Side) int {
	return cmp.Or(strings.Compare(a.Text, b.Text), cmp.Compare(a.Index, b.Index))
}

func round(v float64) float64 { return math.Round(v*100) / 100 }

func precedes(a, b *Claim) bool {
	return cmp.Or(strings.Compare(a.Date, b.Date), strings.Compare(a.Text, b.Text),
		cmp.Compare(a.Statement, b.Statement)) < 0
}

// score returns how clearly d denies s; 0 if it cannot.
func (x *Index) score(d, s *claim) float64 {
	if d.Text == s.Text && d.Statement == s.Statement || s.Kind == statements.Denies || s.Kind == statements.Doubts ||
		d.Speaker != "" && d.Speaker == s.Speaker || d.Text == s.Text &&
		(d.Within == s.Statement || s.Span.Overlaps(d.Span)) {
		return 0
	}
	if d.Text != s.Text && (d.Weak || !d.isNearInTime(s)) {
		return 0
	}
	if len(s.Words)+len(s.About) < leastSaid || len(d.Words) == 0 && !d.Back && !d.Weak {
		return 0 // a name alone neither asserts nor denies anything
	}
	if s.Demand || s.Kind == statements.Promises {
		return 0
	}
	if len(d.Whose) > 0 && countShared(d.Whose, s.SaidBy) == 0 &&
		(s.Speaker == "" || !slices.Contains(d.About, s.Speaker)) {
		return 0 // it denies what somebody else claims
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
	if !ground && countShared(d.SaidBy, s.Called) > 0 {
		score += weightKin
		ground = true
		if s.Kind == statements.Accuses {
			score += weightAccused
		}
	}
	mutual := slices.Contains(s.About, d.Speaker) && slices.Contains(d.About, s.Speaker)
	words := countShared(d.Words, s.Words)
	score += weightWord * float64(min(words, mostWords))
	if words >= 2 {
		score += weightTwo
	}
	accused := s.Kind == statements.Accuses && ground
	if !d.covers(s, accused) {
		return 0
	}
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
		distance := d.Statement - s.Statement
		switch {
		case distance > 0 && distance <= nextTo:
			score += weightNext / float64(distance)
			if s.Kind == statements.Accuses {
				score += weightAnswer
				ground = true
			}
			if d.Back {
				score += weightBack / float64(distance)
				ground = true
			}
		case distance > -4:
			score += weightSameText
		}
		near := distance > 0 && distance <= nextTo && (accused || d.Back && s.Kind == statements.Accuses) ||
			distance == 1 && named
		if !near && !(d.Back && distance == 1) && !(ground && words > 0) && words < 2 {
			return 0
		}
		whole := len(d.Own) > 1 && countShared(d.Own, s.Words) == len(d.Own)
		aimed := accused && distance > 0 && distance <= farBack // it answers an accusation some statements before
		if (distance <= 0 || distance > nextTo) && (words < 2 && !aimed || !ground && !whole) ||
			distance <= 0 && words < leastAfter && !accused {
			return 0
		}
	} else if rare := x.countRareShared(d.Words, s.Words); !(mutual && s.Kind == statements.Accuses && words > 0) &&
		(words < 2 || rare == 0) ||
		!(named && s.Kind == statements.Accuses) && (rare < 2 || max(d.day-s.day, s.day-d.day) > maxDaysUnaccused) {
		return 0 // a topic of many statements does not show which is denied
	} else if s.day-d.day > 1 {
		score--
	}
	if !ground && words == 0 {
		return 0
	}
	return score
}

// covers reports whether a statement has enough of what a denial itself states to be denied: half of its content
// words, or of the statement's where it has fewer. A denial of another part of a charge shares a word or two.
// Who is accused answers in words of their own.
func (d *claim) covers(s *claim, accused bool) bool {
	if len(d.Own) == 0 || d.Weak {
		return true
	}
	distance := maxDaysApart
	if d.Text == s.Text {
		distance = d.Statement - s.Statement
	}
	if accused && distance > 0 && distance <= nextTo {
		return true
	}
	words := countShared(d.Own, s.Words)
	if d.Text != s.Text && 3*words < 2*min(len(d.Own), len(s.Words)) {
		return false // a topic has its words in all texts
	}
	if distance <= 0 && (!accused || 4*words < 3*len(d.Own)) {
		return false // only a headline denies what the text accuses somebody of afterwards
	}
	return minCoverageInverse*words >= min(len(d.Own), len(s.Words)) &&
		(words > 1 || words == 1 && (distance == 1 || accused && distance > 0 && distance <= farBack))
}

// minCoverageInverse is the inverse of the least share of a denial's content words that what it denies has.
const minCoverageInverse = 2

// countRareShared returns the number of words in both lists that few claims have.
func (x *Index) countRareShared(a, b []string) (n int) {
	for _, w := range a {
		if _, ok := slices.BinarySearch(b, w); ok && len(x.words[w].claims) <= x.maxClaims {
			n++
		}
	}
	return n
}

// countShared returns the number of elements that two ascending lists share.
func countShared(a, b []string) (n int) {
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

// growingQuestions are questions whose answers grow.
var growingQuestions = map[string]bool{"dead": true, "hurt": true, "missing": true, "detained": true,
	"displaced": true, "rescued": true}

// questions returns the questions a figure answers for which another figure may contradict it; none if the
// question is often about other things.
func questions(f *Fact) []question {
	if of := lastingQuestions[f.Question]; of != "" {
		if f.Question == "founded" && !statesFounding(f) {
			return nil // "created", "launched" are also about products, and occur more than once
		}
		if f.About == "" || !strings.Contains(of, f.About[:min(3, len(f.About))]) {
			return nil
		}
		return []question{{f.Question, f.About, ""}}
	}
	when := ""
	switch {
	case growingQuestions[f.Question]:
		// Growing figures are compared only at the same time, which both texts must name, because a toll
		// changes within a day.
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

// disputesAmong returns the disputes among figures that answer one question.
func (x *Index) disputesAmong(list []*Fact) []Dispute {
	if len(list) > mostFacts {
		return nil
	}
	var out []Dispute
	for i, a := range list {
		for _, b := range list[i+1:] {
			if a.Question == "turnout" && (a.Text == b.Text || isAnsweredTwice(list, a) || isAnsweredTwice(list, b)) {
				continue // a share of the votes is often printed beside the turnout
			}
			if x.texts[a.Text].sentenceValues[sentenceValue(a.Sentence, b.Value)] ||
				x.texts[b.Text].sentenceValues[sentenceValue(b.Sentence, a.Value)] {
				continue // both values are side by side: they are about two things
			}
			if s := contradiction(a, b); s > 0 {
				p, q := sideOf(a), sideOf(b)
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

// isAnsweredTwice reports whether the sentence of a figure has another that answers the same question.
func isAnsweredTwice(list []*Fact, f *Fact) bool {
	return slices.ContainsFunc(list, func(o *Fact) bool {
		return o != f && o.Text == f.Text && o.Sentence == f.Sentence && o.Value != f.Value
	})
}

// mostFacts is the maximum number of figures for one question about one name that are compared with each other.
const mostFacts = 400

func sideOf(f *Fact) Side { return Side{f.Text, f.Figure, f.Span} }

// contradiction returns how clearly two figures that answer one question contradict each other; 0 if they do not.
func contradiction(a, b *Fact) float64 {
	if a.Question != b.Question || a.Value == b.Value || a.Text == b.Text && a.Sentence == b.Sentence {
		return 0
	}
	if strings.HasSuffix(a.Value, "%") != strings.HasSuffix(b.Value, "%") {
		return 0
	}
	if a.Voice != "" && a.Voice == b.Voice && (a.Date != b.Date || growingQuestions[a.Question]) {
		return 0 // they state something else now
	}
	if a.Bound == figures.About || b.Bound == figures.About || isConsistent(a, b) || isConsistent(b, a) {
		return 0
	}
	if lastingQuestions[a.Question] != "" {
		return leastValue + 1
	}
	if len(a.Dates) > 0 && len(b.Dates) > 0 && !slices.ContainsFunc(a.Dates,
		func(d string) bool { return sameDate(d, b.Dates) }) {
		return 0 // of another event
	}
	// Two figures of one text in one voice are about two things.
	if a.Text == b.Text && a.Voice == b.Voice {
		return 0
	}
	// about one thing: a name in both sentences, and words in common besides the question
	words := countShared(a.Words, b.Words)
	if !slices.ContainsFunc(a.Names, func(n string) bool { return slices.Contains(b.Names, n) }) ||
		words < 2 && a.Question != "turnout" {
		return 0
	}
	if growingQuestions[a.Question] && (differentVictims(a, b) || differentPlaces(a, b) ||
		earlierEvent(a) != earlierEvent(b)) {
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

// maxTollRatio is the maximum ratio of two tolls of one event.
const maxTollRatio = 10

// differentVictims reports whether two tolls are of different victims: those of one group ("journalists") and all, or
// numbers too different for accounts of one event.
func differentVictims(a, b *Fact) bool {
	x, err := strconv.ParseFloat(a.Value, 64)
	y, err2 := strconv.ParseFloat(b.Value, 64)
	if err == nil && err2 == nil && max(x, y) > maxTollRatio*min(x, y) {
		return true
	}
	for _, w := range victimStems {
		_, in := slices.BinarySearch(a.Words, w)
		if _, too := slices.BinarySearch(b.Words, w); in != too {
			return true
		}
	}
	return a.Part || b.Part
}

// victimStems are the stems of words for groups of victims.
var victimStems = []string{stem("journalists"), stem("children"), stem("soldiers"), stem("policemen"),
	stem("officers"), stem("women"), stem("students"), stem("medics"), stem("firefighters"), stem("staff"),
	stem("foreigners")}

// leastValue is the minimum score of a dispute between two figures; see contradiction.
const leastValue = 2.2

// lastingQuestions are the questions whose answer never changes, with the kinds of names they are about.
var lastingQuestions = map[string]string{"founded": "ORG", "born": "PER", "died": "PER", "dissolved": "ORG",
	"banned": "ORG"}

// statesFounding reports whether the sentence of a founding year states that something was founded.
func statesFounding(f *Fact) bool {
	return slices.ContainsFunc(f.Words, func(w string) bool { return w == "found" || w == "establish" || w == "form" })
}

// isConsistent reports whether a's figure is consistent with b's: "at least nine", "14".
func isConsistent(a, b *Fact) bool {
	x, err := strconv.ParseFloat(strings.TrimSuffix(a.Value, "%"), 64)
	y, err2 := strconv.ParseFloat(strings.TrimSuffix(b.Value, "%"), 64)
	if err != nil || err2 != nil {
		return false
	}
	later := a.Bound == figures.AtLeast && x > y || b.Bound == figures.AtLeast && y > x
	if growingQuestions[a.Question] && later {
		return true // a count still going on
	}
	if round := max(powerOfTenIn(x), powerOfTenIn(y)); growingQuestions[a.Question] && round > 1 &&
		max(x-y, y-x) < round {
		return true // one is the other in round figures: 600 and 612
	}
	return a.Bound == figures.AtLeast && b.Bound != figures.AtMost && y >= x ||
		a.Bound == figures.AtMost && b.Bound != figures.AtLeast && y <= x
}

// powerOfTenIn returns the largest power of ten that divides a whole number, 1 for none.
func powerOfTenIn(v float64) float64 {
	p := 1.0
	for v >= 10 && math.Mod(v, 10) == 0 {
		v, p = v/10, p*10
	}
	return p
}

// differentPlaces reports whether each of two figures is about a place that the sentence of the other does not name.
func differentPlaces(a, b *Fact) bool {
	return a.About != "" && b.About != "" && a.About != b.About && !slices.Contains(a.Names, b.About) &&
		!slices.Contains(b.Names, a.About)
}

// earlierEvent reports whether a figure is of an event more than a week before its text: a report of today's event
// often adds the toll of another.
func earlierEvent(f *Fact) bool {
	day, dated := dayOf(f.Date)
	for _, d := range f.Dates {
		at, precise := dayOf(d)
		if len(d) >= len("2006") && len(f.Date) >= len("2006") && d[:4] < f.Date[:4] && !precise ||
			precise && dated && day-at > maxDaysUnaccused {
			return true
		}
	}
	return false
}

// sameDate reports whether a date is, or may be, one of others: "2031-05" may be 2031-05-12.
func sameDate(d string, dates []string) bool {
	return slices.ContainsFunc(dates, func(o string) bool {
		return strings.HasPrefix(o, d) ||
			strings.HasPrefix(d, o)
	})
}

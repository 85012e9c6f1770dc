package disputes

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/reading/statements"
)

// Index has the claims and facts of texts, and the disputes among them. The cost of a change depends on the
// denials and figures it may affect; the disputes depend on the content alone, not on the order of adding. It
// is not safe for concurrent use.
type Index struct {
	texts          map[string]*text
	words          map[string]*word
	claims         int
	maxClaims      int                        // maximum number of claims with a rare word
	accusations    map[pair][]*claim          // claims that accuse, by speaker and person accused
	denialsOf      map[pair][]*claim          // denials, by speaker and subject
	denials        map[*claim]bool            // all
	dirty          map[*claim]bool            // denials to be compared again
	answers        map[*claim]map[*claim]bool // by a claim, the denials that answer it
	facts          map[question][]*Fact       // figures that may differ
	dirtyQuestions map[question]bool          // questions to be compared again
	differences    map[question][]Dispute     // what they differ in
	hasChanged     bool
}

// text has the claims and facts of one text.
type text struct {
	claims         []*claim
	facts          []*Fact
	sentenceValues map[string]bool // values by the sentence that has them
}

// word is a content word with the claims that use it.
type word struct {
	claims  []*claim // all, denials as well
	denials []*claim
}

// pair is a speaker and a person they speak about.
type pair struct{ speaker, subject string }

// question is the key of figures that may be about one thing.
type question struct{ subject, name, when string }

// claim is a claim in an index.
type claim struct {
	Claim
	day     int // since 1970, of its text; see dayOf
	isDated bool
	at      *claim // of a denial, what it answers
	score   float64
}

// NewIndex returns an empty index.
func NewIndex() *Index {
	return &Index{texts: map[string]*text{}, words: map[string]*word{}, maxClaims: leastMost,
		accusations: map[pair][]*claim{}, denialsOf: map[pair][]*claim{}, denials: map[*claim]bool{},
		dirty: map[*claim]bool{}, answers: map[*claim]map[*claim]bool{}, facts: map[question][]*Fact{},
		dirtyQuestions: map[question]bool{}, differences: map[question][]Dispute{}}
}

// Find returns the disputes between claims and between facts of any number of texts, the clearest first. A
// denial has at most one: the statement it most clearly answers.
func Find(claims []Claim, facts []Fact) []Dispute {
	byText := map[string]*struct {
		claims []Claim
		facts  []Fact
	}{}
	at := func(id string) *struct {
		claims []Claim
		facts  []Fact
	} {
		if byText[id] == nil {
			byText[id] = &struct {
				claims []Claim
				facts  []Fact
			}{}
		}
		return byText[id]
	}
	for _, c := range claims {
		t := at(c.Text)
		t.claims = append(t.claims, c)
	}
	for _, f := range facts {
		t := at(f.Text)
		t.facts = append(t.facts, f)
	}
	x := NewIndex()
	for id, t := range byText {
		x.Put(id, t.claims, t.facts)
	}
	return x.Disputes()
}

// leastMost and oneIn give the maximum number of claims with a rare word: twelve, or one in two hundred. It
// grows in steps, so that an addition rarely requires comparing all denials again.
const (
	leastMost = 12
	oneIn     = 200
)

// rareOf returns the maximum number of n claims that have a rare word.
func rareOf(n int) int {
	step := 1
	for step*2 <= n {
		step *= 2
	}
	return max(leastMost, step/oneIn)
}

// Put sets the claims and facts of a text; with none it removes the text. They must not be modified afterwards.
func (x *Index) Put(id string, claims []Claim, facts []Fact) {
	x.remove(id)
	if len(claims)+len(facts) == 0 {
		return
	}
	t := &text{sentenceValues: map[string]bool{}}
	x.texts[id] = t
	for i := range claims {
		c := &claim{Claim: claims[i]}
		c.day, c.isDated = dayOf(c.Date)
		t.claims = append(t.claims, c)
		x.addClaim(c)
	}
	for i := range facts {
		f := &facts[i]
		t.facts = append(t.facts, f)
		t.sentenceValues[sentenceValue(f.Sentence, f.Value)] = true
		for _, q := range questions(f) {
			x.facts[q] = append(x.facts[q], f)
			x.dirtyQuestions[q] = true
		}
	}
	x.updateRarity()
}

// sentenceValue returns the key of a value in a sentence.
func sentenceValue(sentence int, value string) string { return strconv.Itoa(sentence) + " " + value }

func (x *Index) remove(id string) {
	t := x.texts[id]
	if t == nil {
		return
	}
	for _, c := range t.claims {
		x.removeClaim(c)
	}
	for _, f := range t.facts {
		for _, q := range questions(f) {
			if x.facts[q] = without(x.facts[q], f); len(x.facts[q]) == 0 {
				delete(x.facts, q)
			}
			x.dirtyQuestions[q] = true
		}
	}
	delete(x.texts, id)
	x.updateRarity()
}

// without returns a list without one value; the order may change.
func without[T comparable](list []T, v T) []T {
	if i := slices.Index(list, v); i >= 0 {
		last := len(list) - 1
		list[i] = list[last]
		clear(list[last:])
		list = list[:last]
	}
	return list
}

// updateRarity marks denials for comparison whose words became rare or ceased to be with the number of claims.
func (x *Index) updateRarity() {
	if most := rareOf(x.claims); most != x.maxClaims {
		x.maxClaims = most
		maps.Copy(x.dirty, x.denials)
	}
}

func (x *Index) addClaim(c *claim) {
	x.claims++
	denies := c.Kind == statements.Denies
	for _, w := range c.Words {
		u := x.words[w]
		if u == nil {
			u = &word{}
			x.words[w] = u
		}
		if u.claims = append(u.claims, c); len(u.claims) == x.maxClaims+1 {
			x.markDenials(u.denials) // it is no longer rare
		}
		if denies {
			u.denials = append(u.denials, c)
		}
	}
	for _, p := range c.pairs() {
		if denies {
			x.denialsOf[p] = append(x.denialsOf[p], c)
		} else {
			x.accusations[p] = append(x.accusations[p], c)
		}
	}
	if denies {
		x.denials[c], x.dirty[c] = true, true
		return
	}
	x.markDenialsOf(c)
}

func (x *Index) removeClaim(c *claim) {
	x.claims--
	denies := c.Kind == statements.Denies
	for _, w := range c.Words {
		u := x.words[w]
		u.claims = without(u.claims, c)
		if denies {
			u.denials = without(u.denials, c)
		}
		if len(u.claims) == x.maxClaims {
			x.markDenials(u.denials) // it is rare again
		}
		if len(u.claims) == 0 {
			delete(x.words, w)
		}
	}
	for _, p := range c.pairs() {
		of := x.accusations
		if denies {
			of = x.denialsOf
		}
		if of[p] = without(of[p], c); len(of[p]) == 0 {
			delete(of, p)
		}
	}
	if denies {
		x.setAnswer(c, nil, 0)
		delete(x.denials, c)
		delete(x.dirty, c)
		return
	}
	for d := range x.answers[c] {
		x.dirty[d] = true
	}
}

// pairs returns the pairs of speaker and subject of a denial, or of a claim that accuses.
func (c *claim) pairs() []pair {
	if c.Speaker == "" || c.Kind != statements.Denies && c.Kind != statements.Accuses {
		return nil
	}
	out := make([]pair, 0, len(c.About))
	for _, n := range c.About {
		out = append(out, pair{c.Speaker, n})
	}
	return out
}

func (x *Index) markDenials(denials []*claim) {
	for _, d := range denials {
		x.dirty[d] = true
	}
}

// markDenialsOf marks for comparison the denials that may be of a claim.
func (x *Index) markDenialsOf(c *claim) {
	if !c.isDated {
		return
	}
	for _, w := range c.Words {
		if u := x.words[w]; len(u.claims) <= x.maxClaims {
			for _, d := range u.denials {
				if d.isNearInTime(c) {
					x.dirty[d] = true
				}
			}
		}
	}
	for _, p := range c.pairs() {
		for _, d := range x.denialsOf[pair{p.subject, p.speaker}] {
			if d.isNearInTime(c) {
				x.dirty[d] = true
			}
		}
	}
}

// isNearInTime reports whether two claims of different texts are near enough in time for one to
// deny the other.
func (d *claim) isNearInTime(c *claim) bool {
	return d.isDated && c.isDated && d.day-c.day <= maxDaysApart && c.day-d.day <= maxDaysApart
}

// candidates calls fn with the claims a denial may be of, some more than once.
func (x *Index) candidates(d *claim, fn func(*claim)) {
	for _, c := range x.texts[d.Text].claims {
		fn(c)
	}
	for _, w := range d.Words {
		if u := x.words[w]; len(u.claims) <= x.maxClaims {
			for _, c := range u.claims {
				if c.Text != d.Text && d.isNearInTime(c) {
					fn(c)
				}
			}
		}
	}
	for _, p := range d.pairs() {
		for _, c := range x.accusations[pair{p.subject, p.speaker}] {
			if c.Text != d.Text && d.isNearInTime(c) {
				fn(c)
			}
		}
	}
}

// setAnswer records which claim a denial is of, nil for none.
func (x *Index) setAnswer(d, to *claim, score float64) {
	if d.at == to && d.score == score {
		return
	}
	x.hasChanged = true
	if d.at != nil {
		if delete(x.answers[d.at], d); len(x.answers[d.at]) == 0 {
			delete(x.answers, d.at)
		}
	}
	if d.at, d.score = to, score; to != nil {
		if x.answers[to] == nil {
			x.answers[to] = map[*claim]bool{}
		}
		x.answers[to][d] = true
	}
}

// Update updates the disputes and reports whether any changed since the last call.
func (x *Index) Update() bool {
	for d := range x.dirty {
		best, score := (*claim)(nil), 0.0
		x.candidates(d, func(c *claim) {
			s := x.score(d, c)
			if s > score || s == score && best != nil && precedes(&c.Claim, &best.Claim) {
				best, score = c, s
			}
		})
		if score < leastDenial {
			best, score = nil, 0
		}
		x.setAnswer(d, best, score)
	}
	for q := range x.dirtyQuestions {
		now := x.disputesAmong(x.facts[q])
		if slices.Equal(now, x.differences[q]) {
			continue
		}
		x.hasChanged = true
		if x.differences[q] = now; len(now) == 0 {
			delete(x.differences, q)
		}
	}
	clear(x.dirty)
	clear(x.dirtyQuestions)
	changed := x.hasChanged
	x.hasChanged = false
	return changed
}

// Disputes returns all disputes, the clearest first.
func (x *Index) Disputes() []Dispute {
	if x.Update() {
		x.hasChanged = true // the caller of Update has not had the change yet
	}
	var out []Dispute
	for d := range x.denials {
		if d.at != nil {
			out = append(out, Dispute{Denies, Side{d.Text, d.Statement, d.Span},
				Side{d.at.Text, d.at.Statement, d.at.Span}, round(d.score)})
		}
	}
	for _, list := range x.differences {
		out = append(out, list...)
	}
	slices.SortFunc(out, func(a, b Dispute) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), compareSides(a.A, b.A), compareSides(a.B, b.B),
			strings.Compare(string(a.Kind), string(b.Kind)))
	})
	return slices.Compact(out) // figures may be about one thing with several names
}

// Claim returns the claim that is a side of a dispute, nil for none.
func (x *Index) Claim(s Side) *Claim {
	if t := x.texts[s.Text]; t != nil {
		for _, c := range t.claims {
			if c.Statement == s.Index {
				return &c.Claim
			}
		}
	}
	return nil
}

// Fact returns the fact that is a side of a dispute, nil for none.
func (x *Index) Fact(s Side) *Fact {
	if t := x.texts[s.Text]; t != nil {
		for _, f := range t.facts {
			if f.Figure == s.Index {
				return f
			}
		}
	}
	return nil
}

// dayOf returns the day of a date, the fifteenth of one known to the month; false for a less precise one.
func dayOf(date string) (int, bool) {
	if len(date) == len("2006-01") {
		date += "-15"
	}
	if len(date) < len(time.DateOnly) {
		return 0, false
	}
	t, err := time.Parse(time.DateOnly, date[:len(time.DateOnly)])
	if err != nil {
		return 0, false
	}
	return int(t.Unix() / (24 * 60 * 60)), true
}

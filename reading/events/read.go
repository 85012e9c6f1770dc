package events

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/reading/statements"
	"cuttings/reading/times"
	"cuttings/reading/token"
)

//go:embed words.txt
var wordsData string

var words = sync.OnceValue(func() wordset.Lists { return wordset.ReadLists(wordsData) })

// Input is a text with what other readers found in it.
type Input struct {
	Text  *token.Text
	Lang  string
	Times []times.Timex
	Found []statements.Statement
}

// Read returns the dated events of a text, by the position of their time expressions; none for unsupported
// languages. A date of a statement dates no event.
func Read(in Input) []Event {
	primary, _, _ := strings.Cut(strings.ToLower(in.Lang), "-")
	if !slices.Contains(Languages(), primary) {
		return nil
	}
	r := &reader{Input: in, t: in.Text, lowered: make([]string, len(in.Text.Tokens)),
		cue:    make([]bool, len(in.Text.Tokens)),
		inside: make([]int, len(in.Text.Tokens))}
	for i := range r.lowered {
		r.lowered[i] = strings.ToLower(r.t.Token(i))
		r.inside[i] = -1
	}
	r.recordStatements()
	var out []Event
	for i := 0; i < len(in.Times); i++ {
		date := dateOf(in.Times[i].Span.In(r.t.Text), in.Times[i])
		if date == "" {
			continue
		}
		from, to := r.t.TokensIn(in.Times[i].Span)
		if from >= to {
			continue
		}
		used := []int{i}
		if i+1 < len(in.Times) {
			if end := dateOf(in.Times[i+1].Span.In(r.t.Text), in.Times[i+1]); end != "" &&
				r.spanOf(from, to, in.Times[i+1].Span) && end > date {
				date += "/" + end
				_, to = r.t.TokensIn(in.Times[i+1].Span)
				used = append(used, i+1)
				i++
			}
		}
		if day, first, ok := r.firstDay(from, date); ok {
			date, from = day+"/"+date, first
		}
		if r.isInDateline(from) {
			continue
		}
		first, end, ok := r.event(from, to)
		if !ok {
			continue
		}
		word := cutting.Span{Start: r.t.Tokens[first].Start, End: r.t.Tokens[end-1].End}
		e := Event{Word: word, Date: date, Times: used, Statement: r.inside[from]}
		e.Span = cutting.Span{Start: min(word.Start, r.t.Tokens[from].Start), End: max(word.End, r.t.Tokens[to-1].End)}
		out = append(out, e)
	}
	return out
}

type reader struct {
	Input
	t       *token.Text
	lowered []string
	cue     []bool // for each token: it is part of a cue
	inside  []int  // for each token: the innermost statement in whose content it is, -1 for none
}

// recordStatements records cues and contents. Statements are in the order of their cues; within nested contents the
// shorter one replaces the longer.
func (r *reader) recordStatements() {
	order := make([]int, len(r.Found))
	size := make([]int, len(r.Found))
	for i, s := range r.Found {
		order[i] = i
		for _, c := range s.Content {
			size[i] += c.Len()
		}
	}
	slices.SortFunc(order, func(a, b int) int { return size[b] - size[a] })
	for _, i := range order {
		s := r.Found[i]
		from, to := r.t.TokensIn(s.Cue)
		for k := from; k < to; k++ {
			r.cue[k] = true
		}
		for _, c := range s.Content {
			from, to := r.t.TokensIn(c)
			for k := from; k < to; k++ {
				r.inside[k] = i
			}
		}
	}
}

// dateOf returns the date an expression gives, "" when it gives none or is vague ("now", "recently").
func dateOf(text string, x times.Timex) string {
	if x.Type != times.Date && x.Type != times.Time || x.Type == times.Time && !dayWord(text) {
		return ""
	}
	v, _, _ := strings.Cut(x.Value, "T")
	if len(v) == 3 || len(v) == 4 && v[3] == 'X' { // a decade, in TIMEX3 or ISO 8601-2
		if strings.Trim(v[:3], "0123456789") != "" {
			return ""
		}
		return v[:3] + "X"
	}
	if len(v) < 4 {
		return ""
	}
	for i := range 4 {
		if v[i] < '0' || v[i] > '9' {
			return ""
		}
	}
	if strings.Contains(v, "W") || strings.Contains(v, "X") {
		return ""
	}
	return v
}

// dayWord reports whether the words for a time of day include the day: "18:00" and "midnight" do not.
func dayWord(text string) bool {
	for _, w := range strings.Fields(strings.ToLower(text)) {
		w = strings.TrimSuffix(w, "s")
		if strings.HasSuffix(w, "day") || w == "tonight" || w == "morning" || w == "evening" || w == "night" ||
			w == "afternoon" || w == "dawn" || len(w) > 3 && months[w[:3]] {
			return true
		}
	}
	return false
}

var months = wordset.Of("jan feb mar apr may jun jul aug sep oct nov dec")

// isSayingVerb reports whether a token is a finite verb of saying.
func (r *reader) isSayingVerb(i int) bool {
	w := r.lowered[i]
	if words()["light"][w] ||
		i > 0 && (articles[r.lowered[i-1]] || r.lowered[i-1] == "be" || r.lowered[i-1] == "been") ||
		strings.HasPrefix(w, "agree") || w == "founded" || !r.isLowerCase(i) {
		return false
	}
	_, ok := statements.CueWord(w)
	return ok && (strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "s") || words()["past"][w] || w == "said" ||
		w == "told")
}

// behindOf reports whether a noun follows "in", "for" or the like.
func (r *reader) behindOf(i, lo int) bool {
	for k := i - 1; k >= max(lo, i-3); k-- {
		switch r.lowered[k] {
		case "in", "during", "for", "after", "at", "of", "from":
			return true
		}
	}
	return false
}

// spanOf reports whether two expressions are the ends of one span: "from 3 to 9 July",
// "between May and June", "3–9 July".
func (r *reader) spanOf(from, to int, next cutting.Span) bool {
	at, _ := r.t.TokensIn(next)
	if at != to+1 {
		return false
	}
	before := ""
	if from > 0 {
		before = r.lowered[from-1]
	}
	switch r.lowered[to] {
	case "to", "until", "till", "through":
		return true
	case "-", "–", "—":
		return true
	case "and":
		return before == "between"
	}
	return false
}

// firstDay reads the "3 to" before "9 July" and returns the first day of the span, and its token.
func (r *reader) firstDay(from int, date string) (day string, first int, ok bool) {
	if from < 2 || len(date) != 10 {
		return "", 0, false
	}
	switch r.lowered[from-1] {
	case "to", "-", "–", "—", "and", "until":
	default:
		return "", 0, false
	}
	n, err := strconv.Atoi(r.lowered[from-2])
	if err != nil || n < 1 || n > 31 {
		return "", 0, false
	}
	if day = fmt.Sprintf("%s%02d", date[:8], n); day >= date {
		return "", 0, false
	}
	return day, from - 2, true
}

// isInDateline reports whether a token is in the dateline of a report: "VELM, Feb 28 (Meridian) -".
func (r *reader) isInDateline(i int) bool {
	s := r.t.Sentences[r.sentence(i)]
	if s.First > 0 && !strings.Contains(r.t.Text[r.t.Tokens[s.First-1].End:r.t.Tokens[s.First].Start], "\n") {
		return false
	}
	if w := r.t.Token(s.First); i-s.First > 8 || utf8.RuneCountInString(w) < 2 || strings.ToUpper(w) != w {
		return false
	}
	for k := i; k < min(i+10, s.End); k++ {
		switch r.lowered[k] {
		case "-", "–", "—", "--":
			return true
		}
	}
	return false
}

func (r *reader) sentence(i int) int {
	n, _ := slices.BinarySearchFunc(r.t.Sentences, i, func(s token.Sentence, at int) int {
		if s.End <= at {
			return -1
		}
		return 1
	})
	return n
}

// The maximum distances from its time expression at which an event is searched, in tokens.
const (
	maxLeft  = 16
	maxRight = 14
)

// event returns the word for the event that the expression of tokens from to end dates; false when it dates a
// statement.
func (r *reader) event(from, end int) (first, last int, ok bool) {
	s := r.t.Sentences[r.sentence(from)]
	lo, hi := s.First, s.End
	in := r.inside[from]
	if end < hi && (r.lowered[end] == "'s" || r.lowered[end] == "’s") { // Thursday's sinking
		for k := end + 1; k < min(end+6, hi); k++ {
			if r.isNoun(k) {
				return k, k + 1, true
			}
			if !r.isWord(k) || stops[r.lowered[k]] {
				break
			}
		}
		for k := end + 1; k < min(end+4, hi); k++ {
			if !r.isLowerCase(k) || stops[r.lowered[k]] {
				if k > end+1 {
					return k - 1, k, true
				}
				break
			}
		}
	}
	// to the left, within the clause
	noun := -1
	for k := from - 1; k >= max(lo, from-maxLeft); k-- {
		w := r.lowered[k]
		if w == ";" || w == ":" || token.IsQuote(w) || in >= 0 && r.inside[k] < 0 && !r.cue[k] {
			break
		}
		if r.cue[k] || r.isSayingVerb(k) {
			return 0, 0, false // said on Friday
		}
		if r.isVerb(k) {
			if words()["light"][w] {
				for n := k - 1; n >= max(lo, k-6); n-- {
					if r.isNoun(n) {
						return n, n + 1, true
					}
				}
			}
			return k, k + 1, true
		}
		if r.isNoun(k) && from-k <= 9 && noun < 0 {
			if !r.behindOf(k, lo) {
				return k, k + 1, true
			}
			noun = k // "hurt in a scuffle on Friday": the verb is more specific
		}
	}
	if noun >= 0 {
		return noun, noun + 1, true
	}
	// to the right: a sentence that begins with its time
	for k, skip := end, false; k < min(hi, end+maxRight); k++ {
		w := r.lowered[k]
		switch {
		case skip:
			skip = w != ","
			continue
		case w == "," && k+1 < hi && clauseWords[r.lowered[k+1]]:
			skip = true
			k++
			continue
		case w == ";" || w == "." && k+1 == hi: // others belong to abbreviations
			return from, end, true
		case r.cue[k] || r.isSayingVerb(k):
			return 0, 0, false
		case in >= 0 && r.inside[k] != in:
			return from, end, true
		case r.isVerb(k):
			return k, k + 1, true
		}
	}
	return from, end, true
}

var (
	stops = wordset.Of(
		"the a an of for in on at to by with from and or but that if it he she they we who which when " +
			"where as is was were")
	clauseWords = wordset.Of("while when as after before because although where who which")
	auxiliaries = wordset.Of("will would shall should may might could can must to not n't ’ll 'll")
	stateVerbs  = wordset.Of("is are was were be been being has have had does do did said says told")
)

func (r *reader) isWord(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.lowered[i])
	return unicode.IsLetter(c)
}

func (r *reader) isLowerCase(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.t.Token(i))
	return unicode.IsLower(c)
}

// isVerb reports whether a token is, by its form and the word before it, a
// finite verb or participle for what happened.
func (r *reader) isVerb(i int) bool {
	w := r.lowered[i]
	if !r.isLowerCase(i) || stateVerbs[w] || r.cue[i] {
		return false
	}
	if words()["past"][w] {
		return true
	}
	if strings.HasSuffix(w, "ed") && len(w) > 3 && !strings.HasSuffix(w, "eed") {
		// "an armed group": a participle before a noun is no event
		return i == 0 || !articles[r.lowered[i-1]]
	}
	return i > 0 && auxiliaries[r.lowered[i-1]] && r.isWord(i) && !stops[w] &&
		!(r.lowered[i-1] == "to" && strings.HasSuffix(w, "s"))
}

var articles = wordset.Of("a an the his her its their this that these those")

// isNoun reports whether a token is a noun for what happens.
func (r *reader) isNoun(i int) bool {
	w := r.lowered[i]
	if !r.isWord(i) {
		return false
	}
	n := words()["noun"]
	return n[w] || n[strings.TrimSuffix(w, "s")] || n[strings.TrimSuffix(w, "es")]
}

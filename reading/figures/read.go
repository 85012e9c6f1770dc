package figures

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/reading/names"
	"cuttings/reading/token"
)

type reader struct {
	Input
	t        *token.Text
	lowered  []string
	timed    []bool // for each token: it is part of a time expression
	mention  []int  // for each token its mention, -1 for none
	inside   []int  // for each token: the innermost statement in whose content it is, -1 for none
	sentence token.Sentence
}

func newReader(in Input) *reader {
	n := len(in.Text.Tokens)
	r := &reader{Input: in, t: in.Text, lowered: make([]string, n), timed: make([]bool, n), mention: make([]int, n),
		inside: make([]int, n)}
	for i := range n {
		r.lowered[i] = strings.ToLower(in.Text.Token(i))
		r.mention[i], r.inside[i] = -1, -1
	}
	for _, x := range in.Times {
		from, to := r.t.TokensIn(x.Span)
		for i := from; i < to; i++ {
			r.timed[i] = true
		}
	}
	for k, m := range in.Mentions {
		from, to := r.t.TokensIn(m.Span)
		for i := from; i < to; i++ {
			r.mention[i] = k
		}
	}
	order := make([]int, len(in.Found))
	size := make([]int, len(in.Found))
	for i, s := range in.Found {
		order[i] = i
		for _, c := range s.Content {
			size[i] += c.Len()
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return size[b] - size[a] })
	for _, i := range order {
		for _, c := range in.Found[i].Content {
			from, to := r.t.TokensIn(c)
			for k := from; k < to; k++ {
				r.inside[k] = i
			}
		}
	}
	return r
}

// word returns token i in lower case, "" outside the sentence.
func (r *reader) word(i int) string {
	if i < r.sentence.First || i >= r.sentence.End {
		return ""
	}
	return r.lowered[i]
}

func (r *reader) isLowerCase(i int) bool {
	if r.word(i) == "" {
		return false
	}
	c, _ := utf8.DecodeRuneInString(r.t.Token(i))
	return unicode.IsLower(c)
}

func (r *reader) span(from, end int) cutting.Span {
	return cutting.Span{Start: r.t.Tokens[from].Start, End: r.t.Tokens[end-1].End}
}

// readFigure reads a figure that begins at token i.
func (r *reader) readFigure(i int) (Figure, int, bool) {
	if f, end, ok := r.readFoundingYear(i); ok {
		return f, end, true
	}
	bound, at := r.readBound(i)
	f := Figure{Bound: bound, Name: -1}
	currency := currencies[r.word(at)]
	if currency != "" && !r.isLowerCase(at) {
		at++
	} else {
		currency = ""
	}
	if r.word(at) == "" || r.timed[at] || r.mention[at] >= 0 {
		return Figure{}, 0, false
	}
	n, end, ok := r.readNumber(at)
	if !ok || end > r.sentence.End {
		return Figure{}, 0, false
	}
	if w := r.word(at - 1); at == i && (w == "-" || w == "/" || w == ":" || w == "page" || w == "no" ||
		w == "number") ||
		r.word(end) == ":" || r.word(end) == "/" {
		return Figure{}, 0, false // part of a code, a score, an address
	}
	if bound == Exact && currency == "" && r.word(i-1) == "," && r.word(end) == "," && i-2 >= r.sentence.First &&
		r.mention[i-2] >= 0 && n < maxAge {
		return Figure{}, 0, false // "Ilya Dravic, 37, was arrested"
	}
	if bound == Exact && currency == "" && r.word(i-1) == "," && n < maxAge && !r.isLowerCase(end) &&
		i-2 >= r.sentence.First && r.mention[i-2] >= 0 && r.Mentions[r.mention[i-2]].Kind == names.Person {
		return Figure{}, 0, false // "Ilya Dravic, 37."
	}
	if r.word(i-1) == "of" && parentNouns[r.word(i-2)] {
		return Figure{}, 0, false // "a mother of 12"
	}
	if r.lowered[at] == "one" && at == i && currency == "" && bound == Exact && !r.countsOne(end) {
		return Figure{}, 0, false // "one of the", "one another"
	}
	f.Value, f.Kind = digits(n), Count
	switch w := r.word(end); {
	case currency != "":
		f.Kind, f.Value = Sum, f.Value+" "+currency
	case w == "%" || w == "percent" || w == "pc":
		f.Kind, f.Value, end = Share, f.Value+"%", end+1
	case w == "per" && r.word(end+1) == "cent":
		f.Kind, f.Value, end = Share, f.Value+"%", end+2
	case currencies[w] != "":
		f.Kind, f.Value, end = Sum, f.Value+" "+currencies[w], end+1
	case sizes[w]:
		f.Kind, f.Value, end = Size, f.Value+" "+w, end+1
	case w == "nautical" && sizes[r.word(end+1)]:
		f.Kind, f.Value, end = Size, f.Value+" nautical "+r.word(end+1), end+2
	}
	f.Span = r.span(i, end)
	f.Statement = r.inside[at]
	r.setCounted(&f, end)
	r.setQuestion(&f, i, end)
	r.setName(&f, i, end)
	f.Updated = r.isUpdate(i, end)
	return f, end, true
}

// parentNouns are the words before "of" and a number of children.
var parentNouns = wordset.Of("mother father mom mum dad parent parents grandmother grandfather")

// maxAge is greater than any person's age.
const maxAge = 120

// countsOne reports whether "one" before token end counts something: "one man".
func (r *reader) countsOne(end int) bool {
	w := r.word(end)
	return r.isLowerCase(end) && (personNouns[singular(w)] || w == "person")
}

// readFoundingYear reads the year something was founded in.
func (r *reader) readFoundingYear(i int) (Figure, int, bool) {
	w := r.word(i)
	if len(w) != 4 || r.mention[i] >= 0 {
		return Figure{}, 0, false
	}
	if v, err := strconv.Atoi(w); err != nil || v < 1000 || v > 2200 {
		return Figure{}, 0, false
	}
	for k := i - 1; k >= max(r.sentence.First, i-8); k-- {
		q := foundingWords[r.lowered[k]]
		if r.lowered[k] == "found" && i-k == 2 && r.lowered[k+1] == "in" { // a typing error for "founded"
			q = "founded"
		}
		if q == "" {
			continue
		}
		if k >= 2 && r.lowered[k-1] == "-" && r.lowered[k-2] == "re" {
			return Figure{}, 0, false // "re-founded"
		}
		f := Figure{Span: r.span(i, i+1), Value: w, Kind: Year, Question: q, Name: -1, Statement: r.inside[i]}
		r.setName(&f, k, i)
		return f, i + 1, true
	}
	return Figure{}, 0, false
}

var foundingWords = map[string]string{
	"founded": "founded", "established": "founded", "formed": "founded", "created": "founded", "set": "",
	"launched": "founded", "born": "born", "died": "died", "dissolved": "dissolved", "banned": "banned",
	"exiled": "exiled", "elected": "elected",
}

// setCounted sets the noun after a number: "three hairline fissures", "thirty of the residents".
func (r *reader) setCounted(f *Figure, end int) {
	k := end
	if f.Kind == Size {
		return
	}
	if f.Kind == Share || f.Kind == Sum {
		if r.word(k) != "of" {
			return
		}
	}
	if r.word(k) == "of" {
		k++
		for determiners[r.word(k)] {
			k++
		}
	}
	first := k
	for k < end+5 && r.isLowerCase(k) && !stops[r.word(k)] && !r.timed[k] {
		k++
		before := r.lowered[k-1]
		if strings.HasSuffix(before, "s") && !strings.HasSuffix(before, "ss") || personNouns[before] {
			break // the head of a plural noun phrase
		}
	}
	if k > first {
		f.Counted = r.span(first, k)
	}
}

var determiners = wordset.Of("the a an its his her their our my these those all")

var stops = wordset.Of(`the a an of for in on at to by with from and or but that if it he she they we who which
	when where as is was were are be been had has have will would after before during since until more than not
	no said`)

// personNouns are words for people counted as victims or participants.
var personNouns = wordset.Of(`person people man men woman women child children resident civilian soldier guard
	policeman officer passenger protester demonstrator worker miner docker farmer villager student member
	fighter militant prisoner detainee victim sailor crew body bodies tourist journalist refugee inmate`)

func singular(w string) string {
	if strings.HasSuffix(w, "ies") && len(w) > 4 {
		return w[:len(w)-3] + "y"
	}
	if strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3 {
		return w[:len(w)-1]
	}
	return w
}

// questionByWord are the words of a clause that show the question its number answers.
var questionByWord = map[string]string{
	"dead": "dead", "died": "dead", "die": "dead", "dies": "dead", "killed": "dead", "killing": "dead",
	"kills": "dead", "kill": "dead", "deaths": "dead", "death": "dead", "fatalities": "dead", "toll": "dead",
	"perished": "dead", "drowned": "dead", "corpses": "dead", "murdered": "dead", "executed": "dead",
	"injured": "hurt", "wounded": "hurt", "hurt": "hurt", "injuring": "hurt", "wounding": "hurt", "injuries": "hurt",
	"hospital": "hurt", "hospitalised": "hurt", "hospitalized": "hurt",
	"missing": "missing", "trapping": "missing", "trapped": "missing", "unaccounted": "missing",
	"arrested": "detained", "detained": "detained", "arrests": "detained", "jailed": "detained",
	"detentions": "detained", "displaced": "displaced", "evacuated": "displaced", "fled": "displaced",
	"homeless": "displaced", "turnout": "turnout", "rescued": "rescued", "attended": "attended", "marched": "attended",
	"demonstrated": "attended",
}

// maxQuestionDistance is the maximum distance, in tokens, between a number and the word that shows its question.
const maxQuestionDistance = 9

// setQuestion sets the question the figure answers, by the nearest word for it in its clause, first within the
// thing counted. A word with another number before it belongs to that number, if there is a word without
// ("killed five and 12 were wounded").
func (r *reader) setQuestion(f *Figure, from, end int) {
	if f.Kind == Size || f.Kind == Sum {
		return
	}
	best, at := "", 3*maxQuestionDistance+1
	look := func(k, step int) {
		crossed := 0
		most := maxQuestionDistance
		if step < 0 && reachedWords[r.word(k)] {
			most = 2 * maxQuestionDistance // "the toll of all that happened had reached 14"
		}
		for distance := 1; distance <= most; k, distance = k+step, distance+1 {
			w := r.word(k)
			if w == "" || w == ";" || w == "." || step > 0 && (w == "and" || w == "but" || w == "while") &&
				determiners[r.word(k+1)] { // it belongs to what follows
				return
			}
			if _, _, ok := r.readNumber(k); ok && w != "one" && !r.timed[k] {
				crossed = maxQuestionDistance
			}
			if step > 0 && r.isActive(k) {
				continue
			}
			if q := questionByWord[w]; q != "" && distance+crossed < at && (f.Kind != Share || q == "turnout") {
				if best, at = q, distance+crossed; r.isPairedAnswer(k) {
					best = "" // "killed or wounded": undecided
				}
			}
		}
	}
	look(end, 1)
	look(from-1, -1)
	if best == "attended" || best != "" && best != "turnout" && !r.countsPeople(f) {
		best = ""
	}
	if best != "" {
		f.Question = best
		return
	}
	if !f.Counted.Empty() {
		words := strings.Fields(strings.ToLower(f.Counted.In(r.t.Text)))
		f.Question = singular(words[len(words)-1])
		return
	}
	if f.Kind == Share {
		// "the flow fell by 15 percent", "a turnout of 97 percent"
		for k := from - 1; k >= max(r.sentence.First, from-5); k-- {
			if w := r.lowered[k]; r.isLowerCase(k) && k > r.sentence.First && determiners[r.lowered[k-1]] &&
				!stops[w] {
				f.Question = singular(w)
				return
			}
		}
	}
}

// isActive reports whether the verb at token k is what those counted before it do rather than suffer: "two men accused
// of killing her", "two men killed a guard".
func (r *reader) isActive(k int) bool {
	switch r.lowered[k] {
	case "killing", "wounding", "injuring":
		return true
	case "killed", "wounded", "injured", "murdered", "executed", "arrested", "detained", "kill", "kills":
	default:
		return false
	}
	if passiveAuxiliaries[r.word(k-1)] || r.word(k-1) == "and" && passiveAuxiliaries[r.word(k-3)] ||
		r.word(k+1) == "" || r.timed[k+1] {
		return false
	}
	return determiners[r.word(k+1)] || r.mention[k+1] >= 0
}

var passiveAuxiliaries = wordset.Of("was were is are be been being got")

// reachedWords are the words before a number that a count has reached.
var reachedWords = wordset.Of("reached exceeded passed to at topped surpassed")

// isPairedAnswer reports whether token k is a word of answers that is joined by "and" or "or" with one for another
// question.
func (r *reader) isPairedAnswer(k int) bool {
	for _, step := range []int{1, -1} {
		if w := r.word(k + step); w == "and" || w == "or" {
			if q := questionByWord[r.word(k+2*step)]; q != "" && q != questionByWord[r.word(k)] {
				return true
			}
		}
	}
	return false
}

// countsPeople reports whether the thing counted is people or not stated, so that they can have died or been
// hurt.
func (r *reader) countsPeople(f *Figure) bool {
	if f.Counted.Empty() {
		return true
	}
	for _, w := range strings.Fields(strings.ToLower(f.Counted.In(r.t.Text))) {
		if personNouns[singular(w)] || personNouns[w] || questionByWord[w] != "" ||
			strings.HasSuffix(singular(w), "er") {
			return true
		}
	}
	return false
}

// setName sets the name a figure is about: for a year of founding or birth the name that was founded or born;
// else the last place or body before the figure in its sentence, else the first one after it.
func (r *reader) setName(f *Figure, from, end int) {
	if f.Kind == Year {
		f.Name = r.nameOfYear(f.Question, from, end)
		return
	}
	for k := from - 1; k >= r.sentence.First; k-- {
		if m := r.mention[k]; m >= 0 && r.Mentions[m].Kind != names.Person {
			f.Name = r.Names.Of[m]
			return
		}
	}
	if n := r.nameReferredTo(from); n >= 0 {
		f.Name = n
		return
	}
	for k := end; k < min(end+maxQuestionDistance, r.sentence.End); k++ {
		if m := r.mention[k]; m >= 0 && r.Mentions[m].Kind != names.Person {
			f.Name = r.Names.Of[m]
			return
		}
	}
}

// nameReferredTo returns the name that the first words of the sentence, before a token, refer back to: "This
// organization was founded"; -1 for none.
func (r *reader) nameReferredTo(before int) int {
	first := r.sentence.First
	if first+1 >= before || !demonstratives[r.lowered[first]] {
		return -1
	}
	to := first + 1
	if r.lowered[first] != "it" {
		to++
	}
	n, _ := r.Names.Resolve(r.span(first, to), -1)
	return n
}

// ofPersons are the questions whose years are persons'.
var ofPersons = map[string]bool{"born": true, "died": true, "exiled": true, "elected": true}

// nameOfYear returns the name that the year at token year is about, by the word at token verb; -1 for none. It is
// what was founded, not who founded it: "X founded Y in 1971", "Y was founded in 1971 by X", "Y, once called Z,
// was founded in 1971".
func (r *reader) nameOfYear(question string, verb, year int) int {
	fits := func(m int) bool { return (r.Mentions[m].Kind == names.Person) == ofPersons[question] }
	k := verb - 1
	passive := false
	for k > r.sentence.First && auxiliaries[r.lowered[k]] {
		passive = passive || r.lowered[k] != "had" && r.lowered[k] != "has" && r.lowered[k] != "have"
		k--
	}
	if !passive && !ofPersons[question] {
		for o := verb + 1; o < year; o++ { // "X founded Y in 1971"
			if m := r.mention[o]; m >= 0 && fits(m) {
				if w := r.beforeMention(o); w != "by" && w != "in" && w != "at" && w != "with" {
					return r.Names.Of[m]
				}
			}
		}
	}
	if r.word(k) == "," && passive { // what is between commas is skipped
		for o := k - 1; o > r.sentence.First; o-- {
			if r.lowered[o] != "," {
				continue
			}
			if m := r.mention[o-1]; m >= 0 && fits(m) {
				return r.Names.Of[m]
			}
		}
	}
	if r.word(k) == "," || r.word(k) == "(" { // "Y, founded in 1971"
		k--
	}
	if k < r.sentence.First {
		return -1
	}
	if m := r.mention[k]; m >= 0 {
		if r.partOf(k) {
			return -1
		}
		if fits(m) {
			return r.Names.Of[m]
		}
	} else if n, described := r.nameDescribed(k); described {
		return n
	}
	for o := k; o >= r.sentence.First; o-- {
		if m := r.mention[o]; m >= 0 && fits(m) {
			return r.Names.Of[m]
		}
	}
	return r.nameReferredTo(verb)
}

// partOf reports whether the mention at a token only qualifies another word: "the Velm branch of the bank"; the
// city of Velm is Velm.
func (r *reader) partOf(at int) bool {
	m := r.mention[at]
	for at >= r.sentence.First && (r.mention[at] == m || r.lowered[at] == "the") {
		at--
	}
	return r.word(at) == "of" && r.isLowerCase(at-1) && !placeNouns[r.lowered[at-1]]
}

var placeNouns = wordset.Of("city town village republic kingdom state port camp district province island university")

// beforeMention returns the word before the mention at a token, skipping articles.
func (r *reader) beforeMention(at int) string {
	m := r.mention[at]
	for at >= r.sentence.First && (r.mention[at] == m || r.lowered[at] == "the") {
		at--
	}
	return r.word(at)
}

// nameDescribed returns the name that the words ending with token k describe, such as "the movement" or "it"; -1
// for none in the text. ok is false where they are no description.
func (r *reader) nameDescribed(k int) (name int, ok bool) {
	if w := r.lowered[k]; w == "it" || w == "they" || w == "he" || w == "she" {
		n, _ := r.Names.Resolve(r.span(k, k+1), -1)
		return n, true
	}
	for from := k - 1; from >= max(r.sentence.First, k-3); from-- {
		switch r.lowered[from] {
		case "'s", "’s":
			return -1, true // the bank's branch is not the bank
		case "the", "this", "that", "its", "their":
			n, _ := r.Names.Resolve(r.span(from, k+1), -1)
			return n, true
		case "a", "an", ",", "of":
			return -1, false
		}
	}
	return -1, false
}

var auxiliaries = wordset.Of("was were is are be been being had has have first originally officially itself formally")

var demonstratives = wordset.Of("the this it")

// isUpdate reports whether the words before or after a figure state that it replaces another.
func (r *reader) isUpdate(from, end int) bool {
	for k := from - 1; k >= max(r.sentence.First, from-6); k-- {
		switch r.lowered[k] {
		case "rose", "risen", "rises", "climbed", "climbs", "bringing", "brings", "brought", "raising", "raised",
			"now", "revised", "updated", "third", "fourth", "fifth", "another", "still":
			return true
		}
	}
	for k := end; k < min(end+4, r.sentence.End); k++ {
		if r.lowered[k] == "more" || r.lowered[k] == "still" || r.lowered[k] == "others" {
			return true
		}
	}
	return false
}

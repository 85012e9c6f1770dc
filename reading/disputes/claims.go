package disputes

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/wordset"
	"cuttings/reading/events"
	"cuttings/reading/figures"
	"cuttings/reading/names"
	"cuttings/reading/speakers"
	"cuttings/reading/statements"
	"cuttings/reading/token"
	"cuttings/reading/within"
)

// Input is a text with what was read from it.
type Input struct {
	ID, Source, Date string
	Text             *token.Text
	Mentions         []names.Mention
	Names            *within.Text
	Found            []statements.Statement
	Speakers         []speakers.Speaker
	Figures          []figures.Figure
	Events           []events.Event
	// Name returns the ID across texts of a name of the text.
	Name func(local int) string
}

// stopWords are words without information on what a statement is about.
var stopWords = func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an the of for in on at to by with from and or but that if it he she they we i who which when
		where as is was were are be been being had has have having will would shall should may might can could do does did not no
		nor never any some all none its his her their our my this these those there what how than then so such into out up down over
		under about after before during since until again only just also even more most other another own same very much many few one
		two three four five six seven eight nine ten said say says tell told claim claims claimed people person
		time day week month year monday tuesday wednesday thursday friday saturday sunday yesterday today
		something anything everything nothing happen happens happened occur occurred
		mr mrs ms dr part make made take taken took get got give gave given go went come came put against between because while`) {
		m[w] = true
	}
	return m
}()

// backWords are nouns that refer to an earlier statement.
var backWords = map[string]bool{"allegation": true, "allegations": true, "accusation": true, "accusations": true,
	"charge": true, "charges": true, "claim": true, "claims": true, "statement": true, "statements": true,
	"remarks": true, "story": true, "report": true, "reports": true, "result": true, "results": true,
	"rumor": true, "rumors": true, "rumour": true, "rumours": true,
	"suggestion": true, "figure": true, "figures": true, "version": true, "account": true, "idea": true}

// stem returns a word in lower case without its endings; the result need not be a word.
func stem(w string) string {
	for _, e := range []string{"'s", "’s", "ations", "ation", "ions", "ion", "ings", "ing", "ments", "ment", "ies",
		"ied", "ers", "er", "ed", "es", "s", "e", "y"} {
		if s, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(s) >= 3 {
			if n := len(s); n > 3 && s[n-1] == s[n-2] {
				s = s[:n-1]
			}
			return s
		}
	}
	return w
}

// irregularStems are past forms that stem does not reduce to their verb.
var irregularStems = map[string]string{"shut": "clos", "knew": "know", "known": "know", "sank": "sink", "sunk": "sink",
	"shot": "shoot", "fought": "fight", "stole": "steal", "stolen": "steal", "wrote": "writ", "written": "writ",
	"rewritten": "rewrit", "rewrote": "rewrit", "held": "hold", "built": "build", "sold": "sell", "burnt": "burn",
	"met": "meet", "ran": "run"}

// contentStems returns the stems of the content words in spans, ascending.
func (in *Input) contentStems(spans []cutting.Span) []string {
	var out []string
	for _, s := range spans {
		from, to := in.Text.TokensIn(s)
		for i := from; i < to; i++ {
			w := strings.ToLower(in.Text.Token(i))
			r, _ := utf8.DecodeRuneInString(w)
			if stopWords[w] || backWords[w] || !unicode.IsLetter(r) || utf8.RuneCountInString(w) < 3 ||
				in.isInName(i) {
				continue
			}
			if v, ok := irregularStems[w]; ok {
				w = v
			}
			out = append(out, stem(w))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (in *Input) isInName(token int) bool {
	s := in.Text.Tokens[token]
	i := names.FirstBehind(in.Mentions, s.Start)
	return i < len(in.Mentions) && in.Mentions[i].Span.Overlaps(s)
}

// namesIn returns the names in spans, including those that descriptions in them refer to.
func (in *Input) namesIn(spans []cutting.Span, speaker int) []string {
	var out []string
	put := func(local int) {
		if local >= 0 {
			if id := in.Name(local); id != "" {
				out = append(out, id)
			}
		}
	}
	for _, s := range spans {
		for i := names.FirstBehind(in.Mentions, s.Start); i < len(in.Mentions) &&
			in.Mentions[i].Span.Start < s.End; i++ {
			put(in.Names.Of[i])
		}
		from, to := in.Text.TokensIn(s)
		for i := from; i < to; i++ {
			switch w := strings.ToLower(in.Text.Token(i)); w {
			case "the":
				k := i + 1
				if k < to && !in.isInName(k) {
					n, _ := in.Names.Resolve(cutting.Span{Start: in.Text.Tokens[i].Start, End: in.Text.Tokens[k].End},
						-1)
					put(n)
				}
			case "he", "she", "his", "her", "it", "its", "they", "their", "him":
				n, _ := in.Names.Resolve(in.Text.Tokens[i], speaker)
				put(n)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// refersBack reports whether content refers to an earlier statement.
func (in *Input) refersBack(spans []cutting.Span) bool {
	from, to := in.Text.TokensIn(spans[0])
	words := 0
	for i := from; i < to && words < 5; i++ {
		w := strings.ToLower(in.Text.Token(i))
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsLetter(r) {
			continue
		}
		words++
		if backWords[w] && in.isDefinite(i) || words == 1 && (w == "that" || w == "this" || w == "it") &&
			to-from <= 2 {
			return true
		}
	}
	return false
}

// isDefinite reports whether the noun at token i refers to something mentioned before: "the allegation", not "all
// allegations".
func (in *Input) isDefinite(i int) bool {
	for k := i - 1; k >= max(i-2, 0); k-- {
		switch strings.ToLower(in.Text.Token(k)) {
		case "the", "that", "this", "these", "those", "such", "its", "his", "her", "their":
			return true
		}
	}
	return false
}

// NewClaims returns a claim for each statement of a text, in their order.
func NewClaims(in Input) []Claim {
	out := make([]Claim, 0, len(in.Found))
	for i, s := range in.Found {
		c := Claim{Text: in.ID, Source: in.Source, Date: in.Date, Statement: i, Kind: s.Kind,
			Span:  cutting.Span{Start: s.Content[0].Start, End: s.Content[len(s.Content)-1].End},
			About: in.namesIn(s.Content, in.Speakers[i].Name), Words: in.contentStems(s.Content),
			Back:   in.refersBack(s.Content),
			Within: in.Speakers[i].Parent}
		if n := in.Speakers[i].Name; n >= 0 {
			c.Speaker = in.Name(n)
		}
		c.Called = in.nameStems(s.Content)
		c.Own = in.stemsStated(s.Content)
		c.Demand = in.isDemand(s)
		if !s.Source.Empty() {
			c.SaidBy = in.nameStems([]cutting.Span{s.Source})
		}
		// "calls that a fairy tale": the words between cue and content refer back
		from, to := in.Text.TokensIn(s.Cue)
		if first, _ := in.Text.TokensIn(s.Content[0]); from < to && first == to &&
			strings.HasPrefix(strings.ToLower(in.Text.Token(to-1)), "call") {
			w := strings.ToLower(in.Text.Token(first))
			if w == "that" || w == "it" || w == "this" {
				c.Back, c.Own = true, nil
			}
		}
		c.Weak = c.Kind == statements.Denies && !in.cueDenies(from, to)
		if c.Kind == statements.Denies && !c.Weak && !in.isDenial(from, to, s.Content[0]) {
			c.Kind = statements.Says
		}
		if next, _ := in.Text.TokensIn(s.Content[0]); next > to && next-to <= 3 {
			to = next
		}
		for k := from; k < to; k++ {
			w := strings.ToLower(in.Text.Token(k))
			if w == "that" || w == "it" || w == "this" || backWords[w] && in.isDefinite(k) {
				c.Back = true
			}
		}
		if c.Kind == statements.Denies && s.Source.Empty() && in.hasCallVerb(from, to) {
			c.Kind = statements.Says // "was called" without a source: the denial has no speaker
		}
		if c.Kind == statements.Denies && in.isRefusal(c.Back && !in.startsWith(s.Content[0], "it"), s.Cue) {
			c.Kind = statements.Says // refusing to do something is no denial
		}
		if c.Kind == statements.Denies {
			c.Whose = in.claimantStems(s, in.Speakers[i].Name)
			if len(c.Words)+len(c.Called) == 0 {
				first := s.Content[0] // "it happened"
				c.Back = c.Back || in.startsWith(first, "it") || in.startsWith(first, "something")
			}
		}
		out = append(out, c)
	}
	return out
}

// complementWords are the words between "the claim" and what was claimed.
var complementWords = wordset.Of("that of about he she it they there who")

// stemsStated returns the stems of the content words by which a denial itself states what is denied: all of its
// content, but nothing of "the charges through his lawyer", which only refers back.
func (in *Input) stemsStated(content []cutting.Span) []string {
	from, to := in.Text.TokensIn(content[0])
	for i, words := from, 0; i < to && words < 5; i++ {
		w := strings.ToLower(in.Text.Token(i))
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLetter(r) {
			continue
		}
		words++
		if !backWords[w] && !deniableNouns[w] {
			continue
		}
		if i+1 >= to || backWords[w] && !complementWords[strings.ToLower(in.Text.Token(i+1))] {
			return nil
		}
		rest := slices.Clone(content)
		rest[0].Start = in.Text.Tokens[i+1].Start
		return in.contentStems(rest)
	}
	return in.contentStems(content)
}

// claimantStems returns stems of the words for who made the claim that a denial names, those of "Vask" for "Vask's
// claims", "her claims" where she is Vask, "accusations by Vask" and "accusations made by Vask"; nil where the
// denial does not name them.
func (in *Input) claimantStems(s statements.Statement, speaker int) []string {
	from, _ := in.Text.TokensIn(s.Cue)
	first, to := in.Text.TokensIn(s.Content[0])
	from = min(from, first)
	for i := from; i < min(to, first+whoseWords); i++ {
		if !backWords[strings.ToLower(in.Text.Token(i))] {
			continue
		}
		for k := i + 1; k < min(i+3, to); k++ {
			if !strings.EqualFold(in.Text.Token(k), "by") {
				continue
			}
			end := k + 1
			for end < min(k+1+whoseWords, to) && !strings.EqualFold(in.Text.Token(end), "that") {
				end++
			}
			if end > k+1 {
				return in.nameStems([]cutting.Span{{Start: in.Text.Tokens[k+1].Start, End: in.Text.Tokens[end-1].End}})
			}
		}
		for k := i - 1; k >= max(from, i-3); k-- {
			switch w := strings.ToLower(in.Text.Token(k)); {
			case w == "his" || w == "her":
				if n, _ := in.Names.Resolve(in.Text.Tokens[k], speaker); n >= 0 && n != speaker {
					return in.calledName(n)
				}
				return nil
			case in.isInName(k) && k+1 < i && isPossessive(in.Text.Token(k+1)), in.isInName(k) && isPossessive(w):
				start := k
				for start > from && in.isInName(start-1) {
					start--
				}
				return in.nameStems([]cutting.Span{{Start: in.Text.Tokens[start].Start, End: in.Text.Tokens[k].End}})
			}
		}
		return nil
	}
	return nil
}

// whoseWords is the maximum number of tokens that are searched for who made a claim.
const whoseWords = 8

func isPossessive(w string) bool {
	return strings.HasSuffix(w, "'s") || strings.HasSuffix(w, "’s") || w == "'" || w == "’" ||
		strings.HasSuffix(w, "s'") || strings.HasSuffix(w, "s’")
}

// calledName returns the stems of the words of all mentions of a name of the text.
func (in *Input) calledName(name int) []string {
	var spans []cutting.Span
	for i, m := range in.Mentions {
		if in.Names.Of[i] == name {
			spans = append(spans, m.Span)
		}
	}
	return in.nameStems(spans)
}

var (
	// verbs of cues that ask for something
	askVerbs = []string{"ask", "urg", "demand", "request", "propos", "advis", "recommend", "plead", "appeal"}
	// verbs of clauses that state what ought to be
	obligationVerbs = wordset.Of("should must ought")
)

// demandWords is the number of tokens of a content in which a verb of obligation is its main verb.
const demandWords = 10

// isDemand reports whether a statement asks for something or states what ought to be, which can be rejected but not
// denied.
func (in *Input) isDemand(s statements.Statement) bool {
	from, to := in.Text.TokensIn(s.Content[0])
	for i := from; i < min(to, from+demandWords); i++ {
		if obligationVerbs[strings.ToLower(in.Text.Token(i))] {
			return true
		}
	}
	if from, to = in.Text.TokensIn(s.Cue); from >= to {
		return false
	}
	for i := from; i < to; i++ {
		w := strings.ToLower(in.Text.Token(i))
		if slices.ContainsFunc(askVerbs, func(p string) bool { return strings.HasPrefix(w, p) }) {
			return true
		}
	}
	return false
}

// hasCallVerb reports whether one of the tokens is a form of "call".
func (in *Input) hasCallVerb(from, to int) bool {
	for i := from; i < to; i++ {
		if strings.HasPrefix(strings.ToLower(in.Text.Token(i)), "call") {
			return true
		}
	}
	return false
}

// startsWith reports whether a word is the first of a span.
func (in *Input) startsWith(s cutting.Span, word string) bool {
	from, to := in.Text.TokensIn(s)
	return from < to && strings.EqualFold(in.Text.Token(from), word)
}

// isRefusal reports whether the words of a cue mean that something is not done, rather than that it is not so. To
// refuse to accept a statement is to deny it.
func (in *Input) isRefusal(back bool, cue cutting.Span) bool {
	from, to := in.Text.TokensIn(cue)
	for i := from; i < to; i++ {
		w := strings.ToLower(in.Text.Token(i))
		for _, p := range []string{"oppos", "withh", "counter", "rebuff", "spurn", "mock", "critici"} {
			if strings.HasPrefix(w, p) {
				return true
			}
		}
		if !back && (strings.HasPrefix(w, "refus") || strings.HasPrefix(w, "declin")) {
			return true
		}
	}
	return false
}

// nameStems returns the stems of the words of names in spans.
func (in *Input) nameStems(spans []cutting.Span) []string {
	var out []string
	for _, s := range spans {
		from, to := in.Text.TokensIn(s)
		for i := from; i < to; i++ {
			w := in.Text.Token(i)
			r, _ := utf8.DecodeRuneInString(w)
			if low := strings.ToLower(w); unicode.IsUpper(r) && !stopWords[low] && utf8.RuneCountInString(low) > 3 {
				out = append(out, placeKey(low))
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// placeKey returns a key that is equal for the name of a place and the words derived from it.
func placeKey(w string) string {
	for _, e := range []string{"ians", "ian", "ans", "an", "ese", "ish", "ia", "y", "s", "e", "a"} {
		if s, ok := strings.CutSuffix(w, e); ok && utf8.RuneCountInString(s) >= 4 {
			return s
		}
	}
	return w
}

// cueDenies reports whether the words of a cue, from one token to another, deny.
func (in *Input) cueDenies(from, to int) bool {
	for i := from; i < to; i++ {
		w := strings.ToLower(in.Text.Token(i))
		if k, _ := statements.CueWord(w); k == statements.Denies || w == "not" || strings.HasPrefix(w, "call") {
			return true
		}
	}
	return false
}

// The verbs of denials, by how they begin. Anything stated can be denied; offers and people can be rejected and
// dismissed too, and titles disputed. What contradicts is a thing more often than somebody.
var (
	denyVerbs   = []string{"deny", "denie", "denying", "denial"}
	rejectVerbs = []string{"reject", "dismiss", "refut", "rebut", "disput", "repudiat"}
	// words before a verb that make it no denial: "cannot deny", "might dispute", "declined to confirm or deny"
	notDenyingWords = wordset.Of(`can cannot could may might would must should no not n't never appears appear
		appeared seems seem seemed if confirm declined declines refused refuses neither nor without`)
	// nouns for what is denied, where no clause states it
	deniableNouns = wordset.Of(`involvement part role responsibility wrongdoing knowledge connection connections
		link links ties guilt attempt attempts intention intentions plan plans affair assault abuse assertion
		assertions`)
	// what is tried or intended: whoever rejects it does not deny that it is so
	planNouns = wordset.Of(`attempt attempts intention intentions plan plans proposal proposals offer offers bid
		bids request requests amendment amendments bill bills budget deal motion application appeal invitation`)
	// what something untrue is called
	untruthWords = wordset.Of(`lie lies lying liar false falsehood falsehoods untrue nonsense fabrication
		fabricated fabrications baseless unfounded groundless hoax myth fiction invention invented rubbish fairy
		slander libel propaganda fantasy delusional wrong incorrect inaccurate misleading smear distortion bogus
		fake ridiculous tale`)
	passiveAuxiliaries = wordset.Of("is are was were be been being")
	clauseWords        = wordset.Of(`that having being it he she they there this these those we i any`)
)

// isDenial reports whether a cue of tokens from..to with a verb of denial, and its content, mean that something
// is not so, rather than that somebody was refused something.
func (in *Input) isDenial(from, to int, content cutting.Span) bool {
	verb, nouns := -1, false // only statements can be rejected here
	for i := from; i < to; i++ {
		w := strings.ToLower(in.Text.Token(i))
		begins := func(p string) bool { return strings.HasPrefix(w, p) }
		if slices.ContainsFunc(denyVerbs, begins) {
			verb = i
		} else if slices.ContainsFunc(rejectVerbs, begins) {
			verb, nouns = i, true
		}
	}
	if verb < 0 {
		for i := from; i < to; i++ { // "called it a lie"
			w := strings.ToLower(in.Text.Token(i))
			if strings.HasPrefix(w, "call") {
				return in.callsUntrue(i+1, content)
			}
			if k, _ := statements.CueWord(w); k == statements.Denies && !strings.HasPrefix(w, "contradict") {
				verb, nouns = i, true // "disavowed": persons too
				break
			}
		}
		if verb < 0 {
			return false
		}
	}
	for i := max(verb-3, 0); i < verb; i++ {
		w := strings.ToLower(in.Text.Token(i))
		if notDenyingWords[w] || strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return false
		}
	}
	if nouns && verb > 0 && passiveAuxiliaries[strings.ToLower(in.Text.Token(verb-1))] &&
		(verb+1 == len(in.Text.Tokens) ||
			strings.ToLower(in.Text.Token(verb+1)) != "by" && strings.ToLower(in.Text.Token(verb+1)) != "as") {
		return false // a court dismissed the claim
	}
	first, end := in.Text.TokensIn(content)
	if first > verb+1 && first-verb <= 5 {
		first = verb + 1 // the cue may include the noun: "denied allegations of"
	}
	words := 0
	for i := first; i < end && words < 5; i++ {
		w := strings.ToLower(in.Text.Token(i))
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLetter(r) {
			continue
		}
		words++
		if nouns && (planNouns[w] || (w == "idea" || w == "suggestion") && i+1 < end &&
			strings.EqualFold(in.Text.Token(i+1), "of")) {
			return false // "rejected attempts to", "the idea of a hike": nothing said to be so
		}
		if backWords[w] || deniableNouns[w] {
			return true
		}
		if words == 1 && (w == "that" || w == "this" || w == "it") && (nouns || clauseWords[w]) {
			if nouns && (w == "it" || i+1 < end && in.isFinalNoun(i+1)) {
				return false // "rejected that amendment"
			}
			return true
		}
		if words == 1 && !nouns && (clauseWords[w] || strings.HasSuffix(w, "ing") && len(w) > 5) {
			return true
		}
	}
	return false
}

// callsUntrue reports whether the words behind "called", and a content, call something untrue rather
// than bad.
func (in *Input) callsUntrue(from int, content cutting.Span) bool {
	_, end := in.Text.TokensIn(content)
	for i := from; i < min(max(end, from+calledWords), len(in.Text.Tokens)); i++ {
		if untruthWords[strings.ToLower(in.Text.Token(i))] &&
			(i+1 >= len(in.Text.Tokens) || !strings.EqualFold(in.Text.Token(i+1), "of")) {
			return true // not "the invention of Satan"
		}
	}
	return false
}

// calledWords is the maximum number of tokens after "called" that may be the name given.
const calledWords = 8

// isFinalNoun reports whether the token ends its sentence's words, as the noun of "that offer".
func (in *Input) isFinalNoun(i int) bool {
	if i+1 >= len(in.Text.Tokens) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(in.Text.Token(i + 1))
	return !unicode.IsLetter(r) && !backWords[strings.ToLower(in.Text.Token(i))]
}

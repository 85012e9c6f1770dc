package aliases

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/internal/wordset"
)

// cueWords are the words that introduce an alias after a name. A star matches up to two words ("known by its
// Spanish initials"). The longest match is used.
var cueWords = []struct {
	cue   Cue
	words []string
}{
	{Known, strings.Fields("also known as")}, {Known, strings.Fields("better known as")},
	{Known, strings.Fields("best known as")}, {Known, strings.Fields("commonly known as")},
	{Known, strings.Fields("widely known as")}, {Known, strings.Fields("otherwise known as")},
	{Known, strings.Fields("popularly known as")}, {Known, strings.Fields("collectively known as")},
	{Known, strings.Fields("known as")}, {Known, strings.Fields("known simply as")},
	{Known, strings.Fields("known locally as")},
	{Known, strings.Fields("which is known as")}, {Known, strings.Fields("who is known as")},
	{Known, strings.Fields("who goes by")},
	{Known, strings.Fields("also called")}, {Known, strings.Fields("commonly called")},
	{Known, strings.Fields("often called")},
	{Known, strings.Fields("sometimes called")}, {Known, strings.Fields("so-called")},
	{Known, strings.Fields("dubbed")},
	{Known, strings.Fields("nicknamed")}, {Known, strings.Fields("alias")}, {Known, strings.Fields("a.k.a")},
	{Known, strings.Fields("aka")}, {Known, strings.Fields("also spelled")}, {Known, strings.Fields("also spelt")},
	{Known, strings.Fields("also written")}, {Known, strings.Fields("also transliterated as")},
	{Known, strings.Fields("also referred to as")},
	{Known, strings.Fields("referred to as")}, {Known, strings.Fields("nom de guerre")},
	{Known, strings.Fields("real name")},
	{Known, strings.Fields("whose real name is")}, {Known, strings.Fields("whose nom de guerre is")},
	{Known, strings.Fields("also")},
	{Former, strings.Fields("formerly known as")}, {Former, strings.Fields("formerly called")},
	{Former, strings.Fields("formerly spelled")},
	{Former, strings.Fields("formerly")}, {Former, strings.Fields("previously known as")},
	{Former, strings.Fields("previously called")},
	{Former, strings.Fields("previously")}, {Former, strings.Fields("originally known as")},
	{Former, strings.Fields("originally called")},
	{Former, strings.Fields("once known as")}, {Former, strings.Fields("once called")},
	{Former, strings.Fields("née")},
	{Former, strings.Fields("nee")}, {Former, strings.Fields("born")}, {Former, strings.Fields("ex")},
	{Initials, strings.Fields("known by * initials")}, {Initials, strings.Fields("known by * initials as")},
	{Initials, strings.Fields("known by * acronym")}, {Initials, strings.Fields("known by * abbreviation")},
	{Initials, strings.Fields("known under * initials")}, {Initials, strings.Fields("known under * acronym")},
	{Initials, strings.Fields("or by * initials")}, {Initials, strings.Fields("by * acronym")},
	{Initials, strings.Fields("by * initials")},
	{Initials, strings.Fields("abbreviated as")}, {Initials, strings.Fields("abbreviated to")},
	{Initials, strings.Fields("abbreviated")},
	{Initials, strings.Fields("abbreviation")}, {Initials, strings.Fields("acronym")},
	{Initials, strings.Fields("in short")},
	{Initials, strings.Fields("or simply")}, {Initials, strings.Fields("for short")},
	{Initials, strings.Fields("hereinafter")},
	{Initials, strings.Fields("hereafter")},
}

// cuesByWord lists the cues by their first word: most words begin no cue.
var cuesByWord = func() map[string][]int {
	m := map[string][]int{}
	for i, c := range cueWords {
		m[c.words[0]] = append(m[c.words[0]], i)
	}
	return m
}()

// whereBefore are words behind a Former cue that lead to where somebody was, and no name.
var whereBefore = wordset.Of("of at with from in on")

// cueAt returns the cue that begins at token i and the token after it; 0 when there is none.
func (r *reader) cueAt(i int) (cue Cue, end int) {
	if i >= len(r.t.Tokens) {
		return "", 0
	}
	for _, n := range cuesByWord[strings.ToLower(r.t.Token(i))] {
		if e := r.matchEnd(cueWords[n].words, i); e > end {
			cue, end = cueWords[n].cue, e
		}
	}
	if cue == Former && end < len(r.t.Tokens) && whereBefore[r.t.Token(end)] {
		return "", 0 // "formerly of the Harbour League"
	}
	return cue, end
}

func (r *reader) matchEnd(words []string, i int) int {
	for n, w := range words {
		if w == "*" {
			for skip := 1; skip <= 3; skip++ {
				if e := r.matchEnd(words[n+1:], i+skip); e > 0 {
					return e
				}
			}
			return 0
		}
		if i >= len(r.t.Tokens) || !strings.EqualFold(r.t.Token(i), w) {
			return 0
		}
		i++
	}
	return i
}

// readCues reads aliases in running text: after cue words, between commas, and inverted ("as the generals are
// known").
func (r *reader) readCues() {
	for _, s := range r.t.Sentences {
		for i := s.First + 1; i < s.End; i++ {
			w := r.t.Token(i)
			if w == "(" {
				if _, cued := r.cueAt(i + 1); cued > 0 {
					i = max(i, r.closingBracket(i)) // read with the brackets
					continue
				}
			}
			if cue, end := r.cueAt(i); end > 0 && r.setsOff(i) {
				i = max(end, r.readCueList(i, end, s.End, cue)) - 1
				continue
			}
			if w == "," && i+2 < s.End {
				r.readApposition(i, s.End)
				r.readInverted(i, s.End)
			}
		}
	}
}

// hasComma reports whether there is a comma within the tokens of a supposed name.
func (r *reader) hasComma(ts tokens) bool {
	for i := ts.from; i < ts.to; i++ {
		if r.t.Token(i) == "," {
			return true
		}
	}
	return false
}

func (r *reader) startsWithCapital(i int) bool {
	c, _ := utf8.DecodeRuneInString(r.t.Token(i))
	return unicode.IsUpper(c)
}

// startsWithDigit reports whether a token begins with a digit.
func (r *reader) startsWithDigit(i int) bool {
	w := r.t.Token(i)
	return w != "" && w[0] >= '0' && w[0] <= '9'
}

// months are words that begin a date.
var months = wordset.Of(`january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday`)

// degrees are letters after a person's name that are no initials of the person.
var degrees = wordset.Of(`md phd mba ba ma bs bsc msc ms rn rd rdn np pa dds dmd do jd llb llm esq cpa cfa cfp
	ceo cfo cto coo mp mep mla mbe obe cbe kc qc od dvm pharmd edd lcsw lmft pe mph facp facs`)

// setsOff reports whether there is a comma, dash, bracket or name before token i: what follows then is about
// it.
func (r *reader) setsOff(i int) bool {
	w := r.t.Token(i - 1)
	if strings.Trim(w, ",–—-(") == "" {
		return w != "("
	}
	c, _ := utf8.DecodeRuneInString(w)
	switch strings.ToLower(r.t.Token(i)) {
	case "known", "abbreviated", "dubbed", "nicknamed", "formerly", "alias", "aka", "better":
		return unicode.IsUpper(c) || w == ")"
	case "also":
		return (unicode.IsUpper(c) || w == ")") && strings.EqualFold(r.t.Token(min(i+1, len(r.t.Tokens)-1)), "known")
	}
	return false
}

// readCueList adds the names in a list after a cue and returns where the list ends.
func (r *reader) readCueList(at, from, end int, cue Cue) int {
	long := r.nameBefore(at)
	if long.empty() {
		return from
	}
	for from < end {
		name := r.nameFrom(from, end)
		if name.empty() || months[strings.ToLower(r.t.Token(name.from))] || r.startsWithDigit(name.from) {
			return from // "born May 12"
		}
		r.add(long, name, cue)
		next := name.to
		for next < end && strings.Trim(r.t.Token(next), quotes) == "" {
			next++
		}
		sep := next
		if sep < end && r.t.Token(sep) == "/" && r.joinsAbbreviations(sep, end) {
			from = sep + 1
			continue
		}
		if sep < end && r.t.Token(sep) == "," {
			sep++
		}
		if sep < end && (r.t.Token(sep) == "or" || r.t.Token(sep) == "and" && r.isFurtherName(sep)) {
			from = sep + 1
			continue
		}
		return name.to
	}
	return from
}

// isFurtherName reports whether what follows "and" is a further name and no new clause:
// a name, then a comma or bracket.
func (r *reader) isFurtherName(and int) bool {
	n := r.nameFrom(and+1, len(r.t.Tokens))
	return !n.empty() && n.to < len(r.t.Tokens) && strings.Trim(r.t.Token(n.to), ",.;)"+quotes) == ""
}

// nameFrom returns the name that begins at token i, skipping articles and quotation marks; empty when there is
// none.
func (r *reader) nameFrom(i, end int) tokens {
	for i < end {
		w := strings.ToLower(r.t.Token(i))
		if w != "the" && w != "a" && w != "an" && strings.Trim(w, quotes) != "" {
			break
		}
		i++
	}
	to := i
	for j := i; j < end && j-i < 10; j++ {
		w := r.t.Token(j)
		c, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(c) || unicode.IsDigit(c) && j > i {
			to = j + 1
			continue
		}
		if w == "/" && r.joinsAbbreviations(j, end) {
			break // "aka FRO/PMZ": two names
		}
		if j > i && connectors[w] && w != "," && w != "and" && w != "&" && w != "in" && w != "on" && w != "at" &&
			w != "to" && w != "by" {
			continue
		}
		// Words that go with a name in capitals: "the Iran nuclear deal".
		if j > i && to == j && unicode.IsLower(c) && j+2 < end && strings.Trim(r.t.Token(j+2), ",)"+quotes) == "" &&
			!connectors[w] && w != "is" && w != "was" && w != "has" {
			to = j + 2
		}
		break
	}
	return tokens{i, to}
}

// readApposition reads ", or Short," and ", the Short," after a name, at the comma i.
func (r *reader) readApposition(i, end int) {
	j := i + 1
	or := r.t.Token(j) == "or"
	if or || r.t.Token(j) == "the" {
		j++
	}
	if j >= end {
		return
	}
	name := r.nameFrom(j, end)
	if name.empty() || name.to >= end || strings.Trim(r.t.Token(name.to), ",–—.)") != "" {
		return
	}
	if !or && r.goesOn(name.to, end) {
		return
	}
	text := r.span(name).In(r.t.Text)
	if !isAbbreviation(text) || degrees[strings.ToLower(strings.ReplaceAll(text, ".", ""))] {
		return
	}
	if long := r.longFor(text, i); !long.empty() && r.startsWithCapital(long.from) && !r.hasComma(long) {
		r.add(long, name, Apposed)
	} else if long := r.nameBefore(i); or && long.to-long.from >= 2 {
		r.add(long, name, Apposed)
	}
}

// goesOn reports whether a comma at token i is followed by a further name: what is before it is part of a list.
func (r *reader) goesOn(i, end int) bool {
	if r.t.Token(i) != "," {
		return false
	}
	for j := i + 1; j < end && j <= i+3; j++ {
		switch strings.ToLower(r.t.Token(j)) {
		case "and", "or", "the":
			continue
		}
		return r.startsWithCapital(j)
	}
	return false
}

// readInverted reads ", as Short is known" after a name, at the comma i.
func (r *reader) readInverted(i, end int) {
	if r.t.Token(i+1) != "as" {
		return
	}
	for j := i + 3; j < end && j-i < 12; j++ {
		if w := r.t.Token(j); w != "is" && w != "are" && w != "was" && w != "were" {
			continue
		}
		for k := j + 1; k < end && k <= j+2; k++ {
			if r.t.Token(k) == "known" || r.t.Token(k) == "called" {
				name := r.trim(tokens{i + 2, j})
				if c, _ := utf8.DecodeRuneInString(r.t.Token(min(name.from, end-1))); unicode.IsUpper(c) {
					r.add(r.nameBefore(i), name, Known)
				}
				return
			}
		}
		return
	}
}

// readDefinitions reads "Short = Long", as in lists of abbreviations.
func (r *reader) readDefinitions() {
	for i := 1; i+1 < len(r.t.Tokens); i++ {
		if r.t.Token(i) != "=" {
			continue
		}
		from := i - 1
		for from > 0 && r.t.Tokens[from-1].End == r.t.Tokens[from].Start && r.t.Token(from-1) != "(" {
			from--
		}
		short := tokens{from, i}
		s := r.span(short).In(r.t.Text)
		if len(letters(s)) < 2 || strings.ToLower(s) == s {
			continue
		}
		to := i + 1
		best, found := 1e9, tokens{}
		for ; to < len(r.t.Tokens) && to-i <= 14; to++ {
			w := r.t.Token(to)
			if strings.Trim(w, ";,.()=:") == "" {
				break
			}
			long := tokens{i + 1, to + 1}
			if connectors[strings.ToLower(w)] {
				continue
			}
			if c, ok := align(letters(s), r.words(long)); ok && c <= best {
				best, found = c, long
			}
		}
		if !found.empty() {
			r.add(found, short, Defined)
		}
	}
}

package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/split/words"
)

// correctByline returns the byline that replaces the forest's choice where the page's form is
// unambiguous: a line that names several persons is read to its end; an element that a side box has
// several of, for other persons, is no byline; and a line of a name and a date, or of a cue, a
// colon and a name, next to the headline is one even without markup.
func (f *facts) correctByline(cs []bylineCandidate, chosen int) (bylineCandidate, bool) {
	boxed := chosen >= 0 && f.isOneOfABox(cs, chosen)
	if chosen >= 0 && len(cs[chosen].names) > 0 && !boxed {
		return cs[f.wholeLine(cs, chosen)], true
	}
	if c, ok := f.plainByline(boxed); ok {
		return c, true
	}
	if chosen >= 0 {
		return cs[chosen], true
	}
	return bylineCandidate{}, false
}

// isOneOfABox reports whether a candidate was found only away from the article, in one of several
// elements of the same template.
func (f *facts) isOneOfABox(cs []bylineCandidate, at int) bool {
	const claims = 1<<fromAuthorLD | 1<<fromAuthorMeta | 1<<fromAuthorMetaOther | 1<<fromAuthorLine |
		1<<fromAuthorInline | 1<<fromAuthorName
	v, c := f.v, &cs[at]
	if c.node < 0 || c.from&claims != 0 || v.head < 0 {
		return false
	}
	b := v.blockOf(c.span.Start)
	if b >= v.head || b >= v.head-4 && v.out[c.node].flags&(inAside|inNav) == 0 {
		if b <= max(v.head+12, f.bodyEnd+6) {
			return false
		}
	}
	peers := 0
	for i := range cs {
		if i != at && cs[i].node >= 0 && v.out[cs[i].node].shape == v.out[c.node].shape {
			peers++
		}
	}
	return peers >= 2
}

// wholeLine returns the candidate that names more persons than the chosen one, all of the chosen
// ones among them: the same line read to its end, or the article's structured data. It returns -1
// for none.
func (f *facts) wholeLine(cs []bylineCandidate, chosen int) int {
	v, c := f.v, &cs[chosen]
	best := chosen
	for i := range cs {
		d := &cs[i]
		if d.loose || len(d.keys) <= len(cs[best].keys) ||
			!slices.ContainsFunc(c.keys, func(key string) bool { return slices.Contains(d.keys, key) }) {
			continue
		}
		claimed := (d.from&(1<<fromAuthorLD) != 0 || d.cited) && !d.org &&
			!slices.ContainsFunc(d.names, func(n string) bool { return !hasPersonForm(n) })
		line := c.node >= 0 && d.node >= 0 && (v.blockOf(d.span.Start) == v.blockOf(c.span.Start) ||
			d.span.Contains(c.span)) && f.separation(d) == 2
		marked := d.from&(1<<fromAuthorUnion) != 0 && f.separation(d) > 0 && allMarked(cs, d)
		if (claimed || line || marked) && !slices.ContainsFunc(c.keys,
			func(key string) bool { return !slices.Contains(d.keys, key) }) {
			best = i
		}
	}
	return best
}

// allMarked reports whether each of a candidate's persons has an element of their own that markup
// marks as author by rel or itemprop.
func allMarked(cs []bylineCandidate, d *bylineCandidate) bool {
	return !slices.ContainsFunc(d.keys, func(key string) bool {
		return !slices.ContainsFunc(cs, func(c bylineCandidate) bool {
			return len(c.keys) == 1 && c.keys[0] == key && c.from&(1<<fromAuthorRel|1<<fromAuthorProp) != 0
		})
	})
}

// separation returns how a candidate's persons are separated in the page: 2 for commas, cues and an
// "and" before the last; 1 for commas or breaks only, which also separate offices and places; 0
// when something else lies between them, or there is only one name.
func (f *facts) separation(c *bylineCandidate) int {
	if c.node < 0 || len(c.names) < 2 {
		return 0
	}
	v := f.v
	end := c.span.End
	if b := v.blockOf(c.span.Start); b >= 0 {
		end = max(end, v.p.Blocks[b].Span.End)
	}
	text := collapseSpace(v.p.Text[c.span.Start:min(end, c.span.Start+600)])
	how := 1
	for i, n := range c.names {
		at := strings.Index(text, n)
		if at < 0 || !hasPersonForm(n) {
			return 0
		}
		gap := strings.ToLower(strings.Trim(text[:at], " ,;|/•·"))
		switch {
		case i == 0 || gap == "" || gap == "by":
		case conjunctions[gap]:
			if i == len(c.names)-1 {
				how = 2
			}
		default:
			return 0
		}
		text = text[at+len(n):]
	}
	return how
}

// plainByline looks for such a line next to the headline or the body's beginning. With alone, a
// block that is only a name counts too when a date line follows it.
func (f *facts) plainByline(alone bool) (bylineCandidate, bool) {
	v := f.v
	lo, hi := f.bodyStart-3, f.bodyStart+4
	if v.head >= 0 {
		lo, hi = v.head, max(v.head+4, min(hi, v.head+8))
	}
	for i := max(0, lo); i < min(hi, len(v.p.Blocks)); i++ {
		b := &v.p.Blocks[i]
		if v.m[i].words == 0 || v.m[i].words > 45 || v.out[b.Node].flags&(inNav|inFooter|inAside|inControl|
			inHidden) != 0 {
			continue
		}
		text := collapseSpace(b.Span.In(v.p.Text))
		if alone && b.Level == 0 && hasPersonForm(text) && f.siteLike(text) < 0.9 &&
			v.followsHeading(i) {
			return bylineCandidate{names: []string{text}, span: trimSpan(v.p.Text, b.Span), node: b.Node}, true
		}
		for at := b.Span.Start; at < b.Span.End; {
			end := b.Span.End
			if j := strings.IndexByte(v.p.Text[at:end], '\n'); j >= 0 {
				end = at + j
			}
			if names, span, ok := f.nameAndDate(trimSpan(v.p.Text, cutting.Span{Start: at, End: end})); ok {
				c := bylineCandidate{names: names, span: span, node: b.Node}
				return c, true
			}
			at = end + 1
		}
	}
	return bylineCandidate{}, false
}

// nameAndDate returns the names in a line that contains a name, or a by-word, a colon and names, and
// otherwise at most a date.
func (f *facts) nameAndDate(line cutting.Span) ([]string, cutting.Span, bool) {
	text := line.In(f.v.p.Text)
	if line.Empty() || line.Len() > 240 || len(strings.Fields(text)) > 16 {
		return nil, cutting.Span{}, false
	}
	// The line without its dates, in pieces.
	pieces := []cutting.Span{line}
	dated := false
	f.find(line, func(_ cutting.Date, s cutting.Span) {
		dated = true
		last := &pieces[len(pieces)-1]
		if s.Start < last.Start {
			return
		}
		rest := cutting.Span{Start: s.End, End: last.End}
		last.End = s.Start
		pieces = append(pieces, rest)
	})
	var name cutting.Span
	for _, s := range pieces {
		for _, x := range splitLine(f.v.p.Text, s) {
			if n := words.CountLetters(x.In(f.v.p.Text)); n <= 2 || n <= 4 && !name.Empty() {
				continue // "г.", "on", "à"
			}
			if !name.Empty() {
				return nil, cutting.Span{}, false
			}
			name = x
		}
	}
	if name.Empty() {
		return nil, cutting.Span{}, false
	}
	said := name.In(f.v.p.Text)
	rest, by := cutBy(said)
	if by && !strings.ContainsAny(said, ":：") && !dated {
		return nil, cutting.Span{}, false
	}
	if by {
		said = rest
	} else if !dated {
		return nil, cutting.Span{}, false
	}
	names, _, total := f.peopleBeside(said)
	if len(names) == 0 || len(names) > 4 {
		return nil, cutting.Span{}, false
	}
	for _, n := range names {
		if !hasPersonForm(n) && (!by || isCased(n)) {
			return nil, cutting.Span{}, false
		}
		total += len(n)
	}
	if total*2 < len(said) {
		return nil, cutting.Span{}, false
	}
	return names, name, true
}

// splitLine splits a piece of a line at the separators between a byline and a date.
func splitLine(text string, s cutting.Span) []cutting.Span {
	var out []cutting.Span
	start := s.Start
	put := func(end int) {
		x := trimSpan(text, cutting.Span{Start: start, End: end})
		for !x.Empty() {
			r, n := utf8.DecodeRuneInString(text[x.Start:x.End])
			if unicode.IsLetter(r) || r == '"' {
				break
			}
			x.Start += n
		}
		for !x.Empty() {
			r, n := utf8.DecodeLastRuneInString(text[x.Start:x.End])
			if unicode.IsLetter(r) || unicode.IsMark(r) || r == '.' {
				break
			}
			x.End -= n
		}
		if !x.Empty() {
			out = append(out, x)
		}
	}
	for i, r := range text[s.Start:s.End] {
		at := s.Start + i
		switch {
		case r == '|' || r == '•' || r == '·' || r == '–' || r == '—' || r == '»',
			r == '-' && i > 0 && text[at-1] == ' ':
			put(at)
			start = at + utf8.RuneLen(r)
		}
	}
	put(s.End)
	return out
}

// isCased reports whether a text is in a script with capitals.
func isCased(s string) bool {
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			return true
		}
	}
	return false
}

package article

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
)

// settleByline corrects the forest where the page's form leaves no doubt: a line
// that names several persons is not cut short after the first, and a line of a
// name and a date, or of a by-word, a colon and a name, right at the article's
// head is a byline though no markup says so.
func (f *facts) settleByline(cs []bylineCandidate, chosen int) (bylineCandidate, bool) {
	if chosen >= 0 && len(cs[chosen].names) > 0 {
		return cs[f.wholeLine(cs, chosen)], true
	}
	if c, ok := f.plainByline(); ok {
		return c, true
	}
	if chosen >= 0 {
		return cs[chosen], true
	}
	return bylineCandidate{}, false
}

// wholeLine is the candidate that reads the chosen one's line to its end.
func (f *facts) wholeLine(cs []bylineCandidate, chosen int) int {
	v, c := f.v, &cs[chosen]
	if c.node < 0 {
		return chosen
	}
	at := v.blockOf(c.span.Start)
	for i := range cs {
		d := &cs[i]
		if d.node < 0 || d.loose || len(d.keys) <= len(c.keys) || d.from&(1<<fromAuthorLine|1<<fromAuthorUnion) == 0 ||
			v.blockOf(d.span.Start) != at || !slices.Equal(d.keys[:len(c.keys)], c.keys) {
			continue
		}
		if f.joined(d) {
			return i
		}
	}
	return chosen
}

// joined reports whether the line names all of a candidate's persons in a row, the
// last behind an "and": commas alone also stand before offices and places.
func (f *facts) joined(d *bylineCandidate) bool {
	line, _, _ := strings.Cut(f.v.p.Text[d.span.Start:f.v.p.Blocks[f.v.blockOf(d.span.Start)].Span.End], "\n")
	line = fold(line)
	for i, n := range d.names {
		at := strings.Index(line, n)
		if at < 0 || !nameLike(n) {
			return false
		}
		switch gap := strings.Trim(line[:at], " ,"); {
		case i == 0:
		case i == len(d.names)-1:
			if !conjunctions[gap] {
				return false
			}
		case gap != "" && !conjunctions[gap]:
			return false
		}
		line = line[at+len(n):]
	}
	return true
}

var conjunctions = map[string]bool{"and": true, "&": true, "und": true, "et": true, "y": true, "e": true, "og": true, "och": true,
	"en": true, "i": true, "и": true, "та": true, "ve": true, "ja": true, "și": true, "és": true, "και": true}

// plainByline looks for such a line next to the headline or the body's beginning.
func (f *facts) plainByline() (bylineCandidate, bool) {
	v := f.v
	lo, hi := f.bodyStart-3, f.bodyStart+4
	if v.head >= 0 {
		lo, hi = v.head, max(v.head+4, min(hi, v.head+8))
	}
	for i := max(0, lo); i < min(hi, len(v.p.Blocks)); i++ {
		b := &v.p.Blocks[i]
		if v.m[i].words == 0 || v.m[i].words > 45 || v.out[b.Node].flags&(inNav|inFooter|inAside|inControl|inHidden) != 0 {
			continue
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

// nameAndDate reads a line that holds a name, or a by-word, colon and names, and
// a date or nothing besides.
func (f *facts) nameAndDate(line cutting.Span) ([]string, cutting.Span, bool) {
	text := line.In(f.v.p.Text)
	if line.Empty() || line.Len() > 240 || len(strings.Fields(text)) > 16 {
		return nil, cutting.Span{}, false
	}
	// What dates leave of the line, in pieces.
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
			if lettersIn(x.In(f.v.p.Text)) <= 4 && !name.Empty() || lettersIn(x.In(f.v.p.Text)) <= 2 {
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
	names, _ := f.people(said)
	if len(names) == 0 || len(names) > 4 {
		return nil, cutting.Span{}, false
	}
	total := 0
	for _, n := range names {
		if !nameLike(n) && (!by || cased(n)) {
			return nil, cutting.Span{}, false
		}
		total += len(n)
	}
	if total*2 < len(said) {
		return nil, cutting.Span{}, false
	}
	return names, name, true
}

// splitLine cuts a piece of a line at what separates a byline from a date.
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

func lettersIn(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// cased reports whether a text is in a script that has capitals.
func cased(s string) bool {
	for _, r := range s {
		if unicode.IsUpper(r) || unicode.IsLower(r) {
			return true
		}
	}
	return false
}

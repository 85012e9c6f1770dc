package library

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/library/plain"
)

const (
	maxSuggestions = 12  // dates, and likewise bylines, that are suggested
	maxFactLines   = 400 // lines shown around a cutting
	// The numbers of lines searched before and after a cutting. An article's date is often above its headline
	// or at the foot of the page, a teaser's is beside it.
	aroundArticle = 15
	aroundItem    = 3
)

// setLines sets the lines around the cutting and the suggestions found in them.
func (c *factsCase) setLines(lines Lines) {
	from, to := c.blocksSearched()
	var until, day time.Time
	if lines != nil {
		until, day = c.endOfYear(lines), c.dayShown()
	}
	for i := from; i < to; i++ {
		b := &c.page.Blocks[i]
		text := b.Span.In(c.page.Text)
		l := FactLine{Text: text, Dir: blockDir(b), In: slices.Contains(c.cut.Blocks, int32(i))}
		c.data.Lines = append(c.data.Lines, l)
		if lines != nil {
			c.suggest(lines, l, b.Span, until, day)
		}
	}
	c.suggestClaims(lines)
	for i := range c.data.Date.Found {
		c.data.Date.Found[i].Value = "f" + strconv.Itoa(i)
	}
	for i := range c.data.Byline.Found {
		c.data.Byline.Found[i].Value = "f" + strconv.Itoa(i)
	}
}

// blocksSearched returns the half-open range of blocks searched.
func (c *factsCase) blocksSearched() (from, to int) {
	if len(c.cut.Blocks) == 0 {
		return 0, min(len(c.page.Blocks), maxFactLines)
	}
	near := aroundItem
	if c.cut.Kind == cutting.Article {
		near = aroundArticle
	}
	from = max(0, int(c.cut.Blocks[0])-near)
	to = min(len(c.page.Blocks), int(c.cut.Blocks[len(c.cut.Blocks)-1])+1+near, from+maxFactLines)
	return from, to
}

// suggest adds the dates and bylines read in one line.
func (c *factsCase) suggest(lines Lines, l FactLine, block cutting.Span, until, day time.Time) {
	text, dir := l.Text, l.Dir
	for _, d := range lines.Dates(text, c.row.Lang, until, day) {
		d.Span = cutting.Span{Start: block.Start + d.Span.Start, End: block.Start + d.Span.End}
		if c.newDate(d.Value) {
			c.data.Date.Found = append(c.data.Date.Found,
				c.inLine(Suggestion{Label: plain.Date(d), Dir: dir, date: d, span: d.Span}, block))
		}
	}
	if names, at, ok := lines.Byline(text); ok && c.newByline(names) {
		at = cutting.Span{Start: block.Start + at.Start, End: block.Start + at.End}
		c.data.Byline.Found = append(c.data.Byline.Found,
			c.inLine(Suggestion{Label: plain.Byline(names), Dir: dir, names: names, span: at}, block))
	}
}

// newDate reports whether a date can be added as a suggestion: there is room, the cutting has another and it is
// not suggested yet.
func (c *factsCase) newDate(value string) bool {
	found := c.data.Date.Found
	return len(found) < maxSuggestions && value != c.cut.Published.Value &&
		!slices.ContainsFunc(found, func(s Suggestion) bool { return s.date.Value == value })
}

// newByline reports the same as newDate, for names.
func (c *factsCase) newByline(names []string) bool {
	found := c.data.Byline.Found
	return len(found) < maxSuggestions && !slices.Equal(names, c.cut.Byline) &&
		!slices.ContainsFunc(found, func(s Suggestion) bool { return slices.Equal(s.names, names) })
}

// aroundWords is the number of characters shown on either side of words found in a line.
const aroundWords = 60

// inLine sets the words of a suggestion and the words around them.
func (c *factsCase) inLine(s Suggestion, block cutting.Span) Suggestion {
	text := c.page.Text
	before, after := []rune(text[block.Start:s.span.Start]), []rune(text[s.span.End:block.End])
	if len(before) > aroundWords {
		before = append([]rune("… "), before[len(before)-aroundWords:]...)
	}
	if len(after) > aroundWords {
		after = append(after[:aroundWords:aroundWords], []rune(" …")...)
	}
	s.Before, s.Words, s.After = string(before), s.span.In(text), string(after)
	return s
}

// suggestClaims adds what the page states about itself in metadata. Metadata is about the page, so it suggests
// nothing for an item of a listing.
func (c *factsCase) suggestClaims(lines Lines) {
	if c.cut.Kind != cutting.Article {
		return
	}
	for _, m := range c.page.Meta.Claims {
		key := strings.ToLower(m.Key)
		switch {
		case strings.Contains(key, "date") || strings.Contains(key, "publish") || strings.Contains(key, "modified") ||
			strings.Contains(key, "time"):
			v := m.Value
			if !cutting.IsDate(v) && len(v) > 10 {
				v = v[:10]
			}
			if cutting.IsDate(v) && c.newDate(v) {
				d := cutting.Date{Value: v}
				c.data.Date.Found = append(c.data.Date.Found, Suggestion{Label: plain.Date(d), Claim: m.Key, date: d})
			}
		case key == "author" || strings.HasSuffix(key, ":author") || strings.HasSuffix(key, ".creator"):
			names := authorsIn(lines, m.Value)
			if len(names) > 0 && !strings.Contains(m.Value, "://") && c.newByline(names) {
				c.data.Byline.Found = append(c.data.Byline.Found,
					Suggestion{Label: plain.Byline(names), Claim: m.Key, names: names})
			}
		}
	}
}

// answeredDate returns the date the form states, nil when it is the present one.
func (c *factsCase) answeredDate(lines Lines) (*cutting.CorrectedDate, error) {
	f := &c.data.Date
	out := &cutting.CorrectedDate{}
	switch s := f.chosen(); {
	case f.Choice == ChoiceKeep:
		return nil, nil
	case f.Choice == ChoiceNone:
	case s != nil:
		out.Value, out.Words = s.date.Value, c.rangeOf(s.span)
	case f.Choice == ChoiceTyped:
		var err error
		if out.Words, err = c.wordsOf(f.Words); err != nil {
			return nil, err
		}
		typed := f.Typed
		if typed == "" {
			typed = f.Words
		}
		if typed == "" {
			return nil, cutting.Errorf(cutting.Invalid,
				"another date is chosen, and none is typed; write it as 2011, 2011-04 or 2011-04-09")
		}
		if out.Value, err = readAbsolute(typed, c.row.Lang, c.row.Capture.Time, lines); err != nil {
			return nil, err
		}
	default:
		return nil, cutting.Errorf(cutting.Invalid, "the form chooses a date that it does not offer")
	}
	now := c.cut.Published
	if now.Origin == cutting.Corrected && now.Value == out.Value && c.rangeOf(now.Span) == out.Words {
		return nil, nil
	}
	return out, nil
}

// answeredByline returns the byline the form states, nil when it is the present one.
func (c *factsCase) answeredByline(lines Lines) (*cutting.CorrectedByline, error) {
	f := &c.data.Byline
	out := &cutting.CorrectedByline{Names: []string{}}
	switch s := f.chosen(); {
	case f.Choice == ChoiceKeep:
		return nil, nil
	case f.Choice == ChoiceNone:
	case s != nil:
		out.Names, out.Words = s.names, c.rangeOf(s.span)
	case f.Choice == ChoiceTyped:
		words := f.Words
		if words == "" { // the names themselves, where the page has them so
			if _, ok := c.find(f.Typed); ok {
				words = f.Typed
				f.Words = words
			}
		}
		var err error
		if out.Words, err = c.wordsOf(words); err != nil {
			return nil, err
		}
		if out.Names = authorsIn(lines, f.Typed); len(out.Names) == 0 {
			return nil, cutting.Errorf(cutting.Invalid,
				"you chose other persons and typed no name; write the names, separated by semicolons or commas")
		}
	default:
		return nil, cutting.Errorf(cutting.Invalid, "the form chooses a byline that it does not offer")
	}
	if c.cut.BylineOrigin == cutting.Corrected && slices.Equal(c.cut.Byline, out.Names) &&
		c.rangeOf(c.cut.BylineSpan) == out.Words {
		return nil, nil
	}
	return out, nil
}

// authorsIn returns the names that a text of nothing but authors states.
func authorsIn(lines Lines, s string) []string {
	if lines == nil {
		return splitNames(s)
	}
	return lines.Authors(s)
}

// splitNames splits typed names at semicolons, or at commas where there are no semicolons.
func splitNames(s string) []string {
	seps := ";；"
	if !strings.ContainsAny(s, seps) {
		seps = ",،、，"
	}
	out := []string{}
	for _, n := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(seps, r) || r == '\n' }) {
		if n = strings.Join(strings.Fields(n), " "); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// wordsOf returns the range of words typed from the page; the zero range for "".
func (c *factsCase) wordsOf(words string) (cutting.Range, error) {
	if words == "" {
		return cutting.Range{}, nil
	}
	sp, ok := c.find(words)
	if !ok {
		return cutting.Range{}, cutting.Errorf(cutting.Invalid,
			"no line of the page contains “%s”; copy the words exactly as the page has them, or leave this empty",
			plain.Clip(words, 80))
	}
	return c.rangeOf(sp), nil
}

// find returns where the page states these words: in the cutting, else near it, else anywhere.
func (c *factsCase) find(words string) (cutting.Span, bool) {
	from, to := c.blocksSearched()
	in := func(i int) (cutting.Span, bool) {
		b := c.page.Blocks[i].Span
		at := strings.Index(b.In(c.page.Text), words)
		return cutting.Span{Start: b.Start + at, End: b.Start + at + len(words)}, at >= 0
	}
	if words == "" {
		return cutting.Span{}, false
	}
	for _, b := range c.cut.Blocks {
		if sp, ok := in(int(b)); ok {
			return sp, true
		}
	}
	for i := from; i < to; i++ {
		if sp, ok := in(i); ok {
			return sp, true
		}
	}
	for i := range c.page.Blocks {
		if sp, ok := in(i); ok {
			return sp, true
		}
	}
	return cutting.Span{}, false
}

// rangeOf returns where a span of the page's text lies in the capture; zero for none.
func (c *factsCase) rangeOf(sp cutting.Span) cutting.Range {
	if sp.Empty() {
		return cutting.Range{}
	}
	return c.page.Source.Range(sp)
}

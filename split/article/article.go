// Package article cuts the article out of a page that has an element tree: the body without its
// surroundings, and headline, byline, dates, section, tags and image, chosen from the page's text,
// its markup and its structured data.
//
// The body is chosen block by block in two passes (features.go, second.go): the first looks at a
// block and its surroundings, the second also at the first pass's scores of the neighbours, the
// enclosing elements and all blocks of the same template. Classifying text blocks by their
// neighbours is Kohlschütter's idea (boilerpipe, WSDM 2010), stacking is Wolpert's (1992). Title,
// byline and date are each chosen among all candidates of the page (title.go, byline.go, when.go),
// "none" among them. The weights are boosted trees (package boost) fitted to public yardsticks by
// cmd/train; structured data is one feature among others and never taken unchecked. All text comes
// from the page's own spans.
package article

import (
	"fmt"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/internal/interrupt"
	"cuttings/split/dates"
)

// Options for Cut.
type Options struct {
	// Explain fills Result.Trace.
	Explain bool
	// Later leaves byline, dates, parts, section, tags and image to Complete; most listing pages
	// are recognised without them.
	Later bool
	// Dates finds the page's dates; nil finds them without a cache.
	Dates *dates.Memo
	// Without switches off the rules with these names; see Rules.
	Without map[string]bool
	// Model has the weights; nil uses those of the program.
	Model *Model
	// Stop ends the call when its context ends; nil never does.
	Stop *interrupt.Checker
}

// Result is the result of Cut. Signs are inputs of the decision about the page's kind.
type Result struct {
	// Cutting has Kind Article and everything but Bytes; its Parts are empty when
	// the page has no body text.
	Cutting cutting.Cutting
	Site    string
	Stated  []string // names of the site that metadata and structured data state
	Signs   Signs
	Trace   []string
	// Likely is, for each of the page's blocks, the probability (0 to 1) of being body text.
	Likely []float32

	rest *unfinished // the work left for Complete; nil when none is
}

// unfinished is the state of an article whose reading Complete finishes.
type unfinished struct {
	f         *facts
	m         *Model
	body      body
	candidate string
	taken     []bool
	explain   bool
	titles    []titleCandidate
	title     int
	score     float32 // of the title
}

// Signs are measures of how much a page looks like an article page, taken from the article alone.
type Signs struct {
	Words     int     // of the body
	PageWords int     // of the page
	Blocks    int     // of the body
	Sentences int     // sentence ends in the body
	Spread    float32 // share of the blocks between the body's first and last that are the body's
	LinkShare float32 // share of the body's bytes that are link text
	TypeLD    bool    // structured data describes an article
	TypeOG    bool    // og:type is article
	HeadMatch bool    // a headline in the page matches the page's title
	Headings  int     // level-one headings
	Articles  int     // article elements that hold text
}

// Cut returns the article of a page; p must have a tree. It is a pure function and safe for
// concurrent use.
func Cut(p *cutting.Page, o Options) Result {
	if p.Tree == nil || len(p.Blocks) == 0 {
		return Result{}
	}
	m := o.Model
	if m == nil {
		m = ShippedModel()
	}
	l := readScripts(p.Meta.LD)
	v := newView(p, l, m, o.Stop)
	v.dates = o.Dates
	v.classify(m)
	c, candidate := v.choose(m, v.p2)
	v.applyRules(c, o.Without)
	b := v.makeBody(c, v.p2)
	f := gatherFacts(v, l, b.start, b.end)
	f.without = o.Without
	r := Result{Likely: v.p2}
	r.Cutting.Kind = cutting.Article
	t := &unfinished{f: f, m: m, body: b, candidate: candidate, taken: make([]bool, len(p.Blocks)), explain: o.Explain}
	t.titles = f.titleCandidates()
	t.title, t.score = bestCandidate(m.Title, f.titleRows(t.titles))
	if !o.Without["printed_headline"] {
		t.title = f.printedTitle(t.titles, t.title)
	}
	if !o.Without["site_for_headline"] {
		t.title = f.notTheSite(t.titles, t.title)
	}
	if part, kicker, ok := f.headlinePart(t.titles, t.title); ok && !o.Without["kicker"] {
		t.titles = append(t.titles, part)
		t.title = len(t.titles) - 1
		f.kicker = kicker
	}
	if t.title >= 0 {
		f.setHeadline(&r.Cutting, &t.titles[t.title], t.taken)
	}
	r.Stated = f.statedNames()
	r.Site = f.siteName(r.Stated, r.Cutting.Headline, t.titles)
	r.Signs = f.signs(&b)
	r.rest = t
	switch {
	case !o.Later:
		r.Complete()
	case len(p.Blocks) >= manyBlocks:
		v.release()
	}
	return r
}

// Complete fills what Options.Later left out: all of the cutting but its headline, and the trace. A
// second call does nothing. Not for concurrent use.
func (r *Result) Complete() {
	t := r.rest
	if t == nil || t.f == nil {
		return
	}
	f, c := t.f, &r.Cutting
	r.rest, t.f = nil, nil // for copies of r as well
	if f.v.m == nil {
		f.v.restore(f.l, t.m)
	}
	bylines := f.bylineCandidates()
	byline, _ := bestCandidate(t.m.Byline, f.bylineRows(bylines))
	if who, ok := f.correctByline(bylines, byline); ok {
		f.setByline(c, &who, t.taken)
	}
	days := f.dateCandidates()
	day, _ := bestCandidate(t.m.Date, f.dateRows(days))
	day = claimedBefore(days, day)
	if day >= 0 {
		f.setPublication(c, days, day, t.taken)
	}
	f.setParts(c, &t.body, t.taken)
	f.trimEdges(c, t.taken)
	f.setExtras(c)
	for i, taken := range t.taken {
		if taken {
			c.Blocks = append(c.Blocks, int32(i))
		}
	}
	if t.explain {
		r.Trace = append(r.Trace, "body candidate: "+t.candidate)
		r.Trace = append(r.Trace, f.trace(t.titles, t.title, t.score, bylines, byline, days, day)...)
	}
}

// ClaimedDay returns the day of publication that the page claims, whatever its kind: in structured
// data, in meta elements, or in its address. It is zero without such a claim, and after Complete or
// Release.
func (r *Result) ClaimedDay() cutting.Date {
	if r.rest == nil || r.rest.f == nil {
		return cutting.Date{}
	}
	l := dateList{f: r.rest.f, lang: r.rest.f.dateLang()}
	l.addClaimed()
	l.addURLDay()
	for _, from := range [...]uint32{1 << fromDateLD, 1 << fromDateMeta, 1 << fromDateURL} {
		for i := range l.cs {
			if l.cs[i].from&from != 0 && (from != 1<<fromDateURL || len(l.cs[i].day) == len(time.DateOnly)) {
				return cutting.Date{Value: l.cs[i].value, Origin: l.cs[i].org}
			}
		}
	}
	return cutting.Date{}
}

// Release frees what Complete needs, for a page that is not cut as an article. Complete does
// nothing after it.
func (r *Result) Release() {
	if t := r.rest; t != nil {
		t.f = nil // for copies of r as well
	}
	r.rest = nil
}

// setHeadline fills the headline from the chosen candidate.
func (f *facts) setHeadline(c *cutting.Cutting, t *titleCandidate, taken []bool) {
	c.Headline = t.text
	switch {
	case t.node >= 0:
		c.HeadlineSpan, c.HeadlineOrigin = t.span, "text"
		f.markTaken(t.span, taken)
		return
	case t.from&(1<<fromLD|1<<fromLDOther) != 0:
		c.HeadlineOrigin = "json-ld"
	case t.from&(1<<fromTitle|1<<fromTitlePiece) != 0:
		c.HeadlineOrigin = "title"
	default:
		c.HeadlineOrigin = "meta"
	}
	// The headline may be in a block that is no heading.
	v := f.v
	key := unifyQuotes(t.text)
	lo, hi := 0, min(len(v.p.Blocks), f.bodyEnd+1)
	for i := lo; i < hi; i++ {
		s := v.p.Blocks[i].Span
		if j := strings.IndexByte(s.In(v.p.Text), '\n'); j > 0 && v.m[i].words < 60 {
			s.End = s.Start + j // a separate line above other lines
		}
		if d := s.Len() - len(t.text); d < -8 || d > 8 {
			continue
		}
		if s = trimSpan(v.p.Text, s); unifyQuotes(s.In(v.p.Text)) == key {
			c.HeadlineSpan, c.HeadlineOrigin, c.Headline = s, "text", collapseSpace(s.In(v.p.Text))
			f.markTaken(s, taken)
			return
		}
	}
	if v.head >= 0 {
		taken[v.head] = true
	}
}

// markTaken marks the blocks that s covers for the most part.
func (f *facts) markTaken(s cutting.Span, taken []bool) {
	v := f.v
	i := v.blockOf(s.Start)
	if i < 0 {
		return
	}
	for ; i < len(v.p.Blocks) && v.p.Blocks[i].Span.Start < s.End; i++ {
		b := v.p.Blocks[i].Span
		if min(b.End, s.End)-max(b.Start, s.Start) >= b.Len()/2 {
			taken[i] = true
		}
	}
}

func (f *facts) setByline(c *cutting.Cutting, b *bylineCandidate, taken []bool) {
	c.Byline = b.names
	if b.node >= 0 && len(b.names) > 0 {
		c.BylineSpan = b.span
		f.takeShort(b.span, taken)
	}
}

// takeShort marks the blocks of a byline or date line: short ones near the headline that are not
// body text.
func (f *facts) takeShort(s cutting.Span, taken []bool) {
	v := f.v
	i := v.blockOf(s.Start)
	if i < 0 || v.m[i].words > 40 || v.p2[i] >= bodyThreshold {
		return
	}
	if v.head >= 0 && i >= v.head-4 && i <= max(v.head, f.bodyStart)+6 || f.bodyEnd > 0 && i >= f.bodyStart-6 &&
		i <= f.bodyEnd+2 {
		taken[i] = true
	}
}

// setParts fills the text from the chosen blocks.
func (f *facts) setParts(c *cutting.Cutting, b *body, taken []bool) {
	v := f.v
	if b.words == 0 {
		return
	}
	standfirsts := f.standfirstBlocks()
	bylines := f.bylineBlocks(c)
	title := unifyQuotes(c.Headline)
	lastText := -1
	for i := b.start; i < b.end; i++ {
		if !b.keep[i] || taken[i] {
			continue
		}
		s := trimSpan(v.p.Text, v.p.Blocks[i].Span)
		if s.Empty() {
			continue
		}
		if s.Len() < titleBytes && i <= b.start+3 && title != "" && unifyQuotes(s.In(v.p.Text)) == title {
			taken[i] = true
			continue
		}
		if len(c.Parts) < 3 && bylines(i) {
			taken[i] = true
			continue
		}
		role, level := v.partRole(i)
		if c.Standfirst.Empty() && len(c.Parts) == 0 && role == cutting.PartParagraph && standfirsts(i) {
			role = cutting.PartStandfirst
			c.Standfirst = s
		}
		c.Parts = append(c.Parts, cutting.Part{Role: role, Level: level, Span: s})
		taken[i] = true
		lastText = i
	}
	// A heading at the end belongs to text that was left out below.
	for n := len(c.Parts); n > 1 && c.Parts[n-1].Role == cutting.PartHeading; n = len(c.Parts) {
		taken[v.blockOf(c.Parts[n-1].Span.Start)] = false
		c.Parts = c.Parts[:n-1]
		lastText = v.blockOf(c.Parts[n-2].Span.Start)
	}
	// Nor does a text end in a line about its author.
	if n := len(c.Parts) - 1; n >= 3 && !f.without["line_about_author"] {
		text := strings.TrimLeft(c.Parts[n].Span.In(v.p.Text), " *•—–-(")
		for _, name := range c.Byline {
			if b := v.blockOf(c.Parts[n].Span.Start); b >= 0 && v.m[b].words <= 60 && hasPersonForm(name) &&
				strings.HasPrefix(text, name+" ") {
				taken[b] = false
				c.Parts = c.Parts[:n]
				break
			}
		}
	}
	if lastText < 0 {
		return
	}
	text := v.p.Blocks[lastText].Span.In(v.p.Text)
	c.Truncated = strings.HasSuffix(strings.TrimRight(text, " ]"), "…") ||
		strings.HasSuffix(strings.TrimRight(text, " ]"), "...")
	for i := lastText + 1; i < min(lastText+4, len(v.p.Blocks)); i++ {
		if v.p.Blocks[i].Role == cutting.MarkLine {
			c.Truncated = true
			c.ReadMore = trimSpan(v.p.Text, v.p.Blocks[i].Span)
			taken[i] = true
			break
		}
	}
}

// bylineBlocks returns a function that reports whether block i, at the head of the body, contains
// little besides byline or date.
func (f *facts) bylineBlocks(c *cutting.Cutting) func(i int) bool {
	v := f.v
	return func(i int) bool {
		b := &v.p.Blocks[i]
		if v.m[i].words > 25 || b.Level > 0 {
			return false
		}
		if b.Role == cutting.DateLine {
			dated := false
			f.find(b.Span, func(cutting.Date, cutting.Span) { dated = true })
			return dated
		}
		s := trimSpan(v.p.Text, b.Span)
		rest := s.Len()
		for _, x := range [...]cutting.Span{c.HeadlineSpan, c.BylineSpan, c.Published.Span, c.Modified.Span} {
			if !x.Empty() && x.Overlaps(s) {
				rest -= min(x.End, s.End) - max(x.Start, s.Start)
			}
		}
		if rest*3 < s.Len() {
			return true
		}
		text := s.In(v.p.Text)
		if name, ok := cutBy(text); ok && v.m[i].words <= 14 && !isSentenceEnd(v.m[i].last) {
			for _, n := range c.Byline {
				if strings.HasPrefix(collapseSpace(name), n) {
					return true
				}
			}
		}
		for _, n := range c.Byline {
			if strings.HasPrefix(text, n) && len(text) < len(n)+40 && v.m[i].digits > 0 {
				return true
			}
		}
		return false
	}
}

// standfirstBlocks returns a function that reports whether markup or the page's description marks
// block i as the standfirst.
func (f *facts) standfirstBlocks() func(i int) bool {
	v := f.v
	description := unifyQuotes(v.p.Meta.Claim("og:description"))
	if description == "" {
		description = unifyQuotes(v.p.Meta.Claim("description"))
	}
	return func(i int) bool {
		b := &v.p.Blocks[i]
		for _, n := range f.standfirsts {
			if v.t.Nodes[n].Text.Contains(b.Span) && v.t.Nodes[n].Text.Len() < 800 {
				return true
			}
		}
		return len(description) > 40 && v.m[i].words < 80 && unifyQuotes(b.Span.In(v.p.Text)) == description
	}
}

// signs returns the inputs of the decision about the page's kind.
func (f *facts) signs(b *body) Signs {
	v := f.v
	s := Signs{Words: b.words, PageWords: int(v.total), HeadMatch: v.head >= 0}
	var linked, bytes int32
	for i := b.start; i < b.end; i++ {
		if !b.keep[i] {
			continue
		}
		s.Blocks++
		s.Sentences += int(v.m[i].stops)
		linked += v.m[i].linked
		bytes += int32(v.p.Blocks[i].Span.Len())
	}
	s.LinkShare = share(linked, bytes)
	s.Spread = share(int32(s.Blocks), int32(b.end-b.start))
	for i := range f.l.items {
		s.TypeLD = s.TypeLD || f.l.items[i].article
	}
	s.TypeOG = strings.EqualFold(v.p.Meta.Claim("og:type"), "article")
	for i := range v.t.Nodes {
		switch v.t.Nodes[i].Tag {
		case "h1":
			s.Headings++
		case "article":
			if v.t.Nodes[i].Text.Len() > 60 {
				s.Articles++
			}
		}
	}
	return s
}

// trace adds explanations of the decisions for people.
func (f *facts) trace(titles []titleCandidate, title int, score float32, bylines []bylineCandidate, byline int,
	days []dateCandidate, day int) []string {
	v := f.v
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	clip := func(s string) string {
		s = collapseSpace(s)
		if r := []rune(s); len(r) > 70 {
			return string(r[:70]) + "…"
		}
		return s
	}
	for i := range v.p.Blocks {
		b := &v.p.Blocks[i]
		mark := " "
		if v.p2[i] >= bodyThreshold {
			mark = "+"
		}
		say("block %d %s %v <%s> body %.2f (first pass %.2f): %s", i, mark, b.Role, v.t.Nodes[b.Node].Tag, v.p2[i],
			v.p1[i], clip(b.Span.In(v.p.Text)))
	}
	chosen := func(yes bool) string {
		if yes {
			return "*"
		}
		return " "
	}
	for i := range titles {
		say("title %s %q from%s", chosen(i == title), titles[i].text, sourceList(titles[i].from, titleSourceNames[:]))
	}
	say("title score %.2f", score)
	for i := range bylines {
		say("byline %s %q from%s", chosen(i == byline), bylines[i].names,
			sourceList(bylines[i].from, bylineSourceNames[:]))
	}
	for i := range days {
		say("date %s %s from%s", chosen(i == day), days[i].value, sourceList(days[i].from, dateSourceNames[:]))
	}
	return out
}

func sourceList(bits uint32, names []string) string {
	var b strings.Builder
	for i, n := range names {
		if bits&(1<<i) != 0 {
			b.WriteByte(' ')
			b.WriteString(n)
		}
	}
	return b.String()
}

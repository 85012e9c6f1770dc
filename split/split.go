// Package split cuts a page into its items: one article, the teasers of a listing, the items of
// rails, the entries of a feed. It reads only cutting.Page, from markup or from bare text, and has
// no rules for particular sites.
package split

import (
	"context"
	"slices"
	"unicode"

	"cuttings/cutting"
	"cuttings/internal/interrupt"
	"cuttings/split/article"
	"cuttings/split/bare"
	"cuttings/split/dates"
	"cuttings/split/declared"
	"cuttings/split/listing"
	"cuttings/split/words"
)

// Version is raised whenever the same page may split differently from before.
const Version = 24

// Options for Split.
type Options struct {
	// Explain fills Split.Trace.
	Explain bool
	// Without switches off the rules with these names, to measure the effect of each; see Rules.
	Without map[string]bool
	// Article has the weights to read articles with, for scores on sites left out of training;
	// nil uses those of the program.
	Article *article.Model

	stop *interrupt.Checker // of SplitContext
}

// Rules returns the names of the rules that Options.Without switches off.
func Rules() []string {
	return slices.Concat(article.Rules(), listing.Rules(), []string{ruleDeclared})
}

// ruleDeclared is the rule that reads a declared list as declared.
const ruleDeclared = "declared"

// declaredSplit cuts a page by the list it declares; nil when it declares none.
func declaredSplit(p *cutting.Page, o Options) *cutting.Split {
	if o.Without[ruleDeclared] {
		return nil
	}
	l, ok := declared.ReadMarkup(p)
	if !ok {
		l, ok = declared.ReadText(p)
	}
	if !ok {
		return nil
	}
	s := &cutting.Split{Kind: cutting.ListingPage, Reason: l.Reason, Title: l.Title,
		Site: p.Meta.Claim("og:site_name"), Cuttings: l.Cuttings}
	if o.Explain {
		s.Trace = []string{"kind " + string(s.Kind) + ": " + s.Reason}
	}
	return s
}

// Split cuts p. It is a pure function of its arguments and safe for concurrent use. No block of p
// is in two cuttings, and every text is a span of p.Text.
func Split(p *cutting.Page, o Options) *cutting.Split {
	s, err := SplitContext(context.Background(), p, o)
	if err != nil { // a context that never ends gives no error
		panic(err)
	}
	return s
}

// SplitContext is Split with a context: when ctx ends, it returns ctx's error within a second.
func SplitContext(ctx context.Context, p *cutting.Page, o Options) (s *cutting.Split, err error) {
	err = interrupt.Run(ctx, func(stop *interrupt.Checker) {
		o.stop = stop
		s = split(p, o)
	})
	return s, err
}

func split(p *cutting.Page, o Options) *cutting.Split {
	var s *cutting.Split
	switch {
	case p.Feed != nil:
		s = feedSplit(p, o)
	default:
		if s = declaredSplit(p, o); s != nil {
			break
		}
		if p.Tree == nil {
			s = bare.Cut(p, bare.Options{Explain: o.Explain, Stop: o.stop})
			nameSections(s, p.Meta.Lang)
		} else {
			s = markupSplit(p, o)
		}
	}
	finish(p, s)
	return s
}

// markupSplit cuts a page with an element tree: it finds the article and the lists, makes all
// readings of the whole page, and cuts it by the best one.
func markupSplit(p *cutting.Page, o Options) *cutting.Split {
	memo := &dates.Memo{}
	a := article.Cut(p, article.Options{Explain: o.Explain, Later: true, Dates: memo, Without: o.Without,
		Model: o.Article, Stop: o.stop})
	lists := listing.FindLists(p, listing.Options{Explain: o.Explain, Dates: memo, Without: o.Without, Stop: o.stop})
	w := lookAt(p, &a, lists)
	o.stop.Step(0)
	rs := w.readings()
	best, scores := choose(rs)
	r := &rs[best]
	claimed := a.ClaimedDay()
	kind := r.PageKind()
	withArticle := kind == cutting.ArticlePage || kind == cutting.MixedPage
	if withArticle || o.Explain {
		a.Complete()
	} else {
		a.Release()
	}
	s := &cutting.Split{Kind: kind, Reason: w.reason(rs, scores, best), Site: a.Site, Title: a.Cutting.Headline,
		Published: claimed}
	var ways []string
	if o.Explain {
		ways = w.explain(rs, scores)
	}
	w.lists = nil // free the readings that were not chosen
	l := listing.Result{}
	if r.List >= 0 {
		l = lists.Read(r.List)
	} else if kind == cutting.ArticlePage && lists.Len() > 0 {
		l = lists.Read(0)
	}
	lists.KeepOnly(l.Rank)
	lists.AddRails(&l, kind == cutting.ArticlePage)
	c := composer{p: p, out: s, stop: o.stop, owned: make([]bool, len(p.Blocks))}
	switch kind {
	case cutting.ArticlePage:
		c.addArticle(a.Cutting, &l)
	case cutting.MixedPage:
		c.addArticle(besideList(p, a.Cutting, &l), &l)
		c.addItems(&l)
	case cutting.ListingPage:
		s.Title = listTitle(p, &a, &l)
		c.addItems(&l)
	case cutting.NothingPage:
		// Headline and site name were derived for a text that does not exist.
		s.Title, s.Site = title(p), p.Meta.Claim("og:site_name")
		l.Rails = nil
	}
	c.addRails(&l)
	s.Names = namesOfOutlet(p, s, &a)
	if o.Explain {
		s.Trace = append(s.Trace, "kind "+string(s.Kind)+": "+s.Reason)
		s.Trace = append(s.Trace, ways...)
		s.Trace = append(s.Trace, a.Trace...)
		s.Trace = append(s.Trace, l.Trace...)
	}
	return s
}

// composer turns a reading into cuttings, no block in two of them.
type composer struct {
	stop  *interrupt.Checker
	p     *cutting.Page
	out   *cutting.Split
	owned []bool
}

// take assigns blocks to a cutting unless another has one of them.
func (c *composer) take(blocks []int32) bool {
	for _, b := range blocks {
		if c.owned[b] {
			return false
		}
	}
	for _, b := range blocks {
		c.owned[b] = true
	}
	return true
}

func (c *composer) addArticle(a cutting.Cutting, l *listing.Result) {
	leaveRails(c.p, &a, l)
	c.out.Published = a.Published
	c.take(a.Blocks)
	c.out.Cuttings = append(c.out.Cuttings, a)
}

func (c *composer) addItems(l *listing.Result) {
	s := c.out
	s.Section = sectionOf(l.Section.In(c.p.Text), c.p.Meta.Lang)
	first := len(s.Cuttings)
	s.Cuttings = slices.Grow(s.Cuttings, len(l.Items))
	for i := range l.Items {
		c.stop.Step(i)
		if c.take(l.Items[i].Blocks) {
			s.Cuttings = append(s.Cuttings, itemCutting(c.p, &l.Items[i], cutting.Teaser, "", s.Section))
		}
	}
	ownBytes(c.p, l.Items, s.Cuttings[first:])
}

func (c *composer) addRails(l *listing.Result) {
	for i := range l.Rails {
		r := &l.Rails[i]
		heading := r.Heading.In(c.p.Text)
		for k := range r.Items {
			if c.take(r.Items[k].Blocks) {
				c.out.Cuttings = append(c.out.Cuttings, itemCutting(c.p, &r.Items[k], cutting.Rail, heading, ""))
			}
		}
	}
}

// besideList returns the article beside a list, without what belongs to the list.
func besideList(p *cutting.Page, a cutting.Cutting, l *listing.Result) cutting.Cutting {
	dropRail(p, &a, &listing.Rail{Items: l.Items})
	for i := range l.Items {
		if d := l.Items[i].Date.Span; !d.Empty() && d.Overlaps(a.Published.Span) {
			a.Published = cutting.Date{} // the date of an item
		}
	}
	return a
}

// listTitle returns a listing page's title: what would be an article's headline, unless that is an
// item's; else the heading over the list, or the title element.
func listTitle(p *cutting.Page, a *article.Result, l *listing.Result) string {
	for i := range l.Items {
		if l.Items[i].Headline.Overlaps(a.Cutting.HeadlineSpan) ||
			l.Items[i].Headline.In(p.Text) == a.Cutting.Headline {
			if !l.Section.Empty() {
				return l.Section.In(p.Text)
			}
			return title(p)
		}
	}
	return a.Cutting.Headline
}

// leaveRails removes the blocks of rails from an article, unless most of a rail is text of the
// article: then the list is part of the article.
func leaveRails(p *cutting.Page, c *cutting.Cutting, l *listing.Result) {
	in := make(map[int32]bool, len(c.Blocks))
	for _, b := range c.Blocks {
		in[b] = true
	}
	kept := l.Rails[:0]
	for _, r := range l.Rails {
		own, all := 0, 0
		for i := range r.Items {
			for _, b := range r.Items[i].Blocks {
				all++
				if in[b] {
					own++
				}
			}
		}
		if own*2 > all || r.Heading.Empty() {
			continue
		}
		kept = append(kept, r)
		if own > 0 {
			dropRail(p, c, &r)
		}
	}
	l.Rails = kept
}

// dropRail removes a rail's blocks from an article and its text, and the article's blocks from the
// rail.
func dropRail(p *cutting.Page, c *cutting.Cutting, r *listing.Rail) {
	out := map[int32]bool{}
	for i := range r.Items {
		for _, b := range r.Items[i].Blocks {
			out[b] = true
		}
	}
	for _, b := range c.Blocks {
		if out[b] {
			s := p.Blocks[b].Span
			c.Parts = slices.DeleteFunc(c.Parts, func(p cutting.Part) bool { return p.Span.Overlaps(s) })
			if s.Overlaps(c.Standfirst) {
				c.Standfirst = cutting.Span{}
			}
		}
	}
	c.Blocks = slices.DeleteFunc(c.Blocks, func(b int32) bool { return out[b] })
}

// itemCutting makes a cutting of a list's item.
func itemCutting(p *cutting.Page, it *listing.Item, kind cutting.Kind, rail, section string) cutting.Cutting {
	if own := sectionOf(it.Section.In(p.Text), p.Meta.Lang); own != "" {
		section = own
	}
	c := cutting.Cutting{
		Kind: kind, HeadlineSpan: it.Headline, Headline: it.Headline.In(p.Text), Parts: it.Parts,
		Truncated: it.Truncated, ReadMore: it.Mark, Byline: it.Byline, BylineSpan: it.BylineSpan, Published: it.Date,
		URL: it.URL, Rail: rail, Section: section, Blocks: it.Blocks,
	}
	if c.Headline != "" {
		c.HeadlineOrigin = "text"
	}
	return c
}

// sectionOf returns the section that a heading over items gives them; "" for a day or the place of
// a page in a list.
func sectionOf(heading, lang string) string {
	if heading = words.SectionName(heading); heading == "" || isDay(heading, lang) {
		return ""
	}
	return heading
}

// nameSections replaces the headings that a split has as sections by section names.
func nameSections(s *cutting.Split, lang string) {
	s.Section = sectionOf(s.Section, lang)
	for i := range s.Cuttings {
		s.Cuttings[i].Section = sectionOf(s.Cuttings[i].Section, lang)
	}
}

// isDay reports whether a heading within a list is a date, which is no section.
func isDay(s, lang string) bool {
	m := dates.Find(s, lang, dates.Options{})
	if len(m) != 1 {
		return false
	}
	left := 0
	for _, r := range s[:m[0].Span.Start] + s[m[0].Span.End:] {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			left++
		}
	}
	return left <= 12 // the day of the week
}

// finish sorts the cuttings in page order and sets the byte ranges of the capture that their blocks
// were read from.
func finish(p *cutting.Page, s *cutting.Split) {
	slices.SortStableFunc(s.Cuttings, func(a, b cutting.Cutting) int { return startOf(p, &a) - startOf(p, &b) })
	for i := range s.Cuttings {
		noteChange(p, &s.Cuttings[i])
	}
	if p.Source == nil {
		return
	}
	for i := range s.Cuttings {
		if s.Cuttings[i].Bytes == nil {
			s.Cuttings[i].Bytes = p.Ranges(s.Cuttings[i].Blocks)
		}
	}
}

// startOf returns the byte offset in the text at which a cutting begins.
func startOf(p *cutting.Page, c *cutting.Cutting) int {
	switch {
	case len(c.Blocks) == 0 && !c.HeadlineSpan.Empty():
		return c.HeadlineSpan.Start
	case len(c.Blocks) == 0:
		return len(p.Text)
	case c.Kind != cutting.Article && !c.HeadlineSpan.Empty():
		// Items that share a block begin at their headlines.
		return max(p.Blocks[c.Blocks[0]].Span.Start, min(c.HeadlineSpan.Start, p.Blocks[c.Blocks[0]].Span.End))
	}
	return p.Blocks[c.Blocks[0]].Span.Start
}

// ownBytes gives items that share a block the byte ranges of their own texts, not those of the
// whole block.
func ownBytes(p *cutting.Page, items []listing.Item, cs []cutting.Cutting) {
	in := map[int]int{}
	for i := range items {
		in[blockAt(p, items[i].Headline.Start)]++
	}
	for i := range cs {
		c := &cs[i]
		if p.Source == nil || c.HeadlineSpan.Empty() || in[blockAt(p, c.HeadlineSpan.Start)] < 2 {
			continue
		}
		s := c.HeadlineSpan
		for _, part := range c.Parts {
			s.Start, s.End = min(s.Start, part.Span.Start), max(s.End, part.Span.End)
		}
		if r := p.Source.Range(s); !r.Empty() {
			c.Bytes = []cutting.Range{r}
		}
	}
}

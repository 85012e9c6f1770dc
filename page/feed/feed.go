// Package feed reads RSS, Atom, RDF and JSON Feed.
package feed

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	jsonfeed "github.com/mmcdole/gofeed/json"
	"github.com/mmcdole/gofeed/rss"

	"cuttings/cutting"
	"cuttings/internal/direction"
	"cuttings/internal/wxr"
	"cuttings/page/address"
	"cuttings/page/charset"
	"cuttings/page/html"
	"cuttings/page/internal/bounds"
	"cuttings/page/internal/chars"
	"cuttings/page/lang"
)

// MaxEntries is the largest number of entries read from a feed; a fault records that there are
// more.
const MaxEntries = 20000

// Read reads content as RSS, Atom, RDF or JSON Feed. Each entry's headline and text become blocks
// of the page; its HTML is read as that of pages is. The source of all of an entry's text is the
// entry element. Feeds broken in ways that feed readers tolerate (cut off, stray characters, a
// wrong encoding) are read as far as possible, with a fault; one that cannot be read at all gives
// an error of kind Invalid.
func Read(ctx context.Context, content []byte, carrierCharset string, at address.Known) (*cutting.Page, error) {
	d := charset.Decode(content, carrierCharset, html.Declared)
	if len(d.Text) > bounds.Feed {
		return nil, bounds.Over("bytes of a feed", bounds.Feed)
	}
	found := scanFeed(d.Text)
	faults := d.Faults
	var cuts []element
	if left := wxr.Unpublished(d.Text); len(left) > 0 {
		starts := map[int]bool{}
		for _, it := range left {
			cuts = append(cuts, element{it.Start, it.End})
			starts[it.Start] = true
		}
		found.entries = slices.DeleteFunc(found.entries, func(e element) bool { return starts[e.start] })
		faults = append(faults, fmt.Sprintf("the export of a site; %d of its items are no published posts or pages "+
			"and were left out", len(left)))
	}
	if found.depth > maxFeedDepth {
		return nil, cutting.Errorf(cutting.Invalid, "%s: elements nested over %d deep; not a feed anybody reads",
			at.Name, maxFeedDepth)
	}
	if n := len(found.entries); n > MaxEntries {
		// The parser would keep all of them in memory at once.
		cuts = append(cuts, element{found.entries[MaxEntries-1].end, found.entries[n-1].end})
		found.entries = found.entries[:MaxEntries]
		faults = append(faults, "feed has more entries than are read")
	}
	whole := without(d.Text, cuts)
	text := strings.TrimLeft(whole, "\ufeff \t\r\n")
	feed, err := parseFeed(ctx, dialect(text, found))
	if err != nil && ctx.Err() == nil {
		if mended := mendFeed(whole, scanFeed(whole)); mended != "" {
			if f, err2 := parseFeed(ctx, dialect(mended, found)); err2 == nil {
				faults = append(faults, "feed is malformed ("+chars.Clip(err.Error())+"); read as far as it goes")
				feed, err = f, nil
			}
		}
	}
	if err := bounds.Done(ctx); err != nil {
		return nil, err
	}
	if err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "%s: not a feed that can be read: %w", at.Name, err)
	}
	feed.Items = feed.Items[:min(len(feed.Items), MaxEntries)]
	b := builder{ctx: ctx, most: bounds.Blocks(len(content)), dec: d.Offsets,
		whole: cutting.Range{Start: d.Offsets.Original(0), End: int64(len(content))}}
	b.matchEntries(feed.Items, found.entries)
	switch n := len(found.entries); {
	case n > len(feed.Items):
		faults = append(faults, fmt.Sprintf("%d of the feed's %d entries could not be read", n-len(feed.Items), n))
	case !b.paired && len(feed.Items) > 0:
		faults = append(faults, "entries could not be told apart in the bytes; each is tied to the whole feed")
	}
	p := &cutting.Page{Feed: &cutting.Feed{Title: b.oneLine(feed.Title), Link: feed.Link, Lang: feed.Language}}
	p.Meta.URL, p.Meta.URLOrigin = address.OfPage(&p.Meta, at, "")
	p.Meta.Base = feed.Link
	if !address.IsAbsolute(p.Meta.Base) {
		p.Meta.Base = p.Meta.URL
	}
	p.Meta.Generator = feed.Generator
	if p.Feed.Title != "" {
		p.Meta.Claims = append(p.Meta.Claims, cutting.Claim{Origin: "title", Key: "title", Value: p.Feed.Title})
	}
	b.claims(&p.Meta, feed)
	b.base, b.title = address.NewBase(p.Meta.Base), p.Feed.Title
	for i, it := range feed.Items {
		p.Feed.Entries = append(p.Feed.Entries, b.entry(i, it))
		if len(b.blocks) > b.most {
			return nil, bounds.Over("blocks of text", b.most)
		}
		if len(b.text) > bounds.Text {
			return nil, bounds.Over("bytes of text", bounds.Text)
		}
	}
	if b.err != nil {
		return nil, b.err
	}
	p.Text, p.Blocks = string(b.text), b.blocks
	p.Source = &entryMap{spans: b.spans, ranges: b.ranges, whole: b.whole}
	p.Meta.Charset, p.Meta.CharsetOrigin = d.Charset, d.Origin
	p.Faults = faults
	lang.Finish(p, feed.Language, false)
	return p, nil
}

// without returns text without some stretches of it, which may overlap. It sorts them.
func without(text string, cuts []element) string {
	if len(cuts) == 0 {
		return text
	}
	slices.SortFunc(cuts, func(a, b element) int { return cmp.Compare(a.start, b.start) })
	var b strings.Builder
	b.Grow(len(text))
	done := 0
	for _, c := range cuts {
		if c.start >= done {
			b.WriteString(text[done:c.start])
		}
		done = max(done, c.end)
	}
	b.WriteString(text[done:])
	return b.String()
}

// parseFeed parses decoded text, without its encoding declaration, which no longer applies.
func parseFeed(ctx context.Context, text string) (*gofeed.Feed, error) {
	if strings.HasPrefix(text, "<?xml") {
		if end := strings.Index(text, "?>"); end > 0 {
			text = text[end+2:]
		}
	}
	parser := gofeed.NewParser()
	parser.AtomTranslator = &atomDates{}
	parser.JSONTranslator = &jsonNulls{}
	// Pictures are not used; finding them would parse every item's HTML.
	parser.RSSTranslator = &rssGUIDs{gofeed.DefaultRSSTranslator{DisableContentImageScan: true}}
	return parser.Parse(&stoppable{ctx, strings.NewReader(text)})
}

// stoppable is a reader that returns an error when its context ends.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s *stoppable) Read(b []byte) (int, error) {
	if err := bounds.Done(s.ctx); err != nil {
		return 0, err
	}
	return s.r.Read(b)
}

// atomDates removes the publication date that the parser fills in for Atom entries without one:
// that of their last change.
type atomDates struct{ gofeed.DefaultAtomTranslator }

// Translate makes a feed of an *atom.Feed.
func (t *atomDates) Translate(feed any) (*gofeed.Feed, error) {
	out, err := t.DefaultAtomTranslator.Translate(feed)
	if in, ok := feed.(*atom.Feed); ok && err == nil && in.ID != "" {
		out.Custom = map[string]string{"id": in.ID}
	}
	if in, ok := feed.(*atom.Feed); ok && err == nil && len(in.Entries) == len(out.Items) {
		for i, e := range in.Entries {
			if e != nil && e.Published == "" {
				out.Items[i].Published, out.Items[i].PublishedParsed = "", nil
			}
		}
	}
	return out, err
}

// jsonNulls removes entries and authors that are null, on which the parser panics.
type jsonNulls struct{ gofeed.DefaultJSONTranslator }

// Translate makes a feed of a *jsonfeed.Feed.
func (t *jsonNulls) Translate(feed any) (*gofeed.Feed, error) {
	if in, ok := feed.(*jsonfeed.Feed); ok {
		in.Items = slices.DeleteFunc(in.Items, func(i *jsonfeed.Item) bool { return i == nil })
		in.Authors = withoutNulls(in.Authors)
		for _, i := range in.Items {
			i.Authors = withoutNulls(i.Authors)
		}
	}
	return t.DefaultJSONTranslator.Translate(feed)
}

func withoutNulls(list []*jsonfeed.Author) []*jsonfeed.Author {
	return slices.DeleteFunc(list, func(a *jsonfeed.Author) bool { return a == nil })
}

// rssGUIDs removes the identifiers of RSS items that are marked as no address
// (isPermaLink="false"), whatever their form.
type rssGUIDs struct{ gofeed.DefaultRSSTranslator }

// Translate makes a feed of an *rss.Feed.
func (t *rssGUIDs) Translate(feed any) (*gofeed.Feed, error) {
	out, err := t.DefaultRSSTranslator.Translate(feed)
	if in, ok := feed.(*rss.Feed); ok && err == nil && len(in.Items) == len(out.Items) {
		for i, it := range in.Items {
			if it.GUID != nil && strings.EqualFold(strings.TrimSpace(it.GUID.IsPermalink), "false") {
				if out.Items[i].Link == out.Items[i].GUID {
					out.Items[i].Link = ""
				}
				out.Items[i].Custom = map[string]string{"id": it.GUID.Value} // no address, but still its identity
				out.Items[i].GUID = ""
			}
		}
	}
	return out, err
}

// builder appends the entries' texts one after another.
type builder struct {
	ctx    context.Context
	err    error // the first error in an entry's HTML
	most   int   // most blocks of the feed
	dec    *charset.Map
	whole  cutting.Range
	base   address.Base
	title  string          // the feed's
	found  []cutting.Range // per entry, when matched
	paired bool
	text   []byte
	blocks []cutting.Block
	spans  []cutting.Span // per entry, ascending
	ranges []cutting.Range
}

// claims lists what a feed states about itself besides title and address.
func (b *builder) claims(m *cutting.Meta, f *gofeed.Feed) {
	claim := func(key, value string) {
		if v := b.oneLine(value); v != "" && len(m.Claims) < bounds.Claims {
			m.Claims = append(m.Claims, cutting.Claim{Origin: "feed", Key: key, Value: chars.Cut(v, bounds.Claim)})
		}
	}
	description, image := f.Description, ""
	if f.ITunesExt != nil {
		description, image = cmp.Or(description, f.ITunesExt.Summary, f.ITunesExt.Subtitle), f.ITunesExt.Image
	}
	claim("description", description)
	claim("id", f.Custom["id"])
	claim("rights", f.Copyright)
	if f.FeedType != "json" { // which has no such fields: the parser gives the first entry's
		claim("published", cmp.Or(f.Published, extension(f.Extensions, "dcterms", "issued", "created")))
		claim("updated", cmp.Or(f.Updated, extension(f.Extensions, "dcterms", "modified"),
			extension(f.Extensions, "dc", "date")))
	}
	if f.Image != nil {
		image = f.Image.URL
	}
	claim("image", image)
	for _, a := range f.Authors {
		if a != nil {
			claim("author", a.Name)
			claim("author-email", a.Email)
		}
	}
	for _, c := range f.Categories {
		claim("category", c)
	}
}

// matchEntries matches parsed entries with the elements found in the bytes, by order. The parser and the
// scan agree on all but the most broken feeds; where they do not, entries get no ranges.
func (b *builder) matchEntries(items []*gofeed.Item, found []element) {
	if len(items) != len(found) {
		return
	}
	for _, f := range found {
		b.found = append(b.found, cutting.Range{Start: b.dec.Original(f.start), End: b.dec.Original(f.end)})
	}
	b.paired = true
}

// entry appends one entry.
func (b *builder) entry(i int, it *gofeed.Item) cutting.FeedEntry {
	fillFromExtensions(it)
	e := cutting.FeedEntry{Range: b.whole, ID: chars.OneLine(cmp.Or(it.Custom["id"], it.GUID)),
		URL: entryURL(it, &b.base), Tags: it.Categories}
	if b.paired {
		e.Range = b.found[i]
	}
	from := len(b.text)
	e.Headline = b.headline(it.Title)
	html, full := entryText(it)
	lo := len(b.blocks)
	b.fragment(html)
	e.Text, e.Truncated = b.prose(lo, e)
	// A description as long as an article that is not cut off is the full text.
	e.Full = full || !e.Truncated && len(e.Text) >= 4 && e.Text[len(e.Text)-1].End-e.Text[0].Start > 1500
	if e.Truncated {
		e.Full = false
	}
	for _, a := range it.Authors {
		if a == nil {
			continue
		}
		if name := b.oneLine(a.Name); name != "" {
			// "Velm Courier staff" is the outlet, not a person.
			if b.title == "" || !strings.HasPrefix(strings.ToLower(name), strings.ToLower(b.title)) {
				e.Authors = append(e.Authors, name)
			}
		} else if a.Email != "" {
			e.Authors = append(e.Authors, a.Email)
		}
	}
	e.Published, e.Modified = chars.OneLine(it.Published), chars.OneLine(it.Updated)
	if len(b.text) > from {
		if b.text[from] == '\n' {
			from++
		}
		b.spans = append(b.spans, cutting.Span{Start: from, End: len(b.text)})
		b.ranges = append(b.ranges, e.Range)
	}
	return e
}

// entryText returns an entry's text: the content if it is no shorter than the summary. full reports
// whether it is content.
func entryText(it *gofeed.Item) (html string, full bool) {
	content, summary := strings.TrimSpace(it.Content), strings.TrimSpace(it.Description)
	if content == "" || len(content)*2 < len(summary) {
		return summary, false
	}
	return content, len(content) > len(summary)+len(summary)/4 || len(content) > 1500
}

// entryURL returns the entry's address: its link, else an identifier that is an address.
func entryURL(it *gofeed.Item, b *address.Base) string {
	link := strings.TrimSpace(it.Link)
	if link == "" && len(it.Links) > 0 {
		link = strings.TrimSpace(it.Links[0])
	}
	if link == "" && address.IsAbsolute(it.GUID) {
		link = it.GUID
	}
	if link == "" {
		return ""
	}
	return b.Resolve(link, &chars.Arena{})
}

// headline appends a title as one block and returns its span.
func (b *builder) headline(title string) cutting.Span {
	t := b.oneLine(title)
	if t == "" {
		return cutting.Span{}
	}
	start := b.space()
	b.text = append(b.text, t...)
	s := cutting.Span{Start: start, End: len(b.text)}
	rtl, _ := direction.Of(t)
	b.blocks = append(b.blocks, cutting.Block{Span: s, Role: cutting.Heading, Level: 2, Node: -1, RTL: rtl})
	return s
}

// space separates new text from the existing one and returns the offset where it begins.
func (b *builder) space() int {
	if len(b.text) > 0 {
		b.text = append(b.text, '\n')
	}
	return len(b.text)
}

// oneLine appends a piece of HTML as a single line of text.
func (b *builder) oneLine(markup string) string {
	if !strings.ContainsAny(markup, "<&\n\t\r") && utf8.ValidString(markup) {
		return strings.Join(strings.Fields(markup), " ")
	}
	text, _, _, err := html.Fragment(b.ctx, markup)
	b.err = cmp.Or(b.err, err)
	return strings.Join(strings.Fields(text), " ")
}

// fragment appends a piece of HTML as blocks.
func (b *builder) fragment(markup string) {
	if markup == "" {
		return
	}
	text, blocks, tree, err := html.Fragment(b.ctx, markup)
	b.err = cmp.Or(b.err, err)
	if len(blocks) == 0 {
		return
	}
	at := b.space()
	b.text = append(b.text, text...)
	for i := range blocks {
		bl := blocks[i]
		bl.Span = cutting.Span{Start: bl.Span.Start + at, End: bl.Span.End + at}
		bl.Node = -1
		links := bl.Links
		bl.Links = make([]cutting.Link, 0, len(links))
		for _, l := range links {
			u := b.base.Resolve(tree.Attr(l.Node, "href"), &chars.Arena{})
			bl.Links = append(bl.Links, cutting.Link{Span: cutting.Span{Start: l.Span.Start + at,
				End: l.Span.End + at}, URL: u, Node: -1})
		}
		b.blocks = append(b.blocks, bl)
	}
}

// prose returns the spans of the entry's text among the blocks from lo on, and whether the text is
// cut off. Continuation marks ("Read more", linked to the entry) and lines that name the entry
// again ("The post … appeared first on …") are left out.
func (b *builder) prose(lo int, e cutting.FeedEntry) (text []cutting.Span, truncated bool) {
	title := string(b.text[e.Headline.Start:e.Headline.End])
	for i := lo; i < len(b.blocks); i++ {
		bl := &b.blocks[i]
		s := bl.Span
		if l := linkTo(bl, e.URL); l != nil && i+1 >= len(b.blocks)-1 {
			linked := string(b.text[l.Span.Start:l.Span.End])
			switch {
			case linked == title && len(text) > 0 && s.Len() > l.Span.Len():
				continue // "The post T appeared first on S"
			case l.Span.Len() <= 60 && l.Span.End+4 >= s.End && linked != title:
				truncated = true
				s.End = l.Span.Start
				for s.End > s.Start && (b.text[s.End-1] == ' ' || b.text[s.End-1] == '(' || b.text[s.End-1] == '[') {
					s.End--
				}
				if s.Empty() {
					continue
				}
			}
		}
		text = append(text, s)
	}
	if len(text) > 0 && breaksOff(b.text[text[len(text)-1].Start:text[len(text)-1].End]) {
		truncated = true
	}
	return text, truncated
}

// linkTo returns the block's last link if it links to the entry, else nil.
func linkTo(bl *cutting.Block, url string) *cutting.Link {
	if url == "" || len(bl.Links) == 0 {
		return nil
	}
	for i := len(bl.Links) - 1; i >= 0; i-- {
		target, _, _ := strings.Cut(bl.Links[i].URL, "#")
		whole, _, _ := strings.Cut(url, "#")
		if target == whole {
			return &bl.Links[i]
		}
	}
	return nil
}

// breaksOff reports whether t ends in an ellipsis, bracketed or not.
func breaksOff(t []byte) bool {
	s := strings.TrimRight(string(t[max(0, len(t)-24):]), " ])>»→")
	return strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...")
}

// entryMap is the SourceMap of a feed: the source of text is its entry.
type entryMap struct {
	spans  []cutting.Span
	ranges []cutting.Range
	whole  cutting.Range
}

// Range implements cutting.SourceMap: it returns the range of all entries the span touches.
func (m *entryMap) Range(s cutting.Span) cutting.Range {
	i := sort.Search(len(m.spans), func(i int) bool { return m.spans[i].End >= s.Start })
	if s.Empty() {
		if i == len(m.spans) {
			return cutting.Range{}
		}
		return cutting.Range{Start: m.ranges[i].Start, End: m.ranges[i].Start}
	}
	var r cutting.Range
	for ; i < len(m.spans) && m.spans[i].Start < s.End; i++ {
		if m.spans[i].End == s.Start {
			continue
		}
		if r.Empty() {
			r = m.ranges[i]
		}
		r.Start, r.End = min(r.Start, m.ranges[i].Start), max(r.End, m.ranges[i].End)
	}
	return r
}

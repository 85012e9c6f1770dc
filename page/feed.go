package page

import (
	"sort"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"

	"cuttings/cutting"
)

// maxEntries bounds the entries of a feed that are read; more is told as a fault.
const maxEntries = 20000

// readFeed reads content as RSS, Atom, RDF or JSON Feed. Each entry's headline
// and text become blocks of the page, its HTML read as that of pages is; the
// source of all of an entry's text is the entry element. Feeds broken in the
// ways that readers put up with (cut off, stray characters, a wrong encoding)
// are read as far as they go, with a fault; one that cannot be read at all is an
// error of kind Invalid.
func readFeed(content []byte, o Options) (*cutting.Page, error) {
	d := decode(content, o.Charset, true)
	text := strings.TrimLeft(d.text, "\ufeff \t\r\n")
	scan := scanFeed(d.text)
	faults := d.faults
	if scan.depth > maxFeedDepth {
		return nil, cutting.Errorf(cutting.Invalid, "%s: elements nested over %d deep; not a feed anybody reads", o.Name, maxFeedDepth)
	}
	if n := len(scan.entries); n > maxEntries {
		// The parser would hold them all in memory at once.
		cut := d.text[:scan.entries[maxEntries-1].end] + d.text[scan.entries[n-1].end:]
		text, scan.entries = strings.TrimLeft(cut, "\ufeff \t\r\n"), scan.entries[:maxEntries]
		faults = append(faults, "feed has more entries than are read")
	}
	feed, err := parseFeed(text)
	if err != nil {
		if mended := mendFeed(d.text, scan); mended != "" {
			if f, err2 := parseFeed(mended); err2 == nil {
				faults = append(faults, "feed is malformed ("+clip(err.Error())+"); read as far as it goes")
				feed, err = f, nil
			}
		}
	}
	if err != nil {
		return nil, cutting.Errorf(cutting.Invalid, "%s: not a feed that can be read: %w", o.Name, err)
	}
	feed.Items = feed.Items[:min(len(feed.Items), maxEntries)]
	b := feedBuilder{dec: d.offsets, whole: cutting.Range{Start: d.offsets.original(0), End: int64(len(content))}}
	b.pair(feed.Items, scan.entries)
	if !b.paired && len(feed.Items) > 0 {
		faults = append(faults, "entries could not be told apart in the bytes; each is tied to the whole feed")
	}
	p := &cutting.Page{Feed: &cutting.Feed{Title: oneLine(feed.Title), Link: feed.Link}}
	p.Meta.URL, p.Meta.URLOrigin = pageURL(&p.Meta, o, "")
	p.Meta.Base = feed.Link
	if !isAbsolute(p.Meta.Base) {
		p.Meta.Base = p.Meta.URL
	}
	p.Meta.Generator = feed.Generator
	if p.Feed.Title != "" {
		p.Meta.Claims = append(p.Meta.Claims, cutting.Claim{Origin: "title", Key: "title", Value: p.Feed.Title})
	}
	b.base, b.title = newBase(p.Meta.Base), p.Feed.Title
	for i, it := range feed.Items {
		p.Feed.Entries = append(p.Feed.Entries, b.entry(i, it))
	}
	p.Text, p.Blocks = string(b.text), b.blocks
	p.Source = &feedMap{spans: b.spans, ranges: b.ranges, whole: b.whole}
	p.Meta.Charset, p.Meta.CharsetOrigin = d.charset, d.origin
	p.Faults = faults
	finishLanguage(p, feed.Language, dirNone)
	return p, nil
}

// parseFeed hands decoded text to the feed parser; what the text says of its own
// encoding holds no longer and is taken out.
func parseFeed(text string) (*gofeed.Feed, error) {
	if strings.HasPrefix(text, "<?xml") {
		if end := strings.Index(text, "?>"); end > 0 {
			text = text[end+2:]
		}
	}
	parser := gofeed.NewParser()
	parser.AtomTranslator = &atomDates{}
	return parser.ParseString(text)
}

// atomDates undoes what the parser fills in for Atom entries that tell no day of
// publication: that of their last change.
type atomDates struct{ gofeed.DefaultAtomTranslator }

// Translate makes a feed of an *atom.Feed.
func (t *atomDates) Translate(feed any) (*gofeed.Feed, error) {
	out, err := t.DefaultAtomTranslator.Translate(feed)
	if in, ok := feed.(*atom.Feed); ok && err == nil && len(in.Entries) == len(out.Items) {
		for i, e := range in.Entries {
			if e.Published == "" {
				out.Items[i].Published, out.Items[i].PublishedParsed = "", nil
			}
		}
	}
	return out, err
}

// feedBuilder lays the entries' texts out one after another.
type feedBuilder struct {
	dec    *decMap
	whole  cutting.Range
	base   base
	title  string          // the feed's
	found  []cutting.Range // per entry, when paired
	paired bool
	text   []byte
	blocks []cutting.Block
	spans  []cutting.Span // per entry, ascending
	ranges []cutting.Range
}

// pair ties parsed entries to the elements found in the bytes, by order. The
// parser and the scan agree on all but the most broken feeds; where they do not,
// nothing is claimed.
func (b *feedBuilder) pair(items []*gofeed.Item, found []feedElement) {
	if len(items) != len(found) {
		return
	}
	for _, f := range found {
		b.found = append(b.found, cutting.Range{Start: b.dec.original(f.start), End: b.dec.original(f.end)})
	}
	b.paired = true
}

// entry lays out one entry.
func (b *feedBuilder) entry(i int, it *gofeed.Item) cutting.FeedEntry {
	e := cutting.FeedEntry{Range: b.whole, URL: entryURL(it, &b.base), Tags: it.Categories}
	if b.paired {
		e.Range = b.found[i]
	}
	from := len(b.text)
	e.Headline = b.headline(it.Title)
	html, full := entryText(it)
	lo := len(b.blocks)
	b.fragment(html)
	e.Text, e.Truncated = b.prose(lo, e)
	// A description that runs on like an article and does not break off is one.
	e.Full = full || !e.Truncated && len(e.Text) >= 4 && e.Text[len(e.Text)-1].End-e.Text[0].Start > 1500
	if e.Truncated {
		e.Full = false
	}
	for _, a := range it.Authors {
		if a == nil {
			continue
		}
		if name := oneLine(a.Name); name != "" {
			// "Velm Courier staff" is the outlet, not a person.
			if b.title == "" || !strings.HasPrefix(strings.ToLower(name), strings.ToLower(b.title)) {
				e.Authors = append(e.Authors, name)
			}
		} else if a.Email != "" {
			e.Authors = append(e.Authors, a.Email)
		}
	}
	e.Published = feedDate(it.PublishedParsed, it.Published)
	e.Modified = feedDate(it.UpdatedParsed, it.Updated)
	switch {
	case e.Published.IsZero():
		e.Published = e.Modified // all that is told: see cutting.OnlyChange
	case e.Modified.Value == e.Published.Value:
		e.Modified = cutting.Date{} // never changed
	}
	if len(b.text) > from {
		if b.text[from] == '\n' {
			from++
		}
		b.spans = append(b.spans, cutting.Span{Start: from, End: len(b.text)})
		b.ranges = append(b.ranges, e.Range)
	}
	return e
}

// entryText chooses an entry's text: the content, where there is one that is no
// shorter than the summary. full tells that it is content.
func entryText(it *gofeed.Item) (html string, full bool) {
	content, summary := strings.TrimSpace(it.Content), strings.TrimSpace(it.Description)
	if content == "" || len(content)*2 < len(summary) {
		return summary, false
	}
	return content, len(content) > len(summary)+len(summary)/4 || len(content) > 1500
}

// entryURL is where the entry lives: its link, else an identifier that is an
// address.
func entryURL(it *gofeed.Item, b *base) string {
	link := strings.TrimSpace(it.Link)
	if link == "" && len(it.Links) > 0 {
		link = strings.TrimSpace(it.Links[0])
	}
	if link == "" && isAbsolute(it.GUID) {
		link = it.GUID
	}
	if link == "" {
		return ""
	}
	return b.resolve(link, &arena{})
}

// headline lays out a title as one block and returns its span.
func (b *feedBuilder) headline(title string) cutting.Span {
	t := oneLine(title)
	if t == "" {
		return cutting.Span{}
	}
	start := b.space()
	b.text = append(b.text, t...)
	s := cutting.Span{Start: start, End: len(b.text)}
	b.blocks = append(b.blocks, cutting.Block{Span: s, Role: cutting.Heading, Level: 2, Node: -1, RTL: firstStrongRTL(b.text[start:])})
	return s
}

// space parts what comes from what is there and returns where it begins.
func (b *feedBuilder) space() int {
	if len(b.text) > 0 {
		b.text = append(b.text, '\n')
	}
	return len(b.text)
}

// oneLine reads a piece of HTML as a single line of text.
func oneLine(html string) string {
	if !strings.ContainsAny(html, "<&\n\t\r") && utf8.ValidString(html) {
		return strings.Join(strings.Fields(html), " ")
	}
	text, _, _ := readFragment(html)
	return strings.Join(strings.Fields(text), " ")
}

// readFragment reads a piece of HTML as pages are read.
func readFragment(html string) (string, []cutting.Block, *builder) {
	hb := newBuilder(strings.ToValidUTF8(html, "\ufffd"))
	hb.run()
	text, blocks := hb.flow.finish()
	return text, blocks, hb
}

// fragment lays out a piece of HTML as blocks.
func (b *feedBuilder) fragment(html string) {
	if html == "" {
		return
	}
	text, blocks, hb := readFragment(html)
	if len(blocks) == 0 {
		return
	}
	at := b.space()
	b.text = append(b.text, text...)
	tree := cutting.Tree{Nodes: hb.nodes, Attrs: hb.attrs}
	for i := range blocks {
		bl := blocks[i]
		bl.Span = cutting.Span{Start: bl.Span.Start + at, End: bl.Span.End + at}
		bl.Node = -1
		links := bl.Links
		bl.Links = make([]cutting.Link, 0, len(links))
		for _, l := range links {
			u := b.base.resolve(tree.Attr(l.Node, "href"), &arena{})
			bl.Links = append(bl.Links, cutting.Link{Span: cutting.Span{Start: l.Span.Start + at, End: l.Span.End + at}, URL: u, Node: -1})
		}
		b.blocks = append(b.blocks, bl)
	}
}

// prose returns the spans of the entry's text among the blocks from lo on, and
// whether it breaks off. What leads to the whole text ("Read more", linked to
// the entry) and what names the entry again ("The post … appeared first on …")
// is left out.
func (b *feedBuilder) prose(lo int, e cutting.FeedEntry) (text []cutting.Span, truncated bool) {
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

// linkTo returns the block's last link when it leads to the entry.
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

// feedDate writes an instant at the precision the feed gave it.
func feedDate(t *time.Time, written string) cutting.Date {
	if t == nil || t.IsZero() || t.Year() < 1 || t.Year() > 9999 {
		return cutting.Date{}
	}
	w := strings.TrimSpace(written)
	layout := time.RFC3339
	if !strings.ContainsRune(w, ':') {
		switch {
		case len(w) == 4:
			layout = "2006"
		case len(w) == 7:
			layout = "2006-01"
		case len(w) <= 17 && !strings.ContainsRune(w, 'T'):
			layout = "2006-01-02"
		}
	}
	return cutting.Date{Value: t.Format(layout), Origin: "feed"}
}

// feedMap is the SourceMap of a feed: text comes from the entry it is in.
type feedMap struct {
	spans  []cutting.Span
	ranges []cutting.Range
	whole  cutting.Range
}

// Range implements cutting.SourceMap: the elements of all entries the span
// touches.
func (m *feedMap) Range(s cutting.Span) cutting.Range {
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

package split

import (
	"sort"
	"strings"
	"unicode"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/listing"
	"cuttings/split/words"
)

// pageEvidence is a page with the data by which its readings are compared, gathered in one pass: its
// blocks, the article, and the proposed lists.
type pageEvidence struct {
	p      *cutting.Page
	a      *article.Result
	lists  []listing.Result
	host   string // of the page's address, or else of most links
	beside []bool // blocks that markup marks as not the main content or hidden
	// bytes of running text of each block, 0 for short lines and mostly linked ones
	prose []int
	// of the main blocks: text, running text, headings, linked headings
	bytes, running, headings, linked int
	links                            int // links of the main blocks
	linksToTag                       int // those of them to tags, categories and authors
	title                            string
	calls                            titleKinds
	here                             pageNames
	pages                            pagination
	owners                           []int32 // scratch for itemSums.owners
	forms                            forms
	titleLinks                       int // links of the main blocks that are as long as headlines
}

// titleKinds is the set of kinds that a page's title or headings name.
type titleKinds struct{ missing, blocked, login, searching, about, contact, cloud bool }

// titleLink is the least length in bytes of a link that may be a headline.
const titleLink = 24

// runningText is the least length in bytes of a block of running text.
const runningText = 80

// lookAt makes the whole of a page from its article and its lists.
func lookAt(p *cutting.Page, a *article.Result, l *listing.Lists) *pageEvidence {
	w := &pageEvidence{p: p, a: a, title: title(p), host: cutting.Outlet(p.Meta.URL)}
	for i := range l.Len() {
		w.lists = append(w.lists, l.Read(i))
	}
	out := outsideMain(p.Tree)
	w.beside, w.prose = make([]bool, len(p.Blocks)), make([]int, len(p.Blocks))
	w.owners = make([]int32, len(p.Blocks))
	for i := range p.Blocks {
		b := &p.Blocks[i]
		w.beside[i] = b.Node >= 0 && out[b.Node]
		linked := 0
		for k := range b.Links {
			linked += b.Links[k].Span.Len()
		}
		if n := b.Span.Len(); n >= runningText && b.Role != cutting.Control && linked*2 <= n {
			w.prose[i] = n - linked
		}
		if w.beside[i] {
			w.prose[i] = 0
			continue
		}
		w.bytes += b.Span.Len()
		w.running += w.prose[i]
		w.links += len(b.Links)
		for k := range b.Links {
			l := &b.Links[k]
			if listing.LinksToTag(l.URL) {
				w.linksToTag++
			} else if n := l.Span.Len(); n >= titleLink && l.URL != "" && n*10 >= b.Span.Len()*7 {
				w.titleLinks++
			}
		}
		if b.Level > 0 {
			w.headings++
			if len(b.Links) > 0 {
				w.linked++
			}
		}
	}
	if w.host == "" {
		w.host = usualHost(p)
	}
	w.here, w.pages = namesOf(p), paginationOf(p)
	w.readTree()
	w.nameList()
	for k, t := range w.selfNames() {
		switch words.EmptyPageNotice(t.text) {
		case words.Missing:
			w.calls.missing = true
		case words.Blocked:
			w.calls.blocked = true
		case words.Login:
			w.calls.login = w.calls.login || t.first
		case words.Searching:
			w.calls.searching = w.calls.searching || t.first
		}
		if k == 0 || t.first {
			switch words.StaticPageOf(t.text) {
			case words.NotStatic:
				w.calls.about = w.calls.about || isAboutSite(p, t.text, w.title)
			case words.About:
				w.calls.about = true
			case words.ContactPage:
				w.calls.contact = true
			case words.TagCloud:
				w.calls.cloud = true
			}
		}
	}
	return w
}

// outsideMain reports, for each element, whether it or one around it is marked by tag or role as not
// the page's main content, or is hidden.
func outsideMain(t *cutting.Tree) []bool {
	out := make([]bool, len(t.Nodes))
	for i := range t.Nodes {
		n := &t.Nodes[i]
		if n.Parent >= 0 {
			out[i] = out[n.Parent]
		}
		switch n.Tag {
		case "footer", "nav", "aside", "dialog", "form":
			out[i] = n.Text.Len()*10 < t.Nodes[0].Text.Len()*7 || out[i]
		case "main", "article":
			out[i] = false
		}
		switch t.Attr(int32(i), "role") {
		case "dialog", "alertdialog", "contentinfo", "navigation", "complementary", "search":
			out[i] = true
		}
		out[i] = out[i] || n.Hidden
	}
	return out
}

// itemSums are sums over the main list's items.
type itemSums struct {
	owners []int32 // number of items each block belongs to
	prose, parts, dated, descend, signed, broken, marked, longest, first, bytes, linked, withURL,
	width int
	inMain, running, links, linkedHeads int
	midline, sectioned, offsite, again  int
}

func itemsOf(w *pageEvidence, l *listing.Result) itemSums {
	p := w.p
	sum := itemSums{owners: w.owners}
	clear(sum.owners)
	seen := map[string]bool{"": true, withoutFragment(p.Meta.URL): true}
	day := ""
	heads := map[string]bool{} // the words of short headlines
	for i := range l.Items {
		it := &l.Items[i]
		blocks := blocksOf(p, it)
		for _, b := range blocks {
			if sum.owners[b]++; sum.owners[b] > 1 {
				continue
			}
			bl := &p.Blocks[b]
			sum.bytes += bl.Span.Len()
			if w.beside[b] {
				continue
			}
			sum.inMain += bl.Span.Len()
			sum.running += w.prose[b]
			sum.links += len(bl.Links)
			if bl.Level > 0 && len(bl.Links) > 0 {
				sum.linkedHeads++
			}
		}
		n := 0
		for _, part := range it.Parts {
			n += part.Span.Len()
		}
		sum.prose += n
		sum.longest = max(sum.longest, n)
		if i == 0 {
			sum.first = n
		}
		if n > 0 {
			sum.parts++
		}
		if d := it.Date.Value; d != "" {
			if sum.dated > 0 && d <= day {
				sum.descend++
			}
			day = d
			sum.dated++
		}
		if len(it.Byline) > 0 {
			sum.signed++
		}
		if it.Truncated {
			sum.broken++
		}
		if !it.Mark.Empty() {
			sum.marked++
		}
		sum.width += min(it.Headline.Len(), 160)
		if h := it.Headline.In(p.Text); len(h) < titleLink {
			h = strings.TrimFunc(h, func(r rune) bool { return !unicode.IsLetter(r) })
			if heads[h] {
				sum.again++
			}
			heads[h] = true
		}
		if b := blockAt(p, it.Headline.Start); b >= 0 && !it.Headline.Empty() &&
			listing.IsMidline(p.Text, p.Blocks[b].Span, it.Headline) {
			sum.midline++
		}
		if !it.Section.Empty() {
			sum.sectioned++
		}
		if host := cutting.Outlet(it.URL); host != "" && host != w.host {
			sum.offsite++
		}
		if it.URL != "" {
			sum.withURL++
		}
		if u := withoutFragment(it.URL); !seen[u] {
			seen[u] = true
			sum.linked++
		}
	}
	return sum
}

// blocksOf returns an item's blocks. An item that shares a block with others, owned by the first of
// them, is still in that block.
func blocksOf(p *cutting.Page, it *listing.Item) []int32 {
	if len(it.Blocks) > 0 || it.Headline.Empty() {
		return it.Blocks
	}
	if b := blockAt(p, it.Headline.Start); b >= 0 {
		return []int32{int32(b)}
	}
	return nil
}

// blockAt returns the block that contains a byte of the text, -1 for none.
func blockAt(p *cutting.Page, at int) int {
	i := sort.Search(len(p.Blocks), func(i int) bool { return p.Blocks[i].Span.End > at })
	if i < len(p.Blocks) && p.Blocks[i].Span.Start <= at {
		return i
	}
	return -1
}

// withoutFragment returns an address without its fragment; "" for a link within the page.
func withoutFragment(u string) string {
	u, _, _ = strings.Cut(u, "#")
	return u
}

// bodySums measure how the article's body and the list's items overlap.
type bodySums struct {
	bytes, inItems, itemsIn, inOne, before, after int
	headIn                                        bool
}

func bodyOf(w *pageEvidence, l *listing.Result, it itemSums) bodySums {
	p, a := w.p, w.a
	var s bodySums
	var lo, hi int32 = -1, -1
	for i, q := range a.Likely {
		if q < 0.5 {
			continue
		}
		b := int32(i)
		n := p.Blocks[i].Span.Len()
		s.bytes += n
		if lo < 0 {
			lo = b
		}
		hi = b
		if it.owners[b] > 0 {
			s.inItems += n
		}
	}
	for i := range l.Items {
		blocks := blocksOf(p, &l.Items[i])
		if len(blocks) == 0 {
			continue
		}
		one, in := 0, false
		for _, b := range blocks {
			if a.Likely[b] >= 0.5 {
				one += p.Blocks[b].Span.Len() / int(it.owners[b])
				in = true
			}
		}
		s.inOne = max(s.inOne, one)
		if in {
			s.itemsIn++
		}
		switch b := blocks[0]; {
		case b < lo:
			s.before++
		case b > hi:
			s.after++
		}
		s.headIn = s.headIn || !a.Cutting.HeadlineSpan.Empty() && l.Items[i].Headline.Overlaps(a.Cutting.HeadlineSpan)
	}
	return s
}

// ownSums measure running text outside the items, whoever wrote it.
type ownSums struct {
	bytes         int  // all of it
	run           int  // the longest stretch of it without an item in between
	below         int  // the part of it between the headline and the first item after it
	before, after int  // the parts of it before the first item and after the last
	itemsRun      int  // the most items without such text in between
	titleIsItem   bool // the page's title is an item's headline
	headBefore    bool // a first-level heading outside the items precedes the first item
}

func ownProse(w *pageEvidence, l *listing.Result, it itemSums) ownSums {
	var s ownSums
	run, items, below, tail := 0, 0, -1, 0
	first := make(map[int32]int, len(l.Items)) // first item that begins in each block
	for i := range l.Items {
		if b := blocksOf(w.p, &l.Items[i]); len(b) > 0 {
			first[b[0]]++
		}
	}
	met := false
	for i := range w.p.Blocks {
		b := &w.p.Blocks[i]
		if it.owners[i] > 0 {
			run, tail, met = 0, 0, true
			items += first[int32(i)]
			s.itemsRun = max(s.itemsRun, items)
			if below >= 0 {
				s.below = max(s.below, below)
				below = -1
			}
			continue
		}
		if h := w.a.Cutting.HeadlineSpan; !h.Empty() && b.Span.Overlaps(h) {
			below = 0
		}
		s.headBefore = s.headBefore || b.Level == 1 && !met
		n := w.prose[i]
		if n == 0 {
			continue
		}
		items = 0
		s.bytes += n
		run += n
		tail += n
		s.run = max(s.run, run)
		if below >= 0 {
			below += n
		}
		if !met {
			s.before += n
		}
	}
	if met {
		s.after = tail
	}
	s.below = max(s.below, below)
	s.titleIsItem = titleIsItem(w, l)
	return s
}

// hasOwnHeading reports whether the list has a heading of its own and follows running text outside
// the items: "News" below an organisation's text about itself.
func hasOwnHeading(w *pageEvidence, l *listing.Result, it itemSums) bool {
	if l.Section.Empty() || len(l.Items) == 0 {
		return false
	}
	head := blockAt(w.p, l.Section.Start)
	first := blocksOf(w.p, &l.Items[0])
	if head < 0 || len(first) == 0 || int(first[0]) < head {
		return false
	}
	before, between := 0, 0
	for i := range int(first[0]) {
		if it.owners[i] > 0 {
			continue
		}
		if i < head {
			before += w.prose[i]
		} else {
			between += w.prose[i]
		}
	}
	return before > 0 && between == 0
}

// titleIsItem reports whether an item's headline equals the page's title.
func titleIsItem(w *pageEvidence, l *listing.Result) bool {
	for i := range l.Items {
		h := l.Items[i].Headline.In(w.p.Text)
		if n := len(w.title); len(h) >= 12 && (strings.EqualFold(h, w.a.Cutting.Headline) ||
			n >= len(h) && (strings.EqualFold(w.title[:len(h)], h) || strings.EqualFold(w.title[n-len(h):], h))) {
			return true
		}
	}
	return false
}

// usualHost returns the host of most of a page's links; "" when none has one.
func usualHost(p *cutting.Page) string {
	count, usual, most := map[string]int{}, "", 0
	for i := range p.Blocks {
		for k := range p.Blocks[i].Links {
			if h := cutting.Outlet(p.Blocks[i].Links[k].URL); h != "" {
				if count[h]++; count[h] > most {
					usual, most = h, count[h]
				}
			}
		}
	}
	return usual
}

package split

import (
	"math"
	"sort"
	"strings"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/listing"
	"cuttings/split/words"
)

// whole is a page with what all its readings are compared by: one look at the
// blocks, the article's reading of them and the lists that may be the main one.
type whole struct {
	p      *cutting.Page
	a      *article.Result
	lists  []listing.Result
	beside []bool // blocks in what markup calls no main matter, or does not show
	// bytes of running text of each block, 0 for short lines and mostly linked ones
	prose []int
	// of the main blocks: text, running text, headings, headings that lead somewhere
	bytes, running, headings, linked int
	links                            int // links of the main blocks
	filed                            int // those of them that lead to tags, categories and authors
	title                            string
	calls                            calls
}

// calls tells what a page calls itself, by title or heading.
type calls struct{ missing, blocked, login, searching, about, contact, cloud bool }

// runningText is the least length in bytes of a block that counts as such.
const runningText = 80

// lookAt makes the whole of a page for the article's and the lists' readings.
func lookAt(p *cutting.Page, a *article.Result, l *listing.Lists) *whole {
	w := &whole{p: p, a: a, title: title(p)}
	for i := range l.Len() {
		w.lists = append(w.lists, l.Read(i))
	}
	out := besides(p.Tree)
	w.beside, w.prose = make([]bool, len(p.Blocks)), make([]int, len(p.Blocks))
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
			if listing.Filing(b.Links[k].URL) {
				w.filed++
			}
		}
		if b.Level > 0 {
			w.headings++
			if len(b.Links) > 0 {
				w.linked++
			}
		}
	}
	for k, t := range selfNames(p) {
		switch words.Dead(t.text) {
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
			switch words.StandingOf(t.text) {
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

// besides reports for each element whether it, or one around it, is said by tag or
// role not to be the page's main matter, or is not shown.
func besides(t *cutting.Tree) []bool {
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

// A feature of a reading: one row of a table.
type feature struct {
	name string
	// sign is +1 where more of it can only speak for a list as all there is, -1
	// against it, 0 either way; empty is the same for a page with nothing to cut.
	sign, empty int8
	of          func(f *facts) float32
}

// facts are the sums the features of one reading are made from.
type facts struct {
	*whole
	l    *listing.Result // nil for readings without a main list
	n    int             // items
	sums itemSums
	body bodySums
	own  ownSums
}

func log1(v int) float32 { return float32(math.Log1p(float64(max(v, 0)))) }

func ratio(a, b int) float32 {
	if b <= 0 {
		return 0
	}
	return float32(a) / float32(b)
}

func is(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// pageFeatures describe the page and its article, whatever is in it by way of lists.
var pageFeatures = []feature{
	{"words", 0, -1, func(f *facts) float32 { return log1(f.a.Signs.PageWords) }},
	{"body_words", 0, -1, func(f *facts) float32 { return log1(f.a.Signs.Words) }},
	{"body_share", 0, -1, func(f *facts) float32 { return ratio(f.a.Signs.Words, f.a.Signs.PageWords) }},
	{"body_of_main", 0, 0, func(f *facts) float32 { return min(1, ratio(bodyBytes(f), f.bytes)) }},
	{"sentences", 0, -1, func(f *facts) float32 { return log1(f.a.Signs.Sentences) }},
	{"sentence_length", 0, 0, func(f *facts) float32 { return min(60, ratio(f.a.Signs.Words, f.a.Signs.Sentences)) }},
	{"spread", 0, 0, func(f *facts) float32 { return f.a.Signs.Spread }},
	{"link_share", 0, 0, func(f *facts) float32 { return f.a.Signs.LinkShare }},
	{"type_ld", -1, -1, func(f *facts) float32 { return is(f.a.Signs.TypeLD) }},
	{"list_ld", 1, 0, func(f *facts) float32 { return is(f.a.Signs.ListLD) }},
	{"type_og", -1, 0, func(f *facts) float32 { return is(f.a.Signs.TypeOG) }},
	{"head_match", 0, 0, func(f *facts) float32 { return is(f.a.Signs.HeadMatch) }},
	{"first_headings", 0, 0, func(f *facts) float32 { return float32(min(f.a.Signs.Headings, 3)) }},
	{"article_elements", 0, 0, func(f *facts) float32 { return float32(min(f.a.Signs.Articles, 4)) }},
	{"published", -1, -1, func(f *facts) float32 { return is(f.p.Meta.Claim("article:published_time") != "") }},
	{"headings", 0, 0, func(f *facts) float32 { return log1(f.headings) }},
	{"linked_headings", 0, 0, func(f *facts) float32 { return ratio(f.linked, f.headings) }},
	{"links_per_word", 0, 1, func(f *facts) float32 { return ratio(f.links, f.bytes/6+1) }},
	{"filed_links", 0, 1, func(f *facts) float32 { return ratio(f.filed, f.links) }},
	{"running_of_main", 0, 0, func(f *facts) float32 { return ratio(f.running, f.bytes) }},
	{"missing", -1, 1, func(f *facts) float32 { return is(f.calls.missing) }},
	{"blocked", -1, 1, func(f *facts) float32 { return is(f.calls.blocked) }},
	{"login", -1, 1, func(f *facts) float32 { return is(f.calls.login) }},
	{"searching", -1, 1, func(f *facts) float32 { return is(f.calls.searching) }},
	{"about", -1, 1, func(f *facts) float32 { return is(f.calls.about) }},
	{"contact", -1, 1, func(f *facts) float32 { return is(f.calls.contact) }},
	{"cloud", 0, 1, func(f *facts) float32 { return is(f.calls.cloud) }},
	{"password", -1, 1, func(f *facts) float32 { return is(password(f.p)) }},
	{"search_form", 0, 1, func(f *facts) float32 { return is(searchForm(f.p)) }},
}

// listFeatures describe a list as the page's main one.
var listFeatures = append([]feature{
	{"items", 1, 0, func(f *facts) float32 { return log1(f.n) }},
	{"worth", 1, 0, func(f *facts) float32 { return f.l.Worth }},
	{"rank", -1, 0, func(f *facts) float32 { return float32(f.l.Rank) }},
	{"worth_to_best", -1, 0, func(f *facts) float32 { return f.lists[0].Worth - f.l.Worth }},
	{"linked_only", 0, 0, func(f *facts) float32 { return is(f.l.Origin == listing.Linked) }},
	{"union", 0, 0, func(f *facts) float32 { return is(f.l.Origin == listing.Union) }},
	{"single", 0, 0, func(f *facts) float32 { return is(f.l.Origin == listing.Single) }},
	{"alike", 1, 0, func(f *facts) float32 { return f.l.Alike }},
	{"list_share", 1, 0, func(f *facts) float32 { return float32(f.l.Share) }},
	{"prose_per_item", 0, 0, func(f *facts) float32 { return log1(ratioInt(f.sums.prose, f.n)) }},
	{"item_parts", 1, 0, func(f *facts) float32 { return ratio(f.sums.parts, f.n) }},
	{"items_dated", 1, 0, func(f *facts) float32 { return ratio(f.sums.dated, f.n) }},
	{"days_descend", 1, 0, func(f *facts) float32 { return ratio(f.sums.descend, f.sums.dated-1) }},
	{"items_signed", 1, 0, func(f *facts) float32 { return ratio(f.sums.signed, f.n) }},
	{"items_broken_off", 1, 0, func(f *facts) float32 { return ratio(f.sums.broken, f.n) }},
	{"items_marked", 1, 0, func(f *facts) float32 { return ratio(f.sums.marked, f.n) }},
	{"items_linked", 1, 0, func(f *facts) float32 { return ratio(f.sums.linked, f.n) }},
	{"items_filed", -1, 0, func(f *facts) float32 { return ratio(f.sums.filed, f.n) }},
	{"items_beside", -1, 0, func(f *facts) float32 { return ratio(f.sums.beside, f.n) }},
	{"leads_here", -1, 0, func(f *facts) float32 { return is(f.sums.here) }},
	{"headline_width", 0, 0, func(f *facts) float32 { return log1(ratioInt(f.sums.width, f.n)) }},
	{"longest_item", -1, 0, func(f *facts) float32 { return ratio(f.sums.longest, f.sums.prose) }},
	{"first_item", 0, 0, func(f *facts) float32 { return ratio(f.sums.first, f.sums.prose) }},
	{"odd_links", -1, 0, func(f *facts) float32 { return oddity(f.sums.withURL, f.n) }},
	{"odd_days", -1, 0, func(f *facts) float32 { return oddity(f.sums.dated, f.n) }},
	{"odd_parts", -1, 0, func(f *facts) float32 { return oddity(f.sums.parts, f.n) }},
	{"text_covered", 1, 0, func(f *facts) float32 { return ratio(f.sums.inMain, f.bytes) }},
	{"running_covered", 1, 0, func(f *facts) float32 { return ratio(f.sums.running, f.running) }},
	{"links_covered", 1, 0, func(f *facts) float32 { return ratio(f.sums.links, f.links) }},
	{"headings_covered", 1, 0, func(f *facts) float32 { return ratio(f.sums.headings, f.headings) }},
	{"linked_left", -1, 0, func(f *facts) float32 { return ratio(f.linked-f.sums.linkedHeads, f.n) }},
	{"body_in_items", 0, 0, func(f *facts) float32 { return ratio(f.body.inItems, f.body.bytes) }},
	{"items_in_body", 0, 0, func(f *facts) float32 { return ratio(f.body.itemsIn, f.n) }},
	{"body_in_one_item", -1, 0, func(f *facts) float32 { return ratio(f.body.inOne, f.body.bytes) }},
	{"head_in_item", -1, 0, func(f *facts) float32 { return is(f.body.headIn) }},
	{"items_before_body", 0, 0, func(f *facts) float32 { return ratio(f.body.before, f.n) }},
	{"items_after_body", 0, 0, func(f *facts) float32 { return ratio(f.body.after, f.n) }},
	{"longest_run", -1, 0, func(f *facts) float32 { return ratio(f.body.run, f.body.bytes) }},
	{"own_prose", -1, 0, func(f *facts) float32 { return log1(f.own.bytes / 6) }},
	{"own_share", -1, 0, func(f *facts) float32 { return ratio(f.own.bytes, f.own.bytes+f.sums.bytes) }},
	{"own_run", -1, 0, func(f *facts) float32 { return log1(f.own.run / 6) }},
	{"run_share", -1, 0, func(f *facts) float32 { return ratio(f.own.run, f.own.run+f.sums.bytes) }},
	{"own_before", -1, 0, func(f *facts) float32 { return log1(f.own.before / 6) }},
	{"own_after", -1, 0, func(f *facts) float32 { return log1(f.own.after / 6) }},
	{"title_is_item", -1, 0, func(f *facts) float32 { return is(f.own.titleIsItem) }},
	{"text_below_head", -1, 0, func(f *facts) float32 { return log1(f.own.below / 6) }},
	{"items_run", 1, 0, func(f *facts) float32 { return ratio(f.own.itemsRun, f.n) }},
	{"head_before", 0, 0, func(f *facts) float32 { return is(f.own.headBefore) }},
}, measures()...)

// measures are the features that packages listing ranks lists by.
func measures() []feature {
	var out []feature
	for i, name := range listing.MeasureNames() {
		out = append(out, feature{"m_" + name, 0, 0, func(f *facts) float32 { return f.l.Measures[i] }})
	}
	return out
}

func bodyBytes(f *facts) int {
	n := 0
	for i, q := range f.a.Likely {
		if q >= 0.5 {
			n += f.p.Blocks[i].Span.Len()
		}
	}
	return n
}

func ratioInt(a, b int) int { return a / max(b, 1) }

// oddity is the share of items that differ from most in having something or not.
func oddity(k, n int) float32 { return ratio(min(k, n-k), n) }

// row is the vector of one reading.
func row(f *facts, tables ...[]feature) []float32 {
	var out []float32
	for _, t := range tables {
		for i := range t {
			out = append(out, t[i].of(f))
		}
	}
	return out
}

// itemSums are sums over the main list's items.
type itemSums struct {
	// how many items a block is of
	owners map[int32]int
	prose, parts, dated, descend, signed, broken, marked, longest, first, bytes, linked, withURL, filed, beside,
	width int
	inMain, running, links, headings, linkedHeads int
	here                                          bool
}

func itemsOf(w *whole, l *listing.Result) itemSums {
	p := w.p
	sum := itemSums{owners: make(map[int32]int, 64)}
	self := address(p.Meta.URL)
	leads := map[string]bool{"": true, self: true}
	day := ""
	for i := range l.Items {
		it := &l.Items[i]
		blocks := blocksOf(p, it)
		for k, b := range blocks {
			if k == 0 && w.beside[b] {
				sum.beside++
			}
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
			if bl.Level > 0 {
				sum.headings++
				if len(bl.Links) > 0 {
					sum.linkedHeads++
				}
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
		if it.URL != "" {
			sum.withURL++
			if listing.Filing(it.URL) {
				sum.filed++
			}
		}
		u := address(it.URL)
		sum.here = sum.here || self != "" && u == self
		if !leads[u] {
			leads[u] = true
			sum.linked++
		}
	}
	return sum
}

// blocksOf are an item's blocks. One that stands in a block with others, which the
// first of them has, is in that block all the same.
func blocksOf(p *cutting.Page, it *listing.Item) []int32 {
	if len(it.Blocks) > 0 || it.Headline.Empty() {
		return it.Blocks
	}
	if b := blockAt(p, it.Headline.Start); b >= 0 {
		return []int32{int32(b)}
	}
	return nil
}

// blockAt is the block that holds a byte of the text, -1 for none.
func blockAt(p *cutting.Page, at int) int {
	i := sort.Search(len(p.Blocks), func(i int) bool { return p.Blocks[i].Span.End > at })
	if i < len(p.Blocks) && p.Blocks[i].Span.Start <= at {
		return i
	}
	return -1
}

// address is an address without its fragment: what leads within the page leads
// nowhere.
func address(u string) string {
	u, _, _ = strings.Cut(u, "#")
	return u
}

// bodySums tell how the article's body and the list's items lie to each other.
type bodySums struct {
	bytes, inItems, itemsIn, inOne, before, after, run int
	headIn                                             bool
}

func bodyOf(w *whole, l *listing.Result, it itemSums) bodySums {
	p, a := w.p, w.a
	var s bodySums
	run := 0
	var lo, hi, last int32 = -1, -1, -2
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
		if b != last+1 {
			run = 0
		}
		run += n
		s.run = max(s.run, run)
		last = b
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
				one += p.Blocks[b].Span.Len() / it.owners[b]
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

// ownSums are about running text that is no item's, whoever wrote it.
type ownSums struct {
	bytes         int  // all of it
	run           int  // the most of it without an item in between
	below         int  // what of it stands between the headline and the first item after it
	before, after int  // what of it stands before the first item and after the last
	itemsRun      int  // the most items without such text in between
	titleIsItem   bool // the page's title is an item's headline
	headBefore    bool // a heading of the first order that is no item's stands before the first item
}

func ownProse(w *whole, l *listing.Result, it itemSums) ownSums {
	var s ownSums
	run, items, below, tail := 0, 0, -1, 0
	first := make(map[int32]int, len(l.Items)) // items that begin in a block
	for i := range l.Items {
		if b := blocksOf(w.p, &l.Items[i]); len(b) > 0 {
			first[b[0]]++
		}
	}
	met := false
	for i := range w.p.Blocks {
		b := &w.p.Blocks[i]
		if it.owners[int32(i)] > 0 {
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

// titleIsItem reports whether an item is headed by what the page is called.
func titleIsItem(w *whole, l *listing.Result) bool {
	for i := range l.Items {
		h := l.Items[i].Headline.In(w.p.Text)
		if len(h) >= 12 && (strings.EqualFold(h, w.a.Cutting.Headline) ||
			len(w.title) >= len(h) && strings.EqualFold(w.title[:len(h)], h)) {
			return true
		}
	}
	return false
}

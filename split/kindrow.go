package split

import (
	"math"
	"sort"
	"strings"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/listing"
)

// KindNames are the features of the decision between article and listing. The
// page's address is not among them: saved pages often have none. Neither are
// plain sizes of the page nor how sure the body's forests are of it: what known
// listings share by chance tells nothing about others.
func KindNames() []string {
	return []string{
		"items", "list_score", "list_share", "prose_per_item", "item_parts", "items_dated", "items_broken_off", "items_marked",
		"longest_item", "body_share", "sentences", "spread", "link_share", "type_ld",
		"list_ld", "type_og", "head_match", "body_in_items", "items_in_body", "body_in_one_item",
		"head_in_item", "items_before_body", "items_after_body", "longest_run",
		"items_linked", "own_prose", "own_share", "own_run", "run_share", "title_is_item", "text_below_head", "items_run",
	}
}

// Places in the vector that rules look at too; a test holds them to the names.
const (
	itemCount     = 0
	listShare     = 2
	itemParts     = 4
	itemsDated    = 5
	typeLD        = 13
	typeOG        = 15
	bodyInItems   = 17
	headInItem    = 20
	itemsLinked   = 24
	ownRun        = 27
	textBelowHead = 30
	itemsRun      = 31
)

func log1(v float64) float32 { return float32(math.Log1p(v)) }

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

// KindRow is the vector of a page for its two readings.
func KindRow(p *cutting.Page, a *article.Result, l *listing.Result) []float32 {
	s := &a.Signs
	it := itemsOf(p, l)
	items := len(l.Items)
	body := bodyOf(p, a, l, it)
	own := ownProse(p, a, l, it)
	own.titleIsItem = titleIsItem(p, a, l)
	return []float32{
		log1(float64(items)), float32(l.Score), float32(l.Share), log1(float64(it.prose) / float64(max(1, items))), ratio(it.parts, items),
		ratio(it.dated, items), ratio(it.broken, items), ratio(it.marked, items),
		ratio(it.longest, it.prose), ratio(s.Words, s.PageWords), log1(float64(s.Sentences)),
		s.Spread, s.LinkShare, is(s.TypeLD),
		is(s.ListLD), is(s.TypeOG), is(s.HeadMatch), ratio(body.inItems, body.bytes), ratio(body.itemsIn, items), ratio(body.inOne, body.bytes),
		is(body.headIn), ratio(body.before, items), ratio(body.after, items), ratio(body.run, body.bytes),
		ratio(it.linked, items), log1(float64(own.bytes) / 6), ratio(own.bytes, own.bytes+it.bytes), log1(float64(own.run) / 6),
		ratio(own.run, own.run+it.bytes), is(own.titleIsItem), log1(float64(own.below) / 6), ratio(own.itemsRun, items),
	}
}

// itemSums are sums over the main list's items.
type itemSums struct {
	owners                                                      map[int32]int // how many items a block is of
	prose, parts, dated, broken, marked, longest, bytes, linked int
}

func itemsOf(p *cutting.Page, l *listing.Result) itemSums {
	sum := itemSums{owners: make(map[int32]int, 64)}
	leads := map[string]bool{"": true, address(p.Meta.URL): true}
	for i := range l.Items {
		it := &l.Items[i]
		for _, b := range blocksOf(p, it) {
			if sum.owners[b]++; sum.owners[b] == 1 {
				sum.bytes += p.Blocks[b].Span.Len()
			}
		}
		n := 0
		for _, part := range it.Parts {
			n += part.Span.Len()
		}
		sum.prose += n
		sum.longest = max(sum.longest, n)
		if n > 0 {
			sum.parts++
		}
		if it.Date.Value != "" {
			sum.dated++
		}
		if it.Truncated {
			sum.broken++
		}
		if !it.Mark.Empty() {
			sum.marked++
		}
		if u := address(it.URL); !leads[u] {
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

func bodyOf(p *cutting.Page, a *article.Result, l *listing.Result, it itemSums) bodySums {
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
	bytes       int  // all of it
	run         int  // the most of it without an item in between
	below       int  // what of it stands between the headline and the first item after it
	itemsRun    int  // the most items without such text in between
	titleIsItem bool // the page's title is an item's headline
}

// runningText is the least length in bytes of a block that counts as such.
const runningText = 80

func ownProse(p *cutting.Page, a *article.Result, l *listing.Result, it itemSums) ownSums {
	var s ownSums
	run, items, below := 0, 0, -1
	first := make(map[int32]int, len(l.Items)) // items that begin in a block
	for i := range l.Items {
		if b := blocksOf(p, &l.Items[i]); len(b) > 0 {
			first[b[0]]++
		}
	}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if it.owners[int32(i)] > 0 {
			run = 0
			items += first[int32(i)]
			s.itemsRun = max(s.itemsRun, items)
			if below >= 0 {
				s.below = max(s.below, below)
				below = -1
			}
			continue
		}
		if h := a.Cutting.HeadlineSpan; !h.Empty() && b.Span.Overlaps(h) {
			below = 0
		}
		if b.Span.Len() < runningText || b.Role == cutting.Control || b.Node >= 0 && (p.Tree.Nodes[b.Node].Hidden || aside(p.Tree, b.Node)) {
			continue
		}
		n := b.Span.Len()
		for _, l := range b.Links {
			n -= l.Span.Len()
		}
		if n*2 < b.Span.Len() {
			continue
		}
		items = 0
		s.bytes += n
		run += n
		s.run = max(s.run, run)
		if below >= 0 {
			below += n
		}
	}
	s.below = max(s.below, below)
	return s
}

// titleIsItem reports whether an item is headed by what the page is called.
func titleIsItem(p *cutting.Page, a *article.Result, l *listing.Result) bool {
	t := title(p)
	for i := range l.Items {
		h := l.Items[i].Headline.In(p.Text)
		if len(h) >= 12 && (strings.EqualFold(h, a.Cutting.Headline) || len(t) >= len(h) && strings.EqualFold(t[:len(h)], h)) {
			return true
		}
	}
	return false
}

// aside reports whether markup says that a node is not the page's main matter.
func aside(t *cutting.Tree, n int32) bool {
	for ; n > 0; n = t.Nodes[n].Parent {
		switch t.Nodes[n].Tag {
		case "footer", "nav", "aside", "dialog", "form":
			return true
		case "main", "article":
			return false
		}
		switch t.Attr(n, "role") {
		case "dialog", "alertdialog", "contentinfo", "navigation", "complementary", "search":
			return true
		}
	}
	return false
}

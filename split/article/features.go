package article

import (
	"math"
	"slices"

	"cuttings/cutting"
	"cuttings/internal/interrupt"
	"cuttings/split/dates"
)

// view is a page as the body's classifiers use it.
type view struct {
	stop     *interrupt.Checker
	p        *cutting.Page
	t        *cutting.Tree
	out      []outline
	m        []measure
	same     []int32   // the first block with the same text
	copies   []int32   // by that first block: number of blocks with the text
	before   []int32   // number of words before the block
	total    int32     // words in all
	scale    float32   // factor for counts over the whole page, see longPage
	tops     []int32   // level-one headings before the block
	imgs     []int32   // images and players before the node
	template []int32   // the first block of the same template: tags and classes from the root down
	marked   []int32   // nodes that gatherFacts examines
	head     int       // index of the block that carries the headline; -1
	claim    []float32 // share of the block's word runs that occur in the structured data's text; -1 without such text
	p1, p2   []float32
	hasBody  bool // an element is marked as the article's body
	hasArt   bool
	hasMain  bool
	dates    *dates.Memo
}

// firstFeatures are the entries of the first pass's vector: measures of a block and its immediate
// surroundings.
var firstFeatures = []string{
	"words", "letters_per_word", "capitals", "short_words", "commas", "stops", "bars", "link_density", "links",
	"odds", "low_odds", "first_capital", "first_mark", "ends_sentence", "ends_colon", "role_p", "role_h", "level",
	"role_li", "role_caption", "role_cell", "role_link", "role_control", "role_pre", "tag_p", "tag_div", "tag_li",
	"in_aside", "in_footer", "in_header", "in_form", "in_figure", "in_table", "in_list", "in_main", "in_body",
	"in_dialog", "in_control", "hidden", "articles", "page_has_article", "page_has_main", "page_has_body",
	"name_sum", "name_low", "name_high", "name_near", "copies", "position", "words_before", "words_share",
	"from_head", "after_head", "depth", "claim", "prev_words", "prev_density", "prev_heading", "prev_same_parent",
	"prev_odds", "next_words", "next_density", "next_heading", "next_same_parent", "next_odds", "prev2_words",
	"prev2_density", "next2_words", "next2_density", "parent_words", "parent_density", "parent_blocks",
	"parent_share", "parent_stops", "grand_words", "grand_density", "grand_blocks", "grand_stops", "near_density",
	"page_words", "page_density", "echo", "same_article", "h1s_between", "holder_images", "article_words",
}

// logOf returns log(1+n), 0 for negative n.
func logOf(n int32) float32 {
	if n = max(n, 0); int(n) < len(smallLogs) {
		return smallLogs[n]
	}
	return log1(float32(n))
}

// smallLogs is a table of logOf for small counts, which are most of them: a row has sixteen.
var smallLogs = func() (t [1024]float32) {
	for n := range t {
		t[n] = log1(float32(n))
	}
	return t
}()

// longPage is the number of words from which on counts over the page are scaled down, so that the
// last paragraph is as far from the headline as on a page of this size. The training set has few
// longer pages, and so far from the headline only menus and comments: without the scale the end of
// a law, a report or a long talk is lost.
const longPage = 7000

// scaleOf returns the scale of a page with total words.
func scaleOf(total int32) float32 {
	if total <= longPage {
		return 1
	}
	return longPage / float32(total)
}

// scaledLog returns logOf of a count that grows with the page, times the page's scale.
func (v *view) scaledLog(n int32) float32 {
	if v.scale >= 1 {
		return logOf(n)
	}
	return log1(float32(max(n, 0)) * v.scale)
}

func log1(v float32) float32 { return float32(math.Log1p(float64(v))) }

func share(a, b int32) float32 {
	if b <= 0 {
		return 0
	}
	return float32(a) / float32(b)
}

func indicator(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// linkDensity returns the share of a block's bytes that are link text.
func (v *view) linkDensity(i int) float32 {
	return min(1, share(v.m[i].linked, int32(v.p.Blocks[i].Span.Len())))
}

// prefix has prefix sums over blocks, from which sums over a node's blocks follow.
type prefix struct{ words, linked, bytes, stops []int32 }

func (v *view) prefixSums() prefix {
	n := len(v.m)
	sums := make([]int32, 4*(n+1))
	p := prefix{sums[: n+1 : n+1], sums[n+1 : 2*n+2], sums[2*n+2 : 3*n+3], sums[3*n+3:]}
	for i := range v.m {
		p.words[i+1] = p.words[i] + v.m[i].words
		p.linked[i+1] = p.linked[i] + v.m[i].linked
		p.bytes[i+1] = p.bytes[i] + int32(v.p.Blocks[i].Span.Len())
		p.stops[i+1] = p.stops[i] + v.m[i].stops
	}
	return p
}

// maxLevelsUp bounds every walk up the tree: an element a hundred levels further out has no
// information about a block, and hostile pages nest without end.
const maxLevelsUp = 100

// holder returns the nearest ancestor of n that has more blocks than n.
func (v *view) holder(n int32) int32 {
	nd := &v.t.Nodes[n]
	lo, hi := nd.BlockLo, nd.BlockHi
	for range maxLevelsUp {
		if n <= 0 {
			break
		}
		n = v.t.Nodes[n].Parent
		if a := &v.t.Nodes[n]; a.BlockLo < lo || a.BlockHi > hi {
			return n
		}
	}
	return max(n, 0)
}

// firstPass makes the first pass's vectors, one per block, from what is known of the whole page.
type firstPass struct {
	v       *view
	pre     prefix
	holders []int32
	density float32 // of links on the page
	matrix  []float32
}

func (v *view) newFirstPass() *firstPass {
	n := len(v.p.Blocks)
	f := &firstPass{v: v, pre: v.prefixSums(), holders: make([]int32, n)}
	for i := range f.holders {
		f.holders[i] = v.holder(v.p.Blocks[i].Node)
	}
	f.density = share(f.pre.linked[n], f.pre.bytes[n])
	return f
}

// rows returns the vectors of blocks [lo, hi), valid until the next call.
func (f *firstPass) rows(lo, hi int) [][]float32 {
	k := len(firstFeatures)
	matrix := slices.Grow(f.matrix[:0], (hi-lo)*k)[:(hi-lo)*k]
	f.matrix = matrix
	rows := make([][]float32, hi-lo)
	for i := range rows {
		f.v.stop.Step(i)
		rows[i] = f.appendRow(matrix[i*k:i*k:(i+1)*k], lo+i)
	}
	return rows
}

// appendRow appends the vector of block i to x.
func (f *firstPass) appendRow(x []float32, i int) []float32 {
	return f.v.appendFirstRow(x, i, f.pre, f.holders, f.density)
}

// appendFirstRow appends the first pass's vector of block i to x.
func (v *view) appendFirstRow(x []float32, i int, pre prefix, holders []int32, pageDensity float32) []float32 {
	b, m := &v.p.Blocks[i], &v.m[i]
	nd := &v.t.Nodes[b.Node]
	o := &v.out[b.Node]
	n := len(v.m)
	x = append(x, logOf(m.words), share(m.letters, m.words), share(m.capitals, m.words), share(m.short, m.words),
		share(m.commas, m.words), float32(min(m.stops, 20)), float32(min(m.bars, 20)), v.linkDensity(i),
		float32(min(m.links, 20)), m.odds, m.lowOdds, indicator(m.first >= 'A' && m.first <= 'Z'),
		indicator(m.first >= 0 && !wordRune(m.first)), indicator(isSentenceEnd(m.last)),
		indicator(m.last == ':' || m.last == '：'),
		indicator(b.Role == cutting.Paragraph), indicator(b.Role == cutting.Heading), float32(b.Level),
		indicator(b.Role == cutting.ListItem), indicator(b.Role == cutting.Caption),
		indicator(b.Role == cutting.TableCell),
		indicator(b.Role == cutting.LinkLine), indicator(b.Role == cutting.Control),
		indicator(b.Role == cutting.Preformatted),
		indicator(nd.Tag == "p"), indicator(nd.Tag == "div"), indicator(nd.Tag == "li"))
	for _, f := range [...]flags{inAside, inFooter, inHeader, inForm, inFigure, inTable, inList, inMain, inBody,
		inDialog, inControl, inHidden} {
		x = append(x, indicator(o.flags&f != 0))
	}
	x = append(x, float32(min(o.articles, 5)), indicator(v.hasArt), indicator(v.hasMain), indicator(v.hasBody), o.sum,
		o.low, o.high,
		o.near, float32(min(v.copies[v.same[i]], 5)), float32(i)/float32(n), v.scaledLog(v.before[i]),
		share(v.before[i], v.total))
	if v.head >= 0 {
		x = append(x, min(max(float32(i-v.head)*v.scale, -50), 200), indicator(i > v.head))
	} else {
		x = append(x, 0, -1)
	}
	x = append(x, float32(min(nd.Depth, 60)), v.claim[i])
	h := holders[i]
	x = v.appendNeighbour(x, i-1, h, holders)
	x = v.appendNeighbour(x, i+1, h, holders)
	for _, j := range [...]int{i - 2, i + 2} {
		if j < 0 || j >= n {
			x = append(x, -1, -1)
		} else {
			x = append(x, logOf(v.m[j].words), v.linkDensity(j))
		}
	}
	lo, hi := v.t.Nodes[h].BlockLo, v.t.Nodes[h].BlockHi
	words := pre.words[hi] - pre.words[lo]
	x = append(x, v.scaledLog(words), share(pre.linked[hi]-pre.linked[lo], pre.bytes[hi]-pre.bytes[lo]),
		v.scaledLog(hi-lo), share(words, v.total), share(pre.stops[hi]-pre.stops[lo], words))
	g := &v.t.Nodes[v.holder(h)]
	lo, hi = g.BlockLo, g.BlockHi
	words = pre.words[hi] - pre.words[lo]
	x = append(x, v.scaledLog(words), share(pre.linked[hi]-pre.linked[lo], pre.bytes[hi]-pre.bytes[lo]),
		v.scaledLog(hi-lo), share(pre.stops[hi]-pre.stops[lo], words))
	l, r := max(i-4, 0), min(i+5, n)
	x = append(x, share(pre.linked[r]-pre.linked[l], pre.bytes[r]-pre.bytes[l]), v.scaledLog(v.total), pageDensity,
		m.echo)
	between, same := int32(0), float32(-1)
	if v.head >= 0 {
		between = v.tops[i] - v.tops[v.head]
		if i > v.head {
			between = v.tops[i+1] - v.tops[v.head+1]
		}
		if a := v.out[v.p.Blocks[v.head].Node].article; a > 0 {
			same = indicator(o.article == a)
		}
	}
	inArticleWords := int32(0)
	if a := o.article; a > 0 {
		inArticleWords = pre.words[v.t.Nodes[a].BlockHi] - pre.words[v.t.Nodes[a].BlockLo]
	}
	return append(x, same, float32(max(-5, min(between, 5))), logOf(v.imgs[v.t.Nodes[h].End]-v.imgs[h]),
		v.scaledLog(inArticleWords))
}

// appendNeighbour appends the features of block j, a neighbour of a block with the given holder.
func (v *view) appendNeighbour(x []float32, j int, holder int32, holders []int32) []float32 {
	if j < 0 || j >= len(v.m) {
		return append(x, -1, -1, 0, 0, 0)
	}
	return append(x, logOf(v.m[j].words), v.linkDensity(j), indicator(v.p.Blocks[j].Role == cutting.Heading),
		indicator(holders[j] == holder), v.m[j].odds)
}

func isSentenceEnd(r rune) bool {
	switch r {
	case '.', '!', '?', '…', '。', '！', '？', '؟', '।', '"', '”', '»', '’', ')':
		return true
	}
	return false
}

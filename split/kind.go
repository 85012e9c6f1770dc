package split

import (
	_ "embed"
	"fmt"
	"math"
	"strings"
	"sync"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/article/boost"
	"cuttings/split/listing"
	"cuttings/split/words"
)

// verdict is what the page is taken for and why.
type verdict struct {
	kind   cutting.PageKind
	reason string
}

//go:embed kind.txt
var kindText string

// kindForest tells listings from articles. Fitted by split/article/train; the
// file's head says to what.
var kindForest = sync.OnceValue(func() *boost.Forest {
	f, err := boost.Parse(kindText)
	if err != nil { // a test holds that it parses
		return &boost.Forest{}
	}
	return f
})

// KindNames are the features of the decision between article and listing. The
// page's address is not among them: saved pages often have none.
func KindNames() []string {
	return []string{
		"items", "list_score", "list_share", "prose_per_item", "item_parts", "items_dated", "items_broken_off", "items_marked",
		"longest_item", "body_words", "page_words", "body_share", "sentences", "sure", "spread", "link_share", "type_ld",
		"list_ld", "type_og", "signed", "head_match", "h1s", "articles", "body_in_items", "items_in_body", "body_in_one_item",
		"head_in_item", "items_before_body", "items_after_body", "longest_run",
	}
}

// Places in the vector that rules look at too; a test holds them to the names.
const (
	listShare   = 2
	bodyInItems = 23
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
	owner := make(map[int32]int, 64)
	items := len(l.Items)
	prose, parts, dated, broken, marked, longest := 0, 0, 0, 0, 0, 0
	for i := range l.Items {
		it := &l.Items[i]
		for _, b := range it.Blocks {
			owner[b] = i
		}
		n := 0
		for _, part := range it.Parts {
			n += part.Span.Len()
		}
		prose += n
		longest = max(longest, n)
		if n > 0 {
			parts++
		}
		if it.Date.Value != "" {
			dated++
		}
		if it.Truncated {
			broken++
		}
		if !it.Mark.Empty() {
			marked++
		}
	}
	bodyBytes, inItems, before, after := 0, 0, 0, 0
	one := map[int]int{}
	run, longestRun := 0, 0
	last := int32(-2)
	var lo, hi int32 = -1, -1
	for i, q := range a.Likely {
		if q < 0.5 {
			continue
		}
		b := int32(i)
		n := p.Blocks[i].Span.Len()
		bodyBytes += n
		if lo < 0 {
			lo = b
		}
		hi = b
		if b != last+1 {
			run = 0
		}
		run += n
		longestRun = max(longestRun, run)
		last = b
		if k, ok := owner[b]; ok {
			inItems += n
			one[k] += n
		}
	}
	mostInOne := 0
	for _, n := range one {
		mostInOne = max(mostInOne, n)
	}
	for i := range l.Items {
		if len(l.Items[i].Blocks) == 0 {
			continue
		}
		switch b := l.Items[i].Blocks[0]; {
		case b < lo:
			before++
		case b > hi:
			after++
		}
	}
	headIn := false
	if b := a.Cutting.Blocks; len(b) > 0 && !a.Cutting.HeadlineSpan.Empty() {
		for _, it := range l.Items {
			headIn = headIn || it.Headline.Overlaps(a.Cutting.HeadlineSpan)
		}
	}
	return []float32{
		log1(float64(items)), float32(l.Score), float32(l.Share), log1(float64(prose) / float64(max(1, items))), ratio(parts, items),
		ratio(dated, items), ratio(broken, items), ratio(marked, items),
		ratio(longest, prose), log1(float64(s.Words)), log1(float64(s.PageWords)), ratio(s.Words, s.PageWords), log1(float64(s.Sentences)),
		s.Sure, s.Spread, s.LinkShare, is(s.TypeLD),
		is(s.ListLD), is(s.TypeOG), is(s.Signed), is(s.HeadMatch), float32(min(s.Headings, 10)), float32(min(s.Articles, 20)),
		ratio(inItems, bodyBytes), ratio(len(one), items), ratio(mostInOne, bodyBytes),
		is(headIn), ratio(before, items), ratio(after, items), ratio(longestRun, bodyBytes),
	}
}

// weigh decides between article, listing, both and nothing.
func weigh(p *cutting.Page, a *article.Result, l *listing.Result) verdict {
	s := &a.Signs
	items := len(l.Items)
	body := s.Words >= 40 && s.Sentences >= 2 || s.Words >= 25 && s.Words*3 >= s.PageWords
	if why := nothing(p, s, l); why != "" {
		return verdict{cutting.NothingPage, why}
	}
	if items < 2 {
		if !body && s.Words < 12 {
			return verdict{cutting.NothingPage, fmt.Sprintf("%d words in all, %d of running text, and no list", s.PageWords, s.Words)}
		}
		return verdict{cutting.ArticlePage, fmt.Sprintf("running text of %d words in %d blocks and no list", s.Words, s.Blocks)}
	}
	row := KindRow(p, a, l)
	chance := boost.Probability(kindForest().Score(row))
	switch {
	case chance > 0.3 && chance < 0.7 && s.Words >= 120 && items >= 3 && row[bodyInItems] < 0.2 && row[listShare] > 0.15:
		return verdict{cutting.MixedPage, fmt.Sprintf("running text of %d words beside a list of %d items that is none of it (a listing with %.0f %%)", s.Words, items, 100*chance)}
	case chance >= 0.5 || s.Words == 0:
		return verdict{cutting.ListingPage, fmt.Sprintf("%d items drawn alike (a listing with %.0f %%; running text of %d words)", items, 100*chance, s.Words)}
	default:
		return verdict{cutting.ArticlePage, fmt.Sprintf("running text of %d words in %d blocks (an article with %.0f %%; %d items drawn alike)", s.Words, s.Blocks, 100*(1-chance), items)}
	}
}

// nothing says why there is nothing to cut; "" when there may be something. It
// speaks up for pages with little running text only: an article about cookies is
// an article.
func nothing(p *cutting.Page, s *article.Signs, l *listing.Result) string {
	if s.PageWords == 0 {
		return "no text"
	}
	if s.Words > 120 || len(l.Items) >= 4 && l.Score >= 0.5 {
		return ""
	}
	for _, t := range selfNames(p) {
		switch plea := words.Dead(t.text); {
		case plea == words.Missing:
			return fmt.Sprintf("an error page: it calls itself %q", clip(t.text))
		case plea == words.Blocked:
			return fmt.Sprintf("a barrier before the page: it calls itself %q", clip(t.text))
		case plea == words.Login && s.Words <= 40 && t.first:
			return fmt.Sprintf("a login page: it calls itself %q", clip(t.text))
		case plea == words.Searching && s.Words <= 25 && len(l.Items) < 2 && t.first:
			return fmt.Sprintf("a search without results: it calls itself %q", clip(t.text))
		}
	}
	// An article that lost its text to a wall still says what it is.
	if s.TypeLD || s.TypeOG || s.Dated {
		return ""
	}
	if s.Words <= 60 {
		if s.PageWords <= 200 && password(p) {
			return "a login page: it asks for a password"
		}
		if s.Words < 12 && len(l.Items) < 2 && searchForm(p) {
			return "a search form and little else"
		}
	}
	return ""
}

// selfName is what a page calls itself; first: by its title or a heading of the
// first order.
type selfName struct {
	text  string
	first bool
}

func selfNames(p *cutting.Page) []selfName {
	out := []selfName{{title(p), true}}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		if b.Level > 0 && b.Level <= 2 && len(out) < 6 && !p.Tree.Nodes[b.Node].Hidden {
			out = append(out, selfName{b.Span.In(p.Text), b.Level == 1})
		}
	}
	return out
}

func title(p *cutting.Page) string {
	for i := range p.Meta.Claims {
		if p.Meta.Claims[i].Origin == "title" {
			return p.Meta.Claims[i].Value
		}
	}
	return ""
}

func clip(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}

// password reports whether the page has a visible field for one.
func password(p *cutting.Page) bool {
	for i := range p.Tree.Nodes {
		n := &p.Tree.Nodes[i]
		if n.Tag == "input" && !n.Hidden && strings.EqualFold(p.Tree.Attr(int32(i), "type"), "password") {
			return true
		}
	}
	return false
}

func searchForm(p *cutting.Page) bool {
	for i := range p.Tree.Nodes {
		if p.Tree.Nodes[i].Tag != "input" {
			continue
		}
		switch strings.ToLower(p.Tree.Attr(int32(i), "name")) {
		case "q", "s", "query", "search", "keyword", "keywords":
			return true
		}
		if strings.EqualFold(p.Tree.Attr(int32(i), "type"), "search") {
			return true
		}
	}
	return false
}

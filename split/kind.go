package split

import (
	_ "embed"
	"fmt"
	"math"
	"sync"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/article/boost"
	"cuttings/split/listing"
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
	chance := boost.Probability(kindForest().Score(KindRow(p, a, l)))
	switch {
	case chance >= 0.5 || s.Words == 0:
		return verdict{cutting.ListingPage, fmt.Sprintf("%d items drawn alike (a listing with %.0f %%; running text of %d words)", items, 100*chance, s.Words)}
	default:
		return verdict{cutting.ArticlePage, fmt.Sprintf("running text of %d words in %d blocks (an article with %.0f %%; %d items drawn alike)", s.Words, s.Blocks, 100*(1-chance), items)}
	}
}

// nothing says why there is nothing to cut; "" when there may be something.
func nothing(p *cutting.Page, s *article.Signs, l *listing.Result) string {
	return ""
}

package split

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/boost"
	"cuttings/split/listing"
	"cuttings/split/words"
)

// verdict is what the page is taken for and why.
type verdict struct {
	kind   cutting.PageKind
	reason string
	row    []float32 // what the forest was asked about; nil when it was not
}

//go:embed kind.txt
var kindText string

// kindForest tells listings from articles. Fitted by cmd/train; the
// file's head says to what.
var kindForest = sync.OnceValue(func() *boost.Forest {
	f, err := boost.Parse(kindText)
	if err != nil { // a test holds that it parses
		return &boost.Forest{}
	}
	return f
})

// weigh decides between article, listing, both and nothing.
func weigh(p *cutting.Page, a *article.Result, l *listing.Result) verdict {
	s := &a.Signs
	items := len(l.Items)
	body := s.Words >= 40 && s.Sentences >= 2 || s.Words >= 25 && s.Words*3 >= s.PageWords
	if why := nothing(p, a, l); why != "" {
		return verdict{kind: cutting.NothingPage, reason: why}
	}
	if items < 2 {
		if !body && s.Words < 12 {
			return verdict{kind: cutting.NothingPage, reason: fmt.Sprintf("%d words in all, %d of running text, and no list", s.PageWords, s.Words)}
		}
		return verdict{kind: cutting.ArticlePage, reason: fmt.Sprintf("running text of %d words in %d blocks and no list", s.Words, s.Blocks)}
	}
	row := KindRow(p, a, l)
	chance := boost.Probability(kindForest().Score(row))
	switch {
	case IsMixed(row, chance):
		return verdict{row: row, kind: cutting.MixedPage, reason: fmt.Sprintf("running text of %d words beside a list of %d items that is none of it (a listing with %.0f %%)", s.Words, items, 100*chance)}
	case chance >= 0.5 || s.Words == 0:
		return verdict{row: row, kind: cutting.ListingPage, reason: fmt.Sprintf("%d items drawn alike (a listing with %.0f %%; running text of %d words)", items, 100*chance, s.Words)}
	default:
		return verdict{row: row, kind: cutting.ArticlePage, reason: fmt.Sprintf("running text of %d words in %d blocks (an article with %.0f %%; %d items drawn alike)", s.Words, s.Blocks, 100*(1-chance), items)}
	}
}

// IsMixed says of a page that is neither plainly whether it is both: text of its
// own of a length that no introduction has, right below its headline, and a list
// of pages that are each led to, without running text in between. chance is that
// of being a listing.
func IsMixed(row []float32, chance float32) bool {
	// A list of dated posts with texts of their own, of a page that does not call
	// itself an article, needs less.
	least := float32(0.2)
	if row[itemsDated] >= 0.9 && row[itemParts] >= 0.9 && row[typeLD] == 0 && row[typeOG] == 0 {
		least = 0.05
	}
	return chance > least && chance < 0.8 && row[itemCount] >= log1(3) &&
		row[ownRun] > log1(120) && row[textBelowHead] > log1(100) && row[itemsLinked] >= 0.7 && row[itemsRun] >= 0.7 &&
		row[listShare] > 0.15 && row[bodyInItems] < 0.35 && row[headInItem] == 0
}

// isRail says of an article's page whether the main list is one of other pages
// beside the text, which it must not run into: every item leads somewhere else,
// they stand together, and text of no item makes up more than half of the body.
func isRail(row []float32) bool {
	return row != nil && row[itemCount] >= log1(3) && row[itemsLinked] >= 0.9 && row[itemsRun] >= 0.9 &&
		row[ownRun] > log1(40) && row[bodyInItems] < 0.5 && row[headInItem] == 0
}

// nothing says why there is nothing to cut; "" when there may be something. It
// speaks up for pages with little running text only: an article about cookies is
// an article.
func nothing(p *cutting.Page, a *article.Result, l *listing.Result) string {
	s := &a.Signs
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
	if s.TypeLD || s.TypeOG {
		return ""
	}
	if s.Words <= 60 {
		if a.Complete(); s.Dated {
			return ""
		}
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

package split

import (
	_ "embed" // the weights
	"fmt"
	"math"
	"slices"
	"sync"

	"cuttings/cutting"
	"cuttings/split/article"
	"cuttings/split/boost"
	"cuttings/split/listing"
	"cuttings/split/words"
)

// A Reading is one way to read a whole page, with what it is compared by.
type Reading struct {
	Kind cutting.PageKind
	List int       // the proposal that is the main list; -1 for none
	Row  []float32 // the values of Features(Kind)
	// Both: the text before the list's heading is an article of its own.
	Both bool
}

// PageKind is what the page is when it is read so.
func (r *Reading) PageKind() cutting.PageKind {
	if r.Both {
		return cutting.MixedPage
	}
	return r.Kind
}

//go:embed weights/listing.txt
var listingText string

//go:embed weights/nothing.txt
var nothingText string

// forests score the readings of each kind but articles, which all others are
// compared with: an article's score is 0. It parses the weights on first use; a test holds that they fit the features.
var forests = sync.OnceValue(func() map[cutting.PageKind]*boost.Forest {
	out := map[cutting.PageKind]*boost.Forest{}
	for k, text := range map[cutting.PageKind]string{cutting.ListingPage: listingText,
		cutting.NothingPage: nothingText} {
		f, err := boost.Parse(text)
		if err != nil {
			f = &boost.Forest{}
		}
		out[k] = f
	}
	return out
})

// choose is the best of the readings, with the score of each.
func choose(rs []Reading) (best int, scores []float32) {
	scores = make([]float32, len(rs))
	for kind, f := range forests() {
		var rows [][]float32
		var at []int
		for i := range rs {
			if rs[i].Kind == kind {
				rows, at = append(rows, rs[i].Row), append(at, i)
			}
		}
		out := make([]float32, len(rows))
		f.Scores(rows, out)
		for k, i := range at {
			scores[i] = out[k]
		}
	}
	for i := range scores {
		if scores[i] > scores[best] {
			best = i
		}
	}
	return best, scores
}

// Features are the names of a reading's values; nil for an article.
func Features(kind cutting.PageKind) []string {
	var out []string
	for _, t := range tablesOf(kind) {
		for i := range t {
			out = append(out, t[i].name)
		}
	}
	return slices.Clip(out)
}

// Signs are what is known of a reading's features beforehand: +1 where more of one
// can only speak for it, -1 against it, 0 either way.
func Signs(kind cutting.PageKind) []int8 {
	var out []int8
	for _, t := range tablesOf(kind) {
		for i := range t {
			switch kind {
			case cutting.ListingPage:
				out = append(out, t[i].sign)
			case cutting.NothingPage:
				out = append(out, t[i].empty)
			default:
				out = append(out, 0)
			}
		}
	}
	return out
}

// tablesOf are the tables whose features make the row of a reading, in their order.
func tablesOf(kind cutting.PageKind) [][]feature {
	switch kind {
	case cutting.ListingPage:
		return [][]feature{pageFeatures, listFeatures}
	case cutting.NothingPage:
		return [][]feature{pageFeatures}
	}
	return nil
}

// leastText is how many words of running text an article has at least.
const leastText = 12

// leastReport is how many words of running text make a report when there is nothing
// else on the page.
const leastReport = 25

// mayBeNothing reports whether a page may hold nothing to cut: it says so itself, or
// has less running text than a short report.
func (w *whole) mayBeNothing() bool {
	const shortReport = 60 // words
	return w.calls != calls{} || w.a.Signs.Words < shortReport && !w.textAlone()
}

// textAlone reports whether a page is a text under its headline and no more, as mails,
// frames and pages saved for reading are: nothing leads anywhere, and all main blocks
// but headings and short lines (a byline, a date) are running text. A notice is
// none: its title or heading calls it so.
func (w *whole) textAlone() bool {
	return w.a.Cutting.Headline != "" && w.a.Signs.Words >= leastReport && w.links == 0 && w.running*10 >= w.bytes*7
}

// readings are all ways to read the page: an article, nothing, and each list, which
// may have an article before it.
func (w *whole) readings() []Reading {
	page := row(nil, &facts{whole: w}, pageFeatures)
	var out []Reading
	if w.a.Signs.Words >= leastText {
		out = append(out, Reading{Kind: cutting.ArticlePage, List: -1})
	}
	if w.mayBeNothing() || len(out) == 0 {
		out = append(out, Reading{Kind: cutting.NothingPage, List: -1,
			Row: page})
	}
	for i := range w.lists {
		l := &w.lists[i]
		if len(l.Items) == 0 {
			continue
		}
		f := &facts{whole: w, l: l, n: len(l.Items), sums: itemsOf(w, l),
			rail: words.RailHeading(l.Section.In(w.p.Text))}
		if f.sums.linked == 0 {
			continue // an item leads to a page of its own; entries of a text do not
		}
		f.body, f.own = bodyOf(w, l, f.sums), ownProse(w, l, f.sums)
		if f.n == 1 && f.own.titleIsItem {
			continue // the page is called what its one item is: it is that piece
		}
		if f.railOfArticle() {
			continue
		}
		x := append(make([]float32, 0, len(page)+len(listFeatures)), page...)
		out = append(out, Reading{Kind: cutting.ListingPage, List: i, Row: row(x, f, listFeatures), Both: f.both()})
	}
	return out
}

// leastOwn is how many bytes of running text before a list's heading make an article.
const leastOwn = 480

// railOfArticle reports whether a list is one beside an article: it has a heading that announces a
// rail ("More from the coast"), behind as much text of the page's own as a short report.
func (f *facts) railOfArticle() bool {
	return f.rail && f.own.before >= leastOwn && headedApart(f.whole, f.l, f.sums)
}

// both reports whether an article stands before a list: as much text of its own as a
// short report, and the list under a heading of its own behind it. A description of a
// category stands below the category's heading.
func (f *facts) both() bool {
	return f.n >= 3 && f.own.before >= leastOwn && !f.rail && (f.body.bytes-f.body.inItems)*2 >= leastOwn &&
		headedApart(f.whole, f.l, f.sums)
}

// Readings are the ways to read a page with an element tree, and the items of its
// proposed lists: what the choice is fitted to.
func Readings(p *cutting.Page) ([]Reading, []listing.Result, *article.Result) {
	a := article.Cut(p, article.Options{Later: true})
	l := listing.Look(p, listing.Options{})
	w := lookAt(p, &a, l)
	return w.readings(), w.lists, &a
}

// reason says in words why the page was read as it was.
func (w *whole) reason(rs []Reading, scores []float32, best int) string {
	chance := chances(scores)[best] * 100
	text, r := w.a.Signs.Words, &rs[best]
	n := 0
	if r.List >= 0 {
		n = len(w.lists[r.List].Items)
	}
	switch r.PageKind() {
	case cutting.ListingPage:
		return fmt.Sprintf("a list of %d items accounts best for the page (%.0f %%)", n, chance)
	case cutting.MixedPage:
		return fmt.Sprintf("running text of %d words and a list of %d items account best for the page (%.0f %%)", text,
			n, chance)
	case cutting.NothingPage:
		return fmt.Sprintf("neither article nor list: %d words in all, %d of running text (%.0f %%)",
			w.a.Signs.PageWords, text, chance)
	}
	return fmt.Sprintf("running text of %d words in %d blocks accounts best for the page (%.0f %%)", text,
		w.a.Signs.Blocks, chance)
}

// chances turns scores into chances that sum to 1.
func chances(scores []float32) []float64 {
	out := make([]float64, len(scores))
	sum, top := 0.0, slices.Max(scores)
	for i, s := range scores {
		out[i] = math.Exp(float64(s - top))
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}

// explain lists the readings and their chances.
func (w *whole) explain(rs []Reading, scores []float32) []string {
	out := []string{fmt.Sprintf("signs %+v", w.a.Signs)}
	for i, c := range chances(scores) {
		line := fmt.Sprintf("reading %s %.3f", rs[i].PageKind(), c)
		if l := rs[i].List; l >= 0 {
			line += fmt.Sprintf(": %d items from %q", len(w.lists[l].Items),
				clip(w.lists[l].Items[0].Headline.In(w.p.Text)))
		}
		out = append(out, line)
		if c < 0.2 {
			continue
		}
		for k, name := range Features(rs[i].Kind) {
			out = append(out, fmt.Sprintf("    %s %.3g", name, rs[i].Row[k]))
		}
	}
	return out
}

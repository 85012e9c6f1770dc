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

// Reading is one way to read a whole page, with its features.
type Reading struct {
	Kind cutting.PageKind
	List int       // index of the proposal that is the main list; -1 for none
	Row  []float32 // the values of Features(Kind)
	// Both is true when the text before the list's heading is a separate article.
	Both bool
}

// PageKind returns the page's kind under this reading.
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

// forests score the readings of each kind except articles, whose score is 0 by definition. It
// parses the weights on first use; a test checks that they fit the features.
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

// choose returns the index of the best reading and the score of each.
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

// Features returns the names of a reading's features; nil for an article.
func Features(kind cutting.PageKind) []string {
	var out []string
	for _, t := range tablesOf(kind) {
		for i := range t {
			out = append(out, t[i].name)
		}
	}
	return slices.Clip(out)
}

// Signs returns the known signs of a reading's features: +1 where a larger value can only be
// evidence for it, -1 against it, 0 for either.
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

// tablesOf returns the tables whose features make the row of a reading, in order.
func tablesOf(kind cutting.PageKind) [][]feature {
	switch kind {
	case cutting.ListingPage:
		return [][]feature{pageFeatures, listFeatures}
	case cutting.NothingPage:
		return [][]feature{pageFeatures}
	}
	return nil
}

// leastText is the smallest number of words of running text in an article.
const leastText = 12

// leastReport is the number of words of running text that make a report when the page has nothing
// else.
const leastReport = 25

// mayBeNothing reports whether a page may have nothing to cut: it states so itself, or has less
// running text than a short report.
func (w *pageEvidence) mayBeNothing() bool {
	const shortReport = 60 // words
	return w.calls != titleKinds{} || w.a.Signs.Words < shortReport && !w.textAlone()
}

// textAlone reports whether a page is only a text under its headline, as mails, frames and pages
// saved for reading are: it has no links, and all main blocks but headings and short lines (a
// byline, a date) are running text. A page whose title or heading is a notice is none.
func (w *pageEvidence) textAlone() bool {
	return w.a.Cutting.Headline != "" && w.a.Signs.Words >= leastReport && w.links == 0 && w.running*10 >= w.bytes*7
}

// readings returns all ways to read the page: an article, nothing, and each list, with and without
// an article before it.
func (w *pageEvidence) readings() []Reading {
	page := appendRow(nil, &facts{pageEvidence: w}, pageFeatures)
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
		f := &facts{pageEvidence: w, l: l, n: len(l.Items), sums: itemsOf(w, l),
			rail: words.IsRailHeading(l.Section.In(w.p.Text))}
		if f.sums.linked == 0 {
			continue // items link to pages of their own; entries of a text do not
		}
		f.body, f.own = bodyOf(w, l, f.sums), ownProse(w, l, f.sums)
		if f.n == 1 && f.own.titleIsItem {
			continue // the page's title is that of its only item: the page is that item
		}
		if f.railOfArticle() {
			continue
		}
		x := append(make([]float32, 0, len(page)+len(listFeatures)), page...)
		out = append(out, Reading{Kind: cutting.ListingPage, List: i, Row: appendRow(x, f, listFeatures),
			Both: f.hasArticleBefore()})
	}
	return out
}

// leastOwn is the number of bytes of running text before a list's heading that make an article.
const leastOwn = 480

// railOfArticle reports whether a list is a rail of an article: its heading is one of a rail ("More
// from the coast"), after as much text of the page's own as a short report has.
func (f *facts) railOfArticle() bool {
	return f.rail && f.own.before >= leastOwn && hasOwnHeading(f.pageEvidence, f.l, f.sums)
}

// hasArticleBefore reports whether an article precedes a list: as much text of its own as a short report has,
// with the list under a heading of its own after it. The description of a category follows the
// category's heading and is none.
func (f *facts) hasArticleBefore() bool {
	return f.n >= 3 && f.own.before >= leastOwn && !f.rail && (f.body.bytes-f.body.inItems)*2 >= leastOwn &&
		hasOwnHeading(f.pageEvidence, f.l, f.sums)
}

// Readings returns the ways to read a page with an element tree, the items of its proposed lists
// and its article, for cmd/train.
func Readings(p *cutting.Page) ([]Reading, []listing.Result, *article.Result) {
	a := article.Cut(p, article.Options{Later: true})
	l := listing.FindLists(p, listing.Options{})
	w := lookAt(p, &a, l)
	return w.readings(), w.lists, &a
}

// reason explains why the page was read as it was.
func (w *pageEvidence) reason(rs []Reading, scores []float32, best int) string {
	chance := probabilities(scores)[best] * 100
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

// probabilities converts scores into probabilities that sum to 1.
func probabilities(scores []float32) []float64 {
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

// explain lists the readings and their probabilities.
func (w *pageEvidence) explain(rs []Reading, scores []float32) []string {
	out := []string{fmt.Sprintf("signs %+v", w.a.Signs)}
	for i, c := range probabilities(scores) {
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

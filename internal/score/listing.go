package score

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"
)

// ListingItem is one item, predicted or true.
type ListingItem struct {
	Title   string `json:"title"`
	URL     string `json:"url,omitempty"`
	Date    string `json:"date,omitempty"`
	Excerpt string `json:"excerpt,omitempty"`
	DateIn  string `json:"date_in,omitempty"` // answers only: where the date is visible
}

// ListingRail is one side list.
type ListingRail struct {
	Rail   string   `json:"rail"`
	Titles []string `json:"titles"`
}

// ListingPrediction is the result of splitting a page.
type ListingPrediction struct {
	Items []ListingItem `json:"items"`
	Rails []ListingRail `json:"rails"`
}

// ListingGold is one page's answer file.
type ListingGold struct {
	Items []ListingItem     `json:"items"`
	Rails []ListingRail     `json:"rails"`
	Text  ListingPrediction `json:"text"`
}

// Listing accumulates the scores of pages. The zero value is ready.
type Listing struct {
	pages, gold, pred, hit, exact, order   int
	urlN, urlOK, dateN, dateOK, dateBad    int
	exN                                    int
	exSum                                  float64
	noEx, spurious                         int
	railGold, railPred, railHit            int
	titleGold, titlePred, titleHit, leaked int
}

// Add scores one page; text is true when only the bare text was given. It returns the page's own F1
// and whether it is exactly right.
func (l *Listing) Add(g ListingGold, p ListingPrediction, text bool) (pageF1 float64, exact bool) {
	items, rails := g.Items, g.Rails
	if text {
		items, rails = g.Text.Items, g.Text.Rails
	}
	var pred []ListingItem
	for _, x := range p.Items {
		if normalize(x.Title) != "" {
			pred = append(pred, x)
		}
	}
	pairs := matchItems(items, pred)
	l.pages++
	l.gold += len(items)
	l.pred += len(pred)
	l.hit += len(pairs)
	exact = len(pairs) == len(items) && len(items) == len(pred)
	if exact {
		l.exact++
	}
	if slices.IsSortedFunc(pairs, func(a, b [2]int) int { return a[1] - b[1] }) {
		l.order++
	}
	matched := map[int]bool{}
	for _, pr := range pairs {
		matched[pr[1]] = true
		l.addPair(items[pr[0]], pred[pr[1]], text)
	}
	l.addRails(items, pred, matched, rails, p.Rails)
	if len(items)+len(pred) > 0 {
		pageF1 = 2 * float64(len(pairs)) / float64(len(items)+len(pred))
	}
	return pageF1, exact
}

func (l *Listing) addPair(g, p ListingItem, text bool) {
	if !text && g.URL != "" {
		l.urlN++
		if sameURL(p.URL, g.URL) {
			l.urlOK++
		}
	}
	visible := g.DateIn == "text" || g.DateIn == "text+attr" || (!text && g.DateIn == "attr")
	if g.Date != "" && visible {
		l.dateN++
		if d, ok := day(p.Date); ok {
			if want, _ := day(g.Date); daysBetween(want, d) <= 1 {
				l.dateOK++
			} else {
				l.dateBad++
			}
		}
	}
	if g.Excerpt != "" {
		l.exN++
		l.exSum += bagF1(tokens(g.Excerpt, 200), tokens(p.Excerpt, 200))
	} else {
		l.noEx++
		if len(tokens(p.Excerpt, 200)) >= 8 {
			l.spurious++
		}
	}
}

func titleSet(titles []string) map[string]bool {
	m := map[string]bool{}
	for _, t := range titles {
		m[normalize(t)] = true
	}
	return m
}

func (l *Listing) addRails(items, pred []ListingItem, matched map[int]bool, gold, rails []ListingRail) {
	inRails := map[string]bool{}
	for _, r := range gold {
		for t := range titleSet(r.Titles) {
			inRails[t] = true
		}
	}
	for _, it := range items {
		delete(inRails, normalize(it.Title))
	}
	for k, x := range pred {
		if !matched[k] && inRails[normalize(x.Title)] {
			l.leaked++
		}
	}
	rails = slices.DeleteFunc(slices.Clone(rails), func(r ListingRail) bool { return len(r.Titles) == 0 })
	l.railGold += len(gold)
	l.railPred += len(rails)
	used := map[int]bool{}
	for _, r := range gold {
		want := titleSet(r.Titles)
		l.titleGold += len(want)
		best, at := 0, -1
		for k, q := range rails {
			if used[k] {
				continue
			}
			c := 0
			for t := range titleSet(q.Titles) {
				if want[t] {
					c++
				}
			}
			if c > best {
				best, at = c, k
			}
		}
		if at >= 0 {
			l.titleHit += best
			if best*2 >= len(want) {
				used[at] = true
				l.railHit++
			}
		}
	}
	for _, q := range rails {
		l.titlePred += len(titleSet(q.Titles))
	}
}

// Scores returns the scores by name, each a share from 0 to 1 unless it is a count.
func (l *Listing) Scores() map[string]any {
	n := func(i int) float64 { return float64(i) }
	p, r := rate(n(l.hit), n(l.pred)), rate(n(l.hit), n(l.gold))
	return map[string]any{
		"pages": l.pages, "items_gold": l.gold, "items_pred": l.pred,
		"precision": p, "recall": r, "f1": f1(p, r),
		"pages_exact": rate(n(l.exact), n(l.pages)), "order_ok": rate(n(l.order), n(l.pages)),
		"url_acc": rate(n(l.urlOK), n(l.urlN)), "date_acc": rate(n(l.dateOK), n(l.dateN)),
		"date_wrong": rate(n(l.dateBad), n(l.dateN)), "excerpt_f1": rate(l.exSum, n(l.exN)),
		"excerpt_spurious": rate(n(l.spurious), n(l.noEx)),
		"rails_gold":       l.railGold, "rails_pred": l.railPred, "rail_found": rate(n(l.railHit), n(l.railGold)),
		"rail_title_p": rate(n(l.titleHit), n(l.titlePred)), "rail_title_r": rate(n(l.titleHit), n(l.titleGold)),
		"rail_leak": l.leaked,
	}
}

// titleSimilarity returns 1 for equal titles, .95 when one is a long prefix of the other, else a
// ratio of matching characters.
func titleSimilarity(a, b string) float64 {
	a, b = normalize(a), normalize(b)
	if a == "" || b == "" {
		return 0
	}
	if a == b {
		return 1
	}
	x, y := float64(len([]rune(a))), float64(len([]rune(b)))
	lo, hi := min(x, y), max(x, y)
	if lo >= 12 && (strings.HasPrefix(a, b) || strings.HasPrefix(b, a)) && lo >= 0.6*hi {
		return .95
	}
	if hi-lo > 0.3*hi {
		return 0
	}
	return ratio(a, b)
}

// matchItems pairs answers and predictions one to one: exact titles first, then similar ones in
// page order. Pairs are sorted by answer.
func matchItems(gold, pred []ListingItem) [][2]int {
	used := make([]bool, len(pred))
	names := make([]string, len(pred))
	for i := range pred {
		names[i] = normalize(pred[i].Title)
	}
	var pairs [][2]int
	var left []int
	for gi, g := range gold {
		want := normalize(g.Title)
		at := -1
		for pi := range pred {
			if used[pi] || want == "" || names[pi] != want {
				continue
			}
			if at < 0 {
				at = pi
			}
			if sameURL(pred[pi].URL, g.URL) {
				at = pi
				break
			}
		}
		if at < 0 {
			left = append(left, gi)
			continue
		}
		used[at] = true
		pairs = append(pairs, [2]int{gi, at})
	}
	for _, gi := range left {
		best, at := 0.0, -1
		for pi := range pred {
			if used[pi] {
				continue
			}
			if s := titleSimilarity(pred[pi].Title, gold[gi].Title); s > best {
				best, at = s, pi
			}
		}
		if best >= .9 {
			used[at] = true
			pairs = append(pairs, [2]int{gi, at})
		}
	}
	slices.SortFunc(pairs, func(a, b [2]int) int { return a[0] - b[0] })
	return pairs
}

var (
	indexFile = regexp.MustCompile(`^index\.(html?|php)$`)
	pageExt   = regexp.MustCompile(`\.(html?|php)$`)
)

// urlKey returns the folded path segments of a link, so that absolute, relative and mirrored forms
// of one link compare by their last segments.
func urlKey(raw string) string {
	u, err := url.Parse(strings.TrimSpace(raw))
	if raw == "" || err != nil {
		return ""
	}
	p := u.EscapedPath()
	for range 2 {
		if q, err := url.PathUnescape(p); err == nil {
			p = q
		}
	}
	var segs []string
	for s := range strings.SplitSeq(strings.ToLower(p), "/") {
		if s != "" && s != "." && s != ".." {
			segs = append(segs, s)
		}
	}
	if n := len(segs); n > 0 && indexFile.MatchString(segs[n-1]) {
		segs = segs[:n-1]
	}
	if n := len(segs); n > 0 {
		segs[n-1] = pageExt.ReplaceAllString(segs[n-1], "")
	}
	return path.Join(segs...)
}

func sameURL(a, b string) bool {
	a, b = urlKey(a), urlKey(b)
	if a == "" || b == "" {
		return false
	}
	return a == b || strings.HasSuffix(a, "/"+b) || strings.HasSuffix(b, "/"+a)
}

func day(s string) (time.Time, bool) {
	if len(s) < 10 {
		return time.Time{}, false
	}
	t, err := time.Parse(time.DateOnly, s[:10])
	return t, err == nil
}

func daysBetween(a, b time.Time) int {
	d := int(a.Sub(b).Hours() / 24)
	return max(d, -d)
}

package score

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"cuttings/cutting"
)

// Article is the result for one page; also a line of articles.jsonl.
type Article struct {
	ID      string   `json:"id"`
	Body    string   `json:"body"`
	Title   string   `json:"title"`
	Authors []string `json:"authors"`
	Date    string   `json:"date,omitempty"`
}

// ArticleOf returns the article of a split: the longest when there are several.
func ArticleOf(p *cutting.Page, s *cutting.Split) Article {
	var best *cutting.Cutting
	length := -1
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		if c.Kind != cutting.Article {
			continue
		}
		n := 0
		for _, part := range c.Parts {
			n += part.Span.Len()
		}
		if n > length {
			best, length = c, n
		}
	}
	if best == nil {
		return Article{Title: s.Title, Date: s.Published.Value}
	}
	return Article{Body: best.Text(p.Text), Title: best.Headline, Authors: best.Byline,
		Date: best.Published.Value}
}

// ArticleGold is the answer for one page. A nil field was not annotated.
type ArticleGold struct {
	Body    *string `json:"articleBody"`
	Title   string  `json:"title"`
	Authors any     `json:"authors"` // a list, or one string of several names
	Date    any     `json:"date"`
	URL     string  `json:"url"`

	HasAuthors, HasDate bool `json:"-"` // the key is present, even when empty
}

// Articles accumulates the scores of pages. The zero value is ready.
type Articles struct {
	pages                                int
	bodies, exact                        int
	pSum, rSum, wordSum                  float64
	pN, rN                               int
	titleN, titleEq, titleBare           int
	dateN, dateEq, dateNear, noDate, gen int
	authN, authEq, authAny, noAuth, gAut int
}

// Add scores one page and returns its bag-of-words F1 (1 when the body was not
// annotated).
func (a *Articles) Add(g ArticleGold, p Article) float64 {
	a.pages++
	body := 1.0
	if g.Body != nil {
		body = a.addBody(*g.Body, p.Body)
	}
	if g.Title != "" {
		a.titleN++
		if unifyQuotes(g.Title) == unifyQuotes(p.Title) {
			a.titleEq++
		}
		if wordsOnly(g.Title) == wordsOnly(p.Title) {
			a.titleBare++
		}
	}
	gold, _ := g.Date.(string)
	want, dated := day(gold)
	got, given := day(p.Date)
	switch {
	case dated:
		a.dateN++
		if given && want.Equal(got) {
			a.dateEq++
		}
		if given && daysBetween(want, got) <= 1 {
			a.dateNear++
		}
	case g.HasDate:
		a.noDate++
		if given {
			a.gen++
		}
	}
	names, mine := people(g.Authors), people(p.Authors)
	switch {
	case len(names) > 0:
		a.authN++
		if slices.Equal(names, mine) {
			a.authEq++
		}
		if slices.ContainsFunc(names, func(n string) bool { return slices.Contains(mine, n) }) {
			a.authAny++
		}
	case g.HasAuthors:
		a.noAuth++
		if len(mine) > 0 {
			a.gAut++
		}
	}
	return body
}

func (a *Articles) addBody(gold, pred string) float64 {
	a.bodies++
	gw, pw := words(gold), words(pred)
	if slices.Equal(gw, pw) {
		a.exact++
	}
	gs, ps := shingles(gw), shingles(pw)
	tp, fp, fn := 0, 0, 0
	for k, n := range gs {
		tp += min(n, ps[k])
		fn += max(0, n-ps[k])
	}
	for k, n := range ps {
		fp += max(0, n-gs[k])
	}
	if fp == 0 && fn == 0 {
		a.pSum, a.rSum = a.pSum+1, a.rSum+1
		if len(gs) > 0 {
			a.pN, a.rN = a.pN+1, a.rN+1
		} else {
			a.pSum, a.rSum = a.pSum-1, a.rSum-1
		}
	} else {
		if tp+fp > 0 {
			a.pSum += float64(tp) / float64(tp+fp)
			a.pN++
		}
		if tp+fn > 0 {
			a.rSum += float64(tp) / float64(tp+fn)
			a.rN++
		}
	}
	f := bagF1(words(strings.ToLower(gold)), words(strings.ToLower(pred)))
	a.wordSum += f
	return f
}

// shingles counts runs of four words; a shorter text is one shingle.
func shingles(w []string) map[string]int {
	m := map[string]int{}
	if len(w) == 0 {
		return m
	}
	for i := range max(1, len(w)-3) {
		m[strings.Join(w[i:min(i+4, len(w))], " ")]++
	}
	return m
}

// Scores returns the scores by name.
func (a *Articles) Scores() map[string]any {
	n := func(i int) float64 { return float64(i) }
	out := map[string]any{
		"pages": a.pages,
		"title": rate(n(a.titleEq), n(a.titleN)), "title_bare": rate(n(a.titleBare), n(a.titleN)),
		"date": rate(n(a.dateEq), n(a.dateN)), "date_1": rate(n(a.dateNear), n(a.dateN)),
		"date_given_without": [2]int{a.gen, a.noDate},
		"authors":            rate(n(a.authEq), n(a.authN)), "authors_overlap": rate(n(a.authAny), n(a.authN)),
		"authors_given_without": [2]int{a.gAut, a.noAuth},
	}
	if a.bodies > 0 {
		p, r := rate(a.pSum, n(a.pN)), rate(a.rSum, n(a.rN))
		out["body_f1"], out["precision"], out["recall"] = f1(p, r), p, r
		out["exact"], out["word_f1"] = rate(n(a.exact), n(a.bodies)), rate(a.wordSum, n(a.bodies))
	}
	return out
}

var quotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "—", "-")

func unifyQuotes(s string) string {
	return strings.Join(strings.Fields(quotes.Replace(norm.NFKC.String(s))), " ")
}

func wordsOnly(s string) string { return strings.Join(words(strings.ToLower(unifyQuotes(s))), " ") }

var (
	nameSep = regexp.MustCompile(`\s*[;,|]\s*|\s+(?:and|und|&|et|y)\s+`)
	byWord  = regexp.MustCompile(`(?i)^(by|von|par|por)\s+`)
)

func people(v any) []string {
	var in []string
	switch x := v.(type) {
	case string:
		in = nameSep.Split(x, -1)
	case []string:
		in = x
	case []any:
		for _, y := range x {
			if s, ok := y.(string); ok {
				in = append(in, s)
			}
		}
	}
	var out []string
	for _, s := range in {
		if wordsOnly(s) != "" {
			out = append(out, wordsOnly(byWord.ReplaceAllString(strings.TrimSpace(s), "")))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

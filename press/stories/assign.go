package stories

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// assigned is a cutting's place among others.
type assigned struct {
	story, role, article, foundBy string
	names                         []catalogue.NamedOutlet
	isDerived                     bool // its text credits another member's outlet
	outlets                       int
	counts                        *catalogue.StoryCounts
}

// How a teaser's article was found.
const (
	byAddress  = "address"
	byText     = "text"
	byHeadline = "headline"
)

// assign makes stories of some indexed cuttings. ids must have, with each cutting, all that may be one story
// with it, as the index's closure returns them. class returns one text as the representative of all that are
// copies of one another or announce one another. The result depends on the content of the arguments alone.
func assign(x *index, ids []string, class func(text string) string,
	decided cutting.StoryDecisions) map[string]*assigned {
	a := &assigner{index: x, ids: ids, classOf: class, out: make(map[string]*assigned, len(ids)), stories: newSets(),
		texts: newSets(), separated: map[string]bool{}, blurbs: map[string]bool{}, linksElsewhere: map[string]bool{}}
	for _, id := range ids {
		a.out[id] = &assigned{}
	}
	slices.Sort(a.ids)
	for _, set := range decided.Separate {
		for _, id := range set {
			a.separated[id] = true
		}
	}
	a.followAddresses()
	a.findBlurbs()
	a.findArticles()
	a.unite(decided)
	a.describe()
	return a.out
}

type assigner struct {
	*index
	ids     []string // ascending
	classOf func(text string) string
	stories *sets           // over IDs of cuttings, classes and items
	texts   *sets           // likewise, for cuttings that count as one text
	blurbs  map[string]bool // classes whose texts do not describe what they announce
	// linksElsewhere are the teasers whose address is that of another article than the one their words are from; they
	// belong to the article of the address.
	linksElsewhere map[string]bool
	separated      map[string]bool
	// About the story being described: the outlets that members credit, and the members that show only a piece
	// of a text.
	credited, pieces map[string]bool
	out              map[string]*assigned
}

// class returns the class of a cutting's text: copies and announcements of one text share one; "" for a text
// that is too short.
func (a *assigner) class(c *card) string {
	k := a.textClass(c)
	if c.Kind != cutting.Article && a.blurbs[k] {
		return ""
	}
	return k
}

func (a *assigner) textClass(c *card) string {
	if c.Length < minHub {
		return ""
	}
	return "text " + a.classOf(c.Text)
}

// followAddresses finds the articles of teasers and rail items by address.
func (a *assigner) followAddresses() {
	for _, id := range a.ids {
		c, o := a.all[id], a.out[id]
		if c.Kind == cutting.Article {
			continue
		}
		for _, l := range c.Links {
			if o.article = a.best(c, a.articles(a.byLink[l])); o.article != "" {
				o.foundBy = byAddress
				break
			}
		}
	}
}

// findBlurbs finds the texts that do not describe what they announce ("For subscribers only; sign in to read
// it"): those that one outlet puts under teasers with different headlines and addresses, or with articles of
// different texts, and that no other cutting has as its text.
func (a *assigner) findBlurbs() {
	type place struct{ class, outlet string }
	first, hasArticle := map[place]*card{}, map[string]bool{}
	linkedTexts := map[string]map[string]bool{} // class → the texts of the articles that its teasers link to
	for _, id := range a.ids {
		c := a.all[id]
		k := a.textClass(c)
		if k == "" {
			continue
		}
		if c.Kind == cutting.Article {
			hasArticle[k] = true
			continue
		}
		if to := a.out[id].article; to != "" {
			if linkedTexts[k] == nil {
				linkedTexts[k] = map[string]bool{}
			}
			linkedTexts[k][cmp.Or(a.textClass(a.all[to]), to)] = true
		}
		if len(c.Links) > 0 {
			at := place{k, a.outlet(c.Source)}
			one := first[at]
			if one == nil {
				first[at] = c
				continue
			}
			shares := slices.ContainsFunc(c.Links, func(l string) bool { return slices.Contains(one.Links, l) })
			if c.Head != one.Head && !shares {
				a.blurbs[k] = true
			}
		}
	}
	for k, texts := range linkedTexts {
		if len(texts) > 1 {
			a.blurbs[k] = true
		}
	}
	for k := range hasArticle {
		delete(a.blurbs, k)
	}
	for _, id := range a.ids {
		c, to := a.all[id], a.out[id].article
		if k := a.textClass(c); to != "" && hasArticle[k] && a.textClass(a.all[to]) != k {
			a.linksElsewhere[id] = true
		}
	}
}

// items returns the keys of a teaser or rail item whose article is not in the archive: each of its addresses
// with its headline.
func (a *assigner) items(c *card) (out []string) {
	if c.Kind == cutting.Article || c.Head == 0 {
		return nil // an address alone may be that of a list
	}
	for _, l := range c.Links {
		out = append(out, "item "+strconv.FormatUint(c.Head, 16)+" "+l)
	}
	return out
}

// findArticles finds articles for the teasers and rail items for which addresses found none: by their text, or
// by headline and outlet.
func (a *assigner) findArticles() {
	byClass := map[string][]string{}
	for _, id := range a.ids {
		if c := a.all[id]; c.Kind == cutting.Article {
			if k := a.class(c); k != "" {
				byClass[k] = append(byClass[k], id)
			}
		}
	}
	for _, id := range a.ids {
		c, o := a.all[id], a.out[id]
		if c.Kind == cutting.Article || o.article != "" {
			continue
		}
		if k := a.class(c); k != "" {
			o.article = a.best(c, byClass[k])
		}
		if o.foundBy = byText; o.article != "" {
			continue
		}
		if same := a.articles(a.byHead[a.head(c)]); len(same) == 1 && !contradict(c, a.all[same[0]]) {
			o.article = same[0]
		}
		if o.foundBy = byHeadline; o.article == "" {
			o.foundBy = ""
		}
	}
	a.followTeasers()
}

// followTeasers assigns the article of a teaser also to other teasers with the same text, except those with an
// address of their own in the article's outlet.
func (a *assigner) followTeasers() {
	announced := map[string][]string{} // class → articles
	for _, id := range a.ids {
		if o := a.out[id]; o.article != "" {
			if k := a.class(a.all[id]); k != "" && !a.linksElsewhere[id] && !slices.Contains(announced[k], o.article) {
				announced[k] = append(announced[k], o.article)
			}
		}
	}
	for _, id := range a.ids {
		c, o := a.all[id], a.out[id]
		k := a.class(c)
		if k == "" || c.Kind == cutting.Article || o.article != "" {
			continue
		}
		among := slices.DeleteFunc(slices.Clone(announced[k]),
			func(to string) bool { return linksElsewhere(c, a.all[to]) })
		if o.article = a.best(c, among); o.article != "" {
			o.foundBy = byText
		}
	}
}

// best returns the best of the articles that a teaser may announce: one with the same text, of the same outlet,
// a whole page before its print or mobile view, the smallest ID.
func (a *assigner) best(c *card, articles []string) string {
	best := ""
	worth := func(id string) int {
		o, n := a.all[id], 0
		if k := a.class(c); k != "" && k == a.class(o) {
			n += 4
		}
		if by := a.outlet(c.Source); by != "" && by == a.outlet(o.Source) {
			n += 2
		}
		if o.View == "" {
			n++
		}
		return n
	}
	for _, id := range articles {
		if best == "" || worth(id) > worth(best) {
			best = id
		}
	}
	return best
}

// contradict reports whether a teaser and an article with one headline in one outlet are
// known to be two items: by addresses of one host, or by their dates.
func contradict(teaser, article *card) bool {
	if linksElsewhere(teaser, article) {
		return true
	}
	x, err := time.Parse(time.DateOnly, teaser.Date)
	y, err2 := time.Parse(time.DateOnly, article.Date)
	return err == nil && err2 == nil && x.Sub(y).Abs() > maxDelay
}

// linksElsewhere reports whether a teaser links to another address on the article's host.
func linksElsewhere(teaser, article *card) bool {
	other := false
	for _, x := range teaser.Links {
		for _, y := range article.Links {
			if x == y {
				return false
			}
			other = other || cutting.Outlet(x) == cutting.Outlet(y)
		}
	}
	return other
}

// maxDelay is the maximum difference between the dates of a teaser and its article.
const maxDelay = 3 * 24 * time.Hour

// unite groups the cuttings into stories. A teaser stays with the article it announces, even if a person took
// the article out of its story.
func (a *assigner) unite(decided cutting.StoryDecisions) {
	for _, id := range a.ids {
		c, o := a.all[id], a.out[id]
		separated := a.separated[id]
		if o.article != "" && !separated {
			a.stories.union(id, o.article)
			separated = a.separated[o.article]
		}
		same := a.items(c)
		if k := a.class(c); k != "" && !a.linksElsewhere[id] {
			same = append(same, k)
		}
		for _, k := range same {
			a.texts.union(id, k)
			if !separated {
				a.stories.union(id, k)
			}
		}
	}
	for _, set := range slices.Concat(decided.Separate, decided.Joined) {
		first := ""
		for _, id := range set {
			if a.out[id] == nil {
				continue
			}
			if first != "" {
				a.stories.union(first, id)
			}
			first = id
		}
	}
}

// describe sets the place of each member, and the counts of stories.
func (a *assigner) describe() {
	members := map[string][]string{}
	for _, id := range a.ids {
		root := a.stories.find(id)
		members[root] = append(members[root], id)
	}
	for _, ids := range members {
		a.describeStory(ids)
	}
}

// describeStory describes the story of some cuttings, whose IDs are ascending.
func (a *assigner) describeStory(ids []string) {
	counts := &catalogue.StoryCounts{Cuttings: len(ids)}
	texts, outlets := map[string][]string{}, map[string]bool{}
	of := a.texts.find
	a.findCredits(ids)
	a.pieces = a.findPieces(ids, of)
	for _, id := range ids {
		c, o := a.all[id], a.out[id]
		if by := a.outlet(c.Source); by != "" {
			outlets[by] = true
		}
		if c.Kind == cutting.Article {
			counts.Articles++
		}
		if o.article != "" && a.stories.find(o.article) != a.stories.find(id) { // split by hand
			o.article, o.foundBy = "", ""
		}
		switch {
		case o.article != "":
			o.role = catalogue.IsTeaser
		case c.Kind != cutting.Article && c.Length == 0:
			o.role = catalogue.IsHeadline
		default:
			o.role = catalogue.IsCopy
			texts[of(id)] = append(texts[of(id)], id)
		}
	}
	for _, same := range texts {
		a.out[a.lead(same)].role = catalogue.IsIndependent
	}
	counts.Independent, counts.Outlets = len(texts), max(1, len(outlets))
	if len(ids) == 1 {
		return
	}
	for _, id := range ids {
		a.out[id].story, a.out[id].outlets = ids[0], counts.Outlets
	}
	a.out[ids[0]].counts = counts
}

// findCredits finds the outlets of the story that its members credit.
func (a *assigner) findCredits(ids []string) {
	var sources []string
	for _, id := range ids {
		if s := a.all[id].Source; !slices.Contains(sources, s) && len(sources) < maxCredited {
			sources = append(sources, s)
		}
	}
	slices.Sort(sources)
	a.credited = map[string]bool{}
	for _, id := range ids {
		c, o := a.all[id], a.out[id]
		for _, name := range c.Credits {
			for _, s := range sources {
				n := catalogue.NamedOutlet{Name: name, Outlet: a.outlet(s)}
				if n.Outlet == "" || !a.isNameOf(s, name) || slices.Contains(o.names, n) {
					continue
				}
				o.names = append(o.names, n)
				if n.Outlet != a.outlet(c.Source) {
					o.isDerived, a.credited[n.Outlet] = true, true
				}
			}
		}
	}
}

// noDay stands for an unknown day or time where they are compared: it is after all others.
const noDay = "9999"

// findPieces returns the members with less than half the length of another member with the same text, unless
// they are known to be of an earlier day than all longer ones, because an early report may be brief.
func (a *assigner) findPieces(ids []string, textOf func(id string) string) map[string]bool {
	longest, first := map[string]int{}, map[string]string{}
	for _, id := range ids {
		longest[textOf(id)] = max(longest[textOf(id)], a.all[id].Length)
	}
	short := func(id string) bool { return 2*a.all[id].Length < longest[textOf(id)] }
	for _, id := range ids {
		if !short(id) {
			first[textOf(id)] = min(cmp.Or(first[textOf(id)], noDay), cmp.Or(a.all[id].Date, noDay))
		}
	}
	pieces := map[string]bool{}
	for _, id := range ids {
		if short(id) && (first[textOf(id)] == noDay || cmp.Or(a.all[id].Date, noDay) >= first[textOf(id)]) {
			pieces[id] = true
		}
	}
	return pieces
}

// maxCredited is the maximum number of a story's sources that are compared with a credit.
const maxCredited = 200

// lead returns which of the cuttings with one text represents it. In this order it prefers one that credits no
// other member's outlet, one that is no piece, the earlier published, of one day one of an outlet that others
// credit, the earlier within the day, an article, a whole page before its print or mobile view, one of a known
// outlet, the longer, the smaller ID.
func (a *assigner) lead(ids []string) string {
	rank := func(id string) int {
		n := 0
		if a.out[id].isDerived {
			n += 2
		}
		if a.pieces[id] {
			n++
		}
		return n
	}
	best := rank(slices.MinFunc(ids, func(x, y string) int { return cmp.Compare(rank(x), rank(y)) }))
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return rank(id) != best })
	later := a.laterByClock(ids)
	ids = slices.DeleteFunc(ids, func(id string) bool { return later[id] })
	return slices.MinFunc(ids, a.byDates)
}

// laterByClock returns the cuttings that were published after another although their date, in their
// own zone, is the earlier one.
func (a *assigner) laterByClock(ids []string) map[string]bool {
	later := map[string]bool{}
	timed := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !a.all[id].Zoned })
	slices.SortFunc(timed, func(x, y string) int { return cmp.Compare(a.all[y].Date, a.all[x].Date) })
	first, ofDay := "", "" // the earliest time on later days, and including the day itself
	for i, id := range timed {
		c := a.all[id]
		if i > 0 && a.all[timed[i-1]].Date != c.Date {
			first = ofDay
		}
		if first != "" && first < c.Time {
			later[id] = true
		}
		if ofDay == "" || c.Time < ofDay {
			ofDay = c.Time
		}
	}
	return later
}

// byDates compares two cuttings with one text and no credit; the one that should represent the text comes
// first.
func (a *assigner) byDates(id, other string) int {
	x, y := a.all[id], a.all[other]
	rank := func(c *card) int {
		switch {
		case c.Kind != cutting.Article:
			return 2
		case c.View != "":
			return 1
		}
		return 0
	}
	last := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	credited := func(c *card) int { return last(!a.credited[a.outlet(c.Source)]) }
	known := func(c *card) int { return last(a.outlet(c.Source) == "") }
	return cmp.Or(cmp.Compare(cmp.Or(x.Date, noDay), cmp.Or(y.Date, noDay)), cmp.Compare(credited(x), credited(y)),
		cmp.Compare(cmp.Or(x.Time, noDay), cmp.Or(y.Time, noDay)), cmp.Compare(rank(x), rank(y)),
		cmp.Compare(known(x), known(y)), cmp.Compare(y.Length, x.Length), cmp.Compare(id, other))
}

// sets keeps disjoint sets of names (union–find with path halving); the root of a set is its smallest member,
// so that the order of unions makes no difference.
type sets struct{ parent map[string]string }

func newSets() *sets { return &sets{map[string]string{}} }

func (s *sets) find(id string) string {
	if _, ok := s.parent[id]; !ok {
		return id
	}
	for s.parent[id] != id {
		s.parent[id] = s.parent[s.parent[id]]
		id = s.parent[id]
	}
	return id
}

func (s *sets) union(a, b string) {
	for _, id := range []string{a, b} {
		if _, ok := s.parent[id]; !ok {
			s.parent[id] = id
		}
	}
	a, b = s.find(a), s.find(b)
	s.parent[max(a, b)] = min(a, b)
}

package pages

import (
	"net/http"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// frontData has the values of the archive's front page.
type frontData struct {
	Name    string // the archive's
	Stats   catalogue.Stats
	Kinds   []link
	Langs   []link
	Chart   *chart
	Newest  []item
	Added   []item // last added: since the last visit, where that is known
	Since   time.Time
	News    string // the number added since then, in words
	Topics  []library.Topic
	Outlets int // outlets
	// Independent is the number of cuttings with a text of their own, Stories the number of stories, Is the
	// counts by role in the story.
	Independent, Stories int
	Is                   []link
	MoreLangs            []link // the languages of fewer cuttings, behind a disclosure
	Widest               []item // in most outlets
	Viewed               []item
	Sources              []library.Source
	More                 int // sources not shown
	Empty                bool
	First                cutting.Date
	Last                 cutting.Date
}

const (
	frontNewest  = 8
	frontViewed  = 5
	frontAdded   = 5
	frontTopics  = 12
	frontSources = 12
	langsShown   = 8
)

// Front returns the archive's front page.
func (p *Pages) Front(r *http.Request) (*render.Reply, error) {
	ctx := r.Context()
	stats, err := p.Library.Stats(ctx)
	if err != nil {
		return nil, err
	}
	data := frontData{Name: p.Library.Name(), Stats: stats, Empty: stats.Captures == 0,
		First: cutting.Date{Value: stats.First},
		Last:  cutting.Date{Value: stats.Last}}
	period := periodFor(stats.First, stats.Last)
	res, err := p.Library.Find(ctx, library.Search{}, catalogue.Request{Sort: catalogue.ByNewest, Limit: frontNewest,
		Histogram: period, ByStory: true, Facets: []string{"lang", field.Is},
		Independent: true})
	if err != nil {
		return nil, err
	}
	data.Newest = itemsOf(res.Hits)
	data.Chart = newChart(res.Histogram, period, "", func(v string) string {
		return address.Search{}.WithDate(v).Href("/search")
	})
	for _, k := range []cutting.Kind{cutting.Article, cutting.Teaser, cutting.Rail} {
		if n := stats.ByKind[k]; n > 0 {
			data.Kinds = append(data.Kinds, link{Label: plain.Kinds(k, n),
				Href: address.Search{}.With("kind", string(k)).Href("/search"), Count: n})
		}
	}
	for _, c := range res.Facets["lang"] {
		if c.Value != "" {
			data.Langs = append(data.Langs, link{Label: plain.Language(c.Value),
				Href: address.Search{}.With("lang", c.Value).Href("/search"), Count: c.Count})
		}
	}
	if len(data.Langs) > langsShown+1 {
		data.Langs, data.MoreLangs = data.Langs[:langsShown], data.Langs[langsShown:]
	}
	data.Stories, data.Independent = res.Stories, library.Independent(library.Search{}, res)
	data.Chart.All, data.Chart.Independent = res.Total, data.Independent
	for _, c := range res.Facets[field.Is] {
		if words := isWords(c.Value, c.Count); words != "" {
			data.Is = append(data.Is, link{Label: words, Count: c.Count,
				Href: address.Search{}.With(field.Is, c.Value).WithFlat(true).Href("/search")})
		}
	}
	if data.Widest, err = p.widest(r); err != nil {
		return nil, err
	}
	viewed, err := p.Library.MostViewed(ctx, frontViewed)
	if err != nil {
		return nil, err
	}
	for _, v := range viewed {
		it := itemOf(v.Head)
		it.Views = v.Count
		data.Viewed = append(data.Viewed, it)
	}
	all, err := p.Library.Sources(ctx)
	if err != nil {
		return nil, err
	}
	data.Sources, data.More = sourceLines(all, frontSources)
	if err := p.Library.CountIndependent(ctx, data.Sources); err != nil {
		return nil, err
	}
	data.Outlets = len(all)
	for _, t := range p.Library.Topics() {
		if !t.Saved() && len(data.Topics) < frontTopics {
			data.Topics = append(data.Topics, t)
		}
	}
	rep := &render.Reply{Page: "front", Feed: "/search.atom"}
	data.Since, rep.Cookie = visited(r, "visited", "/", p.Library.Now())
	if err := p.added(r, &data); err != nil {
		return nil, err
	}
	rep.Data = data
	return rep, nil
}

// added sets what was added last.
func (p *Pages) added(r *http.Request, data *frontData) error {
	res, err := p.Library.Find(r.Context(), library.Search{}, catalogue.Request{Sort: catalogue.ByAdded,
		Limit: frontAdded + 1})
	if err != nil {
		return err
	}
	if !data.Since.IsZero() {
		n := 0
		for n < len(res.Hits) && res.Hits[n].Added.After(data.Since) {
			n++
		}
		switch {
		case n > frontAdded:
			data.News = "More than " + plain.Plural(frontAdded, "cutting", "cuttings") + " added"
		case n > 0:
			data.News = plain.Plural(n, "cutting", "cuttings") + " added"
		default:
			data.News = "Nothing added"
		}
	}
	data.Added = itemsOf(res.Hits[:min(frontAdded, len(res.Hits))])
	return nil
}

// isWords returns the words for the role of n cuttings without a text of their own; "" for other roles.
func isWords(is string, n int) string {
	words := map[string][2]string{
		catalogue.IsCopy:     {"copy of another text here", "copies of other texts here"},
		catalogue.IsTeaser:   {"teaser of an article that is here too", "teasers of articles that are here too"},
		catalogue.IsHeadline: {"headline of an article that is not here", "headlines of articles that are not here"},
	}[is]
	if n == 1 {
		return words[0]
	}
	return words[1]
}

// widest returns the newest stories of more than two outlets.
func (p *Pages) widest(r *http.Request) ([]item, error) {
	res, err := p.Library.Find(r.Context(), library.Search{Text: "outlets:>2", Sort: catalogue.ByNewest},
		catalogue.Request{Limit: frontViewed, ByStory: true})
	if err != nil {
		return nil, err
	}
	return itemsOf(res.Hits), nil
}

// sourceLines returns the first n sources (all when n is 0), and how many are left.
func sourceLines(all []library.Source, n int) (lines []library.Source, more int) {
	if n > 0 && len(all) > n {
		return all[:n], len(all) - n
	}
	return all, 0
}

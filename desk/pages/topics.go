package pages

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/guard"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// topicsData has the values of the page of all topics.
type topicsData struct {
	Topics, Saved []library.Topic
	CanEdit       bool
	Removed       *keptHistory // of a topic that was just removed
}

// keptHistory is the list of decisions about one thing, for showing it with undos.
type keptHistory struct {
	Kind, Target, Back, Who string
	List                    []library.DecisionView
	Of                      int    // number of decisions; List has the last ones
	All                     string // the address that shows all of them, "" if they are shown
	Open                    bool   // all of them were requested
	CanEdit                 bool
}

// historyShown is the number of decisions about one thing on its page; a topic may have thousands that pin
// cuttings.
const historyShown = 20

func (p *Pages) history(r *http.Request, kind, target, back string) *keptHistory {
	h := &keptHistory{Kind: kind, Target: target, Back: back, Who: render.Initials(r),
		List: p.Library.History(kind, target), CanEdit: p.Library.CanCorrect(),
		Open: r.URL.Query().Get("decided") == "all"}
	if h.Of = len(h.List); h.Of > historyShown && !h.Open {
		v := r.URL.Query()
		v.Set("decided", "all")
		h.List, h.All = h.List[h.Of-historyShown:], r.URL.Path+"?"+v.Encode()+"#kept"
	}
	return h
}

// Topics returns the page of all topics.
func (p *Pages) Topics(r *http.Request) (*render.Reply, error) {
	data := topicsData{CanEdit: p.Library.CanCorrect()}
	for _, t := range p.Library.Topics() {
		if t.Saved() {
			data.Saved = append(data.Saved, t)
		} else {
			data.Topics = append(data.Topics, t)
		}
	}
	if id := r.URL.Query().Get("removed"); id != "" {
		data.Removed = p.history(r, cutting.TopicDecision, id, address.Topic(id))
	}
	return &render.Reply{Page: "topics", Title: "Topics", Data: data}, nil
}

// topicData has the values of a topic's page.
type topicData struct {
	*library.Topic
	Intro    []string
	Search   string // the address of the topic's search
	ByOutlet string // address of the topic's page by outlet; "" if only one outlet has it
	Total    int
	// Stories is the number of stories in the list; 0 for the flat one.
	Stories  int
	From, To int // rows shown, counted from 1
	Rows     int // of all pages
	Switch   *link
	First    string
	// Independent are the cuttings with a text of their own.
	Independent int
	Chart       *chart
	Items       []item
	New         []item // added since the last visit
	NewMore     bool   // there are more
	NewTexts    int    // of New with a text of their own
	Since       time.Time
	Viewed      []item
	Facets      []facet
	Undated     int
	Left        []item
	LeftOf      int    // how many are left out
	LeftTexts   int    // of them with a text of their own
	LeftAll     string // the address that shows all of them, "" if they are shown
	// LeftOpen reports that all of them were requested.
	LeftOpen bool
	Digests  []library.Digest
	History  *keptHistory
	CanEdit  bool
	Who      string
	Mistake  *mistake
	PinnedIn map[string]bool
	// The values of the form for a digest as it was sent when "Added since" could not be read.
	AddedSince, SinceMistake string
	EachCutting              bool
	MostItems                int // that the digest may have
}

const (
	topicLooked = 300 // newest cuttings among which the most viewed are searched
	leftShown   = 50  // of the cuttings left out, the last
	topicFacet  = 20  // values of one facet; the topic's search shows all
	topicViewed = 5
	topicNew    = 10
)

// Topic returns a topic's page.
func (p *Pages) Topic(r *http.Request) (*render.Reply, error) {
	t, err := p.Library.Topic(r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	ctx, s := r.Context(), address.Search{Search: t.Search(), Per: address.PerPage}
	list, err := listOf(r, t)
	if err != nil {
		return nil, err
	}
	data := topicData{Topic: t, Intro: paragraphs(t.Introduction), Search: s.Href("/search"),
		CanEdit: p.Library.CanCorrect(), Who: render.Initials(r), PinnedIn: map[string]bool{},
		MostItems: library.DefaultItems,
		History:   p.history(r, cutting.TopicDecision, t.ID, address.Topic(t.ID))}
	if v := r.URL.Query(); v.Get("since") != "" {
		data.AddedSince, data.EachCutting = v.Get("since"), v.Get("each") != ""
		data.Who = cmp.Or(v.Get("who"), data.Who)
		if n, err := strconv.Atoi(v.Get("limit")); err == nil && n >= 1 && n <= library.MaxItems {
			data.MostItems = n
		}
		if _, err := p.Library.Since(data.AddedSince); err != nil {
			data.SinceMistake = plain.Sentence(err.Error())
		}
	}
	stats, err := p.Library.Stats(ctx)
	if err != nil {
		return nil, err
	}
	period := "month"
	if stats.First != "" && periodFor(stats.First, stats.Last) == "day" {
		period = "day"
	}
	res, err := p.Library.FindInTopic(ctx, t, list.After, catalogue.Request{Limit: list.Per,
		Sort: catalogue.ByNewest, ByStory: !list.Flat, Histogram: period,
		Facets: []string{"source", "speaker", "lang", "year", field.Is, field.OwnTag}, Independent: true})
	if err != nil {
		return nil, err
	}
	data.Total, data.Independent = res.Total, library.Independent(s.Search, res)
	delete(res.Facets, field.Is)
	data.Chart = newChart(res.Histogram, period, "", func(v string) string { return s.WithDate(v).Href("/search") })
	data.Chart.All, data.Chart.Independent = res.Total, data.Independent
	for _, f := range facets(s, res.Facets) {
		if f.More = f.More[:min(topicFacet-min(topicFacet, len(f.Values)), len(f.More))]; f.Field != "year" {
			data.Facets = append(data.Facets, f)
		}
	}
	if len(res.Facets[field.Source]) > 1 {
		data.ByOutlet = s.ByOutlet()
	}
	for _, c := range res.Facets["year"] {
		if c.Value == field.None {
			data.Undated = c.Count
		}
	}
	if data.Viewed, err = p.viewed.in(ctx, p.Library, t); err != nil {
		return nil, err
	}
	if data.Items, err = p.topicRows(r, t, list, res.Hits); err != nil {
		return nil, err
	}
	at := address.Topic(t.ID)
	data.Stories, data.Rows = res.Stories, rowsOf(res, list)
	data.From, data.To = list.From+1, list.From+len(res.Hits)
	data.Switch = switchOf(list, at)
	for _, id := range t.Pinned {
		data.PinnedIn[id] = true
	}
	left := t.LeftOut
	data.LeftOf, data.LeftOpen = len(left), r.URL.Query().Get("left") == "all"
	if len(left) > leftShown && !data.LeftOpen {
		left, data.LeftAll = left[len(left)-leftShown:], at+"?left=all#left-out"
	}
	own, err := p.Library.IndependentOf(ctx, t.LeftOut)
	if err != nil {
		return nil, err
	}
	data.LeftTexts = len(own)
	there, err := p.Library.Entries(ctx, left)
	if err != nil {
		return nil, err
	}
	for _, id := range left {
		if e := there[id]; e != nil {
			data.Left = append(data.Left, itemOf(catalogue.Head{ID: e.ID, Kind: e.Kind, Source: e.Source, Lang: e.Lang,
				Headline: e.Headline, Published: e.Published}))
		}
	}
	for _, d := range p.Library.Digests() {
		if d.Topic == t.ID {
			data.Digests = append(data.Digests, d)
		}
	}
	rep := &render.Reply{Page: "topic", Title: t.Title, Feed: at + ".atom", JSON: at + ".feed.json"}
	if res.Next != "" {
		rep.Next = list.NextPage(res.Next).Href(at)
	}
	if list.From > 0 {
		rep.Prev, data.First = list.PrevPage().Href(at), list.First().Href(at)
	}
	var since time.Time
	since, rep.Cookie = visited(r, "visit-"+t.ID, address.Topic(t.ID), p.Library.Now())
	if since.IsZero() || list.From > 0 {
		data.Since = time.Time{}
	} else {
		data.Since = since
		hits, err := p.Library.NewSince(ctx, t, since, topicNew+1)
		if err != nil {
			return nil, err
		}
		data.NewMore = len(hits) > topicNew
		data.New = itemsOf(hits[:min(topicNew, len(hits))])
		if data.NewTexts, err = p.texts(r, data.New); err != nil {
			return nil, err
		}
	}
	rep.Data = data
	return rep, nil
}

// listOf returns the place in a topic's list, as its address states: the page, the open story, and whether each
// cutting has a row.
func listOf(r *http.Request, t *library.Topic) (address.Search, error) {
	s, err := address.Of(r)
	return address.Search{Search: library.Search{After: s.After}, Per: address.PerPage, From: s.From, Back: s.Back,
		Flat: s.Flat, Open: s.Open}, err
}

// switchOf returns a link to the list with a row for each cutting, or back to one for each story.
func switchOf(s address.Search, path string) *link {
	if s.Flat {
		return &link{Label: "One row to each story", Href: s.WithFlat(false).Href(path)}
	}
	return &link{Label: "One row to each cutting", Href: s.WithFlat(true).Href(path)}
}

// topicRows returns the rows of a topic's list; the open row has the matching members.
func (p *Pages) topicRows(r *http.Request, t *library.Topic, list address.Search, hits []catalogue.Hit) ([]item,
	error) {
	items := itemsOf(hits)
	for i := range items {
		if row := items[i].Story; row != nil && row.Matches > 1 {
			row.toggle(list, address.Topic(t.ID))
		}
	}
	in := address.Search{Search: t.Search(), Open: list.Open}
	return items, p.open(r, in, items)
}

// viewedKept is the time for which the most viewed of a topic are cached: finding them reads many cuttings, and
// a count of views may be a minute old.
const viewedKept = time.Minute

// viewedCache caches the most viewed of topics. It is safe for concurrent use.
type viewedCache struct {
	mu   sync.Mutex
	kept map[string]viewedIn // by topic
}

type viewedIn struct {
	at    time.Time
	line  int64 // number of the journal's line in effect for the topic
	items []item
}

// in returns the most viewed of a topic's newest cuttings.
func (c *viewedCache) in(ctx context.Context, l *library.Library, t *library.Topic) ([]item, error) {
	if !l.CountsViews() {
		return nil, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if k, ok := c.kept[t.ID]; ok && k.line == t.By.Line && l.Now().Sub(k.at).Abs() < viewedKept {
		return k.items, nil
	}
	res, err := l.FindInTopic(ctx, t, "", catalogue.Request{Limit: topicLooked, Sort: catalogue.ByNewest})
	if err != nil {
		return nil, err
	}
	k := viewedIn{at: l.Now(), line: t.By.Line}
	for _, v := range l.ViewedAmong(res.Hits, topicViewed) {
		it := itemOf(v.Head)
		it.Views = v.Count
		k.items = append(k.items, it)
	}
	if c.kept == nil {
		c.kept = map[string]viewedIn{}
	}
	c.kept[t.ID] = k
	return k.items, nil
}

// visitGap is the time between two requests from which they are separate visits.
const visitGap = 30 * time.Minute

// visited returns the time of the visit before this one, and the cookie with which the browser keeps the times
// of that visit and of this request, in seconds. The archive itself records nothing about visits.
func visited(r *http.Request, name, path string, now time.Time) (time.Time, *http.Cookie) {
	var before, last int64
	if c, err := r.Cookie(name); err == nil {
		a, b, _ := strings.Cut(c.Value, ".")
		before, _ = strconv.ParseInt(a, 10, 64)
		last, _ = strconv.ParseInt(b, 10, 64)
	}
	if last > 0 && now.Unix()-last > int64(visitGap.Seconds()) {
		before = last
	}
	var since time.Time
	if before > 0 {
		since = time.Unix(before, 0)
	}
	if !guard.FromOwnPages(r) {
		return since, nil
	}
	const year = 365 * 24 * time.Hour
	return since, &http.Cookie{Name: name, Value: strconv.FormatInt(before, 10) + "." +
		strconv.FormatInt(now.Unix(), 10),
		Path: path, MaxAge: int(year.Seconds()), HttpOnly: true, SameSite: http.SameSiteStrictMode}
}

// paragraphs splits a text of the desk into paragraphs.
func paragraphs(s string) []string {
	var out []string
	for _, p := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

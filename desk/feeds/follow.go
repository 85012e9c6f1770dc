package feeds

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/guard"
	"cuttings/digest"
	"cuttings/export/feed"
	"cuttings/library"
	"cuttings/library/plain"
)

// baseOf returns the desk's base address as used by a request.
func baseOf(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// send writes a feed in a form. A reader that has it already gets 304, by its entity tag or the time of its
// last change. A browser gets the same XML with a media type that it displays.
func (f Feeds) send(w http.ResponseWriter, r *http.Request, form feed.Form, fd *feed.Feed) error {
	fd.Author = f.Library.Name()
	f.blacken(r.Context(), fd)
	if fd.Updated.IsZero() {
		fd.Updated = fd.Newest()
	}
	if fd.Updated.IsZero() {
		var err error
		if fd.Updated, err = f.lastAdded(r.Context()); err != nil {
			return err
		}
	}
	fd.Style = f.Style
	body, err := form.Write(fd)
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Vary", "Sec-Fetch-Dest")
	h.Set("Content-Type", form.MediaType)
	if r.Header.Get("Sec-Fetch-Dest") == "document" && strings.Contains(form.MediaType, "+xml") {
		h.Set("Content-Type", "application/xml; charset=utf-8")
		h.Set("Content-Security-Policy", guard.FeedPolicy)
	}
	if !fd.Updated.IsZero() {
		h.Set("Last-Modified", fd.Updated.UTC().Format(http.TimeFormat))
		since, err := http.ParseTime(r.Header.Get("If-Modified-Since"))
		if err == nil && r.Header.Get("If-None-Match") == "" && !fd.Updated.Truncate(time.Second).After(since) {
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	f.Render.Send(w, r, body)
	return nil
}

// The beginnings of the IDs of feeds of topics and of items that are cuttings; the topic's or cutting's ID follows.
const (
	topicURN   = "urn:x-cuttings:topic:"
	cuttingURN = "urn:x-cuttings:cutting:"
)

// blacken blacks out redacted persons in a feed as in a digest that is saved: it is kept outside the archive by
// whoever follows it. Addresses within the desk stay, for without them a feed leads nowhere and has no identity.
func (f Feeds) blacken(ctx context.Context, fd *feed.Feed) {
	persons := f.Library.Redactor()
	if persons == nil {
		return
	}
	texts := f.Library.TextsOf(ctx)
	own := persons.PersonsNamed(fd.Title, fd.Subtitle, fd.Author)
	for i := range fd.Items {
		it := &fd.Items[i]
		words := slices.Concat([]string{it.Title, it.Summary}, it.Authors, it.Categories, it.Notes)
		if id, ok := strings.CutPrefix(it.ID, cuttingURN); ok {
			words = append(words, texts(id)...)
		}
		named := persons.PersonsNamed(words...)
		own = append(own, named...) // a title may say "the Fern case" of a person whom an item names in full
		text := func(s string) string { return persons.TextBeside(s, named) }
		each := func(list []string) []string {
			out := make([]string, len(list))
			for i, s := range list {
				out[i] = text(s)
			}
			return out
		}
		it.Title, it.Summary, it.Via = text(it.Title), text(it.Summary), persons.AddressBeside(it.Via, named)
		it.Authors, it.Categories, it.Notes = each(it.Authors), each(it.Categories), each(it.Notes)
	}
	text := func(s string) string { return persons.TextBeside(s, own) }
	fd.Title, fd.Subtitle, fd.Author = text(fd.Title), text(fd.Subtitle), text(fd.Author)
}

// Follow returns the handler of a search as a feed. Without an order in the address the last added come first,
// because subscribers want to know what is new.
func (f Feeds) Follow(form feed.Form) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		s, err := searchOf(r, f.Library)
		if err != nil {
			return err
		}
		req := catalogue.Request{Limit: s.Per, Sort: s.Sort, Facets: []string{field.Is}}
		if req.Sort == "" {
			req.Sort = catalogue.ByAdded
		}
		res, err := f.Library.Find(r.Context(), s.Search, req)
		if err != nil {
			return err
		}
		base, path := baseOf(r), "/search."+form.Extension
		// The feed's identity is the search, wherever the archive is served from.
		fd := &feed.Feed{ID: searchID(s),
			Title: f.Library.Name() + ": " + s.Title(), Subtitle: counted(s.Search, res) + ", found",
			Home: base + s.Href("/search"), Self: base + s.Href(path), Items: itemsOf(base, res.Hits)}
		if res.Next != "" {
			fd.Next = base + s.NextPage(res.Next).Href(path)
		}
		return f.send(w, r, form, fd)
	}
}

// searchID returns an identity of a search in the characters a URN may have.
func searchID(s address.Search) string {
	of := strings.NewReplacer("&", ";", "~", "%7E").Replace(s.First().Values().Encode())
	return "urn:x-cuttings:search:" + cmp.Or(of, "all")
}

// lastAdded returns the time of the last addition to the archive, which is the time of an empty feed. It is
// zero for an empty archive.
func (f Feeds) lastAdded(ctx context.Context) (time.Time, error) {
	res, err := f.Library.Find(ctx, library.Search{}, catalogue.Request{Limit: 1, Sort: catalogue.ByAdded})
	if err != nil || len(res.Hits) == 0 {
		return time.Time{}, err
	}
	return res.Hits[0].Added, nil
}

// counted returns "12 cuttings, 3 independent texts", of a search that counted field.Is.
func counted(s library.Search, res *catalogue.Result) string {
	return plain.Plural(res.Total, "cutting", "cuttings") + ", " +
		plain.Plural(library.Independent(s, res), "independent text", "independent texts")
}

// followed is the maximum number of items of a feed.
const followed = 40

// Topic returns the handler of a topic as a feed, the last added first.
func (f Feeds) Topic(form feed.Form) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		id := strings.TrimSuffix(r.PathValue("id"), "."+form.Extension)
		t, err := f.Library.Topic(id)
		if err != nil {
			gone := f.removedTopic(id)
			if gone == nil {
				return err
			}
			fd := &feed.Feed{ID: topicURN + id, Lang: gone.Lang, Home: baseOf(r) + address.Topic(id)}
			fd.Self = fd.Home + "." + form.Extension
			withdraw(fd, gone.Title, gone.Why, gone.By.When)
			return f.send(w, r, form, fd)
		}
		fd, err := f.topic(r, t)
		if err != nil {
			return err
		}
		fd.Self = fd.Home + "." + form.Extension
		return f.send(w, r, form, fd)
	}
}

// removedTopic returns the removed topic of an ID, nil for none.
func (f Feeds) removedTopic(id string) *library.Topic {
	removed := f.Library.RemovedTopics()
	if i := slices.IndexFunc(removed, func(t library.Topic) bool { return t.ID == id }); i >= 0 {
		return &removed[i]
	}
	return nil
}

// withdraw makes fd the feed of something that was withdrawn: one entry says so, and why.
func withdraw(fd *feed.Feed, title, why string, when time.Time) {
	fd.Title, fd.Subtitle, fd.Updated = "Withdrawn: "+title, why, when
	fd.Items = []feed.Item{{ID: fd.ID + ":withdrawn", Title: fd.Title, URL: fd.Home, Summary: why, Lang: fd.Lang,
		Published: when.UTC().Format(time.RFC3339), Updated: when}}
}

func (f Feeds) topic(r *http.Request, t *library.Topic) (*feed.Feed, error) {
	// A feed is in the order of adding, with the pinned cuttings among the others.
	res, err := f.Library.Find(r.Context(), t.Search(),
		catalogue.Request{Limit: followed, Sort: catalogue.ByAdded, Facets: []string{field.Is}})
	if err != nil {
		return nil, err
	}
	base := baseOf(r)
	about := counted(library.Search{}, res)
	if t.Introduction != "" {
		about = digest.Line(t.Introduction) + " (" + about + ")"
	}
	fd := &feed.Feed{ID: topicURN + t.ID, Title: t.Title, Subtitle: about,
		Lang: t.Lang, Home: base + address.Topic(t.ID), Items: itemsOf(base, res.Hits)}
	if len(fd.Items) == 0 {
		fd.Updated = t.By.When
	}
	return fd, nil
}

// Digests returns the handler of the published and withdrawn digests as a feed.
func (f Feeds) Digests(form feed.Form) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		base := baseOf(r)
		fd := &feed.Feed{ID: "urn:x-cuttings:digests", Title: f.Library.Name() + ": digests", Home: base + "/digests",
			Self: base + "/digests." + form.Extension}
		for _, d := range f.Library.Digests() {
			it := feed.Item{ID: "urn:x-cuttings:digest:" + d.ID, Title: d.Title, URL: base + address.Digest(d.ID),
				Summary: digest.Line(d.Introduction), Lang: d.Lang, Updated: d.By.When,
				Published: d.Made.UTC().Format(time.RFC3339)}
			switch d.State {
			case cutting.Published:
			case cutting.Withdrawn:
				it.Title, it.Summary = "Withdrawn: "+d.Title, d.Why
			default:
				continue
			}
			if fd.Items = append(fd.Items, it); len(fd.Items) == followed {
				break
			}
		}
		return f.send(w, r, form, fd)
	}
}

// Digest returns the handler of a digest's items as a feed, in their order.
func (f Feeds) Digest(form feed.Form) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		d, err := f.Library.Digest(strings.TrimSuffix(r.PathValue("id"), "."+form.Extension))
		if err != nil {
			return err
		}
		base := baseOf(r)
		fd := &feed.Feed{ID: "urn:x-cuttings:digest:" + d.ID, Title: d.Title, Subtitle: digest.Line(d.Introduction),
			Lang: d.Lang, Home: base + address.Digest(d.ID), Updated: d.By.When}
		fd.Self = fd.Home + "." + form.Extension
		if d.State == cutting.Withdrawn {
			withdraw(fd, d.Title, d.Why, d.By.When)
			return f.send(w, r, form, fd)
		}
		for _, it := range digest.Clean(&d.Digest).Items {
			id, page := it.Cutting, base+address.Cutting(it.Cutting)
			if id == "" { // not a cutting of the archive
				id, page = string(cutting.Sum([]byte(it.URL+it.Headline))), fd.Home
			}
			fd.Items = append(fd.Items, feed.Item{ID: cuttingURN + id, Title: it.Headline,
				URL: page, Via: it.URL, Summary: it.Excerpt, Notes: digest.OwnWords(d.Lang, &it), Lang: it.Lang,
				Authors: known(it.Source), Published: it.Published, Updated: d.By.When})
		}
		return f.send(w, r, form, fd)
	}
}

// DigestAs returns the handler of a digest in one of its own forms, to be saved.
func (f Feeds) DigestAs(form digest.Form) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		d, err := f.Library.Digest(strings.TrimSuffix(r.PathValue("id"), "."+form.Extension))
		if err != nil {
			return err
		}
		// It may be passed on, so redacted persons are black in it and in the name of its file.
		persons := f.Library.Redactor()
		black := digest.Black(&d.Digest, persons, f.Library.TextsOf(r.Context()))
		name := persons.Slug(d.ID, "digest-", persons.Everybody(), d.Title)
		body, err := form.Write(f.Templates, black)
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", form.MediaType)
		w.Header().Set("Content-Disposition", `attachment; filename="`+url.PathEscape(name)+"."+form.Extension+`"`)
		f.Render.Send(w, r, body)
		return nil
	}
}

// List serves the list of the feeds of topics and sources, for import into a feed reader. The file may be passed on,
// so redacted persons are black in its titles, and feeds whose addresses name one are not in it.
func (f Feeds) List(w http.ResponseWriter, r *http.Request) error {
	base := baseOf(r)
	topics, sources := feed.Group{Title: "Topics"}, feed.Group{Title: "Sources"}
	persons := f.Library.Redactor()
	everybody := persons.Everybody()
	for _, t := range f.Library.Topics() {
		named := persons.PersonsNamed(append(slices.Clone(t.Spellings), t.Title, t.Introduction, t.Query)...)
		if persons.InSlug(t.ID, everybody, t.Title) {
			continue
		}
		home := base + address.Topic(t.ID)
		t.Title = persons.TextBeside(t.Title, named)
		topics.Outlines = append(topics.Outlines, feed.Outline{Title: t.Title, Feed: home + ".atom", Home: home})
	}
	all, err := f.Library.Sources(r.Context())
	if err != nil {
		return err
	}
	for _, s := range all {
		if persons.InSlug(s.ID, everybody) || persons.AddressBeside("https://"+s.ID, everybody) == "" {
			continue
		}
		title := persons.OutletName(plain.SourceName(s.Source), everybody)
		sources.Outlines = append(sources.Outlines, feed.Outline{Title: title,
			Feed: base + address.Search{}.With("source", s.ID).Href("/search.atom"),
			Home: base + address.Source(s.ID)})
	}
	body, err := feed.OPML(persons.Text(f.Library.Name()), time.Time{}, slices.DeleteFunc(
		[]feed.Group{topics, sources}, func(g feed.Group) bool { return len(g.Outlines) == 0 }))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/x-opml; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="cuttings.opml"`)
	f.Render.Send(w, r, body)
	return nil
}

// itemsOf returns hits as items of a feed.
func itemsOf(base string, hits []catalogue.Hit) []feed.Item {
	out := make([]feed.Item, 0, len(hits))
	for i := range hits {
		h := &hits[i].Head
		it := feed.Item{ID: cuttingURN + h.ID, Title: h.Headline, URL: base + address.Cutting(h.ID),
			Via: h.URL, Summary: h.Excerpt, Lang: h.Lang, Published: h.Published.Value, Updated: h.Added,
			Authors:    append(append([]string{}, h.Byline...), known(plain.SourceName(h.Source))...),
			Categories: []string{string(h.Kind)}}
		if it.Title == "" {
			it.Title = "Without a headline (" + plain.SourceName(h.Source) + ")"
		}
		if h.Section != "" {
			it.Categories = append(it.Categories, h.Section)
		}
		if len(h.ByHand) > 0 {
			it.Notes = []string{plain.ByHand + ": " + strings.Join(h.ByHand, ", ")}
		}
		out = append(out, it)
	}
	return out
}

// known returns an outlet's name as the author of its items; none for an unknown outlet.
func known(outlet string) []string {
	if outlet == plain.NoOutlet {
		return nil
	}
	return []string{outlet}
}

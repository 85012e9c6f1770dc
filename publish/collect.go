package publish

import (
	"cmp"
	"context"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/digest"
	"cuttings/library"
	"cuttings/library/plain"
	"cuttings/redact"
)

// Archive is the part of the library that a site is collected from.
type Archive interface {
	Find(ctx context.Context, s library.Search, req catalogue.Request) (*catalogue.Result, error)
	// Entries returns cuttings by their IDs; unknown IDs are left out.
	Entries(ctx context.Context, ids []string) (map[string]*catalogue.Entry, error)
	// IndependentOf returns those of some cuttings that have a text of their own.
	IndependentOf(ctx context.Context, ids []string) (map[string]bool, error)
	Row(ctx context.Context, captureID string) (*catalogue.PageRow, error)
	// AddressAt returns the first of some addresses that belongs to the outlet; "" when none does.
	AddressAt(ctx context.Context, outlet string, addresses ...string) (string, error)
	Story(ctx context.Context, cuttingID string) (*library.Story, error)
	Topics() []library.Topic
	RemovedTopics() []library.Topic
	Digests() []library.Digest
}

var _ Archive = (*library.Library)(nil)

// Collector reads an archive's published content. It serves one goroutine and one Content.
type Collector struct {
	Archive Archive
	Full    bool // whole texts
	// Redactor is the site's. It is needed here because persons named in full are found in the whole text, of
	// which an excerpt has only a part.
	Redactor *redact.Redactor

	items       map[string]*Item
	entries     map[string]*catalogue.Entry // entries that items are about to be made of
	independent map[string]bool             // of entries, those with a text of their own
	stories     map[string]*library.Story   // by the ID of each member
	captures    map[string]Evidence         // without bytes, by the capture's ID
	sameAddress []*Item                     // items listed as another of the same address and headline
}

// Content returns what an archive publishes: the cuttings that query finds ("" is everything), the public
// topics and digests, and a page for each cutting in any of them. Topics have what both the topic and query
// find. Digests are as they were published. Topics and digests that are not public, drafts, notes and tags are
// not read.
func (c *Collector) Content(ctx context.Context, query string) (Content, error) {
	var out Content
	var err error
	if out.Items, err = c.Collect(ctx, library.Search{Text: query}, nil, nil); err != nil {
		return out, err
	}
	lists := [][]*Item{out.Items}
	found := map[string]bool{}
	for _, it := range out.Items {
		found[it.ID] = true
		for _, a := range it.AlsoIn {
			found[a.ID] = true
		}
	}
	for _, it := range c.sameAddress {
		found[it.ID] = true
	}
	for _, t := range c.Archive.Topics() {
		if !t.Public {
			continue
		}
		pinned := slices.DeleteFunc(slices.Clone(t.Pinned), func(id string) bool { return query != "" && !found[id] })
		s := Section{Slug: fileName(t.ID), Title: digest.Line(t.Title), Introduction: t.Introduction, Lang: t.Lang,
			searchedWords: append([]string{t.Query}, t.Spellings...)}
		// Collect puts pinned cuttings first and leaves others out itself, so this query has the topic's words
		// alone.
		s.Items, err = c.Collect(ctx, library.Search{Text: andQuery(query, t.Topic.Search())}, pinned, t.LeftOut)
		if err != nil {
			return out, err
		}
		out.Sections = append(out.Sections, s)
		lists = append(lists, s.Items)
	}
	out.reasons = map[string]string{}
	for _, t := range c.Archive.RemovedTopics() {
		if t.Public {
			named := c.Redactor.PersonsNamed(t.Title, t.Introduction, t.Query, t.Why)
			out.reasons["topic/"+fileName(t.ID)] = c.Redactor.TextBeside(digest.Line(t.Why), named)
		}
	}
	for _, d := range c.Archive.Digests() {
		if !d.Public || d.State != cutting.Published && d.State != cutting.Withdrawn {
			continue
		}
		is, items, err := c.issue(ctx, &d)
		if err != nil {
			return out, err
		}
		is.section = 1 + slices.IndexFunc(out.Sections, func(s Section) bool { return s.Slug == fileName(d.Topic) })
		out.Issues = append(out.Issues, is)
		lists = append(lists, items)
	}
	out.Pages, err = c.everything(ctx, append(lists, c.sameAddress))
	return out, err
}

// andQuery returns a query for what two queries both find.
func andQuery(a, b string) string {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	if a == "" || b == "" {
		return cmp.Or(a, b)
	}
	return "(" + a + ") (" + b + ")"
}

// issue returns a digest without what only the desk sees, and those of its items that the archive still has.
func (c *Collector) issue(ctx context.Context, d *library.Digest) (Issue, []*Item, error) {
	is := Issue{Slug: fileName(d.ID), Digest: d.Digest, Decided: d.By.When, namedPersons: map[string]redact.Persons{}}
	is.Digest.Topic, is.Digest.Query = "", ""
	if d.State == cutting.Withdrawn && d.WithdrawnAt.IsZero() { // by an earlier version of the program
		is.Digest.WithdrawnAt = d.By.When.UTC()
	}
	if d.State == cutting.Withdrawn { // its page is a notice, without the digest's content
		is.Digest.Items, is.Digest.Rails, is.Digest.Introduction, is.Digest.Changes = nil, nil, "", nil
		return is, nil, nil
	}
	is.Digest.Why = ""
	var items []*Item
	for _, it := range d.Items {
		if it.Cutting == "" {
			continue
		}
		item, err := c.item(ctx, it.Cutting, true)
		if cutting.KindOf(err) == cutting.NotFound {
			continue // cut differently since
		}
		if err != nil {
			return is, nil, err
		}
		items = append(items, item)
		is.namedPersons[it.Cutting] = item.namedPersons
	}
	return is, items, nil
}

// Collect returns what a search finds, newest first, one item a story. The pinned cuttings come first, whether
// the search finds them or not; leftOut are not returned.
func (c *Collector) Collect(ctx context.Context, s library.Search, pinned, leftOut []string) ([]*Item, error) {
	out := []*Item{}
	skip, seen := map[string]bool{}, map[string]bool{}
	at, chosen := map[[2]string]int{}, 0 // index in out by placeOf; number of pinned items in out
	for _, id := range leftOut {
		skip[id] = true
	}
	put := func(id string, inStory bool) error {
		if seen[id] || skip[id] {
			return nil
		}
		it, err := c.item(ctx, id, inStory)
		if cutting.KindOf(err) == cutting.NotFound { // cut differently meanwhile
			return nil
		}
		if err != nil {
			return err
		}
		seen[id] = true
		for _, a := range it.AlsoIn { // the item represents its story
			seen[a.ID] = true
		}
		it = it.withoutOthers(skip)
		if k, ok := at[placeOf(it)]; ok && it.URL != "" {
			// One is clipped from the other. The one that represents a story stays.
			first := out[k]
			switch longer := len(it.Excerpt) > len(first.Excerpt); {
			case len(it.AlsoIn) == 0 && (!longer || len(first.AlsoIn) > 0 || k < chosen):
				c.sameAddress = append(c.sameAddress, it)
				return nil
			case len(first.AlsoIn) == 0 && k >= chosen:
				c.sameAddress, out[k] = append(c.sameAddress, first), it
				return nil
			}
		}
		at[placeOf(it)] = len(out)
		out = append(out, it)
		return nil
	}
	for _, id := range pinned {
		if err := put(id, true); err != nil {
			return nil, err
		}
		chosen = len(out)
	}
	// The catalogue chooses which cutting represents a story; where some are left out, all cuttings are
	// requested.
	req := catalogue.Request{Limit: 1000, Sort: catalogue.ByNewest, ByStory: len(leftOut) == 0, Bare: true}
	s.Sort = catalogue.ByNewest
	matched, err := c.matchedCuttings(ctx, s, req)
	if err != nil {
		return nil, err
	}
	for {
		res, err := c.Archive.Find(ctx, s, req)
		if err != nil {
			return nil, err
		}
		ids := make([]string, len(res.Hits))
		for i := range res.Hits {
			ids[i] = res.Hits[i].ID
		}
		clear(c.entries) // unused entries of the previous page
		clear(c.independent)
		if err := c.readAhead(ctx, ids); err != nil {
			return nil, err
		}
		for i := range res.Hits {
			id, inStory := res.Hits[i].ID, !req.ByStory || res.Hits[i].Story != nil
			if inStory && !seen[id] && !skip[id] {
				if id, err = c.representative(ctx, id, skip, seen, matched); err != nil {
					return nil, err
				}
			}
			if err := put(id, inStory); err != nil {
				return nil, err
			}
		}
		if s.After = res.Next; res.Next == "" {
			return out, nil
		}
	}
}

// matchedCuttings returns every cutting that a search finds; nil where that is all of them.
func (c *Collector) matchedCuttings(ctx context.Context, s library.Search, req catalogue.Request) (map[string]bool,
	error) {
	if s.Text == "" {
		return nil, nil
	}
	req.ByStory = false
	out := map[string]bool{}
	for {
		res, err := c.Archive.Find(ctx, s, req)
		if err != nil {
			return nil, err
		}
		for i := range res.Hits {
			out[res.Hits[i].ID] = true
		}
		if s.After = res.Next; res.Next == "" {
			return out, nil
		}
	}
}

// representative returns the cutting that represents the story of a cutting, without those in skip, and of
// matched alone unless it is nil. Where a pinned cutting of it was put it is the cutting, which then is seen
// already.
func (c *Collector) representative(ctx context.Context, id string, skip, seen, matched map[string]bool) (string,
	error) {
	st, err := c.story(ctx, id)
	if cutting.KindOf(err) == cutting.NotFound {
		return id, nil
	}
	if err != nil {
		return "", err
	}
	return st.Representative(id, func(m *library.Member) bool {
		return !skip[m.ID] && !seen[m.ID] && (matched == nil || matched[m.ID])
	}), nil
}

// placeOf returns what identifies an item for readers: its address and headline. An address alone is not
// enough, because a page may have many items.
func placeOf(it *Item) [2]string { return [2]string{it.URL, strings.ToLower(it.Headline)} }

// everything returns every cutting of the lists or in the story of one, newest first; each has a page of its
// own.
func (c *Collector) everything(ctx context.Context, lists [][]*Item) ([]*Item, error) {
	have := map[string]bool{}
	out := []*Item{}
	add := func(id string, inStory bool) error {
		if have[id] {
			return nil
		}
		have[id] = true
		it, err := c.item(ctx, id, inStory)
		if cutting.KindOf(err) == cutting.NotFound {
			return nil
		}
		if err == nil {
			out = append(out, it)
		}
		return err
	}
	for _, items := range lists {
		for _, it := range items {
			if err := add(it.ID, false); err != nil {
				return nil, err
			}
			for _, a := range c.items[it.ID].AlsoIn {
				if err := add(a.ID, true); err != nil {
					return nil, err
				}
			}
		}
	}
	slices.SortStableFunc(out, func(a, b *Item) int {
		return cmp.Or(strings.Compare(plain.ISODate(b.Published), plain.ISODate(a.Published)),
			strings.Compare(a.ID, b.ID))
	})
	return out, nil
}

// item returns the item for a cutting, with the other cuttings of its story if inStory is set.
func (c *Collector) item(ctx context.Context, id string, inStory bool) (*Item, error) {
	it, err := c.oneItem(ctx, id)
	if err != nil || !inStory || it.Story > 0 {
		return it, err
	}
	st, err := c.story(ctx, id)
	if err != nil {
		return nil, err
	}
	it.Story, it.Texts = max(1, st.Cuttings), st.Independent
	ids := make([]string, len(st.Members))
	for i := range st.Members {
		ids[i] = st.Members[i].ID
	}
	if err := c.readAhead(ctx, ids); err != nil {
		return nil, err
	}
	for i := range st.Members {
		m := &st.Members[i]
		if m.ID == id {
			continue
		}
		o := Other{ID: m.ID, Headline: digest.Line(m.Headline), URL: outLink(m.URL), Published: m.Published,
			Source: plain.SourceName(m.Source), Independent: m.Is == catalogue.IsIndependent}
		member, err := c.oneItem(ctx, m.ID)
		if err != nil && cutting.KindOf(err) != cutting.NotFound {
			return nil, err
		}
		if member != nil && len(member.Evidence) > 0 {
			o.Seen = member.Evidence[0].URL
		}
		if m.Source.ID != "" { // an outlet that passes another's text on gives that outlet's address
			if o.Seen, err = c.Archive.AddressAt(ctx, m.Source.ID, o.Seen); err != nil {
				return nil, err
			}
			if o.URL, err = c.Archive.AddressAt(ctx, m.Source.ID, o.URL, o.Seen); err != nil {
				return nil, err
			}
		}
		it.AlsoIn = append(it.AlsoIn, o)
	}
	return it, nil
}

// story returns a cutting's story, which is read once for all its members.
func (c *Collector) story(ctx context.Context, id string) (*library.Story, error) {
	st := c.stories[id]
	if st == nil {
		var err error
		if st, err = c.Archive.Story(ctx, id); err != nil {
			return nil, err
		}
		if c.stories == nil {
			c.stories = map[string]*library.Story{}
		}
		for i := range st.Members {
			c.stories[st.Members[i].ID] = st
		}
	}
	return st, nil
}

// outLink returns a web address as it may be published; "" for one with a password.
func outLink(address string) string {
	out := plain.OutLink(address)
	if u, err := url.Parse(out); err != nil || u.User != nil {
		return ""
	}
	return out
}

// readAhead reads together the entries that items are about to be made of; this is cheaper than reading each.
func (c *Collector) readAhead(ctx context.Context, ids []string) error {
	ids = slices.DeleteFunc(slices.Clone(ids),
		func(id string) bool { return c.items[id] != nil || c.entries[id] != nil })
	if len(ids) == 0 {
		return nil
	}
	read, err := c.Archive.Entries(ctx, ids)
	if err != nil {
		return err
	}
	independent, err := c.Archive.IndependentOf(ctx, ids)
	if c.entries == nil {
		c.entries, c.independent = map[string]*catalogue.Entry{}, map[string]bool{}
	}
	maps.Copy(c.entries, read)
	maps.Copy(c.independent, independent)
	return err
}

// oneItem returns the item for a cutting, without its story.
func (c *Collector) oneItem(ctx context.Context, id string) (*Item, error) {
	if it := c.items[id]; it != nil {
		return it, nil
	}
	if c.items == nil {
		c.items, c.captures = map[string]*Item{}, map[string]Evidence{}
	}
	if err := c.readAhead(ctx, []string{id}); err != nil {
		return nil, err
	}
	e := c.entries[id]
	independent := c.independent[id]
	delete(c.entries, id)
	delete(c.independent, id)
	if e == nil {
		return nil, cutting.Errorf(cutting.NotFound, "there is no cutting %q", id)
	}
	s := &e.Sighting
	it := &Item{ID: id, Kind: s.Kind, Headline: digest.Line(s.Headline),
		Excerpt: digest.Line(cutting.PlainExcerpt(s.Text, excerptLen)), Byline: s.Byline, URL: outLink(s.URL),
		SourceID: s.Source.ID, Published: s.Published, Lang: s.Lang, Section: s.Section, ByHand: s.ByHand,
		Added: e.Added.UTC().Format(time.RFC3339), Independent: independent}
	it.namedPersons = c.Redactor.PersonsNamed(append([]string{s.Headline, s.Text}, s.Byline...)...)
	if s.Source.ID != "" {
		it.Source = plain.SourceName(s.Source)
	}
	if c.Full {
		for _, p := range strings.Split(s.Text, "\n\n") {
			if p = digest.Line(p); p != "" {
				it.Text = append(it.Text, p)
			}
		}
	}
	for i := range e.Sightings {
		ev, err := c.evidence(ctx, &e.Sightings[i])
		if err != nil {
			return nil, err
		}
		if e.Sightings[i].CaptureID == s.CaptureID && i > 0 {
			it.Evidence = slices.Insert(it.Evidence, 0, ev) // the sighting whose text is shown
			continue
		}
		it.Evidence = append(it.Evidence, ev)
	}
	c.items[id] = it
	return it, nil
}

// evidence returns where a sighting was read, without file names, which are of this machine.
func (c *Collector) evidence(ctx context.Context, s *catalogue.Sighting) (Evidence, error) {
	ev, ok := c.captures[s.CaptureID]
	if !ok {
		row, err := c.Archive.Row(ctx, s.CaptureID)
		if err != nil && cutting.KindOf(err) != cutting.NotFound {
			return Evidence{}, err
		}
		ev = Evidence{Capture: s.CaptureID, Saved: s.Captured, Known: s.TimeKnown()}
		if row != nil {
			ev.Checksum, ev.Length, ev.URL = row.Capture.Checksum, row.Capture.Length, outLink(row.Capture.URL)
		}
		c.captures[s.CaptureID] = ev
	}
	ev.Bytes = s.Bytes
	return ev, nil
}

package library

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// The number of items of a digest: at most, and where a request names none.
const (
	MaxItems     = 300
	DefaultItems = 20
)

// DigestRequest selects the items of a digest.
type DigestRequest struct {
	Topic    *Topic    // its query and choices; nil for Search
	Search   Search    // without a topic
	Cuttings []string  // only these, in this order, instead of a search
	Since    time.Time // only cuttings added since then; zero is any time
	Limit    int       // items; 0 is DefaultItems
	// EachCutting makes an item of every cutting; without it there is one item a story, with the other cuttings
	// under "also in".
	EachCutting bool
	Sort        catalogue.Sort // "" is newest first
	Evidence    func(cuttingID string) string
}

// Compose returns a digest with items from a topic, a search or chosen cuttings. Nothing is recorded.
func (l *Library) Compose(ctx context.Context, r DigestRequest) (*cutting.Digest, error) {
	if r.Limit == 0 {
		r.Limit = DefaultItems
	}
	if r.Limit < 1 || r.Limit > MaxItems {
		return nil, cutting.Errorf(cutting.Invalid, "A digest has 1 to %d items.", MaxItems)
	}
	d := &cutting.Digest{State: cutting.Draft, Archive: l.c.Name, Made: l.c.Now().UTC().Truncate(time.Second),
		Items: []cutting.DigestItem{}}
	ids := r.Cuttings
	switch {
	case r.Topic != nil:
		d.Title, d.Introduction, d.Lang, d.Topic = r.Topic.Title, r.Topic.Introduction, r.Topic.Lang, r.Topic.ID
		d.Query = r.Topic.Topic.Search()
	case len(r.Cuttings) == 0:
		composed, err := r.Search.Composed(l.c.Now())
		if err != nil {
			return nil, err
		}
		d.Title, d.Query = cmp.Or(composed, l.c.Name), composed
	default:
		d.Title = l.c.Name
	}
	if l.asksOwnWords(d.Query) { // the digest will be published
		d.Query = ""
		if r.Topic == nil {
			d.Title = l.c.Name
		}
	}
	var matched []string // what may represent a story: what the request asks for
	if ids == nil {
		var err error
		if ids, err = l.requestedCuttings(ctx, r); err != nil {
			return nil, err
		}
		if matched, err = l.cuttingsForRequest(ctx, r, ids); err != nil {
			return nil, err
		}
	}
	var leftOut []string
	if r.Topic != nil {
		leftOut = r.Topic.LeftOut
	}
	inStory := map[string]bool{}
	for _, id := range ids {
		var st *Story
		if !r.EachCutting {
			var err error
			st, err = l.Story(ctx, id)
			if cutting.KindOf(err) == cutting.NotFound {
				continue
			}
			if err != nil {
				return nil, err
			}
			if len(r.Cuttings) == 0 && (r.Topic == nil || !slices.Contains(r.Topic.Pinned, id)) {
				id = st.Representative(id, func(m *Member) bool {
					return !slices.Contains(leftOut, m.ID) && (matched == nil || slices.Contains(matched, m.ID))
				})
			}
			if inStory[st.ID] {
				continue
			}
		}
		if len(d.Items) == r.Limit { // this would be one item more
			d.Cut = true
			break
		}
		it, err := l.itemOf(ctx, id, st, leftOut)
		if cutting.KindOf(err) == cutting.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		if st != nil && len(st.Members) > 1 {
			inStory[st.ID] = true
		}
		if r.Evidence != nil && it.Evidence != nil {
			it.Evidence.URL = r.Evidence(id)
		}
		d.Items = append(d.Items, *it)
	}
	return d, nil
}

// requestedCuttings returns the cuttings of a request's topic or search, best first.
func (l *Library) requestedCuttings(ctx context.Context, r DigestRequest) ([]string, error) {
	req := catalogue.Request{Limit: 1000, Sort: r.Sort, ByStory: !r.EachCutting}
	if req.Sort == "" {
		req.Sort = catalogue.ByNewest
	}
	if r.Since.IsZero() {
		req.Limit = min(1000, 2*r.Limit)
	} else {
		req.Sort, req.ByStory = catalogue.ByAdded, false
	}
	res, err := l.find(ctx, r, req)
	if err != nil {
		return nil, err
	}
	if !r.Since.IsZero() {
		res.Hits = slices.DeleteFunc(res.Hits, func(h catalogue.Hit) bool { return h.Added.Before(r.Since) })
		if r.Sort == "" || r.Sort == catalogue.ByNewest {
			slices.SortStableFunc(res.Hits, func(a, b catalogue.Hit) int {
				return strings.Compare(b.Published.Value, a.Published.Value)
			})
		}
	}
	ids := make([]string, 0, len(res.Hits))
	for _, h := range res.Hits {
		ids = append(ids, h.ID)
	}
	return ids, nil
}

// Representative returns the ID of the member that represents a story to readers, the first by catalogue.Witness
// of those allowed, as in lists of results; id where none is allowed.
func (s *Story) Representative(id string, allowed func(*Member) bool) string {
	var best *Member
	for i := range s.Members {
		if m := &s.Members[i]; allowed(m) && (best == nil || m.represents(best)) {
			best = m
		}
	}
	if best == nil {
		return id
	}
	return best.ID
}

// represents reports whether m represents the story of both rather than o.
func (m *Member) represents(o *Member) bool {
	return cmp.Or(cmp.Compare(m.Witness(m.Is), o.Witness(o.Is)), cmp.Compare(m.ID, o.ID)) < 0
}

// find searches in a request's topic, or with its search.
func (l *Library) find(ctx context.Context, r DigestRequest, req catalogue.Request) (*catalogue.Result, error) {
	if r.Topic != nil {
		return l.FindInTopic(ctx, r.Topic, "", req)
	}
	return l.Find(ctx, r.Search, req)
}

// cuttingsForRequest returns the cuttings that a request asks for, at most 1000, each and not one a story. found are
// those of l.requestedCuttings, which with Since are each already.
func (l *Library) cuttingsForRequest(ctx context.Context, r DigestRequest, found []string) ([]string, error) {
	if !r.Since.IsZero() || r.EachCutting {
		return found, nil
	}
	res, err := l.find(ctx, r, catalogue.Request{Limit: 1000, Sort: catalogue.ByNewest, Bare: true})
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(res.Hits))
	for i := range res.Hits {
		ids[i] = res.Hits[i].ID
	}
	return ids, nil
}

// alsoShown is the maximum number of other outlets of a story that an item names.
const alsoShown = 12

// itemOf returns the digest item for a cutting. It names the other outlets of st, the cutting's story, without the
// cuttings in leftOut; none with a nil st.
func (l *Library) itemOf(ctx context.Context, id string, st *Story, leftOut []string) (*cutting.DigestItem, error) {
	c, err := l.Cutting(ctx, id, CuttingRequest{Sighting: -1, Against: -1, At: -1})
	if err != nil {
		return nil, err
	}
	s := &c.Shown
	it := &cutting.DigestItem{Cutting: id, Headline: s.Headline, Excerpt: cutting.PlainExcerpt(s.Text, excerptLen),
		URL: s.URL, Source: plain.SourceName(s.Source), Published: s.Published.Value, Lang: s.Lang,
		Evidence: &cutting.DigestEvidence{Capture: s.CaptureID, Checksum: c.Capture.Checksum, Bytes: s.Bytes,
			Saved: plain.Saved(s.Captured, s.TimeKnown()), Known: s.TimeKnown()}}
	for _, fact := range []string{cutting.FactHeadline, cutting.FactDate, cutting.FactLanguage} {
		if slices.Contains(s.ByHand, fact) ||
			fact == cutting.FactDate && s.Published.Origin == cutting.Corrected {
			it.ByHand = append(it.ByHand, fact)
		}
	}
	if it.Evidence.Known != cutting.TimeUnknown {
		it.Evidence.When = s.Captured.UTC().Format(time.RFC3339)
	}
	if s.Truncated && it.Excerpt != "" && !strings.HasSuffix(it.Excerpt, "…") {
		it.Excerpt = strings.TrimRight(it.Excerpt, " .,;:") + "…"
	}
	if st == nil {
		return it, nil
	}
	named := map[string]bool{it.Source: true}
	for i := range st.Members {
		m := &st.Members[i]
		name := plain.SourceName(m.Source)
		if m.ID == id || m.Source.ID == "" || named[name] || len(it.AlsoIn) == alsoShown ||
			slices.Contains(leftOut, m.ID) {
			continue
		}
		named[name] = true
		address, err := l.addressOf(ctx, m)
		if err != nil {
			return nil, err
		}
		if address == it.URL {
			address = "" // it links nowhere else
		}
		it.AlsoIn = append(it.AlsoIn, cutting.DigestAlso{Cutting: m.ID, Source: name, URL: address})
	}
	return it, nil
}

// addressOf returns the address at which a member's own outlet had it: the member's address, or that of the
// page it was seen in where its address is another outlet's, as in a clipping. It is "" when neither is known.
func (l *Library) addressOf(ctx context.Context, m *Member) (string, error) {
	address, err := l.AddressAt(ctx, m.Source.ID, m.URL)
	if err != nil || address != "" {
		return address, err
	}
	e, err := l.Entry(ctx, m.ID)
	if err == nil {
		var page *catalogue.PageRow
		if page, err = l.Row(ctx, e.CaptureID); err == nil {
			return l.AddressAt(ctx, m.Source.ID, page.Capture.URL)
		}
	}
	if cutting.KindOf(err) == cutting.NotFound { // changed meanwhile
		return "", nil
	}
	return "", err
}

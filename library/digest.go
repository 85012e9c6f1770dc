package library

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// Digest is a digest in its present state.
type Digest struct {
	ID string
	cutting.Digest
	By By
}

// IndependentItems returns, for each of some digests in their order, how many of its items have a text of their
// own. An item whose cutting the archive no longer has is none.
func (l *Library) IndependentItems(ctx context.Context, list []Digest) ([]int, error) {
	var ids []string
	for i := range list {
		for k := range list[i].Items {
			if id := list[i].Items[k].Cutting; id != "" {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	entries, err := l.Entries(ctx, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	own, err := l.IndependentOf(ctx, slices.Sorted(maps.Keys(entries)))
	if err != nil {
		return nil, err
	}
	out := make([]int, len(list))
	for i := range list {
		for k := range list[i].Items {
			if own[list[i].Items[k].Cutting] {
				out[i]++
			}
		}
	}
	return out, nil
}

// MaxItems is the maximum number of items of a digest.
const MaxItems = 300

// DigestRequest selects the items of a digest.
type DigestRequest struct {
	Topic    *Topic    // its query and choices; nil for Search
	Search   Search    // without a topic
	Cuttings []string  // only these, in this order, instead of a search
	Since    time.Time // only cuttings added since then; zero is any time
	Limit    int       // items; 0 is 20
	// EachCutting makes an item of every cutting; without it there is one item a story, with the other cuttings
	// under "also in".
	EachCutting bool
	Sort        catalogue.Sort // "" is newest first
	Evidence    func(cuttingID string) string
}

// Compose returns a digest with items from a topic, a search or chosen cuttings. Nothing is recorded.
func (l *Library) Compose(ctx context.Context, r DigestRequest) (*cutting.Digest, error) {
	if r.Limit == 0 {
		r.Limit = 20
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
		if ids, err = l.found(ctx, r); err != nil {
			return nil, err
		}
		if matched, err = l.matched(ctx, r, ids); err != nil {
			return nil, err
		}
	}
	var leftOut []string
	if r.Topic != nil {
		leftOut = r.Topic.LeftOut
	}
	inStory := map[string]bool{}
	for _, id := range ids {
		if len(d.Items) == r.Limit {
			break
		}
		if !r.EachCutting && len(r.Cuttings) == 0 && (r.Topic == nil || !slices.Contains(r.Topic.Pinned, id)) {
			var err error
			if id, err = l.representativeOf(ctx, id, leftOut, matched); err != nil {
				return nil, err
			}
		}
		it, story, err := l.itemOf(ctx, id, !r.EachCutting, leftOut)
		if cutting.KindOf(err) == cutting.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		if story != "" && inStory[story] && !r.EachCutting {
			continue
		}
		inStory[story] = true
		if r.Evidence != nil && it.Evidence != nil {
			it.Evidence.URL = r.Evidence(id)
		}
		d.Items = append(d.Items, *it)
	}
	return d, nil
}

// found returns the cuttings of a request's topic or search, best first.
func (l *Library) found(ctx context.Context, r DigestRequest) ([]string, error) {
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

// representativeOf returns the cutting that represents the story of a cutting in what is published, without
// those in leftOut, and of among alone unless that is nil. Without a story it is the cutting.
func (l *Library) representativeOf(ctx context.Context, id string, leftOut, among []string) (string, error) {
	st, err := l.Story(ctx, id)
	if cutting.KindOf(err) == cutting.NotFound {
		return id, nil
	}
	if err != nil {
		return "", err
	}
	return st.Representative(id, func(m *Member) bool {
		return !slices.Contains(leftOut, m.ID) && (among == nil || slices.Contains(among, m.ID))
	}), nil
}

// Representative returns the ID of the member that represents a story to readers, the best witness among those
// allowed: one whose outlet and address are known, an article before a teaser before a rail item, the earliest
// known. Of equals it is the cutting id, which is returned as well where none is allowed.
func (s *Story) Representative(id string, allowed func(*Member) bool) string {
	best := -1
	for i := range s.Members { // the earliest known first
		m := &s.Members[i]
		if !allowed(m) {
			continue
		}
		if best < 0 || m.witness() < s.Members[best].witness() ||
			m.ID == id && m.witness() == s.Members[best].witness() && m.Since == s.Members[best].Since {
			best = i
		}
	}
	if best < 0 {
		return id
	}
	return s.Members[best].ID
}

// witness returns the place of a member among the witnesses of its story, before time decides; 0 is the best.
func (m *Member) witness() int {
	n := 0
	if m.Source.ID == "" {
		n += 2
	}
	if m.URL == "" {
		n++
	}
	n *= 3
	switch m.Kind {
	case cutting.Teaser:
		n++
	case cutting.Rail:
		n += 2
	}
	return n
}

// find searches in a request's topic, or with its search.
func (l *Library) find(ctx context.Context, r DigestRequest, req catalogue.Request) (*catalogue.Result, error) {
	if r.Topic != nil {
		return l.FindInTopic(ctx, r.Topic, "", req)
	}
	return l.Find(ctx, r.Search, req)
}

// matched returns the cuttings that a request asks for, at most 1000, each and not one a story. found are those
// of l.found, which with Since are each already.
func (l *Library) matched(ctx context.Context, r DigestRequest, found []string) ([]string, error) {
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

// itemOf returns the digest item for a cutting, and its story's ID, "" for no story. With withStory the item
// names the story's other outlets, without the cuttings in leftOut.
func (l *Library) itemOf(ctx context.Context, id string, withStory bool, leftOut []string) (*cutting.DigestItem,
	string, error) {
	c, err := l.Cutting(ctx, id, CuttingRequest{Sighting: -1, Against: -1, At: -1})
	if err != nil {
		return nil, "", err
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
	if !withStory {
		return it, "", nil
	}
	st, err := l.Story(ctx, id)
	if err != nil || st.ID == "" || len(st.Members) < 2 {
		return it, "", err
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
			return nil, "", err
		}
		if address == it.URL {
			address = "" // it links nowhere else
		}
		it.AlsoIn = append(it.AlsoIn, cutting.DigestAlso{Cutting: m.ID, Source: name, URL: address})
	}
	return it, st.ID, nil
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

// Digests returns the digests, withdrawn ones included, the last decided first.
func (l *Library) Digests() []Digest {
	var out []Digest
	eachInEffect(l, cutting.DigestDecision, func(id string, d *cutting.Digest, by By) {
		if !d.Removed {
			out = append(out, Digest{id, *d, by})
		}
	})
	slices.SortFunc(out, func(a, b Digest) int { return cmp.Compare(b.By.Line, a.By.Line) })
	return out
}

// Digest returns a digest; NotFound for one that is unknown or was deleted.
func (l *Library) Digest(id string) (*Digest, error) {
	d, by := inEffect[cutting.Digest](l, cutting.DigestDecision, id)
	if d == nil || d.Removed {
		return nil, cutting.Errorf(cutting.NotFound, "There is no digest “%s”.", id)
	}
	return &Digest{id, *d, by}, nil
}

// DigestFault is the error for a digest that cannot be kept, with the field at fault.
type DigestFault struct {
	Field string // title, lang, why or FaultyExcerpt
	Item  int    // the item with the excerpt
	err   error
}

// FaultyExcerpt is the Field for an item's excerpt.
const FaultyExcerpt = "excerpt"

func (f *DigestFault) Error() string { return f.err.Error() }

// Unwrap returns the fault's kind.
func (f *DigestFault) Unwrap() error { return f.err }

// KeepDigest records the new state of a digest; id "" makes a new one. For a digest that stays published, what
// changed is listed in it; a digest once published is withdrawn, not deleted. An excerpt must be the cutting's
// own text with passages left out.
func (l *Library) KeepDigest(ctx context.Context, id string, seen int64, d cutting.Digest, who string) (string, Kept,
	error) {
	who, why, err := l.deciding(who, d.Why)
	if err != nil {
		return "", Kept{}, err
	}
	d.Title, d.Why = spaced(d.Title), why
	if err := lineErr("title", d.Title, maxTitle); err != nil {
		return "", Kept{}, &DigestFault{Field: "title", err: err}
	}
	if d.Lang = strings.TrimSpace(d.Lang); d.Lang != "" && d.State != cutting.Withdrawn && !d.Removed &&
		!plain.KnownLanguage(d.Lang) {
		return "", Kept{}, &DigestFault{Field: "lang", err: noLanguage(d.Lang)}
	}
	if len(d.Items) > MaxItems {
		return "", Kept{}, cutting.Errorf(cutting.Invalid, "A digest has at most %d items.", MaxItems)
	}
	if d.State == cutting.Withdrawn && why == "" {
		return "", Kept{}, &DigestFault{Field: "why",
			err: cutting.Errorf(cutting.Invalid, "Give the reason for withdrawing the digest: its page shows it.")}
	}
	for i := range d.Items {
		if err := l.checkExcerpt(ctx, &d.Items[i]); err != nil {
			return "", Kept{}, &DigestFault{Field: FaultyExcerpt, Item: i, err: err}
		}
	}
	if id == "" {
		id, seen = l.freeID(cutting.DigestDecision, d.Title), 0
	}
	kept, err := keep(ctx, l, who, cutting.DigestDecision, id, seen,
		func(now *cutting.Digest) (*cutting.Digest, error) {
			next := d
			if now == nil {
				return &next, nil
			}
			next.Changes, next.WithdrawnAt = now.Changes, now.WithdrawnAt
			at := l.c.Now().UTC().Truncate(time.Second)
			switch {
			case next.State == cutting.Withdrawn && now.State == cutting.Published:
				next.WithdrawnAt = at
			case next.State == cutting.Published && now.State == cutting.Withdrawn:
				next.WithdrawnAt = time.Time{}
				next.Changes = append(slices.Clone(now.Changes), cutting.DigestChange{Time: at,
					What: append([]string{wasWithdrawn(now)}, changed(now, &next)...)})
			case now.State == cutting.Draft && next.State == cutting.Withdrawn:
				return nil, cutting.Errorf(cutting.Conflict,
					"This digest was never published: delete it instead.")
			case now.State == cutting.Draft:
			case next.State == cutting.Draft || next.Removed:
				return nil, cutting.Errorf(cutting.Conflict,
					"This digest was published: it can be changed or withdrawn, not made a draft again or thrown "+
						"away.")
			case next.State == cutting.Published && now.State == cutting.Published:
				if what := changed(now, &next); len(what) > 0 {
					next.Changes = append(slices.Clone(now.Changes),
						cutting.DigestChange{Time: at, What: what})
				}
			}
			return &next, nil
		})
	return id, kept, err
}

// wasWithdrawn states for readers of a digest published again that it had been withdrawn.
func wasWithdrawn(d *cutting.Digest) string {
	out := "It had been withdrawn"
	if !d.WithdrawnAt.IsZero() {
		out += " on " + plain.Date(cutting.Date{Value: d.WithdrawnAt.Format(time.DateOnly)})
	}
	if d.Why != "" {
		out += ": " + d.Why
	}
	return out
}

// checkExcerpt returns an error for an excerpt with words that the cutting does not have.
func (l *Library) checkExcerpt(ctx context.Context, it *cutting.DigestItem) error {
	if it.Excerpt == "" || it.Cutting == "" {
		return nil
	}
	e, err := l.Entry(ctx, it.Cutting)
	if cutting.KindOf(err) == cutting.NotFound {
		return nil // cut differently since; the excerpt is kept
	}
	if err != nil {
		return err
	}
	for _, s := range e.Sightings {
		if isShortened(it.Excerpt, s.Text) {
			return nil
		}
	}
	for _, s := range e.Sightings {
		if where := unmarkedEnd(it.Excerpt, s.Text); where != "" {
			return cutting.Errorf(cutting.Invalid, "The excerpt of “%s” leaves something out at %s. Write “…” there.",
				it.Headline, where)
		}
	}
	return cutting.Errorf(cutting.Invalid,
		"The excerpt of “%s” is not the source’s text with passages left out. Shorten it by leaving out only, with "+
			"“…” "+
			"where something is missing.", it.Headline)
}

// isShortened reports whether short is full with passages left out, each marked by "…". Between paragraphs
// short may have the excerpt's separator or a space.
func isShortened(short, full string) bool {
	return shortened(spaced(short), spaced(full)) || shortened(spaced(short), cutting.OneLine(full))
}

// unmarkedEnd returns in words the end of a text at which an excerpt leaves something out without a mark; ""
// for an excerpt that is wrong in another way.
func unmarkedEnd(short, full string) string {
	switch {
	case isShortened(short+" …", full):
		return "its end"
	case isShortened("… "+short, full):
		return "its beginning"
	case isShortened("… "+short+" …", full):
		return "its beginning and its end"
	}
	return ""
}

// shortened is isShortened for texts of one line.
func shortened(short, full string) bool {
	at := 0
	pieces := strings.Split(strings.NewReplacer("[…]", "…", "[...]", "…", "...", "…").Replace(short), "…")
	full = strings.NewReplacer("[…]", "…", "[...]", "…", "...", "…").Replace(full)
	for i, p := range pieces {
		if p = strings.TrimSpace(p); p == "" {
			continue
		}
		found := strings.Index(full[at:], p)
		last := i == len(pieces)-1
		if last && found >= 0 && i > 0 { // the last piece must be at the end
			if found = strings.LastIndex(full[at:], p); at+found+len(p) != len(full) {
				return false
			}
		}
		if found < 0 || i == 0 && found != 0 || last && at+found+len(p) != len(full) {
			return false
		}
		at += found + len(p)
	}
	return true
}

// DigestChanges returns in words what differs between two states of a digest, including what its readers are
// not shown: language, state, whether it is published outside.
func DigestChanges(was, is *cutting.Digest) []string {
	out := changed(was, is)
	if was.Lang != is.Lang {
		out = append(out, fmt.Sprintf("Its language was %s, and is %s.", cmp.Or(was.Lang, "not given"),
			cmp.Or(is.Lang, "not given")))
	}
	switch {
	case was.State == is.State:
	case is.State == cutting.Withdrawn:
		out = append(out, "It was withdrawn: "+is.Why)
	default:
		out = append(out, "It was published.")
	}
	if was.Public != is.Public {
		out = append(out, map[bool]string{true: "It is part of what is published outside.",
			false: "It is not part of what is published outside any more."}[is.Public])
	}
	return out
}

// changed returns in words what differs between two states of a digest.
func changed(was, is *cutting.Digest) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	if was.Title != is.Title {
		say("The title was %s.", plain.Quoted(was.Title))
	}
	if was.Introduction != is.Introduction {
		say("The introduction was changed%s.", wordsChanged(was.Introduction, is.Introduction))
	}
	before := map[string]*cutting.DigestItem{}
	key := func(it *cutting.DigestItem) string { return cmp.Or(it.Cutting, it.URL, it.Headline) }
	for i := range was.Items {
		before[key(&was.Items[i])] = &was.Items[i]
	}
	var orderWas, orderIs []string
	after := map[string]bool{}
	for i := range is.Items {
		it := &is.Items[i]
		after[key(it)] = true
		old := before[key(it)]
		if old == nil {
			say("Added: %s (%s).", plain.Quoted(it.Headline), it.Source)
			continue
		}
		orderIs = append(orderIs, key(it))
		if old.Headline != it.Headline {
			say("The headline %s was %s.", plain.Quoted(it.Headline), plain.Quoted(old.Headline))
		}
		if old.Excerpt != it.Excerpt {
			say("The excerpt of %s was changed%s.", plain.Quoted(it.Headline), wordsChanged(old.Excerpt, it.Excerpt))
		}
		if old.Heading != it.Heading {
			say("The heading above %s was changed%s.", plain.Quoted(it.Headline),
				wordsChanged(old.Heading, it.Heading))
		}
		if old.Note != it.Note {
			say("The desk’s note on %s was changed%s.", plain.Quoted(it.Headline), wordsChanged(old.Note, it.Note))
		}
	}
	for i := range was.Items {
		it := &was.Items[i]
		if !after[key(it)] {
			say("Taken out: %s (%s).", plain.Quoted(it.Headline), it.Source)
			continue
		}
		orderWas = append(orderWas, key(it))
	}
	if !slices.Equal(orderWas, orderIs) {
		say("The order of the items was changed.")
	}
	return out
}

const (
	changeContext = 2  // words shown on either side of a change
	changeWords   = 40 // words shown of each side of it
)

// wordsChanged describes how a text changed: the words before and now that differ, with a few words around
// them.
func wordsChanged(was, is string) string {
	a, b := strings.Fields(was), strings.Fields(is)
	n := min(len(a), len(b))
	head := 0
	for head < n && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < n-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	part := func(words []string) string {
		if len(words) == 0 {
			return "empty"
		}
		from, to := max(0, head-changeContext), min(len(words), len(words)-tail+changeContext)
		before, after := "", ""
		if from > 0 {
			before = "… "
		}
		if to > from+changeWords {
			to = from + changeWords
		}
		if to < len(words) {
			after = " …"
		}
		return plain.Quoted(before + strings.Join(words[from:to], " ") + after)
	}
	if slices.Equal(a, b) { // only spaces differ
		return ""
	}
	return ": it was " + part(a) + ", and is " + part(b)
}

package library

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// Story is cuttings that have the same text in whole or part, as far as they are known.
type Story struct {
	ID string `json:"id"`
	catalogue.StoryCounts
	// Members are by how early they are known, those of unknown time last, each an article
	// before a teaser before a rail item, then by ID. At most StoryMembers; Counts are of all.
	Members []Member `json:"members"`
	// Earliest is the index of the earliest known member, -1 where none is dated, or where
	// several outlets' texts are as early.
	Earliest int `json:"earliest"`
	// First are the indices of the members of which no other is known to be earlier: one of each
	// outlet, those that announce an article left out.
	First []int `json:"first,omitempty"`
	// ByCredit reports that Earliest rests on others that name its outlet as where they are from,
	// besides dates.
	ByCredit bool `json:"by_credit,omitempty"`
	// Credits are the agencies and outlets the members' texts name, by how many name them.
	Credits []CreditCount `json:"credits,omitempty"`
}

// StoryMembers is how many members a story shows.
const StoryMembers = 500

// Member is a cutting in a story.
type Member struct {
	catalogue.Head
	Is      string             `json:"is"`   // catalogue.IsCopy, IsTeaser, IsIndependent, IsHeadline
	Text    string             `json:"text"` // the text's key: members with one key have the same headline and text
	Since   Since              `json:"since"`
	Credits []catalogue.Credit `json:"credits,omitempty"`
	// Names are the outlets of its story that its text names as where it is from, its own too.
	Names []catalogue.NamedOutlet `json:"names,omitempty"`
	// View is "print" or "mobile" for an article on such a view of its page.
	View string `json:"view,omitempty"`
	// Of is the article this one announces, else the earliest member whose text it shares,
	// as an index in Members; -1 for none. OfKnown reports that the order of the two is known.
	Of      int  `json:"of"`
	OfKnown bool `json:"of_known"`
	// Relation is what it has to do with the member Of; nil where they have the same text or
	// no more than an address in common.
	Relation *catalogue.TextRelation `json:"relation,omitempty"`
	Article  string                  `json:"article,omitempty"` // the article it announces; "" for others
	By       string                  `json:"by,omitempty"`      // what Article rests on: "address", "headline"
}

// Since is since when a cutting is known.
type Since struct {
	Time  time.Time `json:"time,omitzero"`
	Sure  Sureness  `json:"sure"`
	Value string    `json:"value"` // as far as it is known, ISO 8601
}

// Sureness gives what a time in the spread of a story rests on.
type Sureness string

// The degrees of sureness.
const (
	Stated    Sureness = "stated" // the source gives a date of publication
	FirstSeen Sureness = "seen"   // it was captured then, as the capture's carrier states
	NotKnown  Sureness = ""
)

// CreditCount is an agency or outlet with how many members of a story name it.
type CreditCount struct {
	Name    string `json:"name"`
	Members int    `json:"members"`
}

// Story reads the story of a cutting, which serves for it as well as any other member. A
// cutting in no story is a story of one. An unknown one gives NotFound.
func (l *Library) Story(ctx context.Context, cuttingID string) (*Story, error) {
	cat, done := l.lend()
	defer done()
	story, ids, err := wholeStory(ctx, cat, cuttingID)
	if err != nil {
		return nil, err
	}
	s := &Story{ID: cmp.Or(story, cuttingID)}
	if s.Members, err = readMembers(ctx, cat, ids); err != nil {
		return nil, err
	}
	if len(s.Members) == 0 {
		if _, err := cat.Entry(ctx, cuttingID); err != nil {
			return nil, err
		}
	}
	if s.StoryCounts, err = catalogue.CountsOf(ctx, cat, s.ID); err != nil {
		return nil, err
	}
	slices.SortFunc(s.Members, earlier)
	s.findFirst()
	s.Credits = countCredits(s.Members)
	return s, s.link(ctx, cat)
}

// wholeStory returns the ID of a cutting's story, "" for one in no story, and the IDs of its
// cuttings, at most StoryMembers.
func wholeStory(ctx context.Context, cat Catalogue, cuttingID string) (story string, ids []string, err error) {
	row, err := catalogue.StoryOf(ctx, cat, cuttingID)
	if err != nil || row.Story == "" {
		return "", []string{cuttingID}, err
	}
	ids, err = members(ctx, cat, row.Story)
	return row.Story, ids, err
}

// members returns the IDs of a story's members, at most StoryMembers, the earliest
// published first.
func members(ctx context.Context, cat Catalogue, story string) ([]string, error) {
	q, err := query.Parse(query.Term(field.Story, story), time.Unix(0, 0))
	if err != nil {
		return nil, err
	}
	res, err := cat.Search(ctx, catalogue.Request{Query: q, Sort: catalogue.ByOldest, Limit: StoryMembers,
		Bare: true})
	if err != nil {
		return nil, err
	}
	var ids []string
	for i := range res.Hits {
		ids = append(ids, res.Hits[i].ID)
	}
	return ids, nil
}

// readMembers reads members of a story by their IDs, in no order; those that are gone since are not
// among them.
func readMembers(ctx context.Context, cat Catalogue, ids []string) ([]Member, error) {
	found, err := cat.EntriesOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	rows, err := catalogue.StoriesOf(ctx, cat, ids)
	if err != nil {
		return nil, err
	}
	var out []Member
	var texts []string
	for _, id := range ids {
		e, row := found[id], rows[id]
		if e == nil {
			continue
		}
		m := Member{Head: headOf(e), Is: row.Is, Text: catalogue.TextKey(&e.Sighting), Since: sinceOf(e), Of: -1,
			Article: row.Article, By: row.By, View: row.View, Names: row.Names}
		out, texts = append(out, m), append(texts, m.Text)
	}
	slices.Sort(texts)
	sketches, err := catalogue.SketchesOf(ctx, cat, slices.Compact(texts))
	if err != nil {
		return nil, err
	}
	for i := range out {
		m := &out[i]
		if k := sketches[m.Text]; k != nil { // an agency signs its own
			m.Credits = slices.DeleteFunc(slices.Clone(k.Credits), func(c catalogue.Credit) bool {
				return m.Source.ID != "" &&
					slices.Contains(m.Names, catalogue.NamedOutlet{Name: c.Name, Outlet: m.Source.ID})
			})
		}
	}
	return out, nil
}

// StoriesStale reports whether what belongs together was put together by another version of
// the program, or not yet.
func (l *Library) StoriesStale(ctx context.Context) (bool, error) {
	if l.c.StoriesCurrent == nil {
		return false, nil
	}
	cat, done := l.lend()
	defer done()
	stats, err := cat.Stats(ctx)
	if err != nil || stats.Cuttings == 0 {
		return false, err
	}
	current, err := l.c.StoriesCurrent(ctx, cat)
	return !current, err
}

// sinceOf is since when an entry is known: its date of publication, else the earliest
// capture whose time is stated.
func sinceOf(e *catalogue.Entry) Since {
	if t, precision := e.Published.Begins(); precision > 0 {
		return Since{Time: t, Sure: Stated, Value: e.Published.Value}
	}
	for i := range e.Sightings { // by time
		if s := &e.Sightings[i]; s.TimeKnown().Stated() {
			return Since{Time: s.Captured, Sure: FirstSeen, Value: s.Captured.UTC().Format(time.RFC3339)}
		}
	}
	return Since{}
}

// earlier orders members by since when they are known.
func earlier(a, b Member) int {
	kinds := []cutting.Kind{cutting.Article, cutting.Teaser, cutting.Rail}
	unknown := func(m Member) int {
		if m.Since.Sure == NotKnown {
			return 1
		}
		return 0
	}
	copied := func(m Member) int { // the text that others are counted as copies of
		if m.Is == catalogue.IsIndependent {
			return 0
		}
		return 1
	}
	x, y := a.Since.utc(), b.Since.utc()
	return cmp.Or(cmp.Compare(unknown(a), unknown(b)), cmp.Compare(clipped(x, y), clipped(y, x)),
		cmp.Compare(copied(a), copied(b)),
		cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(a.ID, b.ID))
}

// clipped is a date as far as another is known as well: "2011-04-09" against "2011-04".
func clipped(date, by string) string { return date[:min(len(date), len(by))] }

// moment is the time where the source tells it with its zone.
func (s Since) moment() (time.Time, bool) {
	t, precision := cutting.Date{Value: s.Value}.Begins()
	return t, precision == cutting.ToZone
}

// utc is Value, in UTC where its zone is given.
func (s Since) utc() string {
	if t, ok := s.moment(); ok {
		return t.UTC().Format(time.RFC3339)
	}
	return s.Value
}

// inOrder reports whether it is known that a is earlier than b: one date of publication
// before another, or a date of publication before the moment the other was first seen.
func inOrder(a, b Since) bool {
	if a.Sure != Stated || b.Sure == NotKnown {
		return false
	}
	x, zoned := a.moment()
	if y, too := b.moment(); zoned && too {
		return x.Before(y)
	}
	return clipped(a.Value, b.Value) < clipped(b.Value, a.Value)
}

// before reports whether a is known to be earlier than b: by what b states about where it is from,
// else by their dates.
func before(a, b *Member) bool {
	if names(b, a) != names(a, b) {
		return names(b, a)
	}
	return inOrder(a.Since, b.Since)
}

// names reports whether a member names the other's outlet as where it is from.
func names(m, other *Member) bool {
	by := other.Source.ID
	return by != "" && by != m.Source.ID &&
		slices.ContainsFunc(m.Names, func(n catalogue.NamedOutlet) bool { return n.Outlet == by })
}

// findFirst finds the members of which none is known to be earlier.
func (s *Story) findFirst() {
	s.Earliest = -1
	var told []int // what is dated or seen at a stated time, and announces nothing
	for i := range s.Members {
		if m := &s.Members[i]; m.Since.Sure != NotKnown && m.Is != catalogue.IsTeaser && m.Is != catalogue.IsHeadline {
			told = append(told, i)
		}
	}
	seen := map[string]bool{}
	for _, i := range told {
		m := &s.Members[i]
		if m.Source.ID != "" && seen[m.Source.ID] {
			continue
		}
		if slices.ContainsFunc(told, func(j int) bool { return before(&s.Members[j], m) }) {
			continue
		}
		seen[m.Source.ID] = true
		s.First = append(s.First, i)
	}
	if len(s.First) != 1 || s.Members[s.First[0]].Since.Sure != Stated {
		return
	}
	s.Earliest = s.First[0]
	m := &s.Members[s.Earliest]
	s.ByCredit = slices.ContainsFunc(told, func(j int) bool {
		o := &s.Members[j]
		return names(o, m) && !inOrder(m.Since, o.Since)
	})
}

func countCredits(ms []Member) []CreditCount {
	n := map[string]int{}
	for i := range ms {
		seen := map[string]bool{}
		for _, c := range ms[i].Credits {
			if !seen[c.Name] {
				seen[c.Name] = true
				n[c.Name]++
			}
		}
	}
	var out []CreditCount
	for name, k := range n {
		out = append(out, CreditCount{name, k})
	}
	slices.SortFunc(out, func(a, b CreditCount) int {
		return cmp.Or(cmp.Compare(b.Members, a.Members), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// shares notes that member i shares its text with member j, as a relation records; the earliest listed of
// those it may be a copy of stays. One that is known to be later by what it states about where it is from
// may be listed before what it copies.
func (s *Story) shares(i, j int, r *catalogue.TextRelation) {
	m, o := &s.Members[i], &s.Members[j]
	known := before(o, m)
	if j > i && !known || j < i && before(m, o) {
		return
	}
	if m.Of < 0 || j < m.Of {
		m.Of, m.Relation, m.OfKnown = j, r, known
	}
}

// link finds, for every member, the article it announces or else the earliest one whose
// text it shares.
func (s *Story) link(ctx context.Context, cat Catalogue) error {
	first, at := map[string]int{}, map[string]int{} // text → its earliest member; ID → member
	for i := range s.Members {
		if _, ok := first[s.Members[i].Text]; !ok {
			first[s.Members[i].Text] = i
		}
		at[s.Members[i].ID] = i
	}
	type pair struct{ text, other string }
	between := map[pair]*catalogue.TextRelation{}
	related, err := catalogue.AllRelationsOf(ctx, cat, slices.Sorted(maps.Keys(first)))
	if err != nil {
		return err
	}
	for text, rs := range related {
		lead := first[text]
		for k := range rs.Relations {
			r := &rs.Relations[k]
			other, ok := first[r.Text]
			if !ok || !r.Joins() {
				continue
			}
			back := r.Reversed(text)
			between[pair{text, r.Text}], between[pair{r.Text, text}] = r, &back
			s.shares(lead, other, r)
			s.shares(other, lead, &back)
		}
	}
	for i := range s.Members {
		m := &s.Members[i]
		if lead := first[m.Text]; lead != i {
			s.shares(i, lead, nil)
		}
		if j, ok := at[m.Article]; ok && j != i {
			m.Of, m.Relation = j, between[pair{m.Text, s.Members[j].Text}]
			m.OfKnown = before(&s.Members[j], m)
		}
	}
	return nil
}

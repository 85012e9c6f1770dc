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

// Story is a story with its members in the archive.
type Story struct {
	ID string `json:"id"`
	catalogue.StoryCounts
	// Members are sorted by how early they are known, those of unknown time last, an article before a teaser
	// before a rail item, then by ID. There are at most StoryMembers; the counts cover all.
	Members []Member `json:"members"`
	// Earliest is the index of the earliest known member, -1 where none is dated, or where texts of several
	// outlets are equally early.
	Earliest int `json:"earliest"`
	// First are the indices of the members before which no other is known to be, one of each outlet, without
	// those that announce an article.
	First []int `json:"first,omitempty"`
	// ByCredit reports that Earliest is due to members that credit its outlet, besides dates.
	ByCredit bool `json:"by_credit,omitempty"`
	// Credits are the agencies and outlets that members credit, by descending count of members.
	Credits []CreditCount `json:"credits,omitempty"`
}

// StoryMembers is the maximum number of members in a Story.
const StoryMembers = 500

// Member is a cutting in a story.
type Member struct {
	catalogue.Head
	Is      string             `json:"is"`   // catalogue.IsCopy, IsTeaser, IsIndependent, IsHeadline
	Text    string             `json:"text"` // the text's key: members with one key have the same headline and text
	Since   Since              `json:"since"`
	Credits []catalogue.Credit `json:"credits,omitempty"`
	// Names are the outlets of its story, its own included, that its text credits.
	Names []catalogue.NamedOutlet `json:"names,omitempty"`
	// View is "print" or "mobile" for an article from the print or mobile view of its page.
	View string `json:"view,omitempty"`
	// Of is the index in Members of the article this one announces, else of the earliest member whose text it
	// shares; -1 for none. OfKnown reports that the order of the two is known.
	Of      int  `json:"of"`
	OfKnown bool `json:"of_known"`
	// Relation is its relation to the member Of; nil where they have the same text or share only an address.
	Relation *catalogue.TextRelation `json:"relation,omitempty"`
	Article  string                  `json:"article,omitempty"` // the article it announces; "" for others
	By       string                  `json:"by,omitempty"`      // the evidence for Article: "address", "headline"
}

// Since is the earliest time at which a cutting is known.
type Since struct {
	Time  time.Time `json:"time,omitzero"`
	Sure  Sureness  `json:"sure"`
	Value string    `json:"value"` // as precisely as it is known, ISO 8601
}

// Sureness is the evidence for a Since time.
type Sureness string

// The values of Sureness.
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

// Story returns the story of a cutting, given the ID of any member. A cutting in no story is a story of one. It
// returns NotFound for an unknown cutting.
func (l *Library) Story(ctx context.Context, cuttingID string) (*Story, error) {
	cat, done := l.borrowCatalogue()
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
	slices.SortFunc(s.Members, compareBySince)
	s.findFirst()
	s.Credits = countCredits(s.Members)
	return s, s.link(ctx, cat)
}

// wholeStory returns the ID of a cutting's story, "" for none, and the IDs of its cuttings, at most
// StoryMembers.
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

// readMembers returns members of a story by their IDs, in no order; IDs that no longer exist are left out.
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
		if k := sketches[m.Text]; k != nil { // an agency credits itself
			m.Credits = slices.DeleteFunc(slices.Clone(k.Credits), func(c catalogue.Credit) bool {
				return m.Source.ID != "" &&
					slices.Contains(m.Names, catalogue.NamedOutlet{Name: c.Name, Outlet: m.Source.ID})
			})
		}
	}
	return out, nil
}

// StoriesStale reports whether the stories were made by another version of the program, or not made yet.
func (l *Library) StoriesStale(ctx context.Context) (bool, error) {
	if l.c.StoriesCurrent == nil {
		return false, nil
	}
	cat, done := l.borrowCatalogue()
	defer done()
	stats, err := cat.Stats(ctx)
	if err != nil || stats.Cuttings == 0 {
		return false, err
	}
	current, err := l.c.StoriesCurrent(ctx, cat)
	return !current, err
}

// sinceOf returns the earliest time at which an entry is known: its date of publication, else the earliest
// capture with a stated time.
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

// compareBySince compares members by Since, for sorting.
func compareBySince(a, b Member) int {
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
	x, y := a.Since.valueInUTC(), b.Since.valueInUTC()
	return cmp.Or(cmp.Compare(unknown(a), unknown(b)), cmp.Compare(atPrecision(x, y), atPrecision(y, x)),
		cmp.Compare(copied(a), copied(b)),
		cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(a.ID, b.ID))
}

// atPrecision returns a date at the precision of another: "2011-04" for "2011-04-09" and "2011-05".
func atPrecision(date, by string) string { return date[:min(len(date), len(by))] }

// zonedTime returns the time where the source gives it with its zone.
func (s Since) zonedTime() (time.Time, bool) {
	t, precision := cutting.Date{Value: s.Value}.Begins()
	return t, precision == cutting.ToZone
}

// valueInUTC returns Value, in UTC where its zone is given.
func (s Since) valueInUTC() string {
	if t, ok := s.zonedTime(); ok {
		return t.UTC().Format(time.RFC3339)
	}
	return s.Value
}

// inOrder reports whether it is known that a is earlier than b: by two dates of publication, or by a date of
// publication and the time the other was first seen.
func inOrder(a, b Since) bool {
	if a.Sure != Stated || b.Sure == NotKnown {
		return false
	}
	x, zoned := a.zonedTime()
	if y, too := b.zonedTime(); zoned && too {
		return x.Before(y)
	}
	return atPrecision(a.Value, b.Value) < atPrecision(b.Value, a.Value)
}

// isEarlier reports whether a is known to be earlier than b: because b credits a's outlet, else by their dates.
func isEarlier(a, b *Member) bool {
	if creditsOutlet(b, a) != creditsOutlet(a, b) {
		return creditsOutlet(b, a)
	}
	return inOrder(a.Since, b.Since)
}

// creditsOutlet reports whether a member credits the other's outlet.
func creditsOutlet(m, other *Member) bool {
	by := other.Source.ID
	return by != "" && by != m.Source.ID &&
		slices.ContainsFunc(m.Names, func(n catalogue.NamedOutlet) bool { return n.Outlet == by })
}

// findFirst sets First, the members before which none is known to be, at most one an outlet, and Earliest: the
// only one of them if its source gives its date or time, else -1. ByCredit reports that a credit decided it.
func (s *Story) findFirst() {
	s.Earliest = -1
	var dated []int // members with a date or a stated time that announce nothing
	for i := range s.Members {
		if m := &s.Members[i]; m.Since.Sure != NotKnown && m.Is != catalogue.IsTeaser && m.Is != catalogue.IsHeadline {
			dated = append(dated, i)
		}
	}
	seen := map[string]bool{}
	for _, i := range dated {
		m := &s.Members[i]
		if m.Source.ID != "" && seen[m.Source.ID] {
			continue
		}
		if slices.ContainsFunc(dated, func(j int) bool { return isEarlier(&s.Members[j], m) }) {
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
	s.ByCredit = slices.ContainsFunc(dated, func(j int) bool {
		o := &s.Members[j]
		return creditsOutlet(o, m) && !inOrder(m.Since, o.Since)
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

// addShare records that member i shares its text with member j, with their relation; of several it keeps the
// member listed earliest. A member that is known to be later because of its credit may be listed before the one
// it copies.
func (s *Story) addShare(i, j int, r *catalogue.TextRelation) {
	m, o := &s.Members[i], &s.Members[j]
	known := isEarlier(o, m)
	if j > i && !known || j < i && isEarlier(m, o) {
		return
	}
	if m.Of < 0 || j < m.Of {
		m.Of, m.Relation, m.OfKnown = j, r, known
	}
}

// link sets, for every member, the article it announces or else the earliest member whose text it shares.
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
			s.addShare(lead, other, r)
			s.addShare(other, lead, &back)
		}
	}
	for i := range s.Members {
		m := &s.Members[i]
		if lead := first[m.Text]; lead != i {
			s.addShare(i, lead, nil)
		}
		if j, ok := at[m.Article]; ok && j != i {
			m.Of, m.Relation = j, between[pair{m.Text, s.Members[j].Text}]
			m.OfKnown = isEarlier(&s.Members[j], m)
		}
	}
	return nil
}

package library

import (
	"context"
	"maps"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
)

// Dispute is two passages that contradict each other. Neither is called right.
type Dispute struct {
	Denies   bool   // A denies what B says; else they give different figures
	Question string // of figures, what both answer, in one word: "dead", "founded"
	A, B     Account
	// Also are further passages that give one of the two figures for the same question. One disagreement is
	// listed once, however many texts have it.
	Also  []Account
	names []string // IDs of names
}

// sameAs reports whether another dispute is the same disagreement: about the same two figures for one question
// about one name.
func (d *Dispute) sameAs(o *cutting.Dispute) bool {
	if d.Denies || o.Kind == "denies" || d.Question != o.Question ||
		!slices.ContainsFunc(o.Names, func(id string) bool { return slices.Contains(d.names, id) }) {
		return false
	}
	return d.A.Value == o.A.Value && d.B.Value == o.B.Value || d.A.Value == o.B.Value && d.B.Value == o.A.Value
}

// add adds a passage that is not there yet.
func (d *Dispute) add(a Account) {
	for _, had := range append([]Account{d.A, d.B}, d.Also...) {
		if had.Cutting == a.Cutting && had.At == a.At || had.Before+had.Words+had.After == a.Before+a.Words+a.After {
			return
		}
	}
	d.Also = append(d.Also, a)
}

// Account is one side of a dispute.
type Account struct {
	Where
	Who                  string // the speaker; "" in the outlet's own voice and without a named speaker
	Cue                  string
	Value                string // of a figure
	Before, Words, After string
	At                   int
	Bytes                cutting.Range
}

// disputesShown is the maximum number of disputes on a page.
const disputesShown = 100

// Disputes returns the disputes with a side in a cutting that the search finds, the clearest first, and how
// many there are.
func (l *Library) Disputes(ctx context.Context, s Search) (list []Dispute, all int, err error) {
	return l.disputes(ctx, s, func(*cutting.Dispute) bool { return true })
}

// disputes returns those disputes of a search for which keep returns true, and how many there are.
func (l *Library) disputes(ctx context.Context, s Search, keep func(*cutting.Dispute) bool) (list []Dispute, all int,
	err error) {
	if l.c.Names == nil {
		return nil, 0, nil
	}
	cat, done := l.borrowCatalogue()
	defer done()
	found, err := l.c.Names.Disputes(ctx, cat)
	if err != nil || len(found) == 0 {
		return nil, 0, err
	}
	in, err := l.disputedIn(ctx, s)
	if err != nil {
		return nil, 0, err
	}
	seen := map[[2]string]bool{}
	for i := range found {
		d := &found[i]
		if !in[d.A.Cutting] && !in[d.B.Cutting] || !keep(d) {
			continue
		}
		same := slices.IndexFunc(list, func(x Dispute) bool { return x.sameAs(d) })
		if same < 0 && len(list) == disputesShown {
			all++
			continue
		}
		x := Dispute{Denies: d.Kind == "denies", Question: d.Question, names: d.Names}
		okA, err := l.setAccount(ctx, cat, &d.A, &x.A)
		if err != nil {
			return nil, 0, err
		}
		okB, err := l.setAccount(ctx, cat, &d.B, &x.B)
		if err != nil {
			return nil, 0, err
		}
		// The same two passages in copies of a text count as one dispute.
		sides := []string{x.A.Before + x.A.Words + x.A.After, x.B.Before + x.B.Words + x.B.After}
		slices.Sort(sides)
		key := [2]string(sides)
		if !okA || !okB || seen[key] {
			continue
		}
		if seen[key] = true; same >= 0 {
			list[same].add(x.A)
			list[same].add(x.B)
			continue
		}
		all++
		list = append(list, x)
	}
	return list, all, nil
}

// disputedIn returns the IDs of the cuttings of a search that have a side in a dispute.
func (l *Library) disputedIn(ctx context.Context, s Search) (map[string]bool, error) {
	s.Filters = maps.Clone(s.Filters)
	if s.Filters == nil {
		s.Filters = map[string][]string{}
	}
	s.Filters[field.Is], s.Sort, s.After = []string{catalogue.IsDisputed}, catalogue.ByNewest, ""
	out := map[string]bool{}
	for range 10 { // pages of a thousand each
		res, err := l.Find(ctx, s, catalogue.Request{Limit: 1000})
		if err != nil {
			return nil, err
		}
		for i := range res.Hits {
			out[res.Hits[i].ID] = true
		}
		if s.After = res.Next; s.After == "" {
			break
		}
	}
	return out, nil
}

// setAccount sets one side of a dispute; false when its text no longer exists.
func (l *Library) setAccount(ctx context.Context, cat Catalogue, side *cutting.DisputeSide, to *Account) (bool,
	error) {
	e, err := cat.Entry(ctx, side.Cutting)
	if cutting.KindOf(err) == cutting.NotFound {
		return false, nil
	} else if err != nil {
		return false, err
	}
	words := cutting.Words(e.Headline, e.Text)
	if side.At.In(words) == "" {
		return false, nil
	}
	h, err := hitOf(ctx, cat, e)
	if err != nil {
		return false, err
	}
	to.Where, to.Value, to.Words = h.Where, side.Value, side.At.In(words)
	to.Before, to.After = wordsAround(words, side.At.Span())
	to.At, to.Bytes = offset(&e.Sighting, side.At.Span()), (&places{s: &e.Sighting}).bytes(side.At.Span())
	if i := side.Statement; i >= 0 && i < len(h.r.Statements) {
		m := &markMaker{s: &h.s, words: words, r: h.r}
		to.Cue = m.oneLine(h.r.Statements[i].Cue)
		if name, _, ok := h.r.Speaker(i); ok {
			to.Who = name.Form
		} else if h.r.OfOutlet(i) {
			to.Who = h.Source.Name
		} else {
			to.Who = m.oneLine(h.r.Statements[i].Source)
		}
	}
	return true, nil
}

// disputesOf sets the disputes about a name.
func (l *Library) disputesOf(ctx context.Context, n *Name) error {
	list, _, err := l.disputes(ctx, n.Query, func(d *cutting.Dispute) bool { return slices.Contains(d.Names, n.ID) })
	n.Disputes = list[:min(len(list), saidShown)]
	return err
}

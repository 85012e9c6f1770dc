package library

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/journal"
)

// Name is a joined name as its page shows it.
type Name struct {
	*cutting.JoinedName
	Variants  []Variant
	Sources   []NameSource // those that use it most first
	Years     []string     // in which it is used, ascending
	By, About []Statement  // statements, newest first
	Labels    []NameLabel  // the labels put on it, by source
	Disputes  []Dispute
	Proposals []cutting.ProposedMerge
	Decided   []DecisionView
	Query     Search // the search that finds every cutting that names it
	// Independent is the number of those cuttings with a text of their own.
	Independent int
	Value       string // its value as a choice in each field of names
}

// Variant is one form of a name with its evidence.
type Variant struct {
	cutting.NameVariant
	Where                // of the evidence; Cutting is "" when it no longer exists
	Before, Words, After string
	At                   int
	Bytes                cutting.Range
	ByYear               map[string]int // year → cuttings that have the form
	// Independent is the number of cuttings with the form that have a text of their own, -1 where they were not
	// counted.
	Independent int
}

// NameSource is how one source uses a name.
type NameSource struct {
	catalogue.Source
	Texts int
	// Cuttings of the source name it, Independent of them with a text of their own; 0 where they were not
	// counted.
	Cuttings, Independent int
	Forms                 []catalogue.Count // by descending count
}

// Limits of what a name's page shows.
const (
	variantsShown = 40 // forms
	yearsOf       = 12 // forms whose years are counted
	saidShown     = 12 // statements of each kind, and disputes
	labelsShown   = 60 // labels
)

// NameList returns the most used names, by descending count of texts.
func (l *Library) NameList(ctx context.Context) ([]cutting.ListedName, error) {
	if l.c.Names == nil {
		return nil, nil
	}
	cat, done := l.borrowCatalogue()
	defer done()
	return l.c.Names.List(ctx, cat)
}

// ProposedMerges returns pairs of names that may be one.
func (l *Library) ProposedMerges(ctx context.Context) ([]cutting.ProposedMerge, error) {
	if l.c.Names == nil {
		return nil, nil
	}
	cat, done := l.borrowCatalogue()
	defer done()
	return l.c.Names.Proposals(ctx, cat)
}

// NamesCalled returns the joined names that have a form; where there are none, the names that a single text has
// in that form alone.
func (l *Library) NamesCalled(ctx context.Context, form string) ([]*cutting.JoinedName, error) {
	if l.c.Names == nil {
		return nil, nil
	}
	cat, done := l.borrowCatalogue()
	defer done()
	found, err := l.c.Names.ByForm(ctx, cat, form)
	if err != nil || len(found) > 0 {
		return found, err
	}
	for _, kind := range kindsOfNames {
		n, err := l.nameInOneText(ctx, cat, l.c.Names.Key(kind, form).String())
		if err != nil {
			return nil, err
		}
		if n != nil {
			found = append(found, n)
		}
	}
	return found, nil
}

// NamePage returns a joined name, or a name that only one text has in one form, with what its page shows. It
// returns NotFound for an unknown ID.
func (l *Library) NamePage(ctx context.Context, id string) (*Name, error) {
	if l.c.Names == nil {
		return nil, cutting.Errorf(cutting.NotFound, "Names are not joined in this archive.")
	}
	cat, done := l.borrowCatalogue()
	defer done()
	joined, err := l.joinedOrSingle(ctx, cat, id)
	if err != nil {
		return nil, err
	}
	n := &Name{JoinedName: joined}
	if n.Value, err = l.choiceOf(ctx, cat, joined); err != nil {
		return nil, err
	}
	n.Query = Search{Filters: map[string][]string{field.Name: {n.Value}}, Sort: catalogue.ByNewest}
	for i, v := range joined.Variants[:min(len(joined.Variants), variantsShown)] {
		shown := Variant{NameVariant: v, Independent: -1}
		if err := l.variantEvidence(ctx, cat, &shown); err != nil {
			return nil, err
		}
		if i < yearsOf {
			if err = l.countForm(ctx, cat, &shown, joined); err != nil {
				return nil, err
			}
			for year := range shown.ByYear {
				if !slices.Contains(n.Years, year) {
					n.Years = append(n.Years, year)
				}
			}
		}
		n.Variants = append(n.Variants, shown)
	}
	slices.Sort(n.Years)
	if n.Sources, err = nameSources(ctx, cat, joined.Variants); err != nil {
		return nil, err
	}
	if err := l.countTexts(ctx, n); err != nil {
		return nil, err
	}
	if err := l.statementsOf(ctx, n); err != nil {
		return nil, err
	}
	all, err := l.c.Names.Proposals(ctx, cat)
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		if p.A.ID == id || p.B.ID == id {
			n.Proposals = append(n.Proposals, p)
		}
	}
	n.Decided = l.decidedAboutName(joined)
	return n, nil
}

// variantEvidence sets the passage that shows a form.
func (l *Library) variantEvidence(ctx context.Context, cat Catalogue, v *Variant) error {
	e, err := cat.Entry(ctx, v.Evidence.Cutting)
	if cutting.KindOf(err) == cutting.NotFound {
		return nil
	} else if err != nil {
		return err
	}
	words := cutting.Words(e.Headline, e.Text)
	at := v.Evidence.At
	if at.In(words) == "" {
		return nil
	}
	v.Where = Where{Cutting: e.ID, Headline: e.Headline, Source: e.Source, Published: e.Published,
		Capture: e.CaptureID,
		Lang:    e.Lang}
	v.Words = at.In(words)
	v.Before, v.After = wordsAround(words, at.Span())
	v.At = offset(&e.Sighting, at.Span())
	v.Bytes = (&places{s: &e.Sighting}).bytes(at.Span())
	return nil
}

// countForm counts the cuttings of each year in which a form is a name's, and the independent texts of all years.
func (l *Library) countForm(ctx context.Context, cat Catalogue, v *Variant, n *cutting.JoinedName) error {
	node, err := l.formNode(ctx, cat, field.Name, v.NameVariant.Form, []*cutting.JoinedName{n},
		&query.Value{Field: field.Name, Text: v.NameVariant.Form, Whole: true})
	if err != nil {
		return err
	}
	res, err := cat.Search(ctx, catalogue.Request{Sort: catalogue.ByNewest, Histogram: "year", Independent: true,
		Query: &query.Query{Root: node}})
	if err != nil {
		return err
	}
	v.Independent, v.ByYear = res.Independent, map[string]int{}
	for _, c := range res.Histogram {
		if c.Value != "" {
			v.ByYear[c.Value] = c.Count
		}
	}
	return nil
}

// countTexts counts the independent texts that have a name, in all and by source.
func (l *Library) countTexts(ctx context.Context, n *Name) error {
	res, err := l.Find(ctx, n.Query, catalogue.Request{Facets: []string{field.Source}, Independent: true})
	if err != nil {
		return err
	}
	n.Independent = res.Independent
	for _, c := range res.Facets[field.Source] {
		for i := range n.Sources {
			if s := &n.Sources[i]; s.ID == c.Value {
				s.Cuttings, s.Independent = c.Count, c.Independent
			}
		}
	}
	return nil
}

// nameSources groups the forms of variants by source.
func nameSources(ctx context.Context, cat Catalogue, variants []cutting.NameVariant) ([]NameSource, error) {
	all, err := cat.Sources(ctx)
	if err != nil {
		return nil, err
	}
	names := map[string]catalogue.Source{}
	for _, s := range all {
		names[s.ID] = s.Source
	}
	at := map[string]*NameSource{}
	for _, v := range variants {
		for id, n := range v.Sources {
			if at[id] == nil {
				at[id] = &NameSource{Source: names[id]}
				if at[id].ID == "" {
					at[id].Source = catalogue.Source{ID: id, Name: id}
				}
			}
			at[id].Forms = append(at[id].Forms, catalogue.Count{Value: v.Form, Count: n})
			at[id].Texts = max(at[id].Texts, n)
		}
	}
	var out []NameSource
	for _, s := range at {
		slices.SortFunc(s.Forms, func(a, b catalogue.Count) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
		})
		out = append(out, *s)
	}
	slices.SortFunc(out, func(a, b NameSource) int {
		return cmp.Or(cmp.Compare(b.Texts, a.Texts), strings.Compare(a.ID, b.ID))
	})
	return out, nil
}

// statementsOf sets the statements by a name and about it, and the labels put on it: those whose own mention is
// the name's.
func (l *Library) statementsOf(ctx context.Context, n *Name) error {
	for _, part := range []struct {
		field string
		to    *[]Statement
		keep  func(*Statement) bool
	}{
		{field.Speaker, &n.By, func(s *Statement) bool { return s.By == n.ID }},
		{field.About, &n.About, func(s *Statement) bool { return slices.Contains(s.About, n.ID) }},
	} {
		list, _, _, err := l.Statements(ctx, Search{Filters: map[string][]string{part.field: {n.Value}},
			Sort: catalogue.ByNewest}, part.keep)
		if err != nil {
			return err
		}
		*part.to = list[:min(len(list), saidShown)]
	}
	var err error
	n.Labels, err = l.Labels(ctx, n.Query, func(x *NameLabel) bool { return x.Name == n.ID })
	if err != nil {
		return err
	}
	n.Labels = n.Labels[:min(len(n.Labels), labelsShown)]
	return l.disputesOf(ctx, n)
}

// decidedAboutName lists the decisions about a name's forms, oldest first.
func (l *Library) decidedAboutName(n *cutting.JoinedName) []DecisionView {
	seen := map[int64]bool{}
	var out []DecisionView
	for _, v := range n.Variants {
		for _, d := range l.decidedAbout(l.c.Names.Key(n.Kind, v.Form).String()) {
			if !seen[d.Number] {
				seen[d.Number] = true
				out = append(out, d)
			}
		}
	}
	slices.SortFunc(out, func(a, b DecisionView) int { return cmp.Compare(a.Number, b.Number) })
	return out
}

// Naming is a person's decision about a name.
type Naming struct {
	Kind  string // of decision: cutting.NameSame and its like
	Of    string // a form, and the kind of name it is of
	Class string
	With  string // another form, for decisions about two names
	// WithClass is the kind of name With is; "" is Class.
	WithClass string
	Form      string // the form to show
	Note, Who string
}

// DecideName records a decision about a name. It returns Invalid for a decision that contradicts itself.
func (l *Library) DecideName(ctx context.Context, n Naming) (Kept, error) {
	if l.c.Decisions == nil || l.c.Names == nil {
		return Kept{}, cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	who, err := l.deciderName(n.Who)
	if err != nil {
		return Kept{}, err
	}
	note := strings.TrimSpace(n.Note)
	if len(note) > maxNote {
		return Kept{}, cutting.Errorf(cutting.Invalid, "The note is too long: %d bytes of at most %d.", len(note),
			maxNote)
	}
	d := cutting.Naming{Of: l.c.Names.Key(n.Class, n.Of), Shown: strings.Join(strings.Fields(n.Of), " "), Note: note,
		Form: strings.Join(strings.Fields(n.Form), " ")}
	if n.With != "" {
		d.With = l.c.Names.Key(cmp.Or(n.WithClass, n.Class), n.With)
		d.Other = strings.Join(strings.Fields(n.With), " ")
	}
	if err := d.Check(n.Kind); err != nil {
		return Kept{}, err
	}
	if err := l.checkNaming(ctx, n.Kind, &d); err != nil {
		return Kept{}, err
	}
	return l.c.Decisions.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		line, err := journal.Name(who, n.Kind, d)
		return []journal.Decision{line}, err
	})
}

// TakeBackLine undoes the decision of a number, whatever it is about.
func (l *Library) TakeBackLine(ctx context.Context, number int64, who, why string) (Kept, error) {
	if l.c.Decisions == nil {
		return Kept{}, cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	who, err := l.deciderName(who)
	if err != nil {
		return Kept{}, err
	}
	return l.c.Decisions.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		line, err := l.c.Decisions.Line(number)
		if err != nil {
			return nil, err
		}
		d, err := journal.TakeBack(who, line, strings.TrimSpace(why))
		return []journal.Decision{d}, err
	})
}

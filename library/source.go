package library

import (
	"context"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
)

// Source is an outlet with its counts in the archive.
type Source struct {
	catalogue.SourceCount
	First, Last cutting.Date // earliest and latest published
	Home        string       // its address on the web, "" when it has none
	// Independent is the number of cuttings with a text of their own; set by CountIndependent.
	Independent int
}

// Sources returns every source, by descending count of cuttings, then ID.
func (l *Library) Sources(ctx context.Context) ([]Source, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	all, err := cat.Sources(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Source, len(all))
	for i, s := range all {
		out[i] = Source{SourceCount: s, First: cutting.Date{Value: s.First}, Last: cutting.Date{Value: s.Last}}
		if strings.Contains(s.ID, ".") && !strings.ContainsAny(s.ID, " /") {
			out[i].Home = "http://" + s.ID + "/"
		}
	}
	return out, nil
}

// Source returns one source by its ID, or by an ID it had before it was joined with another; NotFound for an
// unknown one.
func (l *Library) Source(ctx context.Context, id string) (Source, error) {
	all, err := l.Sources(ctx)
	if err != nil {
		return Source{}, err
	}
	for _, s := range all {
		if s.ID == id {
			return s, nil
		}
	}
	for _, s := range all {
		if slices.Contains(s.Keys, id) {
			return s, nil
		}
	}
	return Source{}, cutting.Errorf(cutting.NotFound, "Nothing in the archive comes from a source “%s”.", id)
}

// CountIndependent counts, for each of some sources, the cuttings with a text of their own.
func (l *Library) CountIndependent(ctx context.Context, list []Source) error {
	for len(list) > 0 {
		n := min(len(list), catalogue.MaxChoices)
		part := list[:n]
		list = list[n:]
		ids := make([]string, n)
		for i, s := range part {
			ids[i] = s.ID
		}
		res, err := l.Find(ctx, Search{Filters: map[string][]string{field.Is: {catalogue.IsIndependent},
			field.Source: ids}}, catalogue.Request{Facets: []string{field.Source}})
		if err != nil {
			return err
		}
		counts := map[string]int{}
		for _, c := range res.Facets[field.Source] {
			counts[c.Value] = c.Count
		}
		for i := range part {
			part[i].Independent = counts[part[i].ID]
		}
	}
	return nil
}

// CountUnknownOutlet counts the cuttings whose outlet is not known, and those of them with a text of their own.
func (l *Library) CountUnknownOutlet(ctx context.Context) (cuttings, independent int, err error) {
	s := Search{Filters: map[string][]string{field.Source: {field.None}}}
	res, err := l.Find(ctx, s, catalogue.Request{Facets: []string{field.Is}})
	if err != nil {
		return 0, 0, err
	}
	return res.Total, Independent(s, res), nil
}

// AddressAt returns the first of some addresses that belongs to an outlet, by its host or a host joined with
// it; "" when none does.
func (l *Library) AddressAt(ctx context.Context, outlet string, addresses ...string) (string, error) {
	if len(addresses) > 0 && outlet != "" && cutting.Outlet(addresses[0]) == outlet {
		return addresses[0], nil // the usual case, which needs no reading
	}
	cat, done := l.borrowCatalogue()
	defer done()
	hosts := []string{outlet}
	switch o, err := cat.Outlet(ctx, outlet); {
	case err == nil:
		hosts = append(hosts, o.Keys...)
	case cutting.KindOf(err) != cutting.NotFound:
		return "", err
	}
	for _, address := range addresses {
		if host := cutting.Outlet(address); host != "" && slices.Contains(hosts, host) {
			return address, nil
		}
	}
	return "", nil
}

// outletOf returns the outlet to show for a page's own source.
func outletOf(ctx context.Context, cat Catalogue, s catalogue.Source) (catalogue.Source, error) {
	o, err := cat.Outlet(ctx, s.ID)
	if cutting.KindOf(err) == cutting.NotFound {
		return catalogue.Source{Place: s.Place}, nil
	} else if err != nil {
		return s, err
	}
	return o.Source, nil
}

// outletsOf returns a function that does what outletOf does, for many pages.
func outletsOf(ctx context.Context, cat Catalogue) (func(catalogue.Source) catalogue.Source, error) {
	all, err := cat.Sources(ctx)
	if err != nil {
		return nil, err
	}
	shown := map[string]catalogue.Source{}
	for i := range all {
		for _, key := range all[i].Keys {
			shown[key] = all[i].Source
		}
	}
	return func(s catalogue.Source) catalogue.Source {
		if o, ok := shown[s.ID]; ok {
			return o
		}
		return catalogue.Source{Place: s.Place}
	}, nil
}

// Heading is a section or side list of a source.
type Heading struct {
	catalogue.SectionCount
	// Independent is the number of cuttings under it with a text of their own, -1 for one that was not counted.
	Independent int
}

// railsCounted is the maximum number of side lists of a source whose independent texts are counted.
const railsCounted = 20

// Headings returns the sections and side lists of a source, by descending count. Independent texts are counted
// in the most frequent of them.
func (l *Library) Headings(ctx context.Context, sourceID string) ([]Heading, error) {
	cat, done := l.borrowCatalogue()
	all, err := cat.Sections(ctx, sourceID)
	done()
	if err != nil {
		return nil, err
	}
	of := map[string][]string{field.Source: {sourceID}}
	res, err := l.Find(ctx, Search{Filters: of},
		catalogue.Request{Facets: []string{field.Section}, Independent: true})
	if err != nil {
		return nil, err
	}
	texts := map[string]int{}
	for _, c := range res.Facets[field.Section] {
		texts[c.Value] = c.Independent
	}
	out, rails := make([]Heading, len(all)), 0
	for i, h := range all {
		out[i] = Heading{SectionCount: h, Independent: -1}
		if n, counted := texts[h.Section]; h.Rail == "" && counted {
			out[i].Independent = n
		}
		if h.Rail == "" || rails == railsCounted {
			continue
		}
		rails++
		one, err := l.Find(ctx, Search{Filters: map[string][]string{field.Source: {sourceID}, field.Rail: {h.Rail}}},
			catalogue.Request{Independent: true})
		if err != nil {
			return nil, err
		}
		out[i].Independent = one.Independent
	}
	return out, nil
}

package library

import (
	"context"
	"strings"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// partsOfID returns the kind and folded form of a name's ID.
func partsOfID(id string) (kind, form string, ok bool) {
	kind, form, ok = strings.Cut(id, ":")
	form, _, _ = strings.Cut(form, ":") // of two names called the same, the second has a checksum in its ID
	return kind, form, ok && isNameID(id)
}

// joinedOrSingle returns a joined name by its ID, and where that is not kept the name that a
// single text has in one form; NotFound for no name.
func (l *Library) joinedOrSingle(ctx context.Context, cat Catalogue, id string) (*cutting.JoinedName, error) {
	n, err := l.c.Names.Name(ctx, cat, id)
	if cutting.KindOf(err) != cutting.NotFound {
		return n, err
	}
	single, serr := l.nameInOneText(ctx, cat, id)
	if serr != nil || single == nil {
		if serr == nil {
			serr = err
		}
		return nil, serr
	}
	return single, nil
}

// nameInOneText returns the name that one text has in one form; nil for none. Such names have no row.
func (l *Library) nameInOneText(ctx context.Context, cat Catalogue, id string) (*cutting.JoinedName, error) {
	kind, form, ok := partsOfID(id)
	if !ok {
		return nil, nil
	}
	if none, err := l.c.Names.IsNone(ctx, cat, cutting.NameKey{Kind: kind, Form: form}); err != nil || none {
		return nil, err
	}
	res, err := cat.Search(ctx, catalogue.Request{Sort: catalogue.ByNewest, Limit: textsRead,
		Query: &query.Query{Root: &query.Value{Field: field.Name, Text: form, Whole: true}}})
	if err != nil {
		return nil, err
	}
	var found *cutting.JoinedName
	err = l.eachHit(ctx, cat, res.Hits, func(h *readHit) bool {
		for k := range h.r.Locals.Names {
			local := &h.r.Locals.Names[k]
			if local.Kind == kind && l.c.Names.Key(kind, local.Form).Form == form &&
				h.owners.of(h.Cutting, kind, local.Form, k) == id {
				found = singleName(id, h, local)
				return false
			}
		}
		return true
	})
	if found != nil {
		return found, nil
	}
	return nil, err
}

// singleName returns a local name as a joined name.
func singleName(id string, h *readHit, local *cutting.LocalName) *cutting.JoinedName {
	day, _, _ := strings.Cut(h.Published.Value, "T")
	n := &cutting.JoinedName{ID: id, Kind: local.Kind, Form: local.Form, Texts: 1, First: day, Last: day}
	for _, u := range local.Uses {
		v := cutting.NameVariant{Form: u.Form, Count: u.Count, Texts: 1, First: day, Last: day, Why: "same",
			Evidence: cutting.NameEvidence{Cutting: h.Cutting, At: u.First}}
		if h.Source.ID != "" {
			v.Sources = map[string]int{h.Source.ID: 1}
		}
		n.Variants = append(n.Variants, v)
	}
	return n
}

// NameMoved returns the ID of the name that replaced one that no longer exists: the name that has its form now.
// It is "" for none or several.
func (l *Library) NameMoved(ctx context.Context, id string) (string, error) {
	kind, form, ok := partsOfID(id)
	if !ok || l.c.Names == nil {
		return "", nil
	}
	cat, done := l.borrowCatalogue()
	defer done()
	found, err := l.c.Names.ByForm(ctx, cat, form)
	if err != nil {
		return "", err
	}
	to := ""
	for _, n := range found {
		if n.Kind == kind || len(found) == 1 {
			if to != "" {
				return "", nil
			}
			to = n.ID
		}
	}
	if to == id {
		return "", nil
	}
	return to, nil
}

package library

import (
	"context"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// checkNaming returns an error for a decision about names that would have no effect or is implausible: NotFound
// for a form that no text has, Invalid for one that joins a person and a place.
func (l *Library) checkNaming(ctx context.Context, kind string, d *cutting.Naming) error {
	cat, done := l.borrowCatalogue()
	defer done()
	for _, form := range []string{d.Shown, d.Other} {
		if form == "" {
			continue
		}
		there, err := l.hasForm(ctx, cat, form)
		if err != nil {
			return err
		}
		if !there {
			return cutting.Errorf(cutting.NotFound, "No text of the archive has “%s” as a name. The decision would "+
				"have no effect: write the form as a text has it.", form)
		}
	}
	if kind == cutting.NameSame && d.Of.Kind != d.With.Kind && !l.c.Names.MayBeOneName(d.Shown, d.Other) {
		return cutting.Errorf(cutting.Invalid, "“%s” is read as %s and “%s” as %s, and the two are not alike: they "+
			"are not one name.", d.Shown, withArticle(plain.NameKind(d.Of.Kind)), d.Other,
			withArticle(plain.NameKind(d.With.Kind)))
	}
	return nil
}

func withArticle(noun string) string {
	if noun == "organisation" {
		return "an " + noun
	}
	return "a " + noun
}

// hasForm reports whether a text has a form, or one that differs in capitals and accents alone.
func (l *Library) hasForm(ctx context.Context, cat Catalogue, form string) (bool, error) {
	if found, err := l.c.Names.ByForm(ctx, cat, form); err != nil || len(found) > 0 {
		return len(found) > 0, err
	}
	res, err := cat.Search(ctx, catalogue.Request{Sort: catalogue.ByNewest,
		Query: &query.Query{Root: &query.Value{Field: field.Name, Text: form, Whole: true}}})
	if err != nil {
		return false, err
	}
	return res.Total > 0, nil
}

package digest

import (
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/redact"
)

// Black returns d with every person of r black in every text, without the addresses that name them. wholeTexts
// returns the whole texts of a cutting, which have the full name where an excerpt has a surname alone; it may be
// nil. With a nil r, Black returns d.
func Black(d *Digest, r *redact.Redactor, wholeTexts func(cuttingID string) []string) *Digest {
	if r == nil {
		return d
	}
	out := *d
	var texts []string
	for _, it := range d.Items {
		texts = append(texts, textsOf(&it, wholeTexts)...)
	}
	inItems := r.PersonsNamed(texts...)
	// A title may say "the Fern case" of a person whom its items name in full.
	named := slices.Concat(inItems, r.PersonsNamed(d.Title, d.Introduction, d.Why, d.Query))
	out.Title, out.Introduction = r.TextBeside(d.Title, named), r.TextBeside(d.Introduction, named)
	out.Why, out.Query, out.Archive = r.TextBeside(d.Why, named), r.TextBeside(d.Query, named), r.Text(d.Archive)
	if r.InSlug(strings.Join(strings.Fields(d.Query), "-"), named) {
		out.Query = "" // a query is in small letters, in which no name is black
	}
	out.Topic = r.Slug(d.Topic, "topic-", named, d.Title) // as the site calls the topic
	out.URL = r.AddressBeside(d.URL, named)
	out.Items = BlackItems(d.Items, r, wholeTexts)
	out.Changes = slices.Clone(d.Changes)
	for i, c := range out.Changes {
		beside := slices.Concat(inItems, r.PersonsNamed(c.What...))
		out.Changes[i].What = slices.Clone(c.What)
		for k, w := range c.What {
			out.Changes[i].What[k] = r.TextBeside(w, beside)
		}
	}
	out.Rails = slices.Clone(d.Rails)
	for i := range out.Rails {
		out.Rails[i].Items = BlackItems(out.Rails[i].Items, r, wholeTexts)
	}
	return &out
}

// textsOf returns all texts in which the persons of an item may be named in full.
func textsOf(it *Item, wholeTexts func(string) []string) []string {
	out := []string{it.Headline, it.Excerpt, it.Note, it.Heading}
	if wholeTexts != nil && it.Cutting != "" {
		out = append(out, wholeTexts(it.Cutting)...)
	}
	return out
}

// BlackItems returns items with persons black, as Black does for a digest.
func BlackItems(items []Item, r *redact.Redactor, wholeTexts func(cuttingID string) []string) []Item {
	if r == nil {
		return items
	}
	inItem := make([]redact.Persons, len(items))
	// What is withheld at an address for one item is withheld for all, as one would tell what another leaves out.
	atAddress := map[string]redact.Persons{}
	for i := range items {
		it := &items[i]
		inItem[i] = r.PersonsNamed(textsOf(it, wholeTexts)...)
		atAddress[it.URL] = append(atAddress[it.URL], inItem[i]...)
		if e := it.Evidence; e != nil && e.URL != it.URL {
			atAddress[e.URL] = append(atAddress[e.URL], inItem[i]...)
		}
	}
	address := func(u string, named redact.Persons) string {
		return r.AddressBeside(u, slices.Concat(named, atAddress[u]))
	}
	out := make([]Item, 0, len(items))
	for i, it := range items {
		named := inItem[i]
		text := func(s string) string { return r.TextBeside(s, named) }
		it.Headline, it.Excerpt, it.Note, it.Heading = text(it.Headline), text(it.Excerpt), text(it.Note),
			text(it.Heading)
		it.Source, it.URL = r.OutletName(it.Source, named), address(it.URL, r.BesideOutlet(it.Source, named))
		also := make([]cutting.DigestAlso, 0, len(it.AlsoIn))
		for _, a := range it.AlsoIn {
			a.Source, a.URL = r.OutletName(a.Source, named), address(a.URL, r.BesideOutlet(a.Source, named))
			also = append(also, a)
		}
		it.AlsoIn = also
		if it.Evidence != nil {
			e := *it.Evidence
			e.Saved, e.URL = text(e.Saved), address(e.URL, named)
			it.Evidence = &e
		}
		out = append(out, it)
	}
	return out
}

package publish

import (
	"cmp"
	"slices"

	"cuttings/digest"
	"cuttings/redact"
)

// blackener blacks out redacted persons. It makes the black form of each item once, so that all lists share it.
type blackener struct {
	r       *redact.Redactor
	items   map[*Item]*Item
	pages   map[string]*Item  // black items that have a page of their own, by ID
	outlets map[string]source // black, by ID, of outlets that name somebody
	// atAddress has the persons whom any item of an address names in full: what is withheld for one of them is
	// withheld for all, as one would tell what another leaves out.
	atAddress map[string]redact.Persons
}

// address returns an address, or "" if it names a person, given those whom the texts around it name in full.
func (b *blackener) address(u string, named redact.Persons) string {
	return b.r.AddressBeside(u, slices.Concat(named, b.atAddress[u]))
}

// collectAt records whom an item names at its addresses.
func (b *blackener) collectAt(item *Item) {
	named := append(slices.Clone(item.namedPersons), b.r.PersonsNamed(textsOf(item)...)...)
	if len(named) == 0 {
		return
	}
	addresses := []string{item.URL}
	for _, e := range item.Evidence {
		addresses = append(addresses, e.URL)
	}
	slices.Sort(addresses)
	for _, u := range slices.Compact(addresses) {
		b.atAddress[u] = append(b.atAddress[u], named...)
	}
}

// textsOf returns the texts in which the persons of an item may be named in full.
func textsOf(it *Item) []string {
	return slices.Concat([]string{it.Headline, it.Excerpt}, it.Text, it.Byline)
}

// blacken returns c with every redacted person black, without the addresses that name them.
func blacken(r *redact.Redactor, c Content) Content {
	if r == nil {
		return c
	}
	b := &blackener{r: r, items: map[*Item]*Item{}, pages: map[string]*Item{}, outlets: map[string]source{},
		atAddress: map[string]redact.Persons{}}
	lists := [][]*Item{c.Pages, c.Items}
	for _, s := range c.Sections {
		lists = append(lists, s.Items)
	}
	collected := map[*Item]bool{}
	for _, it := range slices.Concat(lists...) {
		if !collected[it] {
			collected[it] = true
			b.collectAt(it)
		}
	}
	for _, it := range slices.Concat(lists...) {
		b.blackItem(it)
	}
	for _, it := range c.Pages {
		b.pages[it.ID] = b.items[it]
	}
	for _, it := range b.items {
		if o, ok := b.outlets[it.SourceID]; ok {
			it.SourceID, it.Source = o.ID, o.Name
		}
	}
	for _, it := range b.items {
		b.blackStory(it)
	}
	each := func(items []*Item) []*Item {
		out := make([]*Item, len(items))
		for i, it := range items {
			out[i] = b.items[it]
		}
		return out
	}
	c.movedPaths = map[string]bool{}
	c.Items, c.Pages = each(c.Items), each(c.Pages)
	c.Sections = slices.Clone(c.Sections)
	for i := range c.Sections {
		s := &c.Sections[i]
		named := r.PersonsNamed(append([]string{s.Title, s.Introduction}, s.searchedWords...)...)
		for _, it := range s.Items { // a title may say "the Fern case" of a person whom its cuttings name in full
			named = append(named, b.items[it].namedPersons...)
		}
		if r.InSlug(s.Slug, named, s.Title) {
			c.movedPaths["topic/"+s.Slug], c.movedPaths["topic/topic-"+nameOf(s.Slug)] = true, true
			s.Slug = "topic-" + r.Pseudonym(s.Slug)
		}
		s.Title, s.Introduction = r.TextBeside(s.Title, named), r.TextBeside(s.Introduction, named)
		s.Items = each(s.Items)
	}
	c.Issues = slices.Clone(c.Issues)
	for i := range c.Issues {
		if slug := b.issue(&c.Issues[i]); slug != "" {
			c.movedPaths["digest/"+slug], c.movedPaths["digest/digest-"+nameOf(slug)] = true, true
		}
	}
	return c
}

// blackItem makes the black form of an item, except what it lists of its story, and records whether its outlet
// names somebody.
func (b *blackener) blackItem(item *Item) {
	if b.items[item] != nil {
		return
	}
	it := *item
	it.namedPersons = append(slices.Clone(item.namedPersons), b.r.PersonsNamed(textsOf(item)...)...)
	text := func(s string) string { return b.r.TextBeside(s, it.namedPersons) }
	name := b.r.OutletName(it.Source, it.namedPersons)
	host := b.r.AddressBeside("https://"+it.SourceID, it.namedPersons)
	if _, ok := b.outlets[it.SourceID]; !ok && it.SourceID != "" && (name != it.Source || host == "") {
		b.outlets[it.SourceID] = source{ID: "outlet-" + b.r.Pseudonym(it.SourceID), Name: name}
	}
	it.Headline, it.Excerpt, it.Section = text(it.Headline), text(it.Excerpt), text(it.Section)
	it.Text, it.Byline = mapEach(it.Text, text), mapEach(it.Byline, text)
	it.URL = b.address(it.URL, b.r.BesideOutlet(item.Source, it.namedPersons))
	it.AlsoIn = slices.Clone(item.AlsoIn)
	it.Evidence = slices.Clone(item.Evidence)
	for i := range it.Evidence {
		it.Evidence[i].URL = b.address(it.Evidence[i].URL, b.r.BesideOutlet(item.Source, it.namedPersons))
	}
	b.items[item] = &it
}

// blackStory blacks out what an item lists of its story.
func (b *blackener) blackStory(it *Item) {
	for i := range it.AlsoIn {
		a := &it.AlsoIn[i]
		named := append(b.r.BesideOutlet(a.Source, it.namedPersons), b.r.PersonsNamed(a.Headline)...)
		a.Source = b.r.OutletName(a.Source, named)
		if p := b.pages[a.ID]; p != nil {
			named = append(named, p.namedPersons...)
			a.Source = b.r.OutletName(cmp.Or(p.Source, a.Source), named)
		}
		a.Headline, a.URL = b.r.TextBeside(a.Headline, named), b.address(a.URL, named)
		a.Seen = b.address(a.Seen, named)
	}
}

// issue blacks out a digest and returns its slug if it was replaced.
func (b *blackener) issue(is *Issue) (moved string) {
	d, r := &is.Digest, b.r
	all := r.PersonsNamed(d.Title, d.Introduction, d.Why)
	of := map[string]redact.Persons{}
	names := func(it *digest.Item) redact.Persons {
		named := append(r.PersonsNamed(it.Headline, it.Excerpt, it.Note), is.namedPersons[it.Cutting]...)
		if p := b.pages[it.Cutting]; p != nil {
			named = append(named, p.namedPersons...)
		}
		return named
	}
	for i := range d.Items {
		of[d.Items[i].Cutting] = names(&d.Items[i])
		all = append(all, of[d.Items[i].Cutting]...)
	}
	if r.InSlug(is.Slug, all, d.Title) {
		moved = is.Slug
		is.Slug = "digest-" + r.Pseudonym(is.Slug)
	}
	text := func(s string) string { return r.TextBeside(s, all) }
	d.Title, d.Introduction, d.Why = text(d.Title), text(d.Introduction), text(d.Why)
	d.Changes = slices.Clone(d.Changes)
	for i := range d.Changes {
		d.Changes[i].What = mapEach(d.Changes[i].What, text)
	}
	items := func(in []digest.Item) []digest.Item {
		out := slices.Clone(in)
		for i := range out {
			it := &out[i]
			named := append(slices.Clone(of[it.Cutting]), names(it)...)
			text := func(s string) string { return r.TextBeside(s, named) }
			it.URL = b.address(it.URL, r.BesideOutlet(it.Source, named))
			it.Headline, it.Excerpt, it.Note = text(it.Headline), text(it.Excerpt), text(it.Note)
			it.Source, it.Heading = r.OutletName(it.Source, named), text(it.Heading)
			if p := b.pages[it.Cutting]; p != nil && p.Source != "" {
				it.Source = p.Source
			}
			it.AlsoIn = slices.Clone(it.AlsoIn)
			for k := range it.AlsoIn {
				a := &it.AlsoIn[k]
				a.URL, a.Source = b.address(a.URL, r.BesideOutlet(a.Source, named)),
					r.OutletName(a.Source, named)
			}
		}
		return out
	}
	d.Items = items(d.Items)
	d.Rails = slices.Clone(d.Rails)
	for i := range d.Rails {
		d.Rails[i].Heading, d.Rails[i].Items = text(d.Rails[i].Heading), items(d.Rails[i].Items)
	}
	return moved
}

func mapEach(texts []string, fn func(string) string) []string {
	out := make([]string, len(texts))
	for i, s := range texts {
		out[i] = fn(s)
	}
	return out
}

// Package memory is a catalogue in memory, for tests and as a simple reference implementation of package
// catalogue. Searches read every entry; there is no index.
package memory

import (
	"cmp"
	"context"
	"crypto/rand"
	"io"
	"maps"
	"reflect"
	"slices"
	"sync"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
	"cuttings/catalogue/query"
	"cuttings/cutting"
)

// Catalogue implements all interfaces of package catalogue in memory. All methods are safe for concurrent use.
type Catalogue struct {
	mu       sync.RWMutex
	seq      int64
	pages    map[string]catalogue.PageReading
	entries  map[string]*entry
	rows     map[catalogue.RowKey]*row
	texts    map[string]int // TextKey → sightings that have the text
	shown    map[string]int // cutting → its sightings
	pageSeq  map[string]int64
	identity string // distinguishes this catalogue's positions from those of others
	fields   *field.Set
	forms    map[formKey][]string // key of a word → terms seen with it
	known    map[formKey]bool
}

// row is a stage's row; gone reports that it was removed.
type row struct {
	catalogue.StageRow
	seq  int64
	gone bool
}

type formKey struct {
	rules words.Rules
	term  string
}

// entry is a cutting with all states its representative had, so that all pages of one search are from the state
// of its first page.
type entry struct {
	id       string
	now      *catalogue.Entry // nil when no sighting is left
	seq      int64            // of the last change
	editions []*edition       // by born; at most the last is alive
}

// edition is one state of an entry, valid from sequence number born up to, not
// including, died (0: still).
type edition struct {
	born, died int64
	rep        catalogue.Sighting
	when       entries.When
	rules      words.Rules
	tokens     map[query.Field][]words.Token
	other      entries.Other                 // what other versions have
	otherWords map[query.Field][]words.Token // of these, of query.Title and query.Text
	values     map[query.Field][]entries.Value
	length     int // words of headline and text
	owner      *entry
}

// New returns an empty catalogue with the standard fields.
func New() *Catalogue { return With(field.Standard()) }

// With returns an empty catalogue with the given fields.
func With(fields *field.Set) *Catalogue {
	return &Catalogue{
		fields: fields, rows: map[catalogue.RowKey]*row{}, texts: map[string]int{}, shown: map[string]int{},
		pageSeq: map[string]int64{}, identity: rand.Text(), pages: map[string]catalogue.PageReading{},
		entries: map[string]*entry{}, forms: map[formKey][]string{}, known: map[formKey]bool{},
	}
}

// Apply implements catalogue.Writer.
func (c *Catalogue) Apply(ctx context.Context, b catalogue.Batch) error {
	if err := ctx.Err(); err != nil {
		return cutting.Errorf(cutting.Unavailable, "writing to the catalogue was interrupted: %w", err)
	}
	if err := entries.CheckBatch(&b, c.fields); err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	touched := map[string]bool{}
	for _, r := range b.Pages {
		r.Sightings = slices.Clone(r.Sightings) // kept; the caller's may change
		c.page(entries.Normal(r), touched)
	}
	for _, r := range b.Rows {
		c.put(entries.NormalRow(r), touched)
	}
	for _, k := range b.Drop {
		if r := c.rows[k]; r != nil && !r.gone {
			c.drop(r, touched)
		}
	}
	for _, r := range c.rows {
		if !r.gone && !c.subjectExists(&r.StageRow) {
			c.drop(r, touched)
		}
	}
	all := c.sightings(touched)
	for _, id := range slices.Sorted(maps.Keys(touched)) {
		c.update(id, all[id])
	}
	return nil
}

// page replaces a capture's reading and records the cuttings it affects in touched.
func (c *Catalogue) page(r catalogue.PageReading, touched map[string]bool) {
	id := r.Page.Capture.ID
	old, known := c.pages[id]
	if known && reflect.DeepEqual(old, r) {
		return
	}
	was := map[int]*catalogue.Sighting{}
	for i := range old.Sightings {
		was[old.Sightings[i].Ordinal] = &old.Sightings[i]
		c.texts[catalogue.TextKey(&old.Sightings[i])]--
		c.shown[old.Sightings[i].CuttingID]--
	}
	for i := range r.Sightings {
		n := r.Sightings[i].Ordinal
		if o := was[n]; o == nil || !reflect.DeepEqual(*o, r.Sightings[i]) {
			touched[r.Sightings[i].CuttingID] = true
		} else {
			delete(was, n)
		}
		c.texts[catalogue.TextKey(&r.Sightings[i])]++
		c.shown[r.Sightings[i].CuttingID]++
	}
	for _, o := range was {
		touched[o.CuttingID] = true
	}
	if !known || !reflect.DeepEqual(old.Page, r.Page) {
		c.seq++
		c.pageSeq[id] = c.seq
	}
	c.pages[id] = r
}

// sightings returns all sightings of some cuttings.
func (c *Catalogue) sightings(of map[string]bool) map[string][]catalogue.Sighting {
	all := map[string][]catalogue.Sighting{}
	for _, r := range c.pages {
		for _, s := range r.Sightings {
			if of[s.CuttingID] {
				all[s.CuttingID] = append(all[s.CuttingID], s)
			}
		}
	}
	return all
}

// subjectExists reports whether what a row is about exists.
func (c *Catalogue) subjectExists(r *catalogue.StageRow) bool {
	switch r.Of {
	case catalogue.OfCapture:
		_, ok := c.pages[r.Key]
		return ok
	case catalogue.OfText:
		return c.texts[r.Key] > 0
	case catalogue.OfStage:
		return true
	}
	return c.shown[r.Key] > 0
}

// put stores a row and records the cuttings whose values it changes in touched.
func (c *Catalogue) put(r catalogue.StageRow, touched map[string]bool) {
	old := c.rows[r.RowKey]
	if !c.subjectExists(&r) || old != nil && !old.gone && entries.SameRow(&old.StageRow, &r) {
		return
	}
	c.seq++
	c.rows[r.RowKey] = &row{StageRow: r, seq: c.seq}
	var was map[string][]string
	if old != nil {
		was = old.Fields
	}
	if !maps.EqualFunc(was, r.Fields, slices.Equal) {
		c.markTouched(&r, touched)
	}
}

func (c *Catalogue) drop(r *row, touched map[string]bool) {
	c.seq++
	// readers may still have the old one
	c.rows[r.RowKey] = &row{StageRow: catalogue.StageRow{RowKey: r.RowKey, Of: r.Of}, seq: c.seq, gone: true}
	if r.Fields != nil {
		c.markTouched(&r.StageRow, touched)
	}
}

// markTouched records the cuttings a row is about in touched.
func (c *Catalogue) markTouched(r *catalogue.StageRow, touched map[string]bool) {
	if r.Of == catalogue.OfCutting {
		touched[r.Key] = true
		return
	}
	for id, p := range c.pages {
		for i := range p.Sightings {
			if r.Of == catalogue.OfCapture && id == r.Key || r.Of == catalogue.OfText &&
				catalogue.TextKey(&p.Sightings[i]) == r.Key {
				touched[p.Sightings[i].CuttingID] = true
			}
		}
	}
}

// extraValues returns the values that rows give an entry by its representative.
func (c *Catalogue) extraValues(rep *catalogue.Sighting) entries.Extra {
	var rows []*catalogue.StageRow
	for _, r := range c.rows {
		key := map[catalogue.Scope]string{catalogue.OfCapture: rep.CaptureID, catalogue.OfText: catalogue.TextKey(rep),
			catalogue.OfCutting: rep.CuttingID}
		if !r.gone && key[r.Of] == r.Key {
			rows = append(rows, &r.StageRow)
		}
	}
	return entries.ExtraOf(rows)
}

// update sets the sightings of a cutting.
func (c *Catalogue) update(id string, all []catalogue.Sighting) {
	e := c.entries[id]
	if e == nil {
		e = &entry{id: id}
		c.entries[id] = e
	}
	var last *edition
	if n := len(e.editions); n > 0 && e.editions[n-1].died == 0 {
		last = e.editions[n-1]
	}
	if len(all) == 0 {
		e.now = nil
		if last != nil {
			c.seq++
			last.died, e.seq = c.seq, c.seq
		}
		return
	}
	e.now = entries.Assemble(id, all)
	c.seq++
	e.seq = c.seq
	if last != nil && last.sameForSearch(c.edition(e)) {
		last.rep = e.now.Sighting
		return
	}
	if last != nil {
		last.died = c.seq
	}
	ed := c.edition(e)
	c.addForms(ed)
	e.editions = append(e.editions, ed)
}

// edition returns a new edition of an entry's present state.
func (c *Catalogue) edition(e *entry) *edition {
	s := &e.now.Sighting
	ed := &edition{born: c.seq, rep: *s, when: entries.WhenOf(s.Published), rules: words.RulesOf(s.Lang), owner: e}
	head, text := words.Head(nil, s.Headline), words.Text(nil, s.Text)
	ed.tokens = map[query.Field][]words.Token{query.Title: head, query.Text: text,
		query.Default: slices.Concat(head, text)}
	var versions []entries.Version
	for i := range e.now.Sightings {
		v := &e.now.Sightings[i]
		versions = append(versions, entries.Version{Sum: v.Version, Headline: v.Headline, Text: v.Text})
	}
	ed.other = entries.OtherOf(s, versions)
	ed.otherWords = map[query.Field][]words.Token{query.Title: ed.other.HeadlineTokens(),
		query.Text: ed.other.TextTokens()}
	ed.values = map[query.Field][]entries.Value{}
	extra := c.extraValues(s)
	for _, f := range c.fields.All() {
		raw := extra.Values(s, f.Name)
		if entries.HasWords(f) {
			ed.tokens[query.Field(f.Name)] = entries.Tokens(nil, f, raw)
		}
		if entries.KeepsValues(f) {
			ed.values[query.Field(f.Name)] = entries.ValuesOf(f, raw)
		}
	}
	ed.length = len(ed.tokens[query.Default])
	return ed
}

// sameForSearch reports whether another edition has the same values for all that searches use.
func (ed *edition) sameForSearch(o *edition) bool {
	return ed.rep.Headline == o.rep.Headline && ed.rep.Text == o.rep.Text && ed.rules == o.rules &&
		ed.when == o.when && reflect.DeepEqual(ed.other, o.other) &&
		reflect.DeepEqual(ed.tokens, o.tokens) && reflect.DeepEqual(ed.values, o.values)
}

// addForms records the words of an edition, so that other forms find them.
func (c *Catalogue) addForms(ed *edition) {
	prose := slices.Concat(ed.tokens[query.Default], ed.otherWords[query.Title], ed.otherWords[query.Text])
	for _, f := range c.fields.All() {
		if entries.HasWords(f) && f.Analyser == field.Prose {
			prose = slices.Concat(prose, ed.tokens[query.Field(f.Name)])
		}
	}
	for _, t := range prose {
		if k := (formKey{ed.rules, t.Term}); !c.known[k] {
			c.known[k] = true
			by := formKey{ed.rules, words.Key(ed.rules, t.Term)}
			c.forms[by] = append(c.forms[by], t.Term)
		}
	}
}

// Sync implements catalogue.Writer: there is nothing to wait for.
func (c *Catalogue) Sync(context.Context) error { return nil }

// Capabilities implements catalogue.Capable.
func (c *Catalogue) Capabilities() catalogue.Capabilities {
	return catalogue.Capabilities{Name: "memory", Stemming: true, Highlights: true, Expansion: true,
		SnapshotPaging: true}
}

// Entry implements catalogue.Entries.
func (c *Catalogue) Entry(_ context.Context, id string) (*catalogue.Entry, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	e := c.entries[id]
	if e == nil || e.now == nil {
		return nil, cutting.Errorf(cutting.NotFound, "there is no cutting %q", id)
	}
	out := *e.now
	out.Sightings = slices.Clone(out.Sightings)
	c.outlets().Show(&out)
	return &out, nil
}

// Page implements catalogue.Pages.
func (c *Catalogue) Page(_ context.Context, captureID string) (*catalogue.PageRow, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	r, ok := c.pages[captureID]
	if !ok {
		return nil, noCapture(captureID)
	}
	return &r.Page, nil
}

func noCapture(id string) error {
	return cutting.Errorf(cutting.NotFound, "the catalogue has no capture %q", id)
}

// PageSightings implements catalogue.Pages.
func (c *Catalogue) PageSightings(_ context.Context, captureID string) ([]catalogue.Sighting, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	r, ok := c.pages[captureID]
	if !ok {
		return nil, noCapture(captureID)
	}
	return slices.Clone(r.Sightings), nil
}

// Pages implements catalogue.Pages.
func (c *Catalogue) Pages(ctx context.Context, after string, fn func(catalogue.PageRow) bool) error {
	c.mu.RLock()
	var rows []catalogue.PageRow
	for id, r := range c.pages {
		if id > after {
			rows = append(rows, r.Page)
		}
	}
	c.mu.RUnlock()
	slices.SortFunc(rows, func(a, b catalogue.PageRow) int { return cmp.Compare(a.Capture.ID, b.Capture.ID) })
	for _, r := range rows {
		if err := ctx.Err(); err != nil {
			return cutting.Errorf(cutting.Unavailable, "reading pages was interrupted: %w", err)
		}
		if !fn(r) {
			return nil
		}
	}
	return nil
}

// eachEntry calls fn for every entry that has sightings.
func (c *Catalogue) eachEntry(fn func(id string, e *catalogue.Entry)) {
	for id, e := range c.entries {
		if e.now != nil {
			fn(id, e.now)
		}
	}
}

// outlets returns the outlets of the present state.
func (c *Catalogue) outlets() *entries.Outlets {
	var names []entries.OutletName
	for _, r := range c.pages {
		names = append(names, entries.OutletName{Key: r.Page.Source.ID, Pages: 1})
		for _, n := range entries.NamesOf(&r.Page) {
			names = append(names, entries.OutletName{Key: r.Page.Source.ID, Name: n.Name, Origins: n.Origins,
				Pages: 1})
		}
	}
	var decided []cutting.OutletDecision
	if r, err := c.row(catalogue.RowKey{Stage: catalogue.OutletStage, Key: catalogue.OutletsKey}); err == nil {
		decided, _ = entries.OutletsDecided(r.Value) // Apply accepts no other
	}
	return entries.ResolveOutlets(names, decided)
}

// Outlet implements catalogue.Outlets.
func (c *Catalogue) Outlet(_ context.Context, sourceID string) (*catalogue.Outlet, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.outlets().Find(sourceID)
}

// widen extends a range of dates by one, each at its own precision.
func widen(first, last *string, d cutting.Date) {
	if entries.WhenOf(d).Prec == entries.Undated {
		return
	}
	day := entries.DateOnly(d.Value)
	if *first == "" || day < *first {
		*first = day
	}
	if day > *last {
		*last = day
	}
}

// Sources implements catalogue.Counter.
func (c *Catalogue) Sources(context.Context) ([]catalogue.SourceCount, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	outlets := c.outlets()
	out := make([]catalogue.SourceCount, outlets.Len())
	for i := range out {
		out[i].Outlet = *outlets.At(i)
	}
	for _, r := range c.pages {
		out[outlets.Number(r.Page.Source.ID)].Captures++
	}
	c.eachEntry(func(_ string, e *catalogue.Entry) {
		s := &out[outlets.Number(e.Source.ID)]
		s.Cuttings++
		widen(&s.First, &s.Last, e.Published)
	})
	out = slices.DeleteFunc(out[1:], func(s catalogue.SourceCount) bool { return s.Captures+s.Cuttings == 0 })
	slices.SortFunc(out, func(a, b catalogue.SourceCount) int {
		return cmp.Or(cmp.Compare(b.Cuttings, a.Cuttings), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// Sections implements catalogue.Counter.
func (c *Catalogue) Sections(_ context.Context, sourceID string) ([]catalogue.SectionCount, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	outlets := c.outlets()
	if _, err := outlets.Find(sourceID); err != nil {
		return nil, err
	}
	sections, rails := map[string]int{}, map[string]int{}
	c.eachEntry(func(_ string, e *catalogue.Entry) {
		if outlets.Number(e.Source.ID) != outlets.Number(sourceID) {
			return
		}
		sections[e.Section]++
		rails[e.Rail]++
	})
	return entries.Sections(countList(sections), countList(rails), words.HeadingKey), nil
}

func countList(counts map[string]int) []catalogue.Count {
	out := []catalogue.Count{}
	for v, n := range counts {
		out = append(out, catalogue.Count{Value: v, Count: n})
	}
	return out
}

// Stats implements catalogue.Counter.
func (c *Catalogue) Stats(context.Context) (catalogue.Stats, error) {
	c.mu.RLock()
	defer c.mu.RUnlock()
	s := catalogue.Stats{
		Captures: len(c.pages), ByKind: map[cutting.Kind]int{},
		ByPageKind: map[cutting.PageKind]int{}, ByLang: map[string]int{},
	}
	for _, r := range c.pages {
		if r.Page.Failure != "" {
			s.Failures++
		} else {
			s.Pages++
			s.ByPageKind[r.Page.Kind]++
		}
		s.Sightings += len(r.Sightings)
	}
	c.eachEntry(func(_ string, e *catalogue.Entry) {
		s.Cuttings++
		s.ByKind[e.Kind]++
		if e.Lang != "" {
			s.ByLang[e.Lang]++
		}
		widen(&s.First, &s.Last, e.Published)
	})
	return s, nil
}

// Dump implements catalogue.Dumper.
func (c *Catalogue) Dump(ctx context.Context, w io.Writer) error {
	c.mu.RLock()
	defer c.mu.RUnlock()
	d := entries.NewDumper(w)
	for _, id := range slices.Sorted(maps.Keys(c.pages)) {
		if err := ctx.Err(); err != nil {
			return cutting.Errorf(cutting.Unavailable, "the dump was interrupted: %w", err)
		}
		r := c.pages[id]
		d.Page(&r.Page)
		for i := range r.Sightings {
			d.Sighting(&r.Sightings[i])
		}
	}
	var ids []string
	c.eachEntry(func(id string, _ *catalogue.Entry) { ids = append(ids, id) })
	slices.Sort(ids)
	for _, id := range ids {
		e := c.entries[id].now
		d.Entry(entries.EntryLine{ID: id, Capture: e.CaptureID, Ordinal: e.Ordinal, Sightings: len(e.Sightings),
			Versions: e.Versions})
	}
	d.Outlets(c.outlets())
	for _, r := range c.presentRows("") {
		if r.Of != catalogue.OfStage {
			d.Row(&r.StageRow)
		}
	}
	return d.Flush()
}

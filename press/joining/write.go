package joining

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/reading/across"
	"cuttings/reading/names"
)

// The keys of the stage's rows, besides its mark.
const (
	nameKey      = "name/"     // and a name's ID: cutting.JoinedName
	formKey      = "form/"     // and a folded form: the IDs of names that have it as another form than their title
	listKey      = "list/"     // and a number of a page: the most used names, []cutting.ListedName
	proposalsKey = "proposals" // []cutting.ProposedMerge
)

// listed is the maximum number of names in the list: more than anybody pages through.
const listed = 5000

// listPage is the number of names of the list in one row.
const listPage = 100

// rowsAtOnce is the number of rows written in one batch.
const rowsAtOnce = 2000

// written is the content of the stage's rows, as far as needed to write only what differs.
type written struct {
	known            bool
	names            map[string]keptName            // by ID
	list             []*cutting.ListedName          // the same names, in the order of the list
	at               map[string]*cutting.ListedName // by ID
	forms            map[string][]string            // folded form → IDs of names with another title that have it
	again            []string                       // IDs of names to be written even if nothing was joined
	againForms       []string                       // likewise, folded forms
	notes            map[string]string              // the present rows about all names
	sharedForms      map[string]bool                // folded forms that several names have
	againSharedForms map[string]uint32              // likewise, with the shards whose rows may be of another state
	// disputed are the cuttings that have a row for is:disputed.
	disputed map[string]bool
	proposer *proposer // of the names kept
	// changed are the rows of names and forms whose content is not known.
	changed map[string]bool
	later   bool                  // the rows about all names are of a later state than the memory
	decided cutting.NameDecisions // the decisions the written proposals are based on
}

// keptName is what the stage keeps in memory of a name that has a row.
type keptName struct {
	id, form string
	kind     names.Kind
	texts    int
	forms    []string // its variants, the most used first
	related  []string // IDs
}

func newKept(n *across.Name) keptName {
	out := keptName{id: n.ID, form: n.Form, kind: n.Kind, texts: n.Texts}
	for _, v := range n.Variants {
		out.forms = append(out.forms, v.Form)
	}
	for _, r := range n.Related {
		out.related = append(out.related, r.Name)
	}
	return out
}

// namesWithForm returns the IDs of the names that have a form.
func (w *written) namesWithForm(k cutting.NameKey) []string {
	var out []string
	for _, id := range append(slices.Clone(w.forms[k.Form]), k.String()) {
		if n, ok := w.names[id]; ok && string(n.kind) == k.Kind {
			out = append(out, id)
		}
	}
	return out
}

// batcher writes rows in batches.
type batcher struct {
	ctx context.Context
	c   press.Catalogue
	b   catalogue.Batch
	// known are the existing rows of names and forms whose content is not known; nil where the content of all
	// is known.
	known map[string]bool
	// changed are the keys of the rows of names and forms that were written or dropped.
	changed []string
}

func (w *batcher) put(key string, value any) error {
	b, err := json.Marshal(value)
	if err != nil {
		return err
	}
	w.b.Rows = append(w.b.Rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: StageName, Key: key},
		Of: catalogue.OfStage, Version: version, Value: b})
	return w.flush(rowsAtOnce)
}

func (w *batcher) drop(key string) error {
	w.changed = append(w.changed, key)
	w.b.Drop = append(w.b.Drop, catalogue.RowKey{Stage: StageName, Key: key})
	return w.flush(rowsAtOnce)
}

// flush writes the pending rows if there are at least least of them.
func (w *batcher) flush(least int) error {
	if n := len(w.b.Rows) + len(w.b.Drop); n < least || n == 0 {
		return nil
	}
	err := w.c.Apply(w.ctx, w.b)
	w.b = catalogue.Batch{}
	return err
}

// write writes what has changed since the last write.
func (j *Joiner) write(ctx context.Context, c press.Catalogue, m mark) error {
	var old map[string]string
	if !j.written.known {
		old = map[string]string{}
		j.written = newWritten()
		j.written.later = true
		err := c.Rows(ctx, StageName, "", func(r catalogue.StageRow) bool {
			switch {
			case r.Of == catalogue.OfCutting:
				j.written.disputed[r.Key] = true
			case r.Key == markKey, strings.HasPrefix(r.Key, memoryKey), strings.HasPrefix(r.Key, sinceKey):
			case strings.HasPrefix(r.Key, nameKey), strings.HasPrefix(r.Key, formKey),
				strings.HasPrefix(r.Key, sharedFormKey):
				old[r.Key] = string(r.Value)
			default:
				j.written.notes[r.Key] = string(r.Value)
			}
			return true
		})
		if err != nil {
			j.written = written{}
			return err
		}
	}
	if err := j.writeAll(ctx, c, &m, old); err != nil {
		j.index, j.written = nil, written{} // it is not known any more what was written
		return err
	}
	return nil
}

func (j *Joiner) writeAll(ctx context.Context, c press.Catalogue, m *mark, old map[string]string) error {
	b := &batcher{ctx: ctx, c: c, known: j.written.changed}
	open := j.mark
	open.Open = true
	if err := b.put(markKey, open); err != nil {
		return err
	}
	if err := j.writeNames(b, m.Decided, old); err != nil {
		return err
	}
	if err := b.flush(1); err != nil {
		return err
	}
	if err := j.writeDisputes(ctx, c); err != nil {
		return err
	}
	if err := j.writeProposals(b, m.Decided); err != nil {
		return err
	}
	if err := j.writeMemory(b); err != nil {
		return err
	}
	if err := b.flush(1); err != nil {
		return err
	}
	// The changes just written about cuttings are skipped: there is no other writer.
	at, err := c.Changes(ctx, j.at, func(catalogue.Change) bool { return true }, joinedStages...)
	if err != nil {
		return err
	}
	j.at, m.At = at, at
	clear(j.written.changed)
	j.written.later = false
	// The mark is written last, so that after a kill the rest is done again.
	return j.writeMark(ctx, c, *m)
}

func (j *Joiner) writeMark(ctx context.Context, c press.Catalogue, m mark) error {
	b := &batcher{ctx: ctx, c: c}
	m.Memory = j.memory
	if err := b.put(markKey, m); err != nil {
		return err
	}
	if err := b.flush(1); err != nil {
		return err
	}
	j.mark = m
	return nil
}

// writeNames writes the names that have changed. old are the existing rows of names where their content is not
// known; those of no name are dropped.
func (j *Joiner) writeNames(b *batcher, d cutting.NameDecisions, old map[string]string) error {
	w := &j.written
	shown := map[cutting.NameKey]string{}
	for _, f := range d.Forms {
		shown[f.Of] = f.Form
	}
	changes := j.index.Update()
	for _, id := range changes.Texts {
		if j.claims[id] != nil {
			j.claimsChanged[id] = true
		}
	}
	forms := map[string]bool{}
	ids, changed := map[string]bool{}, make(map[string]across.Name, len(changes.Names))
	for _, id := range changes.Gone {
		w.forget(id, forms)
		ids[id] = true
	}
	for _, n := range changes.Names {
		w.forget(n.ID, forms)
		ids[n.ID] = true
		if worthKeeping(&n) {
			w.addKnown(newKept(&n), forms)
		}
		changed[n.ID] = n
	}
	for _, id := range w.again {
		ids[id] = true
	}
	for _, form := range w.againForms {
		forms[form] = true
	}
	w.again, w.againForms = nil, nil
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		if _, ok := w.names[id]; !ok {
			if old == nil {
				if err := b.drop(nameKey + id); err != nil {
					return err
				}
			}
			continue
		}
		n, ok := changed[id]
		if !ok {
			n, _ = j.index.Name(id)
		}
		joined := joinedName(&n, shown)
		w.enlist(Listed(joined))
		if err := b.putNew(nameKey+id, joined, old); err != nil {
			return err
		}
	}
	for _, form := range slices.Sorted(maps.Keys(forms)) {
		having := w.forms[form]
		if len(having) == 0 {
			if old == nil {
				if err := b.drop(formKey + form); err != nil {
					return err
				}
			}
			continue
		}
		if err := b.putNew(formKey+form, having, old); err != nil {
			return err
		}
	}
	if err := j.writeSharedForms(b, changes.Forms, old); err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(old)) {
		if err := b.drop(key); err != nil {
			return err
		}
	}
	return j.writeList(b)
}

// putNew writes a row unless it is unchanged, and removes it from old; rows left in old are obsolete.
func (w *batcher) putNew(key string, value any, old map[string]string) error {
	w.changed = append(w.changed, key)
	was, ok := old[key]
	if old == nil && w.known[key] {
		row, err := w.c.Row(w.ctx, catalogue.RowKey{Stage: StageName, Key: key})
		if err == nil {
			was, ok = string(row.Value), true
		} else if cutting.KindOf(err) != cutting.NotFound {
			return err
		}
	}
	if ok {
		b, err := json.Marshal(value)
		if err != nil {
			return err
		}
		delete(old, key)
		if was == string(b) {
			return nil
		}
	}
	return w.put(key, value)
}

// forget removes a name from the known ones, and adds its forms to forms.
func (w *written) forget(id string, forms map[string]bool) {
	n, ok := w.names[id]
	if !ok {
		return
	}
	delete(w.names, id)
	w.proposer.drop(id)
	for _, form := range n.lookedUp() {
		w.forms[form] = slices.DeleteFunc(w.forms[form], func(o string) bool { return o == id })
		if len(w.forms[form]) == 0 {
			delete(w.forms, form)
		}
		forms[form] = true
	}
	if l := w.at[id]; l != nil {
		if i, ok := slices.BinarySearchFunc(w.list, l, compareListed); ok {
			w.list = slices.Delete(w.list, i, i+1)
		}
		delete(w.at, id)
	}
}

// addKnown adds a name to the known ones, and its forms to forms.
func (w *written) addKnown(n keptName, forms map[string]bool) {
	w.names[n.id] = n
	w.proposer.put(n)
	for _, form := range n.lookedUp() {
		ids := append(w.forms[form], n.id)
		slices.Sort(ids)
		w.forms[form] = ids
		forms[form] = true
	}
}

// enlist adds a name to the list, or replaces the one with the same ID.
func (w *written) enlist(l cutting.ListedName) {
	if was := w.at[l.ID]; was != nil {
		if i, ok := slices.BinarySearchFunc(w.list, was, compareListed); ok {
			w.list = slices.Delete(w.list, i, i+1)
		}
	}
	i, _ := slices.BinarySearchFunc(w.list, &l, compareListed)
	w.list = slices.Insert(w.list, i, &l)
	w.at[l.ID] = &l
}

func compareListed(a, b *cutting.ListedName) int {
	return cmp.Or(cmp.Compare(b.Texts, a.Texts), strings.Compare(a.Form, b.Form), strings.Compare(a.ID, b.ID))
}

// lookedUp returns the folded forms by which a name is looked up besides its ID.
func (n *keptName) lookedUp() []string {
	var out []string
	for _, form := range n.forms {
		if k := KeyOf(string(n.kind), form); k.String() != n.id && !slices.Contains(out, k.Form) {
			out = append(out, k.Form)
		}
	}
	return out
}

// writeList writes the pages of the list that have changed.
func (j *Joiner) writeList(b *batcher) error {
	list := j.written.list[:min(len(j.written.list), listed)]
	for page := range listed / listPage {
		key := listKey + strconv.Itoa(page)
		from := min(page*listPage, len(list))
		part := list[from:min(from+listPage, len(list))]
		if len(part) == 0 {
			if _, ok := j.written.notes[key]; ok {
				delete(j.written.notes, key)
				if err := b.drop(key); err != nil {
					return err
				}
			}
			continue
		}
		if err := j.note(b, key, part); err != nil {
			return err
		}
	}
	return nil
}

// note writes a row about all names unless it is unchanged.
func (j *Joiner) note(b *batcher, key string, value any) error {
	now, err := json.Marshal(value)
	if err != nil || j.written.notes[key] == string(now) {
		return err
	}
	j.written.notes[key] = string(now)
	return b.put(key, json.RawMessage(now))
}

// writeDisputes writes the disputes if claims, or whom they are about, have changed.
func (j *Joiner) writeDisputes(ctx context.Context, c press.Catalogue) error {
	for id := range j.claimsChanged {
		j.updateClaims(id)
	}
	clear(j.claimsChanged)
	if _, written := j.written.notes[disputesKey]; !j.disputes.Update() && written && !j.written.later {
		return nil
	}
	list := j.disputeList()
	if err := j.markDisputed(ctx, c, list); err != nil {
		return err
	}
	b := &batcher{ctx: ctx, c: c}
	if err := j.note(b, disputesKey, list); err != nil {
		return err
	}
	return b.flush(1)
}

// writeProposals writes the pairs of names that may be one, if they or the decisions changed.
func (j *Joiner) writeProposals(b *batcher, d cutting.NameDecisions) error {
	_, written := j.written.notes[proposalsKey]
	if !j.written.proposer.update() && written && equalDecisions(j.written.decided, d) && !j.written.later {
		return nil
	}
	j.written.decided = d
	return j.note(b, proposalsKey, j.written.proposer.list(j.written.at, d))
}

// worthKeeping reports whether a name gets a row: a name that one text has in one form needs none, because it
// is found by that form.
func worthKeeping(n *across.Name) bool { return len(n.Variants) > 1 || n.Locals > 1 }

// joinedName returns the value of a name's row.
func joinedName(n *across.Name, shown map[cutting.NameKey]string) *cutting.JoinedName {
	out := &cutting.JoinedName{ID: n.ID, Kind: string(n.Kind), Form: n.Form, Texts: n.Texts}
	for _, v := range n.Variants {
		out.Variants = append(out.Variants, cutting.NameVariant{Form: v.Form, Count: v.Count, Texts: v.Texts,
			First: v.First, Last: v.Last, Sources: v.Sources, Why: string(v.Why),
			Evidence: cutting.NameEvidence{Cutting: v.Evidence.Text, At: cutting.At(v.Evidence.Span)}})
		if v.First != "" && (out.First == "" || v.First < out.First) {
			out.First = v.First
		}
		out.Last = max(out.Last, v.Last)
		if form, ok := shown[KeyOf(out.Kind, v.Form)]; ok {
			out.Form, out.Renamed = form, true
		}
	}
	for _, r := range n.Related {
		if !r.Single { // a name that one text has in one form has no row
			out.Related = append(out.Related, cutting.RelatedName{ID: r.Name, Form: r.Form, How: r.How})
		}
	}
	return out
}

// Listed returns a name's entry for lists.
func Listed(n *cutting.JoinedName) cutting.ListedName {
	return cutting.ListedName{ID: n.ID, Kind: n.Kind, Form: n.Form, Texts: n.Texts, Variants: len(n.Variants),
		First: n.First, Last: n.Last}
}

package joining

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/internal/pack"
	"cuttings/press"
	"cuttings/press/readers"
	"cuttings/reading/across"
	"cuttings/reading/disputes"
	"cuttings/reading/names"
)

// A joiner's memory is kept in rows from time to time, so that the next process need not join the whole archive
// again: it reads these rows, and then what has changed since.
const (
	memoryKey = "memory/" // and a number: a part of the memory, packed
	sinceKey  = "since/"  // and a number: the keys of the rows of names and forms written by a run since
)

// keptMemory describes the memory that is kept in rows; the zero value is none.
type keptMemory struct {
	At      catalogue.Position    `json:"at"`
	Decided cutting.NameDecisions `json:"decided,omitzero"`
	Parts   int                   `json:"parts"`
	Since   int                   `json:"since,omitempty"` // runs that have written since
}

const (
	memoryPart = 1 << 20 // bytes of a part
	// The memory is kept again when one in memoryShare texts, and at least leastChanged, have changed since.
	memoryShare  = 32
	leastChanged = 128
)

// writeMemory keeps the memory if much has changed since it was kept, else it records which rows have changed.
func (j *Joiner) writeMemory(b *batcher) error {
	least := j.least
	if least == 0 {
		least = leastChanged
	}
	keep := j.since >= max(least, j.index.Len()/memoryShare)
	if !keep && j.memory.Parts > 0 {
		if len(b.changed) == 0 {
			return nil
		}
		err := b.put(sinceName(j.memory.Since), b.changed)
		j.memory.Since++
		return err
	}
	now := keptMemory{}
	if keep {
		parts := &memoryParts{b: b}
		if err := j.pack(parts); err != nil {
			return err
		}
		now = keptMemory{At: j.at, Decided: j.decided, Parts: parts.count}
		j.since = 0
	}
	for n := now.Parts; n < j.mark.Memory.Parts; n++ {
		if err := b.drop(memoryName(n)); err != nil {
			return err
		}
	}
	for n := range j.mark.Memory.Since {
		if err := b.drop(sinceName(n)); err != nil {
			return err
		}
	}
	j.memory = now
	return nil
}

func memoryName(n int) string { return fmt.Sprintf("%s%06d", memoryKey, n) }
func sinceName(n int) string  { return fmt.Sprintf("%s%06d", sinceKey, n) }

// memoryParts writes bytes as the rows of memory, each as soon as it is full: a memory of many megabytes is not held
// a second time until a batch is.
type memoryParts struct {
	b     *batcher
	part  []byte
	count int
}

func (m *memoryParts) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		n := min(len(rest), memoryPart-len(m.part))
		m.part, rest = append(m.part, rest[:n]...), rest[n:]
		if len(m.part) == memoryPart {
			if err := m.flush(); err != nil {
				return 0, err
			}
		}
	}
	return len(p), nil
}

// flush writes the bytes that have no row yet.
func (m *memoryParts) flush() error {
	if len(m.part) == 0 {
		return nil
	}
	if err := m.b.put(memoryName(m.count), m.part); err != nil {
		return err
	}
	m.part = m.part[:0]
	m.count++
	return m.b.flush(1)
}

// pack writes the joiner's memory in the form unpack reads.
func (j *Joiner) pack(to *memoryParts) error {
	w := &pack.Writer{}
	j.index.Keep(w)
	var unsplit []across.Text
	for _, id := range slices.Sorted(maps.Keys(j.unsplit)) {
		unsplit = append(unsplit, j.unsplit[id])
	}
	value, err := json.Marshal(unsplit)
	if err != nil {
		return err
	}
	w.String(string(value))
	w.Int(len(j.shown))
	for id, key := range j.shown {
		w.String(id)
		w.String(key)
	}
	w.Int(len(j.claims))
	for id, t := range j.claims {
		w.String(id)
		disputes.Keep(w, t.Claims, t.Facts)
	}
	j.written.pack(w)
	if err := w.CompressTo(to); err != nil {
		return err
	}
	return to.flush()
}

// unpack fills an empty joiner with what packed returned.
func (j *Joiner) unpack(b []byte) error {
	r, err := pack.NewReader(b)
	if err != nil {
		return err
	}
	if err := j.index.Restore(r); err != nil {
		return err
	}
	var unsplit []across.Text
	if s := r.String(); r.Err() == nil {
		if err := json.Unmarshal([]byte(s), &unsplit); err != nil {
			return err
		}
	}
	for _, t := range unsplit {
		j.unsplit[t.ID] = t
	}
	for range r.Len() {
		id, key := r.String(), r.String()
		j.shown[id] = key
		j.showing[key] = append(j.showing[key], id)
	}
	for range r.Len() {
		id := r.String()
		claims, facts := disputes.Restore(r)
		j.claims[id] = &readers.TextClaims{Claims: claims, Facts: facts}
	}
	j.written.unpack(r)
	return r.Err()
}

// restore fills an empty joiner with the kept memory of an earlier one, and with which rows were written since;
// it stays empty where no usable memory was kept.
func (j *Joiner) restore(ctx context.Context, c press.Catalogue) error {
	m := j.mark
	if m.Version != version || m.Open || m.Memory.Parts == 0 {
		return nil
	}
	_, err := c.Changes(ctx, m.Memory.At, func(catalogue.Change) bool { return false })
	if cutting.KindOf(err) == cutting.Conflict {
		return nil // kept in another catalogue, which this one is a copy of
	} else if err != nil {
		return err
	}
	var packed []byte
	for n := range m.Memory.Parts {
		var part []byte
		if err := read(ctx, c, memoryName(n), &part); cutting.KindOf(err) == cutting.NotFound {
			return nil
		} else if err != nil {
			return err
		}
		packed = append(packed, part...)
	}
	d := j.decided
	j.dropState(m.Memory.Decided)
	j.written = newWritten()
	if err := j.unpack(packed); err != nil {
		j.dropState(d) // of another form, or damaged: everything is read again
		return nil
	}
	j.at, j.memory = m.Memory.At, m.Memory
	for id := range j.claims {
		j.updateClaims(id)
	}
	return j.written.readNotes(ctx, c, m)
}

// readNotes reads the rows about all names, and which other rows were written since the memory was kept.
func (w *written) readNotes(ctx context.Context, c press.Catalogue, m mark) error {
	w.decided, w.later = m.Decided, true
	for n := range m.Memory.Since {
		var keys []string
		if err := read(ctx, c, sinceName(n), &keys); err != nil {
			return err
		}
		for _, key := range keys {
			w.changed[key] = true
		}
	}
	for key := range w.changed {
		if id, ok := strings.CutPrefix(key, nameKey); ok {
			w.again = append(w.again, id)
		} else if form, ok := strings.CutPrefix(key, formKey); ok {
			w.againForms = append(w.againForms, form)
		} else if form, shard, ok := parseSharedFormKey(key); ok {
			w.againSharedForms[form] |= 1 << shard
		}
	}
	err := c.Rows(ctx, StageName, listKey, func(r catalogue.StageRow) bool {
		ok := strings.HasPrefix(r.Key, listKey)
		if ok {
			w.notes[r.Key] = string(r.Value)
		}
		return ok
	})
	if err != nil {
		return err
	}
	for _, key := range []string{proposalsKey, disputesKey} {
		row, err := c.Row(ctx, catalogue.RowKey{Stage: StageName, Key: key})
		if cutting.KindOf(err) == cutting.NotFound {
			continue
		} else if err != nil {
			return err
		}
		w.notes[key] = string(row.Value)
	}
	list, err := Lookup{}.Disputes(ctx, c)
	for _, d := range list {
		w.disputed[d.A.Cutting], w.disputed[d.B.Cutting] = true, true
	}
	return err
}

func newWritten() written {
	return written{known: true, names: map[string]keptName{}, at: map[string]*cutting.ListedName{},
		forms: map[string][]string{}, notes: map[string]string{}, disputed: map[string]bool{},
		proposer: newProposer(), changed: map[string]bool{}, sharedForms: map[string]bool{},
		againSharedForms: map[string]uint32{}}
}

// pack writes the names that have rows, in the order of the list.
func (w *written) pack(to *pack.Writer) {
	number := map[string]int{}
	to.Int(len(w.list))
	for i, l := range w.list {
		number[l.ID] = i
		n := w.names[l.ID]
		to.String(n.id)
		to.String(n.form)
		to.String(string(n.kind))
		to.Int(n.texts)
		to.Strings(n.forms)
		to.Strings(n.related)
		to.String(l.Form)
		to.String(l.First)
		to.String(l.Last)
		to.Int(l.Variants)
		for _, f := range w.proposer.names[n.id].forms {
			to.Int(len(f.keys))
			for _, key := range f.keys {
				to.Fixed(key)
			}
		}
	}
	for _, l := range w.list {
		n := w.proposer.names[l.ID]
		to.Int(len(n.pairs))
		for m, pair := range n.pairs {
			to.Int(number[m.id])
			to.String(pair.how)
			to.String(pair.a)
			to.String(pair.b)
		}
	}
	to.Strings(slices.Sorted(maps.Keys(w.sharedForms)))
	to.Int(len(w.forms))
	for form, ids := range w.forms {
		to.String(form)
		to.Strings(ids)
	}
}

func (w *written) unpack(r *pack.Reader) {
	count := r.Len()
	w.list = make([]*cutting.ListedName, 0, count)
	all := make([]*proposedName, 0, count)
	for range count {
		n := keptName{id: r.String(), form: r.String(), kind: names.Kind(r.String()), texts: r.Int(),
			forms: r.Strings(), related: r.Strings()}
		l := &cutting.ListedName{ID: n.id, Kind: string(n.kind), Form: r.String(), Texts: n.texts, First: r.String(),
			Last: r.String(), Variants: r.Int()}
		w.names[n.id], w.at[n.id] = n, l
		w.list = append(w.list, l)
		p := &proposedName{keptName: n, pairs: map[*proposedName]proposedPair{}}
		for _, form := range n.forms {
			f := &proposedForm{of: p, text: form, keys: make([]uint64, r.Len())}
			for k := range f.keys {
				f.keys[k] = r.Fixed()
				w.proposer.blocks[f.keys[k]] = append(w.proposer.blocks[f.keys[k]], f)
			}
			p.forms = append(p.forms, f)
		}
		w.proposer.names[n.id] = p
		all = append(all, p)
	}
	for _, p := range all {
		for range r.Len() {
			m := all[r.Index(len(all))]
			p.pairs[m] = proposedPair{r.String(), r.String(), r.String()}
		}
	}
	for _, form := range r.Strings() {
		w.sharedForms[form] = true
	}
	for range r.Len() {
		form := r.String()
		w.forms[form] = r.Strings()
	}
}

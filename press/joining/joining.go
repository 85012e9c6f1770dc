// Package joining makes the joining of names a stage over the whole archive: it follows the catalogue's
// changes, keeps an index of names in memory, and writes changes in it as rows for lookup.
package joining

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/press/readers"
	"cuttings/reading/across"
	"cuttings/reading/aliases"
	"cuttings/reading/disputes"
	"cuttings/reading/forms"
	"cuttings/reading/names"
	"cuttings/reading/within"
)

// StageName is the stage's name, and that of its rows.
const StageName = "joined-names"

// version is the stage's; raising it joins all names anew.
const version = 26

// Joiner is the stage. It keeps what it has read, so that the cost of the next run is proportional to the
// changes; a new one reads all names of the archive first. It is safe for concurrent use.
type Joiner struct {
	mu        sync.Mutex
	at        catalogue.Position    // position up to which it has followed
	decided   cutting.NameDecisions // the decisions applied to the index
	index     *across.Index
	different [][2]across.Key
	// unsplit are the texts that a decision splits, as they were before, by cutting; the index has all others.
	unsplit       map[string]across.Text
	claims        map[string]*readers.TextClaims
	disputes      *disputes.Index // of claims, under the joined names
	claimsChanged map[string]bool // cuttings whose claims changed since
	// shown maps a cutting to the key of its text, showing a text to the cuttings that have or had it.
	shown   map[string]string
	showing map[string][]string
	written written    // the present rows
	mark    mark       // as in its row
	memory  keptMemory // what of this is kept in rows
	since   int        // texts that changed since memory was kept
	news    bool       // some changes are not written yet
	patient bool
	pending bool
	large   int // number of texts from which a patient joiner postpones reading them all
	least   int // minimum number of changed texts before memory is kept again
}

// Stage returns the joiner as a stage of a run. decided returns the present decisions about names.
func (j *Joiner) Stage(decided func() cutting.NameDecisions) press.Stage {
	return press.Stage{Name: StageName, Version: version,
		Needs:   []string{press.Cuttings, press.Decisions, readers.LocalNames, readers.Claims},
		Gives:   []string{StageName},
		Archive: func(ctx context.Context, c press.Catalogue) error { return j.run(ctx, c, decided(), true) },
		Release: j.release}
}

// release drops the state, of which the next run reads what is kept in rows.
func (j *Joiner) release() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.dropState(cutting.NameDecisions{})
	j.index = nil
}

// manyTexts is the default of Joiner.large.
const manyTexts = 2000

// BePatient makes a joiner that has not read a large archive postpone reading it, unless a decision about names
// needs it, so that a person who corrects a page does not wait for it. CatchUp does what was postponed.
func (j *Joiner) BePatient() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.patient = true
}

// Pending reports whether something was postponed.
func (j *Joiner) Pending() bool {
	if !j.mu.TryLock() {
		return false // it is in progress
	}
	defer j.mu.Unlock()
	return j.pending
}

// CatchUp updates the rows, however long it takes.
func (j *Joiner) CatchUp(ctx context.Context, c press.Catalogue, d cutting.NameDecisions) error {
	return j.run(ctx, c, d, false)
}

// mark is the row with the position up to which the rows have followed.
type mark struct {
	At      catalogue.Position    `json:"at"`
	Version int                   `json:"version"`
	Decided cutting.NameDecisions `json:"decided,omitzero"`
	Texts   int                   `json:"texts"`
	Open    bool                  `json:"open,omitempty"` // a run is writing
	Memory  keptMemory            `json:"memory,omitzero"`
}

const markKey = "mark"

func (j *Joiner) run(ctx context.Context, c press.Catalogue, d cutting.NameDecisions, patient bool) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	var m mark
	row, err := c.Row(ctx, catalogue.RowKey{Stage: StageName, Key: markKey})
	if err == nil {
		err = json.Unmarshal(row.Value, &m)
	} else if cutting.KindOf(err) == cutting.NotFound {
		err = nil
	}
	if err != nil {
		return err
	}
	patient = patient && j.patient
	fresh := m.Version == version && equalDecisions(m.Decided, d)
	if fresh {
		changed, err := j.changedSince(ctx, c, m.At)
		if err != nil {
			return err
		}
		if !changed {
			j.pending = false
			return nil
		}
		if patient && j.index == nil && m.Texts > cmp.Or(j.large, manyTexts) {
			j.pending = true
			return nil
		}
	}
	j.mark = m
	if err := j.follow(ctx, c, d); err != nil {
		j.index = nil // it may have half of the changes
		return err
	}
	now := mark{At: j.at, Version: version, Decided: d, Texts: j.index.Len()}
	if fresh && !j.news && j.written.known {
		return j.writeMark(ctx, c, now)
	}
	err = j.write(ctx, c, now)
	j.news, j.pending = err != nil, false
	return err
}

// equalDecisions reports whether two sets of decisions are equal, the order of lines included.
func equalDecisions(a, b cutting.NameDecisions) bool {
	x, err := json.Marshal(a)
	if err != nil {
		return false
	}
	y, err := json.Marshal(b)
	return err == nil && string(x) == string(y)
}

// joinedStages are the stages whose rows are joined.
var joinedStages = []string{readers.LocalNames, readers.Claims}

// changedSince reports whether anything that joining reads has changed after a position: a cutting, or a row of a
// text's names or claims.
func (j *Joiner) changedSince(ctx context.Context, c press.Catalogue, at catalogue.Position) (bool, error) {
	changed := false
	_, err := c.Changes(ctx, at, func(ch catalogue.Change) bool {
		changed = ch.Of != catalogue.PageThing
		return !changed
	}, joinedStages...)
	if cutting.KindOf(err) == cutting.Conflict {
		return true, nil
	}
	return changed, err
}

// follow updates the index.
func (j *Joiner) follow(ctx context.Context, c press.Catalogue, d cutting.NameDecisions) error {
	if j.index != nil {
		if _, err := c.Changes(ctx, j.at, func(catalogue.Change) bool { return false }); err != nil {
			if cutting.KindOf(err) != cutting.Conflict {
				return err
			}
			j.index = nil // another catalogue, newly made
		}
	}
	if j.index == nil {
		j.dropState(d)
		if err := j.restore(ctx, c); err != nil {
			return err
		}
	}
	if !equalDecisions(j.decided, d) {
		j.decide(d)
	}
	ids := map[string]bool{}
	next, err := c.Changes(ctx, j.at, func(ch catalogue.Change) bool {
		switch ch.Of {
		case catalogue.CuttingThing:
			ids[ch.Key] = true
		case catalogue.RowThing:
			for _, id := range j.showing[ch.Key] {
				ids[id] = true
			}
		}
		return true
	}, joinedStages...)
	if err != nil {
		return err
	}
	for list := range slices.Chunk(slices.Sorted(maps.Keys(ids)), takenAtOnce) {
		found, err := findTexts(ctx, c, list)
		if err != nil {
			return err
		}
		for _, id := range list {
			if err := j.take(id, found); err != nil {
				return err
			}
		}
	}
	j.at = next
	return nil
}

// dropState drops all state of the archive.
func (j *Joiner) dropState(d cutting.NameDecisions) {
	j.at, j.unsplit, j.claims = "", map[string]across.Text{}, map[string]*readers.TextClaims{}
	j.shown, j.showing = map[string]string{}, map[string][]string{}
	j.disputes, j.claimsChanged = disputes.NewIndex(), map[string]bool{}
	j.written, j.news, j.memory, j.since = written{}, true, keptMemory{}, 0
	j.index, j.decided, j.different = across.NewIndex(decisionsOf(d)), d, decisionsOf(d).Different
}

// decide applies other decisions to the index.
func (j *Joiner) decide(d cutting.NameDecisions) {
	was, now := j.decided, decisionsOf(d)
	pairs := slices.Concat(j.different, now.Different)
	j.index.Decide(now)
	j.decided, j.different, j.news = d, now.Different, true
	for _, p := range pairs {
		if slices.Contains(decisionsOf(was).Different, p) == slices.Contains(now.Different, p) {
			continue
		}
		for _, id := range j.index.TextsOf(p[0]) {
			if t, ok := j.text(id); ok {
				j.putText(t)
			}
		}
	}
	for _, f := range slices.Concat(was.Forms, d.Forms) {
		j.written.again = append(j.written.again, j.written.namesWithForm(f.Of)...)
	}
}

// takenAtOnce is the number of cuttings read together.
const takenAtOnce = 512

// take reads the names of one cutting again.
func (j *Joiner) take(id string, found *texts) error {
	t, key, claims, err := found.of(id)
	if err != nil {
		return err
	}
	if key != j.shown[id] {
		j.shown[id] = key
		j.showing[key] = append(j.showing[key], id)
	}
	if !reflect.DeepEqual(claims, j.claims[id]) {
		j.news, j.claimsChanged[id] = true, true
	}
	delete(j.claims, id)
	if claims != nil {
		j.claims[id] = claims
	}
	old, had := j.text(id)
	if t == nil {
		if had {
			j.news = true
			j.since++
			j.index.Remove(id)
			delete(j.unsplit, id)
		}
		return nil
	}
	if had && sameText(&old, t) {
		return nil
	}
	j.news = true
	j.since++
	j.putText(*t)
	return nil
}

// text returns the names of a cutting as they were read, before decisions split them.
func (j *Joiner) text(id string) (across.Text, bool) {
	if t, ok := j.unsplit[id]; ok {
		return t, true
	}
	return j.index.Text(id)
}

// putText puts the names of a cutting into the index, split as decisions require.
func (j *Joiner) putText(t across.Text) {
	parts, split := splitDifferent(t, j.different)
	if split {
		j.unsplit[t.ID] = t
	} else {
		delete(j.unsplit, t.ID)
	}
	j.index.Add(parts)
}

// sameText reports whether two readings of a cutting are equal for the index.
func sameText(a, b *across.Text) bool {
	x, err := json.Marshal(a)
	if err != nil {
		return false
	}
	y, err := json.Marshal(b)
	return err == nil && string(x) == string(y)
}

// texts are some cuttings with the rows about their texts that joining reads.
type texts struct {
	entries       map[string]*catalogue.Entry
	names, claims map[string]*catalogue.StageRow
}

func findTexts(ctx context.Context, c press.Catalogue, ids []string) (*texts, error) {
	t := &texts{}
	var err error
	if t.entries, err = c.EntriesOf(ctx, ids); err != nil {
		return nil, err
	}
	var keys []string
	for _, e := range t.entries {
		keys = append(keys, catalogue.TextKey(&e.Sighting))
	}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	if t.names, err = c.RowsOf(ctx, readers.LocalNames, keys); err != nil {
		return nil, err
	}
	t.claims, err = c.RowsOf(ctx, readers.Claims, keys)
	return t, err
}

// of returns the names of a cutting for joining (nil when it is gone or names nobody), the key of its text, and
// its claims.
func (t *texts) of(id string) (*across.Text, string, *readers.TextClaims, error) {
	e := t.entries[id]
	if e == nil {
		return nil, "", nil, nil
	}
	key := catalogue.TextKey(&e.Sighting)
	claims, err := claimsOf(e, t.claims[key])
	if err != nil || t.names[key] == nil {
		return nil, key, claims, err
	}
	var r cutting.Reading
	if err := r.Add(readers.LocalNames, t.names[key].Value); err != nil {
		return nil, "", nil, err
	}
	if len(r.Locals.Names) == 0 {
		return nil, key, claims, nil
	}
	return acrossText(id, e.Source.ID, e.Published.Value, &r.Locals), key, claims, nil
}

func acrossText(id, source, published string, l *cutting.Locals) *across.Text {
	day, _, _ := strings.Cut(published, "T")
	t := &across.Text{ID: id, Source: source, Date: day}
	for _, n := range l.Names {
		local := across.Local{Kind: names.Kind(n.Kind), Form: n.Form, Gender: n.Gender, Offices: n.Offices,
			Doubt: n.Doubt}
		for _, u := range n.Uses {
			local.Uses = append(local.Uses, across.Use{Form: u.Form, Count: u.Count, First: u.First.Span()})
		}
		for _, a := range n.Aliases {
			local.Aliases = append(local.Aliases,
				across.Alias{Long: a.Long, Short: a.Short, Cue: aliases.Cue(a.Cue), Span: a.At.Span()})
		}
		t.Names = append(t.Names, local)
	}
	for _, p := range l.Parts {
		t.Parts = append(t.Parts, within.Part{Part: p[0], Whole: p[1]})
	}
	return t
}

// splitDifferent splits a text's local names that contain two names which a person decided are different, even
// where the text states that they are one. split reports whether it has any.
func splitDifferent(t across.Text, different [][2]across.Key) (parts across.Text, split bool) {
	if len(different) == 0 {
		return t, false
	}
	t.Names = slices.Clone(t.Names)
	for _, pair := range different {
		for i := range t.Names {
			l := &t.Names[i]
			if l.Kind != pair[0].Kind {
				continue
			}
			main, other := pair[0].Form, pair[1].Form
			if forms.New(l.Form).Key == other {
				main, other = other, main
			}
			has := func(key string) bool {
				return slices.ContainsFunc(l.Uses, func(u across.Use) bool { return forms.New(u.Form).Key == key })
			}
			if !has(main) || !has(other) {
				continue
			}
			is := func(form string) bool { return forms.New(form).Key == other }
			off := across.Local{Kind: l.Kind}
			for _, u := range l.Uses {
				if is(u.Form) {
					off.Form = u.Form
					off.Uses = append(off.Uses, u)
				}
			}
			l.Uses = slices.DeleteFunc(slices.Clone(l.Uses), func(u across.Use) bool { return is(u.Form) })
			l.Aliases = slices.DeleteFunc(slices.Clone(l.Aliases),
				func(a across.Alias) bool { return is(a.Long) || is(a.Short) })
			if !slices.ContainsFunc(l.Uses, func(u across.Use) bool { return u.Form == l.Form }) {
				l.Form = l.Uses[0].Form
			}
			t.Names = append(t.Names, off)
			split = true
		}
	}
	return t, split
}

func decisionsOf(d cutting.NameDecisions) across.Decisions {
	key := func(k cutting.NameKey) across.Key { return across.Key{Kind: names.Kind(k.Kind), Form: k.Form} }
	pairs := func(in [][2]cutting.NameKey) (out [][2]across.Key) {
		for _, p := range in {
			out = append(out, [2]across.Key{key(p[0]), key(p[1])})
		}
		return out
	}
	var none []across.Key
	for _, k := range d.None {
		none = append(none, key(k))
	}
	return across.Decisions{Same: pairs(d.Same), Different: pairs(d.Different), None: none}
}

// KeyOf returns the key of a form, by which names and decisions about them are looked up.
func KeyOf(kind, form string) cutting.NameKey {
	return cutting.NameKey{Kind: kind, Form: forms.New(form).Key}
}

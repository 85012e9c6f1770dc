package stories

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strconv"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/press"
)

// cards are all cuttings of an archive with the rows they have.
type cards struct {
	note storyNote
	all  map[string]*card
	rows map[string]string // cutting → value of its row
	// over all; nil when it has to be built
	index *index
}

// storyNote records up to which position the stories are up to date.
type storyNote struct {
	At      catalogue.Position `json:"at"`
	Version int                `json:"version"`
	// Decided is a checksum of the decisions about stories.
	Decided  string `json:"decided,omitempty"`
	Cuttings int    `json:"cuttings,omitempty"` // number of cuttings
	// Outlets gives the outlet of every source, in JSON; names on other pages, and decisions, may change it.
	Outlets string `json:"outlets,omitempty"`
}

// gather updates the stories to the present cuttings, relations and decisions.
func (k *Keeper) gather(ctx context.Context, cat press.Catalogue, decided cutting.StoryDecisions) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	note, err := readNote[storyNote](ctx, cat, catalogue.StoryStage)
	if err != nil {
		return err
	}
	now := decisionSum(decided)
	if note.Cuttings >= largeArchive && note.Decided == now && press.InHurry(ctx) {
		return nil
	}
	if note.Version != storyVersion {
		note = storyNote{}
	}
	seen, at, err := storyChanges(ctx, cat, note.At)
	if cutting.KindOf(err) == cutting.Conflict {
		note = storyNote{}
		seen, at, err = storyChanges(ctx, cat, "")
	}
	if err != nil {
		return err
	}
	if note.At != "" && !seen.any() && note.Decided == now {
		return nil
	}
	fresh, differ, err := k.freshCards(ctx, cat, note, seen.cuttings)
	if err != nil {
		return err
	}
	outlets := outletReader{ctx: ctx, cat: cat, outlets: map[string]outletOf{}}
	c := k.cards
	k.cards = nil // until it agrees with its rows
	if note.At == "" || differ || len(seen.texts) > 0 || note.Decided != now || outlets.hasChanged(note.Outlets) {
		if c == nil || c.note != note {
			if c, err = loadCards(ctx, cat); err != nil {
				return err
			}
		}
		joined, current, err := k.eachJoined(ctx, cat)
		if err != nil {
			return err
		}
		var ids []string
		if c.index == nil || !current || note.At == "" || note.Decided != now || outlets.hasChanged(note.Outlets) {
			for id, f := range fresh {
				if c.all[id] = f; f == nil {
					delete(c.all, id)
				}
			}
			c.index = newIndex(c.all, outlets.idOf, outlets.isNameOf)
			ids = slices.Collect(maps.Keys(c.all))
		} else {
			c.index.outlet, c.index.isNameOf = outlets.idOf, outlets.isNameOf
			ids = c.index.replace(fresh, seen.texts, joined, decided)
		}
		for id, f := range fresh {
			if f == nil {
				delete(c.rows, id)
			}
		}
		if err := c.write(ctx, cat, assign(c.index, ids, classes(joined), decided)); err != nil {
			return err
		}
		// Writing rows changes cuttings; these changes are skipped.
		if _, at, err = storyChanges(ctx, cat, at); err != nil {
			return err
		}
		if note.Outlets, err = outlets.sum(c.index.sources); err != nil {
			return err
		}
	}
	note = storyNote{At: at, Version: storyVersion, Decided: now, Outlets: note.Outlets, Cuttings: note.Cuttings}
	if c != nil {
		note.Cuttings = len(c.all)
	}
	value, err := json.Marshal(note)
	if err != nil {
		return err
	}
	err = cat.Apply(ctx, catalogue.Batch{Rows: []catalogue.StageRow{{RowKey: catalogue.RowKey{
		Stage: catalogue.StoryStage, Key: noteKey}, Of: catalogue.OfStage, Version: storyVersion, Value: value}}})
	if err == nil && c != nil {
		c.note, k.cards = note, c
	}
	return err
}

// decisionSum returns a checksum of the decisions about stories; "" for none.
func decisionSum(d cutting.StoryDecisions) string {
	if len(d.Joined)+len(d.Separate) == 0 {
		return ""
	}
	b, _ := json.Marshal(d) // strings: cannot fail
	return string(cutting.Sum(b))
}

// changeSet has the changes that stories may depend on.
type changeSet struct {
	cuttings map[string]bool // true: it exists
	texts    map[string]bool // texts with other relations
	pages    bool            // pages, or decisions about outlets
}

func (c *changeSet) any() bool { return len(c.cuttings)+len(c.texts) > 0 || c.pages }

func storyChanges(ctx context.Context, cat press.Catalogue, since catalogue.Position) (out changeSet,
	at catalogue.Position, err error) {
	out.cuttings, out.texts = map[string]bool{}, map[string]bool{}
	at, err = cat.Changes(ctx, since, func(c catalogue.Change) bool {
		switch {
		case c.Of == catalogue.CuttingThing:
			out.cuttings[c.Key] = !c.Gone
		case c.Of == catalogue.RowThing && c.Stage == catalogue.RelationStage:
			out.texts[c.Key] = true
		case c.Of == catalogue.RowThing && c.Stage == catalogue.OutletStage, c.Of == catalogue.PageThing:
			out.pages = true
		}
		return true
	}, catalogue.RelationStage, catalogue.OutletStage)
	return out, at, err
}

// freshCards returns the cards of changed cuttings, nil for removed ones, and reports whether any differs from
// the one in its row.
func (k *Keeper) freshCards(ctx context.Context, cat press.Catalogue, note storyNote,
	changedIDs map[string]bool) (newCards map[string]*card, differs bool, err error) {
	m := &cardMaker{ctx: ctx, cat: cat, pages: map[string]*catalogue.PageRow{}}
	newCards = make(map[string]*card, len(changedIDs))
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(changedIDs)), readAtOnce) {
		cards, err := m.make(ids)
		if err != nil {
			return nil, false, err
		}
		for _, id := range ids {
			newCards[id] = cards[id]
		}
		if differs || note.At == "" {
			continue
		}
		rows, err := cat.RowsOf(ctx, catalogue.StoryStage, ids)
		if err != nil {
			return nil, false, err
		}
		for _, id := range ids {
			old, err := rowCard(rows[id])
			if err != nil {
				return nil, false, err
			}
			differs = differs || !newCards[id].equal(old)
		}
	}
	return newCards, differs, nil
}

// rowCard returns the card in a cutting's row; nil for none.
func rowCard(row *catalogue.StageRow) (*card, error) {
	var v catalogue.StoryRow
	if row == nil || row.Value == nil {
		return nil, nil
	}
	if err := json.Unmarshal(row.Value, &v); err != nil || v.Card == nil {
		return nil, err
	}
	c := &card{}
	return c, json.Unmarshal(v.Card, c)
}

func (c *card) equal(o *card) bool {
	if c == nil || o == nil {
		return c == o
	}
	return c.Text == o.Text && c.Kind == o.Kind && c.Source == o.Source && c.Length == o.Length && c.Head == o.Head &&
		c.Brief == o.Brief && c.Date == o.Date && c.Time == o.Time && c.Zoned == o.Zoned &&
		c.View == o.View && slices.Equal(c.Links, o.Links) && slices.Equal(c.Credits, o.Credits)
}

// loadCards reads the cards of all cuttings from their rows.
func loadCards(ctx context.Context, cat press.Catalogue) (*cards, error) {
	c := &cards{all: map[string]*card{}, rows: map[string]string{}}
	var rowErr error
	err := cat.Rows(ctx, catalogue.StoryStage, "", func(r catalogue.StageRow) bool {
		if r.Of != catalogue.OfCutting || r.Version != storyVersion {
			return true
		}
		var row catalogue.StoryRow
		k := &card{}
		if rowErr = json.Unmarshal(r.Value, &row); rowErr == nil {
			rowErr = json.Unmarshal(row.Card, k)
		}
		c.all[r.Key], c.rows[r.Key] = k, string(r.Value)
		return rowErr == nil
	})
	if err == nil && rowErr != nil {
		err = cutting.Errorf(cutting.Internal, "a row of stage %s cannot be read: %w", catalogue.StoryStage, rowErr)
	}
	return c, err
}

// eachJoined returns a function that calls fn for every text in one story with a text, from the web in memory if it
// is current, else from the rows.
func (k *Keeper) eachJoined(ctx context.Context, cat press.Catalogue) (joined func(text string, fn func(string)),
	current bool, err error) {
	note, err := readNote[relationNote](ctx, cat, catalogue.RelationStage)
	if err != nil {
		return nil, false, err
	}
	if k.web != nil && k.web.note == note {
		return k.web.EachJoined, true, nil
	}
	with := map[string][]string{}
	var rowErr error
	err = cat.Rows(ctx, catalogue.RelationStage, "", func(r catalogue.StageRow) bool {
		if r.Of != catalogue.OfText || r.Value == nil {
			return true
		}
		var v catalogue.TextRelations
		if rowErr = json.Unmarshal(r.Value, &v); rowErr != nil {
			return false
		}
		for i := range v.Relations {
			if o := v.Relations[i].Text; v.Relations[i].Joins() {
				with[r.Key], with[o] = append(with[r.Key], o), append(with[o], r.Key)
			}
		}
		return true
	})
	if err == nil {
		err = rowErr
	}
	return func(text string, fn func(string)) {
		for _, o := range with[text] {
			fn(o)
		}
	}, false, err
}

// write writes the rows that differ from the existing ones.
func (c *cards) write(ctx context.Context, cat press.Catalogue, places map[string]*assigned) error {
	var rows []catalogue.StageRow
	flush := func() error {
		if len(rows) == 0 {
			return nil
		}
		err := cat.Apply(ctx, catalogue.Batch{Rows: rows})
		rows = nil
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(places)) {
		row, err := storyRow(id, c.all[id], places[id])
		if err != nil {
			return err
		}
		if c.rows[id] == string(row.Value) {
			continue
		}
		c.rows[id] = string(row.Value)
		if rows = append(rows, row); len(rows) >= rowsAtOnce {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	return flush()
}

// storyRow returns a cutting's row.
func storyRow(id string, k *card, a *assigned) (catalogue.StageRow, error) {
	out := catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.StoryStage, Key: id}, Of: catalogue.OfCutting,
		Version: storyVersion}
	of, err := json.Marshal(k)
	if err != nil {
		return out, err
	}
	v := catalogue.StoryRow{Text: k.Text, Story: a.story, Article: a.article, By: a.foundBy, Counts: a.counts,
		View: string(k.View), Card: of}
	v.Names = a.names
	switch {
	case a.story != "":
		v.Is, v.Outlets = a.role, a.outlets
		out.Fields = map[string][]string{field.Story: {a.story}, field.Is: {a.role},
			field.Outlets: {strconv.Itoa(a.outlets)}}
	case a.role != catalogue.IsIndependent: // which is what a cutting without a row is
		v.Is = a.role
		out.Fields = map[string][]string{field.Is: {a.role}}
	}
	out.Value, err = json.Marshal(v)
	return out, err
}

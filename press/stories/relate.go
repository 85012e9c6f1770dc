package stories

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/story"
)

// web is the web of an archive's texts, with the notes its sketches are kept in.
type web struct {
	*story.Web
	note   relationNote
	chunk  map[string]int // text → the note its sketch is kept in
	chunks map[int]map[string]bool
	reader *reader
}

// reader reads texts of the catalogue of the present run.
type reader struct {
	ctx context.Context
	cat press.Catalogue
}

func (r *reader) text(id string) (*story.Text, error) {
	t, err := r.cat.Text(r.ctx, id)
	if err != nil {
		return nil, err
	}
	return story.NewText(id, t.Headline, t.Text), nil
}

// relationNote records up to which position the relations of texts are up to date.
type relationNote struct {
	At      catalogue.Position `json:"at"`
	Version int                `json:"version"`
	// Open reports that a run was writing and may not have finished.
	Open bool `json:"open,omitempty"`
	Run  int  `json:"run"` // distinguishes states at one position
	// Texts is the number of texts.
	Texts int `json:"texts,omitempty"`
}

// largeArchive is the number of texts or cuttings from which a decision about something else does not wait for
// relations and stories; the next run updates them.
const largeArchive = 20_000

const (
	noteKey    = "at"
	chunkKey   = "sketches/"
	chunkTexts = 256  // sketches in one note
	rowsAtOnce = 2048 // rows written in one batch
	readAtOnce = 512  // rows or cuttings
)

// relate updates the relations to the present texts.
func (k *Keeper) relate(ctx context.Context, cat press.Catalogue) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	note, err := readNote[relationNote](ctx, cat, catalogue.RelationStage)
	if err != nil {
		return err
	}
	if note.Texts >= largeArchive && press.InHurry(ctx) {
		return nil
	}
	anew := note.Version != relationVersion || note.Open
	if anew {
		note = relationNote{Run: note.Run}
	}
	come, gone, at, err := changedSketches(ctx, cat, note.At)
	if cutting.KindOf(err) == cutting.Conflict {
		anew, note = true, relationNote{Run: note.Run}
		come, gone, at, err = changedSketches(ctx, cat, "")
	}
	if err != nil {
		return err
	}
	if !anew && len(come)+len(gone) == 0 {
		return nil
	}
	w, err := k.loadWeb(ctx, cat, note, anew, gone)
	if err == nil && w == nil { // the existing rows cannot be continued
		anew, note = true, relationNote{Run: note.Run}
		if come, gone, at, err = changedSketches(ctx, cat, ""); err == nil {
			w, err = k.loadWeb(ctx, cat, note, anew, gone)
		}
	}
	if err != nil {
		return err
	}
	w.reader.ctx, w.reader.cat = ctx, cat
	k.web = nil // until it agrees with its rows
	out := &output{ctx: ctx, cat: cat, note: relationNote{Version: relationVersion, Run: note.Run + 1}}
	if anew {
		if err := out.dropAll(); err != nil {
			return err
		}
	}
	add, err := newSketches(ctx, cat, come)
	if err != nil {
		return err
	}
	remove, err := w.take(ctx, cat, gone)
	if err != nil {
		return err
	}
	changed, err := w.Update(add, remove)
	if err != nil {
		return err
	}
	for _, id := range changed {
		w.put(out, id)
		if len(out.rows)+len(out.drop) >= rowsAtOnce {
			if err := out.flush(); err != nil {
				return err
			}
		}
	}
	if err := w.writeChunks(out, add, w.assignNotes(add, remove)); err != nil {
		return err
	}
	out.note.At, out.note.Texts = at, w.TextCount()
	w.note = out.note
	if err := out.end(); err != nil {
		return err
	}
	k.web = w
	return nil
}

// changedSketches returns the texts whose sketches were added or removed since a position.
func changedSketches(ctx context.Context, cat press.Catalogue, since catalogue.Position) (added, removed []string,
	at catalogue.Position, err error) {
	at, err = cat.Changes(ctx, since, func(c catalogue.Change) bool {
		if c.Of == catalogue.RowThing && c.Stage == catalogue.SketchStage {
			if c.Gone {
				removed = append(removed, c.Key)
			} else {
				added = append(added, c.Key)
			}
		}
		return true
	}, catalogue.SketchStage)
	return added, removed, at, err
}

// newSketches reads the sketches of texts; those without one are left out.
func newSketches(ctx context.Context, cat press.Catalogue, keys []string) ([]story.Sketched, error) {
	var out []story.Sketched
	for list := range slices.Chunk(keys, readAtOnce) {
		rows, err := cat.RowsOf(ctx, catalogue.SketchStage, list)
		if err != nil {
			return nil, err
		}
		for _, key := range list {
			var s catalogue.TextSketch
			if r := rows[key]; r == nil || r.Value == nil || json.Unmarshal(r.Value, &s) != nil {
				continue // it is gone, or could not be read; its failure is in its row
			}
			if sketch, ok := story.ReadSketch(s.Grams); ok && len(sketch) > 0 {
				out = append(out, story.Sketched{ID: key, Sketch: sketch})
			}
		}
	}
	return out, nil
}

// relationRow is the value of a text's row: the fields of catalogue.TextRelations, and what the next run needs.
type relationRow struct {
	Relations []catalogue.TextRelation `json:"relations,omitempty"`
	Assembled bool                     `json:"assembled,omitempty"`
	// Pairs are those kept with this text, related or not.
	Pairs []pair `json:"pairs,omitempty"`
}

// pair has what the web needs to restore a pair.
type pair struct {
	Other string `json:"other"`
	First bool   `json:"first,omitempty"` // this text is the shorter
	// Kept is their evidence, in the encoding of package story.
	Kept    []byte `json:"kept"`
	Demoted uint8  `json:"demoted,omitempty"`
}

// shownFollowers is the maximum number of texts of later rank in the row of a text related to them.
const shownFollowers = 12

// put writes a text's row, or removes it when it has no relations.
func (w *web) put(o *output, id string) {
	knot := w.Relations(id, shownFollowers)
	out := relationRow{Assembled: knot.Assembled}
	for i := range knot.Relations {
		out.Relations = append(out.Relations, textRelation(id, &knot.Relations[i]))
	}
	for _, p := range w.Pairs(id) {
		out.Pairs = append(out.Pairs, pair{Other: p.Other, First: p.First, Kept: p.Kept, Demoted: p.Demoted})
	}
	key := catalogue.RowKey{Stage: catalogue.RelationStage, Key: id}
	if len(out.Relations)+len(out.Pairs) == 0 {
		o.drop = append(o.drop, key)
		return
	}
	row := catalogue.StageRow{RowKey: key, Of: catalogue.OfText, Version: relationVersion}
	row.Value, _ = json.Marshal(out) // strings and numbers: cannot fail
	o.rows = append(o.rows, row)
}

// textRelation returns a relation seen from one of its texts.
func textRelation(id string, k *story.RelationTo) catalogue.TextRelation {
	r := catalogue.TextRelation{Text: k.Other, Kind: catalogue.RelationKind(k.Kind), How: string(k.How),
		Longer: k.A != id, This: k.CoverA, Other: k.CoverB}
	if r.Longer {
		r.This, r.Other = k.CoverB, k.CoverA
	}
	for _, p := range k.Passages {
		s := catalogue.SharedSpan{This: p.A, Other: p.B}
		if r.Longer {
			s.This, s.Other = p.B, p.A
		}
		r.Passages = append(r.Passages, s)
	}
	return r
}

// chunkNote is a note with the sketches of some texts, from which those of removed texts can still be read.
type chunkNote map[string][]byte

// loadWeb returns the web at the state of a note: the one in memory, or one restored from rows; nil when the
// rows are inconsistent. The rows of texts removed since no longer exist.
func (k *Keeper) loadWeb(ctx context.Context, cat press.Catalogue, note relationNote, anew bool,
	removed []string) (*web, error) {
	if k.web != nil && !anew && k.web.note == note {
		return k.web, nil
	}
	r := &reader{ctx, cat}
	w := &web{Web: story.NewWeb(r.text), note: note, reader: r, chunk: map[string]int{},
		chunks: map[int]map[string]bool{}}
	if anew {
		return w, nil
	}
	texts := map[string]*story.RestoredText{}
	var pairs []story.Restored
	rows := map[string]bool{}
	var rowErr error
	err := cat.Rows(ctx, catalogue.RelationStage, "", func(row catalogue.StageRow) bool {
		if row.Of == catalogue.OfStage {
			rowErr = w.readChunk(&row, texts)
		} else if row.Value != nil {
			rows[row.Key] = true
			rowErr = readPairs(&row, texts, &pairs)
		}
		return rowErr == nil
	})
	if err == nil {
		err = rowErr
	}
	if err != nil {
		return nil, err
	}
	for _, id := range removed {
		if t := texts[id]; t != nil && !rows[id] {
			t.Bare = true
		}
	}
	list := make([]story.RestoredText, 0, len(texts))
	for _, id := range slices.Sorted(maps.Keys(texts)) {
		if t := texts[id]; len(t.Sketch) > 0 {
			list = append(list, *t)
		}
	}
	if !w.Restore(list, pairs) {
		return nil, nil
	}
	return w, nil
}

func restored(texts map[string]*story.RestoredText, id string) *story.RestoredText {
	t := texts[id]
	if t == nil {
		t = &story.RestoredText{Sketched: story.Sketched{ID: id}}
		texts[id] = t
	}
	return t
}

func (w *web) readChunk(row *catalogue.StageRow, texts map[string]*story.RestoredText) error {
	var n int
	if _, err := fmt.Sscanf(row.Key, chunkKey+"%d", &n); err != nil {
		return nil // another note
	}
	var c chunkNote
	if err := json.Unmarshal(row.Value, &c); err != nil {
		return cutting.Errorf(cutting.Internal, "note %s of stage %s: %w", row.Key, row.Stage, err)
	}
	for id, b := range c {
		s, ok := story.ReadSketch(b)
		if !ok {
			return cutting.Errorf(cutting.Internal, "note %s of stage %s: no sketch", row.Key, row.Stage)
		}
		restored(texts, id).Sketch = s
		w.inNote(n, id)
	}
	return nil
}

// inNote records which note a text's sketch is in.
func (w *web) inNote(n int, id string) {
	w.chunk[id] = n
	if w.chunks[n] == nil {
		w.chunks[n] = map[string]bool{}
	}
	w.chunks[n][id] = true
}

func readPairs(row *catalogue.StageRow, texts map[string]*story.RestoredText, pairs *[]story.Restored) error {
	var v relationRow
	if err := json.Unmarshal(row.Value, &v); err != nil {
		return cutting.Errorf(cutting.Internal, "row of stage %s about %s: %w", row.Stage, row.Key, err)
	}
	t := restored(texts, row.Key)
	t.Assembled = v.Assembled
	for _, p := range v.Pairs {
		*pairs = append(*pairs, story.Restored{This: row.Key, Other: p.Other, First: p.First, Kept: p.Kept,
			Demoted: p.Demoted})
	}
	return nil
}

// take returns the sketches of removed texts.
func (w *web) take(ctx context.Context, cat press.Catalogue, removed []string) ([]story.Sketched, error) {
	notes := map[int]chunkNote{}
	var out []story.Sketched
	for _, id := range removed {
		n, ok := w.chunk[id]
		if !ok {
			continue
		}
		if notes[n] == nil {
			c, err := readChunkNote(ctx, cat, n)
			if err != nil {
				return nil, err
			}
			notes[n] = c
		}
		s, _ := story.ReadSketch(notes[n][id])
		out = append(out, story.Sketched{ID: id, Sketch: s})
	}
	return out, nil
}

func chunkName(n int) string { return fmt.Sprintf("%s%08d", chunkKey, n) }

func readChunkNote(ctx context.Context, cat press.Catalogue, n int) (chunkNote, error) {
	c := chunkNote{}
	r, err := cat.Row(ctx, catalogue.RowKey{Stage: catalogue.RelationStage, Key: chunkName(n)})
	if cutting.KindOf(err) == cutting.NotFound {
		return c, nil
	}
	if err == nil {
		err = json.Unmarshal(r.Value, &c)
	}
	return c, err
}

// assignNotes chooses a note for every new text and removes removed texts from theirs; it returns the notes that lost
// some.
func (w *web) assignNotes(add, removed []story.Sketched) map[int]bool {
	lost := map[int]bool{}
	for _, s := range removed {
		if n, ok := w.chunk[s.ID]; ok {
			lost[n] = true
			delete(w.chunks[n], s.ID)
			delete(w.chunk, s.ID)
		}
	}
	last := 0
	for n := range w.chunks {
		last = max(last, n)
	}
	for _, s := range add {
		if _, there := w.chunk[s.ID]; there {
			continue
		}
		for len(w.chunks[last]) >= chunkTexts {
			last++
		}
		w.inNote(last, s.ID)
	}
	return lost
}

// writeChunks writes the notes whose sketches changed.
func (w *web) writeChunks(out *output, add []story.Sketched, lost map[int]bool) error {
	fresh := map[int]map[string]story.Sketch{}
	for n := range lost {
		fresh[n] = nil
	}
	for _, s := range add {
		n := w.chunk[s.ID]
		if fresh[n] == nil {
			fresh[n] = map[string]story.Sketch{}
		}
		fresh[n][s.ID] = s.Sketch
	}
	write := func(n int) error {
		c, err := readChunkNote(out.ctx, out.cat, n)
		if err != nil {
			return err
		}
		for id, s := range fresh[n] {
			c[id] = s.Bytes()
		}
		maps.DeleteFunc(c, func(id string, _ []byte) bool { return !w.chunks[n][id] })
		row := catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.RelationStage, Key: chunkName(n)},
			Of: catalogue.OfStage, Version: relationVersion}
		if row.Value, err = json.Marshal(c); err != nil {
			return err
		}
		out.rows = append(out.rows, row)
		if len(out.rows) >= rowsAtOnce {
			return out.flush()
		}
		return nil
	}
	for _, n := range slices.Sorted(maps.Keys(fresh)) {
		if err := write(n); err != nil {
			return err
		}
	}
	return nil
}

// output collects what a stage writes. Output that fits one batch is written together with the note on the
// stage's position, so that a kill leaves all or nothing. Before larger output the note is marked as open, and
// the next run starts from the beginning if it still is.
type output struct {
	ctx    context.Context
	cat    press.Catalogue
	note   relationNote
	rows   []catalogue.StageRow
	drop   []catalogue.RowKey
	isOpen bool
}

func (o *output) flush() error {
	note := o.note
	note.Open, o.isOpen = true, true
	return o.apply(note)
}

func (o *output) end() error { return o.apply(o.note) }

func (o *output) apply(note relationNote) error {
	value, err := json.Marshal(note)
	if err != nil {
		return err
	}
	b := catalogue.Batch{Rows: o.rows, Drop: o.drop}
	b.Rows = append(b.Rows, catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.RelationStage, Key: noteKey},
		Of: catalogue.OfStage, Version: relationVersion, Value: value})
	o.rows, o.drop = nil, nil
	return o.cat.Apply(o.ctx, b)
}

// dropAll removes all rows and notes of the stage.
func (o *output) dropAll() error {
	err := o.cat.Rows(o.ctx, catalogue.RelationStage, "", func(r catalogue.StageRow) bool {
		if r.Key != noteKey {
			o.drop = append(o.drop, r.RowKey)
		}
		return true
	})
	if err != nil || len(o.drop) == 0 {
		return err
	}
	return o.flush()
}

// readNote returns a stage's note on its position; the zero value where there is none.
func readNote[T any](ctx context.Context, cat catalogue.RowReader, stage string) (note T, err error) {
	r, err := cat.Row(ctx, catalogue.RowKey{Stage: stage, Key: noteKey})
	if cutting.KindOf(err) == cutting.NotFound {
		return note, nil
	}
	if err == nil && r.Value != nil {
		err = json.Unmarshal(r.Value, &note)
	}
	return note, err
}

package joining

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/reading/across"
)

// sharedFormKey begins the keys of rows about forms that several names have, followed by a folded form and the number
// of a part of the cuttings. The value gives, by a name's ID, the cuttings of the part in which the form is the
// name's: map[string]cutting.FormCuttings. A form of one name has no such row.
const sharedFormKey = "held/"

func sharedFormRow(form string, shard int) string {
	return sharedFormKey + form + "/" + strconv.Itoa(shard)
}

// parseSharedFormKey parses a key made by sharedFormRow; false for the key of another row.
func parseSharedFormKey(key string) (form string, shard int, ok bool) {
	form, ok = strings.CutPrefix(key, sharedFormKey)
	i := strings.LastIndexByte(form, '/')
	if !ok || i < 0 {
		return "", 0, false
	}
	shard, err := strconv.Atoi(form[i+1:])
	return form[:i], shard, err == nil && shard < across.Shards
}

// writeSharedForms writes the rows of forms whose names changed, where several names have them.
func (j *Joiner) writeSharedForms(b *batcher, changed map[string]uint32, old map[string]string) error {
	w := &j.written
	for form, shards := range w.againSharedForms {
		changed[form] |= shards
	}
	for _, form := range slices.Sorted(maps.Keys(changed)) {
		shards, was := changed[form], w.sharedForms[form]
		if w.againSharedForms[form] != 0 { // rows may be of a later state than the memory
			shards, was = ^uint32(0), true
		}
		shared := j.index.HasSeveralNames(form)
		if !shared && !was {
			continue
		}
		delete(w.sharedForms, form)
		var now map[int]map[string]*across.FormTexts
		if shared {
			w.sharedForms[form] = true
			if !was {
				shards = ^uint32(0)
			}
			now = j.index.Holders(form, shards)
		} else {
			shards = ^uint32(0)
		}
		for shard := range across.Shards {
			if shards&(1<<shard) == 0 {
				continue
			}
			var err error
			switch key := sharedFormRow(form, shard); {
			case len(now[shard]) > 0:
				err = b.putNew(key, formCuttings(now[shard]), old)
			case was && old == nil:
				err = b.drop(key)
			}
			if err != nil {
				return err
			}
		}
	}
	clear(w.againSharedForms)
	return nil
}

func formCuttings(by map[string]*across.FormTexts) map[string]cutting.FormCuttings {
	out := map[string]cutting.FormCuttings{}
	for id, h := range by {
		f := cutting.FormCuttings{Beside: h.Beside}
		for _, p := range h.Full {
			f.Full = append(f.Full, cutting.LocalPlace{Cutting: p.Text, Local: p.Local})
		}
		out[id] = f
	}
	return out
}

// CuttingsByName returns, for a form that several names have, the cuttings in which it is each name's, by the name's
// ID; none for a form of one name.
func (Lookup) CuttingsByName(ctx context.Context, rows catalogue.Rows, form string) (map[string]cutting.FormCuttings,
	error) {
	folded := KeyOf("", form).Form
	if folded == "" {
		return nil, nil
	}
	prefix := sharedFormKey + folded + "/"
	out := map[string]cutting.FormCuttings{}
	var failed error
	err := rows.Rows(ctx, StageName, prefix, func(r catalogue.StageRow) bool {
		if !strings.HasPrefix(r.Key, prefix) {
			return false
		}
		var part map[string]cutting.FormCuttings
		if failed = decode(r.Value, &part); failed != nil {
			return false
		}
		for id, f := range part {
			all := out[id]
			all.Full, all.Beside = append(all.Full, f.Full...), append(all.Beside, f.Beside...)
			out[id] = all
		}
		return true
	})
	if err == nil {
		err = failed
	}
	if err != nil || len(out) == 0 {
		return nil, err
	}
	return out, nil
}

// CuttingsByNameIn returns what CuttingsByName returns for the part of the cuttings that cuttingID belongs to; it
// reads one row.
func (Lookup) CuttingsByNameIn(ctx context.Context, rows catalogue.Rows, form,
	cuttingID string) (map[string]cutting.FormCuttings,
	error) {
	var part map[string]cutting.FormCuttings
	err := read(ctx, rows, sharedFormRow(KeyOf("", form).Form, across.Shard(cuttingID)), &part)
	if cutting.KindOf(err) == cutting.NotFound {
		return nil, nil
	}
	return part, err
}

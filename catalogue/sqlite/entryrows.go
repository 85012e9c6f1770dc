package sqlite

import (
	"database/sql"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
)

// place has the values of a sighting that are needed to choose a representative.
type place struct {
	num, captured, added, version int64
	capture                       string
	length                        int
}

// places returns the sightings of some touched entries.
func (b *batch) places(list []*touchedEntry) (map[*touchedEntry][]place, error) {
	out := map[*touchedEntry][]place{}
	byNum := map[int64]*touchedEntry{}
	var ask []int64
	for _, t := range list {
		switch {
		case t.fresh:
			for num, s := range t.added {
				out[t] = append(out[t], place{num: num, captured: s.Captured.UnixMicro(), added: s.Added.UnixMicro(),
					version: versionSum(s.Version), capture: s.CaptureID, length: len(s.Text)})
			}
		case t.moved || !t.old.rep.Valid:
			byNum[t.num] = t
			ask = append(ask, t.num)
		}
	}
	return out, inBulk(ask, `SELECT s.entry, s.num, s.captured, s.added, s.version, octet_length(s.text), p.capture
		FROM sightings s JOIN pages p ON p.num = s.num / 1048576 WHERE s.entry IN`, b.query,
		func(rows *sql.Rows) error {
			var entry int64
			var p place
			err := rows.Scan(&entry, &p.num, &p.captured, &p.added, &p.version, &p.length, &p.capture)
			out[byNum[entry]] = append(out[byNum[entry]], p)
			return err
		})
}

// writeEntries chooses the representatives of touched entries and gives each a sequence number, and a new
// edition if what searches use changed.
func (b *batch) writeEntries(list []*touchedEntry) error {
	places, err := b.places(list)
	if err != nil {
		return err
	}
	reps := map[*touchedEntry]*catalogue.Sighting{}
	byNum := map[int64]*touchedEntry{}
	var ask []int64
	for _, t := range list {
		num := t.old.rep.Int64
		if all := places[t]; len(all) > 0 {
			num = representative(all).num
		} else if t.moved || !t.old.rep.Valid {
			continue // it has no sighting
		}
		if reps[t] = t.added[num]; reps[t] == nil {
			byNum[num] = t
			ask = append(ask, num)
		}
	}
	err = inBulk(ask, "SELECT num, meta, parts, text FROM sightings WHERE num IN", b.query,
		func(rows *sql.Rows) error {
			var num int64
			var meta, parts sql.RawBytes
			var text string
			if err := rows.Scan(&num, &meta, &parts, &text); err != nil {
				return err
			}
			s, err := decodeSighting(meta, parts, text)
			reps[byNum[num]] = &s
			return err
		})
	if err != nil {
		return err
	}
	extra, err := b.extras(list, reps)
	if err != nil {
		return err
	}
	other, err := b.others(list, places, reps)
	if err != nil {
		return err
	}
	for _, t := range list {
		o := other[t.num]
		if err := b.writeEntry(t, places[t], reps[t], &o, extra[t]); err != nil {
			return err
		}
	}
	return nil
}

// others returns what other versions of some entries have, by their numbers; of most nothing.
func (b *batch) others(list []*touchedEntry, places map[*touchedEntry][]place,
	reps map[*touchedEntry]*catalogue.Sighting) (
	map[int64]entries.Other, error) {
	of := map[int64]*catalogue.Sighting{}
	for _, t := range list {
		several := t.old.versions > 1
		if all := places[t]; len(all) > 0 {
			several = slices.ContainsFunc(all, func(p place) bool { return p.version != all[0].version })
		}
		if s := reps[t]; s != nil && several {
			of[t.num] = s
		}
	}
	return othersOf(of, b.query)
}

// extras returns the values that rows give some entries by their representatives.
func (b *batch) extras(list []*touchedEntry,
	reps map[*touchedEntry]*catalogue.Sighting) (map[*touchedEntry]entries.Extra, error) {
	out := map[*touchedEntry]entries.Extra{}
	if !b.staged {
		return out, nil
	}
	var asked []*touchedEntry
	var of []*catalogue.Sighting
	for _, t := range list {
		switch s := reps[t]; {
		case s == nil:
		case t.fresh && b.isNew(s):
			out[t] = extraOf(b.valued, s)
		default:
			asked, of = append(asked, t), append(of, s)
		}
	}
	rows, err := fieldsOf(of, b.query)
	for i, t := range asked {
		out[t] = extraOf(rows, of[i])
	}
	return out, err
}

// isNew reports whether all rows about a sighting's text and capture are of this batch.
func (b *batch) isNew(s *catalogue.Sighting) bool {
	capture, known := b.captures[s.CaptureID]
	return known && !capture && b.isNewText(textHash(s))
}

// isNewText reports whether a text did not exist before the batch.
func (b *batch) isNewText(hash int64) bool {
	old, known := b.texts[hash]
	return known && !old
}

// representative returns the sighting that represents a cutting; all must not be empty.
func representative(all []place) place {
	rep := all[0]
	for _, p := range all {
		if better(p, rep) {
			rep = p
		}
	}
	return rep
}

// writeEntry writes an entry that is seen in some places, by its representative s, what its other
// versions have and the values of rows for it.
func (b *batch) writeEntry(t *touchedEntry, all []place, s *catalogue.Sighting, other *entries.Other,
	extra entries.Extra) error {
	if s == nil {
		if t.fresh || !t.old.rep.Valid {
			return nil
		}
		b.sequence++
		row := columnRow{num: t.num, seq: b.sequence, edition: b.sequence, id: t.id, gone: true}
		return b.exec("UPDATE entries SET seq = ?, edition = ?, rep = NULL, content = 0, sightings = 0, versions = "+
			"0, columns = ? WHERE num = ?",
			row.seq, row.edition, row.encode(), t.num)
	}
	var row columnRow
	if !t.fresh && len(t.old.columns) > 0 {
		if err := row.decode(t.old.columns); err != nil {
			return err
		}
	}
	b.sequence++
	row.num, row.id, row.seq, row.gone = t.num, t.id, b.sequence, false
	content := contentSum(s, other, extra, b.fields)
	changed := t.fresh || !t.old.rep.Valid || content != t.old.content
	if changed {
		row.edition = b.sequence
		row.values = keptValues(s, extra, b.fields)
	}
	if len(all) == 0 { // its sightings did not change
		if changed {
			tokens := stagedTokens(otherTokens(nil, other), extra, b.fields)
			if err := b.learnForms(words.RulesOf(s.Lang), tokens); err != nil {
				return err
			}
		}
		return b.exec("UPDATE entries SET seq = ?, edition = ?, content = ?, columns = ? WHERE num = ?",
			row.seq, row.edition, content, row.encode(), t.num)
	}
	rep := representative(all)
	row.added = all[0].added
	var versions, captured []int64
	for _, p := range all {
		row.added = min(row.added, p.added)
		versions = append(versions, p.version)
		captured = append(captured, p.captured)
	}
	slices.Sort(versions)
	versions = slices.Compact(versions)
	row.captured, row.seen = dayOfMicro(slices.Min(captured)), seenDays(captured)
	if changed {
		var err error
		if row.source, err = b.source(s.Source.ID); err != nil {
			return err
		}
		row.kind, row.lang, row.when = string(s.Kind), s.Lang, entries.WhenOf(s.Published)
		if row.length, err = b.addForms(s, other, extra); err != nil {
			return err
		}
	}
	if t.fresh {
		return b.exec("INSERT INTO entries (num, id, seq, edition, rep, content, sightings, versions, columns) "+
			"VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			t.num, t.id, row.seq, row.edition, rep.num, content, len(all), len(versions), row.encode())
	}
	return b.exec("UPDATE entries SET seq = ?, edition = ?, rep = ?, content = ?, sightings = ?, versions = ?, "+
		"columns = ? WHERE num = ?",
		row.seq, row.edition, rep.num, content, len(all), len(versions), row.encode(), t.num)
}

// keptValues returns the whole values of a sighting by field, as columns keep them.
func keptValues(s *catalogue.Sighting, extra entries.Extra, fields *field.Set) [][]string {
	var out [][]string
	for _, f := range fields.All() {
		if !entries.KeepsValues(f) {
			continue
		}
		var list []string
		if f.Name != field.Source { // it has a number of its own
			for _, v := range entries.ValuesOf(f, extra.Values(s, f.Name)) {
				list = append(list, v.Text)
			}
		}
		out = append(out, list)
	}
	return out
}

// better reports whether a represents a cutting rather than b: see catalogue.Entry.
func better(a, b place) bool {
	switch {
	case a.length != b.length:
		return a.length > b.length
	case a.captured != b.captured:
		return a.captured < b.captured
	case a.capture != b.capture:
		return a.capture < b.capture
	}
	return a.num < b.num // same page: by ordinal
}

package vault

import (
	"bytes"
	"encoding/json"
	"slices"

	"cuttings/cutting"
	"cuttings/internal/ledger"
)

// A derived capture is identified by its position: the capture it was derived from, its name there,
// and its bytes. Its address and time depend on how a version of the program read the outer
// capture, and a later version may read more; that makes it no other document. See
// decisions/2026-11-28-derived-known-by-position.md.

// positionKey returns a hash of a derived capture's position. name is in JSON form, without
// quotation marks.
func positionKey(from, name, sum string) uint64 {
	k, _ := sumKey(cutting.Sum([]byte(from + "\x00" + name + "\x00" + sum)))
	return k
}

// positionOf returns the positionKey of a capture; ok is false for one that is not derived.
func positionOf(c cutting.Capture) (key uint64, ok bool) {
	if c.DerivedFrom == "" {
		return 0, false
	}
	name, err := json.Marshal(c.Name)
	if err != nil {
		return 0, false
	}
	return positionKey(c.DerivedFrom, string(name[1:len(name)-1]), string(c.Checksum)), true
}

// positionIn returns the positionKey of a log line; ok is false for a capture that is not derived.
func positionIn(line []byte, sum cutting.Checksum) (key uint64, ok bool) {
	from := field(line, `"derived_from":"`)
	if from == "" {
		return 0, false
	}
	at := bytes.Index(line, []byte(`"capture":{`))
	if at < 0 {
		return 0, false
	}
	const mark = `"name":"`
	i := bytes.Index(line[at:], []byte(mark))
	if i < 0 {
		return 0, false
	}
	name := line[at+i+len(mark):]
	for end := 0; end < len(name); end++ {
		switch name[end] {
		case '\\':
			end++
		case '"':
			return positionKey(from, string(name[:end]), string(sum)), true
		}
	}
	return 0, false
}

// knownPositions replaces derived captures of a batch by those in the vault with the same position,
// and updates what others are derived from accordingly. v.add must be held; the result is a copy
// where it differs.
func (v *Vault) knownPositions(batch []Addition) []Addition {
	copied := false
	for i := range batch {
		c := batch[i].Capture
		if c.DerivedFrom == "" {
			continue
		}
		if known, ok := v.writer.renamed[c.DerivedFrom]; ok {
			c.DerivedFrom = known
		}
		if e, ok := v.atPosition(c); ok && !v.Has(c.ID) {
			if v.writer.renamed == nil {
				v.writer.renamed = map[string]string{}
			}
			v.writer.renamed[c.ID] = e.Capture.ID
			c = e.Capture
		}
		if c == batch[i].Capture {
			continue
		}
		if !copied {
			batch, copied = slices.Clone(batch), true
		}
		batch[i].Capture = c
	}
	return batch
}

// atPosition returns the vault's capture with a derived capture's position.
func (v *Vault) atPosition(c cutting.Capture) (Entry, bool) {
	key, ok := positionOf(c)
	if !ok {
		return Entry{}, false
	}
	v.mu.RLock()
	n, ok := v.index.byPosition[key]
	var off int64
	if ok {
		off = v.index.lines[n]
	}
	v.mu.RUnlock()
	if !ok {
		return Entry{}, false
	}
	line, err := v.log.LineAt(off)
	if err != nil {
		return Entry{}, false
	}
	e, err := v.parse(ledger.Line{Offset: off, Text: line})
	if err != nil || e.Capture.DerivedFrom != c.DerivedFrom || e.Capture.Name != c.Name ||
		e.Capture.Checksum != c.Checksum {
		return Entry{}, false
	}
	return e, true
}

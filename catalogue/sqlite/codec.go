package sqlite

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/fnv"
	"io"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/cutting"
)

var errShort = errors.New("a row ends too early")

// enc and dec write and read varints, for values that are read in large numbers.
type enc []byte

func (e *enc) int(v int64)     { *e = binary.AppendVarint(*e, v) }
func (e *enc) uint(v uint64)   { *e = binary.AppendUvarint(*e, v) }
func (e *enc) string(s string) { e.uint(uint64(len(s))); *e = append(*e, s...) }

type dec struct {
	b   []byte
	err error
}

func (d *dec) int() int64 {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *dec) uint() uint64 {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		d.fail()
		return 0
	}
	d.b = d.b[n:]
	return v
}

func (d *dec) bytes() []byte {
	n := d.uint()
	if n > uint64(len(d.b)) {
		d.fail()
		return nil
	}
	b := d.b[:n]
	d.b = d.b[n:]
	return b
}

func (d *dec) fail() {
	if d.err == nil {
		d.err = errShort
	}
	d.b = nil
}

// columnRow has one entry's values for the columns in memory.
type columnRow struct {
	num, seq, edition int64
	gone              bool // no sighting is left
	id                string
	source            int64      // sources.num; 0 none
	values            [][]string // by columns.kept: the values of each field
	lang              string
	kind              string
	when              entries.When
	length            int     // words of headline and text
	captured          int32   // day first captured
	added             int64   // microseconds, first added
	seen              []int32 // days captured, ascending, when more than one
}

func (r *columnRow) encode() []byte {
	var e enc
	e.int(r.num)
	e.int(r.seq)
	e.int(r.edition)
	e.string(r.id)
	if r.gone {
		e.uint(1)
		return e
	}
	e.uint(0)
	e.int(r.source)
	e.string(r.kind)
	e.string(r.lang)
	e.uint(uint64(len(r.values)))
	for _, list := range r.values {
		e.uint(uint64(len(list)))
		for _, v := range list {
			e.string(v)
		}
	}
	e.int(r.when.Key)
	e.uint(uint64(r.when.Prec))
	e.uint(uint64(r.length))
	e.int(int64(r.captured))
	e.int(r.added)
	e.uint(uint64(len(r.seen)))
	for _, d := range r.seen {
		e.int(int64(d))
	}
	return e
}

// decode reads a row; its strings share no memory with b.
func (r *columnRow) decode(b []byte) error {
	d := dec{b: b}
	*r = columnRow{num: d.int(), seq: d.int(), edition: d.int(), id: string(d.bytes())}
	if r.gone = d.uint() == 1; r.gone {
		return d.err
	}
	r.source = d.int()
	r.kind = string(d.bytes())
	r.lang = string(d.bytes())
	for n := d.uint(); n > 0 && d.err == nil; n-- {
		var list []string
		for k := d.uint(); k > 0 && d.err == nil; k-- {
			list = append(list, string(d.bytes()))
		}
		r.values = append(r.values, list)
	}
	r.when.Key = d.int()
	r.when.Prec = entries.Precision(d.uint())
	r.length = int(d.uint())
	r.captured = int32(d.int())
	r.added = d.int()
	for n := d.uint(); n > 0 && d.err == nil; n-- {
		r.seen = append(r.seen, int32(d.int()))
	}
	return d.err
}

// encodeMeta writes a sighting without text and parts, which have columns of their own.
func encodeMeta(s *catalogue.Sighting) ([]byte, error) {
	m := *s
	m.Text, m.Parts = "", nil
	return json.Marshal(&m)
}

func decodeSighting(meta, parts []byte, text string) (catalogue.Sighting, error) {
	var s catalogue.Sighting
	if err := json.Unmarshal(meta, &s); err != nil {
		return s, err
	}
	s.Text = text
	var err error
	s.Parts, err = decodeParts(parts)
	return s, err
}

func encodeParts(parts []catalogue.SightingPart) []byte {
	if len(parts) == 0 {
		return nil
	}
	var e enc
	e.uint(uint64(len(parts)))
	for _, p := range parts {
		e.string(string(p.Role))
		for _, v := range []int64{int64(p.Text.Start), int64(p.Text.Len()), int64(p.Page.Start), int64(p.Page.Len()),
			p.Bytes.Start, p.Bytes.Len()} {
			e.int(v)
		}
	}
	return e
}

func decodeParts(b []byte) ([]catalogue.SightingPart, error) {
	if len(b) == 0 {
		return nil, nil
	}
	d := dec{b: b}
	n := d.uint()
	if n > uint64(len(b)) {
		return nil, errShort
	}
	span := func() cutting.Span {
		start := int(d.int())
		return cutting.Span{Start: start, End: start + int(d.int())}
	}
	out := make([]catalogue.SightingPart, n)
	for i := range out {
		out[i].Role = cutting.PartRole(d.bytes())
		out[i].Text = span()
		out[i].Page = span()
		r := span()
		out[i].Bytes = cutting.Range{Start: int64(r.Start), End: int64(r.End)}
	}
	return out, d.err
}

// contentSum is a checksum of all that searches look at. It is the same for a cutting of one version
// as programs made it that searched one version of each.
func contentSum(s *catalogue.Sighting, other *entries.Other, extra entries.Extra, fields *field.Set) int64 {
	h := fnv.New64a()
	put := func(v string) {
		var n [binary.MaxVarintLen64]byte
		h.Write(n[:binary.PutUvarint(n[:], uint64(len(v)))])
		io.WriteString(h, v)
	}
	put(s.Headline)
	put(s.Text)
	put(s.Lang)
	for _, f := range fields.All() {
		if f.Keepless() {
			continue // the same in every edition
		}
		put(f.Name)
		for _, v := range extra.Values(s, f.Name) {
			put(v)
		}
	}
	for i, list := range [][]string{other.Headlines, other.Paragraphs} {
		if len(list) > 0 {
			put([]string{"other headlines", "other paragraphs"}[i])
		}
		for _, v := range list {
			put(v)
		}
	}
	return int64(h.Sum64())
}

// versionSum returns a shortened version, for counting distinct ones.
func versionSum(v cutting.Checksum) int64 {
	h := fnv.New64a()
	io.WriteString(h, string(v))
	return int64(h.Sum64())
}

// keyHash returns a hash of the key of what a row is about; rows with the same hash are distinguished by the
// key.
func keyHash(of catalogue.Scope, key string) int64 {
	h := fnv.New64a()
	io.WriteString(h, string(of))
	h.Write([]byte{0})
	io.WriteString(h, key)
	return int64(h.Sum64())
}

func textHash(s *catalogue.Sighting) int64 { return keyHash(catalogue.OfText, catalogue.TextKey(s)) }

// seenDays returns the distinct days of some times (microseconds), ascending; nil when there is only one.
func seenDays(captured []int64) []int32 {
	days := make([]int32, len(captured))
	for i, c := range captured {
		days[i] = dayOfMicro(c)
	}
	slices.Sort(days)
	if days = slices.Compact(days); len(days) < 2 {
		return nil
	}
	return days
}

func dayOfMicro(t int64) int32 {
	s := t / 1e6
	if t%1e6 < 0 {
		s--
	}
	return entries.DayOf(s)
}

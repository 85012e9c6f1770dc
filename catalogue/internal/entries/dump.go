package entries

import (
	"bufio"
	"encoding/json"
	"io"

	"cuttings/catalogue"
)

// Dumper writes the logical dump: JSON Lines, each an object with one member named after its type. First every
// page by capture ID, followed by its sightings by ordinal; then every entry by ID; then every outlet by ID;
// then every stage's row by stage and key. The first error is returned by Flush.
type Dumper struct {
	w   *bufio.Writer
	enc *json.Encoder
	err error
}

// NewDumper returns a Dumper that writes to w.
func NewDumper(w io.Writer) *Dumper {
	b := bufio.NewWriterSize(w, 1<<16)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	return &Dumper{w: b, enc: enc}
}

func (d *Dumper) line(v any) {
	if d.err == nil {
		d.err = d.enc.Encode(v)
	}
}

// Page writes a page's line.
func (d *Dumper) Page(p *catalogue.PageRow) {
	d.line(struct {
		Page *catalogue.PageRow `json:"page"`
	}{p})
}

// Sighting writes a sighting's line.
func (d *Dumper) Sighting(s *catalogue.Sighting) {
	d.line(struct {
		Sighting *catalogue.Sighting `json:"sighting"`
	}{s})
}

// EntryLine is an entry's line in the dump: which sighting represents it.
type EntryLine struct {
	ID        string `json:"id"`
	Capture   string `json:"capture"`
	Ordinal   int    `json:"ordinal"`
	Sightings int    `json:"sightings"`
	Versions  int    `json:"versions"`
}

// Entry writes an entry's line.
func (d *Dumper) Entry(e EntryLine) {
	d.line(struct {
		Entry EntryLine `json:"entry"`
	}{e})
}

// Outlets writes a line for each outlet.
func (d *Dumper) Outlets(o *Outlets) {
	for i := 1; i < o.Len(); i++ {
		d.line(struct {
			Source *catalogue.Outlet `json:"source"`
		}{o.At(i)})
	}
}

// Row writes a stage's row.
func (d *Dumper) Row(r *catalogue.StageRow) {
	d.line(struct {
		Row *catalogue.StageRow `json:"row"`
	}{r})
}

// Flush ends the dump and returns its first error.
func (d *Dumper) Flush() error {
	if d.err != nil {
		return d.err
	}
	return d.w.Flush()
}

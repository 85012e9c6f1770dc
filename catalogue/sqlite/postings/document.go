package postings

import (
	"encoding/binary"

	index_api "github.com/blevesearch/bleve_index_api"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
)

// The fields of a document. fieldAll holds the terms of headline and text with
// their positions (see words.TextBase); fieldTitle those of the headline again,
// without, for counting. Other worded fields have their own names, with positions;
// no field of the catalogue begins with a full stop.
const (
	fieldAll   = ".all"
	fieldTitle = ".title"
)

// Document is an edition of an entry as Bleve takes it: analysed already.
// It implements index.Document.
type Document struct {
	id     string
	fields []index_api.Field
	bytes  uint64
}

// NewDocument makes the document of an edition; extra are the values stages give it.
func NewDocument(edition int64, s *catalogue.Sighting, extra entries.Extra, fields *field.Set) *Document {
	d := &Document{id: DocID(edition), bytes: uint64(len(s.Headline) + len(s.Text))}
	head := words.Head(nil, s.Headline)
	title := len(head)
	d.add(fieldAll, words.Text(head, s.Text), true)
	d.add(fieldTitle, head[:title], false)
	for _, f := range fields.All() {
		if entries.Worded(f) {
			d.add(f.Name, entries.Tokens(nil, f, extra.Of(s, f.Name)), true)
		}
	}
	return d
}

// add makes a field of tokens. Offsets are left out: passages are found in the
// stored text, and zeros take less room.
func (d *Document) add(name string, tokens []words.Token, positions bool) {
	if len(tokens) == 0 {
		return
	}
	counts := make(map[string]int32, min(len(tokens), 4096)) // long texts repeat their words
	for i := range tokens {
		counts[tokens[i].Term]++
	}
	freqs := make(index_api.TokenFrequencies, len(counts))
	all := make([]index_api.TokenFreq, 0, len(counts))
	var places []index_api.TokenLocation
	var refs []*index_api.TokenLocation
	if positions {
		places = make([]index_api.TokenLocation, len(tokens))
		refs = make([]*index_api.TokenLocation, len(tokens))
	}
	used := 0
	for i := range tokens {
		t := &tokens[i]
		tf := freqs[t.Term]
		if tf == nil {
			all = append(all, index_api.TokenFreq{Term: []byte(t.Term)})
			tf = &all[len(all)-1]
			n := int(counts[t.Term])
			tf.SetFrequency(n)
			if positions {
				tf.Locations = refs[used : used : used+n]
				used += n
			}
			freqs[t.Term] = tf
		}
		if positions {
			places[i].Position = int(t.Pos)
			tf.Locations = append(tf.Locations, &places[i])
		}
	}
	opt := index_api.IndexField
	if positions {
		opt |= index_api.IncludeTermVectors
	}
	d.fields = append(d.fields, &docField{name: name, freqs: freqs, length: len(tokens), options: opt})
}

// DocID is the name of an edition's document.
func DocID(edition int64) string {
	return string(binary.BigEndian.AppendUint64(nil, uint64(edition)))
}

// EditionOf reads the name of a document; -1 for one of nobody's.
func EditionOf(id []byte) int64 {
	if len(id) != 8 {
		return -1
	}
	return int64(binary.BigEndian.Uint64(id))
}

// ID and the methods below implement index.Document.
func (d *Document) ID() string { return d.id }
func (d *Document) Size() int  { return int(d.bytes) }
func (d *Document) VisitFields(visit index_api.FieldVisitor) {
	for _, f := range d.fields {
		visit(f)
	}
}
func (d *Document) VisitComposite(index_api.CompositeFieldVisitor) {}
func (d *Document) HasComposite() bool                             { return false }
func (d *Document) NumPlainTextBytes() uint64                      { return d.bytes }
func (d *Document) StoredFieldsBytes() uint64                      { return 0 }
func (d *Document) Indexed() bool                                  { return true }

// AddIDField implements index.Document: Bleve calls it before it takes the document.
func (d *Document) AddIDField() {
	tf := &index_api.TokenFreq{Term: []byte(d.id)}
	tf.SetFrequency(1)
	d.fields = append(d.fields, &docField{name: "_id", value: []byte(d.id),
		freqs: index_api.TokenFrequencies{d.id: tf}, length: 1,
		options: index_api.IndexField | index_api.StoreField})
}

// docField implements index.Field.
type docField struct {
	name    string
	value   []byte
	freqs   index_api.TokenFrequencies
	length  int
	options index_api.FieldIndexingOptions
}

func (f *docField) Name() string                                         { return f.name }
func (f *docField) Value() []byte                                        { return f.value }
func (f *docField) ArrayPositions() []uint64                             { return nil }
func (f *docField) EncodedFieldType() byte                               { return 't' }
func (f *docField) Analyze()                                             {}
func (f *docField) Options() index_api.FieldIndexingOptions              { return f.options }
func (f *docField) AnalyzedLength() int                                  { return f.length }
func (f *docField) AnalyzedTokenFrequencies() index_api.TokenFrequencies { return f.freqs }
func (f *docField) NumPlainTextBytes() uint64                            { return 0 }

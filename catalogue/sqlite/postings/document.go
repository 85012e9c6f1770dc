package postings

import (
	"encoding/binary"
	"slices"
	"strings"

	index_api "github.com/blevesearch/bleve_index_api"
	segment_api "github.com/blevesearch/scorch_segment_api/v2"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
	"cuttings/catalogue/internal/words"
)

// The fields of a document. fieldAll holds the terms of headline and text with
// their positions (see words.TextBase); fieldTitle those of the headline again,
// without, for counting. The two after them hold the words that other versions of the
// cutting have and its representative does not, a headline or paragraph whole, with
// positions; most segments have neither. Other worded fields have their own names, with positions;
// no field of the catalogue begins with a full stop.
const (
	fieldAll        = ".all"
	fieldTitle      = ".title"
	fieldOtherTitle = ".othertitle"
	fieldOtherText  = ".othertext"
)

// Document is an edition of an entry as a document for Bleve, already analysed. It implements index.Document.
type Document struct {
	id     string
	fields []index_api.Field
	bytes  uint64
}

// NewDocument makes the document of an edition; extra are the values stages give it, other is what
// its other versions have.
func NewDocument(edition int64, s *catalogue.Sighting, other *entries.Other, extra entries.Extra,
	fields *field.Set) *Document {
	d := &Document{id: DocID(edition), bytes: uint64(len(s.Headline) + len(s.Text))}
	head := words.Head(nil, s.Headline)
	all := collector{places: true}
	all.add(head)
	words.EachText(nil, s.Text, all.add)
	d.add(fieldAll, &all)
	title := collector{}
	title.add(head)
	d.add(fieldTitle, &title)
	if !other.Empty() {
		d.addPlaced(fieldOtherTitle, other.HeadlineTokens())
		d.addPlaced(fieldOtherText, other.TextTokens())
	}
	for _, f := range fields.All() {
		if entries.HasWords(f) {
			d.addPlaced(f.Name, entries.Tokens(nil, f, extra.Values(s, f.Name)))
		}
	}
	return d
}

// addPlaced makes a field of tokens and their positions.
func (d *Document) addPlaced(name string, tokens []words.Token) {
	c := collector{places: true}
	c.add(tokens)
	d.add(name, &c)
}

// collector gathers the terms of a field, eight bytes for each occurrence.
type collector struct {
	places  bool // positions are wanted
	ids     map[string]uint32
	terms   []string // by ID
	counts  []int32
	termIDs []uint32 // term IDs in the order of the text
	at      []uint32 // their positions, where wanted
}

// add adds the next tokens of the field; neither they nor their terms are kept.
func (c *collector) add(tokens []words.Token) {
	if c.ids == nil {
		c.ids = make(map[string]uint32, min(len(tokens), 1024)) // long texts repeat their words
	}
	c.termIDs = slices.Grow(c.termIDs, len(tokens))
	if c.places {
		c.at = slices.Grow(c.at, len(tokens))
	}
	for i := range tokens {
		t := &tokens[i]
		id, ok := c.ids[t.Term]
		if !ok {
			id = uint32(len(c.terms))
			term := strings.Clone(t.Term)
			c.ids[term] = id
			c.terms, c.counts = append(c.terms, term), append(c.counts, 0)
		}
		c.counts[id]++
		c.termIDs = append(c.termIDs, id)
		if c.places {
			c.at = append(c.at, t.Pos)
		}
	}
}

// add makes a field of what was collected. All positions of a term are one location:
// its Position is the first, its ArrayPositions are the distances between one and the next (see
// positions). A location each would take some 200 bytes an occurrence until it is on disk. Offsets
// are left out: passages are found in the stored text.
func (d *Document) add(name string, c *collector) {
	if len(c.termIDs) == 0 {
		return
	}
	c.ids = nil
	freqs := make(index_api.TokenFrequencies, len(c.terms))
	all := make([]index_api.TokenFreq, len(c.terms))
	for id, term := range c.terms {
		all[id].Term = []byte(term)
		all[id].SetFrequency(int(c.counts[id]))
		freqs[term] = &all[id]
	}
	opt := index_api.IndexField
	if c.places {
		opt |= index_api.IncludeTermVectors
		c.locate(all)
	}
	d.fields = append(d.fields, &docField{name: name, freqs: freqs, length: len(c.termIDs), options: opt})
}

// locate gives each term the location of all its positions.
func (c *collector) locate(all []index_api.TokenFreq) {
	first := make([]index_api.TokenLocation, len(all))
	refs := make([]*index_api.TokenLocation, len(all))
	last := make([]uint32, len(all)) // positions so far
	gaps := make([]uint64, len(c.termIDs)-len(all))
	for i, id := range c.termIDs {
		loc, pos := refs[id], c.at[i]
		if loc == nil {
			loc = &first[id]
			loc.Position = int(pos)
			n := int(c.counts[id]) - 1
			loc.ArrayPositions, gaps = gaps[:0:n], gaps[n:]
			refs[id] = loc
			all[id].Locations = refs[id : id+1 : id+1]
		} else {
			loc.ArrayPositions = append(loc.ArrayPositions, uint64(pos-last[id]))
		}
		last[id] = pos
	}
}

// positions appends the positions of a term in a document, ascending, to dst.
func positions(dst []uint32, post segment_api.Posting) []uint32 {
	for _, loc := range post.Locations() {
		p := uint32(loc.Pos())
		dst = append(dst, p)
		for _, gap := range loc.ArrayPositions() {
			p += uint32(gap)
			dst = append(dst, p)
		}
	}
	return dst
}

// DocID returns the ID of an edition's document.
func DocID(edition int64) string {
	return string(binary.BigEndian.AppendUint64(nil, uint64(edition)))
}

// EditionOf returns the edition of a document ID; -1 for any other ID.
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

// AddIDField implements index.Document: Bleve calls it before it indexes the document.
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

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/internal/corpus"
	"cuttings/press"
	"cuttings/press/stories"
)

// scaleCuttings is the default number of cuttings of stories-scale, scaleStep the number added in
// one run.
const (
	scaleCuttings = 1_000_000
	scaleStep     = 10_000
)

// scaleReport is the result of stories-scale. A cutting's costs are of the stages of stories only:
// sketching, comparing, grouping, and making the rows.
type scaleReport struct {
	Cuttings   int     `json:"cuttings"`
	LettersPer float64 `json:"letters_each"` // bytes of text
	// RowBytes and the next two are the bytes kept of one cutting for finding it again: its sketch
	// as a row, the same in the stage's notes, and the index in memory.
	RowBytes   float64 `json:"fingerprint_row_bytes"`
	NoteBytes  float64 `json:"fingerprint_note_bytes"`
	IndexBytes float64 `json:"fingerprint_index_bytes"`
	Total      float64 `json:"fingerprint_bytes"`
	// RelationBytes and StoryBytes are the sizes of the rows of results.
	RelationBytes float64 `json:"relation_row_bytes"`
	StoryBytes    float64 `json:"story_row_bytes"`
	// MS are milliseconds of processor time per added cutting, in the window that ends at so many
	// cuttings; Wall are wall times.
	MS   map[string]scaleWindow `json:"ms_each_when_there_are"`
	Peak float64                `json:"rss_mb"`
	// Planted is the number of planted copies and teasers, Joined that of those in the story of
	// their original.
	Planted, Joined int
	Stories         int `json:"stories"`
}

// indexGram is the number of bytes of a gram in memory: its posting and its entry in a sketch.
const indexGram = 12 + 8

type scaleWindow struct {
	CPU       float64 `json:"cpu"`
	Wall      float64 `json:"wall"`
	Sketch    float64 `json:"cpu_sketch"`
	Relations float64 `json:"cpu_relations"`
	Stories   float64 `json:"cpu_stories"`
}

// storiesScale adds cuttings recombined from generated sentences, with planted copies, and measures
// the cost of each as the archive grows. An argument after DIR is their number.
func storiesScale(ctx context.Context, j job) (any, error) {
	n := scaleCuttings
	if len(j.rest) > 0 {
		v, err := strconv.Atoi(j.rest[0])
		if err != nil || v < scaleStep {
			return nil, fmt.Errorf("%q is no number of cuttings of at least %d", j.rest[0], scaleStep)
		}
		n = v
	}
	s := newScaleStore()
	stages := new(stories.Keeper).Stages(nil)
	rep := scaleReport{Cuttings: n, MS: map[string]scaleWindow{}}
	var letters int
	windows := map[int]bool{scaleStep: true, n: true}
	for k := scaleStep; k < n; k *= 10 {
		for _, m := range []int{1, 2, 5} {
			windows[m*k] = true
		}
	}
	for at := 0; at < n; at += scaleStep {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var w scaleWindow
		timed := func(to *float64, fn func() error) error {
			start := cpuTime()
			err := fn()
			*to = float64((cpuTime() - start).Microseconds()) / 1000 / scaleStep
			return err
		}
		items := make([]*scaleItem, scaleStep)
		for i := range items {
			items[i] = itemOf(at + i)
			letters += len(items[i].text)
		}
		wall := time.Now()
		err := timed(&w.Sketch, func() error { return s.take(ctx, stages[0], items) })
		if err == nil {
			err = timed(&w.Relations, func() error { return stages[1].Archive(ctx, s) })
		}
		if err == nil {
			err = timed(&w.Stories, func() error { return stages[2].Archive(ctx, s) })
		}
		s.forget()
		if err != nil {
			return nil, err
		}
		w.CPU, w.Wall = w.Sketch+w.Relations+w.Stories, time.Since(wall).Seconds()*1000/scaleStep
		if windows[at+scaleStep] {
			rep.MS[fmt.Sprintf("%07d", at+scaleStep)] = w
			fmt.Fprintf(j.stderr, "%8d: %.3f ms a cutting (sketch %.3f, relations %.3f, stories %.3f), wall %.3f\n",
				at+scaleStep, w.CPU, w.Sketch, w.Relations, w.Stories, w.Wall)
		}
	}
	each := func(bytes int) float64 { return float64(bytes) / float64(n) }
	rep.LettersPer = each(letters)
	rep.RowBytes, rep.NoteBytes = each(s.size["sketch"]), each(s.size["notes"])
	rep.IndexBytes = each(indexGram * s.grams)
	rep.Total = rep.RowBytes + rep.NoteBytes + rep.IndexBytes
	rep.RelationBytes, rep.StoryBytes = each(s.size[catalogue.RelationStage]), each(s.size[catalogue.StoryStage])
	rep.Peak = rssAnonMB()
	seen := map[string]bool{}
	for i := range n {
		of := original(i)
		row, err := catalogue.StoryOf(ctx, s, scaleID(i))
		if err != nil {
			return nil, err
		}
		if row.Story != "" {
			seen[row.Story] = true
		}
		if of < 0 {
			continue
		}
		rep.Planted++
		other, err := catalogue.StoryOf(ctx, s, scaleID(of))
		if err != nil {
			return nil, err
		}
		if row.Story != "" && row.Story == other.Story {
			rep.Joined++
		}
	}
	rep.Stories = len(seen)
	return rep, nil
}

// scaleItem is one generated cutting.
type scaleItem struct {
	n              int
	kind           cutting.Kind
	source         string
	headline, text string
}

func scaleID(n int) string { return fmt.Sprintf("c%09d", n) }

// copiedWithin is the largest distance, in twenties of cuttings, between a text and its copies, so
// that the size of stories does not change over the run.
const copiedWithin = 200

// original returns the number of the cutting that another is a copy or a teaser of, -1 for none.
func original(n int) int {
	r := rand.New(rand.NewPCG(uint64(n), 0x73746f7279))
	if k := n % 20; k < 12 || k >= 18 || n < 20 {
		return -1
	}
	return max(0, n/20-1-r.IntN(copiedWithin)) * 20 // the first of twenty is an article
}

// itemOf returns a cutting: of twenty, ten are articles, two short reports, three copies, three
// teasers, two headlines.
func itemOf(n int) *scaleItem {
	m := corpus.New(n)
	r := rand.New(rand.NewPCG(uint64(n), 0x6f66))
	it := &scaleItem{n: n, kind: cutting.Article, source: m.Host(), headline: m.Headline()}
	footer := strings.Join(corpus.New(-1-n%50).Paragraphs(1), "")[:160]
	of := original(n)
	switch k := n % 20; {
	case k < 10:
		it.text = strings.Join(m.Paragraphs(3+r.IntN(6)), "\n\n")
	case of < 0 && k < 18:
		it.text = strings.Join(m.Paragraphs(1), "\n\n")
	case k >= 18:
		it.kind = cutting.Rail
		return it
	case k < 15:
		body := strings.Split(itemOf(of).text, "\n\n")
		body = body[:len(body)-1] // its footer
		if r.IntN(2) == 0 && len(body) > 3 {
			body = body[:len(body)-1]
		}
		if r.IntN(3) == 0 {
			body[r.IntN(len(body))] += " " + m.Sentence(8, 14)
		}
		it.text = strings.Join(body, "\n\n")
	default:
		it.kind = cutting.Teaser
		text := itemOf(of).text
		it.text = text[:strings.IndexByte(text, '.')+1]
		return it
	}
	it.text += "\n\n" + footer
	return it
}

// scaleStore implements what the stages use of a catalogue, in memory. A real one keeps rows on disk, so they are
// kept here where the garbage collector does not look: the measured times are the stages' own.
type scaleStore struct {
	press.Catalogue // other methods are not called
	rows            map[uint64]scaleRow
	values          [][]byte // of rows, in blocks
	// log has the changes from number first on; those before both stages have read.
	log   []catalogue.Change
	first int
	last  int            // number of the first change of the last step
	items map[uint64]int // text → a cutting that shows it
	size  map[string]int
	grams int
	// recent are the cuttings added last, cached because making one is expensive.
	recent map[int]*scaleItem
}

// scaleRow is where the value of a row is.
type scaleRow struct{ block, from, to uint32 }

// scaleBlock is the size of a block of values.
const scaleBlock = 1 << 20

// rowSum returns what a row is known by; of a million cuttings no two are expected to be the same.
func rowSum(key catalogue.RowKey) uint64 {
	h := fnv.New64a()
	io.WriteString(h, key.Stage)
	io.WriteString(h, "\x00")
	io.WriteString(h, key.Key)
	return h.Sum64()
}

func textSum(key string) uint64 { return rowSum(catalogue.RowKey{Key: key}) }

// value returns the value of a row.
func (s *scaleStore) value(key catalogue.RowKey) ([]byte, bool) {
	r, ok := s.rows[rowSum(key)]
	if !ok {
		return nil, false
	}
	return s.values[r.block][r.from:r.to:r.to], true
}

// keep keeps the value of a row.
func (s *scaleStore) keep(key catalogue.RowKey, value []byte) {
	n := len(s.values)
	if n == 0 || len(s.values[n-1])+len(value) > cap(s.values[n-1]) {
		s.values = append(s.values, make([]byte, 0, max(scaleBlock, len(value))))
		n++
	}
	block := &s.values[n-1]
	from := len(*block)
	*block = append(*block, value...)
	s.rows[rowSum(key)] = scaleRow{uint32(n - 1), uint32(from), uint32(len(*block))}
}

// item returns one of the cuttings.
func (s *scaleStore) item(n int) *scaleItem {
	if it := s.recent[n]; it != nil {
		return it
	}
	return itemOf(n)
}

func newScaleStore() *scaleStore {
	return &scaleStore{rows: map[uint64]scaleRow{}, items: map[uint64]int{}, size: map[string]int{},
		recent: map[int]*scaleItem{}}
}

// take adds cuttings with the sketches of their texts.
func (s *scaleStore) take(ctx context.Context, sketch press.Stage, items []*scaleItem) error {
	maps.DeleteFunc(s.recent, func(n int, _ *scaleItem) bool { return n < items[0].n-scaleStep })
	for _, it := range items {
		s.recent[it.n] = it
		sg := it.sighting()
		key := catalogue.TextKey(sg)
		s.log = append(s.log, catalogue.Change{Of: catalogue.CuttingThing, Key: sg.CuttingID})
		if _, known := s.items[textSum(key)]; known {
			continue
		}
		s.items[textSum(key)] = it.n
		found, err := sketch.Text(ctx, press.TextInput{Text: catalogue.Text{Headline: it.headline, Text: it.text}})
		if err != nil {
			return err
		}
		value, err := json.Marshal(found.Value)
		if err != nil {
			return err
		}
		s.grams += gramsIn(found.Value.(catalogue.TextSketch).Grams)
		s.put(catalogue.StageRow{RowKey: catalogue.RowKey{Stage: catalogue.SketchStage, Key: key}, Value: value})
	}
	return nil
}

// forget removes what nothing reads again: the changes before the last step, and the rows of its sketches, of
// which a million take a gigabyte that is not the program's.
func (s *scaleStore) forget() {
	for _, c := range s.log[s.last-s.first:] {
		if c.Of == catalogue.RowThing && c.Stage == catalogue.SketchStage {
			delete(s.rows, rowSum(catalogue.RowKey{Stage: c.Stage, Key: c.Key}))
		}
	}
	s.log, s.first = slices.Clone(s.log[s.last-s.first:]), s.last
	s.last = s.first + len(s.log)
}

// gramsIn counts the grams of a sketch: two unsigned varints each.
func gramsIn(b []byte) (n int) {
	for _, c := range b {
		if c < 0x80 {
			n++
		}
	}
	return n / 2
}

func (it *scaleItem) sighting() *catalogue.Sighting {
	return &catalogue.Sighting{CuttingID: scaleID(it.n), CaptureID: "p" + scaleID(it.n), Kind: it.kind,
		Source: catalogue.Source{ID: it.source}, Headline: it.headline, Text: it.text,
		Version: cutting.Sum([]byte(it.headline + "\x00" + it.text))}
}

func (s *scaleStore) put(r catalogue.StageRow) {
	what := r.Stage
	if r.Of == catalogue.OfStage {
		what = "notes"
	}
	old, known := s.value(r.RowKey)
	s.size[what] += len(r.Value) + len(r.Key) - len(old)
	if known {
		s.size[what] -= len(r.Key)
		if string(old) == string(r.Value) {
			return
		}
	}
	s.keep(r.RowKey, r.Value)
	s.log = append(s.log, catalogue.Change{Of: catalogue.RowThing, Key: r.Key, Stage: r.Stage})
	if r.Stage == catalogue.StoryStage && r.Of != catalogue.OfStage {
		s.log = append(s.log, catalogue.Change{Of: catalogue.CuttingThing, Key: r.Key})
	}
}

// Apply implements catalogue.Writer.
func (s *scaleStore) Apply(_ context.Context, b catalogue.Batch) error {
	for _, r := range b.Rows {
		s.put(r)
	}
	for _, k := range b.Drop {
		delete(s.rows, rowSum(k))
		s.log = append(s.log, catalogue.Change{Of: catalogue.RowThing, Key: k.Key, Stage: k.Stage, Gone: true})
	}
	return nil
}

// Row implements catalogue.Rows.
func (s *scaleStore) Row(_ context.Context, key catalogue.RowKey) (*catalogue.StageRow, error) {
	v, ok := s.value(key)
	if !ok {
		return nil, cutting.Errorf(cutting.NotFound, "no row")
	}
	return &catalogue.StageRow{RowKey: key, Value: v}, nil
}

// RowsOf implements catalogue.Bulk.
func (s *scaleStore) RowsOf(ctx context.Context, stage string, keys []string) (map[string]*catalogue.StageRow, error) {
	out := map[string]*catalogue.StageRow{}
	for _, key := range keys {
		if r, err := s.Row(ctx, catalogue.RowKey{Stage: stage, Key: key}); err == nil {
			out[key] = r
		}
	}
	return out, nil
}

// RowsAbout implements catalogue.Bulk; stages over the archive do not use it.
func (s *scaleStore) RowsAbout(context.Context, catalogue.Scope, []string) (map[string]map[string]*catalogue.StageRow,
	error) {
	return nil, cutting.Errorf(cutting.Internal, "RowsAbout is not used here")
}

// EntriesOf implements catalogue.Bulk.
func (s *scaleStore) EntriesOf(ctx context.Context, ids []string) (map[string]*catalogue.Entry, error) {
	out := map[string]*catalogue.Entry{}
	for _, id := range ids {
		e, err := s.entry(id)
		if err != nil {
			return nil, err
		}
		out[id] = e
	}
	return out, nil
}

// Rows implements catalogue.Rows and returns none: the stages only call it at the start.
func (s *scaleStore) Rows(context.Context, string, string, func(catalogue.StageRow) bool) error {
	return nil
}

// Text implements catalogue.Rows.
func (s *scaleStore) Text(_ context.Context, key string) (*catalogue.Text, error) {
	it := s.item(s.items[textSum(key)])
	return &catalogue.Text{Headline: it.headline, Text: it.text}, nil
}

func (s *scaleStore) entry(id string) (*catalogue.Entry, error) {
	n, err := strconv.Atoi(id[1:])
	if err != nil {
		return nil, err
	}
	sg := s.item(n).sighting()
	return &catalogue.Entry{ID: id, Sighting: *sg, Sightings: []catalogue.Sighting{*sg}}, nil
}

// Page implements catalogue.Pages.
func (s *scaleStore) Page(_ context.Context, id string) (*catalogue.PageRow, error) {
	n, err := strconv.Atoi(id[2:])
	if err != nil {
		return nil, err
	}
	src := catalogue.Source{ID: corpus.New(n).Host()}
	return &catalogue.PageRow{Source: src, Kind: cutting.ListingPage}, nil
}

// Pages implements catalogue.Pages.
func (s *scaleStore) Pages(context.Context, string, func(catalogue.PageRow) bool) error { return nil }

// Changes implements catalogue.Follower.
func (s *scaleStore) Changes(_ context.Context, since catalogue.Position,
	fn func(catalogue.Change) bool, stages ...string) (catalogue.Position, error) {
	from := 0
	if since != "" {
		var err error
		if from, err = strconv.Atoi(string(since)); err != nil {
			return since, err
		}
	}
	if from < s.first {
		return since, cutting.Errorf(cutting.Internal, "changes before %d are forgotten", s.first)
	}
	for ; from < s.first+len(s.log); from++ {
		if ch := s.log[from-s.first]; ch.IsFor(stages) && !fn(ch) {
			break
		}
	}
	return catalogue.Position(strconv.Itoa(from)), nil
}

// Outlet implements catalogue.Outlets.
func (s *scaleStore) Outlet(_ context.Context, source string) (*catalogue.Outlet, error) {
	return &catalogue.Outlet{Source: catalogue.Source{ID: source}}, nil
}

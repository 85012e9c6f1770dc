package catalogue

import (
	"context"
	"encoding/json"

	"cuttings/cutting"
)

// The stages whose rows have the relations and stories of the archive.
const (
	// SketchStage has a row for each text: a TextSketch, of scope OfText.
	SketchStage = "sketch"
	// RelationStage has a row for each text that shares passages with others: a
	// TextRelations, of scope OfText.
	RelationStage = "relations"
	// StoryStage has a row for each cutting: a StoryRow, of scope OfCutting.
	StoryStage = "stories"
)

// IsDisputed is a value of field.Is in addition to those of stories: another account differs.
const IsDisputed = "disputed"

// The roles of a cutting within its story: the values of field.Is.
const (
	IsCopy        = "copy"        // its text is that of another, whole or in part, known earlier
	IsTeaser      = "teaser"      // it announces an article that is in the archive
	IsIndependent = "independent" // neither: its text is counted as one of its own
	IsHeadline    = "headline"    // it has no text but the headline of an article that is not in the archive
)

// RelationKind is how two texts or cuttings are related.
type RelationKind string

// The kinds of relation. All but SharedPassage join cuttings into one story.
const (
	SameText      RelationKind = "same"    // letter for letter, under the same headline
	CopiedText    RelationKind = "copy"    // one text, whole or cut, lightly edited or updated
	Announces     RelationKind = "teaser"  // the one announces the other
	SharedPassage RelationKind = "partial" // a passage in common; joins nothing
	JoinedByHand  RelationKind = "joined"  // a person decided it
)

// SharedSpan is a passage that two texts share, with its spans in both.
type SharedSpan struct {
	This  cutting.Span `json:"this"`
	Other cutting.Span `json:"other"`
}

// TextRelation is the relation of one text to another, seen from the one.
type TextRelation struct {
	Text string       `json:"text"` // TextKey of the other
	Kind RelationKind `json:"kind"`
	// How is the way of a copy: "verbatim", "reheadline", "cut", "updated", "reordered", "edited". Updated
	// means that the longer text has something new in front.
	How string `json:"how,omitempty"`
	// Longer reports that this text is the longer one: of a teaser, the article.
	Longer bool `json:"longer,omitempty"`
	// This and Other are the shares of the two texts that are in shared passages, 0–1.
	This  float64 `json:"this"`
	Other float64 `json:"other"`
	// Passages are what they share, longest first.
	Passages []SharedSpan `json:"passages,omitempty"`
}

// Joins reports whether the relation joins both texts in one story.
func (r *TextRelation) Joins() bool { return r.Kind != SharedPassage }

// Reversed returns the relation seen from the other text; key is that of this one.
func (r *TextRelation) Reversed(key string) TextRelation {
	out := *r
	out.Text, out.Longer, out.This, out.Other, out.Passages = key, !r.Longer, r.Other, r.This, nil
	for _, p := range r.Passages {
		out.Passages = append(out.Passages, SharedSpan{This: p.Other, Other: p.This})
	}
	return out
}

// TextSketch is the sketch of a text, with its credits.
type TextSketch struct {
	Grams   []byte   `json:"grams,omitempty"` // encoded by the stage
	Credits []Credit `json:"credits,omitempty"`
}

// TextRelations are a text's relations to others, by the other's TextKey. Where many texts are similar, each
// has relations to a few of them, which represent all; the others are found through the story.
type TextRelations struct {
	Relations []TextRelation `json:"relations"`
	// Assembled reports that the text is made of several stories: a roundup.
	Assembled bool `json:"assembled,omitempty"`
}

// StoryRow is a cutting's role in its story.
type StoryRow struct {
	// Text is the TextKey of the representative's text.
	Text string `json:"text"`
	// Story is the story's ID, that of its smallest member; "" for a cutting in no story.
	Story string `json:"story,omitempty"`
	// Is is one of IsCopy, IsTeaser, IsIndependent, IsHeadline.
	Is string `json:"is,omitempty"`
	// Article is the cutting that this one announces, by its address; "" where only the text shows it, or
	// nothing does.
	Article string `json:"article,omitempty"`
	// By is the evidence for Article: "address", "text" or "headline".
	By string `json:"by,omitempty"`
	// View is "print" or "mobile" for an article from the print or mobile view of its page.
	View    string `json:"view,omitempty"`
	Outlets int    `json:"outlets,omitempty"` // of its story
	// Names are the outlets of its story, its own included, that its text credits, in the order of the text.
	Names []NamedOutlet `json:"names,omitempty"`
	// Counts are those of the whole story; only the row of the member whose ID is the story's has them.
	Counts *StoryCounts `json:"counts,omitempty"`
	// Card has the properties of the cutting that the stage compares.
	Card json.RawMessage `json:"card,omitempty"`
}

// NamedOutlet is an outlet that a text names.
type NamedOutlet struct {
	Name   string `json:"name"`   // as the text writes it
	Outlet string `json:"outlet"` // its ID
}

// StoryCounts count a story's members.
type StoryCounts struct {
	Cuttings int `json:"cuttings"`
	Articles int `json:"articles"` // members that are articles
	// Independent is the number of texts that are no copy of another in it; 0 where only headlines are known.
	Independent int `json:"independent"`
	Outlets     int `json:"outlets"`
}

// RowReader is the part of Rows that gives one row.
type RowReader interface {
	Row(ctx context.Context, key RowKey) (*StageRow, error)
}

// StoryOf returns a cutting's StoryRow. For a cutting in no story, or not read by the stage yet, the row has no
// Story.
func StoryOf(ctx context.Context, rows RowReader, cuttingID string) (*StoryRow, error) {
	out := &StoryRow{}
	err := readRow(ctx, rows, RowKey{Stage: StoryStage, Key: cuttingID}, out)
	if out.Is == "" {
		out.Is = IsIndependent
	}
	return out, err
}

// StoriesOf returns the StoryRow of each of many cuttings; one without a row is an independent text in no
// story.
func StoriesOf(ctx context.Context, rows Bulk, ids []string) (map[string]*StoryRow, error) {
	out, err := valuesOf[StoryRow](ctx, rows, StoryStage, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if out[id] == nil {
			out[id] = &StoryRow{}
		}
		if out[id].Is == "" {
			out[id].Is = IsIndependent
		}
	}
	return out, nil
}

// SketchesOf returns the sketches of texts; texts without one are left out.
func SketchesOf(ctx context.Context, rows Bulk, texts []string) (map[string]*TextSketch, error) {
	return valuesOf[TextSketch](ctx, rows, SketchStage, texts)
}

// AllRelationsOf returns the relations of many texts; texts without any are left out.
func AllRelationsOf(ctx context.Context, rows Bulk, texts []string) (map[string]*TextRelations, error) {
	return valuesOf[TextRelations](ctx, rows, RelationStage, texts)
}

// valuesOf returns the parsed values of rows of a stage, by key.
func valuesOf[T any](ctx context.Context, rows Bulk, stage string, keys []string) (map[string]*T, error) {
	found, err := rows.RowsOf(ctx, stage, keys)
	if err != nil {
		return nil, err
	}
	out := make(map[string]*T, len(keys))
	for key, r := range found {
		v := new(T)
		if err := r.parseValue(v); err != nil {
			return nil, err
		}
		out[key] = v
	}
	return out, nil
}

// CountsOf returns the counts of a story by its ID; those of a single cutting with a text if there is no such
// story.
func CountsOf(ctx context.Context, rows RowReader, story string) (StoryCounts, error) {
	var out StoryRow
	if err := readRow(ctx, rows, RowKey{Stage: StoryStage, Key: story}, &out); err != nil {
		return StoryCounts{}, err
	}
	if out.Counts == nil {
		return StoryCounts{Cuttings: 1, Independent: 1, Outlets: 1}, nil
	}
	return *out.Counts, nil
}

// RelationsOf returns the relations of a text; none for one that has none.
func RelationsOf(ctx context.Context, rows RowReader, textKey string) (*TextRelations, error) {
	out := &TextRelations{}
	return out, readRow(ctx, rows, RowKey{Stage: RelationStage, Key: textKey}, out)
}

// readRow parses a row's value into into; a missing row leaves it unchanged.
func readRow(ctx context.Context, rows RowReader, key RowKey, into any) error {
	r, err := rows.Row(ctx, key)
	if cutting.KindOf(err) == cutting.NotFound {
		return nil
	}
	if err != nil {
		return err
	}
	return r.parseValue(into)
}

// parseValue parses a row's value into v, if it has one.
func (r *StageRow) parseValue(v any) error {
	if r.Value == nil {
		return nil
	}
	if err := json.Unmarshal(r.Value, v); err != nil {
		return cutting.Errorf(cutting.Internal, "row of stage %s about %q: %w", r.Stage, r.Key, err)
	}
	return nil
}

// Credit is an agency or outlet that a text credits.
type Credit struct {
	Name string       `json:"name"` // as the text writes it
	At   cutting.Span `json:"at"`   // the words of the credit, in the text
}

package library_test

import (
	"context"
	"slices"
	"testing"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library"
)

// noting keeps topics and notes.
type noting struct {
	topicsInEffect
	notes map[string]*cutting.Note
}

func (n noting) AllInEffect(kind string) []journal.Line {
	if kind != cutting.NoteDecision {
		return n.topicsInEffect.AllInEffect(kind)
	}
	var out []journal.Line
	for id := range n.notes {
		line, _ := n.InEffect(kind, id)
		out = append(out, line)
	}
	return out
}

func (n noting) InEffect(kind, id string) (journal.Line, bool) {
	if kind != cutting.NoteDecision {
		return n.topicsInEffect.InEffect(kind, id)
	}
	note := n.notes[id]
	return journal.Line{Decision: journal.Decision{Number: 9, Kind: kind, Target: id}, Payload: note}, note != nil
}

// TestOwnWordsAreFound searches by notes and tags of the desk's own, alone and with the sources' words.
func TestOwnWordsAreFound(t *testing.T) {
	with, s, ids := topicsWith(t, 30, 0)
	n := noting{s, map[string]*cutting.Note{
		ids[0]: {Text: "Ask the board.\n\nTwice: Zoë has it.", Tags: []string{"To check", "levy"}},
		ids[1]: {Text: "The board again", Tags: []string{"to check"}},
		ids[2]: {Tags: []string{"Front page", "TO CHECK"}},
		ids[3]: {},
		"gone": {Text: "board", Tags: []string{"to check"}},
	}}
	l := with(n)
	s["noted"] = &cutting.Topic{Title: "Noted", Introduction: "x", Query: "note:board"}
	for text, want := range map[string][]string{
		"note:board":               {ids[0], ids[1]},
		"note:BOARD levy":          {ids[0]},
		"note:boar*":               {ids[0], ids[1]},
		"note:boards":              nil, // no other forms
		`note:"the board"`:         {ids[0], ids[1]},
		`note:"board twice"`:       nil, // another paragraph
		`note:"board ask"~2`:       {ids[0]},
		"note:zoe":                 {ids[0]},
		"note:check":               nil, // a tag is no note
		"owntag:check":             {ids[0], ids[1], ids[2]},
		`owntag:="to check"`:       {ids[0], ids[1], ids[2]},
		"owntag:=check":            nil,
		"owntag:page OR note:zoe":  {ids[0], ids[2]},
		"owntag:check -note:board": {ids[2]},
		"tag:check":                nil, // those of the sources
		"check":                    nil,
		"topic:noted":              {ids[0], ids[1]},
		"owntag:levy levy":         {ids[0]},
	} {
		res, err := l.Find(context.Background(), library.Search{Text: text}, catalogue.Request{Limit: 30})
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		var got []string
		for _, h := range res.Hits {
			got = append(got, h.ID)
		}
		if slices.Sort(got); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
	res, err := l.Find(context.Background(), library.Search{Text: "-note:board"}, catalogue.Request{})
	if err != nil || res.Total != 28 {
		t.Errorf("without a word of notes: %d, %v", res.Total, err)
	}
}

// TestOwnTagsAreCounted counts the desk's tags beside a search and narrows it to them.
func TestOwnTagsAreCounted(t *testing.T) {
	with, s, ids := topicsWith(t, 1300, 0)
	notes := map[string]*cutting.Note{}
	for i, id := range ids {
		notes[id] = &cutting.Note{Tags: []string{"all", "All"}} // one tag, spelled twice
		if i%3 == 0 {
			notes[id].Tags = append(notes[id].Tags, "third")
		}
	}
	l := with(noting{s, notes})
	ask := catalogue.Request{Limit: 5, Facets: []string{field.Source, field.OwnTag}}
	for name, tt := range map[string]struct {
		search library.Search
		total  int
		want   []catalogue.Count
	}{
		"everything": {library.Search{}, 1300, []catalogue.Count{{Value: "all", Count: 1300},
			{Value: "third", Count: 434}}},
		"a word": {library.Search{Text: "quay"}, 433, []catalogue.Count{{Value: "all", Count: 433}}},
		"narrowed": {library.Search{Text: "levy", Filters: map[string][]string{"owntag": {"Third"}}}, 434,
			[]catalogue.Count{{Value: "all", Count: 434}, {Value: "third", Count: 434}}},
		"to one of two": {library.Search{Filters: map[string][]string{"owntag": {"third", "none such"}}}, 434,
			[]catalogue.Count{{Value: "all", Count: 1300}, {Value: "third", Count: 434}, {Value: "none such"}}},
	} {
		res, err := l.Find(context.Background(), tt.search, ask)
		if err != nil || res.Total != tt.total || !slices.Equal(res.Facets[field.OwnTag], tt.want) {
			t.Errorf("%s: %v %v, want %v (%v)", name, res.Total, res.Facets[field.OwnTag], tt.want, err)
		}
		if len(res.Facets[field.Source]) != 1 {
			t.Errorf("%s: the other facets are gone", name)
		}
	}
	bare := with(s)
	res, err := bare.Find(context.Background(), library.Search{}, ask)
	if _, ok := res.Facets[field.OwnTag]; err != nil || ok {
		t.Errorf("without tags there is a facet: %v, %v", res.Facets, err)
	}
}

// TestOwnWordsStayInTheHouse makes digests by notes and tags: the query is in none of them.
func TestOwnWordsStayInTheHouse(t *testing.T) {
	with, s, ids := topicsWith(t, 9, 0)
	l := with(noting{s, map[string]*cutting.Note{ids[0]: {Text: "scoop", Tags: []string{"secret"}}}})
	s["noted"] = &cutting.Topic{Title: "Noted", Introduction: "x", Query: "owntag:secret OR note:scoop"}
	topic, err := l.Topic("noted")
	if err != nil {
		t.Fatal(err)
	}
	for name, ask := range map[string]library.DigestRequest{
		"a search":   {Search: library.Search{Text: "levy note:scoop"}},
		"a narrowed": {Search: library.Search{Filters: map[string][]string{"owntag": {"secret"}}}},
		"a topic":    {Topic: topic},
	} {
		d, err := l.Compose(context.Background(), ask)
		if err != nil || len(d.Items) != 1 {
			t.Fatalf("%s: %v, %v", name, d, err)
		}
		if d.Query != "" || name != "a topic" && d.Title == "" || slices.Contains([]string{"levy note:scoop",
			"owntag:=secret"}, d.Title) {
			t.Errorf("%s: the digest has the query %q and the title %q", name, d.Query, d.Title)
		}
	}
}

package statements

import (
	"strings"
	"testing"

	"cuttings/cutting"
	"cuttings/reading/token"
)

// TestWithoutDeeds gives statements as the taggers may find them in a text that addresses its reader, and in a report.
func TestWithoutDeeds(t *testing.T) {
	guide := strings.Repeat("You can rest your hull here, and you may paint it. ", 3)
	for _, c := range []struct {
		name, text, source, cue, content string
		inGuide, inReport                bool
	}{
		{"what a thing does", "It supports most old cards.", "It", "supports", "most old cards", false, true},
		{"what things keep out", "These mics reject background noise.", "These mics", "reject", "background noise",
			false, true},
		{"what anybody wants", "Owners want a dry hull.", "Owners", "want", "a dry hull", false, true},
		{"a list", "Listings report the owner is there.", "Listings", "report", "the owner is there", false, true},
		{"a number", "In all 24 say that it is dry.", "24", "say", "that it is dry", false, false},
		{"somebody", "Ana Roe recommends a dry hull.", "Ana Roe", "recommends", "a dry hull", true, true},
		{"a group", "Some experts say that it is dry.", "Some experts", "say", "that it is dry", true, true},
		{"a share of a group", "Then 92% of owners said that it is dry.", "92% of owners", "said", "that it is dry",
			true, true},
		{"a document", "A study found that it is dry.", "A study", "found", "that it is dry", true, true},
		{"what a document has", "The report shows many hulls.", "The report", "shows", "many hulls", false, true},
		{"oneself", "I think it is dry.", "I", "think", "it is dry", true, true},
		{"what one might say", "Owners might say that it is dry.", "Owners", "say", "that it is dry", false, true},
		{"what is made to show", "The sails are made to show that it is dry.", "The sails", "show", "that it is dry",
			false, true},
		{"what I might say", "I might say that it is dry.", "I", "say", "that it is dry", true, true},
		{"a question", "What do owners say about it?", "owners", "say", "about it", false, true},
		{"a body", "According to Velm Harbour, it is dry.", "Velm Harbour", "According to", "it is dry", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			for before, want := range map[string]bool{guide: c.inGuide, "Nobody painted the hull. ": c.inReport} {
				text := before + c.text
				d := newDocument(token.New(text))
				at := func(words string) cutting.Span {
					start := len(before) + strings.Index(c.text, words)
					return cutting.Span{Start: start, End: start + len(words)}
				}
				s := Statement{Source: at(c.source), Cue: at(c.cue), Content: []cutting.Span{at(c.content)},
					Kind: Says,
					Form: Indirect}
				if got := len(d.withoutDeeds([]Statement{s})) == 1; got != want {
					t.Errorf("%q: kept %v, want %v", text, got, want)
				}
			}
		})
	}
}

// TestAudience tells guides from reports, quotations left out.
func TestAudience(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"a guide", "You can paint it. Then your hull is dry. If you've time, rest.", true},
		{"a report", "He said that you can paint it. She said your hull is dry. “You see,” they said to you.", false},
		{"a quotation", "It is dry. “You can paint your hull if you like, and you may rest,” read the sign.", false},
		{"a long text that does so once", strings.Repeat("The hull of the boat is dry and the paint is new. ", 20) +
			"You may rest.", true},
		{"a long text that never does", strings.Repeat("The hull of the boat is dry and the paint is new. ", 20),
			false},
		{"nothing", "", false},
	} {
		if got, _ := newDocument(token.New(c.text)).audience(); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// TestPointers checks that words which lead to a quotation are no speakers.
func TestPointers(t *testing.T) {
	for text, want := range map[string]int{"See: “Painting the old hull”": 0, "Roe: “Nobody painted the hull”": 1} {
		d := newDocument(token.New(text))
		colon := strings.Index(text, ":")
		s := Statement{Source: cutting.Span{End: colon}, Cue: cutting.Span{Start: colon, End: colon + 1},
			Content: []cutting.Span{{Start: colon + 2, End: len(text)}}, Form: Direct}
		if got := len(d.withoutDeeds([]Statement{s})); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestThings checks that things are no sources in a long text that reports little.
func TestThings(t *testing.T) {
	before := strings.Repeat("The hull of the boat is dry and the paint is new. ", 20)
	for source, want := range map[string]int{"The algorithms": 0, "The owners": 1, "It": 1, "Ana Roe": 1} {
		text := before + source + " predict a dry hull."
		d := newDocument(token.New(text))
		at := len(before) + len(source)
		s := Statement{Source: cutting.Span{Start: len(before), End: at},
			Cue:     cutting.Span{Start: at + 1, End: at + 8},
			Content: []cutting.Span{{Start: at + 9, End: at + 19}}, Form: Indirect}
		if got := len(d.withoutDeeds([]Statement{s})); got != want {
			t.Errorf("%s: %d, want %d", source, got, want)
		}
	}
}

// TestOwnSource checks that "I" at the end of a supposed source is the source.
func TestOwnSource(t *testing.T) {
	text := "See my old guide where I told them that it is dry."
	d := newDocument(token.New(text))
	s := Statement{Source: cutting.Span{Start: 4, End: 24}, Cue: cutting.Span{Start: 25, End: 29},
		Content: []cutting.Span{{Start: 35, End: 49}}}
	if d.correctSource(&s); s.Source.In(text) != "I" {
		t.Errorf("%q", s.Source.In(text))
	}
}

// TestNamesBeforeColons checks that what follows a name and a colon in a list of works or makers is not said.
func TestNamesBeforeColons(t *testing.T) {
	for content, want := range map[string]int{"Velm Harbour, Pell Quay, Lask Mill": 0, "the dam is dry again": 1} {
		text := "It rained.\n\nAnna Roe: " + content
		d := newDocument(token.New(text))
		colon := strings.Index(text, ":")
		s := Statement{Source: cutting.Span{Start: colon - 8, End: colon}, Cue: cutting.Span{Start: colon,
			End: colon + 1},
			Content: []cutting.Span{{Start: colon + 2, End: len(text)}}, Form: Indirect}
		if got := len(d.withoutHeadings([]Statement{s})); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestImpersonal checks that what is worth noting is nobody's, and what somebody is known for is not said.
func TestImpersonal(t *testing.T) {
	text := "It is worth noting that it is dry."
	d := newDocument(token.New(text))
	s := Statement{Source: cutting.Span{End: 11}, Cue: cutting.Span{Start: 12, End: 18},
		Content: []cutting.Span{{Start: 19, End: 33}}}
	if d.correctSource(&s); !s.Source.Empty() {
		t.Errorf("%q", s.Source.In(text))
	}
	text = "A firm known for its dry hulls."
	d = newDocument(token.New(text))
	if !d.isLiteral(Statement{Source: cutting.Span{End: 6}, Cue: cutting.Span{Start: 7, End: 16},
		Content: []cutting.Span{{Start: 17, End: 30}}, Form: Indirect}) {
		t.Error(text)
	}
}

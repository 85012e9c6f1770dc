package main

import (
	"cmp"
	"context"
	"strings"

	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/reading/across"
	"cuttings/reading/aliases"
	"cuttings/reading/disputes"
	"cuttings/reading/events"
	"cuttings/reading/figures"
	"cuttings/reading/labels"
	"cuttings/reading/names"
	"cuttings/reading/speakers"
	"cuttings/reading/statements"
	"cuttings/reading/times"
	"cuttings/reading/token"
	"cuttings/reading/within"
	"cuttings/story"
)

// archiveText is the part of a text that may be read.
type archiveText struct {
	ID, Outlet, Date, Lang, Genre, Title, Text string
}

// archiveIn is one archive of several texts.
type archiveIn struct {
	Archive string
	Texts   []archiveText
}

// The format of predictions.
type (
	archiveName struct {
		S       int        `json:"s"`
		E       int        `json:"e"`
		Cluster string     `json:"cluster"`
		Type    names.Kind `json:"type"`
	}
	archiveStatement struct {
		ID      int             `json:"id"`
		Kind    statements.Kind `json:"kind"`
		Source  *[2]int         `json:"source"`
		Cluster *string         `json:"source_cluster"`
		Cue     [][2]int        `json:"cue"`
		Content [][2]int        `json:"content"`
		Parent  *int            `json:"parent"`
	}
	archiveLabel struct {
		S       int    `json:"s"`
		E       int    `json:"e"`
		Of      string `json:"of"`
		Voice   string `json:"voice"`
		Quoted  bool   `json:"quoted"`
		Negated bool   `json:"negated"`
		Kind    string `json:"kind,omitempty"` // "role", or left out
	}
	archiveEvent struct {
		S    int    `json:"s"`
		E    int    `json:"e"`
		Date string `json:"date"`
	}
	archiveOut struct {
		ID         string             `json:"id"`
		Names      []archiveName      `json:"names"`
		Statements []archiveStatement `json:"statements"`
		Labels     []archiveLabel     `json:"labels"`
		Events     []archiveEvent     `json:"events"`
		Values     []any              `json:"values"`
	}
)

// textRead is one text with all marks read from it.
type textRead struct {
	in       archiveText
	t        *token.Text
	mentions []names.Mention
	x        *within.Text
	found    []statements.Statement
	speakers []speakers.Speaker
	times    []times.Timex
	labels   []labels.Label
	events   []events.Event
	figures  []figures.Figure
}

// textReader reads texts with all readers.
type textReader struct {
	names      *names.Reader
	statements *statements.Reader
}

func newTextReader() (*textReader, error) {
	n, err := names.New()
	if err != nil {
		return nil, err
	}
	s, err := statements.New()
	if err != nil {
		return nil, err
	}
	return &textReader{n, s}, nil
}

func (r *textReader) read(in archiveText) textRead {
	lang := cmp.Or(in.Lang, "en")
	o := textRead{in: in, t: token.New(in.Text)}
	o.found = r.statements.Read(o.t, lang)
	o.mentions = within.WithSources(o.t, r.names.Read(o.t, lang), statements.Sources(o.found))
	o.x = within.Read(o.t, o.mentions, aliases.Read(o.t), in.Outlet)
	o.speakers = speakers.Read(o.x, o.found)
	o.times = times.Read(o.t, lang, in.Date)
	o.labels = labels.Read(labels.Input{Text: o.t, Lang: lang, Mentions: o.mentions, Names: o.x, Found: o.found,
		Speakers: o.speakers})
	o.figures = figures.Read(figures.Input{Text: o.t, Lang: lang, Mentions: o.mentions, Names: o.x, Times: o.times,
		Found: o.found})
	o.events = events.Read(events.Input{Text: o.t, Lang: lang, Times: o.times, Found: o.found})
	return o
}

// archives reads archives of several texts and joins their names, stories and disputes.
func archives(ctx context.Context, j job) (any, error) {
	r, err := newTextReader()
	if err != nil {
		return nil, err
	}
	a, err := eachDocument(ctx, j, "archives-*.jsonl", r.archive)
	if err != nil {
		return nil, err
	}
	return scored(a, score.Archives)
}

func (r *textReader) archive(a archiveIn) any {
	index := across.NewIndex(across.Decisions{})
	var read []textRead
	for _, in := range a.Texts {
		o := r.read(in)
		read = append(read, o)
		index.Add(across.NewText(in.ID, in.Outlet, in.Date, o.x, o.mentions))
	}
	type local struct {
		text string
		name int
	}
	ids := map[local]string{}
	for _, n := range index.Names() {
		for _, m := range n.Uses {
			ids[local{m.Text, m.Local}] = n.ID
		}
	}
	var texts []archiveOut
	for _, o := range read {
		cp := codePoints{text: o.in.Text}
		t := archiveOut{ID: o.in.ID, Names: []archiveName{}, Statements: []archiveStatement{},
			Labels: []archiveLabel{}, Events: []archiveEvent{}, Values: []any{}}
		for i, m := range o.mentions {
			s := cp.span(m.Span)
			t.Names = append(t.Names, archiveName{s[0], s[1], ids[local{o.in.ID, o.x.Of[i]}], m.Kind})
		}
		for i, s := range o.found {
			p := archiveStatement{ID: i, Kind: s.Kind, Cue: [][2]int{cp.span(s.Cue)}, Content: spansOf(&cp, s.Content)}
			if !s.Source.Empty() {
				source := cp.span(s.Source)
				p.Source = &source
			}
			sp := o.speakers[i]
			if sp.Name >= 0 {
				id := ids[local{o.in.ID, sp.Name}]
				p.Cluster = &id
			} else if o.x.IsSelfReference(s.Source) {
				outlet := "outlet"
				p.Cluster = &outlet
			}
			if sp.Parent >= 0 {
				p.Parent = &sp.Parent
			}
			t.Statements = append(t.Statements, p)
		}
		for _, l := range o.labels {
			s := cp.span(l.Span)
			p := archiveLabel{S: s[0], E: s[1], Voice: "outlet", Quoted: l.Quoted, Negated: l.Negated}
			if l.Name >= 0 {
				p.Of = ids[local{o.in.ID, l.Name}]
			}
			if l.Speaker >= 0 {
				p.Voice = ids[local{o.in.ID, l.Speaker}]
			}
			if l.Role || l.Negated {
				p.Kind = "role"
			}
			t.Labels = append(t.Labels, p)
		}
		for _, e := range o.events {
			s := cp.span(e.Span)
			t.Events = append(t.Events, archiveEvent{s[0], s[1], e.Date})
		}
		texts = append(texts, t)
	}
	return map[string]any{"archive": a.Archive, "texts": texts,
		"disputes": disputesOf(read, func(text string, name int) string {
			return ids[local{text, name}]
		}), "copies": copiesOf(a.Texts)}
}

// archiveCopy is the relation of a text to another.
type archiveCopy struct {
	Text     string `json:"text"`
	Of       string `json:"of"`
	Relation string `json:"relation"`
}

// copiesOf returns which texts belong together. Of two copies in one outlet each is a version.
func copiesOf(texts []archiveText) []archiveCopy {
	var list []*story.Text
	outlet := map[string]string{}
	for _, t := range texts {
		outlet[t.ID] = t.Outlet
		list = append(list, story.NewText(t.ID, t.Title, strings.TrimPrefix(t.Text, t.Title)))
	}
	out := []archiveCopy{}
	for _, r := range story.Find(list).Relations {
		c := archiveCopy{r.A, r.B, string(r.Kind)}
		if r.Kind == story.Copy && outlet[r.A] == outlet[r.B] {
			c.Relation = "version"
		}
		out = append(out, c)
	}
	return out
}

// archiveSide is one side of a dispute; archiveDispute a dispute.
type (
	archiveSide struct {
		Text string `json:"text"`
		S    int    `json:"s"`
		E    int    `json:"e"`
	}
	archiveDispute struct {
		Kind disputes.Kind `json:"kind"`
		A    archiveSide   `json:"a"`
		B    archiveSide   `json:"b"`
	}
)

// disputesOf returns the disputes between texts; id returns a name's ID across them.
func disputesOf(read []textRead, id func(text string, name int) string) []archiveDispute {
	var claims []disputes.Claim
	var facts []disputes.Fact
	at := map[string]*codePoints{}
	for _, o := range read {
		at[o.in.ID] = &codePoints{text: o.in.Text}
		in := inputOf(o, func(n int) string { return id(o.in.ID, n) })
		claims = append(claims, disputes.NewClaims(in)...)
		facts = append(facts, disputes.NewFacts(in)...)
	}
	out := []archiveDispute{}
	side := func(s disputes.Side) archiveSide {
		p := at[s.Text].span(s.Span)
		return archiveSide{s.Text, p[0], p[1]}
	}
	for _, d := range disputes.Find(claims, facts) {
		out = append(out, archiveDispute{d.Kind, side(d.A), side(d.B)})
	}
	return out
}

func spansOf(cp *codePoints, spans []cutting.Span) [][2]int {
	out := make([][2]int, 0, len(spans))
	for _, s := range spans {
		out = append(out, cp.span(s))
	}
	return out
}

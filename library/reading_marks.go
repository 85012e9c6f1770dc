package library

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// MarkKind is a kind of marks a text can be shown with.
type MarkKind struct {
	Name  string // in addresses, and the reader's name: "names"
	Title string // on screen
	Count int    // marks of the kind in the text shown
	On    bool   // they are shown
	Read  bool   // the reader has read the text
	// Only are the languages the reader supports when the text's is not among them; the reader found nothing in
	// it for that reason.
	Only []string
}

// markKinds is the table of the kinds of marks, in the order they are offered.
var markKinds = []struct {
	name, title string
	marks       func(*markMaker) []Mark
}{
	{"names", "Names", (*markMaker).names},
	{"statements", "Statements", (*markMaker).statements},
	{"labels", "Labels", (*markMaker).labels},
	{"times", "Times", (*markMaker).times},
}

// MarkNames returns the names of the kinds of marks, in the order they are offered.
func MarkNames() []string {
	var out []string
	for _, k := range markKinds {
		out = append(out, k.name)
	}
	return out
}

// Mark is one mark in the text shown, with its evidence.
type Mark struct {
	Kind    string // a MarkKind's name
	N       int    // its number among those of the page, from 1
	Text    string // the words marked; of a statement what is said
	Meaning string // the meaning of the mark, for people: "organisation", "says, indirectly", "June 1986"
	Value   string // the value of a time, in ISO 8601; else ""
	// Who is the name that a mark mentions or a statement's speaker, in the words of the text; "" where the
	// text names nobody.
	Who   string
	Cue   string        // of a statement
	Bytes cutting.Range // in the capture; empty when not known
	Key   cutting.At    // identifies the mark in decisions: its words, of a statement the cue
	Hand  bool          // a person corrected part of it
	Of    string        // of a mention, the fullest form of its name in the text
	ID    string        // of the joined name that the mark mentions or of the speaker; "" where it is not known
	local int           // index of the local name; -1 for none
	spans []markSpan
}

// markSpan is a run of a cutting's words with its role in a mark.
type markSpan struct {
	cutting.Span
	role string
}

// MarkedRun is a piece of text within a part of a cutting, with the marks that contain it.
type MarkedRun struct {
	Text  string
	Match bool     // a word that was searched for
	Roles []string // the roles of its marks, from the outermost to the innermost: "said", "name"
	Link  *Mark    // the mark whose evidence it links to; nil for none
	Ends  []*Mark  // statements that end after it
}

// Marks are the marks of the text shown.
type Marks struct {
	Kinds []MarkKind
	On    []Mark // those shown, in the order of the text
	Names []MarkName
}

// MarkName is a name of a text that a person can choose.
type MarkName struct {
	Kind string // "PER", "ORG" or "LOC"
	Form string
}

// readingOf returns what readers found in a sighting's text; read names the readers that have read it.
func readingOf(ctx context.Context, rows catalogue.Rows, s *catalogue.Sighting) (r *cutting.Reading,
	read map[string]bool, err error) {
	r, read = &cutting.Reading{}, map[string]bool{}
	for _, name := range cutting.Readers() {
		row, err := rows.Row(ctx, catalogue.RowKey{Stage: name, Key: catalogue.TextKey(s)})
		if cutting.KindOf(err) == cutting.NotFound {
			continue
		} else if err != nil {
			return nil, nil, err
		}
		if err := r.Add(name, row.Value); err != nil {
			return nil, nil, err
		}
		read[name] = row.Failure == ""
	}
	return r, read, nil
}

// primaryTag returns the first subtag of a language tag, in lower case.
func primaryTag(lang string) string {
	p, _, _ := strings.Cut(strings.ToLower(lang), "-")
	return p
}

// markUp sets the marks of the text shown, of the kinds asked for.
func (l *Library) markUp(ctx context.Context, cat Catalogue, c *Cutting, kinds, words []string) error {
	r, read, err := readingOf(ctx, cat, &c.Shown)
	if err != nil {
		return err
	}
	m := &markMaker{s: &c.Shown, words: cutting.Words(c.Shown.Headline, c.Shown.Text), r: r}
	for _, k := range markKinds {
		kind := MarkKind{Name: k.name, Title: k.title, On: slices.Contains(kinds, k.name), Read: read[k.name]}
		if served := l.c.Languages[k.name]; len(served) > 0 && !slices.Contains(served, primaryTag(c.Shown.Lang)) {
			kind.Only = served
		}
		marks := k.marks(m)
		if kind.Count = len(marks); kind.On {
			c.Marks.On = append(c.Marks.On, marks...)
		}
		c.Marks.Kinds = append(c.Marks.Kinds, kind)
	}
	if len(c.Marks.On) == 0 {
		return nil
	}
	for i := range r.Locals.Names {
		n := MarkName{r.Locals.Names[i].Kind, r.Locals.Names[i].Form}
		if !slices.Contains(c.Marks.Names, n) {
			c.Marks.Names = append(c.Marks.Names, n)
		}
	}
	if err := l.nameMarks(ctx, cat, c, r); err != nil {
		return err
	}
	slices.SortStableFunc(c.Marks.Names, func(a, b MarkName) int {
		return cmp.Or(-cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Form, b.Form)) // persons first
	})
	slices.SortStableFunc(c.Marks.On, func(a, b Mark) int { return cmp.Compare(a.spans[0].Start, b.spans[0].Start) })
	places := newPlaces(ctx, l, &c.Shown)
	for i := range c.Marks.On {
		mark := &c.Marks.On[i]
		mark.N = i + 1
		mark.Bytes = places.bytes(mark.wholeSpan())
	}
	match := newMarker(words)
	if c.Shown.Headline != "" {
		c.MarkedHeadline = m.runs(cutting.Span{End: len(c.Shown.Headline)}, c.Marks.On, match)
	}
	for i := range c.Parts {
		if p := c.Parts[i].at; !p.Empty() {
			c.Parts[i].Marked = m.runs(cutting.InWords(c.Shown.Headline, p), c.Marks.On, match)
		}
	}
	return nil
}

// nameMarks sets the IDs of marks' joined names, where the text shown is the one that names were joined from.
func (l *Library) nameMarks(ctx context.Context, cat Catalogue, c *Cutting, r *cutting.Reading) error {
	if l.c.Names == nil {
		return nil
	}
	e, err := cat.Entry(ctx, c.ID)
	if err != nil || catalogue.TextKey(&e.Sighting) != catalogue.TextKey(&c.Shown) {
		return err
	}
	owned := l.newOwners(ctx, cat)
	for i := range c.Marks.On {
		m := &c.Marks.On[i]
		if m.local < 0 || m.local >= len(r.Locals.Names) {
			continue
		}
		n := &r.Locals.Names[m.local]
		m.ID = owned.of(c.ID, n.Kind, n.Form, m.local)
	}
	return owned.err
}

// wholeSpan returns the span from a mark's first byte to its last.
func (m *Mark) wholeSpan() cutting.Span {
	at := m.spans[0].Span
	for _, s := range m.spans {
		at = cutting.Span{Start: min(at.Start, s.Start), End: max(at.End, s.End)}
	}
	return at
}

// markMaker makes marks of a reading.
type markMaker struct {
	s     *catalogue.Sighting
	words string
	r     *cutting.Reading
}

// oneLine returns a span of the words as one line.
func (m *markMaker) oneLine(at cutting.At) string {
	return strings.Join(strings.Fields(at.In(m.words)), " ")
}

func (m *markMaker) mark(kind, role string, at cutting.At) Mark {
	return Mark{Kind: kind, Text: m.oneLine(at), Key: at, local: -1, spans: []markSpan{{at.Span(), role}}}
}

func (m *markMaker) names() []Mark {
	var out []Mark
	of := map[int]int{}
	for i := range m.r.Locals.Names {
		for _, k := range m.r.Locals.Names[i].Mentions {
			of[k] = i
		}
	}
	for i, n := range m.r.Names {
		k := m.mark("names", "name", n.At)
		k.Who, k.Meaning = k.Text, plain.NameKind(n.Kind)
		if at, ok := of[i]; ok {
			k.local, k.Of = at, m.r.Locals.Names[at].Form
		}
		out = append(out, k)
	}
	return out
}

// labels returns the marks of labels, without those that only name an office or a kind of body.
func (m *markMaker) labels() []Mark {
	var out []Mark
	for _, l := range m.r.Labels {
		if l.Role {
			continue
		}
		k := m.mark("labels", "label", l.At)
		k.Who, k.Hand, k.local = m.labelledName(&l), l.ByHand, l.Name
		k.Meaning = m.voiceOf(&l)
		out = append(out, k)
	}
	return out
}

// labelledName returns the name a label is put on, in its fullest form, else the words that refer to it.
func (m *markMaker) labelledName(l *cutting.LabelMark) string {
	if l.Name >= 0 && l.Name < len(m.r.Locals.Names) {
		return m.r.Locals.Names[l.Name].Form
	}
	return m.oneLine(l.Of)
}

// voiceOf returns in whose voice a label is used.
func (m *markMaker) voiceOf(l *cutting.LabelMark) string {
	who := m.oneLine(l.Voice)
	if l.Speaker >= 0 && l.Speaker < len(m.r.Locals.Names) {
		who = m.r.Locals.Names[l.Speaker].Form
	}
	text := "in the outlet’s own voice"
	if who != "" {
		text = "in the words of " + who
	} else if l.Statement >= 0 || l.Unnamed {
		text = "in the words of somebody not named"
	}
	if l.Negated {
		text += ", which deny it"
	}
	return text
}

func (m *markMaker) times() []Mark {
	var out []Mark
	for _, t := range m.r.Times {
		k := m.mark("times", "time", t.At)
		if k.Value = t.Value; plain.TimeValue(t.Type, t.Value) != k.Text {
			k.Meaning = plain.TimeValue(t.Type, t.Value)
		}
		out = append(out, k)
	}
	return out
}

func (m *markMaker) statements() []Mark {
	var out []Mark
	for i, s := range m.r.Statements {
		if len(s.Content) == 0 {
			continue
		}
		k := Mark{Kind: "statements", Meaning: plain.StatementForm(s.Form), Cue: m.oneLine(s.Cue), Key: s.Cue,
			local: -1}
		k.Hand = i < len(m.r.Speakers) && m.r.Speakers[i].ByHand
		if name, _, ok := m.r.Speaker(i); ok {
			k.Who, k.local = name.Form, m.r.Speakers[i].Name
		} else if m.r.OfOutlet(i) {
			k.Who = m.s.Source.Name
		} else {
			k.Who = m.oneLine(s.Source)
		}
		var said []string
		for _, c := range s.Content {
			said = append(said, m.oneLine(c))
			k.spans = append(k.spans, markSpan{c.Span(), "said"})
		}
		k.Text = strings.Join(said, " … ")
		for _, p := range []markSpan{{s.Source.Span(), "source"}, {s.Cue.Span(), "cue"}} {
			if !p.Empty() {
				k.spans = append(k.spans, p)
			}
		}
		slices.SortFunc(k.spans, func(a, b markSpan) int { return cmp.Compare(a.Start, b.Start) })
		out = append(out, k)
	}
	return out
}

// runs cuts a span of the words where marks and words searched for begin and end.
func (m *markMaker) runs(within cutting.Span, marks []Mark, match *marker) []MarkedRun {
	cuts := []int{within.Start, within.End}
	cut := func(s cutting.Span) {
		for _, at := range []int{s.Start, s.End} {
			if within.Start < at && at < within.End {
				cuts = append(cuts, at)
			}
		}
	}
	var found []cutting.Span
	at := within.Start
	for _, r := range match.runs(within.In(m.words)) {
		if s := (cutting.Span{Start: at, End: at + len(r.Text)}); r.Match {
			found = append(found, s)
			cut(s)
		}
		at += len(r.Text)
	}
	for i := range marks {
		for _, s := range marks[i].spans {
			cut(s.Span)
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var out []MarkedRun
	for i := 0; i+1 < len(cuts); i++ {
		span := cutting.Span{Start: cuts[i], End: cuts[i+1]}
		run := MarkedRun{Text: span.In(m.words), Match: slices.ContainsFunc(found,
			func(f cutting.Span) bool { return f.Contains(span) })}
		run.setMarks(span, marks)
		out = append(out, run)
	}
	return out
}

// setMarks sets the marks that contain a run.
func (r *MarkedRun) setMarks(span cutting.Span, marks []Mark) {
	var in []markSpan
	for i := range marks {
		k := &marks[i]
		for _, s := range k.spans {
			if !s.Contains(span) {
				continue
			}
			in = append(in, s)
			if k.Kind != "statements" {
				r.Link = k
			}
		}
		if k.Kind == "statements" && k.wholeSpan().End == span.End {
			r.Ends = append(r.Ends, k)
		}
	}
	slices.SortStableFunc(in, func(a, b markSpan) int { return cmp.Compare(b.Len(), a.Len()) })
	for _, s := range in {
		if !slices.Contains(r.Roles, s.role) {
			r.Roles = append(r.Roles, s.role)
		}
	}
}

// places maps spans of a sighting's words to bytes of its capture.
type places struct {
	s    *catalogue.Sighting
	page *cutting.Page // nil when the page can no longer be read
	head cutting.Span  // the headline in the page, empty when it is only in metadata
}

// newPlaces reads the capture's page again, because a sighting's row has the bytes of whole parts only.
func newPlaces(ctx context.Context, l *Library, s *catalogue.Sighting) *places {
	p := &places{s: s}
	if l.c.Pages == nil {
		return p
	}
	page, split, err := l.c.Pages.Read(ctx, s.CaptureID)
	if err != nil || page.Source == nil {
		return p
	}
	p.page = page
	if s.Ordinal < len(split.Cuttings) {
		p.head = split.Cuttings[s.Ordinal].HeadlineSpan
	}
	return p
}

// bytes returns the range a span of the words was read from; the range of its part where no more is known, and
// an empty one for what is not in the page's text.
func (p *places) bytes(at cutting.Span) cutting.Range {
	piece, at := cutting.PlaceIn(p.s.Headline, at)
	if piece == cutting.InHeadline {
		if p.page != nil && p.is(p.head, p.s.Headline) {
			return p.page.Source.Range(cutting.Span{Start: p.head.Start + at.Start, End: p.head.Start + at.End})
		}
		return p.s.HeadlineBytes
	}
	var out cutting.Range
	for _, part := range p.s.Parts {
		if !part.Text.Overlaps(at) || part.Text.Start < 0 || part.Text.End > len(p.s.Text) {
			continue
		}
		rg := part.Bytes
		if p.page != nil && p.is(part.Page, part.Text.In(p.s.Text)) {
			from := part.Page.Start + max(0, at.Start-part.Text.Start)
			rg = p.page.Source.Range(cutting.Span{Start: from,
				End: part.Page.Start + min(part.Text.Len(), at.End-part.Text.Start)})
		}
		if out.Empty() {
			out = rg
		} else if !rg.Empty() {
			out = cutting.Range{Start: min(out.Start, rg.Start), End: max(out.End, rg.End)}
		}
	}
	return out
}

// is reports whether the page still has a text at a span, as when the row was made.
func (p *places) is(at cutting.Span, text string) bool {
	return at.Start >= 0 && at.Start < at.End && at.End <= len(p.page.Text) && at.In(p.page.Text) == text
}

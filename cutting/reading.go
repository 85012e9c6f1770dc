package cutting

import (
	"encoding/json"
	"slices"
)

// Reading is what readers found in one cutting. Its marks are spans of the cutting's words (Words),
// each list in the order of the words. A mark records what the text states and where; none is the
// program's own opinion.
type Reading struct {
	Names      []NameMark      `json:"names,omitempty"`
	Aliases    []AliasMark     `json:"aliases,omitempty"`
	Locals     Locals          `json:"local-names,omitzero"`
	Statements []StatementMark `json:"statements,omitempty"`
	Speakers   []SpeakerMark   `json:"speakers,omitempty"` // in step with Statements
	Labels     []LabelMark     `json:"labels,omitempty"`
	Times      []TimeMark      `json:"times,omitempty"`
	Events     []EventMark     `json:"events,omitempty"`
	Figures    []FigureMark    `json:"figures,omitempty"`
}

// lists maps each reader's name to the list of its marks.
var lists = []struct {
	reader string
	of     func(*Reading) any
}{
	{"names", func(r *Reading) any { return &r.Names }},
	{"aliases", func(r *Reading) any { return &r.Aliases }},
	{"local-names", func(r *Reading) any { return &r.Locals }},
	{"statements", func(r *Reading) any { return &r.Statements }},
	{"speakers", func(r *Reading) any { return &r.Speakers }},
	{"labels", func(r *Reading) any { return &r.Labels }},
	{"times", func(r *Reading) any { return &r.Times }},
	{"events", func(r *Reading) any { return &r.Events }},
	{"figures", func(r *Reading) any { return &r.Figures }},
}

// Readers returns the names of the readers, which are also those of their stages.
func Readers() []string {
	var out []string
	for _, l := range lists {
		out = append(out, l.reader)
	}
	return out
}

// Marks returns a pointer to the list of a reader's marks, nil for an unknown reader.
func (r *Reading) Marks(reader string) any {
	for _, l := range lists {
		if l.reader == reader {
			return l.of(r)
		}
	}
	return nil
}

// Without removes a reader's marks that people decided are wrong.
func (r *Reading) Without(reader string, wrong []WrongMark) {
	for _, w := range wrong {
		switch reader {
		case "names":
			r.Names = slices.DeleteFunc(r.Names, func(m NameMark) bool { return w.Is(m.At) })
		case "aliases":
			r.Aliases = slices.DeleteFunc(r.Aliases, func(m AliasMark) bool { return w.Is(m.Short) })
		case "statements":
			r.Statements = slices.DeleteFunc(r.Statements, func(m StatementMark) bool { return w.Is(m.Cue) })
		case "labels":
			r.Labels = slices.DeleteFunc(r.Labels, func(m LabelMark) bool { return w.Is(m.At) })
		case "events":
			r.Events = slices.DeleteFunc(r.Events, func(m EventMark) bool { return w.Is(m.At) })
		case "figures":
			r.Figures = slices.DeleteFunc(r.Figures, func(m FigureMark) bool { return w.Is(m.At) })
		case "times":
			r.Times = slices.DeleteFunc(r.Times, func(m TimeMark) bool { return w.Is(m.At) })
		}
	}
}

// PutRight applies people's corrections to a reader's marks. local returns the index of a local
// name, -1 for none.
func (r *Reading) PutRight(reader string, right []RightMark, local func(NameKey) int) {
	for i := range right {
		m := &right[i]
		of := m.Reader
		if m.Part == PartSpeaker {
			of = "speakers" // speakers are a list of their own
		}
		if of != reader || m.Part == PartName {
			continue
		}
		who := -1
		if m.Who != "" {
			who = local(m.Of)
		}
		if m.Part == PartSpeaker {
			r.setSpeaker(m, who)
		} else {
			r.setLabel(m, who)
		}
	}
}

// setSpeaker sets the speaker of a statement.
func (r *Reading) setSpeaker(m *RightMark, who int) {
	for k := range r.Statements {
		if k >= len(r.Speakers) || !m.Is(r.Statements[k].Cue) {
			continue
		}
		s := &r.Speakers[k]
		s.Name, s.How, s.ByHand = who, "", true
		if m.Outlet {
			s.How = "issuer"
		}
	}
}

// setLabel sets the name that a label is put on, or its voice.
func (r *Reading) setLabel(m *RightMark, who int) {
	for k := range r.Labels {
		l := &r.Labels[k]
		if !m.Is(l.At) {
			continue
		}
		l.ByHand = true
		if m.Part == PartWhom {
			l.Name = who
			continue
		}
		l.Speaker, l.Voice = who, At{}
		l.Unnamed = who < 0 && !m.Outlet
		if m.Outlet {
			l.Statement = -1
		}
	}
}

// Add adds a reader's marks, the JSON of their list, to the reading; it ignores those of a stage
// that is no reader. An error is of kind Internal: the row was written by another program.
func (r *Reading) Add(reader string, marks json.RawMessage) error {
	to := r.Marks(reader)
	if to == nil || len(marks) == 0 {
		return nil
	}
	if err := json.Unmarshal(marks, to); err != nil {
		return Errorf(Internal, "marks of reader %s: %w", reader, err)
	}
	return nil
}

// At is a half-open span of bytes in a cutting's words. It marshals as [start,end].
type At Span

// Span returns the span.
func (a At) Span() Span { return Span(a) }

// In returns the words that the span covers; "" when it is not within them.
func (a At) In(words string) string {
	if a.Start < 0 || a.End < a.Start || a.End > len(words) {
		return ""
	}
	return words[a.Start:a.End]
}

// MarshalJSON writes [start,end].
func (a At) MarshalJSON() ([]byte, error) { return json.Marshal([2]int{a.Start, a.End}) }

// UnmarshalJSON reads [start,end].
func (a *At) UnmarshalJSON(b []byte) error {
	var pair [2]int
	if err := json.Unmarshal(b, &pair); err != nil {
		return Errorf(Invalid, "span %q: want [start,end]", b)
	}
	a.Start, a.End = pair[0], pair[1]
	return nil
}

// NameMark is a mention of a person, an organisation or a place.
type NameMark struct {
	At   At     `json:"at"`
	Kind string `json:"kind"` // "PER", "ORG" or "LOC"
}

// AliasMark is a place where a text states that two names are of the same.
type AliasMark struct {
	Long  At     `json:"long"`
	Short At     `json:"short"`
	Cue   string `json:"cue"` // the form of the statement: "bracket", "known", "former" …
}

// StatementMark is attributed content: the speaker, the words that attribute it, and the content.
type StatementMark struct {
	Source  At     `json:"source"` // empty where the text names none
	Cue     At     `json:"cue"`
	Content []At   `json:"content"`
	Kind    string `json:"kind"` // what the cue does: "says", "claims", "denies" …
	Form    string `json:"form"` // "direct", "indirect" or "mixed"
}

// SpeakerMark is the speaker of a statement.
type SpeakerMark struct {
	Name int `json:"name"` // index of the local name; -1 where the text does not name the speaker
	// "named", "pronoun", "described", "issuer" (with Name -1 whoever publishes it); "" for nobody
	How    string `json:"how,omitempty"`
	Parent int    `json:"parent"` // index of the statement that contains this one; -1 for none
	ByHand bool   `json:"by_hand,omitempty"`
}

// Locals are the names of one text, each with its mentions.
type Locals struct {
	Names []LocalName `json:"names,omitempty"` // by their first mention
	Parts [][2]int    `json:"parts,omitempty"` // the first of each pair is a part, branch or organ of the second
}

// LocalName is a person, organisation or place as named in one text.
type LocalName struct {
	Kind     string       `json:"kind"`
	Form     string       `json:"form"` // the fullest of Uses
	Uses     []LocalUse   `json:"uses"`
	Mentions []int        `json:"mentions,omitempty"` // indices in Names of the reading, ascending
	Aliases  []LocalAlias `json:"aliases,omitempty"`  // pairs of Uses that the text itself states are the same
	Gender   string       `json:"gender,omitempty"`   // of a person, "male" or "female" where the text shows it
	Offices  []string     `json:"offices,omitempty"`  // offices that the text gives a person: "mayor"
	Doubt    bool         `json:"doubt,omitempty"`    // several have this name, and the text does not distinguish them
}

// LocalUse is one form of a local name.
type LocalUse struct {
	Form  string `json:"form"`
	Count int    `json:"count"` // 0 for a form that only an alias gives
	First At     `json:"first"`
}

// LocalAlias is a place where a text states that two forms are of one name.
type LocalAlias struct {
	Long  string `json:"long"`
	Short string `json:"short"`
	Cue   string `json:"cue"`
	At    At     `json:"at"`
}

// OfOutlet reports whether the outlet itself makes statement i: "this newspaper reported".
func (r *Reading) OfOutlet(i int) bool {
	return i < len(r.Speakers) && r.Speakers[i].Name < 0 && r.Speakers[i].How == "issuer"
}

// Speaker returns the name that makes statement i, with its last mention before the statement's
// cue; false when the text does not name the speaker.
func (r *Reading) Speaker(i int) (name *LocalName, mention At, ok bool) {
	if i >= len(r.Speakers) || i >= len(r.Statements) {
		return nil, At{}, false
	}
	n := r.Speakers[i].Name
	if n < 0 || n >= len(r.Locals.Names) {
		return nil, At{}, false
	}
	name = &r.Locals.Names[n]
	source := r.Statements[i].Source.Span()
	for _, k := range name.Mentions {
		if k >= len(r.Names) {
			break
		}
		at := r.Names[k].At
		if source.Contains(at.Span()) {
			return name, at, true
		}
		if mention.Span().Empty() || at.Start < r.Statements[i].Cue.Start {
			mention = at
		}
	}
	return name, mention, true
}

// LabelMark is a label that a text puts on a name, in the text's words.
type LabelMark struct {
	At        At     `json:"at"`
	Of        At     `json:"of"`        // the mention, or the words that refer to the name
	Name      int    `json:"name"`      // index of the local name; -1 when the text does not name it
	Form      string `json:"form"`      // "premodifier", "apposition", "copula", "called", "exclaimed"
	Statement int    `json:"statement"` // index of the statement it is in; -1 for none
	Voice     At     `json:"voice"`     // the words for the speaker; empty in the outlet's own voice
	// index of the local name that uses it; -1 for the outlet and unnamed speakers
	Speaker int  `json:"speaker"`
	Role    bool `json:"role,omitempty"`    // it is only the name of an office, a work or a kind of body
	Negated bool `json:"negated,omitempty"` // the text denies or questions it
	Quoted  bool `json:"quoted,omitempty"`
	Unnamed bool `json:"unnamed,omitempty"` // a person decided that the speaker is not named
	ByHand  bool `json:"by_hand,omitempty"` // a person decided whom it is put on, or who uses it
}

// EventMark is something a text states happened or will happen, with its date.
type EventMark struct {
	At   At `json:"at"`   // from the word for it to the words that date it, in either order
	Word At `json:"word"` // the words that date it where no word for it was found
	// ISO 8601 at its precision, "a/b" for a span of days, "2030-SP" for a season, "199X" for a decade
	Date      string `json:"date"`
	Times     []int  `json:"times,omitempty"` // indices of the times that date it
	Statement int    `json:"statement"`       // index of the innermost statement that contains it; -1 for none
}

// FigureMark is a number with its unit, what it counts and the question it answers.
type FigureMark struct {
	At        At     `json:"at"`                 // with its bound and unit: "at least nine"
	Value     string `json:"value"`              // digits, with the unit of a sum, share or size
	Kind      string `json:"kind"`               // "count", "sum", "share", "size", "year"
	Bound     string `json:"bound,omitempty"`    // "at most", "at least", "about"; "" is exact
	Counted   At     `json:"counted"`            // what is counted; empty where the text omits it
	Question  string `json:"question,omitempty"` // the question it answers: "dead", "founded"
	Name      int    `json:"name"`               // index of the local name it is about; -1 for none
	Statement int    `json:"statement"`          // index of the statement that contains it; -1 for none
	Updated   bool   `json:"updated,omitempty"`  // the text states that it replaces another
}

// TimeMark is an expression of time.
type TimeMark struct {
	At    At     `json:"at"`
	Type  string `json:"type"`            // of TIMEX3: "DATE", "TIME", "DURATION", "SET"
	Value string `json:"value,omitempty"` // ISO 8601 as TIMEX3 extends it; "" where it cannot be computed
}

// Piece is a piece of a cutting's words.
type Piece string

// Pieces of a cutting's words.
const (
	InHeadline Piece = "headline"
	InText     Piece = "text"
)

// joint separates headline and text in the words of a cutting.
const joint = "\n\n"

// Words returns headline and text of a cutting as one string, since they explain each other.
func Words(headline, text string) string {
	if headline == "" {
		return text
	}
	return headline + joint + text
}

// PlaceIn returns the piece of a cutting's words that a span lies in, and its span there. A span
// across both is cut to the piece it begins in.
func PlaceIn(headline string, at Span) (Piece, Span) {
	if headline == "" {
		return InText, at
	}
	from := len(headline) + len(joint)
	if at.Start < len(headline) {
		return InHeadline, Span{at.Start, min(at.End, len(headline))}
	}
	return InText, Span{max(0, at.Start-from), max(0, at.End-from)}
}

// InWords returns the span of the words for a span of the text; it is the inverse of PlaceIn.
func InWords(headline string, at Span) Span {
	if headline == "" {
		return at
	}
	from := len(headline) + len(joint)
	return Span{at.Start + from, at.End + from}
}

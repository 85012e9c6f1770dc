package cutting

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// NameKey identifies a name across decisions and rebuilds: a form in the spelling used for
// comparison, and the kind of name.
type NameKey struct {
	Kind string `json:"kind"` // "PER", "ORG" or "LOC"
	// Form is in lower case, without accents, articles and titles.
	Form string `json:"form"`
}

// String returns the key as one word, for addresses and decisions: "PER:ilya dravic".
func (k NameKey) String() string { return k.Kind + ":" + k.Form }

// maxForm is the largest number of bytes of a form.
const maxForm = 500

// Check returns an error of kind Invalid for an invalid key.
func (k NameKey) Check() error {
	switch k.Kind {
	case "PER", "ORG", "LOC":
	default:
		return Errorf(Invalid, "%q is no kind of name; there are PER, ORG and LOC", k.Kind)
	}
	if k.Form == "" || len(k.Form) > maxForm || !utf8.ValidString(k.Form) {
		return Errorf(Invalid, "a name has a form of 1 to %d bytes", maxForm)
	}
	return nil
}

// Naming is a decision about names.
type Naming struct {
	Of NameKey `json:"of"`
	// With is the other name in decisions about two: whether they are the same, different, or
	// unsure.
	With NameKey `json:"with,omitzero"`
	// Form is how the name is to be displayed, for a renaming; Shown and Other are the spellings of
	// Of and With at the time of the decision, for display.
	Form  string `json:"show,omitempty"`
	Shown string `json:"shown,omitempty"`
	Other string `json:"other,omitempty"`
	Note  string `json:"note,omitempty"`
}

// Kinds of decisions about names.
const (
	NameSame      = "name-same"   // two forms are of one name
	NameDifferent = "name-apart"  // they are of two
	NameUnsure    = "name-unsure" // a person examined them and is not sure
	NameForm      = "name-form"   // how a name is displayed
	NameNone      = "name-none"   // a form is no name
)

// Check returns an error of kind Invalid when a naming cannot be of that kind.
func (n *Naming) Check(kind string) error {
	if err := n.Of.Check(); err != nil {
		return err
	}
	switch kind {
	case NameSame, NameDifferent, NameUnsure:
		if err := n.With.Check(); err != nil {
			return err
		}
		if n.With == n.Of {
			return Errorf(Invalid, "a name is decided about with itself")
		}
	case NameForm:
		if strings.TrimSpace(n.Form) == "" || len(n.Form) > maxForm || !utf8.ValidString(n.Form) {
			return Errorf(Invalid, "a name is shown in a form of 1 to %d bytes", maxForm)
		}
	}
	return nil
}

// NameDecisions are the namings in effect, each list in the order they were decided.
type NameDecisions struct {
	Same      [][2]NameKey `json:"same,omitempty"`
	Different [][2]NameKey `json:"apart,omitempty"`
	Unsure    [][2]NameKey `json:"unsure,omitempty"`
	None      []NameKey    `json:"none,omitempty"`
	Forms     []Naming     `json:"forms,omitempty"` // the last one about a name counts
}

// WrongMark is a decision that a mark of a reader is wrong.
type WrongMark struct {
	Capture string   `json:"capture"`        // where it was seen
	Version Checksum `json:"version"`        // of the text it was found in
	Reader  string   `json:"reader"`         // one of Readers
	At      At       `json:"at"`             // in the words; of a statement its cue
	Also    []At     `json:"also,omitempty"` // other marks with the same words, included in the decision
	Words   string   `json:"words"`          // the words of the mark, for display
	Note    string   `json:"note,omitempty"`
}

// Is reports whether the decision is about the mark at a place.
func (w *WrongMark) Is(at At) bool { return w.At == at || slices.Contains(w.Also, at) }

// RightMark is a decision that corrects a part of a mark.
type RightMark struct {
	WrongMark
	Part MarkPart `json:"part"`
	// Who is the corrected name, as it is written and as names are compared. Empty for a text without a
	// named person or body; with Outlet, the publisher of the text.
	Who    string  `json:"who,omitempty"`
	Of     NameKey `json:"of,omitzero"`
	Outlet bool    `json:"outlet,omitempty"`
}

// MarkPart is a part of a mark that can be corrected.
type MarkPart string

// Parts of marks.
const (
	PartSpeaker MarkPart = "speaker" // who makes a statement
	PartWhom    MarkPart = "whom"    // on whom a label is put
	PartVoice   MarkPart = "voice"   // who uses a label
	PartName    MarkPart = "name"    // whose name a mention is
)

// partsOf maps each reader to the parts of its marks.
var partsOf = map[string][]MarkPart{"statements": {PartSpeaker}, "labels": {PartWhom, PartVoice}, "names": {PartName}}

// MarkRight is the kind of decision that corrects a part of a mark.
const MarkRight = "mark-right"

// Check returns an error of kind Invalid for a decision that corrects nothing.
func (m *RightMark) Check() error {
	if err := m.WrongMark.Check(); err != nil {
		return err
	}
	switch {
	case !slices.Contains(partsOf[m.Reader], m.Part):
		return Errorf(Invalid, "marks of %q have no %q", m.Reader, m.Part)
	case m.Who != "":
		if m.Outlet {
			return Errorf(Invalid, "it is a name or the outlet, not both")
		}
		return m.Of.Check()
	case m.Outlet && m.Part != PartSpeaker && m.Part != PartVoice:
		return Errorf(Invalid, "the outlet has no mention and is called nothing here")
	case m.Part == PartName:
		return Errorf(Invalid, "give the name; where it is no name, remove the mark")
	}
	return nil
}

// MarkWrong is the kind of decision that removes a mark.
const MarkWrong = "mark-wrong"

// Check returns an error of kind Invalid for a decision without a mark.
func (w *WrongMark) Check() error {
	switch {
	case w.Capture == "" || w.Version == "":
		return Errorf(Invalid, "a wrong mark is of a text in a capture")
	case (&Reading{}).Marks(w.Reader) == nil:
		return Errorf(Invalid, "there is no reader %q", w.Reader)
	}
	for _, at := range append([]At{w.At}, w.Also...) {
		if at.Start < 0 || at.End <= at.Start {
			return Errorf(Invalid, "a mark covers some bytes")
		}
	}
	return nil
}

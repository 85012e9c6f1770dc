package cutting

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// NameKey names a name across decisions and rebuilds: a form of it as it is compared,
// and what the form is a name of.
type NameKey struct {
	Kind string `json:"kind"` // "PER", "ORG" or "LOC"
	// Form is in the small letters and without the accents, articles and titles that
	// make no difference.
	Form string `json:"form"`
}

// String is the key in one word, as addresses and decisions have it: "PER:ilya dravic".
func (k NameKey) String() string { return k.Kind + ":" + k.Form }

// maxForm is how many bytes a form may have.
const maxForm = 500

// Check returns an error of kind Invalid for what is no key.
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

// Naming is what somebody decided about names.
type Naming struct {
	Of NameKey `json:"of"`
	// With is the other name where two are decided about: of one name, of two, or unsure.
	With NameKey `json:"with,omitzero"`
	// Form is how the name is to be shown, for a renaming; Shown and Other are how Of
	// and With were written when it was decided, for people.
	Form  string `json:"show,omitempty"`
	Shown string `json:"shown,omitempty"`
	Other string `json:"other,omitempty"`
	Note  string `json:"note,omitempty"`
}

// The kinds of decisions about names.
const (
	NameSame   = "name-same"   // two forms are of one name
	NameApart  = "name-apart"  // they are of two
	NameUnsure = "name-unsure" // somebody looked and does not know
	NameForm   = "name-form"   // how a name is shown
	NameNone   = "name-none"   // a form is no name
)

// Check returns an error of kind Invalid where a naming cannot be of that kind.
func (n *Naming) Check(kind string) error {
	if err := n.Of.Check(); err != nil {
		return err
	}
	switch kind {
	case NameSame, NameApart, NameUnsure:
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
	Same   [][2]NameKey `json:"same,omitempty"`
	Apart  [][2]NameKey `json:"apart,omitempty"`
	Unsure [][2]NameKey `json:"unsure,omitempty"`
	None   []NameKey    `json:"none,omitempty"`
	Forms  []Naming     `json:"forms,omitempty"` // the last about a name counts
}

// WrongMark is what somebody decided about one mark of a reader: that it is none.
type WrongMark struct {
	Capture string   `json:"capture"`        // where it was seen
	Version Checksum `json:"version"`        // of the text it was found in
	Reader  string   `json:"reader"`         // one of Readers
	At      At       `json:"at"`             // in the words; of a statement its cue
	Also    []At     `json:"also,omitempty"` // other marks with the same words, decided about with it
	Words   string   `json:"words"`          // what is there, for people
	Note    string   `json:"note,omitempty"`
}

// Is reports whether a mark at a place is meant.
func (w *WrongMark) Is(at At) bool { return w.At == at || slices.Contains(w.Also, at) }

// RightMark is what somebody decided about a part of a mark that a reader had wrong.
type RightMark struct {
	WrongMark
	Part MarkPart `json:"part"`
	// Who it is instead: a name of the text or another, as it is written and as names are
	// compared. Empty where nobody is named, or with Outlet whoever publishes the text.
	Who    string  `json:"who,omitempty"`
	Of     NameKey `json:"of,omitzero"`
	Outlet bool    `json:"outlet,omitempty"`
}

// MarkPart is a part of a mark that can be put right.
type MarkPart string

// The parts.
const (
	PartSpeaker MarkPart = "speaker" // who makes a statement
	PartWhom    MarkPart = "whom"    // on whom a label is put
	PartVoice   MarkPart = "voice"   // who uses a label
	PartName    MarkPart = "name"    // whose name a mention is
)

// partsOf are the parts of each reader's marks.
var partsOf = map[string][]MarkPart{"statements": {PartSpeaker}, "labels": {PartWhom, PartVoice}, "names": {PartName}}

// MarkRight is the kind of decision that puts a part of a mark right.
const MarkRight = "mark-right"

// Check returns an error of kind Invalid for what puts nothing right.
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
		return Errorf(Invalid, "say whose name it is; where it is no name, take the mark away")
	}
	return nil
}

// MarkWrong is the kind of decision that takes a mark away.
const MarkWrong = "mark-wrong"

// Check returns an error of kind Invalid for what names no mark.
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

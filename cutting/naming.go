package cutting

import (
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
	Capture string   `json:"capture"` // where it was seen
	Version Checksum `json:"version"` // of the text it was found in
	Reader  string   `json:"reader"`  // one of Readers
	At      At       `json:"at"`      // in the words; of a statement its cue
	Words   string   `json:"words"`   // what is there, for people
	Note    string   `json:"note,omitempty"`
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
	case w.At.Start < 0 || w.At.End <= w.At.Start:
		return Errorf(Invalid, "a mark covers some bytes")
	}
	return nil
}

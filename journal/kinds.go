package journal

import (
	"encoding/json"
	"slices"
	"strings"

	"cuttings/cutting"
)

// Kind is one kind of decision. A new one is one row of kinds.
type Kind struct {
	Name string
	// Read parses and checks a line's value. Errors are of kind Invalid.
	Read func(Decision) (any, error)
	// Apply puts a line into effect, Undo ends its effect. A line is applied when it is read, undone when
	// another undoes it, and applied again, possibly after later lines, when that one is undone. Both are
	// called with the Book locked, never twice in a row; the resulting Book must not depend on their order.
	Apply, Undo func(*Book, *Line)
	// Captures returns the captures whose rows change when a line takes effect or ceases to.
	Captures func(*Book, *Line) []string
	// Subjects returns the keys of what else a line is about, such as names; nil is none.
	Subjects func(*Book, *Line) []string
	// Words returns for people what a line decides: "corrected the date".
	Words func(*Book, *Line) string
	// Why returns the reason given, "" for none.
	Why func(payload any) string
}

// Names of kinds, besides cutting.CorrectionDecision.
const (
	// UndoDecision undoes another line; its target is that of the line.
	UndoDecision = "undo"
	// LogRecovered records that the vault's log was rebuilt from its records; marks of the earlier log are no
	// longer valid.
	LogRecovered = "log-recovered"
)

// kinds is the table of all kinds of decisions that this program knows.
var kinds = tableOf(slices.Concat(
	[]Kind{correctionKind(), undoKind(), recoveredKind()},
	markKinds(),
	namingKinds(),
	outletKinds(),
	storyKinds(),
	[]Kind{redactionKind()},
	stateKinds(),
)...)

func tableOf(rows ...Kind) map[string]*Kind {
	table := map[string]*Kind{}
	for _, k := range rows {
		table[k.Name] = &k
	}
	return table
}

func correctionKind() Kind {
	return Kind{
		Name: cutting.CorrectionDecision,
		Read: func(d Decision) (any, error) {
			c := &cutting.Correction{}
			if err := json.Unmarshal(d.Value, c); err != nil || c.Capture != d.Target {
				return nil, cutting.Errorf(cutting.Invalid, "has a correction that cannot be read")
			}
			return c, nil
		},
		Apply:    func(b *Book, l *Line) { b.addCorrection(l) },
		Undo:     func(b *Book, l *Line) { b.removeCorrection(l) },
		Captures: func(_ *Book, l *Line) []string { return []string{l.Target} },
		Words:    func(_ *Book, l *Line) string { return correctionWords(l.Payload.(*cutting.Correction)) },
		Why:      func(payload any) string { return payload.(*cutting.Correction).Note },
	}
}

// correctionWords lists what a correction is about.
func correctionWords(c *cutting.Correction) string {
	var what []string
	if len(c.Items)+len(c.Drop) > 0 {
		what = append(what, "the cut")
	}
	for i := range c.Facts {
		for _, name := range c.Facts[i].About() {
			if name = "the " + name; !slices.Contains(what, name) {
				what = append(what, name)
			}
		}
	}
	if len(what) == 0 { // facts of a newer program
		return "made a correction that this program does not know"
	}
	if n := len(what) - 1; n > 0 {
		return "corrected " + strings.Join(what[:n], ", ") + " and " + what[n]
	}
	return "corrected " + what[0]
}

// Undoing is the value of an undo line.
type Undoing struct {
	Line int64  `json:"line"` // number of the line undone
	Note string `json:"note,omitempty"`
}

func undoKind() Kind {
	return Kind{
		Name: UndoDecision,
		Read: func(d Decision) (any, error) {
			u := &Undoing{}
			if err := json.Unmarshal(d.Value, u); err != nil || u.Line < 1 {
				return nil, cutting.Errorf(cutting.Invalid, "takes back a line that it does not name")
			}
			return u, nil
		},
		Apply: func(b *Book, l *Line) { b.undoneLine(l).takeBack(b, l.Number) },
		Undo:  func(b *Book, l *Line) { b.undoneLine(l).bringBack(b) },
		Captures: func(b *Book, l *Line) []string {
			if of := b.undoneLine(l); of != nil {
				return of.Kind.Captures(b, of)
			}
			return nil
		},
		Subjects: func(b *Book, l *Line) []string {
			if of := b.undoneLine(l); of != nil && of.Kind.Subjects != nil {
				return of.Kind.Subjects(b, of)
			}
			return nil
		},
		Words: func(b *Book, l *Line) string {
			of := b.undoneLine(l)
			if of.Decision.Kind == UndoDecision {
				if was := b.undoneLine(of); was != nil {
					return "put back: " + was.Kind.Words(b, was)
				}
			}
			return "took back: " + of.Kind.Words(b, of)
		},
		Why: func(payload any) string { return payload.(*Undoing).Note },
	}
}

// recoveredKind returns the kind of LogRecovered, which changes no page and cannot be undone.
func recoveredKind() Kind {
	return Kind{
		Name:     LogRecovered,
		Read:     func(Decision) (any, error) { return nil, nil },
		Apply:    func(*Book, *Line) {},
		Undo:     func(*Book, *Line) {},
		Captures: func(*Book, *Line) []string { return nil },
		Words:    func(*Book, *Line) string { return "rebuilt the vault's log from its records" },
		Why:      func(any) string { return "" },
	}
}

// Correct returns the line for a correction.
func Correct(who string, c cutting.Correction) (Decision, error) {
	return lineOf(who, cutting.CorrectionDecision, c.Capture, c)
}

// TakeBack returns the line that takes another back.
func TakeBack(who string, l *Line, why string) (Decision, error) {
	return lineOf(who, UndoDecision, l.Target, Undoing{Line: l.Number, Note: why})
}

func lineOf(who, kind, target string, value any) (Decision, error) {
	b, err := json.Marshal(value)
	if err != nil {
		return Decision{}, cutting.Errorf(cutting.Internal, "journal: %w", err)
	}
	return Decision{Who: who, Kind: kind, Target: target, Value: b}, nil
}

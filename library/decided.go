package library

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/journal"
)

// Decided is one decision as it is shown wherever it acts.
type Decided struct {
	Number int64  // of the journal's line
	Says   string // what was decided, in words: "corrected the date"
	Who    string
	When   time.Time
	Why    string   // "" when no reason was given
	Undone *Decided // the line that took it back, nil while it is in effect
}

// maxWho bounds the name of who decides, in bytes.
const maxWho = 60

// who returns the name to write on a line.
func (l *Library) who(said string) (string, error) {
	said = strings.Join(strings.Fields(said), " ")
	switch {
	case said == "":
		return l.c.Who, nil
	case len(said) > maxWho:
		return "", cutting.Errorf(cutting.Invalid,
			"The name of who decides is too long: %d bytes of at most %d. Initials will do.", len(said), maxWho)
	case !utf8.ValidString(said) || strings.ContainsFunc(said, unicode.IsControl):
		return "", cutting.Errorf(cutting.Invalid, "The name of who decides holds characters that cannot be written.")
	}
	return said, nil
}

// decidedAbout lists the decisions about a capture, oldest first; keep says which.
func (l *Library) decidedAbout(captureID string, keep func(*journal.Line) bool) []Decided {
	if l.c.Decisions == nil {
		return nil
	}
	lines := l.c.Decisions.About(captureID)
	byNumber := map[int64]*journal.Line{}
	for i := range lines {
		byNumber[lines[i].Number] = &lines[i]
	}
	var out []Decided
	for i := range lines {
		line := &lines[i]
		if line.Decision.Kind == journal.UndoDecision || !keep(line) {
			continue
		}
		d := decidedOf(line)
		if by := byNumber[line.Undone]; by != nil {
			undone := decidedOf(by)
			d.Undone = &undone
		}
		out = append(out, d)
	}
	return out
}

func decidedOf(l *journal.Line) Decided {
	return Decided{Number: l.Number, Says: l.Says, Who: l.Who, When: l.Time, Why: l.Why}
}

// actsOn reports whether a line acts on a cutting that lies in these bytes.
func actsOn(l *journal.Line, bytes []cutting.Range) bool {
	c, ok := l.Payload.(*cutting.Correction)
	if !ok {
		return true
	}
	ranges := slices.Clone(c.Drop)
	for i := range c.Items {
		ranges = append(ranges, c.Items[i].Ranges...)
	}
	for i := range c.Facts {
		ranges = append(ranges, c.Facts[i].Of...)
	}
	return slices.ContainsFunc(ranges, func(a cutting.Range) bool {
		return slices.ContainsFunc(bytes, func(b cutting.Range) bool { return a.Start < b.End && b.Start < a.End })
	})
}

// TakeBack takes a decision about a capture back, with another line; taking that
// line back puts the decision in effect again. A decision that is not about the
// capture gives NotFound, one that is taken back already Conflict.
func (l *Library) TakeBack(ctx context.Context, captureID string, number int64, who, why string) (Kept, error) {
	if l.c.Decisions == nil {
		return Kept{}, cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	who, err := l.who(who)
	if err != nil {
		return Kept{}, err
	}
	if why = strings.TrimSpace(why); len(why) > maxNote {
		return Kept{}, cutting.Errorf(cutting.Invalid, "The note is too long: %d bytes of at most %d.", len(why),
			maxNote)
	}
	return l.c.Decisions.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		lines := l.c.Decisions.About(captureID)
		i := slices.IndexFunc(lines, func(x journal.Line) bool { return x.Number == number })
		if i < 0 {
			return nil, cutting.Errorf(cutting.NotFound, "There is no decision number %d about this capture.", number)
		}
		d, err := journal.TakeBack(who, &lines[i], why)
		return []journal.Decision{d}, err
	})
}

// linesOf are the journal's lines for corrections.
func linesOf(who string, fixes ...cutting.Correction) ([]journal.Decision, error) {
	var out []journal.Decision
	for _, f := range fixes {
		d, err := journal.Correct(who, f)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// PlaceOf returns the cutting's ID and the index of its sighting that is a capture's
// n-th cutting; "" and -1 when the catalogue does not have it.
func (l *Library) PlaceOf(ctx context.Context, captureID string, n int) (id string, place int, err error) {
	e, err := l.entryAt(ctx, captureID, n)
	if err != nil || e == nil {
		return "", -1, err
	}
	for i, s := range e.Sightings {
		if s.CaptureID == captureID && s.Ordinal == n {
			return e.ID, i, nil
		}
	}
	return e.ID, -1, nil
}

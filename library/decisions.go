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

// DecisionView is one decision as it is shown beside what it affects.
type DecisionView struct {
	Number int64  // of the journal's line
	Words  string // what was decided, for people: "corrected the date"
	Who    string
	When   time.Time
	Why    string        // "" when no reason was given
	Undone *DecisionView // the line that undid it, nil while it is in effect
	// Facts names what it decides about the cutting it is listed with: facts as cutting.CorrectedFacts.About
	// names them, and TheCut.
	Facts []string
}

// TheCut, among facts, is how a cutting was cut: its kind, its bytes, its headline's.
const TheCut = "cut"

// maxWho is the maximum length of a decider's name, in bytes.
const maxWho = 60

// deciderName returns the decider's name for a journal line.
func (l *Library) deciderName(said string) (string, error) {
	said = strings.Join(strings.Fields(said), " ")
	switch {
	case said == "":
		return l.c.Who, nil
	case len(said) > maxWho:
		return "", cutting.Errorf(cutting.Invalid,
			"The name of who decides is too long: %d bytes of at most %d. Initials will do.", len(said), maxWho)
	case !utf8.ValidString(said) || strings.ContainsFunc(said, unicode.IsControl):
		return "", cutting.Errorf(cutting.Invalid, "The name of who decides has characters that cannot be written.")
	}
	return said, nil
}

// decidedAbout lists the decisions about a capture, oldest first.
func (l *Library) decidedAbout(captureID string) []DecisionView {
	return l.decidedOn(captureID, nil)
}

// decidedOn lists the decisions about the cutting of a capture that lies in these
// bytes, oldest first; those about the whole capture when there are none.
func (l *Library) decidedOn(captureID string, bytes []cutting.Range) []DecisionView {
	if l.c.Decisions == nil {
		return nil
	}
	lines := l.c.Decisions.About(captureID)
	byNumber := map[int64]*journal.Line{}
	for i := range lines {
		byNumber[lines[i].Number] = &lines[i]
	}
	var out []DecisionView
	for i := range lines {
		line := &lines[i]
		if line.Decision.Kind == journal.UndoDecision {
			continue
		}
		d := decidedOf(line)
		if _, corrects := line.Payload.(*cutting.Correction); corrects && len(bytes) > 0 {
			if d.Facts = factsOn(line, bytes); len(d.Facts) == 0 {
				continue
			}
		}
		if by := byNumber[line.Undone]; by != nil {
			undone := decidedOf(by)
			d.Undone = &undone
		}
		out = append(out, d)
	}
	return out
}

func decidedOf(l *journal.Line) DecisionView {
	return DecisionView{Number: l.Number, Words: l.Words, Who: l.Who, When: l.Time, Why: l.Why}
}

// factsOn names the facts that a line decides about a cutting in these bytes.
func factsOn(l *journal.Line, bytes []cutting.Range) []string {
	c, ok := l.Payload.(*cutting.Correction)
	if !ok {
		return nil
	}
	var out []string
	ranges := slices.Clone(c.Drop)
	for i := range c.Items {
		ranges = append(ranges, c.Items[i].Ranges...)
	}
	if rangesTouch(ranges, bytes) {
		out = append(out, TheCut)
	}
	for i := range c.Facts {
		if f := &c.Facts[i]; rangesTouch(f.Of, bytes) {
			out = append(out, f.About()...)
		}
	}
	return out
}

// rangesTouch reports whether a byte is in ranges of both lists.
func rangesTouch(a, b []cutting.Range) bool {
	return slices.ContainsFunc(a, func(x cutting.Range) bool {
		return slices.ContainsFunc(b, func(y cutting.Range) bool { return x.Start < y.End && y.Start < x.End })
	})
}

// DecidedBy returns the decision in effect that gave a fact of the cutting in the capture shown, or its cut;
// nil when nobody decided it or there is no journal.
func (c *Cutting) DecidedBy(fact string) *DecisionView {
	for i := len(c.Decided) - 1; i >= 0; i-- {
		if d := &c.Decided[i]; d.Undone == nil && slices.Contains(d.Facts, fact) {
			return d
		}
	}
	return nil
}

// TakeBack undoes a decision about a capture with another line; undoing that line puts the decision in effect
// again. It returns NotFound for a decision that is not about the capture and Conflict for one already undone.
func (l *Library) TakeBack(ctx context.Context, captureID string, number int64, who, why string) (Kept, error) {
	who, why, err := l.checkDecision(who, why)
	if err != nil {
		return Kept{}, err
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

// linesOf returns the decisions by which corrections are recorded in the journal.
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

package library

import (
	"context"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
)

// Marked selects marks of one reader in a cutting's text, and gives who decides about them.
type Marked struct {
	Cutting  string // its ID
	Sighting int    // whose text; -1 for the representative's
	Reader   string
	At       []cutting.At // Mark.Key of each; all have the same words
	Who      string       // who decides; "" is Config.Who
	Note     string
}

// MarkCorrection is the right value of a part of marks.
type MarkCorrection struct {
	Part cutting.MarkPart
	// Name is a name, and Class its kind: "PER", "ORG" or "LOC". An empty Name means that no one is named or, with
	// Outlet, the publisher of the text.
	Name, Class string
	Outlet      bool
}

// RemoveMarks records in one decision that marks are wrong and there is nothing to mark.
func (l *Library) RemoveMarks(ctx context.Context, m Marked) (Kept, error) {
	return l.decideMark(ctx, m, func(who string, w cutting.WrongMark) (journal.Decision, error) {
		return journal.RemoveMark(who, w)
	})
}

// CorrectMarks records the right value of a part of marks in one decision. A later decision about the same part
// replaces it.
func (l *Library) CorrectMarks(ctx context.Context, m Marked, to MarkCorrection) (Kept, error) {
	return l.decideMark(ctx, m, func(who string, w cutting.WrongMark) (journal.Decision, error) {
		right := cutting.RightMark{WrongMark: w, Part: to.Part, Outlet: to.Outlet,
			Who: strings.Join(strings.Fields(to.Name), " ")}
		if right.Who != "" {
			if l.c.Names == nil {
				return journal.Decision{}, cutting.Errorf(cutting.Unsupported, "Names are not joined in this archive.")
			}
			right.Of = l.c.Names.Key(to.Class, right.Who)
		}
		if err := right.Check(); err != nil {
			return journal.Decision{}, err
		}
		return journal.CorrectMark(who, right)
	})
}

// decideMark records the one line that make returns for some marks.
func (l *Library) decideMark(ctx context.Context, m Marked,
	make func(who string, w cutting.WrongMark) (journal.Decision, error)) (Kept, error) {
	if l.c.Decisions == nil {
		return Kept{}, cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	who, err := l.deciderName(m.Who)
	if err != nil {
		return Kept{}, err
	}
	note := strings.TrimSpace(m.Note)
	if len(note) > maxNote {
		return Kept{}, cutting.Errorf(cutting.Invalid, "The note is too long: %d bytes of at most %d.", len(note),
			maxNote)
	}
	if len(m.At) == 0 {
		return Kept{}, cutting.Errorf(cutting.Invalid, "No mark is named.")
	}
	e, err := l.Entry(ctx, m.Cutting)
	if err != nil {
		return Kept{}, err
	}
	s := e.Sighting
	if m.Sighting >= 0 && m.Sighting < len(e.Sightings) {
		s = e.Sightings[m.Sighting]
	}
	return l.c.Decisions.Decide(ctx, func(ctx context.Context) ([]journal.Decision, error) {
		w := cutting.WrongMark{Capture: s.CaptureID, Version: s.Version, Reader: m.Reader, At: m.At[0],
			Also: m.At[1:], Note: note}
		all := cutting.Words(s.Headline, s.Text)
		for _, at := range m.At {
			if at.In(all) == "" {
				return nil, cutting.Errorf(cutting.Conflict,
					"The text has changed since the page was shown. Reload it.")
			}
		}
		if w.Words, err = l.wordsOfMark(ctx, &s, m.Reader, m.At[0], all); err != nil {
			return nil, err
		}
		if err := w.Check(); err != nil {
			return nil, err
		}
		line, err := make(who, w)
		if err != nil {
			return nil, err
		}
		return []journal.Decision{line}, nil
	})
}

// maxMarkWords is the maximum number of bytes of a mark's words that a decision repeats.
const maxMarkWords = 120

// wordsOfMark returns the words of a mark, for people: of a statement what is said.
func (l *Library) wordsOfMark(ctx context.Context, s *catalogue.Sighting, reader string, at cutting.At,
	all string) (string, error) {
	words := at.In(all)
	if reader == "statements" {
		cat, done := l.borrowCatalogue()
		defer done()
		r, _, err := readingOf(ctx, cat, s)
		if err != nil {
			return "", err
		}
		for _, st := range r.Statements {
			if st.Cue == at && len(st.Content) > 0 {
				words = st.Content[0].In(all)
			}
		}
	}
	words = strings.Join(strings.Fields(words), " ")
	if len(words) <= maxMarkWords {
		return words, nil
	}
	cut := strings.LastIndexByte(words[:maxMarkWords], ' ')
	if cut < 0 {
		cut = len(strings.ToValidUTF8(words[:maxMarkWords], ""))
	}
	return words[:cut] + " …", nil
}

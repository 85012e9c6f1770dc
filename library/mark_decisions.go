package library

import (
	"context"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
)

// Marked names marks of one reader in a cutting's text, and who decides about them.
type Marked struct {
	Cutting  string // its ID
	Sighting int    // whose text; -1 for the representative's
	Reader   string
	At       []cutting.At // Mark.Key of each; all have the same words
	Who      string       // who decides; "" is whoever serves the archive
	Note     string
}

// Righted is what a part of marks is instead.
type Righted struct {
	Part cutting.MarkPart
	// Name is a name, and Class its kind: "PER", "ORG" or "LOC". Without one nobody is named,
	// or with Outlet it is whoever publishes the text.
	Name, Class string
	Outlet      bool
}

// TakeAway keeps that marks are none, in one decision.
func (l *Library) TakeAway(ctx context.Context, m Marked) (Kept, error) {
	return l.decideMark(ctx, m, func(who string, w cutting.WrongMark) (journal.Decision, error) {
		return journal.TakeAway(who, w)
	})
}

// PutRight keeps what a part of marks is, in one decision. Of two about one part the later counts.
func (l *Library) PutRight(ctx context.Context, m Marked, to Righted) (Kept, error) {
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
		return journal.PutRight(who, right)
	})
}

// decideMark keeps the one line that make gives for some marks.
func (l *Library) decideMark(ctx context.Context, m Marked,
	make func(who string, w cutting.WrongMark) (journal.Decision, error)) (Kept, error) {
	if l.c.Decisions == nil {
		return Kept{}, cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	who, err := l.who(m.Who)
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

// maxMarkWords is how much of what is said a decision repeats, in bytes.
const maxMarkWords = 120

// wordsOfMark is what stands at a mark, for people: of a statement what is said.
func (l *Library) wordsOfMark(ctx context.Context, s *catalogue.Sighting, reader string, at cutting.At,
	all string) (string, error) {
	words := at.In(all)
	if reader == "statements" {
		cat, done := l.lend()
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

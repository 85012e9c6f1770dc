package journal

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"

	"cuttings/cutting"
	"cuttings/internal/ledger"
)

// Line is a parsed line of the journal.
type Line struct {
	Decision
	Kind    *Kind // nil for a kind that this program does not know
	Payload any   // the result of Kind.Read
	Words   string
	Why     string
	// Undone is the number of the line that undoes this one, 0 while it is in effect.
	Undone int64
	// Unread is the reason why a line of a known kind has no effect; "" when it can have one.
	Unread string
}

// takeBack ends a line's effect; a second undo of the line changes nothing.
func (l *Line) takeBack(b *Book, undoneBy int64) {
	if l != nil && l.Undone == 0 {
		l.Undone = undoneBy
		l.Kind.Undo(b, l)
	}
}

func (l *Line) bringBack(b *Book) {
	if l != nil && l.Undone != 0 {
		l.Undone = 0
		l.Kind.Apply(b, l)
	}
}

// Book is the state of the journal: all lines, and which decisions are in effect. It reads each line once. It
// is safe for concurrent use.
type Book struct {
	reading sync.Mutex // one Follow at a time
	check   func(payload any) error

	mu          sync.RWMutex
	at          ledger.Tail
	lines       []*Line         // all lines that could be parsed
	byNumber    map[int64]*Line // the first line of each number that has a known kind and can be read
	bySubject   map[string][]*Line
	corrections map[string][]*Line // in effect, by capture, ascending
	naming      []*Line            // about names, in effect, ascending
	marks       map[cutting.Checksum][]*Line
	pageOutlets map[string][]*Line                 // likewise
	outlets     []*Line                            // in effect, ascending
	redactions  []*Line                            // in effect, ascending
	byTarget    map[string]map[string]*targetLines // by kind and target
	stories     []*Line                            // about stories, in effect, ascending
	unknown     map[string]int
}

// NewBook returns the book of an empty journal. fits, which may be nil, returns why a line's payload cannot be
// applied in this archive; such a line has no effect.
func NewBook(check func(payload any) error) *Book {
	return &Book{check: check, byNumber: map[int64]*Line{}, bySubject: map[string][]*Line{},
		corrections: map[string][]*Line{}, marks: map[cutting.Checksum][]*Line{},
		pageOutlets: map[string][]*Line{},
		byTarget:    map[string]map[string]*targetLines{}, unknown: map[string]int{}}
}

// Follow reads the lines written since the last call and returns the captures they are about, each once. Its
// cost is proportional to the new lines.
func (b *Book) Follow(ctx context.Context, j *Journal) ([]string, error) {
	b.reading.Lock()
	defer b.reading.Unlock()
	b.mu.RLock()
	at := b.at
	b.mu.RUnlock()
	if at.Head == "" {
		at = ledger.Start()
	}
	var fresh []Decision
	next, err := j.ReplaySince(ctx, at, func(d Decision) error { fresh = append(fresh, d); return nil })
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.at = next
	touched := map[string]bool{}
	for _, d := range fresh {
		for _, id := range b.addLine(d) {
			touched[id] = true
		}
	}
	return slices.Sorted(maps.Keys(touched)), nil
}

// addLine adds one line and returns the captures it is about.
func (b *Book) addLine(d Decision) []string {
	l := b.readLine(d)
	b.lines = append(b.lines, l)
	if l.Kind == nil {
		b.unknown[d.Kind]++
		return nil
	}
	if l.Unread != "" {
		return nil
	}
	if b.byNumber[l.Number] == nil {
		b.byNumber[l.Number] = l
	}
	captures := l.Kind.Captures(b, l)
	for _, id := range captures {
		b.bySubject[id] = append(b.bySubject[id], l)
	}
	if l.Kind.Subjects != nil {
		for _, key := range l.Kind.Subjects(b, l) {
			b.bySubject[key] = append(b.bySubject[key], l)
		}
	}
	l.Words, l.Why = l.Kind.Words(b, l), l.Kind.Why(l.Payload)
	l.Kind.Apply(b, l)
	b.remember(l)
	return captures
}

// readLine parses a line.
func (b *Book) readLine(d Decision) *Line {
	l := &Line{Decision: d, Kind: kinds[d.Kind]}
	if l.Kind == nil {
		return l
	}
	var err error
	if l.Payload, err = l.Kind.Read(d); err == nil && b.check != nil {
		err = b.check(l.Payload)
	}
	if err != nil {
		l.Unread = err.Error()
	} else if d.Kind == UndoDecision {
		if of := b.undoneLine(l); of == nil {
			l.Unread = "takes back a line that is not there"
		} else if of.Decision.Kind == LogRecovered {
			l.Unread = "takes back a record of something that happened"
		} else if of.Undone != 0 {
			l.Unread = "takes back a line that is taken back already"
		}
	}
	return l
}

// undoneLine returns the line that an undo refers to, nil when there is no such line before it that has an effect.
func (b *Book) undoneLine(l *Line) *Line {
	of := b.byNumber[l.Payload.(*Undoing).Line]
	if of == nil || of == l {
		return nil
	}
	return of
}

func byNumber(a, b *Line) int { return cmp.Compare(a.Number, b.Number) }

func (b *Book) addCorrection(l *Line) { b.corrections[l.Target] = putLine(b.corrections[l.Target], l) }

func (b *Book) removeCorrection(l *Line) {
	b.corrections[l.Target] = dropLine(b.corrections[l.Target], l)
}

// DecisionsAbout returns the decisions in effect about a capture.
func (b *Book) DecisionsAbout(captureID string) cutting.CaptureDecisions {
	b.mu.RLock()
	defer b.mu.RUnlock()
	d := cutting.CaptureDecisions{Lines: len(b.bySubject[captureID])}
	for _, l := range b.corrections[captureID] {
		d.Corrections = append(d.Corrections, *l.Payload.(*cutting.Correction))
	}
	if said := b.pageOutlets[captureID]; len(said) > 0 {
		d.Outlet = said[len(said)-1].Payload.(*cutting.PageOutlet).Outlet
	}
	return d
}

// LinesAbout returns the lines about a capture, or a name by its key, oldest first.
func (b *Book) LinesAbout(captureID string) []Line {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return copyOf(b.bySubject[captureID])
}

// Lines returns all lines, oldest first, including those of unknown kinds.
func (b *Book) Lines() []Line {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return copyOf(b.lines)
}

func copyOf(in []*Line) []Line {
	out := make([]Line, len(in))
	for i, l := range in {
		out[i] = *l
	}
	return out
}

// Line returns a line that has a known kind and can be read; NotFound for others.
func (b *Book) Line(number int64) (*Line, error) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	l := b.byNumber[number]
	if l == nil {
		return nil, cutting.Errorf(cutting.NotFound, "There is no decision number %d.", number)
	}
	out := *l
	return &out, nil
}

// UnknownKinds returns the number of lines of unknown kinds, by kind. Such lines are of a newer program; they are
// kept and have no effect here.
func (b *Book) UnknownKinds() map[string]int {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return maps.Clone(b.unknown)
}

// Check returns a line as it would be parsed now, and an error when it cannot take effect: Invalid for an
// unknown kind or a value that cannot be read, Conflict for an undo of a line that is undone already.
func (b *Book) Check(d Decision) (*Line, error) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	l := b.readLine(d)
	switch {
	case l.Kind == nil:
		return nil, cutting.Errorf(cutting.Invalid, "%q is no kind of decision", d.Kind)
	case l.Unread == "":
		return l, nil
	case d.Kind == UndoDecision:
		return nil, cutting.Errorf(cutting.Conflict, "Nothing was kept: this %s. Reload the page.", l.Unread)
	}
	return nil, cutting.Errorf(cutting.Invalid, "this decision %s", l.Unread)
}

// Captures returns the IDs of captures with decisions, ascending.
func (b *Book) Captures() []string {
	b.mu.RLock()
	defer b.mu.RUnlock()
	return slices.Sorted(maps.Keys(b.bySubject))
}

package library

import (
	"context"
	"strings"
	"time"
	"unicode"

	"cuttings/cutting"
	"cuttings/journal"
)

// Standing gives the things that decisions keep as a whole: topics, notes, digests.
// It is safe for concurrent use.
type Standing interface {
	// Standing returns, for each target of a kind, the last line in effect, in no order.
	Standing(kind string) []journal.Line
	// Stands returns the last line in effect about a target of a kind.
	Stands(kind, target string) (journal.Line, bool)
	// History returns all lines about a target of a kind, undos included, oldest first.
	History(kind, target string) []journal.Line
	// Redactions returns whoever is blacked out of what is published.
	Redactions() []cutting.Redaction
}

// Redactions returns whoever is blacked out of what leaves the archive.
func (l *Library) Redactions() []cutting.Redaction {
	if l.c.Standing == nil {
		return nil
	}
	return l.c.Standing.Redactions()
}

// TextsOf returns what gives all texts of a cutting, headlines and bylines among them;
// none for one that is not there.
func (l *Library) TextsOf(ctx context.Context) func(cuttingID string) []string {
	return func(id string) []string {
		e, err := l.Entry(ctx, id)
		if err != nil {
			return nil
		}
		var out []string
		for i := range e.Sightings {
			s := &e.Sightings[i]
			out = append(append(out, s.Headline, s.Text), s.Byline...)
		}
		return out
	}
}

// By is who decided something, and when.
type By struct {
	Line int64 // number of the journal's line
	Who  string
	When time.Time
}

func byOf(l *journal.Line) By { return By{l.Number, l.Who, l.Time} }

// stands returns what a thing is now, nil when nothing was kept or it was taken back.
func stands[T any](l *Library, kind, target string) (*T, By) {
	if l.c.Standing == nil {
		return nil, By{}
	}
	line, ok := l.c.Standing.Stands(kind, target)
	if !ok {
		return nil, By{}
	}
	v, ok := line.Payload.(*T)
	if !ok {
		return nil, By{}
	}
	return v, byOf(&line)
}

// keptAt returns a thing that decisions keep as a whole, as the journal's line of a number kept it,
// whatever was decided since; NotFound where no such line is about it.
func keptAt[T any](l *Library, kind, target string, line int64) (*T, By, error) {
	if l.c.Standing != nil {
		for _, k := range l.c.Standing.History(kind, target) {
			if v, ok := k.Payload.(*T); ok && k.Number == line {
				return v, byOf(&k), nil
			}
		}
	}
	return nil, By{}, cutting.Errorf(cutting.NotFound, "No line number %d of the journal is about this.", line)
}

// DigestAt returns a digest as the journal's line of a number kept it, which may be one that was
// thrown away since; NotFound where no such line is about it.
func (l *Library) DigestAt(id string, line int64) (*Digest, error) {
	d, by, err := keptAt[cutting.Digest](l, cutting.DigestDecision, id, line)
	if err != nil {
		return nil, err
	}
	return &Digest{id, *d, by}, nil
}

// TopicAt is DigestAt for a topic.
func (l *Library) TopicAt(id string, line int64) (*Topic, error) {
	t, by, err := keptAt[cutting.Topic](l, cutting.TopicDecision, id, line)
	if err != nil {
		return nil, err
	}
	return &Topic{id, *t, by}, nil
}

// NoteAt is DigestAt for the note on a cutting.
func (l *Library) NoteAt(cuttingID string, line int64) (*Note, error) {
	n, by, err := keptAt[cutting.Note](l, cutting.NoteDecision, cuttingID, line)
	if err != nil {
		return nil, err
	}
	return &Note{cuttingID, *n, by}, nil
}

// allStanding calls fn for each thing of a kind as it is, with what it is about.
func allStanding[T any](l *Library, kind string, fn func(target string, v *T, by By)) {
	if l.c.Standing == nil {
		return
	}
	for _, line := range l.c.Standing.Standing(kind) {
		if v, ok := line.Payload.(*T); ok {
			fn(line.Target, v, byOf(&line))
		}
	}
}

// History lists what was decided about a topic, a cutting's note or a digest, oldest
// first; kind is cutting.TopicDecision and so on.
func (l *Library) History(kind, target string) []Decided {
	if l.c.Standing == nil {
		return nil
	}
	lines := l.c.Standing.History(kind, target)
	byNumber := map[int64]*journal.Line{}
	for i := range lines {
		byNumber[lines[i].Number] = &lines[i]
	}
	var out []Decided
	for i := range lines {
		if lines[i].Decision.Kind == journal.UndoDecision {
			continue
		}
		d := decidedOf(&lines[i])
		if is, ok := lines[i].Payload.(*cutting.Topic); ok {
			if was := topicBefore(lines[:i], lines[i].Number); was != nil {
				d.Says = topicChange(was, is, countCuttings)
			}
		}
		if by := byNumber[lines[i].Undone]; by != nil {
			undone := decidedOf(by)
			d.Undone = &undone
		}
		out = append(out, d)
	}
	return out
}

// namedCuttings is up to how many cuttings of one decision DescribeTopics names; of more it writes how many.
const namedCuttings = 3

// DescribeTopics describes each decision about a topic, and each that takes one back, by what it changed, as
// History does, with the headlines and IDs of cuttings that were pinned or left out. lines are all of the journal,
// oldest first, and are changed in place.
func (l *Library) DescribeTopics(ctx context.Context, lines []journal.Line) {
	cuttings := func(ids []string) string {
		if len(ids) > namedCuttings {
			return countCuttings(ids)
		}
		named := make([]string, 0, len(ids))
		for _, id := range ids {
			if h, err := l.HeadOf(ctx, id); err == nil && h.Headline != "" {
				id = "“" + h.Headline + "” (" + id + ")"
			}
			named = append(named, id)
		}
		return strings.Join(named, " and ")
	}
	before := map[string][]journal.Line{} // by topic
	at := map[int64]int{}                 // a line's index, by number
	general := map[int64]string{}         // what the journal calls a line that is described here
	for i := range lines {
		line := &lines[i]
		at[line.Number] = i
		switch is := line.Payload.(type) {
		case *cutting.Topic:
			if was := topicBefore(before[line.Target], line.Number); was != nil {
				general[line.Number] = line.Says
				line.Says = topicChange(was, is, cuttings)
			}
			before[line.Target] = append(before[line.Target], *line)
		case *journal.Undoing:
			of, ok := at[is.Line]
			for ok && lines[of].Decision.Kind == journal.UndoDecision { // put back
				of, ok = at[lines[of].Payload.(*journal.Undoing).Line]
			}
			if !ok || general[lines[of].Number] == "" {
				continue
			}
			if how, ok := strings.CutSuffix(line.Says, general[lines[of].Number]); ok {
				line.Says = how + lines[of].Says
			}
		}
	}
}

// TakeBackKept takes a decision about a topic, note or digest back, or puts one back that
// was taken back; see TakeBack.
func (l *Library) TakeBackKept(ctx context.Context, kind, target string, number int64, who, why string) (Kept, error) {
	who, why, err := l.deciding(who, why)
	if err != nil {
		return Kept{}, err
	}
	return l.c.Decisions.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		for _, line := range l.c.Standing.History(kind, target) {
			if line.Number == number {
				d, err := journal.TakeBack(who, &line, why)
				return []journal.Decision{d}, err
			}
		}
		return nil, cutting.Errorf(cutting.NotFound, "There is no decision number %d about this.", number)
	})
}

// deciding checks that something can be decided, and by whom.
func (l *Library) deciding(who, why string) (string, string, error) {
	if l.c.Standing == nil {
		return "", "", cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	return l.decides(who, why)
}

// decides checks who decides and why, for any decision, and returns both as they are kept.
func (l *Library) decides(who, why string) (string, string, error) {
	if l.c.Decisions == nil {
		return "", "", cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	who, err := l.who(who)
	if err != nil {
		return "", "", err
	}
	if why = strings.TrimSpace(why); len(why) > maxNote {
		return "", "", cutting.Errorf(cutting.Invalid, "The note is too long: %d bytes of at most %d.", len(why),
			maxNote)
	}
	return who, why, nil
}

// keep writes what a thing is to be. change is given what it is now and returns how
// it is to be, or nil to leave it as it is. seen is the line the person knew, -1 for
// whichever there is; when another line is in effect by now, nothing is kept and the error is a
// Conflict.
func keep[T any](ctx context.Context, l *Library, who, kind, target string, seen int64,
	change func(*T) (*T, error)) (Kept, error) {
	return l.c.Decisions.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		now, by := stands[T](l, kind, target)
		if seen >= 0 && by.Line != seen {
			return nil, cutting.Errorf(cutting.Conflict,
				"Somebody else has changed this since you opened the form. Reload the page and repeat your change.")
		}
		next, err := change(now)
		if err != nil || next == nil {
			return nil, err
		}
		d, err := journal.Keep(who, kind, target, next)
		if err == nil && len(d.Value) > maxKept {
			err = cutting.Errorf(cutting.Invalid, "This is too long to be kept: %d bytes of at most %d.", len(d.Value),
				maxKept)
		}
		return []journal.Decision{d}, err
	})
}

// maxKept bounds what one decision keeps, in bytes; a line of the journal has more room.
const maxKept = journal.MaxLine * 9 / 10

// slug makes an identifier of a title: its Latin letters and digits in lower case with
// hyphens, else the beginning of its checksum.
func slug(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-") && !unicode.IsMark(r):
			b.WriteByte('-')
		}
		if b.Len() >= 40 {
			break
		}
	}
	if s := strings.Trim(b.String(), "-"); len(s) >= 3 {
		return s
	}
	return "t" + cutting.Sum([]byte(title)).Short()
}

// spaced is a text without line breaks and doubled white space.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// lineErr reports a text that is missing or too long.
func lineErr(what, s string, most int) error {
	switch {
	case s == "":
		return cutting.Errorf(cutting.Invalid, "The %s is missing.", what)
	case len(s) > most:
		return cutting.Errorf(cutting.Invalid, "The %s is too long: %d bytes of at most %d.", what, len(s), most)
	}
	return nil
}

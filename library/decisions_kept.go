package library

import (
	"context"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
)

// InEffect returns the decisions in effect about things that a decision replaces as a whole: topics, notes,
// digests. It is safe for concurrent use.
type InEffect interface {
	// AllInEffect returns, for each target of a kind, the last line in effect, in no order.
	AllInEffect(kind string) []journal.Line
	// InEffect returns the last line in effect about a target of a kind.
	InEffect(kind, target string) (journal.Line, bool)
	// History returns all lines about a target of a kind, including undos, oldest first.
	History(kind, target string) []journal.Line
	// RedactionLines returns the lines of the redactions in effect, in the order of the decisions.
	RedactionLines() []journal.Line
	// RedactionSecret returns the key of Redactor.Keyed.
	RedactionSecret() string
}

// TextsOf returns a function that returns all texts of a cutting, headlines and bylines included; none for an
// unknown cutting.
func (l *Library) TextsOf(ctx context.Context) func(cuttingID string) []string {
	return func(id string) []string {
		e, err := l.Entry(ctx, id)
		if err != nil {
			return nil
		}
		return TextsIn(e)
	}
}

// TextsIn returns all texts of an entry, of each of its sightings: headlines and bylines included.
func TextsIn(e *catalogue.Entry) []string {
	var out []string
	for i := range e.Sightings {
		s := &e.Sightings[i]
		out = append(append(out, s.Headline, s.Text), s.Byline...)
	}
	return out
}

// By is who decided something, and when.
type By struct {
	Line int64 // number of the journal's line
	Who  string
	When time.Time
}

func byOf(l *journal.Line) By { return By{l.Number, l.Who, l.Time} }

// inEffect returns the present state of a thing, nil when nothing was kept or it was undone.
func inEffect[T any](l *Library, kind, target string) (*T, By) {
	if l.c.InEffect == nil {
		return nil, By{}
	}
	line, ok := l.c.InEffect.InEffect(kind, target)
	if !ok {
		return nil, By{}
	}
	v, ok := line.Payload.(*T)
	if !ok {
		return nil, By{}
	}
	return v, byOf(&line)
}

// keptAt returns the state of a thing that journal line number line recorded, whatever was decided since;
// NotFound where no such line is about it.
func keptAt[T any](l *Library, kind, target string, line int64) (*T, By, error) {
	if l.c.InEffect != nil {
		for _, k := range l.c.InEffect.History(kind, target) {
			if v, ok := k.Payload.(*T); ok && k.Number == line {
				return v, byOf(&k), nil
			}
		}
	}
	return nil, By{}, cutting.Errorf(cutting.NotFound, "No line number %d of the journal is about this.", line)
}

// DigestAt returns the state of a digest that journal line number line recorded; it may have been deleted
// since. It returns NotFound where no such line is about it.
func (l *Library) DigestAt(id string, line int64) (*Digest, error) {
	d, by, err := keptAt[cutting.Digest](l, cutting.DigestDecision, id, line)
	if err != nil {
		return nil, err
	}
	return &Digest{id, *d, by}, nil
}

// TopicAt returns the state of a topic that a journal line recorded, as DigestAt does for a digest.
func (l *Library) TopicAt(id string, line int64) (*Topic, error) {
	t, by, err := keptAt[cutting.Topic](l, cutting.TopicDecision, id, line)
	if err != nil {
		return nil, err
	}
	return &Topic{id, *t, by}, nil
}

// NoteAt returns the state of the note on a cutting that a journal line recorded, as DigestAt does for a
// digest.
func (l *Library) NoteAt(cuttingID string, line int64) (*Note, error) {
	n, by, err := keptAt[cutting.Note](l, cutting.NoteDecision, cuttingID, line)
	if err != nil {
		return nil, err
	}
	return &Note{cuttingID, *n, by}, nil
}

// eachInEffect calls fn with the present state of each thing of a kind, and its target.
func eachInEffect[T any](l *Library, kind string, fn func(target string, v *T, by By)) {
	if l.c.InEffect == nil {
		return
	}
	for _, line := range l.c.InEffect.AllInEffect(kind) {
		if v, ok := line.Payload.(*T); ok {
			fn(line.Target, v, byOf(&line))
		}
	}
}

// History lists what was decided about a topic, a cutting's note or a digest, oldest
// first; kind is cutting.TopicDecision and so on.
func (l *Library) History(kind, target string) []DecisionView {
	if l.c.InEffect == nil {
		return nil
	}
	lines := l.c.InEffect.History(kind, target)
	byNumber := map[int64]*journal.Line{}
	for i := range lines {
		byNumber[lines[i].Number] = &lines[i]
	}
	var out []DecisionView
	for i := range lines {
		if lines[i].Decision.Kind == journal.UndoDecision {
			continue
		}
		d := decidedOf(&lines[i])
		if is, ok := lines[i].Payload.(*cutting.Topic); ok {
			if was := topicBefore(lines[:i], lines[i].Number); was != nil {
				d.Words = topicChange(was, is, countCuttings)
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

// namedCuttings is the maximum number of cuttings of one decision that DescribeTopics names; for more it writes
// the number.
const namedCuttings = 3

// DescribeTopics replaces the description of each decision about a topic, and of each that undoes one, with
// what it changed, as History does, with headlines and IDs of the cuttings pinned or left out. lines is the
// whole journal, oldest first, and is changed in place.
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
	at := map[int64]int{}                 // line number → index
	general := map[int64]string{}         // line number → the journal's own description, for lines described here
	for i := range lines {
		line := &lines[i]
		at[line.Number] = i
		switch is := line.Payload.(type) {
		case *cutting.Topic:
			if was := topicBefore(before[line.Target], line.Number); was != nil {
				general[line.Number] = line.Words
				line.Words = topicChange(was, is, cuttings)
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
			if how, ok := strings.CutSuffix(line.Words, general[lines[of].Number]); ok {
				line.Words = how + lines[of].Words
			}
		}
	}
}

// TakeBackKept undoes a decision about a topic, note or digest, or an undo of one; see TakeBack.
func (l *Library) TakeBackKept(ctx context.Context, kind, target string, number int64, who, why string) (Kept,
	error) {
	who, why, err := l.checkDecider(who, why)
	if err != nil {
		return Kept{}, err
	}
	return l.c.Decisions.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		for _, line := range l.c.InEffect.History(kind, target) {
			if line.Number == number {
				d, err := journal.TakeBack(who, &line, why)
				return []journal.Decision{d}, err
			}
		}
		return nil, cutting.Errorf(cutting.NotFound, "There is no decision number %d about this.", number)
	})
}

// checkDecider checks that the library takes decisions, and who decides; it returns who and why as checkDecision does.
func (l *Library) checkDecider(who, why string) (string, string, error) {
	if l.c.InEffect == nil {
		return "", "", cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	return l.checkDecision(who, why)
}

// checkDecision checks the decider's name and the reason of any decision, and returns both as they are recorded.
func (l *Library) checkDecision(who, why string) (string, string, error) {
	if l.c.Decisions == nil {
		return "", "", cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	who, err := l.deciderName(who)
	if err != nil {
		return "", "", err
	}
	if why = strings.TrimSpace(why); len(why) > maxNote {
		return "", "", cutting.Errorf(cutting.Invalid, "The note is too long: %d bytes of at most %d.", len(why),
			maxNote)
	}
	return who, why, nil
}

// keepState records the new state of a thing. change is given the present state and returns the new one, or nil to
// leave it as it is. seen is the number of the line the person saw, -1 for any; when another line is in effect
// by now, nothing is recorded and the error is Conflict.
func keepState[T any](ctx context.Context, l *Library, who, kind, target string, seen int64,
	change func(*T) (*T, error)) (Kept, error) {
	return l.c.Decisions.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		now, by := inEffect[T](l, kind, target)
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
			err = cutting.Errorf(cutting.Invalid, "This is too long to be kept: %d bytes of at most %d.",
				len(d.Value),
				maxKept)
		}
		return []journal.Decision{d}, err
	})
}

// maxKept is the maximum size of one decision, in bytes; a line of the journal has more room.
const maxKept = journal.MaxLine * 9 / 10

// unmarked are Latin letters that Unicode does not decompose, in base letters.
var unmarked = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th",
	"ħ", "h", "ŋ", "n", "ı", "i", "ə", "e")

// slug returns an identifier made of a title: its Latin letters without accents and its digits, in lower case with
// hyphens between words, of at most 40 bytes; else the beginning of its checksum. IDs given by an earlier rule, which
// wrote a hyphen for an accented letter, remain as they are in the journal.
func slug(title string) string {
	const most = 40
	var b strings.Builder
	whole := true
	for _, r := range norm.NFKD.String(unmarked.Replace(strings.ToLower(title))) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-") && !unicode.IsMark(r):
			b.WriteByte('-')
		}
		if b.Len() > most {
			whole = false
			break
		}
	}
	s := b.String()
	if !whole { // at the end of a word, where there is one
		s = s[:most+1]
		if at := strings.LastIndexByte(s, '-'); at >= 3 {
			s = s[:at]
		}
		s = s[:min(len(s), most)]
	}
	if s = strings.Trim(s, "-"); len(s) >= 3 {
		return s
	}
	return "t" + cutting.Sum([]byte(title)).Short()
}

// collapseSpaces returns a text with each run of white space as one space.
func collapseSpaces(s string) string { return strings.Join(strings.Fields(s), " ") }

// lineErr returns an error for a text that is missing or longer than most.
func lineErr(what, s string, most int) error {
	switch {
	case s == "":
		return cutting.Errorf(cutting.Invalid, "The %s is missing.", what)
	case len(s) > most:
		return cutting.Errorf(cutting.Invalid, "The %s is too long: %d bytes of at most %d.", what, len(s), most)
	}
	return nil
}

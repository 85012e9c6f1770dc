package journal

import (
	"encoding/json"
	"strings"

	"cuttings/cutting"
)

// targetLines are the lines about one target of a kind whose decisions give a whole state; the last line in
// effect is the present state.
type targetLines struct {
	all    []*Line // in the order of the journal, including undos
	effect []*Line // in effect, by number
}

// stateKinds returns the kinds whose decisions give a whole state, a row each.
func stateKinds() []Kind {
	return []Kind{
		stateKind(cutting.TopicDecision, func(t *cutting.Topic) (string, string) {
			name := "the topic “" + t.Title + "”"
			if t.Removed {
				return "removed " + name, t.Why
			}
			return "kept " + name, t.Why
		}),
		stateKind(cutting.NoteDecision, func(n *cutting.Note) (string, string) {
			switch {
			case n.Text == "" && len(n.Tags) == 0:
				return "removed the note", n.Why
			case n.Text == "":
				return "tagged it " + strings.Join(n.Tags, ", "), n.Why
			}
			return "wrote a note about it", n.Why
		}),
		stateKind(cutting.DigestDecision, func(d *cutting.Digest) (string, string) {
			name := "the digest “" + d.Title + "”"
			switch {
			case d.Removed:
				return "deleted " + name, d.Why
			case d.State == cutting.Withdrawn:
				return "withdrew " + name, d.Why
			case d.State == cutting.Published:
				return "published " + name, d.Why
			}
			return "kept a draft of " + name, d.Why
		}),
	}
}

// stateKind returns a kind whose lines have a whole T; words returns what a line decides and why. It changes no
// rows.
func stateKind[T any](name string, words func(*T) (text, why string)) Kind {
	return Kind{
		Name: name,
		Read: func(d Decision) (any, error) {
			v := new(T)
			if err := json.Unmarshal(d.Value, v); err != nil || d.Target == "" {
				return nil, cutting.Errorf(cutting.Invalid, "has a %s that cannot be read", name)
			}
			return v, nil
		},
		Apply:    func(b *Book, l *Line) { b.putInEffect(l) },
		Undo:     func(b *Book, l *Line) { b.takeOutOfEffect(l) },
		Captures: func(*Book, *Line) []string { return nil },
		Words:    func(_ *Book, l *Line) string { text, _ := words(l.Payload.(*T)); return text },
		Why:      func(payload any) string { _, why := words(payload.(*T)); return why },
	}
}

// Keep returns the line that records the state of a target: a topic, a note, a digest.
func Keep(who, kind, target string, value any) (Decision, error) {
	return lineOf(who, kind, target, value)
}

func (b *Book) putInEffect(l *Line) {
	s := b.linesAbout(l)
	in := s.effect
	i := len(in)
	for i > 0 && in[i-1].Number > l.Number { // put into effect again after later ones
		i--
	}
	s.effect = append(in[:i:i], append([]*Line{l}, in[i:]...)...)
}

func (b *Book) takeOutOfEffect(l *Line) {
	s := b.linesAbout(l)
	kept := make([]*Line, 0, len(s.effect))
	for _, x := range s.effect {
		if x != l {
			kept = append(kept, x)
		}
	}
	s.effect = kept
}

// linesAbout returns the lines of a line's kind and target.
func (b *Book) linesAbout(l *Line) *targetLines {
	kind := b.byTarget[l.Decision.Kind]
	if kind == nil {
		kind = map[string]*targetLines{}
		b.byTarget[l.Decision.Kind] = kind
	}
	if kind[l.Target] == nil {
		kind[l.Target] = &targetLines{}
	}
	return kind[l.Target]
}

// remember adds a line to those about its target, an undo to those about what it undoes.
func (b *Book) remember(l *Line) {
	of := l
	for of != nil && of.Decision.Kind == UndoDecision {
		of = b.undoneLine(of)
	}
	if of != nil && b.byTarget[of.Decision.Kind][of.Target] != nil {
		s := b.linesAbout(of)
		s.all = append(s.all, l)
	}
}

// KeepsState reports whether a decision, or what it undoes, gives a whole state and changes no rows.
func (b *Book) KeepsState(d Decision) bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for d.Kind == UndoDecision {
		l := b.readLine(d)
		if l.Payload == nil {
			return false
		}
		of := b.undoneLine(l)
		if of == nil {
			return false
		}
		d = of.Decision
	}
	for _, k := range stateKinds() {
		if k.Name == d.Kind {
			return true
		}
	}
	return false
}

// AllInEffect returns, for each target of a kind, the last line in effect, in no order. Their payloads must not
// be modified.
func (b *Book) AllInEffect(kind string) []Line {
	b.mu.RLock()
	defer b.mu.RUnlock()
	var out []Line
	for _, s := range b.byTarget[kind] {
		if n := len(s.effect); n > 0 {
			out = append(out, *s.effect[n-1])
		}
	}
	return out
}

// InEffect returns the last line in effect about a target of a kind; false when there is none.
func (b *Book) InEffect(kind, target string) (Line, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if s := b.byTarget[kind][target]; s != nil && len(s.effect) > 0 {
		return *s.effect[len(s.effect)-1], true
	}
	return Line{}, false
}

// History returns all lines about a target of a kind, including undos, oldest first.
func (b *Book) History(kind, target string) []Line {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if s := b.byTarget[kind][target]; s != nil {
		return copyOf(s.all)
	}
	return nil
}

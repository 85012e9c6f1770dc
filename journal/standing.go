package journal

import (
	"encoding/json"
	"strings"

	"cuttings/cutting"
)

// standing are the lines about one target of a kind that keeps a whole thing: the last
// one in effect is its present state.
type standing struct {
	all    []*Line // undos included, as they came
	effect []*Line // in effect, by number
}

// standingKinds are the kinds that keep a whole thing, a row each.
func standingKinds() []Kind {
	return []Kind{
		standingKind(cutting.TopicDecision, func(t *cutting.Topic) (string, string) {
			name := "the topic “" + t.Title + "”"
			if t.Removed {
				return "removed " + name, t.Why
			}
			return "kept " + name, t.Why
		}),
		standingKind(cutting.NoteDecision, func(n *cutting.Note) (string, string) {
			switch {
			case n.Text == "" && len(n.Tags) == 0:
				return "removed the note", n.Why
			case n.Text == "":
				return "tagged it " + strings.Join(n.Tags, ", "), n.Why
			}
			return "wrote a note about it", n.Why
		}),
		standingKind(cutting.DigestDecision, func(d *cutting.Digest) (string, string) {
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

// standingKind makes a kind whose lines hold a whole T; words give what one decides and
// why. It changes no rows.
func standingKind[T any](name string, words func(*T) (says, why string)) Kind {
	return Kind{
		Name: name,
		Read: func(d Decision) (any, error) {
			v := new(T)
			if err := json.Unmarshal(d.Value, v); err != nil || d.Target == "" {
				return nil, cutting.Errorf(cutting.Invalid, "holds a %s that cannot be read", name)
			}
			return v, nil
		},
		Apply:    func(b *Book, l *Line) { b.stand(l) },
		Undo:     func(b *Book, l *Line) { b.unstand(l) },
		Captures: func(*Book, *Line) []string { return nil },
		Words:    func(_ *Book, l *Line) string { says, _ := words(l.Payload.(*T)); return says },
		Why:      func(payload any) string { _, why := words(payload.(*T)); return why },
	}
}

// Keep is the line that keeps a whole thing of a kind: a topic, a note, a digest.
func Keep(who, kind, target string, value any) (Decision, error) {
	return lineOf(who, kind, target, value)
}

func (b *Book) stand(l *Line) {
	s := b.standingOf(l)
	in := s.effect
	i := len(in)
	for i > 0 && in[i-1].Number > l.Number { // put back behind later ones
		i--
	}
	s.effect = append(in[:i:i], append([]*Line{l}, in[i:]...)...)
}

func (b *Book) unstand(l *Line) {
	s := b.standingOf(l)
	kept := make([]*Line, 0, len(s.effect))
	for _, x := range s.effect {
		if x != l {
			kept = append(kept, x)
		}
	}
	s.effect = kept
}

// standingOf returns the lines of a line's kind and target.
func (b *Book) standingOf(l *Line) *standing {
	kind := b.standing[l.Decision.Kind]
	if kind == nil {
		kind = map[string]*standing{}
		b.standing[l.Decision.Kind] = kind
	}
	if kind[l.Target] == nil {
		kind[l.Target] = &standing{}
	}
	return kind[l.Target]
}

// remember lists a line with those about its target, an undo with those of what it
// takes back.
func (b *Book) remember(l *Line) {
	of := l
	for of != nil && of.Decision.Kind == UndoDecision {
		of = b.undone(of)
	}
	if of != nil && b.standing[of.Decision.Kind][of.Target] != nil {
		s := b.standingOf(of)
		s.all = append(s.all, l)
	}
}

// OnlyStands reports whether a decision, or what it takes back, keeps a whole thing and
// changes no rows.
func (b *Book) OnlyStands(d Decision) bool {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for d.Kind == UndoDecision {
		l := b.read(d)
		if l.Payload == nil {
			return false
		}
		of := b.undone(l)
		if of == nil {
			return false
		}
		d = of.Decision
	}
	for _, k := range standingKinds() {
		if k.Name == d.Kind {
			return true
		}
	}
	return false
}

// Standing returns, for each target of a kind, the last line in effect, in no order.
// Their payloads must not be modified.
func (b *Book) Standing(kind string) []Line {
	b.mu.RLock()
	defer b.mu.RUnlock()
	var out []Line
	for _, s := range b.standing[kind] {
		if n := len(s.effect); n > 0 {
			out = append(out, *s.effect[n-1])
		}
	}
	return out
}

// Stands returns the last line in effect about a target of a kind; false when none is.
func (b *Book) Stands(kind, target string) (Line, bool) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if s := b.standing[kind][target]; s != nil && len(s.effect) > 0 {
		return *s.effect[len(s.effect)-1], true
	}
	return Line{}, false
}

// History returns all lines about a target of a kind, undos included, oldest first.
func (b *Book) History(kind, target string) []Line {
	b.mu.RLock()
	defer b.mu.RUnlock()
	if s := b.standing[kind][target]; s != nil {
		return copyOf(s.all)
	}
	return nil
}

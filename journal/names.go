package journal

import (
	"encoding/json"
	"fmt"
	"slices"

	"cuttings/cutting"
)

// namingKinds returns the decisions about names: the decisions in effect are an input of joining names.
func namingKinds() []Kind {
	words := map[string]func(n *cutting.Naming) string{
		cutting.NameSame: func(n *cutting.Naming) string {
			return fmt.Sprintf("decided that “%s” and “%s” are one name", n.Shown, n.Other)
		},
		cutting.NameDifferent: func(n *cutting.Naming) string {
			return fmt.Sprintf("decided that “%s” and “%s” are two names", n.Shown, n.Other)
		},
		cutting.NameUnsure: func(n *cutting.Naming) string {
			return fmt.Sprintf("left open whether “%s” and “%s” are one name", n.Shown, n.Other)
		},
		cutting.NameForm: func(n *cutting.Naming) string {
			return fmt.Sprintf("set the name of “%s” to “%s”", n.Shown, n.Form)
		},
		cutting.NameNone: func(n *cutting.Naming) string {
			return fmt.Sprintf("decided that “%s” is not a name", n.Shown)
		},
	}
	var out []Kind
	for _, name := range []string{cutting.NameSame, cutting.NameDifferent, cutting.NameUnsure, cutting.NameForm,
		cutting.NameNone} {
		out = append(out, Kind{
			Name: name,
			Read: func(d Decision) (any, error) {
				n := &cutting.Naming{}
				if err := json.Unmarshal(d.Value, n); err != nil || n.Of.String() != d.Target {
					return nil, cutting.Errorf(cutting.Invalid, "decides about a name that cannot be read")
				}
				return n, n.Check(name)
			},
			Apply:    func(b *Book, l *Line) { b.naming = putLine(b.naming, l) },
			Undo:     func(b *Book, l *Line) { b.naming = dropLine(b.naming, l) },
			Captures: func(*Book, *Line) []string { return nil },
			Subjects: func(_ *Book, l *Line) []string {
				n := l.Payload.(*cutting.Naming)
				if n.With == (cutting.NameKey{}) {
					return []string{n.Of.String()}
				}
				return []string{n.Of.String(), n.With.String()}
			},
			Words: func(_ *Book, l *Line) string {
				n := *l.Payload.(*cutting.Naming)
				if n.Shown == "" {
					n.Shown = n.Of.Form
				}
				if n.Other == "" {
					n.Other = n.With.Form
				}
				return words[name](&n)
			},
			Why: func(payload any) string { return payload.(*cutting.Naming).Note },
		})
	}
	return out
}

// markKinds returns the decisions about marks of a text.
func markKinds() []Kind {
	return []Kind{
		markKind(cutting.MarkWrong, func(w *cutting.WrongMark) *cutting.WrongMark { return w },
			(*cutting.WrongMark).Check, func(w *cutting.WrongMark) string {
				return fmt.Sprintf("took away a mark of %s: “%s”%s", w.Reader, w.Words, times(w))
			}, func(w *cutting.WrongMark) []string { return nil }),
		markKind(cutting.MarkRight, func(m *cutting.RightMark) *cutting.WrongMark { return &m.WrongMark },
			(*cutting.RightMark).Check, rightWords, func(m *cutting.RightMark) []string {
				if m.Who == "" {
					return nil
				}
				return []string{m.Of.String()}
			}),
	}
}

// times returns the number of marks a decision is about as words, "" for one.
func times(w *cutting.WrongMark) string {
	if len(w.Also) == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d times)", 1+len(w.Also))
}

// rightWords describes what was corrected.
func rightWords(m *cutting.RightMark) string {
	who := "“" + m.Who + "”"
	switch {
	case m.Outlet:
		who = "the outlet itself"
	case m.Who == "":
		who = "nobody named"
	}
	switch m.Part {
	case cutting.PartSpeaker:
		return fmt.Sprintf("decided that “%s” is a statement of %s", m.Words, who)
	case cutting.PartWhom:
		return fmt.Sprintf("decided that the label “%s” is put on %s", m.Words, who)
	case cutting.PartVoice:
		return fmt.Sprintf("decided that the label “%s” is in the words of %s", m.Words, who)
	}
	return fmt.Sprintf("decided that “%s” is %s in this text%s", m.Words, who, times(&m.WrongMark))
}

// markKind returns a kind of decision about marks of a text. of returns the part common to these kinds, names
// the names it is also about.
func markKind[T any](name string, of func(*T) *cutting.WrongMark, check func(*T) error, words func(*T) string,
	names func(*T) []string) Kind {
	version := func(l *Line) cutting.Checksum { return of(l.Payload.(*T)).Version }
	return Kind{
		Name: name,
		Read: func(d Decision) (any, error) {
			m := new(T)
			if err := json.Unmarshal(d.Value, m); err != nil || of(m).Capture != d.Target {
				return nil, cutting.Errorf(cutting.Invalid, "decides about a mark that cannot be read")
			}
			return m, check(m)
		},
		Apply:    func(b *Book, l *Line) { b.marks[version(l)] = putLine(b.marks[version(l)], l) },
		Undo:     func(b *Book, l *Line) { b.marks[version(l)] = dropLine(b.marks[version(l)], l) },
		Captures: func(_ *Book, l *Line) []string { return []string{l.Target} },
		Subjects: func(_ *Book, l *Line) []string {
			return append([]string{marksOf(version(l))}, names(l.Payload.(*T))...)
		},
		Words: func(_ *Book, l *Line) string { return words(l.Payload.(*T)) },
		Why:   func(payload any) string { return of(payload.(*T)).Note },
	}
}

// putLine returns lines with one added, sorted by number; dropLine returns lines without one.
func putLine(in []*Line, l *Line) []*Line {
	i, _ := slices.BinarySearchFunc(in, l, byNumber)
	for i < len(in) && in[i].Number == l.Number { // a damaged journal; lines keep their order
		i++
	}
	return slices.Insert(slices.Clone(in), i, l)
}

func dropLine(in []*Line, l *Line) []*Line {
	return slices.DeleteFunc(slices.Clone(in), func(x *Line) bool { return x == l })
}

// Names returns the decisions in effect about names. A later decision about the same two names replaces an
// earlier one.
func (b *Book) Names() cutting.NameDecisions {
	b.mu.RLock()
	defer b.mu.RUnlock()
	var d cutting.NameDecisions
	last := map[[2]cutting.NameKey]*Line{}
	for _, l := range b.naming {
		if n := l.Payload.(*cutting.Naming); n.With != (cutting.NameKey{}) {
			last[pairOf(n)] = l
		}
	}
	for _, l := range b.naming {
		n := l.Payload.(*cutting.Naming)
		switch pair := pairOf(n); l.Decision.Kind {
		case cutting.NameForm:
			d.Forms = append(d.Forms, *n)
		case cutting.NameNone:
			d.None = append(d.None, n.Of)
		default:
			if last[pair] != l {
				continue
			}
			to := map[string]*[][2]cutting.NameKey{cutting.NameSame: &d.Same, cutting.NameDifferent: &d.Different,
				cutting.NameUnsure: &d.Unsure}[l.Decision.Kind]
			*to = append(*to, pair)
		}
	}
	return d
}

// pairOf returns the two names of a naming, in an order that does not depend on which was named first.
func pairOf(n *cutting.Naming) [2]cutting.NameKey {
	if n.With.String() < n.Of.String() {
		return [2]cutting.NameKey{n.With, n.Of}
	}
	return [2]cutting.NameKey{n.Of, n.With}
}

// Marks returns the marks of a text that were removed and the parts of marks that were corrected, each in the
// order of the decisions; a later one about the same part replaces an earlier one. decisions is the number of
// decisions about its marks, in effect or not.
func (b *Book) Marks(version cutting.Checksum) (wrong []cutting.WrongMark, right []cutting.RightMark, decisions int) {
	b.mu.RLock()
	defer b.mu.RUnlock()
	for _, l := range b.marks[version] {
		switch m := l.Payload.(type) {
		case *cutting.WrongMark:
			wrong = append(wrong, *m)
		case *cutting.RightMark:
			right = append(right, *m)
		}
	}
	return wrong, right, len(b.bySubject[marksOf(version)])
}

// marksOf returns the key of lines about the marks of a text.
func marksOf(version cutting.Checksum) string { return "marks:" + string(version) }

// Name returns the line for a decision about names, of one of the kinds.
func Name(who, kind string, n cutting.Naming) (Decision, error) {
	return lineOf(who, kind, n.Of.String(), n)
}

// RemoveMark returns the line that removes a wrong mark.
func RemoveMark(who string, w cutting.WrongMark) (Decision, error) {
	return lineOf(who, cutting.MarkWrong, w.Capture, w)
}

// CorrectMark returns the line that corrects a part of a mark.
func CorrectMark(who string, m cutting.RightMark) (Decision, error) {
	return lineOf(who, cutting.MarkRight, m.Capture, m)
}

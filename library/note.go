package library

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"cuttings/cutting"
)

// Note is what the desk writes about a cutting.
type Note struct {
	Cutting string
	cutting.Note
	By By
}

const (
	maxNoteText = 10000 // bytes
	maxTags     = 40    // tags of one note
	maxTag      = 100   // bytes of one tag
)

// NoteOn returns the desk's note on a cutting; nil for none.
func (l *Library) NoteOn(cuttingID string) *Note {
	n, by := inEffect[cutting.Note](l, cutting.NoteDecision, cuttingID)
	if n == nil || n.Text == "" && len(n.Tags) == 0 {
		return nil
	}
	return &Note{cuttingID, *n, by}
}

// NoteLine returns the number of the last line about a cutting's note, including one that removed it; 0 where
// there is none.
func (l *Library) NoteLine(cuttingID string) int64 {
	_, by := inEffect[cutting.Note](l, cutting.NoteDecision, cuttingID)
	return by.Line
}

// Notes returns all notes of the desk, the last written first.
func (l *Library) Notes() []Note {
	var out []Note
	eachInEffect(l, cutting.NoteDecision, func(id string, n *cutting.Note, by By) {
		if n.Text != "" || len(n.Tags) > 0 {
			out = append(out, Note{id, *n, by})
		}
	})
	slices.SortFunc(out, func(a, b Note) int { return cmp.Compare(b.By.Line, a.By.Line) })
	return out
}

// KeepNote records the desk's note on a cutting; an empty note removes it. seen is the number of the line the
// person saw, 0 for none, -1 for any.
func (l *Library) KeepNote(ctx context.Context, cuttingID string, seen int64, n cutting.Note, who string) (Kept,
	error) {
	who, why, err := l.checkDecider(who, n.Why)
	if err != nil {
		return Kept{}, err
	}
	if _, err := l.Entry(ctx, cuttingID); err != nil {
		return Kept{}, err
	}
	n.Why, n.Text = why, strings.TrimSpace(strings.ReplaceAll(n.Text, "\r\n", "\n"))
	if len(n.Text) > maxNoteText {
		return Kept{}, lineErr("note", n.Text, maxNoteText)
	}
	var tags []string
	for _, t := range n.Tags {
		if t = collapseSpaces(t); t != "" && !slices.Contains(tags, t) {
			tags = append(tags, t)
		}
	}
	if len(tags) > maxTags || slices.ContainsFunc(tags, func(t string) bool { return len(t) > maxTag }) {
		return Kept{}, cutting.Errorf(cutting.Invalid, "At most %d tags of %d bytes each.", maxTags, maxTag)
	}
	n.Tags = tags
	return keepState(ctx, l, who, cutting.NoteDecision, cuttingID, seen, func(*cutting.Note) (*cutting.Note, error) {
		return &n, nil
	})
}

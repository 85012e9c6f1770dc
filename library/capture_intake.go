package library

import (
	"context"
	"strings"
)

// Intake describes what was not taken in when files were added.
type Intake interface {
	// Read returns the files that could not be read, by name, and what was left out because it is no page, by
	// reason, the most frequent first. Both may grow while an archive is shown.
	Read(ctx context.Context) ([]Refused, []LeftOut, error)
}

// Refused is a file that could not be read.
type Refused struct {
	Name   string
	Reason string
}

// LeftOut is what was left out for one reason.
type LeftOut struct {
	Reason string // such as "an image" or "a list of cookies"
	Count  int
	Names  []string // none for parts of pages, which are only counted
}

// Missing lists files that were added and did not become captures.
type Missing struct {
	Refused []Refused
	LeftOut []LeftOut
	Left    int // files left out, for whatever reason
}

// Missing returns what was not taken in; empty where no list is kept.
func (l *Library) Missing(ctx context.Context) (Missing, error) {
	var m Missing
	if l.c.Intake == nil {
		return m, nil
	}
	var err error
	if m.Refused, m.LeftOut, err = l.c.Intake.Read(ctx); err != nil {
		return Missing{}, err
	}
	for i := range m.Refused { // the reason often begins with the name, which is shown beside it
		r := &m.Refused[i]
		r.Reason = strings.TrimPrefix(r.Reason, r.Name+": ")
	}
	for _, g := range m.LeftOut {
		m.Left += g.Count
	}
	return m, nil
}

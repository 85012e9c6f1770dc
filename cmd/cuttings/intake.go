package main

import (
	"context"

	"cuttings/library"
	"cuttings/press"
)

// intakeList reads the list of what was not taken in for the library; it is the list's
// path. It is read again each time: others add to the archive while it is shown.
type intakeList string

// Read implements library.Intake.
func (path intakeList) Read(context.Context) ([]library.Refused, []library.LeftOut, error) {
	in, err := press.OpenIntake(string(path))
	if err != nil {
		return nil, nil, err
	}
	var refused []library.Refused
	for _, r := range in.Open() {
		refused = append(refused, library.Refused{Name: r.Name, Reason: r.Reason})
	}
	var left []library.LeftOut
	for _, g := range in.Left() {
		left = append(left, library.LeftOut{Reason: string(g.Reason), Count: g.Count, Names: g.Names})
	}
	return refused, left, nil
}

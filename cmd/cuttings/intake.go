package main

import (
	"context"

	"cuttings/library"
	"cuttings/press"
)

// intakeList is the path of the list of what was not taken in, and reads it for the library. It is read again
// each time, because other processes add to the archive meanwhile.
type intakeList string

// Read implements library.Intake.
func (path intakeList) Read(context.Context) ([]library.Refused, []library.LeftOut, error) {
	in, err := press.OpenIntake(string(path))
	if err != nil {
		return nil, nil, err
	}
	var refused []library.Refused
	for _, r := range in.Outstanding() {
		refused = append(refused, library.Refused{Name: r.Name, Reason: r.Reason})
	}
	var left []library.LeftOut
	for _, g := range in.AllLeftOut() {
		left = append(left, library.LeftOut{Reason: string(g.Reason), Count: g.Count, Names: g.Names})
	}
	return refused, left, nil
}

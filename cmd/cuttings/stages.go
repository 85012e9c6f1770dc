package main

import (
	"slices"

	"cuttings/catalogue"
	"cuttings/library"
	"cuttings/press"
	"cuttings/press/joining"
	"cuttings/press/readers"
	"cuttings/press/stories"
)

// stages returns the stages of a run after those that make pages and cuttings, in order.
func stages() []press.Stage { return slices.Concat(readers.Stages(), new(stories.Keeper).Stages(nil)) }

// newPress returns a press that writes the rows of an archive into a catalogue. Marks of heavy pages are
// written only if write is set.
func (a *app) newPress(ar *archive, cat press.Catalogue, write bool) *press.Press {
	p := &press.Press{Vault: ar.store, Catalogue: cat, Decided: ar.book.DecisionsAbout, DecidedMarks: ar.book.Marks,
		Outlets: ar.book.Outlets,
		Stages:  a.stages,
		Marks:   ar.marks(a, write)}
	if a.noReadings {
		p.Stages = a.storyStages(ar)
		return p
	}
	if slices.ContainsFunc(p.Stages, func(s press.Stage) bool { return s.Name == readers.LocalNames }) {
		// Joining names uses the decisions in the archive's journal.
		if a.joiner == nil {
			a.joiner = &joining.Joiner{}
		}
		p.Stages = append(slices.Clone(p.Stages), a.joiner.Stage(ar.book.Names))
		for _, s := range a.storyStages(ar) { // stories likewise
			i := slices.IndexFunc(p.Stages, func(o press.Stage) bool { return o.Name == s.Name })
			p.Stages[i] = s
		}
	}
	return p
}

// storyStages returns the stages of stories, with the decisions in the archive's journal.
func (a *app) storyStages(ar *archive) []press.Stage {
	if a.stories == nil {
		a.stories = &stories.Keeper{}
	}
	return a.stories.Stages(ar.book.Stories)
}

// readers returns the stages over texts and pages, for counting what they have not read.
func (a *app) readers() []library.Reader {
	var out []library.Reader
	for _, s := range a.stages {
		switch {
		case s.Text != nil:
			out = append(out, library.Reader{Of: catalogue.OfText, Stage: s.Name, Version: s.Version})
		case s.Page != nil:
			out = append(out, library.Reader{Of: catalogue.OfCapture, Stage: s.Name, Version: s.Version})
		}
	}
	return out
}

// versions returns the version of every stage of this program, by name.
func (a *app) versions() catalogue.Versions {
	v := press.Versions()
	for _, s := range a.stages {
		v[s.Name] = s.Version
	}
	return v
}

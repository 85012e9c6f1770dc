package cutting

import "slices"

// Kinds of decisions about stories.
const (
	StoryJoin  = "story-join"  // cuttings are of one story
	StorySplit = "story-split" // cuttings are not of one story with the others they were joined with
)

// Storied is a decision about the stories of cuttings.
type Storied struct {
	Cuttings []string `json:"cuttings"` // IDs, ascending
	// From is a cutting of the story that a split takes the others out of; "" where that is
	// unknown.
	From string `json:"from,omitempty"`
	Note string `json:"note,omitempty"`
}

// maxStoried is the largest number of cuttings in one decision.
const maxStoried = 1000

// Check returns an error of kind Invalid when a decision cannot be of that kind.
func (s *Storied) Check(kind string) error {
	switch {
	case kind == StoryJoin && len(slices.Compact(slices.Sorted(slices.Values(s.Cuttings)))) < 2:
		return Errorf(Invalid, "Name at least two different cuttings: a story is joined of those.")
	case len(s.Cuttings) == 0:
		return Errorf(Invalid, "Name the cuttings that do not belong to the story.")
	case len(s.Cuttings) > maxStoried:
		return Errorf(Invalid, "One decision about stories takes at most %d cuttings; these are %d.", maxStoried,
			len(s.Cuttings))
	case !slices.IsSorted(s.Cuttings) || len(slices.Compact(slices.Clone(s.Cuttings))) < len(s.Cuttings):
		return Errorf(Invalid, "the cuttings of a decision about stories are not in order, each once")
	case slices.Contains(s.Cuttings, ""):
		return Errorf(Invalid, "a decision about stories names no cutting")
	}
	return nil
}

// StoryDecisions are the decisions about stories in effect.
type StoryDecisions struct {
	// Joined are sets of cuttings that are one story, in the order they were decided.
	Joined [][]string `json:"joined,omitempty"`
	// Separate are sets of cuttings that are one story, separate from the others they were joined
	// with, in the order they were decided. A cutting is in at most one of them.
	Separate [][]string `json:"apart,omitempty"`
}

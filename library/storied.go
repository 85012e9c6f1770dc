package library

import (
	"context"
	"slices"

	"cuttings/cutting"
	"cuttings/journal"
)

// DecideStory keeps that cuttings are one story (cutting.StoryJoin), or that they are none
// with the others they are found with (cutting.StorySplit), with who says so and why.
// Errors: NotFound for a cutting there is not, Invalid for too few, Unsupported where
// nothing can be decided.
func (l *Library) DecideStory(ctx context.Context, kind string, ids []string, who, why string) (Kept, error) {
	who, why, err := l.decides(who, why)
	if err != nil {
		return Kept{}, err
	}
	s := cutting.Storied{Cuttings: slices.Compact(slices.Sorted(slices.Values(ids))), Note: why}
	if err := s.Check(kind); err != nil {
		return Kept{}, err
	}
	for _, id := range s.Cuttings {
		if _, err := l.Entry(ctx, id); err != nil {
			return Kept{}, err
		}
	}
	return l.c.Decisions.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		d, err := journal.Story(who, kind, s)
		return []journal.Decision{d}, err
	})
}

// StoryDecided returns what people decided about the stories of a cutting, oldest first. A
// line of it is taken back with TakeBack and journal.StorySubject of the cutting.
func (l *Library) StoryDecided(cuttingID string) []Decided {
	return l.decidedAbout(journal.StorySubject(cuttingID))
}

// TakeBackStory takes a decision about the story of a cutting back; see TakeBack.
func (l *Library) TakeBackStory(ctx context.Context, cuttingID string, number int64, who, why string) (Kept, error) {
	return l.TakeBack(ctx, journal.StorySubject(cuttingID), number, who, why)
}

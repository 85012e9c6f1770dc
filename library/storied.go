package library

import (
	"context"
	"slices"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
)

// DecideStory keeps that cuttings are one story (cutting.StoryJoin), or that they are none
// with the others they are found with (cutting.StorySplit), with who says so and why.
// Errors: NotFound for a cutting there is not, Invalid for too few and for a split that
// leaves nothing behind, Conflict for what is decided already, Unsupported where nothing
// can be decided.
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
	return l.c.Decisions.Decide(ctx, func(ctx context.Context) ([]journal.Decision, error) {
		if n := l.storyDecision(kind, s.Cuttings); n != 0 {
			return nil, cutting.Errorf(cutting.Conflict,
				"That is decided already and in effect: it is decision %d.", n)
		}
		if kind == cutting.StorySplit {
			if err := l.checkSplit(ctx, s.Cuttings); err != nil {
				return nil, err
			}
		}
		d, err := journal.Story(who, kind, s)
		return []journal.Decision{d}, err
	})
}

// storyDecision returns the number of the decision in effect that is the last about each
// of these cuttings and says the very same; 0 for none.
func (l *Library) storyDecision(kind string, ids []string) (number int64) {
	for i, id := range ids {
		var last *journal.Line
		lines := l.c.Decisions.About(journal.StorySubject(id))
		for k := range lines {
			if _, ok := lines[k].Payload.(*cutting.Storied); ok && lines[k].Undone == 0 {
				last = &lines[k]
			}
		}
		if last == nil || i > 0 && last.Number != number || last.Decision.Kind != kind ||
			!slices.Equal(last.Payload.(*cutting.Storied).Cuttings, ids) {
			return 0
		}
		number = last.Number
	}
	return number
}

// checkSplit returns an error where a cutting is in no story with another that stays in it.
func (l *Library) checkSplit(ctx context.Context, ids []string) error {
	cat, done := l.lend()
	defer done()
	taken := map[string]int{} // how many cuttings are taken out of each story
	for _, id := range ids {
		row, err := catalogue.StoryOf(ctx, cat, id)
		if err != nil {
			return err
		}
		if row.Story == "" {
			return cutting.Errorf(cutting.Invalid,
				"The cutting %s stands alone: there is no story to take it out of.", id)
		}
		taken[row.Story]++
	}
	for story, n := range taken {
		counts, err := catalogue.CountsOf(ctx, cat, story)
		if err != nil {
			return err
		}
		if n >= counts.Cuttings {
			return cutting.Errorf(cutting.Invalid,
				"These are all cuttings of their story: name only those that do not belong to it.")
		}
	}
	return nil
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

package library

import (
	"context"
	"maps"
	"slices"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
)

// DecideStory records that cuttings are one story (cutting.StoryJoin), or that they do not belong with the
// other members of their story (cutting.StorySplit), with who decides and why. Errors: NotFound for an unknown
// cutting, Invalid for too few cuttings and for a split that leaves nothing behind, Conflict for what is
// decided already, Unsupported where the library takes no decisions.
func (l *Library) DecideStory(ctx context.Context, kind string, ids []string, who, why string) (Kept, error) {
	who, why, err := l.checkDecision(who, why)
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
		decided := func(ids []string) error {
			if n := l.storyDecision(kind, ids); n != 0 {
				return cutting.Errorf(cutting.Conflict, "That is decided already and in effect: it is decision %d.", n)
			}
			return nil
		}
		if err := decided(s.Cuttings); err != nil {
			return nil, err
		}
		list := []cutting.Storied{s}
		if kind == cutting.StorySplit {
			var err error
			if list, err = l.splits(ctx, s); err != nil {
				return nil, err
			}
		}
		var out []journal.Decision
		for _, s := range list {
			if err := decided(s.Cuttings); err != nil {
				return nil, err
			}
			d, err := journal.Story(who, kind, s)
			if err != nil {
				return nil, err
			}
			out = append(out, d)
		}
		return out, nil
	})
}

// storyDecision returns the number of the decision in effect that is the last about each of these cuttings and
// decides the same; 0 for none.
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

// splits returns one split for each story that cuttings are removed from, because cuttings removed from two
// stories are unrelated. It returns an error where a cutting is in no story with another that stays.
func (l *Library) splits(ctx context.Context, s cutting.Storied) ([]cutting.Storied, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	taken := map[string][]string{}
	for _, id := range s.Cuttings {
		row, err := catalogue.StoryOf(ctx, cat, id)
		if err != nil {
			return nil, err
		}
		if row.Story == "" {
			return nil, cutting.Errorf(cutting.Invalid,
				"The cutting %s is in no story with others: there is none to take it out of.", id)
		}
		taken[row.Story] = append(taken[row.Story], id)
	}
	var out []cutting.Storied
	for _, story := range slices.Sorted(maps.Keys(taken)) {
		all, err := members(ctx, cat, story)
		if err != nil {
			return nil, err
		}
		counts, err := catalogue.CountsOf(ctx, cat, story)
		if err != nil {
			return nil, err
		}
		if len(taken[story]) >= counts.Cuttings {
			return nil, cutting.Errorf(cutting.Invalid,
				"These are all cuttings of their story: name only those that do not belong to it.")
		}
		part := cutting.Storied{Cuttings: taken[story], Note: s.Note}
		slices.Sort(all)
		if i := slices.IndexFunc(all, func(id string) bool { return !slices.Contains(part.Cuttings, id) }); i >= 0 {
			part.From = all[i]
		}
		out = append(out, part)
	}
	return out, nil
}

// StoryDecided returns what people decided about the story a cutting is in, oldest first: about the cutting,
// about other members, and about what was split from the story.
func (l *Library) StoryDecided(ctx context.Context, cuttingID string) ([]DecisionView, error) {
	if l.c.Decisions == nil || len(l.c.Decisions.About(journal.AnyStory)) == 0 {
		return nil, nil
	}
	cat, done := l.borrowCatalogue()
	defer done()
	row, err := catalogue.StoryOf(ctx, cat, cuttingID)
	if err != nil {
		return nil, err
	}
	in := map[string]bool{cuttingID: true}
	if row.Story != "" {
		ids, err := members(ctx, cat, row.Story)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			in[id] = true
		}
	}
	about := map[int64]bool{}
	for _, line := range l.c.Decisions.About(journal.AnyStory) {
		if s, ok := line.Payload.(*cutting.Storied); ok {
			about[line.Number] = in[s.From] || slices.ContainsFunc(s.Cuttings, func(id string) bool { return in[id] })
		}
	}
	return slices.DeleteFunc(l.decidedAbout(journal.AnyStory),
		func(d DecisionView) bool { return !about[d.Number] }), nil
}

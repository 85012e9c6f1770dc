package journal

import (
	"encoding/json"
	"fmt"
	"slices"

	"cuttings/cutting"
)

// storyKinds returns the decisions about stories: the decisions in effect are an input of making stories.
func storyKinds() []Kind {
	words := map[string]func(n int) string{
		cutting.StoryJoin: func(n int) string { return fmt.Sprintf("joined %d cuttings into one story", n) },
		cutting.StorySplit: func(n int) string {
			if n == 1 {
				return "took a cutting out of its story"
			}
			return fmt.Sprintf("took %d cuttings out of their story", n)
		},
	}
	var out []Kind
	for _, name := range []string{cutting.StoryJoin, cutting.StorySplit} {
		out = append(out, Kind{
			Name: name,
			Read: func(d Decision) (any, error) {
				s := &cutting.Storied{}
				if err := json.Unmarshal(d.Value, s); err != nil {
					return nil, cutting.Errorf(cutting.Invalid, "decides about a story that cannot be read")
				}
				if err := s.Check(name); err != nil {
					return nil, err
				}
				if s.Cuttings[0] != d.Target {
					return nil, cutting.Errorf(cutting.Invalid, "decides about a story that is not its target")
				}
				return s, nil
			},
			Apply:    func(b *Book, l *Line) { b.stories = putLine(b.stories, l) },
			Undo:     func(b *Book, l *Line) { b.stories = dropLine(b.stories, l) },
			Captures: func(*Book, *Line) []string { return nil },
			Subjects: func(_ *Book, l *Line) []string {
				out := []string{AnyStory}
				for _, id := range l.Payload.(*cutting.Storied).Cuttings {
					out = append(out, StorySubject(id))
				}
				return out
			},
			Words: func(_ *Book, l *Line) string { return words[name](len(l.Payload.(*cutting.Storied).Cuttings)) },
			Why:   func(payload any) string { return payload.(*cutting.Storied).Note },
		})
	}
	return out
}

// AnyStory is the key under which Book.LinesAbout has all decisions about stories.
const AnyStory = "stories"

// StorySubject returns the key under which Book.LinesAbout has the decisions about the story of a cutting.
func StorySubject(cuttingID string) string { return "story of " + cuttingID }

// Story returns the line for a decision about stories, of kind cutting.StoryJoin or StorySplit.
func Story(who, kind string, s cutting.Storied) (Decision, error) {
	if err := s.Check(kind); err != nil {
		return Decision{}, err
	}
	return lineOf(who, kind, s.Cuttings[0], s)
}

// Stories returns the decisions in effect about stories. A later decision about a cutting removes it from an
// earlier split, and a later split removes it from earlier joins.
func (b *Book) Stories() cutting.StoryDecisions {
	b.mu.RLock()
	defer b.mu.RUnlock()
	var d cutting.StoryDecisions
	without := func(sets [][]string, ids []string, least int) (out [][]string) {
		for _, set := range sets {
			set = slices.DeleteFunc(slices.Clone(set), func(id string) bool { return slices.Contains(ids, id) })
			if len(set) >= least {
				out = append(out, set)
			}
		}
		return out
	}
	for _, l := range b.stories {
		s := l.Payload.(*cutting.Storied)
		if l.Decision.Kind == cutting.StorySplit {
			d.Joined, d.Separate = without(d.Joined, s.Cuttings, 2), without(d.Separate, s.Cuttings, 1)
			d.Separate = append(d.Separate, s.Cuttings)
			continue
		}
		d.Joined = append(d.Joined, s.Cuttings)
	}
	return d
}

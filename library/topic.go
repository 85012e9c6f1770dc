package library

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library/plain"
)

// Topic is a topic in its present state.
type Topic struct {
	ID string
	cutting.Topic
	By By
}

// Search returns the topic as a search: with the pinned cuttings, without those left out.
func (t *Topic) Search() Search { return Search{Filters: map[string][]string{field.Topic: {t.ID}}} }

// Saved reports whether it is a saved search: a topic without an introduction.
func (t *Topic) Saved() bool { return t.Introduction == "" }

const (
	maxTitle     = 300   // bytes
	maxIntro     = 20000 // bytes
	maxSpellings = 100   // spellings of one topic
	maxChosen    = 5000  // cuttings pinned, and left out
)

// Topics returns the topics sorted by title.
func (l *Library) Topics() []Topic { return l.topics(false) }

// RemovedTopics returns the removed topics sorted by title, each with the reason for its removal.
func (l *Library) RemovedTopics() []Topic { return l.topics(true) }

func (l *Library) topics(removed bool) []Topic {
	var out []Topic
	eachInEffect(l, cutting.TopicDecision, func(id string, t *cutting.Topic, by By) {
		if t.Removed == removed {
			out = append(out, Topic{id, *t, by})
		}
	})
	slices.SortFunc(out, func(a, b Topic) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)), strings.Compare(a.ID, b.ID))
	})
	return out
}

// Topic returns a topic; NotFound for one that is unknown or was removed.
func (l *Library) Topic(id string) (*Topic, error) {
	t, by := inEffect[cutting.Topic](l, cutting.TopicDecision, id)
	if t == nil || t.Removed {
		return nil, cutting.Errorf(cutting.NotFound, "There is no topic “%s”.", id)
	}
	return &Topic{id, *t, by}, nil
}

// KeepTopic records the new state of a topic. id "" makes a new one, whose ID is returned; seen is the number
// of the line the person saw, 0 for a new topic, -1 for any.
func (l *Library) KeepTopic(ctx context.Context, id string, seen int64, t cutting.Topic, who string) (string, Kept,
	error) {
	who, why, err := l.checkDecider(who, t.Why)
	if err != nil {
		return "", Kept{}, err
	}
	t.Why = why
	if err := l.tidyTopic(&t); err != nil {
		return "", Kept{}, err
	}
	if t.Lang != "" && !plain.KnownLanguage(t.Lang) {
		return "", Kept{}, noLanguage(t.Lang)
	}
	if id == "" {
		id, seen = l.freeID(cutting.TopicDecision, t.Title), 0
	}
	if _, err := (&topicsIn{l: l, within: []string{id}}).contents(&t); err != nil {
		return "", Kept{}, err
	}
	kept, err := keepState(ctx, l, who, cutting.TopicDecision, id, seen, func(*cutting.Topic) (*cutting.Topic, error) {
		return &t, nil
	})
	return id, kept, err
}

// freeID returns an unused ID made of a title.
func (l *Library) freeID(kind, title string) string {
	base := slug(title)
	for id, n := base, 2; ; id, n = fmt.Sprintf("%s-%d", base, n), n+1 {
		if len(l.c.InEffect.History(kind, id)) == 0 {
			return id
		}
	}
}

// tidyTopic checks a topic and normalises it for the journal.
func (l *Library) tidyTopic(t *cutting.Topic) error {
	t.Title, t.Introduction = collapseSpaces(t.Title),
		strings.TrimSpace(strings.ReplaceAll(t.Introduction, "\r\n", "\n"))
	t.Query, t.Lang = strings.TrimSpace(t.Query), strings.TrimSpace(t.Lang)
	if err := lineErr("title", t.Title, maxTitle); err != nil {
		return err
	}
	if len(t.Introduction) > maxIntro {
		return lineErr("introduction", t.Introduction, maxIntro)
	}
	var spellings []string
	for _, s := range t.Spellings {
		if s = collapseSpaces(s); s != "" && !slices.Contains(spellings, s) {
			spellings = append(spellings, s)
		}
	}
	t.Spellings = spellings
	if len(t.Spellings) > maxSpellings || len(t.Pinned) > maxChosen || len(t.LeftOut) > maxChosen {
		return cutting.Errorf(cutting.Invalid, "A topic has at most %d spellings, and %d cuttings pinned or left out.",
			maxSpellings, maxChosen)
	}
	if _, err := query.Parse(t.Search(), l.c.Now()); err != nil {
		return cutting.Errorf(cutting.Invalid, "The query cannot be read: %w", err)
	}
	return nil
}

// noLanguage returns the error for typed text that is no language tag.
func noLanguage(typed string) error {
	return cutting.Errorf(cutting.Invalid, "“%s” is the tag of no language. Write en, fa or pt-BR, or leave it empty.",
		plain.Clip(typed, 40))
}

// Choice is what is decided about one cutting in a topic.
type Choice string

// The choices.
const (
	Pin     Choice = "pin"     // shown first
	LeaveIn Choice = "neither" // as the search finds it
	Leave   Choice = "leave"   // not shown
	// LeaveStory leaves out every cutting of the cutting's story; if only one were left out, another would
	// represent the story.
	LeaveStory Choice = "leave-story"
)

// ChooseInTopic records one decision that pins cuttings in a topic, leaves them out, or neither. For an unknown
// cutting it returns NotFound and records nothing.
func (l *Library) ChooseInTopic(ctx context.Context, id string, cuttings []string, c Choice, who string) (Kept,
	error) {
	who, _, err := l.checkDecider(who, "")
	if err != nil {
		return Kept{}, err
	}
	chosen, err := l.chosen(ctx, cuttings, c == LeaveStory)
	if err != nil {
		return Kept{}, err
	}
	in := map[string]bool{}
	for _, id := range chosen {
		in[id] = true
	}
	return keepState(ctx, l, who, cutting.TopicDecision, id, -1, func(now *cutting.Topic) (*cutting.Topic, error) {
		if now == nil || now.Removed {
			return nil, cutting.Errorf(cutting.NotFound, "There is no topic “%s”.", id)
		}
		next := *now
		without := func(ids []string) []string {
			return slices.DeleteFunc(slices.Clone(ids), func(x string) bool { return in[x] })
		}
		next.Pinned, next.LeftOut, next.Why = without(now.Pinned), without(now.LeftOut), ""
		switch c {
		case Pin:
			next.Pinned = append(next.Pinned, chosen...)
		case Leave, LeaveStory:
			next.LeftOut = append(next.LeftOut, chosen...)
		case LeaveIn:
		default:
			return nil, cutting.Errorf(cutting.Invalid, "“%s” is not a choice for a cutting in a topic.", c)
		}
		return &next, l.tidyTopic(&next)
	})
}

// chosen returns cuttings without repetition, with the other members of their stories if withStories is set.
func (l *Library) chosen(ctx context.Context, cuttings []string, withStories bool) ([]string, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	there, err := cat.EntriesOf(ctx, cuttings)
	if err != nil {
		return nil, err
	}
	var out []string
	seen := map[string]bool{}
	for _, id := range cuttings {
		if there[id] == nil {
			return nil, cutting.Errorf(cutting.NotFound, "There is no cutting “%s”.", id)
		}
		all := []string{id}
		if withStories {
			if _, all, err = wholeStory(ctx, cat, id); err != nil {
				return nil, err
			}
		}
		for _, id := range all {
			if !seen[id] {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	if out == nil {
		return nil, cutting.Errorf(cutting.Invalid, "No cutting is named.")
	}
	return out, nil
}

// RemoveTopic removes a topic; the decision can be undone.
func (l *Library) RemoveTopic(ctx context.Context, id string, who, why string) (Kept, error) {
	who, why, err := l.checkDecider(who, why)
	if err != nil {
		return Kept{}, err
	}
	return keepState(ctx, l, who, cutting.TopicDecision, id, -1, func(now *cutting.Topic) (*cutting.Topic, error) {
		if now == nil || now.Removed {
			return nil, cutting.Errorf(cutting.NotFound, "There is no topic “%s”.", id)
		}
		next := *now
		next.Removed, next.Why = true, why
		return &next, nil
	})
}

// headWithExcerpt returns an entry's head with its excerpt.
func (l *Library) headWithExcerpt(e *catalogue.Entry) catalogue.Head {
	h := headOf(e)
	h.Excerpt = cutting.Excerpt(e.Text, excerptLen)
	return h
}

const excerptLen = 300 // characters, as in catalogue.Head

// NewSince returns the latest cuttings of a topic added after since, at most most of them.
func (l *Library) NewSince(ctx context.Context, t *Topic, since time.Time, most int) ([]catalogue.Hit, error) {
	res, err := l.Find(ctx, t.Search(), catalogue.Request{Limit: most, Sort: catalogue.ByAdded})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(res.Hits, func(h catalogue.Hit) bool { return !h.Added.After(since) }), nil
}

// ViewedAmong lists the n most viewed of the cuttings given, by their IDs.
func (l *Library) ViewedAmong(hits []catalogue.Hit, n int) []Viewed {
	if l.c.Views == nil {
		return nil
	}
	counts := map[string]int64{}
	for _, v := range l.c.Views.Top(viewsSearched) {
		counts[v.ID] = v.Count
	}
	var out []Viewed
	for _, h := range hits {
		if c := counts[h.ID]; c > 0 {
			out = append(out, Viewed{h.Head, c})
		}
	}
	slices.SortStableFunc(out, func(a, b Viewed) int { return cmp.Compare(b.Count, a.Count) })
	return out[:min(n, len(out))]
}

const viewsSearched = 10000 // most viewed cuttings searched

// CountsViews reports whether views are counted.
func (l *Library) CountsViews() bool { return l.c.Views != nil }

// HeadOf returns a cutting's head; NotFound for an unknown one.
func (l *Library) HeadOf(ctx context.Context, id string) (catalogue.Head, error) {
	e, err := l.Entry(ctx, id)
	if err != nil {
		return catalogue.Head{}, err
	}
	return l.headWithExcerpt(e), nil
}

// topicBefore returns the topic's state before the line of a number; nil for none.
func topicBefore(lines []journal.Line, number int64) *cutting.Topic {
	for i := len(lines) - 1; i >= 0; i-- {
		l := &lines[i]
		if t, ok := l.Payload.(*cutting.Topic); ok && (l.Undone == 0 || l.Undone > number) {
			return t
		}
	}
	return nil
}

// topicChange describes what a decision about a topic changed; cuttings formats a list of cuttings given by ID.
func topicChange(was, is *cutting.Topic, cuttings func(ids []string) string) string {
	name := "the topic “" + is.Title + "”"
	switch {
	case is.Removed && !was.Removed:
		return "removed " + name
	case was.Removed && !is.Removed:
		return "brought back " + name
	}
	if what := topicChanges(was, is, cuttings); len(what) > 0 {
		return strings.Join(what, ", ") + " (" + name + ")"
	}
	return "kept " + name
}

// countCuttings returns the number of cuttings as text.
func countCuttings(ids []string) string { return plain.Plural(len(ids), "cutting", "cuttings") }

// TopicChanges describes what differs between two states of a topic: "pinned 2 cuttings".
func TopicChanges(was, is *cutting.Topic) []string { return topicChanges(was, is, countCuttings) }

// topicChanges does the work of TopicChanges; cuttings formats a list of cuttings.
func topicChanges(was, is *cutting.Topic, cuttings func(ids []string) string) []string {
	var out []string
	chosen := func(was, is []string, added, taken string) {
		for _, c := range []struct {
			ids []string
			as  string
		}{{listWithout(is, was), added}, {listWithout(was, is), taken}} {
			if len(c.ids) > 0 {
				out = append(out, fmt.Sprintf(c.as, cuttings(c.ids)))
			}
		}
	}
	chosen(was.Pinned, is.Pinned, "pinned %s", "unpinned %s")
	chosen(was.LeftOut, is.LeftOut, "left %s out", "took %s in again")
	for _, c := range []struct {
		changed bool
		what    string
	}{
		{was.Title != is.Title, "changed the title from “" + was.Title + "”"},
		{was.Introduction != is.Introduction, "changed the introduction"},
		{was.Query != is.Query, "changed the query from “" + was.Query + "”"},
		{!slices.Equal(was.Spellings, is.Spellings), "changed the spellings"},
		{was.Lang != is.Lang, "changed the language"},
		{was.Public && !is.Public, "made it private"},
		{!was.Public && is.Public, "made it public"},
	} {
		if c.changed {
			out = append(out, c.what)
		}
	}
	return out
}

// listWithout returns the elements of list that are not in others, in their order.
func listWithout(list, others []string) []string {
	has := make(map[string]bool, len(others))
	for _, s := range others {
		has[s] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return has[s] })
}

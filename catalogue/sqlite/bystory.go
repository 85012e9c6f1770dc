package sqlite

import (
	"context"
	"sync"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
)

// groups has, for every story with a match, the hit that represents it. Each worker has one; they are merged at
// the end. See catalogue.Request.ByStory.
type groups struct {
	cols      *columns
	of        []uint32 // slot → number of its story, 0 for none
	inStories int      // matches that are in a story
	*storyTable
}

// storyTable has a row for every story; a search uses few of them. Tables are reused, and only used rows are
// cleared.
type storyTable struct {
	all     []group // by number of a story
	touched []uint32
	matches []int32 // likewise
	counted []uint32
}

// table returns an empty table for a number of stories.
func (v *view) table(stories int) *storyTable {
	t, _ := v.tables.Get().(*storyTable)
	if t == nil || len(t.all) < stories {
		t = &storyTable{all: make([]group, stories+stories/4), matches: make([]int32, stories+stories/4)}
	}
	return t
}

// clear clears a table for the next search; t may be nil.
func (v *view) clear(t *storyTable) {
	if t == nil {
		return
	}
	for _, n := range t.touched {
		t.all[n] = group{}
	}
	for _, n := range t.counted {
		t.matches[n] = 0
	}
	t.touched, t.counted = t.touched[:0], t.counted[:0]
	v.tables.Put(t)
}

// count counts a match in a story; story 0 means no story.
func (t *storyTable) count(story uint32, by int32) {
	if t.matches[story] == 0 {
		t.counted = append(t.counted, story)
	}
	t.matches[story] += by
}

// group is the best hit for one story so far.
type group struct {
	key     uint64 // the story's place in the order
	witness catalogue.Witness
	slot    uint32
	matches int32 // 0: no hit yet
}

// newGroups returns nil where hits are not grouped.
func newGroups(s *search, t *storyTable) *groups {
	if t == nil {
		return nil
	}
	return &groups{cols: s.cols, of: s.cols.byName[field.Story].one, storyTable: t}
}

// take records a hit that is in a story; false for a hit in no story.
func (g *groups) take(key uint64, slot uint32) bool {
	n := g.of[slot]
	if n == 0 {
		return false
	}
	g.inStories++
	w, old := g.cols.witness[slot], &g.all[n]
	if old.matches++; old.matches == 1 {
		old.key, old.witness, old.slot = key, w, slot
		g.touched = append(g.touched, n)
		return true
	}
	old.key = max(old.key, key)
	if w < old.witness || w == old.witness && g.cols.idBefore(slot, old.slot) {
		old.witness, old.slot = w, slot
	}
	return true
}

// merge adds the groups of another worker.
func (g *groups) merge(o *groups) {
	for _, n := range o.touched {
		h, old := &o.all[n], &g.all[n]
		if old.matches == 0 {
			*old = *h
			g.touched = append(g.touched, n)
			continue
		}
		key, matches := max(old.key, h.key), old.matches+h.matches
		if g.cols.represents(h.slot, old.slot) {
			*old = *h
		}
		old.key, old.matches = key, matches
	}
	g.inStories += o.inStories
}

// countStories returns the number of stories of total matches; each match in no story counts as one.
func (g *groups) countStories(total int) int { return total - g.inStories + len(g.touched) }

// represents reports whether slot a represents the story of both rather than b.
func (c *columns) represents(a, b uint32) bool {
	if x, y := c.witness[a], c.witness[b]; x != y {
		return x < y
	}
	return c.idBefore(a, b)
}

// enterStory adds a slot to the slots of its story.
func (c *columns) enterStory(slot uint32) {
	of := c.byName[field.Story]
	if of == nil {
		return
	}
	n := of.one[slot]
	for int(n) >= len(c.storyLast) {
		c.storyLast = append(c.storyLast, noSlot)
	}
	c.storyNext = append(c.storyNext, noSlot)
	if n > 0 {
		c.storyNext[slot], c.storyLast[n] = c.storyLast[n], slot
	}
}

// instead returns the cutting that represents a story, by the story's number, in the state at a sequence number;
// "" where that is the cutting of a slot.
func (c *columns) instead(story, slot uint32, at int64) string {
	best := slot
	for other := c.storyLast[story]; other != noSlot; other = c.storyNext[other] {
		if c.Visible(other, at) && c.represents(other, best) {
			best = other
		}
	}
	if best == slot {
		return ""
	}
	return string(c.id(best))
}

// countStories counts matches by the number of their story.
func (t *tally) countStories() {
	of := t.s.cols.byName[field.Story].one
	alone := int32(0)
	for _, slot := range t.slots {
		if n := of[slot]; n == 0 {
			alone++
		} else {
			t.stories.count(n, 1)
		}
	}
	if alone > 0 {
		t.stories.count(0, alone)
	}
}

// distinctStories returns the number of stories of the matches; each match in no story counts as one.
func (t *tally) distinctStories() int {
	if t.stories == nil {
		return 0
	}
	if alone := int(t.stories.matches[0]); alone > 0 {
		return alone + len(t.stories.counted) - 1
	}
	return len(t.stories.counted)
}

// storyHit returns the story a hit represents; nil where it is in none.
func (c *Catalogue) storyHit(ctx context.Context, p pick) (*catalogue.StoryHit, error) {
	if p.story == "" {
		return nil, nil
	}
	counts, err := c.counts(ctx, p.story)
	return &catalogue.StoryHit{ID: p.story, Matches: p.matches, Instead: p.instead, StoryCounts: counts}, err
}

// storyCounts caches the counts of stories shown, for one state of the rows.
type storyCounts struct {
	mu      sync.Mutex
	commits int64
	known   map[string]catalogue.StoryCounts
}

// countsKept is the maximum number of stories in the cache.
const countsKept = 10_000

func (c *Catalogue) counts(ctx context.Context, story string) (catalogue.StoryCounts, error) {
	commits, err := c.rowState(ctx)
	if err != nil {
		return catalogue.StoryCounts{}, err
	}
	k := &c.storyCounts
	k.mu.Lock()
	if k.commits != commits || k.known == nil || len(k.known) > countsKept {
		k.commits, k.known = commits, map[string]catalogue.StoryCounts{}
	}
	counts, ok := k.known[story]
	k.mu.Unlock()
	if ok {
		return counts, nil
	}
	if counts, err = catalogue.CountsOf(ctx, c, story); err != nil {
		return counts, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.commits == commits {
		k.known[story] = counts
	}
	return counts, nil
}

package sqlite

import (
	"bytes"
	"context"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/internal/entries"
)

// groups hold, for every story with a match, the hit that stands for it: one per
// worker, merged at the end. See catalogue.Request.ByStory.
type groups struct {
	cols *columns
	of   []uint32  // slot → number of its story, 0 for none
	rank []float64 // by number of a kind
	all  []group   // by number of a story
}

// group is the hit for one story so far.
type group struct {
	key, own uint64 // where the story stands; where the hit would stand alone
	slot     uint32
	there    bool
}

// newGroups returns nil where hits are not grouped.
func newGroups(s *search) *groups {
	if !s.req.ByStory || s.cols.byName[field.Story] == nil {
		return nil
	}
	col := s.cols.byName[field.Story]
	g := &groups{cols: s.cols, of: col.one, all: make([]group, len(col.values))}
	for _, k := range s.cols.kinds {
		g.rank = append(g.rank, entries.KindWeight(k))
	}
	return g
}

// take notes a hit that is in a story; false for one that stands alone.
func (g *groups) take(key uint64, slot uint32) bool {
	n := g.of[slot]
	if n == 0 {
		return false
	}
	g.put(n, group{key: key, own: key, slot: slot, there: true})
	return true
}

func (g *groups) put(n uint32, h group) {
	old := &g.all[n]
	if !old.there {
		*old = h
		return
	}
	key := max(old.key, h.key)
	if g.before(&h, old) {
		*old = h
	}
	old.key = key
}

// before reports whether a stands for its story rather than b; as entries.Shown.
func (g *groups) before(a, b *group) bool {
	if x, y := g.rank[g.cols.kind[a.slot]], g.rank[g.cols.kind[b.slot]]; x != y {
		return x > y
	}
	if a.own != b.own {
		return a.own > b.own
	}
	return bytes.Compare(g.cols.id(a.slot), g.cols.id(b.slot)) < 0
}

func (g *groups) merge(o *groups) {
	for n := range o.all {
		if o.all[n].there {
			g.put(uint32(n), o.all[n])
		}
	}
}

// countStories counts matches by the number of their story; 0 is none.
func (t *tally) countStories() {
	of := t.s.cols.byName[field.Story].one
	for _, slot := range t.slots {
		t.stories[of[slot]]++
	}
}

// distinctStories is how many stories the matches are in, each that stands alone one.
func (t *tally) distinctStories() int {
	if len(t.stories) == 0 {
		return 0
	}
	n := t.stories[0]
	for _, c := range t.stories[1:] {
		if c > 0 {
			n++
		}
	}
	return n
}

// storyHit tells of the story a hit stands for; nil where it stands alone.
func (c *Catalogue) storyHit(ctx context.Context, p pick) (*catalogue.StoryHit, error) {
	if p.story == "" {
		return nil, nil
	}
	counts, err := catalogue.CountsOf(ctx, c, p.story)
	return &catalogue.StoryHit{ID: p.story, Matches: p.matches, StoryCounts: counts}, err
}

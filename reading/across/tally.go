package across

import (
	"cuttings/cutting"
	"cuttings/reading/names"
)

// manyPlaces is the number of places from which a group's counts are kept; those of smaller groups are computed
// when needed.
const manyPlaces = 256

// tally has the counts over the places of a group, by folded form.
type tally struct {
	of    map[string]*formTally
	texts map[*text]int
	x     *Index
	stale bool // a place that was the first of something is gone
}

// formTally has the counts of one form over the places of a group.
type formTally struct {
	count, places  int
	kinds          map[names.Kind]kindCount
	sources, dates map[string]int // places
	first          place
	span           cutting.Span // where the first place has it
	statedAt       place        // the first that states it
	stated         Evidence
}

type kindCount struct{ uses, places int }

func (t *tally) add(p place) {
	t.texts[p.text]++
	t.each(p, func(c *formTally, i int) {
		u := p.text.Names[p.local].Uses[i]
		c.count += u.Count
		if c.places++; c.places == 1 || comparePlaces(p, c.first) < 0 {
			c.first, c.span = p, u.First
		}
		addCount(c.sources, p.text.Source, 1)
		addCount(c.dates, p.text.Date, 1)
		kind := p.text.Names[p.local].Kind
		k := c.kinds[kind]
		c.kinds[kind] = kindCount{k.uses + u.Count, k.places + 1}
	})
	l := &p.text.Names[p.local]
	for _, a := range l.Aliases {
		for _, f := range []string{a.Long, a.Short} {
			w := t.x.writtenFormOf(l.Kind, f)
			if w.node == nil {
				continue
			}
			c := t.of[w.node.key.Form]
			if c != nil && (c.statedAt.text == nil || comparePlaces(p, c.statedAt) < 0) {
				c.statedAt, c.stated = p, Evidence{p.text.ID, a.Span}
			}
		}
	}
}

func (t *tally) remove(p place) {
	if t.texts[p.text]--; t.texts[p.text] == 0 {
		delete(t.texts, p.text)
	}
	t.each(p, func(c *formTally, i int) {
		u := p.text.Names[p.local].Uses[i]
		c.count -= u.Count
		c.places--
		t.stale = t.stale || c.first == p || c.places == 0
		addCount(c.sources, p.text.Source, -1)
		addCount(c.dates, p.text.Date, -1)
		kind := p.text.Names[p.local].Kind
		k := c.kinds[kind]
		if c.kinds[kind] = (kindCount{k.uses - u.Count, k.places - 1}); k.places == 1 {
			delete(c.kinds, kind)
		}
	})
	for _, c := range t.of {
		t.stale = t.stale || c.statedAt == p
	}
}

// each calls fn with the counts of every form of a place, and the index of its use.
func (t *tally) each(p place, fn func(c *formTally, use int)) {
	for i, w := range p.localName().uses {
		if w.node == nil {
			continue
		}
		c := t.of[w.node.key.Form]
		if c == nil {
			c = &formTally{kinds: map[names.Kind]kindCount{}, sources: map[string]int{}, dates: map[string]int{}}
			t.of[w.node.key.Form] = c
		}
		fn(c, i)
	}
}

func addCount(m map[string]int, key string, by int) {
	if key == "" {
		return
	}
	if m[key] += by; m[key] == 0 {
		delete(m, key)
	}
}

package stories

import (
	"maps"
	"slices"

	"cuttings/cutting"
)

// index finds cuttings by the properties that make them one story. Lists are ascending.
type index struct {
	all    map[string]*card
	byText map[string][]string // cuttings with a text that is long enough
	byLink map[string][]string
	byHead map[head][]string // of known outlets
	// sources counts the cuttings of every source.
	sources map[string]int
	// outlet returns the ID of the outlet of a card's source, "" for none that is known.
	outlet func(source string) string
	// isNameOf reports whether a name is that of the outlet of a source.
	isNameOf func(source, name string) bool
}

// head is a headline within an outlet; the zero value for one that does not distinguish items.
type head struct {
	outlet string
	sum    uint64
}

func newIndex(all map[string]*card, outlet func(string) string, isNameOf func(source, name string) bool) *index {
	x := &index{all: all, byText: map[string][]string{}, byLink: map[string][]string{}, byHead: map[head][]string{},
		sources: map[string]int{}, outlet: outlet, isNameOf: isNameOf}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		x.enter(id)
	}
	return x
}

func (x *index) head(c *card) head {
	if by := x.outlet(c.Source); !c.Brief && by != "" {
		return head{by, c.Head}
	}
	return head{}
}

// enter adds a cutting by its card.
func (x *index) enter(id string) {
	c := x.all[id]
	x.sources[c.Source]++
	if c.Length >= minHub {
		x.byText[c.Text] = inserted(x.byText[c.Text], id)
	}
	for _, l := range c.Links {
		x.byLink[l] = inserted(x.byLink[l], id)
	}
	if h := x.head(c); h != (head{}) {
		x.byHead[h] = inserted(x.byHead[h], id)
	}
}

// forget removes what enter added.
func (x *index) forget(id string) {
	c := x.all[id]
	if x.sources[c.Source]--; x.sources[c.Source] == 0 {
		delete(x.sources, c.Source)
	}
	remove(x.byText, c.Text, id)
	for _, l := range c.Links {
		remove(x.byLink, l, id)
	}
	remove(x.byHead, x.head(c), id)
}

func inserted(list []string, id string) []string {
	i, there := slices.BinarySearch(list, id)
	if there {
		return list
	}
	return slices.Insert(list, i, id)
}

func remove[K comparable](m map[K][]string, k K, id string) {
	list := m[k]
	i, there := slices.BinarySearch(list, id)
	switch {
	case !there:
	case len(list) == 1:
		delete(m, k)
	default:
		m[k] = slices.Delete(list, i, i+1)
	}
}

// articles returns those of some cuttings that are articles.
func (x *index) articles(ids []string) (out []string) {
	for _, id := range ids {
		if x.all[id].Kind == cutting.Article {
			out = append(out, id)
		}
	}
	return out
}

// replace replaces the cards of changed cuttings, nil for removed ones. It returns all cuttings whose place may
// have changed and, with each, all that may be one story with it. texts are the texts whose relations changed.
func (x *index) replace(newCards map[string]*card, texts map[string]bool,
	eachJoined func(text string, fn func(string)), decided cutting.StoryDecisions) []string {
	c := &closure{index: x, members: map[string]bool{}, texts: map[string]bool{}, sets: map[string][][]string{}}
	for _, set := range slices.Concat(decided.Separate, decided.Joined) {
		for _, id := range set {
			c.sets[id] = append(c.sets[id], set)
		}
	}
	// What was in one story with a changed cutting, by its old and its new card.
	heads := map[head]bool{}
	seed := func(k *card) {
		c.reach(k)
		c.textQueue = append(c.textQueue, k.Text)
		heads[x.head(k)] = true
	}
	for id, f := range newCards {
		if old := x.all[id]; old != nil {
			x.forget(id)
			seed(old)
		}
		if f == nil {
			delete(x.all, id)
			continue
		}
		x.all[id] = f
		x.enter(id)
		seed(f)
		c.add(id)
	}
	delete(heads, head{})
	for h := range heads {
		// A headline identifies an article only if no other article has it.
		single := 0
		for _, id := range x.articles(x.byHead[h]) {
			if _, changed := newCards[id]; !changed {
				single++
			}
		}
		if single <= 1 {
			c.add(x.byHead[h]...)
		}
	}
	c.textQueue = append(c.textQueue, slices.Collect(maps.Keys(texts))...)
	c.run(eachJoined)
	return slices.Collect(maps.Keys(c.members))
}

// closure collects cuttings with all that may be one story with them.
type closure struct {
	*index
	members   map[string]bool // cuttings
	texts     map[string]bool
	queue     []string
	textQueue []string // texts not yet examined
	sets      map[string][][]string
}

func (c *closure) add(ids ...string) {
	for _, id := range ids {
		if !c.members[id] && c.all[id] != nil {
			c.members[id] = true
			c.queue = append(c.queue, id)
		}
	}
}

// reach adds the cuttings connected with a card, except by its text.
func (c *closure) reach(k *card) {
	for _, l := range k.Links {
		c.add(c.byLink[l]...)
	}
}

func (c *closure) run(eachJoined func(text string, fn func(string))) {
	for len(c.queue)+len(c.textQueue) > 0 {
		if n := len(c.textQueue); n > 0 {
			text := c.textQueue[n-1]
			c.textQueue = c.textQueue[:n-1]
			if c.texts[text] {
				continue
			}
			c.texts[text] = true
			c.add(c.byText[text]...)
			eachJoined(text, func(other string) { c.textQueue = append(c.textQueue, other) })
			continue
		}
		id := c.queue[len(c.queue)-1]
		c.queue = c.queue[:len(c.queue)-1]
		k := c.all[id]
		c.reach(k)
		if k.Length >= minHub {
			c.textQueue = append(c.textQueue, k.Text)
		}
		if h := c.head(k); h != (head{}) && len(c.articles(c.byHead[h])) == 1 {
			c.add(c.byHead[h]...)
		}
		for _, set := range c.sets[id] {
			c.add(set...)
		}
	}
}

// classes returns a function that returns the class of a text, found by following joined texts.
func classes(eachJoined func(text string, fn func(string))) func(text string) string {
	classOf := map[string]string{}
	return func(text string) string {
		if of, ok := classOf[text]; ok {
			return of
		}
		least, seen := text, map[string]bool{text: true}
		for queue := []string{text}; len(queue) > 0; {
			at := queue[len(queue)-1]
			queue = queue[:len(queue)-1]
			least = min(least, at)
			eachJoined(at, func(other string) {
				if !seen[other] {
					seen[other] = true
					queue = append(queue, other)
				}
			})
		}
		for t := range seen {
			classOf[t] = least
		}
		return least
	}
}

package across

import (
	"hash/fnv"
	"slices"

	"cuttings/cutting"
	"cuttings/internal/pack"
	"cuttings/reading/aliases"
	"cuttings/reading/names"
	"cuttings/reading/within"
)

// Keep writes the texts of an index and how they are joined, for Restore. Decisions are not written. Update
// must have been called since the last change.
func (x *Index) Keep(w *pack.Writer) {
	x.rejoin()
	k := keeper{w: w, nodes: map[*node]int{}, groups: map[*group]int{}}
	k.nodeList = make([]*node, 0, len(x.nodes))
	for _, n := range x.nodes {
		k.nodeList = append(k.nodeList, n)
	}
	slices.SortFunc(k.nodeList, func(a, b *node) int { return int(a.number) - int(b.number) })
	for i, n := range k.nodeList {
		k.nodes[n] = i
	}
	texts := make([]*text, 0, len(x.texts))
	for _, e := range x.texts {
		texts = append(texts, e)
	}
	slices.SortFunc(texts, compareRanks)
	k.collect(texts)
	w.Int(int(x.last))
	w.Int(len(k.nodeList))
	w.Int(len(k.groupList))
	k.keepNodes()
	w.Int(len(texts))
	for _, e := range texts {
		k.keepText(e)
	}
	k.keepGroups()
}

// keeper writes an index.
type keeper struct {
	w         *pack.Writer
	nodes     map[*node]int
	nodeList  []*node
	groups    map[*group]int
	groupList []*group
}

func (k *keeper) keepNodes() {
	w := k.w
	for _, n := range k.nodeList {
		w.Int(int(n.number))
		w.String(string(n.key.Kind))
		w.String(n.key.Form)
		w.String(n.text)
		w.Bool(n.short)
		w.Int(n.live)
		w.Int(len(n.keys))
		for _, key := range n.keys {
			w.Fixed(key)
		}
		w.Int(len(n.spellings))
		for _, v := range n.spellings {
			w.String(v.text)
			w.Int(v.count)
		}
		w.Int(len(n.stated))
		for _, m := range statedBy(n) {
			w.Int(k.nodes[m])
			w.Int(len(n.stated[m]))
			for _, at := range n.stated[m] {
				k.evidence(at)
			}
		}
	}
}

func (k *keeper) evidence(at Evidence) {
	k.w.String(at.Text)
	k.span(at.Span)
}

func (k *keeper) span(s cutting.Span) {
	k.w.Int(s.Start)
	k.w.Int(s.Len())
}

// collect assigns numbers to the groups, from 1 on.
func (k *keeper) collect(texts []*text) {
	put := func(g *group) {
		if g != nil && k.groups[g] == 0 {
			k.groupList = append(k.groupList, g)
			k.groups[g] = len(k.groupList)
		}
	}
	for _, n := range k.nodeList {
		put(n.own)
	}
	for _, e := range texts {
		for i := range e.locals {
			put(e.locals[i].home)
		}
	}
	for i := 0; i < len(k.groupList); i++ { // the list grows
		g := k.groupList[i]
		for h := range g.near {
			put(h)
		}
		for h := range g.parts {
			put(h)
		}
		for h := range g.wholes {
			put(h)
		}
	}
}

func (k *keeper) keepText(e *text) {
	w := k.w
	w.String(e.ID)
	w.String(e.Source)
	w.String(e.Date)
	w.Int(len(e.Names))
	for i, l := range e.Names {
		at := &e.locals[i]
		w.String(string(l.Kind))
		w.String(l.Form)
		w.String(l.Gender)
		w.Strings(l.Offices)
		w.Bool(l.Doubt)
		w.Int(len(l.Uses))
		for _, u := range l.Uses {
			w.String(u.Form)
			w.Int(u.Count)
			k.span(u.First)
		}
		w.Int(len(l.Aliases))
		for _, a := range l.Aliases {
			w.String(a.Long)
			w.String(a.Short)
			w.String(string(a.Cue))
			k.span(a.Span)
		}
		w.Bool(at.node != nil)
		if at.node == nil {
			continue
		}
		w.Int(k.nodes[at.node])
		for _, u := range at.uses {
			w.Bool(u.node != nil)
			if u.node != nil {
				w.Int(k.nodes[u.node])
				w.Int(u.at)
			}
		}
		w.Int(k.groups[at.home]) // 0 for none
		w.String(string(at.why))
	}
	w.Int(len(e.Parts))
	for _, p := range e.Parts {
		w.Int(p.Part)
		w.Int(p.Whole)
	}
}

func (k *keeper) keepGroups() {
	w := k.w
	for _, g := range k.groupList {
		w.Bool(g.full)
		w.Int(g.count)
		w.String(g.id)
		w.String(g.base)
		w.String(g.form)
		w.String(string(g.kind))
		w.Bool(g.single)
		w.Int(len(g.nodes))
		for _, n := range g.nodes {
			w.Int(k.nodes[n])
			w.String(string(g.why[n]))
			k.proof(g.proof[n])
		}
		w.Int(len(g.placed))
		for n, p := range g.placed {
			w.Int(k.nodes[n])
			w.Int(p.uses)
			w.String(string(p.why))
			k.proof(p.proof)
		}
		w.Int(len(g.near))
		for h, r := range g.near {
			w.Int(k.groups[h])
			w.Int(int(r))
		}
		for _, m := range []map[*group]int{g.parts, g.wholes} {
			w.Int(len(m))
			for h, texts := range m {
				w.Int(k.groups[h])
				w.Int(texts)
			}
		}
	}
}

func (k *keeper) proof(p proof) {
	k.w.Bool(p.other != nil)
	if p.other != nil {
		k.w.Int(k.nodes[p.other])
		k.evidence(p.at)
	}
}

// Restore fills an empty index, which must have the decisions at the time of Keep, with what Keep wrote. After
// an error the index must not be used.
func (x *Index) Restore(r *pack.Reader) error {
	s := restorer{x: x, r: r}
	x.last = int32(r.Int())
	s.nodes, s.groups = make([]node, r.Len()), make([]group, r.Len())
	s.readNodes()
	count := r.Len()
	x.texts = make(map[string]*text, count)
	for range count {
		s.readText()
	}
	s.readGroups()
	return r.Err()
}

// restorer reads an index.
type restorer struct {
	x      *Index
	r      *pack.Reader
	nodes  []node
	groups []group
}

func (s *restorer) node() *node {
	if i := s.r.Index(len(s.nodes)); i < len(s.nodes) {
		return &s.nodes[i]
	}
	return &node{} // for a damaged file
}

func (s *restorer) group() *group {
	if i := s.r.Index(len(s.groups)+1) - 1; i >= 0 {
		return &s.groups[i]
	}
	return nil
}

func (s *restorer) span() cutting.Span {
	start := s.r.Int()
	return cutting.Span{Start: start, End: start + s.r.Int()}
}

func (s *restorer) evidence() Evidence { return Evidence{s.r.String(), s.span()} }

func (s *restorer) proof() proof {
	if !s.r.Bool() {
		return proof{}
	}
	return proof{s.node(), s.evidence()}
}

func (s *restorer) readNodes() {
	r, x := s.r, s.x
	x.nodes = make(map[Key]*node, len(s.nodes))
	x.known = make(map[Key]writtenForm, len(s.nodes)+len(s.nodes)/4)
	x.keys = make(map[uint64][]*node, 3*len(s.nodes))
	for i := range s.nodes {
		n := &s.nodes[i]
		n.number = int32(r.Int())
		n.key = Key{names.Kind(r.String()), r.String()}
		n.text, n.short, n.live = r.String(), r.Bool(), r.Int()
		n.keys = make([]uint64, r.Len())
		for k := range n.keys {
			n.keys[k] = r.Fixed()
			if n.live > 0 {
				x.keys[n.keys[k]] = append(x.keys[n.keys[k]], n)
			}
		}
		n.spellings = make([]spelling, r.Len())
		for k := range n.spellings {
			n.spellings[k] = spelling{r.String(), r.Int()}
		}
		if stated := r.Len(); stated > 0 {
			n.stated = make(map[*node][]Evidence, stated)
			for range stated {
				m := s.node()
				at := make([]Evidence, r.Len())
				for k := range at {
					at[k] = s.evidence()
				}
				n.stated[m] = at
			}
		}
		x.nodes[n.key] = n
	}
}

func (s *restorer) readText() {
	r, x := s.r, s.x
	e := &text{Text: Text{ID: r.String(), Source: r.String(), Date: r.String()}}
	h := fnv.New64a()
	_, _ = h.Write([]byte(e.ID))
	e.rank = h.Sum64()
	e.Names = make([]Local, r.Len())
	e.locals = make([]local, len(e.Names))
	for i := range e.Names {
		l, at := &e.Names[i], &e.locals[i]
		l.Kind, l.Form, l.Gender, l.Offices = names.Kind(r.String()), r.String(), r.String(), r.Strings()
		l.Doubt = r.Bool()
		l.Uses = make([]Use, r.Len())
		for k := range l.Uses {
			l.Uses[k] = Use{r.String(), r.Int(), s.span()}
		}
		if n := r.Len(); n > 0 {
			l.Aliases = make([]Alias, n)
			for k := range l.Aliases {
				l.Aliases[k] = Alias{r.String(), r.String(), aliases.Cue(r.String()), s.span()}
			}
		}
		if !r.Bool() {
			x.known[Key{l.Kind, l.Form}] = writtenForm{}
			continue
		}
		at.node = s.node()
		for _, a := range l.Aliases { // Decide searches for what is known
			x.writtenFormOf(l.Kind, a.Long)
			x.writtenFormOf(l.Kind, a.Short)
		}
		at.uses = make([]writtenForm, len(l.Uses))
		for k := range at.uses {
			if r.Bool() {
				at.uses[k].node = s.node()
				at.uses[k].at = r.Index(len(at.uses[k].node.spellings))
			}
			x.known[Key{l.Kind, l.Uses[k].Form}] = at.uses[k]
		}
		if at.home, at.why = s.group(), Why(r.String()); at.home != nil {
			at.countHolder(at.home, 1)
		}
		at.at = len(at.node.uses)
		at.node.uses = append(at.node.uses, place{e, i})
	}
	if n := r.Len(); n > 0 {
		e.Parts = make([]within.Part, n)
		for i := range e.Parts {
			e.Parts[i] = within.Part{Part: r.Int(), Whole: r.Int()}
		}
	}
	e.recordForms()
	for _, n := range e.all { // texts are in the order of ranks
		n.in = append(n.in, e)
	}
	x.texts[e.ID] = e
}

func (s *restorer) readGroups() {
	r, x := s.r, s.x
	for i := range s.groups {
		g := &s.groups[i]
		g.full, g.count = r.Bool(), r.Int()
		g.id, g.base, g.form = r.String(), r.String(), r.String()
		g.kind, g.single = names.Kind(r.String()), r.Bool()
		g.nodes = make([]*node, r.Len())
		for k := range g.nodes {
			n := s.node()
			g.nodes[k], n.own = n, g
			why, at := Why(r.String()), s.proof()
			if why != "" {
				if g.why == nil {
					g.why = map[*node]Why{}
				}
				g.why[n] = why
			}
			if at.other != nil {
				if g.proof == nil {
					g.proof = map[*node]proof{}
				}
				g.proof[n] = at
			}
		}
		if n := r.Len(); n > 0 {
			g.placed = make(map[*node]*shortUses, n)
			for range n {
				n := s.node()
				p := &shortUses{r.Int(), Why(r.String()), s.proof()}
				g.placed[n] = p
				n.homes = append(n.homes, groupUses{g, p.uses})
			}
		}
		if n := r.Len(); n > 0 {
			g.near = make(map[*group]relation, n)
			for range n {
				h := s.group()
				g.near[h] = relation(r.Int())
			}
		}
		for _, m := range []*map[*group]int{&g.parts, &g.wholes} {
			if n := r.Len(); n > 0 {
				*m = make(map[*group]int, n)
				for range n {
					h := s.group()
					(*m)[h] = r.Int()
				}
			}
		}
		if g.id != "" {
			if x.bases[g.base] == nil {
				x.bases[g.base] = map[*group]bool{}
			}
			x.bases[g.base][g] = true
		}
	}
}

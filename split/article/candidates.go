package article

// candidate is one choice of the blocks that make up the body. The second pass's probabilities are
// good, but the best threshold differs from page to page: one has a second article below the first,
// another is a list of products that look like boxes. So several candidates are made, and a forest
// chooses among them.
type candidate struct {
	keep  []bool
	kind  int
	words int32
}

var candidateKinds = [...]string{"half", "loose", "strict", "article", "one_headline", "unbroken", "claimed", "root",
	"filled"}

var choiceFeatures = append(withPrefix("is_", candidateKinds[:]),
	"words", "blocks", "to_half", "share", "chance", "left_out_chance", "left_out_words", "added_words", "density",
	"articles", "h1s", "longest_gap", "gaps", "has_claim", "claimed", "of_claimed", "has_article", "candidates",
	"last_chance", "end_position", "half_words", "half_chance", "sentences", "mid_words", "echo", "start_to_head")

// fewWords is the number of words below which a body needs a second check.
const fewWords = 25

// candidates returns the different candidates; the first is the basic one, from the threshold
// alone.
func (v *view) candidates(p []float32) []candidate {
	n := len(p)
	out := make([]candidate, 0, len(candidateKinds))
	add := func(kind int, in func(i int) bool) {
		c := candidate{keep: make([]bool, n), kind: kind}
		for i := range c.keep {
			if v.m[i].words > 0 && in(i) && (v.m[i].words >= 25 || v.out[v.p.Blocks[i].Node].flags&inPlayer == 0) {
				c.keep[i] = true
				c.words += v.m[i].words
			}
		}
		if c.words == 0 && kind > 0 {
			return
		}
		for k := range out {
			if out[k].words != c.words {
				continue
			}
			same := true
			for i := 0; i < n && same; i++ {
				same = out[k].keep[i] == c.keep[i]
			}
			if same {
				return
			}
		}
		out = append(out, c)
	}
	half := func(i int) bool { return p[i] >= bodyThreshold }
	add(0, half)
	if out[0].words < fewWords {
		// No block is above the threshold: the page is unlike those of the training set. Take the
		// likeliest blocks if they have enough words.
		for _, t := range [...]float32{0.3, 0.15} {
			add(1, func(i int) bool { return p[i] >= t })
			if n := len(out) - 1; out[n].words >= fewWords {
				return out[n:]
			}
		}
		return out[:1]
	}
	plain := out[0].keep
	add(1, func(i int) bool { return p[i] >= 0.3 })
	add(2, func(i int) bool { return p[i] >= 0.7 })
	first := 0
	for !plain[first] {
		first++
	}
	w := v.newWeigher(p)
	if a := v.mainArticle(w); a > 0 {
		nd := &v.t.Nodes[a]
		add(3, func(i int) bool { return plain[i] && int32(i) >= nd.BlockLo && int32(i) < nd.BlockHi })
	}
	// Up to the next heading of level one below the body's beginning.
	anchor := max(first, v.head) + 1
	add(4, func(i int) bool { return plain[i] && (i < anchor || v.tops[i+1] == v.tops[anchor]) })
	// Up to the first long gap.
	end, before, gap := n, int32(0), int32(0)
	for i := first; i < n; i++ {
		if plain[i] {
			before += v.m[i].words
			gap = 0
			continue
		}
		if gap += v.m[i].words; gap > 120 && before > 120 {
			end = i
			break
		}
	}
	add(5, func(i int) bool { return plain[i] && i < end })
	if v.claim[first] >= 0 {
		lo, hi := -1, -1
		for i := range p {
			if v.claim[i] >= 0.7 && v.m[i].words >= 5 && p[i] >= 0.1 {
				if lo < 0 {
					lo = i
				}
				hi = i
			}
		}
		add(6, func(i int) bool {
			return i >= lo && i <= hi && (v.claim[i] >= 0.7 && p[i] >= 0.1 || plain[i] && v.claim[i] >= 0.4)
		})
	}
	nd := &v.t.Nodes[v.rootOf(w, 0.4)]
	in := func(i int) bool { return int32(i) >= nd.BlockLo && int32(i) < nd.BlockHi }
	add(7, func(i int) bool { return plain[i] && in(i) })
	last := n - 1
	for !plain[last] {
		last--
	}
	add(8, func(i int) bool { return plain[i] || p[i] >= 0.08 && in(i) && i > first && v.linkDensity(i) < 0.5 })
	return out
}

// mainArticle returns the article element with most of the likely text; 0 without one.
func (v *view) mainArticle(w weigher) int32 {
	best, at := float32(0), int32(0)
	for i := range v.p.Blocks {
		a := v.out[v.p.Blocks[i].Node].article
		if a == 0 || a == at {
			continue
		}
		nd := &v.t.Nodes[a]
		if m := w.mass[nd.BlockHi] - w.mass[nd.BlockLo]; m > best {
			best, at = m, a
		}
	}
	return at
}

// choiceRows returns a vector per candidate.
func (v *view) choiceRows(cs []candidate, p []float32) [][]float32 {
	k := len(choiceFeatures)
	matrix := make([]float32, k*len(cs))
	rows := make([][]float32, len(cs))
	half := &cs[0]
	halfMass := float32(0)
	for i, on := range half.keep {
		if on {
			halfMass += p[i] * float32(v.m[i].words)
		}
	}
	claims := int32(0)
	for i := range p {
		if v.claim[i] >= 0.7 {
			claims += v.m[i].words
		}
	}
	for r := range cs {
		c := &cs[r]
		x := matrix[r*k : (r+1)*k]
		rows[r] = x
		j := 0
		put := func(f float32) { x[j] = f; j++ }
		for kind := range candidateKinds {
			put(indicator(c.kind == kind))
		}
		var mass, outMass, echo float32
		var blocks, linked, bytes, leftOut, added, tops, gap, longest, gaps, claimed, stops, mid int32
		articles, lastArticle := 0, int32(-1)
		first, last := -1, -1
		for i, on := range c.keep {
			w := v.m[i].words
			if !on {
				if half.keep[i] {
					leftOut += w
					outMass += p[i] * float32(w)
				}
				if first >= 0 {
					gap += w
				}
				continue
			}
			if first < 0 {
				first = i
			} else if gap > 0 {
				longest = max(longest, gap)
				if gap > 30 {
					gaps++
				}
			}
			gap = 0
			last = i
			blocks++
			mass += p[i] * float32(w)
			echo += v.m[i].echo * float32(w)
			linked += v.m[i].linked
			bytes += int32(v.p.Blocks[i].Span.Len())
			stops += v.m[i].stops
			if !half.keep[i] {
				added += w
			}
			if p[i] < 0.7 {
				mid += w
			}
			if v.p.Blocks[i].Level == 1 {
				tops++
			}
			if v.claim[i] >= 0.7 {
				claimed += w
			}
			if a := v.out[v.p.Blocks[i].Node].article; a != lastArticle {
				articles++
				lastArticle = a
			}
		}
		words := float32(max(1, c.words))
		put(logOf(c.words))
		put(logOf(blocks))
		put(float32(c.words) / float32(max(1, half.words)))
		put(share(c.words, v.total))
		put(mass / words)
		put(outMass / float32(max(1, leftOut)))
		put(share(leftOut, half.words))
		put(share(added, half.words))
		put(share(linked, bytes))
		put(float32(min(articles, 10)))
		put(float32(min(tops, 10)))
		put(logOf(longest))
		put(float32(min(gaps, 20)))
		put(indicator(claims > 0))
		put(share(claimed, c.words))
		put(share(claimed, claims))
		put(indicator(v.hasArt))
		put(float32(len(cs)))
		if last >= 0 {
			put(p[last])
		} else {
			put(0)
		}
		put(float32(last+1) / float32(len(p)))
		put(logOf(half.words))
		put(halfMass / float32(max(1, half.words)))
		put(share(stops, c.words))
		put(share(mid, c.words))
		put(echo / words)
		if v.head >= 0 && first >= 0 {
			put(float32(max(-50, min(first-v.head, 50))))
		} else {
			put(-60)
		}
	}
	return rows
}

// makeBody returns the body of a candidate with its extent, its words, and the words to be expected by the
// probabilities p of the blocks.
func (v *view) makeBody(c *candidate, p []float32) body {
	b := body{keep: c.keep}
	for i, q := range p {
		b.mass += q * float32(v.m[i].words)
		if !c.keep[i] {
			continue
		}
		if b.end == 0 {
			b.start = i
		}
		b.end = i + 1
		b.words += int(v.m[i].words)
	}
	return b
}

// ChoiceMargin is by how much another candidate's score must exceed the basic one's; smaller
// differences are noise.
const ChoiceMargin = 0.5

// PreferredIndex returns the index of the highest score, or 0 (the basic candidate) unless another
// exceeds it by ChoiceMargin.
func PreferredIndex(scores []float32) int {
	at := 0
	for i, s := range scores {
		if s > scores[at] {
			at = i
		}
	}
	if scores[at] < scores[0]+ChoiceMargin {
		return 0
	}
	return at
}

// choose returns the chosen candidate and its name for the trace.
func (v *view) choose(m *Model, p []float32) (*candidate, string) {
	cs := v.candidates(p)
	at := 0
	if len(cs) > 1 {
		scores := make([]float32, len(cs))
		m.Choice.Scores(v.choiceRows(cs, p), scores)
		at = PreferredIndex(scores)
	}
	return &cs[at], candidateKinds[cs[at].kind]
}

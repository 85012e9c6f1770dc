package article

import (
	"slices"
	"strings"

	"cuttings/cutting"
	"cuttings/split/dates"
	"cuttings/split/words"
)

// bodyRules are the corrections of the chosen body, in this order: forms of pages so regular that
// no weights are needed. Each has a name by which it can be switched off (Options.Without).
var bodyRules = []struct {
	name string
	of   func(v *view, c *candidate)
}{
	{"captions_in_a_row", (*view).keepCaptions},
	{"entries_alike", (*view).keepDatedEntries},
	{"text_twice", (*view).textTwice},
	{"next_article", (*view).nextArticle},
	{"numbered_pieces", (*view).numberedPieces},
	{"offer_to_subscribe", (*view).removeOffer},
	{"transcript", (*view).removeTranscript},
}

// Rules returns the names of all rules that can be switched off.
func Rules() []string {
	out := []string{"printed_headline", "site_for_headline", "kicker", "line_about_author", ruleBareSection,
		ruleOfficeBeside, ruleCommonWords}
	for _, m := range bodyRules {
		out = append(out, m.name)
	}
	return out
}

// applyRules applies the body rules.
func (v *view) applyRules(c *candidate, without map[string]bool) {
	for _, m := range bodyRules {
		v.stop.Step(0)
		if c.words > 0 && !without[m.name] {
			m.of(v, c)
		}
	}
}

func (v *view) drop(c *candidate, i int) {
	if c.keep[i] {
		c.keep[i] = false
		c.words -= v.m[i].words
	}
}

func (v *view) add(c *candidate, i int) {
	if !c.keep[i] {
		c.keep[i] = true
		c.words += v.m[i].words
	}
}

// keptEnds returns the first and last kept block; -1, -1 without any.
func (c *candidate) keptEnds() (first, last int) {
	first, last = -1, -1
	for i, on := range c.keep {
		if on {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return first, last
}

// keepCaptions keeps the captions of a page that consists of them: three or more in a row with almost
// no text between, and with not much less text than the body above.
func (v *view) keepCaptions(c *candidate) {
	if c.words > 200 {
		return
	}
	var row, longest []int
	var words, best int32
	for i := range c.keep {
		f := v.out[v.p.Blocks[i].Node].flags
		if c.keep[i] || v.m[i].words < 4 || v.p.Blocks[i].Role != cutting.Caption && f&inCaption == 0 ||
			f&(inNav|inAside|inFooter|inHidden|inTable) != 0 {
			continue
		}
		if len(row) > 0 && i > row[len(row)-1]+3 {
			row, words = row[:0], 0
		}
		row = append(row, i)
		if words += v.m[i].words; words > best {
			longest, best = append(longest[:0], row...), words
		}
	}
	if len(longest) >= 3 && c.words <= 2*best {
		for _, i := range longest {
			v.add(c, i)
		}
	}
}

// longText is the number of words from which on a block is identified by its text alone.
const longText = 8

// textTwice removes paragraphs that the body already has, when they are a good part of it and lie
// in another container: some pages contain their text once for each screen size. A refrain or a
// pull quote is shorter, or next to what it repeats.
func (v *view) textTwice(c *candidate) {
	var again []int
	repeated := int32(0)
	for i, on := range c.keep {
		k := v.same[i]
		if on && int(k) < i && c.keep[k] && v.m[i].words >= longText &&
			v.holder(v.p.Blocks[i].Node) != v.holder(v.p.Blocks[k].Node) {
			again = append(again, i)
			repeated += v.m[i].words
		}
	}
	if len(again) < 2 || repeated*3 < c.words-repeated {
		return
	}
	// Short lines between repeated paragraphs are repeated too.
	for i := again[0]; i <= again[len(again)-1]; i++ {
		if k := int(v.same[i]); k < again[0] && c.keep[i] && c.keep[k] {
			v.drop(c, i)
		}
	}
}

// nextArticle ends the body at a heading of the same template as the headline that has a byline or
// a date of its own: some pages load further articles below the first.
func (v *view) nextArticle(c *candidate) {
	first, last := c.keptEnds()
	h := v.head
	if h < 0 || v.p.Blocks[h].Level == 0 || first < 0 {
		return
	}
	before := int32(0)
	for i := max(first, h+1); i <= last; i++ {
		if v.p.Blocks[i].Level == v.p.Blocks[h].Level && v.sameTemplate(i, h) && before >= 40 && v.followsHeading(i) {
			for k := i; k <= last; k++ {
				v.drop(c, k)
			}
			return
		}
		if c.keep[i] {
			before += v.m[i].words
		}
	}
}

// sameTemplate reports whether the elements of two blocks, and those around them, have the same tags
// and classes.
func (v *view) sameTemplate(i, k int) bool {
	a, b := v.p.Blocks[i].Node, v.p.Blocks[k].Node
	for range 2 {
		if v.t.Nodes[a].Tag != v.t.Nodes[b].Tag || v.t.Attr(a, "class") != v.t.Attr(b, "class") {
			return false
		}
		a, b = v.t.Nodes[a].Parent, v.t.Nodes[b].Parent
	}
	return true
}

// followsHeading reports whether a byline or a date line follows a heading directly.
func (v *view) followsHeading(i int) bool {
	for k := i + 1; k < min(i+4, len(v.p.Blocks)) && v.p.Blocks[k].Level == 0; k++ {
		if v.m[k].words > 14 {
			continue
		}
		text := v.p.Blocks[k].Span.In(v.p.Text)
		if _, by := words.CutByline(text); by || v.p.Blocks[k].Role == cutting.DateLine ||
			len(v.dates.Find(text, v.p.Meta.Lang, dates.Options{})) > 0 {
			return true
		}
	}
	return false
}

// numberedPieces removes a series of numbered pieces ("1/8", "2/8" …) within the body when most of
// the text is outside it: a gallery of other news. A page that consists of such a series is a
// gallery itself.
func (v *view) numberedPieces(c *candidate) {
	first, of := -1, ""
	last, counted := -1, 0
	for i := range c.keep {
		if n, total, ok := seriesPosition(v.p.Blocks[i].Span.In(v.p.Text)); ok {
			if n == 1 {
				first, last, of, counted = i, i, total, 1
			} else if n == counted+1 && total == of {
				last = i
				counted++
			}
		}
	}
	if counted < 3 || counted > 200 {
		return
	}
	// The outermost element that contains them and nothing else.
	n := v.p.Blocks[first].Node
	for k := 0; n > 0 && k < maxLevelsUp && !(v.t.Nodes[n].BlockLo <= int32(first) &&
		v.t.Nodes[n].BlockHi > int32(last)); k++ {
		n = v.t.Nodes[n].Parent
	}
	lo, hi := v.t.Nodes[n].BlockLo, v.t.Nodes[n].BlockHi
	inside := int32(0)
	for i := lo; i < hi; i++ {
		if c.keep[i] {
			inside += v.m[i].words
		}
	}
	if v.head >= 0 && int32(v.head) >= lo && int32(v.head) < hi || c.words-inside < 100 {
		return
	}
	for i := lo; i < hi; i++ {
		v.drop(c, int(i))
	}
}

// seriesPosition returns the position in a series that a text begins with: "3/8 Headline".
func seriesPosition(s string) (n int, of string, ok bool) {
	i := 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' && i < 3 {
		n = n*10 + int(s[i]-'0')
		i++
	}
	rest := strings.TrimLeft(s[i:], " ")
	if i == 0 || !strings.HasPrefix(rest, "/") {
		return 0, "", false
	}
	rest = strings.TrimLeft(rest[1:], " ")
	k := 0
	for k < len(rest) && rest[k] >= '0' && rest[k] <= '9' {
		k++
	}
	if k == 0 || k > 3 || k < len(rest) && rest[k] != ' ' && rest[k] != '\n' {
		return 0, "", false
	}
	return n, rest[:k], true
}

// offerWords is the largest number of words in the offer of a subscription.
const offerWords = 160

// removeOffer removes the offer of a subscription with everything in the element around it, unless that
// is more than an offer.
func (v *view) removeOffer(c *candidate) {
	for i := range c.keep {
		if !c.keep[i] || v.m[i].words > 80 || !words.OffersSubscription(v.p.Blocks[i].Span.In(v.p.Text)) {
			continue
		}
		v.drop(c, i)
		around := int32(-1)
		for n, k := v.p.Blocks[i].Node, 0; n > 0 && k < maxLevelsUp; n, k = v.t.Nodes[n].Parent, k+1 {
			nd := &v.t.Nodes[n]
			if v.before[nd.BlockHi-1]+v.m[nd.BlockHi-1].words-v.before[nd.BlockLo] > offerWords ||
				v.head >= 0 && nd.BlockLo <= int32(v.head) && nd.BlockHi > int32(v.head) || v.textAt(nd) {
				break
			}
			around = n
		}
		if around >= 0 {
			for k := v.t.Nodes[around].BlockLo; k < v.t.Nodes[around].BlockHi; k++ {
				v.drop(c, int(k))
			}
		}
	}
}

// textAt reports whether an element contains a paragraph that is certainly body text.
func (v *view) textAt(n *cutting.Node) bool {
	for i := n.BlockLo; i < n.BlockHi; i++ {
		if v.m[i].words >= 25 && v.p2[i] >= 0.9 {
			return true
		}
	}
	return false
}

// removeTranscript removes the transcript of a broadcast below the text about it, from its heading to the
// end of the element around that.
func (v *view) removeTranscript(c *candidate) {
	before := int32(0)
	for i := range c.keep {
		if before >= 100 && v.m[i].words > 0 && v.m[i].words <= 6 &&
			words.IsTranscript(v.p.Blocks[i].Span.In(v.p.Text)) {
			for k := int32(i); k < v.t.Nodes[v.holder(v.p.Blocks[i].Node)].BlockHi; k++ {
				v.drop(c, int(k))
			}
		}
		if c.keep[i] {
			before += v.m[i].words
		}
	}
}

// keepDatedEntries keeps all entries of a page that consists of dated entries of one template, as live blogs
// do, when half of them are kept already: short ones are not recognised alone.
func (v *view) keepDatedEntries(c *candidate) {
	var times []int
	perTemplate, most := make([]int32, len(v.p.Blocks)), int32(0)
	for i := range v.p.Blocks {
		if v.m[i].words <= 8 && v.m[i].digits > 0 {
			times = append(times, i)
			perTemplate[v.template[i]]++
			most = max(most, perTemplate[v.template[i]])
		}
	}
	if most < 4 {
		return
	}
	times = slices.DeleteFunc(times, func(i int) bool { return !v.isTime(i) })
	for lo := 0; lo < len(times); {
		hi := lo + 1
		for hi < len(times) && v.template[times[hi]] == v.template[times[lo]] {
			hi++
		}
		if hi-lo >= 4 {
			v.keepEntries(c, times[lo:hi])
		}
		lo = hi
	}
}

// isTime reports whether a short block is only a time or a date.
func (v *view) isTime(i int) bool {
	b := &v.p.Blocks[i]
	if b.Role == cutting.DateLine {
		return true
	}
	text := strings.TrimSpace(b.Span.In(v.p.Text))
	h, m, ok := strings.Cut(text, ":")
	if ok && len(text) <= 12 && len(h) <= 2 && allDigits(h) && len(m) >= 2 && allDigits(m[:2]) {
		return true
	}
	return v.dates.IsDateLine(text)
}

// keepEntries keeps the text between time lines of one template.
func (v *view) keepEntries(c *candidate, times []int) {
	first, last := times[0], times[len(times)-1]
	n := v.p.Blocks[first].Node
	for k := 0; n > 0 && k < maxLevelsUp && !(v.t.Nodes[n].BlockLo <= int32(first) &&
		v.t.Nodes[n].BlockHi > int32(last)); k++ {
		n = v.t.Nodes[n].Parent
	}
	end := int(v.t.Nodes[n].BlockHi)
	// The last entry ends where its own element does.
	for m := v.p.Blocks[last].Node; m > 0 && m != n; m = v.t.Nodes[m].Parent {
		if v.t.Nodes[m].Parent == n && v.t.Nodes[m].BlockHi > int32(last)+1 {
			end = int(v.t.Nodes[m].BlockHi)
		}
	}
	if !slices.Contains(c.keep[first+1:end], true) {
		return
	}
	text := make([]bool, len(c.keep))
	for i := first + 1; i < end; i++ {
		text[i] = v.entryText(i)
	}
	kept, all := 0, 0
	for k, at := range times {
		stop := end
		if k+1 < len(times) {
			stop = times[k+1]
		}
		has, on := false, false
		for i := at + 1; i < stop; i++ {
			has = has || text[i]
			on = on || c.keep[i] && text[i]
		}
		if has {
			all++
		}
		if on {
			kept++
		}
	}
	if all < 4 || kept < 3 || kept*2 < all {
		return
	}
	for i := first + 1; i < end; i++ {
		if text[i] {
			v.add(c, i)
		}
	}
}

// entryText reports whether a block can be the text of an entry: no link, button or time.
func (v *view) entryText(i int) bool {
	b := &v.p.Blocks[i]
	switch b.Role {
	case cutting.LinkLine, cutting.Control, cutting.MarkLine, cutting.DateLine:
		return false
	}
	text := b.Span.In(v.p.Text)
	return v.m[i].words > 0 && v.linkDensity(i) < 0.5 &&
		v.out[b.Node].flags&(inNav|inAside|inFooter|inForm|inControl|inHidden) == 0 &&
		!words.IsShare(text) && !v.isTime(i)
}

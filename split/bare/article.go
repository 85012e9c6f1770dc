package bare

import (
	"strings"

	"cuttings/cutting"
	"cuttings/split/words"
)

// cutArticle cuts the article of a page without a list: the densest run of paragraphs, and the
// headline, byline and date over it.
func (c *cutter) cutArticle() {
	from, to, prose := c.bodyRun()
	if prose < 200 {
		return
	}
	c.out.Kind = cutting.ArticlePage
	k := cutting.Cutting{Kind: cutting.Article, URL: c.page.Meta.URL}
	var mine, body []int
	head := c.headlineOver(from)
	start := from
	if head >= 0 {
		start = head
		span := c.page.Blocks[head].Span
		k.HeadlineSpan, k.Headline, k.HeadlineOrigin = span, span.In(c.page.Text), "text"
	}
	for i := start; i < to; i++ {
		mine = append(mine, i)
		if i == head {
			continue
		}
		if i < from && head >= 0 && c.lines[i].words >= 6 && c.lines[i].form&boilerplate&^dated == 0 &&
			c.lines[i].class != 'D' && k.Standfirst.Empty() {
			k.Standfirst = c.page.Blocks[i].Span // between headline and byline
			body = append(body, i)
			continue
		}
		if i < from || c.isArticleMeta(i) {
			c.setMeta(&k, i)
			continue
		}
		body = append(body, i)
	}
	if k.Published.IsZero() {
		// Over the headline, or under the text's end.
		d, at := c.dateIn(start-3, start)
		if at < 0 {
			d, at = c.dateIn(to, to+3)
		}
		if at >= 0 {
			k.Published = d
			mine = append(mine, at)
		}
	}
	if len(k.Byline) == 0 {
		for i := max(0, start-3); i < min(len(c.lines), to+2); i++ {
			if i < start || i >= to {
				if names, s, e, ok := words.FindByline(c.lines[i].text); ok && c.lines[i].form&byline != 0 {
					b := c.page.Blocks[i].Span
					k.Byline, k.BylineSpan = names, cutting.Span{Start: b.Start + s, End: b.Start + e}
					mine = append(mine, i)
					break
				}
			}
		}
	}
	c.setText(&k, body)
	if len(k.Parts) > 0 && !k.Standfirst.Empty() && k.Parts[0].Span == k.Standfirst {
		k.Parts[0].Role = cutting.PartStandfirst
	} else {
		k.Standfirst = cutting.Span{}
	}
	c.out.Title, c.out.Published = k.Headline, k.Published
	c.add(k, sortedUnique(mine))
}

// isArticleMeta reports whether a line within an article is not part of its text.
func (c *cutter) isArticleMeta(i int) bool {
	f := c.lines[i].form
	return f&(datePure|mark|comments|share|filing|constant) != 0 || f&byline != 0 && c.lines[i].width <= 100 &&
		c.lines[i].ending != endStop
}

// bodyRun returns the run of lines [from, to) with the most running text: paragraphs add to it, short
// lines and headings of side boxes subtract. prose is the width of its paragraphs.
func (v *view) bodyRun() (from, to, prose int) {
	best, sum, start := 0, 0, 0
	for i := range v.lines {
		l := &v.lines[i]
		var s int
		switch {
		case l.form&(railHead|boxHead) != 0 && l.width <= 60:
			s = -1000
		case l.class == 'P':
			s = min(l.width, 1500)
		case l.class == 'q' && l.width > 40:
			s = l.width
		case l.form&(share|comments|paging|filing) != 0:
			s = -120
		default:
			s = -60
		}
		if sum <= 0 {
			sum, start = 0, i
		}
		sum += s
		if sum > best {
			best, from, to = sum, start, i+1
		}
	}
	for from < to && v.lines[from].class != 'P' && v.lines[from].class != 'q' {
		from++
	}
	for i := from; i < to; i++ {
		if cl := v.lines[i].class; cl == 'P' || cl == 'q' {
			prose += v.lines[i].width
		}
	}
	return from, to, prose
}

// headlineOver returns the line over the text that begins at from: the nearest one of headline form
// with only metadata and a standfirst between; -1 for none.
func (c *cutter) headlineOver(from int) int {
	best := -1
	for i := from - 1; i >= 0 && i >= from-6; i-- {
		l := &c.lines[i]
		if l.form&(railHead|boxHead|paging|address) != 0 {
			break
		}
		if l.form&boilerplate&^dated != 0 || l.form&datePure != 0 || l.form&dated != 0 && l.share > 0.4 {
			continue
		}
		if l.words >= 2 && l.width <= 220 && l.ending != endStop && l.ending != endColon {
			if best < 0 || l.width > c.lines[best].width && c.lines[best].words <= 2 {
				best = i
			}
			if l.words > 2 {
				break
			}
		}
	}
	return best
}

func sortedUnique(at []int) []int {
	seen := map[int]bool{}
	var out []int
	for _, i := range at {
		if !seen[i] {
			seen[i] = true
			out = append(out, i)
		}
	}
	for i := 1; i < len(out); i++ {
		for j := i; j > 0 && out[j] < out[j-1]; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// cutRails cuts the side lists among the remaining lines.
func (c *cutter) cutRails() {
	for i := 0; i < len(c.lines); i++ {
		l := &c.lines[i]
		if c.owner[i] >= 0 || l.form&railHead == 0 || l.form&dated != 0 || l.form&mark != 0 && l.repeats > 1 ||
			l.text == c.out.Section && c.out.Section != "" {
			continue
		}
		if i > 0 && c.lines[i-1].form&railHead != 0 || i+1 < len(c.lines) && c.lines[i+1].form&railHead != 0 {
			continue // one in a row of such words: a menu that sorts the list
		}
		end := c.railEnd(i)
		if end-i-1 < 2 {
			continue
		}
		if c.cutRail(i, end) {
			i = end - 1
		}
	}
}

// railEnd returns one past the last line of the rail whose heading is line h.
func (c *cutter) railEnd(h int) int {
	total, n := 0, 0
	for i := h + 1; i < len(c.lines); i++ {
		l := &c.lines[i]
		if c.owner[i] >= 0 || l.form&(boxHead|paging) != 0 || l.form&railHead != 0 && l.form&mark == 0 ||
			strings.Contains(l.text, "©") || i-h > 80 {
			return i
		}
		// A line of a word or two among headlines is the heading of the next box.
		if n >= 2 && l.words <= 2 && l.width <= 22 && total >= 5*n &&
			l.form&(mark|dated|comments|constant|numeric) == 0 {
			return i
		}
		if l.form&boilerplate == 0 {
			total += l.words
			n++
		}
	}
	return len(c.lines)
}

// cutRail cuts the items of the rail with its heading at h; false when what follows is no list of
// posts.
func (c *cutter) cutRail(h, end int) bool {
	var text []int
	wordsIn := 0
	for i := h + 1; i < end; i++ {
		if !c.railMeta(i) {
			text = append(text, i)
			wordsIn += c.lines[i].words
		}
	}
	if len(text) < 2 || wordsIn*10 < 24*len(text) {
		return false
	}
	heads := c.railHeads(text)
	if len(heads) < 2 {
		return false
	}
	name := c.lines[h].text
	c.tracef("rail %q: %d items in lines %d–%d", name, len(heads), h+1, end-1)
	lead := 0
	for h+1+lead < heads[0] {
		lead++
	}
	for j, at := range heads {
		begin, stop := at-lead, end
		if j > 0 {
			begin = max(begin, heads[j-1]+1)
		}
		if j+1 < len(heads) {
			stop = max(heads[j+1]-lead, at+1)
		}
		k := cutting.Cutting{Kind: cutting.Rail, Rail: name}
		span := c.page.Blocks[at].Span
		k.HeadlineSpan, k.Headline, k.HeadlineOrigin = span, span.In(c.page.Text), "text"
		c.trailingDate(&k, at)
		var mine, body []int
		for i := begin; i < stop; i++ {
			mine = append(mine, i)
			switch {
			case i == at:
			case i < at || c.railMeta(i):
				c.setMeta(&k, i)
			default:
				body = append(body, i)
			}
		}
		c.setText(&k, body)
		c.add(k, mine)
	}
	return true
}

// trailingDate moves a date at the end of a rail item's headline, where side lists often have it,
// to the item's date.
func (c *cutter) trailingDate(k *cutting.Cutting, at int) {
	l := &c.lines[at]
	if l.form&dated == 0 || l.date.Date.IsZero() || l.date.Span.End != len(l.text) ||
		l.date.Span.Start < len(l.text)/3 {
		return
	}
	k.Published = c.shiftDate(l.date.Date, at)
	title := strings.TrimRight(l.text[:l.date.Span.Start], " –—-|,(:·•")
	k.HeadlineSpan.End = k.HeadlineSpan.Start + len(title)
	k.Headline = title
}

// railMeta reports whether a line of a rail is neither headline nor excerpt.
func (c *cutter) railMeta(i int) bool {
	return c.lines[i].form&boilerplate&^dated != 0 || c.lines[i].class == 'D' || c.lines[i].form&dated != 0 &&
		c.lines[i].share > 0.4
}

// railHeads returns the headlines among a rail's lines of text: all of them, or every second one
// where headline and excerpt alternate.
func (c *cutter) railHeads(text []int) []int {
	var odd, even, wider, pairs int
	for j := 0; j+1 < len(text); j += 2 {
		a, b := &c.lines[text[j]], &c.lines[text[j+1]]
		odd += a.width
		even += b.width
		pairs++
		if b.width > a.width || b.ending == endEllipsis || b.ending == endStop && a.ending != endStop {
			wider++
		}
	}
	if len(text)%2 == 0 && wider*10 >= pairs*8 && even*10 >= odd*12 {
		var heads []int
		for j := 0; j < len(text); j += 2 {
			heads = append(heads, text[j])
		}
		return heads
	}
	// Irregular: a paragraph is the excerpt of the short line before it.
	var heads []int
	for j, i := range text {
		l := &c.lines[i]
		if j > 0 && l.width > 120 && (l.ending == endStop || l.ending == endEllipsis || l.width > 200) {
			continue
		}
		heads = append(heads, i)
	}
	return heads
}

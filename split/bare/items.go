package bare

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/split/words"
)

// cutListing cuts the main list into its items.
func (c *cutter) cutListing() {
	c.out.Kind = cutting.ListingPage
	c.withoutTitle()
	lead := c.leadLines()
	slots := c.metaSlots(lead)
	section := c.sectionOver(c.heads[0] - lead)
	c.out.Section = section
	c.out.Cuttings = slices.Grow(c.out.Cuttings, len(c.heads))
	form := c.headForm()
	var days []int
	if lead == 0 {
		days = c.dayHeadings()
	}
	day := -1
	for j, h := range c.heads {
		begin := h - lead
		if j > 0 {
			begin = max(begin, c.heads[j-1]+1)
		}
		begin = max(begin, 0)
		end := c.itemEnd(j, lead)
		if days != nil {
			if days[j] >= 0 {
				day = days[j]
			}
			if j+1 < len(days) && days[j+1] >= 0 {
				end = min(end, days[j+1])
			}
		}
		c.addItem(begin, h, end, day, form, slots, section)
	}
}

// itemEnd returns one past the last line of item j.
func (c *cutter) itemEnd(j, lead int) int {
	if j+1 < len(c.heads) {
		return c.contentEnd(c.heads[j], max(c.heads[j+1]-lead, c.heads[j]+1), false)
	}
	// The last item has no headline after it. It is at most as long as the others, and ends like
	// them, in a mark or a filing line, or before a heading of something else.
	longest, endings := 0, map[string]int{}
	met := map[string]int{} // number of items with a line of the kind that ends each
	for k := 0; k+1 < len(c.heads); k++ {
		e := max(c.heads[k+1]-lead, c.heads[k]+1)
		longest = max(longest, e-c.heads[k])
		kind := c.endingKind(e - 1)
		endings[kind]++
		for i := c.heads[k] + 1; i < e; i++ {
			if c.endingKind(i) == kind {
				met[kind]++
			}
		}
	}
	h := c.heads[j]
	limit := min(h+max(longest, 2), len(c.lines))
	if len(c.heads) == 1 {
		limit = len(c.lines)
	}
	for kind, n := range endings {
		if n*3 < 2*(len(c.heads)-1) || kind == "" {
			continue
		}
		left := (met[kind] + n - 1) / n
		for i := h + 1; i < limit && left > 0; i++ {
			if c.endingKind(i) == kind {
				if left--; left == 0 {
					limit = i + 1
				}
			}
		}
	}
	return c.contentEnd(h, limit, true)
}

// endingKind returns the kind of line that items may end in: its form, or its text where that recurs;
// "" for others.
func (c *cutter) endingKind(i int) string {
	switch cl := c.lines[i].class; cl {
	case 'R':
		return c.lines[i].text
	case 'M', 'C', 'F', 'D', 'B', 'X':
		return string(cl)
	}
	return ""
}

// contentEnd returns the first line after h, before end, that begins something else: a side box,
// pagination; after the last item also a run of short lines or a copyright line.
func (c *cutter) contentEnd(h, end int, last bool) int {
	prose := false
	for i := h + 1; i < end; i++ {
		l := &c.lines[i]
		if l.class == 'P' || l.class == 'q' {
			prose = true
		}
		if l.form&(railHead|boxHead) != 0 && l.form&(constant|dated) == 0 && i > h+1 {
			return i
		}
		if !last {
			continue
		}
		if l.class == 'N' && i > h+2 || strings.ContainsAny(l.text, "©") ||
			l.form&railHead != 0 && l.form&constant == 0 {
			return i
		}
		if prose && l.class == 's' && i+1 < len(c.lines) && c.lines[i+1].width <= 40 && l.form&boilerplate == 0 {
			return i
		}
	}
	return end
}

// leadLines returns the number of lines before a headline that belong to its item: dates and categories
// that precede it.
func (c *cutter) leadLines() int {
	lead := 0
	for k := 1; k <= 4; k++ {
		count := map[byte]int{}
		for j, h := range c.heads {
			if h-k < 0 || j > 0 && h-k <= c.heads[j-1] {
				continue
			}
			if l := &c.lines[h-k]; l.width <= maxDated && l.form&(mark|paging) == 0 && l.ending != endStop {
				count[c.slotClass(h-k)]++
			}
		}
		top, most := byte(0), 0
		for class, n := range count {
			if n > most || n == most && class < top {
				top, most = class, n
			}
		}
		if most*10 < len(c.heads)*7 || strings.IndexByte("DBFCR#s", top) < 0 {
			break
		}
		// The line before the first headline distinguishes the two: lines that follow items cannot
		// occur before the first.
		first := c.heads[0] - k
		if first < 0 || c.slotClass(first) != top || top == 's' && c.shortRun[first] > float32(k)+1 {
			break
		}
		lead = k
	}
	if lead > 0 && len(c.heads) > 1 && c.endsLikeLead() {
		return 0
	}
	return lead
}

// slotClass returns the class with constant and short lines as one, since a category that occurs
// once looks like any short line.
func (c *cutter) slotClass(i int) byte {
	cl := c.lines[i].class
	if l := &c.lines[i]; l.form&dated != 0 && l.share > 0.15 && l.ending != endStop {
		return 'D'
	}
	if cl == 'R' {
		return 's'
	}
	return cl
}

// endsLikeLead reports whether the last item ends with what seems to precede the others.
func (c *cutter) endsLikeLead() bool {
	last := c.heads[len(c.heads)-1]
	before := c.slotClass(c.heads[1] - 1)
	dates := 0
	for _, h := range c.heads {
		for i := h + 1; i < min(h+4, len(c.lines)) && !slices.Contains(c.heads, i); i++ {
			if c.lines[i].class == 'D' {
				dates++
				break
			}
		}
	}
	if before != 'D' || dates*10 < len(c.heads)*8 {
		return false
	}
	// Dates are on both sides of headlines: they follow them when the last item has one after its
	// text and the first has none before.
	for i := last + 1; i < min(last+8, len(c.lines)); i++ {
		if c.lines[i].class == 'D' {
			return c.heads[0] == 0 || c.lines[c.heads[0]-1].class != 'D'
		}
	}
	return false
}

// sectionOver returns the heading over the list whose first line is at.
func (c *cutter) sectionOver(at int) string {
	for i := at - 1; i >= 0 && i >= at-2; i-- {
		l := &c.lines[i]
		if l.width > 80 || l.ending == endStop || l.form&(dated|mark|comments|share|paging|numeric|address|
			byline) != 0 || l.words == 0 {
			continue
		}
		if c.shortRun[i] > 6 && i > 0 || strings.HasPrefix(words.Fold(l.text), "skip to") {
			continue // the end of a menu
		}
		return l.text
	}
	return ""
}

// metaSlots returns the offsets after headlines at which most items have short metadata: a
// category, an author without "by".
func (c *cutter) metaSlots(lead int) map[int]bool {
	slots := map[int]bool{}
	for o := -lead; o <= 5; o++ {
		if o == 0 {
			continue
		}
		n, short, repeated, withDate := 0, 0, 0, 0
		for j, h := range c.heads {
			i := h + o
			if i < 0 || i >= len(c.lines) || o > 0 && j+1 < len(c.heads) && i >= c.heads[j+1]-lead {
				continue
			}
			n++
			l := &c.lines[i]
			if l.form&dated != 0 && l.share > 0.05 {
				withDate++
			}
			if l.width <= 60 && l.ending != endStop && l.ending != endEllipsis {
				short++
				if l.repeats > 1 || l.form&boilerplate != 0 {
					repeated++
				}
			}
		}
		if n >= 2 && short*10 >= n*8 && repeated*2 >= n {
			slots[o] = true
		} else if n >= 2 && withDate*10 >= n*8 {
			slots[o] = true
		} else if o > 0 && short*2 < n {
			break
		}
	}
	return slots
}

// addItem makes the cutting of lines [begin, end) with the headline at h; day is the line of the day that
// heads it, -1 for none.
func (c *cutter) addItem(begin, h, end, day int, form headForm, slots map[int]bool, section string) {
	k := cutting.Cutting{Kind: cutting.Teaser, Section: section}
	span := c.headSpan(h, form)
	k.HeadlineSpan, k.Headline, k.HeadlineOrigin = span, span.In(c.page.Text), "text"
	var body []int
	mine := make([]int, 0, end-begin)
	for i := begin; i < end; i++ {
		mine = append(mine, i)
		if i == h {
			continue
		}
		if i < h || c.isMeta(i, h, slots) {
			c.setMeta(&k, i)
			continue
		}
		body = append(body, i)
	}
	c.setText(&k, body)
	if k.Published.IsZero() {
		// A date at the headline's own end: "Lamps of Velm (9 April 2011)".
		if l := &c.lines[h]; l.dateAt != dateNone && !l.date.Date.IsZero() &&
			(len(c.heads) > 2 || form.date != dateNone) {
			k.Published = c.shiftDate(l.date.Date, h)
		}
	}
	if k.Published.IsZero() && day >= 0 {
		k.Published = c.shiftDate(c.lines[day].date.Date, day)
	}
	c.add(k, mine)
}

// isMeta reports whether line i of the item with headline h is about the item and no text of it.
func (c *cutter) isMeta(i, h int, slots map[int]bool) bool {
	l := &c.lines[i]
	if l.form&(datePure|mark|comments|share|filing|paging|numeric|constant) != 0 {
		return true
	}
	if slots[i-h] && (l.width <= 60 && l.ending != endStop || l.form&dated != 0) {
		return true
	}
	if l.form&byline != 0 && l.ending != endStop && l.width <= 100 {
		return true
	}
	if l.form&dated != 0 && l.ending != endStop && i-h <= 2 && l.date.Span.Start == 0 && l.date.Date.Value != "" {
		return true // "2019-05-16 15:09 World, Harbour 548 views"
	}
	return l.form&dated != 0 && l.ending != endStop &&
		(l.share > 0.3 || l.width <= 60 && i-h <= 3 && l.share > 0.15 && l.words <= 9)
}

// setMeta sets values of k from a line about the item.
func (c *cutter) setMeta(k *cutting.Cutting, i int) {
	l := &c.lines[i]
	b := c.page.Blocks[i].Span
	if l.form&dated != 0 && k.Published.IsZero() && !l.date.Date.IsZero() {
		k.Published = c.shiftDate(l.date.Date, i)
	}
	if l.form&mark != 0 && k.ReadMore.Empty() {
		k.ReadMore, k.Truncated = b, true
	}
	if l.form&byline != 0 && len(k.Byline) == 0 {
		if names, s, e, ok := words.FindByline(l.text); ok {
			k.Byline, k.BylineSpan = names, cutting.Span{Start: b.Start + s, End: b.Start + e}
		}
	}
	if l.form&filing != 0 && len(k.Tags) == 0 {
		k.Tags = tagsOf(l.text)
	}
}

// shiftDate returns d, found in line i, with its span in the page's text.
func (c *cutter) shiftDate(d cutting.Date, i int) cutting.Date {
	at := c.page.Blocks[i].Span.Start
	d.Span = cutting.Span{Start: d.Span.Start + at, End: d.Span.End + at}
	return d
}

// tagsOf splits the tags after the colon of a filing line.
func tagsOf(s string) []string {
	_, list, ok := strings.Cut(s, ":")
	if !ok {
		if _, list, ok = strings.Cut(s, "："); !ok {
			return nil
		}
	}
	var tags []string
	for _, t := range strings.FieldsFunc(list, func(r rune) bool {
		return r == ',' || r == '،' || r == '、' || r == '|' || r == ';' || r == '•' || r == '·'
	}) {
		if t = strings.TrimSpace(t); t != "" && utf8.RuneCountInString(t) <= 60 && len(tags) < 40 {
			tags = append(tags, t)
		}
	}
	return tags
}

// setText makes the parts of the item's text and cuts a continuation mark off its end.
func (c *cutter) setText(k *cutting.Cutting, body []int) {
	for n, i := range body {
		l := &c.lines[i]
		s := c.page.Blocks[i].Span
		role := cutting.PartParagraph
		if l.width <= 90 && (l.class == 'S' || l.class == 's') && n+1 < len(body) && c.lines[body[n+1]].width > 90 &&
			n > 0 {
			role = cutting.PartHeading
		}
		part := cutting.Part{Role: role, Span: s}
		if role == cutting.PartHeading {
			part.Level = 3
		}
		k.Parts = append(k.Parts, part)
	}
	for len(k.Parts) > 0 {
		last := &k.Parts[len(k.Parts)-1]
		t := last.Span.In(c.page.Text)
		clean, _, broken := words.TrimMark(t)
		if !broken {
			return
		}
		k.Truncated = true
		end := len(clean) + ellipsisLen(t[len(clean):])
		if rest := strings.TrimSpace(t[end:]); rest != "" && strings.IndexFunc(rest, unicode.IsLetter) >= 0 &&
			k.ReadMore.Empty() {
			from := end + strings.Index(t[end:], rest)
			k.ReadMore = cutting.Span{Start: last.Span.Start + from, End: last.Span.Start + from + len(rest)}
		} else if rest == "" {
			end = len(t)
		}
		if strings.TrimFunc(t[:end], func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) == "" {
			k.Parts = k.Parts[:len(k.Parts)-1] // nothing but dots
			continue
		}
		last.Span.End = last.Span.Start + end
		return
	}
}

// ellipsisLen returns how many bytes of dots, brackets included, s begins with.
func ellipsisLen(s string) int {
	end := 0
	for i, r := range s {
		switch r {
		case '.', '…', '⋯', '[', ']', '(', ')':
			if r == '.' || r == '…' || r == '⋯' || end > 0 && (r == ']' || r == ')') {
				end = i + utf8.RuneLen(r)
			}
		case ' ', '\u00a0':
		default:
			return end
		}
	}
	return end
}

// dateIn returns the first date among lines [from, to).
func (c *cutter) dateIn(from, to int) (cutting.Date, int) {
	for i := max(from, 0); i < min(to, len(c.lines)); i++ {
		l := &c.lines[i]
		if l.form&dated != 0 && !l.date.Date.IsZero() && (l.share > 0.2 || l.form&byline != 0) && l.ending != endStop {
			return c.shiftDate(l.date.Date, i), i
		}
	}
	return cutting.Date{}, -1
}

package bare

import (
	"strings"
	"unicode"

	"cuttings/cutting"
	"cuttings/split/words"
)

// headForm is what the headlines of a list have in their lines beside the headline.
type headForm struct {
	date      dateAt // where the date stands; dateNone for none
	separator string // what parts the headline from what follows it
}

// separators part a line's fields from each other.
var separators = []string{" :: ", " | ", " • ", " · ", " // "}

// headForm finds out what most headline lines have in common: a date at one end, and
// further fields behind a separator.
func (c *cutter) headForm() headForm {
	var f headForm
	if len(c.heads) < 2 {
		return f
	}
	var begins, ends int
	for _, h := range c.heads {
		switch c.lines[h].dateAt {
		case dateBegins:
			begins++
		case dateEnds:
			ends++
		}
	}
	most := func(n int) bool { return n >= 2 && n*10 >= len(c.heads)*7 }
	switch {
	case most(begins):
		f.date = dateBegins
	case most(ends):
		f.date = dateEnds
	}
	for _, s := range separators {
		n := 0
		for _, h := range c.heads {
			if i, e := c.besideDate(h, f); e > i && strings.Contains(c.lines[h].text[i:e], s) {
				n++
			}
		}
		if most(n) {
			f.separator = s
			break
		}
	}
	return f
}

// besideDate is the part of the line at h that is left without a date at the end the
// form says, bytes [start, end).
func (c *cutter) besideDate(h int, f headForm) (start, end int) {
	l := &c.lines[h]
	start, end = 0, len(l.text)
	if f.date == dateNone || l.dateAt != f.date {
		return start, end
	}
	if f.date == dateBegins {
		start = l.date.Span.End
	} else {
		end = l.date.Span.Start
	}
	return start, end
}

// headSpan is the headline within the line at h, in the page's text.
func (c *cutter) headSpan(h int, f headForm) cutting.Span {
	block := c.page.Blocks[h].Span
	l := &c.lines[h]
	start, end := c.besideDate(h, f)
	if start > 0 {
		start = end - len(strings.TrimLeftFunc(l.text[start:end], joint))
	}
	if end < len(l.text) {
		end = len(strings.TrimRightFunc(l.text[:end], joint))
	}
	if f.separator != "" && end > start {
		if i := strings.Index(l.text[start:end], f.separator); i > 0 {
			end = start + i
		}
	}
	if end > start {
		end = start + len(strings.TrimRightFunc(l.text[start:end], unicode.IsSpace))
	}
	if end <= start || words.CountLetters(l.text[start:end]) < 2 {
		return block
	}
	return cutting.Span{Start: block.Start + start, End: block.Start + end}
}

// joint reports what joins a headline to a date beside it.
func joint(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("-–—:|·•/,(.", r)
}

package bare

import (
	"strings"
	"unicode"

	"cuttings/cutting"
	"cuttings/split/words"
)

// headForm is the date and separator that the headlines of a list have in their lines.
type headForm struct {
	date      dateAt // where the date is; dateNone for none
	separator string // between the headline and what follows it
}

// separators separate the fields of a line.
var separators = []string{" :: ", " | ", " • ", " · ", " // "}

// headForm returns what most headline lines have in common: a date at one end, and further fields
// after a separator.
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

// besideDate returns the bytes [start, end) of line h without a date at the end that f gives.
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

// headSpan returns the headline within line h, as a span of the page's text.
func (c *cutter) headSpan(h int, f headForm) cutting.Span {
	block := c.page.Blocks[h].Span
	l := &c.lines[h]
	start, end := c.besideDate(h, f)
	if start > 0 {
		start = end - len(strings.TrimLeftFunc(l.text[start:end], isJoint))
	}
	if end < len(l.text) {
		end = len(strings.TrimRightFunc(l.text[:end], isJoint))
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

// isJoint reports whether r joins a headline to a date beside it.
func isJoint(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("-–—:|·•/,(.", r)
}

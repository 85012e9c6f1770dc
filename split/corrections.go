package split

import (
	"time"

	"cuttings/cutting"
	"cuttings/split/dates"
	"cuttings/split/words"
)

// maxNote is how far into a paragraph the date of such a note begins, in bytes.
const maxNote = 100

// noteChange gives an article without a date of change that of the latest note on one in its text, where that
// is not before its day of publication. A note without a year is of the year after publication.
func noteChange(p *cutting.Page, c *cutting.Cutting) {
	if c.Kind != cutting.Article || c.Modified.Value != "" {
		return
	}
	lang := c.Lang
	if lang == "" {
		lang = p.Meta.Lang
	}
	var o dates.Options
	day := c.Published.Value[:min(len(c.Published.Value), 10)]
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		o.Base = t.AddDate(0, 11, 0)
	} else {
		day = ""
	}
	for _, part := range c.Parts {
		head := part.Span
		if head.Len() > 2*maxNote {
			head.End = head.Start + 2*maxNote
		}
		text := head.In(p.Text) // a character cut in two at its end is in no date
		found := dates.Find(text, lang, o)
		if len(found) == 0 {
			continue
		}
		m := &found[0]
		if m.Relative || len(m.Date.Value) < 10 || m.Span.Start > maxNote || m.Date.Value[:10] < day ||
			!words.BeginsCorrection(text[:m.Span.Start]) || m.Date.Value <= c.Modified.Value {
			continue
		}
		c.Modified = cutting.Date{Value: m.Date.Value, Origin: cutting.FromNote,
			Span: cutting.Span{Start: head.Start + m.Span.Start, End: head.Start + m.Span.End}}
	}
}

package split

import (
	"slices"
	"unicode/utf8"

	"cuttings/cutting"
)

// setFacts sets the date, byline and so on that a person gave for a cutting. A part of its text
// that contains little besides these words is removed from the text.
func setFacts(p *cutting.Page, s *cutting.Split, f *cutting.CorrectedFacts) {
	c := cuttingOf(s, f.Of)
	if c == nil {
		return
	}
	var words []cutting.Span
	if d := f.Published; d != nil {
		given := cutting.Date{Value: d.Value, Origin: cutting.Corrected, Span: spanOf(p, d.Words)}
		if c.Kind == cutting.Article && s.Published.Value == c.Published.Value {
			s.Published = given // the page's date is its article's
		}
		c.Published = given
		words = append(words, given.Span)
	}
	if b := f.Byline; b != nil {
		c.Byline, c.BylineOrigin, c.BylineSpan = slices.Clone(b.Names), cutting.Corrected, spanOf(p, b.Words)
		words = append(words, c.BylineSpan)
	}
	if h := f.Headline; h != nil {
		c.Headline, c.HeadlineOrigin, c.HeadlineSpan = h.Value, cutting.Corrected, spanOf(p, h.Words)
		words = append(words, c.HeadlineSpan)
	}
	if t := f.Section; t != nil {
		c.Section = t.Value
	}
	if t := f.Language; t != nil {
		c.Lang = t.Value
	}
	for _, w := range words {
		withoutWords(c, w)
	}
	c.ByHand = cutting.FactsTogether(c.ByHand, f.About())
}

// withoutWords removes the part that contains only these words from the text. The last part of a
// cutting without a headline is kept: the cutting would be empty.
func withoutWords(c *cutting.Cutting, words cutting.Span) {
	if words.Empty() || c.Headline == "" && len(c.Parts) == 1 {
		return
	}
	c.Parts = slices.DeleteFunc(slices.Clone(c.Parts),
		func(x cutting.Part) bool { return isHardlyMore(x.Span, words) })
	if isHardlyMore(c.Standfirst, words) {
		c.Standfirst = cutting.Span{}
	}
}

// isHardlyMore reports whether a text contains these words and little else: "By …", "Posted on …". A
// byline of a few letters does not make a long paragraph a byline.
func isHardlyMore(text, words cutting.Span) bool {
	return !words.Empty() && text.Contains(words) && text.Len() <= 2*words.Len()+16
}

// cuttingOf returns the cutting that has most of these bytes, the first of equals; nil when none
// has any.
func cuttingOf(s *cutting.Split, of []cutting.Range) *cutting.Cutting {
	var best *cutting.Cutting
	most := int64(0)
	for i := range s.Cuttings {
		n := int64(0)
		for _, a := range s.Cuttings[i].Bytes {
			for _, b := range of {
				n += max(0, min(a.End, b.End)-max(a.Start, b.Start))
			}
		}
		if n > most {
			best, most = &s.Cuttings[i], n
		}
	}
	return best
}

// spanOf returns the span of the page's text read from these bytes, within one block; empty when
// there is none.
func spanOf(p *cutting.Page, r cutting.Range) cutting.Span {
	if r.Empty() {
		return cutting.Span{}
	}
	for i := range p.Blocks {
		at := p.Source.Range(p.Blocks[i].Span)
		if at.Empty() || at.End <= r.Start || at.Start >= r.End {
			continue
		}
		if sp := spanIn(p, p.Blocks[i].Span, r); !sp.Empty() {
			return sp
		}
	}
	return cutting.Span{}
}

// spanIn returns the part of a block from its first to its last character that was read from r
// alone.
func spanIn(p *cutting.Page, block cutting.Span, r cutting.Range) cutting.Span {
	out := cutting.Span{}
	for i := block.Start; i < block.End; {
		_, n := utf8.DecodeRuneInString(p.Text[i:block.End])
		if at := p.Source.Range(cutting.Span{Start: i, End: i + n}); !at.Empty() && r.Start <= at.Start &&
			at.End <= r.End {
			if out.Empty() {
				out.Start = i
			}
			out.End = i + n
		}
		i += n
	}
	return out
}

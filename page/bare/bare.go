// Package bare reads bare text: pages without their markup.
package bare

import (
	"context"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/direction"
	"cuttings/page/address"
	"cuttings/page/charset"
	"cuttings/page/internal/bounds"
	"cuttings/page/internal/chars"
	"cuttings/page/lang"
	"cuttings/page/sourcemap"
)

// Read reads content as bare text. Each line is a block with its white space collapsed; lines
// wrapped at a fixed width are joined to paragraphs. Roles are assigned by form alone. It returns
// an error of kind Invalid when the content is no text, and of kind Unsupported when it exceeds a
// bound.
func Read(ctx context.Context, content []byte, carrierCharset string, at address.Known) (*cutting.Page, error) {
	d := charset.Decode(content, carrierCharset, nil)
	if noText(d.Text) {
		return nil, cutting.Errorf(cutting.Invalid, "%s: most of it is control or undecodable characters; not text",
			at.Name)
	}
	if len(d.Text) > bounds.Text {
		return nil, bounds.Over("bytes of text", bounds.Text)
	}
	most := bounds.Lines(len(content))
	lines := textLines(d.Text, most+1)
	if isWrapped(d.Text, lines) {
		lines = unwrap(d.Text, lines)
	}
	if len(lines) > most {
		return nil, bounds.Over("lines of text", most)
	}
	if err := bounds.Done(ctx); err != nil {
		return nil, err
	}
	b := builder{src: d.Text, text: make([]byte, 0, len(d.Text)), blocks: make([]cutting.Block, 0, len(lines)),
		segs: make([]sourcemap.Segment, 0, 2*len(lines))}
	for _, l := range lines {
		b.line(l)
	}
	text := chars.View(b.text)
	if cap(b.text)-len(text) > len(text)/8 {
		text = strings.Clone(text)
	}
	p := &cutting.Page{Text: text, Blocks: b.blocks, Faults: d.Faults,
		Source: sourcemap.New(b.segs, len(b.text), d.Offsets)}
	p.Meta.URL, p.Meta.URLOrigin = address.OfPage(&p.Meta, at, "")
	p.Meta.Charset, p.Meta.CharsetOrigin = d.Charset, d.Origin
	lang.Finish(p, "", false)
	textRoles(p)
	rtl := 0
	for i := range p.Blocks {
		if p.Blocks[i].RTL {
			rtl += p.Blocks[i].Span.Len()
		}
	}
	p.Meta.RTL = 2*rtl > len(p.Text)
	return p, nil
}

// noText reports whether more than a tenth of the beginning is characters that do not occur in
// texts.
func noText(s string) bool {
	bad, n := 0, 0
	for _, r := range s {
		if r == utf8.RuneError || r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' && r != 0x1b {
			bad++
		}
		if n++; n >= 8192 {
			break
		}
	}
	return bad*10 > n
}

// textLine is a line of the source, trimmed; blank lines are not kept.
type textLine struct {
	start, end int
	gap        bool // a blank line precedes it
}

// textLines returns the first most lines of src that are not blank.
func textLines(src string, most int) []textLine {
	lines := make([]textLine, 0, min(strings.Count(src, "\n")+1, most))
	gap := false
	for i := 0; i < len(src) && len(lines) < most; {
		end, next := lineEnd(src, i)
		l := trimLine(src, i, end)
		if l.start < l.end {
			l.gap = gap
			lines = append(lines, l)
			gap = false
		} else {
			gap = true
		}
		i = next
	}
	return lines
}

// lineEnd returns the offsets where the line that begins at i ends and where the next one begins.
// Line feed, carriage return, both, form feed, vertical tab and the Unicode line and paragraph
// separators end a line.
func lineEnd(src string, i int) (end, next int) {
	for ; i < len(src); i++ {
		switch src[i] {
		case '\n', '\f', '\v':
			return i, i + 1
		case '\r':
			if i+1 < len(src) && src[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case 0xE2:
			if strings.HasPrefix(src[i:], "\u2028") || strings.HasPrefix(src[i:], "\u2029") {
				return i, i + 3
			}
		case 0xC2:
			if strings.HasPrefix(src[i:], "\u0085") {
				return i, i + 2
			}
		}
	}
	return i, i
}

// trimLine returns the line without white space and dropped characters at its ends.
func trimLine(src string, start, end int) textLine {
	for start < end {
		r, n := utf8.DecodeRuneInString(src[start:end])
		if !blankRune(r) {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(src[start:end])
		if !blankRune(r) {
			break
		}
		end -= n
	}
	return textLine{start: start, end: end}
}

// blankRune reports whether r does not count as text: white space, and control characters, which
// are dropped. U+FEFF is a misplaced byte order mark.
func blankRune(r rune) bool { return unicode.IsSpace(r) || droppedRune(r) }

func droppedRune(r rune) bool {
	return r < ' ' && !unicode.IsSpace(r) || r >= 0x7F && r < 0xA0 && r != 0x85 || r == 0xFEFF
}

// isWrapped reports whether lines were broken at a fixed width, as in mail and old plain text: most
// lines directly followed by another end near the longest line's length, and none is longer than a
// screen.
func isWrapped(src string, lines []textLine) bool {
	var followed, full, longest int
	lengths := make([]int, len(lines))
	for i, l := range lines {
		lengths[i] = utf8.RuneCountInString(src[l.start:l.end])
		longest = max(longest, lengths[i])
	}
	if longest > 100 || longest < 50 {
		return false
	}
	for i := 0; i+1 < len(lines); i++ {
		if lines[i+1].gap {
			continue
		}
		followed++
		if lengths[i] >= longest*3/4 {
			full++
		}
	}
	return followed >= 8 && followed*2 >= len(lines) && full*10 >= followed*7
}

// unwrap joins lines up to the next blank line. A line that ends well before the margin ends its
// paragraph.
func unwrap(src string, lines []textLine) []textLine {
	longest := 0
	for _, l := range lines {
		longest = max(longest, utf8.RuneCountInString(src[l.start:l.end]))
	}
	var out []textLine
	open := false
	for _, l := range lines {
		if open && !l.gap {
			out[len(out)-1].end = l.end
		} else {
			out = append(out, l)
		}
		open = utf8.RuneCountInString(src[l.start:l.end]) >= longest*6/10
	}
	return out
}

// builder writes the page's text and the segments that map it to its source.
type builder struct {
	src    string
	text   []byte
	segs   []sourcemap.Segment
	blocks []cutting.Block
	next   int  // source offset that would continue the last segment; -1 after an atomic one
	begun  bool // some text has been written
}

// line appends one line as a block.
func (b *builder) line(l textLine) {
	if b.begun {
		b.space('\n', b.next)
	}
	start := len(b.text)
	for i := l.start; i < l.end; {
		r, n := utf8.DecodeRuneInString(b.src[i:l.end])
		if !blankRune(r) {
			b.run(i, n)
			i += n
			continue
		}
		from, white := i, false
		for i < l.end && blankRune(r) {
			white = white || unicode.IsSpace(r)
			i += n
			r, n = utf8.DecodeRuneInString(b.src[i:l.end])
		}
		switch {
		case white && i-from == 1 && b.src[from] == ' ':
			b.run(from, 1) // no segments needed for most
		case white:
			b.space(' ', from)
		}
	}
	span := cutting.Span{Start: start, End: len(b.text)}
	rtl, _ := direction.Of(b.text[start:])
	b.blocks = append(b.blocks, cutting.Block{Span: span, Node: -1, RTL: rtl})
	b.begun = true
}

// run copies n bytes from source offset i.
func (b *builder) run(i, n int) {
	if len(b.segs) == 0 || b.segs[len(b.segs)-1].Atomic() || b.next != i {
		b.segs = append(b.segs, sourcemap.Bytewise(len(b.text), i))
	}
	b.text = append(b.text, b.src[i:i+n]...)
	b.next = i + n
}

// space writes a space or line break for the source from offset i to where the next run begins.
func (b *builder) space(c byte, i int) {
	b.segs = append(b.segs, sourcemap.Whole(len(b.text), i))
	b.text = append(b.text, c)
}

// textRoles assigns roles by form: a short line without a sentence end before a longer one is a
// heading, one of digits and few words a date, and a recurring short line a continuation mark.
func textRoles(p *cutting.Page) {
	const short = 130 // most runes of a heading
	seen := map[string]int{}
	sizes := make([]int, len(p.Blocks))
	for i := range p.Blocks {
		t := p.Blocks[i].Span.In(p.Text)
		sizes[i] = utf8.RuneCountInString(t)
		if sizes[i] <= 40 {
			seen[t]++
		}
	}
	for i := range p.Blocks {
		b := &p.Blocks[i]
		t := b.Span.In(p.Text)
		switch {
		case sizes[i] <= 60 && dateShaped(t):
			b.Role = cutting.DateLine
		case sizes[i] <= 40 && (seen[t] >= 3 || arrowEnd(t)) && !strings.ContainsAny(t, "0123456789"):
			b.Role = cutting.MarkLine
		case sizes[i] <= short && !sentenceEnd(t) && i+1 < len(p.Blocks) &&
			(sizes[i+1] > sizes[i] || sizes[i+1] <= 60 && dateShaped(p.Blocks[i+1].Span.In(p.Text))):
			b.Role, b.Level = cutting.Heading, 2
		}
	}
}

// sentenceEnd reports whether t ends like a sentence.
func sentenceEnd(t string) bool {
	r, _ := utf8.DecodeLastRuneInString(t)
	switch r {
	case '.', '。', '…', '؛', ';', ':', ',', '،', '।', '．':
		return true
	}
	return false
}

// arrowEnd reports whether t ends in an arrow, as buttons do.
func arrowEnd(t string) bool {
	r, _ := utf8.DecodeLastRuneInString(t)
	switch r {
	case '»', '→', '›', '⟶', '➔', '▸', '►', '←', '«':
		return strings.Count(t, " ") <= 4
	}
	return false
}

// dateShaped reports whether t has the form of a date: a year of four digits, or three numbers,
// among at most six short words.
func dateShaped(t string) bool {
	numbers, run, year, letters, words := 0, 0, false, 0, 0
	inWord := false
	for _, r := range t {
		if unicode.IsDigit(r) {
			run++
			inWord = false
			continue
		}
		if run > 0 {
			numbers++
			year = year || run == 4
			run = 0
		}
		if unicode.IsLetter(r) {
			letters++
			if !inWord {
				words++
			}
			inWord = true
		} else if !unicode.IsMark(r) && r != '\u200c' {
			inWord = false
		}
	}
	if run > 0 {
		numbers++
		year = year || run == 4
	}
	return (year && numbers >= 2 || numbers >= 3 || year && words > 0) && words <= 6 && letters <= 40 && numbers <= 7
}

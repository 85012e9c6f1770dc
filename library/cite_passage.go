package library

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// PassageRequest selects a stretch of a cutting: the bytes Text of the text of one of its sightings, or the
// first place where Quote occurs in it. With neither set, the whole cutting is selected.
type PassageRequest struct {
	Sighting int // from 0; -1 for the representative
	Text     cutting.Span
	Quote    string // found whatever the white space in it
}

func (r PassageRequest) isEmpty() bool { return r.Text.Empty() && strings.TrimSpace(r.Quote) == "" }

// Passage is a stretch of a cutting's text with the evidence for it. The zero value is the cutting
// as a whole.
type Passage struct {
	Quote string // as it is written in the text
	// Before and After are up to passageAround characters around it in the text.
	Before, After string
	Text          cutting.Span    // in the sighting's text
	Chars         [2]int          // the same, counted in characters (code points)
	Bytes         []cutting.Range // in the capture, a range for each piece of the text it runs through
	// Places is the number of places in the text where the words of a request are; 0 for a request of bytes.
	Places int
	// In names the version of the cutting that has it if the newest lacks it; "" otherwise.
	In string
}

// Empty reports whether the passage is the whole cutting.
func (p *Passage) Empty() bool { return p.Text.Empty() }

const passageAround = 60 // characters: as many as other annotation programs keep, and enough to identify a place

// Cited is the citation of a cutting or of a passage of it.
type Cited struct {
	ID        string // the cutting's
	Sighting  int    // -1 for the representative
	Headline  string
	Lang, Dir string // of the text
	CaptureID string
	Passage   Passage
	// Gone reports that the passage is in none of the newest version, where that is known.
	Gone      bool
	Note      []CitePart // one line for a note: who, what, when, where, and when it was saved
	Evidence  []CitePart // checksum, bytes, and the cutting's place in the archive
	Reference Reference  // the same for reference managers
}

// Plain returns the citation as bare text: the quotation, its note and its evidence on a line each, without the
// first for a whole cutting.
func (c *Cited) Plain() string {
	var b strings.Builder
	if !c.Passage.Empty() {
		b.WriteString("“" + nestQuotes(paragraphsOf(c.Passage.Quote, "\n\n")) + "”\n")
	}
	for _, line := range [][]CitePart{c.Note, c.Evidence} {
		for _, p := range line {
			b.WriteString(p.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// CiteAll returns cuttings as they are cited, in the order of their IDs; those no longer there are left out.
func (l *Library) CiteAll(ctx context.Context, ids []string) ([]*Cited, error) {
	var out []*Cited
	for _, id := range ids {
		c, err := l.Cite(ctx, id, PassageRequest{Sighting: -1})
		if cutting.KindOf(err) == cutting.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

// Cite returns a cutting, or a passage of it, as it is cited. A quotation that the representative does not
// have is cited from the last version seen that has it. An unknown cutting or sighting, and a
// quotation that is in none of the texts, give NotFound; a span beyond the text Invalid.
func (l *Library) Cite(ctx context.Context, id string, ask PassageRequest) (*Cited, error) {
	c, err := l.Cutting(ctx, id, CuttingRequest{Sighting: ask.Sighting, Against: -1, At: -1})
	if err != nil {
		return nil, err
	}
	if _, ok := findQuote(c.Shown.Text, ask.Quote); !ok && ask.Sighting < 0 && ask.Text.Empty() && !ask.isEmpty() {
		for _, s := range slices.Backward(c.Seen) {
			if _, ok := findQuote(s.Text, ask.Quote); ok {
				ask.Sighting = s.Index
				c, err = l.Cutting(ctx, id, CuttingRequest{Sighting: s.Index, Against: -1, At: -1})
				if err != nil {
					return nil, err
				}
				break
			}
		}
	}
	out := &Cited{ID: id, Sighting: ask.Sighting, Headline: c.Shown.Headline, Lang: c.Shown.Lang, Dir: c.Dir,
		CaptureID: c.Shown.CaptureID}
	if !ask.isEmpty() {
		if out.Passage, err = l.passage(ctx, &c.Shown, ask); err != nil {
			return nil, err
		}
	}
	out.Passage.In, out.Gone = c.versionCited(&out.Passage)
	out.Note, out.Evidence = citation(l.c.Name, c.Shown, c.Capture, &out.Passage)
	out.Reference = c.reference(l.c.Name, &out.Passage)
	return out, nil
}

// versionCited returns the version a passage is cited from, if the newest is known and does not have it;
// "" otherwise.
func (c *Cutting) versionCited(p *Passage) (in string, gone bool) {
	if p.Empty() || c.Versions < 2 {
		return "", false
	}
	seen := make([]catalogue.Sighting, len(c.Seen))
	for i := range c.Seen {
		seen[i] = c.Seen[i].Sighting
	}
	newest, known := catalogue.NewestOf(seen)
	text, part := seen[max(0, newest)].Text, cutsAWord(c.Shown.Text, p.Text) // as a selection may
	_, has := findWords(text, p.Quote, func(at cutting.Span) bool { return part || !cutsAWord(text, at) })
	if !known || has {
		return "", false
	}
	return "In " + plain.Version(c.Shown.Modified, c.Shown.Captured, c.Shown.TimeKnown()) + ", not in the newest", true
}

// passage finds the cited words in a sighting's text.
func (l *Library) passage(ctx context.Context, s *catalogue.Sighting, ask PassageRequest) (Passage, error) {
	at, places := ask.Text, 0
	if at.Empty() {
		var ok bool
		if at, ok = findQuote(s.Text, ask.Quote); !ok {
			return Passage{}, noSuchQuote(s.Text, ask.Quote)
		}
		places = countQuote(s.Text, ask.Quote)
	}
	if at.Start < 0 || at.End > len(s.Text) || !isRuneBoundary(s.Text, at.Start) || !isRuneBoundary(s.Text, at.End) {
		return Passage{}, cutting.Errorf(cutting.Invalid,
			"Bytes %d to %d are no passage of this text, which has %d bytes.", at.Start, at.End, len(s.Text))
	}
	at = trimSpan(s.Text, at)
	if at.Empty() {
		return Passage{}, cutting.Errorf(cutting.Invalid, "There are no words between bytes %d and %d of this text.",
			ask.Text.Start, ask.Text.End)
	}
	p := Passage{Quote: at.In(s.Text), Text: at, Places: places, Before: lastChars(s.Text[:at.Start]),
		After: firstChars(s.Text[at.End:])}
	p.Chars[0] = utf8.RuneCountInString(s.Text[:at.Start])
	p.Chars[1] = p.Chars[0] + utf8.RuneCountInString(p.Quote)
	where := newPlaces(ctx, l, s)
	for _, part := range s.Parts {
		within := cutting.Span{Start: max(at.Start, part.Text.Start), End: min(at.End, part.Text.End)}
		if within.Empty() {
			continue
		}
		if rg := where.bytes(cutting.InWords(s.Headline, within)); !rg.Empty() {
			p.Bytes = append(p.Bytes, rg)
		}
	}
	p.Bytes = slices.Compact(p.Bytes)
	return p, nil
}

// noSuchQuote returns the error for a quotation that is not in a text, or only within words of it.
func noSuchQuote(text, quote string) error {
	shown := plain.Clip(quote, 80)
	if at, ok := findWords(text, quote, func(cutting.Span) bool { return true }); ok {
		return cutting.Errorf(cutting.NotFound,
			"“%s” is only a part of words in the text of this cutting; quote whole words: “%s”.", shown,
			plain.Clip(wordAround(text, at), 80))
	}
	return cutting.Errorf(cutting.NotFound, "“%s” is not in the text of this cutting.", shown)
}

// isRuneBoundary reports whether at is a character boundary of the text.
func isRuneBoundary(text string, at int) bool { return at == len(text) || utf8.RuneStart(text[at]) }

// trimSpan returns a span without the white space at its ends.
func trimSpan(text string, at cutting.Span) cutting.Span {
	s := at.In(text)
	at.Start += len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	at.End -= len(s) - len(strings.TrimRightFunc(s, unicode.IsSpace))
	return at
}

// findQuote finds a quotation in a text, as whole words: "ban" is not in "Lebanon". Runs of white space match each
// other, and marks that keyboards have one of match those of print.
func findQuote(text, quote string) (cutting.Span, bool) {
	return findWords(text, quote, func(at cutting.Span) bool { return !cutsAWord(text, at) })
}

// findWords finds the first place in a text that has a quotation and fits.
func findWords(text, quote string, fits func(cutting.Span) bool) (cutting.Span, bool) {
	words := strings.Fields(quote)
	if len(words) == 0 {
		return cutting.Span{}, false
	}
	for start := range text {
		n := wordsPrefix(text[start:], words)
		if at := (cutting.Span{Start: start, End: start + n}); n > 0 && fits(at) {
			return at, true
		}
	}
	return cutting.Span{}, false
}

// wordsPrefix returns the length of words with white space between them at the beginning of a text; 0 where they are
// not there.
func wordsPrefix(text string, words []string) int {
	end := 0
	for i, w := range words {
		if i > 0 {
			rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
			if len(rest) == len(text)-end {
				return 0
			}
			end = len(text) - len(rest)
		}
		n := wordPrefix(text[end:], w)
		if n == 0 {
			return 0
		}
		end += n
	}
	return end
}

// wordPrefix returns the length of a word at the beginning of a text; 0 where it is not there.
func wordPrefix(text, word string) int {
	end := 0
	for _, want := range word {
		r, n := utf8.DecodeRuneInString(text[end:])
		if n == 0 || r != want && asTyped(r) != asTyped(want) {
			return 0
		}
		end += n
	}
	return end
}

// asTyped returns a mark of print as keyboards have it.
func asTyped(r rune) rune {
	switch r {
	case '‘', '’', '‛', 'ʼ', '´', '`':
		return '\''
	case '“', '”', '„', '‟', '«', '»':
		return '"'
	case '‐', '\u2011', '–', '—', '−':
		return '-'
	}
	return r
}

// cutsWord reports whether a place in a text is within a word. In scripts without spaces no place is, but for the
// marks of a letter.
func cutsWord(text string, at int) bool {
	before, n := utf8.DecodeLastRuneInString(text[:at])
	behind, m := utf8.DecodeRuneInString(text[at:])
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }
	if n == 0 || m == 0 || !inWord(before) || !inWord(behind) {
		return false
	}
	// Korean has spaces, but none between a word and its particles.
	unspaced := func(r rune) bool { return spaceless(r) || unicode.Is(unicode.Hangul, r) }
	return unicode.IsMark(behind) || !unspaced(before) && !unspaced(behind)
}

// cutsAWord reports whether a span of a text begins or ends within a word.
func cutsAWord(text string, at cutting.Span) bool {
	return cutsWord(text, at.Start) || cutsWord(text, at.End)
}

// wordAround returns the words of a text of which a span has a part.
func wordAround(text string, at cutting.Span) string {
	for at.Start > 0 && cutsWord(text, at.Start) {
		_, n := utf8.DecodeLastRuneInString(text[:at.Start])
		at.Start -= n
	}
	for at.End < len(text) && cutsWord(text, at.End) {
		_, n := utf8.DecodeRuneInString(text[at.End:])
		at.End += n
	}
	return at.In(text)
}

// countQuote returns the number of places in a text that have a quotation; places do not overlap.
func countQuote(text, quote string) int {
	for n := 0; ; n++ {
		at, ok := findQuote(text, quote)
		if !ok {
			return n
		}
		text = text[at.End:]
	}
}

func lastChars(s string) string {
	at := len(s)
	for range passageAround {
		_, n := utf8.DecodeLastRuneInString(s[:at])
		at -= n
	}
	return s[at:]
}

func firstChars(s string) string {
	at := 0
	for range passageAround {
		_, n := utf8.DecodeRuneInString(s[at:])
		at += n
	}
	return s[:at]
}

// Hull returns the range from the first byte of some ranges to their last; empty for none.
func Hull(ranges []cutting.Range) cutting.Range {
	var out cutting.Range
	for i, r := range ranges {
		if i == 0 {
			out = r
			continue
		}
		out = cutting.Range{Start: min(out.Start, r.Start), End: max(out.End, r.End)}
	}
	return out
}

// paragraphsOf returns a passage with single spaces, its paragraphs separated by joint, so that two do not
// become one.
func paragraphsOf(quote, joint string) string {
	var out []string
	for _, p := range strings.Split(quote, "\n\n") {
		if p = collapseSpaces(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, joint)
}

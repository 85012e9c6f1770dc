package bare

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"cuttings/cutting"
	"cuttings/internal/interrupt"
	"cuttings/split/dates"
	"cuttings/split/words"
)

// form is a set of the kinds a line belongs to.
type form uint16

const (
	dated    form = 1 << iota // short and contains a date
	datePure                  // only a date
	mark                      // a continuation mark
	comments                  // a comment count
	share                     // share and print buttons
	filing                    // "Filed under: …"
	byline                    // "By …"
	paging                    // pagination and navigation words
	railHead                  // heading of a list of posts
	boxHead                   // heading of another side box: "Categories", "Archives"
	address                   // only a URL or mail address
	numeric                   // digits and punctuation only
	constant                  // short text that occurs three times or more on the page
	listName                  // what lists call themselves: "News", "Category: …"
	onward                    // link to a further page of a list: "Older posts"
)

// boilerplate is the forms of lines around an item's text that do not belong to it.
const boilerplate = dated | mark | comments | share | filing | byline | paging | address | numeric | constant

// line is one block of the page with its measures.
type line struct {
	text      string
	width     int // runes, East Asian ones counted as 2.5
	words     int
	form      form
	class     byte // see classOf
	ending    ending
	opening   opening
	repeats   int // number of lines with the same text
	first     int // first line with the same text
	caps      float32
	digits    float32
	date      dates.Match // the first date of a short line
	share     float32     // share of the line that the date takes
	dateAt    dateAt
	rest      int      // runes of a dated line beside its date
	keys      [3]int32 // recurring keys, see anchors: itself or its form, its beginning, its end; -1 for none
	sameWords [2]int   // number of lines that begin, and that end, with the same words
}

// ending is how a line ends.
type ending uint8

const (
	endOpen     ending = iota // no punctuation
	endStop                   // full stop
	endQuery                  // question or exclamation mark
	endColon                  // colon, semicolon, comma
	endEllipsis               // the text is cut off
	endArrow                  // an arrow, as on buttons
	endQuote                  // a closing quotation mark or bracket
)

// opening is how a line begins.
type opening uint8

const (
	beginOther opening = iota
	beginUpper         // a capital, or a letter of a script without capitals
	beginLower
	beginDigit
	beginQuote
	beginMark // bullet, arrow, bracket, emoji
)

// dateAt is the place of a date in its line.
type dateAt uint8

const (
	dateNone dateAt = iota
	dateBegins
	dateEnds
	dateInside
	dateAlone
)

// maxDated is the widest line in which a date counts as metadata.
const maxDated = 130

// readLines describes every block of the page.
func readLines(p *cutting.Page, order dates.Order, stop *interrupt.Checker) []line {
	lines := make([]line, len(p.Blocks))
	seen := make(map[string]int, len(p.Blocks))
	for i := range p.Blocks {
		stop.Step(i)
		t := p.Blocks[i].Span.In(p.Text)
		l := &lines[i]
		l.text = t
		l.measure()
		if l.width <= 200 {
			if at, ok := seen[t]; ok {
				l.first = at
				lines[at].repeats++
				continue
			}
			seen[t] = i
		}
		l.first = i
		l.repeats = 1
		l.setForms(p.Meta.Lang, order)
	}
	for i := range lines {
		l := &lines[i]
		if l.first != i {
			f := lines[l.first]
			f.first = l.first
			*l = f
		}
		if l.repeats >= 3 && l.width <= 200 {
			l.form |= constant
		}
		l.class = l.classOf()
	}
	return lines
}

// measure fills the counts over the line's runes.
func (l *line) measure() {
	var letters, digits, upperWords, runes int
	inWord := false
	wide := 0
	for _, r := range l.text {
		runes++
		switch {
		case r < 0x80 && (r|32 >= 'a' && r|32 <= 'z') || r >= 0x80 && (unicode.IsLetter(r) || unicode.IsMark(r)):
			letters++
			if r >= 0x2E80 && r < 0xD7B0 {
				wide++
			}
			if !inWord {
				l.words++
				if unicode.IsUpper(r) {
					upperWords++
				}
			}
			inWord = true
		case unicode.IsDigit(r):
			digits++
			inWord = false
		case r == '\'' || r == '’' || r == '\u200c':
		default:
			inWord = false
		}
	}
	l.width = runes + wide*3/2
	if wide > 0 {
		l.words = max(l.words, wide/2)
	}
	l.caps = float32(upperWords) / float32(max(l.words, 1))
	l.digits = float32(digits) / float32(max(runes, 1))
	if letters == 0 {
		l.form |= numeric
	}
	l.ending = endingOf(l.text)
	l.opening = openingOf(l.text)
}

// setForms sets the forms that the lexicons give the line.
func (l *line) setForms(lang string, order dates.Order) {
	t := l.text
	if l.width <= maxDated {
		if found := dates.Find(t, lang, dates.Options{Order: order}); len(found) > 0 {
			l.date = found[0]
			l.share = float32(found[0].Span.Len()) / float32(max(len(t), 1))
			if len(l.date.Date.Value) >= 10 || l.share > 0.5 {
				l.form |= dated
			}
		}
		if dates.IsDateLine(t) {
			l.form |= datePure | dated
			l.share = 1
		}
		l.placeDate()
	} else if l.width <= maxLead {
		l.findLeadDate(lang, order)
	}
	if l.width <= 200 {
		if words.IsMark(t) {
			l.form |= mark
		}
		if words.IsCommentCount(t) {
			l.form |= comments
		}
		if words.IsShare(t) {
			l.form |= share
		}
		if l.isReadingTime() {
			l.form |= comments
		}
	}
	if l.width <= 400 && words.IsFiling(t) {
		l.form |= filing
	}
	if l.width <= 160 {
		if _, ok := words.Byline(t); ok {
			l.form |= byline
		} else if l.form&dated != 0 && l.width <= 90 && l.ending != endStop && l.date.Span.Start <= len(t)/3 {
			if _, _, _, ok := words.FindByline(t); ok {
				l.form |= byline // "Posted on 16 August 2021 by Alex Marl"
			}
		}
	}
	if l.width <= 120 {
		switch {
		case words.IsOnwardInList(t):
			l.form |= onward
		case words.ListTitle(t) == 2:
			l.form |= listName
		}
	}
	if l.width <= 80 {
		if words.IsNavigation(t) {
			l.form |= paging
		}
		if words.IsRailHeading(t) {
			l.form |= railHead
		}
		if words.IsNotRail(t) {
			l.form |= boxHead
		}
	}
	if l.words > 0 && !strings.Contains(t, " ") &&
		(strings.Contains(t, "://") || strings.HasPrefix(t, "www.") || strings.Contains(t, "@") &&
			strings.Contains(t, ".")) {
		l.form |= address
	}
}

// mostBesideReadingTime is how many letters beside its date a line with a reading time may have that is metadata: a
// name or a tag.
const mostBesideReadingTime = 25

// isReadingTime reports whether a line has how long the text takes to read and little beside it and a date:
// "12 May 2021 · 5 min read · Ada Fern".
func (l *line) isReadingTime() bool {
	rest, ok := words.CutReadingTime(l.text, l.form&dated != 0)
	if !ok {
		return false
	}
	n := words.CountLetters(rest)
	if l.form&dated != 0 {
		n -= words.CountLetters(l.date.Span.In(l.text))
	}
	return n <= mostBesideReadingTime
}

// maxLead is the widest line, and leadBytes the part of it, searched for a date at its beginning:
// "6 December 2024 – The harbour committee publishes …".
const (
	maxLead   = 420
	leadBytes = 48
)

// findLeadDate looks for a date at the beginning of a long line.
func (l *line) findLeadDate(lang string, order dates.Order) {
	t := strings.ToValidUTF8(l.text[:min(len(l.text), leadBytes)], "")
	found := dates.Find(t, lang, dates.Options{Order: order})
	if len(found) > 0 && len(found[0].Date.Value) >= 7 && words.CountLetters(t[:found[0].Span.Start]) == 0 {
		l.date, l.dateAt = found[0], dateBegins
		l.rest = words.CountLetters(l.text[found[0].Span.End:])
	}
}

// placeDate sets the place of the date in the line, and the amount of text beside it.
func (l *line) placeDate() {
	if l.form&datePure != 0 {
		l.dateAt = dateAlone
		return
	}
	if l.form&dated == 0 {
		return
	}
	d := l.date.Span
	before := words.CountLetters(l.text[:d.Start])
	after := words.CountLetters(l.text[d.End:])
	l.rest = before + after
	switch {
	case l.rest == 0:
		l.dateAt = dateAlone
	case before == 0:
		l.dateAt = dateBegins
	case after == 0:
		l.dateAt = dateEnds
	default:
		l.dateAt = dateInside
	}
}

// classOf returns the line's class, a letter, by which sequences of lines are compared.
func (l *line) classOf() byte {
	f := l.form
	switch {
	case f&datePure != 0 || f&dated != 0 && l.share > 0.5:
		return 'D'
	case f&mark != 0:
		return 'M'
	case f&comments != 0:
		return 'C'
	case f&share != 0:
		return 'X'
	case f&dated != 0 && l.ending != endStop && l.width <= 90 && f&byline != 0:
		return 'D'
	case f&filing != 0:
		return 'F'
	case f&byline != 0:
		return 'B'
	case f&numeric != 0:
		return '#'
	case f&address != 0:
		return 'U'
	case f&paging != 0:
		return 'N'
	case f&constant != 0:
		return 'R'
	case l.width > 150:
		return 'P'
	case l.ending == endStop || l.ending == endEllipsis:
		return 'q'
	case l.width <= 22:
		return 's'
	}
	return 'S'
}

func endingOf(t string) ending {
	r, n := utf8.DecodeLastRuneInString(t)
	switch r {
	case '.', '。', '।', '．', '۔':
		if strings.HasSuffix(t, "...") || strings.HasSuffix(t, "..") {
			return endEllipsis
		}
		return endStop
	case '…', '⋯':
		return endEllipsis
	case '?', '!', '？', '！', '؟':
		return endQuery
	case ':', ';', ',', '：', '،', '、', '؛':
		return endColon
	case '→', '»', '›', '>', '➔', '►', '▸', '⟶', '←', '«':
		if r == '»' && strings.Contains(t, "«") {
			return endQuote
		}
		return endArrow
	case ']', ')':
		if b := strings.TrimRight(t[:len(t)-n], " "); strings.HasSuffix(b, "…") || strings.HasSuffix(b, "...") {
			return endEllipsis
		}
		return endQuote
	case '"', '”', '’', '\'', '“', '」', '』', '）':
		if b := t[:len(t)-n]; strings.HasSuffix(b, ".") || strings.HasSuffix(b, "。") {
			return endStop
		}
		return endQuote
	}
	return endOpen
}

func openingOf(t string) opening {
	r, _ := utf8.DecodeRuneInString(t)
	switch {
	case unicode.IsLower(r):
		return beginLower
	case unicode.IsLetter(r):
		return beginUpper
	case unicode.IsDigit(r):
		return beginDigit
	case r == '"' || r == '“' || r == '‘' || r == '„' || r == '«' || r == '「' || r == '『' || r == '\'' || r == '¿' ||
		r == '¡':
		return beginQuote
	}
	return beginMark
}

// isTitleLike reports whether a line has the form of a headline.
func (l *line) isTitleLike() bool {
	return l.form&(datePure|mark|comments|share|filing|paging|address|numeric|constant) == 0 && l.width >= 4 &&
		l.width <= 220
}

package dates

import "cuttings/cutting"

// scanner looks for dates in one tokenized text.
type scanner struct {
	text         string
	toks         []token
	lang, region string
	opt          Options
	lex          *lexicon
}

// match is a date found, in tokens [lo, hi).
type match struct {
	lo, hi   int
	y, m, d  int // Gregorian; m or d zero when not written
	clock    string
	relative bool
	noYear   bool
	doubtful bool
	order    Order // of a numeric date with only one possible order
}

// eachDate calls yield for every date, left to right, without overlaps. It takes linear time: each
// token is examined a bounded number of times.
func (s *scanner) eachDate(yield func(match)) {
	floor := 0 // tokens before it belong to an earlier match
	for i := 0; i < len(s.toks); i++ {
		var m match
		ok := false
		if s.toks[i].kind == number {
			m, ok = s.readNumberDate(i, floor)
			if ok {
				m = s.widen(m, floor)
			} else if !s.opt.Base.IsZero() {
				m, ok = s.readAgo(i, floor)
			}
		} else if !s.opt.Base.IsZero() && s.toks[i].kind == word {
			m, ok = s.dayWord(i)
		}
		if ok {
			yield(m)
			floor = m.hi
			i = m.hi - 1
		}
	}
}

func (s *scanner) export(m match) Match {
	span := cutting.Span{Start: int(s.toks[m.lo].start), End: int(s.toks[m.hi-1].end)}
	v := isoDay(m.y, m.m, m.d)
	if m.d > 0 {
		v += m.clock
	}
	return Match{Span: span, Date: cutting.Date{Value: v, Origin: "text", Span: span},
		Relative: m.relative, NoYear: m.noYear, Doubtful: m.doubtful, Order: m.order}
}

// readNumberDate tries every way to read a date whose first number is token i.
func (s *scanner) readNumberDate(i, floor int) (match, bool) {
	if m, ok := s.readHan(i); ok {
		return m, true
	}
	if s.toks[i].cjk || s.toks[i].val < 0 {
		return match{}, false
	}
	if m, ok := s.readNumeric(i); ok {
		return m, true
	}
	if m, ok := s.yearMonthDay(i); ok {
		return m, true
	}
	if m, ok := s.monthBefore(i, floor); ok {
		return m, true
	}
	return s.dayMonth(i)
}

// numberAt returns token i if it is a number, else nil.
func (s *scanner) numberAt(i int) *token {
	if i < 0 || i >= len(s.toks) || s.toks[i].kind != number || s.toks[i].val < 0 {
		return nil
	}
	return &s.toks[i]
}

// isRune reports whether token i is the rune r.
func (s *scanner) isRune(i int, r rune) bool {
	return i >= 0 && i < len(s.toks) && s.toks[i].r == r && s.toks[i].kind != number
}

func (s *scanner) isWord(i int, any ...string) bool {
	if i < 0 || i >= len(s.toks) || s.toks[i].kind != word {
		return false
	}
	w := s.toks[i].fold(s.text)
	for _, a := range any {
		if w == a {
			return true
		}
	}
	return false
}

// readMonth reads a month name that begins at token i; n is the number of its tokens, a closing dot
// included.
func (s *scanner) readMonth(i int) (e monthEntry, n int, ok bool) {
	if i < 0 || i >= len(s.toks) || s.toks[i].kind != word || s.toks[i].end-s.toks[i].start > 40 {
		return e, 0, false
	}
	key := s.toks[i].fold(s.text)
	e, ok = s.lex.month(key, s.lang)
	n = 1
	// Names of two and three words ("تشرين الأول") win over their first word.
	for k := 1; k < s.lex.longest && i+k < len(s.toks) && s.toks[i+k].kind == word &&
		s.toks[i+k].end-s.toks[i+k].start <= 40; k++ {
		key += " " + s.toks[i+k].fold(s.text)
		if e2, ok2 := s.lex.month(key, s.lang); ok2 {
			e, n, ok = e2, k+1, true
		}
	}
	// Thai abbreviates by two letters with points: "ม.ค.".
	if !ok && i+2 < len(s.toks) && s.isRune(i+1, '.') && !s.toks[i+1].space && s.toks[i+2].kind == word &&
		!s.toks[i+2].space {
		e, ok = s.lex.month(s.toks[i].fold(s.text)+"."+s.toks[i+2].fold(s.text), s.lang)
		n = 3
	}
	if !ok {
		return e, 0, false
	}
	if s.isRune(i+n, '.') && !s.toks[i+n].space {
		n++
	}
	return e, n, true
}

// isPlausibleYear reports whether a year is one that pages are dated with or write about.
func isPlausibleYear(y int) bool { return y >= 1500 && y <= 2150 }

// resolve returns the Gregorian date of a year, month and day as written.
func (s *scanner) resolve(y, m, d int, yearDigits uint8, cal calendar, persian bool) (match, bool) {
	if yearDigits == 2 {
		if cal == jalali {
			y += 1300
			if y < 1330 {
				y += 100
			}
		} else if s.lang == "th" && y >= 40 {
			y += 2500 // Buddhist era, shortened
		} else {
			y = fullYear(y, s.opt.Base)
		}
	}
	if cal == jalali || persian && y >= 1300 && y <= 1450 || s.lang == "fa" && y >= 1300 && y <= 1450 {
		day := d
		if d == 0 {
			day = 1
		}
		gy, gm, gd, ok := fromJalali(y, m, day)
		if d == 0 {
			// A Solar Hijri month spans two Gregorian ones: only the year is certain without a day.
			gm, gd = 0, 0
		}
		return match{y: gy, m: gm, d: gd}, ok
	}
	if cal == ethiopian {
		day := d
		if d == 0 {
			day = 1
		}
		gy, gm, gd, ok := fromEthiopian(y, m, day)
		if d == 0 {
			gm, gd = 0, 0
		}
		// In Eritrea the same names are those of Gregorian months.
		return match{y: gy, m: gm, d: gd}, ok && yearDigits == 4 && s.lang != "ti"
	}
	if s.lang == "ne" && isOtherCalendar(s.lang, y) {
		return match{}, false
	}
	if y >= 2400 && y <= 2700 && (s.lang == "th" || s.lang == "") {
		y -= 543 // Buddhist era
	}
	if !isPlausibleYear(y) || m < 1 || m > 12 || d != 0 && !isValidDay(y, m, d) {
		return match{}, false
	}
	return match{y: y, m: m, d: d}, true
}

// widen extends the match by a weekday and a time before the date and a time after it.
func (s *scanner) widen(m match, floor int) match {
	if m.d == 0 {
		return m
	}
	if m.clock == "" {
		clock, next := s.readClock(m.hi, true)
		if clock != "" {
			m.clock, m.hi = clock, next
		}
	}
	j := m.lo - 1
	for k := 0; k < 2 && j >= floor && (s.isRune(j, ',') || s.isRune(j, '.') || s.isRune(j, '،') || s.isRune(j, '-') ||
		s.isWord(j, "den", "the", "le", "ngay", "d")); k++ {
		j--
	}
	if j >= floor && s.toks[j].kind == word && s.lex.weekdays[s.toks[j].fold(s.text)] {
		if s.toks[j].end-s.toks[j].start > 3 || j == 0 || s.toks[j-1].kind == punct {
			m.lo = j
		}
	}
	if m.clock == "" {
		m = s.clockBefore(m, floor)
	}
	return m
}

package dates

// readNumeric reads 2011-04-09, 2011/4/9, 2011. 04. 09., 09.04.2011, 4/9/11.
func (s *scanner) readNumeric(i int) (match, bool) {
	a, b, c := s.numberAt(i), s.numberAt(i+2), s.numberAt(i+4)
	if a == nil || b == nil || b.digits > 2 || i+1 >= len(s.toks) {
		return match{}, false
	}
	sep := s.toks[i+1]
	switch sep.r {
	case '/', '-', '.', '٫', '‐', '‑', '–', '−', '／', '．':
	default:
		return match{}, false
	}
	if c == nil || s.toks[i+3].r != sep.r {
		return s.spacedYear(i, sep.r)
	}
	// A fourth part of the same kind makes it an address, a version or a list.
	if (s.isRune(i+5, sep.r) && s.numberAt(i+6) != nil && !s.toks[i+6].space) || i > 1 && s.isRune(i-1, sep.r) &&
		!s.toks[i].space && s.numberAt(i-2) != nil {
		return match{}, false
	}
	// No spaces, or both sides of a slash ("9 / 4 / 2011"), or after a dot
	// ("2011. 04. 09.").
	if b.space != c.space || sep.space && (sep.r != '/' || !b.space) || b.space && !sep.space && sep.r != '.' {
		return match{}, false
	}
	if a.digits == 4 {
		if c.digits > 2 || isOtherCalendar(s.lang, int(a.val)) {
			return match{}, false
		}
		m, ok := s.resolve(int(a.val), int(b.val), int(c.val), 4, gregorian, a.persian)
		m.lo, m.hi = i, i+5
		if sep.r == '.' && s.isRune(i+5, '.') {
			m.hi++
		}
		return m, ok
	}
	if a.digits > 2 || c.digits > 4 || a.val == 0 || b.val == 0 {
		return match{}, false
	}
	if lo, start, marked := s.eraBefore(i); marked && c.digits <= 2 {
		// "R4.5.26", "令和4.5.26"; after a letter of no era it is a version or a number.
		if start == 0 || !isValidDay(start+int(a.val), int(b.val), int(c.val)) ||
			!isPlausibleYear(start+int(a.val)) {
			return match{}, false
		}
		return match{lo: lo, hi: i + 5, y: start + int(a.val), m: int(b.val), d: int(c.val)}, true
	}
	if c.digits != 4 && c.digits != 2 {
		return match{}, false
	}
	day, mon, doubtful, ok := s.dayMonthOrder(a, b, c, sep.r)
	if !ok || isOtherCalendar(s.lang, int(c.val)) || c.digits == 2 && isEraYear(s.lang, s.region, int(a.val)) {
		return match{}, false
	}
	if c.digits == 2 && (s.lang == "zh" || s.lang == "ja" || s.lang == "ko" || s.lang == "hu") {
		if m, ok := s.resolve(int(a.val), int(b.val), int(c.val), 2, gregorian, false); ok {
			m.lo, m.hi = i, i+5
			return m, true
		}
	}
	m, ok := s.resolve(int(c.val), mon, day, c.digits, gregorian, a.persian)
	m.lo, m.hi, m.doubtful = i, i+5, doubtful
	if day > 12 && mon <= 12 {
		m.order = DayFirst
		if day == int(b.val) {
			m.order = MonthFirst
		}
	}
	return m, ok
}

// spacedYear reads "24.03 2015": day and month with a dot, and the year after a space.
func (s *scanner) spacedYear(i int, sep rune) (match, bool) {
	a, b, y := s.numberAt(i), s.numberAt(i+2), s.numberAt(i+3)
	if sep != '.' || a.digits > 2 || y == nil || y.digits != 4 || !y.space || b.space || s.toks[i+1].space ||
		y.val < 1990 || y.val > 2099 {
		return match{}, false
	}
	if isOtherCalendar(s.lang, int(y.val)) {
		return match{}, false
	}
	m, ok := s.resolve(int(y.val), int(b.val), int(a.val), 4, gregorian, false)
	m.lo, m.hi = i, i+4
	return m, ok && a.val > 0
}

// dayMonthOrder returns which of the two short numbers of a numeric date is the day.
func (s *scanner) dayMonthOrder(a, b, c *token, sep rune) (day, mon int, doubtful, ok bool) {
	av, bv := int(a.val), int(b.val)
	switch {
	case av > 12 && bv > 12:
		return 0, 0, false, false
	case av > 12 || av == bv:
		return av, bv, false, true
	case bv > 12:
		if sep == '.' && c.digits == 2 {
			return 0, 0, false, false // 1.23.45 is no date anywhere
		}
		return bv, av, false, true
	}
	if s.opt.Order == DayFirst || sep == '.' {
		return av, bv, false, true
	}
	if s.opt.Order == MonthFirst {
		return bv, av, false, true
	}
	switch s.lang {
	case "":
		return 0, 0, true, false
	case "en":
		if s.region == "" || s.region == "us" || s.region == "ph" {
			return bv, av, true, true
		}
	case "tl", "fil":
		return bv, av, true, true
	}
	return av, bv, s.lang == "en", true
}

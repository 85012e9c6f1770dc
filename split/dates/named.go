package dates

// yearMonthDay reads year-first dates with a month word: "2011. április 9.",
// "2011 April 9", "2011 m. balandžio 9 d.", "2011-Apr-09", "2011ko apirilaren 9a".
func (s *scanner) yearMonthDay(i int) (match, bool) {
	a := s.numberAt(i)
	if a == nil || a.digits != 4 {
		return match{}, false
	}
	j := i + 1
	for k := 0; k < 2 && j < len(s.toks); k++ {
		if s.isRune(j, '.') || s.isRune(j, ',') || s.isRune(j, '-') || s.isRune(j, '/') ||
			s.isWord(j, "m", "gada", "g", "ko", "eko") {
			j++
		}
	}
	day := s.numberAt(j) // Latvian: "2011. gada 9. aprīlis"
	if day != nil && day.digits <= 2 && s.isRune(j+1, '.') {
		if e, n, ok := s.readMonth(j + 2); ok && !day.cjk {
			m, ok := s.resolve(int(a.val), int(e.month), int(day.val), 4, e.cal, a.persian)
			m.lo, m.hi = i, j+2+n
			return m, ok
		}
	}
	e, n, ok := s.readMonth(j)
	if !ok {
		return match{}, false
	}
	k := j + n
	if s.isRune(k, '-') || s.isRune(k, '/') || s.isRune(k, ',') {
		k++
	}
	d := s.numberAt(k)
	if d == nil || d.digits > 2 || d.val == 0 || d.val > 31 {
		return match{}, false
	}
	m, ok := s.resolve(int(a.val), int(e.month), int(d.val), 4, e.cal, a.persian)
	m.lo, m.hi = i, s.skipOrdinal(k+1)
	return m, ok
}

// skipOrdinal returns the token after an ordinal suffix of a day number: st nd rd th er º a -én.
func (s *scanner) skipOrdinal(j int) int {
	if j < len(s.toks) && !s.toks[j].space {
		switch {
		case s.isWord(j, "st", "nd", "rd", "th", "er", "e", "ste", "de", "a", "o", "º", "ª", "an", "en", "ο", "η",
			"ος", "го", "е", "ே"):
			return j + 1
		case s.isRune(j, '°') || s.isRune(j, 'º') || s.isRune(j, 'ª'):
			return j + 1
		case s.isRune(j, '.'):
			return j + 1
		}
	}
	return j
}

// dayMonth reads "9 April 2011", "9. April 2011", "1er avril 2011",
// "9 de abril de 2011", "9-Apr-11", "9 tháng 4 năm 2011", and day and month
// alone when there is a base to take the year from.
func (s *scanner) dayMonth(i int) (match, bool) {
	d := s.numberAt(i)
	if d == nil || d.digits > 2 || d.val < 1 || d.val > 31 {
		return match{}, false
	}
	j := s.skipOrdinal(i + 1)
	for k := 0; k < 2; k++ {
		if s.isRune(j, ',') || s.isRune(j, '-') || s.isRune(j, '/') || s.isRune(j, '.') || s.isRune(j, '‑') ||
			s.isRune(j, '־') ||
			s.isRune(j, '–') ||
			s.isWord(j, "of", "de", "d", "di", "del", "den", "ב") || s.isRune(j, '\'') || s.isRune(j, '’') {
			j++
		}
	}
	var mon int
	var cal calendar
	if s.isWord(j, "thang") && s.numberAt(j+1) != nil { // Vietnamese: month by number
		n := s.numberAt(j + 1)
		if n.digits > 2 || n.val < 1 || n.val > 12 {
			return match{}, false
		}
		mon, j = int(n.val), j+2
	} else {
		e, n, ok := s.readMonth(j)
		if !ok {
			return match{}, false
		}
		mon, cal, j = int(e.month), e.cal, j+n
		if s.isRune(j, '/') { // the month in both Arabic namings
			if e2, n2, ok := s.readMonth(j + 1); ok && e2.month == e.month {
				j += 1 + n2
			}
		}
	}
	return s.yearAfter(i, j, mon, int(d.val), cal, d.persian)
}

// yearAfter completes a date whose day and month are in tokens [lo, j).
func (s *scanner) yearAfter(lo, j, mon, day int, cal calendar, persian bool) (match, bool) {
	k, short := j, false
	for n := 0; n < 2; n++ {
		switch {
		case s.isRune(k, ',') || s.isRune(k, '.') || s.isRune(k, '،') || s.isRune(k, '፣') || s.isRune(k, '、') ||
			s.isRune(k, '‑') ||
			s.isRune(k, '–'):
			k++
		case s.isRune(k, '-') || s.isRune(k, '/') || s.isRune(k, '\'') || s.isRune(k, '’') || s.isRune(k, '‘'):
			short = true
			k++
		case s.isWord(k, "de", "del", "of", "nam", "năm", "ماه", "سال", "ቀን"):
			k++
		}
	}
	y := s.numberAt(k)
	if y == nil || y.cjk || y.digits != 4 && y.digits != 2 {
		if m, ok := s.clockYear(lo, k, mon, day); ok {
			return m, ok
		}
		return s.noYear(lo, j, mon, day, cal)
	}
	if y.digits == 2 {
		// "9 Apr 11" counts only where it cannot mean anything else.
		end := k+1 >= len(s.toks) || s.toks[k+1].kind == punct && !s.isRune(k+1, ':') && !s.isRune(k+1, '.') &&
			!s.isRune(k+1, '/')
		if !short && (!end || k != j) || s.isRune(k+1, ':') {
			if m, ok := s.clockYear(lo, k, mon, day); ok {
				return m, ok
			}
			return s.noYear(lo, j, mon, day, cal)
		}
	}
	m, ok := s.resolve(int(y.val), mon, day, y.digits, cal, persian || y.persian)
	if !ok {
		return match{}, false
	}
	m.lo, m.hi = lo, k+1
	for s.isWord(m.hi, "г", "года", "р", "року", "r", "roku", "god", "г", "м", "م") {
		m.hi++
		if s.isRune(m.hi, '.') && !s.toks[m.hi].space {
			m.hi++
		}
	}
	return m, true
}

// clockYear reads "Apr 9 14:30:00 +0000 2011", with the time before the year, as Unix and old APIs
// write it.
func (s *scanner) clockYear(lo, k, mon, day int) (match, bool) {
	clock, next := s.readClock(k, false)
	if clock == "" {
		return match{}, false
	}
	y := s.numberAt(next)
	if y == nil || y.digits != 4 {
		return match{}, false
	}
	m, ok := s.resolve(int(y.val), mon, day, 4, gregorian, false)
	m.lo, m.hi, m.clock = lo, next+1, clock
	return m, ok
}

// noYear completes a date without a year from the base if there is one.
func (s *scanner) noYear(lo, hi, mon, day int, cal calendar) (match, bool) {
	if s.opt.Base.IsZero() || day == 0 {
		return match{}, false
	}
	if cal == jalali {
		// The Solar Hijri year at the base, or the one before.
		for _, y := range [...]int{s.opt.Base.Year() - 621, s.opt.Base.Year() - 622} {
			gy, gm, gd, ok := fromJalali(y, mon, day)
			if ok && isoDay(gy, gm, gd) <= s.opt.Base.AddDate(0, 0, 1).Format("2006-01-02") {
				return match{lo: lo, hi: hi, y: gy, m: gm, d: gd, noYear: true}, true
			}
		}
		return match{}, false
	}
	if cal != gregorian {
		return match{}, false
	}
	y := s.opt.Base.Year()
	limit := s.opt.Base.AddDate(0, 0, 1).Format("2006-01-02")
	for range 5 { // the last 29 February may be four years back
		if isValidDay(y, mon, day) && isoDay(y, mon, day) <= limit {
			return match{lo: lo, hi: hi, y: y, m: mon, d: day, noYear: true}, true
		}
		y--
	}
	return match{}, false
}

// monthBefore reads "April 9, 2011", "Apr. 9th 2011", "April 2011" where token i
// is the number after the month word.
func (s *scanner) monthBefore(i, floor int) (match, bool) {
	j := i - 1
	if j >= floor && (s.isRune(j, '.') || s.isRune(j, ',') || s.isRune(j, '-') || s.isRune(j, '/') ||
		s.isRune(j, '\'') || s.isRune(j, '’') ||
		s.isWord(j, "de", "del", "of", "the")) {
		j--
		if j >= floor && s.isRune(j, '.') {
			j--
		}
	}
	if j < floor {
		return match{}, false
	}
	// The name may have several words; find the one that ends here.
	lo := -1
	var e monthEntry
	for back := s.lex.longest - 1; back >= 0; back-- {
		if j-back < floor {
			continue
		}
		if e2, n, ok := s.readMonth(j - back); ok && j-back+n > j {
			lo, e = j-back, e2
			break
		}
	}
	if lo < 0 {
		return match{}, false
	}
	n := s.numberAt(i)
	if n.digits == 4 {
		if s.isRune(i-1, '-') && s.toks[i].space || s.isRune(i+1, ':') {
			return match{}, false
		}
		if d := s.numberAt(lo - 1); d != nil && d.digits <= 2 && d.val <= 31 {
			return match{}, false // "31 April 2011" is a mistake, not a month
		}
		m, ok := s.resolve(int(n.val), int(e.month), 0, 4, e.cal, n.persian)
		m.lo, m.hi = lo, i+1
		return m, ok
	}
	if n.digits > 2 || n.val < 1 || n.val > 31 {
		return match{}, false
	}
	return s.yearAfter(lo, s.skipOrdinal(i+1), int(e.month), int(n.val), e.cal, n.persian)
}

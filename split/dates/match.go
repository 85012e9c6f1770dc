package dates

import (
	"fmt"

	"cuttings/cutting"
)

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
}

// each calls yield for every date, left to right, not overlapping. Work is
// linear: each token is looked at a bounded number of times.
func (s *scanner) each(yield func(match)) {
	floor := 0 // tokens before it belong to an earlier match
	for i := 0; i < len(s.toks); i++ {
		var m match
		ok := false
		if s.toks[i].kind == number {
			m, ok = s.at(i, floor)
			if ok {
				m = s.widen(m, floor)
			} else if !s.opt.Base.IsZero() {
				m, ok = s.ago(i, floor)
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
		Relative: m.relative, NoYear: m.noYear, Doubtful: m.doubtful}
}

// at tries every way to read a date whose first number is token i.
func (s *scanner) at(i, floor int) (match, bool) {
	if m, ok := s.han(i); ok {
		return m, true
	}
	if s.toks[i].cjk || s.toks[i].val < 0 {
		return match{}, false
	}
	if m, ok := s.numeric(i); ok {
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

// num returns the number token i, or nil.
func (s *scanner) num(i int) *token {
	if i < 0 || i >= len(s.toks) || s.toks[i].kind != number || s.toks[i].val < 0 {
		return nil
	}
	return &s.toks[i]
}

// is reports whether token i is the rune r.
func (s *scanner) is(i int, r rune) bool {
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

// month reads a month name that starts at token i; n is how many tokens it takes,
// a closing dot included.
func (s *scanner) month(i int) (e monthEntry, n int, ok bool) {
	if i < 0 || i >= len(s.toks) || s.toks[i].kind != word || s.toks[i].end-s.toks[i].start > 40 {
		return e, 0, false
	}
	key := s.toks[i].fold(s.text)
	e, ok = s.lex.month(key, s.lang)
	n = 1
	// Names of two and three words ("تشرين الأول") win over their first word.
	for k := 1; k < s.lex.longest && i+k < len(s.toks) && s.toks[i+k].kind == word && s.toks[i+k].end-s.toks[i+k].start <= 40; k++ {
		key += " " + s.toks[i+k].fold(s.text)
		if e2, ok2 := s.lex.month(key, s.lang); ok2 {
			e, n, ok = e2, k+1, true
		}
	}
	if !ok {
		return e, 0, false
	}
	if s.is(i+n, '.') && !s.toks[i+n].space {
		n++
	}
	return e, n, true
}

// plausibleYear limits years to those a page would be dated with or tell of.
func plausibleYear(y int) bool { return y >= 1500 && y <= 2150 }

// resolve turns what was written into a Gregorian date.
func (s *scanner) resolve(y, m, d int, yearDigits uint8, cal calendar, persian bool) (match, bool) {
	if yearDigits == 2 {
		if cal == jalali {
			y += 1300
			if y < 1330 {
				y += 100
			}
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
			// A Solar Hijri month straddles two Gregorian ones: the year is as
			// much as can be said without inventing a day.
			gm, gd = 0, 0
		}
		return match{y: gy, m: gm, d: gd}, ok
	}
	if y >= 2400 && y <= 2700 && (s.lang == "th" || s.lang == "") {
		y -= 543 // Buddhist era
	}
	if !plausibleYear(y) || m < 1 || m > 12 || d != 0 && !validDay(y, m, d) {
		return match{}, false
	}
	return match{y: y, m: m, d: d}, true
}

// numeric reads 2011-04-09, 2011/4/9, 2011. 04. 09., 09.04.2011, 4/9/11.
func (s *scanner) numeric(i int) (match, bool) {
	a, b, c := s.num(i), s.num(i+2), s.num(i+4)
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
	if (s.is(i+5, sep.r) && s.num(i+6) != nil && !s.toks[i+6].space) || i > 1 && s.is(i-1, sep.r) && !s.toks[i].space && s.num(i-2) != nil {
		return match{}, false
	}
	// No spaces, or both sides of a slash ("9 / 4 / 2011"), or after a dot
	// ("2011. 04. 09.").
	if b.space != c.space || sep.space && (sep.r != '/' || !b.space) || b.space && !sep.space && sep.r != '.' {
		return match{}, false
	}
	if a.digits == 4 {
		if c.digits > 2 {
			return match{}, false
		}
		m, ok := s.resolve(int(a.val), int(b.val), int(c.val), 4, gregorian, a.persian)
		m.lo, m.hi = i, i+5
		if sep.r == '.' && s.is(i+5, '.') {
			m.hi++
		}
		return m, ok
	}
	if a.digits > 2 || c.digits != 4 && c.digits != 2 || a.val == 0 || b.val == 0 {
		return match{}, false
	}
	day, mon, doubtful, ok := s.order(a, b, c, sep.r)
	if !ok {
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
	return m, ok
}

// spacedYear reads "24.03 2015", day and month with a dot and the year behind a
// space.
func (s *scanner) spacedYear(i int, sep rune) (match, bool) {
	a, b, y := s.num(i), s.num(i+2), s.num(i+3)
	if sep != '.' || a.digits > 2 || y == nil || y.digits != 4 || !y.space || b.space || s.toks[i+1].space || y.val < 1990 || y.val > 2099 {
		return match{}, false
	}
	m, ok := s.resolve(int(y.val), int(b.val), int(a.val), 4, gregorian, false)
	m.lo, m.hi = i, i+4
	return m, ok && a.val > 0
}

// order decides which of the two short numbers of a numeric date is the day.
func (s *scanner) order(a, b, c *token, sep rune) (day, mon int, doubtful, ok bool) {
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

// yearMonthDay reads year-first dates with a month word: "2011. április 9.",
// "2011 April 9", "2011 m. balandžio 9 d.", "2011-Apr-09", "2011ko apirilaren 9a".
func (s *scanner) yearMonthDay(i int) (match, bool) {
	a := s.num(i)
	if a == nil || a.digits != 4 {
		return match{}, false
	}
	j := i + 1
	for k := 0; k < 2 && j < len(s.toks); k++ {
		if s.is(j, '.') || s.is(j, ',') || s.is(j, '-') || s.is(j, '/') || s.isWord(j, "m", "gada", "g", "ko", "eko") {
			j++
		}
	}
	day := s.num(j) // Latvian: "2011. gada 9. aprīlis"
	if day != nil && day.digits <= 2 && s.is(j+1, '.') {
		if e, n, ok := s.month(j + 2); ok && !day.cjk {
			m, ok := s.resolve(int(a.val), int(e.month), int(day.val), 4, e.cal, a.persian)
			m.lo, m.hi = i, j+2+n
			return m, ok
		}
	}
	e, n, ok := s.month(j)
	if !ok {
		return match{}, false
	}
	k := j + n
	if s.is(k, '-') || s.is(k, '/') || s.is(k, ',') {
		k++
	}
	d := s.num(k)
	if d == nil || d.digits > 2 || d.val == 0 || d.val > 31 {
		return match{}, false
	}
	m, ok := s.resolve(int(a.val), int(e.month), int(d.val), 4, e.cal, a.persian)
	m.lo, m.hi = i, s.ordinal(k+1)
	return m, ok
}

// ordinal skips what may be stuck to a day number: st nd rd th er º a -én.
func (s *scanner) ordinal(j int) int {
	if j < len(s.toks) && !s.toks[j].space {
		switch {
		case s.isWord(j, "st", "nd", "rd", "th", "er", "e", "ste", "de", "a", "o", "º", "ª", "an", "en", "ο", "η", "ος", "го", "е", "ே"):
			return j + 1
		case s.is(j, '°') || s.is(j, 'º') || s.is(j, 'ª'):
			return j + 1
		case s.is(j, '.'):
			return j + 1
		}
	}
	return j
}

// dayMonth reads "9 April 2011", "9. April 2011", "1er avril 2011",
// "9 de abril de 2011", "9-Apr-11", "9 tháng 4 năm 2011", and day and month
// alone when there is a base to take the year from.
func (s *scanner) dayMonth(i int) (match, bool) {
	d := s.num(i)
	if d == nil || d.digits > 2 || d.val < 1 || d.val > 31 {
		return match{}, false
	}
	j := s.ordinal(i + 1)
	for k := 0; k < 2; k++ {
		if s.is(j, ',') || s.is(j, '-') || s.is(j, '/') || s.is(j, '.') || s.is(j, '‑') || s.is(j, '־') || s.is(j, '–') ||
			s.isWord(j, "of", "de", "d", "di", "del", "den", "ב") || s.is(j, '\'') || s.is(j, '’') {
			j++
		}
	}
	var mon int
	var cal calendar
	if s.isWord(j, "thang") && s.num(j+1) != nil { // Vietnamese: month by number
		n := s.num(j + 1)
		if n.digits > 2 || n.val < 1 || n.val > 12 {
			return match{}, false
		}
		mon, j = int(n.val), j+2
	} else {
		e, n, ok := s.month(j)
		if !ok {
			return match{}, false
		}
		mon, cal, j = int(e.month), e.cal, j+n
		if s.is(j, '/') { // the month in both Arabic namings
			if e2, n2, ok := s.month(j + 1); ok && e2.month == e.month {
				j += 1 + n2
			}
		}
	}
	return s.yearAfter(i, j, mon, int(d.val), cal, d.persian)
}

// yearAfter completes a date whose day and month lie in tokens [lo, j).
func (s *scanner) yearAfter(lo, j, mon, day int, cal calendar, persian bool) (match, bool) {
	k, short := j, false
	for n := 0; n < 2; n++ {
		switch {
		case s.is(k, ',') || s.is(k, '.') || s.is(k, '،') || s.is(k, '、') || s.is(k, '‑') || s.is(k, '–'):
			k++
		case s.is(k, '-') || s.is(k, '/') || s.is(k, '\'') || s.is(k, '’') || s.is(k, '‘'):
			short = true
			k++
		case s.isWord(k, "de", "del", "of", "nam", "năm", "ماه", "سال"):
			k++
		}
	}
	y := s.num(k)
	if y == nil || y.cjk || y.digits != 4 && y.digits != 2 {
		if m, ok := s.clockYear(lo, k, mon, day); ok {
			return m, ok
		}
		return s.noYear(lo, j, mon, day, cal)
	}
	if y.digits == 2 {
		// "9 Apr 11" counts only where nothing else can be meant.
		end := k+1 >= len(s.toks) || s.toks[k+1].kind == punct && !s.is(k+1, ':') && !s.is(k+1, '.') && !s.is(k+1, '/')
		if !short && (!end || k != j) || s.is(k+1, ':') {
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
		if s.is(m.hi, '.') && !s.toks[m.hi].space {
			m.hi++
		}
	}
	return m, true
}

// clockYear reads "Apr 9 14:30:00 +0000 2011", where the time stands before the
// year, as Unix and old APIs write it.
func (s *scanner) clockYear(lo, k, mon, day int) (match, bool) {
	clock, next := s.clock(k, false)
	if clock == "" {
		return match{}, false
	}
	y := s.num(next)
	if y == nil || y.digits != 4 {
		return match{}, false
	}
	m, ok := s.resolve(int(y.val), mon, day, 4, gregorian, false)
	m.lo, m.hi, m.clock = lo, next+1, clock
	return m, ok
}

// noYear completes a date without a year from the base, if there is one.
func (s *scanner) noYear(lo, hi, mon, day int, cal calendar) (match, bool) {
	if s.opt.Base.IsZero() || day == 0 {
		return match{}, false
	}
	if cal == jalali {
		// The Solar Hijri year that is running at the base, or the one before.
		for _, y := range [...]int{s.opt.Base.Year() - 621, s.opt.Base.Year() - 622} {
			gy, gm, gd, ok := fromJalali(y, mon, day)
			if ok && isoDay(gy, gm, gd) <= s.opt.Base.AddDate(0, 0, 1).Format("2006-01-02") {
				return match{lo: lo, hi: hi, y: gy, m: gm, d: gd, noYear: true}, true
			}
		}
		return match{}, false
	}
	y := s.opt.Base.Year()
	limit := s.opt.Base.AddDate(0, 0, 1).Format("2006-01-02")
	for range 5 { // 29 February may be four years back
		if validDay(y, mon, day) && isoDay(y, mon, day) <= limit {
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
	if j >= floor && (s.is(j, '.') || s.is(j, ',') || s.is(j, '-') || s.is(j, '/') || s.is(j, '\'') || s.is(j, '’') || s.isWord(j, "de", "del", "of", "the")) {
		j--
		if j >= floor && s.is(j, '.') {
			j--
		}
	}
	if j < floor {
		return match{}, false
	}
	// The name may take several words; find the one that ends just here.
	lo := -1
	var e monthEntry
	for back := s.lex.longest - 1; back >= 0; back-- {
		if j-back < floor {
			continue
		}
		if e2, n, ok := s.month(j - back); ok && j-back+n > j {
			lo, e = j-back, e2
			break
		}
	}
	if lo < 0 {
		return match{}, false
	}
	n := s.num(i)
	if n.digits == 4 {
		if s.is(i-1, '-') && s.toks[i].space || s.is(i+1, ':') {
			return match{}, false
		}
		if d := s.num(lo - 1); d != nil && d.digits <= 2 && d.val <= 31 {
			return match{}, false // "31 April 2011" is a mistake, not a month
		}
		m, ok := s.resolve(int(n.val), int(e.month), 0, 4, e.cal, n.persian)
		m.lo, m.hi = lo, i+1
		return m, ok
	}
	if n.digits > 2 || n.val < 1 || n.val > 31 {
		return match{}, false
	}
	return s.yearAfter(lo, s.ordinal(i+1), int(e.month), int(n.val), e.cal, n.persian)
}

// eras maps the last character of an East Asian era name to the year before its
// first.
var eras = map[rune]int{'和': 0, '成': 1988, '国': 1911, '國': 1911}

// han reads 2011年4月9日, 2011년 4월 9일, 二〇一一年四月九日, 平成23年4月9日, and month
// and day alone when there is a base.
func (s *scanner) han(i int) (match, bool) {
	a := s.num(i)
	if a == nil {
		return match{}, false
	}
	if s.is(i+1, '年') || s.is(i+1, '년') {
		y, lo := int(a.val), i
		if a.digits <= 3 {
			era, ok := 0, false
			if i >= 2 {
				era, ok = eras[s.toks[i-1].r]
				lo = i - 2
				if ok && s.is(i-1, '和') {
					switch {
					case s.is(i-2, '令'):
						era = 2018
					case s.is(i-2, '昭'):
						era = 1925
					default:
						ok = false
					}
				}
			}
			if !ok {
				return match{}, false
			}
			y += era
		} else if a.digits != 4 {
			return match{}, false
		}
		mon := s.num(i + 2)
		if mon == nil || mon.val < 1 || mon.val > 12 || !(s.is(i+3, '月') || s.is(i+3, '월')) || !plausibleYear(y) {
			return match{}, false
		}
		d := s.num(i + 4)
		if d != nil && (s.is(i+5, '日') || s.is(i+5, '일') || s.is(i+5, '号')) && validDay(y, int(mon.val), int(d.val)) {
			return match{lo: lo, hi: i + 6, y: y, m: int(mon.val), d: int(d.val)}, true
		}
		return match{lo: lo, hi: i + 4, y: y, m: int(mon.val)}, true
	}
	if (s.is(i+1, '月') || s.is(i+1, '월')) && a.val >= 1 && a.val <= 12 {
		d := s.num(i + 2)
		if d != nil && (s.is(i+3, '日') || s.is(i+3, '일') || s.is(i+3, '号')) && d.val >= 1 && d.val <= 31 {
			return s.noYear(i, i+4, int(a.val), int(d.val), gregorian)
		}
	}
	return match{}, false
}

// widen takes a weekday and a time before the date and a time after it into the
// match.
func (s *scanner) widen(m match, floor int) match {
	if m.d == 0 {
		return m
	}
	if m.clock == "" {
		clock, next := s.clock(m.hi, true)
		if clock != "" {
			m.clock, m.hi = clock, next
		}
	}
	j := m.lo - 1
	for k := 0; k < 2 && j >= floor && (s.is(j, ',') || s.is(j, '.') || s.is(j, '،') || s.is(j, '-') || s.isWord(j, "den", "the", "le", "ngay", "d")); k++ {
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

// clockBefore takes a time that stands directly before the date: "14:30, 9 April
// 2011", "14:30 | 09.04.2011".
func (s *scanner) clockBefore(m match, floor int) match {
	j := m.lo - 1
	if j >= floor && (s.is(j, ',') || s.is(j, '|') || s.is(j, '-') || s.is(j, '–') || s.is(j, '،')) {
		j--
	}
	// Step back over hh:mm(:ss).
	lo := j - 2
	if lo >= floor+2 && s.is(lo-1, ':') {
		lo -= 2
	}
	if lo < floor || s.num(lo) == nil || !s.is(lo+1, ':') {
		return m
	}
	if clock, next := s.clock(lo, false); clock != "" && next == j+1 {
		m.lo, m.clock = lo, clock
	}
	return m
}

// clock reads a time of day at token i, after separators and words like "at"
// when lead is set. It returns "T14:30:00+02:00" and the token after it, or "".
func (s *scanner) clock(i int, lead bool) (string, int) {
	dotted := false // hh.mm is a time only after "kl", "klo", "ore" or before "Uhr"
	if lead {
		for k := 0; k < 4 && i < len(s.toks); k++ {
			t := &s.toks[i]
			if t.kind == punct {
				switch t.r {
				case ',', '-', '–', '—', '|', '•', '·', '@', '،', '/', '(', '.':
					i++
					continue
				}
				break
			}
			if t.kind == word && s.isWord(i, "at", "um", "a", "as", "kl", "klo", "klockan", "klokken", "alle", "ore", "ora", "om", "o", "godz", "v", "в", "ob", "u", "о", "lúc", "luc",
				"saat", "pukul", "jam", "ساعت", "الساعه", "στισ", "ωρα", "t", "von", "la", "las", "tai", "בשעה", "des", "de") {
				dotted = dotted || s.isWord(i, "kl", "klo", "ore", "um", "godz", "om", "pukul", "jam", "alle")
				i++
				continue
			}
			break
		}
	}
	pm := 0
	if i+1 < len(s.toks) && (s.is(i, '上') || s.is(i, '下') || s.is(i, '오')) { // 下午2:30, 오후 2:30
		if s.is(i+1, '午') || s.is(i+1, '전') || s.is(i+1, '후') {
			pm = 1
			if s.is(i, '下') || s.is(i+1, '후') {
				pm = 2
			}
			i += 2
		}
	}
	h := s.num(i)
	if h == nil || h.digits > 2 || h.val > 24 || h.cjk {
		return "", i
	}
	next := i + 1
	hour, min, sec := int(h.val), 0, 0
	precise := false
	if mm := s.num(i + 2); mm != nil && mm.digits == 2 && mm.val < 60 && !mm.space {
		switch {
		case s.is(i+1, ':') || s.is(i+1, 'h') || s.is(i+1, 'H') || s.is(i+1, '：') || s.is(i+1, '時') || s.is(i+1, '时') || s.is(i+1, '点'):
			precise = true
		case s.is(i+1, '.') && (dotted || s.isWord(i+3, "uhr")):
			precise = true
		}
		if precise {
			min, next = int(mm.val), i+3
			if ss := s.num(i + 4); s.is(i+3, ':') && ss != nil && ss.digits == 2 && ss.val < 61 {
				sec, next = int(ss.val), i+5
				if f := s.num(next + 1); s.is(next, '.') && f != nil && !f.space && !s.toks[next].space {
					next += 2
				}
			} else if s.is(next, '分') {
				next++
			}
		}
	}
	half, n := s.halfDay(next)
	if half != 0 {
		pm, next, precise = half, next+n, true
	} else if !precise && s.isWord(next, "uhr", "h", "hs", "시") {
		precise, next = true, next+1
	}
	if !precise {
		return "", i
	}
	if pm == 2 && hour < 12 {
		hour += 12
	} else if pm == 1 && hour == 12 {
		hour = 0
	}
	if hour > 23 || sec > 59 {
		hour, sec = hour%24, sec%60
	}
	if s.isWord(next, "uhr", "hs", "hrs", "klo") {
		next++
	}
	zone, next := s.zone(next)
	return fmt.Sprintf("T%02d:%02d:%02d%s", hour, min, sec, zone), next
}

// halfDay reads am (1) or pm (2) at token i and how many tokens it takes.
func (s *scanner) halfDay(i int) (half, n int) {
	switch {
	case s.isWord(i, "am", "π", "ص", "صباحا", "πμ"):
		half, n = 1, 1
	case s.isWord(i, "pm", "م", "مساء", "μμ"):
		half, n = 2, 1
	case s.isWord(i, "a", "p") && s.is(i+1, '.') && s.isWord(i+2, "m"):
		half, n = 1, 3
		if s.isWord(i, "p") {
			half = 2
		}
	}
	if n > 0 && s.is(i+n, '.') && !s.toks[i+n].space && n == 3 {
		n++
	}
	return half, n
}

// zones are the abbreviations whose offset is the same the world over.
var zones = map[string]string{"z": "Z", "utc": "Z", "gmt": "Z", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00",
	"pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00", "bst": "+01:00", "msk": "+03:00", "jst": "+09:00", "wib": "+07:00", "eet": "+02:00", "eest": "+03:00"}

// zone reads an offset or zone abbreviation at token i.
func (s *scanner) zone(i int) (string, int) {
	j := i
	utc := false
	if s.is(j, '(') {
		j++
	}
	if j < len(s.toks) && s.toks[j].kind == word {
		w := s.toks[j].fold(s.text)
		if z, ok := zones[w]; ok && (w != "z" || !s.toks[j].space) {
			j++
			if z != "Z" || !(s.is(j, '+') || s.is(j, '-')) {
				if s.is(i, '(') && s.is(j, ')') {
					j++
				}
				return z, j
			}
			utc = true
		}
	}
	if !(s.is(j, '+') || s.is(j, '-') || s.is(j, '−')) || s.num(j+1) == nil || s.toks[j+1].space {
		if utc {
			return "Z", j
		}
		return "", i
	}
	sign := byte('+')
	if !s.is(j, '+') {
		sign = '-'
	}
	n := s.num(j + 1)
	switch {
	case n.digits == 4 && n.val/100 <= 14 && n.val%100 < 60:
		return fmt.Sprintf("%c%02d:%02d", sign, n.val/100, n.val%100), j + 2
	case n.digits <= 2 && n.val <= 14:
		if m := s.num(j + 3); s.is(j+2, ':') && m != nil && m.digits == 2 && m.val < 60 {
			return fmt.Sprintf("%c%02d:%02d", sign, n.val, m.val), j + 4
		}
		if utc {
			return fmt.Sprintf("%c%02d:00", sign, n.val), j + 2
		}
	}
	return "", i
}

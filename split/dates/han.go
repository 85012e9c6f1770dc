package dates

// eras maps the last character of an East Asian era name to the year before its first year.
var eras = map[rune]int{'和': 0, '成': 1988, '国': 1911, '國': 1911}

// eraName returns the year before the first of the era whose two-character name precedes token i:
// 平成, 令和, 昭和, 民国.
func (s *scanner) eraName(i int) (before int, ok bool) {
	if i < 2 {
		return 0, false
	}
	before, ok = eras[s.toks[i-1].r]
	if ok && s.isRune(i-1, '和') {
		switch {
		case s.isRune(i-2, '令'):
			return 2018, true
		case s.isRune(i-2, '昭'):
			return 1925, true
		}
		return 0, false
	}
	return before, ok
}

// eraLetters maps the Latin letters of Japanese eras to the year before their first.
var eraLetters = map[byte]int{'M': 1867, 'T': 1911, 'S': 1925, 'H': 1988, 'R': 2018}

// eraBefore returns what is attached to the front of the number at token i: an era, with its first
// token and the year before its first, or a letter that is no era's in this language, with before
// 0. marked is false where the number has nothing attached.
func (s *scanner) eraBefore(i int) (lo, before int, marked bool) {
	if before, ok := s.eraName(i); ok {
		return i - 2, before, true
	}
	if i == 0 || s.toks[i].space {
		return 0, 0, false
	}
	t := &s.toks[i-1]
	if t.kind != word || t.end != s.toks[i].start || t.end-t.start != 1 {
		return 0, 0, false
	}
	if s.lang == "ja" {
		before = eraLetters[s.text[t.start]]
	}
	return i - 1, before, true
}

// readHan reads 2011年4月9日, 2011년 4월 9일, 二〇一一年四月九日, 平成23年4月9日, and month and day alone when there is a
// base.
func (s *scanner) readHan(i int) (match, bool) {
	a := s.numberAt(i)
	if a == nil {
		return match{}, false
	}
	if s.isRune(i+1, '年') || s.isRune(i+1, '년') {
		y, lo := int(a.val), i
		if a.digits <= 3 {
			era, ok := s.eraName(i)
			if !ok {
				return match{}, false
			}
			lo = i - 2
			y += era
		} else if a.digits != 4 {
			return match{}, false
		}
		mon := s.numberAt(i + 2)
		if mon == nil || mon.val < 1 || mon.val > 12 || !(s.isRune(i+3, '月') || s.isRune(i+3, '월')) ||
			!isPlausibleYear(y) {
			return match{}, false
		}
		d := s.numberAt(i + 4)
		if d != nil && (s.isRune(i+5, '日') || s.isRune(i+5, '일') || s.isRune(i+5, '号')) &&
			isValidDay(y, int(mon.val), int(d.val)) {
			return match{lo: lo, hi: i + 6, y: y, m: int(mon.val), d: int(d.val)}, true
		}
		return match{lo: lo, hi: i + 4, y: y, m: int(mon.val)}, true
	}
	if (s.isRune(i+1, '月') || s.isRune(i+1, '월')) && a.val >= 1 && a.val <= 12 {
		d := s.numberAt(i + 2)
		if d != nil && (s.isRune(i+3, '日') || s.isRune(i+3, '일') || s.isRune(i+3, '号')) && d.val >= 1 && d.val <= 31 {
			return s.noYear(i, i+4, int(a.val), int(d.val), gregorian)
		}
	}
	return match{}, false
}

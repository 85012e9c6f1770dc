package dates

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

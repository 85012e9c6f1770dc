package dates

import "fmt"

// clockBefore adds a time directly before the date to m: "14:30, 9 April 2011", "14:30 |
// 09.04.2011".
func (s *scanner) clockBefore(m match, floor int) match {
	j := m.lo - 1
	if j >= floor && (s.isRune(j, ',') || s.isRune(j, '|') || s.isRune(j, '-') || s.isRune(j, '–') ||
		s.isRune(j, '،')) {
		j--
	}
	// Step back over hh:mm(:ss).
	lo := j - 2
	if lo >= floor+2 && s.isRune(lo-1, ':') {
		lo -= 2
	}
	if lo < floor || s.numberAt(lo) == nil || !s.isRune(lo+1, ':') {
		return m
	}
	if clock, next := s.readClock(lo, false); clock != "" && next == j+1 {
		m.lo, m.clock = lo, clock
	}
	return m
}

// readClock reads a time of day at token i, with lead after separators and words like "at". It returns
// "T14:30:00+02:00" and the token after it, or "".
func (s *scanner) readClock(i int, lead bool) (string, int) {
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
			if t.kind == word && s.isWord(i, "at", "um", "a", "as", "kl", "klo", "klockan", "klokken", "alle", "ore",
				"ora", "om", "o", "godz", "v", "в", "ob", "u", "о", "lúc", "luc", "saat", "pukul", "jam", "ساعت",
				"الساعه", "στισ", "ωρα", "t", "von", "la", "las", "tai", "בשעה", "des", "de") {
				dotted = dotted || s.isWord(i, "kl", "klo", "ore", "um", "godz", "om", "pukul", "jam", "alle")
				i++
				continue
			}
			break
		}
	}
	pm := 0
	if i+1 < len(s.toks) && (s.isRune(i, '上') || s.isRune(i, '下') || s.isRune(i, '오')) { // 下午2:30, 오후 2:30
		if s.isRune(i+1, '午') || s.isRune(i+1, '전') || s.isRune(i+1, '후') {
			pm = 1
			if s.isRune(i, '下') || s.isRune(i+1, '후') {
				pm = 2
			}
			i += 2
		}
	}
	h := s.numberAt(i)
	if h == nil || h.digits > 2 || h.val > 24 || h.cjk {
		return "", i
	}
	next := i + 1
	hour, min, sec := int(h.val), 0, 0
	precise := false
	if mm := s.numberAt(i + 2); mm != nil && mm.digits == 2 && mm.val < 60 && !mm.space {
		switch {
		case s.isRune(i+1, ':') || s.isRune(i+1, 'h') || s.isRune(i+1, 'H') || s.isRune(i+1, '：') ||
			s.isRune(i+1, '時') ||
			s.isRune(i+1, '时') || s.isRune(i+1, '点'):
			precise = true
		case s.isRune(i+1, '.') && (dotted || s.isWord(i+3, "uhr")):
			precise = true
		}
		if precise {
			min, next = int(mm.val), i+3
			if ss := s.numberAt(i + 4); s.isRune(i+3, ':') && ss != nil && ss.digits == 2 && ss.val < 61 {
				sec, next = int(ss.val), i+5
				if f := s.numberAt(next + 1); s.isRune(next, '.') && f != nil && !f.space && !s.toks[next].space {
					next += 2
				}
			} else if s.isRune(next, '分') {
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
	sec %= 60 // a leap second
	if s.isWord(next, "uhr", "hs", "hrs", "klo") {
		next++
	}
	zone, next := s.readZone(next)
	if hour > 23 {
		return "", next // 24:00, the end of a day, is a moment of the next one: the day as it is stated is known
	}
	return fmt.Sprintf("T%02d:%02d:%02d%s", hour, min, sec, zone), next
}

// halfDay returns am (1) or pm (2) at token i and the number of its tokens.
func (s *scanner) halfDay(i int) (half, n int) {
	switch {
	case s.isWord(i, "am", "π", "ص", "صباحا", "πμ"):
		half, n = 1, 1
	case s.isWord(i, "pm", "م", "مساء", "μμ"):
		half, n = 2, 1
	case s.isWord(i, "a", "p") && s.isRune(i+1, '.') && s.isWord(i+2, "m"):
		half, n = 1, 3
		if s.isWord(i, "p") {
			half = 2
		}
	}
	if n > 0 && s.isRune(i+n, '.') && !s.toks[i+n].space && n == 3 {
		n++
	}
	return half, n
}

// zones are the abbreviations with the same offset worldwide.
var zones = map[string]string{"z": "Z", "utc": "Z", "gmt": "Z", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00",
	"mst": "-07:00", "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00",
	"bst": "+01:00", "msk": "+03:00", "jst": "+09:00", "wib": "+07:00", "eet": "+02:00", "eest": "+03:00"}

// readZone returns the offset or zone abbreviation at token i.
func (s *scanner) readZone(i int) (string, int) {
	j := i
	utc := false
	if s.isRune(j, '(') {
		j++
	}
	if j < len(s.toks) && s.toks[j].kind == word {
		w := s.toks[j].fold(s.text)
		if z, ok := zones[w]; ok && (w != "z" || !s.toks[j].space) {
			j++
			if z != "Z" || !(s.isRune(j, '+') || s.isRune(j, '-')) {
				if s.isRune(i, '(') && s.isRune(j, ')') {
					j++
				}
				return z, j
			}
			utc = true
		}
	}
	if !(s.isRune(j, '+') || s.isRune(j, '-') || s.isRune(j, '−')) || s.numberAt(j+1) == nil || s.toks[j+1].space {
		if utc {
			return "Z", j
		}
		return "", i
	}
	sign := byte('+')
	if !s.isRune(j, '+') {
		sign = '-'
	}
	n := s.numberAt(j + 1)
	switch {
	case n.digits == 4 && n.val/100 <= 14 && n.val%100 < 60:
		return fmt.Sprintf("%c%02d:%02d", sign, n.val/100, n.val%100), j + 2
	case n.digits <= 2 && n.val <= 14:
		if m := s.numberAt(j + 3); s.isRune(j+2, ':') && m != nil && m.digits == 2 && m.val < 60 {
			return fmt.Sprintf("%c%02d:%02d", sign, n.val, m.val), j + 4
		}
		if utc {
			return fmt.Sprintf("%c%02d:00", sign, n.val), j + 2
		}
	}
	return "", i
}

package dates

// isoStamp reads the most frequent machine form, 2011-04-09 with or without T14:30:05, a fraction
// and Z or +02:00, much faster than Find and with the same value. Other forms return false.
func isoStamp(s string) (value string, ok bool) {
	if len(s) < 10 || len(s) > 32 || s[4] != '-' || s[7] != '-' {
		return "", false
	}
	y, m, d := twoDigits(s[0:2])*100+twoDigits(s[2:4]), twoDigits(s[5:7]), twoDigits(s[8:10])
	if y < 1900 || y > 2099 || d < 1 || !isValidDay(y, m, d) {
		return "", false
	}
	if len(s) == 10 {
		return s, true
	}
	if len(s) < 19 || s[10] != 'T' || s[13] != ':' || s[16] != ':' {
		return "", false
	}
	if h, m, sec := twoDigits(s[11:13]), twoDigits(s[14:16]), twoDigits(s[17:19]); h < 0 || h > 23 || m < 0 ||
		m > 59 || sec < 0 ||
		sec > 59 {
		return "", false
	}
	i := 19
	if i < len(s) && s[i] == '.' {
		for i++; i < len(s) && isDigit(s[i]); i++ {
		}
		if i == 20 || i > 28 {
			return "", false
		}
	}
	switch zone := s[i:]; {
	case zone == "", zone == "Z":
	case len(zone) == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':':
		if h, m := twoDigits(zone[1:3]), twoDigits(zone[4:6]); h < 0 || h > 14 || m < 0 || m > 59 {
			return "", false
		}
	default:
		return "", false
	}
	if i == 19 {
		return s, true
	}
	return s[:19] + s[i:], true
}

// twoDigits reads two digits; it returns a number far below zero when they are none.
func twoDigits(s string) int {
	if !isDigit(s[0]) || !isDigit(s[1]) {
		return -1 << 20
	}
	return int(s[0]-'0')*10 + int(s[1]-'0')
}

package dates

import (
	"strconv"
	"strings"
	"time"

	"cuttings/cutting"
)

// FromURL returns the date in a URL's path: /2011/04/09/slug, /2011/apr/09/, /2011/april/09/,
// /2011-04-09-slug, /23-04-2011, /20110409/, /2011/04/. Query, host and a year alone do not count.
// Origin is "url"; Span is empty.
func FromURL(u string) (cutting.Date, bool) {
	if i := strings.Index(u, "://"); i >= 0 {
		u = u[i+3:]
		slash := strings.IndexByte(u, '/')
		if slash < 0 {
			return cutting.Date{}, false
		}
		u = u[slash:]
	}
	if i := strings.IndexAny(u, "?#"); i >= 0 {
		u = u[:i]
	}
	if len(u) > 2000 {
		u = u[:2000]
	}
	best := ""
	for i := 0; i < len(u); {
		if !isDigit(u[i]) {
			i++
			continue
		}
		j := i
		for j < len(u) && isDigit(u[j]) {
			j++
		}
		if i == 0 || !isAlnum(u[i-1]) {
			if v := urlDate(u, i, j); len(v) > len(best) {
				best = v
			}
		}
		i = j
	}
	if best == "" {
		return cutting.Date{}, false
	}
	return cutting.Date{Value: best, Origin: "url"}, true
}

// urlDate returns the date whose year is the digits u[i:j].
func urlDate(u string, i, j int) string {
	if j-i == 8 && (j == len(u) || !isAlnum(u[j])) {
		return parseCompact(u[i:j])
	}
	if j-i == 6 && i > 0 && u[i-1] == '/' && j < len(u) && u[j] == '/' { // /201104/
		if v, ok := asciiNumber(u[i:j]); ok && v/100 >= 1990 && v/100 <= 2099 && v%100 >= 1 && v%100 <= 12 {
			return isoDay(v/100, v%100, 0)
		}
	}
	if j-i <= 2 {
		return urlDayFirst(u, i, j)
	}
	if j-i != 4 || j >= len(u) {
		return ""
	}
	y, _ := asciiNumber(u[i:j])
	if y < 1990 || y > 2099 {
		return ""
	}
	sep := u[j]
	if sep != '/' && sep != '-' && sep != '_' && sep != '.' {
		return ""
	}
	m, k := urlMonth(u, j+1)
	if m == 0 || sep != '/' && (k >= len(u) || u[k] != sep) {
		return ""
	}
	if k < len(u) && (u[k] == '/' || u[k] == '-' || u[k] == '_' || u[k] == '.') {
		e := k + 1
		for e < len(u) && e < k+4 && isDigit(u[e]) {
			e++
		}
		if d, ok := asciiNumber(u[k+1 : e]); ok && e-k-1 <= 2 && (e == len(u) || !isAlnum(u[e]) || u[e] == 'T') &&
			isValidDay(y, m, d) {
			return isoDay(y, m, d)
		}
	}
	if sep == '/' && (k == len(u) || u[k] == '/') {
		return isoDay(y, m, 0)
	}
	return ""
}

// urlDayFirst reads 23-04-2011 and 04-23-2011, where u[i:j] is the first number; "" when day and
// month could be exchanged.
func urlDayFirst(u string, i, j int) string {
	if len(u) < j+6 || u[j] != '-' && u[j] != '_' {
		return ""
	}
	k := j + 1
	for k < len(u) && isDigit(u[k]) {
		k++
	}
	if len(u) < k+5 || u[k] != u[j] || len(u) > k+5 && isAlnum(u[k+5]) {
		return ""
	}
	a, _ := asciiNumber(u[i:j])
	b, ok1 := asciiNumber(u[j+1 : k])
	y, ok2 := asciiNumber(u[k+1 : k+5])
	if !ok1 || !ok2 || k-j > 3 || y < 1990 || y > 2099 {
		return ""
	}
	if b > 12 {
		a, b = b, a
	}
	if a <= 12 && a != b || !isValidDay(y, b, a) {
		return ""
	}
	return isoDay(y, b, a)
}

var urlMonths = [12]string{"january", "february", "march", "april", "may", "june", "july", "august", "september",
	"october", "november", "december"}

// urlMonth reads a month, in one or two digits or as its English name, of which three letters
// suffice.
func urlMonth(u string, i int) (month, end int) {
	j := i
	for j < len(u) && isDigit(u[j]) {
		j++
	}
	if j > i {
		m, ok := asciiNumber(u[i:j])
		if !ok || j-i > 2 || m < 1 || m > 12 {
			return 0, i
		}
		return m, j
	}
	for j < len(u) && u[j]|32 >= 'a' && u[j]|32 <= 'z' {
		j++
	}
	if j-i < 3 || j-i > len("september") {
		return 0, i
	}
	name := strings.ToLower(u[i:j])
	for m, n := range urlMonths {
		if name == n || name == n[:3] {
			return m + 1, j
		}
	}
	return 0, i
}

// parseCompact reads YYYYMMDD.
func parseCompact(s string) string {
	v, ok := asciiNumber(s)
	y, m, d := v/10000, v/100%100, v%100
	if !ok || len(s) != 8 || y < 1990 || y > 2099 || !isValidDay(y, m, d) {
		return ""
	}
	return isoDay(y, m, d)
}

func isDigit(c byte) bool { return c-'0' <= 9 }
func isAlnum(c byte) bool { return isDigit(c) || c|32 >= 'a' && c|32 <= 'z' }

// FromISO reads the value of a datetime attribute or metadata field: ISO 8601 and RFC 3339 in all
// common spellings, YYYYMMDD, RFC 822, seconds or milliseconds since 1970, or else any date Parse
// reads. The first moment of 1970, which programs write for an unknown time, returns false. The
// caller sets Origin and Span.
func FromISO(attr string) (cutting.Date, bool) {
	d, ok := fromISO(attr)
	if ok && strings.HasPrefix(d.Value, "1970-01-01T00:00") {
		return cutting.Date{}, false
	}
	return d, ok
}

func fromISO(attr string) (cutting.Date, bool) {
	attr = strings.TrimSpace(attr)
	if len(attr) > 100 || attr == "" {
		return cutting.Date{}, false
	}
	if n, ok := digits64(attr); ok {
		switch {
		case len(attr) == 8:
			if v := parseCompact(attr); v != "" {
				return cutting.Date{Value: v}, true
			}
		case len(attr) == 14: // YYYYMMDDhhmmss
			if v := parseCompact(attr[:8]); v != "" && attr[8:10] < "24" && attr[10:12] < "60" && attr[12:] < "60" {
				return cutting.Date{Value: v + "T" + attr[8:10] + ":" + attr[10:12] + ":" + attr[12:]}, true
			}
		case len(attr) == 10 && attr[0] == '1':
			return cutting.Date{Value: time.Unix(n, 0).UTC().Format(time.RFC3339)}, true
		case len(attr) == 13 && attr[0] == '1':
			return cutting.Date{Value: time.UnixMilli(n).UTC().Format(time.RFC3339)}, true
		}
	}
	if len(attr) >= 15 && attr[8] == 'T' { // 20110409T143000Z
		if v := parseCompact(attr[:8]); v != "" {
			if _, ok := asciiNumber(attr[9:15]); ok && attr[9:11] < "24" && attr[11:13] < "60" && attr[13:15] < "60" {
				v += "T" + attr[9:11] + ":" + attr[11:13] + ":" + attr[13:15]
				if len(attr) > 15 && attr[15] == 'Z' {
					v += "Z"
				}
				return cutting.Date{Value: v}, true
			}
		}
	}
	if len(attr) == 7 && attr[4] == '-' {
		y, ok1 := asciiNumber(attr[:4])
		m, ok2 := asciiNumber(attr[5:])
		if ok1 && ok2 && isPlausibleYear(y) && m >= 1 && m <= 12 {
			return cutting.Date{Value: attr}, true
		}
	}
	found := Find(attr, "en", Options{})
	if len(found) == 0 {
		if y, ok := asciiNumber(attr); ok && len(attr) == 4 && isPlausibleYear(y) {
			return cutting.Date{Value: attr}, true
		}
		return cutting.Date{}, false
	}
	if !hasOnlyFillers(attr[:found[0].Span.Start]) || !hasOnlyFillers(attr[found[0].Span.End:]) &&
		len(found) == 1 && found[0].Doubtful {
		return cutting.Date{}, false
	}
	return cutting.Date{Value: found[0].Date.Value}, true
}

func digits64(s string) (int64, bool) {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

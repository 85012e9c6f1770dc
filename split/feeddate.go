package split

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/split/dates"
)

// feedDates reads the dates of one feed like those of pages: local day and offset are kept as
// written, other calendars are converted where they are certain, and unreadable dates are left out.
type feedDates struct {
	lang  string // declared, or else detected
	order dates.Order
}

func newFeedDates(p *cutting.Page) feedDates {
	f := feedDates{lang: p.Feed.Lang}
	if f.lang == "" {
		f.lang = p.Meta.Lang
	}
	written := make([]string, 0, 2*len(p.Feed.Entries))
	for i := range p.Feed.Entries {
		written = append(written, p.Feed.Entries[i].Published, p.Feed.Entries[i].Modified)
	}
	f.order = dates.OrderOf(written...)
	return f
}

// FeedDate returns a date written in a feed, such as that of its last change; the zero Date when it
// cannot be read.
func FeedDate(p *cutting.Page, written string) cutting.Date {
	f := newFeedDates(p)
	return f.readDate(written)
}

// datesOf returns the dates of an entry. A single date without a day of publication is that of a change:
// see cutting.OnlyChange.
func (f *feedDates) datesOf(e *cutting.FeedEntry) (published, modified cutting.Date) {
	published, modified = f.readDate(e.Published), f.readDate(e.Modified)
	switch {
	case published.IsZero():
		published = modified
	case f.isEthiopian(published.Value, modified.Value):
		published = modified
	case published.Value == modified.Value:
		modified = cutting.Date{} // not changed since publication
	}
	return published, modified
}

// isEthiopian reports whether a day of publication is in the Ethiopian calendar, seven or eight years
// before the day of change: Ethiopian pages use both calendars.
func (f *feedDates) isEthiopian(published, modified string) bool {
	if l, _, _ := strings.Cut(strings.ToLower(f.lang), "-"); l != "am" && l != "ti" {
		return false
	}
	p, err := strconv.Atoi(published[:4])
	m, err2 := strconv.Atoi(modified[:min(4, len(modified))])
	return err == nil && err2 == nil && (m-p == 7 || m-p == 8)
}

// readDate returns the date in written; the zero Date when there is none.
func (f *feedDates) readDate(written string) cutting.Date {
	w := strings.TrimSpace(written)
	if w == "" || len(w) > 100 {
		return cutting.Date{}
	}
	value := machineDate(w)
	if value == "" {
		if at := endOfDay.FindStringIndex(w); at != nil {
			value = dayAfter(f.readWords(w[:at[0]] + "00:00:00" + w[at[1]:]))
		} else {
			value = f.readWords(w)
		}
	}
	if value == "" || isEpoch(value) || value >= farAhead {
		return cutting.Date{}
	}
	return cutting.Date{Value: value, Origin: "feed"}
}

// readWords reads a date in words, or in a machine form with names of days, months or zones (RFC 822,
// 5).
func (f *feedDates) readWords(w string) string {
	o := dates.Options{Order: f.order}
	for _, try := range [...]func(string) string{zoneOfRFC822, fullYear, withoutZone} {
		if v := try(w); v != "" {
			if d, ok := dates.ParseWith(v, f.lang, o); ok {
				return d.Value
			}
		}
	}
	return ""
}

// farAhead is the date from which on a feed's date is taken to be in another calendar than it was
// read in. A year of the Hijri calendar looks like one of the Solar Hijri calendar some forty years
// ahead: 1440 is 2018 in the one and 2061 in the other.
//
// Dates of the far future are not Gregorian either: Bikram Sambat is 56 years ahead.
const farAhead = "2040"

// fullYear expands the two-digit year in "Thu, 9 May 19 00:30 UT" as RFC 2822, 4.3 requires.
func fullYear(w string) string {
	f := strings.Fields(w)
	for i := 2; i < len(f) && i < 4; i++ {
		if n, err := strconv.Atoi(f[i]); err == nil && len(f[i]) == 2 && isWord(f[i-1]) {
			if n < 50 {
				n += 2000
			} else {
				n += 1900
			}
			f[i] = strconv.Itoa(n)
			return zoneOfRFC822(strings.Join(f, " "))
		}
	}
	return ""
}

func isWord(s string) bool { return strings.Trim(s, "0123456789:+-,./") == s && s != "" }

// zoneOfRFC822 returns w with the zones UT, Z and -0000 written as UTC.
func zoneOfRFC822(w string) string {
	at := strings.LastIndexByte(w, ' ')
	if at < 0 {
		return w
	}
	switch w[at+1:] {
	case "UT", "Z", "z", "-0000":
		return w[:at] + " UTC"
	}
	return w
}

// withoutZone removes a zone that is a place ("America/New_York"), is in brackets after an offset, or is an
// abbreviation after a clock whose offset is not known ("00:30 IRST"): the time is then local.
func withoutZone(w string) string {
	if at := strings.Index(w, " ("); at > 0 && strings.HasSuffix(w, ")") {
		return w[:at]
	}
	f := strings.Fields(w)
	for i := 1; i < len(f); i++ {
		if strings.Contains(f[i-1], ":") && isZoneName(f[i]) {
			return strings.Join(slices.Delete(f, i, i+1), " ")
		}
	}
	at := strings.LastIndexByte(w, ' ')
	if at < 0 {
		return ""
	}
	last := w[at+1:]
	if strings.Contains(last, "/") && isWord(strings.ReplaceAll(last, "/", "")) {
		return w[:at]
	}
	return ""
}

// isZoneName reports whether s has the form of a time zone's abbreviation: three to five capital letters.
func isZoneName(s string) bool {
	return len(s) >= 3 && len(s) <= 5 && strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == ""
}

// machineLayouts are forms of ISO 8601 and of databases that people do not write; an offset is
// kept.
var machineLayouts = [...]struct {
	layout, out string
}{
	{"20060102T150405Z0700", "2006-01-02T15:04:05Z07:00"},
	{"20060102T150405", "2006-01-02T15:04:05"},
	{"20060102T1504Z0700", "2006-01-02T15:04:05Z07:00"},
	{"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"},
	{"2006-01-02T15Z07:00", "2006-01-02T15:04:05Z07:00"},
	{"2006-01-02T15:04:05Z07", "2006-01-02T15:04:05Z07:00"},
	{"20060102150405", "2006-01-02T15:04:05"},
	{"20060102", "2006-01-02"},
	{"2006-01", "2006-01"},
	{"2006-002", "2006-01-02"},
	{"2006002", "2006-01-02"},
}

// machineDate reads forms that only machines write; "" for anything else.
func machineDate(w string) string {
	if w[0] < '0' || w[0] > '9' || len(w) < 7 {
		return ""
	}
	if day, ok := readMidnight(w); ok {
		return day
	}
	for _, l := range machineLayouts {
		if t, err := time.Parse(l.layout, w); err == nil && t.Year() >= 1900 && t.Year() < 2100 {
			return t.Format(l.out)
		}
	}
	return ""
}

// readMidnight reads a time of 24:00, the end of the day, as the beginning of the next day.
func readMidnight(w string) (string, bool) {
	for _, m := range [...]string{"T24:00:00", "T24:00", " 24:00:00", " 24:00"} {
		day, zone, ok := strings.Cut(w, m)
		if !ok {
			continue
		}
		if _, err := time.Parse("2006-01-02", day); err != nil {
			return "", false
		}
		if strings.Trim(zone, ".0") == "" {
			return dayAfter(day + "T00:00:00"), true
		}
		z, err := time.Parse("Z07:00", strings.TrimLeft(zone, ".0 "))
		if err != nil {
			return "", false
		}
		return dayAfter(day + "T00:00:00" + z.Format("Z07:00")), true
	}
	return "", false
}

// endOfDay matches a time of 24:00 in a date in words: "Thu, 09 May 2019 24:00:00 GMT".
var endOfDay = regexp.MustCompile(`\b24:00(:00)?\b`)

// dayAfter returns the same time on the day after; a value without a time is unchanged.
func dayAfter(value string) string {
	day, clock, ok := strings.Cut(value, "T")
	t, err := time.Parse("2006-01-02", day)
	if !ok || err != nil {
		return value
	}
	return t.AddDate(0, 0, 1).Format("2006-01-02") + "T" + clock
}

// isEpoch reports whether a date is the zero of computers' clocks, which programs write for an
// unknown time.
func isEpoch(value string) bool {
	return value == "1970-01-01T00:00:00Z" || value == "1970-01-01T00:00:00+00:00" || value == "1970-01-01T00:00:00"
}

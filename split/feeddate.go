package split

import (
	"strconv"
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/split/dates"
)

// feedDates reads the dates of one feed as those of pages are read: local day and
// offset stay as they are written, other calendars are converted where they are
// certain, and what cannot be read is no date.
type feedDates struct {
	lang  string // as declared, else as seen
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

// FeedDate reads a date as a feed's own, such as that of its last change, writes it; the
// zero Date is none.
func FeedDate(p *cutting.Page, written string) cutting.Date {
	f := newFeedDates(p)
	return f.read(written)
}

// of reads the two dates of an entry. The one date told when there is no day of
// publication is that of a change: see cutting.OnlyChange.
func (f *feedDates) of(e *cutting.FeedEntry) (published, modified cutting.Date) {
	published, modified = f.read(e.Published), f.read(e.Modified)
	switch {
	case published.IsZero():
		published = modified
	case f.behind(published.Value, modified.Value):
		published = modified
	case published.Value == modified.Value:
		modified = cutting.Date{} // never changed
	}
	return published, modified
}

// behind reports whether a day of publication is one of the Ethiopian calendar, seven
// or eight years before the day the entry was changed: pages of Ethiopia write both.
func (f *feedDates) behind(published, modified string) bool {
	if l, _, _ := strings.Cut(strings.ToLower(f.lang), "-"); l != "am" && l != "ti" {
		return false
	}
	p, err := strconv.Atoi(published[:4])
	m, err2 := strconv.Atoi(modified[:min(4, len(modified))])
	return err == nil && err2 == nil && (m-p == 7 || m-p == 8)
}

// read reads one date; the zero Date is none.
func (f *feedDates) read(written string) cutting.Date {
	w := strings.TrimSpace(written)
	if w == "" || len(w) > 100 {
		return cutting.Date{}
	}
	value := machineDate(w)
	if value == "" {
		value = f.words(w)
	}
	if value == "" || isEpoch(value) || value >= farAhead {
		return cutting.Date{}
	}
	return cutting.Date{Value: value, Origin: "feed"}
}

// words reads a date for people, or in a form made for machines that has the names
// of days, months or zones in it (RFC 822, 5).
func (f *feedDates) words(w string) string {
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

// farAhead is from when on the calendar of a feed's date is not the one it was taken
// for. A year of the Hijri calendar reads like one of the Solar Hijri calendar
// some forty years ahead: 1440 is 2018 in the one and 2061 in the other.
//
// Nor is a day of the far future the Gregorian calendar's: Bikram Sambat is 56 years
// ahead.
const farAhead = "2040"

// fullYear widens the year of "Thu, 9 May 19 00:30 UT", as RFC 2822, 4.3 says.
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

// zoneOfRFC822 writes the zones UT, Z and -0000 as UTC.
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

// withoutZone leaves out a zone that is a place ("America/New_York") or in
// brackets behind an offset: the time then is local.
func withoutZone(w string) string {
	if at := strings.Index(w, " ("); at > 0 && strings.HasSuffix(w, ")") {
		return w[:at]
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

// machineLayouts are forms of ISO 8601 and of databases that people do not write.
// Those with an offset keep it.
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

// machineDate reads what only machines write; "" for anything else.
func machineDate(w string) string {
	if w[0] < '0' || w[0] > '9' || len(w) < 7 {
		return ""
	}
	if day, ok := midnight(w); ok {
		return day
	}
	for _, l := range machineLayouts {
		if t, err := time.Parse(l.layout, w); err == nil && t.Year() >= 1900 && t.Year() < 2100 {
			return t.Format(l.out)
		}
	}
	return ""
}

// midnight reads a time of 24:00, the end of the day: the beginning of the next.
func midnight(w string) (string, bool) {
	for _, m := range [...]string{"T24:00:00", "T24:00", " 24:00:00", " 24:00"} {
		day, zone, ok := strings.Cut(w, m)
		if !ok {
			continue
		}
		t, err := time.Parse("2006-01-02", day)
		if err != nil {
			return "", false
		}
		if strings.Trim(zone, ".0") == "" {
			return t.AddDate(0, 0, 1).Format("2006-01-02") + "T00:00:00", true
		}
		z, err := time.Parse("Z07:00", strings.TrimLeft(zone, ".0 "))
		if err != nil {
			return "", false
		}
		return t.AddDate(0, 0, 1).Format("2006-01-02") + "T00:00:00" + z.Format("Z07:00"), true
	}
	return "", false
}

// isEpoch reports whether a date is the zero of the clocks of computers, which
// programs write where they know none.
func isEpoch(value string) bool {
	return value == "1970-01-01T00:00:00Z" || value == "1970-01-01T00:00:00+00:00" || value == "1970-01-01T00:00:00"
}

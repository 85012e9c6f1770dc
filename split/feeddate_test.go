package split_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cuttings/cutting"
	"cuttings/page"
	"cuttings/split"
)

func splitFile(t *testing.T, name string) *cutting.Split {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "feeds", name))
	if err != nil {
		t.Fatal(err)
	}
	p, err := page.Read(b, page.Options{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return split.Split(p, split.Options{})
}

// TestALocalDayIsTheSameInEveryForm: half past midnight at +03:30 gives the day the source states,
// in RSS, Atom and HTML alike.
func TestALocalDayIsTheSameInEveryForm(t *testing.T) {
	for _, name := range []string{"rss-day.xml", "atom-day.xml", "html-day.html"} {
		s := splitFile(t, name)
		if len(s.Cuttings) == 0 || s.Cuttings[0].Published.Value != "2019-05-09T00:30:00+03:30" {
			t.Errorf("%s: %+v, want 2019-05-09T00:30:00+03:30", name, s.Cuttings)
		}
	}
}

// TestOtherCalendarsInFeeds: a date in another calendar is converted where the calendar is certain
// and left out otherwise; it is never read as Gregorian.
func TestOtherCalendarsInFeeds(t *testing.T) {
	for _, name := range []string{"rss-cal.xml", "atom-fa.xml"} {
		s := splitFile(t, name)
		if len(s.Cuttings) == 0 {
			t.Fatalf("%s: no cuttings", name)
		}
		for i, c := range s.Cuttings {
			if v := c.Published.Value; v != "" && !strings.HasPrefix(v, "2019-05-09") {
				t.Errorf("%s, entry %d (%s): %s, want 2019-05-09 or none", name, i, c.Headline, v)
			}
			if certain := name == "rss-cal.xml" && i <= 5; certain && c.Published.IsZero() {
				t.Errorf("%s, entry %d (%s): no date, want 2019-05-09", name, i, c.Headline)
			}
		}
	}
}

func TestFeedDates(t *testing.T) {
	for _, tt := range []struct{ name, lang, written, want string }{
		{"RFC 822, offset", "en", "Thu, 09 May 2019 00:30:00 +0330", "2019-05-09T00:30:00+03:30"},
		{"RFC 822, GMT", "en", "Thu, 09 May 2019 00:30:00 GMT", "2019-05-09T00:30:00Z"},
		{"RFC 822, two-digit year", "en", "Thu, 9 May 19 00:30 UT", "2019-05-09T00:30:00Z"},
		{"RFC 822, two-digit year of the last century", "en", "Sat, 09 May 98 00:30:00 EST",
			"1998-05-09T00:30:00-05:00"},
		{"RFC 822, Z", "en", "9 May 2019 00:30:00 Z", "2019-05-09T00:30:00Z"},
		{"RFC 822, zone not told", "en", "Thu, 09 May 2019 00:30:00 -0000", "2019-05-09T00:30:00Z"},
		{"named zone", "en", "Thu, 09 May 2019 00:30:00 CEST", "2019-05-09T00:30:00+02:00"},
		{"named zone of several places", "en", "Thu, 09 May 2019 00:30:00 IST", "2019-05-09T00:30:00"},
		{"a place as zone", "en", "Thu, 09 May 2019 00:30:00 America/New_York", "2019-05-09T00:30:00"},
		{"a zone by a name whose offset is not known", "fa", "Thu, 09 May 2019 00:30:00 IRST", "2019-05-09T00:30:00"},
		{"the same, without a day of the week", "en", "9 May 2019 00:30 AEST", "2019-05-09T00:30:00"},
		{"the same, year first", "ko", "2019-05-09 00:30:00 KST", "2019-05-09T00:30:00"},
		{"the same, as Unix writes it", "en", "Thu May  9 00:30:00 WEST 2019", "2019-05-09T00:30:00"},
		{"a zone's name behind its offset", "en", "Thu May 09 2019 00:30:00 +0330 (Iran Standard Time)",
			"2019-05-09T00:30:00+03:30"},
		{"ISO 8601", "en", "2019-05-09T00:30:00+03:30", "2019-05-09T00:30:00+03:30"},
		{"ISO 8601, no seconds", "en", "2019-05-09T00:30+03:30", "2019-05-09T00:30:00+03:30"},
		{"ISO 8601, no colon", "en", "2019-05-09T00:30:00+0330", "2019-05-09T00:30:00+03:30"},
		{"ISO 8601, basic", "en", "20190509T003000Z", "2019-05-09T00:30:00Z"},
		{"ISO 8601, basic day", "en", "20190509", "2019-05-09"},
		{"ISO 8601, month", "en", "2019-05", "2019-05"},
		{"ISO 8601, year", "en", "2019", "2019"},
		{"ISO 8601, day of the year", "en", "2019-129", "2019-05-09"},
		{"ISO 8601, end of the day", "en", "2019-05-08T24:00:00Z", "2019-05-09T00:00:00Z"},
		{"RFC 822, end of the day", "en", "Thu, 09 May 2019 24:00:00 GMT", "2019-05-10T00:00:00Z"},
		{"end of the day, in words", "de", "9. Mai 2019, 24:00", "2019-05-10T00:00:00"},
		{"database", "en", "2019-05-09 00:30:00", "2019-05-09T00:30:00"},
		{"day alone", "en", "9 May 2019", "2019-05-09"},
		{"month names, German", "de", "Do, 09 Mai 2019 12:00:00 +0200", "2019-05-09T12:00:00+02:00"},
		{"month names, Russian", "ru", "чт, 09 мая 2019 12:00:00 +0300", "2019-05-09T12:00:00+03:00"},
		{"figures, day first by language", "fr", "09/05/2019 12:30", "2019-05-09T12:30:00"},
		{"figures, month first by language", "en-US", "05/09/2019 12:30 PM", "2019-05-09T12:30:00"},
		{"figures without a language", "", "05/09/2019", ""},
		{"Solar Hijri", "fa", "1398-02-19T12:30:00+03:30", "2019-05-09T12:30:00+03:30"},
		{"Solar Hijri without a language", "", "1398-02-19", ""},
		{"Solar Hijri, in a feed of another language", "en", "1398-02-19", ""},
		{"Hijri in a Persian feed", "fa", "1440-09-04T10:00:00+03:00", ""},
		{"Hijri in an Arabic feed", "ar", "1440-09-04T10:00:00+03:00", ""},
		{"Buddhist, Thailand", "th", "Thu, 09 May 2562 10:00:00 +0700", "2019-05-09T10:00:00+07:00"},
		{"Buddhist, elsewhere", "fa", "2562-05-09T10:00:00+07:00", ""},
		{"Bikram Sambat", "ne", "2076-01-26T10:00:00+05:45", ""},
		{"Bikram Sambat without a language", "", "2076-01-26", ""},
		{"Bikram Sambat with a month's name", "ne", "२०७६ वैशाख २६", ""},
		{"Ethiopian", "am", "ግንቦት 1 2011", "2019-05-09"},
		{"Ethiopian in figures", "am", "01/09/2011", ""},
		{"Japanese, of an era or day first", "ja", "31/05/09", ""},
		{"Minguo", "zh-TW", "民國108年05月09日", "2019-05-09"},
		{"a year of three figures", "zh-TW", "108-05-09", ""},
		{"a day that does not exist", "en", "Thu, 31 Feb 2019 00:30:00 GMT", ""},
		{"zeros", "en", "0000-00-00T00:00:00Z", ""},
		{"a year before all", "en", "-0001-11-30T00:00:00+00:00", ""},
		{"the zero of clocks", "en", "Thu, 01 Jan 1970 00:00:00 GMT", ""},
		{"words", "en", "yesterday", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			feed := fmt.Sprintf(`<rss version="2.0"><channel><title>V</title><language>%s</language>`+
				`<item><title>Lamps</title><pubDate>%s</pubDate></item></channel></rss>`, tt.lang, tt.written)
			if tt.lang == "" {
				feed = strings.Replace(feed, "<language></language>", "", 1)
			}
			p, err := page.Read([]byte(feed), page.Options{})
			if err != nil {
				t.Fatal(err)
			}
			s := split.Split(p, split.Options{})
			if len(s.Cuttings) != 1 || s.Cuttings[0].Published.Value != tt.want {
				t.Errorf("%q: %+v, want %q", tt.written, s.Cuttings, tt.want)
			}
		})
	}
}

// TestTheOrderOfFiguresIsLearned: one date of a feed with an unambiguous order of day and month
// decides how the others are read.
func TestTheOrderOfFiguresIsLearned(t *testing.T) {
	p, err := page.Read([]byte(`<rss version="2.0"><channel><title>V</title><item><title>a</title><pubDate>`+
		`05/09/2019</pubDate></item>`+
		`<item><title>b</title><pubDate>25/09/2019</pubDate></item></channel></rss>`), page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := split.Split(p, split.Options{})
	if got := s.Cuttings[0].Published.Value; got != "2019-09-05" {
		t.Errorf("%q, want 2019-09-05", got)
	}
}

// TestADayYearsBeforeTheChange: an Ethiopian site writes the day of publication in its own
// calendar, its software the day of change in the Gregorian one.
func TestADayYearsBeforeTheChange(t *testing.T) {
	p, err := page.Read([]byte(`<feed xmlns="http://www.w3.org/2005/Atom" `+
		`xml:lang="am"><title>V</title><entry><title>a</title>`+
		`<published>2011-09-01T10:00:00Z</published><updated>2019-05-09T10:00:00Z</updated></entry></feed>`),
		page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := split.Split(p, split.Options{})
	if got := s.Cuttings[0].Published.Value; got != "2019-05-09T10:00:00Z" {
		t.Errorf("%q, want the day of change", got)
	}
}

func TestAFeedsDatesOfChange(t *testing.T) {
	for name, c := range map[string]struct{ dates, published, modified string }{
		"both": {"<published>2011-04-09T14:30:00Z</published><updated>2011-04-10T08:00:00Z</updated>",
			"2011-04-09T14:30:00Z", "2011-04-10T08:00:00Z"},
		"never changed": {"<published>2011-04-09T14:30:00Z</published><updated>2011-04-09T14:30:00Z</updated>",
			"2011-04-09T14:30:00Z", ""},
		"only that of change": {"<updated>2011-04-10T08:00:00Z</updated>", "2011-04-10T08:00:00Z",
			"2011-04-10T08:00:00Z"},
		"none": {"", "", ""},
	} {
		p, err := page.Read([]byte(`<feed xmlns="http://www.w3.org/2005/Atom"><title>V</title><entry><title>`+
			`Lamps</title>`+c.dates+`</entry></feed>`), page.Options{Form: page.Feed})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		e := split.Split(p, split.Options{}).Cuttings[0]
		if e.Published.Value != c.published || e.Modified.Value != c.modified {
			t.Errorf("%s: published %q, modified %q; want %q, %q", name, e.Published.Value, e.Modified.Value,
				c.published, c.modified)
		}
		if got, want := cutting.OnlyChange(e.Published, e.Modified), name == "only that of change"; got != want {
			t.Errorf("%s: OnlyChange %v, want %v", name, got, want)
		}
	}
}

// FuzzFeedDate: whatever a feed has as a date, the result has one of the ISO 8601 forms that dates
// are kept in, and an existing day.
func FuzzFeedDate(f *testing.F) {
	for _, s := range []string{"Thu, 09 May 2019 00:30:00 +0330", "1398-02-19T12:30:00+03:30", "2019-05-08T24:00Z",
		"20190509", "2019-129", "9 May 19 00:30 UT"} {
		f.Add(s, "fa")
	}
	f.Fuzz(func(t *testing.T, written, lang string) {
		p := &cutting.Page{Text: "Lamps", Blocks: []cutting.Block{{Span: cutting.Span{End: 5}}}}
		p.Feed = &cutting.Feed{Lang: lang, Entries: []cutting.FeedEntry{
			{Headline: cutting.Span{End: 5}, Published: written}}}
		v := split.Split(p, split.Options{}).Cuttings[0].Published.Value
		for _, layout := range []string{"", "2006", "2006-01", "2006-01-02", "2006-01-02T15:04", "2006-01-02T15:04:05",
			time.RFC3339} {
			if _, err := time.Parse(layout, v); err == nil {
				return
			}
		}
		t.Errorf("%q in %q is read as %q", written, lang, v)
	})
}

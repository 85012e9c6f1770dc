// Package entries has the functions on sightings that all back ends of the catalogue share: which sighting
// represents a cutting, its head, how its dates are compared. They are pure functions; nothing here is stored.
package entries

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Check returns an error for a reading that cannot be stored.
func Check(r *catalogue.PageReading) error {
	id := r.Page.Capture.ID
	if id == "" {
		return cutting.Errorf(cutting.Invalid, "page row of %q has no capture ID", r.Page.Capture.Name)
	}
	seen := make(map[int]bool, len(r.Sightings))
	for i := range r.Sightings {
		s := &r.Sightings[i]
		switch {
		case s.CuttingID == "":
			return cutting.Errorf(cutting.Invalid, "sighting %d in capture %s has no cutting ID", s.Ordinal, id)
		case s.CaptureID != id:
			return cutting.Errorf(cutting.Invalid, "sighting %d of cutting %s names capture %q, but is in the "+
				"reading of %s", s.Ordinal, s.CuttingID, s.CaptureID, id)
		case seen[s.Ordinal]:
			return cutting.Errorf(cutting.Invalid, "capture %s has two sightings with ordinal %d", id, s.Ordinal)
		}
		seen[s.Ordinal] = true
	}
	return nil
}

// Compare orders sightings by captured time, capture ID, ordinal.
func Compare(a, b *catalogue.Sighting) int {
	return cmp.Or(a.Captured.Compare(b.Captured), cmp.Compare(a.CaptureID, b.CaptureID),
		cmp.Compare(a.Ordinal, b.Ordinal))
}

// Assemble returns the entry of all sightings of one cutting, at least one. The slice is sorted in place and
// must not be modified afterwards.
func Assemble(id string, all []catalogue.Sighting) *catalogue.Entry {
	slices.SortFunc(all, func(a, b catalogue.Sighting) int { return Compare(&a, &b) })
	e := &catalogue.Entry{ID: id, Sightings: all}
	best := 0
	versions := map[cutting.Checksum]bool{}
	for i := range all {
		if len(all[i].Text) > len(all[best].Text) {
			best = i // the order makes the first of equals the right one
		}
		versions[all[i].Version] = true
	}
	e.Sighting = all[best]
	e.Versions = len(versions)
	return e
}

// First returns the earliest captured and the earliest added time.
func First(all []catalogue.Sighting) (captured, added time.Time) {
	for i := range all {
		if i == 0 || all[i].Captured.Before(captured) {
			captured = all[i].Captured
		}
		if i == 0 || all[i].Added.Before(added) {
			added = all[i].Added
		}
	}
	return captured, added
}

// HeadOf returns the head of an entry from its representative and the values of all its sightings.
func HeadOf(rep *catalogue.Sighting, captured, added time.Time, sightings int) catalogue.Head {
	return catalogue.Head{
		ID: rep.CuttingID, Kind: rep.Kind, Source: rep.Source, Lang: rep.Lang, Headline: rep.Headline,
		Excerpt: cutting.Excerpt(rep.Text, excerptLen), Truncated: rep.Truncated,
		Whole:  rep.WholePost(),
		Byline: rep.Byline, BylineOrigin: rep.BylineOrigin,
		ByHand:    rep.ByHand,
		Published: rep.Published, URL: rep.URL, Rail: rep.Rail, Section: rep.Section, Captured: captured, Added: added,
		Sightings: sightings,
	}
}

// excerptLen is the maximum length of a head's excerpt, in characters.
const excerptLen = 300

// Precision is the precision of a date.
type Precision uint8

// The values of Precision.
const (
	Undated Precision = iota
	ToYear
	ToMonth
	ToDay
)

const daySeconds = 24 * 60 * 60

// When is a published date as a number: the clock time that the source stated, without its zone, in seconds
// since 1970-01-01, at the beginning of the period the date names.
type When struct {
	Key  int64
	Prec Precision
}

// WhenOf returns a date as a When; a value that is no date is Undated.
func WhenOf(d cutting.Date) When {
	v := d.Value
	num := func(s string) int {
		n := 0
		for i := range len(s) {
			if s[i] < '0' || s[i] > '9' {
				return -1
			}
			n = n*10 + int(s[i]-'0')
		}
		return n
	}
	if len(v) < 4 {
		return When{}
	}
	y, mo, day, h, mi, s := num(v[:4]), 1, 1, 0, 0, 0
	prec := ToYear
	if len(v) >= 7 && v[4] == '-' {
		mo, prec = num(v[5:7]), ToMonth
		if len(v) >= 10 && v[7] == '-' {
			day, prec = num(v[8:10]), ToDay
			if len(v) >= 16 && (v[10] == 'T' || v[10] == ' ') && v[13] == ':' {
				h, mi = max(0, num(v[11:13])), max(0, num(v[14:16]))
				if len(v) >= 19 && v[16] == ':' {
					s = max(0, num(v[17:19]))
				}
			}
		}
	}
	if y < 1 || mo < 1 || mo > 12 || day < 1 || day > 31 {
		return When{}
	}
	t := time.Date(y, time.Month(mo), day, h, mi, s, 0, time.UTC)
	if t.Day() != day && h < 24 {
		return When{}
	}
	return When{Key: t.Unix(), Prec: prec}
}

// Days returns the first and last day the date may mean, as days since 1970-01-01.
func (w When) Days() (first, last int32) {
	first = DayOf(w.Key)
	switch w.Prec {
	case ToYear:
		return first, DayOf(time.Unix(w.Key, 0).UTC().AddDate(1, 0, -1).Unix())
	case ToMonth:
		return first, DayOf(time.Unix(w.Key, 0).UTC().AddDate(0, 1, -1).Unix())
	}
	return first, first
}

// DayOf returns the day of a time in seconds since 1970-01-01.
func DayOf(seconds int64) int32 {
	d := seconds / daySeconds
	if seconds%daySeconds < 0 {
		d--
	}
	return int32(d)
}

// Period names the year, month or day of a date for a histogram with the given
// unit; a date known less precisely than the unit is named at its own precision,
// an undated one "".
func (w When) Period(unit string) string {
	if w.Prec == Undated {
		return ""
	}
	form := "2006"
	if unit != "year" && w.Prec >= ToMonth {
		form = "2006-01"
		if unit == "day" && w.Prec >= ToDay {
			form = "2006-01-02"
		}
	}
	return time.Unix(w.Key, 0).UTC().Format(form)
}

// parseDay reads a day of a query ("2011-04-09"); fallback for "".
func parseDay(s string, fallback int32) int32 {
	t, err := time.Parse("2006-01-02", s)
	if s == "" || err != nil {
		return fallback
	}
	return DayOf(t.Unix())
}

// sourceMatches reports whether a source matches a source: term: the outlet's ID or one of its parents
// ("example.org" finds "news.example.org"), or words of its name. value is the term's terms as words.Scan gives
// them; idTerms and nameTerms those of the source.
func sourceMatches(value []string, prefix bool, idTerms, nameTerms []string) bool {
	if len(value) > 0 && value[0] == "www" && len(value) > 1 {
		value = value[1:]
	}
	return contains(idTerms, value, prefix) || contains(nameTerms, value, prefix)
}

func contains(terms, run []string, prefix bool) bool {
	if len(run) == 0 {
		return false
	}
	for i := 0; i+len(run) <= len(terms); i++ {
		ok := true
		for j, t := range run {
			if terms[i+j] != t && !(prefix && j == len(run)-1 && strings.HasPrefix(terms[i+j], t)) {
				ok = false
				break
			}
		}
		if ok {
			return true
		}
	}
	return false
}

// langMatches reports whether a language tag matches a lang: term: the tag itself or its primary language.
func langMatches(value, lang string) bool {
	if len(lang) < len(value) {
		return false
	}
	return strings.EqualFold(lang[:len(value)], value) && (len(lang) == len(value) || lang[len(value)] == '-')
}

// facetMax is the maximum number of values of a facet.
const facetMax = 100

// mergeHeadings joins the counts of one heading in several spellings under the most frequent spelling, the
// smallest of equals. key returns the same for all spellings of one heading; "" is no heading.
func mergeHeadings(counts []catalogue.Count, key func(value string) string) []catalogue.Count {
	at := make(map[string]int, len(counts))
	most := make([]int, 0, len(counts))
	out := counts[:0]
	for _, c := range counts {
		k := key(c.Value)
		i, known := at[k]
		switch {
		case k == "":
		case !known:
			at[k] = len(out)
			out, most = append(out, c), append(most, c.Count)
		default:
			if c.Count > most[i] || c.Count == most[i] && c.Value < out[i].Value {
				out[i].Value, most[i] = c.Value, c.Count
			}
			out[i].Count += c.Count
			out[i].Independent += c.Independent
		}
	}
	return out
}

// Sections returns a source's headings and rails from the counts of their spellings; key as in mergeHeadings.
func Sections(sections, rails []catalogue.Count, key func(value string) string) []catalogue.SectionCount {
	out := []catalogue.SectionCount{}
	for _, c := range mergeHeadings(sections, key) {
		out = append(out, catalogue.SectionCount{Section: c.Value, Count: c.Count})
	}
	for _, c := range mergeHeadings(rails, key) {
		out = append(out, catalogue.SectionCount{Rail: c.Value, Count: c.Count})
	}
	sortSections(out)
	return out
}

// SortHistogram orders bars by value.
func SortHistogram(bars []catalogue.Count) []catalogue.Count {
	slices.SortFunc(bars, func(a, b catalogue.Count) int { return cmp.Compare(a.Value, b.Value) })
	return bars
}

// sortSections orders section counts by descending count, then name.
func sortSections(out []catalogue.SectionCount) {
	slices.SortFunc(out, func(a, b catalogue.SectionCount) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Section+a.Rail, b.Section+b.Rail),
			cmp.Compare(a.Rail, b.Rail))
	})
}

// DateOnly returns an ISO 8601 date without its time.
func DateOnly(v string) string { return v[:min(len(v), len("2006-01-02"))] }

// Normal returns a reading in the form in which it is stored: times in UTC, sightings by ordinal. The result has
// r's own sightings if they are in this form already, as those of a run are: a page has up to tens of thousands.
func Normal(r catalogue.PageReading) catalogue.PageReading {
	r.Page.Added = r.Page.Added.UTC()
	r.Page.Capture.Time = r.Page.Capture.Time.UTC()
	byOrdinal := func(a, b catalogue.Sighting) int { return cmp.Compare(a.Ordinal, b.Ordinal) }
	if !slices.ContainsFunc(r.Sightings, func(s catalogue.Sighting) bool {
		return s.Captured.Location() != time.UTC || s.Added.Location() != time.UTC
	}) && slices.IsSortedFunc(r.Sightings, byOrdinal) {
		return r
	}
	r.Sightings = slices.Clone(r.Sightings)
	for i := range r.Sightings {
		s := &r.Sightings[i]
		s.Captured, s.Added = s.Captured.UTC(), s.Added.UTC()
	}
	slices.SortFunc(r.Sightings, byOrdinal)
	return r
}

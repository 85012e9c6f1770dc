package library

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// Cutting is one cutting as its page shows it: the text of one sighting, and the evidence for all of them.
type Cutting struct {
	ID    string
	Shown catalogue.Sighting
	Dir   string // "ltr" or "rtl"
	Parts []Part
	// Headline is the headline with words marked; nil when none is.
	Headline []catalogue.Run
	// Seen are all sightings in the catalogue's order; Place is the one shown.
	Seen      []Seen
	Place     Seen
	Versions  int
	Captures  int
	Capture   cutting.Capture // of the shown sighting; zero when its row is gone
	PageTitle string
	Cite      []CitePart // a line for a note
	CiteFull  []CitePart // the evidence for it
	Reference Reference  // both for reference managers
	First     time.Time  // earliest capture and addition of any sighting
	Added     time.Time
	// OrderUnknown are the versions whose place among the others is not known, because times of capture are
	// equal, unknown, or the dates of files, and the page gives no date of its own. If it has all versions but
	// one, the order of none is known.
	OrderUnknown []string
	// OrderByPages reports that some versions are ordered by what their pages print, because the times of
	// their captures do not show an order.
	OrderByPages bool
	// Newer is a sighting of the newest version, set when the one shown is known to be older.
	Newer *Seen
	// OnlyChange reports that the only date of the cutting is that of a change.
	OnlyChange bool
	Decided    []DecisionView // what people decided about it in the capture shown, oldest first
	Against    *Comparison    // set when two sightings are compared
	Marks      Marks          // what readers found in the text shown
	// MarkedHeadline is the headline with marks; nil when none are shown.
	MarkedHeadline []MarkedRun
}

// Seen is one sighting among the evidence.
type Seen struct {
	catalogue.Sighting
	Index   int
	Name    string // file name of the capture, "" when its row is gone
	Version string // "A" for the oldest text, then "B" …; in the order of sightings where none is known
	On      bool   // its text is the one shown
	Differs bool   // its text is another version than the one shown
}

// Part is one part of a text, for showing.
type Part struct {
	Role cutting.PartRole
	Text string
	Runs []catalogue.Run // the text with words marked; nil when none is
	// Marked is the text with marks; nil when none are shown.
	Marked []MarkedRun
	Dir    string
	Bytes  cutting.Range // in the capture; empty when not known
	At     bool          // the passage asked for begins in it
	// Opens and Closes report that a list begins before and ends after this piece.
	Opens, Closes bool
	at            cutting.Span // in the sighting's text; empty when its row has no parts
}

// From returns the first byte of the piece in the sighting's text; -1 where that is not known.
func (p Part) From() int {
	if p.at.Empty() {
		return -1
	}
	return p.at.Start
}

// CuttingRequest describes how a cutting is to be shown.
type CuttingRequest struct {
	Sighting int      // whose text to show, from 0; -1 for the representative's
	Against  int      // the sighting to compare it with; -1 for none
	At       int      // byte offset in the text; the part with it is marked; -1 for none
	Mark     []string // words to mark in headline and text
	Marks    []string // kinds of marks to show: some of MarkNames
}

// Cutting returns a cutting for its page. It returns NotFound for an unknown cutting or sighting.
func (l *Library) Cutting(ctx context.Context, id string, ask CuttingRequest) (*Cutting, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	e, err := cat.Entry(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, n := range []int{ask.Sighting, ask.Against} {
		if n >= len(e.Sightings) {
			return nil, cutting.Errorf(cutting.NotFound,
				"This cutting was seen %s, counted from 0. There is no number %d.", plain.Times(len(e.Sightings)), n)
		}
	}
	shown, s := ask.Sighting, e.Sighting
	if shown < 0 {
		shown = indexOf(e, e.Sighting)
	}
	if shown >= 0 {
		s = e.Sightings[shown]
	}
	c := &Cutting{ID: id, Shown: s, Dir: plain.Direction(s.Lang, s.Headline+" "+s.Text),
		Parts: parts(s, ask.At, newMarker(ask.Mark)), Versions: e.Versions, First: e.Captured, Added: e.Added,
		OnlyChange: cutting.OnlyChange(s.Published, s.Modified)}
	c.Headline = newMarker(ask.Mark).runs(s.Headline)
	if err := l.evidence(ctx, e, shown, c); err != nil {
		return nil, err
	}
	if err := l.markUp(ctx, cat, c, ask.Marks, ask.Mark); err != nil {
		return nil, err
	}
	if ask.Against >= 0 {
		if c.Against, err = compare(ctx, c.Place, c.Seen[ask.Against]); err != nil {
			return nil, err
		}
	}
	c.Decided = l.decidedOn(s.CaptureID, s.Bytes)
	c.Cite, c.CiteFull = citation(l.c.Name, c.Shown, c.Capture, &Passage{})
	c.Reference = c.reference(l.c.Name, &Passage{})
	return c, nil
}

// evidence sets the sightings and what their captures' rows state.
func (l *Library) evidence(ctx context.Context, e *catalogue.Entry, shown int, c *Cutting) error {
	cat, done := l.borrowCatalogue()
	defer done()
	letters := versionLetters(e.Sightings)
	if shown >= 0 {
		defer func() {
			c.Shown.TimeOrigin, c.OrderUnknown = c.Place.TimeOrigin, orderUnknown(c.Seen)
			c.OrderByPages = orderByPages(c.Seen)
			c.Newer = newerThan(&c.Place, c.Seen)
		}()
	}
	rows := map[string]*catalogue.PageRow{}
	for i, s := range e.Sightings {
		row, seen := rows[s.CaptureID]
		if !seen {
			var err error
			row, err = cat.Page(ctx, s.CaptureID)
			if err != nil && cutting.KindOf(err) != cutting.NotFound {
				return err
			}
			rows[s.CaptureID] = row
		}
		v := Seen{Sighting: s, Index: i, Version: letters[s.Version], On: i == shown}
		if row != nil {
			v.Name = row.Capture.Name
			if v.TimeOrigin == "" { // a row of an older program
				v.TimeOrigin = row.Capture.TimeOrigin
			}
		}
		v.Differs = shown >= 0 && e.Sightings[shown].Version != s.Version
		if i == shown {
			c.Place = v
			if row != nil {
				c.Capture, c.PageTitle = row.Capture, row.Title
			}
		}
		if s.Captured.Before(c.First) {
			c.First = s.Captured
		}
		if s.Added.Before(c.Added) {
			c.Added = s.Added
		}
		c.Seen = append(c.Seen, v)
	}
	c.Captures = len(rows)
	return nil
}

// mostOrdered is the highest number of sightings whose order is determined: more than anybody compares one by one.
const mostOrdered = 1000

// orderUnknown returns the versions whose place among the others is not known: it does not follow from stated
// times that differ, nor from dates the pages give.
func orderUnknown(seen []Seen) (versions []string) {
	seen = seen[:min(len(seen), mostOrdered)]
	versionsOf := map[string]int{} // version → number of pairs whose order is not known
	var pairs [][2]string
	for i := range seen {
		for j := range i {
			a, b := seen[j].Version, seen[i].Version
			if a != b && !catalogue.IsEarlier(&seen[j].Sighting, &seen[i].Sighting) &&
				!catalogue.IsEarlier(&seen[i].Sighting, &seen[j].Sighting) {
				pairs = append(pairs, [2]string{a, b})
				versionsOf[a]++
				versionsOf[b]++
			}
		}
	}
	// One version without a time does not make others unknown: it alone is listed.
	for len(pairs) > 0 {
		most := ""
		for v, n := range versionsOf {
			if most == "" || n > versionsOf[most] || n == versionsOf[most] && v > most {
				most = v
			}
		}
		versions = append(versions, most)
		pairs = slices.DeleteFunc(pairs, func(p [2]string) bool {
			if p[0] != most && p[1] != most {
				return false
			}
			versionsOf[p[0]]--
			versionsOf[p[1]]--
			return true
		})
		delete(versionsOf, most)
	}
	slices.Sort(versions)
	return versions
}

// orderByPages reports whether the order of two versions among sightings is known, and not by the times of
// their captures.
func orderByPages(seen []Seen) bool {
	seen = seen[:min(len(seen), mostOrdered)]
	for i := range seen {
		for j := range i {
			a, b := &seen[j].Sighting, &seen[i].Sighting
			timed := a.TimeKnown().Stated() && b.TimeKnown().Stated() && !a.Captured.Equal(b.Captured)
			if a.Version != b.Version && !timed && (catalogue.IsEarlier(a, b) || catalogue.IsEarlier(b, a)) {
				return true
			}
		}
	}
	return false
}

// newerThan returns a sighting of the newest version among seen; nil when shown has that version, or when which is
// the newest is not known.
func newerThan(shown *Seen, seen []Seen) *Seen {
	all := make([]catalogue.Sighting, len(seen))
	for i := range seen {
		all[i] = seen[i].Sighting
	}
	newest, known := catalogue.NewestOf(all)
	if !known || seen[newest].Version == shown.Version {
		return nil
	}
	return &seen[newest]
}

// CountView counts one view of a cutting, if views are counted.
func (l *Library) CountView(id string) {
	if l.c.Views != nil {
		l.c.Views.Count(id)
	}
}

// Viewed is a cutting with its number of views.
type Viewed struct {
	catalogue.Head
	Count int64
}

// MostViewed lists the n most viewed cuttings that are still in the catalogue.
func (l *Library) MostViewed(ctx context.Context, n int) ([]Viewed, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	if l.c.Views == nil {
		return nil, nil
	}
	var out []Viewed
	for _, v := range l.c.Views.Top(2 * n) {
		e, err := cat.Entry(ctx, v.ID)
		if err != nil && cutting.KindOf(err) == cutting.NotFound {
			continue // cut differently since; its count is kept in case it returns
		}
		if err != nil {
			return nil, err
		}
		if out = append(out, Viewed{headOf(e), v.Count}); len(out) == n {
			break
		}
	}
	return out, nil
}

// headOf returns an entry's head, without an excerpt.
func headOf(e *catalogue.Entry) catalogue.Head {
	return catalogue.Head{ID: e.ID, Kind: e.Kind, Source: e.Source, Lang: e.Lang, Headline: e.Headline,
		Truncated: e.Truncated, Whole: e.WholePost(), Byline: e.Byline, BylineOrigin: e.BylineOrigin, ByHand: e.ByHand,
		Published: e.Published, URL: e.URL,
		Rail: e.Rail, Section: e.Section, Captured: e.Captured, Added: e.Added, Sightings: len(e.Sightings)}
}

// indexOf returns the index of s among an entry's sightings, -1 when it is not there.
func indexOf(e *catalogue.Entry, s catalogue.Sighting) int {
	for i, o := range e.Sightings {
		if o.CaptureID == s.CaptureID && o.Ordinal == s.Ordinal {
			return i
		}
	}
	return -1
}

// mostLettersByAge is the highest number of versions that are named by age; more are named in the order of
// sightings, since the time is the cube of the number.
const mostLettersByAge = 200

// versionLetters names the versions among the sightings of one cutting: a version comes after those that are
// known to be earlier, and else in the order of sightings.
func versionLetters(seen []catalogue.Sighting) map[cutting.Checksum]string {
	letters := map[cutting.Checksum]string{}
	var first []*catalogue.Sighting // of each version
	for i := range seen {
		if _, ok := letters[seen[i].Version]; !ok {
			letters[seen[i].Version] = ""
			first = append(first, &seen[i])
		}
	}
	aged := len(first) <= mostLettersByAge
	for n := 0; len(first) > 0; n++ {
		next := 0
		if aged { // where dates contradict each other, each version has an earlier one: the first is taken
			next = max(0, slices.IndexFunc(first, func(s *catalogue.Sighting) bool {
				return !slices.ContainsFunc(first,
					func(o *catalogue.Sighting) bool { return catalogue.IsEarlier(o, s) })
			}))
		}
		letters[first[next].Version] = versionLetter(n)
		first = slices.Delete(first, next, next+1)
	}
	return letters
}

// versionLetter names versions A to Z, then 27, 28, …
func versionLetter(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return strconv.Itoa(n + 1)
}

// parts returns a sighting's text in parts. at is a byte offset in the text; the part with it is marked; -1 for
// none.
func parts(s catalogue.Sighting, at int, m *marker) []Part {
	var out []Part
	for _, p := range s.Parts {
		if p.Text.Start < 0 || p.Text.End > len(s.Text) || p.Text.Empty() {
			continue
		}
		text := p.Text.In(s.Text)
		out = append(out, Part{Role: p.Role, Text: text, Dir: plain.Direction(s.Lang, text), Bytes: p.Bytes,
			At: p.Text.Start <= at && at < p.Text.End, at: p.Text})
	}
	if len(out) == 0 && s.Text != "" { // a row without parts still shows its text
		for _, para := range strings.Split(s.Text, "\n\n") {
			out = append(out, Part{Role: cutting.PartParagraph, Text: para, Dir: plain.Direction(s.Lang, para)})
		}
	}
	for i := range out {
		out[i].Runs = m.runs(out[i].Text)
		if out[i].Role != cutting.PartListItem {
			continue
		}
		out[i].Opens = i == 0 || out[i-1].Role != cutting.PartListItem
		out[i].Closes = i == len(out)-1 || out[i+1].Role != cutting.PartListItem
	}
	return out
}

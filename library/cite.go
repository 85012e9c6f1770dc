package library

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// CitePart is a piece of a citation; words quoted from the source keep their own direction.
type CitePart struct {
	Text   string
	Quoted bool
}

// citation returns a line for a scholar's note (who, what, when and where) and a line about the evidence it was
// read from.
func citation(archive string, s catalogue.Sighting, c cutting.Capture, p *Passage) (note, evidence []CitePart) {
	var out []CitePart
	say := func(text string) { out = append(out, CitePart{Text: text}) }
	quote := func(text string) { out = append(out, CitePart{text, true}) }
	if len(s.Byline) > 0 {
		quote(strings.Join(s.Byline, ", "))
		if s.BylineOrigin == cutting.Corrected {
			say(" (byline " + plain.ByHand + ")")
		}
		say(", ")
	}
	if s.Headline != "" {
		say("“")
		quote(nestQuotes(s.Headline))
		say("”")
		if slices.Contains(s.ByHand, cutting.FactHeadline) {
			say(" (headline " + plain.ByHand + ")")
		}
		say(", ")
	}
	if s.Source.ID == "" {
		say("outlet not known")
	} else {
		quote(plain.SourceName(s.Source))
	}
	// the address states it already
	if h := plain.SourceHost(s.Source); h != "" && plain.HostName(plain.Host(s.URL)) != h {
		say(" (")
		quote(h)
		say(")")
	}
	say(", " + plain.DateOrUndated(s.Published))
	if s.Published.Origin == cutting.Corrected {
		say(" (" + plain.ByHand + ")")
	}
	if seen, linked := addresses(s, c); seen != "" {
		say(", ")
		quote(seen)
		if linked != "" {
			say(", leading to ")
			quote(linked)
		}
	}
	say(". " + plain.Saved(s.Captured, s.TimeKnown()) + ".")
	if p.In != "" {
		say(" " + p.In + ".")
	}
	note, out = out, nil
	if c.Checksum != "" {
		say("SHA-256 " + string(c.Checksum))
		if ranges := p.ranges(s); len(ranges) > 0 {
			say(", bytes " + byteRanges(ranges))
		}
		say(". ")
	}
	say("In the archive “")
	quote(archive)
	say("”, cutting " + s.CuttingID + ".")
	return note, out
}

// nestQuotes returns a text for use within quotation marks: its own are single.
func nestQuotes(text string) string {
	return strings.TrimSuffix(strings.TrimPrefix(plain.Quoted(text), "“"), "”")
}

// addresses returns the address where a cutting was seen, whose checksum and time are cited, and the address
// the cutting links to; linked is "" when it links nowhere else. The page a teaser announces need not have been
// captured.
func addresses(s catalogue.Sighting, c cutting.Capture) (seen, linked string) {
	own, page := withoutUser(s.URL), withoutUser(c.URL)
	if s.Kind == cutting.Article || page == "" || page == own {
		return own, ""
	}
	return page, own
}

// withoutUser returns a web address without user name and password; "" for what is no web address, such as a
// relative one.
func withoutUser(address string) string { return cutting.WithoutUser(plain.OutLink(address)) }

// ranges returns the bytes of a passage, or of the whole cutting where p is empty.
func (p *Passage) ranges(s catalogue.Sighting) []cutting.Range {
	if p.Empty() {
		return s.Bytes
	}
	return p.Bytes
}

// Reference is a cutting with the fields of reference managers; package export writes it. Empty fields are
// unknown.
type Reference struct {
	ID        string    // the cutting's, in the archive
	Headline  string    // as printed
	Authors   []string  // names as printed
	Source    string    // the outlet's name
	Published string    // ISO 8601 at its own precision: a year, a month, a day or an instant
	URL       string    // where it was seen: the item's own address, for a teaser that of the page it is on
	Lang      string    // BCP 47
	Captured  time.Time // zero unless a carrier or the page states it
	Archive   string    // the archive's name
	// Note gives what reference managers have no field for: when the page was saved, its checksum, the byte
	// ranges, what was corrected by hand, and the passage cited.
	Note string
	// Place is the target of annotations.
	Place Place
}

// Place is where a cutting, or a passage of it, was found.
type Place struct {
	Passage
	Page     string           // absolute web address of the page it was found in; "" when not known
	Checksum cutting.Checksum // of the capture; "" when its row is gone
	Format   string           // the capture's media type
	TextSum  cutting.Checksum // of the cutting's text
	TextLen  int              // the same, in characters
	Ranges   []cutting.Range  // in the capture
}

func (c *Cutting) reference(archive string, p *Passage) Reference {
	s := c.Shown
	seen, linked := addresses(s, c.Capture)
	r := Reference{
		ID: s.CuttingID, Headline: s.Headline, Authors: s.Byline, Source: sourceIn(s.Source),
		Published: s.Published.Value, URL: seen, Lang: s.Lang, Archive: archive,
	}
	if s.TimeKnown().Stated() {
		r.Captured = s.Captured
	}
	note := []string{plain.Saved(s.Captured, s.TimeKnown())}
	if p.In != "" {
		note = append(note, strings.ToLower(p.In[:1])+p.In[1:])
	}
	if linked != "" {
		note = append([]string{"leading to " + linked}, note...)
	}
	if c.Capture.Checksum != "" {
		note = append(note, "SHA-256 "+string(c.Capture.Checksum))
	}
	r.Place = Place{Passage: *p, Page: withoutUser(c.Capture.URL), Checksum: c.Capture.Checksum,
		Format: c.Capture.MediaType, TextSum: cutting.Sum([]byte(s.Text)), TextLen: utf8.RuneCountInString(s.Text),
		Ranges: p.ranges(s)}
	if r.Place.Page == "" && s.Kind == cutting.Article { // the page states it itself
		r.Place.Page = withoutUser(s.URL)
	}
	if len(r.Place.Ranges) > 0 {
		note = append(note, "bytes "+byteRanges(r.Place.Ranges))
	}
	if s.BylineOrigin == cutting.Corrected {
		note = append(note, "byline "+plain.ByHand)
	}
	if s.Published.Origin == cutting.Corrected {
		note = append(note, "date "+plain.ByHand)
	}
	for _, fact := range []string{cutting.FactHeadline, cutting.FactLanguage} {
		if slices.Contains(s.ByHand, fact) {
			note = append(note, fact+" "+plain.ByHand)
		}
	}
	r.Note = strings.Join(note, ", ")
	if !p.Empty() {
		r.Note = "“" + nestQuotes(paragraphsOf(p.Quote, " / ")) + "”, " + r.Note
	}
	return r
}

// byteRanges writes ranges as they are cited.
func byteRanges(rs []cutting.Range) string {
	var out []string
	for _, r := range rs {
		out = append(out, strconv.FormatInt(r.Start, 10)+"–"+strconv.FormatInt(r.End, 10))
	}
	return strings.Join(out, ", ")
}

// sourceIn returns the name of a source in a reference; "" for one that is not known.
func sourceIn(s catalogue.Source) string {
	if s.ID == "" {
		return ""
	}
	return plain.SourceName(s)
}

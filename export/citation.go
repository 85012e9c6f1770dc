// Package export writes citations and passages in the formats of other programs: citations as BibTeX, RIS and
// CSL-JSON, and passages as Web Annotations.
//
// A citation claims no more than is known: a date has the precision the source gave it, names of authors are
// kept as printed and not split, a time of capture is stated only where a carrier or the page states it, and an
// address that is not absolute is left out.
package export

import (
	"strings"
	"time"
	"unicode"

	"cuttings/cutting"
	"cuttings/library"
)

// Record is one cutting for citation. Empty fields are not written.
type Record = library.Reference

// A Form is a way to write citations.
type Form struct {
	Name      string // in addresses and on the command line
	Extension string // of files, without the dot
	MediaType string
	About     string // for people
	Write     func([]Record) []byte
}

// Forms returns the forms citations can be written in.
func Forms() []Form {
	return []Form{
		{"bibtex", "bib", "application/x-bibtex; charset=utf-8", "BibTeX", BibTeX},
		{"ris", "ris", "application/x-research-info-systems; charset=utf-8", "RIS", RIS},
		{"csl", "csl.json", "application/vnd.citationstyles.csl+json; charset=utf-8", "CSL-JSON", CSL},
		{"annotation", "jsonld", `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`, "Web Annotation",
			Annotations},
	}
}

// dateOf splits a record's ISO date into year, month and day; 0 is not known.
func dateOf(r Record) (y, m, d int) {
	for _, f := range []struct {
		layout string
		parts  int
	}{{"2006-01-02", 3}, {"2006-01", 2}, {"2006", 1}} {
		if len(r.Published) < len(f.layout) {
			continue
		}
		t, err := time.Parse(f.layout, r.Published[:len(f.layout)])
		if err != nil {
			continue
		}
		y = t.Year()
		if f.parts > 1 {
			m = int(t.Month())
		}
		if f.parts > 2 {
			d = t.Day()
		}
		return y, m, d
	}
	return 0, 0, 0
}

// addressOf returns the URL when it is an absolute web address.
func addressOf(r Record) string {
	if u := cutting.WebURL(r.URL); u != nil {
		return u.String()
	}
	return ""
}

// line returns a value as one line: without control characters and direction marks, with single spaces.
func line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Bidi_Control, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

package cutting

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CorrectionDecision is the kind of a journal line with a Correction; its target is the capture's
// ID.
const CorrectionDecision = "correction"

// Correction is a person's decision about how one capture is cut. It refers to bytes of the
// capture, not to blocks or ordinals, so that it stays valid when a newer version of the program
// reads or splits the capture differently. Corrections of a capture are applied in the order they
// were made.
type Correction struct {
	Capture string `json:"capture"` // Capture.ID
	// Items are the cuttings to make: every block within one of an item's ranges belongs to it and
	// to no other cutting.
	Items []CorrectedItem `json:"items,omitempty"`
	// Drop are ranges that belong to no cutting at all.
	Drop []Range `json:"drop,omitempty"`
	// Facts are dates, bylines, headlines, sections and languages of the cuttings that result from
	// Items and Drop.
	Facts []CorrectedFacts `json:"facts,omitempty"`
	Note  string           `json:"note,omitempty"` // why, for the record
}

// CaptureDecisions are the decisions about one capture.
type CaptureDecisions struct {
	// Lines is the number of journal lines about it, including undone ones and undos: it grows with
	// every decision.
	Lines       int
	Corrections []Correction // in effect, in the order they were made
	// Outlet is the name or host of the outlet that a person gave; "" for none.
	Outlet string
}

// CorrectedItem is one cutting as a person defined it.
type CorrectedItem struct {
	Kind     Kind    `json:"kind"`
	Ranges   []Range `json:"ranges"`            // its bytes; not empty
	Headline Range   `json:"headline,omitzero"` // the bytes of its headline; zero when it has none
	Rail     string  `json:"rail,omitempty"`    // the rail's heading, for rail items
	URL      string  `json:"url,omitempty"`     // the item's address; "" keeps the one found
}

// Check returns an error of kind Invalid when a correction is wrong in itself, else nil; length is
// that of the capture's content.
func (c *Correction) Check(length int64) error {
	if len(c.Items)+len(c.Drop)+len(c.Facts) == 0 {
		return Errorf(Invalid, "the correction of capture %s is empty", c.Capture)
	}
	inside := func(ranges ...Range) error {
		for _, r := range ranges {
			if r.Start < 0 || r.Empty() || r.End > length {
				return Errorf(Invalid, "the correction of capture %s names bytes %v of %d", c.Capture, r, length)
			}
		}
		return nil
	}
	if err := inside(c.Drop...); err != nil {
		return err
	}
	for _, it := range c.Items {
		if it.Kind != Article && it.Kind != Teaser && it.Kind != Rail {
			return Errorf(Invalid, "the correction of capture %s makes an item of kind %q; there are article, "+
				"teaser and rail", c.Capture, it.Kind)
		}
		if len(it.Ranges) == 0 {
			return Errorf(Invalid, "the correction of capture %s makes an item of no bytes", c.Capture)
		}
		if err := inside(it.Ranges...); err != nil {
			return err
		}
	}
	for i := range c.Facts {
		f := &c.Facts[i]
		ranges := f.Of
		for _, w := range f.words() {
			if w != (Range{}) {
				ranges = append(ranges[:len(ranges):len(ranges)], w)
			}
		}
		if err := inside(ranges...); err != nil {
			return err
		}
		if msg := f.wrong(); msg != "" {
			return Errorf(Invalid, "the correction of capture %s %s", c.Capture, msg)
		}
	}
	return nil
}

// Names of facts that a person may give, in their fixed order.
const (
	FactDate     = "date"
	FactByline   = "byline"
	FactHeadline = "headline"
	FactSection  = "section"
	FactLanguage = "language"
)

// CorrectedFacts are the values a person gave for one cutting; they replace what was read from its
// page.
type CorrectedFacts struct {
	// Of are bytes that identify the cutting: the one that has most of them. Not empty.
	Of        []Range          `json:"of"`
	Published *CorrectedDate   `json:"published,omitempty"` // nil leaves the date as it was read
	Byline    *CorrectedByline `json:"byline,omitempty"`    // nil leaves the byline as it was read
	Headline  *CorrectedText   `json:"headline,omitempty"`  // nil leaves the headline as it was read
	Section   *CorrectedText   `json:"section,omitempty"`   // nil leaves the section as it was read
	Language  *CorrectedText   `json:"language,omitempty"`  // a BCP 47 tag; nil leaves the page's
}

// texts returns the facts that are texts, by name, in a fixed order.
func (f *CorrectedFacts) texts() []namedText {
	return []namedText{{FactHeadline, f.Headline}, {FactSection, f.Section}, {FactLanguage, f.Language}}
}

type namedText struct {
	name string
	text *CorrectedText
}

// About returns the names of the facts that are given, in a fixed order.
func (f *CorrectedFacts) About() []string {
	var out []string
	if f.Published != nil {
		out = append(out, FactDate)
	}
	if f.Byline != nil {
		out = append(out, FactByline)
	}
	for _, t := range f.texts() {
		if t.text != nil {
			out = append(out, t.name)
		}
	}
	return out
}

// FactsTogether returns the names of facts in either list, once each, in About's order.
func FactsTogether(a, b []string) []string {
	all := []string{FactDate, FactByline, FactHeadline, FactSection, FactLanguage}
	return slices.DeleteFunc(all, func(name string) bool {
		return !slices.Contains(a, name) &&
			!slices.Contains(b, name)
	})
}

// CorrectedDate is a date that a person gave.
type CorrectedDate struct {
	Value string `json:"value"`          // as Date.Value; "" means undated
	Words Range  `json:"words,omitzero"` // where the page states it; zero when it does not
}

// CorrectedText is a headline, section or language that a person gave.
type CorrectedText struct {
	Value string `json:"value"`          // "" means that there is none
	Words Range  `json:"words,omitzero"` // where the page states it; zero when it does not
}

// CorrectedByline is a byline that a person gave.
type CorrectedByline struct {
	Names []string `json:"names"`          // empty means that no author is named
	Words Range    `json:"words,omitzero"` // where the page states it; zero when it does not
}

// Limits of a corrected byline.
const (
	maxNames = 50
	maxName  = 200  // bytes
	maxText  = 1000 // bytes of a headline or section
)

func (f *CorrectedFacts) words() []Range {
	var out []Range
	if f.Published != nil {
		out = append(out, f.Published.Words)
	}
	if f.Byline != nil {
		out = append(out, f.Byline.Words)
	}
	for _, t := range f.texts() {
		if t.text != nil {
			out = append(out, t.text.Words)
		}
	}
	return out
}

// wrong returns what is wrong with the facts apart from ranges; "" for nothing.
func (f *CorrectedFacts) wrong() string {
	switch d, b := f.Published, f.Byline; {
	case len(f.Of) == 0:
		return "is about no cutting"
	case len(f.About()) == 0:
		return "gives no fact about a cutting"
	case d != nil && d.Value == "" && d.Words != (Range{}):
		return "gives no date, but the place of one"
	case d != nil && d.Value != "" && !IsDate(d.Value):
		return "gives a date that is none; write 2011, 2011-04 or 2011-04-09"
	case b != nil && len(b.Names) == 0 && b.Words != (Range{}):
		return "gives no byline, but the place of one"
	case b != nil && len(b.Names) > maxNames:
		return "names more persons than a byline has"
	}
	if f.Byline != nil {
		for _, n := range f.Byline.Names {
			if strings.TrimSpace(n) != n || n == "" || len(n) > maxName || !utf8.ValidString(n) ||
				strings.ContainsFunc(n, unicode.IsControl) {
				return "gives a name that is none"
			}
		}
	}
	for _, t := range f.texts() {
		if t.text == nil {
			continue
		}
		v := t.text.Value
		switch {
		case v == "" && t.text.Words != (Range{}):
			return "gives no " + t.name + ", but the place of one"
		case strings.TrimSpace(v) != v || len(v) > maxText || !utf8.ValidString(v) ||
			strings.ContainsFunc(v, unicode.IsControl):
			return "gives a " + t.name + " that is none"
		}
	}
	if l := f.Language; l != nil && !IsLanguage(l.Value) {
		return "gives a language that is none; write its code, such as en, fa or pt-BR"
	}
	return ""
}

// IsLanguage reports whether v has the form of a BCP 47 tag.
func IsLanguage(v string) bool {
	for i, part := range strings.Split(v, "-") {
		if len(part) == 0 || len(part) > 8 || i == 0 && len(part) < 2 {
			return false
		}
		for _, r := range part {
			if r > unicode.MaxASCII || !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
				return false
			}
		}
	}
	return true
}

package plain

import (
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
)

// Version names a version by what is best known of it: "the version of 6 October 2012" where its page
// gives a date of change, else "the version captured 6 October 2012", else "another version".
func Version(modified cutting.Date, captured time.Time, known cutting.TimeKnown) string {
	switch {
	case !modified.IsZero():
		return "the version of " + Date(cutting.Date{Value: modified.Value[:min(len(modified.Value), 10)]})
	case known.Stated():
		return "the version captured " + Day(captured)
	}
	return "another version"
}

// InVersion names the version of its cutting that a passage is in, and whether the newest has lost it; "" where that
// is the text the cutting is shown with and the newest has it too.
func InVersion(p catalogue.Passage) string {
	v := p.In
	if v == nil {
		return ""
	}
	in := "in "
	if v.Headline {
		in = "headline of "
	}
	known := cutting.Capture{Time: v.Captured, TimeOrigin: v.TimeOrigin}.TimeKnown()
	which := Version(v.Modified, v.Captured, known)
	switch {
	case p.Gone:
		if which == "another version" {
			which = "an earlier version"
		}
		return in + which + ", not in the newest"
	case v.Newest:
		return in + "the newest version"
	}
	return in + which + "; which is the newest is not known"
}

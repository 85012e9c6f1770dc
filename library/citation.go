package library

import (
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// CitePart is a piece of a citation; what is quoted from the source keeps its own
// direction.
type CitePart struct {
	Text   string
	Quoted bool
}

// citation is one line a scholar can put in a note: who, what, when, and the
// evidence it was read from.
func citation(archive string, s catalogue.Sighting, c cutting.Capture) []CitePart {
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
		quote(s.Headline)
		say("”, ")
	}
	quote(plain.SourceName(s.Source))
	if h := plain.SourceHost(s.Source); h != "" && plain.HostName(plain.Host(s.URL)) != h { // the address says it already
		say(" (")
		quote(h)
		say(")")
	}
	say(", " + plain.DateOrUndated(s.Published))
	if s.Published.Origin == cutting.Corrected {
		say(" (" + plain.ByHand + ")")
	}
	if s.URL != "" {
		say(", ")
		quote(s.URL)
	}
	say(". " + plain.Saved(s.Captured, s.TimeKnown()))
	if c.Checksum != "" {
		say(", SHA-256 " + string(c.Checksum))
	}
	for i, r := range s.Bytes {
		before := ", "
		if i == 0 {
			before = ", bytes "
		}
		say(before + strconv.FormatInt(r.Start, 10) + "–" + strconv.FormatInt(r.End, 10))
	}
	say(". In the archive “")
	quote(archive)
	say("”, cutting " + s.CuttingID + ".")
	return out
}

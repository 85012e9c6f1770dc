package pages

import (
	"cmp"
	"net/http"
	"slices"
	"time"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/desk/address"
	"cuttings/desk/render"
	"cuttings/library"
	"cuttings/library/plain"
)

// storyData has the values of a story's page: who published it, when, and in which order.
type storyData struct {
	*library.Story
	Lead   *member // the one that represents the story
	First  first
	Groups []memberGroup
	Spread *spread
	Beside *library.Beside
	More   int // members that are not shown
	All    string

	Follow  *following
	At      string // the cutting whose story it is, as the address names it
	CanEdit bool
	Kept    bool // a decision was just recorded
	Who     string
	Decided []library.DecisionView
}

// first is the earliest member, as far as it is known.
type first struct {
	Asked  bool      // there are texts to compare
	Of     []*member // those before which none is known to be, at most firstShown
	More   int       // those not in Of
	Known  bool      // the earliest is known: the one in Of
	Credit bool      // known because others credit its outlet
}

// firstShown is the maximum number of members listed where it is not known which was first.
const firstShown = 4

func newFirst(s *library.Story, all []*member) (f first) {
	texts := 0
	for _, m := range all {
		if m.Is != catalogue.IsTeaser {
			texts++
		}
	}
	f.Asked, f.Known, f.Credit = texts > 1, s.Earliest >= 0, s.ByCredit
	for _, i := range s.First[:min(len(s.First), firstShown)] {
		f.Of = append(f.Of, all[i])
	}
	f.More = len(s.First) - len(f.Of)
	return f
}

// memberGroup is a group of members under a title.
type memberGroup struct {
	Title   string
	Members []*member
}

// member is a cutting in a story.
type member struct {
	*library.Member
	Href   string
	Dir    string
	Origin *member // the member whose text it shares, nil for none
	Beside string  // address of its text beside that of the origin, or of the lead; "" for the lead
}

// Story returns the page of the story a cutting is in.
func (p *Pages) Story(r *http.Request) (*render.Reply, error) {
	s, err := p.Library.Story(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	if len(s.Members) == 0 {
		return nil, cutting.Errorf(cutting.NotFound, "There is no story “%s”.", r.PathValue("id"))
	}
	data := storyData{Story: s, More: max(0, s.Cuttings-len(s.Members)),
		All: address.Search{}.With("story", s.ID).WithFlat(true).Href("/search")}
	all := make([]*member, len(s.Members))
	for i := range s.Members {
		m := &s.Members[i]
		all[i] = &member{Member: m, Href: address.Cutting(m.ID), Dir: plain.Direction(m.Lang, m.Headline)}
	}
	lead := s.Representative(s.Members[0].ID, func(*library.Member) bool { return true })
	data.Lead = all[slices.IndexFunc(s.Members, func(m library.Member) bool { return m.ID == lead })]
	groups := []memberGroup{{Title: "Independent texts"}, {Title: "Copies"}, {Title: "Teasers and side list items"}}
	for _, m := range all {
		if m.Of >= 0 {
			m.Origin = all[m.Of]
		}
		if with := cmp.Or(m.Origin, data.Lead); with != m && with.Text != m.Text {
			m.Beside = address.StoryBeside(data.Lead.ID, with.ID, m.ID)
		}
		n := 0
		switch m.Is {
		case catalogue.IsCopy:
			n = 1
		case catalogue.IsTeaser, catalogue.IsHeadline:
			n = 2
		}
		groups[n].Members = append(groups[n].Members, m)
	}
	for _, g := range groups {
		if len(g.Members) > 0 {
			data.Groups = append(data.Groups, g)
		}
	}
	data.Spread, data.First = newSpread(all, s.Cuttings), newFirst(s, all)
	if a, b := r.URL.Query().Get("a"), r.URL.Query().Get("b"); a != "" && b != "" {
		if data.Beside, err = p.Library.SideBySide(r.Context(), a, b); err != nil {
			return nil, err
		}
	}
	data.At, data.CanEdit, data.Kept = r.PathValue("id"), p.Library.CanCorrect(), r.URL.Query().Get("kept") != ""
	data.Who = render.Initials(r)
	if data.Decided, err = p.Library.StoryDecided(r.Context(), data.At); err != nil {
		return nil, err
	}
	follow := ""
	if s.ID != "" {
		data.Follow = followingSearch("this story", address.Search{}.With("story", s.ID).WithFlat(true))
		follow = data.Follow.First
	}
	title := cmp.Or(data.Lead.Headline, "Without a headline")
	return &render.Reply{Page: "story", Title: "Story: " + title, Data: data, Feed: follow}, nil
}

// spread is a small chart of a story: a lane for each outlet, a dot for each member at the earliest time it is
// known, a line from the member whose text it shares.
type spread struct {
	Lanes   []lane
	Dots    []dot
	Lines   []spreadLine
	Height  string // of the drawing
	Axis    string // where the axis is
	Under   string // where its dates are
	Begin   string // the days it begins
	End     string // and ends with
	Left    string // where it begins
	Right   string // and ends
	From    string
	To      string
	Unknown bool // some have no known time and are drawn at the right edge
	// Drawn is the number of cuttings drawn if the story has more, All; 0 if all are drawn.
	Drawn, All int
}

type lane struct {
	Y     string
	Label string
}

type dot struct {
	X, Y  string
	Kind  cutting.Kind
	Is    string
	Href  string
	Label string
}

type spreadLine struct {
	X1, Y1, X2, Y2 string
	Known          bool // the order is known
}

const (
	spreadMost  = 60   // members drawn
	laneHeight  = 2.6  // rem
	spreadLeft  = 24.0 // percent: names of outlets are before it
	spreadRight = 84.0
	spreadNever = 96.0 // where those of unknown time are
)

// moments returns a function that returns the time at which a member is drawn. If one is known only to the day
// or less precisely, all are drawn at their day, because midnight would put it before others of that day.
func moments(all []*member) func(*member) time.Time {
	const day = len(time.DateOnly)
	for _, m := range all {
		if m.Since.Sure != library.NotKnown && len(m.Since.Value) <= day {
			return func(m *member) time.Time {
				if t, err := time.Parse(time.DateOnly, m.Since.Value[:min(day, len(m.Since.Value))]); err == nil {
					return t
				}
				return m.Since.Time
			}
		}
	}
	return func(m *member) time.Time { return m.Since.Time }
}

// newSpread returns the chart of the first of a story's members, the earliest known first; of is the number of
// all members. It is nil where there is nothing to compare.
func newSpread(all []*member, of int) *spread {
	c := &spread{}
	if of > spreadMost {
		c.Drawn, c.All = spreadMost, of
	}
	all = all[:min(len(all), spreadMost)]
	moment := moments(all)
	var first, last library.Since
	lanes := map[string]int{}
	for _, m := range all {
		if m.Since.Sure == library.NotKnown {
			c.Unknown = true
		} else {
			since := m.Since
			since.Time = moment(m)
			if first.Value == "" || since.Time.Before(first.Time) {
				first = since
			}
			if last.Value == "" || since.Time.After(last.Time) {
				last = since
			}
		}
		name := plain.SourceName(m.Source)
		if _, ok := lanes[name]; !ok {
			lanes[name] = len(c.Lanes)
			c.Lanes = append(c.Lanes, lane{Y: rem(laneHeight*float64(len(c.Lanes)) + 1), Label: name})
		}
	}
	if len(all) < 2 || first.Value == "" {
		return nil
	}
	width := last.Time.Sub(first.Time).Seconds()
	x := func(m *member) float64 {
		switch {
		case m.Since.Sure == library.NotKnown:
			return spreadNever
		case width == 0:
			return spreadLeft
		}
		return spreadLeft + (spreadRight-spreadLeft)*moment(m).Sub(first.Time).Seconds()/width
	}
	y := func(m *member) string {
		return rem(laneHeight*float64(lanes[plain.SourceName(m.Source)]) + 1.7)
	}
	for _, m := range all {
		if m.Origin != nil {
			c.Lines = append(c.Lines, spreadLine{X1: percent(x(m.Origin)), Y1: y(m.Origin), X2: percent(x(m)),
				Y2:    y(m),
				Known: m.OfKnown})
		}
		c.Dots = append(c.Dots, dot{X: percent(x(m)), Y: y(m), Kind: m.Kind, Is: m.Is, Href: m.Href,
			Label: cmp.Or(m.Headline, "Without a headline") + ", " + plain.SourceName(m.Source) + ", " +
				sinceWords(m.Since)})
	}
	c.Height, c.Axis = rem(laneHeight*float64(len(c.Lanes))+2), rem(laneHeight*float64(len(c.Lanes))+.4)
	day := func(s library.Since) string {
		return plain.Date(cutting.Date{Value: s.Value[:min(len(time.DateOnly), len(s.Value))]})
	}
	c.Begin, c.End = day(first), day(last)
	c.Left, c.Right = percent(spreadLeft), percent(spreadRight)
	c.Under = rem(laneHeight*float64(len(c.Lanes)) + 1.5)
	c.From, c.To = plain.Date(cutting.Date{Value: first.Value}), plain.Date(cutting.Date{Value: last.Value})
	return c
}

// sinceWords returns in words since when a member is known, and the evidence for it.
func sinceWords(s library.Since) string {
	switch s.Sure {
	case library.Stated:
		return "published " + plain.Date(cutting.Date{Value: s.Value})
	case library.FirstSeen:
		return "first seen " + plain.Date(cutting.Date{Value: s.Value})
	}
	return "time not known"
}

package digest

import (
	"strings"
	"time"

	"cuttings/cutting"
	"cuttings/library/plain"
)

// view is what templates see: the digest, cleaned, with numbers, words for dates and labels. It has fields
// only, so that a template can show a digest and cannot do anything else.
type view struct {
	Title        string
	Introduction []string
	// TitleFirst reports that a bare text may begin with the title, as which its first line is read.
	TitleFirst bool
	Lang, Dir  string
	// Within reports that the digest is in another page's main element.
	Within       bool
	Archive      string
	Made         string // day for a datetime attribute, "" when unknown
	MadeOn       string // the day in words
	Withdrawn    bool
	Why          string
	WithdrawnDay string // for a datetime attribute, "" when unknown
	WithdrawnOn  string // the day in words
	Changes      []changeView
	Groups       []group
	Empty        bool // no item, and not withdrawn
	Rails        []railView
	Newer, Older string
	Links        []Link
	Labels       labels
}

// group is a run of items under one heading, "" for none.
type group struct {
	Heading string
	Items   []itemView
}

type railView struct {
	Heading string
	Items   []itemView
}

type changeView struct {
	Day  string // for a datetime attribute
	On   string // in words
	What []string
}

// itemView is an item with its number and its evidence in words.
type itemView struct {
	N           int // from 1, across all headings; in a rail from 1 again
	Headline    string
	Excerpt     string
	URL         string
	OwnPage     string // in a side list, where there is no URL
	Source      string
	NoOutlet    bool   // Source is a label for an unknown outlet
	Published   string // for a datetime attribute, "" when it is no date
	Date        string // for people
	Lang        string
	OwnLang     string // of the desk's words
	ByHand      string // the facts corrected by hand, in words
	Note        string
	AlsoIn      []Also
	Evidence    string
	EvidenceURL string
	Labels      labels
	Under       bool // under a heading of the desk
}

// viewOf returns the view of a clean digest.
func viewOf(d *Digest) *view {
	v := &view{Title: d.Title, Introduction: paragraphs(d.Introduction), Lang: d.Lang, Archive: Line(d.Archive),
		Withdrawn: d.State == Withdrawn, Why: d.Why, Newer: d.Newer, Older: d.Older, Links: d.Links,
		Labels: labelsOf(d.Lang)}
	v.TitleFirst = isFirstLine(d.Title)
	if v.Lang == "" {
		v.Lang = "en"
	}
	v.Dir = plain.Direction(v.Lang, d.Title)
	if d.Lang != "" { // the language of the page's words, whatever its title is in
		v.Dir = plain.Direction(d.Lang, "")
	}
	if !d.Made.IsZero() {
		v.Made, v.MadeOn = d.Made.UTC().Format("2006-01-02"), v.day(d.Made)
	}
	if v.Withdrawn && !d.WithdrawnAt.IsZero() {
		v.WithdrawnDay, v.WithdrawnOn = d.WithdrawnAt.UTC().Format(time.DateOnly), v.day(d.WithdrawnAt)
	}
	if v.Withdrawn { // its page is a notice, without the digest's content
		v.Introduction = nil
		return v
	}
	for _, c := range d.Changes {
		what := make([]string, 0, len(c.What))
		for _, w := range c.What {
			what = append(what, Line(w))
		}
		v.Changes = append(v.Changes, changeView{c.Time.UTC().Format("2006-01-02"), v.day(c.Time), what})
	}
	for i, it := range d.Items {
		if len(v.Groups) == 0 || it.Heading != "" && it.Heading != v.Groups[len(v.Groups)-1].Heading {
			v.Groups = append(v.Groups, group{Heading: it.Heading})
		}
		g := &v.Groups[len(v.Groups)-1]
		item := v.item(i+1, &it)
		item.Under = g.Heading != ""
		g.Items = append(g.Items, item)
	}
	v.Empty = len(v.Groups) == 0
	for _, r := range d.Rails {
		out := railView{Heading: r.Heading}
		for i, it := range r.Items {
			out.Items = append(out.Items, v.item(i+1, &it))
		}
		v.Rails = append(v.Rails, out)
	}
	return v
}

func (v *view) item(n int, it *Item) itemView {
	date := cutting.Date{Value: it.Published}
	out := itemView{N: n, Headline: it.Headline, Excerpt: it.Excerpt, URL: it.URL, OwnPage: it.OwnPage,
		Source:    it.Source,
		Published: plain.ISODate(date), Date: v.date(date), Lang: it.Lang, OwnLang: v.Lang, Note: it.Note,
		AlsoIn: it.AlsoIn, Labels: v.Labels, ByHand: v.Labels.byHand(it.ByHand)}
	if out.Source == "" {
		out.Source = plain.Host(it.URL)
	}
	if out.NoOutlet = out.Source == "" || out.Source == plain.NoOutlet; out.NoOutlet {
		out.Source = v.Labels.NoOutlet
	}
	if e := it.Evidence; e != nil {
		out.Evidence, out.EvidenceURL = v.evidence(e), e.URL
	}
	return out
}

// date writes a date in the words of the digest's language where the program has them, else in figures.
func (v *view) date(d cutting.Date) string { return plain.DateIn(v.Lang, d) }

// day returns a day in words.
func (v *view) day(t time.Time) string {
	return v.date(cutting.Date{Value: t.UTC().Format("2006-01-02")})
}

// savedText writes when something was saved, in the digest's language where the program has its words.
func (v *view) savedText(e *Evidence) string {
	when, err := time.Parse(time.RFC3339, e.When)
	if e.Known == cutting.TimeUnknown || e.Known != "" && err == nil {
		return plain.SavedIn(v.Lang, when, e.Known)
	}
	return e.Saved
}

// evidence returns the evidence on one line.
func (v *view) evidence(e *Evidence) string {
	var out []string
	if saved := v.savedText(e); saved != "" {
		out = append(out, saved)
	}
	if e.Checksum != "" {
		out = append(out, "SHA-256 "+string(e.Checksum))
	}
	var ranges []string
	for _, r := range e.Bytes {
		ranges = append(ranges, plain.Range(r))
	}
	if len(ranges) > 0 {
		out = append(out, v.Labels.Bytes+" "+strings.Join(ranges, ", "))
	}
	return Line(strings.Join(out, ", "))
}

// isFirstLine reports whether a text may begin with a title. One whose first word has signs within, such as
// "HTTP/1.1", or begins with one, such as "%PDF-1.4", may be how another kind of file begins.
func isFirstLine(title string) bool {
	word, _, _ := strings.Cut(title, " ")
	return !strings.ContainsAny(strings.TrimRight(word, ":"), "/:%<>{}[]\\#*=|`") &&
		(word != title || !strings.HasSuffix(word, ":"))
}

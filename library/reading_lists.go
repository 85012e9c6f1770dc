package library

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library/plain"
)

// Where identifies the cutting and the text in which something is.
type Where struct {
	Cutting   string // its ID
	Headline  string
	Source    catalogue.Source
	Published cutting.Date
	Seen      cutting.Date // time captured of the capture shown; empty when not stated
	Capture   string       // of the text shown
	Lang, Dir string
}

// Statement is one statement in a list over many texts.
type Statement struct {
	Where
	Who   string // the speaker's name in its fullest form, else the words of the text; "" for none
	Named bool   // Who is a name
	Cue   string
	Text  string // what is said
	Form  string // "quoted", "partly quoted", "reported"
	At    int    // byte offset in the text, for Passage; -1 in the headline
	Bytes cutting.Range
	By    string   // ID of the speaker's joined name; "" for none
	About []string // IDs of the joined names in what is said
}

// MentionedDate is a date that a text mentions, with its passage.
type MentionedDate struct {
	Where
	Day      string // ISO 8601: "2011-04-09", "2011-04", "2011", "2011-SP", "2011-Q3", "201X"
	Until    string // the last day of a span of days
	StatedBy string // who states it, in the words of the text; "" in the outlet's own voice or without a named speaker
	Before   string // the passage around its words
	Words    string
	After    string
	At       int // byte offset in the text; -1 in the headline
	Bytes    cutting.Range
}

// NameLabel is a label that a text puts on a name.
type NameLabel struct {
	Where
	Of    string // the name in the fullest form the text has, else the words that refer to it
	Name  string // ID of the joined name; "" for none
	Text  string
	Voice string // whose words they are: the outlet's or a speaker's
	At    int
	Bytes cutting.Range
}

// nameLabels returns the labels of a text, without those that only name an office or a kind of body.
func (h *readHit) nameLabels() []NameLabel {
	m := &markMaker{s: &h.s, words: h.words, r: h.r}
	places := &places{s: &h.s}
	var out []NameLabel
	for i := range h.r.Labels {
		l := &h.r.Labels[i]
		if l.Role {
			continue
		}
		out = append(out, NameLabel{Where: h.Where, Of: m.labelledName(l), Name: h.nameOf(l.Name),
			Text: m.oneLine(l.At), Voice: m.voiceOf(l), At: offset(&h.s, l.At.Span()),
			Bytes: places.bytes(l.At.Span())})
	}
	return out
}

// Labels returns the labels that the cuttings of a search put on names and for which keep returns true, copies
// of a text once, sorted by source.
func (l *Library) Labels(ctx context.Context, s Search, keep func(*NameLabel) bool) (list []NameLabel, err error) {
	_, err = l.eachRead(ctx, s, func(h *readHit) {
		for _, x := range h.nameLabels() {
			if keep == nil || keep(&x) {
				list = append(list, x)
			}
		}
	})
	slices.SortStableFunc(list, func(a, b NameLabel) int {
		return cmp.Or(strings.Compare(a.Source.ID, b.Source.ID), strings.Compare(a.Published.Value, b.Published.Value))
	})
	return list, err
}

// textsRead is the maximum number of cuttings read for a list over many texts.
const textsRead = 150

// readHit is a cutting found, with what readers found in it.
type readHit struct {
	Where
	s      catalogue.Sighting
	words  string
	r      *cutting.Reading
	owners *owners // nil where the IDs of joined names are not needed
}

// nameOf returns the ID of the joined name that a local name belongs to; "" for none.
func (h *readHit) nameOf(local int) string {
	if h.owners == nil || local < 0 || local >= len(h.r.Locals.Names) {
		return ""
	}
	n := &h.r.Locals.Names[local]
	return h.owners.of(h.Cutting, n.Kind, n.Form, local)
}

// namesWithin returns the IDs of the joined names mentioned within a span of the words.
func (h *readHit) namesWithin(at cutting.Span) []string {
	var out []string
	for i := range h.r.Locals.Names {
		for _, m := range h.r.Locals.Names[i].Mentions {
			if m < len(h.r.Names) && at.Contains(h.r.Names[m].At.Span()) {
				out = append(out, h.nameOf(i))
				break
			}
		}
	}
	return out
}

// eachRead calls fn with what readers found in the cuttings of a search, one a story, in its order, for at most
// textsRead of them. It returns how many stories the search finds.
func (l *Library) eachRead(ctx context.Context, s Search, fn func(*readHit)) (stories int, err error) {
	cat, done := l.borrowCatalogue()
	defer done()
	res, err := l.Find(ctx, s, catalogue.Request{Limit: textsRead, ByStory: true})
	if err != nil {
		return 0, err
	}
	return res.Stories, l.eachHit(ctx, cat, res.Hits, func(h *readHit) bool {
		fn(h)
		return true
	})
}

// eachHit calls fn with what readers found in the cuttings of some hits, until it returns false.
func (l *Library) eachHit(ctx context.Context, cat Catalogue, hits []catalogue.Hit, fn func(*readHit) bool) error {
	owned := l.newOwners(ctx, cat)
	for i := range hits {
		e, err := cat.Entry(ctx, hits[i].ID)
		if cutting.KindOf(err) == cutting.NotFound {
			continue // gone since
		} else if err != nil {
			return err
		}
		h, err := hitOf(ctx, cat, e)
		if err != nil {
			return err
		}
		if h.owners = owned; !fn(h) {
			break
		}
	}
	return owned.err
}

// hitOf returns what readers found in a cutting.
func hitOf(ctx context.Context, rows catalogue.Rows, e *catalogue.Entry) (*readHit, error) {
	r, _, err := readingOf(ctx, rows, &e.Sighting)
	if err != nil {
		return nil, err
	}
	h := &readHit{s: e.Sighting, r: r, words: cutting.Words(e.Headline, e.Text)}
	h.Where = Where{Cutting: e.ID, Headline: e.Headline, Source: e.Source, Published: e.Published,
		Capture: e.CaptureID, Lang: e.Lang, Dir: plain.Direction(e.Lang, e.Headline+" "+e.Text)}
	if e.TimeKnown().Stated() {
		h.Seen = cutting.Date{Value: e.Captured.UTC().Format("2006-01-02")}
	}
	return h, nil
}

// statements returns the statements of a text.
func (h *readHit) statements() []Statement {
	m := &markMaker{s: &h.s, words: h.words, r: h.r}
	places := &places{s: &h.s}
	var out []Statement
	for i, st := range h.r.Statements {
		if len(st.Content) == 0 {
			continue
		}
		x := Statement{Where: h.Where, Cue: m.oneLine(st.Cue), Form: plain.StatementForm(st.Form)}
		if name, _, ok := h.r.Speaker(i); ok {
			x.Who, x.Named, x.By = name.Form, true, h.nameOf(h.r.Speakers[i].Name)
		} else if h.r.OfOutlet(i) {
			x.Who = h.Source.Name
		} else {
			x.Who = m.oneLine(st.Source)
		}
		var parts []string
		for _, c := range st.Content {
			parts = append(parts, m.oneLine(c))
			x.About = append(x.About, h.namesWithin(c.Span())...)
		}
		x.Text = strings.Join(parts, " … ")
		x.At = offset(&h.s, st.Content[0].Span())
		x.Bytes = places.bytes(st.Content[0].Span())
		out = append(out, x)
	}
	return out
}

// offset converts the start of a span of the words into a byte offset in the text, -1 in the headline.
func offset(s *catalogue.Sighting, at cutting.Span) int {
	if in, at := cutting.PlaceIn(s.Headline, at); in == cutting.InText {
		return at.Start
	}
	return -1
}

// Statements returns the statements in the cuttings of a search for which keep returns true, copies of a text
// once, in the order of the search, with how many stories the search finds and how many of them were read.
func (l *Library) Statements(ctx context.Context, s Search, keep func(*Statement) bool) (list []Statement, stories,
	read int, err error) {
	stories, err = l.eachRead(ctx, s, func(h *readHit) {
		read++
		for _, x := range h.statements() {
			if keep == nil || keep(&x) {
				list = append(list, x)
			}
		}
	})
	return list, stories, read, err
}

// passageContext is the length of the context around a passage, in bytes
const passageContext = 110

// wordsAround returns the words before and after a span, cut between words.
func wordsAround(words string, at cutting.Span) (before, after string) {
	from, to := max(0, at.Start-passageContext), min(len(words), at.End+passageContext)
	for from < at.Start && !utf8.RuneStart(words[from]) {
		from++
	}
	for to < len(words) && !utf8.RuneStart(words[to]) {
		to--
	}
	before, after = words[from:at.Start], words[at.End:to]
	if i := strings.LastIndex(before, "\n"); i >= 0 {
		before = before[i+1:]
	} else if i := strings.IndexByte(before, ' '); from > 0 && i >= 0 {
		before = "…" + before[i:]
	}
	if i := strings.IndexByte(after, '\n'); i >= 0 {
		after = after[:i]
	} else if i := strings.LastIndexByte(after, ' '); to < len(words) && i >= 0 {
		after = after[:i] + " …"
	}
	return before, after
}

// Timeline returns the dates that the cuttings of a search mention, earliest first, with how many stories the
// search finds and how many of them were read.
func (l *Library) Timeline(ctx context.Context, s Search) (list []MentionedDate, stories, read int, err error) {
	stories, err = l.eachRead(ctx, s, func(h *readHit) {
		read++
		places := &places{s: &h.s}
		m := &markMaker{s: &h.s, words: h.words, r: h.r}
		for _, e := range h.r.Events {
			day, until, _ := strings.Cut(e.Date, "/")
			if !calendarDay(plain.TimeBegins(day)) {
				continue
			}
			d := MentionedDate{Where: h.Where, Day: day, Words: e.At.In(h.words), At: offset(&h.s, e.At.Span()),
				Bytes: places.bytes(e.At.Span())}
			if calendarDay(plain.TimeBegins(until)) {
				d.Until = until
			}
			if e.Statement >= 0 && e.Statement < len(h.r.Statements) {
				d.StatedBy = m.oneLine(h.r.Statements[e.Statement].Source)
				if name, _, ok := h.r.Speaker(e.Statement); ok {
					d.StatedBy = name.Form
				}
			}
			d.Before, d.After = wordsAround(h.words, e.At.Span())
			list = append(list, d)
		}
	})
	slices.SortStableFunc(list, func(a, b MentionedDate) int {
		return cmp.Or(strings.Compare(plain.TimeBegins(a.Day), plain.TimeBegins(b.Day)),
			strings.Compare(a.Published.Value, b.Published.Value))
	})
	return list, stories, read, err
}

// calendarDay reports whether a value is a day, a month or a year.
func calendarDay(v string) bool {
	return (len(v) == 4 || len(v) == 7 || len(v) == 10) && strings.Trim(v, "0123456789-") == ""
}

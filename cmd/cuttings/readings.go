package main

import (
	"github.com/spf13/cobra"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/press/readers"
)

// inspectReading is what readers found in a cutting, with the words of each mark.
type inspectReading struct {
	Names      []inspectName      `json:"names"`
	Aliases    []inspectAlias     `json:"aliases"`
	Statements []inspectStatement `json:"statements"`
	Labels     []inspectLabel     `json:"labels"`
	Times      []inspectTime      `json:"times"`
	Events     []inspectEvent     `json:"events"`
	Figures    []inspectFigure    `json:"figures"`
}

// inspectPlace is a half-open span of bytes in the headline or the text of a cutting.
type inspectPlace struct {
	Role  cutting.Piece `json:"role"` // "headline" or "text"
	Start int           `json:"start"`
	End   int           `json:"end"`
	Text  string        `json:"text"`
}

type inspectName struct {
	inspectPlace
	Kind string `json:"kind"`
}

type inspectAlias struct {
	Long  inspectPlace `json:"long"`
	Short inspectPlace `json:"short"`
	Cue   string       `json:"cue"`
}

type inspectStatement struct {
	Source  *inspectPlace   `json:"source"`  // null where the text names none
	Speaker *inspectSpeaker `json:"speaker"` // null where the text does not name the speaker
	Within  *int            `json:"within"`  // index of the statement that contains it
	Cue     *inspectPlace   `json:"cue"`
	Content []inspectPlace  `json:"content"`
	Kind    string          `json:"kind"`
	Form    string          `json:"form"`
}

// inspectSpeaker is the name that a statement's source refers to, with the mention it was resolved by.
type inspectSpeaker struct {
	inspectPlace
	Name string `json:"name"` // in its fullest form
	How  string `json:"how"`  // "named", "pronoun", "described", "issuer"
}

type inspectTime struct {
	inspectPlace
	Type  string `json:"type"`
	Value string `json:"value"`
}

// inspectLabel is a label put on a name.
type inspectLabel struct {
	inspectPlace
	Of      inspectPlace  `json:"of"`
	Name    string        `json:"name"` // in its fullest form; "" where the text does not name the person
	Form    string        `json:"form"`
	Voice   *inspectPlace `json:"voice"` // null in the outlet's own voice
	Speaker string        `json:"speaker"`
	Office  bool          `json:"office"` // it only names an office, a work or a kind of body
	Negated bool          `json:"negated"`
	Quoted  bool          `json:"quoted"`
}

// inspectEvent is an event with its date.
type inspectEvent struct {
	inspectPlace
	Word   inspectPlace `json:"word"`
	Date   string       `json:"date"`
	Within *int         `json:"within"` // index of the statement that contains it
}

// inspectFigure is a number with what it counts.
type inspectFigure struct {
	inspectPlace
	Value    string        `json:"value"`
	Kind     string        `json:"kind"`
	Bound    string        `json:"bound"`
	Counted  *inspectPlace `json:"counted"`
	Question string        `json:"question"`
	Name     string        `json:"name"` // the name it is about; "" for none in the text
}

// readingsOf returns what readers find in a cutting, as the stages of a run do. lang is the page's language.
func readingsOf(it *inspectItem, lang string) (*inspectReading, error) {
	s := catalogue.Sighting{Headline: it.Headline, Text: it.Text, Lang: lang,
		Published: cutting.Date{Value: it.Published}}
	r, err := readers.Read(catalogue.TextOf(&s))
	if err != nil {
		return nil, err
	}
	words := cutting.Words(it.Headline, it.Text)
	place := func(at cutting.At) inspectPlace {
		in, span := cutting.PlaceIn(it.Headline, at.Span())
		return inspectPlace{Role: in, Start: span.Start, End: span.End, Text: at.In(words)}
	}
	maybe := func(at cutting.At) *inspectPlace {
		if at.Span().Empty() {
			return nil
		}
		p := place(at)
		return &p
	}
	out := &inspectReading{Names: []inspectName{}, Aliases: []inspectAlias{}, Statements: []inspectStatement{},
		Times: []inspectTime{}, Labels: []inspectLabel{}, Events: []inspectEvent{},
		Figures: []inspectFigure{}}
	nameOf := func(i int) string {
		if i < 0 || i >= len(r.Locals.Names) {
			return ""
		}
		return r.Locals.Names[i].Form
	}
	for _, m := range r.Labels {
		out.Labels = append(out.Labels, inspectLabel{place(m.At), place(m.Of), nameOf(m.Name), m.Form, maybe(m.Voice),
			nameOf(m.Speaker), m.Role, m.Negated, m.Quoted})
	}
	for _, m := range r.Figures {
		out.Figures = append(out.Figures, inspectFigure{place(m.At), m.Value, m.Kind, m.Bound, maybe(m.Counted),
			m.Question, nameOf(m.Name)})
	}
	for i := range r.Events {
		m := &r.Events[i]
		e := inspectEvent{inspectPlace: place(m.At), Word: place(m.Word), Date: m.Date}
		if m.Statement >= 0 {
			e.Within = &m.Statement
		}
		out.Events = append(out.Events, e)
	}
	for _, m := range r.Names {
		out.Names = append(out.Names, inspectName{place(m.At), m.Kind})
	}
	for _, m := range r.Aliases {
		out.Aliases = append(out.Aliases, inspectAlias{place(m.Long), place(m.Short), m.Cue})
	}
	for i, m := range r.Statements {
		s := inspectStatement{Source: maybe(m.Source), Cue: maybe(m.Cue), Kind: m.Kind, Form: m.Form,
			Content: []inspectPlace{}}
		if name, at, ok := r.Speaker(i); ok {
			s.Speaker = &inspectSpeaker{place(at), name.Form, r.Speakers[i].How}
		}
		if i < len(r.Speakers) && r.Speakers[i].Parent >= 0 {
			s.Within = &r.Speakers[i].Parent
		}
		for _, c := range m.Content {
			s.Content = append(s.Content, place(c))
		}
		out.Statements = append(out.Statements, s)
	}
	for _, m := range r.Times {
		out.Times = append(out.Times, inspectTime{place(m.At), m.Type, m.Value})
	}
	return out, nil
}

// readingsFlag adds the flag with which a run leaves the readers for a later one.
func (a *app) readingsFlag(c *cobra.Command) {
	c.Flags().BoolVar(&a.noReadings, "no-readings", false,
		"find no names, statements and times now; the next run without this does")
}

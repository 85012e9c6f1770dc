package readers

import (
	"strconv"

	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/reading/aliases"
	"cuttings/reading/disputes"
	"cuttings/reading/events"
	"cuttings/reading/figures"
	"cuttings/reading/labels"
	"cuttings/reading/names"
	"cuttings/reading/speakers"
	"cuttings/reading/statements"
	"cuttings/reading/times"
	"cuttings/reading/within"
)

// Conversions from the marks of a reading back to the results of their readers.

func (i *input) mentions() []names.Mention {
	out := make([]names.Mention, len(i.reading.Names))
	for n, m := range i.reading.Names {
		out[n] = names.Mention{Span: m.At.Span(), Kind: names.Kind(m.Kind)}
	}
	return out
}

// localNames returns the text's local names, joined from its names and aliases.
func (i *input) localNames() *within.Text {
	if i.joined == nil {
		pairs := make([]aliases.Pair, len(i.reading.Aliases))
		for n, p := range i.reading.Aliases {
			pairs[n] = aliases.Pair{Long: p.Long.Span(), Short: p.Short.Span(), Cue: aliases.Cue(p.Cue)}
		}
		i.joined = within.ReadWithDecisions(i.words, i.mentions(), pairs, "", i.decidedNames())
	}
	return i.joined
}

// decidedNames returns the names that people decided the text has.
func (i *input) decidedNames() []within.Decision {
	var out []within.Decision
	for k := range i.right {
		m := &i.right[k]
		if m.Who == "" {
			continue
		}
		s := within.Decision{Kind: names.Kind(m.Of.Kind), Form: m.Who}
		if m.Part == cutting.PartName {
			s.At = append(s.At, m.At.Span())
			for _, at := range m.Also {
				s.At = append(s.At, at.Span())
			}
		}
		out = append(out, s)
	}
	return out
}

// localOf returns the index of the local name with a form, -1 for none; of several, the one with the form as
// its title.
func (i *input) localOf(k cutting.NameKey) int {
	return i.localNames().NameWithForm(names.Kind(k.Kind), k.Form)
}

// decidedSpeakers returns, by the index of a statement, the index of the name that people decided speaks; -1 for none.
func (i *input) decidedSpeakers() map[int]int {
	var out map[int]int
	for k := range i.right {
		m := &i.right[k]
		if m.Reader != Statements || m.Part != cutting.PartSpeaker {
			continue
		}
		for n := range i.reading.Statements {
			if m.Is(i.reading.Statements[n].Cue) {
				if out == nil {
					out = map[int]int{}
				}
				if out[n] = -1; m.Who != "" {
					out[n] = i.localOf(m.Of)
				}
			}
		}
	}
	return out
}

// statements returns the text's statements as their reader found them.
func (i *input) statements() []statements.Statement {
	out := make([]statements.Statement, len(i.reading.Statements))
	for n, s := range i.reading.Statements {
		out[n] = statements.Statement{Source: s.Source.Span(), Cue: s.Cue.Span(), Kind: statements.Kind(s.Kind),
			Form: statements.Form(s.Form)}
		for _, c := range s.Content {
			out[n].Content = append(out[n].Content, c.Span())
		}
	}
	return out
}

func (i *input) speakers() []speakers.Speaker {
	out := make([]speakers.Speaker, len(i.reading.Speakers))
	for n, s := range i.reading.Speakers {
		out[n] = speakers.Speaker{Name: s.Name, How: within.How(s.How), Parent: s.Parent}
	}
	return out
}

func readLabels(i *input) error {
	if len(i.reading.Speakers) != len(i.reading.Statements) {
		return cutting.Errorf(cutting.Internal, "%d speakers of %d statements", len(i.reading.Speakers),
			len(i.reading.Statements))
	}
	for _, l := range labels.Read(labels.Input{Text: i.words, Lang: i.Lang, Mentions: i.mentions(),
		Names: i.localNames(),
		Found: i.statements(), Speakers: i.speakers()}) {
		i.reading.Labels = append(i.reading.Labels, cutting.LabelMark{At: cutting.At(l.Span), Of: cutting.At(l.Of),
			Name: l.Name, Form: string(l.Form), Statement: l.Statement, Voice: cutting.At(l.Voice), Speaker: l.Speaker,
			Role: l.Role, Negated: l.Negated, Quoted: l.Quoted})
	}
	return nil
}

func (i *input) times() []times.Timex {
	out := make([]times.Timex, len(i.reading.Times))
	for n, t := range i.reading.Times {
		out[n] = times.Timex{Span: t.At.Span(), Type: times.Type(t.Type), Value: t.Value}
	}
	return out
}

func readEvents(i *input) error {
	for _, e := range events.Read(events.Input{Text: i.words, Lang: i.Lang, Times: i.times(), Found: i.statements()}) {
		i.reading.Events = append(i.reading.Events, cutting.EventMark{At: cutting.At(e.Span), Word: cutting.At(e.Word),
			Date: e.Date, Times: e.Times, Statement: e.Statement})
	}
	return nil
}

// labelFields returns the labels put on names.
func labelFields(words string, r *cutting.Reading) map[string][]string {
	var out []string
	for _, l := range r.Labels {
		out = append(out, Form(l.At.In(words)))
	}
	return values(field.LabelOf, out)
}

func readFigures(i *input) error {
	for _, f := range figures.Read(figures.Input{Text: i.words, Lang: i.Lang, Mentions: i.mentions(),
		Names: i.localNames(),
		Times: i.times(), Found: i.statements()}) {
		i.reading.Figures = append(i.reading.Figures, cutting.FigureMark{At: cutting.At(f.Span), Value: f.Value,
			Kind: string(f.Kind), Bound: string(f.Bound), Counted: cutting.At(f.Counted), Question: f.Question,
			Name: f.Name, Statement: f.Statement, Updated: f.Updated})
	}
	return nil
}

// TextClaims are the statements and figures of one text for finding disputes, with indices of local names
// ("#3") in place of names across texts.
type TextClaims struct {
	Claims []disputes.Claim `json:"claims,omitempty"`
	Facts  []disputes.Fact  `json:"facts,omitempty"`
}

func (i *input) claims() any {
	in := disputes.Input{Date: i.Day, Text: i.words, Mentions: i.mentions(), Names: i.localNames(),
		Found:    i.statements(),
		Speakers: i.speakers(), Name: func(local int) string { return "#" + strconv.Itoa(local) }}
	for _, f := range i.reading.Figures {
		in.Figures = append(in.Figures, figures.Figure{Span: f.At.Span(), Value: f.Value, Kind: figures.Kind(f.Kind),
			Bound: figures.Bound(f.Bound), Counted: f.Counted.Span(), Question: f.Question, Name: f.Name,
			Statement: f.Statement, Updated: f.Updated})
	}
	for _, e := range i.reading.Events {
		in.Events = append(in.Events, events.Event{Span: e.At.Span(), Word: e.Word.Span(), Date: e.Date,
			Times:     e.Times,
			Statement: e.Statement})
	}
	return TextClaims{Claims: disputes.NewClaims(in), Facts: disputes.NewFacts(in)}
}

package readers

import (
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/reading/aliases"
	"cuttings/reading/events"
	"cuttings/reading/labels"
	"cuttings/reading/names"
	"cuttings/reading/speakers"
	"cuttings/reading/statements"
	"cuttings/reading/times"
	"cuttings/reading/within"
)

// The ways back from the marks of a reading to what their readers gave.

func (i *input) mentions() []names.Mention {
	out := make([]names.Mention, len(i.reading.Names))
	for n, m := range i.reading.Names {
		out[n] = names.Mention{Span: m.At.Span(), Kind: names.Kind(m.Kind)}
	}
	return out
}

// local joins the names of the text, which names and aliases were found in.
func (i *input) local() *within.Text {
	if i.joined == nil {
		pairs := make([]aliases.Pair, len(i.reading.Aliases))
		for n, p := range i.reading.Aliases {
			pairs[n] = aliases.Pair{Long: p.Long.Span(), Short: p.Short.Span(), Cue: aliases.Cue(p.Cue)}
		}
		i.joined = within.Read(i.words, i.mentions(), pairs, "")
	}
	return i.joined
}

// statements are the text's statements as their reader gave them.
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
	for _, l := range labels.Read(labels.Input{Text: i.words, Lang: i.Lang, Mentions: i.mentions(), Names: i.local(),
		Found: i.statements(), Speakers: i.speakers()}) {
		i.reading.Labels = append(i.reading.Labels, cutting.LabelMark{At: cutting.At(l.Span), Of: cutting.At(l.Of),
			Name: l.Name, Form: string(l.Form), Statement: l.Statement, Voice: cutting.At(l.Voice), Speaker: l.Speaker,
			Role: l.Role, Negated: l.Negated, Quoted: l.Quoted})
	}
	return nil
}

func readEvents(i *input) error {
	found := make([]times.Timex, len(i.reading.Times))
	for n, t := range i.reading.Times {
		found[n] = times.Timex{Span: t.At.Span(), Type: times.Type(t.Type), Value: t.Value}
	}
	for _, e := range events.Read(events.Input{Text: i.words, Lang: i.Lang, Times: found, Found: i.statements()}) {
		i.reading.Events = append(i.reading.Events, cutting.EventMark{At: cutting.At(e.Span), Word: cutting.At(e.Word),
			Date: e.Date, Times: e.Times, Statement: e.Statement})
	}
	return nil
}

// labelFields are the words put on names.
func labelFields(words string, r *cutting.Reading) map[string][]string {
	var out []string
	for _, l := range r.Labels {
		out = append(out, Form(l.At.In(words)))
	}
	return values(field.LabelOf, out)
}

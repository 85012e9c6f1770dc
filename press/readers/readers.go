// Package readers makes the readers stages of a run. Each is one row of one table with a version of its own, so
// that another version of one reader redoes that reader alone.
package readers

import (
	"context"
	"strings"
	"sync"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/press"
	"cuttings/reading/aliases"
	"cuttings/reading/names"
	"cuttings/reading/speakers"
	"cuttings/reading/statements"
	"cuttings/reading/times"
	"cuttings/reading/token"
	"cuttings/reading/within"
)

// reader is one kind of marks: a stage over texts.
type reader struct {
	name    string
	version int      // raised when the same text may give other marks
	needs   []string // readers whose marks it uses
	// read adds the marks of a text to the input's reading, given those it needs.
	read func(*input) error
	// release frees the memory kept for texts to come; nil is none.
	release func()
	// value, where set, returns the row's value, for a stage whose results are not marks.
	value func(*input) any
	// fields returns the values a text is found by; nil is none.
	fields func(words string, r *cutting.Reading) map[string][]string
}

// The names of the readers, which are those of their stages.
const (
	Names      = "names"
	Aliases    = "aliases"
	LocalNames = "local-names"
	Statements = "statements"
	Speakers   = "speakers"
	Labels     = "labels"
	Times      = "times"
	Events     = "events"
	Figures    = "figures"
	Claims     = "claims" // statements and figures for finding disputes; no marks
)

// table lists the readers in the order they read.
var table = []reader{
	{name: Statements, version: 11, read: readStatements, release: statements.Release,
		fields: statementFields},
	{name: Names, version: 17, needs: []string{Statements}, read: readNames, release: names.Release,
		fields: nameFields},
	{name: Aliases, version: 5, read: readAliases},
	{name: LocalNames, version: 17, needs: []string{Names, Aliases}, read: readLocals},
	{name: Speakers, version: 10, needs: []string{Names, Aliases, LocalNames, Statements}, read: readSpeakers,
		fields: speakerFields},
	{name: Labels, version: 8, needs: []string{Names, Aliases, LocalNames, Statements, Speakers}, read: readLabels,
		fields: labelFields},
	{name: Times, version: 3, read: readTimes, fields: timeFields},
	{name: Events, version: 2, needs: []string{Statements, Times}, read: readEvents},
	{name: Figures, version: 9, needs: []string{Names, Aliases, Statements, Times}, read: readFigures},
	{name: Claims, version: 12, needs: []string{Names, Aliases, LocalNames, Statements, Speakers, Events, Figures},
		read: func(*input) error { return nil }, value: (*input).claims},
}

// Stages returns the readers as stages over texts. A row's value is the list of marks as in cutting.Reading.
func Stages() []press.Stage {
	var out []press.Stage
	for _, r := range table {
		needs := append([]string{press.Texts}, r.needs...)
		out = append(out, press.Stage{Name: r.name, Version: r.version, Needs: needs, Gives: []string{r.name},
			Text:    func(_ context.Context, in press.TextInput) (press.Found, error) { return r.runOver(in) },
			Release: r.release})
	}
	return out
}

// runOver runs one reader over a text and returns the content of its row.
func (r *reader) runOver(in press.TextInput) (press.Found, error) {
	i, whole := sharedInput(&in), false
	defer func() {
		if !whole && in.Shared != nil { // an incomplete result of a reader must not be shared
			in.Shared.Value = nil
		}
	}()
	for name, value := range in.Given {
		if i.has[name] {
			continue
		}
		if err := i.reading.Add(name, value); err != nil {
			return press.Found{}, err
		}
		i.has[name] = true
	}
	if err := r.read(i); err != nil {
		return press.Found{}, err
	}
	i.reading.Without(r.name, in.Wrong)
	i.reading.PutRight(r.name, i.right, i.localOf)
	i.has[r.name], whole = true, true
	f := press.Found{Value: i.reading.Marks(r.name)}
	if r.value != nil {
		f.Value = r.value(i)
	}
	if r.fields != nil {
		f.Fields = r.fields(i.words.Text, &i.reading)
	}
	return f, nil
}

// Read runs all readers over one text and returns the reading.
func Read(t catalogue.Text) (*cutting.Reading, error) {
	i := newInput(t)
	for _, r := range table {
		if err := r.read(i); err != nil {
			return nil, err
		}
	}
	return &i.reading, nil
}

// input is a text being read.
type input struct {
	catalogue.Text
	words   *token.Text
	right   []cutting.RightMark
	joined  *within.Text    // see localNames
	has     map[string]bool // readers whose marks the reading has
	reading cutting.Reading
}

// sharedInput returns the text as tokens, with the marks of earlier readers if they read it in this run.
func sharedInput(in *press.TextInput) *input {
	if in.Shared != nil {
		if i, ok := in.Shared.Value.(*input); ok {
			return i
		}
	}
	i := newInput(in.Text)
	i.right = in.Right
	if in.Shared != nil {
		in.Shared.Value = i
	}
	return i
}

func newInput(t catalogue.Text) *input {
	return &input{Text: t, words: token.New(cutting.Words(t.Headline, t.Text)), has: map[string]bool{}}
}

// pool keeps readers that are not safe for concurrent use.
type pool[T any] struct {
	make func() (T, error)
	idle sync.Pool
}

// use calls fn with a reader that nobody else uses meanwhile.
func (p *pool[T]) use(fn func(T)) error {
	r, ok := p.idle.Get().(T)
	if !ok {
		var err error
		if r, err = p.make(); err != nil {
			return err
		}
	}
	fn(r)
	p.idle.Put(r) // not after a panic, which may leave it in any state
	return nil
}

var (
	nameReaders      = pool[*names.Reader]{make: names.New}
	statementReaders = pool[*statements.Reader]{make: statements.New}
)

// readNames finds names; the source of a statement is also one if it is written like a name.
func readNames(i *input) error {
	return nameReaders.use(func(r *names.Reader) {
		found := within.WithSources(i.words, r.Read(i.words, i.Lang), statements.Sources(i.statements()))
		for _, m := range found {
			i.reading.Names = append(i.reading.Names, cutting.NameMark{At: cutting.At(m.Span), Kind: string(m.Kind)})
		}
	})
}

func readAliases(i *input) error {
	for _, p := range aliases.Read(i.words) {
		i.reading.Aliases = append(i.reading.Aliases,
			cutting.AliasMark{Long: cutting.At(p.Long), Short: cutting.At(p.Short), Cue: string(p.Cue)})
	}
	return nil
}

func readLocals(i *input) error {
	x := i.localNames()
	for _, n := range x.Names {
		l := cutting.LocalName{Kind: string(n.Kind), Form: n.Form, Mentions: n.Mentions, Gender: n.Gender,
			Offices: n.Offices, Doubt: n.Doubt}
		at := map[string]int{}
		for k, f := range n.Forms {
			at[f] = k
			l.Uses = append(l.Uses, cutting.LocalUse{Form: f})
		}
		for _, m := range n.Mentions {
			u := &l.Uses[at[x.FormOf(m)]]
			if u.Count++; u.Count == 1 {
				u.First = i.reading.Names[m].At
			}
		}
		for _, p := range n.Aliases {
			l.Aliases = append(l.Aliases,
				cutting.LocalAlias{Long: p.Long, Short: p.Short, Cue: string(p.Cue), At: cutting.At(p.Span)})
		}
		i.reading.Locals.Names = append(i.reading.Locals.Names, l)
	}
	for _, p := range x.Parts() {
		i.reading.Locals.Parts = append(i.reading.Locals.Parts, [2]int{p.Part, p.Whole})
	}
	return nil
}

func readStatements(i *input) error {
	return statementReaders.use(func(r *statements.Reader) {
		for _, s := range r.Read(i.words, i.Lang) {
			m := cutting.StatementMark{Source: cutting.At(s.Source), Cue: cutting.At(s.Cue), Kind: string(s.Kind),
				Form: string(s.Form)}
			for _, c := range s.Content {
				m.Content = append(m.Content, cutting.At(c))
			}
			i.reading.Statements = append(i.reading.Statements, m)
		}
	})
}

func readSpeakers(i *input) error {
	if len(i.reading.Statements) == 0 {
		return nil
	}
	for _, s := range speakers.ReadWithDecisions(i.localNames(), i.statements(), i.decidedSpeakers()) {
		i.reading.Speakers = append(i.reading.Speakers,
			cutting.SpeakerMark{Name: s.Name, How: string(s.How), Parent: s.Parent})
	}
	return nil
}

func readTimes(i *input) error {
	for _, x := range times.Read(i.words, i.Lang, i.Day) {
		i.reading.Times = append(i.reading.Times,
			cutting.TimeMark{At: cutting.At(x.Span), Type: string(x.Type), Value: valueOf(x.Value)})
	}
	return nil
}

// nameFields returns the forms of the names in a text, and of those in what is said.
func nameFields(words string, r *cutting.Reading) map[string][]string {
	var forms, about []string
	for _, m := range r.Names {
		forms = append(forms, Form(m.At.In(words)))
	}
	for _, s := range r.Statements {
		for _, c := range s.Content {
			for _, m := range r.Names {
				if c.Span().Contains(m.At.Span()) {
					about = append(about, Form(m.At.In(words)))
				}
			}
		}
	}
	return values(field.Name, forms, field.About, about)
}

// statementFields returns what is said.
func statementFields(words string, r *cutting.Reading) map[string][]string {
	var said []string
	for _, s := range r.Statements {
		for _, c := range s.Content {
			said = append(said, c.In(words))
		}
	}
	return values(field.Said, said)
}

// speakerFields returns the speakers of a text: by the fullest form of a name in the text, else by the text's
// words if it describes somebody without a name.
func speakerFields(words string, r *cutting.Reading) map[string][]string {
	var who []string
	for i, s := range r.Statements {
		if name, _, ok := r.Speaker(i); ok {
			who = append(who, Form(name.Form))
		} else if source := Form(s.Source.In(words)); statements.IsSomebody(source) {
			for _, article := range []string{"the ", "The ", "a ", "A ", "an ", "An "} {
				source = strings.TrimPrefix(source, article)
			}
			who = append(who, source)
		}
	}
	return values(field.Speaker, who)
}

// valueOf returns a time's value, with a decade as in ISO 8601-2 ("199X"), where TIMEX3 has "199".
func valueOf(value string) string {
	if len(value) == 3 && hasShape(value, "ddd") {
		return value + "X"
	}
	return value
}

// timeFields returns the days, months and years that a text mentions.
func timeFields(_ string, r *cutting.Reading) map[string][]string {
	var days []string
	for _, t := range r.Times {
		days = append(days, Calendar(t.Value)...)
	}
	return values(field.When, days)
}

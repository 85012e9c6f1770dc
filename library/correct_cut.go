package library

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
)

const (
	maxCutLines = 2000 // lines of a page that can be corrected in a form
	maxNote     = 500  // bytes of a correction's note
)

// CutForm is how a page is cut, line by line, with the options for each line. After an answer it also has what
// the answer changes.
type CutForm struct {
	ID      string
	Title   string
	Lines   []CutLine
	State   string   // hash of the cut the form was made for; an answer repeats it
	Changes []Change // what the answer changes, in words; none before an answer
	Note    string
	Who     string // who decides, for the journal
	Mistake string // what is wrong with the answer, for the person; nothing is kept
	// Stale reports that the page was cut again since the form was made: the answer is in the form again,
	// over the cut there is now.
	Stale bool
	// Was is what was chosen of each line when the form was made; an answer gives it back.
	Was  string
	Kept *Kept // set when the answer has been kept
}

// CutLine is one block with its options.
type CutLine struct {
	Index    int
	Headline bool // it is (part of) the headline
	Dir      string
	Text     string
	Kind     cutting.Kind // of the cutting it now belongs to, "" for none
	Role     string
	Options  []Option
}

// Chosen returns the value of the selected option.
func (l CutLine) Chosen() string {
	for _, o := range l.Options {
		if o.On {
			return o.Value
		}
	}
	return ""
}

// Option is one choice for a line.
type Option struct {
	Value, Label string
	On           bool
}

// Change is one thing a correction changes, in words.
type Change struct {
	What string
	Text string
	Dir  string
	Kind cutting.Kind
}

// CutAnswer is a person's answer to a CutForm.
type CutAnswer struct {
	State string
	Was   string // as the form gave it; "" takes every line as chosen by the person
	// Lines are what is said of lines by index; those left out stay as they are.
	Lines map[int]LineAnswer
	Note  string
	Who   string // "" is Config.Who
	Keep  bool   // keep the answer; without it, it is only checked
}

// LineAnswer is the value of one of a line's options, and whether the line is (part
// of) its cutting's headline.
type LineAnswer struct {
	Is       string
	Headline bool
}

// CutForm returns how a capture is cut. It returns Unsupported for a capture whose text has no source map, or
// that has too many lines.
func (l *Library) CutForm(ctx context.Context, id string) (*CutForm, error) {
	p, split, form, err := l.cutForm(ctx, id)
	if err != nil {
		return nil, err
	}
	form.Lines = cutLines(p, split, currentChoices(p, split))
	return form, nil
}

// CorrectCut returns what an answer changes and keeps it if the answer is confirmed. An answer that makes no
// sense comes back as the form's Mistake, and so does one to a page that was cut again since the form was
// made, with what was chosen; nothing is kept then.
func (l *Library) CorrectCut(ctx context.Context, id string, a CutAnswer) (*CutForm, error) {
	form, fix, err := l.answerCut(ctx, id, a)
	if err != nil || form.Mistake != "" || !a.Keep {
		return form, err
	}
	kept, err := l.c.Decisions.Decide(ctx, func(ctx context.Context) ([]journal.Decision, error) {
		if form, fix, err = l.answerCut(ctx, id, a); err != nil || form.Mistake != "" {
			return nil, err
		}
		return linesOf(form.Who, fix)
	})
	if err != nil || form.Mistake != "" {
		return form, err
	}
	form.Kept = &kept
	return form, nil
}

// answerCut compares the answer with the page as it is cut now.
func (l *Library) answerCut(ctx context.Context, id string, a CutAnswer) (*CutForm, cutting.Correction, error) {
	p, split, form, err := l.cutForm(ctx, id)
	if err != nil {
		return nil, cutting.Correction{}, err
	}
	form.Note = strings.TrimSpace(a.Note)
	choices := currentChoices(p, split)
	if a.State != form.State {
		form.mergeStale(p, split, choices, a)
		return form, cutting.Correction{}, nil
	}
	for i, said := range a.Lines {
		if i >= 0 && i < len(choices) {
			choices[i] = choice{is: said.Is, headline: said.Headline}
		}
	}
	form.Lines = cutLines(p, split, choices)
	fix, changes, err := correctionOf(id, p, split, choices)
	switch {
	case err != nil:
		form.Mistake = err.Error()
	case len(changes) == 0:
		form.Mistake = "Nothing was changed in the form, so there is nothing to keep."
	case len(form.Note) > maxNote:
		form.Mistake = fmt.Sprintf("The note is too long: %d bytes of at most %d.", len(form.Note), maxNote)
	default:
		form.Changes = changes
	}
	if form.Mistake == "" {
		if form.Who, err = l.deciderName(a.Who); err != nil {
			form.Mistake = err.Error()
		}
	}
	fix.Note = form.Note
	return form, fix, nil
}

// mergeStale puts an answer to an earlier form over the cut there is now: what the person chose is kept, of
// other lines what is so now.
func (f *CutForm) mergeStale(p *cutting.Page, split *cutting.Split, now []choice, a CutAnswer) {
	f.Stale = true
	f.Mistake = "This page was processed again, or corrected by somebody else, since you opened the form. What you " +
		"chose is filled in over what there is now; check it and send it again."
	was := strings.Split(a.Was, ",")
	if a.Was != "" && len(was) != len(now) {
		f.Mistake = "This page was processed again since you opened the form, and has other lines now. " +
			"Choose once more."
		a.Lines = nil
	}
	choices := slices.Clone(now)
	for i, said := range a.Lines {
		if c := (choice{is: said.Is, headline: said.Headline}); i >= 0 && i < len(now) &&
			(a.Was == "" || was[i] != c.String()) {
			choices[i] = c
		}
	}
	for i, line := range cutLines(p, split, choices) {
		if line.Chosen() == "" { // of a cutting there is no longer
			choices[i] = now[i]
		}
	}
	f.Lines = cutLines(p, split, choices)
}

// cutForm reads a capture for its form.
func (l *Library) cutForm(ctx context.Context, id string) (*cutting.Page, *cutting.Split, *CutForm, error) {
	row, p, split, err := l.readForCorrection(ctx, id)
	if err != nil {
		return nil, nil, nil, err
	}
	if len(p.Blocks) > maxCutLines {
		return nil, nil, nil, cutting.Errorf(cutting.Unsupported,
			"This page has %d lines; the form takes up to %d.", len(p.Blocks), maxCutLines)
	}
	return p, split, &CutForm{ID: id, Title: Title(row), State: cutState(p, split),
		Was: joinChoices(currentChoices(p, split))}, nil
}

// readForCorrection reads a capture; one whose text has no source map cannot be corrected.
func (l *Library) readForCorrection(ctx context.Context, id string) (*catalogue.PageRow, *cutting.Page, *cutting.Split,
	error) {
	cat, done := l.borrowCatalogue()
	defer done()
	if l.c.Decisions == nil {
		return nil, nil, nil, cutting.Errorf(cutting.Unsupported, "This archive is shown read only.")
	}
	row, err := cat.Page(ctx, id)
	if err != nil {
		return nil, nil, nil, err
	}
	p, split, err := l.c.Pages.Read(ctx, id)
	if err == nil && p.Source == nil {
		err = cutting.Errorf(cutting.Unsupported, "The place of the text in this file is not known, so it cannot "+
			"be corrected.")
	}
	return row, p, split, err
}

// cutLines returns the blocks with their options and what is chosen for each.
func cutLines(p *cutting.Page, split *cutting.Split, choices []choice) []CutLine {
	owner := ownersOf(p, split)
	var articles []int
	for n, c := range split.Cuttings {
		if c.Kind == cutting.Article {
			articles = append(articles, n)
		}
	}
	rows := make([]CutLine, len(p.Blocks))
	for i, b := range p.Blocks {
		row := CutLine{Index: i, Headline: choices[i].headline, Dir: blockDir(&b),
			Text: b.Span.In(p.Text), Role: b.Role.String()}
		if owner[i] >= 0 {
			row.Kind = split.Cuttings[owner[i]].Kind
		}
		row.Options = []Option{{Value: choiceNone, Label: "in no cutting"},
			{Value: choiceSame, Label: "continues the one above"},
			{Value: string(cutting.Article), Label: "begins an article"},
			{Value: string(cutting.Teaser), Label: "begins a teaser"},
			{Value: string(cutting.Rail), Label: "begins a side list item"},
			{Value: choiceRailHead, Label: "heads a side list"}}
		for _, a := range articles {
			if b := split.Cuttings[a].Blocks; len(b) > 0 && int(b[0]) < i {
				row.Options = append(row.Options, Option{Value: choiceIn(a),
					Label: fmt.Sprintf("continues article %d", a+1)})
			}
		}
		known := false
		for k := range row.Options {
			if row.Options[k].Value == choices[i].is {
				row.Options[k].On, known = true, true
			}
		}
		if !known {
			row.Options = append(row.Options, Option{Value: choices[i].is, Label: choiceWords(choices[i].is),
				On: true})
		}
		rows[i] = row
	}
	return rows
}

func choiceWords(v string) string {
	if n, ok := strings.CutPrefix(v, "in:"); ok {
		if k, err := strconv.Atoi(n); err == nil {
			return fmt.Sprintf("continues cutting %d", k+1)
		}
	}
	return v
}

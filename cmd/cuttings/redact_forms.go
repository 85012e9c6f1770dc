package main

import (
	"context"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/plain"
	"cuttings/redact"
)

// How many forms of a name are listed: those that are black, and those that are proposed.
const (
	blackFormsShown = 8
	otherFormsShown = 20
)

// coverage is what one reading of the archive finds out about a redaction that is to be made.
type coverage struct {
	surname  string           // to be black by itself too
	of       *redact.Coverage // with that surname
	proposed []redact.OtherForm
}

// readCoverage reads the archive once. The surname is not looked at if fullOnly is set.
func (a *app) readCoverage(ctx context.Context, l *library.Library, r cutting.Redaction, fullOnly bool) (
	*coverage, error) {
	all := l.Redactions()
	var evidence *surnameEvidence
	if !fullOnly {
		evidence = newSurnameEvidence(r)
	}
	with := r
	for _, x := range all {
		if x.Name == r.Name { // decided before, with other forms
			with.Also = slices.Concat(with.Also, x.Also)
		}
	}
	elsewhere, plainly := redact.NewOtherScripts(with), redact.NewCoverage(append(slices.Clone(all), r), r)
	too, alone := plainly, r
	if evidence != nil {
		alone.Also = append(slices.Clone(r.Also), evidence.surname)
		too = redact.NewCoverage(append(slices.Clone(all), alone), alone)
	}
	err := l.EachEntry(ctx, func(e *catalogue.Entry) {
		texts := library.DistinctTexts(e)
		plainly.Read(e.Headline, texts)
		if evidence != nil {
			too.Read(e.Headline, texts)
			evidence.read(texts)
		}
		elsewhere.Read(e.ID, texts...)
	})
	if err != nil {
		return nil, err
	}
	c := &coverage{of: plainly, proposed: elsewhere.Forms()}
	ok, err := evidence.bearsAlone(ctx, l, r.Name)
	if err != nil {
		return nil, err
	}
	if ok {
		c.surname, c.of = evidence.surname, too
	}
	joined, err := joinedForms(ctx, l, cutting.Redaction{Name: r.Name, Also: alone.Also}, append(slices.Clone(all), r))
	if err != nil {
		return nil, err
	}
	c.proposed = slices.DeleteFunc(c.proposed, func(f redact.OtherForm) bool {
		return slices.Contains(redact.ShorterForms(r.Name), f.Form) || // printed with the name's parts
			slices.ContainsFunc(joined, func(o redact.OtherForm) bool { return o.Form == f.Form })
	})
	c.proposed = append(joined, c.proposed...)
	return c, nil
}

// printCoverage prints which forms of a name are black, which stay, and which are proposed and why.
func (a *app) printCoverage(ctx context.Context, l *library.Library, r cutting.Redaction, c *coverage) error {
	if black := c.of.Black(); len(black) > 0 {
		a.printLine("black in %s, in these forms:", plain.Plural(c.of.Named(), "cutting", "cuttings"))
		for _, f := range black[:min(len(black), blackFormsShown)] {
			a.printLine("  %s, in %s", f.Form, plain.Plural(f.Cuttings, "cutting", "cuttings"))
		}
		if n := len(black) - blackFormsShown; n > 0 {
			a.printLine("  and %s more", plain.Plural(n, "form", "forms"))
		}
	} else {
		a.printLine("no cutting has the name in a form that is black: check how it is written there")
	}
	for _, f := range c.of.Left() {
		a.printLeft(r, f)
	}
	return a.printProposed(ctx, l, r, c.proposed)
}

// printLeft prints a form that is not black where a text has no other form, with how many cuttings have it, the
// newest of these, how to list them and how to black it out.
func (a *app) printLeft(r cutting.Redaction, f redact.LeftForm) {
	form, query := f.Form, `"`+strings.ReplaceAll(f.Form, "'", " ")+`"`
	if f.Begins {
		form, query = f.Words[0], f.Form+"*"
		a.printLine("%s %s words that begin with “%s” and may be made of the name, or be other names: %s",
			plain.Plural(f.Cuttings, "cutting", "cuttings"),
			map[bool]string{true: "has", false: "have"}[f.Cuttings == 1], f.Form, strings.Join(f.Words, ", "))
	} else {
		a.printLine("%q alone stays in %s that never %s the name in full:", f.Form,
			plain.Plural(f.Cuttings, "cutting", "cuttings"),
			map[bool]string{true: "says", false: "say"}[f.Cuttings == 1])
	}
	for _, h := range f.Headlines {
		a.printLine("  %s", plain.Clip(h, headlineMax))
	}
	if n := f.Cuttings - len(f.Headlines); n > 0 {
		a.printLine("  and %s more", plain.Count(n))
	}
	a.printLine("  to list all: cuttings search '%s'", query)
	a.printLine("  where it is the same person, add --also %s: cuttings redact %s --also %s --why REASON",
		quoted(form), quoted(r.Name), quoted(form))
}

// printProposed prints the forms of a redacted person's name that are not black and may be the person's: those that
// the archive has joined with the name, and likely ones in other scripts. It decides nothing, as they may be
// somebody else's.
func (a *app) printProposed(ctx context.Context, l *library.Library, r cutting.Redaction,
	forms []redact.OtherForm) error {
	if len(forms) == 0 {
		return nil
	}
	a.printLine("these stay as they are; where one is the same person, it identifies who was blacked out:")
	also := ""
	for i, f := range forms {
		if i == otherFormsShown {
			a.printLine("  and %s more", plain.Count(len(forms)-i))
			break
		}
		head, err := headlineOf(ctx, l, f.In)
		if err != nil {
			return err
		}
		a.printLine("  %s (%s), in %s%s", f.Form, whyProposed(f),
			plain.Plural(f.Cuttings, "cutting", "cuttings"), head)
		if !f.Alone {
			also += " --also " + quoted(f.Form)
		}
	}
	a.printLine("to list the cuttings of one: cuttings search '\"FORM\"'")
	if also != "" {
		a.printLine("to black them out too: cuttings redact %s%s --why REASON", quoted(r.Name), also)
	} else {
		a.printLine("to black one out too: cuttings redact %s --also FORM --why REASON", quoted(r.Name))
	}
	return nil
}

// whyProposed returns why a form is proposed.
func whyProposed(f redact.OtherForm) string {
	switch {
	case f.Script == "":
		return "joined with the name in this archive"
	case f.Alone:
		return f.Script + ", sounds like the surname alone"
	}
	return f.Script + ", sounds like the name"
}

// headlineOf returns the headline of a cutting for the end of a line, "" for no cutting.
func headlineOf(ctx context.Context, l *library.Library, id string) (string, error) {
	if id == "" {
		return "", nil
	}
	e, err := l.Entry(ctx, id)
	if cutting.KindOf(err) == cutting.NotFound {
		return "", nil // removed since
	} else if err != nil {
		return "", err
	}
	return ": " + plain.Clip(e.Headline, headlineMax), nil
}

// quoted is a word as a shell takes it.
func quoted(s string) string {
	return "\"" + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", `\$`, "`", "\\`").Replace(s) + "\""
}

// joinedForms returns the forms of persons that the archive has joined with the name and that are not black with
// those who are redacted.
func joinedForms(ctx context.Context, l *library.Library, r cutting.Redaction, all []cutting.Redaction) (
	[]redact.OtherForm, error) {
	black := redact.New(append(slices.Clone(all), r))
	var out []redact.OtherForm
	for _, name := range append([]string{r.Name}, r.Also...) {
		names, err := l.NamesCalled(ctx, name)
		if err != nil {
			return nil, err
		}
		for _, n := range names {
			if n.Kind != "PER" {
				continue
			}
			for _, v := range n.Variants {
				// A part of the name is asked for by itself.
				if black.Text(v.Form, r.Name) == v.Form && !slices.ContainsFunc(out, func(o redact.OtherForm) bool {
					return o.Form == v.Form
				}) {
					out = append(out, redact.OtherForm{Form: v.Form, Cuttings: v.Texts, In: v.Evidence.Cutting})
				}
			}
		}
	}
	return out, nil
}

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
	surnames []string         // to be black by themselves too
	of       *redact.Coverage // with these surnames
	proposed []redact.OtherForm
}

// readCoverage reads the archive, once unless only some of several surnames are black by themselves. They are not
// looked at if fullOnly is set.
func (a *app) readCoverage(ctx context.Context, l *library.Library, r cutting.Redaction, fullOnly bool) (
	*coverage, error) {
	all := l.Redactions()
	r = library.WithSpellings(r, all)
	var evidence []*surnameEvidence
	if !fullOnly {
		evidence = surnamesEvidence(r)
	}
	elsewhere := redact.NewOtherScripts(r)
	redactionWith := func(surnames []string) cutting.Redaction {
		with := r
		with.AddSpellings(surnames)
		return with
	}
	coverageWith := func(surnames []string) *redact.Coverage {
		with := redactionWith(surnames)
		return redact.NewCoverage(append(slices.Clone(all), with), with)
	}
	var candidates []string
	for _, e := range evidence {
		candidates = append(candidates, e.surname)
	}
	plainly, too := coverageWith(nil), coverageWith(candidates)
	err := l.EachEntry(ctx, func(e *catalogue.Entry) {
		texts := library.TextsOfEntry(e)
		plainly.Read(texts)
		if len(evidence) > 0 {
			too.Read(texts)
		}
		for _, s := range evidence {
			s.read(texts.All)
		}
		elsewhere.Read(e.ID, texts.All...)
	})
	if err != nil {
		return nil, err
	}
	c := &coverage{proposed: elsewhere.Forms()}
	for _, s := range evidence {
		ok, err := s.bearsAlone(ctx, l, r.Name)
		if err != nil {
			return nil, err
		}
		if ok {
			c.surnames = append(c.surnames, s.surname)
		}
	}
	switch len(c.surnames) {
	case 0:
		c.of = plainly
	case len(candidates):
		c.of = too
	default:
		c.of = coverageWith(c.surnames)
		err := l.EachEntry(ctx, func(e *catalogue.Entry) { c.of.Read(library.TextsOfEntry(e)) })
		if err != nil {
			return nil, err
		}
	}
	joined, err := l.JoinedForms(ctx, redactionWith(candidates), all)
	if err != nil {
		return nil, err
	}
	c.proposed = library.Proposed(r.Name, joined, c.proposed)
	return c, nil
}

// printCoverage prints which forms of a name are black, which stay, and which are proposed and why.
func (a *app) printCoverage(ctx context.Context, l *library.Library, r cutting.Redaction, c *coverage) error {
	if black := c.of.Black(); len(black) > 0 {
		a.printLine("black in %s, in these forms:", plain.Plural(len(c.of.Named()), "cutting", "cuttings"))
		for _, f := range black[:min(len(black), blackFormsShown)] {
			a.printLine("  %s, in %s", f.Form, plain.Plural(len(f.In), "cutting", "cuttings"))
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
	form := f.Spelling()
	if f.Begins {
		a.printLine("%s %s words that begin with “%s” and may be made of the name, or be other names: %s",
			plain.Plural(len(f.In), "cutting", "cuttings"),
			map[bool]string{true: "has", false: "have"}[len(f.In) == 1], f.Form, strings.Join(f.Words, ", "))
	} else {
		a.printLine("“%s” alone stays in %s that never %s the name in full:", f.Form,
			plain.Plural(len(f.In), "cutting", "cuttings"),
			map[bool]string{true: "says", false: "say"}[len(f.In) == 1])
	}
	for _, h := range f.Headlines {
		a.printLine("  %s", plain.Clip(h, headlineMax))
	}
	if n := len(f.In) - len(f.Headlines); n > 0 {
		a.printLine("  and %s more", plain.Count(n))
	}
	a.printLine("  to list all: cuttings search %s", plain.ShellQuoted(library.SearchFor(f)))
	a.printLine("  where it is the same person, add --also %s: %s", plain.ShellQuoted(form),
		library.RedactAlso(r.Name, form))
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
	var also []string
	for i, f := range forms {
		if i == otherFormsShown {
			a.printLine("  and %s more", plain.Count(len(forms)-i))
			break
		}
		head, err := headlineOf(ctx, l, f.In)
		if err != nil {
			return err
		}
		a.printLine("  %s (%s), in %s%s", f.Form, f.Why(),
			plain.Plural(f.Cuttings, "cutting", "cuttings"), head)
		if !f.Alone {
			also = append(also, f.Form)
		}
	}
	a.printLine("to list the cuttings of one: cuttings search '\"FORM\"'")
	if len(also) > 0 {
		a.printLine("to black them out too: %s", library.RedactAlso(r.Name, also...))
	} else {
		a.printLine("to black one out too: cuttings redact %s --also FORM --why REASON", plain.ShellQuoted(r.Name))
	}
	return nil
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

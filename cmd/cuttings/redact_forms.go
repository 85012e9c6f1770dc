package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/plain"
	"cuttings/redact"
)

// otherFormsShown is how many forms of a name are listed that are not black.
const otherFormsShown = 20

// printOtherForms prints the forms of a redacted person's name that are not black: those that the archive has
// joined with the name, and likely ones in other scripts. It decides nothing, as they may be somebody
// else's.
func (a *app) printOtherForms(ctx context.Context, s *sharedArchive, r cutting.Redaction) error {
	ar, release := s.hold()
	defer release()
	l := ar.library(a)
	forms, err := joinedForms(ctx, l, r)
	if err != nil {
		return err
	}
	elsewhere, err := inOtherScripts(ctx, l, r)
	if err != nil {
		return err
	}
	for _, f := range elsewhere {
		if slices.Contains(redact.ShorterForms(r.Name), f.Form) {
			continue // printed with the name's parts
		}
		if !slices.ContainsFunc(forms, func(o redact.OtherForm) bool { return o.Form == f.Form }) {
			forms = append(forms, f)
		}
	}
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
		what := cmp.Or(f.Script, "joined with the name in this archive")
		if f.Alone {
			what += ", the surname alone"
		}
		head, err := headlineOf(ctx, l, f.In)
		if err != nil {
			return err
		}
		a.printLine("  %s (%s), in %s%s", f.Form, what, plain.Plural(f.Cuttings, "cutting", "cuttings"), head)
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

// joinedForms returns the forms of persons that the archive has joined with the name and that are not black.
func joinedForms(ctx context.Context, l *library.Library, r cutting.Redaction) ([]redact.OtherForm, error) {
	black := l.Redactor()
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

// inOtherScripts looks through all texts for likely forms of a name in other scripts.
func inOtherScripts(ctx context.Context, l *library.Library, r cutting.Redaction) ([]redact.OtherForm, error) {
	for _, x := range l.Redactions() {
		if x.Name == r.Name { // decided before, with other forms
			r.Also = append(slices.Clone(r.Also), x.Also...)
		}
	}
	e := redact.NewOtherScripts(r)
	s := library.Search{Sort: catalogue.ByNewest}
	for {
		found, err := l.Find(ctx, s, catalogue.Request{Limit: 1000, Bare: true, Sort: catalogue.ByNewest})
		if err != nil {
			return nil, fmt.Errorf("looking for the name in other scripts: %w", err)
		}
		ids := make([]string, len(found.Hits))
		for i := range found.Hits {
			ids[i] = found.Hits[i].ID
		}
		entries, err := l.Entries(ctx, ids)
		if err != nil {
			return nil, err
		}
		for id, entry := range entries {
			last := ""
			for i := range entry.Sightings { // texts of one cutting may differ
				v := &entry.Sightings[i]
				if v.Text != last {
					e.Read(id, v.Text)
				}
				e.Read(id, v.Headline, strings.Join(v.Byline, ", "))
				last = v.Text
			}
		}
		if s.After = found.Next; found.Next == "" {
			return e.Forms(), nil
		}
	}
}

package library

import (
	"context"
	"fmt"
	"slices"

	"cuttings/catalogue"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/library/plain"
	"cuttings/redact"
)

// EachEntry calls fn for every entry of the archive, the newest first.
func (l *Library) EachEntry(ctx context.Context, fn func(*catalogue.Entry)) error {
	const at = 1000 // entries at a time
	s := Search{Sort: catalogue.ByNewest}
	for {
		found, err := l.Find(ctx, s, catalogue.Request{Limit: at, Bare: true, Sort: catalogue.ByNewest})
		if err != nil {
			return fmt.Errorf("reading all cuttings: %w", err)
		}
		ids := make([]string, len(found.Hits))
		for i := range found.Hits {
			ids[i] = found.Hits[i].ID
		}
		entries, err := l.Entries(ctx, ids)
		if err != nil {
			return err
		}
		for _, id := range ids {
			if e := entries[id]; e != nil {
				fn(e)
			}
		}
		if s.After = found.Next; found.Next == "" {
			return nil
		}
	}
}

// RedactionCoverage is what a redaction in effect makes black in the archive, and what it leaves.
type RedactionCoverage struct {
	RedactionInEffect
	Named    CountedCuttings // in which something is black
	Black    []BlackForm
	Left     []LeftForm
	Proposed []ProposedForm
	// Reading is set while the archive is read: Read of the All cuttings were read, and only these are counted. Where
	// ReadBefore is set as well the whole archive was read once, and what changed since is read again.
	Reading, ReadBefore bool
	Read, All           int
}

// CountedCuttings is a number of cuttings, with that of those that have a text of their own.
type CountedCuttings struct{ Cuttings, Independent int }

// BlackForm is a form of a name that is black.
type BlackForm struct {
	redact.BlackForm
	CountedCuttings
}

// LeftForm is a form that stays.
type LeftForm struct {
	redact.LeftForm
	CountedCuttings
	Search string // the query that finds it
	Also   string // the command line that blacks it out
}

// ProposedForm is a form that is not black and may be the person's: joined with the name, or in another script or
// transcription.
type ProposedForm struct {
	redact.OtherForm
	Independent int
	Search      string
}

// CoverageOf returns what is known of the redaction of a line of the journal; NotFound where it is not in effect. The
// archive is read in the background, once for all views, and then what changed; CoverageOf waits a moment for that to
// end, and where it has not, RedactionCoverage.Reading reports what is counted so far.
func (l *Library) CoverageOf(ctx context.Context, line int64) (*RedactionCoverage, error) {
	all := l.RedactionsInEffect()
	i := slices.IndexFunc(all, func(r RedactionInEffect) bool { return r.decidedBy(line) })
	if i < 0 {
		return nil, cutting.Errorf(cutting.NotFound, "No redaction in effect is line %d of the journal.", line)
	}
	everybody, person := redactionsOf(all), all[i].Redaction
	read, err := l.coverages.follow(ctx, l, all[i].By.Line, everybody, person)
	if err != nil {
		return nil, err
	}
	joined, err := l.JoinedForms(ctx, person, everybody)
	if err != nil {
		return nil, err
	}
	c := &RedactionCoverage{RedactionInEffect: all[i]}
	read.mu.Lock()
	defer read.mu.Unlock()
	if read.err != nil {
		return nil, read.err
	}
	if c.Reading, c.ReadBefore = read.running, read.before; c.Reading {
		s, err := l.Stats(ctx)
		if err != nil {
			return nil, err
		}
		c.Read, c.All = min(read.cuttings, s.Cuttings), s.Cuttings
	}
	count := func(ids []string) (n CountedCuttings) {
		n.Cuttings = len(ids)
		for _, id := range ids {
			if read.own[id] {
				n.Independent++
			}
		}
		return n
	}
	c.Named = count(read.of.Named())
	for _, f := range read.of.Black() {
		c.Black = append(c.Black, BlackForm{f, count(f.In)})
	}
	for _, f := range read.of.Left() {
		c.Left = append(c.Left, LeftForm{f, count(f.In), SearchFor(f), RedactAlso(person.Name, f.Spelling())})
	}
	for _, f := range Proposed(person.Name, joined, read.elsewhere.Forms()) {
		p := ProposedForm{OtherForm: f, Independent: count(f.All).Independent, Search: exactly(f.Form)}
		if f.All == nil {
			if p.Independent, err = l.independentOfForm(ctx, f.Form); err != nil {
				return nil, err
			}
		}
		c.Proposed = append(c.Proposed, p)
	}
	return c, nil
}

// WithSpellings returns a redaction with the spellings that other decisions about the same name have added.
func WithSpellings(r cutting.Redaction, all []cutting.Redaction) cutting.Redaction {
	for _, x := range all {
		if x.Name == r.Name {
			r.AddSpellings(x.Also)
		}
	}
	return r
}

// JoinedForms returns the forms of persons that the archive has joined with a name and that are neither black with the
// redaction nor with all others.
func (l *Library) JoinedForms(ctx context.Context, r cutting.Redaction, all []cutting.Redaction) (
	[]redact.OtherForm, error) {
	black := redact.New(append(slices.Clone(all), r))
	var out []redact.OtherForm
	for _, name := range r.Names() {
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

// Proposed returns the forms that are proposed for a name: those joined with it, then the others, without those
// that are listed among the name's parts.
func Proposed(name string, joined, others []redact.OtherForm) []redact.OtherForm {
	shorter := redact.ShorterForms(name)
	others = slices.DeleteFunc(others, func(f redact.OtherForm) bool {
		return slices.Contains(shorter, f.Form) ||
			slices.ContainsFunc(joined, func(o redact.OtherForm) bool { return o.Form == f.Form })
	})
	return append(joined, others...)
}

// independentOfForm counts the cuttings that have a form as a person's name and a text of their own.
func (l *Library) independentOfForm(ctx context.Context, form string) (int, error) {
	cat, done := l.borrowCatalogue()
	defer done()
	v := Variant{NameVariant: cutting.NameVariant{Form: form}}
	names, err := l.namesFor(ctx, cat, form)
	for _, n := range names {
		if n.Kind == "PER" && err == nil {
			err = l.countForm(ctx, cat, &v, n)
			break
		}
	}
	return v.Independent, err
}

// SearchFor returns the query that finds a form that stays: the words as they are, or all that begin so. It finds
// cuttings that have the name in full as well.
func SearchFor(f redact.LeftForm) string {
	if f.Begins {
		return f.Form + "*"
	}
	return exactly(f.Form)
}

func exactly(form string) string { return `"` + query.WithoutQuotes(form) + `"` }

// RedactAlso returns the command line that blacks out other spellings of a redacted name as well.
func RedactAlso(name string, also ...string) string {
	line := "cuttings redact " + plain.ShellQuoted(name)
	for _, s := range also {
		line += " --also " + plain.ShellQuoted(s)
	}
	return line + " --why REASON"
}

// TextsOfEntry returns the texts of an entry, each once.
func TextsOfEntry(e *catalogue.Entry) redact.Texts {
	out := redact.Texts{ID: e.ID, Published: e.Published.Value, Headline: e.Headline}
	for _, s := range TextsIn(e) {
		if s != "" && !slices.Contains(out.All, s) {
			out.All = append(out.All, s)
		}
	}
	return out
}

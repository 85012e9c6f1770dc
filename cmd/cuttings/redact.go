package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/page"
	"cuttings/redact"
)

func (a *app) redactCommand() *cobra.Command {
	var r cutting.Redaction
	var yes, fullOnly bool
	c := &cobra.Command{
		Use:   "redact [NAME]",
		Short: "Black a person out of what is published, or list who is",
		Long: `Blacks a person out of everything that is published and served in public: texts,
headlines, addresses, feeds, digests, search index. The archive itself, its bytes and
its desk keep every word, and 'cuttings verify' stays as it is.

NAME is the name in full. It is found in any case and order, with initials, with
middle names left out or added as initials, with a nickname in quotation marks, with two
surnames, with or without an Arabic article, with syllables apart or together, with
endings and in addresses, and in parts where a text has it in full as well.

The surname by itself is black everywhere if nobody and nothing else in the archive bears
it; --full-name-only keeps it. Otherwise the cuttings with it are counted, and --also
blacks it out. --also gives other spellings as well. Shorter forms that may be another
person's, forms in other scripts and transcriptions that the archive may have of the name, and
forms it has joined with it, are listed with the command that blacks them out; of names in
Chinese characters common variants (渡邊, 渡辺) count as one, and no other form is proposed. A name of one word that is very short or as common as
"the" would be black nearly everywhere and needs --yes; a name of words such as "May" and
"Rose" is black in texts with capitals only.

Without NAME the command lists who is blacked out. 'cuttings undo' takes it back.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return a.listRedactions(c.Context())
			}
			if strings.TrimSpace(r.Note) == "" {
				return fmt.Errorf("%w: give the reason with --why; it is kept in the journal, which is not published",
					errUsage)
			}
			r.Name = redact.WithoutTitles(args[0])
			if r.Name != args[0] {
				a.printLine("“%s” without titles and what is behind the name: “%s”", args[0], r.Name)
			}
			for _, name := range r.Names() {
				if err := checkName(name, yes); err != nil {
					return err
				}
			}
			return a.redact(c.Context(), r, fullOnly)
		},
	}
	c.Flags().StringArrayVar(&r.Also, "also", nil, "another spelling, nickname or name of the same person")
	c.Flags().StringVar(&r.Note, "why", "", "the reason, for the record")
	c.Flags().BoolVar(&yes, "yes", false, "black out a name of one common or very short word anyway")
	c.Flags().BoolVar(&fullOnly, "full-name-only", false, "keep the surname alone, also where nobody else bears it")
	a.jsonFlag(c, "print each person as a JSON object on one line")
	return c
}

// checkName returns an error for a name without letters, and for one that would black out nearly every text
// unless yes is set.
func checkName(name string, yes bool) error {
	ws := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if len(ws) == 0 {
		return cutting.Errorf(cutting.Invalid, "“%s” has no letters, so there is nothing to black out", name)
	}
	if yes {
		return nil
	}
	short := 0
	for _, w := range ws {
		n := utf8.RuneCountInString(w)
		if first, _ := utf8.DecodeRuneInString(w); unicode.In(first, unicode.Han, unicode.Hangul) {
			n++ // each letter is a syllable
		}
		if n < 3 || page.LittleWord(w) {
			short++
		}
	}
	if len(ws) == 1 && short == 1 {
		return cutting.Errorf(cutting.Invalid,
			"“%s” is very short or a word of any text, "+
				"and would be black nearly everywhere; add --yes if that is meant",
			name)
	}
	return nil
}

// redact records a redaction through the same writer as the desk.
//
// The surname by itself is part of it where nobody else in the archive bears it, unless fullOnly is set.
func (a *app) redact(ctx context.Context, r cutting.Redaction, fullOnly bool) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	s := newSharedArchive(a, ar)
	if err := s.notRedacted(r); err != nil {
		return closeAfter(s, err)
	}
	read := func() (*coverage, error) {
		ar, release := s.hold()
		defer release()
		return a.readCoverage(ctx, ar.library(a), r, fullOnly)
	}
	c, err := read()
	if err != nil {
		return closeAfter(s, err)
	}
	r.Also = append(r.Also, c.surnames...)
	kept, err := s.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		if err := s.notRedacted(r); err != nil {
			return nil, err
		}
		d, err := journal.Redact(a.decider(), r)
		return []journal.Decision{d}, err
	})
	if err == nil {
		a.printLine("“%s” is blacked out of what is published from now on; "+
			"publish again for sites that are out already", r.Name)
		for _, surname := range c.surnames {
			a.printLine("“%s” alone is black too, as nobody else in the archive bears it; "+
				"to keep it: cuttings undo %d, and again with --full-name-only", surname, kept.Lines[0])
		}
		err = func() error {
			ar, release := s.hold()
			defer release()
			return a.printCoverage(ctx, ar.library(a), r, c)
		}()
	}
	return closeAfter(s, err)
}

// notRedacted returns Conflict for a person who is blacked out now in these spellings.
func (s *sharedArchive) notRedacted(r cutting.Redaction) error {
	if slices.ContainsFunc(s.redactions(), func(x cutting.Redaction) bool {
		return x.Name == r.Name && !slices.ContainsFunc(r.Also, func(name string) bool {
			return !slices.Contains(x.Also, name)
		})
	}) {
		return cutting.Errorf(cutting.Conflict, "“%s” is blacked out already; to black out another spelling too: %s",
			r.Name, library.RedactAlso(r.Name, "FORM"))
	}
	return nil
}

// redactions are the persons blacked out now.
func (s *sharedArchive) redactions() []cutting.Redaction {
	ar, release := s.hold()
	defer release()
	return ar.book.Redactions()
}

func (a *app) listRedactions(ctx context.Context) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	list := ar.library(a).RedactionsInEffect()
	if a.json {
		for i := range list {
			if err := a.printJSON(&list[i].Redaction); err != nil {
				return closeAfter(ar, err)
			}
		}
		return closeAfter(ar, nil)
	}
	if len(list) == 0 {
		a.printLine("nobody is blacked out")
	}
	for _, r := range list {
		line := r.Name
		if len(r.Also) > 0 {
			line += " (also " + strings.Join(r.Also, ", ") + ")"
		}
		if r.Note != "" {
			line += ": " + r.Note
		}
		fmt.Fprintln(a.stdout, line)
		for _, x := range r.Later {
			line := "  decided again"
			if len(x.Also) > 0 {
				line = "  added later: " + strings.Join(x.Also, ", ")
			}
			if x.Note != "" {
				line += ": " + x.Note
			}
			fmt.Fprintf(a.stdout, "%s; to take this alone back: cuttings undo %d\n", line, x.By.Line)
		}
	}
	return closeAfter(ar, nil)
}

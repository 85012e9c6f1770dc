package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/journal"
	"cuttings/library"
	"cuttings/library/plain"
	"cuttings/page"
	"cuttings/redact"
)

func (a *app) redactCommand() *cobra.Command {
	var r cutting.Redaction
	var yes bool
	c := &cobra.Command{
		Use:   "redact [NAME]",
		Short: "Black a person out of what is published, or list who is",
		Long: `Blacks a person out of everything that is published and served in public: texts,
headlines, addresses, feeds, digests, search index. The archive itself, its bytes and
its desk keep every word, and 'cuttings verify' stays as it is.

NAME is the name in full. It is found in any case and order, with initials, with
middle names left out, with endings and in addresses, and in parts where a text has it
in full as well. --also gives other spellings; a family name given there is black
everywhere, also in texts that never have the full name. Forms in other scripts that the
archive may have of the name, and forms it has joined with it, are listed with the command
that blacks them out as well; names in Chinese characters are not compared. A name of one word that is very
short or as common as "the" would be black nearly everywhere and needs --yes.
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
			r.Name = args[0]
			for _, name := range append([]string{r.Name}, r.Also...) {
				if err := checkName(name, yes); err != nil {
					return err
				}
			}
			return a.redact(c.Context(), r)
		},
	}
	c.Flags().StringSliceVar(&r.Also, "also", nil, "another spelling, nickname or name of the same person")
	c.Flags().StringVar(&r.Note, "why", "", "the reason, for the record")
	c.Flags().BoolVar(&yes, "yes", false, "black out a name of one common or very short word anyway")
	a.jsonFlag(c, "print each person as a JSON object on one line")
	return c
}

// checkName returns an error for a name without letters, and for one that would black out nearly every text
// unless yes is set.
func checkName(name string, yes bool) error {
	ws := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) })
	if len(ws) == 0 {
		return cutting.Errorf(cutting.Invalid, "%q has no letters, so there is nothing to black out", name)
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
			"%q is very short or a word of any text, "+
				"and would be black nearly everywhere; add --yes if that is meant",
			name)
	}
	return nil
}

// redact records a redaction through the same writer as the desk.
func (a *app) redact(ctx context.Context, r cutting.Redaction) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	s := newShelf(a, ar)
	_, err = s.Decide(ctx, func(context.Context) ([]journal.Decision, error) {
		if slices.ContainsFunc(s.redactions(), func(x cutting.Redaction) bool {
			return x.Name == r.Name && slices.Equal(x.Also, r.Also)
		}) {
			return nil, cutting.Errorf(cutting.Conflict, "%q is blacked out already", r.Name)
		}
		d, err := journal.Redact(a.decider(), r)
		return []journal.Decision{d}, err
	})
	if err == nil {
		a.printLine("%q is blacked out of what is published from now on; publish again for sites that are out already",
			r.Name)
		if err = a.printRemaining(ctx, s, r); err == nil {
			err = a.printOtherForms(ctx, s, r)
		}
	}
	return closeAfter(s, err)
}

// remainingRead is the maximum number of cuttings with a part of a name that are read.
const remainingRead = 200

// printRemaining prints for each part of a name in how many cuttings it occurs alone and so is not blacked out,
// because a headline with the family name alone may mean another person.
func (a *app) printRemaining(ctx context.Context, s *shelf, r cutting.Redaction) error {
	ar, release := s.hold()
	defer release()
	l, black := ar.library(a), redact.New(ar.book.Redactions())
	for _, part := range strings.Fields(strings.ReplaceAll(r.Name, `"`, " ")) {
		if utf8.RuneCountInString(part) < 3 || part == r.Name || redact.Particle(part) {
			continue
		}
		found, err := l.Find(ctx, library.Search{Text: `"` + part + `"`}, catalogue.Request{Limit: remainingRead})
		if err != nil {
			return err
		}
		n, small := 0, strings.ToLower(part)
		for _, h := range found.Hits {
			e, err := l.Entry(ctx, h.ID)
			if err != nil {
				return err
			}
			left := black.Text(e.Headline, e.Text) + " " + black.Text(e.Text, e.Headline)
			if strings.Contains(strings.ToLower(left), small) {
				n++
			}
		}
		if n > 0 {
			a.printLine("%q alone stays in %s that never %s the name in full; where it is the same person, add "+
				"--also %q", part, plain.Plural(n, "cutting", "cuttings"),
				map[bool]string{true: "says", false: "say"}[n == 1], part)
		}
	}
	return nil
}

// redactions are the persons blacked out now.
func (s *shelf) redactions() []cutting.Redaction {
	ar, release := s.hold()
	defer release()
	return ar.book.Redactions()
}

func (a *app) listRedactions(ctx context.Context) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	list := ar.book.Redactions()
	if a.json {
		for i := range list {
			if err := a.printJSON(&list[i]); err != nil {
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
	}
	return closeAfter(ar, nil)
}

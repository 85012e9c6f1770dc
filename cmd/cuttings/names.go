package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/plain"
)

func (a *app) namesCommand() *cobra.Command {
	var limit int
	var kind string
	c := &cobra.Command{
		Use:   "names [FORM]",
		Short: "List names joined over the archive, and decide about them",
		Long: `Lists the persons, organisations and places that several texts name, or one under
several forms; with FORM the names that have that form, with all their forms.

What merge, split, rename and none decide applies to all texts. Whose name it is in one
text, who is quoted there, and whom a label is put on are corrected at the desk, beside
the marks of a cutting.

What is decided about names is kept in the journal; 'cuttings decisions' lists it and
'cuttings undo NUMBER' takes it back.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if kind != "" && !slices.Contains([]string{"PER", "ORG", "LOC"}, kind) {
				return fmt.Errorf("%w: --kind takes PER, ORG or LOC, not %q", errUsage, kind)
			}
			return a.withLibrary(c.Context(), func(l *library.Library) error {
				if len(args) == 1 {
					return a.showNames(c.Context(), l, args[0])
				}
				return a.listNames(c.Context(), l, kind, limit)
			})
		},
	}
	c.Flags().IntVarP(&limit, "limit", "n", 50, "how many names, those of most cuttings first")
	c.Flags().StringVar(&kind, "kind", "", "PER, ORG or LOC alone")
	a.jsonFlag(c, "print each name as a JSON object on one line")
	c.AddCommand(a.proposalsCommand(),
		a.namingCommand("merge FORM OTHER", "Decide that two forms are of one name", cutting.NameSame),
		a.namingCommand("split FORM OTHER", "Decide that two forms are of two names", cutting.NameDifferent),
		a.namingCommand("rename FORM SHOWN", "Set how a name is shown", cutting.NameForm),
		a.namingCommand("none FORM", "Decide that a form is not a name", cutting.NameNone))
	return c
}

func (a *app) listNames(ctx context.Context, l *library.Library, kind string, limit int) error {
	list, err := l.NameList(ctx)
	if err != nil {
		return err
	}
	list = slices.DeleteFunc(list, func(n cutting.ListedName) bool { return kind != "" && n.Kind != kind })
	counted, err := l.CountNames(ctx, list[:min(len(list), max(limit, 0))])
	if err != nil {
		return err
	}
	for _, n := range counted {
		if a.json {
			if err := a.printJSON(n); err != nil {
				return err
			}
			continue
		}
		if _, err := fmt.Fprintf(a.stdout, "%6d  %s  %s (%s, %s)\n", n.Texts, n.Kind, n.Form,
			plain.Plural(n.Independent, "independent text", "independent texts"),
			plain.Plural(n.Variants, "form", "forms")); err != nil {
			return err
		}
	}
	return nil
}

func (a *app) showNames(ctx context.Context, l *library.Library, form string) error {
	found, err := l.NamesCalled(ctx, form)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return cutting.Errorf(cutting.NotFound, "no name has the form %q", form)
	}
	for _, n := range found {
		texts, err := l.IndependentOfName(ctx, n)
		if err != nil {
			return err
		}
		if a.json {
			if err := a.printJSON(struct {
				*cutting.JoinedName
				Independent int `json:"independent"`
			}{n, texts}); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.stdout, "%s, %s, in %s\n", n.Form, plain.NameKind(n.Kind), plain.Cuttings(n.Texts, texts))
		for _, v := range n.Variants {
			if _, err := fmt.Fprintf(a.stdout, "  %-40s %6d  %-8s  %s\n", v.Form, v.Texts, v.Why,
				v.Evidence.Cutting); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *app) proposalsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "review",
		Short: "List pairs of names that may be one",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withLibrary(c.Context(), func(l *library.Library) error {
				list, err := l.ProposedMerges(c.Context())
				if err != nil {
					return err
				}
				for _, p := range list {
					both, err := l.CountNames(c.Context(), []cutting.ListedName{p.A, p.B})
					if err != nil {
						return err
					}
					if a.json {
						err = a.printJSON(struct {
							cutting.ProposedMerge
							A library.CountedName `json:"a"`
							B library.CountedName `json:"b"`
						}{p, both[0], both[1]})
					} else {
						_, err = fmt.Fprintf(a.stdout, "%s (%s) and %s (%s): %q and %q are alike (%s)\n", p.A.Form,
							plain.Cuttings(p.A.Texts, both[0].Independent), p.B.Form,
							plain.Cuttings(p.B.Texts, both[1].Independent), p.FormA, p.FormB, p.How)
					}
					if err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	a.jsonFlag(c, "print each pair as a JSON object on one line")
	return c
}

// namingCommand returns a command that decides about a name through the same writer as the desk.
func (a *app) namingCommand(use, short, kind string) *cobra.Command {
	var n library.Naming
	count := len(strings.Fields(use)) - 1
	c := &cobra.Command{
		Use:   use,
		Short: short,
		Args:  cobra.ExactArgs(count),
		RunE: func(c *cobra.Command, args []string) error {
			n.Kind, n.Of, n.Who = kind, args[0], a.decider()
			switch {
			case kind == cutting.NameForm:
				n.Form = args[1]
			case count == 2:
				n.With = args[1]
			}
			return a.decideName(c.Context(), n)
		},
	}
	c.Flags().StringVar(&n.Class, "kind", "", "PER, ORG or LOC: the kind of the name, where FORM is of several")
	c.Flags().StringVar(&n.Note, "why", "", "the reason, for the record")
	return c
}

func (a *app) decideName(ctx context.Context, n library.Naming) error {
	return a.withLibrary(ctx, func(l *library.Library) (err error) {
		if n.Class, err = classOf(ctx, l, n.Of, n.Class); err != nil {
			return err
		}
		if n.With != "" {
			if n.WithClass, err = classOf(ctx, l, n.With, ""); err != nil {
				n.WithClass = n.Class // the form is in one text only
			}
		}
		kept, err := l.DecideName(ctx, n)
		if err == nil {
			a.printKept(kept)
		}
		return err
	})
}

// classOf returns the kind of name of a form: the given one, else the archive's.
func classOf(ctx context.Context, l *library.Library, form, given string) (string, error) {
	if given != "" {
		return given, nil
	}
	found, err := l.NamesCalled(ctx, form)
	if err != nil {
		return "", err
	}
	var kinds []string
	for _, n := range found {
		if !slices.Contains(kinds, n.Kind) {
			kinds = append(kinds, n.Kind)
		}
	}
	switch len(kinds) {
	case 1:
		return kinds[0], nil
	case 0:
		return "", cutting.Errorf(cutting.NotFound, "no name has the form %q; set with --kind what it is a "+
			"name of",
			form)
	}
	return "", fmt.Errorf("%w: %q is the form of names of several kinds (%s); choose one with --kind", errUsage,
		form, strings.Join(kinds, ", "))
}

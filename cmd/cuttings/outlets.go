package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"cuttings/catalogue"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/plain"
)

func (a *app) outletsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "outlets",
		Short: "List the outlets, and correct them by hand",
		Long: `Lists the outlets whose pages are in the archive. An outlet is known by the host of
its pages, else by what they call it, never by a folder.

The commands below decide about outlets. A decision is a line of the journal, takes
effect at once, and is taken back by 'cuttings undo'. Name an outlet by its host or name.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.listOutlets(c.Context()) },
	}
	a.jsonFlag(c, "print each outlet as a JSON object on one line")
	c.AddCommand(
		a.outletDecision("merge OUTLET INTO", "Make an outlet part of another", 2,
			func(args []string) cutting.OutletDecision {
				return cutting.OutletDecision{Outlet: args[0], Into: args[1]}
			}),
		a.outletDecision("split KEY", "Make a host or name that was joined to an outlet one of its own", 1,
			func(args []string) cutting.OutletDecision {
				return cutting.OutletDecision{Outlet: args[0], Separate: true}
			}),
		a.outletDecision("rename OUTLET NAME", "Set the name of an outlet", 2,
			func(args []string) cutting.OutletDecision {
				return cutting.OutletDecision{Outlet: args[0], Name: args[1]}
			}),
		a.outletFacts(), a.outletSay())
	return c
}

// outletLine is an outlet as printed by --json.
type outletLine struct {
	catalogue.Outlet
	Captures int `json:"captures"`
	Cuttings int `json:"cuttings"`
	// Independent is the number of cuttings with a text of their own.
	Independent int    `json:"independent"`
	First       string `json:"first,omitempty"`
	Last        string `json:"last,omitempty"`
}

func (a *app) listOutlets(ctx context.Context) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	l := ar.library(a)
	all, err := l.Sources(ctx)
	if err == nil {
		err = l.CountIndependent(ctx, all)
	}
	if err != nil {
		return closeAfter(ar, err)
	}
	for _, s := range all {
		if a.json {
			line := outletLine{s.Outlet, s.Captures, s.Cuttings, s.Independent, s.First.Value, s.Last.Value}
			if err := a.printJSON(line); err != nil {
				return closeAfter(ar, err)
			}
			continue
		}
		words := []string{sourceWords(s.Source)}
		for _, w := range []string{s.Kind, s.Lang} {
			if w != "" {
				words = append(words, w)
			}
		}
		fmt.Fprintf(a.stdout, "%s\n  %s, %s, from %s", strings.Join(words, " · "),
			plain.Plural(s.Cuttings, "cutting", "cuttings"),
			plain.Plural(s.Independent, "independent text", "independent texts"),
			plain.Plural(s.Captures, "page", "pages"))
		if len(s.Keys) > 1 {
			fmt.Fprintf(a.stdout, "; known by %s", strings.Join(s.Keys, ", "))
		}
		if len(s.Also) > 0 {
			fmt.Fprintf(a.stdout, "; also called %s", strings.Join(s.Also, ", "))
		}
		fmt.Fprintln(a.stdout)
	}
	if n, texts, err := l.CountUnknownOutlet(ctx); err != nil {
		return closeAfter(ar, err)
	} else if n > 0 && !a.json {
		fmt.Fprintf(a.stdout, "(outlet not known)\n  %s, %s\n", plain.Plural(n, "cutting", "cuttings"),
			plain.Plural(texts, "independent text", "independent texts"))
	}
	return closeAfter(ar, nil)
}

// outletDecision returns a command that decides one thing about an outlet.
func (a *app) outletDecision(use, short string, args int, of func([]string) cutting.OutletDecision) *cobra.Command {
	var why string
	c := &cobra.Command{Use: use, Short: short, Args: cobra.ExactArgs(args),
		RunE: func(c *cobra.Command, args []string) error {
			d := of(args)
			d.Note = why
			return a.decideOutlet(c.Context(), d)
		}}
	c.Flags().StringVar(&why, "why", "", "the reason, for the record")
	return c
}

func (a *app) outletFacts() *cobra.Command {
	var d cutting.OutletDecision
	c := &cobra.Command{Use: "set OUTLET", Short: "Set the kind and the language of an outlet",
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			d.Outlet = args[0]
			return a.decideOutlet(c.Context(), d)
		}}
	c.Flags().StringVar(&d.Kind, "kind", "", "one of "+strings.Join(cutting.OutletKinds, ", "))
	c.Flags().StringVar(&d.Lang, "lang", "", "the code of its language: en, fa …")
	c.Flags().StringVar(&d.Note, "why", "", "the reason, for the record")
	return c
}

func (a *app) decideOutlet(ctx context.Context, d cutting.OutletDecision) error {
	return a.withLibrary(ctx, func(l *library.Library) error {
		kept, err := l.DecideOutlet(ctx, d, "")
		if err == nil {
			a.printKept(kept)
		}
		return err
	})
}

func (a *app) outletSay() *cobra.Command {
	var why, under string
	c := &cobra.Command{Use: "say OUTLET [CAPTURE…]", Short: "Set the outlet of some pages",
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if (under == "") == (len(args) == 1) {
				return fmt.Errorf("%w: name captures by their IDs, or give --under", errUsage)
			}
			return a.withLibrary(c.Context(), func(l *library.Library) error {
				captures := args[1:]
				if under != "" {
					var err error
					if captures, err = l.CapturesUnder(c.Context(), under); err != nil {
						return err
					}
				}
				kept, err := l.AssignOutlet(c.Context(), captures, args[0], "", why)
				if err == nil {
					a.printLine("%s said to be of %s", plain.Plural(len(captures), "page", "pages"), args[0])
					a.printKept(kept)
				}
				return err
			})
		}}
	c.Flags().StringVar(&under, "under", "", "all pages whose address or file name begins with this")
	c.Flags().StringVar(&why, "why", "", "the reason, for the record")
	return c
}

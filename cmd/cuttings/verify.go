package main

import (
	"encoding/json"
	"fmt"

	"github.com/spf13/cobra"

	"cuttings/press"
)

func (a *app) verifyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "verify",
		Short: "Check the whole chain of evidence, from the bytes to the catalogue, offline",
		Long: `Recomputes every digest in the vault, reads every capture again and compares what
the catalogue says (each cutting, each span of text, each byte range) with what
the bytes say. Exit status 0 means that everything agrees, 1 that something does
not; what and where is printed.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ar, err := a.findAndOpen(c.Context(), false)
			if err != nil {
				return err
			}
			return closeAfter(ar, a.verify(c, ar))
		},
	}
	a.jsonFlag(c, "print each problem as a JSON object a line, then a summary")
	return c
}

// verifySummary is the last line of verify --json.
type verifySummary struct {
	Captures int  `json:"captures"`
	Stale    int  `json:"stale"`
	Unread   int  `json:"unread"`
	Problems int  `json:"problems"`
	OK       bool `json:"ok"`
}

func (a *app) verify(c *cobra.Command, ar *archive) error {
	sum := verifySummary{}
	enc := json.NewEncoder(a.stdout)
	report := func(p press.Problem) {
		sum.Problems++
		if a.json {
			_ = enc.Encode(p)
		} else {
			fmt.Fprintln(a.stdout, p)
		}
	}
	if err := ar.verifyPermanent(c.Context(), report); err != nil {
		return err
	}
	seen, err := ar.press.VerifyRows(c.Context(), ar.catalogue, report)
	if err != nil {
		return err
	}
	sum.Captures, sum.Stale, sum.Unread = seen.Captures, seen.Stale, seen.Unread
	sum.OK = sum.Problems == 0
	if a.json {
		if err := enc.Encode(sum); err != nil {
			return err
		}
	} else if sum.OK {
		fmt.Fprintf(a.stdout, "%d captures verified: every digest, span and byte range agrees with the bytes\n", sum.Captures)
		if sum.Stale > 0 {
			fmt.Fprintf(a.stdout, "%d pages were read by another version of the program: `cuttings add` brings them up to date\n", sum.Stale)
		}
		if sum.Unread > 0 {
			fmt.Fprintf(a.stdout, "%d captures are safe in the vault and not in the catalogue yet: `cuttings add` reads them\n", sum.Unread)
		}
	}
	if !sum.OK {
		a.say("%d problems in %d captures", sum.Problems, sum.Captures)
		return errFound
	}
	return nil
}

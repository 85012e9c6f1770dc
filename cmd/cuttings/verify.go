package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"cuttings/capture/vault"
	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/library/plain"
	"cuttings/press"
)

func (a *app) verifyCommand() *cobra.Command {
	head := ""
	c := &cobra.Command{
		Use:   "verify",
		Short: "Check the whole chain of evidence, from the bytes to the catalogue, offline",
		Long: `Recomputes every checksum in the vault, reads every capture again and compares the
catalogue (each cutting, each span of text, each byte range) with the bytes. The
vault's log and the journal each record the other's end, as does the catalogue; these
records are compared too. Nothing is written. Exit status 0 means that everything
agrees, 1 that something does not; what and where is printed.

Keep a copy of the heads printed at the end to prove later that nothing was altered:
--head HASH checks that the log or the journal still has the line with this hash.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			dir, err := a.findArchive()
			if err != nil {
				return err
			}
			v := &verification{a: a, enc: json.NewEncoder(a.stdout)}
			if err := v.run(c.Context(), dir, head); err != nil {
				return err
			}
			return v.finish()
		},
	}
	a.jsonFlag(c, "print each problem as one JSON object per line, then a summary")
	c.Flags().StringVar(&head, "head", "", "an earlier head of the vault's log or the journal")
	return c
}

// verifySummary is the last line of verify --json.
type verifySummary struct {
	Captures int    `json:"captures"`
	Stale    int    `json:"stale"`
	Unread   int    `json:"unread"`
	Problems int    `json:"problems"`
	OK       bool   `json:"ok"`
	Heads    *heads `json:"heads,omitempty"`
}

// verification is one run of verify.
type verification struct {
	a   *app
	enc *json.Encoder
	sum verifySummary
}

func (v *verification) report(p press.Problem) {
	v.sum.Problems++
	if v.a.json {
		_ = v.enc.Encode(p)
	} else {
		fmt.Fprintln(v.a.stdout, p)
	}
}

// run checks the permanent parts first, and then as much of the catalogue as can be opened.
func (v *verification) run(ctx context.Context, dir, head string) error {
	ar, err := v.a.openPermanent(ctx, dir, false)
	switch {
	case errors.Is(err, vault.ErrLogLost):
		v.report(press.Problem{Where: vaultDir, What: err.Error()})
		return nil
	case cutting.KindOf(err) == cutting.NotFound && isArchive(dir):
		v.a.printLine("nothing was added to this archive yet")
		return nil
	case err != nil:
		return err
	}
	return closeAfter(ar, v.archive(ctx, ar, head))
}

func (v *verification) archive(ctx context.Context, ar *archive, head string) error {
	err := ar.verifyPermanent(ctx, v.report, func(s string) { v.a.printLine("note: %s", s) })
	if err == nil && head != "" {
		err = v.noted(ctx, ar, head)
	}
	if err == nil {
		err = v.catalogue(ctx, ar)
	}
	if err != nil {
		return err
	}
	ends, err := ar.ends(ctx)
	v.sum.Heads = &ends
	return err
}

// noted reports a head, kept by a person, that neither ledger has.
func (v *verification) noted(ctx context.Context, ar *archive, head string) error {
	what := "the vault's log"
	at, err := ar.vault.FindHead(ctx, head)
	if err == nil && at == 0 {
		what = "the journal"
		at, err = ar.journal.FindHead(ctx, head)
	}
	if err != nil {
		return err
	}
	if at == 0 {
		v.report(press.Problem{Where: "--head " + head,
			What: "neither the vault's log nor the journal has a line with this hash: lines were changed or taken " +
				"out"})
		return nil
	}
	v.a.printLine("the head given is that of line %d of %s: nothing was altered up to that line", at, what)
	return nil
}

// catalogue compares the rows with the bytes.
func (v *verification) catalogue(ctx context.Context, ar *archive) error {
	count := func() error {
		return ar.vault.Each(ctx, func(vault.Entry) error { v.sum.Captures++; return nil })
	}
	err := ar.openDerived(ctx, v.a, false)
	switch {
	case cutting.KindOf(err) == cutting.NotFound:
		cerr := count()
		v.sum.Unread = v.sum.Captures
		if _, serr := os.Stat(filepath.Join(ar.dir, catalogueDir)); serr == nil && v.sum.Captures > 0 {
			v.report(press.Problem{Where: catalogueDir, What: err.Error()}) // the catalogue exists
		}
		return cerr
	case errors.Is(err, sqlite.ErrOtherVersion):
		err = count()
		v.sum.Stale = v.sum.Captures
		return err
	case errors.Is(err, sqlite.ErrUnusable):
		v.report(press.Problem{Where: catalogueDir, What: err.Error()})
		return nil
	case err != nil:
		return err
	}
	if err := ar.catalogue.Ready(ctx); errors.Is(err, sqlite.ErrOtherVersion) {
		v.a.printLine("%v", err) // it is whole
	}
	before := v.sum.Problems
	err = ar.catalogue.Verify(ctx, func(what string) { v.report(press.Problem{Where: catalogueDir, What: what}) })
	if err != nil {
		return err
	}
	seen, err := ar.press.VerifyRows(ctx, ar.catalogue, v.report)
	v.sum.Captures, v.sum.Stale, v.sum.Unread = seen.Captures, seen.Stale, seen.Unread
	// Damaged rows, which were reported above, may be unreadable.
	damaged := errors.Is(err, sqlite.ErrUnusable) || v.sum.Problems > before
	if err != nil && ctx.Err() == nil && damaged {
		v.report(press.Problem{Where: catalogueDir, What: err.Error()})
		return nil
	}
	return err
}

// finish prints the result.
func (v *verification) finish() error {
	a, sum := v.a, &v.sum
	sum.OK = sum.Problems == 0
	switch {
	case a.json:
		if err := v.enc.Encode(sum); err != nil {
			return err
		}
	case sum.OK:
		fmt.Fprintf(a.stdout, "%d captures verified: every checksum, span and byte range agrees with the bytes\n",
			sum.Captures)
		if sum.Stale > 0 {
			fmt.Fprintf(a.stdout, "%s by another version of the program, or before the last decision about "+
				"them: `cuttings add` brings them up to date\n",
				plain.Plural(sum.Stale, "page was read", "pages were read"))
		}
		if sum.Unread > 0 {
			fmt.Fprintf(a.stdout, "%d captures are safe in the vault and not in the catalogue yet: `cuttings add` "+
				"reads them\n", sum.Unread)
		}
	}
	if h := sum.Heads; h != nil && !a.json {
		a.printLine("heads: vault %d %s, journal %d %s", h.Vault.Lines, h.Vault.Head, h.Journal.Lines, h.Journal.Head)
	}
	if !sum.OK {
		a.printLine("%s in %s", plain.Plural(sum.Problems, "problem", "problems"),
			plain.Plural(sum.Captures, "capture", "captures"))
		return errFound
	}
	return nil
}

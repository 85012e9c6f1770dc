package main

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"cuttings/capture/vault"
	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/internal/ledger"
	"cuttings/journal"
)

func (a *app) recoverCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "recover",
		Short: "Read the vault's records again and rebuild its log",
		Long: `Reads the records of all WARC files in the vault again and rebuilds the vault's log
from them, for a vault whose log was lost, emptied or altered. Records hold the time
they were added; for records of older programs it is taken from the previous log and
the catalogue. The previous log is kept in vault/torn, and the WARC files are not
changed. Journal and catalogue stay as they are: run rebuild afterwards.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			dir, err := a.findArchive()
			if err != nil {
				return err
			}
			if _, err := readInfo(dir); err != nil {
				return err
			}
			return a.recover(c.Context(), dir)
		},
	}
	a.jsonFlag(c, "print what was done as one JSON object")
	return c
}

func (a *app) recover(ctx context.Context, dir string) error {
	// The catalogue helps but is not needed: it may be damaged or missing.
	var added func(cutting.Capture) (time.Time, bool)
	cat, err := sqlite.Open(ctx, filepath.Join(dir, catalogueDir), sqlite.Options{ReadOnly: true, Clock: a.now})
	if err == nil {
		defer cat.Close()
		added = func(c cutting.Capture) (time.Time, bool) {
			row, err := cat.Page(ctx, c.ID)
			if err != nil {
				return time.Time{}, false
			}
			return row.Added, true
		}
	}
	got, err := vault.Recover(ctx, filepath.Join(dir, vaultDir), vault.Options{Clock: a.now}, added)
	if err != nil {
		return err
	}
	if err := a.recoverAssets(ctx, dir); err != nil {
		return err
	}
	if !got.Same {
		if err := recordRecovery(a, dir, got); err != nil {
			return err
		}
	}
	if a.json {
		return json.NewEncoder(a.stdout).Encode(got)
	}
	for _, p := range got.Skipped {
		fmt.Fprintln(a.stdout, p)
	}
	if got.Lost > 0 {
		fmt.Fprintf(a.stdout, "the records of %d lines are damaged or gone; the log still names them, and adding "+
			"their files "+
			"again puts them back\n", got.Lost)
	}
	if got.Same {
		fmt.Fprintf(a.stdout, "the log agrees with the records that can be read: %d lines, unchanged\n", got.Lines)
		return nil
	}
	fmt.Fprintf(a.stdout, "rebuilt the vault's log: %d lines, %d of them as before\n", got.Lines, got.Kept)
	if got.Moved != "" {
		fmt.Fprintf(a.stdout, "the log before is in %s\n", filepath.Join(dir, vaultDir, got.Moved))
	}
	if got.Undated > 0 {
		fmt.Fprintf(a.stdout, "when %d captures were added is no longer known: they are dated now\n",
			got.Undated)
	}
	return nil
}

// recordRecovery writes the recovery to the journal, and the log's new end to the catalogue's heads.
func recordRecovery(a *app, dir string, got vault.Recovered) error {
	value, err := json.Marshal(map[string]int{"lines": got.Lines, "as_before": got.Kept, "undated": got.Undated})
	if err != nil {
		return err
	}
	anchor := func() *ledger.Mark { return &got.Tail }
	j, err := journal.Open(filepath.Join(dir, "journal"), journal.Options{Clock: a.now, Anchor: anchor})
	if err != nil {
		return err
	}
	_, err = j.Append(journal.Decision{Who: "cuttings recover", Kind: journal.LogRecovered, Target: "vault",
		Value: value})
	if err = closeAfter(j, err); err != nil {
		return err
	}
	h := readHeads(dir)
	if h.Vault == nil {
		return nil
	}
	h.Vault = &got.Tail
	return h.write(filepath.Join(dir, catalogueDir, headsFile))
}

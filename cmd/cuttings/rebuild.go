package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/press"
)

func (a *app) rebuildCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "rebuild",
		Short: "Make the catalogue and the search index anew from vault and journal",
		Long: `Makes the catalogue and the search index anew from the vault and the journal. The
result is the same as before. The old catalogue stays in place until the new one
is whole.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			dir, err := a.findArchive()
			if err != nil {
				return err
			}
			return a.rebuild(c.Context(), dir)
		},
	}
	a.jsonFlag(c, "print what was done as one JSON object")
	return c
}

const (
	newCatalogueDir = "catalogue.new"
	oldCatalogueDir = "catalogue.old"
)

// rebuildInto makes a new catalogue beside the old one and puts it in its place.
func (a *app) rebuildInto(ctx context.Context, ar *archive) (press.Progress, error) {
	fresh := filepath.Join(ar.dir, newCatalogueDir)
	if err := os.RemoveAll(fresh); err != nil {
		return press.Progress{}, cutting.Errorf(cutting.Unavailable, "cannot clear %s: %w", fresh, err)
	}
	cat, err := sqlite.Open(ctx, fresh, sqlite.Options{Clock: a.now})
	if err != nil {
		return press.Progress{}, err
	}
	st, err := ar.vault.Stats()
	if err != nil {
		return press.Progress{}, errors.Join(err, cat.Close())
	}
	r := a.reporter("rebuilding", st.Captures)
	p := &press.Press{Vault: ar.store, Catalogue: cat, Corrections: ar.press.Corrections, Marks: ar.press.Marks,
		Progress: r.update}
	done, err := p.CatchUp(ctx)
	r.close()
	if err = closeAfter(cat, err); err != nil {
		return done, err
	}
	// The old catalogue must be closed before it is moved away.
	if err := ar.closeCatalogue(); err != nil {
		return done, err
	}
	return done, swapCatalogue(ar.dir)
}

// swapCatalogue puts the new catalogue in place. A kill between the two renames
// leaves the old one under another name; settleCatalogue finds it.
func swapCatalogue(dir string) error {
	cur, fresh, old := filepath.Join(dir, catalogueDir), filepath.Join(dir, newCatalogueDir), filepath.Join(dir, oldCatalogueDir)
	err := os.RemoveAll(old)
	if err == nil {
		err = os.Rename(cur, old)
	}
	if err == nil {
		err = os.Rename(fresh, cur)
	}
	if err == nil {
		err = os.RemoveAll(old)
	}
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "putting the new catalogue in place: %w; run `cuttings rebuild` again", err)
	}
	return nil
}

// settleCatalogue undoes what a rebuild killed while changing over has left.
func settleCatalogue(dir string) error {
	cur, old := filepath.Join(dir, catalogueDir), filepath.Join(dir, oldCatalogueDir)
	if _, err := os.Stat(cur); !errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if _, err := os.Stat(old); err != nil {
		return nil
	}
	if err := os.Rename(old, cur); err != nil {
		return cutting.Errorf(cutting.Unavailable, "putting the old catalogue back: %w", err)
	}
	return nil
}

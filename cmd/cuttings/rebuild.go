package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"cuttings/catalogue/sqlite"
	"cuttings/cutting"
	"cuttings/press"
)

func (a *app) rebuildCommand() *cobra.Command {
	withoutLost := false
	c := &cobra.Command{
		Use:   "rebuild",
		Short: "Rebuild the catalogue and the search index from vault and journal",
		Long: `Rebuilds the catalogue and the search index from the vault and the journal. The
result is the same as before. The old catalogue stays in place until the new one is
complete; it may be damaged, missing, or of another version of the program. When
captures can no longer be read from the vault, nothing is changed unless
--without-lost is given: then the catalogue is made without them.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			dir, err := a.findArchive()
			if err != nil {
				return err
			}
			return a.rebuild(c.Context(), dir, withoutLost)
		},
	}
	a.jsonFlag(c, "print what was done as one JSON object")
	a.readingsFlag(c)
	c.Flags().BoolVar(&withoutLost, "without-lost", false,
		"go on even if captures can no longer be read from the vault")
	return c
}

const (
	newCatalogueDir = "catalogue.new"
	oldCatalogueDir = "catalogue.old"
)

// rebuild makes the catalogue again beside the old one and replaces that. It opens vault and journal only, so
// that it works whatever is wrong with the rest.
func (a *app) rebuild(ctx context.Context, dir string, withoutLost bool) error {
	ar, err := a.openPermanent(ctx, dir, true)
	if err != nil {
		return err
	}
	done, err := a.rebuildInto(ctx, ar, withoutLost)
	if err == nil {
		err = ar.vault.MendIndexes()
	}
	if err = closeAfter(ar, err); err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.stdout).Encode(map[string]int{"captures": done.Captures, "cuttings": done.Cuttings,
			"failures": done.Failures})
	}
	fmt.Fprintf(a.stdout, "rebuilt: %d captures, cuttings seen in them at %d places\n", done.Captures, done.Cuttings)
	return nil
}

// rebuildInto makes a new catalogue beside the old one, which is not open, and puts it in its place. If
// captures can no longer be read from the vault, the old one is kept, unless withoutLost is set.
func (a *app) rebuildInto(ctx context.Context, ar *archive, withoutLost bool) (press.Progress, error) {
	if ar.journalLost != "" && !withoutLost {
		return press.Progress{}, cutting.Errorf(cutting.Conflict,
			"the journal %s, so the catalogue stays as it is: put the journal back from a backup, "+
				"or make the catalogue without what is lost with `cuttings rebuild --without-lost`", ar.journalLost)
	}
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
	p := a.newPress(ar, cat, true)
	p.Progress, p.Last = r.update, true
	done, err := p.CatchUp(ctx)
	r.close()
	if err = closeAfter(cat, err); err != nil {
		return done, err
	}
	if done.Lost > 0 && !withoutLost {
		if err := os.RemoveAll(fresh); err != nil {
			return done, err
		}
		return done, cutting.Errorf(cutting.Conflict,
			"%d of %d captures cannot be read from the vault, so the catalogue stays as it is: "+
				"`cuttings verify` prints what is wrong with them, adding their files again repairs them, and "+
				"`cuttings rebuild --without-lost` makes the catalogue without them", done.Lost, done.Captures)
	}
	if err := ar.writeHeads(ctx, newCatalogueDir); err != nil {
		return done, err
	}
	return done, swapCatalogue(ar.dir)
}

// swapCatalogue replaces the catalogue by the new one. After a kill between the two renames the old one has
// another name; restoreCatalogue finds it.
func swapCatalogue(dir string) error {
	cur, fresh, old := filepath.Join(dir, catalogueDir), filepath.Join(dir, newCatalogueDir),
		filepath.Join(dir, oldCatalogueDir)
	err := os.RemoveAll(old)
	if err == nil {
		if err = os.Rename(cur, old); errors.Is(err, os.ErrNotExist) { // there was none
			err = nil
		}
	}
	if err == nil {
		err = os.Rename(fresh, cur)
	}
	if err == nil {
		err = os.RemoveAll(old)
	}
	if err != nil {
		return cutting.Errorf(cutting.Unavailable, "putting the new catalogue in place: %w; run `cuttings rebuild` "+
			"again", err)
	}
	return nil
}

// restoreCatalogue repairs the state left by a rebuild that was killed while replacing the catalogue.
func restoreCatalogue(dir string) error {
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

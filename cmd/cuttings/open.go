package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"cuttings/cutting"
)

func (a *app) openCommand() *cobra.Command {
	var (
		o         serveOptions
		noBrowser bool
		name      string
	)
	c := &cobra.Command{
		Use:   "open PATH…",
		Short: "Make an archive of saved pages and show it: the main job",
		Long: `Makes or reuses an archive beside the first PATH (PATH.cuttings, or --archive DIR),
adds what is new, and shows the archive as a site on this machine. A PATH that
is an archive itself is only shown.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			paths, err := a.paths(args)
			if err != nil {
				return err
			}
			if len(paths) == 0 {
				return cutting.Errorf(cutting.Invalid, "no paths given")
			}
			if err := someExist(paths); err != nil {
				return err
			}
			dir := a.archive
			if dir == "" && len(paths) == 1 && isArchive(paths[0]) {
				dir, paths = paths[0], nil
			}
			if dir == "" {
				if dir, err = besideInput(paths[0]); err != nil {
					return err
				}
			}
			if !isArchive(dir) {
				if err := createArchive(dir, name, a.now()); err != nil {
					return err
				}
				a.printLine("made an archive in %s", dir)
			}
			ar, err := a.openArchive(c.Context(), dir, true)
			if err != nil {
				return err
			}
			if err := a.ingest(c.Context(), ar, paths); err != nil {
				return closeAfter(ar, err)
			}
			o.anyPort, o.browse = !c.Flags().Changed("addr"), !noBrowser
			return a.serve(c.Context(), ar, o)
		},
	}
	o.flags(c)
	a.intakeFlags(c)
	a.readingsFlag(c)
	c.Flags().StringVar(&name, "name", "", "what the site calls a new archive (default: the input's name)")
	c.Flags().BoolVar(&noBrowser, "no-browser", false, "do not open a browser")
	return c
}

// besideInput returns the archive's folder for an input: the input's name with .cuttings, next to it. The input
// must exist, so that a typing error does not leave an empty archive behind.
func besideInput(path string) (string, error) {
	if _, err := os.Stat(path); err != nil {
		return "", cutting.Errorf(cutting.NotFound, "cannot open %s: %w", path, err)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if filepath.Dir(abs) == abs {
		return "", cutting.Errorf(cutting.Invalid,
			"no archive can be beside %s, the top of the file system; name the archive's folder "+
				"with --archive", path)
	}
	return filepath.Clean(path) + archiveSuffix, nil
}

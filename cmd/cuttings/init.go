package main

import (
	"github.com/spf13/cobra"

	"cuttings/library/plain"
)

func (a *app) initCommand() *cobra.Command {
	var name string
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Make an empty archive",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			adopted := holdsVault(args[0])
			if err := createArchive(args[0], name, a.now()); err != nil {
				return err
			}
			if adopted {
				a.printLine("%s had a vault and is now an archive of what is in it; next: cuttings rebuild "+
					"--archive %s", args[0], plain.ShellQuoted(args[0]))
				return nil
			}
			a.printLine("made an empty archive in %s; next: cuttings add --archive %s PATH…", args[0],
				plain.ShellQuoted(args[0]))
			return nil
		},
	}
	c.Flags().StringVar(&name, "name", "", "what the site calls the archive (default: the folder's name)")
	return c
}

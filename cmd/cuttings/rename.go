package main

import (
	"strings"

	"github.com/spf13/cobra"

	"cuttings/cutting"
)

// maxName is the maximum length of an archive's name in bytes; it is at the top of each page.
const maxName = 200

func (a *app) renameCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "rename NAME",
		Short: "Give the archive another name: what its site, its feeds and its citations call it",
		Args:  cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			name := strings.Join(strings.Fields(args[0]), " ")
			if name == "" || len(name) > maxName {
				return cutting.Errorf(cutting.Invalid, "a name has between 1 and %d bytes", maxName)
			}
			dir, err := a.findArchive()
			if err != nil {
				return err
			}
			info, err := readInfo(dir)
			if err != nil {
				return err
			}
			info.Name = name
			if err := writeInfo(dir, info); err != nil {
				return err
			}
			a.printLine("%s is called “%s” now; a running site shows it after a restart", dir, name)
			return nil
		},
	}
}

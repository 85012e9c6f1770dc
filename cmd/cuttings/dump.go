package main

import (
	"bufio"

	"github.com/spf13/cobra"
)

func (a *app) dumpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "dump",
		Short: "Write the catalogue's whole content as JSON Lines, in a fixed order",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ar, err := a.findAndOpen(c.Context(), false)
			if err != nil {
				return err
			}
			w := bufio.NewWriterSize(a.stdout, 1<<16)
			err = ar.catalogue.Dump(c.Context(), w)
			if err == nil {
				err = w.Flush()
			}
			return closeAfter(ar, err)
		},
	}
}

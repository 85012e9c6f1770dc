package main

import (
	"bufio"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"cuttings/cutting"
)

func (a *app) addCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "add [PATH…]",
		Short: "Add files and folders to an archive",
		Long: `Adds saved HTML, bare text, MHTML, mails (.eml, mbox), feeds, WARC and ARC
files, folders of these, and .zip, .tar and files packed by gzip, bzip2, xz or zstd
of these. What is in the archive already is not added twice. A file that cannot be
read does not stop the run; status lists it, and the files that were left out because
they are not pages. Pictures and style sheets that pages refer to are kept beside them,
as far as they are there, unless --no-assets is given. Links that lead out of a folder
are not followed unless --follow-links is given. The path - reads a list of paths, one
per line, from standard input. Without a path, add finishes what an interrupted run left.`,
		RunE: func(c *cobra.Command, args []string) error {
			paths, err := a.paths(args)
			if err != nil {
				return err
			}
			if err := someExist(paths); err != nil {
				return err
			}
			dir, err := a.findArchive()
			if err != nil {
				return err
			}
			ar, err := a.openArchive(c.Context(), dir, true)
			if err != nil {
				return err
			}
			a.lastRun = true
			err = a.ingest(c.Context(), ar, paths)
			return closeAfter(ar, err)
		},
	}
	a.jsonFlag(c, "print what was done as one JSON object")
	a.intakeFlags(c)
	a.readingsFlag(c)
	return c
}

// paths returns the arguments with - replaced by the lines of standard input.
func (a *app) paths(args []string) ([]string, error) {
	var out []string
	for _, p := range args {
		if p != "-" {
			out = append(out, p)
			continue
		}
		sc := bufio.NewScanner(a.stdin)
		for sc.Scan() {
			if line := strings.TrimRight(sc.Text(), "\r"); line != "" {
				out = append(out, line)
			}
		}
		if err := sc.Err(); err != nil {
			return nil, cutting.Errorf(cutting.Invalid, "reading the list of paths from standard input: %w", err)
		}
	}
	return out, nil
}

// closeAfter closes c and returns the first error.
func closeAfter(c io.Closer, err error) error {
	if cerr := c.Close(); err == nil {
		err = cerr
	}
	return err
}

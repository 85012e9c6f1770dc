package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"cuttings/catalogue"
	"cuttings/export"
	"cuttings/library"
)

// citeAsNote is the form for people; package export has those for programs.
const citeAsNote = "note"

// maxCited is the maximum number of results of a query that are cited.
const maxCited = 1000

func (a *app) citeCommand() *cobra.Command {
	var format, quote, query string
	formats := []string{citeAsNote}
	for _, f := range export.Forms() {
		formats = append(formats, f.Name)
	}
	c := &cobra.Command{
		Use:   "cite [CUTTING…]",
		Short: "Write citations of cuttings, or of a passage, with their evidence",
		Long: `Writes citations: as a note for people with the evidence (checksum and bytes of the page
as it was saved), or for reference managers and annotation tools. --quote cites a passage: the
words are searched for in the text, and the evidence is of these words alone.`,
		Example: `  cuttings cite ID --quote "three hairline fissures"
  cuttings cite --query "dam kind:article" --format bibtex > dam.bib`,
		RunE: func(c *cobra.Command, args []string) error {
			i := formOf(format)
			if format != citeAsNote && i == nil {
				return fmt.Errorf("%w: --format is one of %s", errUsage, strings.Join(formats, ", "))
			}
			if c.Flags().Changed("quote") && strings.TrimSpace(quote) == "" {
				return fmt.Errorf("%w: --quote is empty; write words of the text, or leave it out to cite the whole "+
					"cutting", errUsage)
			}
			if (len(args) == 0) == (query == "") || quote != "" && len(args) != 1 {
				return fmt.Errorf("%w: name cuttings or give --query; with --quote, one cutting", errUsage)
			}
			if _, err := a.parseQuery(query); err != nil {
				return err
			}
			ar, err := a.findAndOpen(c.Context(), false)
			if err != nil {
				return err
			}
			return closeAfter(ar, a.cite(c.Context(), ar.library(a), args, query, quote, i))
		},
	}
	c.Flags().StringVarP(&format, "format", "f", citeAsNote, strings.Join(formats, ", "))
	c.Flags().StringVar(&quote, "quote", "", "words of the text: the passage that is cited")
	c.Flags().StringVar(&query, "query", "", "cite what a query finds, newest first")
	return c
}

// formOf returns the form with a name; nil for none.
func formOf(name string) *export.Form {
	for _, f := range export.Forms() {
		if f.Name == name {
			return &f
		}
	}
	return nil
}

// cite writes citations of cuttings by ID, or of what a query finds.
func (a *app) cite(ctx context.Context, l *library.Library, ids []string, query, quote string,
	form *export.Form) error {
	if query != "" {
		res, err := l.Find(ctx, library.Search{Text: query},
			catalogue.Request{Limit: maxCited, Sort: catalogue.ByNewest})
		if err != nil {
			return err
		}
		for _, h := range res.Hits {
			ids = append(ids, h.ID)
		}
		if res.Total > len(ids) {
			a.printLine("%d of %d results are cited", len(ids), res.Total)
		}
	}
	var records []export.Record
	var notes []string
	for _, id := range ids {
		c, err := l.Cite(ctx, id, library.PassageRequest{Sighting: -1, Quote: quote})
		if err != nil {
			return err
		}
		if n := c.Passage.Places; n > 1 {
			a.printLine("“%s” occurs %d times in this text; the first is cited (more words around it name another)",
				clip(quote, 80), n)
		}
		records, notes = append(records, c.Reference), append(notes, c.Plain())
	}
	if form != nil {
		return a.writeFile(form.Write(records))
	}
	_, err := io.WriteString(a.stdout, strings.Join(notes, "\n"))
	return err
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/plain"
)

func (a *app) searchCommand() *cobra.Command {
	var (
		limit int
		sort  string
		after string
		flat  bool
	)
	c := &cobra.Command{
		Use:   "search QUERY",
		Short: "Search the archive from the terminal",
		Long: "Searches the archive. Words are joined by AND. Cuttings with the same text are one result,\n" +
			"a story; --flat gives each a result of its own. The query language:\n\n" + queryHelp(),
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if _, err := a.parseQuery(text); err != nil {
				return err
			}
			ar, err := a.findAndOpen(c.Context(), false)
			if err != nil {
				return err
			}
			if err := a.warnPending(c.Context(), ar); err != nil {
				return closeAfter(ar, err)
			}
			lib := ar.library(a)
			res, err := lib.Find(c.Context(),
				library.Search{Text: text, Sort: catalogue.Sort(sort), After: after},
				catalogue.Request{Limit: limit, Highlight: true, ByStory: !flat, Facets: []string{field.Is}})
			if err == nil {
				err = a.printHits(res)
			}
			if err == nil && !a.json && res.Total == 0 {
				err = a.explainNothing(c.Context(), lib, text)
			}
			if err == nil && !a.json && after == "" {
				err = a.offerSource(c.Context(), lib, text)
			}
			return closeAfter(ar, err)
		},
	}
	c.Flags().IntVarP(&limit, "limit", "n", 10, "how many results, at most 1000")
	c.Flags().StringVar(&sort, "sort", "relevance", "relevance, newest, oldest or added")
	c.Flags().StringVar(&after, "after", "",
		"continue after this place (as the line \"more\" of the page before gives it)")
	c.Flags().BoolVar(&flat, "flat", false, "a result for each cutting, instead of one for each story")
	a.jsonFlag(c, "print one JSON object per result, then one with the totals and the next page's place")
	return c
}

// parseQuery parses a query; its error is a message that shows the place.
func (a *app) parseQuery(text string) (*query.Query, error) {
	q, err := query.Parse(text, a.now())
	var wrong *query.SyntaxError
	if errors.As(err, &wrong) {
		return nil, cutting.Errorf(cutting.Invalid, "the query cannot be read: %s\n%s", wrong.Message,
			wrong.Point(text))
	}
	return q, err
}

// queryHelp returns the help of the query language, with examples.
func queryHelp() string {
	var b strings.Builder
	for _, g := range query.Help() {
		fmt.Fprintf(&b, "%s\n", g.Title)
		for _, l := range g.Lines {
			fmt.Fprintf(&b, "  %-26s %s\n", l.Example, l.Finds)
		}
	}
	return b.String()
}

func (a *app) printHits(res *catalogue.Result) error {
	independent := library.Independent(library.Search{}, res)
	if a.json {
		enc := json.NewEncoder(a.stdout)
		for i := range res.Hits {
			if err := enc.Encode(&res.Hits[i]); err != nil {
				return err
			}
		}
		totals := map[string]any{"total": res.Total, "independent": independent, "next": res.Next}
		if res.Stories > 0 {
			totals["stories"] = res.Stories
		}
		return enc.Encode(totals)
	}
	for i := range res.Hits {
		h := &res.Hits[i]
		date := h.Published.Value
		if date == "" {
			date = "undated"
		}
		if h.Published.Origin == cutting.Corrected {
			date += correctedNote
		}
		fmt.Fprintf(a.stdout, "%s\n  %s · %s · %s · %s\n", headline(&h.Head), sourceWords(h.Source), date, h.Kind,
			h.ID)
		for i, p := range h.Passages {
			in := plain.InVersion(p)
			if i > 0 && in == "" {
				continue // the first represents the text shown
			}
			fmt.Fprintf(a.stdout, "  … %s …\n", strings.Join(strings.Fields(runsText(p.Runs)), " "))
			if in != "" {
				fmt.Fprintf(a.stdout, "    (%s)\n", in)
			}
		}
		if s := h.Story; s != nil {
			fmt.Fprintf(a.stdout, "  one of %s (cuttings story %s)\n", countsWords(s.StoryCounts), h.ID)
			if s.Instead != "" {
				fmt.Fprintf(a.stdout, "  shown because it matches; the story's main text, %s, does not\n", s.Instead)
			}
		}
		fmt.Fprintln(a.stdout)
	}
	if len(res.Expanded) > 0 {
		a.printLine("also matched: %s (quote a word to match it exactly)", strings.Join(res.Expanded, ", "))
	}
	found := plain.Plural(res.Total, "cutting", "cuttings") + ", " +
		plain.Plural(independent, "independent text", "independent texts")
	if res.Stories > 0 {
		a.printLine("%d of %s: %s", len(res.Hits), plain.Plural(res.Stories, "story", "stories"), found)
	} else {
		a.printLine("%d of %s", len(res.Hits), found)
	}
	if res.Next != "" {
		a.printLine("more: --after %s", res.Next)
	}
	return nil
}

// explainNothing prints, for a query that found nothing, what each of its words and conditions finds alone, and the
// query in other spellings that find something.
func (a *app) explainNothing(ctx context.Context, lib *library.Library, text string) error {
	alone, err := lib.WordsFound(ctx, library.Search{Text: text})
	if err != nil {
		return err
	}
	var parts []string
	for _, w := range alone {
		n := "nothing"
		if w.Count > 0 {
			n = plain.Plural(w.Count, "cutting", "cuttings")
		}
		parts = append(parts, w.Text+" finds "+n)
	}
	if len(parts) > 0 {
		a.printLine("by itself, %s", strings.Join(parts, "; "))
	}
	near, err := lib.SimilarSearches(ctx, library.Search{Text: text})
	for _, n := range near {
		a.printLine("in another spelling: cuttings search %s finds %s", plain.ShellQuoted(n.Query),
			plain.Plural(n.Count, "cutting", "cuttings"))
	}
	return err
}

// offerSource prints how to search in the source that is named among the words of a query, as the desk
// offers it.
func (a *app) offerSource(ctx context.Context, lib *library.Library, text string) error {
	src, rest, ok, err := lib.SourceNamed(ctx, text)
	if err != nil || !ok {
		return err
	}
	in := strings.TrimSpace(rest + " " + query.Term(query.Source, src.ID))
	a.printLine("search in the source %s: cuttings search %s", plain.SourceName(src.Source), plain.ShellQuoted(in))
	return nil
}

// sourceWords returns a source's name with the host beside it.
func sourceWords(s catalogue.Source) string {
	if h := plain.SourceHost(s); h != "" {
		return plain.SourceName(s) + " (" + h + ")"
	}
	return plain.SourceName(s)
}

func headline(h *catalogue.Head) string {
	if h.Headline != "" {
		return h.Headline
	}
	return "(no headline) " + clip(h.Excerpt, 80)
}

// clip shortens s to at most n characters.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// runsText returns a text with matches in asterisks, because terminals may have no colours.
func runsText(runs []catalogue.Run) string {
	var b strings.Builder
	for _, r := range runs {
		if r.Match {
			b.WriteString("*" + r.Text + "*")
		} else {
			b.WriteString(r.Text)
		}
	}
	return b.String()
}

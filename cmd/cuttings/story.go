package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/catalogue/query"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/plain"
)

func (a *app) storyCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "story CUTTING",
		Short: "Show the story of a cutting, or decide what belongs to it",
		Long: `Shows the cuttings with the same text as the given one, the earliest known first, with
who copied whom as far as that is known.

Correct what the program found: 'story join' makes cuttings one story, 'story split'
takes them out of the story they are in. 'cuttings undo' takes either back.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withLibrary(c.Context(), func(l *library.Library) error {
				s, err := l.Story(c.Context(), args[0])
				if err != nil {
					return err
				}
				decided, err := l.StoryDecided(c.Context(), args[0])
				if err != nil {
					return err
				}
				return a.printStory(s, decided)
			})
		},
	}
	a.jsonFlag(c, "print one JSON object")
	for _, d := range []struct {
		use, short, kind string
		least            int
	}{
		{"join CUTTING CUTTING…", "Make cuttings one story", cutting.StoryJoin, 2},
		{"split CUTTING…", "Take cuttings out of the story they are in", cutting.StorySplit, 1},
	} {
		var why string
		sub := &cobra.Command{Use: d.use, Short: d.short, Args: cobra.MinimumNArgs(d.least),
			RunE: func(c *cobra.Command, args []string) error { return a.decideStory(c.Context(), d.kind, args, why) }}
		sub.Flags().StringVar(&why, "why", "", "the reason, for the record")
		c.AddCommand(sub)
	}
	return c
}

// decideStory records a decision about a story through the same writer as the desk.
func (a *app) decideStory(ctx context.Context, kind string, ids []string, why string) error {
	return a.withLibrary(ctx, func(l *library.Library) error {
		kept, err := l.DecideStory(ctx, kind, ids, a.decider(), why)
		if err == nil {
			a.printKept(kept)
		}
		return err
	})
}

func (a *app) printStory(s *library.Story, decided []library.DecisionView) error {
	if a.json {
		return a.printJSON(s)
	}
	fmt.Fprintf(a.stdout, "%s (%s)\n\n", countsWords(s.StoryCounts), query.Term(field.Story, s.ID))
	for i := range s.Members {
		m := &s.Members[i]
		fmt.Fprintf(a.stdout, "%3d  %s\n     %s · %s · %s · %s\n", i+1, headline(&m.Head), sourceWords(m.Source),
			sinceWords(m.Since), memberWords(s, m), m.ID)
		if len(m.Credits) > 0 {
			fmt.Fprintf(a.stdout, "     names as its source: %s\n", creditWords(m.Credits))
		}
	}
	if words := firstWords(s); words != "" {
		fmt.Fprintf(a.stdout, "\n%s\n", words)
	}
	if n := s.Cuttings - len(s.Members); n > 0 {
		fmt.Fprintf(a.stdout, "\nand %d more\n", n)
	}
	for i := range decided {
		if d := &decided[i]; d.Undone == nil {
			fmt.Fprintf(a.stdout, "\nDecision %d: %s %s, %s%s\n", d.Number, d.Who, d.Words,
				d.When.Format(time.DateOnly), reason(d.Why))
		}
	}
	return nil
}

// reason returns the reason of a decision, to be printed after it.
func reason(why string) string {
	if why == "" {
		return ""
	}
	return ": " + why
}

// firstWords describes which member was first, as far as it is known; "" where there is nothing to compare.
func firstWords(s *library.Story) string {
	texts := 0
	for i := range s.Members {
		if is := s.Members[i].Is; is != catalogue.IsTeaser && is != catalogue.IsHeadline {
			texts++
		}
	}
	var list []string
	for _, i := range s.First {
		list = append(list, fmt.Sprint(i+1))
	}
	switch {
	case texts < 2:
		return ""
	case s.ByCredit:
		return fmt.Sprintf("Known earliest: %s, which others name as where their text is from.", list[0])
	case s.Earliest >= 0:
		return fmt.Sprintf("Known earliest: %s.", list[0])
	case len(list) == 0:
		return "Which was first is not known: none is dated."
	case len(list) == 1:
		return fmt.Sprintf("First seen: %s.", list[0])
	}
	return fmt.Sprintf("Earliest known (in which order is not known): %s.", strings.Join(list, ", "))
}

// countsWords returns "12 cuttings, 3 independent texts, 2 outlets".
func countsWords(c catalogue.StoryCounts) string {
	texts := "no text but headlines"
	if c.Independent > 0 {
		texts = plain.Plural(c.Independent, "independent text", "independent texts")
	}
	return fmt.Sprintf("%s, %s, %s", plain.Plural(c.Cuttings, "cutting", "cuttings"), texts,
		plain.Plural(c.Outlets, "outlet", "outlets"))
}

func sinceWords(s library.Since) string {
	switch s.Sure {
	case library.Stated:
		return "published " + s.Value
	case library.FirstSeen:
		return "first seen " + s.Value
	}
	return "since when is not known"
}

// memberWords describes the relation of a member to the one it shares its text with.
func memberWords(s *library.Story, m *library.Member) string {
	words := map[string]string{catalogue.IsCopy: "copy", catalogue.IsTeaser: "teaser",
		catalogue.IsIndependent: "text of its own", catalogue.IsHeadline: "headline alone"}[m.Is]
	if m.View != "" {
		words = m.View + " view, " + words
	}
	if m.Of < 0 {
		return words
	}
	if m.Relation != nil && m.Relation.How != "" {
		words += " (" + m.Relation.How + ")"
	}
	words += fmt.Sprintf(" of %d", m.Of+1)
	if !m.OfKnown && m.Is != catalogue.IsTeaser && m.View == "" {
		words += ", or the other way round"
	}
	return words
}

func creditWords(list []catalogue.Credit) string {
	var names []string
	for _, c := range list {
		names = append(names, c.Name)
	}
	return strings.Join(names, ", ")
}

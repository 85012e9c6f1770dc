package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/plain"
)

// withLibrary opens the archive and runs fn with a library that takes decisions, through
// the same writer as the desk.
func (a *app) withLibrary(ctx context.Context, fn func(*library.Library) error) error {
	return a.withLibraryOf(ctx, a.findAndOpen, fn)
}

// withWholeLibrary is withLibrary for what leaves the archive; see openWhole.
func (a *app) withWholeLibrary(ctx context.Context, fn func(*library.Library) error) error {
	return a.withLibraryOf(ctx, func(ctx context.Context, _ bool) (*archive, error) { return a.openWhole(ctx) }, fn)
}

func (a *app) withLibraryOf(ctx context.Context, open func(ctx context.Context, write bool) (*archive, error),
	fn func(*library.Library) error) error {
	ar, err := open(ctx, false)
	if err != nil {
		return err
	}
	s := newSharedArchive(a, ar)
	c := ar.libraryConfig(a, s)
	c.Inventory, c.Lend, c.Originals, c.Decisions, c.InEffect, c.Who = s, s.lend, s, s, s, a.decider()
	return closeAfter(s, fn(library.New(c)))
}

// topicFlags are the flags for the parts of a topic.
type topicFlags struct {
	title, intro, query, lang, why string
	spellings                      []string
	public                         bool
}

func (f *topicFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.intro, "intro", "", "the introduction; without one the topic is a saved search")
	c.Flags().StringVar(&f.query, "query", "", "what to search, in the query language")
	c.Flags().StringArrayVar(&f.spellings, "spelling", nil, "another word or phrase to search with (may be repeated)")
	c.Flags().StringVar(&f.lang, "lang", "", "language of title and introduction: en, fa …")
	c.Flags().BoolVar(&f.public, "public", false, "make it part of what is published")
	c.Flags().StringVar(&f.why, "why", "", "the reason, for the record")
}

// into sets the parts of a topic whose flags were given.
func (f *topicFlags) into(c *cobra.Command, t *cutting.Topic) {
	for _, part := range []struct {
		flag string
		set  func()
	}{
		{"title", func() { t.Title = f.title }}, {"intro", func() { t.Introduction = f.intro }},
		{"query", func() { t.Query = f.query }}, {"spelling", func() { t.Spellings = f.spellings }},
		{"lang", func() { t.Lang = f.lang }}, {"public", func() { t.Public = f.public }},
	} {
		if c.Flags().Changed(part.flag) {
			part.set()
		}
	}
	t.Why = f.why
}

func (a *app) topicCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "topic",
		Short: "Make and change topics: saved queries with a title",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.listTopics(c.Context()) },
	}
	a.jsonFlag(c, "print each topic as a JSON object on one line")
	c.AddCommand(a.topicMake(), a.topicChange(), a.topicShow(), a.topicChoose("pin", "Show a cutting first in a topic",
		library.Pin), a.topicChoose("leave-out", "Leave a cutting out of a topic", library.Leave),
		a.topicChoose("unchoose", "Undo the pinning or leaving out of a cutting", library.LeaveIn),
		a.topicRemove())
	return c
}

// topicLine is a topic as printed by --json.
type topicLine struct {
	ID string `json:"id"`
	cutting.Topic
}

func (a *app) listTopics(ctx context.Context) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	for _, t := range ar.library(a).Topics() {
		if a.json {
			if err := a.printJSON(topicLine{t.ID, t.Topic}); err != nil {
				return closeAfter(ar, err)
			}
			continue
		}
		fmt.Fprintf(a.stdout, "%s\n  %s · %s\n", t.Title, t.ID, t.Topic.Search())
	}
	return closeAfter(ar, nil)
}

func (a *app) topicMake() *cobra.Command {
	var f topicFlags
	c := &cobra.Command{
		Use:   "make TITLE",
		Short: "Make a topic",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withLibrary(c.Context(), func(l *library.Library) error {
				t := cutting.Topic{Title: args[0]}
				f.into(c, &t)
				title := strings.Join(strings.Fields(t.Title), " ")
				before := l.Topics()
				id, kept, err := l.KeepTopic(c.Context(), "", 0, t, "")
				if err == nil {
					fmt.Fprintln(a.stdout, id)
					if t.Query == "" && len(t.Spellings) == 0 {
						a.printLine("it has no query, and only what you put in: cuttings topic pin %s CUTTING", id)
					}
					for _, other := range before {
						if strings.EqualFold(other.Title, title) {
							a.printLine("there is a topic %q already, %s; this is another, %s", other.Title, other.ID,
								id)
						}
					}
					a.printLater(kept)
				}
				return err
			})
		},
	}
	f.add(c)
	return c
}

func (a *app) printLater(k library.Kept) {
	if k.Later != "" {
		a.printLine("%s", k.Later)
	}
}

func (a *app) topicChange() *cobra.Command {
	var f topicFlags
	c := &cobra.Command{
		Use:   "change TOPIC",
		Short: "Change a topic: the parts that flags are given for",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withLibrary(c.Context(), func(l *library.Library) error {
				t, err := l.Topic(args[0])
				if err != nil {
					return err
				}
				next := t.Topic
				f.into(c, &next)
				_, kept, err := l.KeepTopic(c.Context(), t.ID, t.By.Line, next, "")
				a.printLater(kept)
				return err
			})
		},
	}
	c.Flags().StringVar(&f.title, "title", "", "the title")
	f.add(c)
	return c
}

func (a *app) topicShow() *cobra.Command {
	limit, flat := 20, false
	c := &cobra.Command{
		Use:   "show TOPIC",
		Short: "Show what is in a topic: pinned cuttings, then the newest",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			ar, err := a.findAndOpen(c.Context(), false)
			if err != nil {
				return err
			}
			l := ar.library(a)
			t, err := l.Topic(args[0])
			if err != nil {
				return closeAfter(ar, err)
			}
			if !a.json {
				fmt.Fprintf(a.stdout, "%s\n", t.Title)
				if t.Introduction != "" {
					fmt.Fprintf(a.stdout, "%s\n", t.Introduction)
				}
				fmt.Fprintf(a.stdout, "%s\n\n", t.Topic.Search())
			}
			if err := a.warnPending(c.Context(), ar); err != nil {
				return closeAfter(ar, err)
			}
			res, err := l.FindInTopic(c.Context(), t, "", catalogue.Request{Limit: limit, Sort: catalogue.ByNewest,
				ByStory: !flat, Facets: []string{field.Is}})
			if err == nil {
				err = a.printHits(res)
			}
			if err == nil && len(t.LeftOut) > 0 {
				a.printLine("%s left out by the desk", plain.Plural(len(t.LeftOut), "cutting is", "cuttings are"))
			}
			return closeAfter(ar, err)
		},
	}
	c.Flags().IntVarP(&limit, "limit", "n", 20, "how many, at most 1000")
	c.Flags().BoolVar(&flat, "flat", false, "a line for each cutting, instead of one for each story")
	a.jsonFlag(c, "print one JSON object per cutting")
	return c
}

func (a *app) topicChoose(verb, short string, choice library.Choice) *cobra.Command {
	story := false
	c := &cobra.Command{
		Use:   verb + " TOPIC CUTTING…",
		Short: short,
		Args:  cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			if story {
				choice = library.LeaveStory
			}
			return a.withLibrary(c.Context(), func(l *library.Library) error {
				kept, err := l.ChooseInTopic(c.Context(), args[0], args[1:], choice, "")
				a.printLater(kept)
				return err
			})
		},
	}
	if choice == library.Leave {
		c.Flags().BoolVar(&story, "story", false, "leave out every cutting of its story")
	}
	return c
}

func (a *app) topicRemove() *cobra.Command {
	var why string
	c := &cobra.Command{
		Use:   "remove TOPIC",
		Short: "Remove a topic; undo brings it back",
		Args:  cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withLibrary(c.Context(), func(l *library.Library) error {
				kept, err := l.RemoveTopic(c.Context(), args[0], "", why)
				a.printLater(kept)
				return err
			})
		},
	}
	c.Flags().StringVar(&why, "why", "", "the reason; the feeds of a public topic tell it to its followers")
	return c
}

// noteCommand returns the command that records the desk's note on a cutting.
func (a *app) noteCommand() *cobra.Command {
	var tags []string
	var why string
	remove := false
	c := &cobra.Command{
		Use:   "note CUTTING [TEXT…]",
		Short: "Keep a note and tags of your own on a cutting, or show them",
		Long: `Keeps a note and tags of your own on a cutting: a text takes the place of the one
there, --tag adds to the tags there, --remove removes all. Without any of these it shows them.
They are shown and found at the desk alone, by note:WORD and owntag:WORD in a search.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if remove && len(args)+len(tags) > 1 {
				return fmt.Errorf("%w: --remove takes no text and no --tag", errUsage)
			}
			return a.withLibrary(c.Context(), func(l *library.Library) error {
				if _, err := l.Entry(c.Context(), args[0]); err != nil {
					return err
				}
				there := l.NoteOn(args[0])
				n := cutting.Note{Why: why}
				if there != nil && !remove {
					n.Text, n.Tags = there.Text, there.Tags
				}
				if !remove && len(args)+len(tags) == 1 {
					if there == nil {
						a.printLine("there is no note on it")
						return nil
					}
					a.printNote(*there)
					return nil
				}
				if len(args) > 1 {
					n.Text = strings.Join(args[1:], " ")
				}
				n.Tags = slices.Concat(n.Tags, tags)
				kept, err := l.KeepNote(c.Context(), args[0], l.NoteLine(args[0]), n, "")
				a.printLater(kept)
				return err
			})
		},
	}
	c.Flags().StringArrayVar(&tags, "tag", nil, "add a tag of your own (may be repeated)")
	c.Flags().BoolVar(&remove, "remove", false, "remove the note and its tags")
	c.Flags().StringVar(&why, "why", "", "the reason, for the record")
	return c
}

// printNote prints the desk's note on a cutting.
func (a *app) printNote(n library.Note) {
	if n.Text != "" {
		fmt.Fprintln(a.stdout, n.Text)
	}
	if len(n.Tags) > 0 {
		fmt.Fprintf(a.stdout, "tags: %s\n", strings.Join(n.Tags, ", "))
	}
}

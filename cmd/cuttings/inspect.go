package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cuttings/capture"
	"cuttings/cutting"
	"cuttings/page"
	"cuttings/press"
	"cuttings/split"
)

// inspectOptions override what is guessed.
type inspectOptions struct {
	as, url, date string
	explain       bool
	captures      bool
	readings      bool
}

func (a *app) inspectCommand() *cobra.Command {
	var o inspectOptions
	c := &cobra.Command{
		Use:   "inspect FILE…",
		Short: "Show how a file is read and cut, without an archive",
		Long: `Shows how a file is read and cut, without an archive, and how the cuttings of several
files (up to 500 pages) are related: copies, teasers, shared passages.

With --captures the arguments are IDs of captures in the archive, which are read as
its rows are: with the corrections made by hand.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := o.check(); err != nil {
				return err
			}
			o.readings = a.json && !a.noReadings
			if o.captures {
				return a.inspectCaptures(c.Context(), args, o)
			}
			paths, err := a.paths(args)
			if err != nil {
				return err
			}
			return a.inspect(c.Context(), paths, o)
		},
	}
	c.Flags().StringVar(&o.as, "as", "", "read as html, text or feed instead of guessing")
	c.Flags().StringVar(&o.url, "url", "", "the page's address")
	c.Flags().StringVar(&o.date, "date", "", "the page's publication date, where it gives none (YYYY-MM-DD)")
	c.Flags().BoolVar(&o.explain, "explain", false,
		"show why it was cut in this way: blocks, roles, candidates, scores")
	c.Flags().BoolVar(&o.captures, "captures", false,
		"read captures of the archive, by ID, with corrections made by hand")
	a.jsonFlag(c, "print one JSON object per line, with names, statements and times")
	a.readingsFlag(c)
	return c
}

func (o inspectOptions) check() error {
	switch o.as {
	case "", "html", "text", "feed":
	default:
		return fmt.Errorf("%w: --as takes html, text or feed, not %q", errUsage, o.as)
	}
	if o.captures && (o.as != "" || o.url != "" || o.date != "") {
		return fmt.Errorf("%w: --captures reads captures of the archive; leave out --as, --url and --date", errUsage)
	}
	return nil
}

// inspected is a line of the output of inspect --json.
type inspected struct {
	File     string        `json:"file"`
	Error    *string       `json:"error"`
	Page     *inspectPage  `json:"page"`
	Cuttings []inspectItem `json:"cuttings"`
	Faults   []string      `json:"faults,omitempty"`
	Trace    []string      `json:"trace,omitempty"`
	// Relations are those between the cuttings of several files, on a line of their own after the files.
	Relations []inspectRelation `json:"relations,omitempty"`
}

type inspectPage struct {
	URL       string           `json:"url"`
	Title     string           `json:"title"`
	Site      string           `json:"site"`
	Lang      string           `json:"lang"`
	Kind      cutting.PageKind `json:"kind"`
	Reason    string           `json:"reason"`
	Published string           `json:"published"`
	// PublishedFrom is the date's origin: where it was read, or "corrected" by hand.
	PublishedFrom string `json:"published_from,omitempty"`
	Section       string `json:"section"`
}

type inspectItem struct {
	Kind      cutting.Kind `json:"kind"`
	Lang      string       `json:"lang,omitempty"` // where it is not the page's
	Headline  string       `json:"headline"`
	Text      string       `json:"text"`
	Truncated bool         `json:"truncated"`
	Byline    []string     `json:"byline"`
	// BylineFrom is "corrected" when a person gave the byline.
	BylineFrom    string          `json:"byline_from,omitempty"`
	Published     string          `json:"published"`
	PublishedFrom string          `json:"published_from,omitempty"`
	URL           string          `json:"url"`
	Rail          string          `json:"rail"`
	Section       string          `json:"section"`
	Bytes         []cutting.Range `json:"bytes"`
	Readings      *inspectReading `json:"readings,omitempty"`
}

func (a *app) inspect(ctx context.Context, paths []string, o inspectOptions) error {
	var failed error
	among := &inspectedTogether{options: o}
	err := capture.Walk(ctx, paths, capture.Options{Now: a.now}, func(it capture.Item) error {
		res, ok := inspectItemOf(ctx, it, o, among)
		if !ok {
			return nil
		}
		if it.Kind == capture.Failed && failed == nil {
			failed = it.Err
		}
		return a.printInspected(res)
	})
	if err == nil {
		err = among.print(ctx, a)
	}
	if err != nil {
		return err
	}
	return failed
}

// inspectCaptures reads captures of the archive as press does.
func (a *app) inspectCaptures(ctx context.Context, ids []string, o inspectOptions) error {
	ar, err := a.findAndOpen(ctx, false)
	if err != nil {
		return err
	}
	for _, id := range ids {
		c, content, err := ar.press.Vault.Get(ctx, id)
		if err != nil {
			return closeAfter(ar, err)
		}
		p, s, err := press.ReadPage(ctx, content, press.PageOptions(c), split.Options{Explain: o.explain},
			ar.book.DecisionsAbout(id).Corrections)
		res := inspected{File: c.Name, Cuttings: []inspectItem{}}
		if err != nil {
			msg := err.Error()
			res.Error = &msg
		} else {
			res.describe(p, s, o)
		}
		if err := a.printInspected(res); err != nil {
			return closeAfter(ar, err)
		}
	}
	return closeAfter(ar, nil)
}

func (a *app) printInspected(r inspected) error {
	if !a.json {
		return printOutline(a.stdout, r)
	}
	return a.printJSON(r)
}

// inspectGCPercent is the garbage collector's percentage while a page is shown.
const inspectGCPercent = 25

// freeFrom is the size in bytes of a page from which what reading it took is returned to the system before the page
// is shown.
const freeFrom = 1 << 20

// inspectItemOf reads one item, adds it to among and returns it; it is empty for what is no page.
func inspectItemOf(ctx context.Context, it capture.Item, o inspectOptions, among *inspectedTogether) (inspected,
	bool) {
	res := inspected{File: it.Capture.Name, Cuttings: []inspectItem{}, Faults: it.Faults}
	fail := func(msg string) (inspected, bool) {
		res.Error = &msg
		return res, true
	}
	switch it.Kind {
	case capture.Container:
		return res, false
	case capture.Failed:
		return fail(it.Err.Error())
	case capture.Skipped:
		return fail("not a page: " + string(it.Reason))
	}
	opt := page.Options{
		Form: page.Form(o.as), URL: it.Capture.URL, Name: it.Capture.Name,
		MediaType: it.Capture.MediaType, Charset: it.Capture.Charset, Time: it.Capture.Time,
	}
	if o.url != "" {
		opt.URL = o.url
	}
	// What was read stays in memory while it is printed, so garbage must not double it.
	debug.SetGCPercent(inspectGCPercent)
	p, s, err := press.ReadPage(ctx, it.Content, opt, split.Options{Explain: o.explain}, nil)
	if err != nil {
		return fail(err.Error())
	}
	p.Tree = nil // already split, and half of the page's memory
	if len(it.Content) >= freeFrom {
		debug.FreeOSMemory()
	}
	res.describe(p, s, o)
	among.note(it, p, s)
	return res, true
}

// describe sets how a page was read and cut.
func (res *inspected) describe(p *cutting.Page, s *cutting.Split, o inspectOptions) {
	res.Faults = append(res.Faults, p.Faults...)
	res.Trace = s.Trace
	res.Page = &inspectPage{
		URL: p.Meta.URL, Title: s.Title, Site: s.Site, Lang: p.Meta.Lang, Kind: s.Kind, Reason: s.Reason,
		Section: s.Section,
	}
	res.Page.Published, res.Page.PublishedFrom = published(s.Published, o.date)
	res.Cuttings = slices.Grow(res.Cuttings, len(s.Cuttings))
	for i := range s.Cuttings {
		c := &s.Cuttings[i]
		item := inspectItem{
			Kind: c.Kind, Lang: c.Lang, Headline: c.Headline, Text: c.Text(p.Text),
			Truncated: c.Truncated, Byline: c.Byline,
			BylineFrom: c.BylineOrigin, URL: c.URL, Rail: c.Rail, Section: c.Section, Bytes: c.Bytes,
		}
		given := ""
		if c.Kind == cutting.Article {
			given = o.date
		}
		item.Published, item.PublishedFrom = published(c.Published, given)
		if item.Byline == nil {
			item.Byline = []string{}
		}
		if o.readings {
			r, err := readingsOf(&item, cmp.Or(c.Lang, p.Meta.Lang))
			if err != nil {
				res.Faults = append(res.Faults, "not read for names and statements: "+err.Error())
			}
			item.Readings = r
		}
		res.Cuttings = append(res.Cuttings, item)
	}
}

// published returns a date and its origin; the one given on the command line is used where no date is known.
func published(d cutting.Date, given string) (value, origin string) {
	if d.IsZero() && given != "" {
		return given, "given"
	}
	return d.Value, d.Origin
}

// correctedNote is printed after a value that a person gave.
const correctedNote = " (corrected by hand)"

// withOrigin returns a value with its origin, "" for no value.
func withOrigin(value, origin string) string {
	switch {
	case origin == cutting.Corrected && value == "":
		return "none" + correctedNote
	case origin == cutting.Corrected:
		return value + correctedNote
	case value != "" && origin != "":
		return value + " (" + origin + ")"
	}
	return value
}

// printOutline prints a page's cuttings for people.
func printOutline(w io.Writer, r inspected) error {
	fmt.Fprintf(w, "%s\n", r.File)
	if r.Error != nil {
		_, err := fmt.Fprintf(w, "  %s\n\n", *r.Error)
		return err
	}
	p := r.Page
	fmt.Fprintf(w, "  %s: %s\n", p.Kind, p.Reason)
	for _, l := range [][2]string{{"title", p.Title}, {"site", p.Site}, {"url", p.URL}, {"lang", p.Lang},
		{"published", withOrigin(p.Published, p.PublishedFrom)}, {"section", p.Section}} {
		if l[1] != "" {
			fmt.Fprintf(w, "  %-10s %s\n", l[0], l[1])
		}
	}
	for _, f := range r.Faults {
		fmt.Fprintf(w, "  doubt      %s\n", f)
	}
	rail := ""
	for i, c := range r.Cuttings {
		if c.Rail != rail {
			rail = c.Rail
			fmt.Fprintf(w, "  — %s —\n", rail)
		}
		mark := ""
		if c.Truncated {
			mark = " …"
		}
		fmt.Fprintf(w, "%4d %-7s %s\n", i+1, c.Kind, firstOf(c.Headline, "(no headline)"))
		var facts []string
		for _, f := range []string{withOrigin(c.Published, c.PublishedFrom),
			withOrigin(strings.Join(c.Byline, ", "), c.BylineFrom), c.URL} {
			if f != "" {
				facts = append(facts, f)
			}
		}
		if len(facts) > 0 {
			fmt.Fprintf(w, "             %s\n", strings.Join(facts, " · "))
		}
		if c.Text != "" {
			fmt.Fprintf(w, "             %s%s (%d characters)\n", clip(strings.Join(strings.Fields(c.Text), " "), 160),
				mark, len([]rune(c.Text)))
		}
		if len(c.Bytes) > 0 {
			fmt.Fprintf(w, "             bytes %v\n", c.Bytes)
		}
	}
	for _, t := range r.Trace {
		fmt.Fprintf(w, "  | %s\n", t)
	}
	_, err := fmt.Fprintln(w)
	return err
}

func firstOf(s ...string) string {
	for _, x := range s {
		if x != "" {
			return x
		}
	}
	return ""
}

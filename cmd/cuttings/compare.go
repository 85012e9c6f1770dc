package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"cuttings/capture"
	"cuttings/catalogue"
	"cuttings/catalogue/memory"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/plain"
	"cuttings/press"
	"cuttings/press/stories"
)

func (a *app) compareCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "compare A B",
		Short: "Compare two cuttings word by word",
		Long: `Prints how two cuttings are related and compares their texts word by
word: [-only in A-], {+only in B+}.

A and B are cuttings of the archive, by their IDs, or two saved pages, of which the
longest cutting is taken.`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			if isFile(args[0]) || isFile(args[1]) {
				return a.compareFiles(c.Context(), args)
			}
			ar, err := a.findAndOpen(c.Context(), false)
			if err != nil {
				return err
			}
			p, err := ar.library(a).Pair(c.Context(), args[0], args[1])
			if err == nil {
				err = a.printPairing(p)
			}
			return closeAfter(ar, err)
		},
	}
	a.jsonFlag(c, "print one JSON object")
	return c
}

func isFile(path string) bool {
	i, err := os.Stat(path)
	return err == nil && i.Mode().IsRegular()
}

// compareFiles compares the longest cuttings of two saved pages.
func (a *app) compareFiles(ctx context.Context, files []string) error {
	for _, file := range files {
		if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
			return cutting.Errorf(cutting.NotFound, "no such file %s", file)
		} else if err != nil {
			return cutting.Errorf(cutting.Unavailable, "%w", err)
		}
		if !isFile(file) {
			return cutting.Errorf(cutting.Invalid,
				"cannot compare %s: it is a folder or device and no saved page", file)
		}
	}
	among := &inspectedTogether{}
	var of, captures [2]string
	for i, file := range files {
		length := -1
		err := capture.Walk(ctx, []string{file}, capture.Options{Now: a.now}, func(it capture.Item) error {
			p := among.add(it)
			for k := 0; p != nil && k < len(p.Sightings); k++ {
				if s := &p.Sightings[k]; len(s.Text) > length {
					of[i], captures[i], length = s.CuttingID, s.CaptureID, len(s.Text)
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if length < 0 {
			return cutting.Errorf(cutting.Invalid, "cannot compare %s: it has no cutting", file)
		}
	}
	lib, err := among.library(ctx)
	if err != nil {
		return err
	}
	if of[0] == of[1] {
		return a.compareVersions(ctx, lib, of[0], files, captures)
	}
	p, err := lib.Pair(ctx, of[0], of[1])
	if err != nil {
		return err
	}
	return a.printPairing(p)
}

// compareVersions compares two sightings of one cutting, those in the captures of two files.
func (a *app) compareVersions(ctx context.Context, lib *library.Library, id string, files []string,
	captures [2]string) error {
	e, err := lib.Entry(ctx, id)
	if err != nil {
		return err
	}
	var at [2]int
	for i := range at {
		at[i] = max(0, slices.IndexFunc(e.Sightings,
			func(s catalogue.Sighting) bool { return s.CaptureID == captures[i] }))
	}
	c, err := lib.Cutting(ctx, id, library.CuttingRequest{Sighting: at[1], Against: at[0], At: -1})
	if err != nil {
		return err
	}
	if a.json {
		return json.NewEncoder(a.stdout).Encode(map[string]any{"same_item": true, "same_text": c.Against.Same,
			"headline": c.Against.Headline, "text": c.Against.Text, "order_known": !c.Against.OrderUnknown})
	}
	switch {
	case c.Against.Same:
		fmt.Fprintln(a.stdout, "The same item with the same text.")
		return nil
	case c.Against.OrderUnknown:
		fmt.Fprintln(a.stdout, "Two versions of one item; which came first is not known.")
	default:
		fmt.Fprintln(a.stdout, "Two versions of one item, the earlier first.")
	}
	struck, underlined := files[0], files[1]
	if c.Against.Struck != c.Against.Other.Version { // the second file's version is the older one
		struck, underlined = underlined, struck
	}
	fmt.Fprintf(a.stdout, "[-…-] is only in %s, {+…+} only in %s.\n", struck, underlined)
	printRuns(a.stdout, c.Against.Headline)
	printRuns(a.stdout, c.Against.Text)
	return nil
}

func (a *app) printPairing(p *library.Pairing) error {
	if a.json {
		return a.printJSON(p)
	}
	for _, x := range []struct {
		name  string
		head  catalogue.Head
		since library.Since
	}{{"A", p.A, p.SinceA}, {"B", p.B, p.SinceB}} {
		fmt.Fprintf(a.stdout, "%s  %s\n   %s · %s · %s · %s\n", x.name, headline(&x.head), sourceWords(x.head.Source),
			sinceWords(x.since), x.head.Kind, x.head.ID)
	}
	fmt.Fprintf(a.stdout, "\n%s\n", pairingWords(p))
	if p.Related != nil {
		for _, q := range p.Related.Passages {
			fmt.Fprintf(a.stdout, "  = “%s”\n", clip(strings.Join(strings.Fields(q.This), " "), 140))
		}
	}
	printRuns(a.stdout, p.Headline)
	printRuns(a.stdout, p.Text)
	return nil
}

// pairingWords describes the relation of two cuttings.
func pairingWords(p *library.Pairing) string {
	r := p.Related
	if r == nil {
		if p.SameStory {
			return "Both are in one story; they share no passage themselves."
		}
		return "No relation between them was found."
	}
	out := relationWords(r.Relation, r.By, changedWords(p.Text))
	switch {
	case r.Relation.Kind != catalogue.CopiedText && r.Relation.Kind != catalogue.SameText:
	case !p.OrderKnown:
		out += " Which came first is not known."
	case p.Swapped:
		out += " B is the earlier."
	default:
		out += " A is the earlier."
	}
	return out
}

// changedWords returns the number of words that only one of two texts has.
func changedWords(runs []library.DiffRun) (n int) {
	between := func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsNumber(c) }
	for _, r := range runs {
		if r.Op == "del" || r.Op == "ins" {
			n += len(strings.FieldsFunc(r.Text, between))
		}
	}
	return n
}

// relationWords describes the relation of a text A to another, B; words is the number of words that only one of
// them has, 0 where they were not compared word by word.
func relationWords(r catalogue.TextRelation, by string, words int) string {
	a, b := "A", "B"
	if r.Longer {
		a, b = b, a
	}
	var out string
	switch r.Kind {
	case catalogue.SameText:
		return "The same text under the same headline."
	case catalogue.Announces:
		if out = a + " announces " + b + "."; by != "" && len(r.Passages) == 0 {
			return out + " That is known by the " + by + " alone."
		}
	case catalogue.SharedPassage:
		out = "Two different texts that share passages."
	default:
		if words > 0 && (r.How == "verbatim" || r.How == "reheadline") {
			out = "One text"
			if r.How == "reheadline" {
				out += " under another headline"
			}
			out += ", but for " + plain.Plural(words, "word", "words") + " that one of them alone has."
			break
		}
		out = map[string]string{"verbatim": "The same text.", "reheadline": "The same text under another headline.",
			"cut": a + " is " + b + " cut.", "updated": b + " is " + a + " with something new in front.",
			"reordered": "The same text in another order.", "edited": "One text, edited."}[r.How]
	}
	return fmt.Sprintf("%s In common: %.0f %% of A, %.0f %% of B.", out, 100*r.This, 100*r.Other)
}

// printRuns prints a comparison; nothing for none.
func printRuns(w io.Writer, runs []library.DiffRun) {
	if len(runs) == 0 {
		return
	}
	fmt.Fprintln(w)
	for _, r := range runs {
		switch r.Op {
		case "del":
			fmt.Fprintf(w, "[-%s-]", r.Text)
		case "ins":
			fmt.Fprintf(w, "{+%s+}", r.Text)
		default:
			fmt.Fprint(w, r.Text)
		}
	}
	fmt.Fprintln(w)
}

// inspectedTogether has pages that were read without an archive, to be related.
type inspectedTogether struct {
	options inspectOptions
	pages   []catalogue.PageReading
	first   *capture.Item // the first page, whose rows are made when there is a second
}

// add reads one item and returns its reading; nil for what is no page.
func (t *inspectedTogether) add(it capture.Item) *catalogue.PageReading {
	if it.Kind == capture.Container || it.Kind == capture.Failed || it.Kind == capture.Skipped {
		return nil
	}
	o := t.original(it)
	if known := t.known(o); known != nil {
		return known
	}
	t.pages = append(t.pages, press.ReadingOf(o, o.Capture.Time, cutting.CaptureDecisions{}))
	return &t.pages[len(t.pages)-1]
}

// original returns an item with the ID a vault would give it.
func (t *inspectedTogether) original(it capture.Item) press.Original {
	c := it.Capture
	if t.options.url != "" {
		c.URL = t.options.url
	}
	c.ID = cutting.NewCaptureID(c.URL, c.Name, c.Time, cutting.Sum(it.Content))
	return press.Original{Capture: c, Content: it.Content}
}

// known returns the reading of an original that was read already, nil for none.
func (t *inspectedTogether) known(o press.Original) *catalogue.PageReading {
	for i := range t.pages {
		if t.pages[i].Page.Capture.ID == o.Capture.ID {
			return &t.pages[i]
		}
	}
	return nil
}

// note stores the rows of a page that was read, unless it is the only one or there are too many to relate.
func (t *inspectedTogether) note(it capture.Item, pg *cutting.Page, s *cutting.Split) {
	switch {
	case len(t.pages) > relatedPages:
		return
	case len(t.pages) == 0 && t.first == nil:
		t.first = &it
		return
	case t.first != nil:
		t.add(*t.first)
		t.first = nil
	}
	if o := t.original(it); t.known(o) == nil {
		t.pages = append(t.pages, press.RowsOf(o, o.Capture.Time, pg, s))
	}
}

// library relates the pages and returns a library over them.
func (t *inspectedTogether) library(ctx context.Context) (*library.Library, error) {
	cat := memory.New()
	if err := stories.WriteAmong(ctx, cat, t.pages); err != nil {
		return nil, err
	}
	return library.New(library.Config{Catalogue: cat, Relate: stories.RelationBetween}), nil
}

// inspectRelation is the relation of two cuttings of the files.
type inspectRelation struct {
	A        relatedPlace           `json:"a"`
	B        relatedPlace           `json:"b"`
	Kind     catalogue.RelationKind `json:"kind"`
	How      string                 `json:"how,omitempty"`
	By       string                 `json:"by,omitempty"`
	ShareA   float64                `json:"share_a"`
	ShareB   float64                `json:"share_b"`
	Passages []inspectPassage       `json:"passages,omitempty"`
	relation catalogue.TextRelation
}

// relatedPlace is a cutting by its file and its number in it, from 1.
type relatedPlace struct {
	File   string `json:"file"`
	Number int    `json:"cutting"`
}

// inspectPassage is a passage as written in A, with its spans in both texts.
type inspectPassage struct {
	Text string       `json:"text"`
	A    cutting.Span `json:"a"`
	B    cutting.Span `json:"b"`
}

// relatedPages is the maximum number of pages that are related without an archive.
const relatedPages = 500

// print prints the relations of the cuttings of several pages.
func (t *inspectedTogether) print(ctx context.Context, a *app) error {
	if len(t.pages) < 2 || len(t.pages) > relatedPages {
		return nil
	}
	list, err := t.relations(ctx)
	if err != nil || len(list) == 0 {
		return err
	}
	if a.json {
		return a.printInspected(inspected{Cuttings: []inspectItem{}, Relations: list})
	}
	fmt.Fprintln(a.stdout, "what belongs together")
	for _, r := range list {
		_, err = fmt.Fprintf(a.stdout, "  A %s #%d\n  B %s #%d\n    %s\n", r.A.File, r.A.Number, r.B.File, r.B.Number,
			relationWords(r.relation, r.By, 0))
		for _, p := range r.Passages[:min(3, len(r.Passages))] {
			fmt.Fprintf(a.stdout, "    = “%s”\n", clip(strings.Join(strings.Fields(p.Text), " "), 110))
		}
	}
	return err
}

// relations returns every pair of related cuttings once, ordered by where they were seen first.
func (t *inspectedTogether) relations(ctx context.Context) ([]inspectRelation, error) {
	lib, err := t.library(ctx)
	if err != nil {
		return nil, err
	}
	place, order := map[string]relatedPlace{}, []string{}
	for _, p := range t.pages {
		for i := range p.Sightings {
			s := &p.Sightings[i]
			if _, ok := place[s.CuttingID]; !ok {
				place[s.CuttingID] = relatedPlace{p.Page.Capture.Name, i + 1}
				order = append(order, s.CuttingID)
			}
		}
	}
	var out []inspectRelation
	listed := map[[2]string]bool{}
	for _, id := range order {
		related, err := lib.Related(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, r := range related {
			if listed[[2]string{r.ID, id}] || listed[[2]string{id, r.ID}] {
				continue
			}
			listed[[2]string{id, r.ID}] = true
			line := inspectRelation{A: place[id], B: place[r.ID], Kind: r.Relation.Kind, How: r.Relation.How, By: r.By,
				ShareA: r.Relation.This, ShareB: r.Relation.Other, relation: r.Relation}
			for _, p := range r.Passages {
				line.Passages = append(line.Passages, inspectPassage{p.This, p.SharedSpan.This, p.SharedSpan.Other})
			}
			out = append(out, line)
		}
	}
	return out, nil
}

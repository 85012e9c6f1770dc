package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"cuttings/catalogue"
	"cuttings/catalogue/field"
	"cuttings/cutting"
	"cuttings/library"
	"cuttings/library/plain"
	"cuttings/press"
)

func (a *app) statusCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "status",
		Short: "Show what the archive contains, what failed and why, what is stale, disk use",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ar, err := a.findAndOpen(c.Context(), false)
			if err != nil {
				return err
			}
			st, err := ar.status(c.Context(), ar.library(a))
			if err == nil {
				err = a.printStatus(st)
			}
			return closeAfter(ar, err)
		},
	}
	a.jsonFlag(c, "print one JSON object")
	return c
}

// archiveStatus is the output of status.
type archiveStatus struct {
	Archive  string                   `json:"archive"`
	Name     string                   `json:"name"`
	Captures int                      `json:"captures"` // in the vault
	Pages    int                      `json:"pages"`    // read
	ByPage   map[cutting.PageKind]int `json:"pages_by_kind"`
	Cuttings int                      `json:"cuttings"`
	ByKind   map[cutting.Kind]int     `json:"cuttings_by_kind"`
	Sources  int                      `json:"sources"`
	Unread   int                      `json:"unread"`  // in the vault, not in the catalogue
	Stale    int                      `json:"stale"`   // read by other stage versions
	Waiting  int                      `json:"waiting"` // read before the last decisions about them
	Behind   int                      `json:"behind"`  // rows that are not in the search index yet
	Failures []failure                `json:"failures"`
	LeftOut  []press.LeftGroup        `json:"left_out"` // files that are no pages, by reason, with names
	// Unmarked counts texts that readers of names, statements and times have not read.
	Unmarked int      `json:"unmarked,omitempty"`
	Doubts   int      `json:"doubts"` // pages with faults
	Repairs  []string `json:"repairs,omitempty"`
	// Independent is the number of cuttings with a text of their own; StoriesStale reports that another version
	// of the program counted them.
	Independent  int  `json:"independent"`
	StoriesStale bool `json:"stories_stale,omitempty"`
	// UnknownKinds counts decisions of unknown kinds.
	UnknownKinds map[string]int   `json:"unknown_decisions,omitempty"`
	Disk         map[string]int64 `json:"disk_bytes"`
	Heads        heads            `json:"heads"` // ends of the vault's log and of the journal
}

// failure is a page that could not be read.
type failure struct {
	Capture string `json:"capture,omitempty"` // "" when the file could not be taken in at all
	Name    string `json:"name"`
	Reason  string `json:"reason"`
}

func (ar *archive) status(ctx context.Context, lib *library.Library) (archiveStatus, error) {
	st := archiveStatus{Archive: ar.dir, Name: ar.info.Name, Failures: []failure{}, Repairs: ar.repairs,
		Disk: map[string]int64{}}
	counts, err := lib.Counts(ctx, math.MaxInt)
	if err != nil {
		return st, err
	}
	st.Captures, st.Unread, st.Stale, st.Waiting = counts.Kept, counts.Unread, counts.Stale, counts.Waiting
	st.Doubts, st.Unmarked = counts.Faulty, counts.Unmarked
	for _, r := range counts.Failures {
		st.Failures = append(st.Failures, failure{r.Capture.ID, r.Capture.Name, r.Failure})
	}
	for _, r := range ar.intake.Outstanding() {
		st.Failures = append(st.Failures, failure{Name: r.Name, Reason: r.Reason})
	}
	st.LeftOut = ar.intake.AllLeftOut()
	st.UnknownKinds = ar.book.UnknownKinds()
	slices.SortStableFunc(st.Failures, func(a, b failure) int { return strings.Compare(a.Name, b.Name) })
	stats, err := lib.Stats(ctx)
	if err != nil {
		return st, err
	}
	st.Pages, st.ByPage, st.Cuttings, st.ByKind, st.Behind = stats.Pages, stats.ByPageKind, stats.Cuttings,
		stats.ByKind, stats.Behind
	sources, err := ar.catalogue.Sources(ctx)
	if err != nil {
		return st, err
	}
	st.Sources = len(sources)
	if st.StoriesStale, err = lib.StoriesStale(ctx); err != nil {
		return st, err
	}
	res, err := lib.Find(ctx, library.Search{}, catalogue.Request{Facets: []string{field.Is}})
	if err != nil {
		return st, err
	}
	st.Independent = library.Independent(library.Search{}, res)
	if st.Heads, err = ar.ends(ctx); err != nil {
		return st, err
	}
	for _, room := range []string{"vault", "journal", "catalogue", "desk"} {
		st.Disk[room] = diskUse(filepath.Join(ar.dir, room))
	}
	return st, nil
}

// diskUse returns the sum of the sizes of the files below dir, without files that cannot be read.
func diskUse(dir string) int64 {
	var n int64
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			n += info.Size()
		}
		return nil
	})
	return n
}

func (a *app) printStatus(st archiveStatus) error {
	if a.json {
		return json.NewEncoder(a.stdout).Encode(st)
	}
	w := a.stdout
	fmt.Fprintf(w, "%s (%s)\n", st.Name, st.Archive)
	fmt.Fprintf(w, "  captures  %d\n", st.Captures)
	fmt.Fprintf(w, "  pages     %d read: %d listings, %d articles, %d mixed, %d feeds, %d with nothing to cut\n",
		st.Pages, st.ByPage[cutting.ListingPage], st.ByPage[cutting.ArticlePage], st.ByPage[cutting.MixedPage],
		st.ByPage[cutting.FeedPage], st.ByPage[cutting.NothingPage])
	fmt.Fprintf(w, "  cuttings  %d: %d articles, %d teasers, %d side list items, from %d sources\n", st.Cuttings,
		st.ByKind[cutting.Article], st.ByKind[cutting.Teaser], st.ByKind[cutting.Rail], st.Sources)
	fmt.Fprintf(w, "  texts     %d independent\n", st.Independent)
	for _, room := range []string{"vault", "journal", "catalogue", "desk"} {
		if n := st.Disk[room]; n > 0 {
			fmt.Fprintf(w, "  %-9s %.1f MB on disk\n", room, float64(n)/1e6)
		}
	}
	if st.Unread > 0 {
		fmt.Fprintf(w, "  unread    %d captures left by an interrupted run: `cuttings add` reads them\n", st.Unread)
	}
	if st.Stale > 0 {
		fmt.Fprintf(w, "  stale     %d pages read by another version: `cuttings add` brings them up to date\n",
			st.Stale)
	}
	if st.Unmarked > 0 {
		fmt.Fprintf(w, "  marks     %s not read yet by this version for names, statements and times: `cuttings add` "+
			"reads them\n", plain.Plural(st.Unmarked, "text was", "texts were"))
	}
	if st.StoriesStale {
		fmt.Fprintln(w, "  stories   copies and teasers were recognised by another version, or not yet: `cuttings "+
			"add` or `cuttings rebuild` brings them up to date")
	}
	if st.Waiting > 0 {
		fmt.Fprintf(w, "  waiting   %d pages were read before the last decision about them: `cuttings add` reads "+
			"them again\n",
			st.Waiting)
	}
	if st.Behind > 0 {
		fmt.Fprintf(w, "  search    %d rows behind\n", st.Behind)
	}
	if kinds := unknownKinds(st.UnknownKinds); kinds != "" {
		fmt.Fprintf(w, "  unknown   decisions of a newer program, kept and without effect here: %s\n", kinds)
	}
	if st.Doubts > 0 {
		fmt.Fprintf(w, "  doubts    %s read with a doubt noted (charset guessed, file cut off); see each capture\n",
			plain.Plural(st.Doubts, "page was", "pages were"))
	}
	fmt.Fprintf(w, "  heads     vault %d lines %s\n", st.Heads.Vault.Lines, st.Heads.Vault.Head)
	fmt.Fprintf(w, "            journal %d lines %s\n", st.Heads.Journal.Lines, st.Heads.Journal.Head)
	for _, r := range st.Repairs {
		fmt.Fprintf(w, "  repaired  %s\n", r)
	}
	if len(st.LeftOut) > 0 {
		n := 0
		for _, g := range st.LeftOut {
			n += g.Count
		}
		fmt.Fprintf(w, "  left out  %s; --json names all but parts of pages\n",
			plain.Plural(n, "file that is no page", "files that are no pages"))
		for _, g := range st.LeftOut {
			fmt.Fprintf(w, "    %s\n", leftLine(g))
		}
	}
	if len(st.Failures) > 0 {
		fmt.Fprintf(w, "  failures  %d\n", len(st.Failures))
		for _, f := range st.Failures {
			fmt.Fprintf(w, "    %s: %s\n", f.Name, strings.TrimPrefix(f.Reason, f.Name+": "))
		}
	}
	return nil
}

// Command bench runs the program's stages over an unpacked yardstick, writes predictions in the
// format the yardstick's scorer reads, and prints the scores as one JSON line.
//
//	bench SET DIR --out FOLDER
//
// Predictions for the whole set are written before any answer is read.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/pprof"
	"sort"
	"strings"

	"github.com/spf13/pflag"
)

// set is one yardstick: its name, its input and its measures.
type set struct {
	name, about string
	run         func(ctx context.Context, j job) (any, error)
}

// job is one call of a set.
type job struct {
	dir, out string
	worst    int    // number of worst pages to print on standard error
	pages    int    // number of pages to make, for sets that make their own
	archive  string // the archive a capture is taken from (add-sample)
	// withoutReadings leaves out names, statements and times (add).
	withoutReadings bool
	rest            []string
	stderr          io.Writer
}

func sets() []set {
	return []set{
		{"listing-html", "listings from markup: <site>/<page>.html", listingHTML},
		{"listing-text", "listings from bare text: <site>/<page>.txt", listingText},
		{"copies", "copies, teasers and shared passages: docs.jsonl", copies},
		{"stories-scale", "what copies cost as an archive grows, by texts of our own; after DIR: [N]", storiesScale},
		{"names", "persons, organisations and places: *.jsonl with text", readNames},
		{"statements", "attributed statements: *.jsonl with text", readStatements},
		{"archives", "texts of one topic with names joined, disputes, labels: archives-*.jsonl", archives},
		{"judge", "names, disputes or statements of the archive DIR, drawn to be judged: KIND N SEED [LANG]", judge},
		{"black", "what redactions make black in the archive DIR, drawn to be judged: N SEED [MOST]", black},
		{"disputes", "disputes of texts read as one archive, for a person to judge: *.jsonl with text", listDisputes},
		{"labels", "the words put on names: *.jsonl with text", readLabels},
		{"aliases", "long and short forms of one name: *.jsonl with text", readAliases},
		{"times", "expressions of time: *.jsonl with text and dct", readTimes},
		{"kind", "kinds of pages: <site>/<page>.html; more folders after DIR", kind},
		{"ablate", "which sites each rule of the splitters helps and harms; more folders after DIR", ablate},
		{"add", "memory and speed of taking in --pages pages of our own making; DIR is scratch space", add},
		{"publish", "time and memory of publishing an archive of --pages pages, or --archive; DIR is scratch space",
			publishSite},
		{"load", "front, topic, search and cutting pages at 50 requests a second; --archive, or DIR/archive, made " +
			"of --pages", load},
		{"articles", "article bodies and metadata: html/<id>.html, or a folder of such sets", articles},
		{"search", "queries over cuttings of our own making; DIR is scratch space; then: [N] [plain]", search},
		{"speed", "time and allocations against x/net/html.Parse and other extractors", speed},
		{"hostile", "files meant to break a reader: manifest.jsonl; kinds after DIR", hostile},
		{"feeds", "feed readers' own test suites: peer_feeds.jsonl", feeds},
		{"add-sample", "make a page sample: FILE NAME, or CAPTURE NAME --archive DIR", addSample},
		{"hostile-html", "the same for pages of HTML alone", hostileHTML},
		{hostileOne, "one such file: FILE KIND transport=NAME; called by hostile", hostileFile},
	}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	fs := pflag.NewFlagSet("bench", pflag.ContinueOnError)
	fs.SetOutput(stderr)
	out := fs.String("out", "", "folder for the predictions")
	worst := fs.Int("worst", 0, "name this many of the worst pages on standard error")
	pages := fs.Int("pages", 100_000, "how many pages to make (add)")
	without := fs.Bool("no-readings", false, "without names, statements and times (add)")
	archive := fs.String("archive", "", "the archive to take a capture from (add-sample)")
	profile := fs.String("profile", "", "file to write a processor profile of the set to (go tool pprof)")
	fs.Usage = func() {
		fmt.Fprintln(stderr, "usage: bench SET DIR --out FOLDER [--worst N]")
		list := sets()
		sort.Slice(list, func(i, j int) bool { return list[i].name < list[j].name })
		for _, s := range list {
			fmt.Fprintf(stderr, "  %-14s %s\n", s.name, s.about)
		}
		fs.PrintDefaults()
	}
	if err := fs.Parse(args); err != nil {
		return 2
	}
	if fs.NArg() < 2 {
		fs.Usage()
		return 2
	}
	for _, s := range sets() {
		if s.name != fs.Arg(0) {
			continue
		}
		stop, err := startProfile(*profile)
		if err != nil {
			fmt.Fprintf(stderr, "bench %s: %v\n", s.name, err)
			return 1
		}
		res, err := s.run(ctx, job{dir: fs.Arg(1), out: *out, worst: *worst, pages: *pages, archive: *archive,
			withoutReadings: *without,
			rest:            fs.Args()[2:], stderr: stderr})
		stop()
		if err != nil {
			fmt.Fprintf(stderr, "bench %s: %v\n", s.name, err)
			return 1
		}
		enc := json.NewEncoder(stdout)
		if err := enc.Encode(res); err != nil {
			fmt.Fprintf(stderr, "bench %s: %v\n", s.name, err)
			return 1
		}
		return 0
	}
	fmt.Fprintf(stderr, "bench: no set %q; there are: %s\n", fs.Arg(0), strings.Join(setNames(), ", "))
	return 2
}

// startProfile starts a processor profile and returns a function that ends it; "" starts none.
func startProfile(path string) (stop func(), err error) {
	if path == "" {
		return func() {}, nil
	}
	f, err := os.Create(path)
	if err != nil {
		return nil, err
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		f.Close()
		return nil, err
	}
	return func() {
		pprof.StopCPUProfile()
		f.Close()
	}, nil
}

func setNames() []string {
	var out []string
	for _, s := range sets() {
		out = append(out, s.name)
	}
	sort.Strings(out)
	return out
}

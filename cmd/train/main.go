// Command train fits the program's weights to the public yardsticks and reports the scores on sites
// left out of the fit.
//
//	go run ./cmd/train WHAT [flags] …
//
// The same folders and flags give the same weights. No text of a page is
// written, only thresholds and the log-odds of single words that many sites share.
package main

import (
	"fmt"
	"os"

	"cuttings/cmd/train/fitarticle"
	"cuttings/cmd/train/fitbare"
	"cuttings/cmd/train/fitclusters"
	"cuttings/cmd/train/fitnames"
	"cuttings/cmd/train/fitreading"
	"cuttings/cmd/train/fitstatements"
	"cuttings/cmd/train/staticsites"
)

// verbs are the models that can be fitted.
var verbs = []struct {
	name, about string
	run         func(args []string) error
}{
	{"article", "an article's body, headline, byline and date: SET…, folders with ground-truth.json and html/",
		fitarticle.Run},
	{"names", "persons, organisations and places: FILE[=WEIGHT]…, lines with text and entities", fitnames.Run},
	{"statements", "who said what: FILE…, lines with text and attributions", fitstatements.Run},
	{"clusters", "classes of English words from public word vectors", fitclusters.Run},
	{"reading", "the choice between the ways to read a page: SET…, folders of <site>/<page>.html or with html/",
		fitreading.Run},
	{"bare", "listings in bare text: -dir LISTINGS …", fitbare.Run},
	{"sites", "a yardstick from repositories of generated sites: -mirror MIRROR -out OUT", staticsites.Run},
}

func main() { os.Exit(run(os.Args[1:])) }

func run(args []string) int {
	if len(args) > 0 {
		for _, v := range verbs {
			if v.name != args[0] {
				continue
			}
			if err := v.run(args[1:]); err != nil {
				fmt.Fprintf(os.Stderr, "train %s: %v\n", v.name, err)
				return 1
			}
			return 0
		}
	}
	fmt.Fprintln(os.Stderr, "usage: train WHAT [flags] …")
	for _, v := range verbs {
		fmt.Fprintf(os.Stderr, "  %-10s %s\n", v.name, v.about)
	}
	return 2
}

